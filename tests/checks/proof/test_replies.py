"""Faultless replies without the layout reader: what is verified of them, and the hostile twins that are not."""

import pytest

from tests.checks.proof.made import NAME, Rows, Tables, replied

FUNDED = "区分\t本年度\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n"
OWN: Rows = [
    ("国庫支出金", "", "approved", "national:1,800"),
    ("一般財源", "", "approved", "general:4,100"),
    ("計", "", "approved", "total:5,900"),
]


@pytest.mark.parametrize(
    ("title", "verified"),
    [
        ("令和8年度当初予算説明書（施設運営）", True),
        ("令和8年度予算説明書（経常・臨時経費）", True),
        ("令和8年度当初予算説明書（特別会計施設運営）", False),
        ("令和8年度当初予算説明書（隣県施設運営）", False),
        ("令和8年度当初予算説明書（前年度）", False),
        ("令和7年度当初予算説明書（施設運営）", False),
        ("令和8年度当初予算説明書（経常経費を除く）", False),
        ("令和8年度9月補正予算説明書（臨時経費）", False),
    ],
)
def test_the_sort_of_expenses_is_no_part_of_a_papers_name(title: str, *, verified: bool) -> None:
    """What sort of expenses a paper is about says nothing of its year and its stage; anything else in brackets may."""
    text = f"{title}\n\n事業名\t{NAME}\n\n■財源内訳（単位：千円）\n{FUNDED}"
    assert replied(text, {("funding", "財源内訳"): OWN}) is verified


@pytest.mark.parametrize(
    ("told", "verified"),
    [
        ("利用の増加を見込み、事業量を増やした。", True),
        ("対象者の増加を見込んで人員を増やした。", True),
        ("指標\t令和7年度実績\t令和8年度見込\t令和9年度目標", True),
        ("令和8年度見込額\t令和9年度目標", False),
        ("実績に基づき使用料を見積もった。", False),
        ("見積もった。", False),
        ("今後の見込みにより変わる。", False),
        ("議会の承認を見込み、先に示す。", False),
        ("議会の承認を見込んで掲げた。", False),
        ("国の採択が見込まれる。", False),
        ("予算額の増加を見込み、先に示す。", False),
        ("来年度の予算の見込は別に示す。", False),
        ("本年度は見積もった数字である。", False),
        ("必要と見込まれる経費を示す。", False),
        ("見込額である。", False),
        ("要求のとおり。", False),
        ("見積額を示す。", False),
    ],
)
def test_what_prose_foresees_is_no_step_of_a_budget(told: str, *, verified: bool) -> None:
    """本年度 is the budget where no line names a step towards it."""
    text = f"令和8年度当初予算説明書\n\n事業名\t{NAME}\n\n■財源内訳（単位：千円）\n{FUNDED}\n■理由\n{told}\n"
    assert replied(text, {("funding", "財源内訳"): OWN}) is verified


REQUEST = (
    "令和8年度当初予算要求書\n事業名："
    + NAME
    + "\n\n1 財源（単位：千円）\n区分\t要求額\n国庫支出金\t1,800\n一般財源\t4,100\n計\t5,900\n\n"
)
ASKED: Rows = [(label, year, "request", cells) for label, year, _, cells in OWN]


@pytest.mark.parametrize(
    ("heading", "label", "year", "stage", "verified"),
    [
        ("参考", "前年度当初予算額", "-1", "initial", True),
        ("参考", "前年度決算額", "-1", "settled", True),
        ("参考", "要求額", "", "request", False),
        ("参考", "隣県の前年度当初予算額", "-1", "initial", False),
        ("参考", "前年度当初予算額（国費）", "-1", "initial", False),
        ("参考（隣県）", "前年度当初予算額", "-1", "initial", False),
        ("参考 海の学校事業", "前年度当初予算額", "-1", "initial", False),
        ("類似事業の参考", "前年度当初予算額", "-1", "initial", False),
        ("参考としない額", "前年度当初予算額", "-1", "initial", False),
    ],
)  # fmt: skip
def test_only_an_earlier_year_may_be_a_reference(
    heading: str, label: str, year: str, stage: str, *, verified: bool
) -> None:
    """Under 参考 alone a row says its own earlier year; another body, another project or the sheet's own year does not pass."""
    text = f"{REQUEST}2 {heading}\n{label}　4,700千円\n"
    tables: Tables = {
        ("funding", "1 財源"): ASKED,
        ("total", f"2 {heading}"): [(label, year, stage, "amount:4,700千円")],
    }
    assert replied(text, tables) is verified


BEFORE = "2 {}（単位：千円）\n区分\t金額\n国庫支出金\t1,500\n一般財源\t3,200\n計\t4,700\n"


@pytest.mark.parametrize(
    ("heading", "verified"),
    [
        ("参考：前年度当初予算", True),
        ("参考：隣県の前年度当初予算", False),
        ("参考：本年度当初予算", False),
        ("参考：当初予算", False),
        ("参考：前々年度当初予算", False),
        ("参考：前年度補正予算", False),
        ("参考にしない前年度当初予算", False),
    ],
)
def test_a_reference_may_say_its_earlier_year(heading: str, *, verified: bool) -> None:
    """参考 in front of a year says no more than the year; any other word, year or budget does."""
    rows: Rows = [
        ("国庫支出金", "-1", "initial", "national:1,500"),
        ("一般財源", "-1", "initial", "general:3,200"),
        ("計", "-1", "initial", "total:4,700"),
    ]
    tables: Tables = {("funding", "1 財源"): ASKED, ("funding", f"2 {heading}"): rows}
    assert replied(REQUEST + BEFORE.format(heading), tables) is verified


PARTED = (
    "{title}\n事業名　"
    + NAME
    + "\n\n１　事　業　費\n　　要求額　5,900 千円　（前年度予算額　4,700 千円）\n\n２　財源内訳（単位：千円）\n"
    + FUNDED.replace("本年度", "要求額")
)


@pytest.mark.parametrize(
    ("title", "verified"),
    [
        ("令和8年度当初予算　　予算要求資料", True),
        ("令和8年度　　予算要求資料", True),
        ("令和7年度当初予算　　予算要求資料", False),
        ("令和8年度9月補正予算　　隣県の要求資料", False),
        ("令和8年度当初予算　　没となった要求資料", False),
    ],
)
def test_a_title_in_two_cells_heads_no_columns(title: str, *, verified: bool) -> None:
    """The year and the name of the paper stand apart, and over no amounts of a line."""
    rows: Rows = [("要求額", "", "request", "amount:5,900"), ("前年度予算額", "-1", "initial", "amount:4,700")]
    tables: Tables = {("total", "1 事業費"): rows, ("funding", "2 財源内訳"): ASKED}
    assert replied(PARTED.format(title=title), tables) is verified


UNFILLED = (
    "令和8年度当初予算　要求資料\n事業名　" + NAME + "\n\n１ 財源内訳（単位：千円）\n"
    "区　分        国庫支出金    一般財源      合計\n要求額             1,800       4,100     5,900\n{row}\n\n"
    "{next}（単位：千円）\n費目          金額\n報償費        1,900\n委託料        4,000\n合計          5,900\n"
)


@pytest.mark.parametrize(
    ("row", "following", "verified"),
    [
        ("決定額", "２ 事業費の内訳", True),
        ("前年度", "２ 事業費の内訳", False),
        ("決算額", "２ 事業費の内訳", False),
        ("隣県分", "２ 事業費の内訳", False),
        ("   決定額", "２ 事業費の内訳", False),
        ("決定額", "事業費の内訳", False),
    ],
)
def test_a_stage_that_is_still_to_come_heads_nothing(row: str, following: str, *, verified: bool) -> None:
    """決定額 right below the amounts of 要求額 is a row of their table; anything else may head what follows."""
    text = UNFILLED.format(row=row, next=following)
    items: Rows = [("報償費", "", "request", "amount:1,900"), ("委託料", "", "request", "amount:4,000")]
    tables: Tables = {
        ("funding", "1 財源内訳"): [("要求額", "", "request", "national:1,800 general:4,100 total:5,900")],
        ("item", following): items,
        ("total", following): [("合計", "", "request", "amount:5,900")],
    }
    assert replied(text, tables) is verified


@pytest.mark.parametrize(
    ("heading", "names", "verified"),
    [
        ("要求額の内訳", ("水辺の観察会", "手引きの作成"), True),
        ("要求額の内訳", ("繰入金", "諸収入"), False),
        ("歳入", ("繰入金", "手引きの作成"), False),
    ],
)
def test_rows_of_sources_are_no_items(heading: str, names: tuple[str, str], *, verified: bool) -> None:
    """Rows that are all named by sources, and a source under 歳入, say where the money comes from, whatever a reply makes of them."""
    first, second = names
    rows = f"細事業\t要求額\n{first}\t1,900\n{second}\t4,000\n計\t5,900\n"
    text = f"令和8年度当初予算要求書\n\n事業名\t{NAME}\n\n■{heading}（単位：千円）\n{rows}"
    made = [
        (name, "", "request", f"amount:{printed}")
        for name, printed in zip((*names, "計"), ("1,900", "4,000", "5,900"), strict=True)
    ]
    assert replied(text, {("item", heading): made[:2], ("total", heading): made[2:]}) is verified


@pytest.mark.parametrize(
    ("before", "stage", "verified"),
    [("最終予算額", "current", True), ("最終予算額", "initial", False), ("決算額", "current", False)],
)
def test_a_part_of_the_amount_before_it_is_of_its_stage(before: str, stage: str, *, verified: bool) -> None:
    """One cell a line, too: うち一般財源 is a part of what the heading above it names."""
    heads = ["区分", "当初予算額", "補正予算額", before, "うち一般財源", "翌年度繰越額"]
    rows = [
        ["令和6年度", "32,915", "3,583", "36,498", "21,169", "1,200"],
        ["令和7年度", "36,550", "1,000", "37,550", "21,199", "1,300"],
    ]
    text = f"令和8年度当初予算要求書\n\n事業名\t{NAME}\n\n■事業費の推移（単位：千円）\n"
    text += "".join("\n".join(row) + "\n" for row in [heads, *rows])
    whole = "current" if before == "最終予算額" else "settled"
    kinds = ["initial", "supplementary", whole, stage, ""]
    made = [
        (row[0], row[0], kind, f"{'general_fund' if n == 3 else 'project_cost'}:{printed}")
        for row in rows
        for n, (kind, printed) in enumerate(zip(kinds, row[1:], strict=True))
    ]
    assert replied(text, {("cost", "事業費の推移"): made}) is verified


CHANGED = """区分\t令和7年度\t令和8年度\t\t{words}
\t当初予算額\t要求額\t査定額\t
国庫支出金\t1,500\t2,000\t1,800\t300
一般財源\t3,200\t4,400\t4,100\t900
計\t4,700\t6,400\t5,900\t1,200
"""
SPELT_TWICE = """令和8年度当初予算要求書
事業名：川の学校事業

1 財源（単位：千円）
年度\t区分\t事業費\t国庫支出金\t一般財源
令和7年度\t当初予算額\t4,700\t1,500\t3,200
\t決算額\t4,600\t1,400\t3,200
令和8年度\t要求額\t5,900\t1,800\t4,100

2 総コスト（単位：千円）
区分\t令和7年度決算額\t令和8年度要求額
事業費\t4,600\t5,900
人件費\t1,600\t2,400
総コスト\t6,200\t8,300
"""


@pytest.mark.parametrize(
    ("words", "verified"),
    [
        ("査定額－前年度", True),
        ("査定額の増減", True),
        ("要求額－前年度", False),
        ("査定額－前々年度", False),
        ("査定額－隣県", False),
        ("隣県の額", False),
    ],
)
def test_a_difference_is_known_by_its_formula(words: str, *, verified: bool) -> None:
    """The two amounts that it names are those it is the difference of."""
    rows = [("国庫支出金", "national", "1,500 2,000 1,800 300"), ("一般財源", "general", "3,200 4,400 4,100 900")]
    moments = [("-1", "initial"), ("", "request"), ("", "approved")]
    funding: Rows = []
    changes: Rows = []
    for label, of, told in (*rows, ("計", "total", "4,700 6,400 5,900 1,200")):
        *amounts, change = told.split()
        funding += [(label, *when, f"{of}:{one}") for when, one in zip(moments, amounts, strict=True)]
        changes.append((label, "", "approved", f"{of}:{change}"))
    text = f"令和8年度当初予算要求書\n事業名：{NAME}\n\n1 財源（単位：千円）\n{CHANGED.format(words=words)}"
    assert replied(text, {("funding", "1 財源"): funding, ("difference", "1 財源"): changes}) is verified


@pytest.mark.parametrize(
    ("title", "verified"),
    [
        ("令和8年度　施策推進のための事業点検シート", True),
        ("令和8年度　業務改善のための個別調書", True),
        ("令和8年度　隣県施策推進のための事業点検シート", False),
        ("令和8年度　廃止のための事業点検シート", False),
        ("令和8年度　前年度施策推進のための事業点検シート", False),
    ],
)
def test_what_a_paper_is_for(title: str, *, verified: bool) -> None:
    """It is for the project's own good; words of another body or time say that it is of others."""
    text = f"{title}\n\n事業名\t{NAME}\n\n■財源内訳（単位：千円）\n{FUNDED.replace('本年度', '当初予算額')}"
    assert replied(text, {("funding", "財源内訳"): OWN}) is verified


def test_a_label_in_two_cells_and_once_more_below() -> None:
    """令和7年度 | 決算額 is the row's own label, though a heading further down is spelt alike."""
    funding: Rows = [
        ("令和7年度 当初予算額", "-1", "initial", "total:4,700 national:1,500 general:3,200"),
        ("令和7年度 決算額", "-1", "settled", "total:4,600 national:1,400 general:3,200"),
        ("令和8年度 要求額", "", "request", "total:5,900 national:1,800 general:4,100"),
    ]
    costs: Rows = [
        ("事業費", "-1", "settled", "project_cost:4,600"),
        ("事業費", "", "request", "project_cost:5,900"),
        ("人件費", "-1", "settled", "personnel_cost:1,600"),
        ("人件費", "", "request", "personnel_cost:2,400"),
        ("総コスト", "-1", "settled", "total_cost:6,200"),
        ("総コスト", "", "request", "total_cost:8,300"),
    ]
    assert replied(SPELT_TWICE, {("funding", "1 財源"): funding, ("cost", "2 総コスト"): costs})
