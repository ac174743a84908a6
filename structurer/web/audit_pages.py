"""Audits in the browser: the sheet with its questions, then the record's values beside the answers, then what was measured."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from structurer.errors import AnswerUnreadable, AuthorMissing, RateInvalid
from structurer.evaluation.audit import said
from structurer.evaluation.audit.measure import AuditResult, FigureKey
from structurer.evaluation.audit.question import AuditQuestion, TypedAnswer
from structurer.evaluation.audit.session import AuditedRecord, AuditSession, begin, known_audit
from structurer.record.tabular.figures import MONEY
from structurer.store.audits import Audit, AuditAnswer, Conclusion
from structurer.web import refusal
from structurer.web.answer import page
from structurer.web.entrance import Entered, PostedForm, Written
from structurer.web.sheets import field_address
from structurer.web.visit import FormFields, Visit

_AT_ONCE = 30
"""Questions of one form: a form has forty fields at most."""
_FIELD = "at-"
_DAY = 24 * 3600 * 1000
_SEE_OTHER = 303
_CONCLUSIONS = frozenset({"wrong", "right", "unclear"})


@dataclass(frozen=True, slots=True)
class ComparedAnswer:
    """One answer beside the record's value; `conclusion` is empty where it waits for one."""

    question: AuditQuestion
    answer: str
    conclusion: str
    href: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """An audit as its reviewer sees it: the questions that are open, or his answers about one record, or the result alone.

    Attributes:
        typed: what was typed into a form that could not be taken; `trouble` says why.
        begun: when the form was made, in milliseconds.
    """

    audit: Audit
    lines: tuple[str, ...]
    wrong: tuple[tuple[str, str, str], ...]
    found: AuditedRecord | None
    asked: tuple[AuditQuestion, ...]
    compared: tuple[ComparedAnswer, ...]
    is_waiting: bool
    begun: int
    typed: Mapping[str, str]
    trouble: str


def add(app: FastAPI) -> None:
    """Add the pages and forms of the audits."""
    app.get("/audits")(_all)
    app.post("/audits")(_start)
    app.get("/audits/{number}")(_one)
    app.post("/audits/{number}/{deed}")(_act)


def _all(visit: Entered) -> Response:
    return _listing(visit)


def _one(request: Request, number: str, visit: Entered) -> Response:
    return _page(visit, number, request.query_params.get("record", ""))


def _listing(visit: Visit, status: int = 200, trouble: str = "") -> Response:
    results = [(one, tuple(said.lines(_session(visit, one).result()))) for one in reversed(visit.store.audits.all())]
    return page("audits.html.j2", visit, status, live=None, audits=results, trouble=trouble)


def _session(visit: Visit, audit: Audit) -> AuditSession:
    return AuditSession(visit.store, audit, visit.visitor.name)


def _start(visit: Written, form: PostedForm) -> Response:
    figures = form.get("figures", "").strip()
    if figures and not (figures.isascii() and figures.isdigit() and 0 < int(figures[:6]) < 10**5):
        raise HTTPException(400)
    try:
        seed = form.get("seed", "").strip()[:20] or None
        made = begin(visit.store, visit.visitor.name, form.get("rate", ""), seed, int(figures) if figures else None)
    except (AuthorMissing, RateInvalid) as error:
        return _listing(visit, refusal.UNUSABLE, str(error))
    return RedirectResponse("/audits" if made is None else f"/audits/{made.id}", _SEE_OTHER)


def _page(visit: Visit, number: str, record_id: str, typed: FormFields | None = None, trouble: str = "") -> Response:
    session = _session(visit, known_audit(visit.store, number))
    found = session.at(record_id) if record_id else session.next() if visit.visitor.name else None
    shown = _view(session, found, compare=bool(record_id) and typed is None)
    shown = shown if typed is None else _again(shown, typed, trouble)
    return page("audit.html.j2", visit, refusal.UNUSABLE if trouble else 200, live=None, view=shown, units=tuple(MONEY))


def _again(shown: AuditPage, typed: FormFields, trouble: str) -> AuditPage:
    """The page with what was typed, begun when it was begun."""
    fields = {name: getattr(shown, name) for name in AuditPage.__slots__}
    return AuditPage(**{**fields, "typed": typed, "trouble": trouble, "begun": _begun(typed)})


def _view(session: AuditSession, found: AuditedRecord | None, *, compare: bool) -> AuditPage:
    result = session.result()
    waiting = found is not None and bool(found.waiting)
    compared = () if found is None or not (compare or waiting) else _compared(session, found)
    asked = () if found is None or compared else found.open[:_AT_ONCE]
    return AuditPage(
        session.audit, tuple(said.lines(result)), _wrong(result), found, asked, compared, waiting, _now(), {}, ""
    )


def _wrong(result: AuditResult) -> tuple[tuple[str, str, str], ...]:
    """The figures that somebody found wrong: where each is corrected, its record and its field."""
    return tuple((field_address(record_id, field), record_id, field) for record_id, _, field in result.wrong)


def _compared(session: AuditSession, found: AuditedRecord) -> tuple[ComparedAnswer, ...]:
    answers: Mapping[FigureKey, AuditAnswer] = session.answers()
    waiting, made = {one.field for one in found.waiting}, []
    for question in found.questions:
        drawn = found.drawn
        own = answers.get((drawn.record_id, drawn.revision, question.field))
        if own is not None:
            conclusion = "" if question.field in waiting else own.conclusion or "concluded"
            made.append(
                ComparedAnswer(question, own.answer, conclusion, field_address(drawn.record_id, question.field))
            )
    return tuple(made)


def _act(number: str, deed: str, visit: Written, form: PostedForm) -> Response:
    if deed not in {"answer", "conclude"}:
        raise HTTPException(404)
    if not visit.visitor.name:
        raise AuthorMissing
    session = _session(visit, known_audit(visit.store, number))
    found = session.at(form.get("record", ""))
    given = {name.removeprefix(_FIELD): text for name, text in form.items() if name.startswith(_FIELD) and text.strip()}
    try:
        if deed == "answer":
            _answer(session, found, given, form)
        else:
            _conclude(session, found, given)
    except AnswerUnreadable as error:
        return _page(visit, number, found.drawn.record_id, form, str(error))
    return RedirectResponse(f"/audits/{session.audit.id}?record={found.drawn.record_id}", _SEE_OTHER)


def _answer(session: AuditSession, found: AuditedRecord, given: Mapping[str, str], form: FormFields) -> None:
    """Keep the answers of a form; what was answered before stays the blind answer."""
    scale, left = MONEY.get(form.get("unit", "")), {one.field for one in found.open}
    typed = {
        field: TypedAnswer.of(text, found.question(field), scale) for field, text in given.items() if field in left
    }
    if typed:
        session.answer(found, typed, min(max(_now() - _begun(form), 0), _DAY) // len(typed))


def _conclude(session: AuditSession, found: AuditedRecord, given: Mapping[str, str]) -> None:
    if not set(given.values()) <= _CONCLUSIONS:
        raise HTTPException(400)
    session.conclude(found, {field: cast("Conclusion", word) for field, word in given.items()})


def _begun(form: FormFields) -> int:
    text = form.get("begun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else _now()


def _now() -> int:
    return round(time.time() * 1000)
