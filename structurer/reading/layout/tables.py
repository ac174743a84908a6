"""Settled blocks as the tables of a sheet: costs, funding, items, indicators."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import UNPUBLISHED, plain
from structurer.labels.moment import When
from structurer.reading.layout.indicators import indicator_table
from structurer.reading.layout.itemtables import UNDATED, Sections, is_foreign, item_table, section_of
from structurer.sheet.model import (
    Cell,
    CostRow,
    CostTable,
    Difference,
    FundingRow,
    FundingTable,
    IndicatorTable,
    Label,
    Measure,
    Section,
    Sheet,
    Stage,
)
from structurer.tables.axes import STAFF, AxisKind, Meaning, joined
from structurer.tables.cites import cell, cite, label, row_text
from structurer.tables.context import Context
from structurer.tables.flow import flowing
from structurer.tables.halves import halves
from structurer.tables.headings import heading_above
from structurer.tables.proposals import Settled
from structurer.tables.row import is_tall
from structurer.tables.settle import settled
from structurer.tables.shape import TableRow
from structurer.text.money import fold_words
from structurer.text.source import Figure, Unit
from structurer.text.words import tidy

FUNDING_HEADINGS = re.compile(r"財源|使用欄|処理欄|予算額|内訳|査定")
_NOTE = re.compile(r"\([^()]*\)")


@dataclass
class Tables:
    """The cost and funding tables found so far, with the differences printed in them."""

    costs: list[CostTable] = field(default_factory=list)
    funding: list[FundingTable] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def sheet(self) -> Sheet:
        """The tables as a sheet of nothing else."""
        return Sheet(costs=tuple(self.costs), funding=tuple(self.funding), differences=tuple(self.differences))

    def add(
        self, table: CostTable | FundingTable, compared: Sequence[tuple[Label, Sequence[tuple[Measure, Figure]]]]
    ) -> None:
        """Add a table with the differences that its rows or columns print."""
        name, tables = ("costs", self.costs) if isinstance(table, CostTable) else ("funding", self.funding)
        for found, printed in compared:
            self.differences.extend(differences(table, name, found, printed))
        tables.append(table)  # type: ignore[arg-type]  # the list was chosen by the table's class


@dataclass
class Found:
    """What the blocks of a sheet hold."""

    tables: Tables
    sections: Sections
    indicators: list[IndicatorTable] = field(default_factory=list)
    flow: tuple[Context, Sections] | None = None

    def dated(self, context: Context) -> list[tuple[Section, list[FundingRow]]]:
        """The sections of items with the sources printed beside them, dated by the amounts that a sheet is known to have."""
        flow = [] if self.flow is None else list(self.flow[1].dated(replace(self.flow[0], known=context.known)))
        return [*self.sections.dated(context), *flow]


def read(context: Context) -> Found:
    """Every block of a sheet that can be settled: as its lines are drawn, then cell by cell what is left of them."""
    found = Found(Tables(), Sections())
    _walk(context, found)
    flow = flowing(context, found.tables.taken)
    if flow is not None:
        found.flow = _flowing(*flow, found)
    return found


def _walk(context: Context, found: Found, *, tall: bool = False) -> None:
    """Add the blocks of a sheet from the top down; `tall` only those with one cell a line."""
    position = free = 0
    while position < len(context.rows):
        asked = not tall or is_tall(context.rows[position])
        table = (None if tall else halves(context, position)) or (settled(context, position, free) if asked else None)
        if table is None or (tall and table.kind != "tall") or not _add(context, found, table):
            position += 1
            continue
        position = free = max(table.following, position + 1)


def _flowing(context: Context, origins: Sequence[int], found: Found) -> tuple[Context, Sections]:
    """Add what the cells of a sheet give one by one, its items apart: their places are those of the cells."""
    more = Found(Tables(), Sections())
    _walk(context, more, tall=True)
    found.tables.costs += more.tables.costs
    found.tables.funding += more.tables.funding
    found.tables.differences += more.tables.differences
    found.tables.taken.update(origins[place] for place in more.tables.taken if place < len(origins))
    return context, more.sections


def _add(context: Context, found: Found, table: Settled) -> bool:
    """Add a settled table; False where nothing of it is understood."""
    if table.shape.indicators:
        return _add_indicators(context, found, table)
    if not table.is_measured:
        return _add_items(context, found, table)
    heading = _heading(context, table)
    if context.of_others(table.start, heading):
        return False
    made = False
    tabled = frozenset(entry.measure for one in found.tables.funding for row in one.rows for entry in row.cells)
    for kinds in ({AxisKind.FUNDING}, {AxisKind.COST, AxisKind.STAGES}):
        rows = [(line, list(_cells(context, table, n, kinds, tabled))) for n, line in enumerate(table.lines)]
        rows = [(line, cells) for line, cells in rows if cells]
        if not rows:
            continue
        made = True
        if AxisKind.FUNDING in kinds:
            built = FundingTable(
                heading=heading,
                rows=tuple(
                    FundingRow(label=_label(line, detail=table.detail), cells=tuple(cells)) for line, cells in rows
                ),
            )
            found.tables.add(built, list(_compared(table, kinds)))
        else:
            built_costs = CostTable(heading=heading, rows=tuple(_cost_row(_label(line), cells) for line, cells in rows))
            found.tables.add(built_costs, list(_compared(table, kinds)))
    if made:
        found.tables.taken.update(range(table.start, table.following))
    return made


def _heading(context: Context, table: Settled) -> Label | None:
    """The heading above a table; a bare 予算額 that begins its headings, or the group that spans them, is one too."""
    above = heading_above(context.rows, table.start, FUNDING_HEADINGS)
    if above is not None:
        return above
    cells = [entry for row in context.rows[table.start : table.first] for entry in row.filled]
    first = context.rows[table.start]
    if first.kind == "line" and plain(first.text) == "予算額":
        return label(first.cells[0])
    heads = [head for column in table.shape.columns for head in column.heads]
    return next((label(entry) for entry in (*cells, *heads) if plain(entry.label) == "財源内訳"), None)


def _label(line: TableRow, *, detail: bool = False) -> Label:
    if not line.labels:
        return Label(text="", line=next(iter(line.values.values())).line)
    known = [entry.label for entry in line.labels]
    while len(known) > 1 and plain(known[-1]) == line.sense.word:
        known.pop(0)  # 予算の状況 beside 当初予算: what spans several rows
    text = row_text(" ".join(filter(None, known)))
    return Label(text=tidy(_NOTE.sub("", fold_words(text))) if detail else text, line=line.labels[-1].line)


def _cost_row(label: Label, cells: Sequence[Cell]) -> CostRow:
    return CostRow(
        label=label,
        cells=tuple(entry for entry in cells if entry.measure not in STAFF),
        staff=tuple(entry for entry in cells if entry.measure in STAFF),
    )


def _cells(
    context: Context, table: Settled, number: int, kinds: set[AxisKind], tabled: frozenset[Measure]
) -> Iterator[Cell]:
    line, row = table.lines[number], table.rows[number]
    if row.change:
        return
    unpublished = any(
        UNPUBLISHED.search(entry.text) is not None for entry in (*line.labels, *line.values.values(), *line.texts)
    )
    when = row.when
    if row.total and row.measure is None:
        stage = _stage_of_sum(table, number)
        if stage is None:
            return
        when = When(0, stage)
    for place, entry in line.values.items():
        column = table.columns[place]
        measure, kind = column.measure or row.measure, column.kind or row.kind
        if table.detail and measure is not None:
            measure = measure if not tabled or measure in tabled else Measure.OTHER
        moment = joined(when, column.when)
        if measure is None or kind not in kinds or moment is None or entry.figure is None or column.change:
            continue
        stage = Stage.PROPOSAL if unpublished and moment.stage is Stage.APPROVED else moment.stage
        if table.by_rows and kind is AxisKind.STAGES:
            stage = _stage_of_year(moment, column.when)
        made = cell(entry.figure, measure, moment.year_offset or 0, stage or Stage.NONE)
        if made is not None:
            yield made


def _stage_of_year(moment: When, column: When | None) -> Stage | None:
    """The stage of a budget in a column of years: what a column asks for is a request; 当初予算 of the own year is decided."""
    if column is not None and column.stage is Stage.REQUEST:
        return Stage.REQUEST
    return Stage.APPROVED if moment.stage is Stage.INITIAL and (moment.year_offset or 0) >= 0 else moment.stage


def _stage_of_sum(table: Settled, number: int) -> Stage | None:
    """The stage of the rows that a total sums up; NONE where they are of several, None where it is no such sum."""
    total = table.lines[number]
    above = [
        (line, row)
        for line, row in zip(table.lines[:number], table.rows[:number], strict=True)
        if row.when is not None and (row.when.year_offset or 0) == 0
    ]
    for chosen in _groups(above):
        if len(chosen) > 1 and _is_sum(total, [line for line, _ in chosen]):
            stages = {row.when.stage for _, row in chosen if row.when is not None}
            if stages <= {Stage.NONE, Stage.SUPPLEMENTARY} and Stage.SUPPLEMENTARY in stages:
                return Stage.CURRENT
            return next(iter(stages)) if len(stages) == 1 else Stage.NONE
    return None


def _groups(above: Sequence[tuple[TableRow, Meaning]]) -> Iterator[list[tuple[TableRow, Meaning]]]:
    stages = list(dict.fromkeys(row.when.stage for _, row in above if row.when is not None))
    for stage in stages:
        yield [(line, row) for line, row in above if row.when is not None and row.when.stage is stage]
    yield list(above)


def _is_sum(total: TableRow, parts: Sequence[TableRow]) -> bool:
    def number(entry: object) -> object:
        figure: Figure | None = getattr(entry, "figure", None)
        return 0 if figure is None or figure.number is None else figure.number

    money = [place for place, entry in total.values.items() if entry.figure is not None and entry.figure.is_money]
    held = sum(number(total.values[place]) == sum(number(part.values.get(place)) for part in parts) for place in money)  # type: ignore[misc]
    return held == len(money) > 0 or (held == len(money) - 1 and held >= 3)


def _compared(table: Settled, kinds: set[AxisKind]) -> Iterator[tuple[Label, list[tuple[Measure, Figure]]]]:
    """The rows or columns that compare, with what they print of each measure."""
    for line, row in zip(table.lines, table.rows, strict=True):
        if row.change:
            pairs = [(table.columns[place], entry.figure) for place, entry in line.values.items()]
            yield _label(line), _printed(pairs, kinds)
    for place, column in enumerate(table.columns):
        if column.change and table.by_rows:
            rows = [
                (row, line.values[place].figure)
                for row, line in zip(table.rows, table.lines, strict=True)
                if place in line.values
            ]
            yield Label(text=table.shape.columns[place].text, line=None), _printed(rows, kinds)


def _printed(pairs: Sequence[tuple[Meaning, Figure | None]], kinds: set[AxisKind]) -> list[tuple[Measure, Figure]]:
    return [
        (meaning.measure, figure)
        for meaning, figure in pairs
        if figure is not None and meaning.measure is not None and meaning.kind in kinds and meaning.measure not in STAFF
    ]


def differences(
    table: CostTable | FundingTable, name: str, named: Label, figures: Sequence[tuple[Measure, Figure]]
) -> Iterator[Difference]:
    """The two amounts that a row or column of differences compares: those under which most of it holds, the usual two first."""
    cited = [(measure, cite(figure, Unit.YEN)) for measure, figure in figures]
    printed = [(measure, found) for measure, found in cited if found is not None]
    amounts: dict[tuple[int, Stage], dict[Measure, Fraction]] = {}
    for row in table.rows:
        for entry in row.cells:
            amounts.setdefault((entry.year_offset, entry.stage), {}).setdefault(entry.measure, entry.cite.value)
    pairs = [(current, previous) for current in amounts for previous in amounts if current != previous]
    usual = {Stage.REQUEST: 0, Stage.APPROVED: 1, Stage.PROPOSAL: 2}

    def rank(pair: tuple[tuple[int, Stage], tuple[int, Stage]]) -> tuple[int, int, int]:
        current, previous = amounts[pair[0]], amounts[pair[1]]
        held = sum(
            shown.value == current.get(measure, Fraction(0)) - previous.get(measure, Fraction(0))
            for measure, shown in printed
        )
        return -held, usual.get(pair[0][1], 3) + abs(pair[0][0]), abs(pair[1][0] + 1)

    if not pairs:
        return
    (offset, stage), (against_offset, against_stage) = min(pairs, key=rank)
    for measure, shown in printed:
        yield Difference(
            label=named,
            table=name,
            measure=measure,
            year_offset=offset,
            stage=stage,
            against_offset=against_offset,
            against_stage=against_stage,
            cite=shown,
        )


def _add_indicators(context: Context, found: Found, table: Settled) -> bool:
    """Add the indicators of a settled block."""
    made = indicator_table(context, table)
    if made is None:
        return False
    found.indicators.append(made)
    found.tables.taken.update(range(table.start, table.following))
    return True


def _add_items(context: Context, found: Found, table: Settled) -> bool:
    """Add the items of a settled block, and the sources that stand in their rows."""
    items = item_table(context, table)
    if items is None:
        return False
    section, following = section_of(context, items.dated(0, UNDATED) if items.open_field else items)
    if not (section.items or section.totals) or is_foreign(context, table.start, section):
        return False
    found.sections.add(context, section, items)
    found.tables.taken.update(range(table.start, max(following, table.following)))
    return True
