"""Names and texts broken over rows of a drawn table, each in its own column."""

from collections.abc import Collection, Sequence
from itertools import takewhile

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.heading_words import APART_FROM, DONE, ELSEWHERE, RISK
from structurer.checks.proof.residue import AMOUNTS, is_loaded
from structurer.checks.proof.told import tells
from structurer.text.words import squeeze

_MOST_ROWS = 4
"""Rows that one text is broken over."""


def goes_on_in_cells(grid: Grid, names: Collection[str], found: PrintedRow, fiscal_year: int | None) -> bool:
    """True for the rest of a text beside the amounts of a row, in its own column, that takes nothing back as a whole.

    Beside it may stand the rest of the row's name, which is one of the squeezed `names` of the record.
    """
    texts = [cell for cell in found.texts if cell.index]
    if found.kind == "line" or len(texts) != 1:
        return False
    index = texts[0].index
    run = _run(grid, found, index)
    top = run[0] if run else found
    between = bool(top.values) and top.values[0].index < index <= top.values[-1].index
    if not top.values or between or not _is_named_down_to(found, run, names):
        return False
    text = squeeze("".join(row.cells[index].text for row in run))
    ends = text.endswith("。") or DONE.search(text) is not None
    risky = any(one.search(text) is not None for one in (RISK, APART_FROM, ELSEWHERE, AMOUNTS))
    plain = not risky and not is_loaded(text, fiscal_year)
    return (ends and plain) or tells(text, fiscal_year)


def _run(grid: Grid, found: PrintedRow, index: int) -> list[PrintedRow]:
    """The rows that a text in a column is broken over, from the one with amounts down; none where it is not without a gap."""
    run: list[PrintedRow] = []
    for row in reversed(grid.rows[max(0, found.position - _MOST_ROWS) : found.position + 1]):
        if row.kind != found.kind or len(row.cells) <= index or not row.cells[index].text.strip():
            return []
        run.insert(0, row)
        if row.values:
            break
    below = grid.rows[found.position + 1 : found.position + _MOST_ROWS]
    return [*run, *takewhile(lambda row: row.kind == found.kind and not row.values and len(row.cells) > index, below)]


def _is_named_down_to(found: PrintedRow, run: Sequence[PrintedRow], names: Collection[str]) -> bool:
    """True where the first cells down to a row are a name or its beginning, and where the row's own is blank."""
    if not squeeze(found.cells[0].text):
        return True
    name = squeeze("".join(row.cells[0].text for row in run if row.position <= found.position))
    return any(one.startswith(name) for one in names)
