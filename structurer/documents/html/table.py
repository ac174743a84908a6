"""A table's cells put in their columns: what spans several stands in the first of them, and the others stay blank.

A blank and not a repetition: an amount printed once must not become two figures.
"""

from collections.abc import Iterator

from bs4 import PageElement, Tag

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

_GROUPS = ("thead", "tbody", "tfoot", "tr")
_WIDEST = 1_000  # columns: what HTML itself allows a colspan


def _inside(holder: Tag) -> Iterator[PageElement]:
    """What a table, a group of its rows or a row holds; a form around rows or cells is looked through, as browsers do."""
    for child in holder.children:
        if isinstance(child, Tag) and child.name not in PARTS and child.find(list(PARTS)) is not None:
            yield from _inside(child)
        else:
            yield child


def _named(holder: Tag, *names: str) -> list[Tag]:
    return [child for child in _inside(holder) if isinstance(child, Tag) and child.name in names]


def rows(table: Tag) -> Iterator[Tag]:
    """The rows of a table, without those of tables within; its first head comes first and its first foot last, wherever they stand."""
    groups = _named(table, *_GROUPS)
    head = next((one for one in groups if one.name == "thead"), None)
    foot = next((one for one in groups if one.name == "tfoot"), None)
    for group in sorted(groups, key=lambda one: 0 if one is head else 2 if one is foot else 1):
        yield from [group] if group.name == "tr" else _named(group, "tr")


def strays(table: Tag) -> Iterator[PageElement]:
    """What stands in a table outside of its cells, a caption first of all: browsers show it above the table."""
    for holder in (table, *_named(table, "thead", "tbody", "tfoot"), *rows(table)):
        own = {"td", "th"} if holder.name == "tr" else {*_GROUPS, "col", "colgroup"}
        yield from (child for child in _inside(holder) if not isinstance(child, Tag) or child.name not in own)


def grid(name: str, table: Tag) -> list[list[GridPlace]]:
    """Every row as its columns: a cell where it begins, else how the place is taken. DocumentTooLarge beyond reason."""
    known = list(rows(table))
    filled: list[list[GridPlace]] = []
    below: dict[int, int] = {}  # by column the rows that a cell from above still takes
    for place, row in enumerate(known):
        line: list[GridPlace] = []
        for cell in _named(row, "td", "th"):
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
