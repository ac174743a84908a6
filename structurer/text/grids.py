"""Tables drawn with lines: boxes of `│` and `─`, grids of `|`, `-` and `+`, whose cells span columns and run over lines.

The lines say which columns there are; what stands between two of them is one row, however many lines it takes, or a row
a line, where each line has a label and an amount of its own.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from structurer.text import lazy_re as re
from structurer.text.scan import Kind, scan

_BARS = frozenset("|｜│┃║")
_CORNERS = frozenset("+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝")
_DASHES = frozenset("-=─━═")
_EDGES = _BARS | _CORNERS
_OPENS = re.compile(rf"\s*[{re.escape(''.join(_CORNERS))}][{re.escape(''.join(_DASHES))}]")
_MOST_LINES = 400  # lines of one table: some pages
_NUMBER = re.compile(r"[▲△+\-−－]?\s?[\d０-９][\d０-９,，.．]*[%％]?")
_DASH = re.compile(r"[-‐‑‒–—―−－ー]{1,3}")
_NO_LABEL = re.compile(rf"\s*(?:(?:{_NUMBER.pattern}|{_DASH.pattern})\s*$|[(（])")
_ROOM = 3  # columns of the screen that a line leaves free which goes on in the next one: a wide letter and the border's space
_COST = re.compile(r"(?:[直間]接)?(?:総?事業費|人件費|(?:総|トータル)コスト|総経費)")
_FEWEST_LINES = 3  # of a band that is a row a line
_COUNTED = frozenset({Kind.COUNT, Kind.HEADCOUNT, Kind.PERCENT})
_STACKED = re.compile("上段|下段")  # a note on two amounts of one row, the one above the other

Span = tuple[int, int]
"""Two offsets in the text."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a drawn table: its first and last line, 1-based, and for each column the spans of what its cell holds.

    A cell that spans several columns stands in the first of them; the others are empty.
    """

    first: int
    last: int
    cells: tuple[tuple[Span, ...], ...]


def grid_rows(text: str, lines: Sequence[Span]) -> dict[int, GridRow]:
    """The rows of the tables that lines draw in a text, by their first line; `lines` are the spans of the text's lines."""
    found: dict[int, GridRow] = {}
    place = 0
    while place < len(lines):
        block = _block(text, lines, place) if _OPENS.match(text, *lines[place]) is not None else []
        for row in _rows(text, block, place) if block else ():
            found[row.first] = row
        place += max(1, len(block))
    return found


def _block(text: str, lines: Sequence[Span], place: int) -> list[Span]:
    """The lines of the table that begins at a line; it ends at the last line that is drawn from end to end."""
    block: list[Span] = []
    last = 0
    for span in lines[place : place + _MOST_LINES]:
        line = text[slice(*span)].strip()
        if not line or line[0] not in _EDGES or line[-1] not in _EDGES:
            break
        block.append(span)
        last = len(block) if _is_rule(line) else last
    return block[:last] if last > 2 else []


def _is_rule(line: str) -> bool:
    """True for a line that is drawn from end to end."""
    return line[0] in _CORNERS and all(letter in _CORNERS or letter in _DASHES for letter in line)


def _rows(text: str, block: Sequence[Span], place: int) -> Iterator[GridRow]:
    for width in (_narrow, _wide):
        edges = [_edges(text, span, width) for span in block]
        bounds = sorted({column for found in edges for column in _corners(text, found)})
        ends = {bounds[0], bounds[-1]} if bounds else set()
        if len(bounds) > 2 and all(ends <= set(found) <= set(bounds) for found in edges) and _agree(text, edges):
            yield from _parted(text, block, place, edges, bounds)
            return


def _agree(text: str, edges: Sequence[dict[int, int]]) -> bool:
    """True where lines of words right below each other are parted at the same columns."""
    return all(
        above.keys() == below.keys() or any(True for line in (above, below) for _ in _corners(text, line))
        for above, below in pairwise(edges)
    )


def _narrow(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "FW" else 1


def _wide(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "FWA" else 1


def _edges(text: str, span: Span, width: Callable[[str], int]) -> dict[int, int]:
    """The offsets of the bars and corners of a line, by their columns of the screen."""
    found, column = {}, 0
    for offset in range(*span):
        letter = text[offset]
        if letter in _EDGES and (letter != "+" or _joins_dashes(text, offset)):
            found[column] = offset
        column += width(letter)
    return found


def _joins_dashes(text: str, offset: int) -> bool:
    """True for a plus that dashes meet at; one among words is no corner."""
    return text[offset - 1 : offset] in _DASHES or text[offset + 1 : offset + 2] in _DASHES


def _corners(text: str, edges: dict[int, int]) -> Iterator[int]:
    """The columns of a line's corners."""
    return (column for column, offset in edges.items() if text[offset] in _CORNERS)


@dataclass
class _Band:
    """The lines between two drawn ones: what each column holds of each line, 1-based, and the width of each column."""

    widths: Sequence[int]
    lines: list[int] = field(default_factory=list)
    cells: list[dict[int, Span]] = field(default_factory=list)

    @classmethod
    def of(cls, bounds: Sequence[int]) -> "_Band":
        """An empty band between the columns of the screen that bound its cells."""
        widths = [right - left - 1 for left, right in pairwise(bounds)]
        return cls(widths, cells=[{} for _ in widths])

    def rows(self, last: int) -> Iterator[GridRow]:
        """The band as one row, which ends at a line."""
        if self.lines:
            yield GridRow(self.lines[0], last, tuple(tuple(cell.values()) for cell in self.cells))

    def rows_by_line(self) -> Iterator[GridRow]:
        """Each line of the band as a row."""
        for line in self.lines:
            yield GridRow(line, line, tuple((cell[line],) if line in cell else () for cell in self.cells))

    def amounts(self, text: str) -> Iterator[int]:
        """The columns that hold a number on two lines or more, and on every line a number or a dash."""
        for n, cell in enumerate(self.cells):
            words = [text[slice(*span)].strip() for span in cell.values()]
            numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
            dashes = sum(_DASH.fullmatch(word) is not None for word in words)
            if numbers > 1 and numbers + dashes == len(words):
                yield n

    def is_a_row_a_line(self, text: str) -> bool:
        """True where each line has an amount, and a label left of it that does not go on in the next line.

        Of two lines alone nobody can tell: two rows, or a label that was broken by hand beside two amounts. There a column must
        print the same word on both, as a unit's does, or a whole unit on each, or the whole name of an amount, 要求額 and 査定額,
        or of a cost with room behind it, 事業費 and 人件費.
        """
        columns = [n for n in self.amounts(text) if len(self.cells[n]) == len(self.lines)]
        own = self._words(text, columns[0]) if columns else []
        if any(all(word.endswith("額") for word in words) for words in own):
            return True
        if any(all(map(_COST.fullmatch, words)) for words in own) and any(
            self._names(text, n) for n in range(columns[0])
        ):
            return True
        if not columns or (len(self.lines) < _FEWEST_LINES and not self._repeats(text, columns[0])):
            return False
        return any(self._names(text, n) for n in range(columns[0]))

    def _repeats(self, text: str, first: int) -> bool:
        """True where a column left of the amounts prints one word, or a unit that is whole, on every line."""
        return any(len(set(own)) == 1 or _are_units(own) for own in self._words(text, first))

    def _words(self, text: str, first: int) -> list[list[str]]:
        """The words of each column left of a place that holds some on every line."""
        words = ([text[slice(*span)].strip() for span in cell.values()] for cell in self.cells[:first])
        return [own for own in words if len(own) == len(self.lines)]

    def _names(self, text: str, column: int) -> bool:
        """True for a column of words on every line, which are not one broken label: that would fill its lines."""
        words = [text[slice(*self.cells[column][line])].rstrip() for line in self.lines if line in self.cells[column]]
        if len(words) < len(self.lines) or any(_NO_LABEL.match(word) for word in words):
            return False
        return any(self.widths[column] - sum(map(_narrow, word)) >= _ROOM for word in words[:-1])


def _is_unit(word: str) -> bool:
    """True for a word that counts: 件, 人, %; not for half of one, 千 of 千人."""
    tokens = list(scan(f"1{word}"))
    return len(tokens) == 1 and tokens[0].kind in _COUNTED and tokens[0].end == len(word) + 1


def _are_units(words: Sequence[str]) -> bool:
    """True for units on lines of their own, which are not one that is broken over them: か, 所."""
    return all(map(_is_unit, words)) and not _is_unit("".join(words))


def _parted(
    text: str, block: Sequence[Span], place: int, edges: Sequence[dict[int, int]], bounds: Sequence[int]
) -> Iterator[GridRow]:
    """The rows between the drawn lines; a row a line only where all that is stacked in the table's cells is rows."""
    bands = list(_bands(text, block, place, edges, bounds))
    stacked = [band for band, _ in bands if any(band.amounts(text))]
    by_line = _STACKED.search(text) is None and all(band.is_a_row_a_line(text) for band in stacked)
    for band, last in bands:
        yield from band.rows_by_line() if by_line and band in stacked else band.rows(last)


def _bands(
    text: str, block: Sequence[Span], place: int, edges: Sequence[dict[int, int]], bounds: Sequence[int]
) -> Iterator[tuple[_Band, int]]:
    """The bands between the drawn lines, each with its last line.

    A line that is drawn only in part ends a band, too, and may still hold words of it.
    """
    band = _Band.of(bounds)
    for number, (span, found) in enumerate(zip(block, edges, strict=True), place + 1):
        ruled = any(text[offset] in _CORNERS for offset in found.values())
        for left, right in pairwise(sorted(found)):
            begin, end = found[left] + 1, found[right]
            words = text[begin:end].strip()
            if words and not (ruled and all(letter in _DASHES for letter in words)):
                band.cells[bounds.index(left)][number] = (begin, end)
                band.lines += [] if band.lines[-1:] == [number] else [number]
        if ruled and band.lines:
            yield band, number - 1 if _is_rule(text[slice(*span)].strip()) else number
            band = _Band.of(bounds)
