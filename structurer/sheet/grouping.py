"""Facts grouped to a sheet: rows and tables made of figures that each say where they belong, as a model points at them.

The first step of a fact's path names the list of the sheet it belongs to and the second its table; rows follow from labels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import (
    Activity,
    Breakdown,
    Cell,
    CostRow,
    CostTable,
    Difference,
    EligibleCost,
    FundingRow,
    FundingTable,
    Indicator,
    IndicatorTable,
    Item,
    Label,
    Measure,
    Mention,
    Section,
    Sheet,
    Stage,
    SubsidyTerms,
    Table,
    TotalLines,
    TotalRow,
)
from structurer.text.words import squeeze


@dataclass
class _Row:
    """A row while it is put together: its label, its amounts, and the parts and terms of an item."""

    label: Label
    cells: list[Cell] = field(default_factory=list)
    parts: list[Breakdown] = field(default_factory=list)
    terms: dict[str, Any] = field(default_factory=dict)
    activities: list["_Row"] = field(default_factory=list)

    def has_room(self, fact: Fact) -> bool:
        """False where a name whose place is not known has this amount already, on another line: two rows have the name."""
        same = [cell for cell in self.cells if (cell.measure, cell.year_offset, cell.stage) == fact.column]
        return fact.label.line is not None or all(cell.cite.line == fact.cite.line for cell in same)

    @property
    def subsidy(self) -> SubsidyTerms | None:
        """The terms, where there are any."""
        return SubsidyTerms(**self.terms) if self.terms else None


def grouped(facts: Iterable[Fact]) -> Sheet:
    """The sheet that these facts make: tables in the order of their first fact, rows in the order of theirs."""
    lists: dict[str, dict[SheetPath, list[Fact]]] = {}
    for fact in facts:
        lists.setdefault(str(fact.path[0]), {}).setdefault(fact.path[:2], []).append(fact)

    def tables(name: str) -> list[list[Fact]]:
        return list(lists.get(name, {}).values())

    def single(name: str) -> list[Fact]:
        return [fact for found in tables(name) for fact in found]

    return Sheet(
        costs=tuple(map(_costs, tables("costs"))),
        totals=tuple(map(_lead_lines, tables("totals"))),
        sections=tuple(map(_section, tables("sections"))),
        funding=tuple(map(_funding, tables("funding"))),
        indicators=tuple(map(_indicators, tables("indicators"))),
        national_rates=tuple(fact.cite for fact in single("national_rates")),
        eligible_costs=tuple(map(_eligible, single("eligible_costs"))),
        differences=tuple(map(_difference, single("differences"))),
        mentions=tuple(Mention(text=fact.row, cite=fact.cite) for fact in single("mentions")),
    )


def cell_of(fact: Fact) -> Cell:
    """A fact as an amount of its row."""
    return Cell(measure=fact.measure, year_offset=fact.year_offset, stage=fact.stage, cite=fact.cite)


def _rows(facts: Sequence[Fact]) -> list[_Row]:
    """The rows of a table, each known by its label."""
    rows: list[_Row] = []
    named: dict[Label, _Row] = {}
    for fact in facts:
        row = named.get(fact.label)
        if row is None or not row.has_room(fact):
            row = named[fact.label] = _Row(fact.label)
            rows.append(row)
        row.cells.append(cell_of(fact))
    return rows


def _costs(facts: list[Fact]) -> CostTable:
    staff = frozenset(fact.measure for fact in facts if fact.table is Table.STAFF)
    rows = tuple(
        CostRow(
            label=row.label,
            cells=tuple(cell for cell in row.cells if cell.measure not in staff),
            staff=tuple(cell for cell in row.cells if cell.measure in staff),
        )
        for row in _rows(facts)
    )
    return CostTable(heading=facts[0].heading, rows=rows)


def _lead_lines(facts: list[Fact]) -> TotalLines:
    rows = tuple(TotalRow(label=row.label, cells=tuple(row.cells)) for row in _rows(facts))
    return TotalLines(heading=facts[0].heading, rows=rows)


def _funding(facts: list[Fact]) -> FundingTable:
    rows = tuple(FundingRow(label=row.label, cells=tuple(row.cells)) for row in _rows(facts))
    return FundingTable(heading=facts[0].heading, rows=rows)


def _indicators(facts: list[Fact]) -> IndicatorTable:
    rows = tuple(Indicator(label=row.label, cells=tuple(row.cells)) for row in _rows(facts))
    return IndicatorTable(heading=facts[0].heading, plan=facts[0].table is Table.PLAN, rows=rows)


def _section(facts: list[Fact]) -> Section:
    heading = next((fact.heading for fact in facts if fact.table is not Table.SUBSIDY), facts[0].heading)
    totals = [fact for fact in facts if fact.table is Table.TOTAL]
    rows = tuple(TotalRow(label=row.label, cells=tuple(row.cells)) for row in _rows(totals))
    return Section(heading=heading, items=_items(facts, heading), totals=rows)


def _items(facts: Sequence[Fact], heading: Label | None) -> tuple[Item, ...]:
    """The items of a section with their parts and terms; a part with a name of its own belongs to the item before it."""
    rows: list[_Row] = []
    last: _Row | None = None
    names = {fact.label for fact in facts if fact.table is Table.ITEM and fact.measure is not Measure.BREAKDOWN}
    for fact in facts:
        if fact.table is Table.ITEM and fact.measure is not Measure.BREAKDOWN:
            last = _row_for(rows, fact)
            last.cells.append(cell_of(fact))
        elif fact.table is Table.ITEM:
            own = _named(rows, fact) or (_added(rows, fact.label) if fact.label in names else None)
            last = own or last or _added(rows, fact.label)
            label = None if fact.label == last.label else fact.label
            last.parts.append(Breakdown(label=label, cell=cell_of(fact)))
        elif fact.table is Table.SUBSIDY:
            last = _with_term(rows, fact, heading)
    return tuple(map(_item, rows))


def _item(row: _Row) -> Item:
    activities = tuple(Activity(label=inner.label, subsidy=inner.subsidy) for inner in row.activities)
    return Item(
        label=row.label,
        cells=tuple(row.cells),
        breakdown=tuple(row.parts),
        subsidy=row.subsidy,
        activities=activities,
    )


def _row_for(rows: list[_Row], fact: Fact) -> _Row:
    found = _named(rows, fact)
    return found if found is not None and found.has_room(fact) else _added(rows, fact.label)


def _named(rows: Sequence[_Row], fact: Fact) -> _Row | None:
    """The last row of a fact's label; of several places of one name only that at the same line is the same row."""
    return next((row for row in reversed(rows) if row.label == fact.label), None)


def _added(rows: list[_Row], label: Label) -> _Row:
    rows.append(_Row(label))
    return rows[-1]


def _with_term(rows: list[_Row], fact: Fact, heading: Label | None) -> _Row:
    """The item that a term of a subsidy belongs to, or one of whose activities has it.

    Terms that name the item once more, elsewhere, keep the name and the heading they have there.
    """
    over = "" if fact.heading is None or fact.heading == heading else squeeze(fact.heading.text)
    above = next((row for row in reversed(rows) if over and squeeze(row.label.text) == over), None)
    if above is not None:
        _term(_named(above.activities, fact) or _added(above.activities, fact.label), fact)
        return above
    again = squeeze(fact.row)
    row = _named(rows, fact) or next((row for row in reversed(rows) if squeeze(row.label.text) == again), None)
    if row is None or fact.measure.value in row.terms:
        row = _added(rows, fact.label)
    _term(row, fact)
    if (row.label, heading) != (fact.label, fact.heading):
        row.terms |= {"label": fact.label, "heading": fact.heading}
    return row


def _term(row: _Row, fact: Fact) -> None:
    row.terms[fact.measure.value] = fact.cite


def _eligible(fact: Fact) -> EligibleCost:
    return EligibleCost(label=fact.label, year_offset=fact.year_offset, stage=fact.stage, cite=fact.cite)


def _difference(fact: Fact) -> Difference:
    """A printed difference; the amount it is compared with is the year before's, as nothing says otherwise."""
    table = {Table.COST: "costs", Table.ITEM: "sections"}.get(fact.table, "funding")
    return Difference(
        label=fact.label, table=table, measure=fact.measure, year_offset=fact.year_offset, stage=fact.stage,
        against_offset=fact.year_offset - 1, against_stage=Stage.INITIAL, cite=fact.cite,
    )  # fmt: skip
