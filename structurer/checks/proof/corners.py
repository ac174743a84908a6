"""The first words of a row of headings, which stand over the names of rows."""

import re
from dataclasses import replace

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.titles import TITLE_YEAR
from structurer.text.words import squeeze


def unnumbered(top: PrintedRow) -> PrintedRow:
    """A row of a drawn heading from the cell over the names on, which stands behind that of their numbers: No., 路線名."""
    numbered = (
        top.kind != "line" and len(top.texts) > _FEWEST_NUMBERED and _NUMBERS.fullmatch(squeeze(top.cells[0].text))
    )
    return replace(top, cells=top.cells[1:]) if numbered else top


_NUMBERS = re.compile(r"(?i)no\.?|番号|整理番号|#")
_FEWEST_NUMBERED = 2  # a number, a name, an amount


def is_upper_half(top: PrintedRow, leaves: PrintedRow) -> bool:
    """True for a first word over the heading of the first amounts and none of the names': 前年度からの over 繰越額."""
    if top is leaves or top.kind != "line" or len(leaves.cells) < len(("name", "amount")):
        return False
    begin, end = top.cells[0].narrow
    name, amount = (cell.narrow for cell in leaves.cells[:2])
    return begin >= name[1] and begin < amount[1] and amount[0] < end


def undated(top: PrintedRow) -> str:
    """The first words of a row of headings without their years."""
    return TITLE_YEAR.sub("", squeeze(top.cells[0].text))
