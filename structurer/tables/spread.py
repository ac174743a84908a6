"""Cells of a box that span several columns: 令和8年度 over 要求額 and 査定額, drawn without the bar between them.

Such a cell is followed by blank ones, as in any other table, so that every row has its cells at the places of their columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from structurer.tables.screen import columns_of
from structurer.text.rows import Row, TableCell

_WIDTHS = (1, 2)
"""Columns of the screen that a bar takes: fonts differ."""
_ASIDE = 1  # columns that a letter of ambiguous width may push a bar aside


def spread(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a sheet with blank cells for the columns that a cell of a box spans."""
    found: list[Row] = []
    for boxed, run in groupby(rows, lambda row: row.kind == "pipe" or (row.is_bare and bool(row.cells))):
        own = list(run)
        found += _widened(own) if boxed else own
    return tuple(found)


def _widened(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table, those with fewer cells widened; as they are where their bars do not stand under each other."""
    drawn = [row for row in rows if row.kind == "pipe" and row.cells and not row.is_bare]
    most = max((len(row.cells) for row in drawn), default=0)
    if all(len(row.cells) in {1, most} for row in drawn) or any(row.first_line != row.last_line for row in drawn):
        return list(rows)
    for width in _WIDTHS:
        bars = {id(row): list(_bars(row, width)) for row in drawn}
        whole = max((bars[id(row)] for row in drawn), key=len)
        places = {key: [_place(bar, whole) for bar in own] for key, own in bars.items()}
        if all(None not in found for found in places.values()):
            return [_spaced(row, places[id(row)], most) if id(row) in places else row for row in rows]
    return list(rows)


def _bars(row: Row, width: int) -> Iterator[int]:
    """The column of the screen of each bar of a line."""
    line = row.line.rstrip().replace("｜", "|")
    at = 0
    for part in line.split("|")[:-1] if line.endswith("|") else line.split("|"):
        at += columns_of(part)
        yield at
        at += width


def _place(bar: int, whole: Sequence[int]) -> int | None:
    return next((n for n, other in enumerate(whole) if abs(bar - other) <= _ASIDE), None)


def _spaced(row: Row, places: Sequence[int | None], most: int) -> Row:
    """A row with each cell at the number of its column, and blank ones for the columns that it spans besides."""
    if len(row.cells) in {1, most}:
        return row
    starts = [place for place in places if place is not None]
    cells: list[TableCell] = []
    for entry, place in zip(row.cells, starts, strict=False):
        cells += [_blank(entry, n) for n in range(len(cells), place)]
        cells.append(replace(entry, index=place))
    cells += [_blank(cells[-1], n) for n in range(len(cells), most)]
    return replace(row, cells=tuple(cells[:most]))


def _blank(entry: TableCell, index: int) -> TableCell:
    return TableCell("", entry.line, index, (), entry.start + len(entry.text))
