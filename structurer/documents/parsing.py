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
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from queue import Empty, SimpleQueue
from typing import Any

from structurer import errors
from structurer.documents import limits
from structurer.documents.bounds import Bounds
from structurer.documents.document import Page, Trouble
from structurer.documents.readers import NEEDED
from structurer.errors import DocumentTimeout, DocumentUnparsed, ExtraMissing, StructurerError
from structurer.process import processors
from structurer.text.origin import DocumentKind, Notice

_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(1 << 28),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
}
"""Of the process that reads: one thread, and memory that it keeps from page to page. Each page is drawn in some 40 MB of pictures, and
to take them from the system anew was a quarter of the time."""

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
    return _Reading(kind, name, data, told or (lambda _done, _of: None)).pages()


class _Reading:
    """One document under way: the pages that are read by their place, `of` how many.

    Several processes share a long one, each of which reads every `step`-th page; what ends the reading of one of them ends all.
    """

    def __init__(self, kind: DocumentKind, name: str, data: bytes, told: Told) -> None:
        self.kind, self.name, self.data = kind, name, data
        self.of = self.step = 1
        self.is_over = False
        self._told, self._bounds = told, Bounds(name)
        self._made: dict[int, Page] = {}
        self._broken = 0
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._error: BaseException | None = None
        self._pool = ThreadPoolExecutor(limits.PROCESSES)

    def pages(self) -> tuple[Page, ...]:
        """Return every page, in order."""
        try:
            with self._pool:
                self._run(_Lane(self, 1))
        finally:
            self._end()
        if self._error is not None:
            raise self._error
        return tuple(page for _, page in sorted(self._made.items()))

    def share(self, of: int, step: int) -> None:
        """Take how many pages there are, and start a process for each lane beside the first; nothing where that is known."""
        if (self.of, self.step) == (of, step):
            return
        self.of, self.step = of, step
        for first in range(2, step + 1):
            self._pool.submit(copy_context().run, self._run, _Lane(self, first))

    def begun(self, process: subprocess.Popen[bytes]) -> None:
        """Know a process, which is ended with all of them."""
        with self._lock:
            self._processes.append(process)
        if self.is_over:
            process.kill()

    def tell(self) -> None:
        """Tell how many pages are read."""
        with self._lock:
            self._told(len(self._made), max(self.of, len(self._made)))

    def add(self, place: int, page: Page, *, is_broken: bool = False) -> None:
        """Take a page, and tell how many there are now."""
        with self._lock:
            self._made[place] = self._bounds.add(page)
            self._broken += is_broken
        self.tell()

    def may_break(self) -> bool:
        """Whether one more page on which the process ends costs only itself."""
        return not self.is_over and self.of > 1 and self._broken < limits.BROKEN

    def _run(self, lane: "_Lane") -> None:
        try:
            while not lane.is_done:
                lane.go_on()
        except BaseException as error:  # noqa: BLE001  # raised by `pages`, once no process is left
            self._error = self._error or error  # what ends the others is no reason
            self._end()

    def _end(self) -> None:
        self.is_over = True
        with self._lock:
            for process in self._processes:
                process.kill()


class _Lane:
    """The pages that one process reads, another where it ends: `place` is that of the next."""

    def __init__(self, reading: _Reading, place: int) -> None:
        self._reading, self._place = reading, place
        self.is_done = False

    def go_on(self) -> None:
        """Read from the next page on, as far as the process comes."""
        with _started(self._reading, self._place) as process:
            self._reading.begun(process)
            try:
                threading.Thread(target=_fed, args=(process, self._reading.data), daemon=True).start()
                self._take(process)
            except (DocumentTimeout, DocumentUnparsed) as error:
                if not self._reading.may_break():
                    raise
                self._add(Page(self._place, troubles=(Trouble("broken", type(error).__name__),)), is_broken=True)
                self.is_done = self._place > self._reading.of
            finally:
                process.kill()

    def _take(self, process: subprocess.Popen[bytes]) -> None:
        name = self._reading.name
        for answer in _answers(name, process):
            if "of" in answer:
                self._reading.share(answer["of"], answer["step"])
                self._reading.tell()
            elif "page" in answer:
                self._add(_page(answer["page"]))
            elif "error" in answer:
                raise _error(answer)
            elif "broken" in answer:
                raise DocumentUnparsed(name, str(answer["broken"]))
            else:
                self.is_done = True
                return
        if process.wait() == -_OUT_OF_TIME:
            raise DocumentTimeout(name, limits.STALLED)
        raise DocumentUnparsed(name, f"exit {process.wait()}")

    def _add(self, page: Page, *, is_broken: bool = False) -> None:
        self._reading.add(self._place, page, is_broken=is_broken)
        self._place += self._reading.step


def _started(reading: _Reading, first: int) -> subprocess.Popen[bytes]:
    most = min(processors(), limits.PROCESSES)
    path = os.pathsep.join(entry for entry in sys.path if entry)
    wanted = [str(number) for number in (os.getpid(), limits.STALLED, first, most)]
    command = [sys.executable, "-P", "-m", "structurer.documents.child", reading.kind, reading.name, *wanted]
    try:
        return subprocess.Popen(  # noqa: S603  # our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, **_ENVIRONMENT},
        )
    except (OSError, ValueError) as error:
        raise DocumentUnparsed(reading.name, str(error)) from error


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
