"""Revisions as the database holds them: their JSON as texts, each found to be as it was saved without being taken apart.

A seal is made over JSON that is written in one way only, and that is what the columns hold; so it is made of their texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pydantic
from sqlalchemy import JSON, Row, Text, cast, select, tuple_
from sqlalchemy.orm import Session, aliased

from structurer.record.record import Record, SourceRecord
from structurer.store.revision import PARTS
from structurer.store.tables import RecordRow, ReplyRow, RevisionRow, SourceRow, canonical
from structurer.text.source import Source

_COLUMNS = tuple(RevisionRow.__table__.columns)
_TREES = frozenset(column.key for column in _COLUMNS if isinstance(column.type, JSON))
_NOTHING = "[]"


@dataclass(frozen=True, slots=True)
class SealedRevision:
    """A revision that is as it was saved, not yet taken apart. `trees` are its columns of JSON, as texts."""

    record_id: str
    revision: int
    author: str | None
    saved_at: str
    name: str
    schema: str
    verdict: str
    findings: int
    text: str
    trees: Mapping[str, str]

    def whole(self) -> Record | None:
        """Return the whole record; None where it does not fit, which loading it will say."""
        return self._made(self.trees)

    def for_tables(self) -> Record | None:
        """Return the record without its proofs, and without results where no finding is among them: what tables are made of."""
        trees = {name: tree for name, tree in self.trees.items() if name != "proofs"}
        if self.findings == 0 and "review" not in trees:
            trees["results"] = _NOTHING
        return self._made(trees)

    def _made(self, trees: Mapping[str, str]) -> Record | None:
        try:
            source = SourceRecord.of(Source(self.name, self.text)).model_dump_json(exclude={"document"})
            placed = f'"source":{source[:-1]},"document":{trees.get("document", "null")}}}'
            head = canonical({"schema": self.schema, "verdict": self.verdict})[1:-1]
            parts = (f'"{name}":{trees[name]}' for name in PARTS if name in trees)
            return Record.model_validate_json(f"{{{','.join((head, placed, *parts))}}}")
        except pydantic.ValidationError:
            return None


def sealed(session: Session, wanted: Sequence[tuple[str, int]]) -> Iterator[SealedRevision | None]:
    """Yield revisions in their order; None for one that is not, at first sight, as it was saved: loading it will say why."""
    found = {(row.record_id, row.number): row for row in session.execute(_query(wanted))}
    replies: dict[tuple[str, int], list[str]] = {}
    own = tuple_(ReplyRow.record_id, ReplyRow.number).in_(wanted)
    ordered = select(ReplyRow.record_id, ReplyRow.number, ReplyRow.text).where(own).order_by(ReplyRow.position)
    for record_id, number, text in session.execute(ordered):
        replies.setdefault((record_id, number), []).append(text)
    for key in wanted:
        row = found.get(key)
        try:
            yield None if row is None else _opened(row, replies.get(key, []))
        except (TypeError, AttributeError):  # bytes in a column of texts
            yield None


def _query(wanted: Sequence[tuple[str, int]]) -> Any:  # noqa: ANN401  # as many columns as a revision has
    parent = aliased(RevisionRow)
    columns = [cast(column, Text).label(column.key) if column.key in _TREES else column for column in _COLUMNS]
    beside = (SourceRow.text.label("text"), RecordRow.sha256.label("sha256"), parent.seal.label("parent_seal"))
    joined = (
        select(*columns, *beside)
        .join(RecordRow, RecordRow.id == RevisionRow.record_id)
        .join(SourceRow, SourceRow.sha256 == RecordRow.sha256)
        .outerjoin(parent, (parent.record_id == RevisionRow.record_id) & (parent.number == RevisionRow.parent))
    )
    return joined.where(tuple_(RevisionRow.record_id, RevisionRow.number).in_(wanted))


def _opened(row: Row[Any], replies: list[str]) -> SealedRevision | None:
    columns = {column.key: getattr(row, column.key) for column in _COLUMNS}
    content = {key: value for key, value in columns.items() if key != "seal" and value not in {None, "null"}}
    texts = ",".join(f'"{key}":{content[key] if key in _TREES else canonical(content[key])}' for key in sorted(content))
    whole = f"[{{{texts}}},{canonical([row.sha256, replies, row.parent_seal])[1:]}"
    is_whole = row.seal == sha256(whole.encode()).hexdigest() and row.sha256 == sha256(row.text.encode()).hexdigest()
    if not is_whole:
        return None
    trees = {key: content[key] for key in _TREES if key in content}
    told = (row.author, row.saved_at, row.name, row.schema, row.verdict, row.findings, row.text)
    return SealedRevision(row.record_id, row.number, *told, trees)
