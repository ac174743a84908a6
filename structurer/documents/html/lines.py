"""The lines of a web page: blocks as lines, list items with a bullet, tables as piped rows."""

from collections.abc import Iterator

from bs4 import NavigableString, PageElement, Tag
from bs4.element import PreformattedString

from structurer.documents import limits, linetext
from structurer.documents.document import Page
from structurer.documents.html import doubt, hidden, table
from structurer.documents.html.elements import BLOCKS
from structurer.documents.html.parsing import tree
from structurer.documents.html.styles import Styles
from structurer.errors import DocumentTooLarge
from structurer.text import lazy_re as re
from structurer.text.origin import Notice

_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN_INPUTS = {"hidden", "password", "file", "submit", "button", "image", "reset", "checkbox", "radio"}
_LAYOUT_SHARE = 0.7
"""How much of a table's text stands in tables within it where it only places them; the rest is what stands around them."""

_LEAST_LAYOUT = 400
"""Characters in tables within a table that only places things, so that a small table in a cell of a sheet's table stays part of it."""

_BREAK = "\n"


def read(name: str, data: bytes) -> Iterator[Page]:
    """The page. DocumentTooLarge or SourceUndecodable where it cannot be read."""
    page = tree(name, data)
    styled = bool(page.find("link", rel="stylesheet"))
    styles = Styles(page)
    doubts = list(doubt.unsure(styles))
    unseen = hidden.remove(page, styles)
    doubts += doubt.troubles(page, styles)
    walk = _PageLines(name)
    walk.blocks(page.body or page, 0)
    walk.end()
    notices = [Notice("styles")] if styled else []
    notices += [Notice("unseen", "", unseen)] if unseen else []
    yield Page(1, "", tuple(walk.lines), tuple(dict.fromkeys(doubts)), tuple(notices))


class _PageLines:
    """The lines of a web page, gathered in one walk through its elements."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text: list[str] = []
        self._blocks = self._tables = 0
        self.lines: list[tuple[str, str]] = []

    def blocks(self, element: Tag, depth: int) -> None:
        """The lines of an element."""
        if depth > limits.DEPTH:
            raise DocumentTooLarge(self._name, "depth", limits.DEPTH)
        for child in element.children:
            if isinstance(child, Tag):
                self._element(child, depth)
            elif _is_text(child):
                self._text.append(str(child) if element.name in {"pre", "textarea"} else _SPACE.sub(" ", str(child)))

    def _element(self, found: Tag, depth: int) -> None:
        if found.name == "br":
            self._text.append(_BREAK)
        elif found.name == "table":
            self.end()
            self._table(found, depth)
        elif found.name in {"input", "select"}:
            self._text.append(_filled_in(found))
        else:
            is_block = found.name in BLOCKS
            if is_block:
                self.end()
            if found.name == "li":
                self._text.append("・")
            self.blocks(found, depth + 1)
            if is_block:
                self.end()

    def end(self) -> None:
        """Close a block: what was gathered becomes its lines."""
        text, self._text = "".join(self._text), []
        kept = [linetext.line(line).strip(" ") for line in text.split(_BREAK)]
        kept = [line for line in kept if line not in {"", "・"}]
        if kept:
            self._blocks += 1
            self.lines += [(line, f"block={self._blocks}") for line in kept]

    def _table(self, found: Tag, depth: int) -> None:
        caption = found.find("caption", recursive=False)
        if isinstance(caption, Tag):
            self.blocks(caption, depth + 1)
            self.end()
        filled = table.grid(self._name, found)
        if _is_layout(found, filled):
            for cell in (cell for row in filled for cell in row if isinstance(cell, Tag)):
                self.blocks(cell, depth + 1)
                self.end()
            return
        self._tables += 1
        rows = [[_cell(place) if isinstance(place, Tag) else place for place in row] for row in filled]
        self.lines += linetext.table(self._tables, rows)


def _is_text(found: PageElement) -> bool:
    return isinstance(found, NavigableString) and not isinstance(found, PreformattedString)


def _filled_in(found: Tag) -> str:
    """Return the text that a form field shows."""
    if found.name == "select":
        chosen = found.find("option", selected=True) or found.find("option")
        return chosen.get_text() if isinstance(chosen, Tag) else ""
    return "" if str(found.get("type") or "text").lower() in _UNSEEN_INPUTS else str(found.get("value") or "")


def _is_layout(found: Tag, filled: list[list[table.GridPlace]]) -> bool:
    """True for a table that only places things: of one column, or nearly all of its text stands in tables within it."""
    if not any(sum(isinstance(cell, Tag) for cell in row) > 1 for row in filled):
        return True
    whole = len(found.get_text())
    within = sum(len(inner.get_text()) for inner in found.find_all("table") if inner.find_parent("table") is found)
    return within >= _LEAST_LAYOUT and within >= _LAYOUT_SHARE * whole


def _cell(found: Tag) -> str:
    """The text of a cell: each break and each block within it ends a line of the cell."""
    text = "".join(_inline(found))
    return linetext.cell([_SPACE.sub(" ", line) for line in text.split(_BREAK)])


def _inline(found: Tag) -> Iterator[str]:
    for child in found.descendants:
        if isinstance(child, Tag):
            yield _BREAK if child.name == "br" or child.name in BLOCKS else ""
            yield _filled_in(child) if child.name in {"input", "select"} else ""
            yield "・" if child.name == "li" else ""
        elif _is_text(child) and not _in_field(child):
            yield str(child).replace("\n", " ") + (_BREAK if _ends_block(child) else "")


def _in_field(found: PageElement) -> bool:
    return found.find_parent(["select", "input"]) is not None


def _ends_block(found: PageElement) -> bool:
    parent = found.parent
    return parent is not None and parent.name in BLOCKS and found.next_sibling is None
