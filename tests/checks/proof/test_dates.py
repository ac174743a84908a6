"""The date of a budget that names no year, beside what is asked for."""

import re

import pytest

from structurer.sheet.model import Sheet
from tests.checks.proof.made import HEAD, by_print, drawn, is_proved_for, is_verified
from tests.support.builders import reading_of
from tests.support.sheets import with_sheet

SOURCES = [
    ["区分", "要求額", "{}"],
    ["国庫支出金", "1,800", "1,500"],
    ["一般財源", "4,100", "3,200"],
    ["計", "5,900", "4,700"],
]
ITEMS = [
    ["細事業名", "要求額", "{}"],
    ["観察会", "1,800", "1,500"],
    ["地図", "4,100", "3,200"],
    ["計", "5,900", "4,700"],
]
STAGES = [
    ["区分", "事業費", "国庫支出金", "一般財源"],
    ["要求額", "5,900", "1,800", "4,100"],
    ["{}", "4,700", "1,500", "3,200"],
]


@pytest.mark.parametrize("table", [SOURCES, ITEMS, STAGES])
@pytest.mark.parametrize(("name", "whole"), [("当初予算額", False), ("前年度当初予算額", True), ("査定額", True)])
def test_a_budget_of_no_year_may_be_that_of_the_year_before(table: list[list[str]], name: str, *, whole: bool) -> None:
    """当初予算額 beside 要求額 is asked about: it may be what was decided a year ago; with its year or as 査定額 it is believed."""
    text = f"{HEAD}要求の内訳(単位:千円)\n{drawn(table).format(name)}"
    found = by_print(reading_of(text))
    assert [found[printed].points.get("date") is not None for printed in ("1,800", "1,500")] == [True, whole]
    assert is_verified(text) is whole


def test_a_year_in_the_table_tells_what_the_budget_without_one_is() -> None:
    """Beside 前年度 the 当初予算額 is the sheet's own."""
    rows = [
        ["区分", "前年度", "要求額", "当初予算額"],
        ["国庫支出金", "1,400", "1,800", "1,500"],
        ["一般財源", "3,000", "4,100", "3,200"],
    ]
    assert is_verified(f"{HEAD}要求の内訳(単位:千円)\n{drawn(rows)}計\t4,400\t5,900\t4,700\n")


@pytest.mark.parametrize("name", ["計", "補正後の計"])
def test_one_budget_is_in_force_and_no_second_one(name: str) -> None:
    """A column beside 現計予算額 that is called the budget in force, too, has no date: it is the sum of two stages."""
    rows = [
        ["区分", "現計予算額", "補正予算額", name],
        ["国庫支出金", "1,000", "200", "1,200"],
        ["一般財源", "2,000", "300", "2,300"],
    ]
    reading = reading_of(f"令和8年度6月補正予算\n事業名：川の学校事業\n財源内訳(単位:千円)\n{drawn(rows)}")
    assert by_print(reading)["1,200"].points.get("date") is not None
    called = re.sub(r'"stage":""', '"stage":"current"', reading.sheet.model_dump_json())
    otherwise = by_print(with_sheet(reading, Sheet.model_validate_json(called)))["1,200"]
    assert (otherwise.fact.stage, otherwise.points.get("date")) == ("current", None)


def test_a_budget_below_the_request_for_it() -> None:
    """Below 当初予算要求額 the 当初予算額 is what came of it."""
    rows = [
        ["区分", "事業費", "国庫支出金", "一般財源"],
        ["当初予算要求額", "5,900", "1,800", "4,100"],
        ["当初予算額", "4,700", "1,500", "3,200"],
    ]
    assert is_verified(f"{HEAD}要求の内訳(単位:千円)\n{drawn(rows)}")


BOTH = """令和8年度6月補正予算の概要
事業名　川の学校事業

予算額及び財源（単位：千円）
区分\t事業費\t国庫支出金\t一般財源
当初予算額\t4,700\t1,500\t3,200
補正額\t1,200\t300\t900
計\t5,900\t1,800\t4,100
"""


@pytest.mark.parametrize(
    ("old", "new", "verified"),
    [
        ("", "", True),
        ("当初予算額", "本年度要求額", False),
        ("当初予算額", "前年度当初予算額", False),
        ("当初予算額", "当初要求額", False),
        ("補正額", "次回補正額", False),
    ],
)
def test_a_budget_beside_its_supplement(old: str, new: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """On a sheet of a supplement 当初予算額 is the year's, in a table that has the supplement as well."""
    assert is_proved_for(BOTH.replace(old, new, 1), BOTH) is verified


ALONE = """令和8年度当初予算の概要
事業名　川の学校事業

予算額及び財源（単位：千円）
区分\t事業費\t国庫支出金\t一般財源
前年度当初予算額\t4,700\t1,500\t3,200
当初予算額\t5,900\t1,800\t4,100
"""


@pytest.mark.parametrize(
    ("title", "verified"),
    [("令和8年度当初予算の概要", True), ("令和8年度6月補正予算の概要", False), ("令和8年度補正予算案の概要", False)],
)
def test_a_budget_under_the_title_of_a_supplement(title: str, verified: bool) -> None:  # noqa: FBT001  # one of the cases
    """Where the title says a supplement and no amount is one, what the amounts of the year are nothing says."""
    assert is_proved_for(ALONE.replace("令和8年度当初予算の概要", title), ALONE) is verified
