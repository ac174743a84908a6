"""From older tables to these, in place: columns and tables are added, nothing that was saved is touched or sealed anew."""

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from structurer.store.tables import (
    FORMAT,
    BatchRow,
    BatchSheetRow,
    FormatRow,
    HeadRow,
    LeaseRow,
    LessonRow,
    ReviewerRow,
    RevocationRow,
    Row,
)


def migrate(session: Session) -> None:
    """Bring the tables up to this version, in the transaction of the caller: all of it or nothing.

    The new column is empty in every old row, and a seal leaves out what is empty, so old seals still hold.
    """
    version = session.scalars(select(FormatRow.version).with_for_update()).one()
    if version == 1:
        session.connection().execute(text("ALTER TABLE revisions ADD COLUMN review JSON"))
        _create(session, HeadRow, LeaseRow)
    if version < 3:
        _create(session, ReviewerRow)
    if version < 4:
        _create(session, LessonRow, RevocationRow)
    if version < FORMAT:
        session.connection().execute(text("ALTER TABLE revisions ADD COLUMN document JSON"))
        _create(session, BatchRow, BatchSheetRow)
        session.execute(update(FormatRow).values(version=FORMAT))


def _create(session: Session, *rows: type[Row]) -> None:
    for row in rows:
        row.metadata.tables[row.__tablename__].create(session.connection())
