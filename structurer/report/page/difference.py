"""Two states of one record side by side: findings closed and opened, fields changed, workings redrawn."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.language import say
from structurer.record.record import Record
from structurer.report import history
from structurer.report.finding_view import FindingView, finding_view
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import HEAD, field_name
from structurer.sheet.facts import Fact


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A claim whose working is another one now."""

    code: str
    name: str
    before: tuple[str, ...]
    outcome_before: str
    after: tuple[str, ...]
    outcome_after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that says something else now; empty where it is not there."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """The difference of two states of a record; an equation that failed and still does is redrawn, not closed and opened."""

    closed: tuple[FindingView, ...]
    opened: tuple[FindingView, ...]
    lapsed: tuple[str, ...]
    redrawn: tuple[Redrawn, ...]
    fields: tuple[Changed, ...]
    open_before: int
    open_after: int


def difference(before: Record, after: Record) -> RecordDifference:
    """The difference from one state to another."""
    old, new = IndexedRecord(before), IndexedRecord(after)
    was, now = {result.key for result in old.open}, {result.key for result in new.open}
    redrawn = list(_redrawn(old, new))
    still = {(one.code, one.name) for one in redrawn if "holds" not in {one.outcome_before, one.outcome_after}}
    ended = [waiver for key, waiver in old.waivers.items() if key not in new.waivers]
    return RecordDifference(
        closed=tuple(one for one in _open(old, without=now) if (one.code, one.name) not in still),
        opened=tuple(one for one in _open(new, without=was) if (one.code, one.name) not in still),
        lapsed=tuple(history.waived(waiver) for waiver in ended),
        redrawn=tuple(redrawn),
        fields=tuple(_fields(old, new)),
        open_before=len(old.open),
        open_after=len(new.open),
    )


def _open(indexed: IndexedRecord, *, without: set[str | None]) -> Iterator[FindingView]:
    for place, result in enumerate(indexed.record.results):
        if result in indexed.open and result.key not in without:
            yield finding_view(indexed, place)


def _redrawn(old: IndexedRecord, new: IndexedRecord) -> Iterator[Redrawn]:
    """The equations over the same fields, one of which cites something else now; a claim over other fields is another claim.

    Workings are not compared: those of an earlier version are in other words.
    """
    known = {(result.code, result.name, result.paths): result for result in old.record.results if result.paths}
    for result in new.record.results:
        was = known.get((result.code, result.name, result.paths))
        if was is None or result.computed is None:
            continue
        if any(old.cites.get(path) != new.cites.get(path) for path in result.paths):
            yield Redrawn(
                result.code, result.name, was.working, was.outcome.value, result.working, result.outcome.value
            )


def _fields(old: IndexedRecord, new: IndexedRecord) -> Iterator[Changed]:
    yield from _heads(old.record, new.record)
    was, now = _prints(old), _prints(new)
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) != now.get(name):
            yield Changed(name, ", ".join(was.get(name, ())), ", ".join(now.get(name, ())))


def _prints(indexed: IndexedRecord) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for fact in indexed.facts.values():
        found[field_name(fact)].append(_print(fact))
    return dict(found)


def _print(fact: Fact) -> str:
    mark = say("(シートにない値)", " (not in the source)") if fact.cite.corrected else ""
    return f"{fact.cite.printed}{mark}" + ("" if fact.cite.line is None else f" (L{fact.cite.line})")


def _heads(before: Record, after: Record) -> Iterator[Changed]:
    for field, words in HEAD.items():
        name = "fiscal_year_label" if field == "fiscal_year" else field
        old, new = (getattr(record.sheet.identity, name) for record in (before, after))
        if old != new:
            yield Changed(say(*words), "" if old is None else old.text, "" if new is None else new.text)
