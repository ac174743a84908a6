"""Labels and places propose, arithmetic disposes: the one reading of a block under which most of its equations hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from structurer.labels.label import UNITS, UNPUBLISHED
from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.tables.axes import Meaning, is_measured, meanings, values
from structurer.tables.block import Block, block_at
from structurer.tables.body import first_row, rows_below
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.row import cells_of, is_amount, is_word_for_amount
from structurer.tables.sense import Sense, detail_sense, in_detail, over, sense
from structurer.tables.shape import Column, Shape, TableRow
from structurer.tables.shapes import shapes
from structurer.tables.sums import equations_of, yen_of
from structurer.text.rows import TableCell
from structurer.text.source import Unit


@dataclass(frozen=True)
class Settled:
    """A block with its meaning: which rows and columns it has, what each says, and the equations that hold of it."""

    shape: Shape
    lines: tuple[TableRow, ...]
    rows: tuple[Meaning, ...]
    columns: tuple[Meaning, ...]
    start: int
    first: int
    following: int
    body: int
    kind: str
    held: int = 0
    broken: int = 0
    detail: bool = False
    items: bool = False
    turned: bool = False

    @property
    def by_rows(self) -> bool:
        """True where the rows are costs or sources and the columns years and stages."""
        return is_measured(self.rows) and not is_measured(self.columns)

    @property
    def is_measured(self) -> bool:
        """True for costs or funding; else the rows are items, which may have their sources beside them."""
        return not self.items and (is_measured(self.rows) or is_measured(self.columns))


def settled(context: Context, position: int, free: int) -> Settled | None:
    """The table whose first row of amounts is at a position, read the one way that most equations confirm; None for silence."""
    block = block_at(context, position, free)
    if block is None:
        return None
    sample = cells_of(context.rows[position]) if block.kind != "tall" else ()
    found = [one for shape in shapes(context, block, sample) if (one := _read(context, block, shape)) is not None]
    return _best(context, found)


def _best(context: Context, found: Sequence[Settled]) -> Settled | None:
    """The reading with most equations; of equals the one by place, else the first that knows more columns."""
    found = [one for one in found if one.shape.indexed or one.broken <= max(1, one.held)]
    found = [one for one in found if not one.turned or one.held]  # any lines may be names; only sums tell that they are
    if not found:
        return None

    def rank(one: Settled) -> tuple[int, ...]:
        known = sum(
            meaning.measure is not None or meaning.when is not None or meaning.change for meaning in one.columns
        )
        unknown = sum(not column.sense.known for column in one.shape.columns if column.heads)
        starts = [column.heads[-1].start for column in one.shape.values if column.heads]
        inverted = sum(a > b for a, b in pairwise(starts))
        consumed = sum(column.consumed(context) for column in one.shape.values)
        return 2 * one.held - one.broken + len(one.lines), known - unknown, -inverted, consumed, one.shape.indexed

    return max(found, key=rank)


def _read(context: Context, block: Block, shape: Shape) -> Settled | None:
    lines, following = rows_below(context, block, shape)
    if not lines:
        return None
    if shape.indicators:
        return _indicators(context, block, shape, lines, following)
    values = [(n, column) for n, column in enumerate(shape.columns) if column.values]
    columns = meanings([column.sense for _, column in values])
    detail = in_detail(context, block.first)
    if detail:
        lines = [replace(line, sense=detail_sense(line.text)) for line in lines]
    rows = meanings([line.sense for line in lines])
    if _names_columns(lines, shape):
        return _turned(context, block, shape, lines, following)
    items = _named(lines) and any(column.sense.dated or column.sense.amount for _, column in values)
    if is_measured(columns) and not items:
        rows = [_row(line.sense, meaning, context) for line, meaning in zip(lines, rows, strict=True)]
        if len(lines) == 1 and not lines[0].labels:
            rows = [Meaning(when=_when_above(context, shape.start))]
        if not any(row.when is not None for row in rows):
            return None
    elif is_measured(rows) and not is_measured(columns) and (detail or not _are_items(context, lines, rows)):
        columns = [_moment(column.sense, meaning) for (_, column), meaning in zip(values, columns, strict=True)]
        columns = _summed(lines, [n for n, _ in values], columns)
    else:
        columns = [
            replace(meaning, when=column.sense.when) if meaning.measure is None and not meaning.change else meaning
            for (_, column), meaning in zip(values, columns, strict=True)
        ]
        columns = _summed(lines, [n for n, _ in values], columns)
        rows = [Meaning(total=line.sense.total) for line in lines]
    if not items and (is_measured(columns) or is_measured(rows)):
        places = [n for n, _ in values]
        measures = [[None if column.change else row.measure or column.measure for column in columns] for row in rows]
        kept = [n for n, line in enumerate(lines) if _fits(line, dict(zip(places, measures[n], strict=True)))]
        lines, rows = [lines[n] for n in kept], [rows[n] for n in kept]
        if not lines:
            return None
    columns = _distinct([column for _, column in values], columns)
    by_column = dict(zip((n for n, _ in values), columns, strict=True))
    whole = tuple(by_column.get(n, Meaning()) for n in range(len(shape.columns)))
    held, broken = equations_of(lines, rows, whole)
    return Settled(
        shape,
        tuple(lines),
        tuple(rows),
        whole,
        shape.start,
        block.first,
        following,
        first_row(context, block, shape),
        block.kind,
        held,
        broken,
        detail,
        items,
    )


def _when_above(context: Context, start: int) -> When | None:
    """The year and stage that the heading over a table names, for amounts without a label."""
    above = heading_above(context.rows, start)
    said = None if above is None else over(context, above.text)
    return None if said is None else said.when


def _names_columns(lines: Sequence[TableRow], shape: Shape) -> bool:
    """True where the columns are items and the rows say what each amount of them is: 要求額, 増減, 国庫支出金."""
    dated = [line for line in lines if line.sense.dated or line.sense.change or line.sense.source is not None]
    free = [column for column in shape.values if not column.sense.known]
    corner = shape.columns[0].sense
    total = sum(column.sense.total for column in shape.values)
    asked = corner.name and any(line.sense.dated for line in lines)
    return asked and bool(free) and len(free) + total == len(shape.values) and 2 * len(dated) > len(lines)


def _turned(context: Context, block: Block, shape: Shape, lines: Sequence[TableRow], following: int) -> Settled:
    """The block with its rows as columns: an item for each column, an amount for each row."""
    heads = [(n, column) for n, column in enumerate(shape.columns) if column.values]
    columns = (
        Column(shape.columns[0].heads, shape.columns[0].sense, values=False),
        *(Column(line.labels, line.sense, values=True) for line in lines),
    )
    turned = [
        TableRow(
            column.heads,
            {k: line.values[n] for k, line in enumerate(lines, 1) if n in line.values},
            (),
            column.sense,
            block.first,
            following,
            {0: column.heads[0]},
        )
        for n, column in heads
    ]
    whole = (
        Meaning(),
        *(
            replace(one, when=line.sense.when) if not one.change and one.measure is None else one
            for one, line in zip(meanings([line.sense for line in lines]), lines, strict=True)
        ),
    )
    rows = tuple(Meaning(total=line.sense.total) for line in turned)
    held, broken = equations_of(turned, rows, whole)
    return Settled(
        Shape(columns, shape.start),
        tuple(turned),
        rows,
        whole,
        shape.start,
        block.first,
        following,
        block.first,
        block.kind,
        held,
        broken,
        items=True,
        turned=True,
    )


def _indicators(
    context: Context, block: Block, shape: Shape, lines: Sequence[TableRow], following: int
) -> Settled | None:
    """A table of indicators: no column holds what another does, but for the one that a heading stands straight over."""
    columns = [
        meaning if column.values else Meaning()
        for column, meaning in zip(shape.columns, values(column.sense for column in shape.columns), strict=True)
    ]
    dated = [
        (meaning, column.heads)
        for meaning, column in zip(columns, shape.columns, strict=True)
        if meaning.when is not None
    ]
    if any(a == b and not _is_over(over, under) for (a, over), (b, under) in combinations(dated, 2)):
        return None
    if _is_torn(context, shape, columns):
        return None
    rows = values(line.sense for line in lines)
    return Settled(
        shape,
        tuple(lines),
        tuple(rows),
        tuple(columns),
        shape.start,
        block.first,
        following,
        first_row(context, block, shape),
        block.kind,
    )


def _is_torn(context: Context, shape: Shape, columns: Sequence[Meaning]) -> bool:
    """True where years stand beside their 目標 and 実績, a column of years dates no value, or a title is taken for a heading."""
    dated = any(meaning.measure is None and meaning.when is not None for meaning in columns)
    if dated and any(meaning.measure is not None and meaning.when is None for meaning in columns):
        return True
    years = [column.sense.years for column in shape.columns]
    alone = [
        n
        for n, meaning in enumerate(columns)
        if meaning.measure is not None and not (years[n - 1] and meaning.when is None)
    ]
    named = [head for column in shape.columns if column.sense.indicator for head in column.heads]
    return (any(years) and bool(alone)) or any(sense(context, head.label).dated for head in named)


def _is_over(a: Sequence[TableCell], b: Sequence[TableCell]) -> bool:
    """True where the headings of one column are the upper ones of another."""
    return len(a) != len(b) and list(a)[: len(b)] == list(b)[: len(a)]


def _is_read(entry: TableCell) -> bool:
    """True for an amount, a blank, and words that say it is not published; not for `5,48O`, `約900`, a word."""
    return entry.is_value or is_amount(entry) or is_word_for_amount(entry) or UNPUBLISHED.search(entry.text) is not None


def _fits(line: TableRow, measures: Mapping[int, Measure | None]) -> bool:
    """True for a row whose every cell is an amount in its measure's unit, a blank, or words: no money among persons."""
    for place, entry in line.values.items():
        figure, measure = entry.figure, measures.get(place)
        if not _is_read(entry) or (
            figure is not None and measure is not None and figure.amount(UNITS.get(measure, Unit.YEN)) is None
        ):
            return False
    return True


def _distinct(heads: Sequence[Column], columns: list[Meaning]) -> list[Meaning]:
    """The columns; of two with the same heading neither says anything."""
    texts = [column.text for column in heads]
    return [
        Meaning() if text and texts.count(text) > 1 else meaning for text, meaning in zip(texts, columns, strict=True)
    ]


def _row(found: Sense, meaning: Meaning, context: Context) -> Meaning:
    """A row under columns of measures: its year and stage, what it compares or sums."""
    if meaning.change or found.change:
        return Meaning(change=True)
    if found.total and not found.dated:
        return Meaning(total=True)
    return Meaning(when=found.when)


def _moment(found: Sense, meaning: Meaning) -> Meaning:
    if meaning.change:
        return meaning
    if found.when is not None and found.when.stage is not None:
        return Meaning(when=found.when)
    if found.when is not None:
        return Meaning(when=When(found.when.year_offset, Stage.NONE))
    return Meaning(total=found.total)


def _summed(lines: Sequence[TableRow], places: Sequence[int], columns: list[Meaning]) -> list[Meaning]:
    """The columns, a 計 of others dated by what it sums: a budget and its supplement are the current budget, two stages none."""
    dated = [
        (place, meaning.when)
        for place, meaning in zip(places, columns, strict=True)
        if meaning.when is not None and not meaning.change and meaning.measure is None
    ]
    stages = {when.stage for _, when in dated}
    if len(dated) < 2 or any(when.year_offset not in {None, 0} for _, when in dated):
        return columns
    stage = Stage.CURRENT if Stage.SUPPLEMENTARY in stages else next(iter(stages)) if len(stages) == 1 else Stage.NONE

    def holds(place: int) -> bool:
        return all(
            (yen_of(line.values.get(place)) or 0) == sum(yen_of(line.values.get(other)) or 0 for other, _ in dated)
            for line in lines
        )

    return [
        Meaning(when=When(0, stage), total=True, sums=True)
        if meaning.total and meaning.when is None and holds(place)
        else meaning
        for place, meaning in zip(places, columns, strict=True)
    ]


def _named(lines: Sequence[TableRow]) -> bool:
    """True where most rows have names of their own: no year, no stage, no cost or source."""
    free = sum(bool(line.labels) and not line.sense.valued for line in lines)
    return free > 0 and free >= sum(line.sense.valued and not line.sense.total for line in lines)


def _are_items(context: Context, lines: Sequence[TableRow], rows: Sequence[Meaning]) -> bool:
    """True where the labels name items and one of them happens to be a word for a cost."""
    measured = sum(meaning.measure is not None for meaning in rows)
    free = sum(not line.sense.known for line in lines)
    return free > measured
