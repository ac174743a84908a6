"""Marks at figures that are no text: lines through them, signs drawn as shapes, fills that end within a digit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTRect
from pdfplumber.page import Page as Plumbed

from structurer.documents.document import Doubt, Trouble
from structurer.documents.figures import matters
from structurer.documents.pdf.glyph import Box, Glyph, box_of, lightness
from structurer.documents.pdf.ink import Ink
from structurer.documents.pdf.textlines import is_one_number, lines

# In sizes of the character where nothing else is said, with room for what programs draw inexactly.
_THIN = 0.25  # as thick as this at most a rectangle is a line
_CROSSED = 0.6  # of the width of a character: a line that strikes it runs over more than half
_MIDDLE = (0.3, 0.7)  # of the height: above it runs a ruling line, below it an underline
_INNER = (0.15, 0.85)  # an edge in here cuts the digit; nearer to its side it frames it
_NEAR = 0.25  # of a slanting line from the centre of the character it strikes
_SMALLER, _RAISED = 0.8, 0.25  # a note's number is smaller than four fifths, or raised by a quarter
_LEAST_SHAPE, _MOST_SHAPE = 0.35, 1.2  # a drawn sign is no dot, and hardly larger than a digit
_BESIDE = (-0.2, 0.6)  # how far beside a digit its sign stands
_DARK, _LIGHT = 0.5, 0.7  # of white: letters at most as light are read on a ground at least as light
_SIDE = 0.4  # of a digit: a part so large holds some of its strokes
_OUTSIDE = 0.15  # how far a sign may reach above and below its digit
_KINDS = {LTLine: "line", LTRect: "rect", LTCurve: "curve"}
_BUCKET = 20.0  # points: the strips in which marks are looked up, about two lines high


class _Mark(NamedTuple):
    """A line or shape: its box, whether it is filled or a line, the ends of one that runs aslant.

    `order` counts the characters painted before it, `light` is as `Glyph.light`.
    """

    box: Box
    is_dark: bool
    is_filled: bool
    ends: tuple[tuple[float, float], ...]
    order: int
    light: float | None


def troubles(page: Plumbed, shown: Sequence[Glyph], look: Ink) -> Iterator[Trouble]:
    """Yield the reasons why figures may look other than their text, each with the line it stands in."""
    orders = _orders(page.layout)
    marks = _by_height(
        mark
        for kind, found in (("line", page.lines), ("rect", page.rects), ("curve", page.curves))
        for mark in _marks(found, orders[kind], is_line=kind == "line")
    )
    for line in lines(shown):
        text = line.text[:40]
        for glyph in line.glyphs:
            for mark in _near(marks, glyph) if matters(glyph.text) else ():
                yield from (Trouble(kind, text) for kind in _doubts(glyph, mark, look))
        if any(_is_raised(left, right) for left, right in pairwise(line.glyphs)):
            yield Trouble("glued", text)


def _orders(layout: Any) -> dict[str, list[int]]:  # noqa: ANN401  # pdfminer's own, without types
    """How many characters were painted before each line, rectangle and curve: pdfplumber keeps each kind by itself."""
    found: dict[str, list[int]] = {"line": [], "rect": [], "curve": []}
    count, waiting = 0, [layout]
    while waiting:
        one = waiting.pop()
        if isinstance(one, LTContainer):
            waiting += reversed(list(one))
        elif isinstance(one, LTChar):
            count += 1
        elif (kind := _KINDS.get(type(one))) is not None:
            found[kind].append(count)
    return found


def _marks(found: Iterable[Mapping[str, Any]], orders: Iterable[int], *, is_line: bool) -> Iterator[_Mark]:
    for one, order in zip(found, orders, strict=True):
        ends = tuple((float(x), float(y)) for x, y in one.get("pts") or ()) if is_line else ()
        filled = not is_line and bool(one.get("fill"))
        yield _Mark(box_of(one), is_line or filled, filled, ends, order, lightness(one))


def _by_height(marks: Iterable[_Mark]) -> dict[int, list[_Mark]]:
    """The marks by the strips of the page that they touch: else every character would be held against every line."""
    found: dict[int, list[_Mark]] = {}
    for mark in marks:
        for strip in range(int(mark.box[1] // _BUCKET), int(mark.box[3] // _BUCKET) + 1):
            found.setdefault(strip, []).append(mark)
    return found


def _near(marks: Mapping[int, list[_Mark]], glyph: Glyph) -> Iterator[_Mark]:
    left, top, right, bottom = glyph.box
    strips = range(int(top // _BUCKET), int(bottom // _BUCKET) + 1)
    for mark in dict.fromkeys(mark for strip in strips for mark in marks.get(strip, ())):
        box = mark.box
        if box[0] < right + glyph.size and box[2] > left - glyph.size and box[1] <= bottom and box[3] >= top:
            yield mark


def _doubts(glyph: Glyph, mark: _Mark, look: Ink) -> Iterator[Doubt]:
    if _strikes(glyph, mark):
        yield "struck"
    elif glyph.is_digit and _is_sign(glyph, mark):
        yield "glued"
    elif glyph.is_digit and mark.is_filled and _ends_within(glyph, mark.box) and not _is_under(glyph, mark, look):
        yield "covered"


def _is_under(glyph: Glyph, mark: _Mark, look: Ink) -> bool:
    """Whether a fill is a ground on which all of a digit is read: light, painted before the dark digit, which shows on either side."""
    if mark.order > glyph.order or mark.light is None or glyph.light is None:
        return False
    left, top, right, bottom = glyph.box
    wide, high = _SIDE * (right - left), _SIDE * (bottom - top)
    sides = (
        (left, top, left + wide, bottom),
        (right - wide, top, right, bottom),
        (left, top, right, top + high),
        (left, bottom - high, right, bottom),
    )
    return mark.light >= _LIGHT and glyph.light <= _DARK and all(look.shows_in(side) for side in sides)


def _strikes(glyph: Glyph, mark: _Mark) -> bool:
    """A thin line through the middle of a character, or one aslant across it; a ruling line and an underline are none."""
    box, (x, y) = mark.box, glyph.middle
    if box[3] - box[1] <= _THIN * glyph.size:
        common = min(box[2], glyph.box[2]) - max(box[0], glyph.box[0])
        place = ((box[1] + box[3]) / 2 - glyph.box[1]) / max(glyph.box[3] - glyph.box[1], 0.01)
        return mark.is_dark and common > _CROSSED * (glyph.box[2] - glyph.box[0]) and _MIDDLE[0] < place < _MIDDLE[1]
    if len(mark.ends) != 2 or box[2] - box[0] <= _THIN * glyph.size:  # a line has two ends
        return False
    (x0, y0), (x1, y1) = mark.ends
    inside = box[0] <= x <= box[2] and box[1] <= y <= box[3]
    return inside and abs(y0 + (y1 - y0) * (x - x0) / (x1 - x0) - y) < _NEAR * glyph.size


def _is_sign(glyph: Glyph, mark: _Mark) -> bool:
    """A small dark shape beside a digit, no higher than it: `▲`, `-` or a digit that is drawn."""
    box, size = mark.box, glyph.size
    longest = max(box[2] - box[0], box[3] - box[1])
    within = box[1] >= glyph.box[1] - _OUTSIDE * size and box[3] <= glyph.box[3] + _OUTSIDE * size
    low = (box[1] + box[3]) / 2 > glyph.box[3] - _OUTSIDE * size  # an underline of what stands beside it
    small = _LEAST_SHAPE * size <= longest <= _MOST_SHAPE * size
    beside = (glyph.box[0] - box[2], box[0] - glyph.box[2])
    return mark.is_dark and within and small and not low and any(_BESIDE[0] < one / size < _BESIDE[1] for one in beside)


def _ends_within(glyph: Glyph, box: Box) -> bool:
    """Whether a fill that is more than a line begins or ends in the middle of a digit."""
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN * glyph.size:
        return False
    return _cuts(glyph.box, box, 0, 1) or _cuts(glyph.box, box, 1, 0)


def _cuts(glyph: Box, box: Box, along: int, across: int) -> bool:
    length, other = glyph[along + 2] - glyph[along], glyph[across + 2] - glyph[across]
    common = min(glyph[across + 2], box[across + 2]) - max(glyph[across], box[across])
    edges = ((box[edge] - glyph[along]) / max(length, 0.01) for edge in (along, along + 2))
    return common > other / 2 and any(_INNER[0] < edge < _INNER[1] for edge in edges)


def _is_raised(left: Glyph, right: Glyph) -> bool:
    """Whether two parts of one number differ in size or height: a note's number raised behind an amount."""
    if not (left.is_digit and right.is_digit and is_one_number(left, right)):
        return False
    small, large = sorted((left.size, right.size))
    return small < _SMALLER * large or abs(left.box[3] - right.box[3]) > _RAISED * large
