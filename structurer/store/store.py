"""The store: save, list, load, verify. Revisions are appended; nothing that was saved is ever changed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from structurer import settings as configuration
from structurer.checks.outcome import Verdict
from structurer.errors import RecordUnknown, RevisionDamaged, StoreError, StoreMissing
from structurer.language import say
from structurer.store import listing, record_acts, saving, stream
from structurer.store.address import is_there
from structurer.store.connection import Database
from structurer.store.lookup import newest_revision, record_row, revision_row, revision_rows
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
    is_whole,
    replies_of,
    source_of,
    whole_row,
)
from structurer.store.tables import RevisionRow, SourceRow
from structurer.text.encoding import is_file_named, written_name

if TYPE_CHECKING:  # a command loads what it uses: a plain run knows neither batches nor reviewers
    from structurer.record.record import Record
    from structurer.record.tabular.exported import ExportKind
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
    from structurer.text.source import Source

LEASE_SECONDS = 1800
"""The seconds that a lease lasts unless it is renewed: longer than one sheet takes, and soon over where it was left."""


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
            saving.insert(session, SourceRow(sha256="", text=""))
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
        text = source_of(record)
        new = saving.NewRevision(record, author, reason, replies, parent, batch_sheet, source)
        with self._database.saving(*new.names(text)) as session:
            return saving.save(session, new, text)

    def newest(self, sha256: str) -> Head | None:
        """Return the newest revision of the record of a source's text; None where there is none."""
        with self._database.reading() as session:
            return listing.newest(session, sha256)

    def records(self) -> list[RecordSummary]:
        """Return every record by its newest revision, the newest first."""
        with self._database.reading() as session:
            return listing.records(session)

    def stamp(self) -> tuple[int, int]:
        """Return what differs whenever the list of records does: how many revisions and acts there are, which are only added to."""
        with self._database.reading() as session:
            return listing.stamp(session)

    def queue(self, limit: int | None = None) -> list[QueueEntry]:
        """Return the records that need review, the worst first: the largest amount in an open finding, then their number."""
        from structurer.store import queue

        return queue.waiting(self._database)[:limit]

    def withdraw(self, record_id: str, author: str, reason: str) -> str:
        """Withdraw a record by name and reason: it is kept, and neither exported nor asked about. Return its whole id."""
        return self._act(record_id, "withdrawn", author, reason)

    def restore(self, record_id: str, author: str, reason: str = "") -> str:
        """Take back a record that was withdrawn or superseded; return its whole id."""
        return self._act(record_id, "restored", author, reason)

    def _act(self, record_id: str, deed: "record_acts.RecordDeed", author: str, reason: str) -> str:
        with self._database.writing() as session:
            found = record_row(session, record_id).id
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
        from structurer.store import source_texts

        with self._database.reading() as session:
            return source_texts.printing(session, words)

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
            row = (
                newest_revision(session, record.id) if revision is None else revision_row(session, record.id, revision)
            )
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
        from structurer.store import source_texts

        return source_texts.least_lines(self._database, ids)

    def sealed(self, wanted: Iterable[tuple[str, int]]) -> "Iterator[SealedRevision | None]":
        """Yield revisions that are as they were saved, not yet taken apart; None for one that `load` is to say more of."""
        from structurer.store.sealed import every_sealed

        return every_sealed(self._database, wanted)

    def exported(
        self, wanted: Iterable[tuple[str, int]], kind: "ExportKind"
    ) -> "Iterator[tuple[SealedRevision | None, bytes | None]]":
        """Yield revisions as `sealed` does, each with what an export writes of it, where that was kept with the revision."""
        from structurer.store.sealed import every_exported

        return every_exported(self._database, wanted, kind)

    def keep_exported(self, made: "Sequence[SealedContent]", kind: "ExportKind") -> None:
        """Keep what an export had to make, of records that an older version saved; it is no trouble where that cannot be kept."""
        from structurer.store import exported_texts

        if made and not self._database.read_only:
            with suppress(StoreError), self._database.writing(saving=False) as session:
                exported_texts.keep(session, made, kind)

    def log(self, record_id: str) -> list[RevisionSummary]:
        """Return every revision of a record, the oldest first."""
        with self._database.reading() as session, stream.damage_named(self._database, record_id, None):
            return listing.revisions(session, record_row(session, record_id))

    def examine(self) -> "Wholeness":
        """Look at every row of the records, and return what is missing or not as it was saved."""
        from structurer.store.wholeness import examined

        return examined(self._database)

    def verify(self, record_id: str) -> tuple[int, ...]:
        """Return the revisions of a record that are not as they were saved: none, as it should be."""
        with self._database.reading() as session:
            record = record_row(session, record_id)
            numbers = [row.number for row in revision_rows(session, record, RevisionRow.record_id, RevisionRow.number)]
            return tuple(number for number in numbers if whole_row(session, record, number) is None)
