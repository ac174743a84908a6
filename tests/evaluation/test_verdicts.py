"""Verdicts against the truth: what may not be verified, and what need not have been reviewed."""

from dataclasses import replace

import pytest

from structurer.checks.outcome import Verdict
from structurer.evaluation.document import Fate
from structurer.evaluation.gold import Gold, Meta
from structurer.evaluation.score import match
from structurer.evaluation.verdicts import fate
from tests.support.builders import source
from tests.support.golds import a_fact

GOOD, STAFF = a_fact(), a_fact(table="staff", measure="regular", amount="1", unit="person", printed="1人")
BAD = a_fact(amount="2000")
CASES = [
    ([GOOD, STAFF], True, Fate.TRUE_ACCEPT, Fate.FALSE_ALARM),
    ([GOOD, STAFF], None, Fate.TRUE_ACCEPT, Fate.UNJUDGED),
    ([GOOD, STAFF], False, Fate.FALSE_ACCEPT, Fate.REVIEW_SOURCE),
    ([GOOD], True, Fate.TRUE_ACCEPT, Fate.REVIEW_READING),
    ([STAFF], True, Fate.FALSE_ACCEPT, Fate.REVIEW_READING),
    ([GOOD, STAFF, BAD], True, Fate.FALSE_ACCEPT, Fate.REVIEW_READING),
    ([BAD, STAFF], None, Fate.FALSE_ACCEPT, Fate.REVIEW_READING),
]


@pytest.mark.parametrize(("read", "consistent", "verified", "reviewed"), CASES)
def test_fate(read: list[object], *, consistent: bool | None, verified: Fate, reviewed: Fate) -> None:
    """A missed or wrong amount, or an inconsistent print, makes `verified` a false accept; staff alone does not."""
    gold = replace(Gold("made", source("1千円\n"), (GOOD, STAFF)), meta=Meta(consistent=consistent))
    found = match(gold.facts, [fact for fact in (GOOD, STAFF, BAD) if fact in read])
    assert fate(gold, Verdict.VERIFIED, found) is verified
    assert fate(gold, Verdict.NEEDS_REVIEW, found) is reviewed
