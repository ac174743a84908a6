"""The application: which address shows which page, and which form does what."""

import time
from functools import cache
from importlib.resources import files
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from structurer.errors import (
    AuthorMissing,
    GivenInvalid,
    InputError,
    RecordEnded,
    RecordStands,
    ReviewError,
    StructurerError,
    WordError,
)
from structurer.export.side_by_side import compare
from structurer.record import wording
from structurer.report import phrases
from structurer.report.comparison_view import comparison_view
from structurer.report.indexed import IndexedRecord, corrected
from structurer.report.page.rendering import style
from structurer.report.page.sheet import record_page
from structurer.report.record_head import record_head
from structurer.review.words import JudgedAnew
from structurer.web import audit_pages, refusal, session_cookie, upload_page
from structurer.web.actions import ACTIONS, act
from structurer.web.answer import keep, message, page
from structurer.web.entrance import Entered, HandedIn, PostedForm, Sent, Written, arriving
from structurer.web.gate import HAND_IN, Gate
from structurer.web.project_years import link_records, project_years
from structurer.web.projects import projects, thousands
from structurer.web.queue import Filter, after_approval, queue
from structurer.web.review_sheet import review_sheet
from structurer.web.revisions import record_history
from structurer.web.search_page import search_page
from structurer.web.sheets import approved, field_address, sheet_page
from structurer.web.site import Site
from structurer.web.summaries import Summaries
from structurer.web.upload_page import HandIn
from structurer.web.uploads import Upload, Uploads
from structurer.web.visit import FormFields, Visit
from structurer.web.words import DEEDS, decide, word_rows

_KINDS = {"review.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}
_SEE_OTHER = 303


def application(site: Site) -> Gate:
    """The whole application of a site."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.site, app.state.uploads, app.state.summaries = site, Uploads(site.store), Summaries()
    _add_pages(app)
    _add_forms(app)
    _add_login(app)
    audit_pages.add(app)
    refusal.add(app, message)
    return Gate(app, site)


def _add_pages(app: FastAPI) -> None:
    app.get("/")(_queue)
    app.get("/sheets/{record_id}")(_sheet)
    app.get("/sheets/{record_id}/history")(_history)
    app.get("/sheets/{record_id}/report")(_report)
    app.get("/sheets/{record_id}/years")(_years)
    app.get("/sheets/{record_id}/compare")(_compare)
    app.get("/sheets/{record_id}/revisions/{number}")(_revision)
    app.get("/read/{upload_id}")(_reading)
    app.get("/projects")(_projects)
    app.get("/search")(_search)
    app.get("/words")(_words)
    app.get("/static/{name}")(_static)


def _add_forms(app: FastAPI) -> None:
    app.post("/sheets/{record_id}/claim")(_claim)
    app.post("/sheets/{record_id}/release")(_release)
    app.post("/sheets/{record_id}/link")(_link)
    app.post("/sheets/{record_id}/record-{deed}")(_end)
    app.post("/sheets/{record_id}/{name}")(_act)
    app.post("/words/{deed}")(_decide)
    app.post(HAND_IN)(_hand_in)
    app.post("/read/{upload_id}")(_split)


def _add_login(app: FastAPI) -> None:
    app.get("/login")(_login)
    app.post("/login")(_enter)
    app.post("/logout")(_leave)
    app.post("/name")(_name)


def _queue(request: Request, visit: Entered) -> Response:
    return _queue_page(request, visit, upload_page.hand_in())


def _queue_page(request: Request, visit: Visit, form: HandIn, status: int = 200) -> Response:
    asked = request.query_params
    found, done = queue(visit.store, request.app.state.summaries, Filter.of(asked)), approved(visit.store, asked)
    shown = {"queue": found, "approved": done, "words": phrases, "hand_in": form, "thousands": thousands}
    return page("queue.html.j2", visit, status, **shown)


def _projects(request: Request, visit: Entered) -> Response:
    asked = Filter.of(request.query_params)
    found = projects(visit.store, request.app.state.summaries, asked)
    return page("projects.html.j2", visit, found=found, queue=found.queue, words=phrases, href=field_address)


def _search(request: Request, visit: Entered) -> Response:
    found = search_page(visit.store, request.query_params)
    return page("search.html.j2", visit, refusal.UNUSABLE if found.trouble else 200, found=found, asked=found.asked)


def _sheet(request: Request, record_id: str, visit: Entered) -> Response:
    found = sheet_page(visit, record_id, request.query_params)
    return page("sheet_page.html.j2", visit, page=found, live=found.live, trouble="", href=field_address)


def _history(request: Request, record_id: str, visit: Entered) -> Response:
    head = visit.store.load(record_id)
    found = record_history(visit.store, head.record_id, request.query_params)
    name = record_head(IndexedRecord(head.record)).title
    return page("history.html.j2", visit, past=found, record_id=head.record_id, name=name, live=None)


def _report(record_id: str, visit: Entered) -> Response:
    return page("review_sheet.html.j2", visit, one=review_sheet(visit.store, record_id))


def _years(record_id: str, visit: Entered) -> Response:
    return page(
        "years.html.j2", visit, page=project_years(visit, record_id), live=None, served=True, href=field_address
    )


def _compare(request: Request, record_id: str, visit: Entered) -> Response:
    other = request.query_params.get("with", "").strip()
    view = comparison_view(compare(other, record_id, visit.store))
    return page("compare.html.j2", visit, view=view, record_id=record_id, live=None, served=True)


def _link(record_id: str, form: PostedForm, visit: Written) -> Response:
    if not visit.visitor.name:
        raise AuthorMissing
    try:
        made = link_records(visit.store, record_id, visit.visitor.name, form)
    except KeyError:
        raise HTTPException(400) from None
    return RedirectResponse(f"/sheets/{made}/years", _SEE_OTHER)


def _revision(record_id: str, number: int, visit: Entered) -> Response:
    stored = visit.store.load(record_id, number)
    reviews = [row.review for row in visit.store.log(record_id) if row.revision <= number]
    shown = record_page(IndexedRecord(stored.record, corrected(reviews)), (stored.record_id, stored.revision))
    return page("revision.html.j2", visit, v=shown, live=None)


def _words(visit: Entered) -> Response:
    return _words_page(visit)


def _words_page(visit: Visit, status: int = 200, trouble: str = "", failing: tuple[JudgedAnew, ...] = ()) -> Response:
    shown = {"rows": word_rows(visit.store), "trouble": trouble, "failing": failing}
    return page("words.html.j2", visit, status, live=None, **shown)


def _decide(deed: str, form: PostedForm, visit: Written) -> Response:
    if not visit.visitor.name:
        raise AuthorMissing
    try:
        failing = decide(visit.store, visit.visitor.name, deed, form).failing
    except WordError as error:
        return _words_page(visit, refusal.UNUSABLE, str(error))
    except KeyError:
        raise HTTPException(404 if deed not in DEEDS else 400) from None
    return _words_page(visit, failing=failing) if failing else RedirectResponse("/words", _SEE_OTHER)


def _hand_in(request: Request, form: HandedIn, visit: Entered) -> Response:
    uploads: Uploads = request.app.state.uploads
    try:
        upload = upload_page.begin(uploads, form, visit.visitor.name)
    except (InputError, AuthorMissing, GivenInvalid) as error:
        kept = upload_page.hand_in(form, str(error))
        return _queue_page(request, visit, kept, refusal.UNUSABLE)
    except KeyError:
        raise HTTPException(400) from None
    return RedirectResponse(f"/read/{upload.id}", _SEE_OTHER)


def _reading(request: Request, upload_id: str, visit: Entered) -> Response:
    upload = _upload(request, upload_id)
    record = upload_page.only_record(upload)
    if record:
        return RedirectResponse(f"/sheets/{record}", _SEE_OTHER)
    status = 200 if upload.error is None else refusal.UNUSABLE
    trouble = "" if upload.error is None else str(upload.error)
    shown = {"upload": upload, "reader": upload_page.reader_name(upload.model), "words": phrases}
    return page("reading.html.j2", visit, status, hand_in=upload_page.hand_in(upload.form, trouble), **shown)


def _split(request: Request, upload_id: str, form: PostedForm, visit: Written) -> Response:
    upload = _upload(request, upload_id)
    try:
        upload_page.split(request.app.state.uploads, upload, form, visit.visitor.name)
    except KeyError:
        raise HTTPException(400) from None
    return RedirectResponse(f"/read/{upload.id}", _SEE_OTHER)


def _upload(request: Request, upload_id: str) -> Upload:
    uploads: Uploads = request.app.state.uploads
    try:
        return uploads[upload_id]
    except KeyError:
        raise HTTPException(404) from None


def _static(name: str) -> Response:
    if name == "page.css":
        return Response(style(), media_type="text/css; charset=utf-8")
    if name not in _KINDS:
        raise HTTPException(404)
    return Response(_file(name), media_type=_KINDS[name])


@cache
def _file(name: str) -> bytes:
    return (files("structurer.web") / "static" / name).read_bytes()


def _act(record_id: str, name: str, form: PostedForm, visit: Written) -> Response:
    if name not in ACTIONS:
        raise HTTPException(404)
    if not visit.visitor.name:
        raise AuthorMissing
    try:
        saved = act(visit.store, record_id, visit.visitor.name, name, form)
    except StructurerError as error:
        if refusal.status(error) != refusal.UNUSABLE:
            raise refusal.RefusedError(error, visit, record_id, form) from error
        return _sheet_again(record_id, form, visit, error)
    except (KeyError, ValueError):
        raise HTTPException(400) from None
    if name == "approve":
        visit.store.release(saved.record_id, visit.visitor.name)
        return RedirectResponse(after_approval(visit.store, saved.record_id, visit.visitor.name), _SEE_OTHER)
    return RedirectResponse(f"/sheets/{saved.record_id}?step={saved.revision}", _SEE_OTHER)


def _end(record_id: str, deed: str, form: PostedForm, visit: Written) -> Response:
    """Withdraw the record as a whole, or take it back."""
    if deed not in {"withdraw", "restore"}:
        raise HTTPException(404)
    author, reason = wording.author(visit.visitor.name), form.get("reason", "")
    try:
        if deed == "withdraw":
            visit.store.withdraw(record_id, author, wording.reason(record_id, reason))
        else:
            visit.store.restore(record_id, author, wording.seen("reason", reason))
    except (ReviewError, RecordEnded, RecordStands) as error:
        return _sheet_again(record_id, form, visit, error)
    return RedirectResponse(f"/sheets/{record_id}", _SEE_OTHER)


def _sheet_again(record_id: str, form: FormFields, visit: Visit, error: StructurerError) -> Response:
    """The page of a record with what was typed into a form that could not be taken."""
    found = sheet_page(visit, record_id, {}, form)
    shown = {"page": found, "live": found.live, "trouble": str(error), "href": field_address}
    return page("sheet_page.html.j2", visit, status=refusal.UNUSABLE, **shown)


def _claim(record_id: str, visit: Written) -> Response:
    lease = visit.store.claim(record_id, wording.author(visit.visitor.name))
    return RedirectResponse(f"/sheets/{lease.record_id}", _SEE_OTHER)


def _release(record_id: str, visit: Written) -> Response:
    visit.store.release(record_id, visit.visitor.name)
    return RedirectResponse(f"/sheets/{visit.store.load(record_id).record_id}", _SEE_OTHER)


def _login(visit: Annotated[Visit, Depends(arriving)]) -> Response:
    if visit.visitor.known:
        return RedirectResponse("/", _SEE_OTHER)
    return page("login.html.j2", visit, failed=False)


def _enter(form: PostedForm, visit: Sent) -> Response:
    found = visit.store.reviewers.holder(form.get("token", "").strip())
    if found is None:
        return page("login.html.j2", visit, status=403, failed=True)
    return keep(RedirectResponse("/", _SEE_OTHER), visit, session_cookie.new(time.time(), found.name, found.proof))


def _leave(visit: Sent) -> Response:
    visit.site.ended.add(visit.visitor.cookie, time.time())
    return keep(RedirectResponse("/", _SEE_OTHER), visit, session_cookie.new(time.time()))


def _name(form: PostedForm, visit: Written) -> Response:
    if visit.visitor.guarded:
        raise HTTPException(403)
    named = session_cookie.new(time.time(), wording.author(form.get("name", "")))
    record = form.get("record", "")
    back = f"/sheets/{record}" if record.isascii() and record.isalnum() else "/"
    return keep(RedirectResponse(back, _SEE_OTHER), visit, named)
