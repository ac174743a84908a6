"""Blocks: a first row of amounts, and the heading rows above it."""

from collections.abc import Callable

import pytest

from structurer.tables.block import block_at, tall_run
from tests.support.builders import piped, tabbed
from tests.support.tables import block_of, context_of

UNIT = "(単位:千円)\n"
TWO_ROWS = [
    ["区分", "令和7年度", "", "令和8年度", ""],
    ["", "予算", "決算", "予算", "要求"],
    ["事業費", "1", "2", "3", "4"],
]


def heads(text: str) -> list[list[str]]:
    """The headings of the first block of a text."""
    return [[cell.label for cell in row if cell.label] for row in block_of(UNIT + text)[1].heads]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_two_rows_of_headings(shape: Callable[[list[list[str]]], str]) -> None:
    """All rows above the amounts are headings, the topmost first."""
    assert heads(shape(TWO_ROWS)) == [["区分", "令和7年度", "令和8年度"], ["予算", "決算", "予算", "要求"]]


@pytest.mark.parametrize(
    "above",
    ["苗を配る。\n", "1 花壇の内訳\n", "■財源\n", "要求額の財源内訳\n"],
)
def test_what_ends_the_headings(above: str) -> None:
    """A sentence, a numbered heading, a heading that says what all amounts are: nothing above is a heading."""
    assert heads(f"区分\t事業費\n{above}区分\t要求額\t査定額\n事業費\t4\t5\n")[-1] == ["区分", "要求額", "査定額"]
    assert len(heads(f"区分\t事業費\n{above}区分\t要求額\t査定額\n事業費\t4\t5\n")) == 1


@pytest.mark.parametrize("between", ["\n", "-----\n", "(単位:千円)\n"])
def test_what_is_passed_over(between: str) -> None:
    """A blank line, a ruled line or a unit between headings and amounts is none of both."""
    assert heads(f"区分    要求額    査定額\n{between}事業費    4    5\n") == [["区分", "要求額", "査定額"]]


@pytest.mark.parametrize("row", ["事業費\t\t\n", "\t4\t5\n", "4\t5\t6\t7\n", "文章だけ。\n", "\n"])
def test_what_is_no_first_row(row: str) -> None:
    """A row without amounts, without headings above it, or a line of text begins no block."""
    context = context_of(f"{UNIT}{row}")
    assert block_at(context, 1, 0) is None


def test_rows_before_another_table_are_no_headings() -> None:
    """What stands above `free` belongs to the table above."""
    context = context_of(f"{UNIT}区分\t要求額\n査定\t額\n事業費\t4\n")
    block = block_at(context, 3, 2)
    assert block is not None
    assert [[cell.label for cell in row] for row in block.heads] == [["査定", "額"]]


def test_half_a_label_above_the_first_row() -> None:
    """A year on a line of its own over a stage is the first half of the row's label, no heading."""
    _, block = block_of(f"{UNIT}区分    事業費    一般財源\n令和7年度\n当初予算額    4    4\n")
    assert [cell.label for cell in block.half] == ["令和7年度"]
    assert [[cell.label for cell in row] for row in block.heads] == [["区分", "事業費", "一般財源"]]


def test_a_parted_line_is_no_half() -> None:
    """A line of several headings is no first half of a name."""
    _, block = block_of(
        f"{UNIT}細事業名    令和8年度    令和7年度\n            要求        予算\n林道の補修    4    3\n"
    )
    assert block.half == []
    assert len(block.heads) == 2


def test_one_cell_a_line() -> None:
    """The headings are the lines above, the amounts those below the first row's label."""
    context, block = block_of(f"{UNIT}区分\n事業費\n一般財源\n要求額\n4\n4\n査定額\n3\n3\n")
    assert (block.kind, context.rows[block.first].text) == ("tall", "要求額")
    assert [cell.label for cell in block.heads[0]] == ["区分", "事業費", "一般財源"]
    assert [cell.label for cell in tall_run(context, block.first + 1)] == ["4", "4"]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_a_label_with_a_dash_heads_nothing(shape: Callable[[list[list[str]]], str]) -> None:
    """前年度当初予算額 and a dash is a row without an amount, no heading of the amounts below it."""
    text = UNIT + shape([["項目", "概要"], ["前年度当初予算額", "－"], ["要求額合計", "4"]])
    assert [[cell.label for cell in row] for row in block_of(text)[1].heads] == [["項目", "概要"]]
