"""The pages of errors: one table from the kind of error to the status, one sentence each."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Protocol

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from structurer.errors import (
    AuditUnknown,
    HostRefused,
    RecordHeld,
    RecordUnknown,
    ReviewError,
    StaleRevision,
    StoreError,
    StructurerError,
)
from structurer.language import say
from structurer.report.page.difference import RecordDifference, difference
from structurer.web.visit import FormFields, LoginNeededError, Visit

UNUSABLE = 422
_STATUSES: tuple[tuple[type[StructurerError], int], ...] = (
    (RecordUnknown, 404),
    (AuditUnknown, 404),
    (HostRefused, 403),
    (StaleRevision, 409),
    (RecordHeld, 409),
    (ReviewError, UNUSABLE),
    (StoreError, 503),
)
_SENTENCES = {
    400: ("送られた内容を読み取れません。", "What was sent cannot be read."),
    403: (
        "このページからは受け付けられません。ページを開き直して、もう一度送ってください。",
        "This cannot be taken. Open the page again and send it from there.",
    ),
    404: ("そのページはありません。", "There is no such page."),
    405: ("このアドレスでは、その操作はできません。", "That cannot be done at this address."),
    413: ("送られた内容が大きすぎます。", "What was sent is too large."),
    415: ("この形式では受け付けられません。", "This kind of content is not taken."),
}


Handler = Callable[[Request, Exception], Awaitable[Response]]


class MessagePage(Protocol):
    """Makes a plain page."""

    def __call__(self, status: int, heading: str, sentence: str, **more: object) -> Response:
        """The page of a status with a heading and a sentence."""


class RefusedError(Exception):
    """A step that was refused, with what its page shows: the typed reason, and what others saved meanwhile."""

    def __init__(self, error: StructurerError, visit: Visit, record_id: str, form: FormFields) -> None:
        super().__init__(str(error))
        self.error, self.record_id, self.typed = error, record_id, form.get("reason", "")
        self.between = _between(error, visit)


def _between(error: StructurerError, visit: Visit) -> RecordDifference | None:
    if not isinstance(error, StaleRevision):
        return None
    seen, current = (visit.store.load(error.record, number).record for number in (error.seen, error.current))
    return difference(seen, current)


def status(error: StructurerError) -> int:
    """The status of an error."""
    return next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)


def add(app: FastAPI, message: MessagePage) -> None:
    """Let every error end in a page."""

    async def structurer(_request: Request, error: Exception) -> Response:
        code = status(error) if isinstance(error, StructurerError) else 500
        return message(code, _heading(code), str(error))

    async def refused(_request: Request, error: Exception) -> Response:
        if not isinstance(error, RefusedError):
            raise error
        code = status(error.error)
        back = f"/sheets/{error.record_id}" if code == HTTPStatus.CONFLICT else ""
        more = {"back": back, "typed": error.typed, "between": error.between}
        return message(code, _heading(code), str(error.error), **more)

    async def http(_request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 404
        response = message(code, _heading(code), say(*_SENTENCES.get(code, _SENTENCES[400])))
        response.headers.update((isinstance(error, HTTPException) and error.headers) or {})
        return response

    async def login(_request: Request, _error: Exception) -> Response:
        return RedirectResponse("/login", 303)

    async def unexpected(_request: Request, _error: Exception) -> Response:
        sentence = say("内部の誤りです。記録は変わっていません。", "An internal error; no record was changed.")
        return message(500, _heading(500), sentence)

    handlers: dict[type[Exception], Handler] = {
        StructurerError: structurer,
        RefusedError: refused,
        HTTPException: http,
        RequestValidationError: http,
        LoginNeededError: login,
        Exception: unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _heading(code: int) -> str:
    headings = {
        404: ("ありません", "Not found"),
        409: ("ほかの人が先に保存しています", "Somebody else was faster"),
        503: ("保存先を使えません", "The store cannot be used"),
    }
    return say(*headings.get(code, ("できません", "That cannot be done")))
