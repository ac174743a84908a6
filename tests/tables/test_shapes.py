"""The ways to say which heading each column has: by place, by order, by number."""

from collections.abc import Callable

import pytest

from structurer.tables.shape import Shape
from structurer.text.words import squeeze
from tests.support.builders import piped, tabbed, tall
from tests.support.tables import shapes_of

UNIT = "(単位:千円)\n"


def columns(shape: Shape) -> list[str]:
    """The headings of the columns, those of amounts with a star."""
    return [f"{squeeze(column.text)}{'*' * column.values}" for column in shape.columns]


def ways(text: str) -> list[list[str]]:
    """The columns of every way to read the headings of a text's first block."""
    return [columns(shape) for shape in shapes_of(UNIT + text)]


@pytest.mark.parametrize(
    "text",
    [
        tabbed([["区分", "要求額", "査定額"], ["事業費", "4", "5"]]),
        piped([["区分", "要求額", "査定額"], ["事業費", "4", "5"]]),
        tall([["区分", "要求額", "査定額"], ["事業費", "4", "5"]]),
        "区分    要求額    査定額\n事業費    4    5\n",
        "区分 要求額 査定額\n事業費 4 5\n",
    ],
)
def test_one_row_in_every_drawing(text: str) -> None:
    """Tabs, bars, one cell a line, wide and single spaces: the first way is the same."""
    assert ways(text)[0] == ["区分", "要求額*", "査定額*"]


def test_a_group_spans_its_columns() -> None:
    """A blank cell beside a group belongs to it, where a heading stands below."""
    rows = [["区分", "事業費", "財源内訳", "", ""], ["", "", "国庫", "県債", "一般"], ["要求額", "9", "4", "1", "4"]]
    assert ["区分", "事業費*", "財源内訳国庫*", "財源内訳県債*", "財源内訳一般*"] in ways(tabbed(rows))


@pytest.mark.parametrize("draw", [tabbed, piped])
def test_a_heading_in_each_place(draw: Callable[[list[list[str]]], str]) -> None:
    """A heading that is not understood keeps its place: none of its neighbours moves over its amounts."""
    rows = [["経費", "前年度当初", "要求額", "査定額", "査定の結果差"], ["会場借上料", "9", "8", "7", "1"]]
    assert ways(draw(rows)) == [["経費", "前年度当初*", "要求額*", "査定額*", "査定の結果差*"]]


def test_years_over_stages() -> None:
    """A year spans the columns up to the next one."""
    rows = [
        ["区分", "令和7年度", "", "令和8年度", ""],
        ["", "予算", "決算", "予算", "要求"],
        ["事業費", "1", "2", "3", "4"],
    ]
    wanted = ["区分", "令和7年度予算*", "令和7年度決算*", "令和8年度予算*", "令和8年度要求*"]
    assert wanted in ways(tabbed(rows))


def test_trimmed_rows() -> None:
    """A heading row may lack the blanks at its end; a row of amounts is not read by place where it is longer than the headings."""
    assert ["区分", "要求額*", "査定額*"] in ways("区分\t要求額\t査定額\t\t\n事業費\t4\t5\n")
    assert not any(shape.indexed for shape in shapes_of(f"{UNIT}区分\t要求額\n事業費\t4\t5\t6\n"))


def test_headings_broken_over_cells_and_lines() -> None:
    """Where cells break the words, all of them together are spelt as headings."""
    text = "区 分\t事業費\t国 庫\n支出金\t一 般\n財 源\n要求額\t9\t4\t5\n"
    assert ["区分", "事業費*", "国庫支出金*", "一般財源*"] in ways(text)


def test_more_headings_than_amounts() -> None:
    """A short row keeps all headings: only its sum tells which of them its amounts have."""
    (short,) = (
        shape
        for shape in shapes_of(f"{UNIT}区分  事業費  国庫支出金  県債  一般財源\n要求額  9  4  5\n")
        if shape.short
    )
    assert columns(short) == ["区分", "事業費*", "国庫支出金*", "県債*", "一般財源*"]


def test_more_amounts_than_headings() -> None:
    """No heading for an amount: no way at all."""
    assert ways("区分    要求額\n事業費    4    5    6\n") == []


def test_a_part_of_the_headings_is_not_the_first_way() -> None:
    """Where the row above holds headings of amounts too, the last row by place is only a part of them."""
    rows = [["区分", "令和7年度", "令和8年度"], ["", "予算", "要求"], ["事業費", "1", "2"]]
    assert ways(tabbed(rows))[0] == ["区分", "令和7年度予算*", "令和8年度要求*"]
