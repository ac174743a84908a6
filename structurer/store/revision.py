"""Records as the store returns them, and the way between a record and its row."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any, cast

import pydantic
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from structurer.checks.outcome import Verdict
from structurer.errors import RecordInvalid, RecordSourceMismatch
from structurer.store.record_acts import Ending
from structurer.store.tables import Json, RecordRow, ReplyRow, RevisionRow, SourceRow, canonical, seal

if TYPE_CHECKING:  # a list of records holds none: its models take longer to load than the list
    from structurer.record.correction import Review
    from structurer.record.record import Record
    from structurer.sheet.given import Given
    from structurer.sheet.model import Sheet
    from structurer.text.origin import Origin
    from structurer.text.source import Source

_SPENT = frozenset({"attempts", "tokens", "seconds", "cached", "cost", "versions"})
"""What a reading took, and with which versions: no part of what it says."""
PARTS = ("sheet", "results", "proofs", "reading", "unclaimed", "review", "words", "given", "prior")
"""The parts of a record that a row holds as they are, each a column of JSON."""
_SAID = ("schema", "verdict", "sheet", "proofs", "unclaimed", "words", "given", "document")


@dataclass(frozen=True, slots=True)
class Saved:
    """The record id and revision of a saved record.

    `unchanged` where the same reader had read the same before, and nothing was added; `superseded` are the records of earlier
    texts of the same file.
    """

    record_id: str
    revision: int
    unchanged: bool = False
    superseded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionSummary:
    """One line of a record's log; `review` is what a person did, None where a reader made the revision."""

    revision: int
    parent: int | None
    author: str | None
    reason: str
    saved_at: str
    verdict: Verdict
    findings: int
    reader: str
    model: str
    seal: str
    review: "Review | None" = None

    @classmethod
    def of(cls, row: RevisionRow) -> "RevisionSummary":
        """Return the summary of a row; ValueError where its columns are spoilt."""
        if not _is_sound(row):
            raise ValueError(row.number)
        return cls(
            revision=row.number,
            parent=row.parent,
            author=row.author,
            reason=row.reason,
            saved_at=row.saved_at,
            verdict=Verdict(row.verdict),
            findings=row.findings,
            reader=row.reader,
            model=row.model,
            seal=row.seal,
            review=_review(row),
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision of a record; `reviewed` where a person made it, `ending` where the record is withdrawn or superseded.

    `given` is what a person gave beside the sheet, where the head of one record was asked for; `damaged` where the verdict is
    none that a store saves.
    """

    record_id: str
    revision: int
    author: str | None
    saved_at: str
    verdict: Verdict
    reviewed: bool
    ending: Ending | None = None
    given: "Given | None" = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One record that needs review: what is at stake in its open findings, in yen, and how many there are."""

    id: str
    name: str
    project: str | None
    revision: int
    saved_at: str
    stake: int
    findings: int


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease: the reviewer who works on a record, since when and until when."""

    record_id: str
    holder: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """One line of the list of records, by its newest revision; of a `damaged` one, whose columns are spoilt, little is known."""

    id: str
    name: str
    project: str | None
    verdict: Verdict
    findings: int
    revisions: int
    saved_at: str
    reader: str
    model: str
    ending: Ending | None = None
    damaged: bool = False

    @classmethod
    def of(cls, head: "RevisionRow | Row[Any]", ending: Ending | None = None) -> "RecordSummary":
        """Return the summary of a record by the row of its newest revision, or the columns of one that lists show."""
        if not _is_sound(head):
            blank = Verdict.NEEDS_REVIEW
            named = str(head.record_id)
            return cls(named, named, None, blank, 0, head.number, "", "", "", ending, damaged=True)
        return cls(
            id=head.record_id,
            name=head.name,
            project=head.project,
            verdict=Verdict(head.verdict),
            findings=head.findings,
            revisions=head.number,
            saved_at=head.saved_at,
            reader=head.reader,
            model=head.model,
            ending=ending,
        )


@dataclass(frozen=True, slots=True)
class RecordContent:
    """What a list shows of a record's newest revision; `codes` are those of the checks that its open findings come from."""

    id: str
    revision: int
    sheet_tree: Json
    codes: tuple[str, ...]
    given_tree: Json | None

    @property
    def sheet(self) -> "Sheet":
        """The sheet; an empty one where it cannot be read, which opening its record will say."""
        from structurer.sheet.model import Sheet

        try:
            return Sheet.model_validate(self.sheet_tree)
        except pydantic.ValidationError:
            return Sheet()

    @property
    def given(self) -> "Given | None":
        """What a person gave beside the sheet; None where that cannot be read."""
        from structurer.sheet.given import Given

        try:
            return None if self.given_tree is None else Given.model_validate(self.given_tree)
        except pydantic.ValidationError:
            return None


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """A record as it was saved; who saved it, when and why; the raw replies of the model that read it."""

    record_id: str
    revision: int
    parent: int | None
    author: str | None
    reason: str
    saved_at: str
    record: "Record"
    replies: tuple[str, ...]

    @classmethod
    def of(cls, row: RevisionRow, text: str, replies: tuple[str, ...]) -> "StoredRevision":
        """Return the revision in a row, with the text it was read from."""
        return cls(
            record_id=row.record_id,
            revision=row.number,
            parent=row.parent,
            author=row.author,
            reason=row.reason,
            saved_at=row.saved_at,
            record=record_in(row, text),
            replies=replies,
        )


def source_of(record: "Record") -> "Source":
    """Return the source of a record, which must be the one it names."""
    source = record.source.rebuild()
    if source.sha256 != record.source.sha256:
        raise RecordSourceMismatch(source.name, record.source.sha256, source.sha256)
    return source


def row_of(record: "Record", record_id: str, head: RevisionRow | None) -> RevisionRow:
    """Return the row that follows `head`, not yet signed or sealed."""
    parent = None if head is None else head.number
    project = record.sheet.identity.project
    return RevisionRow(
        record_id=record_id,
        number=1 if parent is None else parent + 1,
        parent=parent,
        saved_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        name=record.source.name,
        project=None if project is None else project.text,
        verdict=record.verdict.value,
        findings=len(record.open_results),
        reader=record.reading.reader,
        model=record.reading.model,
        schema=record.schema_,
        document=None if record.source.document is None else asdict(record.source.document),
        **record.model_dump(mode="json", include=set(PARTS)),
    )


def says_the_same(head: RevisionRow, row: RevisionRow) -> bool:
    """True where a reader's new row says what the newest revision of a reader says: other seconds and tokens are no change."""
    return head.review is None and row.review is None and _content(head) == _content(row)


def _content(row: RevisionRow) -> list[object]:
    reading = {name: value for name, value in row.reading.items() if name not in _SPENT}
    # workings name the sheet as it was called: another spelling of its path is no other reading
    results = canonical(row.results).replace(canonical(row.name)[1:-1], "")
    priors = [{**prior, "revision": 0} for prior in row.prior or ()]  # a later revision that says the same is no news
    return [reading, results, priors, *(getattr(row, name) for name in _SAID)]


def known_verdict(word: object) -> Verdict | None:
    """Return the verdict in a column; None for one that nobody saves."""
    return next((verdict for verdict in Verdict if verdict.value == word), None)


def _is_sound(row: "RevisionRow | Row[Any]") -> bool:
    """True where the columns that lists show are what a save puts there."""
    texts = (row.record_id, row.name, row.project or "", row.reader, row.model)
    return (
        known_verdict(row.verdict) is not None
        and is_moment(row.saved_at)
        and isinstance(row.findings, int)
        and all(isinstance(text, str) for text in texts)
    )


def is_moment(text: object) -> bool:
    """True for the time of a save as it is stored."""
    with suppress(ValueError, TypeError):
        datetime.fromisoformat(cast("str", text))
        return True
    return False


def record_in(row: RevisionRow, text: str) -> "Record":
    """Return the record in a row, with the text it was read from."""
    from structurer.record.record import Record, SourceRecord
    from structurer.text.source import Source

    tree = {
        "schema": row.schema,
        "source": SourceRecord.of(Source(row.name, text)).model_copy(update={"document": _origin(row)}),
        "verdict": row.verdict,
        **{name: getattr(row, name) for name in PARTS},
    }
    with _named(row):
        return Record.model_validate(tree)


def _origin(row: RevisionRow) -> "Origin | None":
    from structurer.text.origin import Origin

    with _named(row):
        return None if row.document is None else pydantic.TypeAdapter(Origin).validate_python(row.document)


def _review(row: RevisionRow) -> "Review | None":
    from structurer.record.correction import Review

    with _named(row):
        return None if row.review is None else Review.model_validate(row.review)


def given_in(row: RevisionRow) -> "Given | None":
    """Return what a person gave beside the sheet of a row."""
    from structurer.sheet.given import Given

    with _named(row):
        return None if row.given is None else Given.model_validate(row.given)


def is_whole(session: Session, row: RevisionRow, sha256: str) -> bool:
    """True where the revision, its parent's seal, its replies and its source's text are as they were saved."""
    source = session.get(SourceRow, sha256)
    parent = None if row.parent is None else session.get(RevisionRow, (row.record_id, row.parent))
    try:
        expected = seal(row, sha256, replies_of(session, row), None if parent is None else parent.seal)
    except TypeError:  # bytes in a column of texts
        return False
    return row.seal == expected and source is not None and is_text_of(source, sha256)


def is_text_of(source: SourceRow, sha256: str) -> bool:
    """True where a row holds the text with this sha256; SQLite may hold bytes there, or a number."""
    from structurer.text.source import Source

    return isinstance(source.text, str) and Source("", source.text).sha256 == sha256


def whole_row(session: Session, record: RecordRow, number: int) -> RevisionRow | None:
    """Return the row of a revision; None where it is not as it was saved, so that it may not even be read."""
    try:
        row = session.get_one(RevisionRow, (record.id, number), populate_existing=True)
        return row if is_whole(session, row, record.sha256) else None
    except JSONDecodeError:
        return None


def replies_of(session: Session, row: RevisionRow) -> tuple[str, ...]:
    """Return the raw replies of the model that a revision was read by."""
    own = (ReplyRow.record_id == row.record_id) & (ReplyRow.number == row.number)
    return tuple(session.scalars(select(ReplyRow.text).where(own).order_by(ReplyRow.position)))


@contextmanager
def _named(row: RevisionRow) -> Iterator[None]:
    """Raise RecordInvalid, which names the record and the field, where something does not fit."""
    try:
        yield
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise RecordInvalid(row.record_id, ".".join(map(str, first["loc"])), first["msg"]) from error
