"""A table's cells put in their columns: what spans several stands in the first of them, and the others stay blank.

A blank and not a repetition: an amount printed once must not become two figures.
"""

from collections.abc import Iterator

from bs4 import Tag

from structurer.documents import limits
from structurer.errors import DocumentTooLarge

PARTS = frozenset(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "col", "colgroup"])
"""The elements that a table is made of."""

BLOCKS = PARTS - {"col", "colgroup"} | frozenset(
    ["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
     "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section", "summary", "textarea", "ul"]
)  # fmt: skip
"""The elements that end a line before and after them."""

GridPlace = Tag | str | None
"""A place in a table: the cell that begins there, nothing of its own (""), or a cell from above that goes on there (None)."""

_WIDEST = 1_000  # columns: what HTML itself allows a colspan


def rows(table: Tag) -> Iterator[Tag]:
    """The rows of a table, without those of tables within; its first head comes first and its first foot last, wherever they stand."""
    groups = [
        child for child in table.children if isinstance(child, Tag) and child.name in {"thead", "tbody", "tfoot", "tr"}
    ]
    head = next((one for one in groups if one.name == "thead"), None)
    foot = next((one for one in groups if one.name == "tfoot"), None)
    for group in sorted(groups, key=lambda one: 0 if one is head else 2 if one is foot else 1):
        if group.name == "tr":
            yield group
        else:
            yield from (child for child in group.children if isinstance(child, Tag) and child.name == "tr")


def cells(row: Tag) -> list[Tag]:
    """The cells of a row."""
    return [child for child in row.children if isinstance(child, Tag) and child.name in {"td", "th"}]


def grid(name: str, table: Tag) -> list[list[GridPlace]]:
    """Every row as its columns: a cell where it begins, else how the place is taken. DocumentTooLarge beyond reason."""
    known = list(rows(table))
    filled: list[list[GridPlace]] = []
    below: dict[int, int] = {}  # by column the rows that a cell from above still takes
    for place, row in enumerate(known):
        line: list[GridPlace] = []
        for cell in cells(row):
            _skip(line, below)
            wide, high = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", len(known) - place)
            line += [cell, *[""] * (wide - 1)]
            if high > 1:
                below.update(dict.fromkeys(range(len(line) - wide, len(line)), high))
        _skip(line, below)
        filled.append(line)
        below = {column: left - 1 for column, left in below.items() if left > 1}
        if sum(map(len, filled[-1:])) * len(known) > limits.CELLS:
            raise DocumentTooLarge(name, "cells", limits.CELLS)
    width = max(map(len, filled), default=0)
    return [[*line, *[""] * (width - len(line))] for line in filled]


def _skip(line: list[GridPlace], below: dict[int, int]) -> None:
    while len(line) in below:
        line.append(None)


def _span(cell: Tag, name: str, most: int) -> int:
    """A span as browsers take it: what is no number is 1; a rowspan of 0 goes to the end."""
    text = str(cell.get(name) or "1").strip()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    if number == 0:
        number = most if name == "rowspan" else 1
    return max(1, min(number, most))
