"""A document is read in a process of its own, which is ended when it takes too long and may die without harm.

It is told its bytes and answers in JSON: nothing it says is run. Starting it takes some 0.4 s, most of which is loading the
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
    """What the process says, one object a line; DocumentTimeout where it falls silent."""
    said: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_heard, args=(process, said), daemon=True).start()
    end = time.monotonic() + limits.SECONDS
    while True:
        try:
            line = said.get(timeout=min(limits.STALLED, max(end - time.monotonic(), 0.001)))
        except Empty:
            raise DocumentTimeout(name, limits.STALLED) from None
        if not line.endswith(b"\n"):
            return
        yield json.loads(line)


def _heard(process: subprocess.Popen[bytes], said: SimpleQueue[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):  # closed by the reader, who wants no more of it
        for line in process.stdout or ():
            said.put(line)
    said.put(b"")


def _page(told: dict[str, Any]) -> Page:
    return Page(
        told["number"],
        told["title"],
        tuple((text, place) for text, place in told["lines"]),
        tuple(Trouble(**trouble) for trouble in told["troubles"]),
        tuple(Notice(**notice) for notice in told["notices"]),
    )


def _error(told: dict[str, Any]) -> StructurerError:
    """The error that the process ran into, with its own sentences."""
    kind = getattr(errors, str(told["error"]), errors.DocumentError)
    error: StructurerError = kind.__new__(kind)
    StructurerError.__init__(error, told["ja"], told["en"])
    return error
