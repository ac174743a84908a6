"""Tables whose cells slashes part, a blank on either side of each: `内容 / 本年度 / 前年度`."""

from collections.abc import Iterator, Sequence

from structurer.text import lazy_re as re
from structurer.text.commas import Span

_SLASH = re.compile(r"(?<=[ \u3000])[/／](?=[ \u3000])")
_FEWEST = 2
"""Slashes of a row: one stands between two words of running text, too."""
_VALUE = re.compile(r"[\s(（]*(?:[△▲\-−+]?\d[\d,.]*\s*[^\d\s]{0,4}|[-－―−‐])[)）\s]*")
"""A cell that is a number and its unit, or a dash."""


def unslashed(text: str, lines: Sequence[Span]) -> str:
    """A text with tabs for the slashes of its tables: headings without a number, and below them rows with as many cells.

    Other lines may stand between the rows, and a blank line ends the table.
    """
    places = [place for table in _tables(text, lines) for place in table]
    letters = list(text) if places else []
    for place in places:
        letters[place] = "\t"
    return "".join(letters) if places else text


def _tables(text: str, lines: Sequence[Span]) -> Iterator[list[int]]:
    """The places of the slashes of each table."""
    table: list[int] = []
    width = valued = 0
    for start, end in (*lines, (0, 0)):
        found = [match.start() for match in _SLASH.finditer(text, start, end)]
        values = sum(_VALUE.fullmatch(cell) is not None for cell in _SLASH.split(text[start:end])[1:])
        ended = start == end or not text[start:end].strip() or (bool(found) and len(found) != width)
        if ended:
            if valued:
                yield table
            table, width, valued = [], 0, 0
            if len(found) >= _FEWEST and not re.search(r"\d", text[start:end]):
                table, width = found, len(found)
        elif found:
            table += found
            valued += values > 0
