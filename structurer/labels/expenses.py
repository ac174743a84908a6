"""The 節 of municipal expenditure with their numbers, which the law fixes for all of Japan.

Source: 地方自治法施行規則 別記 (第15条関係), as in force since fiscal year 2020 and as before, when 賃金 was the seventh and what
follows had the next number.
"""

_LISTED = (
    "報酬,給料,職員手当等,共済費,災害補償費,恩給及び退職年金,報償費,旅費,交際費,需用費,役務費,委託料,使用料及び賃借料,工事請負費,原材料費,"
    "公有財産購入費,備品購入費,負担金補助及び交付金,扶助費,貸付金,補償補填及び賠償金,償還金利子及び割引料,投資及び出資金,積立金,寄附金,公課費,繰出金"
)
_SINCE_2020 = tuple(_LISTED.split(","))
"""1 to 27, without the commas of their names."""
_BEFORE = (*_SINCE_2020[:6], "賃金", *_SINCE_2020[6:])
_NUMBERS: dict[str, set[int]] = {}
for _numbered in (_SINCE_2020, _BEFORE):
    for _number, _name in enumerate(_numbered, 1):
        _NUMBERS.setdefault(_name, set()).add(_number)
_SHORTEST = 3
"""Letters of a name that is broken over lines: 使用料, 負担金."""


def is_expense_code(number: int, words: str) -> bool:
    """True for the number of a 節 and its name without spaces, which may be broken off: 12 委託料, 18 負担金、補助."""
    name = words.replace("、", "").replace("・", "").replace("塡", "填")
    return any(
        number in numbers and (name == full or (len(name) >= _SHORTEST and full.startswith(name)))
        for full, numbers in _NUMBERS.items()
    )
