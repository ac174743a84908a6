"""The kind of a table: what a total, a cost or an amount is follows from what is printed beside it, whatever the reader called it.

A total over sources stands among sources, a cost beside the cost of staff or in a table without sources, and the project's
own amount in a list or a sentence. The same figure under another kind is another fact: 合計 of the funding is no lead line.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from structurer.checks.proof.consume import BUDGET
from structurer.checks.proof.grid import Grid
from structurer.checks.proof.heading_words import MARK
from structurer.checks.proof.owner import Outline
from structurer.checks.proof.points import Proof
from structurer.checks.proof.spot import Spot
from structurer.checks.select import RowName, row_name
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import SOURCES, Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_GRIDS = frozenset({"cell", "screen", "count"})
_STAFF_COSTS = frozenset({Measure.PERSONNEL_COST, Measure.TOTAL_COST})
_TOTALS = frozenset({Measure.TOTAL, Measure.PROJECT_COST, Measure.AMOUNT, Measure.CHANGE, Measure.BREAKDOWN})
"""Measures of amounts that a word of cost or of a total names in several tables; any other is named by its own word."""
_REVENUE = re.compile(r"歳入|収入(?!及び支出)")
_PLAN = "計画"
"""The word of the heading over the targets of a plan; over any other indicators it does not stand."""

Block = tuple[str, int]
Columns = tuple[str, ...]
_Sum = tuple[RowName, int, Stage, Fraction]
"""The printed row of a total with its year, its stage and what it comes to."""


@dataclass
class _Beside:
    """What stands in one printed block: sources, the cost of staff, and the columns of items."""

    measures: set[Measure] = field(default_factory=set)
    source_lines: set[int] = field(default_factory=set)
    items: set[Columns] = field(default_factory=set)
    has_items: bool = False
    stages: set[Stage] = field(default_factory=set)

    @property
    def is_funded(self) -> bool:
        return not self.measures.isdisjoint(SOURCES)

    @property
    def is_settled(self) -> bool:
        """True for a list of how a budget was spent: 予算現額, 決算額, 翌年度繰越額 are costs, and no lead lines."""
        return {Stage.CURRENT, Stage.SETTLED} <= self.stages and not self.has_items

    @property
    def is_staffed(self) -> bool:
        return not self.measures.isdisjoint(_STAFF_COSTS)


class TableKinds:
    """The kinds of the tables of one sheet, by the facts whose place is proved and the blocks that they stand in."""

    def __init__(self, grid: Grid, outline: Outline, placed: Iterable[tuple[Proof, Spot]]) -> None:
        self._grid, self._outline = grid, outline
        self._blocks: dict[Block, _Beside] = defaultdict(_Beside)
        self._costs: set[RowName] = set()
        self._money_lines: set[int | None] = set()
        self._listed: dict[_Sum, set[str | None]] = defaultdict(set)
        self._totals: dict[tuple[Measure, int, Stage], dict[SheetPath, Fraction]] = defaultdict(dict)
        self._rows: dict[SheetPath, set[SheetPath]] = defaultdict(set)
        self._names: dict[SheetPath, set[str]] = defaultdict(set)
        for proof, spot in placed:
            self._take(proof.fact, spot)
        self._summed = frozenset(self._rows)
        self._several = {section for section, found in self._rows.items() if len(found) > 1}

    def _take(self, fact: Fact, spot: Spot) -> None:
        beside = self._blocks[self._block(fact, spot)]
        if fact.table not in {Table.INDICATOR, Table.PLAN, Table.STAFF}:
            self._money_lines.add(fact.cite.line)
        if fact.table is Table.COST:
            self._costs.add(row_name(fact))
        if fact.table is Table.TOTAL and fact.path[0] == "sections" and fact.measure is Measure.AMOUNT:
            self._listed[_sum_of(fact)].add(fact.cite.figure)
        beside.measures.add(fact.measure)
        beside.stages.add(fact.stage)
        if fact.measure in SOURCES:
            beside.source_lines.add(fact.cite.line or 0)
        if fact.table is Table.ITEM:
            beside.has_items = True
            beside.items.add(_columns(spot))
            self._rows[fact.path[:2]].add(fact.path[:4])
            self._names[fact.path[:2]].add(fact.row)
        if fact.table is Table.TOTAL:
            self._totals[fact.measure, fact.year_offset, fact.stage][fact.path[:2]] = fact.cite.value

    def is_kind(self, fact: Fact, spot: Spot) -> bool:
        """True where a fact's table is of the kind that its block is."""
        if fact.table in {Table.INDICATOR, Table.PLAN}:
            apart = fact.cite.line not in self._money_lines  # an amount beside an item's own is no indicator
            return apart and self._is_plan(spot) == (fact.table is Table.PLAN)
        beside = self._blocks[self._block(fact, spot)]
        if fact.measure is Measure.TOTAL_COST:  # 計 alone is the total of whatever stands above it
            return Measure.PERSONNEL_COST in beside.measures or self._is_named(spot)
        if fact.table is Table.ITEM:
            alone = fact.path[:2] not in self._several  # 事業費 with nothing beside it is the project's own
            cost = (beside.is_staffed or alone) and self._is_cost(fact)
            return not cost and row_name(fact) not in self._costs and not self._is_revenue(fact, spot)
        summed = fact.table is Table.TOTAL and fact.path[:2] in self._summed
        if fact.measure in {Measure.TOTAL, Measure.AMOUNT, Measure.CHANGE} and self._sums_sections(fact, spot):
            return fact.table is Table.TOTAL
        return fact.measure not in _TOTALS or summed or self._is_total(fact, spot, beside)

    def _sums_sections(self, fact: Fact, spot: Spot) -> bool:
        """True for 合計 in a table of its own that is what the totals of several sections of items come to: 総括."""
        lexicon, year = self._outline.lexicon, self._outline.fiscal_year
        said = lexicon.consume(spot.label[-1], year) if spot.label and _is_in_grid(spot) else None
        if said is None or "total" not in said.marks or fact.path[:2] in self._summed:
            return False
        measure = Measure.CHANGE if fact.measure is Measure.CHANGE else Measure.AMOUNT
        totals = self._totals[measure, fact.year_offset, fact.stage]
        parts = [value for section, value in totals.items() if section in self._summed]
        return len(parts) > 1 and sum(parts) == fact.cite.value

    def _is_total(self, fact: Fact, spot: Spot, beside: _Beside) -> bool:
        """True for a lead line, a cost or a total over sources that stands among what it is the total of."""
        in_grid = _is_in_grid(spot)
        if fact.table is Table.TOTAL:
            if fact.measure is Measure.CHANGE and in_grid and beside.is_funded:
                return self._is_difference(spot)
            listed = (
                beside.is_funded and not beside.has_items and spot.by != "sentence" and not self._leads(fact, beside)
            )
            if in_grid and beside.is_funded and beside.has_items:
                return self._is_sum_of_both(fact)
            tabled = in_grid and not self._is_overview(spot, beside)
            return not (
                tabled or beside.is_staffed or listed or beside.is_settled
            )  # 要求額は9,000千円（国費3,000千円、…） is one sentence
        if in_grid and _columns(spot) in beside.items and not (beside.is_funded and is_sum_of_sources(spot.label)):
            return False  # in a column of items it is one of them, or their total
        if fact.measure is Measure.TOTAL:
            funded = beside.is_funded and not beside.is_staffed and spot.by != "sentence"
            return funded and (in_grid or not self._leads(fact, beside))
        return beside.is_staffed or (in_grid and not beside.is_funded) or (beside.is_settled and not beside.is_funded)

    def _is_overview(self, spot: Spot, beside: _Beside) -> bool:
        """True for 予算額 as the only kind of row of a table: the lead line of the project, drawn under its years."""
        said = self._outline.lexicon.consume(spot.label[-1], self._outline.fiscal_year) if spot.label else None
        lead = said is not None and said.stages == {BUDGET} and not (said.measures or said.years or said.marks)
        over = [one.sense for one in self._outline.chain(spot.top)[-1:] if one.sense is not None]
        lead = lead and not any("group" in one.marks for one in over)
        return lead and beside.measures <= {Measure.AMOUNT, Measure.CHANGE} and not beside.has_items

    def _is_sum_of_both(self, fact: Fact) -> bool:
        """True for the 計 of sources in the row of the 計 of items, in a table beside theirs, which comes to the same."""
        listed = self._listed.get(_sum_of(fact), set())
        said = self._outline.lexicon.consume(fact.row, self._outline.fiscal_year)
        total = said is not None and said.marks == {"total"} and not (said.measures or said.stages or said.years)
        return total and fact.measure is Measure.AMOUNT and bool(listed - {fact.cite.figure})

    def _leads(self, fact: Fact, beside: _Beside) -> bool:
        """True for an amount above lines of sources that each begin with 財源: those are of the amount, and no list with it."""
        line = fact.cite.line or 0
        opens = (squeeze(MARK.sub("", tidy(self._grid.row_of(one).text), count=1)) for one in beside.source_lines)
        return line < min(beside.source_lines, default=0) and all(text.startswith("財源") for text in opens)

    def _is_difference(self, spot: Spot) -> bool:
        """True for the row of differences under a table of sources: 差, 前年との対比."""
        said = self._outline.lexicon.consume(spot.label[-1], self._outline.fiscal_year) if spot.label else None
        return said is not None and "change" in said.marks and not said.measures

    def _is_cost(self, fact: Fact) -> bool:
        """True for a row whose whole name is the word of a cost: 事業費 beside 人件費 is no item."""
        said = self._outline.lexicon.consume(fact.row, self._outline.fiscal_year)
        return said is not None and bool(said.measures)

    def _is_revenue(self, fact: Fact, spot: Spot) -> bool:
        """True for a row named by a source among rows that all are, or under 歳入: where the money comes from is no item."""
        if not self._is_source(fact.row):
            return False
        over = any(_REVENUE.search(squeeze(heading.text)) is not None for heading in self._outline.chain(spot.top)[-1:])
        names = self._names[fact.path[:2]]
        return over or (len(names) > 1 and all(map(self._is_source, names)))

    def _is_source(self, row: str) -> bool:
        said = self._outline.lexicon.consume(MARK.sub("", tidy(row), count=1), self._outline.fiscal_year)
        return said is not None and bool(said.measures) and said.measures <= set(SOURCES)

    def _is_named(self, spot: Spot) -> bool:
        """True where a word of the total cost stands beside or over an amount."""
        lexicon, year = self._outline.lexicon, self._outline.fiscal_year
        said = (lexicon.consume(text, year) for text in (*spot.label, *spot.columns, spot.own))
        return any(one is not None and Measure.TOTAL_COST in one.measures for one in said)

    def _is_plan(self, spot: Spot) -> bool:
        """True for a table right under a heading that names a plan."""
        over = self._outline.chain(spot.top)
        return bool(over) and _PLAN in over[-1].text

    def _block(self, fact: Fact, spot: Spot) -> Block:
        """The rows under the same headings of columns; of a list the lines under one heading, of running text a sentence."""
        if _is_in_grid(spot):
            return "right" if spot.is_right else "grid", spot.top
        line = fact.cite.line or 0
        if spot.by == "sentence":
            return "line", min(spot.lines, default=line)
        position = self._grid.row_of(line).position
        over = [heading for heading in self._outline.chain(position) if not heading.is_title]
        if over:
            return "right" if spot.is_right else "heading", over[-1].row.position
        return "lines", self._runs[position]

    @cached_property
    def _runs(self) -> list[int]:
        """For each row the first of the rows without a blank line between."""
        runs: list[int] = []
        for row in self._grid.rows:
            begins = row.position == 0 or self._grid.rows[row.position - 1].is_bare
            runs.append(row.position if begins else runs[-1])
        return runs


_OF_SOURCES = re.compile(r"(?:歳入|財源)(?:合計|計)")


def is_sum_of_sources(label: Sequence[str]) -> bool:
    """True for a label that names the sum of all sources itself, whatever else stands in its columns: 歳入計."""
    return bool(label) and _OF_SOURCES.fullmatch(squeeze(label[-1])) is not None


def _is_in_grid(spot: Spot) -> bool:
    """True for an amount under headings of columns; behind `計上額:` it stands in a list, whatever is over that."""
    return spot.by in _GRIDS and not (spot.label and squeeze(spot.label[-1]).endswith((":", "：")))


def _sum_of(fact: Fact) -> _Sum:
    return row_name(fact), fact.year_offset, fact.stage, fact.cite.value


def _columns(spot: Spot) -> Columns:
    return tuple(map(squeeze, spot.columns))
