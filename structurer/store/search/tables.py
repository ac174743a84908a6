"""The tables of the search: small rows with the facets of each record, the letters looked for, and which index of their pairs there is."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.store.address import POSTGRESQL
from structurer.store.tables import DatabaseRow

_HAS_FTS5 = text(
    "SELECT sqlite_compileoption_used('ENABLE_FTS5') AND EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'search_pairs')"
)


class SearchEntryRow(DatabaseRow):
    """The facets of a record, and what a list of results shows of it: small rows, so that thousands of them are read at once.

    `position` is that of its letters, `amounts` are exact yen, apart by spaces.
    """

    __tablename__ = "search_entries"
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), primary_key=True)
    number: Mapped[int]
    position: Mapped[int] = mapped_column(unique=True)
    verdict: Mapped[str]
    name: Mapped[str]
    project: Mapped[str | None]
    publisher: Mapped[str | None]
    department: Mapped[str | None]
    fiscal_year: Mapped[int | None]
    saved_at: Mapped[str]
    amounts: Mapped[str]


class SearchTextRow(DatabaseRow):
    """The letters of a record, and whether the index by pairs has them.

    A position is never used again: other letters of the same record get a new one, and what the index has at the old one is
    nobody's.
    """

    __tablename__ = "search_texts"
    __table_args__ = (Index("search_texts_indexed", "indexed"), {"sqlite_autoincrement": True})
    position: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"), unique=True)
    indexed: Mapped[bool]
    letters: Mapped[str]


def is_server(session: Session) -> bool:
    """True where the index by pairs is PostgreSQL's."""
    return session.get_bind().dialect.name == POSTGRESQL


def has_pairs(session: Session) -> bool:
    """True where the index by pairs can be used: a SQLite may lack FTS5, and so may the one that made the store."""
    return is_server(session) or bool(session.scalar(_HAS_FTS5))
