"""The exact interval against published values, and against its own definition."""

from fractions import Fraction
from math import comb

import pytest

from structurer.evaluation.audit.clopper import CONFIDENCE, interval, percent

PUBLISHED = (  # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 5
    (81, 263, "0.2527", "0.3676"),
    (15, 148, "0.0578", "0.1617"),
    (0, 20, "0.0000", "0.1684"),
    (1, 29, "0.0009", "0.1776"),
)


@pytest.mark.parametrize(("hits", "tries", "low", "high"), PUBLISHED)
def test_published_values(hits: int, tries: int, low: str, high: str) -> None:
    """The four samples that every comparison of intervals shows, to the four decimals they are printed with."""
    found = interval(hits, tries)
    assert all(abs(one - Fraction(said)) <= Fraction(1, 10_000) for one, said in zip(found, (low, high), strict=True))


@pytest.mark.parametrize(("hits", "tries"), [(0, 7), (1, 12), (3, 50), (25, 50), (49, 50)])
def test_the_ends_are_where_the_count_becomes_rare(hits: int, tries: int) -> None:
    """At the upper end so few hits are as rare as they may be, and at the lower so many: by the binomial itself."""
    low, high = interval(hits, tries)
    rare = (1 - CONFIDENCE) / 2

    def few(share: Fraction, most: int) -> Fraction:
        return sum((comb(tries, n) * share**n * (1 - share) ** (tries - n) for n in range(most + 1)), start=Fraction(0))

    step = Fraction(1, 2**23)
    assert few(high, hits) <= rare < few(high - step, hits)
    if hits:
        assert 1 - few(low, hits - 1) <= rare < 1 - few(low + step, hits - 1)
    assert (low == 0) is (hits == 0)


def test_all_and_none() -> None:
    """Nothing found bounds from above only, everything found from below only, and without a try nothing is known."""
    assert interval(0, 0) == (Fraction(0), Fraction(1))
    assert interval(5, 5)[1] == 1
    assert interval(5, 5)[0] == pytest.approx(Fraction(1, 40) ** Fraction(1, 5), abs=1e-6)


def test_an_end_is_rounded_outwards() -> None:
    """The upper end up, the lower down: what is printed holds the interval."""
    assert (percent(Fraction(1, 3), up=True), percent(Fraction(1, 3), up=False)) == ("33.34%", "33.33%")
    assert (percent(Fraction(0), up=True), percent(Fraction(1), up=False)) == ("0.00%", "100.00%")
