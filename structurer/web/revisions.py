"""A record's revisions, and what lies between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from structurer.report import history, phrases
from structurer.report.page.difference import RecordDifference, difference
from structurer.store import RevisionSummary, Store


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One revision in words."""

    revision: int
    parent: int | None
    saved_at: str
    verdict: str
    verdict_name: str
    findings: int
    author: str
    reason: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """Every revision, the newest first; `between` is the difference of the two that were asked for."""

    revisions: tuple[RevisionEntry, ...]
    first: int
    last: int
    between: RecordDifference | None
    broken: tuple[int, ...]


def record_history(store: Store, record_id: str, query: Mapping[str, str]) -> RecordHistory:
    """The history of a record; the newest step is shown unless two revisions are named."""
    log = store.log(record_id)
    last = _number(query.get("to", ""), len(log), len(log))
    first = _number(query.get("from", ""), len(log), max(last - 1, 1))
    between = None
    if first != last:
        between = difference(store.load(record_id, first).record, store.load(record_id, last).record)
    return RecordHistory(tuple(reversed(entries(log))), first, last, between, store.verify(record_id))


def _number(text: str, most: int, otherwise: int) -> int:
    fits = text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most
    return int(text) if fits else otherwise


def entries(log: list[RevisionSummary]) -> list[RevisionEntry]:
    """Each revision in words, the oldest first."""
    before = [None, *(row.review for row in log)]
    return [
        RevisionEntry(
            revision=row.revision,
            parent=row.parent,
            saved_at=row.saved_at,
            verdict=row.verdict.value,
            verdict_name=phrases.verdict(row.verdict),
            findings=row.findings,
            author=row.author or row.model,
            reason=row.reason,
            changes=() if row.review is None else tuple(history.lines(row.review, earlier)),
        )
        for row, earlier in zip(log, before, strict=False)
    ]
