"""Ranges of money as people write them: `3億5,000万円`, `500万円以上`, `3億〜5億`, `1,000万円以上1億円未満`."""

from dataclasses import dataclass
from fractions import Fraction

from structurer.errors import AmountRangeInvalid
from structurer.text import lazy_re as re
from structurer.text.money import fold_words, parse_yen

_LONGEST = 60
_LOWEST = {
    "以上": False,
    "から": False,
    "超": True,
    "を超える": True,
    "超える": True,
    "より多い": True,
    "より大きい": True,
}
_HIGHEST = {"以下": False, "まで": False, "以内": False, "未満": True, "より少ない": True, "より小さい": True}
_SIGNS = {">=": (_LOWEST, "以上"), "≥": (_LOWEST, "以上"), "≧": (_LOWEST, "以上"), ">": (_LOWEST, "超"),
          "<=": (_HIGHEST, "以下"), "≤": (_HIGHEST, "以下"), "≦": (_HIGHEST, "以下"), "<": (_HIGHEST, "未満")}  # fmt: skip
_AMOUNT = (
    r"[▲△-]?[\d〇一二三四五六七八九,.]*[十百千万億兆円\d〇一二三四五六七八九,.]*[\d十百千万億兆円〇一二三四五六七八九]"
)


def _either(words: dict[str, bool]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_BOUNDED = re.compile(rf"(?:({_AMOUNT})({_either(_LOWEST)})[,、]?)?(?:({_AMOUNT})({_either(_HIGHEST)}))?")
_BETWEEN = re.compile(rf"({_AMOUNT})?[~-]({_AMOUNT})?")
_SIGNED = re.compile(rf"({'|'.join(_SIGNS)})({_AMOUNT})")
_LAST_SCALE = re.compile(r"[十百千万億兆]+(?=円?$)")
_KANJI = str.maketrans("〇一二三四五六七八九", "0123456789")
_BARE = re.compile(r"(?<!\d)(?=[十百千万億兆])")


@dataclass(frozen=True, slots=True)
class YenRange:
    """A range of money; None is no bound, `above` and `below` leave the bound itself out."""

    least: Fraction | None = None
    most: Fraction | None = None
    above: bool = False
    below: bool = False

    def __contains__(self, amount: int | Fraction) -> bool:
        """True for an amount in the range."""
        low = self.least is None or (amount > self.least if self.above else amount >= self.least)
        return low and (self.most is None or (amount < self.most if self.below else amount <= self.most))


def yen_range(asked: str) -> YenRange:
    """Return the range that a person typed; one amount alone is exactly that. AmountRangeInvalid where it is none."""
    folded = "".join(fold_words(asked[:_LONGEST]).split())
    made = None if len(asked) > _LONGEST else _signed(folded) or _bounded(folded) or _between(folded) or _exact(folded)
    if made is None or (made.least is not None and made.most is not None and made.least > made.most):
        raise AmountRangeInvalid(asked[:_LONGEST])
    return made


def _signed(text: str) -> YenRange | None:
    found = _SIGNED.fullmatch(text)
    if found is None:
        return None
    bounds, word = _SIGNS[found[1]]
    return _bounded(f"{found[2]}{word}") if word in bounds else None


def _bounded(text: str) -> YenRange | None:
    found = _BOUNDED.fullmatch(text)
    if found is None or not text:
        return None
    low, lowest, high, highest = found.groups()
    return _range(low, high, above=_LOWEST.get(lowest, False), below=_HIGHEST.get(highest, False))


def _between(text: str) -> YenRange | None:
    found = _BETWEEN.fullmatch(text)
    return None if found is None or not any(found.groups()) else _range(*found.groups())


def _exact(text: str) -> YenRange | None:
    return _range(text, text)


def _range(low: str | None, high: str | None, *, above: bool = False, below: bool = False) -> YenRange | None:
    """Return the range between two amounts; the unit of the second is that of a first without one: 3〜5億円."""
    if low is not None and high is not None and _LAST_SCALE.search(low) is None and "円" not in low:
        scale = _LAST_SCALE.search(high)
        low += "" if scale is None else scale[0]
    least, most = (None if one is None else _yen(one) for one in (low, high))
    if (low is None) is not (least is None) or (high is None) is not (most is None):
        return None
    return YenRange(least, most, above, below)


def _yen(text: str) -> Fraction | None:
    """Return an amount in yen, of which the unit may be left out and the digits be kanji."""
    plain = text.translate(_KANJI)
    body = plain.removesuffix("円")
    ones = _BARE.sub("1", body, count=1) if body[:1] in {"十", "百", "千"} else body
    found = parse_yen(f"{ones}円")
    return None if found is None else Fraction(found)
