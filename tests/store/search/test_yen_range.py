"""Amounts are understood as people write them, and nothing else is."""

from fractions import Fraction

import pytest

from structurer.errors import AmountRangeInvalid
from structurer.store.search.yen_range import YenRange, yen_range

MAN, OKU = Fraction(10**4), Fraction(10**8)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3億5,000万円", YenRange(OKU * 7 / 2, OKU * 7 / 2)),
        ("1.2億円", YenRange(OKU * 6 / 5, OKU * 6 / 5)),
        ("三億五千万円", YenRange(OKU * 7 / 2, OKU * 7 / 2)),
        ("５００万円以上", YenRange(least=MAN * 500)),
        ("500万円 超", YenRange(least=MAN * 500, above=True)),
        ("十億円以上", YenRange(least=OKU * 10)),
        (">=500万", YenRange(least=MAN * 500)),
        ("5億未満", YenRange(most=OKU * 5, below=True)),
        ("5億円以下", YenRange(most=OKU * 5)),
        ("＜5億", YenRange(most=OKU * 5, below=True)),
        ("3億〜5億", YenRange(OKU * 3, OKU * 5)),
        ("3～5億円", YenRange(OKU * 3, OKU * 5)),
        ("1億円から2億円まで", YenRange(OKU, OKU * 2)),
        ("〜1億", YenRange(most=OKU)),
        ("1億〜", YenRange(least=OKU)),
        ("1,000万円以上、1億円未満", YenRange(MAN * 1000, OKU, below=True)),
        ("54,826千円", YenRange(Fraction(54826000), Fraction(54826000))),
    ],
)
def test_a_range(typed: str, meant: YenRange) -> None:
    """As a finance section writes it."""
    assert yen_range(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "円", "約3億", "3億億", "5億〜3億", "～", "三", "3億以上以下", "3億円くらい", "9" * 61, "3%"]
)
def test_no_range(typed: str) -> None:
    """One sentence that says how to write it; a lone kanji digit is an amount of yen."""
    if typed == "三":
        assert yen_range(typed) == YenRange(Fraction(3), Fraction(3))
        return
    with pytest.raises(AmountRangeInvalid, match="3億〜5億"):
        yen_range(typed)


def test_bounds() -> None:
    """A bound is in the range, but for 超 and 未満; an amount with a part of a yen is compared exactly."""
    assert [Fraction(500) in yen_range(f"500円{word}") for word in ("以上", "超", "以下", "未満")] == [
        True,
        False,
        True,
        False,
    ]
    assert Fraction(1001, 2) in yen_range("500円超")
    assert Fraction(-1) in yen_range("0円以下")
