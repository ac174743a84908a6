"""Agreement: one quantity printed in several places, and two readers of one figure."""

import pytest

from structurer.checks.every import run
from structurer.checks.reading import Reading
from structurer.sheet.facts import with_cite
from structurer.sheet.model import EligibleCost, Measure, Stage
from tests.support.builders import reading_of
from tests.support.sheets import alone, entry_of, exchanged, outcomes, piped, read, truth, with_sheet


@pytest.mark.parametrize(
    ("changes", "failing"),
    [
        ((), []),
        ((("要求額:12,000千円", "要求額:12,100千円"),), ["要求額"]),
        ((("当初予算要求額 | 12,000千円", "当初予算要求額 | 12,100千円"),), ["当初予算要求額"]),
        ((("前年度予算額 10,000千円", "前年度予算額 1千円"),), ["前年度予算額"]),
        ((("(前年度予算額 10,000千円)", "復活要求額:500千円 (前年度予算額 10,000千円)"),), []),
    ],
)
def test_repeated(changes: tuple[tuple[str, str], ...], failing: list[str]) -> None:
    """The print that differs from most is named; a 復活要求額 is a quantity of its own."""
    results = alone(piped(*changes), "AGR601")
    assert [result.facts[0].row for result in results if result.is_finding] == failing
    assert len(results) == 4


def test_two_prints_that_differ() -> None:
    """With two prints no one is in the majority: one is held against the other."""
    text = "令和8年度\n事業名:\nみどり事業\n要求額:1,200千円\n令和8年度要求額:1,300千円\n"
    assert outcomes(read(text), "AGR601") == ["fails"]


HEADS = 2
"""Project and fiscal year are compared too; the sheet prints no publisher."""


def _second(reading: Reading, **update: object) -> Reading:
    """A reading whose second witness read the first cost otherwise."""
    path = entry_of(reading, "当初予算要求額", Measure.PROJECT_COST).path[:-1]
    cell = reading.sheet.costs[0].rows[0].cells[0].model_copy(update=update)
    return Reading(reading.source, reading.sheet, exchanged(reading.sheet, path, cell))


@pytest.mark.parametrize(
    ("update", "fails"),
    [({}, 0), ({"stage": Stage.APPROVED}, 1), ({"year_offset": -1}, 1), ({"measure": Measure.PERSONNEL_COST}, 1)],
)
def test_readers(update: dict[str, object], fails: int) -> None:
    """Two readings of one figure differ in measure, year or stage, or they agree."""
    found = outcomes(_second(piped(), **update), "AGR602")
    assert (found.count("fails"), len(found)) == (fails, len(piped().facts) + HEADS)


def test_claims_stand_in_the_order_of_the_sheet() -> None:
    """Amounts outside of tables, too: as a set they came in another order with every start of Python."""
    reading = piped()
    costs = tuple(
        EligibleCost(label=fact.label, year_offset=0, stage=Stage.NONE, cite=fact.cite) for fact in reading.facts[:8]
    )
    sheet = reading.sheet.model_copy(update={"eligible_costs": costs})
    found = alone(Reading(reading.source, sheet, reading.sheet), "AGR602")
    loose = [fact.path for result in found for fact in result.facts if fact.path[0] == "eligible_costs"]
    assert loose == [("eligible_costs", number, "cite") for number in range(8)]


def test_one_reader_alone() -> None:
    """Without a second witness there is nothing to agree on."""
    assert outcomes(piped(), "AGR602") == []


def test_the_witness_is_silent_on_what_it_does_not_know() -> None:
    """Figures that the witness does not cite make no claim; this sheet prints its publisher, too."""
    reading = truth("nagano-it")
    silent = Reading(reading.source, reading.sheet, reading.sheet.model_copy(update={"sections": ()}))
    assert len(alone(silent, "AGR602")) == HEADS + 1 + len([e for e in reading.facts if e.path[0] != "sections"])
    assert with_sheet(silent, reading.sheet).witness is silent.witness


def test_one_field_with_two_figures() -> None:
    """Where both readers fill a field with different figures, one finding shows both cites and suggests the witness's."""
    right = reading_of(
        "令和8年度当初予算要求\n事業名:道\n(単位:千円)\n区分 | 事業費 | 国費 | 一般財源 |\n要求額 | 9 | 4 | 5 |\n予備 7\n"
    )
    fact, other = right.facts[1], right.source.figures[-1]
    cite = fact.cite.model_copy(update={"figure": other.id, "printed": "7", "amount": "7000", "line": other.line})
    reading = Reading(right.source, with_cite(right.sheet, fact.path, cite), right.sheet)
    (found,) = [r for r in run(reading) if r.code == "AGR602" and r.is_finding]
    assert found.lines == (6, 5)
    assert "7 (L6)" in found.judgement.working[0]
    assert "4 (L5)" in found.judgement.working[0]
    assert found.blame is not None
    assert found.blame.suggestion == fact.cite.figure
