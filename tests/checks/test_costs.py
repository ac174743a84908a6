"""Costs: A + B = total cost, and the columns of a past year."""

import pytest

from tests.checks.made import alone, outcomes, piped, tabbed


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("15,000千円", "15,000千円", ["holds", "holds"]),
        ("15,000千円", "12,000千円", ["fails", "holds"]),
        ("12,500千円", "12,500,000円", ["holds", "holds"]),
        ("12,500千円", "12,500円", ["holds", "fails"]),
    ],
)
def test_total_cost(old: str, new: str, found: list[str]) -> None:
    """Each row's project cost and personnel are its total cost, whatever unit each is printed in."""
    assert outcomes(piped((old, new)), "CST201") == found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("△400", "△400", ["holds", "holds"]),
        ("△400", "400", ["fails", "holds"]),
        ("△400", "-400", ["holds", "holds"]),
        ("\t9,000\t5,900", "\t9,001\t5,900", ["fails", "holds"]),
        ("\t0\t8,450\t0\t8,450", "\t\t8,450\t\t8,450", ["holds", "holds"]),
        ("\t0\t8,450\t0\t8,450", "\t8,450\t0\t\t8,451", ["holds", "fails"]),
    ],
)
def test_current_budget(old: str, new: str, found: list[str]) -> None:
    """Carried over, initial and supplementary are the current budget; the sign counts and a blank is nothing."""
    assert outcomes(tabbed((old, new)), "CST202") == found


def test_current_budget_working() -> None:
    """A supplementary cut stands in the working with its own sign."""
    result = alone(tabbed(), "CST202")[0]
    assert result.judgement.working == ("300 (L17) + 9,100 (L17) + △400 (L17) = 9,000千円 = 9,000 (L17)",)
