"""The rows of a table without ruling lines: which lines of cells are set on the height of which numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import inf

from structurer.documents.pdf.glyph import Box

_OFF = 0.5  # of the height of the numbers: how far a cell of several lines may be off it
_SAME = 0.5  # points: gaps that differ by less are alike

_MOST_LINES = 40  # of a cell above or below the numbers of its row: it bounds what is tried

_Measure = Callable[[Sequence[Box]], float]


def begins(bands: Sequence[Box], anchors: Mapping[int, Box]) -> list[int] | None:
    """The band with which each row begins, and the one behind the last; None where it is not sure.

    `anchors` are the numbers of a row by the band they stand in. A row is that band and those of other cells above and below: wider gaps
    part the rows, and all cells are centred on the numbers, or all have their top or their bottom there. Where the gaps do not tell,
    the cells are centred, if nothing else can be.
    """
    rows = sorted(anchors)
    if not rows:
        return None
    for found in _parted([below[1] - above[3] for above, below in pairwise(bands)], rows):
        own = [(bands[a:b], anchors[row]) for (a, b), row in zip(pairwise(found), rows, strict=True)]
        if any(all(_is_set(*one, measure) for one in own) for measure in (_middle, _upper, _lower)):
            return found
    if _is_hung([below[1] - above[3] for above, below in pairwise(bands)], rows) and all(
        _is_set([bands[row]], anchors[row], _upper) for row in rows
    ):
        return [*rows, rows[-1] + 1]
    centred = all(any(not _is_set([bands[row]], anchors[row], measure) for row in rows) for measure in (_upper, _lower))
    return _balanced(bands, anchors, rows) if centred else None


def _parted(gaps: Sequence[float], rows: Sequence[int]) -> Iterator[list[int]]:
    """Yield where rows begin and the last ends, if the gaps tell: with what is close to the first and the last, and without."""
    widest = [max(gaps[row:after]) for row, after in pairwise(rows)]
    parts = [n + 1 for n, found in enumerate(gaps) if found > min(widest, default=0.0) - _SAME]
    within = [n for n in parts if rows[0] < n <= rows[-1]]
    if len(within) != len(rows) - 1 or any(
        not before < n <= row for n, (before, row) in zip(within, pairwise(rows), strict=True)
    ):
        return
    first = max((n for n in parts if n <= rows[0]), default=rows[0]) if widest else rows[0]
    last = min((n for n in parts if n > rows[-1]), default=len(gaps) + 1) if widest else rows[-1] + 1
    for begin, end in product(dict.fromkeys((first, rows[0])), dict.fromkeys((last, rows[-1] + 1))):
        yield [begin, *within, end]


def _is_hung(gaps: Sequence[float], rows: Sequence[int]) -> bool:
    """Whether what stands between two rows is always closer to the upper one: the cells have their tops there."""
    between = [(row, after) for row, after in pairwise(rows) if after > row + 1]
    return bool(between) and all(gaps[row] + _SAME < gaps[after - 1] for row, after in between)


def _is_set(bands: Sequence[Box], anchor: Box, measure: _Measure) -> bool:
    return abs(measure(bands) - measure([anchor])) <= _OFF * (anchor[3] - anchor[1])


def _balanced(bands: Sequence[Box], anchors: Mapping[int, Box], rows: Sequence[int]) -> list[int] | None:
    """Where rows begin if each is centred on its numbers, the least off in all."""
    ways = {lo: (0.0, [lo]) for lo in range(rows[0], max(-1, rows[0] - _MOST_LINES), -1)}
    for row, after in zip(rows, [*rows[1:], len(bands)], strict=True):
        further: dict[int, tuple[float, list[int]]] = {}
        for (lo, (before, found)), hi in product(ways.items(), range(row + 1, min(after, row + _MOST_LINES) + 1)):
            off = before + abs(_middle(bands[lo:hi]) - _middle([anchors[row]]))
            if _is_set(bands[lo:hi], anchors[row], _middle) and off < further.get(hi, (inf,))[0]:
                further[hi] = (off, [*found, hi])
        ways = further
    return min(ways.values(), key=lambda way: way[0], default=(0.0, None))[1]


def _middle(boxes: Sequence[Box]) -> float:
    return (_upper(boxes) + _lower(boxes)) / 2


def _upper(boxes: Sequence[Box]) -> float:
    return min(box[1] for box in boxes)


def _lower(boxes: Sequence[Box]) -> float:
    return max(box[3] for box in boxes)
