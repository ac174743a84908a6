"""Labels as printed, made comparable: NFKC, letters of broken fonts and spaces folded, unit notes and marks dropped."""

import unicodedata
from functools import lru_cache

from structurer.text import lazy_re as re
from structurer.text.letters import as_meant
from structurer.text.twice_dated import named_once

_SPACES = re.compile(r"\s+")
_UNIT_NOTE = re.compile(
    r"[((【〔\[<〈]\s?単位(?:\([^()]{0,12}\)|[^))】〕\]>〉])*[))】〕\]>〉]|\s単位\s?:.{1,10}$|[((]\s?(?:千|百万|億|万)?円(?:\s?[、,・]\s?(?:人|%|件))?\s?[))]"
)
_SPREAD = re.compile(r"(?:\S ){1,}\S")
_SPREAD_BEFORE = re.compile(r"(?:[^\W\d_a-zA-Z] ){3,}[^\W\d_a-zA-Z](?=\()")
"""Letters spread out before a bracket: 事 業 調 書(令和8年度)."""
BOLD = re.compile(r"\*\*(?=[^\s*])([^*\r\n]{0,400}[^\s*])\*\*")
"""Bold words of Markdown."""
_TAG = re.compile(r"</?[a-z][^<>]{0,80}>")

_MOST_KEPT = 16_384
"""Texts kept, some 5 MB: a sheet has up to a thousand, and the sheets of a batch share most."""


@lru_cache(maxsize=_MOST_KEPT)
def plain(text: str) -> str:
    """NFKC with the letters of broken fonts as those they stand for; a year printed twice, a doubled quote of CSV and bold words once."""
    if "**" in text:
        text = BOLD.sub(r"\1", text)
    if text.isascii():
        return text.replace('""', '"')
    folded = as_meant(unicodedata.normalize("NFKC", text)).replace('""', '"')
    return named_once(folded) if "(" in folded else folded


@lru_cache(maxsize=_MOST_KEPT)
def tidy(text: str) -> str:
    """A plain text with spaces folded, as facts print labels; letters spread out to fill a cell (`査 定 額`) are closed up."""
    folded = _SPACES.sub(" ", plain(text)).strip()
    if folded[1:2] == " " and (spread := _SPREAD_BEFORE.match(folded)) is not None:
        folded = spread[0].replace(" ", "") + folded[spread.end() :]
    return folded.replace(" ", "") if _SPREAD.fullmatch(folded) is not None and not folded.isascii() else folded


@lru_cache(maxsize=_MOST_KEPT)
def squeeze(text: str) -> str:
    """A plain text without any space: two prints of one label compare equal."""
    return _SPACES.sub("", plain(text))


_REFERENCE = r"(?:[(（]?(?:[①-⑳]|[A-Za-zＡ-Ｚａ-ｚ])[)）]?)"
_RECKONED = rf"{_REFERENCE}(?:\s?[+＋\-－−‐=＝]\s?{_REFERENCE}){{0,3}}"
_MARKS = re.compile(r"[①-⑳A-Za-zＡ-Ｚａ-ｚ]")
_EQUALS = re.compile(r"^[^+＋\-－−‐]{1,5}[=＝]")
_CELLS = re.compile(r"(?<![+＋\-－−‐=＝])\s+(?![+＋\-－−‐=＝])")
_REFERENCES = re.compile(rf"[(（]?{_RECKONED}[)）]?(?:\s+[(（]?{_RECKONED}[)）]?)+")
_MARKED_NOTE = re.compile(r"(?<=[^\s※])\s*※[^※]*$")


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """A heading without its `(単位:千円)` note, a note behind ※ and the brackets around it."""
    words = tidy(_MARKED_NOTE.sub("", _UNIT_NOTE.sub("", plain(text)))).strip("〈〉<>≪≫《》[]〔〕■□◆◇●○◎▼▽▲△▶▷【】# :")
    # (要求額 単位:千円) has lost its end with its unit, and goes with it
    return words.rpartition("(")[0].rstrip() if words.count("(") == words.count(")") + 1 else words


KANJI_NUMBER = r"[一二三四五六七八九十]{1,2}(?:[.．、]\s*|\s+(?=\S\S))"
"""The number of a section in Chinese numerals, 二 積算 and 三、財源; not a letter of a word that is spread out, 一 般 財 源."""
_NUMBERED = re.compile(
    rf"^(?:第?{KANJI_NUMBER}|第[一二三四五六七八九十]{{1,2}}[章節]|[(（][一二三四五六七八九十][)）]|第?\d{{1,2}}[.．、)）]?|[(（]?[\dア-ンa-z]{{1,2}}[)）.．]|[①-⑳]|[ⅠⅡⅢⅣⅤⅥ]+[.．、]?)\s*"
)


def heading_spelling(text: str) -> str:
    """A printed heading spelt for comparison: without its mark, its number and the brackets around it."""
    return squeeze(_NUMBERED.sub("", heading(text.strip().lstrip("※＊*"))))


def is_references(text: str) -> bool:
    """True for a line of the marks of columns and what is reckoned of those before, two at the least: `① ② ③ ③－①`, `(A) (B) (A)-(B)`.

    Each mark stands once, none is left out between them, and what is reckoned is so of those: `t t` are units.
    """
    if _REFERENCES.fullmatch(text.strip()) is None:
        return False
    marks: list[int] = []
    for cell in _CELLS.split(text.strip()):
        own, *reckoned = (ord(mark) for mark in _MARKS.findall(cell))
        if reckoned and not {own, *reckoned} <= {*marks} and not (_EQUALS.search(cell) and {*reckoned} <= {*marks}):
            return False
        marks += [own] if not reckoned or _EQUALS.search(cell) else []
    return sorted(marks) == [*range(min(marks), min(marks) + len(marks))]


def untag(text: str) -> str:
    """Text without literal `<ul>` and `<p>` left over from a web page."""
    return _TAG.sub(" ", text)
