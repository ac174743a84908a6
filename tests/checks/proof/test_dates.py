"""The date of a budget that names no year, beside what is asked for."""

import pytest

from tests.checks.proof.made import HEAD, by_print, drawn, is_verified
from tests.support.builders import reading_of

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
