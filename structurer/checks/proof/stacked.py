"""Tables drawn one cell a line: headings one below the other, and records of as many lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, takewhile

from structurer.checks.proof.columns import Columns, Texts
from structurer.checks.proof.consume import SILENT, Consumed
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.headers import CAPTION, FARTHEST, HEADED, NUMBERED
from structurer.checks.proof.numbering import NUMBERS_BELOW
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Stage
from structurer.text.source import Figure
from structurer.text.words import squeeze, tidy

_SHORTEST = 8
"""Letters of a heading of names; a section of a sheet has more, or a mark."""
_MOST_LEAVES = 14
"""Headings of amounts in which a 計 with fewer amounts is set in every way: the widest published tables have twelve."""
_KINDS = frozenset({Stage.TARGET.value, Stage.ACTUAL.value, Stage.FORECAST.value})
_RATES = frozenset({"達成率", "達成度", "達成率(%)", "達成度(%)"})
"""The rows of what was reached in parts of what was aimed at."""
_INSTEAD = frozenset({"皆増", "皆減", "新規", "終了", "廃止", "なし", "―"})
"""What stands in a column of changes where no difference is printed."""


@dataclass(frozen=True)
class Stacks:
    """The tables of one source that are drawn one cell a line."""

    grid: Grid
    words: KnownWords
    columns: Columns

    def spot(self, row: PrintedRow) -> Spot:
        """A table drawn one cell a line: every record has as many lines as there are headings, dashes included."""
        headed = self._heads(row)
        if headed is None:
            return Spot(None)
        heads, begin = headed
        kinds = self._in_kinds(heads, begin, row)
        if kinds is not None:
            return kinds
        unproved = Spot(None, why=f"「{' / '.join(tidy(found.text) for found in heads)}」")
        leaves = self.columns.flat([found.text for found in heads])
        dated = [] if leaves is None else self._dated(leaves)
        ways = [(way, way is dated) for way in (dated, leaves) if way]
        spots = (self._in_records(row, heads, begin, way, ended=ended) for way, ended in ways)
        return next((found for found in spots if found is not None), unproved)

    def _dated(self, leaves: Sequence[Texts]) -> list[Texts]:
        """The headings with each year and the stage below it as one (令和6年度 and 決算額), where all years and all stages go together."""
        said = [self.words.said(leaf[-1]) or SILENT for leaf in leaves]
        years = [n for n, one in enumerate(said) if one.years and one == Consumed(years=one.years)]
        stages = [n for n, one in enumerate(said) if one.stages]
        if not years or stages != [n + 1 for n in years] or any(said[n].years for n in stages):
            return []
        return [(*leaf, leaves[n + 1][-1]) if n in years else leaf for n, leaf in enumerate(leaves) if n not in stages]

    def _in_records(
        self, row: PrintedRow, heads: Sequence[PrintedRow], begin: int, leaves: Sequence[Texts], *, ended: bool
    ) -> Spot | None:
        """The place of an amount in records under these headings; None where the lines are no such records.

        `ended`: no amount goes on behind a record, by which it would be one of more headings.
        """
        width = len(leaves) if self.words.is_name(leaves[0]) else len(leaves) + 1
        halves = [n for n in range(begin, row.position) if self._is_half(n) or self._is_of_page(n)]
        rows = [found for found in self.grid.rows[begin : row.position + width] if found.position not in halves]
        place = row.position - begin - len(halves)
        column = place % width - (width - len(leaves))
        body = rows[: place - place % width + width]
        *records, own = [body[n : n + width] for n in range(0, len(body), width)]
        if not all(self._is_record(record, leaves, number) for number, record in enumerate(records, 1)):
            return None
        name, leaf = own[0], self._summed(records, leaves, place % width - 1, own)
        whole = len(own) == width and self._is_record(own, leaves, len(records) + 1)
        if whole and ended and any(map(_is_amount, self.grid.rows[own[-1].position + 1 :][:1])):
            return None
        if whole and column >= 0:
            name, leaf = own[self._is_numbered(leaves)], leaves[column]
        if leaf is None:
            return None
        lines = (name.first, row.first, *(found.first for found in heads))
        label = self.grid.rows[name.position - 1].text + name.text if name.position - 1 in halves else name.text
        units = tuple(own[n + width - len(leaves)].text for n, leaf in enumerate(leaves) if squeeze(leaf[-1]) == "単位")
        return Spot("count", (label,), leaf, "", units, lines, heads[0].position)

    def _in_kinds(self, heads: Sequence[PrintedRow], begin: int, own: PrintedRow) -> Spot | None:
        """A value in records whose names stand once, over 目標 with its values and 実績 with as many: 指標名, 単位, 区分 and years.

        達成率 below them has as many, too, which are no values.
        """
        texts = [squeeze(head.text) for head in heads]
        at = texts.index("区分") if "区分" in texts else 0
        if not at or not self.words.is_name((heads[0].text,)) or len(texts) - at < len(("kind", "year", "year")):
            return None
        rows, place, count = self.grid.rows, begin, len(texts) - at - 1
        names: Sequence[PrintedRow] = ()
        while place <= own.position:
            rated = bool(names) and squeeze(rows[place].text) in _RATES
            if not (names and (rated or self._is_kind(rows[place]))):
                names, place = rows[place : place + at], place + at
            values = rows[place + 1 : place + 1 + count]
            named = all(len(one.cells) == 1 and not one.values and not self._is_kind(one) for one in names)
            known = rated or self._is_kind(rows[place])
            if not named or len(values) < count or not known or not all(map(_is_amount, values)):
                return None
            if own.position <= place + count:
                if rated:
                    return None
                break
            place += 1 + count
        if not place < own.position:
            return None
        units = tuple(one.text for one, text in zip(names, texts, strict=False) if text == "単位")
        lines = (names[0].first, rows[place].first, own.first, *(head.first for head in heads))
        label = (names[0].text, rows[place].text)
        return Spot("count", label, (heads[at + own.position - place].text,), "", units, lines, heads[0].position)

    def _is_kind(self, row: PrintedRow) -> bool:
        """True for a line that says what the values below it are, and nothing else: 目標, 実績."""
        said = self.words.said(row.text) if len(row.cells) == 1 and not row.values else None
        return (
            said is not None and len(said.stages) == 1 and said.stages <= _KINDS and not (said.years or said.measures)
        )

    def _is_half(self, position: int) -> bool:
        """True for the first of two lines over an amount that are one label, every word of it known: 前年度 and 当初予算額."""
        half, rest, amount = (*self.grid.rows[position : position + 3], None, None)[:3]
        if half is None or rest is None or amount is None or not _is_amount(amount):
            return False
        single = all(len(found.cells) == 1 and not found.values for found in (half, rest))
        return single and self.words.said_squeezed(squeeze(half.text + rest.text)) is not None

    def _is_of_page(self, position: int) -> bool:
        """True for a line that only a page prints again: its drawing is blank, where one that stands for an empty cell is so itself."""
        row = self.grid.rows[position]
        return row.is_bare and not row.cells and bool(self.grid.source.lines[row.first - 1].text.strip())

    def _is_total(self, row: PrintedRow) -> bool:
        said = self.words.said(row.text)
        return not row.values and said is not None and said.marks == {"total"}

    def _summed(
        self, records: Sequence[Sequence[PrintedRow]], leaves: Sequence[Texts], place: int, own: Sequence[PrintedRow]
    ) -> Texts | None:
        """The heading over an amount of a 計 with fewer amounts than headings, where only one way to set them leaves every sum right."""
        if not self._is_total(own[0]):
            return None
        values = [row.values[0].value for row in takewhile(_is_amount, own[1:]) if row.values]
        heads = [n for n, leaf in enumerate(leaves) if not self.words.is_name(leaf)]
        shift = len(records[0]) - len(leaves) if records else 0
        sums = {n: _sum(record[n + shift] for record in records) for n in heads}
        ways = [
            way
            for way in (combinations(heads, len(values)) if len(heads) <= _MOST_LEAVES else ())
            if all(value is not None and self._fits(way, values, at, sums, leaves) for at, value in enumerate(values))
        ]
        return leaves[ways[0][place]] if len(ways) == 1 and len(records) > 1 and 0 <= place < len(values) else None

    def _fits(
        self,
        way: Sequence[int],
        values: Sequence[Figure | None],
        at: int,
        sums: Mapping[int, Decimal | None],
        leaves: Sequence[Texts],
    ) -> bool:
        """True where an amount of a 計 is the sum of the column it is set into, or the change between the two before it."""
        number, *before = (None if found is None else found.number for found in reversed(values[: at + 1]))
        if number == sums[way[at]]:
            return True
        said = self.words.said(leaves[way[at]][-1])
        beside = list(way[max(0, at - 2) : at + 1]) == [way[at] - 2, way[at] - 1, way[at]]
        if said is None or "change" not in said.marks or not beside:
            return False
        then, now = before[0], before[1]
        return number is not None and then is not None and now is not None and number == now - then

    def _heads(self, row: PrintedRow) -> tuple[list[PrintedRow], int] | None:
        """The nearest two headings or more that stand one below the other above a line, and where the first record begins."""
        rows = self.grid.rows
        run: list[PrintedRow] = []
        for place in range(row.position - 1, max(-1, row.position - FARTHEST), -1):
            above = rows[place]
            if not above.is_bare and self._is_head(above):
                run.insert(0, above)
                continue
            if len(run) > 2 or (len(run) == 2 and not _is_amount(rows[run[-1].position + 1])):
                break
            if not _is_single(above):
                return None
            run = []
        names = (n for n, head in enumerate(run[:-2]) if self._is_corner_word(head))
        corner = next(names, 0)
        run = run[corner:]
        if len(run) < 2 or self._is_cornered(run[0]):
            return None
        labelled = _is_amount(rows[run[-1].position + 1]) and not self._is_numbered([(run[0].text,)])
        heads = run[:-1] if labelled else run
        return (heads, run[-1].position if labelled else run[-1].position + 1) if len(heads) > 1 else None

    def _is_corner_word(self, row: PrintedRow) -> bool:
        """True for the heading of names; 財源内訳 stands over its sources, and other headings may stand before it."""
        return self.words.heads_names(row.text) and not self.words.is_group(row.text)

    def _is_cornered(self, first: PrintedRow) -> bool:
        """True where the heading of the names is a word that nobody knows: 川端市 over 前年度予算額."""
        above = self.grid.rows[first.position - 1] if first.position else None
        if above is None or above.is_bare or squeeze(first.text).lower() in self.words.heads:
            return False
        marked = CAPTION.search(above.text) or NUMBERED.match(above.text) or HEADED.match(above.text)
        return (
            not marked
            and not above.values
            and len(squeeze(above.text)) <= _SHORTEST
            and not self.words.is_heading(above.text)
        )

    def _is_head(self, row: PrintedRow) -> bool:
        """True for a line that is a heading and nothing else."""
        if row.kind != "line" or row.values or not row.texts or not self.words.is_heading(row.text):
            return False
        caption = CAPTION.search(row.text) is not None and not self.words.heads_names(row.text)
        return not caption and NUMBERED.match(row.text) is None

    def _is_numbered(self, leaves: Sequence[Texts]) -> bool:
        """True where the first heading is that of numbers: 番号."""
        return NUMBERS_BELOW.fullmatch(squeeze(leaves[0][-1])) is not None

    def _is_record(self, record: Sequence[PrintedRow], leaves: Sequence[Texts], number: int) -> bool:
        """True for a label, below its number or not, and under each heading of amounts an amount, a dash, nothing, or a word for one."""
        numbered = self._is_numbered(leaves) and squeeze(record[0].text) == str(number)
        name = record[1 if numbered and len(record) > 1 else 0]
        if len(record) < len(leaves) or not name.texts or name.values:
            return False
        cells = list(zip(record[-len(leaves) :], leaves, strict=False))
        held = [row for row, leaf in cells if row is not name and not self.words.is_name(leaf)]
        fits = all(_is_amount(row) or not row.cells or squeeze(row.text) in _INSTEAD for row in held)
        return fits and (any(row.values for row in held) or all(row.cells for row in held))


def _sum(column: Iterable[PrintedRow]) -> Decimal | None:
    """The sum of a column, in which dashes count nothing; None where a word stands for an amount."""
    total = Decimal(0)
    for row in column:
        value = row.values[0].value if row.values else None
        if value is not None and value.number is not None:
            total += value.number
        elif row.cells and not row.cells[0].is_dash:
            return None
    return total


def _is_single(row: PrintedRow) -> bool:
    """True for a line that is one cell: an amount, a dash, a heading, a name, a short text."""
    alone = len(row.cells) == 1 and (not row.is_bare or row.cells[0].is_dash)
    return row.kind == "line" and (not row.cells or alone or not (row.is_bare or row.values))


def _is_amount(row: PrintedRow) -> bool:
    """True for a line that is one amount, or a dash in its place."""
    return row.kind == "line" and len(row.cells) == 1 and (bool(row.values) or row.cells[0].is_dash)
