"""Documents: bytes in, lines with their places out. A PDF, a web page, a workbook or a Word document becomes text here.

The kind of a document is found from its bytes, not from its name. It is parsed in a process of its own with bounded memory and time.
"""

import hashlib

from structurer.documents import limits
from structurer.documents.bounds import bounded
from structurer.documents.document import Document, Page, PlacedLine, Trouble
from structurer.documents.parsing import Told, pages
from structurer.documents.sniff import kind_of, may_be_document
from structurer.errors import SourceEmpty, SourceTooLarge

__all__ = [
    "Document",
    "Page",
    "PlacedLine",
    "Told",
    "Trouble",
    "bounded",
    "document",
    "limits",
    "may_be_document",
    "text_document",
]


def document(name: str, data: bytes, told: Told | None = None) -> Document | None:
    """The document that some bytes are; None where they are text. `told` hears how many pages of how many are read.

    Raises:
        DocumentError: it is of a kind that is not read, or cannot be read; one class per case.
        ExtraMissing: the libraries that read it are not installed.
    """
    kind = kind_of(name, data)
    if kind is None:
        return None
    if len(data) > limits.BYTES:
        raise SourceTooLarge(name, len(data), limits.BYTES)
    found = Document(name, hashlib.sha256(data).hexdigest(), kind, pages(kind, name, data, told))
    if not found.lines and not any(page.troubles for page in found.pages):
        raise SourceEmpty(name)
    return found


def text_document(name: str, data: bytes, text: str) -> Document:
    """A text as a document of one page without places: what splitting works on."""
    lines = tuple((line, "") for line in text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n"))
    return Document(name, hashlib.sha256(data).hexdigest(), "text", (Page(1, lines=lines),), text)
