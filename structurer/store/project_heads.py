"""By what each record is known as a project's, kept beside its newest revision so that the years of a project are found at once."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from structurer.store.tables import DatabaseRow


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
