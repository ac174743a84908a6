"""The headings of a table with one cell a line; `tallrows` reads the rows below them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from structurer.tables.block import Block
from structurer.tables.context import Context
from structurer.tables.leaves import longer_shape, with_amounts
from structurer.tables.row import FEWEST_AMOUNTS
from structurer.tables.sense import Sense, says_amount, sense
from structurer.tables.shape import NAMELESS, Column, Heads, Shape
from structurer.text.rows import TableCell

MOST_TALL_LABEL = 4
"""Lines of one row\'s label and texts between its amounts."""
_MOST_SEGMENTS = 4  # ways kept to take the lines so far as so many headings
Part = tuple[Heads, int, bool]
"""Lines as one heading, what it costs to take them so, and whether amounts may stand under it."""
_UNKNOWN = 3  # what an unknown heading costs, where joining two lines costs one


def tall_shapes(context: Context, block: Block, run: Sequence[TableCell]) -> Iterator[Shape]:
    """The ways to read the lines above as headings; the last ones may belong to the first row's label.

    The last column may compare, with words where amounts are due: it ends a run one line early.
    """
    lines = block.heads[0]
    parts = [list(_parts(context, lines, place)) for place in range(len(lines))]
    yield from _shapes(context, block, parts, len(run))
    yield from (one for one in _shapes(context, block, parts, len(run) + 1) if one.values[-1].sense.change)


def _shapes(context: Context, block: Block, whole: Sequence[Sequence[Part]], count: int) -> Iterator[Shape]:
    lines = block.heads[0]
    for label in range(min(MOST_TALL_LABEL, len(lines))):
        heads = lines[: len(lines) - label]
        named = _named_columns(context, block, heads, count)
        if named is not None:
            yield named
        parts = [[part for part in whole[n] if n + len(part[0]) <= len(heads)] for n in range(len(heads))]
        below = _counted(parts)
        for begin in range(len(heads)):
            # with fewer headings of amounts than amounts they are none, however they are taken
            if below[begin] >= count and not _is_part(context, heads, begin):
                yield from _from(context, parts[begin:], count, block.starts[begin])


def _counted(parts: Sequence[Sequence[Part]]) -> list[int]:
    """For each line how many lines from there on may be the heading of amounts."""
    valued = [int(any(of_amounts for _, _, of_amounts in own)) for own in parts]
    return list(accumulate(reversed(valued)))[::-1]


def _is_part(context: Context, heads: Sequence[TableCell], begin: int) -> bool:
    """True where a heading stands above that is not among them: these are only a part of the table's."""
    above = sense(context, heads[begin - 1].label) if begin else Sense("")
    return above.valued or (above.group and sense(context, heads[begin].label).measured)


def _from(context: Context, parts: Sequence[Sequence[Part]], count: int, start: int) -> Iterator[Shape]:
    """The shapes of some lines, all of which are headings."""
    for paths in _segments(parts, count):
        columns = [Column.of(context, path) for path in paths]
        marked = with_amounts(columns, count) if _begins(columns[0].sense) else None
        if marked is not None:
            yield Shape((*((NAMELESS,) if marked[0].values else ()), *marked), start)
    for paths in _segments(parts, count, short=True):
        longer = longer_shape([Column.of(context, path) for path in paths], count, start)
        if longer is not None:
            yield longer


def _named_columns(context: Context, block: Block, heads: Sequence[TableCell], count: int) -> Shape | None:
    """Headings that are names: of as many lines as there are amounts, below one that says so (細事業名)."""
    corner = len(heads) - count - 1
    if (
        corner < 0
        or count < FEWEST_AMOUNTS
        or not sense(context, heads[corner].label).name
        or heads[corner].label.endswith(":")
    ):
        return None
    columns = [Column((entry,), sense(context, entry.label), values=True) for entry in heads[corner + 1 :]]
    if any(column.sense.valued and not column.sense.total for column in columns):
        return None
    return Shape(
        (Column((heads[corner],), sense(context, heads[corner].label), values=False), *columns), block.starts[corner]
    )


def _begins(found: Sense) -> bool:
    """True for what may be the first heading of a table: a corner, a name, a number, an amount; not a text."""
    return (
        found.name
        or found.weak_name
        or found.number
        or found.group
        or found.indicator
        or (found.valued and not found.text)
    )


def _segments(parts: Sequence[Sequence[Part]], count: int, *, short: bool = False) -> Iterator[list[Heads]]:
    """Lines as headings: each a known label, alone or broken over two or three lines; group words stand for no column.

    `short` gives more of them than amounts, each of which is known.
    """
    most = len(parts) if short else count + 2
    dearest = 0 if short else _UNKNOWN
    best: list[dict[int, list[tuple[int, list[Heads]]]]] = [{} for _ in range(len(parts) + 1)]
    best[0] = {0: [(0, [])]}
    for place, own in enumerate(parts):
        for known, found in sorted(best[place].items()):
            for cost, paths in found:
                for part, price, valued in own:
                    if cost + price > dearest or known + valued > most:
                        continue
                    kept = best[place + len(part)].setdefault(known + valued, [])
                    kept.append((cost + price, [*paths, part]))
                    kept.sort(key=itemgetter(0))
                    del kept[_MOST_SEGMENTS:]
    for known in range(count, most + 1):
        yield from (paths for _, paths in best[-1].get(known, ()))


def _parts(context: Context, lines: Sequence[TableCell], place: int) -> Iterator[Part]:
    """One to three lines from a place on as one heading, with what it costs to take them so and whether amounts may stand under it."""
    if not sense(context, lines[place].text).word:
        return  # (A), (A+B): marks of the heading before them
    for size in (1, 2, 3):
        part = tuple(lines[place : place + size])
        if len(part) < size:
            return
        found = sense(context, "".join(entry.text.strip() for entry in part))
        if size > 1 and part[0].label.endswith("額") and sense(context, part[1].label).known:
            return  # a heading that is whole already
        if size == 1 or found.measured or found.dated or found.total or found.name:
            joined = sum(bool(sense(context, entry.text).word) for entry in part) > 1
            amount = (found.valued and not found.text) or (not found.known and says_amount(part[0].label))
            yield part, (0 if found.known else _UNKNOWN) + joined, amount
