"""The Batch API's jobs of a batch: the requests files that were sent, and the answers that have come.

The tables keep the names they were made with: `posts` holds the jobs, `answers` the requests of all of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import JsonValue
from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.store.batches import BatchRow
from structurer.store.connection import Database
from structurer.store.tables import DatabaseRow, canonical

_OK, _NEVER_CAME = 200, 504
_AT_ONCE = 500
"""The answers taken in by one transaction: a store of SQLite's has one writer, and others are not to wait for a whole file."""


class JobRow(DatabaseRow):
    """A batch job: one requests file that was sent. `remote` is the endpoint's id of it, None until it is known to have it."""

    __tablename__ = "posts"
    id: Mapped[str] = mapped_column(primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey(BatchRow.id), index=True)
    remote: Mapped[str | None]
    sent_at: Mapped[str]
    ended_at: Mapped[str | None]
    questions: Mapped[int]
    note: Mapped[str | None]


class RequestRow(DatabaseRow):
    """A request of a batch, by the sha256 of its body, and its answer; `status` is None until one has come."""

    __tablename__ = "answers"
    batch_id: Mapped[str] = mapped_column(ForeignKey(BatchRow.id), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[str] = mapped_column("post_id", ForeignKey(JobRow.id), index=True)
    failures: Mapped[int]
    status: Mapped[int | None]
    body: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class SentRequest:
    """A request that was sent: its answer's HTTP status and body, None while there is none, and how often it has failed."""

    status: int | None
    body: JsonValue
    failures: int = 0


@dataclass(frozen=True, slots=True)
class OpenJob:
    """A batch job under way; `remote` is None where it is not known to have arrived."""

    id: str
    remote: str | None
    questions: int


class BatchJobs:
    """The Batch API's jobs of one batch."""

    def __init__(self, database: Database, batch: str) -> None:
        self._database, self._batch = database, batch

    def find(self, key: str) -> SentRequest | None:
        """Return what became of a request; None where it was never sent."""
        with self._database.reading() as session:
            row = session.get(RequestRow, (self._batch, key))
            if row is None:
                return None
            return SentRequest(row.status, None if row.body is None else json.loads(row.body), row.failures)

    def begin(self, job: str, keys: Iterable[str]) -> None:
        """Note a requests file before it is sent: whatever happens then, its requests are not sent twice."""
        requests = list(keys)
        with self._database.writing(saving=False) as session:
            session.add(JobRow(id=job, batch_id=self._batch, sent_at=_now(), questions=len(requests)))
            session.flush()
            for key in requests:
                row = session.get(RequestRow, (self._batch, key))
                failures = 0 if row is None else row.failures
                session.merge(
                    RequestRow(batch_id=self._batch, key=key, job_id=job, failures=failures, status=None, body=None)
                )

    def submitted(self, job: str, remote: str) -> None:
        """Note that a file has arrived, and the endpoint's id of its job."""
        with self._database.writing(saving=False) as session:
            session.get_one(JobRow, job).remote = remote

    def drop(self, job: str) -> None:
        """Forget a file that never arrived; its requests are sent anew."""
        with self._database.writing(saving=False) as session:
            session.execute(delete(RequestRow).where((RequestRow.job_id == job) & RequestRow.status.is_(None)))
            row = session.get_one(JobRow, job)
            row.ended_at, row.note = _now(), "never sent"

    def answered(self, job: str, answers: Iterable[tuple[str, int, JsonValue]]) -> None:
        """Take in answers: key, HTTP status and body of each. One to a request that is not this job's is left out."""
        pending: list[tuple[str, int, JsonValue]] = []
        for answer in answers:
            pending.append(answer)
            if len(pending) >= _AT_ONCE:
                self._take(job, pending)
                pending = []
        self._take(job, pending)

    def end(self, job: str, note: str | None) -> None:
        """Close a job; a request of it without an answer has failed for the moment."""
        with self._database.writing(saving=False) as session:
            left = (RequestRow.job_id == job) & RequestRow.status.is_(None)
            for row in session.scalars(select(RequestRow).where(left)):
                _fill(row, _NEVER_CAME, {"error": {"message": note or "no answer in the file"}})
            session.get_one(JobRow, job).ended_at = _now()
            session.get_one(JobRow, job).note = note

    def open(self) -> list[OpenJob]:
        """Return the jobs that are under way, the oldest first."""
        with self._database.reading() as session:
            own = (JobRow.batch_id == self._batch) & JobRow.ended_at.is_(None)
            rows = session.scalars(select(JobRow).where(own).order_by(JobRow.sent_at, JobRow.id))
            return [OpenJob(row.id, row.remote, row.questions) for row in rows]

    def pending(self) -> int:
        """Return how many requests are under way."""
        with self._database.reading() as session:
            own = (RequestRow.batch_id == self._batch) & RequestRow.status.is_(None)
            return session.scalars(select(func.count()).select_from(RequestRow).where(own)).one()

    def forget_failures(self) -> None:
        """Let what was refused or has failed be sent anew."""
        with self._database.writing(saving=False) as session:
            failed = (RequestRow.batch_id == self._batch) & (RequestRow.status != _OK)
            session.execute(delete(RequestRow).where(failed))

    def _take(self, job: str, answers: list[tuple[str, int, JsonValue]]) -> None:
        with self._database.writing(saving=False) as session:
            for key, status, body in answers:
                row = _unanswered(session, self._batch, job, key)
                if row is not None:
                    _fill(row, status, body)


def _unanswered(session: Session, batch: str, job: str, key: str) -> RequestRow | None:
    row = session.get(RequestRow, (batch, key))
    return row if row is not None and row.job_id == job and row.status is None else None


def _fill(row: RequestRow, status: int, body: JsonValue) -> None:
    row.status, row.body = status, canonical(body)
    row.failures += status != _OK


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
