"""Blame against the truth: printed errors are the sheet's, wrong cites the reader's; the same cases every time."""

import pytest

from structurer.checks.reading import Reading
from structurer.evaluation.confusion import cases, wrong_cites
from structurer.evaluation.document import Blamed
from structurer.evaluation.gold import PrintedError
from structurer.reading.layout import read_sheet
from structurer.text.source import Source
from tests.support.builders import fixture, reading_of
from tests.support.golds import blind, measured


def _reading(name: str) -> Reading:
    source = fixture(name)
    return Reading(source, read_sheet(source))


def test_wrong_cites_are_spread() -> None:
    """As many as asked for, one for each field, of the same unit and another amount; deterministic."""
    reading = _reading("nagano-it")
    made = list(wrong_cites(reading, 10))
    assert made == list(wrong_cites(reading, 10))
    assert len({fact.path for fact, _ in made}) == 10
    assert all(cite.unit is fact.cite.unit and cite.value != fact.cite.value for fact, cite in made)
    assert {fact.table for fact, _ in made} >= {"cost", "staff", "item", "indicator"}


def test_more_cites_than_fields() -> None:
    """The second time round a field gets the next nearest figure; a field that has none is left out."""
    reading = reading_of("事業名:橋\n要求額:1,000千円 (前年度予算額 2,000千円) 財源:国1/2\n")
    fields = len(reading.facts)
    made = [(fact.path, cite.figure) for fact, cite in wrong_cites(reading, 10 * fields)]
    assert len(made) == len(set(made))
    assert list(wrong_cites(reading_of("1円\n"), 3)) == []


def test_the_table() -> None:
    """Every case is in one cell; the sheet's errors are the sheet's, and no wrong cite goes unnoticed."""
    made = measured("forest-request", "parks-plain", "error-cost-total", blame=6)
    lines = {(line.erred, line.witness): line for line in made.confusion}
    assert [(line.total, line.source) for key, line in lines.items() if key[0] == "source"] == [(1, 1), (1, 1)]
    for witness in (False, True):
        line = lines["extraction", witness]
        cells = sum(getattr(line, blamed.value) for blamed in Blamed)
        assert (line.total, cells, line.unnoticed) == (12, 12, 0)
    assert lines["extraction", True].extraction_right >= lines["extraction", False].extraction_right


def test_only_where_the_truth_is_known() -> None:
    """A sheet that was not read right has errors no one planted: it gives no case."""
    assert sum(line.total for line in measured("forest-request", "tottori-dx", reader=blind, blame=5).confusion) == 0
    assert sum(line.total for line in measured("forest-request").confusion) == 0


SHORT = """令和8年度当初予算要求
事業名:道しるべ事業
財源内訳(単位:千円)
区分 | 事業費 | 国庫支出金 | 一般財源 |
要求額 | 10,000 | 4,000 | 5,000 |
昨年の決算 6,000
"""


@pytest.mark.parametrize(("line", "alone"), [(5, Blamed.OTHER), (1, Blamed.UNNOTICED)])
def test_a_printed_error_blamed_on_the_reader(line: int, alone: Blamed) -> None:
    """A free figure beside the row makes a reader without a witness suspect itself; that is counted against blame."""
    source = Source("made", SHORT)
    reading = Reading(source, read_sheet(source))
    error = PrintedError(kind="funding", line=line, printed="5,000")
    first, second = cases(reading, error, 0)
    assert (first.witness, first.blamed) == (False, alone)
    assert second.blamed is (Blamed.SOURCE if line == 5 else Blamed.UNNOTICED)
