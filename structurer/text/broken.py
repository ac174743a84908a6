"""Rows with line ends inside their cells, table by table: where each table has a width of its own.

Converters of Word documents print a cell's paragraphs as lines. Lines are put together only where they explain a table
whole: every line is a row or a piece of one, each joint is words on both sides, and the last row stands on one line.
"""

from collections.abc import Iterator, Sequence

from structurer.text import lazy_re as re
from structurer.text.commas import Span

_FEWEST_TABS = 3  # of a row: with fewer, lines that belong together are chance
_FEWEST_ROWS = 2  # of a text: one pair of lines may be two rows, each cut short at its last filled cell
_MOST_PIECES = 8  # lines of one row: a cell of some lines beside another
_MOST_ROWS = 400  # lines of one table: some pages
_AMOUNT = re.compile(r"[\s\-+▲△(（]*\d[\d,.]*\s*(?:百万円|千円|万円|億円|円|人)?[\s)）]*")


def broken_tables(text: str, lines: Sequence[Span]) -> dict[int, int]:
    """The last line of each row that its cells carry over lines, by its first one, both 1-based."""
    counts = [text.count("\t", *span) for span in lines]
    found: dict[int, int] = {}
    runs = list(_runs(counts))
    place = 0
    while place < len(runs):
        first, end = runs[place]
        own = None
        if place + 1 < len(runs) and _go_on(text, lines, end, runs[place + 1][0]):
            own = _rows(text, lines, counts, first, runs[place + 1][1])
        place += 2 if own else 1
        found |= own or _rows(text, lines, counts, first, end) or {}
    return found if len(found) >= _FEWEST_ROWS else {}


def _runs(counts: Sequence[int]) -> Iterator[Span]:
    """The first line of each run of lines with tabs, and the place after its last."""
    first = None
    for place, count in enumerate([*counts, 0]):
        if count and first is None:
            first = place
        elif not count and first is not None:
            yield first, place
            first = None


def _go_on(text: str, lines: Sequence[Span], last: int, following: int) -> bool:
    """True where one line of words parts two runs: a cell of three lines, or the end of a last cell."""
    return following == last + 1 and text[slice(*lines[last])].strip() != ""


def _rows(text: str, lines: Sequence[Span], counts: Sequence[int], first: int, end: int) -> dict[int, int] | None:
    """The rows of a table that lie on several lines; None where its lines are no rows of one width."""
    width = max(counts[first:end])
    if width < _FEWEST_TABS or end - first > _MOST_ROWS or counts[end - 1] != width:
        return None
    found: dict[int, int] = {}
    place = first
    while place < end:
        last, total = place, counts[place]
        while 0 < total < width and last + 1 < end and last - place < _MOST_PIECES:
            last += 1
            total += counts[last]
        if last > place:
            pieces = [text[slice(*lines[at])].rstrip("\r").split("\t") for at in range(place, last + 1)]
            if total != width or not _is_one_row(pieces):
                return None
            if place == first and last + 2 < end and counts[last + 1] == 0 and not _has_amount(pieces):
                last += 1  # the last heading of a row that is broken already goes on
            found[place + 1] = last + 1
        elif counts[place] not in {0, width}:
            return None
        place = last + 1
    return found


def _is_one_row(pieces: Sequence[Sequence[str]]) -> bool:
    """True for lines that break inside cells of words; amounts stand in one of them, or they are rows of their own."""
    filled = [_has_amount([piece]) for piece in pieces]
    words = all(piece[-1].strip() and _AMOUNT.fullmatch(piece[-1]) is None for piece in pieces[:-1])
    return words and sum(filled) <= 1 and all(_AMOUNT.fullmatch(piece[0]) is None for piece in pieces[1:])


def _has_amount(pieces: Sequence[Sequence[str]]) -> bool:
    return any(_AMOUNT.fullmatch(cell) is not None for piece in pieces for cell in piece)
