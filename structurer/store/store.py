"""The store: save, list, load, verify. Revisions are appended; nothing that was saved is ever changed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, load_only

from structurer import settings as configuration
from structurer.checks.outcome import Verdict
from structurer.errors import RecordEnded, RecordStands, RecordUnknown, RevisionDamaged, StoreError, StoreMissing
from structurer.language import say
from structurer.store import record_acts, stream
from structurer.store.address import is_there
from structurer.store.connection import Database
from structurer.store.difference import refuse_stale
from structurer.store.lookup import record_row
from structurer.store.preparing import prepare
from structurer.store.revision import (
    Head,
    Lease,
    QueueEntry,
    RecordContent,
    RecordSummary,
    RevisionSummary,
    Saved,
    StoredRevision,
    given_in,
    is_whole,
    replies_of,
    row_of,
    says_the_same,
    source_of,
    whole_row,
)
from structurer.store.tables import DatabaseRow, RecordRow, ReplyRow, RevisionRow, SourceRow, seal
from structurer.text.encoding import is_file_named, written_name

if (
    TYPE_CHECKING
):  # a command loads what it uses: a plain run knows neither batches nor reviewers, and leaves the queue alone
    from structurer.record.record import Record
    from structurer.store.audits import AuditStore
    from structurer.store.batches import Batches, BatchSheet
    from structurer.store.exported_texts import SealedContent
    from structurer.store.jobs import BatchJobs
    from structurer.store.links import ProjectStore
    from structurer.store.record_acts import SheetPlace
    from structurer.store.reviewers import ReviewerRegister
    from structurer.store.sealed import SealedRevision
    from structurer.store.search.matching import FoundRecord, FoundRow
    from structurer.store.wholeness import Wholeness
    from structurer.store.words import WordStore
    from structurer.tabular.exported import ExportKind
    from structurer.text.source import Source

_SHORTEST_ID = 12
_LARGEST = 2**31 - 1
_AT_ONCE = 100  # records caught up in one transaction: a reviewer who saves meanwhile waits for no more than these
LEASE_SECONDS = 1800
"""The seconds that a lease lasts unless it is renewed: longer than one sheet takes, and soon over where it was left."""
_R = RevisionRow
_SUMMARY: tuple[InstrumentedAttribute[Any], ...] = (
    _R.record_id, _R.number, _R.parent, _R.author, _R.reason, _R.saved_at, _R.name, _R.project, _R.verdict, _R.findings,
    _R.reader, _R.model,
)  # fmt: skip
_LOGGED = (*_SUMMARY, _R.seal, _R.review)


class Store:
    """The database of saved records; open it with `Store.open`, let go of it with `close` or at the end of a `with`."""

    def __init__(self, database: Database) -> None:
        if not isinstance(database, Database):
            raise TypeError(
                say(
                    "Store(…) に保存先は渡せません。structurer.Store.open(パスかURL) で開いてください。",
                    "Store(…) takes no path or URL. Open one with structurer.Store.open(path or URL).",
                )
            )
        self._database = database

    @classmethod
    def open(cls, url: str | None = None, *, seconds: float = 5.0, read_only: bool = False) -> Self:
        """Open the store at a URL or a plain path, else STRUCTURER_STORE, else the user's own file; made where missing.

        `seconds` is how long a locked database is waited for. A `read_only` store must be there and of today's format, and its
        database refuses every change.
        """
        place = url if url is not None else configuration.load().store
        if read_only and not is_there(place):
            raise StoreMissing(place)
        store = cls(Database(place, seconds, read_only=read_only))
        try:
            prepare(store._database)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def is_there(cls, url: str | None = None) -> bool:
        """False where opening it would make it: a file of SQLite's that does not exist yet."""
        return is_there(url if url is not None else configuration.load().store)

    @classmethod
    def existing(cls, url: str | None = None) -> Self:
        """Open a store that is there: StoreMissing instead of an empty new one, which a reader has no use for."""
        if not cls.is_there(url):
            raise StoreMissing(url if url is not None else configuration.load().store)
        return cls.open(url)

    @property
    def url(self) -> str:
        """The address for people: without password or query."""
        return self._database.shown

    @property
    def kind(self) -> str:
        """The database and its version: `SQLite 3.45.1`, `PostgreSQL 15.8`."""
        return self._database.kind

    def rehearse(self) -> None:
        """Write a row and roll it back: it raises the StoreError that a save would end in, if any."""
        with self._database.writing(saving=False) as session:
            _insert(session, SourceRow(sha256="", text=""))
            session.rollback()

    @property
    def file(self) -> Path | None:
        """The file it is in; None where a server keeps it."""
        return stream.file_of(self._database)

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(  # noqa: PLR0913  # what a revision is made of
        self,
        record: "Record",
        *,
        author: str | None,
        reason: str = "",
        replies: tuple[str, ...] = (),
        parent: int | None = None,
        batch_sheet: "BatchSheet | None" = None,
        source: "Source | None" = None,
    ) -> Saved:
        """Append a revision; the same source text is the same record. `parent` is the revision it was made on.

        A record that a person has reviewed brings its parent along. StaleRevision where another revision is the newest.
        With the `source` a reader has just read, nothing is added where the newest revision says the same; the record takes
        the place of the one that the source's file held before.
        With a `batch_sheet` the sheet is marked as done in its batch, in the same transaction; where it is marked already
        nothing is saved again, and the answer is the revision it was saved as.
        """
        if batch_sheet is not None:
            from structurer.store import batches
        text = source_of(record)
        if parent is None and record.review is not None:
            parent = record.review.parent or 0
        with self._database.saving(*_names(text, batch_sheet, source)) as session:
            before = None if batch_sheet is None else batches.saved_as(session, batch_sheet)
            if before is not None:
                return before
            record_id = _record_id(session, text)
            head = _head(session, record_id)
            refuse_stale(session, record_id, parent, head)
            row = row_of(record, record_id, head)
            unchanged = source is not None and head is not None and says_the_same(head, row)
            if head is not None and unchanged:
                row = head
            else:
                row.author, row.reason = author, reason
                row.seal = seal(row, text.sha256, replies, None if head is None else head.seal)
                _insert(session, row)
                _insert(session, *_reply_rows(row, replies))
                _derive(session, record, text, row, source)
            if batch_sheet is not None:
                batches.mark_revision(session, batch_sheet, row)
            superseded = () if source is None else record_acts.put_source(session, source, record_id)
            return Saved(record_id, row.number, unchanged, superseded)

    def newest(self, sha256: str) -> Head | None:
        """Return the newest revision of the record of a source's text; None where there is none."""
        with self._database.reading() as session:
            record = session.scalars(select(RecordRow).where(RecordRow.sha256 == sha256)).one_or_none()
            row = None if record is None else _head(session, record.id)
            if row is None:
                return None
            verdict, reviewed = Verdict(row.verdict), row.review is not None
            return Head(row.record_id, row.number, row.author, row.saved_at, verdict, reviewed, given=given_in(row))

    def records(self) -> list[RecordSummary]:
        """Return every record by its newest revision, the newest first."""
        newest = select(RevisionRow.record_id, func.max(RevisionRow.number).label("number"))
        heads = newest.group_by(RevisionRow.record_id).subquery()
        is_head = (RevisionRow.record_id == heads.c.record_id) & (RevisionRow.number == heads.c.number)
        query = select(*_SUMMARY).join(heads, is_head)
        with self._database.reading() as session:
            ordered = query.order_by(RevisionRow.saved_at.desc(), RevisionRow.record_id)
            ended = record_acts.endings(session)
            return [RecordSummary.of(row, ended.get(row.record_id)) for row in session.execute(ordered)]

    def stamp(self) -> tuple[int, int]:
        """Return what differs whenever the list of records does: how many revisions and acts there are, which are only added to."""
        with self._database.reading() as session:
            counts = (select(func.count()).select_from(table) for table in (RevisionRow, record_acts.RecordActRow))
            revisions, acts = (session.scalars(count).one() for count in counts)
            return revisions, acts

    def queue(self, limit: int | None = None) -> list[QueueEntry]:
        """Return the records that need review, the worst first: the largest amount in an open finding, then their number."""
        from structurer.store import queue

        with self._database.reading() as session:
            behind = queue.behind(session)
        for first in range(0, len(behind), _AT_ONCE):  # saved by an older version: worked out once
            with self._database.writing(saving=False) as session:
                queue.catch_up(session, behind[first : first + _AT_ONCE])
        with self._database.reading() as session:
            ended = record_acts.endings(session)
            waiting = (entry for entry in queue.worst_first(session) if entry.id not in ended)
            return list(islice(waiting, limit))

    def withdraw(self, record_id: str, author: str, reason: str) -> str:
        """Withdraw a record by name and reason: it is kept, and neither exported nor asked about. Return its whole id."""
        return self._act(record_id, "withdrawn", author, reason)

    def restore(self, record_id: str, author: str, reason: str = "") -> str:
        """Take back a record that was withdrawn or superseded; return its whole id."""
        return self._act(record_id, "restored", author, reason)

    def _act(self, record_id: str, deed: "record_acts.RecordDeed", author: str, reason: str) -> str:
        with self._database.writing() as session:
            found = record_row(session, record_id).id
            if bool(record_acts.endings_of(session, (found,))) is (deed == "withdrawn"):
                raise RecordStands(found) if deed == "restored" else RecordEnded(found)
            record_acts.add(session, found, deed, author, reason)
            return found

    def place(self, place: "SheetPlace | None", record_id: str) -> None:
        """Note that a file holds the sheet of this record, where that is news."""
        if place is None:
            return
        with self._database.reading() as session:
            if record_acts.is_there(session, place, record_id):
                return
        with self._database.saving(f"file {place.file}") as session:
            record_acts.put(session, place, record_id)

    def places(self) -> dict[str, str]:
        """Return by place the record that stands there now."""
        with self._database.reading() as session:
            return record_acts.places(session)

    def left_by_files(self, folder: Path) -> list[str]:
        """Return the records whose sheets stood in files below a folder, all of which are gone; they are exported all the same."""
        with self._database.reading() as session:
            standing = record_acts.standing_below(session, written_name(str(folder.resolve())))
        return sorted(record_id for record_id, files in standing.items() if not any(map(is_file_named, files)))

    def acts(self, record_id: str) -> "tuple[record_acts.RecordAct, ...]":
        """Return what was done about a record as a whole: where its sheet stood, who withdrew it or took it back."""
        with self._database.reading() as session:
            return record_acts.acts(session, record_row(session, record_id).id)

    def claim(self, record_id: str, author: str, seconds: int = LEASE_SECONDS) -> Lease:
        """Lease a record to an author for a while; RecordHeld while another has it. A save needs no lease."""
        from structurer.store import leases

        with self._database.writing(saving=False) as session:
            return leases.claim(session, record_row(session, record_id).id, author, seconds)

    def release(self, record_id: str, author: str) -> None:
        """Let go of a record; without effect where another holds it or nobody does."""
        from structurer.store import leases

        with self._database.writing(saving=False) as session:
            leases.release(session, record_row(session, record_id).id, author)

    def holder(self, record_id: str) -> Lease | None:
        """Return the lease of whoever works on a record now."""
        from structurer.store import leases

        with self._database.reading() as session:
            return leases.current(session, record_row(session, record_id).id)

    def leases(self) -> list[Lease]:
        """Return the leases of all who work on a record now."""
        from structurer.store import leases

        with self._database.reading() as session:
            return leases.all_current(session)

    def contents(self, known: Mapping[str, int]) -> Iterator[RecordContent]:
        """What every record's newest revision holds, for a list of records, but for the records that are `known` by its number.

        Seals are not looked at: what is handed on is loaded.
        """
        from structurer.store import queue

        with self._database.reading() as session:
            yield from queue.contents(session, known)

    @property
    def reviewers(self) -> "ReviewerRegister":
        """The reviewers of the web page."""
        from structurer.store.reviewers import ReviewerRegister

        return ReviewerRegister(self._database)

    @property
    def audits(self) -> "AuditStore":
        """The audits of verified records, and what was answered in them."""
        from structurer.store.audits import AuditStore

        return AuditStore(self._database)

    @property
    def batches(self) -> "Batches":
        """The batches, and which of their sheets are done."""
        from structurer.store.batches import Batches

        return Batches(self._database)

    def jobs(self, batch: str) -> "BatchJobs":
        """Return the Batch API's jobs of a batch."""
        from structurer.store.jobs import BatchJobs

        return BatchJobs(self._database, batch)

    @property
    def words(self) -> "WordStore":
        """The words that readers asked about and persons confirmed."""
        from structurer.store.words import WordStore

        return WordStore(self._database)

    @cached_property
    def projects(self) -> "ProjectStore":
        """The projects: which records are of one."""
        from structurer.store.links import ProjectStore

        return ProjectStore(self._database)

    def printing(self, words: Iterable[str]) -> dict[str, list[str]]:
        """Return for each of some labels the records whose text prints it, however it is spaced."""
        from structurer.text.words import squeeze

        found: dict[str, list[str]] = {word: [] for word in words}
        with self._database.reading() as session:
            query = select(RecordRow.id, SourceRow.text).join(SourceRow, RecordRow.sha256 == SourceRow.sha256)
            for record_id, text in session.execute(query.order_by(RecordRow.id).execution_options(yield_per=_AT_ONCE)):
                folded = squeeze.__wrapped__(text)  # a whole text is not worth keeping
                for word, ids in found.items():
                    if word in folded:
                        ids.append(record_id)
        return found

    def find(self, words: Sequence[str] = (), *, ended: bool = False) -> "list[FoundRecord]":
        """Return the records whose sheet, labels or head have all the words, the last saved first; every one where there are none.

        None that was withdrawn or superseded, unless `ended`.
        """
        from structurer.store.search.matching import FoundRecord

        return list(map(FoundRecord._make, self.found_rows(words, ended=ended)))

    def found_rows(self, words: Sequence[str] = (), *, ended: bool = False) -> "list[FoundRow]":
        """`find`, each record as a plain tuple."""
        from structurer.store.search import matching

        with self._database.reading() as session:
            return matching.find(session, words, ended=ended)

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Return by id the texts of the sheets of some records."""
        from structurer.store.search import matching

        with self._database.reading() as session:
            return matching.texts(session, ids)

    def load(self, record_id: str, revision: int | None = None) -> StoredRevision:
        """Return a record by its id or a unique beginning of it; its newest revision unless another is asked for."""
        with self._database.reading() as session, stream.damage_named(self._database, record_id, revision):
            record = record_row(session, record_id)
            row = _head(session, record.id) if revision is None else _revision(session, record.id, revision)
            if row is None:
                raise RecordUnknown(f"{record_id}@{revision}")
            if not is_whole(session, row, record.sha256):
                raise RevisionDamaged(self.url, row.record_id, row.number)
            return StoredRevision.of(row, session.get_one(SourceRow, record.sha256).text, replies_of(session, row))

    def heads(self, ids: Iterable[str] | None = None) -> Iterator[Head]:
        """The newest revision of every record, or of those with these ids, by record id; RecordUnknown for an id of none."""
        if ids is None:
            return stream.heads(self._database, None)
        with self._database.reading() as session:
            return stream.heads(self._database, [record_row(session, asked).id for asked in ids])

    def newest_revisions(
        self, verdicts: Container[Verdict] | None = None, ids: Iterable[str] | None = None
    ) -> Iterator[StoredRevision]:
        """The newest revision of every record, or of those with these ids, by record id; one in memory at a time.

        Only those with one of the `verdicts`, where they are given, and none that was withdrawn or superseded. RevisionDamaged
        at the first that is not as it was saved.
        """
        for head in self.heads(ids):
            if head.ending is None and (verdicts is None or head.damaged or head.verdict in verdicts):
                yield self.load(head.record_id, head.revision)

    def least_lines(self, ids: Iterable[str]) -> int:
        """Return how many lines the texts of some records have at least, without reading them."""
        counted = func.sum(func.length(SourceRow.text) - func.length(func.replace(SourceRow.text, "\n", "")))
        query = select(counted).join(RecordRow, RecordRow.sha256 == SourceRow.sha256)
        some, found = iter(ids), 0
        while page := list(islice(some, _AT_ONCE)):
            with self._database.reading() as session:
                found += session.scalars(query.where(RecordRow.id.in_(page))).one() or 0
        return found

    def sealed(self, wanted: Iterable[tuple[str, int]]) -> "Iterator[SealedRevision | None]":
        """Yield revisions that are as they were saved, not yet taken apart; None for one that `load` is to say more of."""
        from structurer.store.sealed import sealed

        some = iter(wanted)
        while page := list(islice(some, _AT_ONCE)):
            with self._database.reading() as session:
                found = list(sealed(session, page))
            yield from found

    def exported(
        self, wanted: Iterable[tuple[str, int]], kind: "ExportKind"
    ) -> "Iterator[tuple[SealedRevision | None, bytes | None]]":
        """Yield revisions as `sealed` does, each with what an export writes of it, where that was kept with the revision."""
        from structurer.store import exported_texts
        from structurer.store.sealed import sealed

        some = iter(wanted)
        while page := list(islice(some, _AT_ONCE)):
            with self._database.reading() as session:
                found = list(sealed(session, page))
                seals = {(one.record_id, one.revision): one.seal for one in found if one is not None}
                kept = exported_texts.kept(session, seals, kind)
            yield from ((one, kept.get(key)) for key, one in zip(page, found, strict=True))

    def keep_exported(self, made: "Sequence[SealedContent]", kind: "ExportKind") -> None:
        """Keep what an export had to make, of records that an older version saved; it is no trouble where that cannot be kept."""
        from structurer.store import exported_texts

        if made and not self._database.read_only:
            with suppress(StoreError), self._database.writing(saving=False) as session:
                exported_texts.keep(session, made, kind)

    def log(self, record_id: str) -> list[RevisionSummary]:
        """Return every revision of a record, the oldest first."""
        with self._database.reading() as session, stream.damage_named(self._database, record_id, None):
            rows = _revisions(session, record_row(session, record_id), *_LOGGED)
            return [RevisionSummary.of(row) for row in rows]

    def examine(self) -> "Wholeness":
        """Look at every row of the records, and return what is missing or not as it was saved."""
        from structurer.store.wholeness import examined

        return examined(self._database)

    def verify(self, record_id: str) -> tuple[int, ...]:
        """Return the revisions of a record that are not as they were saved: none, as it should be."""
        with self._database.reading() as session:
            record = record_row(session, record_id)
            numbers = [row.number for row in _revisions(session, record, _R.record_id, _R.number)]
            return tuple(number for number in numbers if whole_row(session, record, number) is None)


def _names(text: "Source", batch_sheet: "BatchSheet | None", source: "Source | None") -> Iterator[str]:
    """Yield what no two savers may hold at once: the beginning of a record's id, the file of a sheet, a sheet of a batch."""
    yield f"record {text.sha256[:_SHORTEST_ID]}"
    if source is not None and source.file is not None:
        yield f"file {source.file}"
    if batch_sheet is not None:
        from structurer.store import batches

        yield batches.name_of(batch_sheet)


def _derive(session: Session, record: "Record", text: "Source", row: RevisionRow, read: "Source | None") -> None:
    """Make what is derived from a revision: what the queue, the projects and the search know it by, and what exports write of it."""
    from structurer.store import exported_texts, project_heads
    from structurer.store.search import index
    from structurer.store.stake import head_row

    session.merge(head_row(record, text, row.record_id, row.number))
    session.merge(project_heads.head_row_of(row))
    index.put(session, row, record.sheet, record.given, text.text)
    exported_texts.put(session, row, record, _as_read(text, read))


def _as_read(text: "Source", source: "Source | None") -> "Source":
    """Return the source of a record as a reader has it, whose figures are found already, else as the record has it."""
    return source if source is not None and (source.text, source.origin) == (text.text, text.origin) else text


def _insert(session: Session, *rows: DatabaseRow) -> None:
    session.add_all(rows)
    session.flush()


def _record_id(session: Session, source: "Source") -> str:
    """Return the id of the source's record, which is made where there is none."""
    known = session.scalars(select(RecordRow).where(RecordRow.sha256 == source.sha256)).one_or_none()
    if known is not None:
        return known.id
    record_id = _free_id(session, source.sha256)
    _insert(session, SourceRow(sha256=source.sha256, text=source.text))
    _insert(session, RecordRow(id=record_id, sha256=source.sha256))
    return record_id


def _free_id(session: Session, sha256: str) -> str:
    """Return the shortest beginning of the sha256 that is no other record's id."""
    lengths = range(_SHORTEST_ID, len(sha256))
    return next((sha256[:n] for n in lengths if session.get(RecordRow, sha256[:n]) is None), sha256)


def _head(session: Session, record_id: str) -> RevisionRow | None:
    query = select(RevisionRow).where(RevisionRow.record_id == record_id)
    return session.scalars(query.order_by(RevisionRow.number.desc()).limit(1)).one_or_none()


def _revision(session: Session, record_id: str, number: int) -> RevisionRow | None:
    known = 0 < number <= _LARGEST  # a database does not even take a larger one
    return session.get(RevisionRow, (record_id, number)) if known else None


def _revisions(session: Session, record: RecordRow, *columns: InstrumentedAttribute[Any]) -> Iterator[RevisionRow]:
    query = select(RevisionRow).where(RevisionRow.record_id == record.id).order_by(RevisionRow.number)
    yield from session.scalars(query.options(load_only(*columns)))


def _reply_rows(row: RevisionRow, replies: tuple[str, ...]) -> Iterator[ReplyRow]:
    for position, text in enumerate(replies):
        yield ReplyRow(record_id=row.record_id, number=row.number, position=position, text=text)
