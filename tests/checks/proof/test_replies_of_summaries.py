"""Faultless replies without the layout reader about summaries for readers at large: what is verified, and the hostile twins."""

import pytest

from tests.checks.proof.made import NAME, Tables, replied

SUMMARY = (
    f"令和8年度当初予算案の概要\n事業名：{NAME}\n\n予算額　5,900千円（前年度当初予算額 4,700千円）\n\n"
    "（財源）国庫支出金 1,967千円、県債 1,000千円、一般財源 2,933千円\n（国庫補助率）1/3\n\n１ 事業内容\n"
    "　① 川の教室　1,190千円（前年度 1,000千円）\n　　放流用の苗を生産する。\n　　・規模 12か所\n"
    "　② 橋の点検　4,710千円（前年度 3,700千円）\n　　橋を点検する。\n　　・規模 6トン、3橋\n　計　5,900千円（前年度 4,700千円）\n"
)
SUMMARY_TABLES: Tables = {
    ("total", ""): [("予算額", "", "approved", "amount:5,900千円"), ("前年度当初予算額", "前年度", "initial", "amount:4,700千円")],
    ("funding", "財源"): [
        ("国庫支出金", "", "approved", "national:1,967千円"), ("県債", "", "approved", "bonds:1,000千円"),
        ("一般財源", "", "approved", "general:2,933千円"),
    ],
    ("rate", ""): [("", "", "", "rate:1/3")],
    ("item", "１ 事業内容"): [
        ("川の教室", "", "approved", "amount:1,190千円"), ("川の教室", "前年度", "initial", "amount:1,000千円"),
        ("橋の点検", "", "approved", "amount:4,710千円"), ("橋の点検", "前年度", "initial", "amount:3,700千円"),
    ],
    ("total", "１ 事業内容"): [("計", "", "approved", "amount:5,900千円"), ("計", "前年度", "initial", "amount:4,700千円")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("（財源）", "＜財源＞　"), ("（財源）", "【財源】"), ("（財源）", "財源："), ("（国庫補助率）1/3", "【国庫補助率】　1/3"),
        ("（国庫補助率）1/3", "国庫補助率 1/3（県2/3）"), ("（国庫補助率）1/3", "（負担割合）国1/3、県2/3"),
        ("・規模 12か所", "・実施回数 年12回程度"),
        ("・規模 12か所", "・整備延長　1.2km"), ("・規模 12か所", "・定員：30名"),
    ],
)  # fmt: skip
def test_what_a_summary_adds_in_brackets_and_behind_bullets(printed: str, instead: str) -> None:
    """The label of sources, the rate of the national share and how much is done are told in many ways."""
    assert replied(SUMMARY, SUMMARY_TABLES)
    assert replied(SUMMARY.replace(printed, instead), SUMMARY_TABLES)


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("（財源）", "（前年度財源）"), ("（財源）", "（財源見込）"), ("（国庫補助率）1/3", "（隣県の国庫補助率）1/3"),
        ("（国庫補助率）1/3", "（国庫補助額）1/3"), ("・規模 12か所", "・規模 12千円"), ("・規模 12か所", "・前年度規模 12か所"),
        ("・規模 12か所", "・従事職員数 12人"), ("・規模 12か所", "・規模 12"),
        ("・規模 12か所", "・規模 500ドル"), ("・規模 12か所", "・規模 5か年"),
    ],
)  # fmt: skip
def test_the_same_of_another_or_of_money(printed: str, instead: str) -> None:
    """Another's rate, another year's sources and an amount behind 規模 stay a question."""
    assert not replied(SUMMARY.replace(printed, instead), SUMMARY_TABLES)


QUESTIONS = (
    f"令和8年度 当初予算　主要施策の紹介\n\n■ {NAME}\n\n▼ どんな事業？\n　川の学校を開く。\n\n▼ 予算額は？\n"
    "　令和8年度の当初予算額は5,900千円です。前年度の当初予算額4,700千円で、前年度比では1,200千円の増となりました。\n\n"
    "▼ 何をするの？\n　内容 / 当初予算額 / 前年度当初予算額\n　川の教室 / 1,190千円 / 1,000千円\n　　川のことを教える。（12回）\n"
    "　橋の点検 / 4,710千円 / 3,700千円\n　　橋を点検する。（3橋）\n　合計 / 5,900千円 / 4,700千円\n"
)
QUESTIONS_TABLES: Tables = {
    ("total", "予算額は?"): [
        ("当初予算額", "", "approved", "amount:5,900千円"), ("前年度の当初予算額", "前年度", "initial", "amount:4,700千円"),
        ("前年度比", "", "approved", "change:1,200千円"),
    ],
    ("item", "何をするの?"): [
        ("川の教室", "", "approved", "amount:1,190千円"), ("川の教室", "前年度", "initial", "amount:1,000千円"),
        ("橋の点検", "", "approved", "amount:4,710千円"), ("橋の点検", "前年度", "initial", "amount:3,700千円"),
    ],
    ("total", "何をするの?"): [("合計", "", "approved", "amount:5,900千円"), ("合計", "前年度", "initial", "amount:4,700千円")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        (" / ", "\t", True),
        (" / ", " ／ ", True),
        ("どんな事業？", "なぜ必要？", True),
        ("内容 / 当初予算額 /", "内容 / 要求額 /", False),
        ("川のことを教える。（12回）", "これは隣県の額である。", False),
        ("川のことを教える。（12回）", "うち市町村分を計上する。", False),
        ("予算額は？", "隣県の予算額は？", False),
        ("予算額は？", "県警はいくら？", False),
        ("1,200千円の増", "1,200千円の減", False),
    ],
)
def test_headings_that_ask_over_cells_that_slashes_part(printed: str, instead: str, *, verified: bool) -> None:
    """予算額は？ says what 予算額 says; a sentence below a drawn row tells what is done for its amounts, or is a question."""
    assert replied(QUESTIONS.replace(printed, instead) if printed else QUESTIONS, QUESTIONS_TABLES) is verified


COURSE = (
    "予算要求事業概要説明書\n（令和8年度当初予算要求）\n\n事業の名称　川の学校事業\n要求所属　土木部　河川課\n\n〇 事業費の推移\n"
    "　令和6年度 当初予算額 ........ 3,700千円\n　令和6年度 補正予算額 ........ 100千円\n　令和6年度 最終予算額 ........ 3,800千円\n"
    "　令和6年度 決算額 ............ 3,650千円\n　令和7年度 当初予算額 ........ 4,700千円\n　令和8年度 要求額 ............ 5,900千円\n\n"
    "〇 要求額の財源\n　国庫支出金 .................. 1,800千円\n"
    "　市町村負担金 ................ 1,000千円\n　一般財源 .................... 3,100千円\n\n"
    "〇 従事する職員\n　令和7年度 当初予算 職員数 .... 0.5人\n　令和8年度 要求 職員数 ........ 1.3人\n"
)
COURSE_TABLES: Tables = {
    ("cost", "事業費の推移"): [
        ("令和6年度 当初予算額", "令和6年度", "initial", "project_cost:3,700千円"),
        ("令和6年度 補正予算額", "令和6年度", "supplementary", "project_cost:100千円"),
        ("令和6年度 最終予算額", "令和6年度", "current", "project_cost:3,800千円"),
        ("令和6年度 決算額", "令和6年度", "settled", "project_cost:3,650千円"),
        ("令和7年度 当初予算額", "令和7年度", "initial", "project_cost:4,700千円"),
        ("令和8年度 要求額", "令和8年度", "request", "project_cost:5,900千円"),
    ],
    ("funding", "要求額の財源"): [
        ("国庫支出金", "", "request", "national:1,800千円"), ("市町村負担金", "", "request", "contributions:1,000千円"),
        ("一般財源", "", "request", "general:3,100千円"),
    ],
    ("cost", "従事する職員"): [
        ("令和7年度 当初予算 職員数", "令和7年度", "initial", "headcount:0.5人"),
        ("令和8年度 要求 職員数", "令和8年度", "request", "headcount:1.3人"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("〇 ", "○ ", True),
        ("〇 ", "■ ", True),
        ("事業の名称", "事業名称", True),
        ("〇 事業費の推移", "〇 予算額の推移", True),
        ("〇 事業費の推移", "〇 総事業費の推移", False),
        ("〇 事業費の推移", "〇 歳入の推移", False),
        ("〇 事業費の推移", "〇 補助単価の推移", False),
        ("〇 事業費の推移", "〇 主要事業の予算額の推移", False),
        ("〇 事業費の推移", "〇 隣県の事業費の推移", False),
        ("〇 事業費の推移", "〇 国費の推移", False),
        ("〇 事業費の推移", "〇 債務負担の推移", False),
        ("令和8年度 要求額 ", "令和8年度 要求限度額 ", False),
        ("令和6年度 最終予算額", "令和6年度 見込額", False),
        ("要求 職員数", "要求 増員数", False),
        ("〇 従事する職員", "〇 部局の職員", False),
        ("〇 要求額の財源", "〇 前年度要求額の財源", False),
    ],
)
def test_costs_of_several_years_in_a_list(printed: str, instead: str, *, verified: bool) -> None:
    """The amounts of each stage under 事業費の推移 are the project's cost, whatever bullet stands before the heading."""
    assert replied(COURSE.replace(printed, instead) if printed else COURSE, COURSE_TABLES) is verified


PAGED = (
    f"令和8年度当初予算要求状況一覧\n1／2ページ\n事業名\n{NAME}\n(1) 財源\n（単位：千円）\n財源区分\n令和7年度当初\n令和8年度要求\n"
    "予算額\n4,700\n5,900\n国庫支出金\n1,500\n1,800\n一般財源\n3,200\n4,100\n"
    "(2) 内訳\n（単位：千円）\n細事業名\n令和7年度当初\n令和8年度要求\n"
    "川の教室\n1,000\n1,190\n令和8年度当初予算要求状況一覧\n2／2ページ\n"
    "(2) 内訳（続き）\n（単位：千円）\n細事業名\n令和7年度当初\n令和8年度要求\n"
    "橋の点検\n3,700\n4,710\n合計\n4,700\n5,900\n"
)
PAGED_TABLES: Tables = {
    ("funding", "(1) 財源"): [
        ("予算額", "前年度", "initial", "total:4,700"), ("予算額", "", "request", "total:5,900"),
        ("国庫支出金", "前年度", "initial", "national:1,500"), ("国庫支出金", "", "request", "national:1,800"),
        ("一般財源", "前年度", "initial", "general:3,200"), ("一般財源", "", "request", "general:4,100"),
    ],
    ("item", "(2) 内訳"): [
        ("川の教室", "前年度", "initial", "amount:1,000"), ("川の教室", "", "request", "amount:1,190"),
        ("橋の点検", "前年度", "initial", "amount:3,700"), ("橋の点検", "", "request", "amount:4,710"),
    ],
    ("total", "(2) 内訳"): [("合計", "前年度", "initial", "amount:4,700"), ("合計", "", "request", "amount:5,900")],
}  # fmt: skip
_AGAIN = "（続き）\n（単位：千円）\n細事業名\n令和7年度当初\n令和8年度要求\n"


@pytest.mark.parametrize(
    ("printed", "instead", "verified"),
    [
        ("", "", True),
        ("（続き）", "(つづき)", True),
        (_AGAIN, _AGAIN.replace("令和7年度当初\n令和8年度要求", "令和8年度要求\n令和7年度当初"), False),
        (_AGAIN, _AGAIN.replace("千円", "百万円"), False),
        (_AGAIN, _AGAIN.replace("令和8年度", "令和9年度"), False),
        ("(2) 内訳（続き）", "(2) 隣県の内訳（続き）", False),
    ],
)
def test_a_table_that_goes_on_over_a_page(printed: str, instead: str, *, verified: bool) -> None:
    """What is printed again of the table is no other table; headings in another order, year or unit are."""
    assert replied(PAGED.replace(printed, instead) if printed else PAGED, PAGED_TABLES) is verified


@pytest.mark.parametrize(("heading", "verified"), [("予算の概要", True), ("特定財源", False), ("県債", False)])
def test_the_lead_line_drawn_as_a_table(heading: str, *, verified: bool) -> None:
    """予算額 under the years is the project's, and not where sources of it stand over the table."""
    text = (
        f"令和8年度当初予算案の概要\n事業名：{NAME}\n\n１ {heading}（単位：千円）\n区分\t令和8年度\t令和7年度\t増減\n"
    )
    told = [("", "approved", "amount:5,900"), ("前年度", "initial", "amount:4,700"), ("", "approved", "change:1,200")]
    tables: Tables = {("total", f"１ {heading}"): [("予算額", *one) for one in told]}
    assert replied(f"{text}予算額\t5,900\t4,700\t1,200\n", tables) is verified


def test_persons_of_a_stage_are_of_that_stage() -> None:
    """要求 職員数 without a stage in the record is not what the sheet says."""
    key = ("cost", "従事する職員")
    unstaged = [(label, year, "", cells) for label, year, _, cells in COURSE_TABLES[key]]
    assert replied(COURSE, COURSE_TABLES)
    assert not replied(COURSE, {**COURSE_TABLES, key: unstaged})
