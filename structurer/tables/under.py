"""Headings by the columns of the screen: every word over the amount whose place it shares."""

from collections.abc import Sequence
from dataclasses import dataclass

from structurer.tables.context import Context
from structurer.tables.screen import columns_of
from structurer.tables.sense import sense
from structurer.tables.shape import NAMELESS, Column, Shape
from structurer.text.rows import TableCell

_MOST_ASIDE = 2  # columns of the screen that a year may stand beside the place it belongs to: one wide letter
_ROOM = 2  # columns of the screen between a heading and its amount: headings are centred, amounts stand to the right
_FEWEST = 3  # costs and sources: a sum and two parts

Span = tuple[int, int]
"""The columns of the screen that a cell takes: the first, and the one after its last."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The headings of some lines, sorted to the amounts they stand over, and those at the left and at the right of all."""

    paths: list[list[TableCell]]
    lead: list[TableCell]
    tail: list[TableCell]


def under(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int
) -> Shape | None:
    """The columns of a row of amounts by the headings above them; None where one has none, or a heading stands over none."""
    places = [_place(context, entry) for entry in sample if entry.is_value]
    found = _sorted(context, heads, places) if places else None
    if found is None or not all(found.paths):
        return None
    beside = [sense(context, entry.label) for entry in (*found.lead, *found.tail)]
    if any(one.valued and not one.beside for one in beside):
        return None  # a heading of amounts stands over none
    named = any(sense(context, entry.label).indicator for entry in found.lead)
    lead = [Column.of(context, (entry,)) for entry in (found.lead if named else found.lead[:1])]
    columns = (
        *(lead or ([] if sample[0].is_value else [NAMELESS])),
        *(Column.of(context, tuple(path), values=True) for path in found.paths),
        *(Column.of(context, (entry,)) for entry in found.tail),
    )
    return Shape(
        columns, start, screened=named or len(found.lead) < 2
    )  # a name beside a number has a column of its own


def _sorted(context: Context, heads: Sequence[Sequence[TableCell]], places: Sequence[Span]) -> _Sorted | None:
    found = _Sorted([[] for _ in places], [], [])
    for depth, row in enumerate(heads):
        over = _years_over(context, row, heads[depth + 1], places) if depth == len(heads) - 2 else {}
        for n, entry in over.items():
            found.paths[n].append(entry)
        rest = [entry for entry in row if entry not in over.values()]
        if not _sort(context, found, rest, places):
            return None
    return found


def _sort(context: Context, found: _Sorted, row: Sequence[TableCell], places: Sequence[Span]) -> bool:
    """Sort the headings of a line; False where one of them stands between the amounts, or two over one."""
    last = -1
    for entry in row:
        left, right = _place(context, entry)
        overlap = [min(right, end + _ROOM) - max(left, begin - _ROOM) for begin, end in places]
        best = max(range(len(places)), key=lambda n: overlap[n])
        if overlap[best] <= 0:
            if right > places[0][0] and left < places[-1][1]:
                return False
            (found.lead if right <= places[0][0] else found.tail).append(entry)
            continue
        meaning = sense(context, entry.label)
        if sum(size > 0 for size in overlap) > 1 and meaning.group and not meaning.valued:
            continue  # 財源内訳 spans its columns and says nothing of one
        if best <= last:
            return False  # two headings of a line over one amount: the columns have moved
        last = best
        found.paths[best].append(entry)
    return True


def _years_over(
    context: Context, row: Sequence[TableCell], below: Sequence[TableCell], places: Sequence[Span]
) -> dict[int, TableCell]:
    """Years that each stand over several headings, by the amounts' number: all at the left edge of theirs, or all amid them."""
    leaves = _leaves(context, below, places)
    senses = [sense(context, entry.label) for entry in leaves.values()]
    measured = all(found.measured for found in senses)
    years = [
        entry
        for entry in row
        if (when := sense(context, entry.label).when) is not None and (when.stage is None or measured)
    ]
    if not 1 < len(years) < len(leaves):
        return {}
    each, words = len(leaves) // len(years), [found.word for found in senses]
    if words == words[:each] * len(years):  # 事業費 国庫 一般 once for each year
        return {n: years[k // each] for k, n in enumerate(leaves)}
    spans, edges = [_place(context, leaf) for leaf in leaves.values()], [_place(context, entry) for entry in years]
    begun = [max((n for n, (left, _) in enumerate(edges) if left <= a + _MOST_ASIDE), default=0) for a, _ in spans]
    firsts = [spans[begun.index(n)] if n in begun else None for n in range(len(years))]
    if all(
        first is not None and abs(first[0] - left) <= _MOST_ASIDE
        for first, (left, _) in zip(firsts, edges, strict=True)
    ):
        return {n: years[k] for n, k in zip(leaves, begun, strict=True)}
    near = [min(range(len(years)), key=lambda k: abs(sum(edges[k]) - sum(span))) for span in spans]
    groups = [[span for span, k in zip(spans, near, strict=True) if k == n] for n in range(len(years))]
    amid = all(
        own and abs(own[0][0] + own[-1][1] - sum(edge)) <= 2 * _MOST_ASIDE
        for own, edge in zip(groups, edges, strict=True)
    )
    return {n: years[k] for n, k in zip(leaves, near, strict=True)} if amid else {}


def _leaves(context: Context, below: Sequence[TableCell], places: Sequence[Span]) -> dict[int, TableCell]:
    """The headings of the lower line by the number of the amount they stand over; none where two would stand over one."""
    leaves = [
        entry for entry in below if sense(context, entry.label).valued or _place(context, entry)[1] > places[0][0]
    ][-len(places) :]
    if len(leaves) == len(places):
        return dict(enumerate(leaves))
    found: dict[int, TableCell] = {}
    for entry in leaves:
        left, right = _place(context, entry)
        over = [n for n, (begin, end) in enumerate(places) if min(right, end + _ROOM) > max(left, begin - _ROOM)]
        if len(over) != 1 or over[0] in found:
            return {}
        found[over[0]] = entry
    return found


def over_blanks(context: Context, heads: Sequence[Sequence[TableCell]], start: int) -> Shape | None:
    """The columns under costs, sources and dated amounts, each by its place on the screen: their rows may leave cells blank.

    None where a heading is not understood, or where one stands over several that is no group.
    """
    leaves: list[tuple[Span, list[TableCell]]] = []
    for row in reversed(heads):
        for entry in row:
            span = _place(context, entry)
            below = [leaf for leaf in leaves if min(span[1], leaf[0][1]) > max(span[0], leaf[0][0])]
            found = sense(context, entry.label)
            if not below:
                leaves.append((span, [entry]))
            elif len(below) == 1:
                below[0][1].insert(0, entry)
            elif not found.group or found.valued:
                return None
    leaves.sort(key=lambda leaf: leaf[0])
    columns = [Column.of(context, tuple(path)) for _, path in leaves]
    senses = [column.sense for column in columns]
    values = [one.measured or one.sums or (one.valued and not one.beside) for one in senses]
    if values[:1] != [False] or sum(values) < _FEWEST or not all(column.sense.known for column in columns):
        return None
    spans = {n: span for n, (span, _) in enumerate(leaves) if values[n]}
    shaped = tuple(column.over(value) for column, value in zip(columns, values, strict=True))
    return Shape(shaped, start, screened=True, spans=spans)


def _place(context: Context, entry: TableCell) -> Span:
    """The columns of the screen that a cell takes on its line."""
    line = context.printed.line_before(entry)
    left = columns_of(line)
    text = entry.text
    indent = len(text) - len(text.lstrip())
    return left + columns_of(text[:indent]), left + columns_of(text.rstrip())
