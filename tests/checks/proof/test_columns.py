"""Headings whose letters are spread over the columns that they stand over."""

import pytest

from tests.checks.proof.made import HEAD, is_verified, replied

_TABLE = """１　財源（単位：千円）
                              {group}
区　　分      事　業　費    国庫支出金    使用料手数料        県債      一般財源
前年度当初         4,700         1,500             500         900         1,800
要　求　額         5,900         1,800             600       1,000         2,500
"""


@pytest.mark.parametrize(
    "group", ["財        源        内        訳", "財            源", "特     定      財     源", "財 源 内 訳"]
)
def test_letters_of_one_group_are_one_heading(group: str) -> None:
    """It stands over each column that it reaches."""
    assert is_verified(HEAD + _TABLE.format(group=group))


@pytest.mark.parametrize(
    "group",
    [
        "隣        県        財        源",
        "財        源        以        外",
        "前      年      度      財      源",
        "隣            県",
        "決            算",
    ],
)
def test_letters_of_no_group_stay_apart(group: str) -> None:
    """Another body's, another year's or another stage's: the columns below are not understood."""
    assert not is_verified(HEAD + _TABLE.format(group=group))


_SET_RIGHT = """要求額の内訳（単位：千円）
細事業名        要求額{between}前年度当初予算額{behind}
川の観察会           1,900             1,700
川の測量             4,000             3,000
計                   5,900             4,700
"""


@pytest.mark.parametrize("heading", ["他課", "査定前", "債務負担", "うち国費"])
def test_a_heading_that_nobody_knows_may_head_the_amounts(heading: str) -> None:
    """Two columns of amounts under three headings are of any two; one of remarks has none."""
    assert is_verified(HEAD + _SET_RIGHT.format(between=" " * 13, behind="  摘要"))
    assert not is_verified(HEAD + _SET_RIGHT.format(between=f"       {heading}         ", behind=""))


def test_a_row_behind_the_table_is_under_none_of_its_ends() -> None:
    """Below a line without amounts an amount may end anywhere: it is asked about."""
    text = HEAD + _SET_RIGHT.format(between=" " * 13, behind="  摘要") + "川の説明\n川の橋         700      300\n"
    rows = [("川の橋", "", "request", "amount:700"), ("川の橋", "前年度", "initial", "amount:300")]
    assert not replied(text, {("item", "要求額の内訳"): rows})
