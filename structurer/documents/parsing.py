"""A document is read in a process of its own, which is ended when it takes too long and may die without harm.

It gets the bytes and answers in JSON: nothing in an answer is executed. Starting it takes some 0.4 s, most of which is loading the
library that reads the document.
"""

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from typing import Any

from structurer import errors
from structurer.documents import limits
from structurer.documents.bounds import Bounds
from structurer.documents.document import Page, Trouble
from structurer.documents.readers import NEEDED
from structurer.errors import DocumentTimeout, DocumentUnparsed, ExtraMissing, StructurerError
from structurer.text.origin import DocumentKind, Notice


def pages(kind: DocumentKind, name: str, data: bytes) -> tuple[Page, ...]:
    """The pages of a document. ExtraMissing, or the DocumentError that says why it cannot be read."""
    if any(importlib.util.find_spec(module) is None for module in NEEDED[kind]):
        raise ExtraMissing(f"{name} ({kind})", "documents")
    with _started(kind, name) as process:
        try:
            threading.Thread(target=_fed, args=(process, data), daemon=True).start()
            return tuple(_pages(name, process))
        finally:
            process.kill()


def _started(kind: DocumentKind, name: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-P", "-m", "structurer.documents.child", kind, name, str(os.getpid())]
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


def _pages(name: str, process: subprocess.Popen[bytes]) -> Iterator[Page]:
    bounds = Bounds(name)
    for answer in _answers(name, process):
        if "page" in answer:
            yield bounds.add(_page(answer["page"]))
        elif "error" in answer:
            raise _error(answer)
        elif "broken" in answer:
            raise DocumentUnparsed(name, str(answer["broken"]))
        else:
            return
    raise DocumentUnparsed(name, f"exit {process.wait()}")


def _answers(name: str, process: subprocess.Popen[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the answers of the process, one object a line; DocumentTimeout where none comes in time."""
    received: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(process, received), daemon=True).start()
    end = time.monotonic() + limits.SECONDS
    while True:
        try:
            line = received.get(timeout=min(limits.STALLED, max(end - time.monotonic(), 0.001)))
        except Empty:
            raise DocumentTimeout(name, limits.STALLED) from None
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
