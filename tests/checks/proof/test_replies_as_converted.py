"""Faultless replies without the layout reader about what converters and other hands do to a sheet: verified, and the hostile twins."""

import pytest

from tests.checks.proof.made import NAME, Tables, replied

ASIDE = (
    f"# 令和8年度当初予算要求 事業説明書\n\n| 事業名 | {NAME} |\n| --- | --- |\n\n## １ 予算額\n\n"
    "|  | 令和8年度<br>当初予算案 | 令和7年度<br>当初予算 | 増減額 |\n| --- | ---: | ---: | ---: |\n"
    "| 予算額 | 5,900千円 | 4,700千円 | 1,200千円 |\n\n## ２ 事業内容\n\n"
    "**（１）川の教室**　1,190千円（前年度当初 1,000千円）\n\n**（２）橋の点検**　4,710千円（前年度当初 3,700千円）\n"
)
ASIDE_TABLES: Tables = {
    ("total", "１ 予算額"): [
        ("予算額", "", "approved", "amount:5,900千円"), ("予算額", "前年度", "initial", "amount:4,700千円"),
        ("予算額", "", "approved", "change:1,200千円"),
    ],
    ("item", "２ 事業内容"): [
        ("川の教室", "", "approved", "amount:1,190千円"), ("川の教室", "前年度", "initial", "amount:1,000千円"),
        ("橋の点検", "", "approved", "amount:4,710千円"), ("橋の点検", "前年度", "initial", "amount:3,700千円"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("", ""), ("**", ""),
        ("| 予算額 | 5", "| **予算額** | 5"), ("令和8年度", "令和8（2026）年度"), ("令和8年度", "令和８年度（2026年度）"),
        ("# 令和8", "資料3-1\n\n# 令和8"), ("# 令和8", "（別紙様式1）\n# 令和8"), ("# 令和8", "予算要求資料\n# 令和8"),
        ("# 令和8", "主要事業調書\n# 令和8"), ("# 令和8", "[トップページ](/) > [財政](/zaisei/) > 予算編成の公開\n\n# 令和8"),
        ("# 令和8年度当初予算要求 事業説明書", "事　業　カ　ル　テ（令和8年度予算）"), ("増減額 |", "前年度予算額に対する予算額の増減 |"),
    ],
)  # fmt: skip
def test_what_a_converter_or_a_form_adds(printed: str, instead: str) -> None:
    """Bold words, years printed twice, a form's number and the kind of paper say nothing else of the amounts."""
    assert replied(ASIDE.replace(printed, instead) if printed else ASIDE, ASIDE_TABLES)


def test_items_behind_the_marks_of_a_list_by_pandoc() -> None:
    """Two spaces stand behind each mark."""
    listed = ASIDE.replace("**（１）", "1.  ").replace("**（２）", "2.  ").replace("**", "")
    assert replied(listed, ASIDE_TABLES)


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("令和8年度<br>", "令和8（2025）年度<br>"), ("令和7年度<br>", "令和6（2025）年度<br>"), ("**（１）", "**前年度**\n\n**（１）"),
        ("# 令和8", "補正予算要求書\n# 令和8"), ("# 令和8", "前年度資料3\n# 令和8"),
        ("# 令和8", "[トップページ](/) > [隣県](/) > 予算編成の公開\n\n# 令和8"), ("増減額 |", "前年度決算額に対する予算額の増減 |"),
        ("# 令和8年度当初予算要求 事業説明書", "事　業　カ　ル　テ（令和7年度予算）"), ("# 令和8", "隣県調書\n# 令和8"),
        ("| 予算額 | 5", "| 前年度予算額 | 5"), ("| 予算額 | 5", "| 隣県予算額 | 5"), ("| 予算額 | 5", "| 内示予算額 | 5"),
    ],
)  # fmt: skip
def test_what_says_something_else(printed: str, instead: str) -> None:
    """Two years that differ, another year, body or stage in such a place stay a question."""
    assert not replied(ASIDE.replace(printed, instead), ASIDE_TABLES)


EDGES = (
    f"令和8年度当初予算要求書\n\n事業名：{NAME}\n\n１ 事業内容（単位：千円）\n\n"
    "取組名      取組の内容                        要求額 (A)   前年度当初予算額   増減額\n"
    "川の教室    川の学校を開く。(17回)                 1,190              1,000         190\n"
    "橋の点検    橋を点検し、直す。(3橋)                4,710              3,700       1,010\n"
    "計                                                 5,900              4,700       1,200\n"
)
EDGES_TABLES: Tables = {
    ("item", "１ 事業内容"): [
        ("川の教室", "", "request", "amount:1,190"), ("川の教室", "前年度", "initial", "amount:1,000"),
        ("川の教室", "", "request", "change:190"),
        ("橋の点検", "", "request", "amount:4,710"), ("橋の点検", "前年度", "initial", "amount:3,700"),
        ("橋の点検", "", "request", "change:1,010"),
    ],
    ("total", "１ 事業内容"): [
        ("計", "", "request", "amount:5,900"), ("計", "前年度", "initial", "amount:4,700"), ("計", "", "request", "change:1,200"),
    ],
}  # fmt: skip


def test_amounts_that_end_where_their_column_does() -> None:
    """Headings that stand left and amounts that stand right share no letter; there are as many ends as headings of amounts."""
    assert replied(EDGES, EDGES_TABLES)


@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        ("前年度当初予算額   増", "前々年度予算額     増"), ("要求額 (A)", "隣県の額  "),
    ],
)  # fmt: skip
def test_columns_that_are_not_told_by_their_ends(printed: str, instead: str) -> None:
    """Another heading, or an amount under none, is not believed for where the others end."""
    assert not replied(EDGES.replace(printed, instead), EDGES_TABLES)


LISTED = ASIDE.replace("**（２）", "- 川の講座を開く。(13校)\n  - 報償費：800千円\n  - 旅費：390千円\n\n**（２）")
LISTED_TABLES: Tables = {
    **ASIDE_TABLES,
    ("item", "２ 事業内容"): [
        *ASIDE_TABLES["item", "２ 事業内容"][:2],
        ("報償費", "", "approved", "breakdown:800千円"), ("旅費", "", "approved", "breakdown:390千円"),
        *ASIDE_TABLES["item", "２ 事業内容"][2:],
    ],
}  # fmt: skip


def test_what_an_item_takes_below_the_sentence_of_what_is_done() -> None:
    """The expenses are set in below a sentence behind a bullet; whom to ask stands at the end."""
    assert replied(LISTED, LISTED_TABLES)
    for whom in ("※　問合せ先　環境部河川課河川係", "【お問い合わせ先】環境部河川課"):
        assert replied(f"{LISTED}\n{whom}\n", LISTED_TABLES)


@pytest.mark.parametrize(
    "told",
    [
        "前年度に講座を開いた。",
        "隣県が講座を開く。",
        "廃止した講座である。",
        "財源は国費である。",
        "（前年度分）",
        "概算で見込む。",
    ],
)
def test_a_sentence_of_another_over_expenses(told: str) -> None:
    """Another year, body or state in the sentence is one of the expenses set in below it, too."""
    assert not replied(LISTED.replace("川の講座を開く。(13校)", told), LISTED_TABLES)


def test_an_item_that_is_new() -> None:
    """皆増 and 新規 behind an amount say that the year before had none; 皆減 and 廃止 do not say so."""
    rows = ASIDE_TABLES["item", "２ 事業内容"]
    tables: Tables = {**ASIDE_TABLES, ("item", "２ 事業内容"): rows[:3]}
    for told, verified in {"皆増": True, "新規": True, "皆減": False, "廃止": False, "前年度分": False}.items():
        sheet = ASIDE.replace("前年度当初 3,700千円", told).replace("前年度当初 1,000千円", "前年度当初 4,700千円")
        made: Tables = {
            **tables,
            ("item", "２ 事業内容"): [rows[0], ("川の教室", "前年度", "initial", "amount:4,700千円"), rows[2]],
        }
        assert replied(sheet, made) is verified, told


@pytest.mark.parametrize(
    ("told", "verified"), [("(A)：要求額", True), ("(A)：うち国費", False), ("A：補正後", False), ("(A) 隣県分", False)]
)
def test_what_is_said_of_a_column_by_its_letter(told: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Below the table a letter may be given its heading again, and nothing else."""
    assert replied(f"{EDGES}{told}\n", EDGES_TABLES) is verified


def test_a_link_at_the_foot() -> None:
    """It leads to the top of the page and says nothing of the amounts above it."""
    assert replied(f"{LISTED}\n[このページの先頭へ](#top)\n", LISTED_TABLES)
