"""Word documents: paragraphs and tables in their order, as the last version would be printed: deletions and hidden text left out."""

import io
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import LxmlError, _Element

from structurer.documents import limits, packed
from structurer.documents.document import Page
from structurer.documents.words import cell as cell_text
from structurer.documents.words import joined
from structurer.documents.words import row as row_text
from structurer.errors import DocumentDamaged, DocumentTooLarge
from structurer.origin import Notice

_P, _TBL, _TR, _TC, _R = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r"))
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:tcPr"), qn("w:trPr"), qn("w:instrText"), qn("w:sectPr"), qn("w:sdtPr"),
}  # fmt: skip
_BOX = qn("w:txbxContent")
_LETTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:sym"): "\ufffd"}
_OFF = {"0", "false", "off", "none"}
_SMALLEST = 4  # half points
_WHITE = {"FFFFFF"}


def read(name: str, data: bytes) -> Iterator[Page]:
    """The document as one page: Word does not save where its pages end."""
    packed.parts(name, data)
    try:
        opened = docx.Document(io.BytesIO(data))
        walk = _Walk(name, opened)
        walk.all()
    except (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise DocumentDamaged(name, type(error).__name__) from error
    notices = [Notice("deleted", "", walk.deleted)] if walk.deleted else []
    notices += [Notice("unseen", "", walk.unseen)] if walk.unseen else []
    yield Page(1, "", tuple(walk.lines), notices=tuple(notices))


class _Walk:
    """A walk through the body that leaves its lines behind."""

    def __init__(self, name: str, document: WordDocument) -> None:
        self._name, self._document = name, document
        self._hidden_styles = frozenset(_hidden_styles(document))
        self._blocks = self._tables = 0
        self.deleted = self.unseen = 0
        self.lines: list[tuple[str, str]] = []

    def all(self) -> None:
        """The header of the first section, the body, the footer."""
        section = self._document.sections[0] if self._document.sections else None
        if section is not None and not section.header.is_linked_to_previous:
            self._blocks_of(section.header._element, 0)  # noqa: SLF001  # python-docx leaves out what it does not model
        self._blocks_of(self._document.element.body, 0)
        if section is not None and not section.footer.is_linked_to_previous:
            self._blocks_of(section.footer._element, 0)  # noqa: SLF001

    def _blocks_of(self, element: _Element, depth: int) -> None:
        if depth > limits.DEPTH:
            raise DocumentTooLarge(self._name, "depth", limits.DEPTH)
        for child in element:
            if child.tag == _P:
                self._paragraph(child, depth)
            elif child.tag == _TBL:
                self._table(child, depth)
            elif child.tag in _DELETED:
                self.deleted += 1
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                self._blocks_of(child, depth + 1)

    def _paragraph(self, paragraph: _Element, depth: int) -> None:
        text = self._text(paragraph, depth)
        bullet = "・" if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None and text.strip() else ""
        if text.strip():
            self._blocks += 1
            told = (part.rstrip() for part in f"{bullet}{text}".split("\n"))
            self.lines += [(_line(part), f"block={self._blocks}") for part in told if part.strip()]
        for box in paragraph.iter(_BOX):
            if not any(above.tag in _SKIPPED for above in box.iterancestors()):
                self._blocks_of(box, depth + 1)

    def _text(self, element: _Element, depth: int) -> str:
        """The text of a paragraph or of a part of one; text boxes in it are blocks of their own."""
        if depth > limits.DEPTH:
            raise DocumentTooLarge(self._name, "depth", limits.DEPTH)
        text = ""
        for child in element:
            if child.tag in _DELETED:
                self.deleted += 1
            elif child.tag == qn("w:t"):
                text += child.text or ""
            elif child.tag in _LETTERS:
                text += _LETTERS[child.tag]
            elif child.tag == _R and self._is_unseen(child):
                self.unseen += len("".join(found.text or "" for found in child.iter(qn("w:t"))))
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _BOX:
                text += self._text(child, depth + 1)
        return text

    def _is_unseen(self, run: _Element) -> bool:
        properties = run.find(qn("w:rPr"))
        paragraph = next((above for above in run.iterancestors(_P)), None)
        styles = [] if paragraph is None else paragraph.findall(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        styles += [] if properties is None else properties.findall(qn("w:rStyle"))
        named = any(style.get(qn("w:val")) in self._hidden_styles for style in styles)
        return named or (properties is not None and _hides(properties))

    def _table(self, table: _Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        for place, row in enumerate(_rows(table), 1):
            properties = row.find(qn("w:trPr"))
            gone = properties is not None and (
                properties.find(qn("w:del")) is not None or properties.find(qn("w:hidden")) is not None
            )
            self.deleted += gone
            cells = [] if gone else self._cells(row, depth)
            if any(cells):
                self.lines.append((row_text(cells), f"table={number}&row={place}"))

    def _cells(self, row: _Element, depth: int) -> list[str]:
        """The cells of a row in their columns: a merged cell's text in the first, the others blank."""
        found = [""] * _count(row, "w:trPr", "w:gridBefore", 0)
        for cell in _children(row, _TC):
            goes_on = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            is_rest = goes_on is not None and goes_on.get(qn("w:val"), "continue") == "continue"
            wide = _count(cell, "w:tcPr", "w:gridSpan", 1)
            if wide > limits.DEPTH or len(found) > limits.CELLS:
                raise DocumentTooLarge(self._name, "cells", limits.CELLS)
            found += ["" if is_rest else self._cell(cell, depth), *[""] * (wide - 1)]
        return found

    def _cell(self, cell: _Element, depth: int) -> str:
        """The text of a cell, tables within it included."""
        inner = [self._text(paragraph, depth + 1) for paragraph in cell.iter(_P) if _is_kept(paragraph)]
        return cell_text(joined([line for text in inner for line in text.split("\n")]))


def _line(text: str) -> str:
    """A paragraph's line: its tabs part columns there, and do so here."""
    return text.replace("|", "¦").replace("｜", "¦").replace("\r", " ")


def _is_kept(paragraph: _Element) -> bool:
    return not any(above.tag in _SKIPPED or above.tag in _DELETED for above in paragraph.iterancestors())


def _rows(table: _Element) -> Iterator[_Element]:
    yield from _children(table, _TR)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """The children of a kind, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {
            qn("w:sdt"),
            qn("w:sdtContent"),
            qn("w:ins"),
            qn("w:moveTo"),
            qn("w:customXml"),
            qn("w:smartTag"),
        }:
            yield from _children(child, tag)


def _count(element: _Element, holder: str, name: str, default: int) -> int:
    found = element.find(f"{qn(holder)}/{qn(name)}")
    text = "" if found is None else str(found.get(qn("w:val")) or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


def _hides(properties: _Element) -> bool:
    """Whether the properties of a run make it unseen: hidden, white on no ground, or too small to see."""
    for name in ("w:vanish", "w:webHidden"):
        found = properties.find(qn(name))
        if found is not None and str(found.get(qn("w:val"), "1")).lower() not in _OFF:
            return True
    colour, ground, size = (properties.find(qn(name)) for name in ("w:color", "w:shd", "w:sz"))
    if size is not None and str(size.get(qn("w:val"))).isdecimal() and int(size.get(qn("w:val"), "20")) <= _SMALLEST:
        return True
    is_white = colour is not None and str(colour.get(qn("w:val"))).upper() in _WHITE
    return is_white and ground is None and not _on_ground(properties)


def _on_ground(properties: _Element) -> bool:
    """Whether the cell or the paragraph around a run has a colour of its own."""
    return any(
        above.find(f"{qn(holder)}/{qn('w:shd')}") is not None
        for above in properties.iterancestors()
        for holder in ("w:pPr", "w:tcPr")
    )


def _hidden_styles(document: WordDocument) -> Iterator[str]:
    for style in document.styles.element.iter(qn("w:style")):
        properties = style.find(qn("w:rPr"))
        if properties is not None and _hides(properties):
            yield str(style.get(qn("w:styleId")))
