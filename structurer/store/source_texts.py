"""What is asked of the texts of many sheets: which of them print a word, how many lines they have."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from structurer.store.connection import Database
from structurer.store.tables import RecordRow, SourceRow
from structurer.text.words import squeeze

_AT_ONCE = 100  # texts held in memory, and ids handed to the database, at a time


def printing(session: Session, words: Iterable[str]) -> dict[str, list[str]]:
    """Return for each of some labels the records whose text prints it, however it is spaced."""
    found: dict[str, list[str]] = {word: [] for word in words}
    query = select(RecordRow.id, SourceRow.text).join(SourceRow, RecordRow.sha256 == SourceRow.sha256)
    for record_id, text in session.execute(query.order_by(RecordRow.id).execution_options(yield_per=_AT_ONCE)):
        folded = squeeze.__wrapped__(text)  # a whole text is not worth keeping
        for word, ids in found.items():
            if word in folded:
                ids.append(record_id)
    return found


def least_lines(database: Database, ids: Iterable[str]) -> int:
    """Return how many lines the texts of some records have at least, without reading them."""
    counted = func.sum(func.length(SourceRow.text) - func.length(func.replace(SourceRow.text, "\n", "")))
    query = select(counted).join(RecordRow, RecordRow.sha256 == SourceRow.sha256)
    some, found = iter(ids), 0
    while page := list(islice(some, _AT_ONCE)):
        with database.reading() as session:
            found += session.scalars(query.where(RecordRow.id.in_(page))).one() or 0
    return found
