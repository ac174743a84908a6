"""The one reading of a block under which most of its equations hold; silence where none makes sense."""

from collections.abc import Callable

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from tests.support.builders import piped, tabbed, tall
from tests.support.tables import said_of, tables_of

Rows = list[list[str]]
UNIT = "令和8年度\n(単位:千円)\n"
FUNDING: Rows = [["区分", "事業費", "国庫支出金", "一般財源"], ["前年度予算", "9", "4", "5"], ["要求額", "8", "3", "5"]]


def aligned(rows: Rows) -> str:
    """A row a line, its cells four spaces apart."""
    return "".join("    ".join(row) + "\n" for row in rows)


def turned(rows: Rows) -> Rows:
    """The rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("shape", [tabbed, piped, tall, aligned])
def test_sources_as_columns(shape: Callable[[Rows], str]) -> None:
    """The columns are the measures, the rows the stages, and both sums hold."""
    (table,) = tables_of(UNIT + shape(FUNDING))
    assert [one.measure for one in table.columns[1:]] == [Measure.TOTAL, Measure.NATIONAL, Measure.GENERAL]
    assert [one.when for one in table.rows] == [When(-1, Stage.INITIAL), When(None, Stage.REQUEST)]
    assert (table.held, table.broken, table.by_rows, table.is_measured) == (2, 0, False, True)


@pytest.mark.parametrize("shape", [tabbed, piped, tall, aligned])
def test_sources_as_rows(shape: Callable[[Rows], str]) -> None:
    """The same table turned: the rows are the measures."""
    (table,) = tables_of(UNIT + shape(turned(FUNDING)))
    assert [one.measure for one in table.rows] == [Measure.TOTAL, Measure.NATIONAL, Measure.GENERAL]
    assert (table.by_rows, table.is_measured) == (True, True)


@pytest.mark.parametrize("shape", [tabbed, piped, tall, aligned])
def test_items(shape: Callable[[Rows], str]) -> None:
    """Rows with names of their own are items, whatever one of the names means."""
    (table,) = tables_of(UNIT + shape([["細事業名", "要求額"], ["花壇", "4"], ["草刈り", "5"], ["合計", "9"]]))
    assert (table.is_measured, table.rows[-1].total) == (False, True)
    assert [label for label, _, _ in said_of(table)] == ["花壇", "草刈り", "合計"]


def test_years_over_stages() -> None:
    """Two rows of headings: each amount has the year above its stage."""
    rows = [
        ["区分", "令和7年度", "", "令和8年度"],
        ["", "予算", "決算", "要求"],
        ["事業費", "1", "2", "4"],
        ["一般財源", "1", "2", "4"],
    ]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert [one.when for one in table.columns[1:]] == [
        When(-1, Stage.INITIAL),
        When(-1, Stage.SETTLED),
        When(0, Stage.REQUEST),
    ]


def test_a_group_over_its_sources() -> None:
    """財源内訳 spans its columns; 事業費 beside it is what they add up to."""
    rows = [
        ["区分", "事業費", "財源内訳", "", ""],
        ["", "", "国庫", "県債", "一般財源"],
        ["要求額", "9", "4", "1", "4"],
    ]
    (table,) = tables_of(UNIT + tabbed(rows))
    measures = [Measure.TOTAL, Measure.NATIONAL, Measure.BONDS, Measure.GENERAL]
    assert ([one.measure for one in table.columns[1:]], table.held) == (measures, 1)


def test_equations_choose() -> None:
    """Of two ways to say which amounts a short row has, the one whose sum holds is taken."""
    text = "区分    事業費    人件費    トータルコスト    正職員\n要求額    8千円    1千円    9千円\n"
    (table,) = tables_of(f"{UNIT}{text}")
    assert [label for _, label, _ in said_of(table)] == ["事業費", "人件費", "トータルコスト"]


@pytest.mark.parametrize("shape", [tabbed, piped, tall, aligned])
@pytest.mark.parametrize(
    "rows",
    [
        [["区分", "要求額"], ["事業費", "4", "5"]],
        [["要求額", "前年度予算額", "査定額"], ["事業費", "4", "5"]],
        [["区分", "人口"], ["甲町", "4"]],
    ],
)
def test_silence(rows: Rows, shape: Callable[[Rows], str]) -> None:
    """More amounts than headings, a stage over the labels, a heading of something else: no cost and no source is claimed."""
    said = [table for table in tables_of(UNIT + shape(rows)) if table.is_measured]
    assert said == []


@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_two_columns_of_one_heading(shape: Callable[[Rows], str]) -> None:
    """Of two columns with the same heading neither says anything; the third is read."""
    rows = [["区分", "要求額", "要求額", "査定額"], ["事業費", "4", "5", "3"], ["一般財源", "4", "5", "3"]]
    (table,) = tables_of(UNIT + shape(rows))
    assert [one.when for one in table.columns[1:]] == [None, None, When(None, Stage.APPROVED)]


@pytest.mark.parametrize("shape", [tabbed, piped, aligned])
def test_an_unknown_word_costs_its_own(shape: Callable[[Rows], str]) -> None:
    """An unknown source or stage leaves its own column or row without meaning, not the table."""
    rows = [
        ["区分", "事業費", "くじ収入", "一般財源"],
        ["要求額", "9", "4", "5"],
        ["上乗せ額", "1", "1", "0"],
        ["査定額", "8", "3", "5"],
    ]
    (table,) = tables_of(UNIT + shape(rows))
    assert [one.measure for one in table.columns[1:]] == [Measure.TOTAL, None, Measure.GENERAL]
    assert [one.when for one in table.rows] == [When(None, Stage.REQUEST), None, When(None, Stage.APPROVED)]


def test_a_source_that_a_text_has_lost() -> None:
    """Where a row lacks one of its sources and the text its place, the sum still tells the total, and nothing tells the rest."""
    text = UNIT + "区分 事業費 財源内訳\n国庫支出金 県債 一般財源\n要求額 900 400 500\n計上額 800 300 500\n"
    (table,) = tables_of(text)
    assert [[cell.label for cell in line.values.values()] for line in table.lines] == [["900"], ["800"]]
    assert next(column.measure for column in table.columns if column.measure) is Measure.TOTAL


def test_headings_over_two_lines_beside_an_unknown_one() -> None:
    """The year over the stage is never left out because a word of its line is unknown: 当初予算額 is that of the year before."""
    text = (
        "区 分              本年度        前年度    比 較    見込む相手\n"
        "                   要求額    当初予算額    増 減\n"
        "国庫支出金             40            30        10    国\n"
        "一般財源               50            60       △10\n"
        "合計                   90            90         0\n"
    )
    (table,) = tables_of(UNIT + text)
    assert [one.when for one in table.columns[1:3]] == [When(0, Stage.REQUEST), When(-1, Stage.INITIAL)]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_one_heading_over_two_columns(shape: Callable[[Rows], str]) -> None:
    """A heading printed over each column that it spans, and labels so, are one; sources that are blank are no headings."""
    rows = [
        ["財源", "財源", "要求額", "査定額"],
        ["特定財源", "国庫支出金", "", ""],
        ["特定財源", "県債", "4", "3"],
        ["一般財源", "一般財源", "5", "5"],
        ["合計", "合計", "9", "8"],
    ]
    (table,) = tables_of(UNIT + shape(rows))
    assert [one.measure for one in table.rows] == [Measure.BONDS, Measure.GENERAL, Measure.TOTAL]


@pytest.mark.parametrize("shape", [tabbed, piped])
def test_sources_beside_names(shape: Callable[[Rows], str]) -> None:
    """Sources in the first of two columns of words are the rows, whatever names stand beside them; other words are not."""
    rows = [["区分", "名称", "要求額"], ["国庫支出金", "花の交付金", "4"], ["一般財源", "", "5"], ["合計", "", "9"]]
    (table,) = tables_of(UNIT + shape(rows))
    assert [one.measure for one in table.rows] == [Measure.NATIONAL, Measure.GENERAL, Measure.TOTAL]
    rows = [["区分", "名称", "要求額"], ["新規", "花壇", "4"], ["継続", "草刈り", "5"], ["合計", "", "9"]]
    (table,) = tables_of(UNIT + shape(rows))
    assert not table.is_measured


def test_a_heading_of_two_lines_in_a_box() -> None:
    """Where each column has a heading of its own, one broken over two lines is not shifted to the next column."""
    rows = [
        ["区分", "当初予算額", "翌年度", "不用額"],
        ["", "", "繰越額", ""],
        ["令和7年度", "9", "2", "1"],
        ["令和6年度", "8", "3", "1"],
    ]
    (table,) = tables_of(UNIT + piped(rows))
    assert [one.measure for one in table.columns[1:]] == [Measure.PROJECT_COST, Measure.PROJECT_COST, None]


@pytest.mark.parametrize("between", ["（財源内訳）\n", "（財源内訳）\n 県支出金     －       －\n"])
def test_sources_below_a_cell_that_heads_them(between: str) -> None:
    """財源内訳 between an amount and its sources parts no table."""
    text = f"区分      要求額   査定額\n事業費         9        8\n{between} 県債          4        3\n 一般財源      5        5\n"
    (table,) = tables_of(UNIT + text)
    assert [one.measure for one in table.rows] == [Measure.TOTAL, Measure.BONDS, Measure.GENERAL]
