"""Tables whose cells flow: some lines hold one cell, some several, as converters of PDF print them.

Where the lines as they are give no table, every cell counts as a line of its own.
"""

from collections.abc import Container
from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.row import amounts, cells_of
from structurer.text.rows import Row, TableCell

_LONGEST_LABEL = 20  # characters of a label before the first of its amounts: 前年度当初予算要求額 has ten


def flowing(context: Context, taken: Container[int]) -> tuple[Context, list[int]] | None:
    """The sheet with each cell of its aligned lines as a row of its own, and where each row comes from.

    Rows that a table has taken stay between the others as a wall. None where no aligned line is left.
    """
    rows: list[Row] = []
    origins: list[int] = []
    parted = False
    for position, row in enumerate(context.rows):
        cells = cells_of(row) if len(cells_of(row)) > 1 else _ended(row)
        if position in taken:
            made = [_wall(row)]
        elif row.kind in {"space", "line"} and len(cells) > 1:
            made = [_alone(row, entry) for entry in cells]
            parted = parted or bool(amounts(cells))
        else:
            made = [row]
        rows += made
        origins += [position] * len(made)
    return (replace(context, rows=tuple(rows), taken=frozenset()), origins) if parted else None


def _ended(row: Row) -> tuple[TableCell, ...]:
    """A short label and the one amount that ends its line, as two cells."""
    if row.kind != "line" or len(row.cells) != 1 or "。" in row.line or len(row.cells[0].figures) != 1:
        return row.cells
    entry = row.cells[0]
    figure = entry.figures[0]
    label = entry.text[: figure.start - entry.start]
    value = replace(entry, text=entry.text[len(label) :], start=figure.start)
    short = 0 < len(label.strip()) <= _LONGEST_LABEL and label[-1:].isspace()
    return (replace(entry, text=label.rstrip(), figures=()), value) if short and value.is_value else row.cells


def _alone(row: Row, entry: TableCell) -> Row:
    cell = replace(entry, index=0)
    return Row((cell,), row.first_line, row.last_line, "line", opens=False, line=cell.text)


def _wall(row: Row) -> Row:
    """A row that is part of no table of single cells."""
    cells = row.cells or (TableCell("", row.first_line, 0, (), 0),)
    return Row((cells[0], cells[0]), row.first_line, row.last_line, "tab", opens=False, line=row.line)
