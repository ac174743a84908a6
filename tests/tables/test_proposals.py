"""What a block is under one reading: measures, items, indicators, or rows as columns."""

from structurer.sheet.model import Measure
from tests.support.builders import tabbed
from tests.support.tables import said_of, tables_of

UNIT = "令和8年度\n(単位:千円)\n"


def test_names_as_columns() -> None:
    """Where the columns are names and the rows say what each amount is, the rows become columns."""
    rows = [["細事業名", "花壇", "草刈り", "合計"], ["要求額", "4", "5", "9"], ["前年度予算額", "3", "5", "8"]]
    (table,) = tables_of(UNIT + tabbed(rows))
    assert (table.turned, table.items) == (True, True)
    assert said_of(table) == [
        ("花壇", "要求額", "4"),
        ("花壇", "前年度予算額", "3"),
        ("草刈り", "要求額", "5"),
        ("草刈り", "前年度予算額", "5"),
        ("合計", "要求額", "9"),
        ("合計", "前年度予算額", "8"),
    ]


def test_indicators() -> None:
    """Years over 目標 and 実績 give each value its year and its kind."""
    rows = [["指標名", "単位", "R6実績", "R7目標", "R8目標"], ["来園者数", "人", "100", "110", "120"]]
    (table,) = tables_of(f"令和8年度\n{tabbed(rows)}")
    found = [(one.measure, None if one.when is None else one.when.year_offset) for one in table.columns[2:]]
    assert found == [(Measure.ACTUAL, -2), (Measure.TARGET, -1), (Measure.TARGET, 0)]


def test_indicators_with_two_values_of_one_year() -> None:
    """Two columns of one year and kind: which of them counts, nothing says."""
    rows = [["指標名", "単位", "R6実績", "R6実績"], ["来園者数", "人", "100", "110"]]
    assert tables_of(f"令和8年度\n{tabbed(rows)}") == []
