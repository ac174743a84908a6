"""The process in which a document is read: bytes on stdin, one JSON object a line on stdout. It may die without harm to its parent."""

import contextlib
import json
import math
import os
import sys
import threading
import time
from dataclasses import asdict
from typing import BinaryIO

from structurer.documents import limits
from structurer.documents.readers import count, read
from structurer.errors import DocumentError, DocumentTooLarge, SourceUndecodable

_LOOK = 1.0
"""Seconds between two looks at whether the parent is still there."""


def main() -> None:
    """Read the document on stdin.

    `sys.argv` names its kind, its name, who asks, the seconds for a page, the first page, and how many processes may share a long one.
    """
    _bound()
    threading.Thread(target=_end_with_parent, args=(int(sys.argv[3]),), daemon=True).start()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    kind, name = sys.argv[1:3]
    seconds, first, most = map(int, sys.argv[4:7])
    try:
        _read(answers, kind, name, seconds, first, most)
    except (DocumentError, SourceUndecodable) as error:
        _answer(answers, {"error": type(error).__name__, "ja": error.ja, "en": error.en})
    except Exception as error:  # noqa: BLE001  # a parser's own trouble, whatever it is, is a sentence to the parent
        _answer(answers, {"broken": type(error).__name__})


def _read(answers: BinaryIO, kind: str, name: str, seconds: int, first: int, most: int) -> None:
    """Answer how many pages there are and how many processes share them, this one's from the first one on, and that it is done."""
    of = 1
    try:
        data = sys.stdin.buffer.read()
        of = count(kind, name, data)
        step = max(1, min(most, of // limits.SHARED))
        _answer(answers, {"of": of, "step": step})
        _allow(seconds)
        for page in read(kind, name, data, first, step):
            _answer(answers, {"page": asdict(page)})
            _allow(seconds)
        _answer(answers, {"done": True})
    except (MemoryError, RecursionError) as error:
        if of > 1:  # one of several pages is too large, and not the document
            raise
        what, limit = ("memory", limits.MEMORY) if isinstance(error, MemoryError) else ("depth", limits.DEPTH)
        raise DocumentTooLarge(name, what, limit) from error


def _answer(stream: BinaryIO, value: object) -> None:
    stream.write(json.dumps(value).encode() + b"\n")
    stream.flush()


def _end_with_parent(parent: int) -> None:
    """End this process when its parent is gone: it must not outlive one that was killed."""
    while os.name == "nt" or os.getppid() == parent:  # Windows keeps the number of a parent that is gone
        time.sleep(_LOOK)
    os._exit(1)


def _allow(seconds: int) -> None:
    """Allow some more seconds of processor time, where the system can: with the last of them the process ends."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (min(math.ceil(time.process_time()) + seconds, most), most))


def _bound() -> None:
    """Bound memory and time where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.SECONDS, limits.SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
