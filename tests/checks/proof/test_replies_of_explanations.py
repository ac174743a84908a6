"""Faultless replies without the layout reader about explanations: definition lists, units below headings, and their hostile twins."""

import pytest

from tests.checks.proof.made import NAME, Tables, replied

DEFINED = (
    f"# 令和8年度当初予算　主要事業説明書\n\n事業名\n:   {NAME}\n\n## 予算額\n\n令和8年度当初予算額\n:   6,000千円\n\n## 財源内訳\n\n"
    "令和8年度当初予算額の財源は、次のとおりである。\n\n国庫支出金\n:   3,000千円（補助率 1/2）\n\n一般財源\n:   3,000千円\n\n"
    "## 事業内容\n\n1.  **川の教室**　4,000千円（前年度当初 3,900千円）\n\n"
    "    教室を開く。業務の委託（1,500千円）と事務費（2,500千円）を計上する。\n\n"
    "2.  **川の手引き**　2,000千円（新規）\n\n    手引きを作る。\n"
)
DEFINED_TABLES: Tables = {
    ("total", "予算額"): [("令和8年度当初予算額", "令和8年度", "approved", "amount:6,000千円")],
    ("funding", "財源内訳"): [
        ("国庫支出金", "令和8年度", "approved", "national:3,000千円"),
        ("一般財源", "令和8年度", "approved", "general:3,000千円"),
    ],
    ("item", "事業内容"): [
        ("川の教室", "令和8年度", "approved", "amount:4,000千円"),
        ("川の教室", "令和7年度", "initial", "amount:3,900千円"),
        ("川の教室", "令和8年度", "approved", "breakdown:1,500千円"),
        ("川の教室", "令和8年度", "approved", "breakdown:2,500千円"),
        ("川の手引き", "令和8年度", "approved", "amount:2,000千円"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("令和8年度当初予算額の財源は", "令和7年度決算額の財源は", False),
        ("令和8年度当初予算額の財源は", "隣県の財源は", False),
        ("（補助率 1/2）", "（補助率 1/2、隣県分）", False),
        ("（補助率 1/2）", "（前年度）", False),
        ("国庫支出金\n", "県支出金\n", False),
        ("を計上する", "を計上しない", False),
        ("を計上する", "を支出した", False),
        ("業務の委託（", "前年度の委託（", False),
        ("と事務費（", "と市町村の事務費（", False),
    ],
)
def test_a_list_of_definitions(printed: str, instead: str, *, verified: bool) -> None:
    """A rate behind the national share, a sentence that leads to a table, and a sentence of an item's parts are understood whole."""
    assert replied(DEFINED.replace(printed, instead), DEFINED_TABLES) is verified


SPENT = (
    "令和8年度　主要施策の成果に関する説明書\n\n"
    f"事業名　{NAME}　〔河川課〕\n1 予算の執行状況\n区分 予算現額 決算額 翌年度繰越額 執行率 前年度決算額\n円 円 円 ％ 円\n"
    "令和8年度 7,000,000 6,000,000 0 85.7 5,500,000\n\n2 決算額の財源内訳\n区分 決算額 国庫支出金 一般財源\n円 円 円\n"
    "令和8年度 6,000,000 2,000,000 4,000,000\n\n3 主な取組の実績\n"
    "(1) 川の教室　2,500,000円\n　教室を開いた。\n　委託料（1,500,000円）及び事務費（1,000,000円）を支出した。\n"
    "(2) 川の手引き　3,500,000円\n　手引きを配った。\n計　6,000,000円\n\n"
    "4 成果指標\n指標名 単位 令和7年度実績 令和8年度目標 令和8年度実績 達成率（％）\n川に来た人の数 人 774 842 770 91.4\n"
)
SPENT_TABLES: Tables = {
    ("cost", "1 予算の執行状況"): [
        ("令和8年度", "令和8年度", "current", "project_cost:7,000,000"),
        ("令和8年度", "令和8年度", "settled", "project_cost:6,000,000"),
        ("令和8年度", "令和8年度", "", "project_cost:0"),
        ("令和8年度", "令和7年度", "settled", "project_cost:5,500,000"),
    ],
    ("funding", "2 決算額の財源内訳"): [
        ("令和8年度", "令和8年度", "settled", "total:6,000,000"),
        ("令和8年度", "令和8年度", "settled", "national:2,000,000"),
        ("令和8年度", "令和8年度", "settled", "general:4,000,000"),
    ],
    ("item", "3 主な取組の実績"): [
        ("川の教室", "令和8年度", "settled", "amount:2,500,000円"),
        ("川の教室", "令和8年度", "settled", "breakdown:1,500,000円"),
        ("川の教室", "令和8年度", "settled", "breakdown:1,000,000円"),
        ("川の手引き", "令和8年度", "settled", "amount:3,500,000円"),
    ],
    ("total", "3 主な取組の実績"): [("計", "令和8年度", "settled", "amount:6,000,000円")],
    ("indicator", "4 成果指標"): [
        ("川に来た人の数", "令和7年度", "", "actual:774"),
        ("川に来た人の数", "令和8年度", "", "target:842"),
        ("川に来た人の数", "令和8年度", "", "actual:770"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("円 円 円 ％ 円", "円 千円 円 ％ 円", False),  # which of the two its amounts are in, nothing says
        ("円 円 円\n", "千円 千円 千円\n", False),
        ("前年度決算額", "前々年度決算額", False),
        ("令和8年度 7,000,000", "令和7年度 7,000,000", False),
        ("85.7", "86.7", False),
        ("91.4", "92.4", False),
        ("主な取組の実績", "前年度の取組の実績", False),
        ("主な取組の実績", "主な取組の見込", False),
        ("〔河川課〕", "〔隣県〕", False),
        ("を支出した", "を計上した", False),
    ],
)
def test_units_below_headings(printed: str, instead: str, *, verified: bool) -> None:
    """A row of units speaks of its table, 前年度 of the year before its row's, and a rate under its heading of its row."""
    assert replied(SPENT.replace(printed, instead), SPENT_TABLES) is verified


WORKED = (
    f"令和8年度当初予算要求説明書\n事業名\t{NAME}\n\n1 要求額の内訳（単位：円）\n事業区分\t積算内訳\t\t令和8年度\t令和7年度\n"
    "\t費目\t単価×数量\t要求額\t当初予算額\n"
    "川の教室\t印刷製本費\t980円×50冊\t434,000\t400,000\n\t講師謝金\t38,500円×10回\t\t\n川の手引き\t印刷製本費\t900円×20冊\t18,000\t16,000\n計\t\t\t452,000\t416,000\n"
)
WORKED_TABLES: Tables = {
    ("item", "1 要求額の内訳"): [
        ("川の教室", "令和8年度", "request", "amount:434,000"),
        ("川の教室", "令和7年度", "initial", "amount:400,000"),
        ("川の手引き", "令和8年度", "request", "amount:18,000"),
        ("川の手引き", "令和7年度", "initial", "amount:16,000"),
    ],
    ("total", "1 要求額の内訳"): [
        ("計", "令和8年度", "request", "amount:452,000"),
        ("計", "令和7年度", "initial", "amount:416,000"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("980円", "990円", False),
        ("38,500円×10回", "38,500円×11回", False),
        ("38,500円×10回", "38,500円×10回（見送り）", False),
        ("講師謝金", "隣県の謝金", False),
        ("講師謝金", "前年度分", False),
    ],
)
def test_workings_in_the_rows_below(printed: str, instead: str, *, verified: bool) -> None:
    """Prices and counts in the rows of an item explain themselves where they come to its amount."""
    assert replied(WORKED.replace(printed, instead), WORKED_TABLES) is verified
