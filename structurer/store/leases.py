"""Leases: a reviewer works on a record for a while. They are a courtesy; a save is decided by its parent, not by a lease."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.errors import RecordHeld
from structurer.store.revision import Lease
from structurer.store.tables import DatabaseRow


class LeaseRow(DatabaseRow):
    """A lease: the reviewer who works on a record, and until when."""

    __tablename__ = "leases"
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    holder: Mapped[str]
    since: Mapped[str]
    until: Mapped[str]


def claim(session: Session, record_id: str, author: str, seconds: int) -> Lease:
    """Return a lease for an author; their own is renewed, another's refused until it ends."""
    held = current(session, record_id)
    if held is not None and held.holder != author:
        raise RecordHeld(record_id, held.holder, held.until)
    now = datetime.now(UTC)
    since = _text(now) if held is None else held.since
    until = _text(now + timedelta(seconds=seconds))
    session.merge(LeaseRow(record_id=record_id, holder=author, since=since, until=until))
    return Lease(record_id, author, since, until)


def release(session: Session, record_id: str, author: str) -> None:
    """End an author's own lease."""
    row = session.get(LeaseRow, record_id)
    if row is not None and row.holder == author:
        session.delete(row)


def current(session: Session, record_id: str) -> Lease | None:
    """Return the lease of a record that has not ended."""
    row = session.get(LeaseRow, record_id)
    if row is None or row.until <= _text(datetime.now(UTC)):
        return None
    return Lease(row.record_id, row.holder, row.since, row.until)


def all_current(session: Session) -> list[Lease]:
    """Return every lease that has not ended."""
    rows = session.scalars(select(LeaseRow).where(LeaseRow.until > _text(datetime.now(UTC))))
    return [Lease(row.record_id, row.holder, row.since, row.until) for row in rows]


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
