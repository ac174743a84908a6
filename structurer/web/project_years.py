"""The page of a project's years: its records, all of them beside each other, and the forms that link and part records."""

from dataclasses import dataclass, replace

from structurer.export.side_by_side import compare_years
from structurer.language import say
from structurer.record.years.linking import LinkAct, standing
from structurer.report import history, phrases
from structurer.report.comparison_view import ComparisonView, comparison_view
from structurer.report.pictures.drawing import Picture
from structurer.report.pictures.steps import YearSheet, steps
from structurer.review import project_links
from structurer.store import Store, StoredRevision
from structurer.store.links import Project
from structurer.web.visit import FormFields, Visit

_DEEDS = frozenset({"linked", "apart"})
"""What the forms of the page say of two records."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One record of the project."""

    record: str
    name: str
    year: str
    verdict: str
    verdict_name: str
    is_ended: bool
    is_asked: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """What a person said of two records; `stands` until a newer word about both."""

    text: str
    author: str
    at: str
    reason: str
    stands: bool


@dataclass(frozen=True, slots=True)
class ProjectYears:
    """A project's page; `comparison` is None while it has one record only, `can_edit` where the visitor may link and part.

    `picture` is the way from request to settlement over all years, None where fewer than two amounts of it are printed.
    """

    record: str
    name: str
    rows: tuple[YearRow, ...]
    acts: tuple[ActRow, ...]
    comparison: ComparisonView | None
    picture: Picture | None
    can_edit: bool


def project_years(visit: Visit, record_id: str) -> ProjectYears:
    """The page of the project of a record."""
    store = visit.store
    project = store.projects.of(record_id)
    asked = store.load(record_id).record_id
    years = {one.record: one.head.fiscal_year for one in project.members}
    stored = [store.load(one) for one in _ordered(project)]
    rows = tuple(_row(one, years[one.record_id], project, asked) for one in stored)
    standing_sheets = [
        YearSheet(one.record.sheet, years[one.record_id], one.record_id)
        for one in stored
        if one.record_id not in project.ended
    ]
    stands = standing(project.acts)
    return ProjectYears(
        asked,
        next(row.name for row in rows if row.is_asked),
        rows,
        tuple(_act(act, stands=act in stands) for act in reversed(project.acts)),
        comparison_view(compare_years(asked, store)) if len(project.standing) > 1 else None,
        steps(standing_sheets),
        not visit.site.read_only and bool(visit.visitor.name),
    )


def _ordered(project: Project) -> list[str]:
    """The records by year, those that have ended last."""
    return [*(one.record for one in project.standing), *sorted(project.ended)]


def _row(stored: StoredRevision, year: int | None, project: Project, asked: str) -> YearRow:
    shown = say("年度不明", "no year") if year is None else phrases.year_of(0, year)
    record, name = stored.record, stored.record.sheet.identity.project
    return YearRow(
        record=stored.record_id,
        name=record.source.name if name is None else name.text,
        year=shown,
        verdict=record.verdict.value,
        verdict_name=phrases.verdict(record.verdict),
        is_ended=stored.record_id in project.ended,
        is_asked=stored.record_id == asked,
    )


def _act(act: LinkAct, *, stands: bool) -> ActRow:
    return ActRow(history.linked(replace(act, author="", reason="")), act.author, act.at, act.reason, stands)


def link_records(store: Store, record_id: str, author: str, form: FormFields) -> str:
    """Do what a form of the page says, and return the record's whole id; KeyError where it is no form of ours."""
    deed, other, reason = form["deed"], form["other"].strip(), form.get("reason", "")
    if deed not in _DEEDS:
        raise KeyError(deed)
    return project_links.link(store, record_id, other, author, reason, apart=deed == "apart").act.record
