"""The re-read: one more question about what the checks did not confirm. Its answer counts only where it is better.

The model is shown the lines, never the number that would fit. Its answer is taken only where every cite it brings
stands in the source, at least one finding is settled and no new one comes up; else the first reading stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from structurer.errors import ModelError
from structurer.reading import regions, wire
from structurer.reading.judging import JudgedSheet
from structurer.reading.merge import TABLES
from structurer.reading.model.conversation import Conversation
from structurer.reading.prompting import citable, part
from structurer.reading.resolve import resolve
from structurer.record.record import ReadFigure, Reread
from structurer.sheet.facts import Fact, cites, facts, with_cite
from structurer.sheet.model import Sheet

Kept = TypeVar("Kept", bound=JudgedSheet)

_MOST_TRIED = 24
"""How many exchanges are made one after another. Each settles a finding and costs several runs of all checks: the limit bounds the
time of a reading that is wrong throughout."""


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Kept]):
    """The reading that counts, and the account of the re-read, where there was one."""

    judged: Kept
    reread: Reread | None = None


def reread(session: Conversation, first: Kept, *, ask: bool) -> Chosen[Kept]:
    """Ask once more about the lines of findings a second reading could settle; `ask` False asks nothing."""
    lines = first.doubtful if ask else ()
    if not lines:
        return Chosen(first)
    source = first.source
    region = regions.around(first, lines)
    shown = len(citable(source, region.lines))
    try:
        answer = session.ask(wire.Reply, part("reread", source, set(region.lines)), shown)
    except ModelError as error:  # the first reading stands, whatever stops the second
        session.unanswered.append(f"reread: {type(error).__name__}")
        return Chosen(first, _reread(region.lines, first, None))
    other = first.of(resolve(answer, source, first.sheet.identity, session.vocabulary)).sheet
    better = choose(first, other)
    return Chosen(better or first, _reread(region.lines, first, better, other))


def choose(first: Kept, other: Sheet) -> Kept | None:
    """The reading with as much of another's as settles findings and brings no new one; None where nothing does."""
    best: Kept | None = None
    for _ in range(_MOST_TRIED):
        step = next(_steps(first if best is None else best, other), None)
        if step is None:
            break
        best = step
    return best


def _steps(known: Kept, other: Sheet) -> Iterator[Kept]:
    """Every better reading that is one exchange away, the largest exchange first."""
    for sheet in _candidates(known.sheet, other):
        if _new_cites_stand(known.sheet, sheet):
            changed = known.of(sheet)
            if _improves(known, changed):
                yield changed


def _candidates(sheet: Sheet, other: Sheet) -> Iterator[Sheet]:
    exchanged = {name: _exchanged(sheet, other, name) for name in TABLES}
    changes = {name: tables for name, tables in exchanged.items() if tables != getattr(sheet, name)}
    if len(changes) > 1:
        yield sheet.model_copy(update=changes)
    for name, tables in changes.items():
        yield sheet.model_copy(update={name: tables})
    second = {fact.key: fact for fact in facts(other)}
    for fact in facts(sheet):
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


def _new_cites_stand(before: Sheet, after: Sheet) -> bool:
    known = {cite for _, cite in cites(before)}
    return all(cite.figure is not None for _, cite in cites(after) if cite not in known)


def _improves(before: JudgedSheet, after: JudgedSheet) -> bool:
    """True where a finding is gone, none is new, and no claim that held was lost with its fields."""
    was, now = before.findings, after.findings
    return now.total() < was.total() and not now - was and after.holding >= before.holding


def _reread(
    lines: tuple[int, ...], first: JudgedSheet, better: JudgedSheet | None, other: Sheet | None = None
) -> Reread:
    """Return the account of a re-read: its lines, the differences of the two readings there, and which one counts."""
    shown = set(lines)
    once = _figures(fact for fact in facts(first.sheet) if fact.cite.line in shown)
    again = () if other is None else _figures(fact for fact in facts(other) if fact.cite.line in shown)
    return Reread(
        lines=lines,
        accepted=better is not None,
        findings_before=first.findings.total(),
        findings_after=(better or first).findings.total(),
        before=tuple(figure for figure in once if figure not in again),
        after=tuple(figure for figure in again if figure not in once),
    )


def _figures(facts: Iterator[Fact]) -> tuple[ReadFigure, ...]:
    return tuple(ReadFigure.of(fact) for fact in facts)
