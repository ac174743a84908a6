"""What was asked by post: files of questions under way, and the answers that have come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.store.batches import BatchRow
from structurer.store.connection import Database
from structurer.store.tables import Row, canonical

_OK, _NEVER_CAME = 200, 504
_AT_ONCE = 500


class PostRow(Row):
    """One file of questions sent by post: `remote` is the endpoint's own name for it, None until it is known to have it."""

    __tablename__ = "posts"
    id: Mapped[str] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey(BatchRow.id), index=True)
    remote: Mapped[str | None]
    sent_at: Mapped[str]
    ended_at: Mapped[str | None]
    questions: Mapped[int]
    note: Mapped[str | None]


class AnswerRow(Row):
    """One question of a batch by the sha256 of what is asked, and its answer; `status` is None while it is under way."""

    __tablename__ = "answers"
    batch_id: Mapped[str] = mapped_column(ForeignKey(BatchRow.id), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    post_id: Mapped[str] = mapped_column(ForeignKey(PostRow.id), index=True)
    failures: Mapped[int]
    status: Mapped[int | None]
    body: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question that was sent: its answer's HTTP status and body, None while there is none; how often it has failed."""

    status: int | None
    body: JsonValue
    failures: int


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A file of questions under way; `remote` is None where it is not known to have arrived."""

    id: str
    remote: str | None
    questions: int


class Posts:
    """The files of questions of one batch."""

    def __init__(self, database: Database, batch: str) -> None:
        self._database, self._batch = database, batch

    def find(self, key: str) -> Answered | None:
        """What became of a question; None where it was never sent."""
        with self._database.reading() as session:
            row = session.get(AnswerRow, (self._batch, key))
            if row is None:
                return None
            return Answered(row.status, None if row.body is None else json.loads(row.body), row.failures)

    def begin(self, post: str, keys: Iterable[str]) -> None:
        """Note a file before it is sent: whatever happens then, its questions are not sent twice."""
        asked = list(keys)
        with self._database.writing(saving=False) as session:
            session.add(PostRow(id=post, batch_id=self._batch, sent_at=_now(), questions=len(asked)))
            session.flush()
            for key in asked:
                row = session.get(AnswerRow, (self._batch, key))
                failures = 0 if row is None else row.failures
                session.merge(
                    AnswerRow(batch_id=self._batch, key=key, post_id=post, failures=failures, status=None, body=None)
                )

    def sent(self, post: str, remote: str) -> None:
        """Note that a file has arrived, and what the endpoint calls it."""
        with self._database.writing(saving=False) as session:
            session.get_one(PostRow, post).remote = remote

    def drop(self, post: str) -> None:
        """Forget a file that never arrived; its questions are asked anew."""
        with self._database.writing(saving=False) as session:
            session.execute(delete(AnswerRow).where((AnswerRow.post_id == post) & AnswerRow.status.is_(None)))
            row = session.get_one(PostRow, post)
            row.ended_at, row.note = _now(), "never sent"

    def answered(self, post: str, letters: Iterable[tuple[str, int, JsonValue]]) -> None:
        """Take in answers: key, HTTP status and body of each. One to a question that this file did not ask is left out."""
        pending: list[tuple[str, int, JsonValue]] = []
        for letter in letters:
            pending.append(letter)
            if len(pending) >= _AT_ONCE:
                self._take(post, pending)
                pending = []
        self._take(post, pending)

    def end(self, post: str, note: str | None) -> None:
        """Close a file; a question of it without an answer has failed in passing."""
        with self._database.writing(saving=False) as session:
            left = (AnswerRow.post_id == post) & AnswerRow.status.is_(None)
            for row in session.scalars(select(AnswerRow).where(left)):
                _fill(row, _NEVER_CAME, {"error": {"message": note or "no answer in the file"}})
            session.get_one(PostRow, post).ended_at = _now()
            session.get_one(PostRow, post).note = note

    def open(self) -> list[OpenPost]:
        """The files that are under way, the oldest first."""
        with self._database.reading() as session:
            own = (PostRow.batch_id == self._batch) & PostRow.ended_at.is_(None)
            rows = session.scalars(select(PostRow).where(own).order_by(PostRow.sent_at, PostRow.id))
            return [OpenPost(row.id, row.remote, row.questions) for row in rows]

    def pending(self) -> int:
        """How many questions are under way."""
        with self._database.reading() as session:
            own = (AnswerRow.batch_id == self._batch) & AnswerRow.status.is_(None)
            return session.scalars(select(func.count()).select_from(AnswerRow).where(own)).one()

    def forget_failures(self) -> None:
        """Let what was refused or has failed be asked anew."""
        with self._database.writing(saving=False) as session:
            failed = (AnswerRow.batch_id == self._batch) & (AnswerRow.status != _OK)
            session.execute(delete(AnswerRow).where(failed))

    def _take(self, post: str, letters: list[tuple[str, int, JsonValue]]) -> None:
        with self._database.writing(saving=False) as session:
            for key, status, body in letters:
                row = _asked(session, self._batch, post, key)
                if row is not None:
                    _fill(row, status, body)


def _asked(session: Session, batch: str, post: str, key: str) -> AnswerRow | None:
    row = session.get(AnswerRow, (batch, key))
    return row if row is not None and row.post_id == post and row.status is None else None


def _fill(row: AnswerRow, status: int, body: JsonValue) -> None:
    row.status, row.body = status, canonical(body)
    row.failures += status != _OK


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
