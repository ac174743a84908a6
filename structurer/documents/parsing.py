"""A document is read in a process of its own, which is ended when it takes too long and may die without harm.

It gets the bytes and answers in JSON: nothing in an answer is executed. Starting it takes some 0.4 s, most of which is loading the
library that reads the document.
"""

import contextlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from typing import Any

from structurer import errors
from structurer.documents import limits
from structurer.documents.bounds import Bounds
from structurer.documents.document import Page, Trouble
from structurer.documents.readers import NEEDED
from structurer.errors import DocumentTimeout, DocumentUnparsed, ExtraMissing, StructurerError
from structurer.text.origin import DocumentKind, Notice

_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
"""The signal with which the system ends a process that has had its time."""

Told = Callable[[int, int], None]
"""What is told how many pages of how many are read."""


def pages(kind: DocumentKind, name: str, data: bytes, told: Told | None = None) -> tuple[Page, ...]:
    """The pages of a document. ExtraMissing, or the DocumentError that says why it cannot be read.

    Of several pages one on which the process ends is a page with that trouble, and another process reads on behind it.
    """
    if any(importlib.util.find_spec(module) is None for module in NEEDED[kind]):
        raise ExtraMissing(f"{name} ({kind})", "documents")
    reading = _Reading(kind, name, data, told or (lambda _done, _of: None))
    while not reading.is_done:
        reading.go_on()
    return tuple(reading.made)


class _Reading:
    """One document: the pages that are read, `of` how many."""

    def __init__(self, kind: DocumentKind, name: str, data: bytes, told: Told) -> None:
        self._kind, self._name, self._data, self._told = kind, name, data, told
        self._bounds = Bounds(name)
        self._broken = 0
        self.made: list[Page] = []
        self.of = 1
        self.is_done = False

    def go_on(self) -> None:
        """Read from the next page on, as far as the process comes."""
        with _started(self._kind, self._name, len(self.made) + 1) as process:
            try:
                threading.Thread(target=_fed, args=(process, self._data), daemon=True).start()
                self._take(process)
            except (DocumentTimeout, DocumentUnparsed) as error:
                self._broken += 1
                if self.of == 1 or self._broken > limits.BROKEN:
                    raise
                self._add(Page(len(self.made) + 1, troubles=(Trouble("broken", type(error).__name__),)))
                self.is_done = len(self.made) == self.of
            finally:
                process.kill()

    def _take(self, process: subprocess.Popen[bytes]) -> None:
        for answer in _answers(self._name, process):
            if "of" in answer:
                self.of = answer["of"]
                self._told(len(self.made), self.of)
            elif "page" in answer:
                self._add(_page(answer["page"]))
            elif "error" in answer:
                raise _error(answer)
            elif "broken" in answer:
                raise DocumentUnparsed(self._name, str(answer["broken"]))
            else:
                self.is_done = True
                return
        if process.wait() == -_OUT_OF_TIME:
            raise DocumentTimeout(self._name, limits.STALLED)
        raise DocumentUnparsed(self._name, f"exit {process.wait()}")

    def _add(self, page: Page) -> None:
        self.made.append(self._bounds.add(page))
        self._told(len(self.made), max(self.of, len(self.made)))


def _started(kind: DocumentKind, name: str, first: int) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    wanted = [str(os.getpid()), str(first), str(limits.STALLED)]
    command = [sys.executable, "-P", "-m", "structurer.documents.child", kind, name, *wanted]
    try:
        return subprocess.Popen(  # noqa: S603  # our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
    except (OSError, ValueError) as error:
        raise DocumentUnparsed(name, str(error)) from error


def _fed(process: subprocess.Popen[bytes], data: bytes) -> None:
    try:
        if process.stdin is not None:
            process.stdin.write(data)
            process.stdin.close()
    except (OSError, ValueError):  # it has died, or was ended; its answers say so
        return


def _answers(name: str, process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the answers of the process, one object a line; DocumentTimeout where none ever comes."""
    received: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(process, received), daemon=True).start()
    while True:
        try:
            line = received.get(timeout=limits.WAITED)
        except Empty:
            raise DocumentTimeout(name, limits.WAITED) from None
        if not line.endswith(b"\n"):
            return
        yield json.loads(line)


def _receive(process: subprocess.Popen[bytes], received: SimpleQueue[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):  # closed by the reader, who wants no more of it
        for line in process.stdout or ():
            received.put(line)
    received.put(b"")


def _page(answer: dict[str, Any]) -> Page:
    return Page(
        answer["number"],
        answer["title"],
        tuple((text, place) for text, place in answer["lines"]),
        tuple(Trouble(**trouble) for trouble in answer["troubles"]),
        tuple(Notice(**notice) for notice in answer["notices"]),
    )


def _error(answer: dict[str, Any]) -> StructurerError:
    """The error that the process ran into, with its own sentences."""
    kind = getattr(errors, str(answer["error"]), errors.DocumentError)
    error: StructurerError = kind.__new__(kind)
    StructurerError.__init__(error, answer["ja"], answer["en"])
    return error
