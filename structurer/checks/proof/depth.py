"""The marks before headings: `(1)`, ①, ア, Ⅱ, 二, and how deep they stand."""

import unicodedata

from structurer.text import lazy_re as re

NUMBER = re.compile(r"\d|[①-⑳]")
_DIGITS, _CIRCLED, _KANA = re.compile(r"\d+"), re.compile(r"[①-⑳]"), re.compile(r"[ア-ン]")
_ROMAN, _KANJI, _LETTER = re.compile(r"[ⅠⅡⅢⅣⅤⅥIV]+"), re.compile(r"[一二三四五六七八九十]+"), re.compile(r"[a-z]")


def number(mark: str) -> int:
    """The number in a mark: 2 of `(2)` and of ②."""
    digits = _DIGITS.search(unicodedata.normalize("NFKC", mark))
    return int(digits[0]) if digits is not None else 0


def kind(mark: str) -> str:
    """Marks of one kind are of one depth: `(1)` and `(2)`, `1` and `2.`, Ⅰ and IV, 一 and 二."""
    counted = _DIGITS.sub("1", _CIRCLED.sub("①", _KANA.sub("ア", mark)))
    return _LETTER.sub("a", _KANJI.sub("一", _ROMAN.sub("I", counted))).strip(".．、 　")
