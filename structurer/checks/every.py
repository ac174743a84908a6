"""The catalogue of checks, and the one call that runs them."""

from collections.abc import Sequence

from structurer.checks import (
    agreement,
    blame,
    change,
    completeness,
    costs,
    funding,
    grounding,
    last_year,
    placement,
    proved,
    repeats,
    sanity,
    subsidy,
    sums,
)
from structurer.checks.check import Check
from structurer.checks.claim import Result
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading

CHECKS: tuple[Check, ...] = (
    agreement.repeated,
    agreement.readers,
    agreement.second,
    change.change,
    change.change_word,
    change.difference,
    completeness.unclaimed_figure,
    completeness.cited_twice,
    completeness.numbered_rows,
    completeness.nothing_read,
    completeness.unconfirmed,
    completeness.one_project,
    completeness.adds_up,
    repeats.carried,
    repeats.one_key,
    costs.total_cost,
    costs.current_budget,
    costs.supplement,
    funding.funding_total,
    funding.decision,
    funding.part_requests,
    funding.detail,
    funding.prefecture_alone,
    grounding.quotation,
    grounding.label,
    placement.row,
    grounding.own_year,
    grounding.recognised,
    proved.unit,
    proved.place,
    proved.date,
    proved.owner,
    proved.tie,
    proved.note,
    proved.presence,
    proved.head,
    proved.heading,
    sanity.unit_slip,
    sanity.percent,
    sanity.part_and_whole,
    sanity.ambiguous_decimal,
    sanity.unit_left_over,
    subsidy.national_share,
    subsidy.ceiling,
    sums.section_total,
    sums.grand_total,
    sums.breakdown,
    sums.decided,
    last_year.last_year,
)
"""Every check, in the order of its code."""


def run(reading: Reading, checks: Sequence[Check] = CHECKS) -> tuple[Result, ...]:
    """Every claim of every check, judged and with its blame; nothing is raised for a wrong sheet."""
    judged = [pair for found in checks for pair in found.run(reading)]
    return tuple(blame.blame(reading, judged))


def verdict(results: Sequence[Result]) -> Verdict:
    """`verified` where no claim fails and none that asks for a person is open; else `needs_review`.

    Ungrounded cites (GRD701), unexplained figures (CMP801) and an empty record (CMP804) are findings like any other,
    so this one rule is the whole of it. `approved` is a person's word and never comes from here.
    """
    return Verdict.NEEDS_REVIEW if any(result.is_finding for result in results) else Verdict.VERIFIED
