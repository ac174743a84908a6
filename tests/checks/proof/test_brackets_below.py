"""Rows of details below items, headings whose brackets end on the next line, and lines that explain a row of amounts."""

import pytest

from tests.checks.proof.made import HEAD, is_verified
from tests.support.builders import facts_of

SHEET = (
    HEAD
    + """
１ 歳出                                                   (単位：千円)
=====================================================================
 事　項                  令和7年度   令和8年度        増減額
 　節                   当初予算額      要求額      (要求額-
                                                 当初予算額)
=====================================================================
 (1) 川の観察会              4,200       5,200         1,000
 　　報償費                  1,200       1,500
 　　委託料                  3,000       3,700
      〔説明〕川辺で生き物を観察する(4か所)
 (2) 水辺の清掃                800         700         ▲100
 　　報償費                    300         200
 　　需用費                    500         500
      〔説明〕用具を整備する(3地区)
---------------------------------------------------------------------
 合計                        5,000       5,900           900
=====================================================================
"""
)


def test_parts_set_in() -> None:
    """Rows set in below an item add up to it and are its parts; the bracket of a heading ends on the next line."""
    assert is_verified(SHEET)
    parts = [fact.amount for fact in facts_of(SHEET) if str(fact.measure) == "breakdown"]
    assert parts == ["1200000", "1500000", "3000000", "3700000", "300000", "200000", "500000", "500000"]


def test_parts_that_do_not_add_up() -> None:
    """Then nothing says that they are parts."""
    found = facts_of(SHEET.replace("1,200       1,500", "1,200       1,600"))
    assert not [fact for fact in found if str(fact.measure) == "breakdown"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("                 当初予算額)", "                 決算額)    "),
        ("                 当初予算額)", "             隣県の予算額)  "),
        ("(要求額-", "(査定額-"),
        ("〔説明〕川辺で生き物を観察する(4か所)", "〔説明〕以下は前年度の要求額である"),
        ("〔説明〕川辺で生き物を観察する(4か所)", "〔説明〕隣県が要求する"),
        ("〔説明〕川辺で生き物を観察する(4か所)", "〔廃止〕川辺で生き物を観察する(4か所)"),
    ],
)
def test_what_takes_them_away(old: str, new: str) -> None:
    """Another difference, and lines between the rows that speak of other amounts."""
    assert old in SHEET
    assert not is_verified(SHEET.replace(old, new, 1))
