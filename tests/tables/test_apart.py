"""Columns that a converter has made one, taken apart where headings and amounts pair."""

import pytest

from structurer.tables.apart import columns_apart
from tests.checks.proof.made import is_verified
from tests.support.builders import facts_of, piped
from tests.support.tables import context_of

HEAD = "令和8年度当初予算要求書\n事業名 花壇の手入れ\n財源内訳（単位：千円）\n"
TABLE = [
    ["区分", "事業費", "国庫支出金", "寄附金 県債", "", "その他 一般財源"],
    ["---", "---", "---", "---", "---", "---"],
    ["前年度当初予算額", "8,000", "2,000", "0 1,500", "", "0 4,500"],
    ["要求額", "9,000", "2,500", "0 0", "", "500 6,000"],
]


def cells(rows: list[list[str]]) -> list[list[str]]:
    """The cells of a table as the sheet has them then."""
    context = columns_apart(context_of(HEAD + piped(rows)))
    return [[cell.text.strip() for cell in row.cells] for row in context.rows if row.kind == "pipe"]


def changed(row: int, column: int, text: str) -> list[list[str]]:
    """The table with another cell."""
    return [[text if (n, m) == (row, column) else cell for m, cell in enumerate(own)] for n, own in enumerate(TABLE)]


def test_pairs_are_columns() -> None:
    """Each amount stands under the heading it pairs with; rules stay rules."""
    assert cells(TABLE) == [
        ["区分", "事業費", "国庫支出金", "寄附金", "県債", "", "その他", "一般財源"],
        ["---", "---", "---", "---", "---", "---", "---", "---"],
        ["前年度当初予算額", "8,000", "2,000", "0", "1,500", "", "0", "4,500"],
        ["要求額", "9,000", "2,500", "0", "0", "", "500", "6,000"],
    ]
    found = {fact.measure: fact.amount for fact in facts_of(HEAD + piped(TABLE)) if fact.year_offset == "0"}
    amounts = {"total": "9000000", "national": "2500000", "donations": "0", "bonds": "0"}
    assert found == amounts | {"other": "500000", "general": "6000000"}


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (3, "0"),  # one amount, two headings
        (3, "0 0 0"),
        (3, "0 なし"),
        (3, "計上なし"),
        (0, "寄附金 花壇"),  # a heading that is none
        (0, "県債"),
    ],
)
def test_one_cell_that_does_not_pair(row: int, text: str) -> None:
    """The column stays one: which amount is whose, no cell may leave open."""
    assert cells(changed(row, 3, text))[row][3] == text


def test_what_pairs_is_not_proved() -> None:
    """Cells that a converter has put together are no proof of a place."""
    apart = [
        ["区分", "事業費", "国庫支出金", "寄附金", "県債", "その他", "一般財源"],
        *([*row[:3], *row[3].split(), *row[5].split()] for row in TABLE[2:]),
    ]
    assert is_verified(HEAD + piped(apart))
    assert not is_verified(HEAD + piped(TABLE))
