"""The kind of some bytes, found from the bytes, never from a file's name. A kind that is not read is named with the way out."""

from dataclasses import dataclass

from structurer.documents import packed
from structurer.errors import DocumentDamaged, DocumentEncrypted, DocumentError, DocumentUnsupported
from structurer.text import lazy_re as re
from structurer.text.origin import DocumentKind

HEAD = 4_096
"""Bytes that show whether this may be a document at all: a declaration and comments before a web page's first tag fit in."""

_PDF_WITHIN = 1_024  # bytes in which the header of a PDF may begin, as the readers of PDF agree
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_KINDS = (("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt"))
_SPACE = re.compile(r"\s*")
_DECLARATION = re.compile(r"<\?xml[^>]*>\s*", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_CELL = re.compile(r"<t[dh][\s>]", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(div|section|article|main|center|h[1-6]|ul|ol|dl|p)(?:\s[^<>]*)?>.*</\1\s*>", re.IGNORECASE | re.DOTALL
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _UnreadKind:
    """A kind of document that is not read, and the way out for a person in both languages."""

    kind: str
    ja: str
    en: str


_AS_XLSX = ("Excelなどで .xlsx として保存し直してください。", "Save it as .xlsx.")
_AS_DOCX = ("Wordなどで .docx として保存し直してください。", "Save it as .docx.")
_AS_PDF = ("PDFとして保存し直してください。", "Save it as PDF.")
_OCR = ("文字認識(OCR)でPDFにしてください(ocrmypdf など)。", "It needs OCR: make a searchable PDF of it (ocrmypdf).")
_UNPACK = ("中のファイルを取り出して渡してください。", "Unpack it and give the file inside.")
_OLD = {
    "xls": _UnreadKind("Excel 97-2003 (.xls)", *_AS_XLSX),
    "doc": _UnreadKind("Word 97-2003 (.doc)", *_AS_DOCX),
    "ppt": _UnreadKind("PowerPoint (.ppt)", *_AS_PDF),
}
_MAGIC = (
    (b"\x89PNG", _UnreadKind("画像 · an image (PNG)", *_OCR)),
    (b"\xff\xd8\xff", _UnreadKind("画像 · an image (JPEG)", *_OCR)),
    (b"GIF8", _UnreadKind("画像 · an image (GIF)", *_OCR)),
    (b"II*\x00", _UnreadKind("画像 · an image (TIFF)", *_OCR)),
    (b"MM\x00*", _UnreadKind("画像 · an image (TIFF)", *_OCR)),
    (b"\x1f\x8b", _UnreadKind("gzip", *_UNPACK)),
    (b"7z\xbc\xaf", _UnreadKind("7z", *_UNPACK)),
    (b"Rar!", _UnreadKind("RAR", *_UNPACK)),
    (b"{\\rtf", _UnreadKind("RTF", *_AS_DOCX)),
    (b"%!PS", _UnreadKind("PostScript", *_AS_PDF)),
    (b"SQLite format 3", _UnreadKind("SQLite", "シートのファイルを渡してください。", "Give the file of a sheet.")),
)
_PACKED = (
    ("xl/workbook.bin", _UnreadKind("Excel Binary (.xlsb)", *_AS_XLSX)),
    ("ppt/presentation.xml", _UnreadKind("PowerPoint (.pptx)", *_AS_PDF)),
)
_OPEN = ("content.xml", "mimetype")
_MARKUP = (
    (re.compile(rb"<Workbook[\s>]"), _UnreadKind("XML Spreadsheet 2003", *_AS_XLSX)),
    (
        re.compile(rb"(?im)^(?:MIME-Version:|From: <Saved by)"),
        _UnreadKind("MHTML", "「HTMLのみ」で保存し直してください。", "Save the page as HTML only."),
    ),
)


def kind_of(name: str, data: bytes) -> DocumentKind | None:
    """Return the kind of some bytes; None for text, which is read elsewhere. DocumentError for a kind that is not read."""
    head = data[:HEAD]
    if data[:_PDF_WITHIN].find(b"%PDF-") >= 0:
        return "pdf"
    if head.startswith(_ZIP):
        return _packed(name, data)
    if head.startswith(_OLE):
        raise _old(name, data)
    for magic, found in _MAGIC:
        if head.startswith(magic):
            raise _unsupported(name, found)
    for pattern, found in _MARKUP:
        if pattern.search(head) is not None:
            raise _unsupported(name, found)
    return "html" if is_html(head) else None


def may_be_document(head: bytes) -> bool:
    """Whether bytes that begin like this can be a document: they may then be more than a text may be."""
    return head[:_PDF_WITHIN].find(b"%PDF-") >= 0 or head.startswith((*_ZIP, _OLE)) or is_html(head)


def is_html(head: bytes) -> bool:
    """Whether a text begins as a web page does, or a piece of one: with a block of it or with tags and a table.

    A `<p>` or a table somewhere among the lines of a text makes none of it.
    """
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = head.decode(encoding, "ignore").removeprefix("ï»¿")
    piece = text.lstrip().startswith("<")  # of a page, not a table among the lines of a text
    drawn = piece and _TABLE.search(text) is not None and _CELL.search(text) is not None
    opening = _opening(text)
    return drawn or any(pattern.match(text, opening) is not None for pattern in (_HTML, _BLOCK))


def _opening(text: str) -> int:
    """Return the offset behind the declaration and the comments of a text; each is passed once, however many there are."""
    place = _after(_SPACE, text, 0)
    place = _after(_DECLARATION, text, place)
    while text.startswith("<!--", place) and (end := text.find("-->", place + 4)) >= 0:
        place = _after(_SPACE, text, end + 3)
    return place


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return place if found is None else found.end()


def _packed(name: str, data: bytes) -> DocumentKind:
    held = packed.names(data)
    if held is None:
        raise DocumentDamaged(name, "ZIP")
    if "xl/workbook.xml" in held:
        return "xlsx"
    if "word/document.xml" in held:
        return "docx"
    for part, found in _PACKED:
        if part in held:
            raise _unsupported(name, found)
    found = _UnreadKind(
        "OpenDocument (.ods, .odt)", "xlsx、docx、PDFのどれかで保存し直してください。", "Save it as xlsx, docx or PDF."
    )
    raise _unsupported(name, found if held.issuperset(_OPEN) else _UnreadKind("ZIP", *_UNPACK))


def _old(name: str, data: bytes) -> DocumentError:
    """An OLE2 file: an Office document of before 2007, or one of today that is encrypted."""
    if _OLE_ENCRYPTED in data:
        return DocumentEncrypted(name)
    for stream, kind in _OLE_KINDS:
        if stream.encode("utf-16-le") in data:
            return _unsupported(name, _OLD[kind])
    return _unsupported(name, _UnreadKind("Office 97-2003", *_AS_PDF))


def _unsupported(name: str, found: _UnreadKind) -> DocumentUnsupported:
    return DocumentUnsupported(name, found.kind, found.ja, found.en)
