"""The lines of a web page: blocks as lines, list items with a bullet, tables as piped rows."""

from collections.abc import Iterator

from bs4 import NavigableString, PageElement, Tag
from bs4.element import PreformattedString

from structurer.documents import limits, linetext
from structurer.documents.document import Page, Trouble
from structurer.documents.figures import is_part
from structurer.documents.html import doubt, hidden, table
from structurer.documents.html.parsing import tree
from structurer.documents.html.styles import Styles
from structurer.errors import DocumentTooLarge
from structurer.text import lazy_re as re
from structurer.text.origin import Notice

_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN_INPUTS = {"hidden", "password", "file", "submit", "button", "image", "reset", "checkbox", "radio"}
_PLAIN = frozenset(
    ["a", "abbr", "b", "code", "data", "em", "font", "i", "ins", "label", "mark", "nobr", "span", "strong", "time", "tt", "u", "wbr"]
)  # fmt: skip
"""Elements within a line whose text a browser sets like that around it; any other may set a part of a number apart."""

_LAYOUT_SHARE = 0.7
"""How much of a table's text stands in tables within it where it only places them; the rest is what stands around them."""

_LEAST_LAYOUT = 400
"""Characters in tables within a table that only places things, so that a small table in a cell of a sheet's table stays part of it."""

_BREAK = "\n"
_EDGE = "\ufdd0"  # no letter: it stands for the edge of an element until a line is whole
_EDGES = re.compile(f"{_EDGE}+")


def read(name: str, data: bytes) -> Iterator[Page]:
    """The page. DocumentTooLarge or SourceUndecodable where it cannot be read."""
    page = tree(name, data)
    styled = bool(page.find("link", rel="stylesheet"))
    styles = Styles(page)
    doubts = list(doubt.unsure(styles))
    unseen = hidden.remove(page, styles)
    doubts += doubt.troubles(styles)
    walk = _PageLines(name, doubt.edged(styles))
    walk.within(page.body or page, 0)
    walk.end()
    notices = [Notice("styles")] if styled else []
    notices += [Notice("unseen", "", unseen)] if unseen else []
    yield Page(1, "", tuple(walk.lines), tuple(dict.fromkeys([*doubts, *walk.glued])), tuple(notices))


class _PageLines:
    """The lines of a web page, gathered in one walk through its elements; `glued` where two numbers would become one."""

    def __init__(self, name: str, edged: set[int]) -> None:
        self._name, self._edged = name, edged
        self._text: list[str] = []
        self._blocks = self._tables = 0
        self.lines: list[tuple[str, str]] = []
        self.glued: list[Trouble] = []

    def within(self, element: Tag, depth: int, *, cell: bool = False) -> None:
        """What an element holds. In a cell each block is a line of the cell, a table's cells too."""
        if depth > limits.DEPTH:
            raise DocumentTooLarge(self._name, "depth", limits.DEPTH)
        for child in element.children:
            self._child(child, depth, cell=cell)

    def _child(self, child: PageElement, depth: int, *, cell: bool) -> None:
        if isinstance(child, Tag):
            self._element(child, depth + 1, cell=cell)
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            text, kept = str(child).replace(_EDGE, "\ufffd"), child.parent and child.parent.name in {"pre", "textarea"}
            self._text.append(text if kept else _SPACE.sub(" ", text))

    def _element(self, found: Tag, depth: int, *, cell: bool) -> None:
        self._edge(found, cell=cell)
        if found.name == "table" and not cell:
            self._table(found, depth)
        elif found.name in {"input", "select"}:
            self._text.append(_filled_in(found))
        else:
            self._text += ["・"] * (found.name == "li")
            self.within(found, depth, cell=cell)
        self._edge(found, cell=cell)

    def _edge(self, found: Tag, *, cell: bool) -> None:
        if found.name in table.BLOCKS and not cell:
            self.end()
        elif found.name in table.BLOCKS or found.name == "br":
            self._text.append(_BREAK)
        elif found.name not in _PLAIN or id(found) in self._edged:
            self._text.append(_EDGE)

    def end(self) -> None:
        """Close a block: what was gathered becomes its lines."""
        kept = [linetext.line(line).strip(" ") for line in self._taken()]
        kept = [line for line in kept if line not in {"", "・"}]
        if kept:
            self._blocks += 1
            self.lines += [(line, f"block={self._blocks}") for line in kept]

    def _taken(self) -> list[str]:
        """The lines of what was gathered; an edge of an element between two parts of a number is noted."""
        text, self._text = "".join(self._text), []
        for edge in _EDGES.finditer(text):
            first, last = edge.span()
            if is_part(text[first - 1 : first]) and is_part(text[last : last + 1]):
                self.glued.append(Trouble("glued", _EDGES.sub("", text[first - 1 : last + 20])))
        return _EDGES.sub("", text).split(_BREAK)

    def _table(self, found: Tag, depth: int) -> None:
        for stray in table.strays(found):
            self._child(stray, depth, cell=False)
        self.end()
        filled = table.grid(self._name, found)
        if _is_layout(found, filled):
            for place in (place for row in filled for place in row if isinstance(place, Tag)):
                self._element(place, depth, cell=False)
            return
        self._tables += 1
        rows = [[self._cell(place, depth) if isinstance(place, Tag) else place for place in row] for row in filled]
        self.lines += linetext.table(self._tables, rows)

    def _cell(self, found: Tag, depth: int) -> str:
        self.within(found, depth + 1, cell=True)
        return linetext.cell(self._taken())


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
