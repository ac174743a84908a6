"""A person at a terminal: `structurer` in a process of its own behind a pseudo-terminal, keys in, screen out."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from tests.support.builders import FIXTURES
from tests.support.forked import program

PATIENCE = 20.0
"""Seconds after which a screen that does not come is an error; far more than it ever takes."""

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Screen:
    """One run of `structurer` at a terminal of its own."""

    def __init__(self, *arguments: str, store: Path, columns: int = 80, **environment: str) -> None:
        known = {name: text for name, text in os.environ.items() if not name.startswith(("STRUCTURER_", "OPENAI_"))}
        own = {
            "STRUCTURER_STORE": str(store), "STRUCTURER_LANG": "ja", "STRUCTURER_AUTHOR": "佐藤", "TERM": "xterm-256color",
            "PYTHONPATH": str(FIXTURES.parent), "PAGER": "cat", "LC_ALL": "C.UTF-8", "COLORTERM": "",
        }  # fmt: skip
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            known.pop(name, None)
        variables = {name: text for name, text in (known | own | environment).items() if text}
        self._end, terminal = pty.openpty()
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.process = program(*arguments, environment=variables, terminal=terminal)
        self.raw = ""
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self._end)

    @property
    def text(self) -> str:
        """The text that was shown, without styles."""
        return _STYLE.sub("", self.raw)

    def until(self, words: str) -> str:
        """Read until some words were shown since the last time; return what was shown up to them."""
        deadline = time.monotonic() + PATIENCE
        while (place := self.text.find(words, self._seen)) < 0:
            if not self._more(deadline):
                raise AssertionError(f"{words!r} was not shown; the screen:\n{self.text[self._seen :]}")
        shown = self.text[self._seen : place + len(words)]
        self._seen = place + len(words)
        return shown

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._end, keys.encode())

    def answer(self, question: str, line: str) -> str:
        """Type a line and Enter after a question; return what was shown up to it."""
        shown = self.until(question) + self.until("> ")
        self.type(f"{line}\n")
        return shown

    def press(self, key: str) -> str:
        """Press one key after the footer that offers it; return what was shown up to it."""
        shown = self.until(f"[{key}]") + ("" if key == "q" else self.until("[q]"))
        self.type(key)
        return shown

    def ended(self) -> int:
        """The exit status once it has ended; the rest of what it said is read."""
        deadline = time.monotonic() + PATIENCE
        while self._more(deadline):
            pass
        return self.process.wait()

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._end)

    def _more(self, deadline: float) -> bool:
        if not select.select([self._end], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            found = os.read(self._end, 65536)
        except OSError:  # the other end is closed
            return False
        self._bytes = getattr(self, "_bytes", b"") + found
        self.raw = self._bytes.decode("utf-8", "replace")
        return bool(found)


@contextlib.contextmanager
def at(*arguments: str, store: Path, columns: int = 80, **environment: str) -> Iterator[Screen]:
    """A run that is ended with the test, whatever becomes of it."""
    with Screen(*arguments, store=store, columns=columns, **environment) as screen:
        yield screen
