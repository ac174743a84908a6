"""What stands in cells beside the amounts of a row and takes them all away."""

import re

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.heading_words import REMARK
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
