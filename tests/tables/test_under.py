"""Headings by the columns of the screen."""

import pytest

from structurer.reading.layout import read_sheet
from structurer.sheet.facts import facts
from structurer.tables.under import under
from structurer.text.source import Source
from tests.support.tables import block_of, said_of, tables_of

ALIGNED = """(単位:千円)
                     国庫          一般
　区分    事業費   支出金   県債   財源
　要求額   9,900    4,000    900   5,000
"""


def columns(text: str) -> list[str] | None:
    """The headings over each amount of the first row, with those beside them; None where they are not told."""
    context, block = block_of(text)
    sample = context.rows[block.first].cells
    shape = under(context, block.pieces, sample, block.starts[0])
    return None if shape is None else [column.text for column in shape.columns]


def test_stacked_words() -> None:
    """Every word belongs to the amount below it."""
    assert columns(ALIGNED) == ["区分", "事業費", "国庫 支出金", "県債", "一般 財源"]


def test_years_amid_their_stages() -> None:
    """A year that stands amid several headings is of all of them."""
    text = """(単位:千円)
            令和7年度          令和8年度
区分      予算     決算      予算     要求
事業費       1        2         3        4
"""
    assert columns(text) == ["区分", "令和7年度 予算", "令和7年度 決算", "令和8年度 予算", "令和8年度 要求"]


@pytest.mark.parametrize(
    "headings",
    [
        "区分      要求額     査定額    内示額",
        "要求額\n区分      査定額",
    ],
)
def test_a_heading_over_no_amount(headings: str) -> None:
    """A heading of amounts that stands over none: the columns are not all there, and nothing is told."""
    assert columns(f"(単位:千円)\n{headings}\n事業費         4          5\n") is None


def test_a_group_over_its_columns_is_no_part_of_one() -> None:
    """財源内訳 spans its columns and says nothing of one."""
    text = "(単位:千円)\n区分    事業費       財源内訳\n                 県債   一般財源\n要求額   9,900    900      9,000\n"
    assert columns(text) == ["区分", "事業費", "県債", "一般財源"]


def printed(words: dict[int, str]) -> str:
    """A line with each word at its column of the screen, wide letters two columns each."""
    line, column = "", 0
    for begin, word in words.items():
        line += " " * (begin - column) + word
        column = begin + sum(2 - letter.isascii() for letter in word)
    return line + "\n"


@pytest.mark.parametrize("shift", [0, 3, 6])
def test_the_same_sources_under_each_year(shift: int) -> None:
    """Headings that are printed once for each year belong to the years in their order, wherever those stand over them."""
    own, last = "令和8年度要求額", "令和7年度当初予算額"
    sources = {12: "事業費", 20: "国庫支出金", 32: "一般財源", 44: "事業費", 52: "国庫支出金", 64: "一般財源"}
    amounts = {0: "花壇", 17: "4", 29: "1", 39: "3", 49: "3", 61: "1", 71: "2", 81: "1"}
    text = printed({12 + shift: own, 44 + shift: last, 76: "増減額"}) + printed({0: "細事業名", **sources})
    assert columns("(単位:千円)\n" + text + printed(amounts)) == [
        "細事業名",
        *(f"{year} {word}" for year in (own, last) for word in ("事業費", "国庫支出金", "一般財源")),
        "増減額",
    ]


BLANKS = """                         財　源　内　訳
　　区　分      予算額    国庫      県
                        支出金  支出金    市　債    一般財源
　本年度予算額   9,900   4,000                         5,900
　前年度予算額   8,000   3,000                         5,000
"""


def test_amounts_under_headings_of_blank_cells() -> None:
    """Where rows leave cells blank, each amount is under the heading it stands under, if its sums hold so."""
    (table,) = tables_of("令和8年度\n(単位:千円)\n" + BLANKS)
    assert said_of(table)[:3] == [
        ("本年度予算額", "予算額", "9,900"),
        ("本年度予算額", "国庫 支出金", "4,000"),
        ("本年度予算額", "一般財源", "5,900"),
    ]


@pytest.mark.parametrize(("printed", "instead"), [("5,900", "5,800"), ("市　債", "宝くじ")])
def test_blank_cells_that_no_sum_tells(printed: str, instead: str) -> None:
    """Where a sum fails, or a heading is not understood, no amount is said to stand under one of them."""
    text = "令和8年度\n(単位:千円)\n" + BLANKS.replace(printed, instead)
    assert all("支出金" not in heading for table in tables_of(text) for _, heading, _ in said_of(table))


def test_items_that_leave_cells_blank() -> None:
    """Requests, last year and changes stand under their headings as sources do, whatever a row leaves blank."""
    text = (
        "令和8年度　当初予算要求　細事業一覧\n  花壇推進費　　　（単位：千円）\n\n"
        "              令和８年度    令和７年度              要求額の財源内訳\n"
        "  細事業名        要求額    当初予算額      増減      国庫    寄附金  一般財源\n"
        "  苗の購入        64,000        58,500     5,500    51,200              12,800\n"
        "  草取り          22,800        24,600   ▲1,800              7,500    15,300\n"
        "  合計            86,800        83,100     3,700    51,200     7,500    28,100\n"
    )
    found = {(f.row, f.measure.value, f.cite.printed) for f in facts(read_sheet(Source("made", text)))}
    assert {
        ("苗の購入", "general", "12,800"),
        ("草取り", "donations", "7,500"),
        ("草取り", "change", "▲1,800"),
    } <= found
    assert len(found) == 16
