"""The review queue: the records that need review, those with the most at stake first."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from structurer.checks.claim import Verdict
from structurer.errors import RecordInvalid
from structurer.store.revision import QueueEntry, record_in
from structurer.store.stake import DIGITS, head_row
from structurer.store.tables import HeadRow, Json, RecordRow, RevisionRow, SourceRow
from structurer.text.source import Source


def behind(session: Session) -> list[str]:
    """Return the records whose newest revision the queue does not know yet."""
    newest = select(RevisionRow.record_id, func.max(RevisionRow.number).label("number"))
    newest_of = newest.group_by(RevisionRow.record_id).subquery()
    missing = select(newest_of.c.record_id).outerjoin(HeadRow, HeadRow.record_id == newest_of.c.record_id)
    query = missing.where((HeadRow.number.is_(None)) | (HeadRow.number != newest_of.c.number))
    return list(session.scalars(query))


def catch_up(session: Session, record_ids: list[str]) -> None:
    """Work out the rows that the queue knows some records by; of one that cannot be read, from its revision's columns."""
    for record_id in record_ids:
        newest = select(RevisionRow).where(RevisionRow.record_id == record_id).order_by(RevisionRow.number.desc())
        row = session.scalars(newest.limit(1)).one()
        session.merge(_head_of(session, row))
        session.expunge(row)


def _head_of(session: Session, row: RevisionRow) -> HeadRow:
    text = session.get_one(SourceRow, session.get_one(RecordRow, row.record_id).sha256).text
    try:
        return head_row(record_in(row, text), Source(row.name, text), row.record_id, row.number)
    except RecordInvalid:
        amount = "0" * DIGITS
        return HeadRow(
            record_id=row.record_id, number=row.number, verdict=row.verdict, stake=amount, findings=row.findings
        )


def worst_first(session: Session) -> list[QueueEntry]:
    """Return the records that need review, by what is at stake, then by the number of open findings."""
    is_head = (RevisionRow.record_id == HeadRow.record_id) & (RevisionRow.number == HeadRow.number)
    columns = (RevisionRow.record_id, RevisionRow.name, RevisionRow.project, RevisionRow.number, RevisionRow.saved_at)
    query = select(*columns, HeadRow.stake, HeadRow.findings).join(HeadRow, is_head)
    waiting = query.where(HeadRow.verdict == Verdict.NEEDS_REVIEW.value)
    ordered = waiting.order_by(HeadRow.stake.desc(), HeadRow.findings.desc(), HeadRow.record_id.desc())
    return [
        QueueEntry(i, name, project, n, at, int(amount), count)
        for i, name, project, n, at, amount, count in session.execute(ordered)
    ]


def open_codes(session: Session) -> dict[str, tuple[str, ...]]:
    """Return by record the codes of the checks that its newest revision's open findings come from."""
    is_head = (RevisionRow.record_id == HeadRow.record_id) & (RevisionRow.number == HeadRow.number)
    query = select(RevisionRow.record_id, RevisionRow.results, RevisionRow.review).join(HeadRow, is_head)
    rows = session.execute(query.where(HeadRow.findings > 0))
    return {record_id: tuple(dict.fromkeys(_codes(results, review or {}))) for record_id, results, review in rows}


def _codes(results: list[Json], review: Json) -> Iterator[str]:
    waived = {waiver["finding"] for waiver in review.get("waivers", ())}
    yield from (result["code"] for result in results if result["finding"] and result.get("key") not in waived)
