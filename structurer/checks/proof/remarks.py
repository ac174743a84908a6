"""What stands beside the amounts of a row and takes them all away, and what stands over its name and does not."""

import re
from dataclasses import replace

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.heading_words import REMARK
from structurer.checks.proof.titles import TITLE_YEAR
from structurer.text.words import squeeze

_PART_OF_ROW = re.compile(
    r"(?:民間|県警|企業局|財団|協議会|市町村|国|隣県)分|保留|概算|仮置き?|当初案|査定前|見直し前|旧|決算|半額|半額の額|税[抜込]|全額国費|再掲|参考|取下げ|見送り|廃止"
    r"|[^、。\d]{1,8}が(?:全額|半額)?(?:を?負担|支払)(?:する|う)?"
)
"""All of a cell beside a row's name, by which its amounts are a part, another's or not in force."""
_ENDED = re.compile(r"廃止|中止|取り?下げ|見送")


def remarked(row: PrintedRow) -> str | None:
    """What a cell right of a row's amounts says of them all: that they are withdrawn, spent, another year's or another body's.

    One that is over, 廃止, says nothing of another where the row asks for nothing.
    """
    if row.kind == "line" or not row.values:
        return None
    beside = (squeeze(cell.text) for cell in row.texts[1:])
    part = next((text for text in beside if _PART_OF_ROW.fullmatch(text) is not None), None)
    if part is not None or row.values[-1] is row.cells[-1]:
        return part
    text = squeeze(row.cells[-1].text)
    nought = any(cell.value is not None and not cell.value.number for cell in row.values)
    return text if REMARK.fullmatch(text) and not (nought and _ENDED.search(text)) else None


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
