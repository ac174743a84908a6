"""Faultless replies without the layout reader about the drawings of forms: what is verified, and the hostile twins that are not."""

import pytest

from tests.checks.proof.made import NAME, Tables, replied

HEAD = f"令和8年度当初予算要求　県単独補助金調書\n\n事業名　{NAME}\n\n"
GRID = HEAD + (
    "1 要求額の内訳（単位：千円）\n\n"
    "+------------+------------+--------+------------+\n"
    "| 区分       | 1件当たり  | 件数   | 令和８年度 |\n|            | 補助額     |        | 要求額     |\n"
    "+============+============+========+============+\n"
    "| 川の教室   | 170        | 7      | 1,190      |\n+------------+------------+--------+------------+\n"
    "| 川の手引き | 471        | 10     | 4,710      |\n+------------+------------+--------+------------+\n"
    "| 計         |            | 17     | 5,900      |\n+------------+------------+--------+------------+\n\n"
    "2 前年度までの状況（単位：千円）\n\n"
    "+------------+--------------+----------+----------+\n"
    "| 年度       | 当初予算額   | 決算額   | 執行率   |\n"
    "+============+==============+==========+==========+\n"
    "| 令和６年度 | 4,000        | 3,600    | 90.0%    |\n+------------+--------------+----------+----------+\n\n"
    "3 成果指標\n\n"
    "+----------------------+--------+----------+----------+\n"
    "| 指標                 | 単位   | R6実績   | R8目標   |\n"
    "+======================+========+==========+==========+\n"
    "| 川の教室を開いた地区 | か所   | 812      | 902      |\n"
    "| の数                 |        |          |          |\n+----------------------+--------+----------+----------+\n"
)
GRID_TABLES: Tables = {
    ("item", "1 要求額の内訳"): [
        ("川の教室", "令和8年度", "request", "amount:1,190"),
        ("川の手引き", "令和8年度", "request", "amount:4,710"),
    ],
    ("total", "1 要求額の内訳"): [("計", "令和8年度", "request", "amount:5,900")],
    ("cost", "2 前年度までの状況"): [
        ("令和６年度", "令和6年度", "initial", "project_cost:4,000"),
        ("令和６年度", "令和6年度", "settled", "project_cost:3,600"),
    ],
    ("indicator", "3 成果指標"): [
        ("川の教室を開いた地区の数", "令和6年度", "", "actual:812"),
        ("川の教室を開いた地区の数", "令和8年度", "", "target:902"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("| 170        | 7 ", "| 180        | 7 ", False),  # no price of that amount
        ("| 17     |", "| 18     |", False),  # not how many there are
        ("1件当たり  |", "隣県負担   |", False),
        ("前年度までの状況", "隣県の状況", False),
        ("| の数       ", "|            ", False),  # another name
        ("県単独補助金", "隣県補助金", False),
    ],
)
def test_a_drawn_grid(printed: str, instead: str, *, verified: bool) -> None:
    """A name goes on in its cell, a price times a count is the amount of its row, and a heading tells of years that are over."""
    assert replied(GRID.replace(printed, instead), GRID_TABLES) is verified


def test_no_amount_of_its_own_year_is_over() -> None:
    """Under 前年度までの状況 an amount of the sheet's own year has no owner."""
    text = GRID.replace("| 令和６年度 | 4,000", "| 令和８年度 | 4,000")
    own = {**GRID_TABLES}
    own["cost", "2 前年度までの状況"] = [
        ("令和８年度", "令和8年度", "approved", "project_cost:4,000"),
        ("令和８年度", "令和8年度", "settled", "project_cost:3,600"),
    ]
    assert not replied(text, own)


TALL = (
    f"事務事業評価調書（令和8年度実施）\n［事業名］\n{NAME}\n［事業期間］\n令和4年度～令和11年度\n１．目的\n［目的］\n川を学ぶ人を増やす。\n２．財源内訳\n（単位：千円）\n財源\n令和8年度\n"
    "当初予算額\n事業費\n5,900\n国庫支出金\n1,800\n一般財源\n4,100\n３．指標の推移\n指標名（単位）\n区分\n令和7年度\n令和8年度\n"
    "川の被害額（千円）\n目標値\n400\n300\n実績値\n380\n－\n達成率\n95.0％\n－\n"
    "川に来た人の数（人）\n目標値\n65\n70\n実績値\n64\n－\n達成率\n98.5％\n－\n"
)
TALL_TABLES: Tables = {
    ("funding", "２．財源内訳"): [
        ("事業費", "令和8年度", "approved", "total:5,900"),
        ("国庫支出金", "令和8年度", "approved", "national:1,800"),
        ("一般財源", "令和8年度", "approved", "general:4,100"),
    ],
    ("indicator", "３．指標の推移"): [
        ("川の被害額（千円）", "令和7年度", "", "target:400"),
        ("川の被害額（千円）", "令和8年度", "", "target:300"),
        ("川の被害額（千円）", "令和7年度", "", "actual:380"),
        ("川に来た人の数（人）", "令和7年度", "", "target:65"),
        ("川に来た人の数（人）", "令和8年度", "", "target:70"),
        ("川に来た人の数（人）", "令和7年度", "", "actual:64"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("95.0％", "94.0％", False),  # no rate of the two
        ("達成率", "隣県の率", False),
        ("区分\n令和7年度", "区分\n令和7年度（国費）", False),
        ("指標の推移", "指標の推移（市町村分）", False),
        ("実績値\n64", "見直し値\n64", False),
        ("令和8年度実施）", "令和7年度実施）", False),
        ("［事業期間］\n令和4年度～令和11年度", "令和7年度", False),  # alone it may be the sheet's
    ],
)
def test_indicators_one_cell_a_line(printed: str, instead: str, *, verified: bool) -> None:
    """Names stand once over 目標, 実績 and 達成率, each with its unit; a period is no title."""
    assert replied(TALL.replace(printed, instead), TALL_TABLES) is verified


BESIDE = (
    f"令和8年度当初予算　要求積算内訳書\n\n事業名　{NAME}\n\n"
    "【節別積算】                                                 （単位：千円）\n"
    "　節                    積　算　内　訳                     要求額  前年度当初    比較増減\n"
    "　報償費                                                   1,190       1,000         190\n"
    "      講師謝金          30,000円×2人×9回＝540,000円\n"
    "      手引き印刷料      100円×6,500部＝650,000円\n"
    "　委託料                                                   4,710       3,700       1,010\n"
    "      川の測量          4,710,000円×1式＝4,710,000円\n"
    "　合　計                                                   5,900       4,700       1,200\n\n"
    "【財源内訳】               （単位：千円）      【事業費の推移】             （単位：千円）\n"
    "　区　分            要求額    前年度当初        年　度          最終予算額        決算額\n"
    "　事業費             5,900         4,700        令和５年度           4,444         4,101\n"
    "　国庫支出金         1,800         1,500        令和６年度           4,555         4,202\n"
    "　一般財源           4,100         3,200\n"
)
BESIDE_TABLES: Tables = {
    ("item", "節別積算"): [
        ("報償費", "令和8年度", "request", "amount:1,190 change:190"),
        ("報償費", "令和7年度", "initial", "amount:1,000"),
        ("委託料", "令和8年度", "request", "amount:4,710 change:1,010"),
        ("委託料", "令和7年度", "initial", "amount:3,700"),
    ],
    ("total", "節別積算"): [
        ("合計", "令和8年度", "request", "amount:5,900 change:1,200"),
        ("合計", "令和7年度", "initial", "amount:4,700"),
    ],
    ("funding", "財源内訳"): [
        ("事業費", "令和8年度", "request", "total:5,900"),
        ("事業費", "令和7年度", "initial", "total:4,700"),
        ("国庫支出金", "令和8年度", "request", "national:1,800"),
        ("国庫支出金", "令和7年度", "initial", "national:1,500"),
        ("一般財源", "令和8年度", "request", "general:4,100"),
        ("一般財源", "令和7年度", "initial", "general:3,200"),
    ],
    ("cost", "事業費の推移"): [
        ("令和５年度", "令和5年度", "current", "project_cost:4,444"),
        ("令和５年度", "令和5年度", "settled", "project_cost:4,101"),
        ("令和６年度", "令和6年度", "current", "project_cost:4,555"),
        ("令和６年度", "令和6年度", "settled", "project_cost:4,202"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("100円×6,500部＝650,000円", "100円×6,400部＝640,000円", False),  # less than the row
        ("2人×9回", "2人×8回", False),  # not what it comes to
        ("講師謝金", "隣県分謝金", False),
        ("【事業費の推移】", "【隣県の推移】  ", False),
        ("【事業費の推移】", "【前年度の推移】", False),
        ("年　度     ", "隣　県     ", False),
        ("4,100         3,200\n", "4,100         3,200  仮置き\n", False),  # beside a row whose right table has ended
        ("4,100         3,200\n", "4,100         3,200  未定\n", False),
    ],
)
def test_tables_on_the_same_lines_and_workings(printed: str, instead: str, *, verified: bool) -> None:
    """Each of two tables on the same lines has its own title and names; workings below a row add up to it."""
    assert replied(BESIDE.replace(printed, instead), BESIDE_TABLES) is verified


MARKED = (
    f"# 令和8年度6月補正予算要求書\n\n**事業名** {NAME}\n\n## 1 補正要求の概要\n\n"
    "補正要求額 1,190千円（現計予算額 4,710千円、補正後の額 5,900千円）\n\n## 2 財源内訳\n\n（単位：千円）\n\n"
    "区分 | 事業費 | 国庫支出金 | 一般財源\n---|---|---|---\n現計予算額 | 4,710 | 1,800 | 2,910\n補正要求額 | 1,190 | 0 | 1,190\n"
    "計 | 5,900 | 1,800 | 4,100\n\n## 3 事業の内容\n\n"
    "  * 川の家計：家計の見直しの助言を行う。(12件)\n  * 川の測量：水温と塩分を測る器械を取り替える。(2台)\n"
)
MARKED_TABLES: Tables = {
    ("total", "1 補正要求の概要"): [
        ("補正要求額", "令和8年度", "request", "amount:1,190千円"),
        ("現計予算額", "令和8年度", "current", "amount:4,710千円"),
        ("補正後の額", "令和8年度", "", "amount:5,900千円"),
    ],
    ("funding", "2 財源内訳"): [
        ("現計予算額", "令和8年度", "current", "total:4,710 national:1,800 general:2,910"),
        ("補正要求額", "令和8年度", "request", "total:1,190 national:0 general:1,190"),
        ("計", "令和8年度", "", "total:5,900 national:1,800 general:4,100"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("補正要求の概要", "隣県の概要", False),
        ("| 0 | 1,190", "| 0 | 1,190（千円）", True),
        ("| 0 | 1,190", "| 0 | 1,190（前年度分）", False),  # behind an amount in its cell
        ("| 0 | 1,190", "| 0 | 1,190 国費", False),
        ("要求書\n", "要求書\n（他課）\n", False),
        ("、補正後の額", "、前年度の額", False),
        ("家計の見直しの助言を行う。", "この額は半額である。", False),
        ("水温と塩分を測る器械を取り替える。", "隣県の分を含む。", False),
    ],
)
def test_a_supplement_in_markdown(printed: str, instead: str, *, verified: bool) -> None:
    """A numbered heading of Markdown is read behind its number; what is in force and what is asked for add up in one line."""
    assert replied(MARKED.replace(printed, instead), MARKED_TABLES) is verified


SPANNED = (
    f"# 令和8年度　行政事業レビューシート\n\n"
    f"| 事業名 | {NAME} | 担当部局 | 農林部 |\n| --- | --- | --- | --- |\n\n## 予算額・執行額\n\n"
    "| 予算額・執行額（単位：千円） | 予算額・執行額（単位：千円） | 令和6年度 | 令和7年度 |\n| --- | --- | --- | --- |\n"
    "| 予算の状況 | 当初予算 | 4,000 | 4,200 |\n| 予算の状況 | 補正予算 | 300 | － |\n| 予算の状況 | 計（予算現額） | 4,300 | 4,200 |\n"
    "| 執行額 | 執行額 | 4,100 |   |\n"
)
SPANNED_TABLES: Tables = {
    ("cost", "予算額・執行額"): [
        ("予算の状況 当初予算", "令和6年度", "initial", "project_cost:4,000"),
        ("予算の状況 当初予算", "令和7年度", "initial", "project_cost:4,200"),
        ("予算の状況 補正予算", "令和6年度", "supplementary", "project_cost:300"),
        ("予算の状況 計（予算現額）", "令和6年度", "current", "project_cost:4,300"),
        ("予算の状況 計（予算現額）", "令和7年度", "current", "project_cost:4,200"),
        ("執行額", "令和6年度", "settled", "project_cost:4,100"),
    ]
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("| 予算の状況 | 補正予算", "| 隣県の状況 | 補正予算", False),
        ("| 執行額 | 執行額 | 4,100", "| 執行額 | 隣県の執行額 | 4,100", False),
        ("（単位：千円） | 令", " | 令", True),
        ("（単位：千円） | 令", "（見送り） | 令", False),  # over the names beside the groups
        ("（単位：千円） | 令", "（国費） | 令", False),
        ("| 事業名 |", "| 取下げ |", False),
        ("農林部 |", "農林部（市町村分） |", False),
    ],
)
def test_a_group_in_the_cell_before(printed: str, instead: str, *, verified: bool) -> None:
    """A row is named by the cell of its group and its own, side by side between bars."""
    assert replied(SPANNED.replace(printed, instead), SPANNED_TABLES) is verified


PAGE = (
    f"川端県 › 財政課 › 予算の概要\n令和８年度当初予算案の概要（課別主要事業）\n\n"
    f"（単位：千円。〔　〕内は令和７年度当初予算額）\n\n■ {NAME}\n\n"
    "予算額　5,900〔4,700〕\n財　源　国 1,800　諸 900　一 3,200\n　（財源の略号　国：国庫支出金、諸：諸収入、一：一般財源）\n\n"
    "○ 主な取組\n・（新規）川の教室　1,190〔－〕\n　川を歩いて魚を調べる。\n"
    "・川の手引き　4,710〔4,700〕\n　手引きを作り、学校に配る。(6校)\n"
)
PAGE_TABLES: Tables = {
    ("total", ""): [
        ("予算額", "令和8年度", "approved", "amount:5,900"),
        ("予算額", "令和7年度", "initial", "amount:4,700"),
    ],
    ("funding", ""): [
        ("国", "令和8年度", "approved", "national:1,800"),
        ("諸", "令和8年度", "approved", "miscellaneous:900"),
        ("一", "令和8年度", "approved", "general:3,200"),
    ],
    ("item", "主な取組"): [
        ("川の教室", "令和8年度", "approved", "amount:1,190"),
        ("川の手引き", "令和8年度", "approved", "amount:4,710"),
        ("川の手引き", "令和7年度", "initial", "amount:4,700"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("国：国庫支出金", "国：県債", False),
        ("国：国庫支出金", "国：隣県の負担", False),
        ("略号", "略号（前年度）", False),
        ("〔　〕内は令和７年度", "〔　〕内は令和６年度", False),
        ("〔　〕内は", "（　）内は", False),
        ("〔　〕内は令和７年度当初予算額", "〔　〕内は隣県の額", False),
        (f"■ {NAME}", "■ 森の学校事業", False),
        ("○ 主な取組", "■ 森の学校事業\n\n○ 主な取組", False),
        ("川端県 › 財政課", "隣県の計画 › 財政課", False),
        ("財政課 › 予算の概要", "農林部 › 予算・決算", True),
        ("予算の概要\n", "予算の概要（査定前）\n", False),
        ("財政課 › 予算", "見送り財政課 › 予算", False),
        ("配る。(6校)", "配る。(6校)（新規）", True),
        ("配る。(6校)", "配る。(6校)（見送り）", False),  # behind what is told of an item
        ("魚を調べる。", "魚を調べる。（市町村分）", False),
        ("(6校)\n", "(6校)\n\n（廃止）\n", False),  # at the foot
    ],
)
def test_a_page_with_a_legend(printed: str, instead: str, *, verified: bool) -> None:
    """Letters stand for the sources of their legend, brackets for what their note says, and one project behind a sign for all."""
    assert replied(PAGE.replace(printed, instead), PAGE_TABLES) is verified


SIGNED = (
    f"川端県\n令和8年度当初予算要求の概要\n\n事業名：{NAME}\n\n"
    "１　事業費　（単位：千円）\n　要求額　　5,900\n　前年度当初予算額　　4,700\n\n２　事業の内容\n"
    "■ 川の教室\n　要求額　1,190千円\n　備考　学校で行う。\n■ 川の手引き\n　要求額　4,710千円\n　内容　手引きを配る。\n"
)
SIGNED_TABLES: Tables = {
    ("total", "１　事業費"): [
        ("要求額", "令和8年度", "request", "amount:5,900"),
        ("前年度当初予算額", "令和7年度", "initial", "amount:4,700"),
    ],
    ("item", "２　事業の内容"): [
        ("川の教室", "令和8年度", "request", "amount:1,190千円"),
        ("川の手引き", "令和8年度", "request", "amount:4,710千円"),
    ],
}


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("■ 川の教室", "（当初案）\n■ 川の教室", False),
        ("■ 川の教室", "民間分\n■ 川の教室", False),
        ("　要求額　　5", "　他課\n　要求額　　5", False),
        ("学校で行う。", "再掲", False),
        ("学校で行う。", "隣県分", False),
    ],
)
def test_words_over_and_under_items(printed: str, instead: str, *, verified: bool) -> None:
    """A line right over an item or an amount, and a remark under its amount, may take it away."""
    assert replied(SIGNED.replace(printed, instead), SIGNED_TABLES) is verified
