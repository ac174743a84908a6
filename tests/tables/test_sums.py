"""The equations that a table's amounts may satisfy."""

from fractions import Fraction

import pytest

from structurer.sheet.model import Measure
from structurer.tables.sums import equations_of, sum_holds, yen_of
from tests.support.builders import rows_of, source, tabbed
from tests.support.tables import tables_of

M = Measure
HEAD = "令和8年度\n(単位:千円)\n"


@pytest.mark.parametrize(
    ("amounts", "holds"),
    [
        ({M.TOTAL: 9, M.NATIONAL: 4, M.GENERAL: 5}, True),
        ({M.TOTAL: 9, M.NATIONAL: 4, M.GENERAL: 6}, False),
        ({M.TOTAL_COST: 9, M.PROJECT_COST: 8, M.PERSONNEL_COST: 1}, True),
        ({M.TOTAL: 9, M.NATIONAL: 9}, None),
        ({M.NATIONAL: 4, M.GENERAL: 5}, None),
        ({}, None),
    ],
)
def test_a_sum(amounts: dict[Measure | None, int], holds: bool | None) -> None:  # noqa: FBT001  # what is expected
    """Sources add up to the total, costs to the total cost; a single part asks nothing."""
    assert sum_holds({measure: Fraction(amount) for measure, amount in amounts.items()}) is holds


@pytest.mark.parametrize(
    ("rows", "equations"),
    [
        (
            [["区分", "事業費", "国庫支出金", "一般財源"], ["前年度予算", "9", "4", "5"], ["要求額", "8", "4", "5"]],
            (1, 1),
        ),
        ([["区分", "前年度予算額", "要求額", "増減"], ["事業費", "9", "8", "▲1"], ["一般財源", "9", "8", "2"]], (1, 1)),
        (
            [
                ["区分", "事業費", "県債", "一般財源"],
                ["前年度予算", "9", "4", "5"],
                ["要求額", "8", "3", "5"],
                ["増減", "▲1", "▲1", "0"],
            ],
            (4, 0),
        ),
        ([["細事業名", "要求額"], ["花壇", "4"], ["草刈り", "5"], ["合計", "9"]], (1, 0)),
        ([["細事業名", "要求額"], ["花壇", "4"], ["草刈り", "5"], ["合計", "8"]], (0, 1)),
    ],
)
def test_equations_of_a_table(rows: list[list[str]], equations: tuple[int, int]) -> None:
    """Rows of sources, columns that compare, rows that compare, totals of items: how many hold and how many fail."""
    (table,) = tables_of(HEAD + tabbed(rows))
    assert equations_of(table.lines, table.rows, table.columns) == equations


def test_the_amount_of_a_cell() -> None:
    """Money in yen; nothing for a blank, a word or a count."""
    row = rows_of(source("(単位:千円)\n| 4 | - | 話 | 3人 | 5円 |\n"))[1]
    assert [yen_of(cell) for cell in row.cells] == [4000, None, None, None, 5]
    assert yen_of(None) is None
