"""The queue of records: those that need review, the worst first, then the others by time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from structurer.checks.claim import Verdict
from structurer.report import phrases
from structurer.report.page.bars import yen
from structurer.store import Lease, QueueEntry, RecordSummary, Store
from structurer.text.words import squeeze

PER_PAGE = 50
"""Rows of a page of the queue: an arbitrary number that keeps the page of a store of thousands small."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The filter of the queue; empty means any."""

    verdict: str = ""
    text: str = ""
    code: str = ""
    page: int = 1

    @property
    def is_asked(self) -> bool:
        """True where it leaves anything out."""
        return bool(self.verdict or self.text or self.code)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """The filter in an address; what it cannot mean is ignored."""
        verdict, page = query.get("verdict", ""), query.get("page", "1")
        known = verdict if verdict in {one.value for one in Verdict} else ""
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(known, query.get("text", "")[:200], query.get("code", "")[:20].upper(), max(number, 1))


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One record in the queue."""

    id: str
    name: str
    project: str
    verdict: str
    verdict_name: str
    findings: int
    stake: str
    codes: tuple[str, ...]
    holder: str
    revision: int
    saved_at: str
    reader: str


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue; `codes` are all that open findings have."""

    asked: Filter
    lines: tuple[QueueRow, ...]
    total: int
    pages: int
    codes: tuple[str, ...]
    verdicts: tuple[tuple[str, str], ...]


def queue(store: Store, asked: Filter) -> Queue:
    """The queue as asked for."""
    waiting = store.queue()
    codes = store.open_codes()
    lines = lines_of(waiting, store.records(), codes, store.leases())
    found = [line for line in lines if _fits(line, asked)]
    first = (asked.page - 1) * PER_PAGE
    return Queue(
        asked=asked,
        lines=tuple(found[first : first + PER_PAGE]),
        total=len(found),
        pages=-(-len(found) // PER_PAGE) or 1,
        codes=tuple(sorted({code for own in codes.values() for code in own})),
        verdicts=tuple((one.value, phrases.verdict(one)) for one in Verdict),
    )


def lines_of(
    waiting: Sequence[QueueEntry],
    records: Sequence[RecordSummary],
    codes: Mapping[str, tuple[str, ...]],
    leases: Sequence[Lease],
) -> list[QueueRow]:
    """Every record, in the order of the queue, those that do not wait after those that do."""
    places = {entry.id: place for place, entry in enumerate(waiting)}
    stakes = {entry.id: entry.stake for entry in waiting}
    holders = {lease.record_id: lease.holder for lease in leases}
    ordered = sorted(records, key=lambda record: places.get(record.id, len(places)))
    return [_line(one, stakes.get(one.id, 0), codes.get(one.id, ()), holders.get(one.id, "")) for one in ordered]


def _line(record: RecordSummary, stake: int, codes: tuple[str, ...], holder: str) -> QueueRow:
    return QueueRow(
        id=record.id,
        name=record.name,
        project=record.project or record.name,
        verdict=record.verdict.value,
        verdict_name=phrases.verdict(record.verdict),
        findings=record.findings,
        stake=yen(Fraction(stake)) if stake else "",
        codes=codes,
        holder=holder,
        revision=record.revisions,
        saved_at=record.saved_at,
        reader=record.model,
    )


def _fits(line: QueueRow, asked: Filter) -> bool:
    words = squeeze(f"{line.project} {line.name} {line.id}").lower()
    return (
        (not asked.verdict or line.verdict == asked.verdict)
        and all(squeeze(word).lower() in words for word in asked.text.split())
        and (not asked.code or asked.code in line.codes)
    )


def after_approval(store: Store, record_id: str, author: str) -> str:
    """The address to go to when a record is approved: the next one that waits and that nobody else works on, else the queue."""
    held = {lease.record_id for lease in store.leases() if lease.holder != author}
    waiting = (entry.id for entry in store.queue() if entry.id not in held)
    following = next(waiting, None)
    return f"/?approved={record_id}" if following is None else f"/sheets/{following}?approved={record_id}"
