"""What persons said about which records are of one project, one row an act. Only added to."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from structurer.store.tables import DatabaseRow


class LinkActRow(DatabaseRow):
    """One act: a record is of another record's project (`linked`), or is not (`apart`)."""

    __tablename__ = "link_acts"
    __table_args__ = (Index("link_acts_record", "record_id"), Index("link_acts_other", "other_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    deed: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    reason: Mapped[str]
