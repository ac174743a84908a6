"""The application: which address shows which page, and which form does what."""

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Annotated
from urllib.parse import urlencode

import jinja2
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from structurer.errors import AuthorMissing, StructurerError, WordError
from structurer.record import wording
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord, corrected
from structurer.report.page.rendering import environment, style
from structurer.report.page.sheet import record_page
from structurer.report.record_head import record_head
from structurer.review.words import JudgedAnew
from structurer.store import Store
from structurer.web import refusal, session_cookie
from structurer.web.actions import ACTIONS, act
from structurer.web.gate import Gate
from structurer.web.queue import Filter, after_approval, queue
from structurer.web.revisions import record_history
from structurer.web.sheets import approved, sheet_page
from structurer.web.site import Site
from structurer.web.visit import FormFields, LoginNeededError, Visit, check_token, posted, visit
from structurer.web.words import DEEDS, decide, word_rows

_KINDS = {"review.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}
_SEE_OTHER = 303


def arriving(request: Request) -> Iterator[Visit]:
    """A visit of anybody."""
    site: Site = request.app.state.site
    with Store.open(site.store) as store:
        yield visit(request, site, store)


def entering(arrived: Annotated[Visit, Depends(arriving)]) -> Visit:
    """A visit of somebody who may see the records."""
    if not arrived.visitor.known:
        raise LoginNeededError
    return arrived


def sending(arrived: Annotated[Visit, Depends(arriving)], form: Annotated[FormFields, Depends(posted)]) -> Visit:
    """A visit that sends a form of its own session."""
    check_token(arrived, form)
    return arrived


def writing(entered: Annotated[Visit, Depends(entering)], _sent: Annotated[Visit, Depends(sending)]) -> Visit:
    """A visit that may change something."""
    if entered.site.read_only:
        raise HTTPException(403)
    return entered


Entered = Annotated[Visit, Depends(entering)]
Sent = Annotated[Visit, Depends(sending)]
Written = Annotated[Visit, Depends(writing)]
PostedForm = Annotated[FormFields, Depends(posted)]


def application(site: Site) -> Gate:
    """The whole application of a site."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.site = site
    _add_pages(app)
    _add_forms(app)
    _add_login(app)
    refusal.add(app, _message)
    return Gate(app, site)


def _add_pages(app: FastAPI) -> None:
    app.get("/")(_queue)
    app.get("/sheets/{record_id}")(_sheet)
    app.get("/sheets/{record_id}/history")(_history)
    app.get("/sheets/{record_id}/revisions/{number}")(_revision)
    app.get("/words")(_words)
    app.get("/static/{name}")(_static)


def _add_forms(app: FastAPI) -> None:
    app.post("/sheets/{record_id}/claim")(_claim)
    app.post("/sheets/{record_id}/release")(_release)
    app.post("/sheets/{record_id}/{name}")(_act)
    app.post("/words/{deed}")(_decide)


def _add_login(app: FastAPI) -> None:
    app.get("/login")(_login)
    app.post("/login")(_enter)
    app.post("/logout")(_leave)
    app.post("/name")(_name)


def _queue(request: Request, visit: Entered) -> Response:
    found = queue(visit.store, Filter.of(request.query_params))
    done = approved(visit.store, request.query_params.get("approved", ""))
    return _page("queue.html.j2", visit, queue=found, approved=done, page_query=_page_query, words=phrases)


def _page_query(asked: Filter, step: int) -> str:
    known = {"verdict": asked.verdict, "text": asked.text, "code": asked.code, "page": str(asked.page + step)}
    return urlencode({name: value for name, value in known.items() if value})


def _sheet(request: Request, record_id: str, visit: Entered) -> Response:
    page = sheet_page(visit, record_id, request.query_params)
    return _page("sheet_page.html.j2", visit, page=page, live=page.live, trouble="")


def _history(request: Request, record_id: str, visit: Entered) -> Response:
    head = visit.store.load(record_id)
    found = record_history(visit.store, head.record_id, request.query_params)
    name = record_head(IndexedRecord(head.record)).title
    return _page("history.html.j2", visit, past=found, record_id=head.record_id, name=name, live=None)


def _revision(record_id: str, number: int, visit: Entered) -> Response:
    stored = visit.store.load(record_id, number)
    reviews = [row.review for row in visit.store.log(record_id) if row.revision <= number]
    shown = record_page(IndexedRecord(stored.record, corrected(reviews)), (stored.record_id, stored.revision))
    return _page("revision.html.j2", visit, v=shown, live=None)


def _words(visit: Entered) -> Response:
    return _words_page(visit)


def _words_page(visit: Visit, status: int = 200, trouble: str = "", failing: tuple[JudgedAnew, ...] = ()) -> Response:
    shown = {"rows": word_rows(visit.store), "trouble": trouble, "failing": failing}
    return _page("words.html.j2", visit, status, live=None, **shown)


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
        page = sheet_page(visit, record_id, {}, form)
        shown = {"page": page, "live": page.live, "trouble": str(error)}
        return _page("sheet_page.html.j2", visit, status=refusal.UNUSABLE, **shown)
    except (KeyError, ValueError):
        raise HTTPException(400) from None
    if name == "approve":
        return RedirectResponse(after_approval(visit.store, saved.record_id, visit.visitor.name), _SEE_OTHER)
    return RedirectResponse(f"/sheets/{saved.record_id}?step={saved.revision}", _SEE_OTHER)


def _claim(record_id: str, visit: Written) -> Response:
    lease = visit.store.claim(record_id, wording.author(visit.visitor.name))
    return RedirectResponse(f"/sheets/{lease.record_id}", _SEE_OTHER)


def _release(record_id: str, visit: Written) -> Response:
    visit.store.release(record_id, visit.visitor.name)
    return RedirectResponse(f"/sheets/{visit.store.load(record_id).record_id}", _SEE_OTHER)


def _login(visit: Annotated[Visit, Depends(arriving)]) -> Response:
    if visit.visitor.known:
        return RedirectResponse("/", _SEE_OTHER)
    return _page("login.html.j2", visit, failed=False)


def _enter(form: PostedForm, visit: Sent) -> Response:
    found = visit.store.reviewers.holder(form.get("token", "").strip())
    if found is None:
        return _page("login.html.j2", visit, status=403, failed=True)
    return _keep(RedirectResponse("/", _SEE_OTHER), visit, session_cookie.new(time.time(), found.name, found.proof))


def _leave(visit: Sent) -> Response:
    return _keep(RedirectResponse("/", _SEE_OTHER), visit, session_cookie.new(time.time()))


def _name(form: PostedForm, visit: Written) -> Response:
    if visit.visitor.guarded:
        raise HTTPException(403)
    named = session_cookie.new(time.time(), wording.author(form.get("name", "")))
    record = form.get("record", "")
    back = f"/sheets/{record}" if record.isascii() and record.isalnum() else "/"
    return _keep(RedirectResponse(back, _SEE_OTHER), visit, named)


def _keep(response: Response, visit: Visit, kept: session_cookie.SessionCookie) -> Response:
    """The response, with the session's cookie."""
    value = session_cookie.write(kept, visit.site.secret)
    response.set_cookie(
        visit.site.cookie, value, max_age=session_cookie.SECONDS, httponly=True, samesite="strict", path="/"
    )
    return response


def _page(template: str, visit: Visit, status: int = 200, **values: object) -> Response:
    common = {"who": visit.visitor, "csrf": visit.form_token, "read_only": visit.site.read_only}
    text = _templates().get_template(template).render({**common, **values})
    return _keep(HTMLResponse(text, status), visit, replace(visit.visitor.cookie))


def _message(status: int, heading: str, sentence: str, **more: object) -> Response:
    """A plain page with a sentence; it tells nobody's name."""
    known = {"who": None, "csrf": "", "read_only": False, "back": "", "typed": "", "between": None, "live": None}
    shown = {**known, **more, "heading": heading, "sentence": sentence}
    return HTMLResponse(_templates().get_template("message.html.j2").render(shown), status)


@cache
def _templates() -> jinja2.Environment:
    return environment(("structurer.web", "templates"))
