"""Claims, results and how their figures are shown."""

from fractions import Fraction

import pytest

from structurer.checks.claim import Blame, Judgement, Result, shown, shown_value
from structurer.checks.outcome import ClaimOutcome, Side
from tests.support.sheets import loose


def _result(outcome: ClaimOutcome, *, note: bool) -> Result:
    return Result("SUM101", "section-total-mismatch", "合計", Judgement(outcome, ()), note=note)


@pytest.mark.parametrize(
    ("stated", "computed", "difference"),
    [(5, 3, 2), (3, 5, -2), (0, 0, 0), (0, 7, -7), (None, 5, None), (5, None, None)],
)
def test_difference(stated: int | None, computed: int | None, difference: int | None) -> None:
    """The difference is stated less computed, zero is an amount, and nothing less something is nothing."""
    one, other = (None if value is None else Fraction(value) for value in (stated, computed))
    assert Judgement(ClaimOutcome.FAILS, (), one, other).difference == difference


@pytest.mark.parametrize(
    ("outcome", "note", "finding"),
    [
        (ClaimOutcome.HOLDS, False, False),
        (ClaimOutcome.HOLDS, True, False),
        (ClaimOutcome.FAILS, False, True),
        (ClaimOutcome.FAILS, True, True),
        (ClaimOutcome.UNVERIFIABLE, False, True),
        (ClaimOutcome.UNVERIFIABLE, True, False),
    ],
)
def test_finding(outcome: ClaimOutcome, *, note: bool, finding: bool) -> None:
    """A failure is always a finding; what cannot be verified is one unless it is information."""
    assert _result(outcome, note=note).is_finding is finding


def test_blamed_keeps_the_rest() -> None:
    """A result with its blame says otherwise the same."""
    result = _result(ClaimOutcome.FAILS, note=False)
    blamed = result.blamed(Blame(Side.SOURCE))
    assert (blamed.blame, blamed.judgement, blamed.name) == (Blame(Side.SOURCE), result.judgement, result.name)


@pytest.mark.parametrize(
    ("text", "as_shown"),
    [
        ("82,726千円", "82,726千円 (L1)"),
        ("(単位:千円)\n６，１７２", "６，１７２ (L2)"),
        ("(単位:千円)\n\n▲ 400", "▲ 400 (L3)"),
        ("7,974 千円", "7,974 (L1)"),
    ],
)
def test_shown_as_printed(text: str, as_shown: str) -> None:
    """A figure is shown as the source prints it, with its line."""
    _, (entry,) = loose(text)
    assert shown(entry) == as_shown


@pytest.mark.parametrize(
    ("text", "value", "as_shown"),
    [
        ("1千円 2千円", 58_038_000, "58,038千円"),
        ("1円 2千円", 58_038_000, "58,038,000円"),
        ("1百万円", 49_666_666, "49.666666百万円"),
        ("1万円", -400_000, "▲40万円"),
        ("1億円", 0, "0億円"),
        ("1十億円", 3_000_000_000, "3,000,000,000円"),
    ],
)
def test_value_in_the_finest_printed_unit(text: str, value: int, as_shown: str) -> None:
    """A computed value is shown in the finest unit of the figures it comes from, to the last yen."""
    source, entries = loose(text)
    assert shown_value(Fraction(value), tuple(entries), source) == as_shown
