"""Chapters numbered 第1, with last year's amounts in brackets, terms of subsidies under their names, and indicators named by headings."""

import pytest

from structurer import structure
from tests.checks.proof.made import is_verified
from tests.support.builders import facts_of

SHEET = """様式第３号（第７条関係）
　　　　　　　　令和8年度当初予算要求説明書

　部課名　環境部水辺課
　事業名　川の学校事業

第１　要求額
　１　本年度要求額　…………………………………　2,000千円
　２　前年度当初予算額　……………………………　1,800千円
　３　比較増減　………………………………………　200千円

第２　要求額の財源
　１　国庫支出金　…………………………………　900千円（前年度　800千円）
　２　一般財源　…………………………………　1,100千円（前年度　1,000千円）

第３　要求の内訳
　(1)　川の観察会　………………………………　1,200千円（前年度　1,000千円）
　　　　川辺で生き物を数える観察会を開く（3回）。
　(2)　水辺の清掃補助金　………………………　800千円（前年度　800千円）
　　　　水辺の清掃を支援する（4団体）。
　合計　…………………………………………　2,000千円（前年度　1,800千円）

第４　補助の条件
　①　水辺の清掃補助金（自治会）
　　　補助対象者　市町村
　　　補助率　1/2以内
　　　補助上限額　200千円
　　　補助予定件数　4件
　②　川の観察会
　　　補助対象者　協議会
　　　補助率　1/3以内
　　　補助上限額　400千円
　　　補助予定件数　3件

第５　成果指標
　(1)　参加者数
　　　令和6年度実績　206人
　　　令和7年度見込　208人
　　　令和8年度目標　250人
"""


def test_chapters_are_read_and_believed() -> None:
    """Each amount is of its own row, the one in brackets behind it of the year before, and nothing is left out."""
    rows = {(f.table, f.row, f.measure, f.year_offset, f.amount) for f in facts_of(SHEET)}
    assert {
        ("funding", "国庫支出金", "national", "-1", "800000"),
        ("subsidy", "川の観察会", "cap", "0", "400000"),
    } <= rows
    assert {("indicator", "参加者数", "target", "0", "250"), ("total", "比較増減", "change", "0", "200000")} <= rows
    assert structure(SHEET, model="offline").findings == ()


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("様式第３号（第７条関係）", "隣県様式第３号（第７条関係）"),
        ("様式第３号（第７条関係）", "様式第３号（前年度）"),
        ("第２　要求額の財源", "第２　決算額の財源"),
        ("第２　要求額の財源", "第２　補正要求額の財源"),
        ("900千円（前年度　800千円）", "900千円（前々年度　800千円）"),
        ("900千円（前年度　800千円）", "900千円（前年度決算　800千円）"),
        ("900千円（前年度　800千円）", "900千円（隣県　800千円）"),
        ("当初予算要求説明書", "9月補正予算要求説明書"),
        ("補助対象者　市町村", "補助対象者　隣県の市町村"),
        ("第４　補助の条件", "第４　前年度の補助の条件"),
        ("第５　成果指標", "第５　隣県の成果指標"),
    ],
)
def test_what_takes_them_from_the_project(printed: str, other: str) -> None:
    """Another body, another year, another stage or another budget in the same place needs a person."""
    assert printed in SHEET
    assert not is_verified(SHEET.replace(printed, other, 1))
