"""Tables drawn with lines: boxes of `│` and `─`, grids of `|`, `-` and `+`, whose cells span columns and run over lines.

The lines say which columns there are; what stands between two of them is one row, however many lines it takes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BARS = frozenset("|｜│┃║")
_CORNERS = frozenset("+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝")
_DASHES = frozenset("-=─━═")
_EDGES = _BARS | _CORNERS
_OPENS = re.compile(rf"\s*[{re.escape(''.join(_CORNERS))}][{re.escape(''.join(_DASHES))}]")
_MOST_LINES = 400  # lines of one table: some pages

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


def _parted(
    text: str, block: Sequence[Span], place: int, edges: Sequence[dict[int, int]], bounds: Sequence[int]
) -> Iterator[GridRow]:
    """The rows between the drawn lines; one that is drawn only in part ends a row, too, and may still hold words of it."""
    first = 0
    cells: list[list[Span]] = [[] for _ in bounds[1:]]
    for number, (span, found) in enumerate(zip(block, edges, strict=True), place + 1):
        ruled = any(text[offset] in _CORNERS for offset in found.values())
        for left, right in pairwise(sorted(found)):
            begin, end = found[left] + 1, found[right]
            words = text[begin:end].strip()
            if words and not (ruled and all(letter in _DASHES for letter in words)):
                cells[bounds.index(left)].append((begin, end))
                first = first or number
        if ruled and first:
            last = number - 1 if _is_rule(text[slice(*span)].strip()) else number
            yield GridRow(first, last, tuple(tuple(cell) for cell in cells))
            first, cells = 0, [[] for _ in bounds[1:]]
