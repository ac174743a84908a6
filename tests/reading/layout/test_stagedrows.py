"""Items with a row for each stage."""

import pytest

from tests.support.builders import facts_of

HEAD = "令和8年度当初予算要求の概要\n事業名 花壇事業\n\n1 事業の内訳 (単位:千円)\n"
COLUMNS = "細事業名        区分        予算額    国庫支出金    一般財源\n"
ROWS = """種まき講習      前年当初       500           200         300
                要求           900           400         500
親子の花植え体  前年当初         -             -           -
験会            要求           700           300         400
合計            前年当初       500           200         300
                要求         1,600           700         900
"""


def items(text: str) -> list[tuple[str, str, str, str]]:
    """Row, year, stage and amount of each item and total under the head."""
    return [(f.row, f.year_offset, f.stage, f.amount) for f in facts_of(HEAD + text) if f.table in {"item", "total"}]


def test_an_item_over_its_stages() -> None:
    """A name stands once, beside the first of its stages; it may break over them, and a stage without amounts is one."""
    assert items(COLUMNS + ROWS) == [
        ("種まき講習", "-1", "initial", "500000"),
        ("種まき講習", "0", "request", "900000"),
        ("親子の花植え体験会", "0", "request", "700000"),
        ("合計", "-1", "initial", "500000"),
        ("合計", "0", "request", "1600000"),
    ]
    sources = [(f.row, f.amount) for f in facts_of(HEAD + COLUMNS + ROWS) if f.measure == "national"]
    assert ("親子の花植え体験会", "300000") in sources


def test_a_list_over_two_pages() -> None:
    """The same heading on the next page goes on with the list."""
    rows = ROWS.splitlines(keepends=True)
    paged = (
        f"{COLUMNS}{''.join(rows[:2])}\n              - 1 -\n\n1 事業の内訳 (単位:千円)\n{COLUMNS}{''.join(rows[2:])}"
    )
    assert items(paged) == items(COLUMNS + ROWS)


@pytest.mark.parametrize("name", ["事業費　　", "国庫支出金"])
def test_a_name_that_means_something_is_no_item(name: str) -> None:
    """A cost or a source over its stages is none of the items."""
    assert not [one for one in items(COLUMNS + ROWS.replace("種まき講習", name)) if one[0] == name.strip()]


def test_a_group_over_the_only_stages() -> None:
    """A single name under no heading of names may head the whole table."""
    text = COLUMNS.replace("細事業名", "　　　　") + "".join(ROWS.splitlines(keepends=True)[:2]).replace(
        "種まき講習", "予算の状況"
    )
    assert items(text) == []
