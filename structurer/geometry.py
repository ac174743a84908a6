"""Where labels and headings stand, worked out from the source alone, so that a reader's claims can be checked."""

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from structurer.grid import Row, rows
from structurer.sheet import Label, Measure, Stage
from structurer.source import Figure, Source
from structurer.vocabulary import (
    CHANGE_LABELS,
    COST_LABELS,
    FUNDING_LABELS,
    FUNDING_TOTALS,
    STAGE_COLUMNS,
    plain,
    when,
)
from structurer.words import squeeze

_SPAN_LINES = 3
_HEADER_ROWS = 30
_VOICED = "\uff9e\uff9f"


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """A heading cell: what its column holds, and its place; None where it does not say."""

    measure: Measure
    year_offset: int | None
    stage: Stage | None
    index: int
    order: int
    tabbed: bool


class Geometry:
    """Positions in one source. Built once a source; every question is a bisection or a short scan."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The source as rows of cells."""
        return rows(self.source)

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """The text in NFKC without spaces, and for each of its characters the offset it comes from."""
        characters: list[str] = []
        offsets: list[int] = []
        text = self.source.text
        for offset, character in enumerate(text):
            if character in _VOICED:
                continue
            voiced = text[offset + 1 : offset + 2] if character > "\uff60" else ""
            for normal in _normal(character + voiced if voiced and voiced in _VOICED else character):
                characters.append(normal)
                offsets.append(offset)
        return "".join(characters), offsets

    def place(self, label: Label) -> int | None:
        """The offset at which a label stands on its line (or runs over the next two), None where it does not."""
        if label.line is None or not 1 <= label.line <= len(self.source.lines):
            return None
        start, end = self._line_bounds(label.line)
        whole = self._find(squeeze(label.text), start, end)
        if whole is not None:
            return whole
        parts = label.text.split()
        if len(parts) < 2 or any(self._find(squeeze(part), 0, end) is None for part in parts[:-1]):
            return None
        return self._find(squeeze(parts[-1]), start, end)

    def stands(self, text: str) -> bool:
        """True where a text, or each of its space-separated parts, stands somewhere in the source."""
        end = len(self.source.text)
        return self._find(squeeze(text), 0, end) is not None or (
            " " in text and all(self._find(squeeze(part), 0, end) is not None for part in text.split())
        )

    def _line_bounds(self, line: int) -> tuple[int, int]:
        lines = self.source.lines
        last = lines[min(line - 1 + _SPAN_LINES, len(lines)) - 1]
        return lines[line - 1].start, last.start + len(last.text)

    def _find(self, needle: str, start: int, end: int) -> int | None:
        if not needle:
            return None
        squeezed, offsets = self._squeezed
        found = squeezed.find(needle, bisect_left(offsets, start), bisect_right(offsets, end))
        return None if found < 0 else offsets[found]

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row.first_line for row in self.rows]

    def row_of(self, line: int) -> int:
        """The position in `rows` of the row that a 1-based line belongs to."""
        return bisect_right(self._row_starts, line) - 1

    def cell_index(self, figure: Figure) -> int | None:
        """The place of a figure's cell in a tabbed row; None in any other row."""
        row = self.rows[self.row_of(figure.line)]
        if row.kind != "tab":
            return None
        return next((cell.index for cell in row.cells if figure in cell.figures), None)

    def headings_above(self, line: int, fiscal_year: int | None) -> tuple[ColumnHeading, ...]:
        """The column headings above a table whose first row is on a line: back to the last row that holds an amount."""
        position = self.row_of(line)
        found: list[ColumnHeading] = []
        for row in reversed(self.rows[max(0, position - _HEADER_ROWS) : position]):
            if any(cell.figure is not None for cell in row.cells):
                break
            found.extend(reversed(_headings(row, fiscal_year)))
        found.reverse()
        return tuple(
            ColumnHeading(h.measure, h.year_offset, h.stage, h.index, order, h.tabbed) for order, h in enumerate(found)
        )


@lru_cache(maxsize=8)
def geometry(source: Source) -> Geometry:
    """The geometry of a source; kept for the last few."""
    return Geometry(source)


@lru_cache(maxsize=8192)
def _normal(character: str) -> str:
    return "".join(unicodedata.normalize("NFKC", character).split())


def _headings(row: Row, fiscal_year: int | None) -> list[ColumnHeading]:
    found = []
    for cell in row.cells:
        said = None if cell.is_blank or len(cell.label) > 24 else _meaning(cell.label, fiscal_year)
        if said is not None:
            found.append(ColumnHeading(*said, cell.index, 0, row.kind == "tab"))
    return found


def _meaning(label: str, fiscal_year: int | None) -> tuple[Measure, int | None, Stage | None] | None:
    word = plain(label)
    if word in FUNDING_LABELS:
        return FUNDING_LABELS[word], None, None
    if word in COST_LABELS:
        return COST_LABELS[word], None, None
    if word in CHANGE_LABELS:
        return Measure.CHANGE, None, None
    if word in {"前年度", "前年"}:
        return Measure.AMOUNT, -1, Stage.INITIAL
    if word in STAGE_COLUMNS:
        return Measure.PROJECT_COST, None, STAGE_COLUMNS[word]
    said = when(label, fiscal_year)
    if said.stage is not None and len(word) <= 16:
        return Measure.AMOUNT, said.year_offset or 0, said.stage
    return (Measure.TOTAL, None, None) if word in FUNDING_TOTALS else None
