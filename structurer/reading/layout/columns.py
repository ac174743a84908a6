"""Cost and funding tables: a run of known column labels, then rows of a stage or year with one value a column.

The same recogniser reads a table with one cell a line, with pipes, and with tabs and stacked headings. Where a row has
fewer values than columns, the placing under which its sums hold is taken if it is the only one; else the row stays unclaimed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

from structurer.labels.label import UNPUBLISHED, plain
from structurer.labels.moment import When
from structurer.reading.layout.above import says_nothing
from structurer.tables.context import (
    Context,
    cell,
    cite,
    heading_above,
    is_row_label,
    is_year_alone,
    label,
    row_text,
)
from structurer.reading.layout.columnheads import Header, anchored, printed_header
from structurer.sheet.model import (
    SOURCES,
    Cell,
    CostRow,
    CostTable,
    Difference,
    FundingRow,
    FundingTable,
    Label,
    Measure,
    Sheet,
    Stage,
)
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze, tidy

STAFF = (Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL, Measure.HEADCOUNT)
FUNDING_HEADINGS = re.compile(r"財源|使用欄|処理欄|予算額|内訳|査定")
_MOST_HEADINGS = 40  # rows of headings without a row of amounts: no table, and none is sought among them
_MOST_PLACINGS = (
    400  # ways to place the values of a short row: 330 for four under eleven columns; a row with more stays unread
)
_MOST_BETWEEN = 12  # rows of page ends and blanks inside one table: the foot of a page and the head of the next
_MOST_PARTS = 40  # rows that one total may sum up; bounds the sums tried
_ENOUGH = 3  # columns that hold, where one may be printed wrong: with two, a chance hit would do


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: its label, one figure or None a column, and whether it says that its amounts are not published."""

    label: Label
    values: tuple[Figure | None, ...]
    unpublished: bool
    compares: bool = False
    stage: Stage | None = None


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


def read(context: Context, tables: Tables) -> Tables:
    """Every cost table and every funding table of a sheet whose columns are costs or sources."""
    position = free = 0
    while position < len(context.rows):
        if position in tables.taken:
            position = free = position + 1
            continue
        header = printed_header(context, position) or anchored(context, position, free)
        if header is None:
            position += 1
            continue
        found, following = _rows(context, header)
        if found:
            tables.taken.update(range(header.start, following))
        endless = header.end - header.start >= _MOST_HEADINGS  # headings over headings: no table begins among them
        position = following if found else header.end if endless else position + 1
        free = position if found else free
        heading = _heading(context, header)
        if context.of_others(header.start, heading):
            continue
        kept = _sums(context, header, [row for row in found if not row.compares])
        made = _funding_table if header.funding else _cost_table
        if kept:
            compared = [(row.label, list(_compared(header, row))) for row in found if row.compares]
            tables.add(made(context, header, kept, heading), compared)
    return tables


def _heading(context: Context, header: Header) -> Label | None:
    """The heading above a table; a bare 予算額 that begins its headings is one too."""
    above = heading_above(context.rows, header.start, FUNDING_HEADINGS if header.funding else None)
    first = context.rows[header.start]
    bare = above is None and first.kind == "line" and plain(first.text) == "予算額"
    return label(first.cells[0]) if bare else above


def _compared(header: Header, row: FoundRow) -> Iterator[tuple[Measure, Figure]]:
    for column, figure in zip(header.columns, row.values, strict=True):
        if figure is not None and column.measure not in STAFF:
            yield column.measure, figure


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


def _rows(context: Context, header: Header) -> tuple[list[FoundRow], int]:
    found: list[FoundRow] = []
    position, first, between = header.end, "", 0
    while position < len(context.rows):
        row = context.rows[position]
        if between < _MOST_BETWEEN and _is_between(context, header, row):
            position, between = position + 1, between + 1
            continue
        if len(row.filled) > 1:
            read_row, first = _wide_row(context, header, row, first)
            following = position + 1
        elif is_year_alone(context, row) and _is_second_half(context, position + 1):
            read_row, first = _wide_row(context, header, context.rows[position + 1], first, row.filled[0])
            following = position + 2
        elif _is_parted(context, header, position):
            read_row, following = _parted_row(context, header, position), position + 2
        else:
            read_row, following = _tall_row(context, header, position)
        if read_row is None:
            break
        found.append(read_row)
        position, between = following, 0
    return found, max(position, header.end)


def _is_between(context: Context, header: Header, row: Row) -> bool:
    """True for a row that ends no table: a blank, a rule, a unit, a page number, the headings printed again."""
    if says_nothing(row) or context.is_furniture(row):
        return True
    if len(row.filled) == 1 and len(row.cells) > header.least and is_row_label(context, row_text(row.filled[0].label)):
        return True  # a row whose amounts are all left blank
    words = [plain(entry.label) for entry in row.filled if not entry.is_blank]
    return len(words) > 1 and words == list(header.words[-len(words) :])


def _is_second_half(context: Context, position: int) -> bool:
    """True for a row that has a label and amounts."""
    filled = context.rows[position].filled if position < len(context.rows) else ()
    return len(filled) > 1 and not filled[0].is_value


def _is_parted(context: Context, header: Header, position: int) -> bool:
    """True for a row whose label stands on a line of its own and whose amounts are all on the next."""
    if position + 1 >= len(context.rows):
        return False
    first, below = context.rows[position].filled[0], context.rows[position + 1]
    values = below.kind in {"pipe", "tab", "space"} and all(entry.is_value for entry in below.filled)
    return not first.is_value and values and len(below.filled) == len(header.columns)


def _parted_row(context: Context, header: Header, position: int) -> FoundRow | None:
    first, below = context.rows[position].filled[0], context.rows[position + 1]
    named = Label(text=row_text(first.label), line=first.line)
    if not is_row_label(context, named.text):
        return None
    placed = _placed(header, [entry.figure for entry in below.filled])
    compares = context.vocabulary.is_change(named.text)
    return None if placed is None else FoundRow(named, placed, unpublished=False, compares=compares)


def _tall_row(context: Context, header: Header, position: int) -> tuple[FoundRow | None, int]:
    """A row with one cell a line: its label, then one value for each column."""
    first = context.rows[position].filled[0]
    if first.is_value or not is_row_label(context, first.label):
        return None, position
    values: list[TableCell] = []
    position += 1
    while position < len(context.rows) and len(values) < len(header.columns):
        row = context.rows[position]
        if row.cells and not (len(row.cells) == 1 and row.cells[0].is_value):
            break
        values.extend(row.cells)
        position += 1
    beyond = context.rows[position].cells if position < len(context.rows) else ()
    if len(values) == len(header.columns) and len(beyond) == 1 and beyond[0].is_value:
        return None, position  # more values than columns: which of them is one too many, nothing says
    placed = _placed(header, [entry.figure for entry in values])
    compares = context.vocabulary.is_change(first.label)
    return (None if placed is None else FoundRow(label(first), placed, unpublished=False, compares=compares)), position


def _wide_row(
    context: Context, header: Header, row: Row, first: str, year: TableCell | None = None
) -> tuple[FoundRow | None, str]:
    """A row on one line: label cells, then values by place (tabs) or by order; `year` is the half of its label above it."""
    cells = list(row.cells)
    names: list[TableCell] = []
    spanned = header.indexed or header.width == len(row.cells)
    while cells and len(names) < 2 and (not cells[0].is_value or (not names and cells[0].is_blank and spanned)):
        if names and (UNPUBLISHED.search(cells[0].text) is not None or any(f.is_money for f in cells[0].figures)):
            break
        names.append(cells.pop(0))
    texts = [name.label for name in names]
    if spanned and len(texts) > 1 and texts[0] == "":
        texts[0] = first
    text = row_text(" ".join(texts))
    text = text if year is None else tidy(squeeze(year.text) + text)
    if not text or not is_row_label(context, text):
        return None, first
    placed = header.indexed or (header.width == len(row.cells) and row.kind == "pipe")
    values = _by_place(header, cells) if placed else _by_order(header, cells)
    if values is None:
        return None, first
    line = names[-1].line if year is None else year.line
    unpublished = any(UNPUBLISHED.search(entry.text) is not None for entry in cells)
    compares = context.vocabulary.is_change(text)
    return FoundRow(Label(text=text, line=line), values, unpublished, compares), texts[0]


def _by_place(header: Header, cells: list[TableCell]) -> tuple[Figure | None, ...] | None:
    at = {entry.index: entry for entry in cells}
    figures = [at[column.index].figure if column.index in at else None for column in header.columns]
    known = {column.index for column in header.columns}
    stray = any(entry.figure is not None and entry.index not in known for entry in cells)
    unread = any(_is_unread(entry) for entry in cells if entry.index in known)
    return None if stray or unread or not _fits(header, figures) else tuple(figures)


def _is_unread(entry: TableCell) -> bool:
    """True for a cell under a heading of amounts that holds something else: `5,48O`, `2021年`, a word."""
    return not entry.is_value and UNPUBLISHED.search(entry.text) is None


def _fits(header: Header, figures: Sequence[Figure | None]) -> bool:
    """True where every figure has a value in its column's unit: `5,480人` is no amount of money."""
    pairs = zip(header.columns, figures, strict=True)
    return all(figure is None or cell(figure, column.measure, 0, Stage.NONE) is not None for column, figure in pairs)


def _by_order(header: Header, cells: list[TableCell]) -> tuple[Figure | None, ...] | None:
    values = list(cells)
    if values and all(entry.is_blank for entry in values):
        return (None,) * len(header.columns)
    while len(values) > len(header.columns) and values[-1].is_blank:
        values.pop()
    if any(not entry.is_value for entry in values):
        return None
    return _placed(header, [entry.figure for entry in values])


def _placed(header: Header, values: list[Figure | None]) -> tuple[Figure | None, ...] | None:
    """The values of a row, one a column; with fewer values, the only placing whose sums hold, else None."""
    missing = len(header.columns) - len(values)
    if missing == 0:
        return tuple(values) if _fits(header, values) else None
    if missing < 0 or not values:
        return None
    holding = []
    for count, places in enumerate(combinations(range(len(header.columns)), len(values))):
        if count > _MOST_PLACINGS:
            return None
        row: list[Figure | None] = [None] * len(header.columns)
        for place, value in zip(places, values, strict=True):
            row[place] = value
        if _adds_up(header, row):
            holding.append(tuple(row))
    return holding[0] if len(holding) == 1 else None


def _adds_up(header: Header, row: list[Figure | None]) -> bool:
    """True where the row's own sum holds: sources = total, or A + B = total cost."""
    amounts = {column.measure: _yen(value) for column, value in zip(header.columns, row, strict=True)}
    if header.funding:
        stated, parts = amounts.get(Measure.TOTAL), [amounts.get(source) for source in SOURCES]
    else:
        stated = amounts.get(Measure.TOTAL_COST)
        parts = [amounts.get(Measure.PROJECT_COST), amounts.get(Measure.PERSONNEL_COST)]
    present = [part for part in parts if part is not None]
    return stated is not None and len(present) > 1 and sum(present) == stated


def _yen(figure: Figure | None) -> Fraction | None:
    amount = None if figure is None else figure.amount(Unit.YEN)
    return None if amount is None else Fraction(amount)


def _sums(context: Context, header: Header, found: list[FoundRow]) -> list[FoundRow]:
    """The rows, a total that names no stage with the one of the rows it sums up: requests, or a budget and its supplement."""
    made: list[FoundRow] = []
    above: list[tuple[FoundRow, Stage]] = []
    for row in found:
        moment = context.vocabulary.when(row.label.text, context.fiscal_year)
        if context.vocabulary.is_total(row.label.text) and moment.stage is None:
            stage = _stage_of_sum(header, row, above[-_MOST_PARTS:])
            made += [] if stage is None else [replace(row, stage=stage)]
            continue
        made.append(row)
        if moment.year_offset in {None, 0} and moment.stage is not None:
            above.append((row, moment.stage))
    return made


def _stage_of_sum(header: Header, total: FoundRow, above: list[tuple[FoundRow, Stage]]) -> Stage | None:
    """The stage of the rows that a total is the sum of, column by column; None where it is no such sum."""
    groups = {stage: [row for row, own in above if own is stage] for stage in (Stage.REQUEST, Stage.APPROVED)}
    groups[Stage.CURRENT] = [row for row, own in above if own in {Stage.NONE, Stage.SUPPLEMENTARY}]
    fitting = [stage for stage, rows in groups.items() if len(rows) > 1 and _is_sum(header, total, rows)]
    return fitting[0] if len(fitting) == 1 else None


def _is_sum(header: Header, total: FoundRow, rows: list[FoundRow]) -> bool:
    """True where a row sums up others column by column; of several columns one may be printed wrong."""
    places = [place for place, column in enumerate(header.columns) if column.measure not in STAFF]
    held = 0
    for place in places:
        parts = [_yen(row.values[place]) or Fraction(0) for row in rows]
        held += sum(parts, Fraction(0)) == (_yen(total.values[place]) or Fraction(0))
    return held == len(places) or (held == len(places) - 1 and held >= _ENOUGH)


def _cells(context: Context, header: Header, row: FoundRow) -> Iterator[Cell]:
    moment = (
        When(0, row.stage) if row.stage is not None else context.vocabulary.when(row.label.text, context.fiscal_year)
    )
    offset = moment.year_offset or 0
    if moment.stage is None and offset == -1 and plain(row.label.text) in {"前年度", "前年"}:
        moment = When(offset, Stage.INITIAL)
    stage = Stage.PROPOSAL if row.unpublished and moment.stage is Stage.APPROVED else moment.stage
    for column, figure in zip(header.columns, row.values, strict=True):
        made = cell(figure, column.measure, offset, stage or column.stage or Stage.NONE)
        if made is not None:
            yield made


def _funding_table(context: Context, header: Header, found: list[FoundRow], heading: Label | None) -> FundingTable:
    rows = tuple(FundingRow(label=row.label, cells=tuple(_cells(context, header, row))) for row in found)
    return FundingTable(heading=heading or header.group, rows=rows)


def _cost_table(context: Context, header: Header, found: list[FoundRow], heading: Label | None) -> CostTable:
    return CostTable(
        heading=heading, rows=tuple(_cost_row(tuple(_cells(context, header, row)), row.label) for row in found)
    )


def _cost_row(cells: tuple[Cell, ...], name: Label) -> CostRow:
    def chosen(wanted: Callable[[Measure], bool]) -> tuple[Cell, ...]:
        return tuple(entry for entry in cells if wanted(entry.measure))

    return CostRow(
        label=name,
        cells=chosen(lambda measure: measure not in STAFF),
        staff=chosen(lambda measure: measure in STAFF),
    )
