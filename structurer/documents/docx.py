"""Word documents: paragraphs and tables in their order, as the last version would be printed: deletions and hidden text left out."""

import io
from collections.abc import Iterator
from functools import cache
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from lxml.etree import LxmlError, _Element

from structurer.documents import limits, linetext, packed
from structurer.documents.document import Doubt, Page, Trouble
from structurer.documents.figures import is_glued, matters
from structurer.documents.seen import SMALLEST, near, rgb
from structurer.errors import DocumentDamaged, DocumentTooLarge
from structurer.text.origin import Notice

_Properties = dict[str, str]
"""The values of properties by their name; the fill for a shading."""

_w = cache(qn)
_P, _TBL, _TR, _TC, _R, _T = (_w(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r", "t"))
_DELETED = {_w("w:del"), _w("w:moveFrom")}
_SKIPPED = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    _w("w:pPr"), _w("w:rPr"), _w("w:tblPr"), _w("w:tcPr"), _w("w:trPr"), _w("w:instrText"), _w("w:sectPr"), _w("w:sdtPr"),
}  # fmt: skip
_AROUND = {_w(f"w:{tag}") for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_BOX = _w("w:txbxContent")
_LETTERS = {
    _w("w:tab"): "\t", _w("w:br"): "\n", _w("w:cr"): "\n", _w("w:ptab"): "\t", _w("w:noBreakHyphen"): "-", _w("w:sym"): "\ufffd",
}  # fmt: skip
_OFF = {"0", "false", "off", "none", ""}
_LOWEST = 60  # twentieths of a point: in a row of 3 points no letter that can be read has room
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BESIDE = {_w("w:ruby"), _w("w:bdo"), f"{_MATH}oMath"}
_WRITTEN = {_w("w:t"), f"{_MATH}t"}
_MARKERS = {"black": "000000", "white": "FFFFFF"}
_SAMPLE = 20  # characters of the text that a trouble shows: enough to find the place


def read(name: str, data: bytes) -> Iterator[Page]:
    """The document as one page: Word does not save where its pages end."""
    packed.parts(name, data)
    try:
        opened = docx.Document(io.BytesIO(data))
        walk = _BodyLines(name, opened)
        walk.all()
    except (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise DocumentDamaged(name, type(error).__name__) from error
    notices = [Notice("deleted", "", walk.deleted)] if walk.deleted else []
    notices += [Notice("unseen", "", walk.unseen)] if walk.unseen else []
    yield Page(1, "", tuple(walk.lines), tuple(walk.troubles), tuple(notices))


class _BodyLines:
    """The lines of a Word document, gathered in one walk through its header, body and footer."""

    def __init__(self, name: str, document: WordDocument) -> None:
        self._name, self._document = name, document
        self._styles = {str(style.get(_w("w:styleId"))): style for style in document.styles.element.iter(_w("w:style"))}
        default = (name for name, style in self._styles.items() if _is_default(style))
        self._default = next(default, "")
        self._looks: dict[str, _Properties] = {}
        self._blocks = self._tables = 0
        self._framed: set[str] = set()
        self.deleted = self.unseen = 0
        self.lines: list[tuple[str, str]] = []
        self.troubles: list[Trouble] = []

    def all(self) -> None:
        """The body, each section between its headers and footers; those that say the same once. Notes come last."""
        sections = iter(self._document.sections)
        section = next(sections, None)
        self._around(section, "header")
        for child in self._document.element.body:
            self._block(child, 0)
            if child.tag == _P and child.find(f"{_w('w:pPr')}/{_w('w:sectPr')}") is not None:
                self._around(section, "footer")
                section = next(sections, None)
                self._around(section, "header")
        self._around(section, "footer")
        self._notes()

    def _around(self, section: Section | None, kind: str) -> None:
        """The headers or footers of a section that begin there: of its first page, of all, of the even pages."""
        if section is None:
            return
        first = [f"first_page_{kind}"] * bool(section.different_first_page_header_footer)
        even = [f"even_page_{kind}"] * bool(self._document.settings.odd_and_even_pages_header_footer)
        for found in (getattr(section, name) for name in (*first, kind, *even)):
            if found.is_linked_to_previous:
                continue
            element = found._element  # noqa: SLF001  # python-docx leaves out what it does not model
            text = _written(element)
            if text not in self._framed:
                self._framed.add(text)
                self._blocks_of(element, 0)

    def _notes(self) -> None:
        """The footnotes and endnotes that the body points at."""
        for relation in self._document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if kind not in {"footnotes", "endnotes"} or relation.is_external:
                continue
            marks = self._document.element.body.iter(_w(f"w:{kind.removesuffix('s')}Reference"))
            pointed = {mark.get(_w("w:id")) for mark in marks}
            for note in parse_xml(relation.target_part.blob):
                if note.get(_w("w:id")) in pointed:
                    self._blocks_of(note, 0)

    def _blocks_of(self, element: _Element, depth: int) -> None:
        if depth > limits.DEPTH:
            raise DocumentTooLarge(self._name, "depth", limits.DEPTH)
        for child in element:
            self._block(child, depth)

    def _block(self, child: _Element, depth: int) -> None:
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
        self._doubt(paragraph)
        bullet = "・" if text.strip() and _is_listed(paragraph) else ""
        if text.strip():
            self._blocks += 1
            broken = (part.rstrip() for part in f"{bullet}{text}".split("\n"))
            self.lines += [(_line(part), f"block={self._blocks}") for part in broken if part.strip()]
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
            elif child.tag == _w("w:t"):
                text += child.text or ""
            elif child.tag in _LETTERS:
                text += _LETTERS[child.tag]
            elif child.tag == _R and self._is_unseen(child):
                self.unseen += len("".join(found.text or "" for found in child.iter(_w("w:t"))))
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _BOX:
                text += self._text(child, depth + 1)
        return text

    def _is_unseen(self, run: _Element) -> bool:
        return _hides(run, self._look(run))

    def _look(self, run: _Element) -> _Properties:
        """The properties of a run: its own before its style's, those before its paragraph's, each before those of their bases."""
        own = run.find(_w("w:rPr"))
        paragraph = next(run.iterancestors(_P), None)
        found = None if paragraph is None else paragraph.find(f"{_w('w:pPr')}/{_w('w:pStyle')}")
        of_paragraph = self._default if found is None else str(found.get(_w("w:val")))
        if own is None:
            return self._of_style(of_paragraph)
        named = own.find(_w("w:rStyle"))
        of_run = {} if named is None else self._of_style(str(named.get(_w("w:val"))))
        return {**self._of_style(of_paragraph), **of_run, **_values(own)}

    def _of_style(self, name: str) -> _Properties:
        """The properties of a style and of those it rests on."""
        if name not in self._looks:
            chain: list[_Properties] = []
            style = self._styles.get(name)
            while style is not None and len(chain) < limits.DEPTH:
                properties, base = style.find(_w("w:rPr")), style.find(_w("w:basedOn"))
                chain.append({} if properties is None else _values(properties))
                style = None if base is None else self._styles.get(str(base.get(_w("w:val"))))
            self._looks[name] = {key: value for one in reversed(chain) for key, value in one.items()}
        return self._looks[name]

    def _doubt(self, paragraph: _Element) -> None:
        """Notes why a person reads another figure in a paragraph than its letters say."""
        every = ((run, _written(run), self._look(run)) for run in paragraph.iter(_R) if _is_kept(run))
        runs = [(run, text, look) for run, text, look in every if not _hides(run, look)]
        beside = (found for found in paragraph.iter(*_BESIDE) if matters(_written(found)))
        found: dict[Doubt, str] = {}
        for _, text, look in runs:
            if matters(text) and (_is_on(look, "strike") or _is_on(look, "dstrike")):
                found["struck"] = text
            if matters(text) and _is_blackened(look):
                found["covered"] = text
        if is_glued((text, _height(look)) for _, text, look in runs):
            found["glued"] = "".join(text for _, text, _ in runs)
        for text in (*map(_written, beside), _instruction([(run, text) for run, text, _ in runs])):
            if matters(text):
                found["glued"] = text
        self.troubles += [Trouble(kind, text[:_SAMPLE]) for kind, text in found.items()]

    def _table(self, table: _Element, depth: int) -> None:
        self._tables += 1
        self.lines += linetext.table(self._tables, [self._row(row, depth) for row in _children(table, _TR)])

    def _row(self, row: _Element, depth: int) -> list[str | None]:
        """The cells of a row; none where it is deleted or hidden."""
        properties = row.find(_w("w:trPr"))
        gone = properties is not None and (
            properties.find(_w("w:del")) is not None or properties.find(_w("w:hidden")) is not None
        )
        flat = properties is not None and _is_flat(properties)
        self.deleted += gone
        self.unseen += len(_written(row)) if flat and not gone else 0
        return [] if gone or flat else self._cells(row, depth)

    def _cells(self, row: _Element, depth: int) -> list[str | None]:
        """The cells of a row in their columns: a merged cell's text in the first, blanks beside it, None below it."""
        found: list[str | None] = [""] * _count(row, "w:trPr", "w:gridBefore", 0)
        for cell in _children(row, _TC):
            goes_on = cell.find(f"{_w('w:tcPr')}/{_w('w:vMerge')}")
            is_rest = goes_on is not None and goes_on.get(_w("w:val"), "continue") == "continue"
            wide = _count(cell, "w:tcPr", "w:gridSpan", 1)
            if wide > limits.DEPTH or len(found) > limits.CELLS:
                raise DocumentTooLarge(self._name, "cells", limits.CELLS)
            found += [None] * wide if is_rest else [self._cell(cell, depth), *[""] * (wide - 1)]
        return found

    def _cell(self, cell: _Element, depth: int) -> str:
        """The text of a cell, tables within it included."""
        inner = []
        for paragraph in cell.iter(_P):
            if _is_kept(paragraph):
                inner.append(self._text(paragraph, depth + 1))
                self._doubt(paragraph)
        if cell.find(f"{_w('w:tcPr')}/{_w('w:cellDel')}") is not None and matters("".join(inner)):
            self.troubles.append(Trouble("struck", "".join(inner)[:_SAMPLE]))
        return linetext.cell([line for text in inner for line in text.split("\n")])


def _line(text: str) -> str:
    """A paragraph's line: its tabs part columns there, and do so here."""
    return text.replace("|", "¦").replace("｜", "¦").replace("\r", " ")


def _is_listed(paragraph: _Element) -> bool:
    """Whether a paragraph is part of a list; the list 0 takes it out of one."""
    found = paragraph.find(f"{_w('w:pPr')}/{_w('w:numPr')}")
    number = None if found is None else found.find(_w("w:numId"))
    return found is not None and (number is None or number.get(_w("w:val")) != "0")


def _is_kept(paragraph: _Element) -> bool:
    return not any(above.tag in _SKIPPED or above.tag in _DELETED for above in paragraph.iterancestors())


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """The children of a kind, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _children(child, tag)


def _count(element: _Element, holder: str, name: str, default: int) -> int:
    found = element.find(f"{_w(holder)}/{_w(name)}")
    text = "" if found is None else str(found.get(_w("w:val")) or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default


def _values(properties: _Element) -> _Properties:
    return {
        str(one.tag).rpartition("}")[2]: str(
            one.get(_w("w:fill"), "auto") if one.tag == _w("w:shd") else one.get(_w("w:val"), "1")
        )
        for one in properties
    }


def _is_on(look: _Properties, name: str) -> bool:
    return look.get(name, "off").lower() not in _OFF


def _is_default(style: _Element) -> bool:
    return style.get(_w("w:type")) == "paragraph" and style.get(_w("w:default")) in {"1", "true", "on"}


def _written(element: _Element) -> str:
    return "".join(found.text or "" for found in element.iter() if found.tag in _WRITTEN)


def _is_blackened(look: _Properties) -> bool:
    """A black marker over letters of no colour of their own: whether they turn white is up to the program."""
    return look.get("highlight") == "black" and look.get("color", "auto") == "auto"


def _height(look: _Properties) -> str:
    """Return the position and alignment that raise or lower a run; empty where it stands on the line."""
    place, align = look.get("position", "0"), look.get("vertAlign", "baseline")
    return ("" if place == "0" else place) + ("" if align == "baseline" else align)


def _instruction(runs: list[tuple[_Element, str]]) -> str:
    """The letters between the beginning of a field and its result: no one sees them."""
    text, states = "", list[str]()
    for run, own in runs:
        for mark in run.iter(_w("w:fldChar")):
            state = str(mark.get(_w("w:fldCharType")))
            if state == "begin":
                states.append(state)
            elif states:
                states[-1:] = ["separate"] if state == "separate" else []
        text += own if "begin" in states else ""
    return text


def _is_flat(properties: _Element) -> bool:
    """A row held to next to no height."""
    height = properties.find(_w("w:trHeight"))
    size = "" if height is None else str(height.get(_w("w:val")))
    return height is not None and height.get(_w("w:hRule")) == "exact" and size.isdecimal() and int(size) < _LOWEST


def _hides(run: _Element, look: _Properties) -> bool:
    """Whether a run is unseen: hidden, in the colour of its ground, or too small to see."""
    if _is_on(look, "vanish"):  # `webHidden` hides from a browser alone
        return True
    size = look.get("sz", "")
    if size.isascii() and size.isdecimal() and int(size) <= 2 * SMALLEST:  # half points
        return True
    if "color" not in look:
        return False
    marker = look.get("highlight", "none")
    return near(rgb(look["color"]), rgb(_ground(run, look) if marker == "none" else _MARKERS.get(marker, "")))


def _ground(run: _Element, look: _Properties) -> str:
    """The colour behind a run: its own, its paragraph's or its cell's, else that of paper."""
    around = (
        above.find(f"{_w(holder)}/{_w('w:shd')}")
        for above in run.iterancestors(_P, _TC)
        for holder in ("w:pPr", "w:tcPr")
    )
    fills = (str(shade.get(_w("w:fill"), "auto")) for shade in around if shade is not None)
    return next((fill for fill in (look.get("shd", "auto"), *fills) if fill != "auto"), "FFFFFF")
