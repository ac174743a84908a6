"""Where a cited figure stands: its row's label, the headings over it and the words beside it, walked from the figure itself."""

from bisect import bisect_left
from dataclasses import replace
from functools import cached_property

from structurer.checks.proof.columns import Columns
from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.headers import HeaderRows, HeaderWalk
from structurer.checks.proof.pairs import Pairs
from structurer.checks.proof.parted_text import AFTER_UNIT
from structurer.checks.proof.records import RecordTables
from structurer.checks.proof.row_label import RowLabels
from structurer.checks.proof.sentence import Sentences
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.stacked import Stacks
from structurer.checks.proof.unit import told_units
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Label
from structurer.text.scan import NAMES
from structurer.text.source import Figure
from structurer.text.words import squeeze, tidy

RowEvidence = tuple[HeaderRows | None, tuple[str, ...], tuple[int, ...]]
"""The headings over a row, the texts of its label, and the lines of both."""
_MOST_CARRIED = 4
"""Rows below the one with an indicator's name and unit: 目標, 実績, 達成率."""


class Walker:
    """Walks from the figures of one source; `names` are names of the record, `cited` the ids of the figures it cites."""

    def __init__(
        self, grid: Grid, words: KnownWords, names: frozenset[str] = frozenset(), cited: frozenset[str] = frozenset()
    ) -> None:
        self.grid, self.words = grid, words
        self.headers = HeaderWalk(grid, words)
        self.columns = Columns(grid, words)
        self.labels = RowLabels(grid, words)
        self.stacks = Stacks(grid, words, self.columns)
        self.pairs = Pairs(grid, words)
        self.records = RecordTables(grid, words, names, self.pairs)
        self.sentences = Sentences(grid, words, names, cited)
        self._rows: dict[tuple[int, str | None], RowEvidence] = {}

    def spot(self, figure: Figure, label: Label | None = None) -> Spot:
        """What is printed around a figure; `label` is the name that the record gives its row, which is quoted, not consumed."""
        row = self.grid.row_of(figure.line)
        cell = row.cell_at(figure.start)
        if cell is None:
            return Spot(None)
        found = self._in_table(row, cell, figure, label)
        if found is not None:
            return found
        worded = self.sentences.worded(row, cell, figure, label)
        whole = row.kind != "line" or cell.value is not figure or worded.by is None or len(row.values) == 1
        return worded if whole or squeeze(worded.own) or worded.label else Spot(None, lines=(row.first,))

    def in_table(self, figure: Figure) -> Spot | None:
        """The spot of a figure under headings; None for one that words tell of, which are not asked."""
        row = self.grid.row_of(figure.line)
        cell = row.cell_at(figure.start)
        return None if cell is None else self._in_table(row, cell, figure, None)

    def _in_table(self, row: PrintedRow, cell: GridCell, figure: Figure, label: Label | None) -> Spot | None:
        if row.kind != "line":
            if cell.value is not figure:
                return self._inside(row, cell, figure)
            beside = self.pairs.beside(row, cell)
            if beside is not None and label is not None and self.pairs.name_over(row, label.text):
                beside = replace(beside, label=(label.text,))
            return beside or self._tabular(row, cell, label)
        if cell.value is not figure:
            return None
        if len(row.cells) == 1:
            stacked = self.stacks.spot(row)
            return (self.records.spot(row) or self.pairs.below(row) or stacked) if stacked.by is None else stacked
        if len(row.values) == 1:
            worded = self.sentences.worded(row, cell, figure, label)
            if worded.by is not None and squeeze(worded.own):
                return worded
        found = self._tabular(row, cell, label)
        return None if found is None or found.by is None else found

    def _inside(self, row: PrintedRow, cell: GridCell, figure: Figure) -> Spot | None:
        """A figure beside words in a table's cell (`要求 7,974 千円`): its column, and the words between it and the last figure."""
        header, label = self.headers.over(row), self.labels.of(row)
        if header is None or not label or not header.is_even_with(row):
            return None
        columns = self.columns.by_cell(header, cell.index)
        if columns is None or not self.sentences.passage(cell.start, cell.start + len(cell.text), figure).is_known:
            return None
        lines = (row.first, *header.lines)
        return Spot("cell", label, columns, self._before(cell, figure), (), lines, header.top)

    def _before(self, cell: GridCell, figure: Figure) -> str:
        """The words of a cell between the figure before and this one; numbers that name something are words."""
        place = bisect_left(cell.figures, figure.start, key=lambda found: found.start)
        before = next((found for found in reversed(cell.figures[:place]) if found.kind not in NAMES), None)
        begin = 0 if before is None else before.end - cell.start
        return AFTER_UNIT.sub("", cell.text[begin : figure.start - cell.start])

    def _tabular(self, row: PrintedRow, cell: GridCell, named: Label | None) -> Spot | None:
        """An amount that is a cell of its own, under headings."""
        header, label, lines = self._evidence(row, named)
        label = self._half(header, row, cell) or label
        if header is None or not (label or self._is_only_row(header, row)):
            return None
        if row.kind != "line" and (header.is_even_with(row) or self._is_cut(header, row)):
            columns, by = self.columns.by_cell(header, cell.index), "cell"
        elif row.kind == "line" and self.columns.is_aligned(header):
            columns, by = self.columns.by_screen(header, row, cell), "screen"
        else:
            columns, by = self.columns.by_count(header, row, cell), "count"
        units = self._units(header, row, cell)
        if units:
            label = tuple(text for text in label if text not in units or not told_units(text)) or label
        if columns is None:
            return Spot(None, label, why=f"「{tidy(header.text)}」", lines=lines, top=header.top)
        return Spot(by, label, columns, "", units, lines, header.top)

    def _is_cut(self, header: HeaderRows, row: PrintedRow) -> bool:
        """True for a row of tabs without its last cells, which are empty: each amount stands under a heading of amounts.

        Only in a text that keeps its empty cells, as another row of amounts shows: one that drops them would have moved the row. A
        label over two columns would move the amounts of 計 as well, so that none is believed of it.
        """
        if not self._keeps_empty_cells:
            return False
        widths = {len(above.cells) for above in header.rows}
        if row.kind != "tab" or len(widths) != 1 or max(widths) <= len(row.cells) or not row.texts:
            return False
        said = self.words.said(row.texts[0].text)
        leaves = header.rows[-1].cells
        total = said is not None and "total" in said.marks
        return not total and all(self.words.heads_amounts(leaves[value.index].text) for value in row.values)

    @cached_property
    def _keeps_empty_cells(self) -> bool:
        """True where a row of tabs has an empty cell before an amount, behind another cell."""
        rows = (row for row in self.grid.rows if row.kind == "tab" and row.values and row.texts)
        return any(
            cell.index > row.texts[0].index and not cell.text.strip()
            for row in rows
            for cell in row.cells[: row.values[-1].index]
        )

    def _half(self, header: HeaderRows | None, row: PrintedRow, cell: GridCell) -> tuple[str, ...]:
        """The label in the half of a row that an amount is in, where the same headings of amounts stand over both, names before each."""
        if header is None or row.kind == "line" or not header.is_even_with(row):
            return ()
        heads = header.rows[-1].cells
        amounts = [head.index for head in heads if self.words.heads_amounts(head.text)]
        begin = next((n for n in amounts[1:] if not self.words.heads_amounts(heads[n - 1].text)), len(heads))
        names = [
            head.index
            for head in heads[:begin]
            if amounts and amounts[0] < head.index and head in header.rows[-1].texts
        ]
        first, second = (
            [squeeze(heads[n].text) for n in amounts if (n >= begin) is behind] for behind in (False, True)
        )
        if not names or first != second or len(first) < len(("now", "before")) or cell.index < begin:
            return ()
        label = [one.text for one in row.cells[names[0] : begin] if one.text.strip() and one.value is None]
        return tuple(label) or ("",)

    def _evidence(self, row: PrintedRow, named: Label | None) -> RowEvidence:
        """What stands over and left of a row, walked to once for all of its amounts under one name."""
        name = None if named is None else named.text
        if (row.position, name) not in self._rows:
            header = self.headers.over(row)
            label = self.labels.wrapped(row, self.labels.of(row), named)
            lines = tuple(dict.fromkeys((row.first, *(() if header is None else header.lines))))
            self._rows[row.position, name] = (header, (*self._named_above(header, row, named), *label), lines)
        return self._rows[row.position, name]

    def _named_above(self, header: HeaderRows | None, row: PrintedRow, named: Label | None) -> tuple[str, ...]:
        """The name over a row of a drawn table with nothing under the heading of names: 目標 and below it 実績, of one indicator."""
        if (
            header is None
            or named is None
            or row.kind != "line"
            or not row.texts
            or not self.columns.is_aligned(header)
        ):
            return ()
        corner = header.rows[-1].cells[0]
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_CARRIED) : row.position]):
            if not above.values or above.kind != row.kind or row.cells[0].narrow[0] < corner.narrow[1]:
                return ()
            if above.cells[0].narrow[0] < corner.narrow[1]:
                return (above.cells[0].text,) if squeeze(above.cells[0].text) == squeeze(named.text) else ()
        return ()

    def _is_only_row(self, header: HeaderRows, row: PrintedRow) -> bool:
        """True for the one row below headings of amounts only, which needs no name."""
        below = self.grid.below(row.position)
        alone = below is None or below.kind != row.kind or not below.values
        even = row.kind != "line" and header.is_even_with(row) and len(header.rows) == 1 and len(row.values) > 1
        own = header.rows[0].position == row.position - 1 or all(
            found.is_bare for found in self.grid.rows[header.rows[0].position + 1 : row.position]
        )
        words = self.headers.words
        return alone and even and own and all(words.heads_amounts(cell.text) for cell in header.rows[0].texts)

    def _units(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> tuple[str, ...]:
        """The unit in a cell of its own: right behind the amount, or under a heading 単位."""
        behind = self.pairs.units_behind(row).get(cell.index) if row.kind != "line" else None
        if behind is not None:
            return (behind,)
        if not any(len(above.cells) >= len(row.cells) for above in header.rows):
            return ()
        places = [cell.index for above in header.rows for cell in above.cells if squeeze(cell.text) == "単位"]
        return tuple(self._carried(row, index) for index in places if index < len(row.cells))

    def _carried(self, row: PrintedRow, index: int) -> str:
        """The unit in a cell; in a row without a name of its own that of the named row above: 目標 and below it 実績."""
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_CARRIED) : row.position + 1]):
            even = len(above.cells) == len(row.cells) or (above.kind == "tab" and index < len(above.cells))
            if not even or above.kind != row.kind:
                break
            if above.cells[index].text.strip() or above.cells[0].text.strip():
                return above.cells[index].text
        return ""
