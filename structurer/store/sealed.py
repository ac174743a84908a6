"""Revisions as the database holds them: their JSON as bytes, each found to be as it was saved without being taken apart.

A seal is made over JSON that is written in one way only, and that is what the columns hold; so it is made of their bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any

import pydantic
from sqlalchemy import JSON, BindParameter, LargeBinary, Row, Text, bindparam, cast, select, tuple_
from sqlalchemy.orm import Session, aliased

from structurer.record.record import Record, SourceRecord
from structurer.record.tabular.exported import ExportKind
from structurer.store import exported_texts
from structurer.store.connection import Database
from structurer.store.revision import PARTS
from structurer.store.tables import RecordRow, ReplyRow, RevisionRow, SourceRow, canonical
from structurer.text.origin import Origin
from structurer.text.source import Source

_COLUMNS = tuple(sorted(RevisionRow.__table__.columns, key=lambda column: column.key))
_TREES = frozenset(column.key for column in _COLUMNS if isinstance(column.type, JSON))
_AT_ONCE = 100  # revisions of one transaction
_NOTHING = b"[]"
_EMPTY = (None, "null", b"null")
_WANTED: BindParameter[Any] = bindparam("wanted", expanding=True)
_REPLIES = (
    select(ReplyRow.record_id, ReplyRow.number, ReplyRow.text)
    .where(tuple_(ReplyRow.record_id, ReplyRow.number).in_(_WANTED))
    .order_by(ReplyRow.position)
)
_ORIGIN = pydantic.TypeAdapter(Origin)


@dataclass(frozen=True, slots=True)
class SealedRevision:
    """A revision that is as it was saved, not yet taken apart. `text` and `trees`, its columns of JSON, are bytes."""

    record_id: str
    revision: int
    author: str | None
    saved_at: str
    name: str
    schema: str
    verdict: str
    findings: int
    seal: str
    text: bytes
    trees: Mapping[str, bytes]

    def whole(self) -> Record | None:
        """Return the whole record; None where it does not fit, which loading it will say."""
        return self._made(self.trees)

    def for_tables(self) -> Record | None:
        """Return the record without its proofs, and without results where no finding is among them: what tables are made of."""
        trees = {name: tree for name, tree in self.trees.items() if name != "proofs"}
        if self.findings == 0 and "review" not in trees:
            trees["results"] = _NOTHING
        return self._made(trees)

    def source(self) -> Source:
        """Return the source that it was read from."""
        tree = self.trees.get("document")
        return Source(self.name, self.text.decode(), None if tree is None else _ORIGIN.validate_json(tree))

    def _made(self, trees: Mapping[str, bytes]) -> Record | None:
        try:
            source = (
                SourceRecord.of(Source(self.name, self.text.decode())).model_dump_json(exclude={"document"}).encode()
            )
            placed = b'"source":%b,"document":%b}' % (source[:-1], trees.get("document", b"null"))
            head = canonical({"schema": self.schema, "verdict": self.verdict})[1:-1].encode()
            parts = (b'"%b":%b' % (name.encode(), trees[name]) for name in PARTS if name in trees)
            return Record.model_validate_json(b"{%b}" % b",".join((head, placed, *parts)))
        except ValueError:  # of pydantic, or of bytes that are no text
            return None


def every_sealed(database: Database, wanted: Iterable[tuple[str, int]]) -> Iterator[SealedRevision | None]:
    """Yield what `sealed` does of any number of revisions; no transaction lasts longer than a page of them."""
    for page in _pages(wanted):
        with database.reading() as session:
            found = list(sealed(session, page))
        yield from found


def every_exported(
    database: Database, wanted: Iterable[tuple[str, int]], kind: ExportKind
) -> Iterator[tuple[SealedRevision | None, bytes | None]]:
    """Yield the same, each with what an export writes of it, where that was kept with the revision."""
    for page in _pages(wanted):
        with database.reading() as session:
            found = list(sealed(session, page))
            seals = {(one.record_id, one.revision): one.seal for one in found if one is not None}
            kept = exported_texts.kept(session, seals, kind)
        yield from ((one, kept.get(key)) for key, one in zip(page, found, strict=True))


def _pages(wanted: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    some = iter(wanted)
    while page := list(islice(some, _AT_ONCE)):
        yield page


def sealed(session: Session, wanted: Sequence[tuple[str, int]]) -> Iterator[SealedRevision | None]:
    """Yield revisions in their order; None for one that is not, at first sight, as it was saved: loading it will say why."""
    # SQLite's texts are in UTF-8, as a seal takes them: what is not decoded need not be encoded again
    kind = LargeBinary if session.get_bind().dialect.name == "sqlite" else Text
    found = {(row.record_id, row.number): row for row in session.execute(_query(kind), {"wanted": wanted})}
    replies: dict[tuple[str, int], list[str]] = {}
    for record_id, number, text in session.execute(_REPLIES, {"wanted": wanted}):
        replies.setdefault((record_id, number), []).append(text)
    for key in wanted:
        row = found.get(key)
        try:
            yield None if row is None else _opened(row, replies.get(key, []))
        except (TypeError, AttributeError):  # bytes in a column of texts
            yield None


@cache
def _query(kind: type[LargeBinary | Text]) -> Any:  # noqa: ANN401  # as many columns as a revision has
    parent = aliased(RevisionRow)
    columns = [cast(column, kind).label(column.key) if column.key in _TREES else column for column in _COLUMNS]
    text = cast(SourceRow.text, kind).label("text")
    joined = (
        select(*columns, text, RecordRow.sha256.label("sha256"), parent.seal.label("parent_seal"))
        .join(RecordRow, RecordRow.id == RevisionRow.record_id)
        .join(SourceRow, SourceRow.sha256 == RecordRow.sha256)
        .outerjoin(parent, (parent.record_id == RevisionRow.record_id) & (parent.number == RevisionRow.parent))
    )
    return joined.where(tuple_(RevisionRow.record_id, RevisionRow.number).in_(_WANTED))


def _opened(row: Row[Any], replies: list[str]) -> SealedRevision | None:
    columns = {column.key: getattr(row, column.key) for column in _COLUMNS if column.key != "seal"}
    content = {key: value for key, value in columns.items() if value not in _EMPTY}
    trees = {key: _bytes(value) for key, value in content.items() if key in _TREES}
    parts = (b'"%b":%b' % (key.encode(), trees.get(key) or canonical(content[key]).encode()) for key in content)
    behind = canonical([row.sha256, replies, row.parent_seal])[1:].encode()
    whole, text = b"[{%b},%b" % (b",".join(parts), behind), _bytes(row.text)
    if row.seal != sha256(whole).hexdigest() or row.sha256 != sha256(text).hexdigest():
        return None
    told = (row.author, row.saved_at, row.name, row.schema, row.verdict, row.findings, row.seal)
    return SealedRevision(row.record_id, row.number, *told, text, trees)


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value
