"""Measures on one axis, years and stages on the other, or names of items in the rows."""

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from tests.support.builders import tabbed
from tests.support.tables import tables_of

UNIT = "令和8年度\n(単位:千円)\n"


def test_a_sum_of_a_budget_and_its_supplement() -> None:
    """計 beside 補正 is the budget after it."""
    rows = [["区分", "補正前の額", "補正額", "計"], ["事業費", "9", "▲1", "8"], ["一般財源", "9", "▲1", "8"]]
    (table,) = tables_of(f"令和8年度6月補正予算要求書\n{UNIT}{tabbed(rows)}")
    assert table.columns[3].when == When(0, Stage.CURRENT)


@pytest.mark.parametrize("cell", ["5,48O", "約900", "4人"])
def test_a_row_that_is_not_plain(cell: str) -> None:
    """A misprint, words beside an amount, persons among money: the row is left, the others stay."""
    rows = [["区分", "事業費", "一般財源"], ["要求額", "4", cell], ["査定額", "3", "3"]]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert [line.text for line in table.lines] == ["査定額"]


def test_names_that_mean_something() -> None:
    """A row of items may be named like a cost: the others say that they are items."""
    rows = [["細事業名", "要求額"], ["花壇", "4"], ["草刈り", "5"], ["人件費", "1"], ["計", "10"]]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert (table.items, table.is_measured) == (True, False)


def test_amounts_without_a_label() -> None:
    """The heading over a table dates the one row of amounts that has no label."""
    text = "令和8年度\n1 要求額の財源内訳(単位:千円)\n国庫支出金    一般財源    計\n400    500    900\n"
    (table,) = tables_of(text)
    assert [one.when for one in table.rows] == [When(None, Stage.REQUEST)]
    assert [one.measure for one in table.columns if one.measure] == [Measure.NATIONAL, Measure.GENERAL, Measure.TOTAL]


def test_a_budget_above_its_sources() -> None:
    """予算額 sums up its sources and says of itself no stage."""
    rows = [["区分", "要求額", "前年度"], ["予算額", "9", "8"], ["国庫支出金", "4", "3"], ["一般財源", "5", "5"]]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert (table.rows[0].measure, table.rows[0].when) == (Measure.TOTAL, None)
