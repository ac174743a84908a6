"""The draw: by the seed alone, of both kinds, of any size."""

from fractions import Fraction

import pytest

from structurer.errors import RateInvalid
from structurer.evaluation.audit.draw import draw, rate_of
from structurer.store.audits import DrawnRecord

RECORDS = tuple(DrawnRecord(f"{number:012x}", 1, on_words=number % 10 == 0) for number in range(100))


def test_the_same_seed_draws_the_same() -> None:
    """Whatever the order in which a store lists its records; another seed draws others."""
    chosen = draw(RECORDS, Fraction(1, 10), "7")
    assert draw(RECORDS[::-1], Fraction(1, 10), "7") == chosen
    assert set(draw(RECORDS, Fraction(1, 10), "8")) != set(chosen)


def test_a_record_more_moves_no_other() -> None:
    """What was drawn stays drawn as long as fewer than all come before it."""
    more = DrawnRecord("f" * 12, 1, on_words=False)
    assert len(set(draw((*RECORDS, more), Fraction(1, 10), "7")) & set(draw(RECORDS, Fraction(1, 10), "7"))) >= 9


def test_words_first_and_each_kind_at_its_rate() -> None:
    """Ten rest on confirmed words: one of them is drawn, first, and nine of the ninety others; a rate is rounded up."""
    chosen = draw(RECORDS, Fraction(1, 10), "7")
    assert [one.on_words for one in chosen] == [True, *[False] * 9]
    assert [one.on_words for one in draw(RECORDS, Fraction(1, 1000), "7")] == [True, False]
    assert set(draw(RECORDS, Fraction(1), "7")) == set(RECORDS)


@pytest.mark.parametrize(("text", "rate"), [("0.02", "1/50"), ("2%", "1/50"), ("1", "1"), (".5", "1/2"), ("100%", "1")])
def test_rates(text: str, rate: str) -> None:
    """As people write them."""
    assert rate_of(text) == Fraction(rate)


@pytest.mark.parametrize("text", ["0", "0%", "1.1", "101%", "-0.1", "1/2", "nan", "", "２%の"])
def test_no_rates(text: str) -> None:
    """Refused by name."""
    with pytest.raises(RateInvalid):
        rate_of(text)
