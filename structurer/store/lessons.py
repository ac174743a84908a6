"""The lessons of a store: added, never changed. One that is revoked keeps its row and gets another that ends it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import pydantic
from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.errors import LessonRevoked, LessonUnknown
from structurer.labels.lessons import Lesson, Revocation
from structurer.store.connection import Database
from structurer.store.tables import REVISION, DatabaseRow, Json


class LessonRow(DatabaseRow):
    """One lesson, as it was learned. Rows are added, never changed: a lesson that is revoked has a row in `revocations`."""

    __tablename__ = "lessons"
    __table_args__ = (ForeignKeyConstraint(["record_id", "number"], REVISION),)
    id: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    number: Mapped[int]
    content: Mapped[Json] = mapped_column(JSON)


class RevocationRow(DatabaseRow):
    """The end of a lesson: who, when and why."""

    __tablename__ = "revocations"
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    author: Mapped[str]
    at: Mapped[str]
    reason: Mapped[str]


class LessonStore:
    """The lessons of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
        """Add what is not there yet; a lesson that was revoked stays so, however often its sheet is approved."""
        added: list[Lesson] = []
        with self._database.writing(saving=False) as session:
            for lesson in lessons:
                if session.get(LessonRow, lesson.id) is None:
                    session.add(_row(lesson))
                    session.flush()
                    added.append(lesson)
        return tuple(added)

    def everything(self) -> tuple[Lesson, ...]:
        """Return every lesson, the revoked ones too, the newest first."""
        with self._database.reading() as session:
            found = list(_lessons(session))
        return tuple(sorted(found, key=lambda lesson: (lesson.origin.at, lesson.id), reverse=True))

    def active(self) -> tuple[Lesson, ...]:
        """Return the lessons in force."""
        return tuple(lesson for lesson in self.everything() if lesson.revoked is None)

    def find(self, asked: str) -> Lesson:
        """Return a lesson by its id or a unique beginning of it."""
        found = [lesson for lesson in self.everything() if lesson.id.startswith(asked.lower())] if asked else []
        if len(found) != 1:
            raise LessonUnknown(asked)
        return found[0]

    def revoke(self, asked: str, author: str, reason: str = "") -> Lesson:
        """End a lesson; LessonRevoked where that was done before."""
        lesson = self.find(asked)
        if lesson.revoked is not None:
            raise LessonRevoked(lesson.id, lesson.revoked.author, lesson.revoked.at)
        ended = Revocation(author=author, at=datetime.now(UTC).isoformat(timespec="milliseconds"), reason=reason)
        with self._database.writing(saving=False) as session:
            known = session.get(RevocationRow, lesson.id)
            if known is not None:  # another was faster
                raise LessonRevoked(lesson.id, known.author, known.at)
            session.add(RevocationRow(lesson_id=lesson.id, author=ended.author, at=ended.at, reason=ended.reason))
        return lesson.model_copy(update={"revoked": ended})


def _row(lesson: Lesson) -> LessonRow:
    content = lesson.model_dump(mode="json", exclude={"id", "revoked"})
    return LessonRow(id=lesson.id, record_id=lesson.origin.record, number=lesson.origin.revision, content=content)


def _lessons(session: Session) -> Iterator[Lesson]:
    """Yield the lessons that can be read; a row that another program spoiled is none."""
    ended = {row.lesson_id: row for row in session.scalars(select(RevocationRow))}
    for row in session.scalars(select(LessonRow)):
        end = ended.get(row.id)
        revoked = None if end is None else {"author": end.author, "at": end.at, "reason": end.reason}
        try:
            yield Lesson.model_validate({"id": row.id, **row.content, "revoked": revoked})
        except pydantic.ValidationError:
            continue
