"""The verdict: one finding is enough, and none is needed."""

import json

import pytest

from structurer.checks.claim import Judgement, Result
from structurer.checks.every import run, verdict
from structurer.checks.outcome import ClaimOutcome, Verdict
from tests.support.sheets import FIXTURES, mended, piped, tabbed, truth

NAMES = tuple(sorted(path.parent.name for path in FIXTURES.glob("*/meta.json")))


def _result(outcome: ClaimOutcome, *, note: bool = False) -> Result:
    return Result("SUM101", "section-total-mismatch", "合計", Judgement(outcome, ()), note=note)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ((_result(ClaimOutcome.HOLDS),), Verdict.VERIFIED),
        ((_result(ClaimOutcome.HOLDS), _result(ClaimOutcome.UNVERIFIABLE, note=True)), Verdict.VERIFIED),
        ((_result(ClaimOutcome.HOLDS), _result(ClaimOutcome.UNVERIFIABLE)), Verdict.NEEDS_REVIEW),
        ((_result(ClaimOutcome.FAILS), _result(ClaimOutcome.HOLDS)), Verdict.NEEDS_REVIEW),
        ((_result(ClaimOutcome.FAILS, note=True),), Verdict.NEEDS_REVIEW),
    ],
)
def test_rule(results: tuple[Result, ...], said: Verdict) -> None:
    """Verified without a finding, else a person must look; never approved, which is a person's word."""
    assert verdict(results) is said


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("witnessed", [False, True])
def test_fixtures(name: str, *, witnessed: bool) -> None:
    """A faultless reading leads to the verdict that the fixture names, with a second witness and without."""
    meta = json.loads((FIXTURES / name / "meta.json").read_text(encoding="utf-8"))
    assert verdict(run(truth(name, witnessed=witnessed))) == meta["verdict"]


@pytest.mark.parametrize("witnessed", [False, True])
def test_without_its_planted_error(*, witnessed: bool) -> None:
    """The one printed error is what keeps tottori-dx from being verified."""
    assert verdict(run(mended("tottori-dx", witnessed=witnessed))) is Verdict.VERIFIED


def test_made_sheets() -> None:
    """The made sheets of these tests are verified, so that one change to them is what a test sees."""
    assert {verdict(run(reading)) for reading in (piped(), tabbed())} == {Verdict.VERIFIED}
