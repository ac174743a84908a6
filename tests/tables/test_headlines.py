"""Column headings broken over lines and cells, put together again."""

import pytest

from structurer.tables.headlines import columns_of, pieces_of, readings
from structurer.text.words import squeeze
from tests.support.builders import VOCABULARY, rows_of, source


def joined(text: str) -> list[list[str]]:
    """The ways to read all lines but the last as headings of the last."""
    *zone, amounts = rows_of(source(text))
    return [[cell.text for cell in cells] for cells in readings(zone, amounts, VOCABULARY)]


def test_words_broken_over_cells_and_lines() -> None:
    """The lines are one text of heading words, wherever a narrow cell broke them; spaces inside a word are no end of it."""
    text = "区 分\t事業費\t財 源 内 訳\n国 庫\n支出金\t分担金\n負担金\t一 般\n財 源\n要求額\t9\t4\t0\t5\n"
    (found,) = joined(text)
    assert [squeeze(word) for word in found] == ["区分", "事業費", "財源内訳", "国庫支出金", "分担金負担金", "一般財源"]


def test_a_word_keeps_the_line_it_begins_on() -> None:
    """A heading put together stands where its first letter does, in the order of the text, and has no figures."""
    *zone, amounts = rows_of(source("区分\t事業費\t国庫\n支出金\t一般財源\n要求額\t9\t4\t5\n"))
    (cells,) = readings(zone, amounts, VOCABULARY)
    assert [(cell.text, cell.line, cell.index, cell.figures) for cell in cells] == [
        ("区分", 1, 0, ()),
        ("事業費", 1, 1, ()),
        ("国庫支出金", 1, 2, ()),
        ("一般財源", 2, 3, ()),
    ]


STACKED = """                     国庫          一般
　区分    事業費   支出金   県債   財源
　要求額   9,900    4,000    900   5,000
"""


def test_headings_stacked_over_aligned_amounts() -> None:
    """Every word belongs to the amount below it: 国庫 over 支出金, 一般 over 財源; the corner belongs to none."""
    assert ["事業費", "国庫支出金", "県債", "一般財源"] in joined(STACKED)


def test_a_heading_that_spans_columns_is_no_part_of_them() -> None:
    """財源内訳 above the sources is left out where that gives a heading for each amount."""
    text = "区分    事業費      財源内訳\n                 県債   一般財源\n要求額   9,900    900      9,000\n"
    assert ["事業費", "県債", "一般財源"] in joined(text)


@pytest.mark.parametrize(
    "text",
    [
        "区分\t事業費\tくじ収入\n要求額\t9\t4\n",
        "花が無い。\n区分\t事業費\t一般財源\n要求額\t9\t4\n",
        "\n要求額\t9\t4\n",
    ],
)
def test_what_gives_no_headings(text: str) -> None:
    """A word that is no heading, a sentence, a blank: no reading, not a part of one."""
    assert joined(text) == []


def test_tabs_are_not_stacked() -> None:
    """Tabbed cells are not stacked by their place on the screen, which means nothing there."""
    assert joined("国庫\t一般\n支出金の話\t財源\n要求額\t4\t5\n") == []


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("9,900", 5), ("事業費", 6), ("　", 2), ("ｶﾅ", 2), ("▲1", 3)])
def test_columns_of_a_screen(text: str, columns: int) -> None:
    """A full-width letter takes two columns, a half-width one takes one; a triangle is counted as two where it is printed wide."""
    assert columns_of(text) == columns


def test_pieces_of_a_line() -> None:
    """Words of a line with their place; one space parts nothing, two or a wide one do."""
    assert list(pieces_of("  国庫 支出金  県債　他")) == [("国庫 支出金", 2, 13), ("県債", 15, 19), ("他", 21, 23)]


def test_amounts_that_no_word_stands_over() -> None:
    """A column without a heading leaves the stacked reading out."""
    *zone, amounts = rows_of(source("区分    くじ\n        県債\n要求額   900             500\n"))
    assert [[cell.text for cell in cells] for cells in readings(zone, amounts, VOCABULARY)] == []
