"""The tables, and the seal that each revision carries.

A seal is a sha256 over the revision's own content and its parent's seal, so that damage to any of them shows. Taking
away the newest revisions does not show: a chain vouches for what is behind it only.
"""

import hashlib
import json
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

FORMAT = 5
"""The version of the tables; `migrations` brings older ones here."""

Json = dict[str, Any]

_REVISION = ["revisions.record_id", "revisions.number"]


class Row(DeclarativeBase):
    """A row of any table. Texts are ordered by their characters' numbers, whatever the locale of a server."""

    type_annotation_map: ClassVar = {str: String().with_variant(String(collation="C"), "postgresql")}


class FormatRow(Row):
    """The one row that says which version the tables have."""

    __tablename__ = "formats"
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class SourceRow(Row):
    """The text of a sheet, once however often it is saved."""

    __tablename__ = "sources"
    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class RecordRow(Row):
    """A record: the short name of a source."""

    __tablename__ = "records"
    id: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("sources.sha256"), unique=True)


class RevisionRow(Row):
    """One saved state of a record. Rows are added, never changed."""

    __tablename__ = "revisions"
    __table_args__ = (ForeignKeyConstraint(["record_id", "parent"], _REVISION),)
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


class ReplyRow(Row):
    """One raw reply of a model, in the order they came."""

    __tablename__ = "replies"
    __table_args__ = (ForeignKeyConstraint(["record_id", "number"], _REVISION),)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]


class HeadRow(Row):
    """What the queue asks of a record's newest revision. Derived, so not sealed: made anew where it is behind.

    `stake` is in yen, written with leading zeros, so that the order of texts is that of amounts, however large.
    """

    __tablename__ = "heads"
    __table_args__ = (Index("heads_worst_first", "verdict", "stake", "findings", "record_id"),)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    number: Mapped[int]
    verdict: Mapped[str]
    stake: Mapped[str]
    findings: Mapped[int]


class LeaseRow(Row):
    """Who works on a record, and until when."""

    __tablename__ = "leases"
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    holder: Mapped[str]
    since: Mapped[str]
    until: Mapped[str]


class ReviewerRow(Row):
    """Who may review over the web: a name, and what their token is compared with. No token stands here."""

    __tablename__ = "reviewers"
    name: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str]
    digest: Mapped[str]
    added_at: Mapped[str]


class LessonRow(Row):
    """One lesson, as it was learned. Rows are added, never changed: a lesson that is taken back has a row in `revocations`."""

    __tablename__ = "lessons"
    __table_args__ = (ForeignKeyConstraint(["record_id", "number"], _REVISION),)
    id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    number: Mapped[int]
    content: Mapped[Json] = mapped_column(JSON)


class RevocationRow(Row):
    """The end of a lesson: who, when and why."""

    __tablename__ = "revocations"
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    author: Mapped[str]
    at: Mapped[str]
    reason: Mapped[str]


class BatchRow(Row):
    """One batch: `key` is the sha256 of what decides its readings, so that only the same batch is taken up again."""

    __tablename__ = "batches"
    __table_args__ = (Index("batches_key", "key"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    model: Mapped[str]
    started_at: Mapped[str]
    finished_at: Mapped[str | None]


class BatchSheetRow(Row):
    """What became of one sheet of a batch: saved as a revision, or failed with an error's name and sentence.

    `item` is the sha256 of its document and its number in it; the row of a saved one is written with its revision.
    """

    __tablename__ = "batch_sheets"
    __table_args__ = (ForeignKeyConstraint(["record_id", "number"], _REVISION),)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    at: Mapped[str]
    verdict: Mapped[str | None]
    record_id: Mapped[str | None]
    number: Mapped[int | None]
    error: Mapped[str | None]
    message: Mapped[str | None]


class PostRow(Row):
    """One file of questions sent by post: `remote` is the endpoint's own name for it, None until it is known to have it."""

    __tablename__ = "posts"
    id: Mapped[str] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), index=True)
    remote: Mapped[str | None]
    sent_at: Mapped[str]
    ended_at: Mapped[str | None]
    questions: Mapped[int]
    note: Mapped[str | None]


class AnswerRow(Row):
    """One question of a batch by the sha256 of what is asked, and its answer; `status` is None while it is under way."""

    __tablename__ = "answers"
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    post_id: Mapped[str] = mapped_column(ForeignKey("posts.id"), index=True)
    failures: Mapped[int]
    status: Mapped[int | None]
    body: Mapped[str | None]


def canonical(value: object) -> str:
    """The one way to write a value as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(row: RevisionRow, sha256: str, replies: tuple[str, ...], parent_seal: str | None) -> str:
    """The seal of a revision of the source with this sha256.

    Empty columns are left out, so that a column added by a later version breaks no seal.
    """
    columns = {column.key: getattr(row, column.key) for column in RevisionRow.__table__.columns}
    content = {key: value for key, value in columns.items() if key != "seal" and value is not None}
    whole = canonical([content, sha256, replies, parent_seal])
    return hashlib.sha256(whole.encode()).hexdigest()
