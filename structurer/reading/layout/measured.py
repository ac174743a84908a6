"""Settled blocks of costs and sources as tables of a sheet: their rows and cells, and what they print of differences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from structurer.labels.label import UNPUBLISHED, plain
from structurer.labels.moment import When
from structurer.sheet.model import Cell, CostRow, CostTable, FundingRow, FundingTable, Label, Measure, Stage
from structurer.tables.axes import STAFF, AxisKind, AxisMeaning, joined
from structurer.tables.cites import cell, label, row_text
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.proposals import Settled
from structurer.tables.sense import over
from structurer.tables.shape import TableRow
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import TableCell
from structurer.text.source import Figure
from structurer.text.words import tidy

_FUNDING_HEADINGS = re.compile(r"財源|使用欄|処理欄|予算額|内訳|査定")
_NOTE = re.compile(r"\([^()]*\)")
_FEWEST_HOLDING = 3  # sums of a row that hold and outweigh one that fails: with fewer it is no total

Compared = Sequence[tuple[Label, Sequence[tuple[Measure, Figure]]]]
"""The rows or columns of a table that compare, each with what it prints of each measure."""


def measured_tables(
    table: Settled, heading: Label | None, tabled: frozenset[Measure]
) -> Iterator[tuple[CostTable | FundingTable, Compared]]:
    """The tables of sources and of costs that a block is; `tabled` are the sources that a sheet's other tables have."""
    for kinds in ({AxisKind.FUNDING}, {AxisKind.COST, AxisKind.STAGES}):
        every = [(line, tuple(cells_of_row(table, n, kinds, tabled))) for n, line in enumerate(table.lines)]
        rows = [(line, cells) for line, cells in every if cells]
        compared = list(_compared(table, kinds))
        if rows and AxisKind.FUNDING in kinds:
            sources = (FundingRow(label=_label(line, detail=table.detail), cells=cells) for line, cells in rows)
            yield FundingTable(heading=heading, rows=tuple(sources)), compared
        elif rows:
            costs = (_cost_row(_label(line), cells) for line, cells in rows)
            yield CostTable(heading=heading, rows=tuple(costs)), compared


def heading_of(context: Context, table: Settled) -> Label | None:
    """The heading above a table; a bare 予算額 that begins its headings, or the group that spans them, is one too."""
    if table.group is not None:
        return label(table.group)
    above = heading_above(context.rows, table.start, _FUNDING_HEADINGS)
    if above is not None:
        return above
    cells = [entry for row in context.rows[table.start : table.first] for entry in row.filled]
    first = context.rows[table.start]
    if first.kind == "line" and plain(first.text) == "予算額":
        return label(first.cells[0])
    heads = [head for column in table.shape.columns for head in column.heads]
    return next((label(entry) for entry in (*cells, *heads) if plain(entry.label) == "財源内訳"), None)


def staged(context: Context, table: Settled, heading: Label | None) -> Settled:
    """A table whose columns, or rows, are years with the stage that its heading says of them all: 当初予算額の財源内訳."""
    said = None if heading is None else over(context, heading.text)
    stage = None if said is None or said.when is None or said.when.year_offset is not None else said.when.stage
    dated = [axis for axis in (table.rows, table.columns) if any(one.when is not None for one in axis)]
    if stage is None or len(dated) != 1 or not all(_is_bare(one) for one in dated[0]):
        return table
    told = tuple(one if one.when is None else replace(one, when=_of_stage(one.when, stage)) for one in dated[0])
    return replace(table, columns=told) if dated[0] is table.columns else replace(table, rows=told)


def _is_bare(one: AxisMeaning) -> bool:
    """True for a row or a column that names no stage."""
    return one.when is None or one.when.stage in {None, Stage.NONE}


def is_undated(table: Settled) -> bool:
    """True for costs or sources in one column of amounts, 金額, where no row and no column names a year or a stage."""
    valued = table.shape.values
    plain_amounts = len(valued) == 1 and (valued[0].sense.amount or valued[0].sense.sums)
    return table.by_rows and plain_amounts and not any(one.when is not None for one in (*table.rows, *table.columns))


def of_moment(table: Settled, when: When) -> Settled:
    """A table whose amounts are all of one year and stage."""
    columns = (
        replace(one, when=when) if column.values else one
        for one, column in zip(table.columns, table.shape.columns, strict=True)
    )
    return replace(table, columns=tuple(columns))


def _of_stage(when: When, stage: Stage) -> When:
    """A year with a stage: the budget of a year before is the one it began with."""
    before = (when.year_offset or 0) < 0 and stage is Stage.APPROVED
    return When(when.year_offset, Stage.INITIAL if before else stage)


def _label(line: TableRow, *, detail: bool = False) -> Label:
    """The label of a row; in a table of details without what stands in brackets."""
    if not line.labels:
        return Label(text="")
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


def cells_of_row(table: Settled, number: int, kinds: set[AxisKind], tabled: frozenset[Measure]) -> Iterator[Cell]:
    """The amounts of a row that are of some kinds, each with its measure, year and stage."""
    line, row = table.lines[number], table.rows[number]
    sums = row.total and row.measure is None
    summed = _stage_of_sum(table, number) if sums else None
    if row.change or (sums and summed is None):
        return
    when = When(0, summed) if sums else row.when
    unpublished = _is_unpublished(line)
    undated = table.by_rows and len(table.shape.values) > 1 and (when is None or when.year_offset is None)
    for place, entry in line.values.items():
        column = table.columns[place]
        measure, kind = column.measure or row.measure, column.kind or row.kind
        if table.detail and measure is not None:
            measure = measure if not tabled or measure in tabled else Measure.OTHER
        moment = joined(when, column.when)
        if undated and column.when is None:
            continue  # of several columns one says not of which year it is
        if measure is None or kind not in kinds or moment is None or entry.figure is None or column.change:
            continue
        staged = kind is AxisKind.STAGES or measure is Measure.GENERAL_FUND
        if staged and (table.by_rows or moment.stage is Stage.INITIAL):
            stage = _stage_of_year(moment, column.when)
        else:
            stage = Stage.PROPOSAL if unpublished and moment.stage is Stage.APPROVED else moment.stage
        made = cell(entry.figure, measure, moment.year_offset or 0, stage or Stage.NONE)
        if made is not None:
            yield made


def _is_unpublished(line: TableRow) -> bool:
    """True for a row that says that its amounts are not published."""
    printed = (*line.labels, *line.values.values(), *line.texts)
    return any(UNPUBLISHED.search(entry.text) is not None for entry in printed)


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
    return Stage.NONE if _sums_years(table, number) else None


def _sums_years(table: Settled, number: int) -> bool:
    """True for what the years above cost together, each on a row that names no stage: 計 below 令和7年度, 令和8年度."""
    above = [row.when for row in table.rows[:number]]
    years = {when.year_offset for when in above if when is not None and when.stage in {None, Stage.NONE}}
    each = len(years) == len(above) > 1 and None not in years
    return each and _is_sum(table.lines[number], table.lines[:number])


def _groups(above: Sequence[tuple[TableRow, AxisMeaning]]) -> Iterator[list[tuple[TableRow, AxisMeaning]]]:
    """The rows that a total may sum up: those of each stage, and all of them."""
    stages = list(dict.fromkeys(row.when.stage for _, row in above if row.when is not None))
    for stage in stages:
        yield [(line, row) for line, row in above if row.when is not None and row.when.stage is stage]
    yield list(above)


def _is_sum(total: TableRow, parts: Sequence[TableRow]) -> bool:
    """True where every amount of a row is the sum of those in its parts; of four or more, one may be misprinted."""
    money = [n for n, entry in total.values.items() if entry.figure is not None and entry.figure.is_money]
    held = sum(_number(total.values[n]) == sum(_number(part.values.get(n)) for part in parts) for n in money)
    return held == len(money) > 0 or (held == len(money) - 1 and held >= _FEWEST_HOLDING)


def _number(entry: TableCell | None) -> Decimal:
    number = None if entry is None or entry.figure is None else entry.figure.number
    return Decimal(0) if number is None else number


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


def _printed(pairs: Sequence[tuple[AxisMeaning, Figure | None]], kinds: set[AxisKind]) -> list[tuple[Measure, Figure]]:
    """What a row or column that compares prints of each measure, staff left out."""
    return [
        (meaning.measure, figure)
        for meaning, figure in pairs
        if figure is not None and meaning.measure is not None and meaning.kind in kinds and meaning.measure not in STAFF
    ]
