"""Tables whose cells slashes part, a blank on either side of each: `内容 / 本年度 / 前年度`."""

from collections.abc import Iterator, Sequence

from structurer.text import lazy_re as re
from structurer.text.commas import Span

_SLASH = re.compile(r"(?<=[ \u3000])[/／](?=[ \u3000])")
_FEWEST = 2
"""Slashes of a row: one stands between two words of running text, too."""
_VALUE = re.compile(r"[\s(（]*(?:[△▲\-−+]?\d[\d,.]*\s*[^\d\s]{0,4}|[-－―−‐])[)）\s]*")
"""A cell that is a number and its unit, or a dash."""


def unslashed(text: str, lines: Sequence[Span]) -> tuple[str, frozenset[int]]:
    """A text with tabs for the slashes of its tables, and the 1-based lines that are rows of them.

    Headings stand over rows with as many cells. Other lines may stand between the rows, and a blank line ends the table.
    """
    places = dict(pair for table in _tables(text, lines) for pair in table)
    letters = list(text) if places else []
    for place in places:
        letters[place] = "\t"
    return "".join(letters) if places else text, frozenset(places.values())


def _tables(text: str, lines: Sequence[Span]) -> Iterator[list[tuple[int, int]]]:
    """The places of the slashes of each table, each with its line."""
    table: list[tuple[int, int]] = []
    width = valued = 0
    for number, (start, end) in enumerate((*lines, (0, 0)), start=1):
        found = [(match.start(), number) for match in _SLASH.finditer(text, start, end)]
        values = sum(_VALUE.fullmatch(cell) is not None for cell in _SLASH.split(text[start:end]))
        if start == end or not text[start:end].strip() or (found and len(found) != width):
            if valued:
                yield table
            headed = len(found) >= _FEWEST and not values
            table, width, valued = (found, len(found), 0) if headed else ([], 0, 0)
        elif found:
            table += found
            valued += values > 0
