"""Two halves side by side: a year over each, a label and an amount in each of their rows."""

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.tables.halves import halves
from structurer.tables.proposals import Settled
from tests.support.tables import context_of, said_of

HALVES = """令和8年度
(単位:千円)
令和7年度予算額\t\t令和8年度要求額
積算内訳\t金額\t積算内訳\t金額
苗\t40\t苗\t50
土\t10\t肥料\t20
合計\t50\t合計\t70
"""


def found(text: str) -> Settled | None:
    """The table in two halves of a text."""
    context = context_of(text)
    return next((table for n in range(len(context.rows)) if (table := halves(context, n)) is not None), None)


def test_two_halves() -> None:
    """A label that both halves print is one row; each amount is of the year over its half."""
    table = found(HALVES)
    assert table is not None
    assert [one.when for one in table.columns[1:]] == [When(-1, Stage.INITIAL), When(0, Stage.REQUEST)]
    assert said_of(table) == [
        ("苗", "令和7年度予算額", "40"),
        ("苗", "令和8年度要求額", "50"),
        ("土", "令和7年度予算額", "10"),
        ("肥料", "令和8年度要求額", "20"),
        ("合計", "令和7年度予算額", "50"),
        ("合計", "令和8年度要求額", "70"),
    ]


def test_sources_by_their_sums() -> None:
    """A row belongs to the source of the 款計 below it; the total of all is none."""
    text = HALVES.replace("苗\t40\t苗\t50", "補助金\t40\t補助金\t50").replace(
        "土\t10\t肥料\t20", "国庫支出金 款計\t40\t国庫支出金 款計\t50"
    )
    table = found(text.replace("国庫支出金 款計", "款計 国庫支出金"))
    assert table is not None
    assert {one.measure for one in table.rows} <= {Measure.NATIONAL, None}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("令和8年度要求額", "令和7年度予算額"),
        ("令和8年度要求額", "上乗せ額"),
        ("令和7年度予算額\t\t", "令和7年度予算額\t"),
        ("苗\t40\t苗\t50\n土\t10\t肥料\t20\n合計\t50\t合計\t70\n", "話だけ。\n"),
    ],
)
def test_what_is_no_pair_of_halves(old: str, new: str) -> None:
    """The same heading twice, one that is not dated, halves of another width, no rows below."""
    assert found(HALVES.replace(old, new)) is None
