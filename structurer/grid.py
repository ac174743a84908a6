"""Lines as rows of cells: tabs, pipes, or one cell a line; a piped cell broken over lines is put together again."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from structurer.scan import Kind
from structurer.source import Figure, Line, Source
from structurer.words import squeeze, tidy

_DASH = re.compile(r"[-‐‑‒–—―−－ー]{1,2}(?:\s?(?:百万|千|万|億)?円)?")
_RULE = re.compile(r"[-‐―ー=:\s]{3,}")
_UNIT_TAIL = re.compile(r"\s*|\s{0,3}(?:(?:百万|千|万|億)?円|人|%)\s*")


@dataclass(frozen=True)
class TableCell:
    """One cell: its text, its place in the row and in the source, and the figures in it."""

    text: str
    line: int
    index: int
    figures: tuple[Figure, ...]
    start: int

    @property
    def label(self) -> str:
        """The text as a label: NFKC, spaces folded."""
        return tidy(self.text)

    @property
    def is_blank(self) -> bool:
        """Nothing, or a dash that stands for nothing."""
        text = self.text.strip()
        return text == "" or _DASH.fullmatch(squeeze(text)) is not None

    @property
    def is_rule(self) -> bool:
        """A `---` that only draws a line."""
        return _RULE.fullmatch(self.text) is not None and self.text.strip() != ""

    @property
    def figure(self) -> Figure | None:
        """The figure that fills the cell, None where there is none or other text stands beside it."""
        if len(self.figures) != 1:
            return None
        figure = self.figures[0]
        before = self.text[: figure.start - self.start]
        after = self.text[figure.end - self.start :]
        filled = before.strip() == "" and _UNIT_TAIL.fullmatch(after) is not None
        return figure if filled and figure.kind not in _NAMES else None

    @property
    def is_value(self) -> bool:
        """A figure, a dash or a blank: what may stand in a column of amounts."""
        return self.is_blank or self.figure is not None


_NAMES = {Kind.YEAR, Kind.DATE, Kind.CODE, Kind.WORD, Kind.LIST_NUMBER, Kind.MALFORMED}


@dataclass(frozen=True)
class Row:
    """The cells of one line, or of several where a piped cell runs over their ends."""

    cells: tuple[TableCell, ...]
    first_line: int
    last_line: int
    kind: str
    opens: bool

    @cached_property
    def text(self) -> str:
        """All cells as one text."""
        return " ".join(cell.text for cell in self.cells)

    @cached_property
    def filled(self) -> tuple[TableCell, ...]:
        """The cells without the blanks at the end."""
        cells = list(self.cells)
        while cells and cells[-1].text.strip() == "":
            cells.pop()
        return tuple(cells)


@lru_cache(maxsize=4)
def rows(source: Source) -> tuple[Row, ...]:
    """The whole source as rows, blank lines included (as rows without cells); kept for the last few sources."""
    return tuple(_rows(source))


def _rows(source: Source) -> Iterator[Row]:
    pending: list[Line] = []
    lines = source.lines
    for position, line in enumerate(lines):
        pending.append(line)
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        if not _runs_on(pending, line.text, following):
            yield _row(source, pending)
            pending = []
    if pending:
        yield _row(source, pending)


_MOST_LINES = 60


def _runs_on(pending: list[Line], text: str, following: str) -> bool:
    """True where a piped row goes on: it has a pipe, its last cell is open, and the next line does not open a row."""
    if "|" not in pending[0].text and "|" not in text:
        return False
    ends, opens = text.rstrip().endswith("|"), following.lstrip().startswith("|")
    return not ends and not opens and following.strip() != "" and len(pending) < _MOST_LINES


def _row(source: Source, lines: list[Line]) -> Row:
    start = lines[0].start
    end = lines[-1].start + len(lines[-1].text)
    text = source.text[start:end]
    kind = "tab" if "\t" in text else "pipe" if "|" in text else "line"
    spans = list(_spans(text, kind))
    cells = tuple(
        TableCell(
            text[a:b], _line_at(lines, start + a, text[a:b]), index, _figures(source, start + a, start + b), start + a
        )
        for index, (a, b) in enumerate(spans)
    )
    return Row(cells, lines[0].number, lines[-1].number, kind, text.lstrip().startswith("|"))


def _line_at(lines: list[Line], offset: int, text: str) -> int:
    offset += len(text) - len(text.lstrip())
    return next((line.number for line in reversed(lines) if line.start <= offset), lines[0].number)


def _spans(text: str, kind: str) -> Iterator[tuple[int, int]]:
    if text.strip() == "":
        return
    mark = {"tab": "\t", "pipe": "|"}.get(kind)
    if mark is None:
        yield 0, len(text)
        return
    bounds = [position for position, character in enumerate(text) if character == mark]
    spans = list(zip([0, *(position + 1 for position in bounds)], [*bounds, len(text)], strict=True))
    if kind == "pipe":
        spans = _without_borders(text, spans)
    yield from spans


def _without_borders(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A pipe at either end draws the border; it opens no cell."""
    if len(spans) > 1 and text[slice(*spans[0])].strip() == "":
        spans = spans[1:]
    if len(spans) > 1 and text[slice(*spans[-1])].strip() == "":
        spans = spans[:-1]
    return spans


def _figures(source: Source, start: int, end: int) -> tuple[Figure, ...]:
    """The figures between two offsets; figures are in order, so two bisections find them."""
    starts = source.figure_starts
    first = bisect_left(starts, start)
    return source.figures[first : bisect_left(starts, end, first)]
