"""The cells of one row of a table without ruling lines, and its headings: what stands over which columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from structurer.documents import linetext
from structurer.documents.pdf.textlines import GlyphRun, PlacedRow, around, spaced
from structurer.documents.pdf.words import Band, Span, over, pitch, span

# In sizes of the letters.
_CENTRED, _EXACT = 0.35, 0.1  # how far a heading may be off the middle of its columns; so close it is the column's own
_BROKEN = 1.5  # from one line to the next of a heading that a break parts; further up one stands over several


@dataclass
class GridRow:
    """The words of each column of a row, line by line; `over` are the columns that its cells take up."""

    lines: dict[int, list[list[GlyphRun]]] = field(default_factory=dict)
    over: set[int] = field(default_factory=set)

    def put(self, columns: Sequence[int], line: list[GlyphRun]) -> None:
        """Put a line of a cell into the first of its columns."""
        self.lines.setdefault(columns[0], []).append(line)
        self.over.update(columns)

    def words(self, column: int) -> Iterator[GlyphRun]:
        """The words of a cell."""
        return (word for line in self.lines.get(column, ()) for word in line)

    def printed(self, width: int) -> PlacedRow:
        """The texts of the cells."""
        texts = [self._text(n) for n in range(width)]
        return PlacedRow(
            tuple(texts), around([glyph for n in self.lines for word in self.words(n) for glyph in word.glyphs])
        )

    def _text(self, column: int) -> str:
        lines = [spaced([glyph for word in line for glyph in word.glyphs]) for line in self.lines.get(column, ())]
        return linetext.cell(lines, [True] * len(lines))  # how wide the cell is nobody knows


def in_middle(columns: Sequence[Span], word: GlyphRun, free: Sequence[int]) -> range:
    """The most columns in whose middle a word stands, of those that are free for it and next to each other; empty for none."""
    own = over(columns, span(word))
    if not own or not set(own) <= set(free):
        return range(0)
    first, last = own[0], own[-1]
    while first - 1 in free:
        first -= 1
    while last + 1 in free:
        last += 1
    found = (range(a, b + 1) for a in range(first, own[0] + 1) for b in range(own[-1], last + 1) if b > a)
    return max((one for one in found if _off(columns, one, word) <= _CENTRED), key=len, default=range(0))


def _off(columns: Sequence[Span], own: Sequence[int], word: GlyphRun) -> float:
    """How far a word is off the middle of some columns, in its size."""
    left, right = span(word)
    return abs(columns[own[0]][0] + columns[own[-1]][1] - left - right) / 2 / word.glyphs[0].size


def headings(columns: Sequence[Span], bands: Sequence[Band]) -> list[GridRow] | None:
    """The rows of headings; None where it is not sure what one stands over.

    Bands that share no column are one row: a heading over two rows stands between them.
    """
    if _is_bridged(columns, [line for band in bands for line in band.lines]):
        return None
    rows: list[list[Band]] = []
    for band in (part for held in bands for part in ([held] if _is_one(columns, held) else held.parted())):
        if rows and (not _taken(columns, [band]) & _taken(columns, rows[-1]) or _is_upper(columns, rows[-1], band)):
            rows[-1].append(band)
        else:
            rows.append([band])
    made: list[GridRow] = []
    for row in reversed(rows):
        found = _heading(columns, row, made[0] if made else GridRow())
        if found is None:
            return None
        made.insert(0, found)
    return made


def _is_bridged(columns: Sequence[Span], lines: Sequence[Sequence[GlyphRun]]) -> bool:
    """Whether a heading makes one column of two: it stands over two words of another line, and over no two columns."""
    single = [[span(word) for word in line if len(over(columns, span(word))) == 1] for line in lines]
    return any(len(over(other, own)) > 1 for line in single for own in line for other in single if other is not line)


def _is_one(columns: Sequence[Span], band: Band) -> bool:
    """Whether every heading of a band is set on its middle: then those of several lines are one row, broken."""
    held: dict[int, list[GlyphRun]] = {}
    for word in band.words:
        for column in over(columns, span(word)):
            held.setdefault(column, []).append(word)
    middles = (around([glyph for word in found for glyph in word.glyphs]) for found in held.values())
    return all(abs(box[1] + box[3] - band.box[1] - band.box[3]) / 2 <= _EXACT * band.size for box in middles)


def _taken(columns: Sequence[Span], bands: Sequence[Band]) -> set[int]:
    return {column for band in bands for word in band.words for column in over(columns, span(word))}


def _is_upper(columns: Sequence[Span], bands: Sequence[Band], below: Band) -> bool:
    """Whether these are the upper lines of headings that a break parts: 前年度 close above 予算額, in the middle of its column.

    One that may as well stand over several columns, in their middle or at their left edge, is none.
    """
    if pitch(bands[-1], below) > _BROKEN:
        return False
    under = _taken(columns, [below])
    for word in (word for band in bands for word in band.words):
        own = over(columns, span(word))
        free = under - _taken(columns, bands) | set(own)
        lower = [one for one in below.words if over(columns, span(one)) == own]
        near = _EXACT * word.glyphs[0].size
        left = bool(lower) and abs(lower[0].box[0] - word.box[0]) <= near and own[0] + 1 in free
        if len(own) != 1 or _off(columns, own, word) > _EXACT or left or in_middle(columns, word, sorted(free)):
            return False
    return True


def _heading(columns: Sequence[Span], bands: Sequence[Band], below: GridRow) -> GridRow | None:
    """One row of headings over another; None where it is not sure which columns of that one a heading stands over."""
    row = GridRow()
    every = [(word, over(columns, span(word))) for band in bands for word in band.words]
    for line in (line for band in bands for line in band.lines):
        held: dict[tuple[int, ...], list[GlyphRun]] = {}
        for word in line:
            others = {column for other, own in every if other is not word for column in own}
            own = over(columns, span(word))
            group = in_middle(columns, word, sorted(below.over - others))
            exact = len(own) == 1 and _off(columns, own, word) <= _EXACT
            if not own or (len(own) > 1 and not group) or (group and exact):
                return None
            held.setdefault(tuple(group or own), []).append(word)
        for own_columns, found in held.items():
            row.put(own_columns, found)
    for column in sorted(below.over - row.over):
        if not _begins_with(row, below, max((n for n in row.lines if n < column), default=-1)):
            return None
        row.over.add(column)
    return row


def _begins_with(row: GridRow, below: GridRow, column: int) -> bool:
    """Whether a heading is set at the left edge of the one below it, and not at its right: it may go on over the next columns."""
    upper, lower = next(row.words(column), None), next(below.words(column), None)
    if upper is None or lower is None:
        return False
    near = _EXACT * upper.glyphs[0].size
    return abs(upper.box[0] - lower.box[0]) <= near < abs(upper.box[2] - lower.box[2])
