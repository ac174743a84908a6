"""Indicator tables with a column for each year."""

import pytest

from tests.support.builders import facts_of, reading_of

YEAR = "令和8年度\n3 成果指標\n"
Value = tuple[str, str, str, str, str]


def values(text: str) -> list[Value]:
    """Row, measure, year, amount and unit of each fact."""
    return [(f.row, f.measure, f.year_offset, f.amount, f.unit) for f in facts_of(text) if f.table == "indicator"]


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\tR6実績\tR7見込\tR8目標\n来園者数\t人\t2,493\t2,372\t2,500\n開花率\t%\t67.7\t－\t69.2\n",
        (
            "| 指標名 | 単位 | R6実績 | R7見込 | R8目標 |\n|---|---|---|---|---|\n"
            "| 来園者数 | 人 | 2,493 | 2,372 | 2,500 |\n| 開花率 | % | 67.7 | － | 69.2 |\n"
        ),
        (
            "  指標名     単位   R6実績   R7見込   R8目標\n  来園者数   人      2,493    2,372    2,500\n"
            "  開花率     %        67.7       －     69.2\n"
        ),
    ],
)
def test_years_that_say_what_they_hold(text: str) -> None:
    """Tabs, Markdown, aligned: each value of its year, measured as its heading says; a dash is none."""
    assert values(YEAR + text) == [
        ("来園者数", "actual", "-2", "2493", "person"),
        ("来園者数", "forecast", "-1", "2372", "person"),
        ("来園者数", "target", "0", "2500", "person"),
        ("開花率", "actual", "-2", "67.7", "percent"),
        ("開花率", "target", "0", "69.2", "percent"),
    ]
    assert {fact.section for fact in facts_of(YEAR + text)} == {"3 成果指標"}


def test_rows_that_say_what_they_hold() -> None:
    """With a column 区分 a row of targets and one of actual values are one indicator."""
    text = "指標名\t単位\t区分\tR6\tR7\n来園者数\t人\t目標\t2,500\t2,600\n\t\t実績\t2,493\t2,372\n"
    assert [value[1:4] for value in values(YEAR + text)] == [
        ("target", "-2", "2500"),
        ("target", "-1", "2600"),
        ("actual", "-2", "2493"),
        ("actual", "-1", "2372"),
    ]
    (table,) = reading_of(YEAR + text).sheet.indicators
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\t令和六年実績\tR8目標\n来園者数\t人\t2,493\t2,500\n",
        "指標名\t単位\tR6\tR7\n来園者数\t人\t2,493\t2,372\n",
        "指標名\tR6実績\tR7見込\n来園者数\t2,493\t2,372\n",
        "しるし\t単位\tR6実績\tR7見込\n来園者数\t人\t2,493\t2,372\n",
        "指標名\t単位\t区分\tR6\n来園者数\t人\t平均\t2,493\n",
    ],
)
def test_what_is_left(text: str) -> None:
    """A year or a kind of value that is not understood, no unit, no name: nothing is claimed."""
    assert values(YEAR + text) == []


def test_without_a_year_of_its_own() -> None:
    """On a sheet without its own year no other year has a distance from it."""
    assert values("3 成果指標\n指標名\t単位\tR6実績\tR7見込\n来園者数\t人\t2,493\t2,372\n") == []


@pytest.mark.parametrize("mark", ["", "\n"])
def test_headings_that_come_again(mark: str) -> None:
    """Rows below other headings have their years, in whatever order those stand."""
    first = "指標名\t単位\tR6実績\tR7見込\tR8目標\n来園者数\t人\t120\t130\t140\n"
    again = "指標名\t単位\tR5実績\tR7見込\tR6実績\n開花率\t%\t35\t41\t38\n"
    found = values(YEAR + first + mark + again)
    assert [value for value in found if value[0] == "開花率"] == [
        ("開花率", "actual", "-3", "35", "percent"),
        ("開花率", "forecast", "-1", "41", "percent"),
        ("開花率", "actual", "-2", "38", "percent"),
    ]


@pytest.mark.parametrize(
    "row",
    ["年度\t区分\t月平均\t最大\t最小\n研修の申込\t件\t7\t9\t3\n", "開花率\t%\t35\t41\n"],
    ids=["another table", "a cell too few"],
)
def test_what_does_not_stand_under_the_years(row: str) -> None:
    """It is left unread: nobody says which year a value is of."""
    found = values(f"{YEAR}指標名\t単位\tR6実績\tR7見込\tR8目標\n来園者数\t人\t120\t130\t140\n{row}")
    assert {value[0] for value in found} == {"来園者数"}
