"""The words of a page and the corridors between them: what a table without ruling lines is made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from structurer.documents.pdf.glyph import Box, Glyph
from structurer.documents.pdf.textlines import GlyphRun, TextLine, around, gap
from structurer.text import lazy_re as re

Span = tuple[float, float]
"""A width of the page: left and right."""

_WORD = 0.25  # of the size: a narrower gap parts no words
_SPREAD = 3.0  # of the size: the widest gap between the letters of a spread word, 区   分
_SHARED = 0.1  # of the size: lines that share more of their height are set on one row
_AMOUNT = r"[▲△\-−‐–+]?\s?(?!(?:19|20)\d\d\b)\d[\d,.]*(?:%|人|名|件|[百千万億]*円?)"
_NUMBER = re.compile(rf"{_AMOUNT}|\({_AMOUNT}\)")
_FILLED = re.compile(
    rf"{_NUMBER.pattern}|[-‐−–ー―]+|[百千万億]*円"
)  # a dash, and a unit that a narrow column breaks off
_LEAST_FILLED = 2  # numbers or dashes on one height: a row


@dataclass(frozen=True)
class Band:
    """The lines that share some of their height: what is set on one row, each line with its words."""

    texts: tuple[TextLine, ...]

    @cached_property
    def lines(self) -> tuple[tuple[GlyphRun, ...], ...]:
        """The words of each line."""
        return tuple(tuple(_words(text)) for text in self.texts)

    @cached_property
    def words(self) -> tuple[GlyphRun, ...]:
        """The words of all lines."""
        return tuple(word for line in self.lines for word in line)

    @cached_property
    def box(self) -> Box:
        """The place on the page."""
        return around([glyph for text in self.texts for glyph in text.glyphs])

    @property
    def size(self) -> float:
        """The size of its letters."""
        return self.texts[0].glyphs[0].size

    def parted(self) -> list["Band"]:
        """Each line by itself."""
        return [Band((text,)) for text in self.texts]

    @cached_property
    def has_numbers(self) -> bool:
        """Whether one of its words is a number."""
        return any(map(is_number, self.words))

    @cached_property
    def is_row(self) -> bool:
        """Whether a number stands in it, and another or a dash."""
        return self.has_numbers and sum(map(is_filled, self.words)) >= _LEAST_FILLED


def bands(lines: Iterable[TextLine]) -> Iterator[Band]:
    """Lines from top to bottom, those that share some of their height together."""
    held: list[TextLine] = []
    for line in lines:
        if held and max(one.box[3] for one in held) - line.box[1] <= _SHARED * line.glyphs[0].size:
            yield Band(tuple(held))
            held = []
        held.append(line)
    if held:
        yield Band(tuple(held))


def pitch(above: Band, below: Band) -> float:
    """The distance from the last line of a band to the first of the next, in sizes."""
    size = max(above.size, below.size)
    return (below.box[1] - above.box[3]) / size + 1


def _words(line: TextLine) -> Iterator[GlyphRun]:
    """The words of a line; letters that are spread one by one are one."""
    glyphs, start = line.glyphs, 0
    for place in range(1, len(glyphs) + 1):
        if place == len(glyphs) or (_parts(glyphs, place) and not _is_spread(glyphs, place)):
            yield GlyphRun(glyphs[start:place])
            start = place


def _parts(glyphs: Sequence[Glyph], place: int) -> bool:
    """Whether a gap parts a character from the one before it; the edges of a line do."""
    return place in {0, len(glyphs)} or gap(glyphs[place - 1], glyphs[place]) >= _WORD


def _is_spread(glyphs: Sequence[Glyph], place: int) -> bool:
    """Whether a gap stands between two letters that stand alone, no further apart than those of one word."""
    alone = _parts(glyphs, place - 1) and _parts(glyphs, place + 1)
    letters = all(glyph.text.isalpha() for glyph in glyphs[place - 1 : place + 1])
    return alone and letters and gap(glyphs[place - 1], glyphs[place]) < _SPREAD


def is_number(word: GlyphRun) -> bool:
    """Whether a word is a number, its sign and unit included; a year is none."""
    return _NUMBER.fullmatch(normalize("NFKC", word.text)) is not None


def is_filled(word: GlyphRun) -> bool:
    """Whether a word stands where a number does: one, a dash, a unit."""
    return _FILLED.fullmatch(normalize("NFKC", word.text)) is not None


def span(word: GlyphRun) -> Span:
    """The width that a word takes up."""
    return word.box[0], word.box[2]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The widths that are taken, those that overlap as one."""
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def over(columns: Sequence[Span], own: Span) -> list[int]:
    """The columns that a width stands over."""
    return [n for n, column in enumerate(columns) if column[0] < own[1] and own[0] < column[1]]
