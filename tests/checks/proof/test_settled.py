"""Sheets about what was spent, and titles as bodies word them: each reading that is let through beside what it must hold."""

import pytest

from tests.checks.proof.made import is_proved_for, is_verified

SPENT = (
    "令和6年度　主要な施策の成果に関する説明書\n\n事業名　　川の学校事業\n{start}\n\n１　予算の執行状況（単位：円）\n"
    "年度\t当初予算額\t補正予算額\t前年度繰越額\t予算現額\t支出済額\t翌年度繰越額\t不用額\n"
    "令和6年度\t5,100,000\t△600,000\t0\t4,500,000\t4,255,693\t100,000\t{left}\n"
    "令和5年度\t2,900,000\t500,000\t200,000\t3,600,000\t3,100,000\t0\t500,000\n"
)
TITLED = "{}\n事業名：川の学校事業\n\n要求額の財源\n(単位:千円)\n区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n"
CODED = (
    "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n要求額の内訳\n(単位:千円)\n節\t名称\t要求額\n"
    "{}\t報償費\t1,900\n{}\t委託料\t4,000\n計\t\t5,900\n"
)
HALVED = (
    "若葉市 令和6年度決算　主要な施策の成果説明書\n\n事業名：川の学校事業\n\n１．予算の執行状況（単位：千円）\n"
    "┌──────┬─────┬─────┬─────┬─────┬─────┬────┐\n│    区分    │当初予算額│補正予算額│ 予算現額 │  決算額  │  {}  │ 不用額 │\n"
    "│            │          │          │          │          │  {}  │        │\n├──────┼─────┼─────┼─────┼─────┼─────┼────┤\n"
    "│令和6年度   │     4,600│     △100│     4,500│     4,200│       100│     200│\n"
    "└──────┴─────┴─────┴─────┴─────┴─────┴────┘\n"
)


@pytest.mark.parametrize(
    ("start", "left", "verified"),
    [
        ("事業開始　平成24年度", "144,307", True),
        ("事業開始　平成24年度", "144,308", False),
        ("事業開始　取下げ", "144,307", False),
    ],
)
def test_what_is_left_of_a_budget(start: str, left: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """不用額 in its column is the budget in force less what was spent and what goes on; another amount there is nobody's."""
    assert is_verified(SPENT.format(start=start, left=left)) is verified


@pytest.mark.parametrize(
    ("title", "verified"),
    [
        ("川端県 令和8年度当初予算 重点施策要求調書", True),
        ("補助金等要求調書（令和8年度当初予算要求）", True),
        ("若葉市 令和8年度当初予算 施設運営要求説明書", True),
        ("若葉市 令和8年度当初予算要求説明書（若葉市分）", False),
        ("川端県 令和8年度当初予算 記入見本調書", False),
        ("川端県 令和8年度当初予算 落選事業調書", False),
        ("川端県 令和8年度当初予算 上半期要求調書", False),
        ("近隣町 令和8年度当初予算要求書", False),
        ("川端県 令和8年度当初予算 隣県施策要求調書", False),
        ("川端県 令和8年度当初予算 旧施策要求調書", False),
        ("川端県 令和8年度当初予算 債務負担要求調書", False),
        ("補助金等要求調書（前年度当初予算要求）", False),
    ],
)
def test_names_of_papers(title: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """A title may name any kind of paper; words of another body, time or budget in it are understood or held."""
    assert is_verified(TITLED.format(title)) is verified


@pytest.mark.parametrize(("first", "second", "verified"), [("7", "12", True), ("7", "14", False), ("07", "12", True)])
def test_numbers_of_expenses(first: str, second: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """The number that the law gives a 節 is no amount; another number before it is one that nobody claims."""
    assert is_verified(CODED.format(first, second)) is verified


@pytest.mark.parametrize(("upper", "lower", "verified"), [("翌年度", "繰越額", True), ("隣市へ", "繰越額", False)])
def test_headings_broken_over_two_rows(upper: str, lower: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Two halves that are a heading together stand over their column; others are not understood."""
    assert is_verified(HALVED.format(upper, lower)) is verified


YEARS = """緑野県
令和7年度決算における主要な施策の成果報告書

事業名　川の学校事業
執行課　環境部　水辺課

1 執行状況
(単位:千円)
|  | 年度 | 決算額 | 国庫支出金 | 一般財源 |
| --- | --- | --- | --- | --- |
|  | 令和5年度 | 4,700 | 1,500 | 3,200 |
|  | 令和6年度 | 5,100 | 1,600 | 3,500 |
|  | 令和7年度 | 5,900 | 1,800 | 4,100 |
"""


@pytest.mark.parametrize(
    ("old", "new", "verified"),
    [
        ("", "", True),
        ("決算における", "決算に関する", True),
        ("執行課", "執行部課", True),
        ("水辺課", "水辺課\n企業局", False),
        ("決算額", "隣県の決算額", False),
        ("決算額", "決算額の増額", False),
        ("執行状況", "前年度の執行状況", False),
        ("執行状況", "国の執行状況", False),
        ("国庫支出金", "翌年度国庫支出金", False),
        ("決算における", "予算における", False),
    ],
)
def test_years_of_what_was_spent(old: str, new: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """決算額 says the stage of the sources beside it, for the year that each row says."""
    text = YEARS.replace(old, new, 1)
    assert is_proved_for(text, YEARS) is verified
    assert not is_verified(text) or verified
