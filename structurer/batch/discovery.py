"""From paths to documents: a file is taken whatever it is called, of a folder what is called like a document."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from structurer.errors import NothingToRead, SourceNotFound
from structurer.record.giving import FILE

SUFFIXES = frozenset(
    {
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".csv",
        ".tsv",
        ".htm",
        ".html",
        ".pdf",
        ".xlsx",
        ".xlsm",
        ".docx",
        ".xls",
        ".doc",
    }
)
"""The endings of documents' names. The kind of a document is detected from its content; .xls and .doc are refused with advice."""

_EXPORTED = (b"record,", b"\xef\xbb\xbfrecord,")  # how every CSV begins that structurer writes
_HIDDEN = (".", "~$")  # the second is Office's lock beside a document that somebody has open


@dataclass(frozen=True, slots=True)
class FoundDocuments:
    """Documents by path, each once, in order; and the files of the folders that are called like something else, or were exported."""

    documents: tuple[str, ...]
    passed_over: tuple[str, ...]


def find_documents(paths: Iterable[str]) -> FoundDocuments:
    """Return the documents at some paths; hidden files and folders are left out.

    SourceNotFound names a path that is not there, NothingToRead the paths at which there is no document.
    """
    given = tuple(paths)
    found: dict[str, None] = {}
    passed_over: list[str] = []
    for path in given:
        if path == "-":
            raise NothingToRead(path)
        if not os.path.lexists(path):
            raise SourceNotFound(path)
        for name in _files(path) if Path(path).is_dir() else (path,):
            if name == path or (Path(name).suffix.lower() in SUFFIXES and not _is_exported(name)):
                found[name] = None
            elif Path(name).name != FILE:
                passed_over.append(name)
    if not found:
        raise NothingToRead(", ".join(given))
    return FoundDocuments(tuple(found), tuple(passed_over))


def _files(folder: str) -> Iterator[str]:
    """Yield the files below a folder in the order of their names; links to folders are not followed."""
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(top, name)) for name in sorted(files) if not name.startswith(_HIDDEN))


def _is_exported(name: str) -> bool:
    """Return whether a file is a table that structurer wrote; one that cannot be read is for its reader to name."""
    if Path(name).suffix.lower() != ".csv" or not Path(name).is_file():
        return False
    try:
        with Path(name).open("rb") as file:
            return file.read(max(map(len, _EXPORTED))).startswith(_EXPORTED)
    except OSError:
        return False
