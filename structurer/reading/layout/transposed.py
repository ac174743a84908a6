"""Cost and funding tables that stand the other way round: costs or sources as rows, years and stages as columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from structurer.labels.label import DETAIL, detail_of, names_year, plain
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout.above import zones
from structurer.tables.context import Context, cell, has_unit, heading_above, is_heading, is_unit_line, label
from structurer.reading.layout.columns import FUNDING_HEADINGS, STAFF, Tables
from structurer.reading.layout.headings import AmountColumn, column, undecided, year_row_above
from structurer.sheet.model import Cell, CostRow, CostTable, FundingRow, FundingTable, Label, Measure, Stage
from structurer.tables.headlines import readings
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure

_MOST_HEADER_ROWS = 30  # rows above a row of amounts: a page of a table; bounds the way up from each of them
_SUMS = frozenset({"計", "合計"})
_NOTE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row: its label, the cells of its amounts, and the source or the cost that the label names."""

    label: TableCell
    values: tuple[TableCell, ...]
    source: Measure | None
    cost: Measure | None
    detail: bool = False

    @property
    def word(self) -> str:
        """The label as the vocabulary spells it."""
        return plain(self.label.label)


def read(context: Context, tables: Tables) -> None:
    """Add every such table to those found so far; rows that belong to one of them already are left alone."""
    position, free = 0, 0
    while position < len(context.rows):
        if position in tables.taken:
            position += 1
            free = position
            continue
        found = _row(context, position) or _detail(context, position)
        solid = found is not None and any(entry.figure is not None for entry in found[0].values)
        columns = None if found is None or not solid else _columns(context, position, free, len(found[0].values))
        if columns is None:
            position += 1
            continue
        start, heads = columns
        rows, following = _rows(context, tables, position, len(heads))
        _add(context, tables, (start, position), heads, rows)
        tables.taken.update(range(start, following))
        position = free = following


def _row(context: Context, position: int) -> tuple[MeasureRow, int] | None:
    """The row of a cost or a source at a position, and where the next one begins; None for any other row."""
    cells = context.rows[position].filled
    if not cells or cells[0].is_value or _measure(context.vocabulary, cells[0].label) is None:
        return None
    if len(cells) > 1:
        values = cells[1:]
        good = all(entry.is_value for entry in values)
        return (_measure_row(context, cells[0], values), position + 1) if good else None
    values_below: list[TableCell] = []
    following = position + 1
    while following < len(context.rows):
        row = context.rows[following]
        if row.cells and not (len(row.cells) == 1 and row.cells[0].is_value):
            break
        values_below.extend(row.cells)
        following += 1
    return (_measure_row(context, cells[0], values_below), following) if len(values_below) > 1 else None


def _detail(context: Context, position: int) -> tuple[MeasureRow, int] | None:
    """A row of what the specific revenue is made of: its label holds the name of its source (…国庫補助金 …補助金)."""
    cells = context.rows[position].filled
    names = next((n for n, entry in enumerate(cells) if entry.is_value), 0)
    values = cells[names:]
    if not names or not _in_detail(context, position) or not all(entry.is_value for entry in values):
        return None
    text = " ".join(entry.text.strip() for entry in cells[:names])
    name = replace(cells[0], text=_NOTE.sub("", fold_words(text)).strip(), figures=())
    if detail_of(name.text) is None:
        return None
    return _measure_row(context, name, values, detail=True), position + 1


def _measure_row(
    context: Context, named: TableCell, values: Sequence[TableCell], *, detail: bool = False
) -> MeasureRow:
    words, text = context.vocabulary, named.label
    return MeasureRow(named, tuple(values), words.source_of(text), words.cost_of(text), detail)


def _in_detail(context: Context, position: int) -> bool:
    above = context.rows[max(0, position - _MOST_HEADER_ROWS) : position]
    return any(DETAIL.search(row.text) is not None for row in above)


def _measure(vocabulary: Vocabulary, text: str) -> Measure | None:
    word = plain(text)
    if word in vocabulary.funding_totals or word in _SUMS:
        return Measure.TOTAL
    return vocabulary.cost_of(text) or vocabulary.source_of(text)


def _columns(context: Context, position: int, free: int, count: int) -> tuple[int, list[AmountColumn]] | None:
    """The row where the headings above a row begin, and the year and stage of each of its amounts."""
    for start, zone in zones(context.rows, position, max(free, position - _MOST_HEADER_ROWS)):
        for cells in _headings(context.vocabulary, zone, context.rows[position]):
            found = [_column(context, entry) for entry in cells[len(cells) - count :]]
            known = [entry for entry in found if entry is not None]
            before = [plain(entry.label) for entry in cells[: len(cells) - count]]
            corner = len(before) == 0 or (len(before) == 1 and before[0] in _corners(context.vocabulary))
            goes_on = _years_above(context, start, free, known) or _heading_above(context, start, free)
            if len(known) == count and corner and _tell(known) and not goes_on:
                return start, known
    return None


def _corners(vocabulary: Vocabulary) -> frozenset[str]:
    return vocabulary.names | vocabulary.weak_names | vocabulary.groups | {""}


def _years_above(context: Context, start: int, free: int, columns: list[AmountColumn]) -> bool:
    """True where the line above names years that the headings themselves do not: which column each spans is not known."""
    if all(names_year(entry.heading) or "年度" in entry.heading for entry in columns if not entry.change):
        return False
    return year_row_above(context, start, free) is not None


def _heading_above(context: Context, start: int, free: int) -> bool:
    """True where the line above is one more heading of amounts: those below it are not all of them."""
    above = next((row for row in reversed(context.rows[free:start]) if row.filled), None)
    if above is None or above.kind == "pipe" or len(above.filled) > 1 or is_heading(above) or has_unit(above.text):
        return False
    return above.filled[0].figure is None and _column(context, above.filled[0]) is not None


def _headings(vocabulary: Vocabulary, zone: list[Row], amounts: Row) -> Iterator[list[TableCell]]:
    """The headings as they are printed in one row or one a line, else put together."""
    if len(zone) == 1 or all(len(row.filled) == 1 for row in zone):
        yield [entry for row in zone for entry in row.filled]
    yield from readings(zone, amounts, vocabulary)


def _column(context: Context, entry: TableCell) -> AmountColumn | None:
    found = column(context, entry)
    if found is not None:
        return None if found.stage is None else found
    moment = context.when(entry.label)
    if moment is None or plain(entry.label) in context.vocabulary.names or moment.year_offset is None:
        return AmountColumn(0, Stage.CURRENT, entry.label) if plain(entry.label) in _SUMS else None
    return AmountColumn(moment.year_offset, moment.stage or Stage.NONE, entry.label)


def _tell(columns: list[AmountColumn]) -> bool:
    """True where the columns can be years and stages: several, all different; 計 only beside a supplementary budget."""
    dated = [(entry.year_offset, entry.stage) for entry in columns if not entry.change]
    sums = any(plain(entry.heading) in _SUMS for entry in columns)
    supplemented = {(0, Stage.SUPPLEMENTARY), (0, Stage.NONE)} <= set(dated)
    if undecided(columns):
        return False
    return bool(dated) and len(set(dated)) == len(dated) and len(columns) > 1 and (supplemented or not sums)


def _rows(context: Context, tables: Tables, position: int, count: int) -> tuple[list[MeasureRow], int]:
    rows: list[MeasureRow] = []
    while position < len(context.rows) and position not in tables.taken:
        row = context.rows[position]
        if is_unit_line(row) or context.is_furniture(row) or (row.filled and row.is_bare):
            position += 1
            continue
        found = _row(context, position) or _detail(context, position)
        if not row.filled:
            position += 1
            continue
        if found is None or len(found[0].values) != count:
            break
        rows.append(found[0])
        position = found[1]
    return rows, position


def _add(
    context: Context, tables: Tables, place: tuple[int, int], columns: list[AmountColumn], rows: Sequence[MeasureRow]
) -> None:
    """Add one table, or two where sources and staff costs are rows of one."""
    sources = [row for row in rows if row.detail or row.source is not None]
    detail = any(row.detail for row in rows)
    tabled = frozenset(entry.measure for table in tables.funding for row in table.rows for entry in row.cells)
    personnel = [row for row in rows if row.cost not in {None, Measure.PROJECT_COST}]
    funding = detail or len(sources) > 1 or (len(sources) == 1 and not personnel)
    costs = [row for row in rows if not funding or (row in personnel)]
    heading = heading_above(context.rows, place[0], FUNDING_HEADINGS)
    if context.of_others(place[0], heading):
        return
    if funding:
        kept = [row for row in rows if row not in personnel]
        made = tuple(
            FundingRow(label=label(row.label), cells=tuple(_cells(row, _funding_measure(row, tabled), columns)))
            for row in kept
        )
        pairs = [(row, _funding_measure(row, tabled)) for row in kept]
        tables.add(FundingTable(heading=heading, rows=made), _compared(pairs, columns))
    if costs:
        summed = any(row.cost is Measure.PERSONNEL_COST for row in costs)
        measures = [(row, _cost_measure(row, summed=summed)) for row in costs]
        made_costs = tuple(_cost_row(row, measure, columns) for row, measure in measures if measure is not None)
        known = [(row, measure) for row, measure in measures if measure is not None]
        tables.add(CostTable(heading=heading, rows=made_costs), _compared(known, columns))


def _funding_measure(row: MeasureRow, tabled: frozenset[Measure]) -> Measure:
    if row.detail:
        measure = detail_of(row.label.text) or Measure.OTHER
        return measure if not tabled or measure in tabled else Measure.OTHER
    return row.source or Measure.TOTAL


def _cost_measure(row: MeasureRow, *, summed: bool) -> Measure | None:
    measure = row.cost
    if measure is Measure.TOTAL_COST and not summed:
        return None  # without 人件費 beside it 総事業費 is the project's whole cost over its years
    if measure is not None:
        return measure
    if row.source is Measure.GENERAL:
        return Measure.GENERAL_FUND
    return Measure.TOTAL_COST if row.word in _SUMS and summed else None


def _cost_row(row: MeasureRow, measure: Measure, columns: list[AmountColumn]) -> CostRow:
    cells = tuple(_cells(row, measure, columns))
    named = label(row.label)
    return CostRow(label=named, staff=cells) if measure in STAFF else CostRow(label=named, cells=cells)


def _cells(row: MeasureRow, measure: Measure, columns: list[AmountColumn]) -> Iterator[Cell]:
    for entry, found in zip(row.values, columns, strict=True):
        if not found.change:
            made = cell(entry.figure, measure, found.year_offset, found.stage or Stage.NONE)
            if made is not None:
                yield made


def _compared(
    rows: Sequence[tuple[MeasureRow, Measure]], columns: list[AmountColumn]
) -> list[tuple[Label, list[tuple[Measure, Figure]]]]:
    """For each column of differences, what it prints of each cost or source."""
    found = []
    for place, entry in enumerate(columns):
        if entry.change:
            printed = [(measure, row.values[place].figure) for row, measure in rows if measure not in STAFF]
            named = Label(text=entry.heading, line=None)
            found.append((named, [(measure, figure) for measure, figure in printed if figure is not None]))
    return found
