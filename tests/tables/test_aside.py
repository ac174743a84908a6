"""Two tables side by side on a page."""

from collections.abc import Callable

import pytest

from structurer.tables.aside import one_below_the_other
from tests.support.builders import facts_of
from tests.support.tables import context_of

HEAD = "令和8年度当初予算要求書\n事業名 花壇手入れ事業\n(単位:千円)\n"
PAGE = [
    ["節", "要求額", "前年度予算額", "財源", "要求額", "前年度予算額"],
    ["需用費", "400", "300", "国庫支出金", "300", "200"],
    ["委託料", "500", "400", "一般財源", "600", "500"],
    ["合計", "900", "700", "合計", "900", "700"],
]
READ = {
    ("item", "需用費", "0", "400000"),
    ("item", "需用費", "-1", "300000"),
    ("item", "委託料", "0", "500000"),
    ("item", "委託料", "-1", "400000"),
    ("total", "合計", "0", "900000"),
    ("total", "合計", "-1", "700000"),
    ("funding", "国庫支出金", "0", "300000"),
    ("funding", "国庫支出金", "-1", "200000"),
    ("funding", "一般財源", "0", "600000"),
    ("funding", "一般財源", "-1", "500000"),
}


def tabbed(rows: list[list[str]]) -> str:
    """A row a line, its cells parted by tabs."""
    return "".join("\t".join(row) + "\n" for row in rows)


def aligned(rows: list[list[str]]) -> str:
    """A row a line, each cell at its column of the screen: names from the left, amounts as far right as their heading goes."""
    lines = []
    for row in rows:
        line, column = "", 0
        for n, word in enumerate(row):
            width = sum(2 - letter.isascii() for letter in word)
            begin = n * 16 if n % 3 == 0 else n * 16 + 13 - width
            line += " " * (begin - column) + word
            column = begin + width
        lines.append(line + "\n")
    return "".join(lines)


def read(text: str) -> set[tuple[str, str, str, str]]:
    """Table, row, year and amount of each fact."""
    return {(f.table, f.row, f.year_offset, f.amount) for f in facts_of(HEAD + text)}


@pytest.mark.parametrize("draw", [tabbed, aligned])
def test_two_tables(draw: Callable[[list[list[str]]], str]) -> None:
    """Each of them is read as if the other stood below it, and the 合計 of both are totals."""
    assert read(draw(PAGE)) == READ
    summed = [fact for fact in facts_of(HEAD + draw(PAGE)) if fact.row == "合計"]
    assert [fact.table for fact in summed] == ["total"] * 4


def test_in_markdown() -> None:
    """A rule between the names of the tables and their headings parts nothing; 経費 may name the rows of the left one."""
    heads = [["歳出", "", "", "歳入", "", ""], ["---"] * 6, ["経費", *PAGE[0][1:]]]
    assert read("".join("| " + " | ".join(row) + " |\n" for row in [*heads, *PAGE[1:]])) == READ


def test_a_heading_each() -> None:
    """What stands over the left one heads the left one."""
    heads = [["【歳出】", "", "", "【歳入】", "", ""]]
    sections = {(f.table, f.section) for f in facts_of(HEAD + tabbed([*heads, *PAGE]))}
    assert {("item", "歳出"), ("funding", "歳入")} <= sections


@pytest.mark.parametrize(
    "change",
    [
        {(0, 5): "増減額"},  # other amounts under the second name
        {(0, 3): "節"},  # the same name twice
    ],
)
def test_what_is_one_table(change: dict[tuple[int, int], str]) -> None:
    """Headings that are not the same for both halves part nothing."""
    rows = [list(row) for row in PAGE]
    for (row, column), word in change.items():
        rows[row][column] = word
    assert read(tabbed(rows)) != READ


@pytest.mark.parametrize("below", [["2 要求の説明"], ["花壇の手入れを続ける。"], ["区分", "", "", "", "要求額"]])
def test_what_stands_below_keeps_its_order(below: list[str]) -> None:
    """The tables end at the first row without amounts; a table further down is not parted with them."""
    more = [["細々事業", "要求額", "", "", ""], ["球根", "250", "", "", ""], ["肥料", "150", "", "", ""]]
    read_of = [(f.row, f.amount) for f in facts_of(HEAD + tabbed([*PAGE, below, *more])) if f.row in {"球根", "肥料"}]
    alone = [(f.row, f.amount) for f in facts_of(HEAD + tabbed([below, *more])) if f.row in {"球根", "肥料"}]
    assert read_of == alone
    assert {("item", "委託料", "0", "500000"), ("funding", "一般財源", "0", "600000")} <= read(tabbed([*PAGE, below]))


LISTS = """      [予算の執行状況]              [決算額の財源内訳]
      予算現額          900         県債              400
      決算額            800         一般財源          400
      不用額            100
"""


def test_two_lists_under_titles_in_brackets() -> None:
    """Two titles in brackets side by side, a label and an amount in both halves below: the right list is put below the left one."""
    context = one_below_the_other(context_of(LISTS))
    assert [[cell.label for cell in row.cells] for row in context.rows if row.cells] == [
        ["[予算の執行状況]"],
        ["予算現額", "900"],
        ["決算額", "800"],
        ["不用額", "100"],
        ["[決算額の財源内訳]"],
        ["県債", "400"],
        ["一般財源", "400"],
    ]


@pytest.mark.parametrize(
    ("printed", "instead"), [("[決算額の財源内訳]", "決算額の財源内訳"), ("県債              400", "")]
)
def test_titles_that_head_no_two_lists(printed: str, instead: str) -> None:
    """Without brackets, or without amounts in both halves, the lines stay as they are."""
    context = context_of(LISTS.replace(printed, instead))
    assert one_below_the_other(context) is context


TITLED = """【職員数】                （単位：人）    【成果指標】
区分          前年度当初        要求額    指標（単位）      R6実績      R8目標
正職員               1.9           1.8    相談件数（件）        40          50
会計年度任用職員     0.5           0.6    満足した人（％）      70          80
"""


def test_tables_of_other_headings_under_titles() -> None:
    """Titles in brackets over both part two tables whose headings differ; without them they are one."""
    found = {(fact.table, fact.row, fact.year_offset, fact.amount) for fact in facts_of(HEAD + TITLED)}
    assert found == {
        ("staff", "正職員", "-1", "1.9"),
        ("staff", "正職員", "0", "1.8"),
        ("staff", "会計年度任用職員", "-1", "0.5"),
        ("staff", "会計年度任用職員", "0", "0.6"),
        ("indicator", "相談件数", "-2", "40"),
        ("indicator", "相談件数", "0", "50"),
        ("indicator", "満足した人", "-2", "70"),
        ("indicator", "満足した人", "0", "80"),
    }
    apart = context_of(HEAD + TITLED.replace("【成果指標】", "　成果指標　"))
    assert one_below_the_other(apart) is apart
