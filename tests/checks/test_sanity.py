"""Sanity: unit slips, percentages, parts and wholes."""

import pytest

from tests.support.sheets import alone, outcomes, piped, read, tabbed


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("12,000円", ["fails"]),
        ("12,000百万円", ["fails"]),
        ("12,001千円", ["holds"]),
        ("0千円", []),
        ("12百万円", []),
    ],
)
def test_unit_slip(printed: str, found: list[str]) -> None:
    """The same digits under another unit are a slip; another amount is not, and zero has no unit."""
    assert outcomes(piped(("要求額:12,000千円", f"要求額:{printed}")), "SAN901") == found


@pytest.mark.parametrize(
    ("old", "new", "found", "finding"),
    [
        ("65.0", "100.0", "holds", False),
        ("65.0", "100.1", "unverifiable", True),
        ("65.0", "650", "unverifiable", True),
    ],
)
def test_percent(old: str, new: str, found: str, *, finding: bool) -> None:
    """A share above 100 percent is open."""
    result = alone(tabbed((old, new)), "SAN902")[2]
    assert (result.outcome, result.is_finding) == (found, finding)


def test_percent_that_may_exceed() -> None:
    """A rate of growth above 100 percent is information."""
    result = alone(tabbed(("澄んだ日の割合", "澄んだ日の伸び率"), ("65.0", "165.0")), "SAN902")[2]
    assert (result.outcome, result.is_finding) == ("unverifiable", False)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("6,420", "9,850", ["holds", "holds", "holds", "holds"]),
        ("6,420", "9,851", ["fails", "holds", "holds", "holds"]),
        ("8,021", "8,451", ["holds", "holds", "holds", "fails"]),
        ("5,480", "54,800", ["holds", "holds", "fails", "holds"]),
    ],
)
def test_part_and_whole(old: str, new: str, found: list[str]) -> None:
    """うち一般財源 is within its budget and 決算額 within the current one, in every row."""
    assert outcomes(tabbed((old, new)), "SAN903") == found


@pytest.mark.parametrize(("year", "found"), [("令和7年度", ["fails"]), ("令和6年度", [])])
def test_settled_and_current_of_one_year(year: str, found: list[str]) -> None:
    """What was spent in one year is not measured by another year's budget."""
    text = (
        "令和8年度当初予算要求書\n事業名：川の学校事業\n事業費(単位:千円)\n"
        f"区分\t{year}決算額\t令和7年度最終予算額\t令和8年度要求額\n事業費\t9,500\t9,000\t8,000\n"
    )
    assert outcomes(read(text), "SAN903") == found
