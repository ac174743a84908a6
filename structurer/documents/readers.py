"""The reader of each kind of document. Only these modules know the libraries that parse them."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from structurer.documents.document import Page

_READERS = {
    "pdf": "structurer.documents.pdf",
    "html": "structurer.documents.html",
    "xlsx": "structurer.documents.xlsx",
    "docx": "structurer.documents.docx",
}
NEEDED = {
    "pdf": ("pdfplumber", "pypdfium2", "PIL"),
    "html": ("bs4", "lxml", "PIL"),
    "xlsx": ("openpyxl",),
    "docx": ("docx",),
}
"""What each kind needs to be installed."""


def count(kind: str, name: str, data: bytes) -> int:
    """How many pages a document of a kind has that can be read one by one; 1 for a kind that is read as a whole."""
    found = getattr(import_module(_READERS[kind]), "count", None)
    return 1 if found is None else int(found(name, data))


def read(kind: str, name: str, data: bytes, first: int = 1, step: int = 1) -> Iterator[Page]:
    """The pages of a document of a kind; where they are read one by one, each so many pages on from the first."""
    reader = cast("Callable[..., Iterator[Page]]", import_module(_READERS[kind]).read)
    yield from reader(name, data) if first == step == 1 else reader(name, data, first, step)
