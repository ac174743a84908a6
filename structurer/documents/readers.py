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
NEEDED = {"pdf": ("pdfplumber", "pypdfium2", "PIL"), "html": ("bs4", "lxml"), "xlsx": ("openpyxl",), "docx": ("docx",)}
"""What each kind needs to be installed."""


def read(kind: str, name: str, data: bytes) -> Iterator[Page]:
    """The pages of a document of a kind."""
    reader = cast("Callable[[str, bytes], Iterator[Page]]", import_module(_READERS[kind]).read)
    yield from reader(name, data)
