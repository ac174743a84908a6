"""Indicator and plan tables: values by year."""

import pytest

from structurer.labels.label import unit_of
from structurer.text.source import Unit
from tests.support.builders import facts_of, reading_of

HEADER = """令和8年度
4 成果指標
No.\t指標名\t単位\tR5年度\t\tR6年度\t\tR7年度\t\tR8年度 目標値\t達成 状況\t目標値設定理由
\t\t\t実績\t実績\t推移\t見込\t推移\t見込
"""
PLAN = """令和8年度
5 計画の目標
No.\t施策分野\t達成目標\t単位\t直近の状況\t\t\t\t目標
\t\t\t\t年度\t数値\t年度\t数値\t年度\t数値
"""
Value = tuple[str, str, str, str, str]


def values(text: str) -> list[Value]:
    """Table, measure, year, amount and unit of each fact."""
    return [(f.table, f.measure, f.year_offset, f.amount, f.unit) for f in facts_of(text)]


def test_values_by_year() -> None:
    """Years and kinds of value are paired in their order, though the two heading lines are shifted."""
    text = HEADER + "①\t草刈りの割合\t%\t39.1\t40.5\t↗\t５０．０\t↘\t60.0\t\t↗\t山の声から決めた。\n"
    assert values(text) == [
        ("indicator", "actual", "-3", "39.1", "percent"),
        ("indicator", "actual", "-2", "40.5", "percent"),
        ("indicator", "forecast", "-1", "50.0", "percent"),
        ("indicator", "target", "0", "60.0", "percent"),
    ]
    assert {(fact.stage, fact.section, fact.row) for fact in facts_of(text)} == {
        (stage, "4 成果指標", "草刈りの割合") for stage in ("actual", "forecast", "target")
    }


def test_what_stands_beside_the_values() -> None:
    """Trends, the mark of achievement and the reason are kept apart from the values."""
    text = HEADER + "①\t草刈りの割合\t%\t39.1\t40.5\t↗\t50.0\t↘\t60.0\t\t→\t山の声から決めた。\n"
    (row,) = reading_of(text).sheet.indicators[0].rows
    assert (row.unit, row.trends, row.achievement) == ("%", ("↗", "↘"), "→")
    assert row.reason == "山の声から決めた。"


@pytest.mark.parametrize(("cell", "amounts"), [("-", ["7"]), ("", ["7"]), ("0", ["0", "7"]), ("▲1.5", ["-1.5", "7"])])
def test_blank_and_zero(cell: str, amounts: list[str]) -> None:
    """A year without a value has none; a printed 0 is a value, and so is a negative one."""
    text = HEADER + f"①\t花壇の数\t箇所\t{cell}\t-\t-\t-\t-\t7\t\t↗\t山の声。\n"
    assert [amount for _, _, _, amount, _ in values(text)] == amounts


def test_plan() -> None:
    """A plan prints each value beside its year; what stands under 目標 is the target."""
    text = PLAN + "2-1①\t里山\t☆草刈り参加者数\t人\t2023 (R5)\t1,763\t-\t-\t2027 (R9)\t2,700\n"
    assert values(text) == [("plan", "actual", "-3", "1763", "person"), ("plan", "target", "1", "2700", "person")]
    (table,) = reading_of(text).sheet.indicators
    assert (table.plan, table.rows[0].field) == (True, "里山")


def test_without_a_year_of_its_own() -> None:
    """On a sheet that prints no year of its own no year is an offset of it, and nothing is claimed."""
    text = PLAN.removeprefix("令和8年度\n") + "2-1①\t里山\t草刈り参加者数\t人\t2023\t5\t2024\t6\t2027\t7\n"
    assert values(text) == []


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("%", Unit.PERCENT),
        ("％", Unit.PERCENT),
        ("ポイント", Unit.PERCENT),
        ("人", Unit.PERSON),
        ("名", Unit.PERSON),
        ("件", Unit.COUNT),
        ("", Unit.COUNT),
        ("千円", Unit.OTHER),
        ("億円", Unit.OTHER),
    ],
)
def test_units(printed: str, unit: Unit) -> None:
    """The unit of an indicator as a base unit."""
    assert unit_of(printed) is unit


@pytest.mark.parametrize(
    "text",
    [
        "指標名\t単位\n",
        "指標名\t単位\tR5年度\n\t\t実績\t実績\nあ\t件\t5\n",
        "名\t単位\t5\n",
        "単位\t指標名\n\t実績\n5\t6\n",
    ],
)
def test_what_is_no_indicator_table(text: str) -> None:
    """Years that do not pair with kinds of value, or no name before the unit: nothing is claimed."""
    assert reading_of("令和8年度\n" + text).sheet.indicators == ()
