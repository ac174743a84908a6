"""The marks before headings: `(1)`, ①, ア, and how deep they stand."""

import unicodedata

from structurer.text import lazy_re as re

NUMBER = re.compile(r"\d|[①-⑳]")
_DIGITS, _CIRCLED, _KANA = re.compile(r"\d+"), re.compile(r"[①-⑳]"), re.compile(r"[ア-ン]")


def number(mark: str) -> int:
    """The number in a mark: 2 of `(2)` and of ②."""
    digits = _DIGITS.search(unicodedata.normalize("NFKC", mark))
    return int(digits[0]) if digits is not None else 0


def kind(mark: str) -> str:
    """Marks of one kind are of one depth: `(1)` and `(2)`, `1` and `2.`."""
    return _DIGITS.sub("1", _CIRCLED.sub("①", _KANA.sub("ア", mark))).strip(".．、 　")
