"""Two tables side by side in one drawing, each under its own title: whose an amount is, and the 計 of both on one line."""

import pytest

from tests.checks.proof.made import is_verified
from tests.support.builders import facts_of

BOOK = """令和8年度　予算見積調書（当初要求）　　　　　　　　緑野町
所属：環境部 水辺課　　事業名：川の学校事業

（単位：千円）
┌────────────────────┬────────────────────┐
│         歳出           │         歳入           │
├──────┬──────┬──────┼──────┬──────┬──────┤
│  節    │本年度要求額│前年度当初│ 科目   │本年度要求額│前年度当初│
├──────┼──────┼──────┼──────┼──────┼──────┤
│報酬    │       1,900│     1,700│県支出金│       1,800│     1,500│
│委託料  │       3,000│     2,500│一般財源│       4,100│     3,200│
│需用費  │       1,000│       500│        │            │          │
├──────┼──────┼──────┼──────┼──────┼──────┤
│   計   │       5,900│     4,700│   計   │       5,900│     4,700│
└──────┴──────┴──────┴──────┴──────┴──────┘

○補助金の交付条件
　補助金名：水辺活動団体補助金
　対象者：住民団体　　対象経費：教材の購入費
　補助率：1/3　　上限額：200千円　　交付予定：5件
"""
PIPES = """令和8年度当初予算要求書
事業名：川の学校事業
（単位：千円）

| 歳出 | | | 歳入 | | |
|---|---:|---:|---|---:|---:|
| 節 | 本年度要求額 | 前年度当初 | 科目 | 本年度要求額 | 前年度当初 |
| 報酬 | 1,900 | 1,700 | 県支出金 | 1,800 | 1,500 |
| 委託料 | 4,000 | 3,000 | 一般財源 | 4,100 | 3,200 |
| 計 | 5,900 | 4,700 | 計 | 5,900 | 4,700 |
"""


def test_what_is_read_of_both() -> None:
    """Items left and sources right, each under its title; the 計 of both is the project's; each term of a line has its label."""
    found = [(f.table, f.section, f.row, f.measure, f.printed) for f in facts_of(BOOK) if f.year_offset == "0"]
    assert sorted(found) == sorted(
        [
            ("item", "歳出", "報酬", "amount", "1,900"),
            ("item", "歳出", "委託料", "amount", "3,000"),
            ("item", "歳出", "需用費", "amount", "1,000"),
            ("total", "歳出", "計", "amount", "5,900"),
            ("funding", "歳入", "県支出金", "prefectural", "1,800"),
            ("funding", "歳入", "一般財源", "general", "4,100"),
            ("total", "歳入", "計", "amount", "5,900"),
            ("subsidy", "補助金の交付条件", "水辺活動団体補助金", "rate", "1/3"),
            ("subsidy", "補助金の交付条件", "水辺活動団体補助金", "cap", "200千円"),
            ("subsidy", "補助金の交付条件", "水辺活動団体補助金", "count", "5件"),
        ]
    )
    assert is_verified(BOOK)
    assert is_verified(PIPES)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("| 歳入 |", "| 決算 |"),
        ("| 歳入 |", "| 隣町 |"),
        ("| 歳出 |", "| 前年度 |"),
        ("| 歳出 |", "| 取下げ |"),
        ("| 科目 | 本年度要求額", "| 科目 | 本年度査定額"),
        ("| 科目 | 本年度要求額 | 前年度当初", "| 科目 | 前年度当初 | 本年度要求額"),
        ("4,100 | 3,200 |\n| 計 | 5,900 | 4,700 | 計", "4,100 | 3,200 |\n| 計 | 5,900 | 4,700 | 決算計"),
        ("| 計 | 5,900 | 4,700 |\n", "| 計 | 5,800 | 4,700 |\n"),
        ("県支出金", "県支出金（隣町）"),
        ("県支出金", "前年度県支出金"),
    ],
)
def test_what_makes_one_of_them_something_else(words: str, others: str) -> None:
    """A title, a heading, a 計 or a source of another year, stage or body."""
    assert words in PIPES
    assert not is_verified(PIPES.replace(words, others))


@pytest.mark.parametrize(
    ("words", "others"),
    [("交付予定：", "前年度交付予定："), ("上限額：", "旧上限額："), ("交付予定：", "交付予定なし：")],
)
def test_terms_of_another_time(words: str, others: str) -> None:
    """A count or a limit that is another year's, or none."""
    assert not is_verified(BOOK.replace(words, others))
