"""The places of labels and headings, worked out from the source alone, so that a reader's claims can be checked."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from structurer.labels.label import is_last_year, plain
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.model import Label, Measure, Stage
from structurer.tables.headlines import readings, with_years
from structurer.text.rows import Row, TableCell, rows
from structurer.text.source import Figure, Source
from structurer.text.words import plain as folded
from structurer.text.words import squeeze

_SPAN_LINES = 3  # lines: a label in a narrow cell is broken over two, seldom three
_SPREAD_ROWS = 8  # rows: the stages under one spread cell (`R8年度` over 要求 … 査定), with room
_HEADER_ROWS = 30  # rows: a page of a table; bounds the way up from each row of amounts
_LONGEST_HEADING = 16  # characters of a heading that names a stage: `令和7年度2月補正後予算額` has 13
_LONGEST_CELL = 24  # characters of a heading with its marks and units; a longer cell is text
_LONGEST_YEAR = 8  # characters of a heading that is only a year: `令和元年度` and a mark
_MOST_JOINED = (
    20  # rows read together as broken headings; each is tried with all below it, so time grows with its square
)
_VOICED = "\uff9e\uff9f"


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """A heading cell: the measure, year and stage of its column, and its place; None where it leaves one open."""

    measure: Measure
    year_offset: int | None
    stage: Stage | None
    index: int
    order: int
    tabbed: bool


class Geometry:
    """The places of labels, headings and cells in one source; every look-up is a bisection or a short scan."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source, self.vocabulary = source, vocabulary
        self._lines: dict[int, tuple[str, list[int]]] = {}
        self._above: dict[tuple[int, int | None], tuple[ColumnHeading, ...]] = {}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The source as rows of cells."""
        return rows(self.source, self.vocabulary.heading_words)

    def place(self, label: Label) -> int | None:
        """The offset at which a label stands on its line (or runs over the next two), None where it does not."""
        if label.line is None or not 1 <= label.line <= len(self.source.lines):
            return None
        whole = self._find(label.text, label.line)
        if whole is not None:
            return whole
        first, _, last = label.text.rpartition(" ")
        return self._find(last, label.line) if first and self._spread(first, last, label.line) else None

    def _find(self, text: str, line: int) -> int | None:
        """The offset of a text on a line or running over the next two; as printed, or NFKC and without spaces."""
        first = self.source.lines[line - 1]
        last = self.source.lines[min(line - 1 + _SPAN_LINES, len(self.source.lines)) - 1]
        printed = self.source.drawn.find(text, first.start, last.start + len(last.text)) if text else -1
        if printed >= 0:
            return printed
        needle = squeeze(text)
        if not needle:
            return None
        squeezed = ""
        offsets: list[int] = []
        for number in range(line, last.number + 1):
            more, places = self._squeezed(number)
            squeezed, offsets = squeezed + more, offsets + places
        found = squeezed.find(needle)
        return None if found < 0 else offsets[found]

    def _spread(self, first: str, last: str, line: int) -> bool:
        """True where a label's last part is a cell of a tabbed row whose first cell is blank and stands above it."""
        position = self.row_of(line)
        row = self.rows[position]
        if row.kind != "tab" or not any(squeeze(cell.text) == squeeze(last) for cell in row.cells):
            return False
        for above in reversed(self.rows[max(0, position - _SPREAD_ROWS) : position + 1]):
            name = above.cells[0].text if above.kind == "tab" else ""
            if name.strip():
                return squeeze(name) == squeeze(first)
        return False

    def _squeezed(self, number: int) -> tuple[str, list[int]]:
        """A line in NFKC without spaces, and for each of its characters the offset it comes from."""
        if number not in self._lines:
            line = self.source.lines[number - 1]
            self._lines[number] = _squeezed(line.drawn, line.start)
        return self._lines[number]

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
        """The column headings above a table whose first row is on a line: back to the last row that holds an amount.

        Headings broken over lines or cells are put together where that gives one for each amount of the row.
        """
        position = self.row_of(line)
        if (position, fiscal_year) not in self._above:
            self._above[position, fiscal_year] = self._headings_above(position, fiscal_year)
        return self._above[position, fiscal_year]

    def _headings_above(self, position: int, fiscal_year: int | None) -> tuple[ColumnHeading, ...]:
        zone: list[Row] = []
        for row in reversed(self.rows[max(0, position - _HEADER_ROWS) : position]):
            if any(cell.figure is not None for cell in row.cells):
                break
            zone.insert(0, row)
        printed = [
            found
            for row, above in zip(zone, [None, *zone], strict=False)
            for found in self._dated(row, above, fiscal_year)
        ]
        joined = None if position >= len(self.rows) else self._joined(zone, self.rows[position], fiscal_year, printed)
        return tuple(replace(found, order=order) for order, found in enumerate(joined or printed))

    def _tall_count(self, label: Row) -> int:
        """The number of amounts below a label, one a line."""
        count = 0
        first = self.row_of(label.first_line) + 1
        for row in self.rows[first : first + _HEADER_ROWS]:
            if len(row.cells) > 1 or (row.cells and not row.cells[0].is_value):
                break
            count += len(row.cells)
        return count

    def _joined(
        self, zone: list[Row], amounts: Row, fiscal_year: int | None, printed: list[ColumnHeading]
    ) -> list[ColumnHeading] | None:
        """The headings as the lines above a row of amounts give them when put together, None where they stand as printed."""
        count = sum(cell.is_value for cell in (amounts.pieces or amounts.cells)[1:]) or self._tall_count(amounts)
        filled = [row for row in zone if not row.is_bare]
        below = self._headings(filled[-1], fiscal_year) if filled else []
        aligned = amounts.kind in {"space", "line"} and len(filled) > 1
        if count < 2 or (len(below) >= count and not aligned) or _covers(printed, amounts, count):
            return None
        for start in range(len(filled) - 1, max(-1, len(filled) - 1 - _MOST_JOINED), -1):
            for cells in readings(filled[start:], amounts, self.vocabulary):
                found = [self._heading(cell, fiscal_year, tabbed=False) for cell in cells]
                known = [heading for heading in found if heading is not None]
                if len(known) == count:
                    return known
        return None

    def _dated(self, row: Row, above: Row | None, fiscal_year: int | None) -> list[ColumnHeading]:
        """The headings of a row, with the years of the row above where that holds nothing else."""
        joined = None if above is None else with_years(above, row)
        if joined is None:
            return self._headings(row, fiscal_year)
        found = [self._heading(cell, fiscal_year, tabbed=row.kind == "tab") for cell in joined]
        return [heading for heading in found if heading is not None]

    def _headings(self, row: Row, fiscal_year: int | None) -> list[ColumnHeading]:
        found = [self._heading(cell, fiscal_year, tabbed=row.kind == "tab") for cell in row.cells]
        return [heading for heading in found if heading is not None]

    def _heading(self, cell: TableCell, fiscal_year: int | None, *, tabbed: bool) -> ColumnHeading | None:
        meaning = (
            None
            if cell.is_blank or len(cell.label) > _LONGEST_CELL
            else _meaning(cell.label, fiscal_year, self.vocabulary)
        )
        return None if meaning is None else ColumnHeading(*meaning, cell.index, 0, tabbed)


def _covers(printed: list[ColumnHeading], amounts: Row, count: int) -> bool:
    """True where the headings as printed stand over all amounts of a row: by their place in tabs, by number in pipes."""
    if amounts.kind == "tab":
        return {cell.index for cell in amounts.cells[1:] if cell.figure is not None} <= {h.index for h in printed}
    return amounts.kind == "pipe" and len(printed) >= count


def geometry(source: Source, vocabulary: Vocabulary) -> Geometry:
    """The geometry of a source, made once for each vocabulary."""
    return source.once(Geometry, vocabulary)


_BOLD = re.compile(r"\*\*")


def _squeezed(text: str, start: int) -> tuple[str, list[int]]:
    characters: list[str] = []
    offsets: list[int] = []
    bold = {mark.start() + n for mark in _BOLD.finditer(text) for n in (0, 1)}
    for offset, character in enumerate(text, start):
        if character in _VOICED or offset - start in bold:
            continue  # taken with the half-width kana before it; no part of the words between them
        voiced = text[offset - start + 1 : offset - start + 2] if character > "\uff60" else ""
        for normal in _normal(character + voiced if voiced and voiced in _VOICED else character):
            characters.append(normal)
            offsets.append(offset)
    return "".join(characters), offsets


@lru_cache(maxsize=8192)
def _normal(character: str) -> str:
    return "".join(folded(character).split())


def _fixed(word: str, words: Vocabulary) -> tuple[Measure, int | None, Stage | None] | None:
    """The measure, year and stage of a known heading's column, the most specific first."""
    for measures in (words.sources, words.costs):
        if word in measures:
            return measures[word], None, None
    if word in words.changes:
        return Measure.CHANGE, None, None
    if is_last_year(word):
        return Measure.AMOUNT, -1, Stage.INITIAL
    if word in words.amounts:
        return Measure.AMOUNT, None, None
    return (Measure.PROJECT_COST, None, words.columns[word]) if word in words.columns else None


def _meaning(label: str, fiscal_year: int | None, words: Vocabulary) -> tuple[Measure, int | None, Stage | None] | None:
    """The measure, year and stage of a heading's column."""
    word = plain(label)
    fixed = _fixed(word, words)
    if fixed is not None:
        return fixed
    moment = words.when(label, fiscal_year)
    if moment.stage is not None and len(word) <= _LONGEST_HEADING:
        return Measure.AMOUNT, moment.year_offset or 0, moment.stage
    if moment.year_offset is not None and len(word) <= _LONGEST_YEAR:
        return Measure.AMOUNT, moment.year_offset, None
    return (Measure.TOTAL, None, None) if word in words.funding_totals else None
