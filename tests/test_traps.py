"""Sheets that are easily half understood: none passes for verified, unless what was read is what is printed.

`tests/traps/*.txt` are small texts, each with one trap: a figure in a place no reader looks, a unit in disguise, a year
or a stage that is not what it seems, two sheets in one text.
"""

from pathlib import Path

import pytest

from structurer.checks.claim import Verdict
from structurer.pipeline import Outcome, structure

TRAPS = sorted((Path(__file__).parent / "traps").glob("*.txt"))
READ_RIGHT = {
    "07-unit-spaced": {("amount", 0, "request", "5000000")},
    "08-unit-hyaku": {("amount", 0, "request", "500000")},
    "10-unit-in-prose": {("amount", 0, "request", "5000000"), ("amount", -1, "initial", "4000000")},
    "18-wrong-head-year": {("project_cost", 0, "request", "12000000"), ("project_cost", -1, "initial", "10000000")},
    "04-year-from-prose": {("amount", 0, "request", "12000000"), ("amount", -1, "initial", "10000000")},
    "04-year-of-start": {("amount", 0, "request", "12000000"), ("amount", -1, "initial", "10000000")},
    "05-same-as-last-year": {("total", 0, "approved", "10000000")},
    "07-two-spaces-before-unit": {("project_cost", 0, "request", "12000000")},
    "08-name-column-second": {("amount", 0, "request", "5000000"), ("amount", 0, "request", "7000000")},
    "03-costs-as-rows": {("project_cost", -1, "initial", "10000000"), ("total_cost", 0, "request", "15000000")},
    "29-transposed": {("national", -1, "initial", "5000000"), ("general", 0, "request", "6000000")},
    "20-year-in-remark": {("project_cost", 0, "approved", "12000000")},
}
"""Traps that are seen through: some of what must have been read."""


def amounts(outcome: Outcome) -> set[tuple[str, int, str, str]]:
    """Measure, year, stage and amount of everything read."""
    return {(e.measure.value, e.year_offset, e.stage.value, e.cite.amount) for e in outcome.reading.entries}


@pytest.mark.parametrize("path", TRAPS, ids=[path.stem for path in TRAPS])
def test_never_verified_unread(path: Path) -> None:
    """A trap ends in review, or was read right."""
    outcome = structure(path, model="offline")
    if path.stem in READ_RIGHT:
        assert READ_RIGHT[path.stem] <= amounts(outcome)
    else:
        assert outcome.verdict is Verdict.NEEDS_REVIEW
