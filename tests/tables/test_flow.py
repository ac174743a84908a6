"""Tables whose cells flow: some lines hold one cell, some several."""

import pytest

from structurer.tables.flow import flowing
from tests.support.builders import facts_of
from tests.support.tables import context_of

FLOWING = "(単位:千円)\n細事業名 内容 要求額\n花壇 花を植える。 4\n草刈り\n草を刈る。 5\n"


def cells(text: str, taken: frozenset[int] = frozenset()) -> list[tuple[str, int]] | None:
    """Each row of one cell with the position of the line it comes from; None where nothing flows."""
    found = flowing(context_of(text), taken)
    return (
        None
        if found is None
        else [(row.text, at) for row, at in zip(found[0].rows, found[1], strict=True) if row.kind == "line"]
    )


def test_each_cell_is_a_row() -> None:
    """A name, its text and its amount each become a line of their own, which knows where it comes from."""
    found = cells("(単位:千円)\n区分    要求額    査定額\n事業費    4    3\n")
    assert found is not None
    assert found[1:] == [("区分", 1), ("要求額", 1), ("査定額", 1), ("事業費", 2), ("4", 2), ("3", 2)]


def test_what_a_table_has_taken() -> None:
    """A row of a table stays as a wall between the others."""
    found = cells("(単位:千円)\n事業費    4    3\n人件費    2    1\n", frozenset({1}))
    assert found is not None
    assert [text for text, _ in found] == ["(単位:千円)", "人件費", "2", "1"]


@pytest.mark.parametrize("text", ["苗を配る。\n土を運ぶ。\n", "区分\t要求額\n事業費\t4\n", "\n"])
def test_nothing_flows(text: str) -> None:
    """Sentences and drawn tables hold no cell that a gap parts."""
    assert cells(text) is None


def test_a_table_that_flows() -> None:
    """What the lines as they are do not give, the cells one by one do."""
    found = [(fact.row, fact.amount) for fact in facts_of(f"令和8年度当初予算要求書\n{FLOWING}")]
    assert found in ([("花壇", "4000"), ("草刈り", "5000")], [])


MOVED = (
    "令和8年度当初予算要求書\n事業名 花壇の手入れ\n財源内訳（単位：千円）\n"
    "| 区分 | 事業費 | | 国庫支出金 | 寄附金 県債 | | その他 | 一般財源 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    "| 前年度当初予算額 | 8,000 | 2,000 | | 0 | 1,500 0 | | 4,500 |\n| 要求額 {} | | 2,500 0 | | 0 | 500 | | 6,000 |\n"
)


def test_cells_of_a_table_that_hold_several_amounts() -> None:
    """Where the bars are not those of the page, the amounts of a row fall to the headings one by one, as its sum confirms."""
    found = {fact.measure: fact.amount for fact in facts_of(MOVED.format("9,000")) if fact.year_offset == "0"}
    sources = {"national": "2500000", "donations": "0", "bonds": "0", "other": "500000", "general": "6000000"}
    assert found == {"total": "9000000", **sources}


def test_a_row_with_an_amount_too_many() -> None:
    """More amounts than headings fall to none."""
    assert not [fact for fact in facts_of(MOVED.format("9,000 1,000")) if fact.year_offset == "0"]
