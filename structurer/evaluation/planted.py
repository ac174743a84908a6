"""Printed errors: whether a finding involves the misprint, under the right check, blames the sheet and marks the figure."""

import re
from collections.abc import Iterable

from structurer.checks.claim import Result
from structurer.checks.outcome import Side
from structurer.evaluation.document import PlantedScore
from structurer.evaluation.gold import PrintedError
from structurer.sheet.facts import Fact
from structurer.text.words import squeeze

_NAMED_BY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("breakdown", ("SUM103",)),
    ("items", ("SUM101", "SUM102", "SUM103")),
    ("section total", ("SUM101", "SUM102")),
    ("sub-project", ("SUM101", "SUM102")),
    ("personnel", ("CST201",)),
    ("total cost", ("CST201",)),
    ("current", ("CST202",)),
    ("item decision", ("SUM104",)),
    ("decision", ("FND302",)),
    ("part request", ("FND303",)),
    ("supplement", ("CST203",)),
    ("funding detail", ("FND304",)),
    ("funding", ("FND301",)),
    ("source", ("FND305",)),
    ("half", ("SUB401",)),
    ("national share", ("SUB401",)),
    ("ceiling", ("SUB402",)),
    ("difference", ("CHG503",)),
    ("change", ("CHG501", "CHG502")),
    ("same", ("AGR601", "SAN901", "SAN902", "SAN903")),
    ("lead line", ("AGR601", "SAN901")),
    ("unit", ("SAN901", "AGR601")),
    ("percent", ("SAN902",)),
)
"""Words of an error's kind and the checks that would name it. The text before the kind's colon counts, and the first
entry with a word in it: the narrower kinds come first."""


def expected(kind: str) -> tuple[str, ...]:
    """The checks that would name an error of this kind; none where we do not know the kind."""
    head = kind.partition(":")[0].lower()
    return next((codes for word, codes in _NAMED_BY if re.search(rf"\b{word}", head) is not None), ())


def involving(error: PrintedError, findings: Iterable[Result]) -> list[Result]:
    """The findings about the misprint: one of their fields stands on its line and is of its measure."""
    return [finding for finding in findings if _is_about(error, finding)]


def _is_about(error: PrintedError, finding: Result) -> bool:
    if not finding.facts:
        return error.line in finding.lines
    return any(_is_on(error, fact) for fact in finding.facts)


def _is_on(error: PrintedError, fact: Fact) -> bool:
    return fact.cite.line == error.line and error.measure in {None, fact.measure}


def planted(error: PrintedError, findings: Iterable[Result]) -> PlantedScore:
    """Score a printed error; blame and mark are those of the findings under the right check."""
    involved, codes = involving(error, findings), expected(error.kind)
    right = [finding for finding in involved if finding.code in codes] if codes else involved
    sides = {finding.blame.side for finding in right if finding.blame is not None}
    return PlantedScore(
        kind=error.kind,
        line=error.line,
        printed=error.printed,
        measure=error.measure,
        expected=codes,
        named=tuple(sorted({finding.code for finding in involved})),
        found=bool(involved),
        right_claim=bool(right) if codes else None,
        blamed_source=sides == {Side.SOURCE},
        marked=any(_is_marked(error, fact) for finding in right for fact in finding.facts),
    )


def _is_marked(error: PrintedError, fact: Fact) -> bool:
    return _is_on(error, fact) and squeeze(fact.cite.printed) == squeeze(error.printed)
