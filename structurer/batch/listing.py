"""From paths to documents: a file is taken whatever it is called, of a folder what is called like a document."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from structurer.errors import SourceNotFound

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".htm", ".html", ".pdf", ".xlsx", ".xlsm", ".docx"})
"""What a document's name ends in; what it is is told by its content."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Documents by path, each once, in order; and how many files of the folders are called like something else."""

    documents: tuple[str, ...]
    passed_over: int


def listed(paths: Iterable[str]) -> Listing:
    """The documents at some paths; hidden files and folders are left out. SourceNotFound names a path that is not there."""
    found: dict[str, None] = {}
    passed_over = 0
    for path in paths:
        if not os.path.lexists(path):
            raise SourceNotFound(path)
        for name in _files(path) if Path(path).is_dir() else (path,):
            if name == path or Path(name).suffix.lower() in SUFFIXES:
                found[name] = None
            else:
                passed_over += 1
    return Listing(tuple(found), passed_over)


def _files(folder: str) -> Iterator[str]:
    """The files below a folder in the order of their names; links to folders are not followed."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(top, name)) for name in sorted(files) if not name.startswith("."))
