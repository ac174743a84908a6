"""The way up from a row of amounts to the headings above it."""

import re
from collections.abc import Iterator, Sequence

from structurer.tables.context import is_unit_line
from structurer.text.rows import Row

_LONGEST_HEADER_LINE = 160  # characters: a line of aligned headings over a wide page; a longer one is text
_SENTENCE = re.compile(r"[。、]|です|ます")


def says_nothing(row: Row) -> bool:
    """True for a row that neither is a heading nor ends one: blank, ruled lines, a unit on its own."""
    return row.is_bare or is_unit_line(row)


def zones(rows: Sequence[Row], position: int, top: int) -> Iterator[tuple[int, list[Row]]]:
    """The possible headings of the row at a position: the rows above it, one more each time, and where they begin.

    It ends at `top`, or below the first row that cannot belong to headings: running text, amounts.
    """
    zone: list[Row] = []
    for start in range(position - 1, top - 1, -1):
        row = rows[start]
        if _ends_header(row):
            return
        if not says_nothing(row):
            zone.insert(0, row)
            yield start, zone


def _ends_header(row: Row) -> bool:
    if len(row.text) > _LONGEST_HEADER_LINE or _SENTENCE.search(row.text) is not None:
        return True
    return any(entry.figure is not None or any(figure.is_money for figure in entry.figures) for entry in row.cells)
