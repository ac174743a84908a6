"""A check: a code, a defect's name, a docstring that is its documentation, and a body that yields claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from structurer.checks.claim import Claim, Result
from structurer.checks.reading import Reading

Body = Callable[[Reading], Iterable[Claim]]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule. Judging is the claims' work, so a check only says which figures belong together."""

    code: str
    defect: str
    body: Body

    def run(self, reading: Reading) -> Iterable[tuple[Claim, Result]]:
        """Every claim of this check with its result."""
        if self.code not in reading.kept:
            reading.kept[self.code] = tuple((claim, result(self, claim, reading)) for claim in self.body(reading))
        return cast("tuple[tuple[Claim, Result], ...]", reading.kept[self.code])


def result(check: Check, claim: Claim, reading: Reading) -> Result:
    """A claim judged against its source."""
    facts = claim.facts
    # each once, in order
    lines = dict.fromkeys([*[fact.cite.line for fact in facts if fact.cite.line is not None], *claim.lines])
    figures = dict.fromkeys([fact.cite.figure for fact in facts if fact.cite.figure is not None])
    return Result(
        check.code,
        check.defect,
        claim.name,
        claim.judge(reading.source),
        facts,
        tuple(lines),
        tuple(figures),
        claim.note,
    )


def check(code: str, defect: str) -> Callable[[Body], Check]:
    """Make a check of a function. Nothing is registered: the catalogue is a hand-written tuple."""

    def made(body: Body) -> Check:
        return Check(code, defect, body)

    return made
