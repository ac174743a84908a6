"""What exports write of each record's newest revision, kept beside it by the transaction that saves it.

Derived, so not sealed; but each row has a sha256 over its content and the seal of the revision that it was made of. One that is of
another revision, or was changed, is never handed on: the revision itself is read, and `wholeness` names the row.
"""

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, bindparam, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.errors import RecordInvalid
from structurer.store.revision import record_in
from structurer.store.tables import DatabaseRow, RevisionRow, SourceRow
from structurer.tabular.exported import EDITION, ExportKind, content_of
from structurer.tabular.revision import Loose

if TYPE_CHECKING:
    from structurer.record.record import Record
    from structurer.text.source import Source

_FAST = 1  # of zlib's levels: what is slower saves a tenth of the room


class ExportedTextRow(DatabaseRow):
    """The bytes of one kind of export of a record's newest revision, compressed. `edition` is the version of what they hold."""

    __tablename__ = "exported_texts"
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    edition: Mapped[int]
    digest: Mapped[str]
    content: Mapped[bytes]


_E = ExportedTextRow
_KEPT = select(_E.record_id, _E.number, _E.edition, _E.digest, _E.content).where(
    _E.record_id.in_(bindparam("ids", expanding=True)), _E.kind == bindparam("kind")
)


class SealedContent(NamedTuple):
    """What an export writes of the revision with this number and seal."""

    record_id: str
    number: int
    seal: str
    content: bytes


def put(session: Session, row: RevisionRow, record: "Record", source: "Source") -> None:
    """Keep what exports write of a revision that becomes the newest of its record."""
    revision = Loose(record, row.record_id, row.number, row.saved_at, row.author)
    if row.number > 1:
        session.execute(delete(_E).where(_E.record_id == row.record_id))
    made = [
        _columns(SealedContent(row.record_id, row.number, row.seal, content_of(revision, source, kind)), kind)
        for kind in ExportKind
    ]
    session.execute(insert(_E), made)


def keep(session: Session, made: Iterable[SealedContent], kind: ExportKind) -> None:
    """Keep what was made where nothing of this revision was kept; what was spoilt is left for `wholeness` to name."""
    for one in made:
        before = session.get(_E, (one.record_id, kind.value))
        if before is None or before.number < one.number or before.edition < EDITION:
            session.merge(_E(**_columns(one, kind)))


def kept(session: Session, seals: Mapping[tuple[str, int], str], kind: ExportKind) -> dict[tuple[str, int], bytes]:
    """Return by revision what an export writes of it, for those with these seals of which it is kept as it was made."""
    found: dict[tuple[str, int], bytes] = {}
    wanted = {"ids": [record_id for record_id, _ in seals], "kind": kind.value}
    for record_id, number, edition, digest, packed in session.execute(_KEPT, wanted):
        seal = seals.get((record_id, number))
        content = None if seal is None or edition != EDITION else _unpacked(packed, digest, seal, kind)
        if content is not None:
            found[record_id, number] = content
    return found


def is_right(session: Session, revision: RevisionRow, source: "SourceRow | None") -> bool:
    """True where what is kept of a whole revision is what its record makes; nothing is kept of what an older version saved."""
    own = (_E.record_id == revision.record_id) & (_E.number == revision.number) & (_E.edition == EDITION)
    rows = list(session.scalars(select(_E).where(own)))
    if not rows or source is None:
        return True
    try:
        record = record_in(revision, source.text)
    except RecordInvalid:
        return False
    made = Loose(record, revision.record_id, revision.number, revision.saved_at, revision.author)
    text = record.source.rebuild()
    return all(
        row.kind in set(ExportKind)
        and _unpacked(row.content, row.digest, revision.seal, ExportKind(row.kind))
        == content_of(made, text, ExportKind(row.kind))
        for row in rows
    )


def _columns(one: SealedContent, kind: ExportKind) -> dict[str, object]:
    packed = zlib.compress(one.content, _FAST)
    return {
        "record_id": one.record_id,
        "kind": kind.value,
        "number": one.number,
        "edition": EDITION,
        "digest": _digest(packed, one.seal, kind),
        "content": packed,
    }


def _digest(packed: bytes, seal: str, kind: ExportKind) -> str:
    return sha256(f"{kind.value} {EDITION} {seal}\n".encode() + packed).hexdigest()


def _unpacked(packed: object, digest: object, seal: str, kind: ExportKind) -> bytes | None:
    """Return the content; None where it is not what was kept of the revision with this seal."""
    if not isinstance(packed, bytes) or digest != _digest(packed, seal, kind):
        return None
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None
