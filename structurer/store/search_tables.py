"""The tables of the search: small rows with the facets of each record, and the letters that are looked for."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from structurer.store.tables import DatabaseRow


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
