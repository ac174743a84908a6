"""Two tables on the two sides of a drawn rule."""

from collections.abc import Sequence

import pytest

from structurer.tables.folded import left_then_right
from structurer.tables.screen import columns_of
from tests.support.builders import facts_of
from tests.support.tables import context_of

HEADS = ["款", "本年度予算額", "前年度予算額"]
LEFT = [HEADS, ["1 使用料", "4", "9"], ["2 繰入金", "3", "0"], ["歳入合計", "7", "9"]]
RIGHT = [HEADS, ["1 花壇費", "5", "9"], ["2 街路樹費", "2", "0"], ["歳出合計", "7", "9"]]


def half(row: Sequence[str]) -> str:
    """A label at the left and amounts at the right of columns of equal width."""
    label, *values = row
    text = label + " " * (14 - columns_of(label))
    return text + "".join(" " * (14 - columns_of(value)) + value for value in values)


def book(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]], bar: str = "│") -> str:
    """Two tables as an open book, with a title over each."""
    pairs = [("        歳　　入", "        歳　　出"), *zip(map(half, left), map(half, right), strict=True)]
    return "".join(f"{a}{' ' * (46 - columns_of(a))}{bar} {b}\n" for a, b in pairs)


def rows(text: str) -> list[str]:
    """The rows of a text with the halves one below the other."""
    return [" ".join(cell.label for cell in row.cells) for row in left_then_right(context_of(text)).rows if row.filled]


@pytest.mark.parametrize("bar", ["│", "|", "｜", "┃"])
def test_the_right_half_below_the_left_one(bar: str) -> None:
    """Titles, headings and rows of each half stay together; a number before a label is none of its words."""
    assert rows(book(LEFT, RIGHT, bar)) == [
        "歳入", "款 本年度予算額 前年度予算額", "使用料 4 9", "繰入金 3 0", "歳入合計 7 9",
        "歳出", "款 本年度予算額 前年度予算額", "花壇費 5 9", "街路樹費 2 0", "歳出合計 7 9",
    ]  # fmt: skip


def test_halves_of_different_length() -> None:
    """Where one half has fewer rows, the other goes on beside nothing."""
    short = [LEFT[0], LEFT[1], ["", "", ""], LEFT[3]]
    whole = rows(book(LEFT, RIGHT))
    assert rows(book(short, RIGHT)) == [row for row in whole if row != "繰入金 3 0"]


def test_sources_and_items() -> None:
    """歳入 are sources, 歳出 items, each under its own title and with its own amounts."""
    found = facts_of(f"令和8年度当初予算案\n(単位:千円)\n{book(LEFT, RIGHT)}")
    said = {(fact.table, fact.section, fact.row, fact.year_offset, fact.amount) for fact in found}
    assert {
        ("funding", "歳入", "使用料", "0", "4000"),
        ("funding", "歳入", "歳入合計", "-1", "9000"),
        ("item", "歳出", "街路樹費", "0", "2000"),
        ("total", "歳出", "歳出合計", "0", "7000"),
    } <= said
    assert len(said) == 12


@pytest.mark.parametrize(
    "text",
    [
        book([HEADS, *LEFT[1:]], [["款", "本年度予算額", "決算額"], *RIGHT[1:]]),  # other headings in the other half
        book(LEFT, [RIGHT[0], ["1 花壇費", "5", ""], *RIGHT[2:]]),  # an amount too few
        "款 | 金額\n花壇費 | 5\n街路樹費 | 2\n",  # a bar between two cells
        book(LEFT[:2], RIGHT[:2]),
        "".join(f"{'  ' * n}{line}\n" for n, line in enumerate(book(LEFT, RIGHT).splitlines())),  # a rule that is none
    ],
)
def test_what_are_no_two_tables(text: str) -> None:
    """Other headings, other amounts, a bar between cells, a single row, bars that do not meet: the rows stay as they are."""
    context = context_of(text)
    assert left_then_right(context) is context
