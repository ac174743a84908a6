"""Sentences that say of a sheet's amounts that they are another year's, another body's, in another unit, or of no force."""

import re

from structurer.checks.proof.heading_words import VOID
from structurer.text.money import fold
from structurer.text.words import squeeze

_OF_OTHERS = re.compile(
    r"(?:[前昨去翌]年度?|決算|執行|[次来前]期|[二三四五複数]\S?[かカヵケヶ箇]?年|[市町村]|[他隣]県|(?:特別|企業)会計|国庫)の?"
    r"(?:もの|額|数字|数値|金額|計|分)(?:である|です|だ|を(?:示|記|掲|載))|決算である|税[抜込]きである|(?:国庫|県債|起債)分を示"
    r"|[市町村]が負担する$"
)
_UNIT = re.compile(
    r"(?<![\d,百千万億])(?P<unit>(?:百万|千|万|億)?円|ドル|ユーロ)(?:単位)?(?:である|です|だ|で(?:示|表|記|ある))"
)
_OF_THE_SHEET = re.compile(
    r"^(?:(?:この|本)(?:書|資料|調書|シート|様式|要求書?|見積書|事業|説明書|予算)|要求額?|予算額?)は、?"
    rf"(?:.{{0,6}}(?:{VOID.pattern}|見本|記入例|撤回|取り?下げ|取消|廃止|中止|見送|凍結|没)|[次来]期に)"
)
_LONGEST = 40


def is_stated(text: str, sheet: str) -> bool:
    """True for a line with a short sentence that says so of the amounts; `sheet` is the whole text, whose own unit one may name."""
    return any(len(part) <= _LONGEST and _is_of_others(part, sheet) for part in squeeze(fold(text)).split("。") if part)


def _is_of_others(part: str, sheet: str) -> bool:
    unit = _UNIT.search(part)
    foreign = unit is not None and re.search(rf"単位[:：]?\s?{unit['unit']}", fold(sheet)) is None
    return foreign or _OF_OTHERS.search(part) is not None or _OF_THE_SHEET.search(part) is not None
