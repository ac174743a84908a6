"""Rows of tabs without the blank cells at their ends, as spreadsheets write them, offices and numbers beside their words."""

import pytest

from tests.checks.proof.made import is_verified

_HEAD = "令和8年度当初予算要求\n川の学校事業\n{office}\t\t\t\t単位:千円\n"
_TABLE = """節	令和8年度	令和7年度	増減額	摘要
	要求額	当初予算額
報酬	4,200	4,100	100	観察員
旅費	380	350	30
委託料	23,500	31,000	-7,500	地図
計	28,080	35,450	-7,370
"""


@pytest.mark.parametrize(
    ("office", "verified"),
    [("", True), ("水辺課", True), ("隣県の課", False), ("他課", False), ("旧水辺課", False), ("廃止", False)],
)
def test_an_office_beside_the_first_caption(office: str, *, verified: bool) -> None:
    """It is the sheet's own, where it is not said to be another's or of another time."""
    assert is_verified(_HEAD.format(office=office) + _TABLE) is verified


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("旅費\t380\t350\t30", "旅費\t380\t30"),
        ("\t要求額\t当初予算額", "要求額\t当初予算額"),
        ("摘要\n", "前々年度\n"),
        ("\t要求額\t当初予算額", "\t\t要求額\t当初予算額"),
    ],
)
def test_a_row_that_may_have_lost_a_cell_elsewhere(old: str, new: str) -> None:
    """Where a column of amounts has no cell, or the headings' blanks are gone, nobody knows which column an amount is of."""
    text = _HEAD.format(office="") + _TABLE
    assert old in text
    assert not is_verified(text.replace(old, new))


@pytest.mark.parametrize(("first", "verified"), [("07 報償費", True), ("03 報償費", False), ("07 手引き", False)])
def test_the_number_of_an_expense_in_a_cell_with_its_name(first: str, *, verified: bool) -> None:
    """The law numbers them; before any other words a number is a number of something."""
    head = "令和8年度当初予算要求書\n事業名：川の学校事業\n\n要求額の内訳（単位：千円）\n節\t細節\t要求額\n"
    assert is_verified(f"{head}{first}\t講師謝金\t1,900\n12 委託料\t地図の作成\t4,000\n計\t\t5,900\n") is verified
