"""What exports write of each record's newest revision, kept beside it by the transaction that saves it.

Derived, so not sealed; but each row has a sha256 over its content and the seal of the revision that it was made of. One that is of
another revision, or was changed, is never handed on: the revision itself is read, and `wholeness` names the row.
"""

import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ForeignKey, LargeBinary, bindparam, cast, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.errors import RecordInvalid
from structurer.record.tabular.exported import EDITION, ExportKind, content_of, unpacked
from structurer.record.tabular.revision import Loose
from structurer.store.revision import record_in
from structurer.store.tables import DatabaseRow, RevisionRow, SourceRow

if TYPE_CHECKING:
    from structurer.record.record import Record
    from structurer.text.source import Source


class ExportedTextRow(DatabaseRow):
    """What one kind of export writes of a record's newest revision. `edition` is the version of what they hold."""

    __tablename__ = "exported_texts"
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    edition: Mapped[int]
    digest: Mapped[str]
    content: Mapped[bytes]


_E = ExportedTextRow
_CONTENT = cast(_E.content, LargeBinary)  # SQLite takes a text in its place as well, which is only another damage
_KEPT = select(_E.record_id, _E.number, _E.edition, _E.digest, _CONTENT).where(
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
        own = (_E.record_id == one.record_id) & (_E.kind == kind.value)
        stands = select(_E.record_id).where(own, _E.number >= one.number, _E.edition >= EDITION)
        if session.scalars(stands).first() is None:
            session.execute(delete(_E).where(own))
            session.execute(insert(_E), [_columns(one, kind)])


def kept(session: Session, seals: Mapping[tuple[str, int], str], kind: ExportKind) -> dict[tuple[str, int], bytes]:
    """Return by revision what an export writes of it, for those with these seals of which it is kept as it was made."""
    found: dict[tuple[str, int], bytes] = {}
    wanted = {"ids": [record_id for record_id, _ in seals], "kind": kind.value}
    for record_id, number, edition, digest, content in session.execute(_KEPT, wanted):
        seal = seals.get((record_id, number))
        if seal is not None and edition == EDITION and digest == _digest(content, seal, kind):
            found[record_id, number] = content
    return found


def is_right(session: Session, revision: RevisionRow, source: "SourceRow | None") -> bool:
    """True where what is kept of a whole revision is what its record makes; nothing is kept of what an older version saved."""
    own = (_E.record_id == revision.record_id) & (_E.number == revision.number) & (_E.edition == EDITION)
    rows = list(session.execute(select(_E.kind, _E.digest, _CONTENT).where(own)))
    if not rows or source is None:
        return True
    try:
        record = record_in(revision, source.text)
    except RecordInvalid:
        return False
    made = Loose(record, revision.record_id, revision.number, revision.saved_at, revision.author)
    text = record.source.rebuild()
    return all(
        kind in set(ExportKind)
        and digest == _digest(content, revision.seal, ExportKind(kind))
        and _is_alike(content, content_of(made, text, ExportKind(kind)))
        for kind, digest, content in rows
    )


def _is_alike(content: bytes, made: bytes) -> bool:
    """True for the same content, by whatever version of zlib it was compressed."""
    try:
        return content == made or unpacked(content) == unpacked(made)
    except zlib.error:
        return False


def _columns(one: SealedContent, kind: ExportKind) -> dict[str, object]:
    return {
        "record_id": one.record_id,
        "kind": kind.value,
        "number": one.number,
        "edition": EDITION,
        "digest": _digest(one.content, one.seal, kind),
        "content": one.content,
    }


def _digest(content: bytes, seal: str, kind: ExportKind) -> str:
    return sha256(b"%b %d %b\n%b" % (kind.value.encode(), EDITION, seal.encode(), content)).hexdigest()
