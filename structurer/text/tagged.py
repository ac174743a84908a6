"""Tables of a web page among the lines of a text, as converters leave them in Markdown, with bars for their tags.

A table is one where every tag and every attribute is known to be harmless and all rows are equally long; else it stays text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from structurer.text.grids import Span

_TABLE = re.compile(r"<table\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</table\s{0,3}>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z]+)((?:\s+[^<>]*)?)/?>")
_INLINE = frozenset(["br", "p", "/p", "b", "/b", "strong", "/strong"])
_OUTER = frozenset(
    f"{end}{name}" for end in ("", "/") for name in ("table", "thead", "tbody", "tfoot", "colgroup", "col")
)
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')\s*/?|\s*/""")
_PLAIN = frozenset(["class", "align", "valign", "scope", "width", "border", "cellpadding", "cellspacing"])
_STYLE = re.compile(r"(?:\s*(?:text-align|vertical-align|width|border|border-collapse)\s*:[\w\s.%#]{1,40};?)*\s*")
_SPAN = re.compile(r"[1-9]\d?")


@dataclass
class TaggedTable:
    """A table by tags.

    Attributes:
        marks: the bars that stand for a tag, by the span of the tag; a tag without bars is blank.
        joined: the last line of each row, by its first, 1-based.
    """

    marks: dict[Span, str] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)


def tagged_tables(text: str, lines: Sequence[Span]) -> Iterator[TaggedTable]:
    """The tables in a text whose lines have these spans; one within another is none, nor is what holds it."""
    place = 0
    while (begin := _TABLE.search(text, place)) is not None:
        end = _END.search(text, begin.end())
        if end is None:
            return
        place = end.end()
        if _TABLE.search(text, begin.end(), end.start()) is None:
            walk = _Walk(lines)
            if walk.through(text, begin.start(), place):
                yield walk.table


@dataclass
class _Walk:
    """The way through the tags of one table: every cell, those that a span covers too, gets its bar."""

    lines: Sequence[Span]
    table: TaggedTable = field(default_factory=TaggedTable)
    covered: dict[int, int] = field(default_factory=dict)  # the rows that a cell above still reaches into, by column
    widths: set[int] = field(default_factory=set)
    column: int = 0
    columns: int = 1  # of the cell that is open
    first: int = 0  # the line of the open row
    state: str = "table"

    def through(self, text: str, begin: int, end: int) -> bool:
        """True for a table that is understood whole: every tag is known, all rows are equally long, on lines of their own."""
        done = begin
        for tag in _TAG.finditer(text, begin, end):
            name = ("/" if tag[1] else "") + tag[2].lower()
            spans = _spans(tag[3])
            if spans is None or (self.state != "cell" and text[done : tag.start()].strip()):
                return False
            marks = self._marks(name, tag, spans)
            if marks is None or len(marks) > len(tag[0].splitlines()[0]):
                return False
            self.table.marks[tag.span()] = marks
            done = tag.end()
        rows = sorted(self.table.joined.items())
        apart = all(last < first for (_, last), (first, _) in pairwise(rows))
        return self.state == "table" and len(self.widths) == 1 and self.widths != {1} and apart

    def _marks(self, name: str, tag: re.Match[str], spans: Span) -> str | None:
        """The bars of a tag; None where it stands where none may."""
        if name in _INLINE:
            return "" if self.state == "cell" else None
        if name == "tr" and self.state == "table":
            self.state, self.column, self.first = "row", 0, _line(self.lines, tag.start())
            return "|" if self.first not in self.table.joined else None
        if name in {"td", "th"} and self.state == "row":
            return self._opened(spans)
        if name in {"/td", "/th"} and self.state == "cell":
            self.state = "row"
            self.table.joined[self.first] = _line(self.lines, tag.start())
            return "|" * self.columns
        if name == "/tr" and self.state == "row":
            bars = self._passed()
            self.state = "table"
            self.widths.add(self.column)
            return bars
        return "" if name in _OUTER and self.state == "table" else None

    def _passed(self) -> str:
        """The bars of the columns from here on that a cell above covers."""
        bars = ""
        while self.covered.get(self.column, 0) > 0:
            self.covered[self.column] -= 1
            self.column += 1
            bars += "|"
        return bars

    def _opened(self, spans: Span) -> str | None:
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


def _line(lines: Sequence[Span], offset: int) -> int:
    """The 1-based number of the line that an offset is on."""
    low, high = 0, len(lines)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if lines[middle][0] <= offset else (low, middle)
    return low + 1
