"""What stands below or over amounts takes its own words with it: parts of items, paired headings, sums of two stages, changes."""

import pytest

from tests.checks.proof.made import is_verified

PARTS = """川端県 令和8年度当初予算要求書
事業名：川の学校事業

要求額　900千円（前年度当初予算額 800千円、前年度比 100千円）

内訳
(1) 花壇の手入れ　500千円
　{}
(2) 草刈り　400千円
"""


@pytest.mark.parametrize(
    ("told", "verified"),
    [
        ("（委託料 400千円、旅費 100千円）", True),
        ("（前年度内訳：委託料 400千円、旅費 100千円）", False),
        ("（前年度内訳　　委託料 400千円、旅費 100千円）", False),
        ("（翌年度：委託料 400千円、旅費 100千円）", False),
        ("（市町村負担：委託料 400千円、旅費 100千円）", False),
        ("（昨年 400千円、今年 100千円）", False),
        ("（R7 400千円、R8 100千円）", False),
        ("（見送り 400千円、旅費 100千円）", False),
        ("（上限 400千円、単価 100千円）", False),
    ],
)
def test_the_parts_below_an_item(told: str, *, verified: bool) -> None:
    """A part has the name of what is bought and nothing before it that says a year, an owner or a condition."""
    assert is_verified(PARTS.format(told)) is verified


@pytest.mark.parametrize(
    ("over", "verified"),
    [("財源内訳", True), ("隣県", False), ("百万円", False), ("見送り", False), ("昨季", False), ("債務負担", False)],
)
def test_the_upper_of_two_paired_headings(over: str, *, verified: bool) -> None:
    """Pandas writes two headings of a column as a pair: the upper one is left out where it only groups columns."""
    heads = " | ".join(f"('{over}', '{own}')" for own in ("事業費", "国庫支出金", "一般財源"))
    text = f"""川端県 令和8年度当初予算要求書
事業名：川の学校事業

財源内訳（単位：千円）

| ('区分', '区分') | {heads} |
|:--|--:|--:|--:|
| 要求額 | 900 | 300 | 600 |
| 前年度当初予算額 | 800 | 300 | 500 |
"""
    assert is_verified(text) is verified


@pytest.mark.parametrize(
    ("title", "verified"),
    [("令和8年度当初予算要求書", True), ("令和8年度当初予算査定調書", False), ("令和8年度当初予算", False)],
)
def test_sources_that_two_stages_have(title: str, *, verified: bool) -> None:
    """Sources under 金額 add up to 要求額 and 計上額 alike: of which they are, only the title can say."""
    rows = "区分\t金額（千円）\n国庫支出金\t300\n一般財源\t600\n合計\t900\n"
    text = f"川端県 {title}\n事業名：川の学校事業\n\n要求額：900千円\n計上額：900千円\n\n5 財源内訳\n\n{rows}"
    assert is_verified(text) is verified


@pytest.mark.parametrize(("named", "verified"), [("増減", True), ("対前年度当初増減", False)])
def test_a_change_to_another_year_than_it_names(named: str, *, verified: bool) -> None:
    """A change that says it is to 当初 is none to 決算, whatever adds up."""
    text = f"""川端県 令和8年度当初予算査定調書
事業名：川の学校事業

経費内訳（単位：千円）
区分\t査定額\t前年度決算額\t前年度当初予算額\t{named}
花壇の手入れ\t500\t450\t480\t50
草刈り\t400\t380\t390\t20
計\t900\t830\t870\t70
"""
    assert is_verified(text) is verified


@pytest.mark.parametrize(("between", "verified"), [("", True), ("部局案\n", False), ("見積書\n", False)])
def test_a_word_between_a_dating_heading_and_its_table(between: str, *, verified: bool) -> None:
    """A short word right over a table speaks of its amounts: the heading above it dates them no more."""
    rows = "区分\t金額（千円）\n事業費\t900\n国庫支出金\t300\n一般財源\t600\n"
    text = f"川端県 令和8年度当初予算\n事業名：川の学校事業\n\n■ 査定結果\n{between}{rows}"
    assert is_verified(text) is verified
