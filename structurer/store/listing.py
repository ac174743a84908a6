"""The lists of records and of revisions: columns of theirs, without the sheets."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from structurer.checks.outcome import Verdict
from structurer.store import record_acts
from structurer.store.lookup import newest_revision, revision_rows
from structurer.store.revision import Head, RecordSummary, RevisionSummary, given_in
from structurer.store.tables import RecordRow, RevisionRow

_R = RevisionRow
_SUMMARY: tuple[InstrumentedAttribute[Any], ...] = (
    _R.record_id, _R.number, _R.parent, _R.author, _R.reason, _R.saved_at, _R.name, _R.project, _R.verdict, _R.findings,
    _R.reader, _R.model,
)  # fmt: skip


def newest(session: Session, sha256: str) -> Head | None:
    """Return the newest revision of the record of a source's text; None where there is none."""
    record = session.scalars(select(RecordRow).where(RecordRow.sha256 == sha256)).one_or_none()
    row = None if record is None else newest_revision(session, record.id)
    if row is None:
        return None
    verdict, reviewed = Verdict(row.verdict), row.review is not None
    return Head(row.record_id, row.number, row.author, row.saved_at, verdict, reviewed, given=given_in(row))


def records(session: Session) -> list[RecordSummary]:
    """Return every record by its newest revision, the newest first."""
    numbers = select(_R.record_id, func.max(_R.number).label("number")).group_by(_R.record_id).subquery()
    is_head = (_R.record_id == numbers.c.record_id) & (_R.number == numbers.c.number)
    query = select(*_SUMMARY).join(numbers, is_head).order_by(_R.saved_at.desc(), _R.record_id)
    ended = record_acts.endings(session)
    return [RecordSummary.of(row, ended.get(row.record_id)) for row in session.execute(query)]


def revisions(session: Session, record: RecordRow) -> list[RevisionSummary]:
    """Return every revision of a record, the oldest first."""
    return [RevisionSummary.of(row) for row in revision_rows(session, record, *_SUMMARY, _R.seal, _R.review)]


def stamp(session: Session) -> tuple[int, int]:
    """Return how many revisions and acts there are, which are only added to."""
    counts = (select(func.count()).select_from(table) for table in (RevisionRow, record_acts.RecordActRow))
    counted, acts = (session.scalars(count).one() for count in counts)
    return counted, acts
