"""What checks select of a reading."""

import pytest

from structurer.checks.select import project_amounts, sums_groups
from tests.support.builders import reading_of

ROWS = "細事業名\t前年度当初予算額\t要求額\n"
TEXT = (
    "令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
    f"(1) 一般事業（単位：千円）\n{ROWS}川の教室\t1,000\t1,190\n川の手引き\t1,700\t1,710\n小計\t2,700\t2,900\n\n"
    f"(2) 公共事業（単位：千円）\n{ROWS}川の見回り\t900\t1,001\n川の掃除\t1,100\t1,999\n小計\t2,000\t3,000\n合計\t4,700\t5,900\n"
)


def test_a_total_below_that_of_a_group() -> None:
    """合計 below the 小計 of the last group is of all groups; 小計 is the group's own."""
    reading = reading_of(TEXT)
    summed = {fact.cite.printed for fact in reading.facts if sums_groups(reading, fact, "(2) 公共事業")}
    assert summed == {"4,700", "5,900"}


@pytest.mark.parametrize(
    ("told", "found"), [("査定額は2,900千円となった。", {"2,900千円"}), ("うち国費は2,900千円となった。", set())]
)
def test_the_amount_before_what_is_said_of_items(told: str, found: set[str]) -> None:
    """`査定額は` is the project's own amount, though it is no row of a table; a part of it is none."""
    reading = reading_of(f"令和8年度当初予算要求書\n事業名：川の学校事業\n\n【査定の結果】\n　{told}\n")
    assert {fact.cite.printed for facts in project_amounts(reading).values() for fact in facts} == found
