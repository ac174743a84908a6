"""By what each record is known as a project's, kept beside its newest revision so that the years of a project are found at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pydantic
from sqlalchemy import ForeignKey, Index, Select, func, or_, select
from sqlalchemy.orm import Mapped, Session, load_only, mapped_column

from structurer.errors import RecordInvalid
from structurer.record.years.linking import ProjectMember
from structurer.record.years.project_key import RULES, ProjectHead, project_head
from structurer.sheet.model import Identity
from structurer.store.connection import Database
from structurer.store.revision import given_in
from structurer.store.tables import DatabaseRow, RecordRow, RevisionRow, put

_AT_ONCE = 100
"""Records caught up, or asked for, at once: who saves meanwhile waits for no more, and a query may name so many values."""


class ProjectHeadRow(DatabaseRow):
    """The head of a record's newest revision, spelt one way. Derived, so not sealed: made anew where it is behind.

    `rules` is the version of the spelling: rows of another one are made anew.
    """

    __tablename__ = "project_heads"
    __table_args__ = (Index("project_heads_code", "code"), Index("project_heads_name", "name"))
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    number: Mapped[int]
    rules: Mapped[int]
    publisher: Mapped[str | None]
    department: Mapped[str | None]
    code: Mapped[str | None]
    name: Mapped[str | None]
    fiscal_year: Mapped[int | None]


_P = ProjectHeadRow
_READ = (RevisionRow.record_id, RevisionRow.number, RevisionRow.sheet, RevisionRow.given)
"""What a head is made of: the results and proofs of a store of thousands are not read for it."""


def head_row_of(row: RevisionRow) -> ProjectHeadRow:
    """Return the row by which a revision is known; without any key where its head cannot be read."""
    try:
        identity = row.sheet.get("identity") if isinstance(row.sheet, dict) else None
        head = project_head(Identity.model_validate(identity or {}), given_in(row))
    except (pydantic.ValidationError, RecordInvalid):
        head = ProjectHead()
    return _row(row.record_id, row.number, head)


def _row(record_id: str, number: int, head: ProjectHead) -> ProjectHeadRow:
    return ProjectHeadRow(
        record_id=record_id,
        number=number,
        rules=RULES,
        publisher=head.publisher,
        department=head.department,
        code=head.code,
        name=head.name,
        fiscal_year=head.fiscal_year,
    )


def catch_up(database: Database) -> None:
    """Make the rows that are missing or behind: those of records that an older version saved, or that a later spelling changes."""
    with database.reading() as session:
        behind = [(record_id, number) for record_id, number in session.execute(_behind())]
    for first in range(0, len(behind), _AT_ONCE):
        with database.writing(saving=False) as session:
            for record_id, number in behind[first : first + _AT_ONCE]:
                put(session, _newest(session, record_id, number))


def _newest(session: Session, record_id: str, number: int) -> ProjectHeadRow:
    """The row of a record's newest revision; without any key where its columns are spoilt."""
    own = (RevisionRow.record_id == record_id) & (RevisionRow.number == number)
    try:
        row = session.scalars(select(RevisionRow).where(own).options(load_only(*_READ))).one()
    except ValueError:  # no JSON, or no text: whoever loads the revision is told of it
        return _row(record_id, number, ProjectHead())
    session.expunge(row)
    return head_row_of(row)


def _behind() -> Select[str, int]:
    newest = select(RevisionRow.record_id, func.max(RevisionRow.number).label("number"))
    newest_of = newest.join(RecordRow, RecordRow.id == RevisionRow.record_id).group_by(RevisionRow.record_id).subquery()
    missing = select(newest_of.c.record_id, newest_of.c.number).outerjoin(_P, _P.record_id == newest_of.c.record_id)
    return missing.where(_P.number.is_(None) | (_P.number < newest_of.c.number) | (_P.rules != RULES))


def members(session: Session, record_ids: Iterable[str] | None = None) -> list[ProjectMember]:
    """Return records with their heads and when each was first saved; all of them where none is named."""
    first = select(_P, RevisionRow.saved_at).outerjoin(
        RevisionRow, (RevisionRow.record_id == _P.record_id) & (RevisionRow.number == 1)
    )
    if record_ids is None:
        return [_member(row, since) for row, since in session.execute(first)]
    return [
        _member(row, since)
        for some in _parts(record_ids)
        for row, since in session.execute(first.where(_P.record_id.in_(some)))
    ]


def _member(row: ProjectHeadRow, since: str | None) -> ProjectMember:
    head = ProjectHead(row.publisher, row.department, row.code, row.name, row.fiscal_year)
    return ProjectMember(row.record_id, head, since or "")


def alike(session: Session, heads: Iterable[ProjectHead]) -> set[str]:
    """Return the records with the code or the name of one of some heads; whether they share a key is for `linking` to say."""
    wanted = {head for head in heads if head.keys}
    codes, names = {head.code for head in wanted} - {None}, {head.name for head in wanted} - {None}
    found: set[str] = set()
    for column, values in ((_P.code, codes), (_P.name, names)):
        for some in _parts(value for value in values if value is not None):
            found.update(session.scalars(select(_P.record_id).where(column.in_(some))))
    return found


def named(session: Session, code: str, name: str) -> list[str]:
    """Return the records of projects with this code or name."""
    return list(
        session.scalars(select(_P.record_id).where(or_(_P.code == code, _P.name == name)).order_by(_P.record_id))
    )


def _parts(values: Iterable[str]) -> Iterator[Sequence[str]]:
    rest = iter(values)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
