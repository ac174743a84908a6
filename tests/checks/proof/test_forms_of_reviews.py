"""What review sheets print beside their amounts: codes, counts of what is done, what one of the staff costs, which review it is."""

import pytest

from structurer.checks.proof.over import unnoted
from tests.checks.proof.made import is_verified

REVIEW = """令和8年度　事務事業評価調書（一次評価）
事業名\t川の学校事業
担当部局\t環境部\t担当課\t水辺課
整理番号\t8728

1 事業の概要
主な取組\t川の教室\t生き物を調べる教室を開く。\t5回

2 投入コスト\t（単位：千円、人）
区分\t事業費\t人件費\t総コスト\t従事職員数
令和7年度当初予算\t4,700\t810\t5,510\t0.1
令和8年度当初予算\t5,900\t810\t6,710\t0.1
※人件費は、職員数に平均給与8,100千円を乗じて算出
"""
BOXES = """令和8年度　当初予算要求書
事業名　川の学校事業

4 要求額の内訳（単位：千円）
┌──────┬─────┬─────────┬────┬────┐
│細事業名│要求額　　│前年度当初予算額　│増減　　│備　考　│
├──────┼─────┼─────────┼────┼────┤
│川の教室│　　２，０００│　　　　１，８００│　　２００│３２基　│
├──────┼─────┼─────────┼────┼────┤
│川の測量│　　３，９００│　　　　２，９００│１，０００│１式　　│
├──────┼─────┼─────────┼────┼────┤
│合　計　│　　５，９００│　　　　４，７００│１，２００│　　　　│
└──────┴─────┴─────────┴────┴────┘
"""


@pytest.mark.parametrize("text", [REVIEW, BOXES], ids=["review", "boxes"])
def test_what_stands_beside_the_amounts(text: str) -> None:
    """A code, how often something is done, what one of the staff costs on average and what is bought need no field."""
    assert is_verified(text)


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("整理番号\t8728", "交付決定額\t8728"),
        ("生き物を調べる教室を開く。\t5回", "川の教室の開催回数\t5回"),
        ("生き物を調べる教室を開く。\t5回", "生き物を調べる教室を開く。\t5千円"),
        ("平均給与8,100千円を乗じて算出", "概算8,100千円を加えて算出"),
        ("※人件費は、職員数に", "※事業費は、職員数に"),
        ("（一次評価）", "（前年度評価）"),
        ("（一次評価）", "（隣県評価）"),
    ],
)
def test_what_may_be_an_amount(printed: str, other: str) -> None:
    """A number under another word, another title and another note are asked about."""
    assert printed in REVIEW
    assert not is_verified(REVIEW.replace(printed, other))


@pytest.mark.parametrize(("printed", "other"), [("備　考　", "対象者　"), ("３２基", "３２人"), ("３２基", "３２円")])
def test_other_columns_and_units(printed: str, other: str) -> None:
    """A count under a heading that is none of remarks, persons and money are asked about."""
    assert printed in BOXES
    assert not is_verified(BOXES.replace(printed, other))


def test_brackets_by_name() -> None:
    """カッコ内は says of amounts in brackets what （　）内は does."""
    assert unnoted("財源内訳（カッコ内は前年度当初予算額）") == "財源内訳"
