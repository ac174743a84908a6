"""Labels and places propose, arithmetic disposes: the one reading of a block under which most of its equations hold."""

from collections.abc import Sequence
from itertools import pairwise

from structurer.tables.block import block_at, leaves_blanks
from structurer.tables.context import Context
from structurer.tables.placing import FEWEST_TERMS
from structurer.tables.proposals import Settled, proposal
from structurer.tables.row import cells_of
from structurer.tables.shapes import shapes

_MANY = 4  # equations that hold beside one that fails: the columns are placed right, and the sheet is wrong


def settled(context: Context, position: int, free: int) -> Settled | None:
    """The table whose first row of amounts is at a position, read the one way that most equations confirm; None for silence."""
    block = block_at(context, position, free)
    if block is None:
        return None
    sample = cells_of(context.rows[position]) if block.kind != "tall" else ()
    found = [one for shape in shapes(context, block, sample) if (one := proposal(context, block, shape)) is not None]
    if leaves_blanks(context, position):  # else the row below it shows where the amounts stand
        found = [one for one in found if one.shape.spans]
    return _best(context, found)


def _best(context: Context, found: Sequence[Settled]) -> Settled | None:
    """The reading with most equations; of equals the whole one, the one that knows more columns, the one by place."""
    found = [one for one in found if one.shape.indexed or one.broken <= max(1, one.held)]
    found = [one for one in found if not one.turned or one.held]  # any lines may be names; only sums tell that they are
    found = [one for one in found if not one.shape.spans or one.held > _MANY * one.broken]  # blanks: only sums tell
    if len(found) < 2:
        return found[0] if found else None

    clear = any(all(column.sense.known for column in one.shape.columns if column.heads) for one in found)

    def rank(one: Settled) -> tuple[int, ...]:
        known = sum(
            meaning.measure is not None or meaning.when is not None or meaning.change for meaning in one.columns
        )
        unknown = sum(not column.sense.known for column in one.shape.columns if column.heads)
        starts = [column.heads[-1].start for column in one.shape.values if column.heads]
        inverted = sum(a > b for a, b in pairwise(starts))
        consumed = sum(column.consumed(context) for column in one.shape.values)
        # a short row is only taken where its sum holds; with its total alone placed, no other equation counts it
        summed = sum(len(line.values) < FEWEST_TERMS for line in one.lines) if one.shape.short else 0
        equations = 2 * (one.held + summed) - one.broken + len(one.lines)
        placed = one.shape.indexed and unknown == 0
        screened = one.shape.screened and (not clear or all(column.sense.known for column in one.shape.values))
        unheaded = len(one.lines[0].labels) + len(one.lines[0].values) - len(one.shape.columns)
        whole = (
            not one.shape.short,
            not one.shape.spans,
            placed,
            screened,
            known - unknown,
            -inverted,
            consumed,
            -max(0, unheaded),
        )
        return equations, *whole, one.shape.indexed

    return max(found, key=rank)
