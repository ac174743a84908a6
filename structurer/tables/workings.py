"""Workings on a line: the price and the count that an amount is worked out from, before it, behind it or in brackets."""

from fractions import Fraction
from math import prod

from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row
from structurer.text.scan import NAMES
from structurer.text.source import Figure

UNIT_BEHIND = re.compile(r"^(?:\s|\)|\([^()\d]{0,12}\)(?=\s?(?:百万|千|万|億)?円))*(?:(?:百万|千|万|億)?円|人)")
"""What is left of the unit right behind an amount."""
TIMES = re.compile(r"\s?[×✕*xX]")
_BEFORE = re.compile(
    r"@?\s?\d[\d,.]*\s?(?:[百千万億]*円|)(?:\s?/\s?[^\s\d×=]{1,4})?(?:\s?[×✕*xX]\s?\d[\d,.]*\s?[^\s\d×✕*=、。()]{0,5})+\s?=\s?$"
)
"""How an amount is worked out before it, a price and how many times it is paid."""
_APART = re.compile(r"(?:[ \xa0]{2,}|\u3000)[\s\u3000]*@?[\d,.]+[^\s\d。]{0,4}[×✕xX][^。]*")
"""A working apart from the amount before it: `520×12月`, `@230円×2回×3か所`."""
_FEWEST_FACTORS = 2
_LONGEST = 120
"""Characters of a working before its amount."""


def worked_out(row: Row, text: str, start: int) -> tuple[Figure, int] | None:
    """The amount that a line works out behind a name, `薬剤散布 @28,600円×460ha=13,156,000円`, and the place in its text where that begins.

    None where the working is not right; `start` is the place of the text in the source.
    """
    figures = [one for entry in row.cells for one in entry.figures if one.kind not in NAMES]
    end = figures[-1].start - start if len(figures) > _FEWEST_FACTORS else 0
    found = _BEFORE.search(text, max(0, end - _LONGEST), end)
    if found is None or not text[: found.start()].strip(" ・-*@"):
        return None
    *factors, product = [one for one in figures if one.start - start >= found.start()]
    worked = prod((Fraction(one.number or 0) * (one.scale or 1) for one in factors), start=Fraction(1))
    right = product.is_money and worked == Fraction(product.number or 0) * product.rounding
    return (product, found.start()) if right else None


def is_worked_behind(row: Row, figure: Figure, start: int) -> bool:
    """True for a working behind an amount of a line, apart from it."""
    return _APART.fullmatch(fold_words(UNIT_BEHIND.sub("", row.line[figure.end - start :]))) is not None


def is_price(text: str, begin: int, end: int) -> bool:
    """True for the price of a working in brackets: `(謝金 20千円×11回)`."""
    inside = text.rfind("(", 0, begin) > text.rfind(")", 0, begin)
    return inside and TIMES.match(text, end) is not None
