"""Proposals: what a block is under one reading of its headings.

A table of costs and sources, of items, of indicators, or one with its rows as columns. `settle` chooses between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from structurer.labels.label import is_year_label
from structurer.tables.axes import AxisMeaning, is_measured, meanings, values
from structurer.tables.block import Block
from structurer.tables.body import Body, body_of
from structurer.tables.context import Context
from structurer.tables.crossed import crossed
from structurer.tables.sense import detail_sense, in_detail, sense
from structurer.tables.shape import Column, Shape, TableRow
from structurer.tables.sums import equations_of
from structurer.text.rows import TableCell


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
        group: the cell that groups the rows, where they are those of one group.
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
    group: TableCell | None = None

    @property
    def by_rows(self) -> bool:
        """True where the rows are costs or sources and the columns years and stages."""
        return is_measured(self.rows) and not is_measured(self.columns)

    @property
    def is_measured(self) -> bool:
        """True for costs or funding; else the rows are items, which may have their sources beside them."""
        return not self.items and (is_measured(self.rows) or is_measured(self.columns))


def proposal(context: Context, block: Block, shape: Shape) -> Settled | None:
    """The table that a block is under one reading of its headings; None where that reading makes none of it."""
    body = body_of(context, block, shape)
    if not body.lines or (block.kind == "tall" and body.lines[0].sense.text):
        return None  # no rows, or the last heading taken for the label of the first
    if shape.indicators:
        return _indicators(context, block, shape, body)
    detail = in_detail(context, block.first)
    if detail:
        body = replace(body, lines=tuple(_detailed(line) for line in body.lines))
    if _names_columns(body.lines, shape):
        return _turned(block, shape, body)
    axes = crossed(context, shape, body.lines, detail=detail)
    if axes is None or not axes.lines or (shape.sourced and not is_measured(axes.rows)):
        return None
    by_column = dict(zip((n for n, column in enumerate(shape.columns) if column.values), axes.columns, strict=True))
    columns = [by_column.get(n, AxisMeaning()) for n in range(len(shape.columns))]
    held, broken = equations_of(axes.lines, axes.rows, columns, items=axes.items)
    made = _settled(block, shape, replace(body, lines=tuple(axes.lines)), axes.rows, columns)
    return replace(made, held=held, broken=broken, detail=detail, items=axes.items)


def _detailed(line: TableRow) -> TableRow:
    """A row of a table of details: its label is a source's, or holds the name of one."""
    return line if line.sense.source is not None else replace(line, sense=detail_sense(line.text))


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


# -- rows as columns --------------------------------------------------------------------------------------------------


def _names_columns(lines: Sequence[TableRow], shape: Shape) -> bool:
    """True where the columns are items and the rows say what each amount of them is: 要求額, 増減, 国庫支出金."""
    dated = [line for line in lines if line.sense.dated or line.sense.change or line.sense.source is not None]
    free = [column for column in shape.values if not column.sense.known]
    corner = shape.columns[0].sense
    total = sum(column.sense.total for column in shape.values)
    asked = (corner.name or corner.weak_name) and any(line.sense.dated for line in lines)
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
    if _is_torn(context, shape, columns) and not (dates_rows(shape, body.lines) and not dated):
        return None
    return _settled(block, shape, body, values(line.sense for line in body.lines), columns)


def dates_rows(shape: Shape, lines: Sequence[TableRow]) -> bool:
    """True where a column before the values holds a year in every row: 年度 beside 目標値 and 実績値."""
    places = [n for n, column in enumerate(shape.columns[: shape.lead]) if column.sense.years]
    cells = [line.beside.get(places[0]) for line in lines] if len(places) == 1 else []
    return bool(cells) and all(entry is not None and is_year_label(entry.label) for entry in cells)


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
