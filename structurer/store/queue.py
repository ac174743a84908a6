"""The review queue: the records that need review, those with the most at stake first."""

from collections.abc import Iterator, Mapping
from json import JSONDecodeError
from typing import Any

from sqlalchemy import Select, case, func, select, tuple_
from sqlalchemy.orm import Session

from structurer.checks.outcome import Verdict
from structurer.errors import RecordInvalid
from structurer.store import record_acts
from structurer.store.connection import Database
from structurer.store.revision import QueueEntry, RecordContent, record_in
from structurer.store.stake import DIGITS, head_row
from structurer.store.tables import HeadRow, Json, RecordRow, RevisionRow, SourceRow, put
from structurer.text.source import Source

_AT_ONCE = 100
"""Revisions fetched in one query: a database bounds the values that a query may name; and records caught up in one transaction:
a reviewer who saves meanwhile waits for no more than these."""


def waiting(database: Database) -> list[QueueEntry]:
    """Return the records that need review and have not ended, those with the most at stake first."""
    with database.reading() as session:
        behind = _behind(session)
    for first in range(0, len(behind), _AT_ONCE):  # saved by an older version: worked out once
        with database.writing(saving=False) as session:
            _catch_up(session, behind[first : first + _AT_ONCE])
    with database.reading() as session:
        ended = record_acts.endings(session)
        return [entry for entry in _worst_first(session) if entry.id not in ended]


def _behind(session: Session) -> list[str]:
    """Return the records whose newest revision the queue does not know yet."""
    newest = select(RevisionRow.record_id, func.max(RevisionRow.number).label("number"))
    newest_of = newest.group_by(RevisionRow.record_id).subquery()
    missing = select(newest_of.c.record_id).outerjoin(HeadRow, HeadRow.record_id == newest_of.c.record_id)
    # a head of a later revision than there is shows that one was taken away: it is left for `wholeness` to name
    query = missing.where((HeadRow.number.is_(None)) | (HeadRow.number < newest_of.c.number))
    return list(session.scalars(query))


def _catch_up(session: Session, record_ids: list[str]) -> None:
    """Work out the rows that the queue knows some records by; of one that cannot be read, from its revision's columns."""
    for record_id in record_ids:
        newest = select(RevisionRow).where(RevisionRow.record_id == record_id).order_by(RevisionRow.number.desc())
        row = session.scalars(newest.limit(1)).one()
        put(session, _head_of(session, row))
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


def _worst_first(session: Session) -> list[QueueEntry]:
    """Return the records that need review, by what is at stake, then by the number of open findings."""
    is_head = (RevisionRow.record_id == HeadRow.record_id) & (RevisionRow.number == HeadRow.number)
    columns = (RevisionRow.record_id, RevisionRow.name, RevisionRow.project, RevisionRow.number, RevisionRow.saved_at)
    query = select(*columns, HeadRow.stake, HeadRow.findings).join(HeadRow, is_head).join(RecordRow)
    waiting = query.where(HeadRow.verdict == Verdict.NEEDS_REVIEW.value)
    ordered = waiting.order_by(HeadRow.stake.desc(), HeadRow.findings.desc(), HeadRow.record_id.desc())
    return [
        QueueEntry(
            i, _text(name) or i, _text(project), n, _text(at) or "", int(amount) if _is_amount(amount) else 0, count
        )
        for i, name, project, n, at, amount, count in session.execute(ordered)
    ]


def _text(column: object) -> str | None:
    """Return the text in a column; None for anything else, which is damage that must not hide the other records."""
    return column if isinstance(column, str) else None


def _is_amount(column: object) -> bool:
    return isinstance(column, str) and column.isascii() and column.isdigit()


def contents(session: Session, known: Mapping[str, int]) -> Iterator[RecordContent]:
    """Yield what each record's newest revision holds, but for those that are known by its number."""
    newest = select(RevisionRow.record_id, func.max(RevisionRow.number)).group_by(RevisionRow.record_id)
    wanted = [(record_id, number) for record_id, number in session.execute(newest) if known.get(record_id) != number]
    # the results are the largest column, and most records have no finding
    results = case((RevisionRow.findings > 0, RevisionRow.results))
    row = RevisionRow
    columns = (row.record_id, row.number, row.sheet, results, row.review, row.given)
    for first in range(0, len(wanted), _AT_ONCE):
        yield from _contents(session, select(*columns), wanted[first : first + _AT_ONCE])


def _contents(session: Session, query: Select[Any], wanted: list[tuple[str, int]]) -> Iterator[RecordContent]:
    """Yield what some revisions hold; of one that cannot be read nothing, and of the others all."""
    try:
        found = session.execute(query.where(tuple_(RevisionRow.record_id, RevisionRow.number).in_(wanted))).all()
    except JSONDecodeError:
        if len(wanted) == 1:
            yield RecordContent(*wanted[0], {}, (), None)
        else:
            for one in wanted:
                yield from _contents(session, query, [one])
        return
    for record_id, number, sheet, judged, review, given in found:
        try:
            codes = tuple(dict.fromkeys(_codes(judged or [], review or {})))
        except (KeyError, TypeError, AttributeError):  # JSON of something else
            codes = ()
        yield RecordContent(record_id, number, sheet, codes, given)


def _codes(results: list[Json], review: Json) -> Iterator[str]:
    waived = {waiver["finding"] for waiver in review.get("waivers", ())}
    yield from (result["code"] for result in results if result["finding"] and result.get("key") not in waived)
