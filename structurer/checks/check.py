"""A check: a code, a defect's name, a docstring that is its documentation, and a body that yields claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar, cast

from structurer.checks.claim import Claim, Result
from structurer.checks.reading import Reading

Body = Callable[[Reading], Iterable[Claim]]
Place = TypeVar("Place", int, str)


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
    cites = [fact.cite for fact in facts]
    return Result(
        code=check.code,
        defect=check.defect,
        name=claim.name,
        judgement=claim.judge(reading.source),
        facts=facts,
        lines=_printed([*(cite.line for cite in cites), *claim.lines]),
        figures=_printed([cite.figure for cite in cites]),
        note=claim.note,
    )


def _printed(places: Iterable[Place | None]) -> tuple[Place, ...]:
    """Each place once, in order, without what is printed nowhere."""
    return tuple(place for place in dict.fromkeys(places) if place is not None)


def check(code: str, defect: str) -> Callable[[Body], Check]:
    """Make a check of a function. Nothing is registered: the catalogue is a hand-written tuple."""

    def made(body: Body) -> Check:
        return Check(code, defect, body)

    return made
