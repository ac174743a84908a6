"""Every record by its newest revision, in small pages: no transaction lasts longer than a page, so nobody who saves waits."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, null, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from structurer.checks.outcome import Verdict
from structurer.errors import RevisionDamaged
from structurer.store import record_acts
from structurer.store.connection import Database
from structurer.store.record_acts import Ending
from structurer.store.revision import Head, known_verdict
from structurer.store.tables import RecordRow, RevisionRow

_PAGE = 500  # records: a page is read in some milliseconds


def heads(database: Database, chosen: Sequence[str] | None) -> Iterator[Head]:
    """Yield the newest revision of the chosen records, else of all, by record id, with how the record has ended, if it has."""
    every: dict[str, Ending] | None = None  # of a whole store at once; the chosen are few, and a page asks for one
    for page in every_id(database) if chosen is None else _parts(chosen):
        with database.reading() as session:
            if chosen is None and every is None:
                every = record_acts.endings(session)
            ended = record_acts.endings_of(session, page) if every is None else every
            found = list(_newest(session, page, ended))
        yield from found


def _parts(chosen: Sequence[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(set(chosen))
    for first in range(0, len(ordered), _PAGE):
        yield ordered[first : first + _PAGE]


def every_id(database: Database) -> Iterator[Sequence[str]]:
    """Yield pages of ids; each begins behind the last id of the one before, so a record that is saved meanwhile moves none."""
    after = ""
    while True:
        with database.reading() as session:
            behind = select(RecordRow.id).where(RecordRow.id > after).order_by(RecordRow.id)
            page = session.scalars(behind.limit(_PAGE)).all()
        if not page:
            return
        yield page
        after = page[-1]


def _newest(session: Session, ids: Sequence[str], ended: dict[str, Ending]) -> Iterator[Head]:
    own = RevisionRow
    newest = select(own.record_id, func.max(own.number).label("number")).where(own.record_id.in_(ids))
    heads_of = newest.group_by(own.record_id).subquery()
    is_head = (own.record_id == heads_of.c.record_id) & (own.number == heads_of.c.number)
    reviewed = own.review.is_not(null())
    query = select(own.record_id, own.number, own.author, own.saved_at, own.verdict, reviewed).join(heads_of, is_head)
    for record_id, number, author, at, word, touched in session.execute(query.order_by(own.record_id)):
        verdict, ending = known_verdict(word), ended.get(record_id)
        yield Head(
            record_id,
            number,
            author,
            at,
            verdict or Verdict.NEEDS_REVIEW,
            bool(touched),
            ending,
            damaged=verdict is None,
        )


@contextmanager
def damage_named(database: Database, record_id: str, revision: int | None) -> Iterator[None]:
    """Raise RevisionDamaged for a column that is no JSON any more, or holds what nobody saves: the store has no trouble."""
    try:
        yield
    except ValueError as error:  # of JSON, a verdict, a time
        raise RevisionDamaged(database.shown, record_id, revision) from error


def file_of(database: Database) -> Path | None:
    """Return the file of SQLite's that a database is in; None where a server keeps it."""
    url = make_url(database.shown)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
