"""Words in the row of an amount that no heading stands over: whose or what they make it, nothing says.

`国庫支出金 | 400 | 隣県` under `区分 | 要求額` may be the money of another prefecture, and `ドル` another unit.
"""

from structurer.checks.proof.grid import GridCell, PrintedRow
from structurer.checks.proof.headers import HeaderRows
from structurer.checks.proof.heading_words import LINKS
from structurer.checks.proof.place import Walker
from structurer.checks.proof.spot import Spot
from structurer.sheet.facts import Fact
from structurer.sheet.model import Table
from structurer.text import lazy_re as re
from structurer.text.source import Figure
from structurer.text.words import squeeze, tidy

_LETTER = re.compile(r"[^\W\d_]")


def words_unheaded(walker: Walker, fact: Fact, figure: Figure, spot: Spot) -> str:
    """The first words beside the amounts of a table's row that no heading stands over; empty where there are none.

    Those before the amounts are the row's label, which is understood whole; beside an item's name they are not.
    """
    row = walker.grid.row_of(figure.line)
    if row.kind == "line" and len(row.cells) == 1:
        return _below(walker, row) if row.values else ""
    tabled = bool(row.values) and spot.by not in {"word", "sentence"}
    header = walker.headers.over(row) if tabled else None
    if header is None:
        return ""
    first = row.values[-1 if row.kind == "line" else 0].start
    beside = [cell for cell in row.texts if cell.start > first]
    if any(found.is_money for cell in beside for found in cell.figures):
        return ""  # words with amounts, which are read for themselves
    if fact.table is Table.ITEM and row.kind != "line":
        name = squeeze(fact.row)
        beside += [cell for cell in row.texts if cell.start < first and name not in squeeze(cell.text)]
    units = walker.pairs.units_behind(row) if row.kind != "line" else {}
    beside = [cell for cell in beside if cell.index - 1 not in units]
    found = (cell for cell in beside if _LETTER.search(cell.text) and not _is_headed(walker, header, row, cell))
    return next((tidy(cell.text) for cell in found), "")


def _is_headed(walker: Walker, header: HeaderRows, row: PrintedRow, cell: GridCell) -> bool:
    """True where a heading stands over words: at their place, right of all amounts, or at the end and none of amounts."""
    if row.kind == "line":
        edge = row.values[-1].wide[1]
        if any(top.wide[0] >= edge for above in header.rows for top in above.texts):
            return True
    elif any(len(above.cells) >= len(row.cells) for above in header.rows):
        return any(top.index == cell.index for above in header.rows for top in above.texts)
    return not walker.headers.words.heads_amounts(header.rows[-1].texts[-1].text)


def _below(walker: Walker, row: PrintedRow) -> str:
    """The words alone on the line below a run of amounts one a line, where nothing that they could head follows."""
    rows = walker.grid.rows
    place = next((n for n in range(row.position, len(rows)) if not rows[n].values), len(rows) - 1)
    below = rows[place]
    linked = LINKS.fullmatch(squeeze(below.text)) is not None
    if below.values or linked or len(below.cells) != 1 or not below.texts or below.text.endswith("。"):
        return ""
    following = walker.grid.below(place)
    ends = place + 1 == len(rows) or (rows[place + 1].is_bare and not rows[place + 1].cells)  # a dash is its amount
    return below.text if ends and (following is None or not following.values) else ""
