"""A date as a Japanese sheet shows it: the parts of a date format put in, era years too; a format not understood leaves the plain date.

A date is no amount, so that none of its formats makes a worksheet unreadable.
"""

from datetime import date, datetime, time, timedelta

from structurer.documents.xlsx.number import PIECE, sections
from structurer.text import lazy_re as re

_ERAS = ((date(2019, 5, 1), "令和", "R"), (date(1989, 1, 8), "平成", "H"), (date(1926, 12, 25), "昭和", "S"))
_WEEKDAYS = "月火水木金土日"
_BRACKET = re.compile(r"\$-?[^\]]*|DBNum[013]", re.IGNORECASE)
_SYSTEM = "$-F800"  # as the system writes a long date: a Japanese one as below
_PLAIN = "yyyy年m月d日"
_FIRST = "gannen"  # the first year of an era is 元
_KANJI, _WIDE = "〇一二三四五六七八九", "０１２３４５６７８９"


def is_day(number_format: str) -> bool:
    """Whether a format shows a day, a year of an era or a time: `#,##0` and `General` do not."""
    return any(found["code"] for found in PIECE.finditer(sections(number_format)[0]))


def shown(value: datetime | date | time | timedelta, number_format: str) -> str:
    """The date as a person sees it."""
    if not isinstance(value, datetime | date):
        return str(value)
    shape = _PLAIN if _SYSTEM in number_format.upper() else sections(number_format)[0]
    pieces = [_piece(value, found, shape) for found in PIECE.finditer(shape)]
    known = [piece for piece in pieces if piece is not None]
    return "".join(known).strip() if len(known) == len(pieces) else shown(value, _PLAIN)


def _piece(value: date, found: re.Match[str], shape: str) -> str | None:
    if found["bracket"] is not None:
        return "" if _BRACKET.fullmatch(found["bracket"]) else None
    if found["code"] is not None:
        part = _part(value, found["code"].lower(), "元" if _FIRST in shape else "1")
        return None if part is None else _digits(part, shape.upper())
    if found["literal"] is not None:
        return None if found["literal"].isascii() and found["literal"].isalpha() else found["literal"]
    return found["quoted"] or found["escaped"] or found["digits"] or found["percent"] or ""


def _part(value: date, code: str, first: str) -> str | None:
    """One part of a date; None for hours and minutes, since `m` may be either."""
    day = value.date() if isinstance(value, datetime) else value
    era = next(((start, name, letter) for start, name, letter in _ERAS if day >= start), None)
    if code[0] in "hs" or (era is None and code[0] in "ger"):
        return None
    start, name, letter = era or _ERAS[0]
    year = value.year - start.year + 1
    parts = {
        "yyyy": f"{value.year}", "yyy": f"{value.year}", "yy": f"{value.year % 100:02}", "y": f"{value.year % 100:02}",
        "m": f"{value.month}", "mm": f"{value.month:02}", "mmm": f"{value:%b}", "mmmm": f"{value:%B}",
        "d": f"{value.day}", "dd": f"{value.day:02}", "g": letter, "gg": name[0], "ggg": name,
        "e": first if year == 1 else f"{year}", "ee": first if year == 1 and first == "元" else f"{year:02}",
        "aaa": _WEEKDAYS[value.weekday()], "aaaa": f"{_WEEKDAYS[value.weekday()]}曜日",
    }  # fmt: skip
    return parts.get(code)


def _digits(text: str, shape: str) -> str:
    """The digits of a part in the script that a format asks for: `[DBNum1]` 二十三 and 二〇二六, `[DBNum3]` full-width ones."""
    if "[DBNUM3]" in shape:
        return text.translate(str.maketrans("0123456789", _WIDE))
    if "[DBNUM1]" not in shape or not text.isdecimal():
        return text
    if len(text) > 2:
        return text.translate(str.maketrans("0123456789", _KANJI))
    tens, ones = divmod(int(text), 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens]}十"
    return ten + (_KANJI[ones] if ones or not tens else "")
