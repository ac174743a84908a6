"""The 節 of municipal expenditure with their numbers, which the law fixes for all of Japan.

Source: 地方自治法施行規則 別記 (第15条関係), as in force since fiscal year 2020 and as before, when 賃金 was the seventh and what
follows had the next number.
"""

import re

_SINCE_2020 = tuple(
    re.split(
        " ",
        "報酬 給料 職員手当 共済費 災害補償費 恩給 報償費 旅費 交際費 需用費 役務費 委託料 使用料 工事請負費 原材料費 "
        "公有財産購入費 備品購入費 負担金 扶助費 貸付金 補償 償還金 投資 積立金 寄附金 公課費 繰出金",
    )
)
"""How each begins, 1 to 27: 使用料及び賃借料, 負担金、補助及び交付金 and others go on behind it."""
_BEFORE = (*_SINCE_2020[:6], "賃金", *_SINCE_2020[6:])
_NUMBERS: dict[str, set[int]] = {}
for _numbered in (_SINCE_2020, _BEFORE):
    for _number, _name in enumerate(_numbered, 1):
        _NUMBERS.setdefault(_name, set()).add(_number)


def is_expense_code(number: int, words: str) -> bool:
    """True for the number of the 節 that some words without spaces begin with: 12 of 委託料, 18 of 負担金、補助及び交付金."""
    return any(words.startswith(name) and number in numbers for name, numbers in _NUMBERS.items())
