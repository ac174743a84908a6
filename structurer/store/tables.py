"""The tables of the records, and the seal that each revision carries.

The other tables are defined beside what reads and writes them, and are loaded with it; `schema` knows all of them.

A seal is a sha256 over the revision's own content and its parent's seal, so that damage to any of them shows. Taking
away the newest revisions does not show: a chain vouches for what is behind it only.
"""

import hashlib
import json
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String, TextClause, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

FORMAT = 13
"""The version of the tables; `migrations` brings older ones here."""

Json = dict[str, Any]

REVISION = ("revisions.record_id", "revisions.number")
"""The columns that a row about one revision points to."""


class DatabaseRow(DeclarativeBase):
    """A row of any table. Texts are ordered by their characters' numbers, whatever the locale of a server."""

    type_annotation_map: ClassVar = {str: String().with_variant(String(collation="C"), "postgresql")}


class FormatRow(DatabaseRow):
    """The one row with the version of the tables."""

    __tablename__ = "formats"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class SourceRow(DatabaseRow):
    """The text of a sheet, once however often it is saved."""

    __tablename__ = "sources"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class RecordRow(DatabaseRow):
    """A record: the short name of a source."""

    __tablename__ = "records"
    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("sources.sha256"), unique=True)


class RevisionRow(DatabaseRow):
    """One saved state of a record. Rows are added, never changed."""

    __tablename__ = "revisions"
    __table_args__ = (ForeignKeyConstraint(["record_id", "parent"], REVISION),)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    parent: Mapped[int | None]
    author: Mapped[str | None]
    reason: Mapped[str]
    saved_at: Mapped[str]
    name: Mapped[str]
    project: Mapped[str | None]
    verdict: Mapped[str]
    findings: Mapped[int]
    reader: Mapped[str]
    model: Mapped[str]
    schema: Mapped[str]
    reading: Mapped[Json] = mapped_column(JSON)
    sheet: Mapped[Json] = mapped_column(JSON)
    results: Mapped[list[Json]] = mapped_column(JSON)
    unclaimed: Mapped[list[Json]] = mapped_column(JSON)
    seal: Mapped[str]
    review: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    document: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    proofs: Mapped[list[Json] | None] = mapped_column(JSON(none_as_null=True))
    words: Mapped[list[Json] | None] = mapped_column(JSON(none_as_null=True))
    given: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    prior: Mapped[list[Json] | None] = mapped_column(JSON(none_as_null=True))


class ReplyRow(DatabaseRow):
    """One raw reply of a model, in the order they came."""

    __tablename__ = "replies"
    __table_args__ = (ForeignKeyConstraint(["record_id", "number"], REVISION),)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]


class HeadRow(DatabaseRow):
    """The row that the queue knows a record's newest revision by. Derived, so not sealed: made anew where it is behind.

    `stake` is in yen, written with leading zeros, so that the order of texts is that of amounts, however large.
    """

    __tablename__ = "heads"
    __table_args__ = (Index("heads_worst_first", "verdict", "stake", "findings", "record_id"),)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    number: Mapped[int]
    verdict: Mapped[str]
    stake: Mapped[str]
    findings: Mapped[int]


def put(session: Session, row: DatabaseRow) -> None:
    """Write a derived row in the place of the one with its key, in one statement: a merge looks for that one first."""
    session.execute(_putting(type(row)), {column.key: getattr(row, column.key) for column in row.__table__.columns})


@cache
def _putting(kind: type[DatabaseRow]) -> TextClause:
    table = kind.__table__
    names, key = [column.key for column in table.columns], [column.key for column in table.primary_key]
    values, others = ", ".join(f":{name}" for name in names), (name for name in names if name not in key)
    news = ", ".join(f"{name} = excluded.{name}" for name in others)
    into = f"INSERT INTO {kind.__tablename__} ({', '.join(names)}) VALUES ({values})"  # noqa: S608  # our own names
    return text(f"{into} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {news}")


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """Return a value as JSON, written in one way only."""
    return _CANONICAL.encode(value)


def seal(row: RevisionRow, sha256: str, replies: tuple[str, ...], parent_seal: str | None) -> str:
    """Return the seal of a revision of the source with this sha256.

    Empty columns are left out, so that a column added by a later version breaks no seal.
    """
    columns = {column.key: getattr(row, column.key) for column in RevisionRow.__table__.columns}
    content = {key: value for key, value in columns.items() if key != "seal" and value is not None}
    whole = canonical([content, sha256, replies, parent_seal])
    return hashlib.sha256(whole.encode()).hexdigest()
