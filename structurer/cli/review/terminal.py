"""A terminal: one key, one line, a page. Keys are read without Enter; what was typed ahead of a question is dropped."""

import contextlib
import importlib
import os
import select
import signal
import sys
import unicodedata
from collections.abc import Iterator
from types import FrameType

from rich.console import Console, RenderableType

if sys.platform == "win32":
    import msvcrt
else:
    import termios
    import tty

_ARROWS = {"[C": "right", "[D": "left", "OC": "right", "OD": "left"}
_PATIENCE = 0.05
"""Seconds in which the rest of an arrow key must come, a lone Escape has none: long for a terminal, short for a hand."""


class TerminalGone(Exception):  # nobody's mistake: the window was closed
    """The terminal is gone, or the process was asked to end."""


def is_there() -> bool:
    """True where a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


class Terminal:
    """Reads keys and lines from stdin and prints to stdout; made with `opened`."""

    def __init__(self) -> None:
        self.console = Console(highlight=False, markup=False, emoji=False)
        self._cooked: list[object] | None = None
        with contextlib.suppress(ImportError):  # lines are edited and remembered with it, and only read without it
            importlib.import_module("readline")

    @property
    def plain(self) -> bool:
        """True where there is no colour to tell anything by."""
        return self.console.no_color or self.console.color_system is None

    @property
    def width(self) -> int:
        """Columns."""
        return self.console.width

    def show(self, *parts: RenderableType) -> None:
        """Print parts, one below the other; Ctrl-C waits until they stand there."""
        with _whole():
            for part in parts:
                self.console.print(part)

    def key(self, *footer: RenderableType) -> str:
        """One key after a footer: a folded letter or digit, `left`, `right`, `enter`, or empty for any other.

        Raises:
            TerminalGone: nothing will ever come.
            KeyboardInterrupt: Ctrl-C.
        """
        self._forget()
        self.show(*footer)
        return _folded(self._read())

    def line(self, question: RenderableType) -> str | None:
        """One line typed after a question; None where it was left with Ctrl-C or Ctrl-D."""
        self._forget()
        try:
            with self._line_mode():
                self.show(question)
                return input("> ").strip()
        except (KeyboardInterrupt, EOFError):
            self.show("")
            return None

    def page(self, *parts: RenderableType) -> None:
        """Show something long in the pager."""
        with self._line_mode(), self.console.pager(styles=not self.plain):
            for part in parts:
                self.console.print(part)

    if sys.platform == "win32":

        def _read(self) -> str:
            return msvcrt.getwch()

        def _forget(self) -> None:
            while msvcrt.kbhit():
                msvcrt.getwch()

        def key_mode(self) -> None:
            """Keys come without Enter as it is."""

        def restore(self) -> None:
            """Nothing was changed."""

    else:

        def _read(self) -> str:
            first = _byte()
            if first == b"\x1b":
                return _ARROWS.get(_escaped(), "")
            more = 0 if first < b"\xc0" else 1 if first < b"\xe0" else 2 if first < b"\xf0" else 3
            return (first + b"".join(_byte() for _ in range(more))).decode("utf-8", "replace")

        def _forget(self) -> None:
            with contextlib.suppress(termios.error):
                termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)

        def key_mode(self) -> None:
            """Let keys come without Enter and without being shown."""
            with contextlib.suppress(termios.error):  # a terminal that is gone says so when it is read
                if self._cooked is None:
                    self._cooked = termios.tcgetattr(sys.stdin.fileno())
                tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)

        def restore(self) -> None:
            """Leave the terminal as it was found."""
            if self._cooked is not None:
                with contextlib.suppress(termios.error):
                    termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._cooked)  # type: ignore[arg-type]

    @contextlib.contextmanager
    def _line_mode(self) -> Iterator[None]:
        self.restore()
        try:
            yield
        finally:
            self.key_mode()


@contextlib.contextmanager
def opened() -> Iterator[Terminal]:
    """The terminal of this process; a closed window and a polite kill become `TerminalGone`, so that what was done can be saved."""
    terminal = Terminal()
    known = [(number, signal.signal(number, _gone)) for number in _endings()]
    resumed = getattr(signal, "SIGCONT", None)
    if resumed is not None:
        known.append((resumed, signal.signal(resumed, lambda *_: terminal.key_mode())))
    terminal.key_mode()
    try:
        with contextlib.nullcontext() if sys.platform == "win32" else _waking():
            yield terminal
    finally:
        for number, handler in known:
            signal.signal(number, handler)
        terminal.restore()


_WOKEN: list[int] = []
"""The end of a pipe to which every signal writes, so that none is lost between two system calls."""


@contextlib.contextmanager
def _waking() -> Iterator[None]:
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    before = signal.set_wakeup_fd(ends[1], warn_on_full_buffer=False)
    _WOKEN.append(ends[0])
    try:
        yield
    finally:
        _WOKEN.clear()
        signal.set_wakeup_fd(before)
        for end in ends:
            os.close(end)


@contextlib.contextmanager
def _whole() -> Iterator[None]:
    """Ctrl-C held back: a console that is broken off in the middle of a print may show nothing ever after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _wait() -> None:
    """Until there is something to read; a signal is dealt with at once."""
    while sys.stdin.fileno() not in (ready := select.select([sys.stdin.fileno(), *_WOKEN], [], [])[0]):
        for end in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(end, 64)


def _endings() -> list[int]:
    names = ("SIGHUP", "SIGTERM")
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _gone(_: int, __: FrameType | None) -> None:
    raise _ended()


def _ended() -> TerminalGone:
    """Return the end; further signals are ignored, so that the save on the way out is not broken off."""
    for number in _endings():
        signal.signal(number, signal.SIG_IGN)
    return TerminalGone()


def _folded(text: str) -> str:
    """A key as it is meant: full-width letters of an input method are letters."""
    if text in {"\r", "\n"}:
        return "enter"
    folded = unicodedata.normalize("NFKC", text).lower()
    return folded if folded in {"left", "right"} or (len(folded) == 1 and folded.isprintable()) else ""


def _byte() -> bytes:
    try:
        _wait()
        found = os.read(sys.stdin.fileno(), 1)
    except OSError:
        raise _ended() from None
    if found in {b"", b"\x04"}:
        raise _ended()
    return found


def _escaped() -> str:
    """The characters that follow an Escape at once."""
    found = ""
    while len(found) < 8 and select.select([sys.stdin.fileno()], [], [], _PATIENCE)[0]:
        found += _byte().decode("ascii", "replace")
    return found
