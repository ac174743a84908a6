"""One record's page: the newest revision, what is selected on it, and what the last step did."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from structurer.report.indexed import IndexedRecord, corrected
from structurer.report.page.difference import RecordDifference, difference
from structurer.report.page.sheet import RecordPage, record_page
from structurer.review import Session
from structurer.store import Lease
from structurer.web.panel import LivePage, Panel, Selection, highlight, panel
from structurer.web.visit import Visit


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The content of a sheet's page; `made` is the step that was just saved."""

    view: RecordPage
    live: LivePage
    panel: Panel | None
    made: RecordDifference | None
    holder: Lease | None
    can_undo: bool
    can_approve: bool


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
    draft = session.draft
    return SheetPage(
        view=record_page(indexed, (session.record_id, session.revision)),
        live=live,
        panel=panel(session, indexed, chosen),
        made=_made(session, visit, query.get("step", "")),
        holder=store.holder(record_id),
        can_undo=can_edit and len(log) > 1,
        can_approve=can_edit and not draft.open_findings and draft.approval is None,
    )


def _made(session: Session, visit: Visit, asked: str) -> RecordDifference | None:
    """The step to the newest revision, where the address says that it was just made."""
    if asked != str(session.revision) or session.revision == 1:
        return None
    load = visit.store.load
    before, after = (load(session.record_id, number).record for number in (session.revision - 1, session.revision))
    return difference(before, after)
