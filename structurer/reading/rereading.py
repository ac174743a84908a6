"""The re-read: what the checks did not confirm is asked about once more, and the answer must earn its place.

The model is shown the lines, never the number that would fit. Its answer is taken only where every cite it brings
stands in the source, at least one finding is settled and no new one comes up; else the first reading stays.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from structurer.checks import run
from structurer.checks.claim import ClaimOutcome, Result, Side
from structurer.checks.reading import Reading
from structurer.errors import ModelError
from structurer.reading import regions, wire
from structurer.reading.merge import TABLES
from structurer.reading.model.conversation import Conversation
from structurer.reading.prompting import citable, part
from structurer.reading.resolve import resolve
from structurer.record.record import ReadFigure, Reread
from structurer.sheet.facts import Fact, with_cite
from structurer.sheet.model import Sheet

_MOST_TRIED = 24


@dataclass(frozen=True, slots=True)
class Settled:
    """The reading that counts, its results, and what the re-read was, where there was one."""

    reading: Reading
    results: tuple[Result, ...]
    reread: Reread | None = None


def reread(session: Conversation, reading: Reading, results: tuple[Result, ...], *, ask: bool) -> Settled:
    """Ask once more about the lines of findings a second reading could settle; `ask` False asks nothing."""
    lines = doubtful(results) if ask else ()
    if not lines:
        return Settled(reading, results)
    region = regions.around(reading, lines)
    source = reading.source
    shown = len(citable(source, region.lines))
    try:
        answer = session.ask(wire.Part, part("reread", source, set(region.lines)), shown)
    except ModelError as error:  # the first reading stands, whatever stops the second
        session.unanswered.append(f"reread: {type(error).__name__}")
        return Settled(reading, results, _reread(region.lines, reading, results, None))
    year = reading.sheet.identity.fiscal_year_label
    head = wire.bare_head(None if year is None else year.text)
    other = resolve(wire.combined(head, [answer]), source)
    better = choose(reading, results, other)
    return Settled(*(better or (reading, results)), _reread(region.lines, reading, results, better, other))


def doubtful(results: tuple[Result, ...]) -> tuple[int, ...]:
    """The lines of the findings that the reader may have caused.

    Not those blamed on the printed sheet, and not the amounts that only lack a second witness: another look at them by the
    same eyes settles nothing.
    """
    lines: set[int] = set()
    for result in results:
        blamed = result.blame is not None and result.blame.side is Side.SOURCE
        alone = result.outcome is ClaimOutcome.UNVERIFIABLE and result.facts
        if result.is_finding and not blamed and not alone:
            lines.update(result.lines)
    return tuple(sorted(lines))


def choose(reading: Reading, results: tuple[Result, ...], other: Sheet) -> tuple[Reading, tuple[Result, ...]] | None:
    """The reading with as much of another's as settles findings and brings no new one; None where nothing does."""
    best, known, taken = reading, results, False
    for _ in range(_MOST_TRIED):
        step = next(_steps(best, known, other), None)
        if step is None:
            break
        (best, known), taken = step, True
    return (best, known) if taken else None


def _steps(reading: Reading, results: tuple[Result, ...], other: Sheet) -> Iterator[tuple[Reading, tuple[Result, ...]]]:
    """Every better reading that is one exchange away, the largest exchange first."""
    for sheet in _candidates(reading, other):
        changed = replace(reading, sheet=sheet)
        if _new_cites_stand(reading, changed):
            judged = run(changed)
            if _improves(results, judged):
                yield changed, judged


def _candidates(reading: Reading, other: Sheet) -> Iterator[Sheet]:
    sheet = reading.sheet
    exchanged = {name: _exchanged(sheet, other, name) for name in TABLES}
    changes = {name: tables for name, tables in exchanged.items() if tables != getattr(sheet, name)}
    if len(changes) > 1:
        yield sheet.model_copy(update=changes)
    for name, tables in changes.items():
        yield sheet.model_copy(update={name: tables})
    second = {fact.key: fact for fact in Reading(reading.source, other).facts}
    for fact in reading.facts:
        found = second.get(fact.key)
        if found is not None and found.cite != fact.cite:
            yield with_cite(sheet, fact.path, found.cite)


def _exchanged(sheet: Sheet, other: Sheet, name: str) -> tuple[object, ...]:
    """The tables of one kind, each exchanged for those of the other sheet that share its lines; new ones behind."""
    ours, theirs = getattr(sheet, name), list(getattr(other, name))
    made: list[object] = []
    for number, table in enumerate(ours):
        own = _lines_of(sheet, name, number)
        same = [t for n, t in enumerate(getattr(other, name)) if own & _lines_of(other, name, n) and t in theirs]
        made += same or [table]
        theirs = [t for t in theirs if t not in same]
    return (*made, *theirs)


def _lines_of(sheet: Sheet, name: str, number: int) -> set[int]:
    own = getattr(sheet, name)[number].model_dump(mode="json")
    return set(_cited_lines(own))


def _cited_lines(node: object) -> Iterator[int]:
    if isinstance(node, dict):
        line = node.get("line") if "figure" in node else None
        if isinstance(line, int):
            yield line
        for child in node.values():
            yield from _cited_lines(child)
    elif isinstance(node, list):
        for child in node:
            yield from _cited_lines(child)


def _new_cites_stand(before: Reading, after: Reading) -> bool:
    known = {cite for _, cite in before.cites}
    return all(cite.figure is not None for _, cite in after.cites if cite not in known)


def _improves(before: tuple[Result, ...], after: tuple[Result, ...]) -> bool:
    """True where a finding is gone, none is new, and no claim that held was lost with its fields."""
    was, now = _findings(before), _findings(after)
    return now.total() < was.total() and not now - was and _holding(after) >= _holding(before)


def _findings(results: tuple[Result, ...]) -> Counter[tuple[object, ...]]:
    return Counter((result.code, result.name, result.lines) for result in results if result.is_finding)


def _holding(results: tuple[Result, ...]) -> int:
    return sum(result.outcome is ClaimOutcome.HOLDS and len(result.facts) > 1 for result in results)


def _reread(
    lines: tuple[int, ...],
    reading: Reading,
    results: tuple[Result, ...],
    better: tuple[Reading, tuple[Result, ...]] | None,
    other: Sheet | None = None,
) -> Reread:
    """What was asked, what the two readings say otherwise of these lines, and which of them counts."""
    before = len([result for result in results if result.is_finding])
    after = before if better is None else len([result for result in better[1] if result.is_finding])
    asked = set(lines)
    first = _said(fact for fact in reading.facts if fact.cite.line in asked)
    second = () if other is None else Reading(reading.source, other).facts
    again = _said(fact for fact in second if fact.cite.line in asked)
    return Reread(
        lines=lines,
        accepted=better is not None,
        findings_before=before,
        findings_after=after,
        before=tuple(said for said in first if said not in again),
        after=tuple(said for said in again if said not in first),
    )


def _said(facts: Iterator[Fact]) -> tuple[ReadFigure, ...]:
    return tuple(ReadFigure.of(fact) for fact in facts)
