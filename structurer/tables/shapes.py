"""The ways to say which heading each column of a block has; `settle` chooses between them.

By place in a drawn table, by the columns of the screen under aligned headings, else by their number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer.tables.block import Block, tall_run
from structurer.tables.context import Context
from structurer.tables.leaves import counted_ways, fitting_shape, parted_ways, short_shape
from structurer.tables.row import is_amount
from structurer.tables.sense import Sense, path_sense, sense
from structurer.tables.shape import MOST_SHAPES, Column, Heads, Shape
from structurer.tables.tall import tall_shapes
from structurer.tables.under import over_blanks, under
from structurer.text.rows import TableCell

_LONGEST_NUMBER = 2
"""Digits of the number of a row."""


def shapes(context: Context, block: Block, sample: Sequence[TableCell]) -> Iterator[Shape]:
    """The ways to read a block's headings over a row of amounts, those by place first."""
    if block.kind == "tall":
        yield from tall_shapes(context, block, tall_run(context, block.first + 1))
        return
    seen: set[tuple[bool, tuple[tuple[str, ...], ...]]] = set()
    for count, shape in enumerate(_shapes(context, block, sample)):
        if count >= MOST_SHAPES:
            return
        key = bool(shape.spans), tuple(tuple(head.label for head in column.heads) for column in shape.columns)
        if key not in seen and any(column.values for column in shape.columns):
            seen.add(key)
            yield from _by_source(shape)
            yield shape


def _by_source(shape: Shape) -> Iterator[Shape]:
    """The shape with sources in its rows, where 財源 or 区分 heads the first column and 名称 the second, if they stand there."""
    if shape.lead != len(("財源", "名称")):
        return
    first, second = shape.columns[:2]
    if first.sense.group and second.sense.name:
        rows = replace(first, sense=replace(first.sense, text=False))
        names = replace(second, sense=replace(second.sense, name=False, text=True))
        yield replace(shape, columns=(rows, names, *shape.columns[2:]), sourced=True)


def _shapes(context: Context, block: Block, sample: Sequence[TableCell]) -> Iterator[Shape]:
    depths = [depth for depth in range(1, len(block.heads) + 1) if not _goes_on_above(context, block.pieces, depth)]
    placed = [shape for depth in depths for shape in _by_place(context, block, sample, depth) if shape is not None]
    yield from placed
    rows = [block.heads[-depth:] for depth in depths if depth == 1 or block.kind == "pipe"]
    if placed and any(_is_filled(heads, sample) for heads in rows):
        return  # a heading in each place: counting them anew could only shift them
    blank = (
        []
        if block.kind in {"tab", "pipe"}
        else [over_blanks(context, block.pieces[-depth:], block.starts[-depth]) for depth in depths]
    )
    blanks = [shape for shape in blank if shape is not None]
    most = max((len(shape.values) for shape in blanks), default=0)
    fewer = most > sum(
        entry.is_value for entry in sample
    )  # a row leaves some blank: counting them would shift the others
    for depth in depths:
        counted = filter(None, _by_number(context, block, sample, depth))
        yield from (shape for shape in counted if not fewer or shape.short or len(shape.values) >= most)
    yield from blanks


def _is_filled(heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell]) -> bool:
    """True where rows of headings fill a cell over each cell of a row, and no other."""
    long = all(len(row) == len(sample) for row in heads)
    return long and all(any(not row[n].is_blank for row in heads) for n in range(len(sample)))


def _by_place(context: Context, block: Block, sample: Sequence[TableCell], depth: int) -> Iterator[Shape | None]:
    """The ways to take the last `depth` rows of headings where tabs or bars part the cells."""
    if block.kind not in {"tab", "pipe"}:
        return
    heads, start = block.heads[-depth:], block.starts[-depth]
    yield _indexed(context, heads, sample, start, block.kind)
    if depth == 2:
        yield _in_order(context, heads, sample, start)


def _by_number(context: Context, block: Block, sample: Sequence[TableCell], depth: int) -> Iterator[Shape | None]:
    """The ways to take the last `depth` rows of headings by the columns of the screen, and as one for each amount."""
    heads, pieces, start = block.heads[-depth:], block.pieces[-depth:], block.starts[-depth]
    if block.kind not in {"tab", "pipe"}:
        yield under(context, pieces, sample, start)
    parted = (_columns(context, paths) for paths in parted_ways(context, heads, pieces))
    yield from (fitting_shape(columns, sample, start) for columns in parted)
    counted = [_columns(context, paths) for paths in counted_ways(context, heads)]
    yield from (fitting_shape(columns, sample, start) for columns in counted)
    yield from (short_shape(columns, sample, start) for columns in counted)


def _columns(context: Context, paths: Sequence[Heads]) -> list[Column]:
    return [Column.of(context, path) for path in paths]


def _goes_on_above(context: Context, heads: Sequence[Sequence[TableCell]], depth: int) -> bool:
    """True where the row above the last `depth` ones holds headings of amounts too: these are only a part of them."""
    if depth == len(heads):
        return False
    above = [entry for entry in heads[-depth - 1] if not entry.is_blank]
    senses = [sense(context, entry.label) for entry in above]
    return any(one.valued for one in senses) and (len(above) > 1 or senses[0].source is not None)


def _indexed(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int, kind: str
) -> Shape | None:
    """The headings by place: a blank cell under a group belongs to the group at its left."""
    width = max(len(sample), *(len(row) for row in heads))
    shortest = len(heads[-1]) if kind == "pipe" else max(map(len, heads))  # the blank cells at a row's end need no tabs
    if (kind == "pipe" and any(len(_trimmed(row)) > len(sample) for row in heads)) or shortest < len(_trimmed(sample)):
        return None
    columns = []
    for index in range(width):
        path = _path(heads, index)
        cell = sample[index] if index < len(sample) else None
        meaning = path_sense(context, (head.text for head in path))
        values = _holds_amounts(meaning, cell)
        if values and not path:
            if index or not _counts_rows(sample):
                return None
            values = False
        if not values and meaning.measured and not meaning.beside:
            return None  # a source over the column of labels: the rows do not share their places
        columns.append(Column(path, meaning, values))
    first = next((n for n, column in enumerate(columns) if column.values), 0)
    return Shape(tuple(columns), start, indexed=True) if first else None


def _in_order(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int
) -> Shape | None:
    """Years over 実績, 見込 that are pushed aside from each other: the first of one with the first of the other, of equally many."""
    above, below = heads
    senses = {entry.start: sense(context, entry.label) for entry in (*above, *below)}
    years = [entry for entry in above if senses[entry.start].dated or senses[entry.start].year is not None]
    kinds = [entry for entry in below if senses[entry.start].value is not None]
    if len(years) != len(kinds) or len(above) > len(sample):
        return None
    own: dict[int, Heads] = {
        entry.index: (entry,) for entry in (*below, *above) if entry not in kinds and not entry.is_blank
    }
    own = {n: path for n, path in own.items() if path[0] not in years or senses[path[0].start].value is not None}
    own |= {kind.index: (year, kind) for year, kind in zip(years, kinds, strict=True)}
    paths = [own.get(n, ()) for n in range(len(sample))]
    found = [path_sense(context, (head.text for head in path)) for path in paths]
    return Shape(
        tuple(Column(path, one, one.value is not None) for path, one in zip(paths, found, strict=True)),
        start,
        indexed=True,
    )


def _holds_amounts(meaning: Sense, cell: TableCell | None) -> bool:
    """True for a column of amounts: by its heading, or by its first cell where the heading leaves it open."""
    if meaning.text or meaning.number or (meaning.beside and not meaning.valued):
        return False
    if meaning.valued and not meaning.beside:
        return True
    return cell is not None and (is_amount(cell) or (meaning.valued and cell.is_blank))


def _counts_rows(sample: Sequence[TableCell]) -> bool:
    """True where the first cell of a row is no more than its number, with the row's name behind it."""
    first, name, *rest = sample
    counts = len(first.text.strip()) <= _LONGEST_NUMBER and first.text.strip().isdigit()
    return counts and not name.is_value and not name.is_blank and any(entry.is_value for entry in rest)


def _trimmed(row: Sequence[TableCell]) -> Sequence[TableCell]:
    end = len(row)
    while end and row[end - 1].text.strip() == "":
        end -= 1
    return row[:end]


def _path(heads: Sequence[Sequence[TableCell]], index: int) -> Heads:
    """The headings over a place, with the groups that span it."""
    path: list[TableCell] = []
    for depth, row in enumerate(heads):
        own = row[index] if index < len(row) and not row[index].is_blank else None
        if own is None and _spanned(heads[depth + 1 :], index):
            left = next((row[n] for n in range(min(index, len(row)) - 1, -1, -1) if not row[n].is_blank), None)
            own = left if left is not None and _spanned(heads[depth + 1 :], left.index) else None
        if own is not None and not own.is_rule:
            path.append(own)
    return tuple(path)


def _spanned(below: Sequence[Sequence[TableCell]], index: int) -> bool:
    """True where a heading below stands at a place: what is above it may be spanned by a group."""
    return any(index < len(row) and not row[index].is_blank for row in below)
