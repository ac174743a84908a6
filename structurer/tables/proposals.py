"""Proposals: what a block is under one reading of its headings.

A table of costs and sources, of items, of indicators, or one with its rows as columns. `settle` chooses between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from structurer.labels.label import UNITS, UNPUBLISHED
from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.tables.axes import AxisMeaning, is_measured, meanings, values
from structurer.tables.block import Block
from structurer.tables.body import Body, body_of
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.row import is_amount, is_word_for_amount
from structurer.tables.sense import Sense, detail_sense, in_detail, over, says_amount, sense
from structurer.tables.shape import Column, Shape, TableRow
from structurer.tables.sums import equations_of, yen_of
from structurer.text.rows import TableCell
from structurer.text.source import Unit


@dataclass(frozen=True)
class Settled:
    """A block with its meaning: which rows and columns it has, what each says, and the equations that hold of it.

    Attributes:
        shape: the columns.
        lines: the rows of amounts.
        rows, columns: what each row and each column says of its amounts.
        start: the position of the topmost heading.
        first: the position of the first row of amounts.
        body: the position where the rows begin, those without amounts too.
        following: the position after the last row.
        kind: the drawing, as `Block` has it.
        held, broken: the number of equations that hold and that fail.
        detail: True for a table that says what the specific revenue is made of.
        items: True where the rows are items, whatever their names mean.
        turned: True where the rows of the sheet are the columns here.
    """

    shape: Shape
    lines: tuple[TableRow, ...]
    rows: tuple[AxisMeaning, ...]
    columns: tuple[AxisMeaning, ...]
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


@dataclass(frozen=True, slots=True)
class _Axes:
    """The rows, what each of them says, and what each column of amounts says; `items` as in `Settled`."""

    lines: Sequence[TableRow]
    rows: Sequence[AxisMeaning]
    columns: Sequence[AxisMeaning]
    items: bool


def proposal(context: Context, block: Block, shape: Shape) -> Settled | None:
    """The table that a block is under one reading of its headings; None where that reading makes none of it."""
    body = body_of(context, block, shape)
    if not body.lines or (block.kind == "tall" and body.lines[0].sense.text):
        return None  # no rows, or the last heading taken for the label of the first
    if shape.indicators:
        return _indicators(context, block, shape, body)
    detail = in_detail(context, block.first)
    if detail:
        body = replace(body, lines=tuple(replace(line, sense=detail_sense(line.text)) for line in body.lines))
    if _names_columns(body.lines, shape):
        return _turned(block, shape, body)
    axes = _axes(context, shape, body.lines, detail=detail)
    if axes is None or not axes.lines:
        return None
    by_column = dict(zip((n for n, column in enumerate(shape.columns) if column.values), axes.columns, strict=True))
    columns = [by_column.get(n, AxisMeaning()) for n in range(len(shape.columns))]
    held, broken = equations_of(axes.lines, axes.rows, columns)
    made = _settled(block, shape, replace(body, lines=tuple(axes.lines)), axes.rows, columns)
    return replace(made, held=held, broken=broken, detail=detail, items=axes.items)


def _settled(
    block: Block, shape: Shape, body: Body, rows: Sequence[AxisMeaning], columns: Sequence[AxisMeaning]
) -> Settled:
    return Settled(
        shape,
        body.lines,
        tuple(rows),
        tuple(columns),
        start=shape.start,
        first=block.first,
        following=body.following,
        body=body.begin,
        kind=block.kind,
    )


# -- costs, sources and items -----------------------------------------------------------------------------------------


def _axes(context: Context, shape: Shape, lines: Sequence[TableRow], *, detail: bool) -> _Axes | None:
    """What the rows and columns say: measures on one axis, years and stages on the other, or names of items in the rows."""
    heads = shape.values
    columns, rows = meanings([column.sense for column in heads]), meanings([line.sense for line in lines])
    items = _named(lines) and any(column.sense.dated or column.sense.amount for column in heads)
    if is_measured(columns) and not items:
        rows = [_row(line.sense, meaning) for line, meaning in zip(lines, rows, strict=True)]
        if len(lines) == 1 and not lines[0].labels:
            rows = [AxisMeaning(when=_when_above(context, shape.start))]
        if not any(row.when is not None for row in rows):
            return None
    elif is_measured(rows) and not is_measured(columns) and (detail or not _are_items(lines, rows)):
        columns = [_moment(column.sense, meaning) for column, meaning in zip(heads, columns, strict=True)]
        rows = [_undated(line.sense, meaning) for line, meaning in zip(lines, rows, strict=True)]
        columns = _summed(lines, shape, columns)
    else:
        columns = [
            replace(meaning, when=column.sense.when) if meaning.measure is None and not meaning.change else meaning
            for column, meaning in zip(heads, columns, strict=True)
        ]
        columns = _summed(lines, shape, columns)
        rows = [AxisMeaning(total=line.sense.total) for line in lines]
    if not items and (is_measured(columns) or is_measured(rows)):
        kept = [n for n, line in enumerate(lines) if _fits(line, shape, rows[n], columns)]
        lines, rows = [lines[n] for n in kept], [rows[n] for n in kept]
    return _Axes(lines, rows, _distinct(heads, columns), items)


def _when_above(context: Context, start: int) -> When | None:
    """The year and stage that the heading over a table names, for amounts without a label."""
    above = heading_above(context.rows, start)
    said = None if above is None else over(context, above.text)
    return None if said is None else said.when


def _named(lines: Sequence[TableRow]) -> bool:
    """True where most rows have names of their own: no year, no stage, no cost or source."""
    free = sum(bool(line.labels) and not line.sense.valued and not says_amount(line.text) for line in lines)
    return free > 0 and free >= sum(line.sense.valued and not line.sense.total for line in lines)


def _are_items(lines: Sequence[TableRow], rows: Sequence[AxisMeaning]) -> bool:
    """True where the labels name items and one of them happens to be a word for a cost."""
    measured = sum(meaning.measure is not None for meaning in rows)
    free = sum(not line.sense.known for line in lines)
    return free > measured


def _row(found: Sense, meaning: AxisMeaning) -> AxisMeaning:
    """A row under columns of measures: its year and stage, what it compares or sums."""
    if meaning.change or found.change:
        return AxisMeaning(change=True)
    if found.total and not found.dated:
        return AxisMeaning(total=True)
    return AxisMeaning(when=found.when)


def _undated(found: Sense, meaning: AxisMeaning) -> AxisMeaning:
    """A row of measures; 予算額 among them is what its sources add up to, of whatever stage its columns are."""
    return replace(meaning, when=None) if meaning.measure is Measure.TOTAL and found.amount else meaning


def _moment(found: Sense, meaning: AxisMeaning) -> AxisMeaning:
    """A column beside rows of measures: its year and stage, what it compares or sums."""
    if meaning.change:
        return meaning
    if found.when is not None and found.when.stage is not None:
        return AxisMeaning(when=found.when)
    if found.when is not None:
        return AxisMeaning(when=When(found.when.year_offset, Stage.NONE))
    return AxisMeaning(total=found.total)


def _summed(lines: Sequence[TableRow], shape: Shape, columns: list[AxisMeaning]) -> list[AxisMeaning]:
    """The columns, a 計 of others dated by what it sums: a budget and its supplement are the current budget, two stages none."""
    places = [n for n, column in enumerate(shape.columns) if column.values]
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
        AxisMeaning(when=When(0, stage), total=True, sums=True)
        if meaning.total and meaning.when is None and (stage is Stage.CURRENT or holds(place))
        else meaning
        for place, meaning in zip(places, columns, strict=True)
    ]


def _fits(line: TableRow, shape: Shape, row: AxisMeaning, columns: Sequence[AxisMeaning]) -> bool:
    """True for a row whose every cell is an amount in its measure's unit, a blank, or words: no money among persons."""
    places = [n for n, column in enumerate(shape.columns) if column.values]
    measures = {n: None if one.change else row.measure or one.measure for n, one in zip(places, columns, strict=True)}
    for place, entry in line.values.items():
        figure, measure = entry.figure, measures.get(place)
        other = figure is not None and measure is not None and figure.amount(UNITS.get(measure, Unit.YEN)) is None
        if other or not _is_read(entry):
            return False
    return True


def _is_read(entry: TableCell) -> bool:
    """True for an amount, a blank, and words that say it is not published; not for `5,48O`, `約900`, a word."""
    return entry.is_value or is_amount(entry) or is_word_for_amount(entry) or UNPUBLISHED.search(entry.text) is not None


def _distinct(heads: Sequence[Column], columns: list[AxisMeaning]) -> list[AxisMeaning]:
    """The columns; of two with the same heading neither says anything."""
    texts = [column.text for column in heads]
    return [
        AxisMeaning() if text and texts.count(text) > 1 else meaning
        for text, meaning in zip(texts, columns, strict=True)
    ]


# -- rows as columns --------------------------------------------------------------------------------------------------


def _names_columns(lines: Sequence[TableRow], shape: Shape) -> bool:
    """True where the columns are items and the rows say what each amount of them is: 要求額, 増減, 国庫支出金."""
    dated = [line for line in lines if line.sense.dated or line.sense.change or line.sense.source is not None]
    free = [column for column in shape.values if not column.sense.known]
    corner = shape.columns[0].sense
    total = sum(column.sense.total for column in shape.values)
    asked = corner.name and any(line.sense.dated for line in lines)
    return asked and bool(free) and len(free) + total == len(shape.values) and 2 * len(dated) > len(lines)


def _turned(block: Block, shape: Shape, body: Body) -> Settled:
    """The block with its rows as columns: an item for each column, an amount for each row."""
    corner, lines = shape.columns[0], body.lines
    columns = (replace(corner, values=False), *(Column(line.labels, line.sense, values=True) for line in lines))
    turned = tuple(
        TableRow(
            column.heads,
            {k: line.values[n] for k, line in enumerate(lines, 1) if n in line.values},
            (),
            column.sense,
            block.first,
            body.following,
            {0: column.heads[0]},
        )
        for n, column in enumerate(shape.columns)
        if column.values
    )
    whole = [AxisMeaning()]
    for one, line in zip(meanings([line.sense for line in lines]), lines, strict=True):
        whole.append(replace(one, when=line.sense.when) if not one.change and one.measure is None else one)
    rows = [AxisMeaning(total=line.sense.total) for line in turned]
    held, broken = equations_of(turned, rows, whole)
    made = _settled(block, Shape(columns, shape.start), Body(turned, block.first, body.following), rows, whole)
    return replace(made, held=held, broken=broken, items=True, turned=True)


# -- indicators -------------------------------------------------------------------------------------------------------


def _indicators(context: Context, block: Block, shape: Shape, body: Body) -> Settled | None:
    """A table of indicators: no column holds what another does, but for the one that a heading stands straight over."""
    columns = [
        meaning if column.values else AxisMeaning()
        for column, meaning in zip(shape.columns, values(column.sense for column in shape.columns), strict=True)
    ]
    dated = [
        (meaning, column.heads)
        for meaning, column in zip(columns, shape.columns, strict=True)
        if meaning.when is not None
    ]
    if any(a == b and not _is_over(one, two) for (a, one), (b, two) in combinations(dated, 2)):
        return None
    if _is_torn(context, shape, columns):
        return None
    return _settled(block, shape, body, values(line.sense for line in body.lines), columns)


def _is_torn(context: Context, shape: Shape, columns: Sequence[AxisMeaning]) -> bool:
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
