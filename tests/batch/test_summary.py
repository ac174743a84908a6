"""The summary of a batch whose store says nothing any more."""

from structurer.batch.summary import BatchSummary, FailedSheet, RunTally
from structurer.checks.outcome import Verdict


def test_from_what_happened() -> None:
    """What this run has saved is counted, a sheet once, and what failed is named."""
    run = RunTally(
        failures={("b#1/1", "b.txt"): FailedSheet(name="b.txt", error="StoreUnavailable", message="full")},
        ended={("a#1/1", "a.txt"): Verdict.VERIFIED, ("a#1/1", "copy.txt"): Verdict.VERIFIED, ("c#1/1", "c.txt"): None},
    )
    summary = BatchSummary.of("batch", "offline", None, run, "the server is gone")
    assert (summary.sheets["verified"], summary.repeated) == (1, 1)
    assert [failure.name for failure in summary.failures] == ["b.txt"]
    assert "  not all of them" in summary.text()
