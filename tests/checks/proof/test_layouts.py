"""What stopped all proofs of layouts that nobody wrote for: each let through beside what it must still hold."""

import pytest

from tests.checks.proof.made import is_verified

HEAD = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
BLANK = (
    HEAD
    + "要求額の財源内訳（単位：千円）\n| 区分 | 要求額 |\n|---|---:|\n| 国庫支出金 | 1,800 |\n| {} |  |\n| {} | 4,100 |\n| 計 | 5,900 |\n"
)
PARTED = (
    HEAD
    + "要求額の内訳（単位：千円）\n| 節 | 要求額 | 備考 |\n|---|---:|---|\n| 報償費 | 1,900 | {} |\n| 委託料 | 4,000 | {} |\n"
    "| 計 | 5,900 |  |\n"
)
CHANGED = (
    HEAD + "査定の状況（単位：千円）\n| 細事業 | 前年度当初予算額 | 要求額 | 財政課長内示額 | 知事査定額 | 増減({}) |\n"
    "|---|--:|--:|--:|--:|--:|\n| 水辺の観察会 | 1,000 | 1,900 | 1,200 | 1,500 | {} |\n"
    "| 手引きの作成 | 3,000 | 4,000 | 3,500 | 3,500 | 500 |\n| 計 | 4,000 | 5,900 | 4,700 | 5,000 | 1,000 |\n"
)
STAFFED = (
    "若葉市 令和6年度 事務事業評価シート\n事業名\t川の学校事業\n\n事業コスト\t\t\t（単位：千円、人）\n区分\t\t令和5年度\t令和6年度\n"
    "\t\t決算額\t当初予算額\n事業費（Ａ）\t\t4,000\t4,400\n人件費（Ｂ）\t\t7,504\t4,826\n{}\t正職員\t1.2\t0.3\n"
    "\t会計年度任用職員\t1.0\t1.1\nトータルコスト（Ａ＋Ｂ）\t\t11,504\t9,226\n"
)
NESTED = (
    "{}\n\n令和8年度当初予算 編成過程の公表\n\n川の学校事業\n============\n\n   * 担当課：農林部 自然課\n\n令和8年度当初予算要求\n"
    "---------------------\n\n   * 事業費 5,900 千円\n        + 国庫支出金 1,800 千円\n        + {} 4,100 千円\n"
    "   * 人件費 800 千円\n        + 正職員 0.1 人\n   * トータルコスト 6,700 千円\n"
)


@pytest.mark.parametrize(
    ("blank", "below", "verified"),
    [("県債", "一般財源", True), ("県債", "うち起債分", False), ("隣県の負担", "一般財源", False)],
)
def test_rows_without_amounts(blank: str, below: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """A source with nothing behind it is a row among others; words that nobody knows are a heading over what follows."""
    assert is_verified(BLANK.format(blank, below)) is verified


@pytest.mark.parametrize(
    ("first", "second", "verified"),
    [
        ("", "うち新規分 1,500千円", True),
        ("うち講師謝礼 900千円", "うち新規分 1,500千円", True),
        ("", "うち新規分 4,500千円", False),
        ("", "うち隣県分 1,500千円", False),
    ],
)
def test_amounts_of_which(first: str, second: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """A part printed with うち is at most its item, and says what is bought or that it is new, not whose it is."""
    assert is_verified(PARTED.format(first, second)) is verified


@pytest.mark.parametrize(
    ("formula", "change", "verified"),
    [
        ("知事査定-前年度", "500", True),
        ("知事査定-前年度", "200", False),
        ("知事査定-要求", "500", False),
    ],
)
def test_changes_that_name_what_they_compare(formula: str, change: str, verified: bool) -> None:  # noqa: FBT001  # a case
    """Of several decisions a change compares the one that its heading names."""
    assert is_verified(CHANGED.format(formula, change)) is verified


@pytest.mark.parametrize(("group", "verified"), [("従事人数", True), ("隣市の人数", False)])
def test_staff_in_a_group(group: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """従事人数 left of kinds of staff says no more than they do."""
    assert is_verified(STAFFED.format(group)) is verified


@pytest.mark.parametrize(
    ("links", "source", "verified"),
    [
        ("   [1]本文へ移動  [2]サイトマップ", "一般財源", True),
        ("   [1]本文へ移動  [2]見本", "一般財源", False),
        ("   [1]本文へ移動  [2]サイトマップ", "隣県負担", False),
    ],
)
def test_lists_in_lists(links: str, source: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """What a text browser prints of a page: links that number nothing, and `+` before what stands in a list in a list."""
    assert is_verified(NESTED.format(links, source)) is verified
