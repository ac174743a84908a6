"""Settled blocks as the tables of a sheet: costs, funding, items."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from structurer.labels.moment import When
from structurer.labels.label import UNPUBLISHED, plain
from structurer.reading.layout.columns import FUNDING_HEADINGS, Tables
from structurer.reading.layout.headings import AmountColumn, ItemHeader, _bracketed
from structurer.reading.layout.items import _UNDATED, Runs, _dated, _is_foreign, _Sections
from structurer.tables.block import Column
from structurer.sheet.model import SOURCES, Cell, CostRow, CostTable, FundingRow, FundingTable, Label, Measure, Section, Stage
from structurer.tables.axes import STAFF, Kind, Meaning, joined
from structurer.tables.context import Context, cell, heading_above, label, row_text
from structurer.tables.settle import Line, Settled, settled
from structurer.text.source import Figure


@dataclass
class Found:
    """What the blocks of a sheet hold."""

    tables: Tables
    items: _Sections

    @property
    def sections(self) -> list[Section]:
        return list(_dated(self.items.context, self.items.all, self.items.undated))


def read(context: Context) -> Found:
    """Every block of a sheet that can be settled."""
    found = Found(Tables(), _Sections(context))
    position = free = 0
    while position < len(context.rows):
        table = settled(context, position, free)
        if table is None or not _add(context, found, table):
            position += 1
            continue
        position = free = max(table.following, position + 1)
    return found


def _add(context: Context, found: Found, table: Settled) -> bool:
    """Add a settled table; False where nothing of it is understood."""
    if not table.is_measured:
        return _add_items(context, found, table)
    heading = _heading(context, table)
    if context.of_others(table.start, heading):
        return False
    made = False
    for kinds in ({Kind.FUNDING}, {Kind.COST, Kind.STAGES}):
        rows = [(line, list(_cells(context, table, n, kinds))) for n, line in enumerate(table.lines)]
        rows = [(line, cells) for line, cells in rows if cells]
        if not rows:
            continue
        made = True
        if Kind.FUNDING in kinds:
            built = FundingTable(heading=heading, rows=tuple(FundingRow(label=_label(line), cells=tuple(cells)) for line, cells in rows))
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
    return next((label(entry) for entry in cells if plain(entry.label) == "財源内訳"), None)


def _label(line: Line) -> Label:
    return Label(text=row_text(line.text), line=line.labels[-1].line)


def _cost_row(label: Label, cells: Sequence[Cell]) -> CostRow:
    return CostRow(
        label=label,
        cells=tuple(entry for entry in cells if entry.measure not in STAFF),
        staff=tuple(entry for entry in cells if entry.measure in STAFF),
    )


def _cells(context: Context, table: Settled, number: int, kinds: set[Kind]) -> Iterator[Cell]:
    line, row = table.lines[number], table.rows[number]
    if row.change:
        return
    unpublished = any(UNPUBLISHED.search(entry.text) is not None for entry in (*line.labels, *line.values.values(), *line.texts))
    when = row.when
    if row.total and row.measure is None:
        stage = _stage_of_sum(table, number)
        if stage is None:
            return
        when = When(0, stage)
    for place, entry in line.values.items():
        column = table.columns[place]
        measure, kind = column.measure or row.measure, column.kind or row.kind
        moment = joined(when, column.when)
        if measure is None or kind not in kinds or moment is None or entry.figure is None or column.change:
            continue
        stage = Stage.PROPOSAL if unpublished and moment.stage is Stage.APPROVED else moment.stage
        made = cell(entry.figure, measure, moment.year_offset or 0, stage or Stage.NONE)
        if made is not None:
            yield made


def _stage_of_sum(table: Settled, number: int) -> Stage | None:
    """The stage of the rows that a total sums up; NONE where they are of several, None where it is no such sum."""
    total = table.lines[number]
    above = [(line, row) for line, row in zip(table.lines[:number], table.rows[:number], strict=True) if row.when is not None and (row.when.year_offset or 0) == 0]
    for chosen in _groups(above):
        if len(chosen) > 1 and _is_sum(total, [line for line, _ in chosen]):
            stages = {row.when.stage for _, row in chosen if row.when is not None}
            if stages <= {Stage.NONE, Stage.SUPPLEMENTARY} and Stage.SUPPLEMENTARY in stages:
                return Stage.CURRENT
            return next(iter(stages)) if len(stages) == 1 else Stage.NONE
    return None


def _groups(above: Sequence[tuple[Line, Meaning]]) -> Iterator[list[tuple[Line, Meaning]]]:
    stages = list(dict.fromkeys(row.when.stage for _, row in above if row.when is not None))
    for stage in stages:
        yield [(line, row) for line, row in above if row.when is not None and row.when.stage is stage]
    yield list(above)


def _is_sum(total: Line, parts: Sequence[Line]) -> bool:
    def number(entry: object) -> object:
        figure: Figure | None = getattr(entry, "figure", None)
        return 0 if figure is None or figure.number is None else figure.number

    money = [place for place, entry in total.values.items() if entry.figure is not None and entry.figure.is_money]
    held = sum(number(total.values[place]) == sum(number(part.values.get(place)) for part in parts) for place in money)  # type: ignore[misc]
    return held == len(money) > 0 or (held == len(money) - 1 and held >= 3)


def _compared(table: Settled, kinds: set[Kind]) -> Iterator[tuple[Label, list[tuple[Measure, Figure]]]]:
    """The rows or columns that compare, with what they print of each measure."""
    for line, row in zip(table.lines, table.rows, strict=True):
        if row.change:
            pairs = [(table.columns[place], entry.figure) for place, entry in line.values.items()]
            yield _label(line), _printed(pairs, kinds)
    for place, column in enumerate(table.columns):
        if column.change and table.by_rows:
            rows = [(row, line.values[place].figure) for row, line in zip(table.rows, table.lines, strict=True) if place in line.values]
            yield Label(text=table.shape.columns[place].text, line=None), _printed(rows, kinds)


def _printed(pairs: Sequence[tuple[Meaning, Figure | None]], kinds: set[Kind]) -> list[tuple[Measure, Figure]]:
    return [
        (meaning.measure, figure)
        for meaning, figure in pairs
        if figure is not None and meaning.measure is not None and meaning.kind in kinds and meaning.measure not in STAFF
    ]


def _add_items(context: Context, found: Found, table: Settled) -> bool:
    """Add the items of a settled table; they are read row by row, since an item may run over several."""
    header = _item_header(context, table)
    if header is None:
        return False
    section, following = Runs(context).section(header.settled(0, _UNDATED), spaced=False)
    if not (section.items or section.totals) or _is_foreign(context, table.start, section):
        return False
    section, funded = _parted(section)
    found.items.add(section, header, spaced=False)
    if funded:
        found.tables.add(FundingTable(heading=section.heading, rows=tuple(funded)), [])
    found.tables.taken.update(range(table.start, max(following, table.following)))
    return True


def _item_header(context: Context, table: Settled) -> ItemHeader | None:
    """The columns of a table of items as its rows are read by them; None where no column of amounts is dated."""
    shape = table.shape
    names = [n for n, column in enumerate(shape.columns[: shape.lead]) if column.sense.name]
    weak = [n for n, column in enumerate(shape.columns[: shape.lead]) if not column.sense.number and not (column.sense.text and n)]
    if not names and not weak:
        return None
    name = names[-1] if names else weak[0]
    now = next((meaning.when for meaning in table.columns if meaning.when and not meaning.measure and (meaning.when.year_offset or 0) == 0), None)
    columns = []
    for column, meaning in zip(shape.columns[shape.lead :], table.columns[shape.lead :], strict=True):
        columns.append(_amount_column(context, column, meaning, now))
    known = [column for column in columns if column is not None]
    dated = [column for column in known if not column.change]
    if not dated or sum(column.stage is None for column in dated) > 1:
        return None
    kind = table.kind if table.kind in {"tab", "pipe", "tall"} else "space"
    return ItemHeader(name, shape.lead, tuple(columns), kind, bracketed=_bracketed(context, table.start), start=table.start, body=table.body)


def _amount_column(context: Context, column: Column, meaning: Meaning, now: When | None) -> AmountColumn | None:
    if not column.values:
        return None
    if meaning.change:
        return AmountColumn(0, now.stage if now else Stage.REQUEST, column.text, change=True)
    if meaning.measure is not None and meaning.kind is Kind.FUNDING:
        return AmountColumn(0, now.stage if now else None, column.text, measure=meaning.measure)
    when = meaning.when or column.sense.when
    if when is not None and when.stage is None and when.year_offset == 0 and "要求" in context.title and not context.two_years:
        when = When(0, Stage.REQUEST)
    if when is None:
        return AmountColumn(0, None, column.text) if column.sense.amount else None
    return AmountColumn(when.year_offset or 0, when.stage, column.text)


def _parted(section: Section) -> tuple[Section, list[FundingRow]]:
    """A section without the sources of its items, and those as rows of funding."""
    funded: list[FundingRow] = []
    rows = []
    for row in (*section.items, *section.totals):
        sources = tuple(entry for entry in row.cells if entry.measure in SOURCES)
        if sources:
            funded.append(FundingRow(label=row.label, cells=sources))
        rows.append(row.model_copy(update={"cells": tuple(entry for entry in row.cells if entry.measure not in SOURCES)}) if sources else row)
    count = len(section.items)
    return section.model_copy(update={"items": tuple(rows[:count]), "totals": tuple(rows[count:])}), funded
