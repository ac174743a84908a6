"""Contexts, blocks and settled tables of short texts, for the tests of tables."""

from collections.abc import Iterator

from structurer.tables.block import Block, block_at
from structurer.tables.context import Context
from structurer.tables.printed import PrintedSheet
from structurer.tables.proposals import Settled
from structurer.tables.row import cells_of
from structurer.tables.settle import settled
from structurer.tables.shape import Shape
from structurer.tables.shapes import shapes
from tests.support.builders import rows_of, source

YEAR = 2026


def context_of(text: str, year: int | None = YEAR) -> Context:
    """The context of a text, as of a sheet of 令和8年度."""
    return Context(PrintedSheet(rows_of(source(text))), year)


def block_of(text: str) -> tuple[Context, Block]:
    """The first block of a text."""
    context = context_of(text)
    found = (block_at(context, position, 0) for position in range(len(context.rows)))
    return context, next(block for block in found if block is not None)


def shapes_of(text: str) -> list[Shape]:
    """The ways to read the headings of the first block of a text."""
    context, block = block_of(text)
    return list(shapes(context, block, cells_of(context.rows[block.first])))


def tables_of(text: str) -> list[Settled]:
    """The blocks of a text that can be settled, from the top down."""
    return list(_tables(context_of(text)))


def _tables(context: Context) -> Iterator[Settled]:
    position = free = 0
    while position < len(context.rows):
        table = settled(context, position, free)
        if table is not None:
            yield table
            free = table.following
        position = position + 1 if table is None else max(table.following, position + 1)


def said_of(table: Settled) -> list[tuple[str, str, str]]:
    """Each amount of a table with the label of its row and the headings of its column."""
    columns = table.shape.columns
    return [
        (line.text, columns[place].text, "" if entry.figure is None else entry.figure.printed)
        for line in table.lines
        for place, entry in sorted(line.values.items())
    ]
