"""Whether a store is whole: every text, record, revision, head and act is there, and is as it was saved."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from structurer.store import exported_texts
from structurer.store.act_seals import found_acts
from structurer.store.audits import AuditAnswerRow, AuditRow
from structurer.store.connection import Database
from structurer.store.links import LinkActRow
from structurer.store.record_acts import RecordActRow, RecordDeed
from structurer.store.revision import is_moment, is_text_of, whole_row
from structurer.store.search.tables import SearchEntryRow, SearchTextRow
from structurer.store.stream import every_id
from structurer.store.tables import HeadRow, RecordRow, RevisionRow, SourceRow
from structurer.store.words import WordActRow, is_spoilt

Harm = Literal[
    "changed",
    "missing",
    "record_missing",
    "text_missing",
    "text_changed",
    "head_changed",
    "search_changed",
    "exported_changed",
    "act_missing",
    "act_changed",
    "act_added",
]
"""A revision that is not as it was saved, or is gone; rows without their record; a record whose text is gone or another;
a head, what the search knows of a record or what exports write of it, that says otherwise than its revision; an act that is gone,
that is not as it was done, or that was put in."""

_MOST_MISSING = 100
"""Missing revisions of one record that are named: its head may hold any number, and nobody revises a sheet more often."""
_TEXT = SearchTextRow
_ACTS = (RecordActRow, WordActRow, LinkActRow, AuditRow, AuditAnswerRow)


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is missing or not as it was saved. `revision` is None for what concerns the whole record.

    An act is named by its table and number in the place of a record.
    """

    record_id: str
    revision: int | None
    harm: Harm


@dataclass(frozen=True, slots=True)
class Wholeness:
    """What was looked at, and what is damaged. Of acts without a seal, done before format 13, a change may not show."""

    records: int
    revisions: int
    acts: int
    unsealed_acts: int
    damages: tuple[Damage, ...]


def examined(database: Database) -> Wholeness:
    """Look at every row of records and acts, a record at a time: nobody who saves waits for longer than that."""
    records = revisions = 0
    damages: list[Damage] = []
    for page in every_id(database):
        for record_id in page:
            with database.reading() as session:
                numbers = _numbers(session, record_id)
                damages += _damages_of(session, session.get_one(RecordRow, record_id), numbers)
            records, revisions = records + 1, revisions + len(numbers)
    with database.reading() as session:
        acts = [found_acts(session, table) for table in _ACTS]
        damages += [*_orphans(session), *_spoilt(session)]
    damages += [Damage(name, None, harm) for found in acts for name, harm in found.damages]
    counted, unsealed = sum(found.acts for found in acts), sum(found.unsealed for found in acts)
    return Wholeness(records, revisions, counted, unsealed, tuple(damages))


def _numbers(session: Session, record_id: str) -> list[int]:
    own = RevisionRow
    return list(session.scalars(select(own.number).where(own.record_id == record_id).order_by(own.number)))


def _damages_of(session: Session, record: RecordRow, numbers: list[int]) -> Iterator[Damage]:
    """Yield what is wrong with one record: its text, its chain of revisions, its head."""
    source = session.get(SourceRow, record.sha256)
    if source is None:
        yield Damage(record.id, None, "text_missing")
    elif not is_text_of(source, record.sha256):
        yield Damage(record.id, None, "text_changed")
    head = session.get(HeadRow, record.id)
    yield from _missing(record, numbers, head)
    last = _last(numbers, head)
    for number in numbers:
        row = whole_row(session, record, number)
        if row is None or row.parent != (number - 1 or None):
            yield Damage(record.id, number, "changed")
        elif (
            head is not None and head.number == number and (head.verdict, head.findings) != (row.verdict, row.findings)
        ):
            yield Damage(record.id, number, "head_changed")
        elif number == last and not _is_found(session, row):
            yield Damage(record.id, number, "search_changed")
        elif number == last and not exported_texts.is_right(session, row, source):
            yield Damage(record.id, number, "exported_changed")


def _last(numbers: list[int], head: HeadRow | None) -> int:
    """Return the number of the newest revision that a record has, or had by its head; SQLite may hold anything for a number."""
    return max([1, *(number for number in (*numbers, head and head.number) if isinstance(number, int))])


def _missing(record: RecordRow, numbers: list[int], head: HeadRow | None) -> Iterator[Damage]:
    """Yield the revisions up to the last that are not there, and a head with a number that no revision has."""
    missing = (number for number in range(1, _last(numbers, head) + 1) if number not in numbers)
    yield from (Damage(record.id, number, "missing") for number in islice(missing, _MOST_MISSING))
    if head is not None and not (isinstance(head.number, int) and head.number > 0):
        yield Damage(record.id, None, "head_changed")


def _is_found(session: Session, row: RevisionRow) -> bool:
    """True where the search knows a record by its newest revision."""
    entry = session.get(SearchEntryRow, row.record_id)
    if (
        entry is None
        or session.scalar(select(_TEXT.record_id).where(_TEXT.position == entry.position)) != row.record_id
    ):
        return False
    return all(
        getattr(entry, name) == getattr(row, name) for name in ("number", "verdict", "name", "project", "saved_at")
    )


def _orphans(session: Session) -> Iterator[Damage]:
    """Yield the rows of records that are not there, and the texts of none."""
    for table in (RevisionRow, HeadRow, SearchEntryRow, exported_texts.ExportedTextRow):
        lone = (
            select(table.record_id).outerjoin(RecordRow, RecordRow.id == table.record_id).where(RecordRow.id.is_(None))
        )
        yield from (Damage(found, None, "record_missing") for found in session.scalars(lone.distinct()))
    texts = select(SourceRow.sha256).outerjoin(RecordRow, RecordRow.sha256 == SourceRow.sha256)
    for sha256 in session.scalars(texts.where(RecordRow.id.is_(None))):
        yield Damage(sha256[:12], None, "record_missing")


def _spoilt(session: Session) -> Iterator[Damage]:
    """Yield the acts without a seal that nobody could do."""
    own = RecordActRow
    for record_act in session.scalars(select(own).where(own.seal.is_(None)).order_by(own.id)):
        known = (record_act.author and record_act.reason) if record_act.deed == "withdrawn" else True
        if record_act.deed not in get_args(RecordDeed) or not known or not is_moment(record_act.at):
            yield Damage(f"{own.__tablename__} {record_act.id}", None, "act_changed")
    for word_act in session.scalars(select(WordActRow).where(WordActRow.seal.is_(None)).order_by(WordActRow.id)):
        if is_spoilt(word_act) or not is_moment(word_act.at):
            yield Damage(f"{WordActRow.__tablename__} {word_act.id}", None, "act_changed")
