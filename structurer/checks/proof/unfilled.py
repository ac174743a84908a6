"""Rows of a table without an amount: dashes alone, and `決定額` with nothing behind it, below the amounts of `要求額`."""

from structurer.checks.proof.consume import Consumed
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.heading_words import MARK
from structurer.sheet.model import Stage
from structurer.text.words import tidy

_TO_COME = frozenset({Stage.REQUEST.value, Stage.APPROVED.value})
"""Stages of the sheet's own year that a form leaves blank until they are reached."""


def is_unfilled(grid: Grid, row: PrintedRow, said: Consumed | None) -> bool:
    """True for the label of a stage right below a row of amounts and set in like it, over nothing: a marked heading is next.

    Over anything else it may head what follows, and a year or a source in it may be another's.
    """
    if said is None or not said.stages or said != Consumed(stages=said.stages) or not said.stages <= _TO_COME:
        return False
    above, below = (grid.rows[n] if 0 <= n < len(grid.rows) else None for n in (row.position - 1, row.position + 1))
    if above is None or above.kind != "line" or not above.values or len(above.cells) == 1 or row.kind != "line":
        return False
    if len(row.cells) != 1 or row.cells[0].wide[0] != above.cells[0].wide[0]:
        return False
    following = grid.rows[row.position + 1 : row.position + 4]
    heading = next((one for one in following if not one.is_bare), None)
    ends = below is None or below.is_bare
    return ends and heading is not None and heading.kind == "line" and MARK.match(tidy(heading.text)) is not None


def is_dashed(row: PrintedRow) -> bool:
    """True for a row of a table whose amounts are all dashes: words without a mark, and behind them dashes alone."""
    first = next((cell.index for cell in row.cells if cell.is_dash), len(row.cells))
    dashes = row.cells[first:]
    marked = MARK.match(row.text.strip()) is not None
    return first > 0 and len(dashes) > 1 and all(cell.is_dash for cell in dashes) and not marked
