"""The audits of a store: which verified records were drawn for a blind look, and who answered what. Only added to.

An audit changes no record. The first answer to a question is the blind one; the last conclusion about it counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.checks.outcome import Verdict
from structurer.store import stream
from structurer.store.act_seals import ActTable, add_acts
from structurer.store.connection import Database
from structurer.store.tables import REVISION, Json, RevisionRow

AuditDeed = Literal["answered", "concluded"]
Conclusion = Literal["right", "wrong", "unclear"]


class AuditRow(ActTable):
    """One audit: how its records were drawn, and which they are. Rate and seed are texts, as they were given."""

    __tablename__ = "audits"
    at: Mapped[str]
    author: Mapped[str]
    rate: Mapped[str]
    seed: Mapped[str]
    figures: Mapped[int | None]
    population: Mapped[int]
    drawn: Mapped[list[Json]] = mapped_column(JSON)


class AuditAnswerRow(ActTable):
    """One answer of a reviewer about one figure of a drawn record, or the conclusion after its value was shown."""

    __tablename__ = "audit_answers"
    __table_args__ = (
        ForeignKeyConstraint(["record_id", "number"], REVISION),
        Index("audit_answers_audit", "audit", "reviewer"),
    )
    audit: Mapped[int] = mapped_column(ForeignKey("audits.id"))
    record_id: Mapped[str]
    number: Mapped[int]
    field: Mapped[str]
    reviewer: Mapped[str]
    deed: Mapped[str]
    answer: Mapped[str]
    conclusion: Mapped[str | None]
    milliseconds: Mapped[int]
    at: Mapped[str]


@dataclass(frozen=True, slots=True)
class DrawnRecord:
    """A verified record that may be drawn, at its revision.

    Attributes:
        on_words: True where it rests on confirmed words.
        fields: what is asked about, by path; nothing yet of one that is not drawn.
    """

    record_id: str
    revision: int
    on_words: bool
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit as it was drawn; `figures` is how many of a record are asked about, None for all."""

    id: int
    at: str
    author: str
    rate: str
    seed: str
    figures: int | None
    population: int
    drawn: tuple[DrawnRecord, ...]


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """What a reviewer did about one figure: answered (with a conclusion where it is as in the record), or concluded."""

    record_id: str
    revision: int
    field: str
    reviewer: str
    deed: AuditDeed
    answer: str
    conclusion: Conclusion | None
    milliseconds: int


class AuditStore:
    """The audits of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def population(self) -> tuple[DrawnRecord, ...]:
        """Return every record that is verified now and has not ended, by its id."""
        found = [
            one for one in stream.heads(self._database, None) if one.verdict is Verdict.VERIFIED and not one.ending
        ]
        with self._database.reading() as session:
            on_words = _on_words(session)
        return tuple(
            DrawnRecord(one.record_id, one.revision, (one.record_id, one.revision) in on_words) for one in found
        )

    def begin(  # what an audit is made of
        self,
        author: str,
        drawn: Sequence[DrawnRecord],
        *,
        rate: str,
        seed: str,
        figures: int | None,
        population: int,
    ) -> Audit:
        """Add an audit and return it."""
        tree = [
            {"record": one.record_id, "revision": one.revision, "on_words": one.on_words, "fields": one.fields}
            for one in drawn
        ]
        row = AuditRow(
            at=_now(), author=author, rate=rate, seed=seed, figures=figures, population=population, drawn=tree
        )
        with self._database.writing() as session:
            add_acts(session, row)
            return _audit(row)

    def all(self) -> tuple[Audit, ...]:
        """Return every audit, the oldest first."""
        with self._database.reading() as session:
            return tuple(map(_audit, session.scalars(select(AuditRow).order_by(AuditRow.id))))

    def add(self, audit: Audit, answers: Iterable[AuditAnswer]) -> None:
        """Add answers and conclusions, all of them or none."""
        with self._database.writing() as session:
            add_acts(session, *(_row(audit, one) for one in answers))

    def answers(self, audit: Audit) -> tuple[AuditAnswer, ...]:
        """Return what was answered and concluded in an audit, in that order."""
        with self._database.reading() as session:
            own = select(AuditAnswerRow).where(AuditAnswerRow.audit == audit.id).order_by(AuditAnswerRow.id)
            return tuple(map(_answer, session.scalars(own)))


def _on_words(session: Session) -> set[tuple[str, int]]:
    own = select(RevisionRow.record_id, RevisionRow.number, RevisionRow.words).where(RevisionRow.words.is_not(None))
    return {(record_id, number) for record_id, number, words in session.execute(own) if words}


def _audit(row: AuditRow) -> Audit:
    drawn = tuple(
        DrawnRecord(one["record"], one["revision"], one["on_words"], tuple(one["fields"])) for one in row.drawn
    )
    return Audit(row.id, row.at, row.author, row.rate, row.seed, row.figures, row.population, drawn)


def _row(audit: Audit, one: AuditAnswer) -> AuditAnswerRow:
    return AuditAnswerRow(
        audit=audit.id, record_id=one.record_id, number=one.revision, field=one.field, reviewer=one.reviewer,
        deed=one.deed, answer=one.answer, conclusion=one.conclusion, milliseconds=one.milliseconds, at=_now(),
    )  # fmt: skip


def _answer(row: AuditAnswerRow) -> AuditAnswer:
    deed, conclusion = cast("AuditDeed", row.deed), cast("Conclusion | None", row.conclusion)
    return AuditAnswer(
        row.record_id, row.number, row.field, row.reviewer, deed, row.answer, conclusion, row.milliseconds
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
