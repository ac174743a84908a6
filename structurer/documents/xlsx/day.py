"""A date as a Japanese sheet shows it: the parts of a date format put in, era years too; None where it is not understood."""

import re
from datetime import date, datetime, time, timedelta

_ERAS = ((date(2019, 5, 1), "令和", "R"), (date(1989, 1, 8), "平成", "H"), (date(1926, 12, 25), "昭和", "S"))
_WEEKDAYS = "月火水木金土日"
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<code>y{1,4}|m{1,4}|d{1,4}|g{1,3}|e{1,2}|r{1,2}'
    r"|a{3,4}|h{1,2}|s{1,2})|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_KNOWN_BRACKET = re.compile(r"\$-?[^\]]*|DBNum0", re.IGNORECASE)


def shown(value: datetime | date | time | timedelta, number_format: str) -> str | None:
    """The date as a person sees it."""
    if not isinstance(value, datetime | date):
        return None
    text = ""
    for found in _PART.finditer(number_format.split(";", maxsplit=1)[0]):
        piece = _piece(value, found)
        if piece is None:
            return None
        text += piece
    return text.strip()


def _piece(value: datetime | date, found: re.Match[str]) -> str | None:
    if found["bracket"] is not None:
        return "" if _KNOWN_BRACKET.fullmatch(found["bracket"]) else None
    if found["code"] is not None:
        return _part(value, found["code"].lower())
    if found["literal"] is not None:
        return None if found["literal"].isascii() and found["literal"].isalpha() else found["literal"]
    return found["quoted"] or found["escaped"] or ""


def _part(value: datetime | date, code: str) -> str | None:
    """One part of a date; None for hours and minutes, since `m` may be either."""
    era = next(((start, name, letter) for start, name, letter in _ERAS if _day(value) >= start), None)
    if code[0] in "hs" or (era is None and code[0] in "ger"):
        return None
    start, name, letter = era or _ERAS[0]
    year = value.year - start.year + 1
    parts = {
        "yyyy": f"{value.year}", "yyy": f"{value.year}", "yy": f"{value.year % 100:02}", "y": f"{value.year % 100:02}",
        "m": f"{value.month}", "mm": f"{value.month:02}", "mmm": f"{value:%b}", "mmmm": f"{value:%B}",
        "d": f"{value.day}", "dd": f"{value.day:02}", "g": letter, "gg": name[0], "ggg": name, "e": f"{year}", "ee": f"{year:02}",
        "aaa": _WEEKDAYS[value.weekday()], "aaaa": f"{_WEEKDAYS[value.weekday()]}曜日",
    }  # fmt: skip
    return parts.get(code)


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value
