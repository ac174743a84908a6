"""What a save does in its one transaction: the source, the revision, its replies, and all that is derived from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from structurer.store import record_acts
from structurer.store.difference import refuse_stale
from structurer.store.lookup import newest_revision
from structurer.store.revision import Saved, row_of, says_the_same
from structurer.store.tables import DatabaseRow, RecordRow, ReplyRow, RevisionRow, SourceRow, put, seal

if TYPE_CHECKING:
    from structurer.record.record import Record
    from structurer.store.batches import BatchSheet
    from structurer.text.source import Source

_SHORTEST_ID = 12


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A record that is to be saved as a revision; `parent` is the revision it was made on, `source` what a reader has just read."""

    record: "Record"
    author: str | None
    reason: str
    replies: tuple[str, ...]
    parent: int | None
    batch_sheet: "BatchSheet | None"
    source: "Source | None"

    @property
    def made_on(self) -> int | None:
        """The revision it was made on: the given one, else the one that a reviewed record brings along."""
        review = self.record.review
        return self.parent if self.parent is not None or review is None else review.parent or 0

    def names(self, text: "Source") -> Iterator[str]:
        """Yield what no two savers may hold at once: the beginning of a record's id, the file of a sheet, a sheet of a batch."""
        yield f"record {text.sha256[:_SHORTEST_ID]}"
        if self.source is not None and self.source.file is not None:
            yield f"file {self.source.file}"
        if self.batch_sheet is not None:
            from structurer.store import batches

            yield batches.name_of(self.batch_sheet)


def save(session: Session, new: NewRevision, text: "Source") -> Saved:
    """Append a revision of the record of a text, where it says anything new, and mark its sheet in its batch as done."""
    if new.batch_sheet is not None:
        from structurer.store import batches

        before = batches.saved_as(session, new.batch_sheet)
        if before is not None:
            return before
    record_id = _record_id(session, text)
    head = newest_revision(session, record_id)
    refuse_stale(session, record_id, new.made_on, head)
    row = row_of(new.record, record_id, head)
    unchanged = new.source is not None and head is not None and says_the_same(head, row)
    if head is not None and unchanged:
        row = head
    else:
        row.author, row.reason = new.author, new.reason
        row.seal = seal(row, text.sha256, new.replies, None if head is None else head.seal)
        insert(session, row)
        insert(session, *_reply_rows(row, new.replies))
        _derive(session, new, text, row)
    if new.batch_sheet is not None:
        batches.mark_revision(session, new.batch_sheet, row)
    superseded = () if new.source is None else record_acts.put_source(session, new.source, record_id)
    return Saved(record_id, row.number, unchanged, superseded)


def insert(session: Session, *rows: DatabaseRow) -> None:
    """Write some rows now."""
    session.add_all(rows)
    session.flush()


def _derive(session: Session, new: NewRevision, text: "Source", row: RevisionRow) -> None:
    """Make what is derived from a revision: what the queue, the projects and the search know it by, and what exports write of it."""
    from structurer.store import exported_texts, project_heads
    from structurer.store.search import index
    from structurer.store.stake import head_row

    record, read = new.record, new.source
    put(session, head_row(record, text, row.record_id, row.number))
    put(session, project_heads.head_row_of(row))
    index.put(session, row, record.sheet, record.given, text.text)
    # the source as a reader has it, whose figures are found already, else as the record has it
    as_read = read if read is not None and (read.text, read.origin) == (text.text, text.origin) else text
    exported_texts.put(session, row, record, as_read)


def _record_id(session: Session, source: "Source") -> str:
    """Return the id of the source's record, which is made where there is none."""
    known = session.scalars(select(RecordRow).where(RecordRow.sha256 == source.sha256)).one_or_none()
    if known is not None:
        return known.id
    record_id = _free_id(session, source.sha256)
    insert(session, SourceRow(sha256=source.sha256, text=source.text))
    insert(session, RecordRow(id=record_id, sha256=source.sha256))
    return record_id


def _free_id(session: Session, sha256: str) -> str:
    """Return the shortest beginning of the sha256 that is no other record's id."""
    lengths = range(_SHORTEST_ID, len(sha256))
    return next((sha256[:n] for n in lengths if session.get(RecordRow, sha256[:n]) is None), sha256)


def _reply_rows(row: RevisionRow, replies: tuple[str, ...]) -> Iterator[ReplyRow]:
    for position, text in enumerate(replies):
        yield ReplyRow(record_id=row.record_id, number=row.number, position=position, text=text)
