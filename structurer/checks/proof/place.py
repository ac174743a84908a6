"""Where a cited figure stands: its row's label, the headings over it and the words beside it, walked from the figure itself."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from structurer.checks.proof.columns import Columns
from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.headers import HeaderRows, HeaderWalk
from structurer.checks.proof.indicated import named_over
from structurer.checks.proof.paired_lists import PairedLists
from structurer.checks.proof.pairs import Pairs
from structurer.checks.proof.parted_text import AFTER_UNIT
from structurer.checks.proof.records import RecordTables
from structurer.checks.proof.row_label import PAIRED, RowLabels
from structurer.checks.proof.sentence import Sentences
from structurer.checks.proof.side_by_side import SideBySide
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.stacked import Stacks
from structurer.checks.proof.unit_words import told_units
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Label
from structurer.text import lazy_re as re
from structurer.text.scan import NAMES
from structurer.text.source import Figure
from structurer.text.words import squeeze, tidy

RowEvidence = tuple[HeaderRows | None, tuple[str, ...], tuple[int, ...]]
"""The headings over a row, the texts of its label, and the lines of both."""
_ROUNDED = Decimal("0.05")
"""How far a share with one decimal is from the exact one."""
_BRACKET = re.compile(r"(?:\s*(?:百万|千|万|億)?円)?\s*[(（](?P<words>[^()（）]+)[)）]")
"""A bracket right behind an amount."""
_MOST_CARRIED = 4
"""Rows below the one with an indicator's name and unit: 目標, 実績, 達成率."""


class Walker:
    """Walks from the figures of one source; `names` and `project` are names of the record, `cited` the ids of the figures it cites."""

    def __init__(
        self,
        grid: Grid,
        words: KnownWords,
        names: frozenset[str] = frozenset(),
        cited: frozenset[str] = frozenset(),
        project: str = "",
    ) -> None:
        self.grid, self.words = grid, words
        self.headers = HeaderWalk(grid, words)
        self.columns = Columns(grid, words)
        self.labels = RowLabels(grid, words)
        self.stacks = Stacks(grid, words, self.columns)
        self.pairs = Pairs(grid, words)
        self.beside = SideBySide(grid, words)
        self.lists = PairedLists(grid, words)
        self.records = RecordTables(grid, words, names, self.pairs)
        self.sentences = Sentences(grid, words, names, cited, project)
        self._rows: dict[tuple[int, str | None], RowEvidence] = {}

    def spot(self, figure: Figure, label: Label | None = None) -> Spot:
        """What is printed around a figure; `label` is the name that the record gives its row, which is quoted, not consumed."""
        row = self.grid.row_of(figure.line)
        cell = row.cell_at(figure.start)
        if cell is None:
            return Spot(None)
        found = self.lists.spot(row, cell) or self._in_table(row, cell, figure, label)
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
            return self._paired(row, cell, figure, label)
        if len(row.cells) == 1:
            return self.pairs.in_place(row.position) or self._stacked(row)
        if len(row.values) == 1 and not self._label_beside(self.headers.over(row), row, cell):
            worded = self.sentences.worded(row, cell, figure, label)
            if worded.by is not None and squeeze(worded.own):
                return worded
        found = self._tabular(row, cell, label)
        return None if found is None or found.by is None else found

    def _paired(self, row: PrintedRow, cell: GridCell, figure: Figure, named: Label | None) -> Spot | None:
        """One of two amounts of an aligned cell, the second in brackets, under a heading and another one in brackets below it."""
        if PAIRED.fullmatch(cell.text) is None:
            return None
        header, label, lines = self._evidence(row, named)
        aligned = header is not None and label and self.columns.is_aligned(header)
        heads = self.columns.over_pair(header, row, cell) if header is not None and aligned else None
        if header is None or heads is None:
            return None
        return Spot("screen", label, heads[figure is not cell.figures[0]], "", (), lines, header.top)

    def _stacked(self, row: PrintedRow) -> Spot:
        """An amount on a line of its own: in a table drawn so, in a record, or below its label."""
        stacked = self.stacks.spot(row)
        return (self.records.spot(row) or self.pairs.below(row) or stacked) if stacked.by is None else stacked

    def _inside(self, row: PrintedRow, cell: GridCell, figure: Figure) -> Spot | None:
        """A figure beside words in a table's cell (`要求 7,974 千円`): its column, and the words between it and the last figure."""
        header, label = self.headers.over(row), self.labels.of(row)
        if header is None or not label or not header.is_even_with(row):
            return None
        columns = self.columns.by_cell(header, cell.index)
        if columns is None or not self.sentences.passage(cell.start, cell.start + len(cell.text), figure).is_known:
            return None
        lines = (row.first, *header.lines)
        own = self._before(cell, figure) + self._behind(cell, figure)
        return Spot("cell", label, columns, own, (), lines, header.top)

    def _before(self, cell: GridCell, figure: Figure) -> str:
        """The words of a cell between the figure before and this one; numbers that name something are words."""
        place = bisect_left(cell.figures, figure.start, key=lambda found: found.start)
        before = next((found for found in reversed(cell.figures[:place]) if found.kind not in NAMES), None)
        begin = 0 if before is None else before.end - cell.start
        return AFTER_UNIT.sub("", cell.text[begin : figure.start - cell.start])

    def _behind(self, cell: GridCell, figure: Figure) -> str:
        """The words of a cell behind its last figure, and a bracket without a figure right behind any other: `1,190（前年度分）`."""
        end = figure.end - cell.start
        behind = (found for found in cell.figures if found.start > figure.start and found.kind not in NAMES)
        following = next((found.start - cell.start for found in behind), None)
        if following is None:
            return AFTER_UNIT.sub("", cell.text[end:])
        bracket = _BRACKET.match(cell.text[:following], end)
        return "" if bracket is None else bracket["words"]

    def _tabular(self, row: PrintedRow, cell: GridCell, named: Label | None) -> Spot | None:
        """An amount that is a cell of its own, under headings."""
        header, label, lines = self._evidence(row, named)
        header = None if header is None else self.beside.untitled(header)
        label = self._label_beside(header, row, cell) or label
        if header is None or not (label or self._is_only_row(header, row)):
            return None
        told = named_over(self.words, header, row, cell, named)
        if told is not None:
            return told
        whole = header.is_even_with(row) or self._is_cut(header, row) or self._is_trimmed(header, row)
        if row.kind != "line" and whole:
            columns, by = self.columns.by_cell(header, cell.index), "cell"
        elif row.kind == "line" and self.columns.is_aligned(header):
            columns, by = self.columns.by_screen(header, row, cell), "screen"
        else:
            columns, by = self.columns.by_count(header, row, cell), "count"
        units = self._units(header, row, cell)
        if units:
            bare = (_without(text, units) for text in label) if row.kind == "line" else label
            label = tuple(text for text in bare if text not in units or not told_units(text)) or label
        if columns is None:
            return Spot(None, label, why=f"「{tidy(header.text)}」", lines=lines, top=header.top)
        right = self.beside.is_right(header, row, cell)
        return Spot(by, label, columns, "", units, lines, header.top, is_right=right)

    def _is_trimmed(self, header: HeaderRows, row: PrintedRow) -> bool:
        """True for rows of tabs without the blank cells at their ends, as spreadsheets write them.

        Every column of amounts has its cell in the row, and what the row lacks are columns of text. A shorter row of headings begins with
        a blank cell, and each of its words stands under another heading: one that drops blank cells would begin with its first word.
        """
        tops = header.rows
        width = max(len(one.cells) for one in (row, *tops))
        if row.kind != "tab" or any(one.kind != "tab" for one in tops) or len(tops[0].cells) != width:
            return False
        for above in tops[1:]:
            under = all(tops[0].text_at(cell.index).strip() for cell in above.texts)
            if len(above.cells) < width and (above.cells[0].text.strip() or not under):
                return False
        heads = [
            n
            for n in range(width)
            if any(self.words.heads_amounts(one.text_at(n)) for one in tops if one.text_at(n).strip())
        ]
        filled = [cell.index for cell in row.cells if cell.value is not None or cell.is_dash]
        return heads == filled and all(self.words.is_heading(tops[0].text_at(n)) for n in range(len(row.cells), width))

    def _is_cut(self, header: HeaderRows, row: PrintedRow) -> bool:
        """True for a row of tabs without its last cells, under headings of years: each amount under one, each text under none.

        Only in a table that keeps its empty cells, as another of its rows shows, or where the shares in the row below say which
        year each amount is of: one that drops empty cells would have moved the amounts.
        """
        widths = {len(above.cells) for above in header.rows}
        if row.kind != "tab" or len(widths) != 1 or max(widths) <= len(row.cells) or not row.texts:
            return False
        said = [self.words.said(leaf.text) for leaf in header.rows[-1].cells]
        dated = {n for n, one in enumerate(said) if one is not None and one.years and not one.measures}
        named = {n for n, leaf in enumerate(header.rows[-1].cells) if not self.words.heads_amounts(leaf.text)}
        total = self.words.said(row.texts[0].text)
        fits = all(
            cell.index in (dated if cell.value is not None else named) for cell in row.cells if cell.text.strip()
        )
        summed = total is not None and "total" in total.marks  # its label may span two columns
        kept = self._keeps_empty_cells(header) or self._is_rated(row)
        return fits and not summed and len(dated | named) == max(widths) and kept and self._is_within(row)

    def _keeps_empty_cells(self, header: HeaderRows) -> bool:
        """True where a row under some headings has an empty cell before an amount."""
        for row in self.grid.rows[header.rows[-1].position + 1 :]:
            if row.kind != "tab":
                return False
            ends = row.values[-1].index if row.values and row.texts else 0
            if any(not cell.text.strip() for cell in row.cells[:ends]):
                return True
        return False

    def _is_within(self, row: PrintedRow) -> bool:
        """True where no amount is more than the one above it: what was spent of another year's budget may be."""
        above = self.grid.rows[row.position - 1]
        over = {
            cell.index: abs(cell.value.number) for cell in above.values if cell.value and cell.value.number is not None
        }
        own = [(over.get(cell.index), cell.value.number) for cell in row.values if cell.value is not None]
        return all(most is None or number is None or abs(number) <= most for most, number in own)

    def _is_rated(self, row: PrintedRow) -> bool:
        """True where the row below gives each amount in parts of the one above it: 計, 執行額, 執行率."""
        rows = self.grid.rows[max(0, row.position - 1) : row.position + 2]
        if len(rows) < len(("above", "own", "below")) or not rows[2].texts or "執行率" not in rows[2].texts[0].text:
            return False
        shares = []
        for cell in row.values:
            whole, share = (
                next((one.value for one in other.values if one.index == cell.index), None)
                for other in (rows[0], rows[2])
            )
            if cell.value is None or whole is None or share is None or not whole.number:
                return False
            shares.append(abs(100 * (cell.value.number or 0) / whole.number - (share.number or 0)))
        return bool(shares) and max(shares) <= _ROUNDED

    def _label_beside(self, header: HeaderRows | None, row: PrintedRow, cell: GridCell) -> tuple[str, ...]:
        """The label of an amount in one of two tables side by side; none in any other."""
        if header is None:
            return ()
        if row.kind != "line":
            return self.beside.label(header, row, cell)
        return self.beside.label_on_line(header, row, cell) if self.columns.is_aligned(header) else ()

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
        if row.kind == "line" and self.columns.is_aligned(header):
            aligned = self._aligned_unit(header, row)
            if aligned:
                return (aligned,)
        if not any(len(above.cells) >= len(row.cells) for above in header.rows):
            return ()
        places = [cell.index for above in header.rows for cell in above.cells if squeeze(cell.text) == "単位"]
        return tuple(self._carried(row, index) for index in places if index < len(row.cells))

    def _aligned_unit(self, header: HeaderRows, row: PrintedRow) -> str:
        """The unit on the screen under the heading 単位, of the named row above for one that has neither: 目標 and below it 実績."""
        corner = header.rows[-1].cells[0]
        column = next((cell for cell in header.rows[-1].texts if squeeze(cell.text) == "単位"), None)
        if column is None or row.cells[0].narrow[0] < corner.narrow[1]:
            return ""
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_CARRIED) : row.position + 1]):
            if not above.values or above.kind != row.kind:
                return ""
            under = [cell for cell in above.cells if _is_under(cell, column)]
            if under or above.cells[0].narrow[0] < corner.narrow[1]:
                return under[0].text if len(under) == 1 and under[0].value is None else ""
        return ""

    def _carried(self, row: PrintedRow, index: int) -> str:
        """The unit in a cell; in a row without a name of its own that of the named row above: 目標 and below it 実績."""
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_CARRIED) : row.position + 1]):
            if above.is_bare and above.text:
                continue  # a rule between two rows
            even = len(above.cells) == len(row.cells) or (above.kind == "tab" and index < len(above.cells))
            if not even or above.kind != row.kind:
                break
            if above.cells[index].text.strip() or above.cells[0].text.strip():
                return above.cells[index].text
        return ""


def _is_under(cell: GridCell, heading: GridCell) -> bool:
    """True where a cell stands under a heading on the screen, if only in part."""
    return cell.narrow[0] < heading.narrow[1] and heading.narrow[0] < cell.narrow[1]


def _without(label: str, units: Sequence[str]) -> str:
    """The words of a label without the unit behind its last space, which has a column of its own."""
    name, _, last = label.rpartition(" ")
    return name.rstrip() if name and last in units and told_units(last) else label
