"""Cells of an aligned table that hold an amount and another one in brackets, under a heading and one in brackets below it."""

import pytest

from tests.checks.proof.made import replied

HEADING = "令和8年度当初予算要求 細事業別一覧"
SHEET = f"""                    {HEADING}
事業名:川の学校事業   所属:環境部 水辺課
                                                                                (単位:千円)
                                    要求額
番号 細事業名               (前年度当初予算額)  国庫支出金    一般財源   概要
  1  水辺の活動団体育成               421(455)         210         211   教材の購入と見学の経費を補
     補助                                                                助する。
  2  川の観察会                       631(556)         315         316   生き物を数える会を開く。
  3  水質調査                         1,390(-)         695         695   年に二度調べる。
     合計                         2,442(1,011)       1,220       1,222
"""
TABLES = {
    ("item", HEADING): [
        ("水辺の活動団体育成補助", "", "request", "amount:421"),
        ("水辺の活動団体育成補助", "-1", "initial", "amount:455"),
        ("川の観察会", "", "request", "amount:631"),
        ("川の観察会", "-1", "initial", "amount:556"),
        ("水質調査", "", "request", "amount:1,390"),
    ],
    ("funding", HEADING): [
        ("水辺の活動団体育成補助", "", "request", "national:210 general:211"),
        ("川の観察会", "", "request", "national:315 general:316"),
        ("水質調査", "", "request", "national:695 general:695"),
        ("合計", "", "request", "national:1,220 general:1,222"),
    ],
    ("total", HEADING): [
        ("合計", "", "request", "amount:2,442"),
        ("合計", "-1", "initial", "amount:1,011"),
    ],
}


def test_each_amount_has_its_own_heading() -> None:
    """The first amount is of the heading, the one in brackets of the heading in brackets; a numbered name goes on below."""
    assert replied(SHEET, TABLES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("(前年度当初予算額)", "(前年度決算額)    "),
        ("(前年度当初予算額)", "(うち国庫補助額)  "),
        ("(前年度当初予算額)", "  前年度当初予算額"),
        (" 要求額\n", " 査定額\n"),
        (" 要求額\n", " 隣県要求額\n"),
        (" 要求額\n", "\n"),
        ("     補助      ", "     分        "),
        ("     補助      ", "     (国費分)  "),
        ("一覧", "一覧(隣県分)"),
    ],
)
def test_other_headings_and_names(old: str, new: str) -> None:
    """Another stage, body or part over the amounts or below a name is asked about."""
    assert old in SHEET
    assert not replied(SHEET.replace(old, new), TABLES)
