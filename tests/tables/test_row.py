"""Rows as cells, however they are drawn, and the amounts among them."""

import pytest

from structurer.tables.row import (
    cells_of,
    is_amount,
    is_half_name,
    is_passed,
    is_tall,
    joined_cell,
    screen_place,
    wide_cells,
)
from tests.support.builders import rows_of, source
from tests.support.tables import context_of

UNIT = "(単位:千円)\n"


def texts(line: str) -> list[str]:
    """The cells of a line below a unit."""
    return [cell.text.strip() for cell in cells_of(rows_of(source(UNIT + line))[1])]


@pytest.mark.parametrize("line", ["苗\t40\t50\t増", "| 苗 | 40 | 50 | 増 |", "苗    40    50    増", "苗 40 50 増"])
def test_cells_in_every_drawing(line: str) -> None:
    """Tabs, pipes, wide gaps and single spaces part a row of amounts into the same cells."""
    assert texts(line) == ["苗", "40", "50", "増"]


@pytest.mark.parametrize(
    "line", ["苗を40本、土を50袋配る。", "苗 40 50 を配る計画の詳しい説明はこちら", "苗 40", "40 50"]
)
def test_what_is_one_cell(line: str) -> None:
    """A sentence, words too many or too long behind the amounts, one amount, amounts without a label: no row of a table."""
    assert len(texts(line)) < 3


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("40", True),
        ("70(73)", True),
        ("(73)70", True),
        ("要求 40千円 査定 30千円", True),
        ("1/2", False),
        ("約40", False),
        ("別途協議", False),
    ],
)
def test_an_amount(text: str, amount: bool) -> None:  # noqa: FBT001  # what is expected, beside its text
    """An amount alone, one with another in brackets, stages each with its amount; no rate, no words."""
    assert is_amount(rows_of(source(f"{UNIT}苗\t{text}\n"))[1].cells[1]) is amount


@pytest.mark.parametrize(
    ("text", "half"),
    [("児童館を", True), ("甲", False), ("児童館を直す。", False), ("※注", False), ("要求 5千円", False)],
)
def test_half_a_name(text: str, half: bool) -> None:  # noqa: FBT001  # what is expected, beside its text
    """A short line without amounts or marks may be the first half of the name below it."""
    assert is_half_name(rows_of(source(f"{text}\n"))[0].cells[0]) is half


def test_places_on_the_screen() -> None:
    """A full-width letter takes two columns."""
    row = rows_of(source(f"{UNIT}　苗木    40    50\n"))[1]
    assert [screen_place(row, cell) for cell in wide_cells(row)] == [(2, 6), (10, 12), (16, 18)]


def test_letters_spread_over_a_cell_stay_together() -> None:
    """A word whose letters are spread is one; the next heading is another."""
    (row,) = rows_of(source("区 分   事 業 費   一般財源\n"))
    assert [cell.text for cell in wide_cells(row)] == ["区 分", "事 業 費", "一般財源"]


def test_what_is_passed_over() -> None:
    """Blank lines, ruled lines, units, page numbers and the head printed again neither are headings nor end them."""
    text = "みどり市予算要求書\n-----\n\n(単位:千円)\n- 3 -\nみどり市予算要求書\n要求額\n"
    context = context_of(text)
    assert [is_passed(context, row) for row in context.rows] == [False, True, True, True, True, True, False]


def test_a_row_of_one_cell() -> None:
    """A row is one cell where nothing parts it."""
    assert [is_tall(row) for row in rows_of(source("要求額\n40千円\n苗\t40\n\n"))] == [True, True, False, False]


def test_halves_joined() -> None:
    """A label broken over lines is one cell that stands where its first half does."""
    first, second = (row.cells[0] for row in rows_of(source("国 庫\n支出金\n")))
    joined = joined_cell([first, second])
    assert (joined.label, joined.line) == ("国庫支出金", 1)
