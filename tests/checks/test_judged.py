"""A judged reading: which findings a second look of the reader could settle."""

import pytest

from structurer.checks.claim import Blame, Judgement, Result
from structurer.checks.judged import doubtful
from structurer.checks.outcome import ClaimOutcome, Side
from tests.support.answering import SMALL
from tests.support.builders import fixture, read

FAILS, OPEN = ClaimOutcome.FAILS, ClaimOutcome.UNVERIFIABLE


def found(outcome: ClaimOutcome, *, alone: bool = False, side: Side | None = None) -> Result:
    """A finding about line 7; `alone` is about a field."""
    facts = read(fixture(SMALL)).facts[:1] if alone else ()
    blame = None if side is None else Blame(side)
    return Result("MAD001", "made", "made", Judgement(outcome, ()), facts, (7,), blame=blame)


@pytest.mark.parametrize(
    ("result", "lines"),
    [
        (found(FAILS), (7,)),
        (found(FAILS, alone=True, side=Side.EXTRACTION), (7,)),
        (found(FAILS, side=Side.UNKNOWN), (7,)),
        (found(OPEN), (7,)),
        (found(FAILS, side=Side.SOURCE), ()),
        (found(OPEN, alone=True), ()),
        (found(ClaimOutcome.HOLDS), ()),
    ],
)
def test_what_is_doubtful(result: Result, lines: tuple[int, ...]) -> None:
    """Only what the reader may have caused: not the sheet's own errors, not an amount that lacks a second witness."""
    assert doubtful((result,)) == lines
