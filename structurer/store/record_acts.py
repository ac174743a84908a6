"""Acts about whole records, one row an act, only added to: which record a file's sheet is, who withdrew a record and why.

A record has ended when a person withdrew it, or when another record stands at every place where its sheet stood: the file
changed. It is kept with its revisions, and neither exported nor asked about; `restore` takes it back.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple, cast, get_args

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, exists, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from structurer.errors import RecordEnded, RecordStands
from structurer.store.act_seals import ActTable, add_acts
from structurer.text import lazy_re as re

if TYPE_CHECKING:
    from structurer.text.source import Source

RecordDeed = Literal["placed", "withdrawn", "restored"]


class RecordActRow(ActTable):
    """One act about a record. `place` is the path of a file, with the number of the sheet in it where it holds several."""

    __tablename__ = "record_acts"
    __table_args__ = (Index("record_acts_record", "record_id"), Index("record_acts_place", "place"))
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    deed: Mapped[str]
    place: Mapped[str | None]
    author: Mapped[str | None]
    at: Mapped[str]
    reason: Mapped[str]


_A = RecordActRow
_AT_ONCE = 100  # records asked for in one statement, which may name so many values
_PART = re.compile(r"#\d+$")  # the number of a sheet in a file with several


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


class SheetPlace(NamedTuple):
    """The place of a sheet's text: its file by path, its number among the sheets of the file, and how many those are."""

    file: str
    part: int = 1
    parts: int = 1

    @property
    def name(self) -> str:
        """The path, with the number where the file holds several sheets."""
        return self.file if self.parts == 1 else f"{self.file}#{self.part}"

    @property
    def all_names(self) -> frozenset[str]:
        """The names of every place that the file has now."""
        return frozenset(self._replace(part=part).name for part in range(1, self.parts + 1))


def place_of(source: "Source") -> SheetPlace | None:
    """Return the place of a sheet's text; None where it came from no file."""
    if source.file is None:
        return None
    return (
        SheetPlace(source.file)
        if source.origin is None
        else SheetPlace(source.file, source.origin.part, source.origin.parts)
    )


def put_source(session: Session, source: "Source", record_id: str) -> tuple[str, ...]:
    """`put` of what was read from a source; nothing has ended where it came from no file."""
    place = place_of(source)
    return () if place is None else put(session, place, record_id)


def put(session: Session, place: SheetPlace, record_id: str) -> tuple[str, ...]:
    """Note that a file holds the sheet of this record now; return the records that have ended by it."""
    now = _standing_at(session, place.file)
    gone = {name: other for name, other in now.items() if name not in place.all_names or name == place.name}
    news = [name for name in sorted({place.name, *gone}) if gone.get(name) != record_id]
    add_acts(session, *(_act(record_id, "placed", place=name) for name in news))
    others = set(gone.values()) - {record_id}
    return tuple(sorted(other for other in others if not session.scalars(_held(other)).first()))


def is_there(session: Session, place: SheetPlace, record_id: str) -> bool:
    """True where a file is known to hold the sheet of this record."""
    return _standing_at(session, place.file).get(place.name) == record_id


def places(session: Session) -> dict[str, str]:
    """Return by place the record that stands there now."""
    found = session.execute(select(_A.place, _A.record_id).where(_A.deed == "placed").order_by(_A.id))
    return {str(place): record_id for place, record_id in found}


def standing_below(session: Session, folder: str) -> dict[str, set[str]]:
    """Return the records whose sheets stand in files below a folder, each with all files of its sheets; none that has ended."""
    newest = select(func.max(_A.id)).where(_A.deed == "placed").group_by(_A.place)
    found: dict[str, set[str]] = defaultdict(set)
    for place, record_id in session.execute(select(_A.place, _A.record_id).where(_A.id.in_(newest))):
        found[record_id].add(_PART.sub("", place or ""))
    below = folder.rstrip(os.sep) + os.sep
    ended = endings(session)
    return {
        record_id: files
        for record_id, files in found.items()
        if record_id not in ended and any(file.startswith(below) for file in files)
    }


def add(session: Session, record_id: str, deed: RecordDeed, author: str, reason: str) -> None:
    """Note that a person withdrew a record, or took it back; RecordEnded, RecordStands where it is so already."""
    if bool(endings_of(session, (record_id,))) is (deed == "withdrawn"):
        raise RecordStands(record_id) if deed == "restored" else RecordEnded(record_id)
    add_acts(session, _act(record_id, deed, author=author, reason=reason))


def acts(session: Session, record_id: str) -> tuple[RecordAct, ...]:
    """Return every act about a record, the oldest first; one that another program spoiled is left for `wholeness` to name."""
    own = (_A.record_id == record_id) & _A.deed.in_(get_args(RecordDeed))
    found = session.scalars(select(_A).where(own).order_by(_A.id))
    return tuple(RecordAct(cast("RecordDeed", row.deed), row.place, row.author, row.at, row.reason) for row in found)


def endings(session: Session) -> dict[str, Ending]:
    """Return by record how it has ended; records that stand are not among them."""
    return _endings(session, None)


def endings_of(session: Session, records: Iterable[str]) -> dict[str, Ending]:
    """Return the same of some records: who saves one sheet looks at those of its project, however many there are."""
    found: dict[str, Ending] = {}
    rest = iter(records)
    while some := list(islice(rest, _AT_ONCE)):
        found.update(_endings(session, some))
    return found


def _endings(session: Session, records: Sequence[str] | None) -> dict[str, Ending]:
    restored = dict(_newest(session, "restored", records))
    return {**dict(_superseded(session, records, restored)), **dict(_withdrawn(session, records, restored))}


def _superseded(
    session: Session, records: Sequence[str] | None, restored: Mapping[str, int]
) -> Iterator[tuple[str, Ending]]:
    """Yield the records none of whose places holds them any more, each with the newest that took such a place."""
    newest = select(func.max(_A.id)).where(_A.deed == "placed").group_by(_A.place)
    own = _about(records)
    if records is not None:
        newest = newest.where(_A.place.in_(select(_A.place).where(_A.deed == "placed", *own)))
    now = select(_A.id, _A.place, _A.record_id, _A.at).where(_A.id.in_(newest)).subquery()
    gone = _A.record_id.not_in(select(now.c.record_id))
    query = select(_A.record_id, now.c.id, now.c.record_id, now.c.at).join(now, now.c.place == _A.place)
    placed = query.where(_A.deed == "placed", gone, *own).order_by(now.c.id)
    for record_id, number, other, at in session.execute(placed):
        if number > restored.get(record_id, 0):
            yield record_id, Ending(at, superseded_by=other)


def _withdrawn(
    session: Session, records: Sequence[str] | None, restored: Mapping[str, int]
) -> Iterator[tuple[str, Ending]]:
    for record_id, number in _newest(session, "withdrawn", records):
        if number > restored.get(record_id, 0):
            row = session.get_one(_A, number)
            yield record_id, Ending(row.at, row.author, row.reason)


def _newest(session: Session, deed: RecordDeed, records: Sequence[str] | None) -> Iterator[tuple[str, int]]:
    query = select(_A.record_id, func.max(_A.id)).where(_A.deed == deed, *_about(records)).group_by(_A.record_id)
    yield from ((record_id, number) for record_id, number in session.execute(query))


def _about(records: Sequence[str] | None) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that an act is about one of some records; none where every record is meant."""
    return () if records is None else (_A.record_id.in_(records),)


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
