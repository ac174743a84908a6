"""Tables by their ruling lines: each character falls into the smallest cell around it; a figure across a line is doubtful."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from pdfplumber.page import Page as Plumbed

from structurer.documents import linetext
from structurer.documents.document import Trouble
from structurer.documents.pdf.glyph import Box, Glyph
from structurer.documents.pdf.textlines import PlacedRow, TextLine, enclosing, gap, is_one_number, lines, spaced
from structurer.documents.pdf.words import Band, bands
from structurer.text import lazy_re as re

_FEWEST_COLUMNS = 2  # one column is a frame around text
_THICK = 3.0  # points: a line is thinner
_TALL = 1.6  # sizes from one digit to the next below it: closer ones may be one number written downwards
_PADDING = 6.0  # points that a cell may keep free on either side; Word keeps 5.4
_APART, _WIDER = 0.1, 2.0
"""Two numbers with a line between them are so far apart, in sizes, and so much wider than the digits of each: a browser keeps three
pixels free there."""

_ENDS, _BEGINS = re.compile(r"[\d,.]*\d$"), re.compile(r"[,.]?\d[\d,.]*")
_ONE = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table drawn with lines: its box, and each row as the boxes of its cells; None where a merged cell goes on."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def ruled(page: Plumbed, glyphs: Sequence[Glyph]) -> list[Ruled]:
    """The tables of a page that have columns; a frame around text is none.

    Nor are grounds of some rows of a table that no line draws: the rows between them would lose their columns.
    """
    every = _found(page)
    if not every or not any(map(_is_ground, page.rects)):
        return every
    drawn = {table.box for table in _found(page.filter(lambda one: not _is_ground(one)))}
    boxes = [table.box for table in every]
    loose = list(bands(lines([glyph for glyph in glyphs if not any(_is_within(glyph, box) for box in boxes)])))
    return [table for table in every if table.box in drawn or not any(_goes_on(table, band) for band in loose)]


def _found(page: Plumbed) -> list[Ruled]:
    found = []
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        rows = tuple(tuple(row.cells) for row in table.rows)
        if sum(any(cell is not None for cell in column) for column in zip(*rows, strict=False)) >= _FEWEST_COLUMNS:
            found.append(Ruled(table.bbox, rows))
    return found


def _is_ground(drawn: Mapping[str, Any]) -> bool:
    """Whether something drawn is a fill without an outline, and not as thin as a line."""
    return (
        drawn["object_type"] == "rect"
        and bool(drawn.get("fill"))
        and not drawn.get("stroke")
        and min(drawn["width"], drawn["height"]) > _THICK
    )


def _is_within(glyph: Glyph, box: Box) -> bool:
    x, y = glyph.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _goes_on(table: Ruled, band: Band) -> bool:
    """Whether a row of a table stands right above or below another: numbers, or headings, over the width of that."""
    left, top, right, bottom = table.box
    near = min(abs(band.box[1] - bottom), abs(top - band.box[3])) <= (bottom - top) / len(table.rows)
    within = [word for word in band.words if left <= word.box[2] and word.box[0] <= right]
    return near and len(within) > 1 and (band.has_numbers or len(within) > _FEWEST_COLUMNS)


class Cells:
    """The cells of all tables of a page."""

    def __init__(self, tables: Sequence[Ruled], edges: Iterable[Mapping[str, Any]] = ()) -> None:
        boxes = [box for table in tables for row in table.rows for box in row if box is not None]
        self._boxes = sorted(set(boxes), key=_area)
        self._upright = [(edge["x0"], edge["top"], edge["bottom"]) for edge in edges if edge["orientation"] == "v"]
        self.held: dict[Box, list[Glyph]] = defaultdict(list)
        self.loose: list[Glyph] = []

    def fill(self, glyphs: Sequence[Glyph]) -> None:
        """Put each character into the smallest cell around its middle, or leave it loose."""
        for glyph in glyphs:
            box = self.at(glyph)
            if box is None:
                self.loose.append(glyph)
            else:
                self.held[box].append(glyph)

    def at(self, glyph: Glyph) -> Box | None:
        """The smallest cell around a character's middle."""
        x, y = glyph.middle
        return next((box for box in self._boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)

    def crossing(self, glyphs: Sequence[Glyph]) -> Iterator[Trouble]:
        """The numbers that stand in two cells at once."""
        for line in lines(glyphs):
            touching = [pair for pair in pairwise(line.glyphs) if is_one_number(*pair)]
            across = [pair for pair in touching if self.at(pair[0]) != self.at(pair[1])]
            within = max((gap(*pair) for pair in touching if pair not in across), default=0.0)
            if any(gap(*pair) < max(_APART, _WIDER * within) or not self._is_parted(*pair) for pair in across):
                yield Trouble("crossing", line.text[:40])

    def _is_parted(self, left: Glyph, right: Glyph) -> bool:
        """Whether a line is drawn between two characters."""
        y = (left.middle[1] + right.middle[1]) / 2
        return any(left.box[2] <= x <= right.box[0] and top <= y <= bottom for x, top, bottom in self._upright)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def filled(table: Ruled, cells: Cells, inner: Sequence[Ruled]) -> Iterator[PlacedRow]:
    """The rows of a table; a table within a cell is part of the cell's text."""
    below: dict[int, float] = {}  # by column how far the last cell reaches down
    texts: list[list[str | None]] = []
    for row in table.rows:
        top = min((box[1] for box in row if box is not None), default=0.0)
        goes_on = {n for n, box in enumerate(row) if box is None and below.get(n, 0.0) > top + 1}
        texts.append(
            [None if n in goes_on else "" if box is None else _text(box, cells, inner) for n, box in enumerate(row)]
        )
        below |= {n: box[3] for n, box in enumerate(row) if box is not None}
    for row, found in zip(table.rows, linetext.whole_rows(texts), strict=True):
        if any(found):
            yield PlacedRow(tuple(found), enclosing(box for box in row if box is not None))


def _text(box: Box, cells: Cells, inner: Sequence[Ruled]) -> str:
    within = [table for table in inner if _holds(box, table.box)]
    held = [*cells.held.get(box, ())]
    for table in within:
        held += [glyph for row in table.rows for part in row if part is not None for glyph in cells.held.get(part, ())]
    found = lines(held)
    if _is_vertical(found):
        return linetext.cell(["".join(glyph.text for line in found for glyph in line.glyphs)])
    wrapped = [_is_full(box, above.glyphs, below.glyphs[0]) for above, below in pairwise(found)]
    return linetext.cell([spaced(line.glyphs) for line in found], wrapped)


def _is_vertical(found: Sequence[TextLine]) -> bool:
    """True for letters one below the other: `財`, `源`, `内`, `訳`."""
    return len(found) > 1 and all(len(line.glyphs) == 1 and not line.glyphs[0].is_digit for line in found)


def broken(cells: Cells) -> Iterator[Trouble]:
    """The numbers that go on below: digits one below the other, or a number that fills its cell and may have been parted."""
    for box, held in cells.held.items():
        for upper, lower in pairwise(lines(held)):
            above, below = upper.glyphs, lower.glyphs
            if (
                len(above) == len(below) == 1
                and above[0].is_digit
                and below[0].is_digit
                and _is_close(above[0], below[0])
            ):
                yield Trouble("turned", above[0].text + below[0].text)
            elif _is_full(box, above, below[0]) and _may_be_one(spaced(above), spaced(below)):
                yield Trouble("parted", f"{spaced(above)} / {spaced(below)}")


def _is_close(upper: Glyph, lower: Glyph) -> bool:
    return lower.middle[1] - upper.middle[1] < _TALL * upper.size


def _is_full(box: Box, above: Sequence[Glyph], following: Glyph) -> bool:
    """Whether the next character may not have found room behind a line of a cell."""
    wide = following.box[2] - following.box[0]
    free = (box[2] - box[0]) - (above[-1].box[2] - above[0].box[0])
    return free < wide + 2 * _PADDING


def _may_be_one(upper: str, lower: str) -> bool:
    """Whether the end of one line and the beginning of the next make one number, and are not two years or two amounts."""
    above, below = (normalize("NFKC", text) for text in (upper, lower))
    end, begin = _ENDS.search(above), _BEGINS.match(below)
    if end is None or begin is None or (_YEAR.fullmatch(end[0]) and _YEAR.fullmatch(begin[0])):
        return False
    return _ONE.fullmatch(end[0] + begin[0]) is not None


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1] and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
        and outer != inner
    )  # fmt: skip


def nested(tables: Sequence[Ruled]) -> tuple[list[Ruled], list[Ruled]]:
    """The tables that stand by themselves, and those that stand in a cell of another."""
    inner = [
        table
        for table in tables
        if any(_holds(box, table.box) for other in tables if other != table for row in other.rows for box in row if box)
    ]
    return [table for table in tables if table not in inner], inner
