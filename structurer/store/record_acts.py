"""Acts about whole records, one row an act, only added to: which record a file's sheet is, who withdrew a record and why.

A record has ended when a person withdrew it, or when another record stands at every place where its sheet stood: the file
changed. It is kept with its revisions, and neither exported nor asked about; `restore` takes it back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import ForeignKey, Index, Select, exists, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from structurer.store.tables import DatabaseRow
from structurer.text.source import Source

RecordDeed = Literal["placed", "withdrawn", "restored"]


class RecordActRow(DatabaseRow):
    """One act about a record. `place` is the path of a file, with the number of the sheet in it where it holds several."""

    __tablename__ = "record_acts"
    __table_args__ = (Index("record_acts_record", "record_id"), Index("record_acts_place", "place"))
    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    deed: Mapped[str]
    place: Mapped[str | None]
    author: Mapped[str | None]
    at: Mapped[str]
    reason: Mapped[str]


_A = RecordActRow


@dataclass(frozen=True, slots=True)
class RecordAct:
    """One act about a record."""

    deed: RecordDeed
    place: str | None
    author: str | None
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How a record has ended: withdrawn by a person with a reason, or superseded by the record of the changed file."""

    at: str
    author: str | None = None
    reason: str = ""
    superseded_by: str | None = None


def place_of(source: Source) -> str | None:
    """Return the place of a sheet's text: its file, with its number where the file holds several; None for no file."""
    if source.file is None or source.origin is None or source.origin.parts == 1:
        return source.file
    return f"{source.file}#{source.origin.part}"


def put(session: Session, source: Source, record_id: str) -> tuple[str, ...]:
    """Note that a file holds the sheet of this record now; return the records that have ended by it."""
    if source.file is None:
        return ()
    parts = 1 if source.origin is None else source.origin.parts
    current = {f"{source.file}#{number}" for number in range(1, parts + 1)} if parts > 1 else {source.file}
    left = _standing_at(session, source.file)
    own = place_of(source)
    gone = {place: other for place, other in left.items() if place not in current or place == own}
    for place in sorted({own or "", *gone}):
        if gone.get(place) != record_id:
            session.add(_act(record_id, "placed", place=place))
    session.flush()
    others = set(gone.values()) - {record_id}
    return tuple(sorted(other for other in others if not session.scalars(_held(other)).first()))


def is_there(session: Session, source: Source, record_id: str) -> bool:
    """True where the file of a source is known to hold the sheet of this record, or there is no file."""
    return source.file is None or _standing_at(session, source.file).get(place_of(source) or "") == record_id


def add(session: Session, record_id: str, deed: RecordDeed, author: str, reason: str) -> None:
    """Note that a person withdrew a record, or took it back."""
    session.add(_act(record_id, deed, author=author, reason=reason))


def acts(session: Session, record_id: str) -> tuple[RecordAct, ...]:
    """Return every act about a record, the oldest first."""
    found = session.scalars(select(_A).where(_A.record_id == record_id).order_by(_A.id))
    return tuple(RecordAct(cast("RecordDeed", row.deed), row.place, row.author, row.at, row.reason) for row in found)


def endings(session: Session) -> dict[str, Ending]:
    """Return by record how it has ended; records that stand are not among them."""
    return {**dict(_superseded(session)), **dict(_withdrawn(session))}


def _superseded(session: Session) -> Iterator[tuple[str, Ending]]:
    """Yield the records none of whose places holds them any more, each with the newest that took such a place."""
    newest = select(func.max(_A.id)).where(_A.deed == "placed").group_by(_A.place)
    now = select(_A.id, _A.place, _A.record_id, _A.at).where(_A.id.in_(newest)).subquery()
    gone = _A.record_id.not_in(select(now.c.record_id))
    query = select(_A.record_id, now.c.id, now.c.record_id, now.c.at).join(now, now.c.place == _A.place)
    restored = dict(_newest(session, "restored"))
    for record_id, number, other, at in session.execute(query.where(_A.deed == "placed", gone).order_by(now.c.id)):
        if number > restored.get(record_id, 0):
            yield record_id, Ending(at, superseded_by=other)


def _withdrawn(session: Session) -> Iterator[tuple[str, Ending]]:
    restored = dict(_newest(session, "restored"))
    for record_id, number in _newest(session, "withdrawn"):
        if number > restored.get(record_id, 0):
            row = session.get_one(_A, number)
            yield record_id, Ending(row.at, row.author, row.reason)


def _newest(session: Session, deed: RecordDeed) -> Iterator[tuple[str, int]]:
    query = select(_A.record_id, func.max(_A.id)).where(_A.deed == deed).group_by(_A.record_id)
    yield from ((record_id, number) for record_id, number in session.execute(query))


def _held(record_id: str) -> Select[int]:
    """Select the acts by which a record still stands at a place."""
    later = aliased(_A)
    taken = exists().where(later.place == _A.place, later.deed == "placed", later.id > _A.id)
    return select(_A.id).where(_A.record_id == record_id, _A.deed == "placed", ~taken)


def _standing_at(session: Session, file: str) -> dict[str, str]:
    """Return by place the record that stands there now, for the places of one file."""
    own = (_A.place == file) | ((_A.place > f"{file}#") & (_A.place < f"{file}$"))
    found = session.execute(select(_A.place, _A.record_id).where(_A.deed == "placed", own).order_by(_A.id))
    return {str(place): record_id for place, record_id in found}


def _act(
    record_id: str, deed: RecordDeed, *, place: str | None = None, author: str | None = None, reason: str = ""
) -> RecordActRow:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return RecordActRow(record_id=record_id, deed=deed, place=place, author=author, at=at, reason=reason)
