"""The record that an id, or a unique beginning of one, names."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from structurer.errors import RecordUnknown
from structurer.store.tables import RecordRow

_ID = re.compile(r"[0-9A-Fa-f]+")


def record_row(session: Session, asked: str) -> RecordRow:
    """Return the row of a record; RecordUnknown where none, or more than one, begins so."""
    if not _ID.fullmatch(asked):  # a database may not even take it
        raise RecordUnknown(asked)
    exact = session.get(RecordRow, asked)
    if exact is not None:
        return exact
    found = session.scalars(select(RecordRow).where(RecordRow.id.startswith(asked.lower())).limit(2)).all()
    if len(found) != 1:
        raise RecordUnknown(asked)
    return found[0]
