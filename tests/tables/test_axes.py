"""The two axes: what a word with several roles means beside its neighbours."""

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.tables.axes import AxisKind, is_measured, joined, meanings, values
from structurer.tables.sense import sense
from tests.support.tables import context_of

CONTEXT = context_of("令和8年度\n")
M = Measure


def measures(*words: str) -> list[Measure | None]:
    """The measure of each heading of one axis."""
    return [found.measure for found in meanings([sense(CONTEXT, word) for word in words])]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("事業費", "国庫支出金", "一般財源"), [M.TOTAL, M.NATIONAL, M.GENERAL]),
        (("国庫支出金", "一般財源", "計"), [M.NATIONAL, M.GENERAL, M.TOTAL]),
        (("事業費", "人件費", "計"), [M.PROJECT_COST, M.PERSONNEL_COST, M.TOTAL_COST]),
        (("事業費", "人件費", "トータルコスト", "正職員"), [M.PROJECT_COST, M.PERSONNEL_COST, M.TOTAL_COST, M.REGULAR]),
        (("事業費", "一般財源", "人件費"), [M.PROJECT_COST, M.GENERAL_FUND, M.PERSONNEL_COST]),
        (("正職員", "会計年度任用職員", "計"), [M.REGULAR, M.FISCAL_YEAR_APPOINTED, M.HEADCOUNT]),
        (("計", "正職員", "任期付職員"), [M.HEADCOUNT, M.REGULAR, None]),
        (
            ("事業費", "人件費", "総額", "正職員", "任期付職員", "計"),
            [M.PROJECT_COST, M.PERSONNEL_COST, M.TOTAL_COST, M.REGULAR, None, M.HEADCOUNT],
        ),
        (("事業費", "人件費", "正職員", "計"), [M.PROJECT_COST, M.PERSONNEL_COST, M.REGULAR, None]),
        (("事業費", "国庫支出金", "一般財源", "職員数"), [M.TOTAL, M.NATIONAL, M.GENERAL, M.HEADCOUNT]),
        (("要求額", "査定額"), [None, None]),
        (("国庫支出金", "くじ収入"), [M.NATIONAL, None]),
    ],
)
def test_measures(words: tuple[str, ...], wanted: list[Measure | None]) -> None:
    """事業費 sums up sources and is a cost beside other costs; 計 sums up whatever stands beside it, money or persons, not both."""
    assert measures(*words) == wanted


def test_a_total_comes_once() -> None:
    """Of two sums of the sources the first is their total; the other is none."""
    assert measures("事業費", "国庫支出金", "一般財源", "計") == [M.TOTAL, M.NATIONAL, M.GENERAL, None]


def test_stages_of_one_project() -> None:
    """Columns of one project's budget by year: each has a stage, うち一般財源 is of the current budget."""
    found = meanings(
        [sense(CONTEXT, word) for word in ("前年度繰越", "当初予算", "補正予算等", "予算現額", "うち一般財源")]
    )
    stages = [Stage.CARRIED_OVER, Stage.INITIAL, Stage.SUPPLEMENTARY, Stage.CURRENT]
    assert [one.when for one in found[:4]] == [When(None, stage) for stage in stages]
    assert {one.kind for one in found[:4]} == {AxisKind.STAGES}
    assert (found[4].measure, found[4].when) == (M.GENERAL_FUND, When(None, Stage.CURRENT))


def test_what_compares_has_no_measure() -> None:
    """増減 says only that it compares."""
    (found,) = meanings([sense(CONTEXT, "増減")])
    assert found.change
    assert not is_measured([found])


def test_values_of_indicators() -> None:
    """A heading says what a value is, of which year, or one of both."""
    found = values(sense(CONTEXT, word) for word in ("R6実績", "目標", "令和8年度", "指標名"))
    assert [(one.measure, None if one.when is None else one.when.year_offset) for one in found] == [
        (M.ACTUAL, -2),
        (M.TARGET, None),
        (None, 0),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("row", "column", "wanted"),
    [
        (When(-1, None), When(None, Stage.REQUEST), When(-1, Stage.REQUEST)),
        (When(None, Stage.REQUEST), When(None, Stage.APPROVED), When(None, Stage.REQUEST)),
        (None, When(0, Stage.REQUEST), When(0, Stage.REQUEST)),
        (When(0, None), When(-1, Stage.INITIAL), None),
        (None, None, None),
    ],
)
def test_a_cell_joins_both(row: When | None, column: When | None, wanted: When | None) -> None:
    """A row's stage goes before its columns'; two years make no year."""
    assert joined(row, column) == wanted
