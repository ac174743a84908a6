"""Printed numbers to exact values and back. No float anywhere; 0 is an amount.

`fold` maps each character to exactly one character, so an offset in the folded text is an offset in the original.
"""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from structurer.text import lazy_re as re
from structurer.text.letters import MEANT, replacing

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), ord("-"))
_OTHERS = {
    ord("\u3000"): ord(" "), ord("\u00a0"): ord(" "),
    **dict.fromkeys(map(ord, "△▵▴▽▼▿Δ∆"), ord("▲")),
    ord("〜"): ord("~"), ord("～"): ord("~"),
    ord("﹪"): ord("%"), ord("ヶ"): ord("か"), ord("ケ"): ord("か"), ord("ヵ"): ord("か"), ord("カ"): ord("か"),
}  # fmt: skip
_fold = replacing({**MEANT, **_FULL_WIDTH, **_DASHES, **_OTHERS})
_fold_words = replacing({**MEANT, **_FULL_WIDTH, **_DASHES, **{k: v for k, v in _OTHERS.items() if chr(v) != "か"}})

_LONGEST_KEPT, _MOST_KEPT = 80, 8192
"""Characters of a text whose fold is kept, and how many are: a line is folded by each of those that look at it."""
_fold_kept, _fold_words_kept = lru_cache(_MOST_KEPT)(_fold), lru_cache(_MOST_KEPT)(_fold_words)

SCALES = {
    "": 1, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "億": 10**8, "十億": 10**9, "百億": 10**10, "兆": 10**12,
}  # fmt: skip
"""The multiplier words that may stand before 円; `単位:千円` uses the same ones."""

_LONGEST = 20  # 15 digits with their commas and point: times 兆 that still is exact in a Decimal of 28 digits
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PART = re.compile(rf"({_GROUPED.pattern})\s?(百億|十億|百万|千万|十万|兆|億|万|千|百)?\s?")


def fold(text: str) -> str:
    """Full-width forms, dashes, ヶ and letters of broken fonts as their plain counterparts; the length never changes."""
    return text if text.isascii() else _fold_kept(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def fold_words(text: str) -> str:
    """`fold` for words: katakana is left alone."""
    return text if text.isascii() else _fold_words_kept(text) if len(text) <= _LONGEST_KEPT else _fold_words(text)


def parse_number(printed: str) -> Decimal | None:
    """`６，１７２`, `▲1,234.5`, `-3` as an exact Decimal; None where the grouping is no number (`6,0664,634`)."""
    folded = fold(printed).strip()
    sign, digits = (-1, folded[1:].strip()) if folded[:1] in {"▲", "-"} else (1, folded.removeprefix("+"))
    if len(digits) > _LONGEST or _GROUPED.fullmatch(digits) is None:
        return None
    return sign * Decimal(digits.replace(",", ""))


def parse_yen(printed: str) -> Decimal | None:
    """`82,726千円`, `3億5,000万円`, `△7万円` in yen; None where no amount with its unit stands there."""
    folded = fold(printed).strip()
    negative, digits = (True, folded[1:].strip()) if folded[:1] in {"▲", "-"} else (False, folded.removeprefix("+"))
    if not digits.endswith("円"):
        return None
    position, yen, last = 0, Decimal(0), 10**15
    body = digits[:-1]
    while position < len(body):
        part = _PART.match(body, position)
        if part is None or len(part[1]) > _LONGEST:
            return None
        scale = SCALES[part[2] or ""]
        if scale >= last:
            return None
        yen, last, position = yen + Decimal(part[1].replace(",", "")) * scale, scale, part.end()
    return whole(-yen if negative else yen) if body else None


def parse_ratio(printed: str) -> tuple[int, int] | None:
    """`1/2`, `2／3`, `10分の10` as (numerator, denominator), not reduced; None for anything else."""
    folded = fold(printed).replace(" ", "")
    slash = re.fullmatch(r"(\d{1,4})/(\d{1,4})", folded)
    words = re.fullmatch(r"(\d{1,4})分の(\d{1,4})", folded)
    if slash is not None:
        numerator, denominator = int(slash[1]), int(slash[2])
    elif words is not None:
        numerator, denominator = int(words[2]), int(words[1])
    else:
        return None
    return (numerator, denominator) if denominator != 0 else None


_ONE = Decimal(1)


def whole(value: Decimal) -> Decimal:
    """`250000000.0` as `250000000`: an amount that is an integer carries no decimals."""
    if value.same_quantum(_ONE):
        return value
    return value.quantize(_ONE) if value == value.to_integral_value() and abs(value) < 10**25 else value


def amount_text(value: Decimal | Fraction) -> str:
    """The exact value as plain text: `82726000`, `0.4`, `1/2`; never in exponent form."""
    if isinstance(
        value, Decimal
    ):  # tested first: nearly all are, and Fraction, an abstract class's child, is slow to test for
        return format(value, "f")
    return decimal_text(value)


def decimal_text(value: Fraction) -> str:
    """A fraction as an exact decimal where there is one, else as `n/d`."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    scaled = abs(value.numerator) * 10**places // value.denominator
    digits = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}")


def print_number(value: Fraction, *, scale: int = 1) -> str:
    """A value for people, in units of `scale`, grouped by thousands; negative as ▲: `▲3,212`."""
    text = decimal_text(abs(value) / scale)
    if "/" in text:
        return ("▲" if value < 0 else "") + text
    head, point, tail = text.partition(".")
    return ("▲" if value < 0 else "") + f"{int(head):,}" + point + tail
