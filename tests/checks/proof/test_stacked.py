"""Tables one cell a line whose headings are years, each with its stage on the next line."""

import pytest

from tests.checks.proof.made import HEAD, is_verified, walker

_TABLE = """１　事業費の推移
（単位：千円）
区分
{years}
事業費
4,100
4,700
5,900
人件費
1,300
1,600
2,400
総事業費
5,400
6,300
8,300
"""
_YEARS = "令和6年度\n決算額\n令和7年度\n最終予算額\n令和8年度\n要求額"


@pytest.mark.parametrize("years", [_YEARS, _YEARS.replace("最終予算額", "当初予算額"), _YEARS.replace("令和7", "前")])
def test_a_year_and_the_stage_below_it_are_one_heading(years: str) -> None:
    """Every year has a stage below it, and every record as many amounts as there are years."""
    assert is_verified(HEAD + _TABLE.format(years=years))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("令和8年度\n要求額", "令和8年度\n隣県の額"),
        ("令和8年度\n要求額", "令和8年度"),
        ("令和7年度\n最終予算額\n", "最終予算額\n"),
        ("決算額\n令和7年度", "令和7年度\n決算額"),
        ("令和8年度\n要求額", "令和8年度\n要求額\n査定額"),
        ("令和8年度\n要求額", "令和8年度\n令和9年度要求額"),
    ],
)
def test_years_and_stages_that_do_not_go_together(old: str, new: str) -> None:
    """A stage too many, a year without one, and words that nobody knows."""
    assert not is_verified(HEAD + _TABLE.format(years=_YEARS.replace(old, new)))


@pytest.mark.parametrize("amount", ["1,600\n", "6,300\n"])
def test_a_record_that_lacks_an_amount(amount: str) -> None:
    """Nobody knows of which year the others are."""
    assert not is_verified(HEAD + _TABLE.format(years=_YEARS).replace(amount, ""))


def test_a_year_and_a_stage_of_columns_of_their_own() -> None:
    """With as many amounts as headings, 令和7年度 and 要求額 are two columns, and the first amount is no request."""
    made = walker(f"{HEAD}１　事業費（単位：千円）\n区分\n令和7年度\n要求額\n事業費\n4,700\n5,900\n")
    spots = [made.spot(figure) for figure in made.grid.source.figures if figure.printed in {"4,700", "5,900"}]
    assert [spot.columns for spot in spots] == [("令和7年度",), ("要求額",)]
