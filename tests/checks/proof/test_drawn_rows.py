"""Rows between drawn rules: texts broken in a cell before the amounts, and rows without a name below one that has it."""

import pytest

from tests.checks.proof.made import is_verified

SHEET = """　　　　令和8年度当初予算　事業評価調書

┌──────┬────────────────────┐
│事業名      │川の学校事業                            │
├──────┼────────────────────┤
│所属        │環境部　水辺課                          │
└──────┴────────────────────┘

１　事業費と財源　　　　（単位：千円）
┌──────────┬─────┬─────┬─────┐
│年度・区分          │    事業費│国庫支出金│  一般財源│
├──────────┼─────┼─────┼─────┤
│令和7年度当初予算額 │     1,800│       800│     1,000│
├──────────┼─────┼─────┼─────┤
│令和8年度要求額     │     2,000│       900│     1,100│
└──────────┴─────┴─────┴─────┘

２　取組内容　　　　（単位：千円）
┌──────┬──────────┬────────┬─────┐
│取組        │内容                │前年度当初予算額│    要求額│
├──────┼──────────┼────────┼─────┤
│川の観察会  │川辺で生き物を数える│           1,000│     1,200│
│            │観察会を開く。      │                │          │
├──────┼──────────┼────────┼─────┤
│水辺の清掃  │月に一度清掃を行う。│             800│       800│
├──────┼──────────┼────────┼─────┤
│合計        │                    │           1,800│     2,000│
└──────┴──────────┴────────┴─────┘

３　活動指標
┌─────────┬────┬───┬──────┬──────┐
│指標名            │単位    │区分  │   令和7年度│   令和8年度│
├─────────┼────┼───┼──────┼──────┤
│参加者数          │人      │目標  │         208│         206│
├─────────┼────┼───┼──────┼──────┤
│                  │        │実績  │         175│            │
└─────────┴────┴───┴──────┴──────┘

５　総合評価
　継続
"""


def test_rows_between_rules() -> None:
    """A text goes on in its cell, a row without a name belongs to the one above a rule, and a section of a form may be left out."""
    assert is_verified(SHEET)


def test_a_count_ends_a_text_in_its_cell() -> None:
    """How often something is done ends a text that is broken over rows, and its number is nobody's amount; another body's is."""
    told = SHEET.replace("川辺で生き物を数える", "市町村と共同で川辺の").replace(
        "観察会を開く。      ", "観察会を開く(3回)   "
    )
    assert is_verified(told)
    assert not is_verified(told.replace("市町村と共同で川辺の", "隣県が負担する川辺の"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("観察会を開く。      ", "隣県の要求額。      "),
        ("観察会を開く。      ", "前年度の額。        "),
        ("│年度・区分          │", "│他県年度・区分      │"),
        ("│                  │        │実績  │         175", "│                  │千円    │実績  │         175"),
        ("│                  │        │実績  │         175", "│合計              │        │実績  │         175"),
        ("│                  │        │実績  │         175", "│                  │        │隣県  │         175"),
        ("５　総合評価", "５　千円"),
        ("５　総合評価", "９　総合評価"),
    ],
)
def test_what_takes_amounts_away(old: str, new: str) -> None:
    """A text that speaks of other amounts, a unit or a name of its own in the row, and a number that no section explains."""
    assert old in SHEET
    assert not is_verified(SHEET.replace(old, new))
