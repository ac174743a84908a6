"""Tables of a web page among the lines of a text, as converters leave them in Markdown, with bars for their tags.

A table is one where every tag and every attribute is known to be harmless and all rows are equally long; else it stays text.
In a text with a comment, a style sheet or an unknown tag around its tables none is one: what they hide would be read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from structurer.text import lazy_re as re
from structurer.text.grids import Span

_TABLE = re.compile(r"<(?P<ends>/?)table(?=[\s>])[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z]+)((?:\s+[^<>]*)?)/?>")
_INLINE = frozenset(["br", "p", "/p", "b", "/b", "strong", "/strong"])
_OUTER = frozenset(
    f"{end}{name}" for end in ("", "/") for name in ("table", "thead", "tbody", "tfoot", "colgroup", "col")
)
_HARMLESS = frozenset(
    ["table", "thead", "tbody", "tfoot", "colgroup", "col", "tr", "td", "th", "br", "p", "b", "strong", "hr"]
    + [f"h{level}" for level in range(1, 7)]
)
"""Tags that may stand anywhere in a text whose tables are read: none of them hides what it holds."""
_ENTITY = re.compile(r"&(?!(?:amp|nbsp);)(?:#|[A-Za-z]\w{1,11};)")  # may be a digit or a sign that is not seen as one
_NUMBER = frozenset("0123456789０１２３４５６７８９,，.．")
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')\s*/?|\s*/""")
_PLAIN = frozenset(["class", "align", "valign", "scope", "width", "border", "cellpadding", "cellspacing"])
_STYLE = re.compile(r"(?:\s*(?:text-align|vertical-align|width|border|border-collapse)\s*:[\w\s.%#]{1,40};?)*\s*")
_SPAN = re.compile(r"[1-9]\d?")


@dataclass
class TaggedTable:
    """A table by tags.

    Attributes:
        span: where it stands in the text.
        marks: the bars that stand for a tag, by the span of the tag; a tag without bars is blank.
        joined: the last line of each row, by its first, 1-based; lines of nothing but tags belong to the row above them, so
            that no blank line parts a table.
    """

    span: Span
    marks: dict[Span, str] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)


def tagged_tables(text: str, lines: Sequence[Span]) -> Iterator[TaggedTable]:
    """The tables in a text whose lines have these spans; one within another is none, nor is what holds it."""
    spans = list(_outermost(text))
    if not spans or not _is_plain(text):
        return
    for begin, end in spans:
        walk = _Walk(lines, TaggedTable((begin, end)))
        if walk.through(text):
            yield walk.table


def _outermost(text: str) -> Iterator[Span]:
    """The spans of the tables that stand in no other."""
    depth = begin = 0
    for tag in _TABLE.finditer(text):
        if not tag["ends"]:
            begin = begin if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield begin, tag.end()


def _is_plain(text: str) -> bool:
    """True for a text with no tag that may hide something, and with no comment."""
    known = all(tag[2].lower() in _HARMLESS and _spans(tag[3]) is not None for tag in _TAG.finditer(text))
    return known and "<!" not in text


@dataclass
class _Walk:
    """The way through the tags of one table: every cell, those that a span covers too, gets its bar."""

    lines: Sequence[Span]
    table: TaggedTable
    covered: dict[int, int] = field(default_factory=dict)  # the rows that a cell above still reaches into, by column
    widths: set[int] = field(default_factory=set)
    column: int = 0
    columns: int = 1  # of the cell that is open
    first: int = 0  # the line of the open row
    state: str = "table"

    def through(self, text: str) -> bool:
        """True for a table that is understood whole: every tag is known, all rows are equally long, on lines of their own."""
        begin, end = self.table.span
        done = begin
        for tag in _TAG.finditer(text, begin, end):
            spans = _spans(tag[3])
            if spans is None or (self.state != "cell" and text[done : tag.start()].strip()):
                return False
            if text[tag.start() - 1 : tag.start()] in _NUMBER and text[tag.end() : tag.end() + 1] in _NUMBER:
                return False  # one number on the page, two in the text
            marks = self._marks(tag[1] + tag[2].lower(), tag.start(), spans)
            if marks is None or len(marks) > len(tag[0].splitlines()[0]):
                return False
            self.table.marks[tag.span()] = marks
            done = tag.end()
        rows = sorted(self.table.joined.items())
        apart = all(last < first for (_, last), (first, _) in pairwise(rows))
        self.table.joined |= {first: below - 1 for (first, _), (below, _) in pairwise(rows)}
        alone = text.count("<", begin, end) == len(self.table.marks) and _ENTITY.search(text, begin, end) is None
        return self.state == "table" and len(self.widths) == 1 and self.widths != {1} and apart and alone

    def _marks(self, name: str, start: int, spans: tuple[int, int]) -> str | None:
        """The bars of a tag that begins at an offset; None where it stands where none may."""
        if name in _INLINE:
            return "" if self.state == "cell" else None
        if name == "tr" and self.state == "table":
            self.state, self.column, self.first = "row", 0, self._line(start)
            return "|" if self.first not in self.table.joined else None
        if name in {"td", "th"} and self.state == "row":
            return self._opened(spans)
        if name in {"/td", "/th"} and self.state == "cell":
            self.state = "row"
            self.table.joined[self.first] = self._line(start)
            return "|" * self.columns
        if name == "/tr" and self.state == "row":
            bars = self._passed()
            self.state = "table"
            self.widths.add(self.column)
            return bars
        is_apart = self.state == "table" and not any(self.covered.values())  # no cell reaches out of its group of rows
        return "" if name in _OUTER and is_apart else None

    def _line(self, offset: int) -> int:
        """The 1-based number of the line that an offset is on."""
        return bisect_right(self.lines, offset, key=lambda span: span[0])

    def _passed(self) -> str:
        """The bars of the columns from here on that a cell above covers."""
        bars = ""
        while self.covered.get(self.column, 0) > 0:
            self.covered[self.column] -= 1
            self.column += 1
            bars += "|"
        return bars

    def _opened(self, spans: tuple[int, int]) -> str | None:
        """The bars before a cell of so many columns and rows; None where it would lie over another."""
        bars = self._passed()
        self.columns, rows = spans
        reached = range(self.column, self.column + self.columns)
        if any(self.covered.get(n, 0) > 0 for n in reached):
            return None
        self.covered.update(dict.fromkeys(reached, rows - 1))
        self.state, self.column = "cell", reached.stop
        return bars


def _spans(attributes: str) -> tuple[int, int] | None:
    """The columns and rows that a cell spans; None for an attribute that may hide or move it."""
    columns = rows = 1
    place = 0
    while place < len(attributes.rstrip()):
        found = _ATTRIBUTE.match(attributes, place)
        if found is None:
            return None
        place = found.end()
        name, value = (found[1] or "class").lower(), found[2] or found[3] or ""
        if name in {"colspan", "rowspan"} and _SPAN.fullmatch(value) is not None:
            columns, rows = (int(value), rows) if name == "colspan" else (columns, int(value))
        elif name not in _PLAIN and not (name == "style" and _STYLE.fullmatch(value) is not None):
            return None
    return columns, rows
