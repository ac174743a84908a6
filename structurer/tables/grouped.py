"""Tables of several groups of rows: named in the first column, each at its first row, or items and below their sum its sources."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from structurer.tables.axes import AxisMeaning
from structurer.tables.context import Context
from structurer.tables.crossed import crossed
from structurer.tables.headings import heading_above
from structurer.tables.proposals import Settled
from structurer.tables.row import wide_cells
from structurer.tables.screen import columns_of
from structurer.tables.sense import detail_sense, path_sense
from structurer.tables.shape import Shape, TableRow
from structurer.tables.sums import equations_of, yen_of
from structurer.text.rows import TableCell
from structurer.text.words import squeeze

_FEWEST = 2  # rows of items with their sum, and of sources


def by_group(context: Context, table: Settled) -> list[Settled]:
    """The groups of a table as tables of their own; the table itself where its rows are not grouped."""
    starts = _starts(table)
    if starts:
        return list(_parts(context, table, starts))
    below = _sources_below(table)
    return [table] if below is None else list(_above_and_below(context, table, below))


def _sources_below(table: Settled) -> int | None:
    """The number of the first of the sources that stand below the sum of a table's items and add up to it, in half of its columns."""
    first = len(table.lines)
    while first and table.lines[first - 1].sense.source is not None:
        first -= 1
    sources, above = table.lines[first:], table.lines[:first]
    other = any(line.sense.measured or line.sense.dated for line in above) or table.shape.indicators
    if len(sources) < _FEWEST or len(above) < _FEWEST or not above[-1].sense.total or other:
        return None
    added = [
        sum(yen_of(line.values.get(n)) or 0 for line in sources) == amount
        for n, entry in above[-1].values.items()
        if (amount := yen_of(entry)) is not None
    ]
    return first if added and 2 * sum(added) >= len(added) else None


def _above_and_below(context: Context, table: Settled, first: int) -> Iterator[Settled]:
    """The items of a table, and the sources below their sum as a table under the name that they have of their own."""
    last = table.lines[first - 1]
    between = context.rows[last.following : table.lines[first].position]
    named = next(((wide_cells(row) or row.filled)[0] for row in between if row.filled), None)
    for lines, group in ((table.lines[:first], table.group), (table.lines[first:], named)):
        made = _crossed(context, table, table.shape, lines)
        if made is not None:
            yield replace(made, group=group)


def with_parents(context: Context, table: Settled) -> Settled:
    """The items of a table, those over rows set in below them that add up to them as their totals; the table itself where any is none."""
    depths = [_set_in(context, line) for line in table.lines]
    tops = [n for n, depth in enumerate(depths) if depth == min(depths)]
    groups = [range(a + 1, b) for a, b in pairwise([*tops, len(depths)])]
    whole = tops[:1] == [0] and all(len(own) > 1 and len({depths[n] for n in own}) == 1 for own in groups)
    if not whole or any(line.sense.known for line in (table.lines[n] for n in tops)):
        return table
    for top, own in zip(tops, groups, strict=True):
        for n, entry in table.lines[top].values.items():
            parts = [yen_of(table.lines[k].values.get(n)) or 0 for k in own]
            if not table.columns[n].change and yen_of(entry) != sum(parts):
                return table
    lines = [replace(one, sense=replace(one.sense, total=n in tops)) for n, one in enumerate(table.lines)]
    return replace(table, lines=tuple(lines))


def _set_in(context: Context, line: TableRow) -> int:
    """The columns of the screen before a row."""
    text = context.rows[line.position].line
    return columns_of(text[: len(text) - len(text.lstrip())])


def _starts(table: Settled) -> list[int]:
    """The numbers of the lines that a group begins with; none where a line has both columns filled without beginning one."""
    if not table.shape.indexed or table.shape.lead != 2 or table.turned or table.shape.indicators:
        return []
    first = [n for n, line in enumerate(table.lines) if line.labels and line.labels[0].index == 0]
    both = [n for n in first if len(table.lines[n].labels) == 2]
    whole = len(first) == len(both) and all(line.labels for line in table.lines)
    return both if whole and both[:1] == [0] and len(both) < len(table.lines) else []


def _parts(context: Context, table: Settled, starts: list[int]) -> Iterator[Settled]:
    first, second = table.shape.columns[:2]
    headed = heading_above(context.rows, table.start) is not None
    named = replace(first if first.sense.name or not second.heads else second, values=False)
    shape = Shape((named, *table.shape.columns[2:]), table.start, indexed=True)
    for begin, end in pairwise([*starts, len(table.lines)]):
        group = table.lines[begin].labels[0]
        lines = [_shifted(context, line, group) for line in table.lines[begin:end]]
        if "財源" in group.label:  # 工事負担金 there is a source, whatever it is elsewhere
            lines = [line if line.sense.known else replace(line, sense=detail_sense(line.text)) for line in lines]
        made = _crossed(context, table, shape, lines)
        if made is not None:
            yield replace(made, group=group if len(starts) > 1 or not headed else None)


def _crossed(context: Context, table: Settled, shape: Shape, lines: Sequence[TableRow]) -> Settled | None:
    """Some lines of a table as a table of their own; None where nothing of them is understood."""
    axes = crossed(context, shape, lines, detail=table.detail)
    if axes is None or not axes.lines:
        return None
    by_column = dict(zip((n for n, column in enumerate(shape.columns) if column.values), axes.columns, strict=True))
    columns = [by_column.get(n, AxisMeaning()) for n in range(len(shape.columns))]
    held, broken = equations_of(axes.lines, axes.rows, columns)
    return replace(
        table,
        shape=shape,
        lines=tuple(axes.lines),
        rows=tuple(axes.rows),
        columns=tuple(columns),
        body=lines[0].position,
        following=lines[-1].following,
        held=held,
        broken=broken,
        items=axes.items,
    )


def _shifted(context: Context, line: TableRow, group: TableCell) -> TableRow:
    """A row without the cell of its group; 支出計 in the group 支出 is its 計."""
    own = line.labels[-1]
    total = squeeze(own.text) == f"{squeeze(group.text)}計"
    return replace(
        line,
        labels=(own,),
        sense=path_sense(context, ("計" if total else own.text,)),
        values={n - 1: entry for n, entry in line.values.items()},
        beside={n - 1: entry for n, entry in line.beside.items() if n > 0},
    )
