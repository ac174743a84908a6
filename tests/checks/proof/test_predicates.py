"""Lines, headings and brackets that say whose, when and which an amount is: what stays verified, and what is asked about."""

import pytest

from tests.checks.proof.made import is_verified

HEAD = "令和8年度当初予算要求書\n事業名　　川の学校事業\n所属　　農林部 川づくり課\n\n"
ROWS = "区分\t要求額\t前年度当初予算額\t増減\n事業費\t12,000\t10,000\t2,000\n国庫支出金\t6,900\t5,800\t1,100\n一般財源\t5,100\t4,200\t900\n"
TABLE = f"1 事業費（単位：千円）\n{ROWS}"
ITEMS = (
    f"{HEAD}1 事業費　12,000千円（前年度当初予算額 10,000千円）\n\n2 事業の内訳\n(1) 川の教室　7,100千円\n　　{{told}}\n"
    "(2) 川の手引き　4,900千円\n　　手引きを作り、学校に配る。\n計　12,000千円\n"
)


@pytest.mark.parametrize(
    "told",
    [
        "小学校で開催する。",
        "魚を調べる教室である。",
        "川を歩く行事である。",
        "教室を開く。（年3回）",
        "教室を開く（小学生対象）",
        "教室を開く。学習の記録を作る。",
    ],
)
def test_what_is_done(told: str) -> None:
    """A sentence with a noun of what is done, and how often or for whom in a bracket, say nothing of the amount."""
    assert is_verified(ITEMS.format(told=told))


@pytest.mark.parametrize(
    "told",
    [
        "これは昨年度の案である。", "隣県の額である。", "会計が別である。", "第2期分である。", "前年度と同じである。",
        "教室を開く。再掲", "教室を開く。翌年度から実施する。", "民間分の教室を開く。", "企業局で教室を開く。", "教室を開く（前年度）。",
        "教室を開く。（うち人件費）", "教室を開く。（前年度と同額）", "教室を開く（想定）", "教室を開く。（1人当たり）",
    ],
)  # fmt: skip
def test_what_an_amount_is(told: str) -> None:
    """A sentence or a bracket that says whose, when or which part the amount above is."""
    assert not is_verified(ITEMS.format(told=told))


@pytest.mark.parametrize(
    ("line", "verified"),
    [("", True), ("以上", True), ("うち新規分", False), ("5年分", False), ("一部", False), ("3年間の計", False)],
)
def test_words_alone_below_a_table(line: str, *, verified: bool) -> None:
    """A few words below a table close it, or say of what its amounts are a part."""
    assert is_verified(f"{HEAD}{TABLE}{line}\n") is verified
    assert is_verified(f"{HEAD}{TABLE}\n{line}\n\n2 目的\n川を学ぶ人を増やす。\n") is verified


@pytest.mark.parametrize(
    ("heading", "verified"),
    [
        ("事業費", True), ("当初予算の事業費", True), ("川づくり課", True), ("企業局", False), ("病院局", False), ("土木部", False),
        ("復活", False), ("追加要求", False), ("事業費（補助分）", False), ("補助対象経費", False),
    ],
)  # fmt: skip
def test_headings_of_markdown(heading: str, *, verified: bool) -> None:
    """A heading is of the project's own office, of its whole cost and of its first request."""
    assert is_verified(f"{HEAD}## {heading}\n\n単位：千円\n\n{ROWS}") is verified


@pytest.mark.parametrize(
    ("columns", "verified"),
    [("要求額", True), ("要求額（復活）", False), ("追加要求額", False), ("要求額（百万円）", False)],
)
def test_headings_of_columns(columns: str, *, verified: bool) -> None:
    """A column is of the first request, in the unit of its caption."""
    rows = ROWS.replace("要求額", columns, 1)
    assert is_verified(f"{HEAD}1 事業費（単位：千円）\n{rows}") is verified


@pytest.mark.parametrize(
    ("unit", "verified"), [("", True), ("（千円）", True), ("（百万円）", False), ("（単位：円）", False)]
)
def test_units_of_headings(unit: str, *, verified: bool) -> None:
    """A heading over amounts with a unit of their own names that unit, or none."""
    lists = "- 要求額: 12,000千円\n- 前年度当初予算額: 10,000千円\n"
    sources = "- 国庫支出金: 6,900千円\n- 一般財源: 5,100千円\n"
    head = "# 令和8年度当初予算要求書\n\n- 事業名：川の学校事業\n\n## 予算額\n\n"
    assert is_verified(f"{head}{lists}\n## 財源{unit}\n\n{sources}") is verified


@pytest.mark.parametrize(
    ("office", "verified"),
    [
        ("農林部", True),
        ("市町村分農林部", False),
        ("農林部市町村分", False),
        ("農林部ほか", False),
        ("国費分農林部", False),
    ],
)
def test_values_of_offices(office: str, *, verified: bool) -> None:
    """The field of an office holds offices, and of no part of the money."""
    assert is_verified(f"令和8年度当初予算要求書\n事業名　　川の学校事業\n所属　　{office}\n\n{TABLE}") is verified


@pytest.mark.parametrize(("told", "verified"), [("", True), ("（当初）", False), ("（復活）", False)])
def test_requests_of_a_supplement(told: str, *, verified: bool) -> None:
    """A request for a supplementary budget is none for the initial one."""
    rows = (
        f"区分\t現計予算額\t補正要求額\t補正後の額\n事業費\t10,000\t1,190{told}\t11,190\n"
        "国庫支出金\t5,800\t590\t6,390\n一般財源\t4,200\t600\t4,800\n"
    )
    head = HEAD.replace("当初予算", "11月補正予算")
    assert is_verified(f"{head}1 事業費（単位：千円）\n{rows}") is verified


@pytest.mark.parametrize(("body", "verified"), [("", True), ("花房市", False), ("隣の県", False), ("○○市", False)])
def test_a_city_on_a_prefecture_s_sheet(body: str, *, verified: bool) -> None:
    """県債 is a prefecture's: the only body that a line below its table names is another one."""
    assert is_verified(f"{HEAD}{TABLE.replace('国庫支出金', '県債')}\n{body}\n") is verified
