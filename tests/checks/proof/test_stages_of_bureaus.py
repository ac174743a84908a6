"""Lists of amounts below marked headings, what a bureau asks for beside what is granted."""

import pytest

from tests.checks.proof.made import is_verified
from tests.support.builders import facts_of

SHEET = """令和8年度当初予算 要求・査定の概要(局別)

■ 川の学校事業

  * 所管: 環境局 水辺課
  * 予算科目: 衛生費 > 環境費 > 水辺費

● 予算額

  * 局要求額: 2,000千円
  * 査定額: 1,900千円
  * 前年度当初予算額: 1,800千円
  * 前年度当初予算額との差(査定額): 100千円

● 局要求額の財源

  + 国庫支出金: 900千円
  + 一般財源: 1,100千円

● 職員数

  * 令和7年度当初予算: 正職員 1.5人、会計年度任用職員 2.1人
  * 令和8年度要求: 正職員 1.6人、会計年度任用職員 1.2人
"""


def test_what_is_read() -> None:
    """The change is of the stage that it says, and the persons of a line are of the moment that the line begins with."""
    found = {(f.row, f.measure, f.year_offset, f.stage, f.printed) for f in facts_of(SHEET)}
    assert found == {
        ("局要求額", "amount", "0", "request", "2,000千円"),
        ("査定額", "amount", "0", "approved", "1,900千円"),
        ("前年度当初予算額", "amount", "-1", "initial", "1,800千円"),
        ("前年度当初予算額との差(査定額)", "change", "0", "approved", "100千円"),
        ("国庫支出金", "national", "0", "request", "900千円"),
        ("一般財源", "general", "0", "request", "1,100千円"),
        ("令和7年度当初予算", "regular", "-1", "initial", "1.5人"),
        ("令和7年度当初予算", "fiscal_year_appointed", "-1", "initial", "2.1人"),
        ("令和8年度要求", "regular", "0", "request", "1.6人"),
        ("令和8年度要求", "fiscal_year_appointed", "0", "request", "1.2人"),
    }
    assert is_verified(SHEET)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("局要求額", "他局要求額"),
        ("局要求額", "企業局要求額"),
        ("● 予算額", "● 隣県の予算額"),
        ("● 予算額", "● 昨年度の予算額"),
        ("● 予算額", "● 廃止事業の予算額"),
        ("● 局要求額の財源", "● 令和5年度局要求額の財源"),
        ("(局別)", "(他局分)"),
        ("予算科目: ", "予算科目: 企業会計 > "),
        ("との差(査定額)", "との差(局要求額)"),
    ],
)
def test_what_takes_amounts_away(old: str, new: str) -> None:
    """Another bureau, body, year or account over the amounts or in their labels is asked about."""
    assert not is_verified(SHEET.replace(old, new))


STEPS = """緑野市 令和8年度予算編成過程の公表

川の学校事業

予算の査定経過(単位:千円)

区分 | 予算額 | 国庫支出金 | 一般財源
---|---|---|---
前年度当初予算額 | 1,800 | 800 | 1,000
局要求額 | 2,000 | 900 | 1,100
財政局長査定額 | 1,700 | 700 | 1,000
復活要求額 | 200 | 100 | 100
復活要求に対する査定額 | 100 | 60 | 40
計上額 | 1,800 | 760 | 1,040
"""


def test_steps_of_a_review() -> None:
    """What a bureau's head grants is another amount than what is budgeted in the end."""
    assert {(f.row, f.stage) for f in facts_of(STEPS)} == {
        ("前年度当初予算額", "initial"),
        ("局要求額", "request"),
        ("財政局長査定額", "approved"),
        ("復活要求額", "request"),
        ("復活要求に対する査定額", "approved"),
        ("計上額", "approved"),
    }
    assert is_verified(STEPS)
    assert not is_verified(STEPS.replace("財政局長査定額", "隣県査定額"))
