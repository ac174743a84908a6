"""The ways to say which heading each column of a block has; `settle` chooses between them.

By place in a drawn table, by the columns of the screen under aligned headings, else by their number.
"""

from collections.abc import Iterator, Sequence

from structurer.tables.block import Block, tall_run
from structurer.tables.context import Context
from structurer.tables.headlines import columns_of
from structurer.tables.leaves import counted_ways, fitting_shape, leaf_ways, short_shape
from structurer.tables.row import is_amount
from structurer.tables.sense import Sense, path_sense, sense
from structurer.tables.shape import MOST_SHAPES, Column, Path, Shape
from structurer.tables.tall import tall_shapes
from structurer.text.rows import TableCell

_MOST_ASIDE = 2  # columns of the screen that a year may stand beside the place it belongs to: one wide letter


def shapes(context: Context, block: Block, sample: Sequence[TableCell]) -> Iterator[Shape]:
    """The ways to read a block's headings over a row of amounts, those by place first."""
    if block.kind == "tall":
        yield from (shape for shape, _ in tall_shapes(context, block, tall_run(context, block.first + 1)))
        return
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for count, shape in enumerate(_shapes(context, block, sample)):
        if count >= MOST_SHAPES:
            return
        key = tuple(tuple(head.label for head in column.heads) for column in shape.columns)
        if key not in seen and any(column.values for column in shape.columns):
            seen.add(key)
            yield shape


def _shapes(context: Context, block: Block, sample: Sequence[TableCell]) -> Iterator[Shape]:
    ruled = block.kind in {"tab", "pipe"}
    depths = [depth for depth in range(1, len(block.heads) + 1) if not _goes_on_above(context, block.heads, depth)]
    for depth in depths:
        heads, start = block.heads[-depth:], block.starts[-depth]
        if ruled:
            found = _indexed(context, heads, sample, start, block.kind)
            if found is not None:
                yield found
            found = _in_order(context, heads, sample, start) if depth == 2 else None
            if found is not None:
                yield found
    for depth in depths:
        heads, start = block.heads[-depth:], block.starts[-depth]
        if not ruled:
            found = _under(context, block.pieces[-depth:], sample, start)
            if found is not None:
                yield found
        parted = block.pieces[-depth:]
        for paths in leaf_ways(context, heads, parted):
            found = fitting_shape(context, paths, sample, start)
            if found is not None:
                yield found
        for paths in counted_ways(context, heads):
            found = short_shape(context, paths, sample, start)
            if found is not None:
                yield found


def _goes_on_above(context: Context, heads: Sequence[Sequence[TableCell]], depth: int) -> bool:
    """True where the row above the last `depth` ones holds headings of amounts too: these are only a part of them."""
    if depth == len(heads):
        return False
    above = [entry for entry in heads[-depth - 1] if not entry.is_blank]
    return any(sense(context, entry.label).valued for entry in above) and len(above) > 1


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
        path = _path(context, heads, index)
        cell = sample[index] if index < len(sample) else None
        meaning = path_sense(context, [head.text for head in path])
        values = _holds_amounts(meaning, cell)
        if values and not path:
            return None
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
    own: dict[int, Path] = {
        entry.index: (entry,) for entry in (*below, *above) if entry not in kinds and not entry.is_blank
    }
    own = {n: path for n, path in own.items() if path[0] not in years or senses[path[0].start].value is not None}
    own |= {kind.index: (year, kind) for year, kind in zip(years, kinds, strict=True)}
    paths = [own.get(n, ()) for n in range(len(sample))]
    found = [path_sense(context, [head.text for head in path]) for path in paths]
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


def _trimmed(row: Sequence[TableCell]) -> Sequence[TableCell]:
    end = len(row)
    while end and row[end - 1].text.strip() == "":
        end -= 1
    return row[:end]


def _path(context: Context, heads: Sequence[Sequence[TableCell]], index: int) -> tuple[TableCell, ...]:
    """The headings over a place, with the groups that span it."""
    path: list[TableCell] = []
    for depth, row in enumerate(heads):
        own = row[index] if index < len(row) and not row[index].is_blank else None
        if own is None and _spanned(heads[depth + 1 :], index):
            left = next((row[n] for n in range(min(index, len(row)) - 1, -1, -1) if not row[n].is_blank), None)
            own = left if left is not None and _spans(context, heads, depth, left.index) else None
        if own is not None and not own.is_rule:
            path.append(own)
    return tuple(path)


def _spanned(below: Sequence[Sequence[TableCell]], index: int) -> bool:
    """True where a heading below stands at a place: what is above it may be spanned by a group."""
    return any(index < len(row) and not row[index].is_blank for row in below)


def _spans(context: Context, heads: Sequence[Sequence[TableCell]], depth: int, index: int) -> bool:
    """True for a heading that has one below it at its own place: it may span its neighbours."""
    return _spanned(heads[depth + 1 :], index)


def _under(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int
) -> Shape | None:
    """The headings by the columns of the screen: every word over the amount whose place it shares."""
    values = [entry for entry in sample if entry.is_value]
    if not values:
        return None
    places = [_place(context, entry) for entry in values]
    paths: list[list[TableCell]] = [[] for _ in values]
    lead: list[TableCell] = []
    tail: list[TableCell] = []
    for depth, row in enumerate(heads):
        taken: set[int] = set()
        over = _over(context, row, heads[depth + 1], places) if depth == len(heads) - 2 else {}
        for n, entry in over.items():
            paths[n].append(entry)
        for entry in row:
            if entry in over.values():
                continue
            left, right = _place(context, entry)
            overlap = [min(right, b + 2) - max(left, a - 2) for a, b in places]
            best = max(range(len(places)), key=lambda n: overlap[n])
            if overlap[best] > 0:
                hit = [n for n, size in enumerate(overlap) if size > 0]
                if len(hit) > 1 and sense(context, entry.label).group and not sense(context, entry.label).valued:
                    continue
                if best in taken or any(best < n for n in taken):
                    return None  # two headings of a line over one amount: the columns have moved
                taken.add(best)
                paths[best].append(entry)
            elif right <= places[0][0]:
                lead.append(entry)
            elif left >= places[-1][1]:
                tail.append(entry)
            else:
                return None
    if not all(paths) or any(len({head.line for head in path}) < len(path) for path in paths):
        return None
    if any(sense(context, entry.label).valued and not sense(context, entry.label).beside for entry in (*lead, *tail)):
        return None  # a heading of amounts stands over none
    named = any(sense(context, entry.label).indicator for entry in lead)
    columns = [
        Column((entry,), path_sense(context, [entry.text]), values=False) for entry in (lead if named else lead[:1])
    ]
    columns += [Column(tuple(path), path_sense(context, [head.text for head in path]), values=True) for path in paths]
    columns += [Column((entry,), path_sense(context, [entry.text]), values=False) for entry in tail]
    return Shape(tuple(columns), start)


def _over(
    context: Context, row: Sequence[TableCell], below: Sequence[TableCell], places: Sequence[tuple[int, int]]
) -> dict[int, TableCell]:
    """Years that each stand over several headings, by the amounts' number: all at the left edge of theirs, or all amid them."""
    years = [entry for entry in row if (when := sense(context, entry.label).when) is not None and when.stage is None]
    leaves = [
        entry for entry in below if sense(context, entry.label).valued or _place(context, entry)[1] > places[0][0]
    ][-len(places) :]
    if not 1 < len(years) < len(leaves) or len(leaves) != len(places):
        return {}
    spans, edges = [_place(context, entry) for entry in leaves], [_place(context, entry) for entry in years]
    begun = [max((n for n, (left, _) in enumerate(edges) if left <= a + _MOST_ASIDE), default=0) for a, _ in spans]
    firsts = [spans[begun.index(n)] if n in begun else None for n in range(len(years))]
    if all(
        first is not None and abs(first[0] - left) <= _MOST_ASIDE
        for first, (left, _) in zip(firsts, edges, strict=True)
    ):
        return {n: years[k] for n, k in enumerate(begun)}
    near = [min(range(len(years)), key=lambda k: abs(sum(edges[k]) - sum(span))) for span in spans]
    groups = [[span for span, k in zip(spans, near, strict=True) if k == n] for n in range(len(years))]
    amid = all(
        own and abs(own[0][0] + own[-1][1] - sum(edge)) <= 2 * _MOST_ASIDE
        for own, edge in zip(groups, edges, strict=True)
    )
    return {n: years[k] for n, k in enumerate(near)} if amid else {}


def _place(context: Context, entry: TableCell) -> tuple[int, int]:
    """The columns of the screen that a cell takes on its line."""
    line = context.line_before(entry)
    left = columns_of(line)
    text = entry.text
    indent = len(text) - len(text.lstrip())
    return left + columns_of(text[:indent]), left + columns_of(text.rstrip())
