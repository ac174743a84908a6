"""What dates an amount whose own label names neither year nor stage; of another date PRF903 asks."""

from collections.abc import Iterator

import pytest

from structurer.checks.reading import Reading
from structurer.sheet.model import Measure, Stage
from tests.support.sheets import alone, entry_of, exchanged, read

COLUMNS = """令和8年度当初予算要求書
財源内訳(単位:千円)
区分\t前年度予算額\t要求額
事業費\t900\t800
国庫支出金\t400\t300
一般財源\t500\t500
"""
TEXT = """令和8年度当初予算要求の概要
花壇事業
要求額は900千円である。財源は、国庫支出金400千円、一般財源500千円である。
"""
SUMMED = """令和8年度
要求の経過(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
当初要求\t900\t400\t500
復活要求\t100\t0\t100
総額計\t1,000\t400\t600
"""
REPEATED = """令和8年度当初予算要求書
1 事業費 900千円
財源内訳(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
要求額\t900\t400\t500
前年度予算額\t800\t300\t500
"""


def _dated(text: str, row: str, measure: Measure, step: str, value: object) -> Iterator[set[str]]:
    """The checks that find the amount as it is read, then with another stage or year."""
    reading = read(text)
    path = entry_of(reading, row, measure, Stage.REQUEST).path
    for sheet in (reading.sheet, exchanged(reading.sheet, (*path[:-1], step), value)):
        found = alone(Reading(reading.source, sheet), "PRF903")
        yield {one.code for one in found if one.is_finding and path in {fact.path for fact in one.facts}}


@pytest.mark.parametrize(
    ("text", "row", "measure"),
    [
        (COLUMNS, "国庫支出金", Measure.NATIONAL),
        (TEXT, "一般財源", Measure.GENERAL),
        (SUMMED, "総額計", Measure.GENERAL),
        (REPEATED, "事業費", Measure.AMOUNT),
    ],
)
@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.DEFERRED])
def test_another_stage_is_not_dated(text: str, row: str, measure: Measure, stage: Stage) -> None:
    """A stage that nothing printed gives is asked about."""
    right, wrong = _dated(text, row, measure, "stage", stage)
    assert (right, wrong) == (set(), {"PRF903"})


def test_another_year_is_not_dated() -> None:
    """A year that neither label nor column names is asked about."""
    right, wrong = _dated(TEXT, "一般財源", Measure.GENERAL, "year_offset", -1)
    assert (right, wrong) == (set(), {"PRF903"})


@pytest.mark.parametrize("total", ["1,100", "900"])
def test_a_sum_that_does_not_hold_dates_nothing(total: str) -> None:
    """A total that is not the sum of its rows is left by the reader, so that its figures are asked about."""
    reading = read(SUMMED.replace("総額計\t1,000", f"総額計\t{total}"))
    assert [fact.row for fact in reading.facts if fact.row == "総額計"] == []
    assert total in {result.name for result in alone(reading, "CMP801")}


def test_an_amount_that_two_stages_share_dates_nothing() -> None:
    """Where request and decision print one amount and no title says which, 事業費 alone has no stage and is asked about."""
    text = REPEATED.replace("前年度予算額\t800\t300\t500", "査定額\t900\t400\t500").replace("当初予算要求書", "")
    reading = read(text)
    alone_printed = [fact for fact in reading.facts if fact.cite.line == 2]
    assert [fact.stage for fact in alone_printed] == [Stage.NONE]
    asked = [result for result in alone(reading, "PRF902") if result.is_finding]
    assert [fact for result in asked for fact in result.facts] == alone_printed
