"""Settled blocks as the tables of a sheet: costs, funding, items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from structurer.labels.moment import When
from structurer.labels.label import UNPUBLISHED, plain
from structurer.reading.layout.columns import FUNDING_HEADINGS, Tables
from structurer.reading.layout.itemtables import UNDATED, Sections, is_foreign, item_table, parted, section_of
from structurer.sheet.model import SOURCES, Cell, CostRow, CostTable, FundingRow, FundingTable, Label, Measure, Section, Stage
from structurer.tables.axes import STAFF, Kind, Meaning, joined
from structurer.tables.context import Context, cell, heading_above, label, row_text
from structurer.tables.settle import Line, Settled, settled
from structurer.text.money import fold_words
from structurer.text.source import Figure
from structurer.text.words import tidy


_NOTE = re.compile(r"\([^()]*\)")


@dataclass
class Found:
    """What the blocks of a sheet hold."""

    tables: Tables
    sections: Sections


def read(context: Context) -> Found:
    """Every block of a sheet that can be settled."""
    found = Found(Tables(), Sections())
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
    tabled = frozenset(entry.measure for one in found.tables.funding for row in one.rows for entry in row.cells)
    for kinds in ({Kind.FUNDING}, {Kind.COST, Kind.STAGES}):
        rows = [(line, list(_cells(context, table, n, kinds, tabled))) for n, line in enumerate(table.lines)]
        rows = [(line, cells) for line, cells in rows if cells]
        if not rows:
            continue
        made = True
        if Kind.FUNDING in kinds:
            built = FundingTable(heading=heading, rows=tuple(FundingRow(label=_label(line, detail=table.detail), cells=tuple(cells)) for line, cells in rows))
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


def _label(line: Line, *, detail: bool = False) -> Label:
    text = row_text(line.text)
    return Label(text=tidy(_NOTE.sub("", fold_words(text))) if detail else text, line=line.labels[-1].line)


def _cost_row(label: Label, cells: Sequence[Cell]) -> CostRow:
    return CostRow(
        label=label,
        cells=tuple(entry for entry in cells if entry.measure not in STAFF),
        staff=tuple(entry for entry in cells if entry.measure in STAFF),
    )


def _cells(
    context: Context, table: Settled, number: int, kinds: set[Kind], tabled: frozenset[Measure]
) -> Iterator[Cell]:
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
        if table.detail and measure is not None:
            measure = measure if not tabled or measure in tabled else Measure.OTHER
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
    """Add the items of a settled block, and the sources that stand in their rows."""
    items = item_table(context, table)
    if items is None:
        return False
    section, following = section_of(context, items.dated(0, UNDATED) if items.open_field else items)
    if not (section.items or section.totals) or is_foreign(context, table.start, section):
        return False
    section, funded = parted(section)
    found.sections.add(context, section, items)
    if funded:
        found.tables.add(FundingTable(heading=section.heading, rows=tuple(funded)), [])
    found.tables.taken.update(range(table.start, max(following, table.following)))
    return True
