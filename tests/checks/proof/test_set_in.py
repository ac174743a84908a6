"""What an adversary had verified of the proofs above: entries of lists, texts broken over rows, and words in forms."""

import pytest

from tests.checks.proof.made import is_verified

HEAD = "川端県 令和8年度当初予算要求書\n事業名：川の学校事業\n\n"
LISTED = (
    "# 令和8年度当初予算要求書\n\n- **事業名**: 川の学校事業\n\n## 要求額\n\n"
    "{}  - 事業費 5,900千円\n  - 人件費 800千円\n  - トータルコスト 6,700千円\n"
)
BROKEN = (
    HEAD + "要求額の内訳（単位：千円）\n| 番号 | 細事業 | 要求額 | 説明 |\n|---|---|---:|---|\n"
    "| 1 | 水辺の観察会 | 1,900 | {} |\n|  | {} |  | {} |\n| 2 | 手引きの作成 | 4,000 | 冊子を作る。 |\n|  | 計 | 5,900 |  |\n"
)
SPENT = (
    "{}\n事業名：川の学校事業\n\n予算の執行状況（単位：千円）\n"
    "年度\t当初予算額\t補正予算額\t予算現額\t支出済額\n令和6年度\t5,100\t△600\t4,500\t4,200\n"
)
PART = (
    HEAD + "要求額の内訳（単位：千円）\n| 節 | 要求額 | {} |\n|---|---:|---|\n"
    "| 報償費 | 1,900 |  |\n| 委託料 | 4,000 | うち印刷費 1,500千円 |\n| 計 | 5,900 |  |\n"
)
NUMBERED = HEAD + "（単位：千円）\n区分\t事業費\t国庫支出金\t一般財源\n要求額\t5,900\t1,800\t4,100\n\n{}\n"


@pytest.mark.parametrize(
    ("entry", "verified"),
    [("", True), ("- 前年度当初予算\n", False), ("- 若葉市分\n", False), ("- 2月補正\n", False), ("- 保留\n", False)],
)
def test_entries_set_in_below_another(entry: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """What an entry without an amount says holds for what is set in below it."""
    assert is_verified(LISTED.format(entry)) is verified


@pytest.mark.parametrize(
    ("text", "name", "more", "verified"),
    [
        ("観察会を", "", "開催する。", True),
        ("観察会を", "", "取りやめ", False),
        ("観察会を", "", "市で予算化", False),
        ("観察会を開く。", "土木部所管", "", False),
    ],
)
def test_texts_broken_over_rows(text: str, name: str, more: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Only a text behind the amounts goes on below them, and takes nothing back."""
    assert is_verified(BROKEN.format(text, name, more)) is verified


@pytest.mark.parametrize(
    ("title", "verified"), [("令和6年度　主要な施策の成果に関する説明書", True), ("令和6年度9月補正予算要求書", False)]
)
def test_spent_in_a_year_that_is_closed(title: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """支出済額 of a running year is no settled amount."""
    assert is_verified(SPENT.format(title)) is verified


@pytest.mark.parametrize(("heading", "verified"), [("備考", True), ("前年度の積算", False), ("見送り", False)])
def test_parts_in_columns_of_notes(heading: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """A part in a column that says of what it is would be that, and not the item's."""
    assert is_verified(PART.format(heading)) is verified


@pytest.mark.parametrize("line", ["施策 50 百万円の減額", "目標50", "経費内訳（単位：百万円）\n7 報償費\n12 委託料"])
def test_numbers_that_are_amounts(line: str) -> None:
    """A number below the amounts is no aim's, and a number before a 節 that has no amount beside it may be one."""
    assert not is_verified(NUMBERED.format(line))
