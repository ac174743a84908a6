"""The benchmark of wordings: each changes headings and nothing else, and what a model calls a table raises no doubt."""

from collections import Counter

import pytest

from benchmarks.wordings import SHEET, WORDINGS, called, read, sheets
from structurer.checks.outcome import Verdict
from structurer.evaluation.gold import load
from structurer.reading.prompting import citable
from structurer.sheet.facts import facts
from structurer.text.source import Source

(GOLD,) = load(SHEET)


def amounts(source: Source) -> list[tuple[int, str]]:
    """The figures that may be cited, but the one in a heading (総合5か年計画)."""
    return [(figure.line, figure.printed) for figure in citable(source) if figure.printed != "5か年"]


def test_a_wording_changes_headings_only() -> None:
    """Every wording is another text with the same amounts on the same lines."""
    texts = [one.gold.source for one in sheets(GOLD)]
    assert len({source.text for source in (GOLD.source, *texts)}) == len(WORDINGS) + 1
    assert all(amounts(source) == amounts(GOLD.source) for source in texts)


@pytest.mark.parametrize("blind", [False, True])
def test_other_wordings_are_read_and_verified(*, blind: bool) -> None:
    """Each is read as the sheet is, and verified, with the layout reader beside the model and without."""
    worded = list(sheets(GOLD))
    outcomes = read(worded, blind=blind)
    for one, outcome in zip(worded, outcomes, strict=True):
        read_as = Counter(fact.quotation for fact in facts(outcome.sheet))
        assert read_as == Counter(fact.quotation for fact in one.gold.facts)
    assert {outcome.verdict for outcome in outcomes} == {Verdict.VERIFIED}


def test_what_a_model_calls_a_table_raises_no_doubt() -> None:
    """Ten other names for the tables, and none at all: the record has the printed ones, and is verified."""
    outcomes = read(list(called(GOLD)), blind=True)
    assert {outcome.verdict for outcome in outcomes} == {Verdict.VERIFIED}
    assert {fact.section for outcome in outcomes for fact in outcome.reading.facts} == {
        fact.section for fact in GOLD.facts
    }
