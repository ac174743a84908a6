"""Text lines: the characters at one height, from left to right, with the gaps between."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from structurer.documents.pdf.glyph import PART_OF_NUMBER, Box, Glyph

_GAP = 0.25  # of the size: narrower than this, two characters belong to one word
_DIGIT_GAP = 0.12  # the same between digits: narrower, since two numbers must not become one
_WIDE = 0.9  # of the size: as wide as this, a gap sets cells apart
_OVERLAP = 0.5  # of the lower height: characters that share less stand in two lines
_LEAST_SPACES, _MOST_SPACES = 2, 40  # two part cells in `text.rows`; more than 40 only make a line longer


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """A run of characters with no wide gap between them."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """As printed, with a space for each gap."""
        return spaced(self.glyphs)

    @property
    def box(self) -> Box:
        """The place on the page."""
        return around(self.glyphs)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line: the characters at one height, in runs that wide gaps set apart."""

    pieces: tuple[GlyphRun, ...]

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Every character, from left to right."""
        return tuple(glyph for piece in self.pieces for glyph in piece.glyphs)

    @property
    def text(self) -> str:
        """As printed, each gap as wide as it is there."""
        return spaced(self.glyphs)

    @property
    def box(self) -> Box:
        """The place on the page."""
        return around(self.glyphs)


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of a table: the text of each cell, blank where there is none, and its place on the page."""

    cells: tuple[str, ...]
    box: Box


def around(glyphs: Iterable[Glyph]) -> Box:
    """The box around some characters."""
    return enclosing(glyph.box for glyph in glyphs)


def enclosing(boxes: Iterable[Box]) -> Box:
    """The box around some others."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Characters as lines, from top to bottom."""
    return [TextLine(tuple(_pieces(row))) for row in _rows(glyphs)]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Two characters stand in one line where half the height of the smaller one is common to both."""
    found: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda one: one.middle[1]):
        top, bottom = glyph.box[1], glyph.box[3]
        for place in range(len(found) - 1, max(-1, len(found) - 4), -1):
            upper, lower, row = found[place]
            if min(bottom, lower) - max(top, upper) >= _OVERLAP * min(bottom - top, lower - upper):
                row.append(glyph)
                break
        else:
            found.append((top, bottom, [glyph]))
    return [sorted(row, key=lambda one: one.box[0]) for _, _, row in found]


def _pieces(row: Sequence[Glyph]) -> Iterator[GlyphRun]:
    start = 0
    for place in range(1, len(row) + 1):
        if place == len(row) or gap(row[place - 1], row[place]) >= _WIDE:
            yield GlyphRun(tuple(row[start:place]))
            start = place


def gap(left: Glyph, right: Glyph) -> float:
    """The space between two characters, in sizes of the larger."""
    return (right.box[0] - left.box[2]) / max(left.size, right.size)


def touch(left: Glyph, right: Glyph) -> bool:
    """Whether two characters belong to one word."""
    return gap(left, right) < _GAP


def is_one_number(left: Glyph, right: Glyph) -> bool:
    """Whether two characters that touch may be parts of one number."""
    return all(PART_OF_NUMBER.search(one.text) for one in (left, right)) and touch(left, right)


def spaced(glyphs: Sequence[Glyph]) -> str:
    """Characters of one line with a space for a gap, and several for a wide one."""
    text = glyphs[0].text if glyphs else ""
    for left, right in pairwise(glyphs):
        text += _space(left, right) + right.text
    return text


def _space(left: Glyph, right: Glyph) -> str:
    """Return the spaces between two characters. Two numbers must not become one, so a narrower gap parts digits."""
    width = gap(left, right)
    if width < _WIDE:
        least = _DIGIT_GAP if left.is_digit and right.is_digit else _GAP
        return " " if width >= least or (right.apart and width > 0) else ""
    return " " * max(_LEAST_SPACES, min(_MOST_SPACES, round(width * 2)))
