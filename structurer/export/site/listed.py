"""The published records as the index lists them, and as projects over their years."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from structurer.record.record import Record
from structurer.record.tabular.revision import Revision
from structurer.record.tabular.summary import ProjectSummary, project_summary
from structurer.sheet.facts import facts
from structurer.sheet.given import head_of
from structurer.store import Store


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A published revision.

    Attributes:
        seal: that of the revision in its store; empty until it is looked up.
        publisher, year: as printed, else as a person gave them.
        text: everything that it is found by, spelt one way.
    """

    record_id: str
    revision: int
    seal: str
    saved_at: str
    verdict: str
    name: str
    publisher: str
    year: int | None
    summary: ProjectSummary
    text: str

    @property
    def department(self) -> str:
        """Department and division, as the sheet names them."""
        return " ".join(filter(None, (self.summary.department, self.summary.division)))

    @property
    def prefix(self) -> str:
        """The beginning of the ids of its part of a page: a link to a figure holds as long as its record."""
        return prefix_of(self.record_id)


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A project with its published records, the newest year first; `id` is that of the one that was saved first."""

    id: str
    records: tuple[ListedRevision, ...]

    @property
    def page(self) -> str:
        """The address of its page in the site: it stays when other years are added."""
        return f"projects/{self.id}.html"

    @property
    def name(self) -> str:
        """Its name in the newest year."""
        return self.records[0].name


def listed(revision: Revision, seal: str = "") -> ListedRevision:
    """A revision as it is listed; what it says is what may be published."""
    record, number = revision.record, revision.revision or 1
    summary = project_summary(record.sheet)
    publisher, _ = head_of(record.sheet.identity, record.given)
    found = [summary.project, record.source.name, revision.record_id, publisher, summary.department, summary.division]
    labels = [words for fact in facts(record.sheet) for words in (fact.section, fact.row)]
    return ListedRevision(
        record_id=revision.record_id,
        revision=number,
        seal=seal,
        saved_at=revision.saved_at or "",
        verdict=record.verdict.value,
        name=summary.project or record.source.name,
        publisher=publisher,
        year=year_of(record),
        summary=summary,
        text=searched(" ".join([*found, *dict.fromkeys(labels), *record.source.lines])),
    )


def prefix_of(record_id: str) -> str:
    """The beginning of the ids of a record's part of a page: a link to a figure holds as long as its record."""
    return f"r{record_id}-"


def year_of(record: Record) -> int | None:
    """The fiscal year of a record: as printed, else as a person gave it."""
    _, year = head_of(record.sheet.identity, record.given)
    return int(year) if year else None


def searched(text: str) -> str:
    """A text as it is searched: without spaces and widths, in small letters. The page's script spells what is typed alike."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def projects(store: Store, records: Iterable[ListedRevision]) -> tuple[ListedProject, ...]:
    """The projects of the published records, as the store knows them, by publisher, department and name."""
    known = {one.record_id: one for one in records}
    made, left = [], dict(known)
    while left:
        project = store.projects.of(next(iter(left)))
        own = [one.record for one in project.members if one.record in known]
        years = sorted((known[record] for record in own), key=lambda one: (one.year is None, -(one.year or 0)))
        made.append(ListedProject(own[0], tuple(years)))
        left = {record: one for record, one in left.items() if record not in own}
    return tuple(sorted(made, key=lambda one: (*_place(one.records[0]), one.id)))


def _place(one: ListedRevision) -> tuple[str, ...]:
    return (one.publisher, one.summary.department, one.summary.division, one.name)
