"""The confusion table of blame: printed errors are the sheet's, a cite pointed at a neighbour is the reader's.

Both are judged twice, by the reading alone and beside the layout reader as the second witness, because blame weighs a
second witness.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from structurer.checks.claim import Result
from structurer.checks.every import run, verdict
from structurer.checks.outcome import Side, Verdict
from structurer.checks.reading import Reading
from structurer.evaluation.document import Blamed, Confusion
from structurer.evaluation.gold import PrintedError
from structurer.evaluation.planted import involving
from structurer.reading import layout
from structurer.sheet.facts import Fact, with_cite
from structurer.sheet.model import Cite
from structurer.text.source import Figure, Source

Erred = Literal["source", "extraction"]


@dataclass(frozen=True, slots=True)
class Case:
    """One error and whom the findings blame; `also_source` where a reader's error has a finding that blames the sheet."""

    erred: Erred
    witness: bool
    blamed: Blamed
    also_source: bool = False


def cases(reading: Reading, error: PrintedError | None, count: int) -> Iterator[Case]:
    """The cases of a sheet that was read right: its printed error, or `count` wrong cites where it has none."""
    for witness in (False, True):
        seen = replace(reading, witness=layout.read_sheet(reading.source, reading.vocabulary) if witness else None)
        results = run(seen)
        if error is not None:
            found = involving(error, (result for result in results if result.is_finding))
            yield Case("source", witness, _of_the_source(found))
        elif verdict(results) is Verdict.VERIFIED:
            yield from (_wrong_cite(seen, fact, cite, witness=witness) for fact, cite in wrong_cites(seen, count))


def _of_the_source(found: list[Result]) -> Blamed:
    sides = {finding.blame.side for finding in found if finding.blame is not None}
    if not found:
        return Blamed.UNNOTICED
    if Side.EXTRACTION in sides:
        return Blamed.OTHER
    return Blamed.SOURCE if Side.SOURCE in sides else Blamed.UNKNOWN


def _wrong_cite(reading: Reading, fact: Fact, cite: Cite, *, witness: bool) -> Case:
    wrong = replace(reading, sheet=with_cite(reading.sheet, fact.path, cite))
    blames = [result.blame for result in run(wrong) if result.is_finding and result.blame is not None]
    sides = {blame.side for blame in blames}
    right = any(b.side is Side.EXTRACTION and b.path == fact.path and b.suggestion == fact.cite.figure for b in blames)
    order = ((right, Blamed.RIGHT), (Side.EXTRACTION in sides, Blamed.OTHER), (Side.SOURCE in sides, Blamed.SOURCE))
    blamed = next((name for is_so, name in order if is_so), Blamed.UNKNOWN if blames else Blamed.UNNOTICED)
    return Case("extraction", witness, blamed, Side.SOURCE in sides)


def wrong_cites(reading: Reading, count: int) -> Iterator[tuple[Fact, Cite]]:
    """Yield `count` fields, evenly spread, each with the cite of a neighbour: the nearest figure of its kind that differs.

    More than there are fields, and the later ones get the next nearest. The same every time.
    """
    facts = [fact for fact in reading.facts if fact.cite.figure in reading.source.by_id]
    per_round = min(count, len(facts))
    for number in range(count if facts else 0):
        rank, place = divmod(number, per_round)
        fact = facts[place * len(facts) // per_round]
        cite = next((c for n, c in enumerate(_neighbours(reading.source, fact)) if n == rank), None)
        if cite is not None:
            yield fact, cite


def _neighbours(source: Source, fact: Fact) -> Iterator[Cite]:
    """Cites of the other figures of one kind and another amount, the nearest first."""
    own = source.by_id[fact.cite.figure or ""]
    for figure in sorted(source.figures, key=lambda figure: (abs(figure.start - own.start), figure.start)):
        amount = figure.amount(fact.cite.unit) if _is_alike(own, figure) else None
        if amount is not None and amount != fact.cite.amount:
            yield Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=fact.cite.unit, line=figure.line)


def _is_alike(own: Figure, other: Figure) -> bool:
    return other.is_money if own.is_money else other.kind is own.kind


def confusion(found: Iterable[Case]) -> tuple[Confusion, ...]:
    """The table: a line for the sheet's errors and one for the reader's, alone and beside the second witness."""
    each = list(found)
    return tuple(
        _line([case for case in each if (case.erred, case.witness) == (erred, witness)], erred, witness=witness)
        for witness in (False, True)
        for erred in ("source", "extraction")
    )


def _line(found: list[Case], erred: str, *, witness: bool) -> Confusion:
    counts = Counter(case.blamed for case in found)
    return Confusion.model_validate({
        "erred": erred,
        "witness": witness,
        "total": len(found),
        **{blamed.value: counts[blamed] for blamed in Blamed},
        "also_source": sum(case.erred == "extraction" and case.also_source for case in found),
    })  # fmt: skip
