"""The record that an id, or a unique beginning of one, names, and its revisions."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, load_only

from structurer.errors import RecordUnknown
from structurer.store.tables import RecordRow, RevisionRow
from structurer.text import lazy_re as re

_LARGEST = 2**31 - 1
_ID = re.compile(r"[0-9A-Fa-f]+")


def record_row(session: Session, asked: str) -> RecordRow:
    """Return the row of a record; RecordUnknown where none, or more than one, begins so."""
    if not _ID.fullmatch(asked):  # a database may not even take it
        raise RecordUnknown(asked)
    exact = session.get(RecordRow, asked)
    if exact is not None:
        return exact
    found = session.scalars(select(RecordRow).where(RecordRow.id.startswith(asked.lower())).limit(2)).all()
    if len(found) != 1:
        raise RecordUnknown(asked)
    return found[0]


def newest_revision(session: Session, record_id: str) -> RevisionRow | None:
    """Return the newest revision of a record; None where it has none."""
    query = select(RevisionRow).where(RevisionRow.record_id == record_id)
    return session.scalars(query.order_by(RevisionRow.number.desc()).limit(1)).one_or_none()


def revision_row(session: Session, record_id: str, number: int) -> RevisionRow | None:
    """Return a revision of a record by its number; None where there is none."""
    known = isinstance(number, int) and 0 < number <= _LARGEST  # SQLite holds any value; PostgreSQL takes no larger one
    return session.get(RevisionRow, (record_id, number)) if known else None


def revision_rows(session: Session, record: RecordRow, *columns: InstrumentedAttribute[Any]) -> Iterator[RevisionRow]:
    """Yield the revisions of a record with these columns, the oldest first."""
    query = select(RevisionRow).where(RevisionRow.record_id == record.id).order_by(RevisionRow.number)
    yield from session.scalars(query.options(load_only(*columns)))
