"""The projects of a store: which records are of one, and what persons said about that, one row an act. Only added to."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from structurer.errors import ProjectAmbiguous, ProjectUnknown, RecordLinkedToItself, RecordUnknown
from structurer.record.years.linking import LinkAct, LinkDeed, ProjectMember, projects, standing
from structurer.record.years.project_key import ProjectHead, name_key
from structurer.store import project_heads, record_acts
from structurer.store.act_seals import ActTable, add_acts
from structurer.store.connection import Database
from structurer.store.lookup import record_row
from structurer.text.words import squeeze

_UNSAVED = ""
"""The id of a sheet that is not saved yet: no record has it."""


class LinkActRow(ActTable):
    """One act: a record is of another record's project (`linked`), or is not (`apart`)."""

    __tablename__ = "link_acts"
    __table_args__ = (Index("link_acts_record", "record_id"), Index("link_acts_other", "other_id"))
    record_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    other_id: Mapped[str] = mapped_column(ForeignKey("records.id"))
    deed: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    reason: Mapped[str]


_L = LinkActRow


@dataclass(frozen=True, slots=True)
class Project:
    """A project over the years.

    Attributes:
        id: that of the record of it that was saved first: it stays when other years are added.
        members: its records, the first saved first; `ended` are those of them that were withdrawn or superseded.
        acts: what persons said of its records, the oldest first; acts that newer ones took back included.
    """

    id: str
    members: tuple[ProjectMember, ...]
    ended: frozenset[str]
    acts: tuple[LinkAct, ...]

    @property
    def standing(self) -> tuple[ProjectMember, ...]:
        """The records that have not ended, by fiscal year; those without a year last."""
        held = [one for one in self.members if one.record not in self.ended]
        return tuple(sorted(held, key=lambda one: (one.head.fiscal_year is None, one.head.fiscal_year or 0)))


class ProjectStore:
    """The projects of a store."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_current = False

    def link(self, record: str, other: str, author: str, reason: str = "", *, apart: bool = False) -> LinkAct:
        """Add a person's word that a record is, or with `apart` is not, of another record's project; what stands is not said twice."""
        deed: LinkDeed = "apart" if apart else "linked"
        with self._database.writing() as session:
            one, two = record_row(session, record).id, record_row(session, other).id
            if one == two:
                raise RecordLinkedToItself(one)
            said = next((act for act in standing(_acts(session, (one,)).values()) if act.pair == {one, two}), None)
            if said is not None and said.deed == deed and (deed == "linked" or said.record == one):
                return said
            act = LinkAct(one, two, deed, author, datetime.now(UTC).isoformat(timespec="milliseconds"), reason)
            add_acts(session, _row(act))
            return act

    def acts(self, record: str) -> tuple[LinkAct, ...]:
        """Return what persons said about a record and others, the oldest first."""
        with self._database.reading() as session:
            return tuple(_acts(session, (record_row(session, record).id,)).values())

    def of(self, record: str) -> Project:
        """Return the project of a record."""
        with self._reading() as session:
            return _project(session, record_row(session, record).id)

    def find(self, asked: str) -> Project:
        """Return the project of a record's id, of a code or of a name; ProjectUnknown or ProjectAmbiguous."""
        with self._reading() as session:
            records = self._named(session, asked)
            found = {project.id: project for project in (_project(session, one) for one in records)}
        if not found:
            raise ProjectUnknown(asked)
        if len(found) > 1:
            raise ProjectAmbiguous(asked, sorted(found))
        return next(iter(found.values()))

    def beside(self, head: ProjectHead, record: str | None = None) -> tuple[ProjectMember, ...]:
        """Return the other records that stand of the project that a sheet is of, by its head; `record` where it is saved."""
        own = record or _UNSAVED
        with self._reading() as session:
            group, _ = _group(session, own, head)
            others = [one for one in group if one.record != own]
            ended = record_acts.endings_of(session, [one.record for one in others])
        return tuple(one for one in others if one.record not in ended)

    @staticmethod
    def _named(session: Session, asked: str) -> list[str]:
        """The records with this code or name, else the one with this id: a code may be the beginning of any id."""
        named = project_heads.named(session, squeeze(asked), name_key(asked))
        with suppress(RecordUnknown):
            return named or [record_row(session, asked).id]
        return []

    def _reading(self) -> AbstractContextManager[Session]:
        if not self._is_current:  # once: whoever saves keeps the rows as they are to be
            project_heads.catch_up(self._database)
            self._is_current = True
        return self._database.reading()


def _project(session: Session, record: str) -> Project:
    """Return the project of a saved record."""
    group, acts = _group(session, record)
    held = {one.record for one in group}
    ended = frozenset(record_acts.endings_of(session, held))
    return Project(group[0].record, group, ended, tuple(act for act in acts if act.pair & held))


def _group(
    session: Session, record: str, head: ProjectHead | None = None
) -> tuple[tuple[ProjectMember, ...], tuple[LinkAct, ...]]:
    """Work out the project of a record, by another head where one is given, step by step: its keys and persons' acts lead on.

    Return its records, and the acts about all records that were met on the way.
    """
    own = () if head is None else (ProjectMember(record, head, "~"),)  # after every record that is saved
    known = {one.record: one for one in own}
    acts = _acts(session, (record,))
    wanted = {record} if head is None else project_heads.alike(session, (head,))
    wanted |= {one for act in acts.values() for one in act.pair}
    while wanted := wanted - known.keys():
        found, said = project_heads.members(session, wanted), _acts(session, wanted)
        known.update((one.record, one) for one in found)
        acts.update(said)
        wanted = project_heads.alike(session, (one.head for one in found)) | {
            one for act in said.values() for one in act.pair
        }
    known.setdefault(record, ProjectMember(record, ProjectHead()))  # a record whose revisions are gone
    ordered = tuple(acts[number] for number in sorted(acts))
    found_groups = projects(known.values(), ordered)
    return next(group for group in found_groups if any(one.record == record for one in group)), ordered


def _acts(session: Session, records: Iterable[str]) -> dict[int, LinkAct]:
    """Return the acts about some records by their number, the oldest first."""
    some = tuple(records)
    query = select(_L).where(or_(_L.record_id.in_(some), _L.other_id.in_(some))).order_by(_L.id)
    return {row.id: _act(row) for row in session.scalars(query)}


def _act(row: LinkActRow) -> LinkAct:
    return LinkAct(row.record_id, row.other_id, cast("LinkDeed", row.deed), row.author, row.at, row.reason)


def _row(act: LinkAct) -> LinkActRow:
    return LinkActRow(
        record_id=act.record, other_id=act.other, deed=act.deed, author=act.author, at=act.at, reason=act.reason
    )
