"""The register of batches and of the sheets that are done. A sheet is marked in the transaction that saves it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.checks.outcome import Verdict
from structurer.store.connection import Database
from structurer.store.revision import Saved
from structurer.store.tables import REVISION, DatabaseRow, HeadRow, RevisionRow, put


class BatchRow(DatabaseRow):
    """One batch: `key` is the sha256 of what decides its readings, so that only the same batch is resumed."""

    __tablename__ = "batches"
    __table_args__ = (Index("batches_key", "key"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    model: Mapped[str]
    started_at: Mapped[str]
    finished_at: Mapped[str | None]


class BatchSheetRow(DatabaseRow):
    """The status of one sheet of a batch: saved as a revision, or failed with an error's name and sentence.

    `item` is the sha256 of its document and its number in it; the row of a saved one is written with its revision.
    """

    __tablename__ = "batch_sheets"
    __table_args__ = (ForeignKeyConstraint(["record_id", "number"], REVISION),)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    at: Mapped[str]
    verdict: Mapped[str | None]
    record_id: Mapped[str | None]
    number: Mapped[int | None]
    error: Mapped[str | None]
    message: Mapped[str | None]


_B = BatchSheetRow
_STATUS = (
    _B.item, _B.name, func.coalesce(HeadRow.verdict, _B.verdict), _B.record_id, _B.number, _B.error, _B.message,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchSheet:
    """A sheet of a batch: `item` distinguishes it from every other of the batch, `name` is for people."""

    batch: str
    item: str
    name: str


@dataclass(frozen=True, slots=True)
class SheetStatus:
    """The status of a sheet: its revision and verdict, or the error's name and sentence.

    The record of a sheet that a person has reviewed is kept: `verdict` and the revision are then the person's.
    """

    item: str
    name: str
    verdict: Verdict | None = None
    record_id: str | None = None
    number: int | None = None
    error: str | None = None
    message: str | None = None


class Batches:
    """The batches of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, key: str, model: str, *, resume: bool) -> str:
        """Return the id of a new batch; with `resume` of the newest one of this key, where there is one.

        A batch that is resumed forgets what had failed in it, since that is tried again.
        """
        with self._database.writing(saving=False) as session:
            newest = _newest(session, key) if resume else None
            if newest is not None:
                newest.finished_at = None
                failed = (BatchSheetRow.batch_id == newest.id) & BatchSheetRow.verdict.is_(None)
                session.execute(delete(BatchSheetRow).where(failed))
                return newest.id
            made = BatchRow(id=uuid.uuid4().hex[:12], key=key, model=model, started_at=_now(), finished_at=None)
            session.add(made)
            return made.id

    def unfinished(self, key: str) -> str | None:
        """Return the newest batch of this key, where it was left before its end."""
        with self._database.reading() as session:
            newest = _newest(session, key)
            return None if newest is None or newest.finished_at is not None else newest.id

    def saved(self, batch: str) -> frozenset[str]:
        """Return the items of a batch that are saved: what must not be done again."""
        with self._database.reading() as session:
            own = (BatchSheetRow.batch_id == batch) & BatchSheetRow.verdict.is_not(None)
            return frozenset(session.scalars(select(BatchSheetRow.item).where(own)))

    def records(self, batch: str) -> dict[str, str]:
        """Return by item the records of the sheets of a batch that are saved."""
        row = BatchSheetRow
        own = (row.batch_id == batch) & row.verdict.is_not(None) & row.record_id.is_not(None)
        with self._database.reading() as session:
            return {
                item: str(record_id) for item, record_id in session.execute(select(row.item, row.record_id).where(own))
            }

    def kept(self, batch_sheet: BatchSheet, record_id: str, number: int, verdict: Verdict) -> None:
        """Note that a sheet stays as its newest revision has it."""
        with self._database.writing() as session:
            mark(session, batch_sheet, record_id, number, verdict)

    def failed(self, batch_sheet: BatchSheet, error: str, message: str) -> None:
        """Note why a sheet could not be saved; a later reading of it takes the note's place."""
        with self._database.writing() as session:
            _note(session, batch_sheet, error, message)

    def under_way(self, batch_sheets: Collection[BatchSheet], error: str, message: str) -> None:
        """Note an error for sheets that are about to be read, which holds if nothing else is noted, all in one transaction.

        Unlike `failed` it takes the place of an earlier note only, and waits only for whoever works on one of them.
        """
        with self._database.saving(*(name_of(batch_sheet) for batch_sheet in batch_sheets)) as session:
            for batch_sheet in batch_sheets:
                _note(session, batch_sheet, error, message)

    def finish(self, batch: str) -> None:
        """Close a batch: there is nothing left to resume."""
        with self._database.writing(saving=False) as session:
            session.get_one(BatchRow, batch).finished_at = _now()

    def sheets(self, batch: str) -> list[SheetStatus]:
        """Return every sheet of a batch so far, by name, with the verdict that its record has now.

        A sheet may have been compared anew since it was saved: with that of the year before, which the batch read later.
        """
        newer = (HeadRow.record_id == BatchSheetRow.record_id) & (HeadRow.number > BatchSheetRow.number)
        with self._database.reading() as session:
            own = select(*_STATUS).select_from(_B).outerjoin(HeadRow, newer).where(BatchSheetRow.batch_id == batch)
            ordered = session.execute(own.order_by(BatchSheetRow.name, BatchSheetRow.item))
            return [
                SheetStatus(item, name, _verdict(word), record_id, number, error, message)
                for item, name, word, record_id, number, error, message in ordered
            ]

    def done(self, batch: str, items: Collection[str]) -> dict[str, SheetStatus]:
        """Return the status of some sheets of a batch so far, by item; none of one that nobody has begun."""
        with self._database.reading() as session:
            rows = (session.get(BatchSheetRow, (batch, item)) for item in items)
            return {row.item: _done(row) for row in rows if row is not None}

    def tally(self, batch: str) -> dict[str, int]:
        """Return the number of sheets by verdict or by the name of their error."""
        what = func.coalesce(BatchSheetRow.verdict, BatchSheetRow.error)
        with self._database.reading() as session:
            own = select(what, func.count()).where(BatchSheetRow.batch_id == batch).group_by(what)
            return {str(name): count for name, count in session.execute(own)}


def _newest(session: Session, key: str) -> BatchRow | None:
    own = select(BatchRow).where(BatchRow.key == key)
    return session.scalars(own.order_by(BatchRow.started_at.desc(), BatchRow.id).limit(1)).one_or_none()


def name_of(batch_sheet: BatchSheet) -> str:
    """Return the name of the lock on the status of a sheet."""
    return f"ticket {batch_sheet.batch} {batch_sheet.item}"  # the word of every version: two of them may share a server


def find(session: Session, batch_sheet: BatchSheet) -> BatchSheetRow | None:
    """Return the row of a sheet that is saved; None where it is still to do."""
    row = session.get(BatchSheetRow, (batch_sheet.batch, batch_sheet.item))
    return row if row is not None and row.verdict is not None else None


def saved_as(session: Session, batch_sheet: BatchSheet) -> Saved | None:
    """Return what a sheet was saved as; None where it is still to do."""
    row = find(session, batch_sheet)
    if row is None or row.record_id is None or row.number is None:
        return None
    return Saved(row.record_id, row.number)


def mark(session: Session, batch_sheet: BatchSheet, record_id: str, number: int, verdict: Verdict) -> None:
    """Mark a sheet as saved, in the transaction of the caller."""
    row = BatchSheetRow(batch_id=batch_sheet.batch, item=batch_sheet.item, name=batch_sheet.name, at=_now())
    row.verdict, row.record_id, row.number = verdict.value, record_id, number
    row.error = row.message = None
    put(session, row)


def mark_revision(session: Session, batch_sheet: BatchSheet, row: RevisionRow) -> None:
    """Mark a sheet as saved in a revision."""
    mark(session, batch_sheet, row.record_id, row.number, Verdict(row.verdict))


def _note(session: Session, batch_sheet: BatchSheet, error: str, message: str) -> None:
    """Note why a sheet is not saved, unless it is."""
    if find(session, batch_sheet) is None:
        note = BatchSheetRow(batch_id=batch_sheet.batch, item=batch_sheet.item, name=batch_sheet.name, at=_now())
        note.error, note.message = error, message
        put(session, note)


def _verdict(word: str | None) -> Verdict | None:
    known = {
        one.value: one for one in Verdict
    }  # a spoilt head is for `wholeness` to name: nothing is taken for verified by it
    return None if word is None else known.get(word, Verdict.NEEDS_REVIEW)


def _done(row: BatchSheetRow) -> SheetStatus:
    return SheetStatus(row.item, row.name, _verdict(row.verdict), row.record_id, row.number, row.error, row.message)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
