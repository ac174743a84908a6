"""One record's page: the newest revision, what is selected on it, and what the last step did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from structurer.checks.outcome import Verdict
from structurer.errors import RecordUnknown
from structurer.language import say
from structurer.report import history
from structurer.report.indexed import IndexedRecord, corrected
from structurer.report.page.difference import RecordDifference, difference
from structurer.report.page.sheet import RecordPage, record_page
from structurer.report.pictures.drawing import Picture
from structurer.report.pictures.flow import flow
from structurer.report.pictures.steps import YearSheet, steps
from structurer.report.record_head import record_head
from structurer.review import Session
from structurer.review.engine import Draft
from structurer.sheet.model import Sheet
from structurer.store import Lease, Store
from structurer.web.panel import LivePage, Panel, Selection, highlight, panel
from structurer.web.visit import Visit


class RecordLink(NamedTuple):
    """A record by its id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The content of a sheet's page.

    Attributes:
        made: the step that was just saved.
        approved: the record that was approved just before; this one is the next.
        pictures: of its sources, and of the way from request to settlement.
        ended: how the record has ended, in words; empty where it stands.
        blocked: why it cannot be approved; empty where it can.
    """

    view: RecordPage
    pictures: tuple[Picture, ...]
    live: LivePage
    panel: Panel | None
    made: RecordDifference | None
    holder: Lease | None
    approved: RecordLink | None
    ended: str
    can_undo: bool
    blocked: str


def sheet_page(
    visit: Visit, record_id: str, query: Mapping[str, str], values: Mapping[str, str] | None = None
) -> SheetPage:
    """The page of a record; `values` are what was typed into a form that could not be taken."""
    store = visit.store
    session = Session(store, store.load(record_id), visit.visitor.name)
    log = store.log(record_id)
    indexed = IndexedRecord(session.draft.record, corrected(row.review for row in log), session.draft.reading.source)
    chosen = Selection.of(query if values is None else values)
    chosen = chosen if chosen.field in indexed.cites else replace(chosen, field="")
    can_edit = not visit.site.read_only and bool(visit.visitor.name)
    live = LivePage(
        record_id=session.record_id,
        csrf=visit.form_token,
        revision=session.revision,
        can_edit=can_edit,
        selection=chosen,
        highlight=highlight(indexed, chosen),
        values=values or {},
    )
    return SheetPage(
        view=record_page(indexed, (session.record_id, session.revision)),
        pictures=_pictures(session.draft.record.sheet, session.record_id),
        live=live,
        panel=panel(session, indexed, chosen),
        made=_made(session, visit, query.get("step", "")),
        holder=store.holder(record_id),
        approved=approved(store, query),
        ended=_ended(store, session.record_id),
        can_undo=can_edit and len(log) > 1,
        blocked=_blocked(session.draft, can_edit=can_edit),
    )


def _pictures(sheet: Sheet, record_id: str) -> tuple[Picture, ...]:
    made = (flow(sheet, record_id), steps([YearSheet(sheet, sheet.identity.fiscal_year, record_id)]))
    return tuple(picture for picture in made if picture is not None)


def field_address(record_id: str, path: str) -> str:
    """The address of a field of a record, of the record where no path is named."""
    return f"/sheets/{record_id}?field={path}#edit" if path else f"/sheets/{record_id}"


def _ended(store: Store, record_id: str) -> str:
    """How a record has ended, in words; empty where it stands."""
    ending = next((one.ending for one in store.heads([record_id])), None)
    return "" if ending is None else history.ended(ending.author, ending.reason, ending.superseded_by)


def approved(store: Store, query: Mapping[str, str]) -> RecordLink | None:
    """The record that an address says was just approved; None where it is not there, or not approved."""
    asked = query.get("approved", "")
    try:
        found = store.load(asked) if asked else None
    except RecordUnknown:
        return None
    if found is None or found.record.verdict is not Verdict.APPROVED:
        return None
    return RecordLink(found.record_id, record_head(IndexedRecord(found.record)).title)


def _blocked(draft: Draft, *, can_edit: bool) -> str:
    """Why a record cannot be approved, in words; empty where it can."""
    count = len(draft.open_findings)
    if draft.approval is not None:
        return say("承認済みです", "It is approved")
    if count:
        return say(f"確認事項があと{count}件あります", f"{count} finding(s) are open")
    return "" if can_edit else say("確認者の名前を入れると承認できます", "Give your name to approve")


def _made(session: Session, visit: Visit, asked: str) -> RecordDifference | None:
    """The step to the newest revision, where the address says that it was just made."""
    if asked != str(session.revision) or session.revision == 1:
        return None
    load = visit.store.load
    before, after = (load(session.record_id, number).record for number in (session.revision - 1, session.revision))
    return difference(before, after)
