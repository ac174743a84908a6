"""A text in which no unit of money stands: what is read of it, and what is asked."""

import pytest

from structurer import structure
from structurer.sheet.facts import facts
from structurer.sheet.model import Measure, Table
from structurer.text.source import Unit

_UNITLESS = """\
区分\t事業費\t財源内訳\t
\t\t国庫支出金\t一般財源
要求額\t5,000\t2,500\t2,500
査定額\t4,000\t2,000\t2,000
"""


def test_a_text_without_any_unit_is_read_as_it_is_printed() -> None:
    """Amounts whose unit stands nowhere are read, in no unit; one finding says so, whatever else their proofs lack."""
    outcome = structure(_UNITLESS, model="offline")
    read = {(fact.row, fact.measure, fact.cite.amount, fact.cite.unit) for fact in facts(outcome.sheet)}
    assert ("査定額", Measure.NATIONAL, "2000", Unit.OTHER) in read
    assert len(read) == 6
    lacking = [result for result in outcome.findings if result.code.startswith(("CMP8", "PRF901", "GRD"))]
    assert [(result.code, len(result.facts)) for result in lacking] == [("PRF901", 6)]


def test_the_line_with_the_unit_makes_them_yen() -> None:
    """The same table under (単位:千円) is in yen, and no unit is asked for."""
    outcome = structure(f"(単位:千円)\n{_UNITLESS}", model="offline")
    assert {(fact.cite.unit, len(fact.cite.amount)) for fact in facts(outcome.sheet)} == {(Unit.YEN, 7)}
    assert "PRF901" not in {result.code for result in outcome.findings}


@pytest.mark.parametrize("caption", ["(単位:千ドル)", "(百万)", "要求の理由は下の表のとおりで、円安による。"])
def test_any_word_of_a_unit_keeps_bare_numbers_from_being_amounts(caption: str) -> None:
    """Where a unit is printed that is not understood, or in other words, no number is taken for an amount in no unit."""
    outcome = structure(f"{caption}\n{_UNITLESS}", model="offline")
    assert [fact for fact in facts(outcome.sheet) if fact.table is Table.FUNDING] == []
