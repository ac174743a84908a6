"""Measures on one axis, years and stages on the other, or names of items in the rows."""

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from tests.support.builders import piped, tabbed
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


def test_the_stage_that_sources_add_up_to() -> None:
    """決算額 beside sources that add up to it is their total, and its stage is theirs; a row that does not add up leaves both open."""
    rows = [["区分", "決算額", "国庫支出金", "一般財源"], ["令和8年度", "9", "4", "5"], ["令和7年度", "8", "4", "4"]]
    head = f"令和8年度 主要施策の成果説明書\n{UNIT}"
    (table,) = tables_of(head + tabbed(rows))
    assert [one.measure for one in table.columns] == [None, Measure.TOTAL, Measure.NATIONAL, Measure.GENERAL]
    assert {one.when for one in table.columns[1:]} == {When(None, Stage.SETTLED)}
    rows[2][1] = "7"
    (table,) = tables_of(head + tabbed(rows))
    assert table.columns[1].measure is None


def test_an_unknown_word_that_only_a_sum_explains() -> None:
    """The only unknown column beside sources is their total where every one of several rows adds up to it."""
    rows = [
        ["区分", "花壇額", "国庫支出金", "一般財源"],
        ["要求額", "9", "4", "5"],
        ["前年度当初予算額", "8", "3", "5"],
    ]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert table.columns[1].measure is Measure.TOTAL
    for wrong in ([*rows[:2]], [rows[0], rows[1], [*rows[2][:3], "4"]]):
        assert all(table.columns[1].measure is None for table in tables_of(UNIT + tabbed(wrong)))


def test_costs_under_the_stages_of_a_year() -> None:
    """事業費 under 当初予算額 and 決算額 is of the sheet's own year, on a paper that says what came of it."""
    rows = [["区分", "当初予算額", "補正予算額", "予算現額", "決算額"], ["事業費", "9", "▲1", "8", "7"]]
    (table,) = tables_of(f"令和8年度 主要施策の成果説明書\n{UNIT}{tabbed(rows)}")
    assert table.rows[0].measure is Measure.PROJECT_COST
    stages = [one.when.stage for one in table.columns[1:] if one.when is not None]
    assert stages == [Stage.APPROVED, Stage.SUPPLEMENTARY, Stage.CURRENT, Stage.SETTLED]


def test_rows_of_dashes_and_blank_sources() -> None:
    """Rows that print a dash or nothing for each amount end no table."""
    rows = [
        ["区分", "要求額", "査定額"],
        ["事業費", "4", "4"],
        ["国庫支出金", "", ""],
        ["県債", "-", "-"],
        ["一般財源", "4", "4"],
    ]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert [line.text for line in table.lines] == ["事業費", "一般財源"]


@pytest.mark.parametrize(("title", "stage"), [("当初予算要求書", Stage.REQUEST), ("当初予算説明書", Stage.APPROVED)])
def test_this_year_under_a_title(title: str, stage: Stage) -> None:
    """本年度 over sources is of the stage that the title says."""
    rows = [
        ["区分", "本年度", "前年度", "比較"],
        ["県債", "3", "4", "▲1"],
        ["一般財源", "5", "4", "1"],
        ["計", "8", "8", "0"],
    ]
    (table,) = tables_of(f"令和8年度 {title}\n(単位:千円)\n{tabbed(rows)}")
    assert table.columns[1].when == When(0, stage)


@pytest.mark.parametrize("title", ["9月補正予算要求調書", "当初予算要求調書"])
def test_one_row_of_stages_without_a_label(title: str) -> None:
    """Stages of the project's amount in a row without a label are costs of the own year, where the sheet is of a supplement."""
    rows = [["当初予算額", "既補正額", "現計予算額", "補正要求額", "計"], ["9", "1", "10", "2", "12"]]
    tables = tables_of(f"令和8年度{title}\n(単位:千円)\n{piped(rows)}")
    stages = [Stage.INITIAL, Stage.SUPPLEMENTARY, Stage.CURRENT, Stage.REQUEST, Stage.NONE]
    wanted = [stages] if title.startswith("9") else []
    assert [[one.when and one.when.stage for one in table.columns[1:]] for table in tables] == wanted


@pytest.mark.parametrize(("name", "stage"), [("決算額", Stage.SETTLED), ("支出済額", Stage.SETTLED)])
def test_the_stage_of_sources_under_years(name: str, stage: Stage) -> None:
    """決算額 beside sources says their stage and the rows say the years; where it is no sum of them, it says neither."""
    rows = [["年度", name, "国庫支出金", "一般財源"], ["令和6年度", "9", "4", "5"], ["令和7年度", "8", "4", "4"]]
    head = f"令和7年度決算における主要施策の成果報告書\n{UNIT}"
    (table,) = tables_of(head + tabbed(rows))
    assert table.columns[1].measure is Measure.TOTAL
    assert {one.when for one in table.columns[1:]} == {When(None, stage)}
    rows[1][1] = "7"
    assert all(table.columns[1].measure is None for table in tables_of(head + tabbed(rows)))
