"""Sheets that are easily half understood: none passes for verified, unless what was read is what is printed.

`tests/traps/*.txt` are small texts, each with one trap: a figure in a place no reader looks, a unit in disguise, a year
or a stage that is not what it seems, two sheets in one text.
"""

from pathlib import Path

import pytest

from structurer.checks.outcome import Verdict
from structurer.pipeline import Outcome, structure

TRAPS = sorted((Path(__file__).parent / "traps").glob("*.txt"))
READ_RIGHT = {
    "02-lead-label-cut-bracket": {("amount", 0, "request", "12000000"), ("amount", -1, "initial", "10000000")},
    "02-lead-label-cut-spaced": {("amount", 0, "request", "12000000"), ("amount", -1, "initial", "10000000")},
    "05-genkei": {("total", -1, "current", "10000000"), ("general", -1, "current", "5000000")},
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

TABLES = sorted((Path(__file__).parent / "traps" / "tables").glob("*.txt"))
TABLES_READ_RIGHT = {
    "03-two-row-heading-space": {
        ("total", -1, "initial", "4200000"),
        ("national", 0, "request", "2800000"),
        ("general", 0, "request", "900000"),
    },
    "01-two-row-heading-pipe": {("national", 0, "request", "2800000"), ("general", -1, "initial", "800000")},
    "05-year-group-over-items-tab": {("amount", -1, "initial", "1200000"), ("amount", 0, "request", "5600000")},
    "06-year-group-over-items-pipe": {("amount", -1, "initial", "1200000"), ("amount", 0, "request", "5600000")},
    "07-year-group-over-sources": {("national", -1, "initial", "2100000"), ("general", 0, "request", "2800000")},
    "08-year-group-over-sources-space": {("national", -1, "initial", "2100000"), ("general", 0, "request", "2800000")},
    "13-change-row-as-last-year": {("total", 0, "request", "55057000"), ("total", -1, "initial", "62681000")},
    "14-change-stage-approved": {("change", 0, "approved", "1400000"), ("amount", 0, "approved", "5600000")},
    "15-lead-change-stage": {("change", 0, "approved", "1400000"), ("amount", 0, "approved", "5600000")},
    "16-this-year-is-budget": {("amount", 0, "approved", "5600000"), ("amount", -1, "initial", "4200000")},
    "26-unit-of-table-heading": {("project_cost", -2, "settled", "24123456"), ("total", 0, "request", "27700000")},
    "43-heading-again-other-order": {("national", 0, "approved", "11300000"), ("general", 0, "approved", "8600000")},
    "50-unit-note": {("project_cost", -2, "settled", "24123456"), ("total", 0, "request", "27700000")},
    "51-unit-of-heading-million": {("total", -2, "initial", "24000000"), ("total", 0, "request", "27700000")},
    "59-year-group-over-costs": {("project_cost", -1, "initial", "4200000"), ("total_cost", 0, "request", "6700000")},
    "62-empty-column-cost-as-item": {
        ("project_cost", 0, "", "40698000"),
        ("project_cost", 0, "supplementary", "-4505000"),
        ("project_cost", 0, "current", "36193000"),
    },
    "67-unit-word": {("project_cost", -2, "settled", "24123456"), ("total", 0, "request", "27700000")},
    "68-unit-sentence": {("project_cost", -2, "settled", "24123456"), ("total", 0, "request", "27700000")},
    "64-year-group-over-items-space": {("amount", -1, "initial", "1200000"), ("amount", 0, "request", "5600000")},
}
"""Tables that look like others: headings over headings, other people's money, words that nearly name a stage."""
UNIT_IN_PROSE = {"50-unit-note", "68-unit-sentence"}
"""Tables that are read right and not verified: a note or a sentence proves no table's unit (docs/proofs.md)."""


def amounts(outcome: Outcome) -> set[tuple[str, int, str, str]]:
    """Measure, year, stage and amount of everything read."""
    return {(e.measure.value, e.year_offset, e.stage.value, e.cite.amount) for e in outcome.reading.facts}


@pytest.mark.parametrize("path", TRAPS, ids=[path.stem for path in TRAPS])
def test_never_verified_unread(path: Path) -> None:
    """A trap ends in review, or was read right."""
    outcome = structure(path, model="offline")
    if path.stem in READ_RIGHT:
        assert READ_RIGHT[path.stem] <= amounts(outcome)
    else:
        assert outcome.verdict is Verdict.NEEDS_REVIEW


@pytest.mark.parametrize("path", TABLES, ids=[path.stem for path in TABLES])
def test_a_table_like_another(path: Path) -> None:
    """What is not understood ends in review; what is, was read right."""
    outcome = structure(path, model="offline")
    if path.stem in TABLES_READ_RIGHT:
        assert (outcome.verdict is Verdict.VERIFIED) is (path.stem not in UNIT_IN_PROSE)
        assert TABLES_READ_RIGHT[path.stem] <= amounts(outcome)
    else:
        assert outcome.verdict is Verdict.NEEDS_REVIEW
