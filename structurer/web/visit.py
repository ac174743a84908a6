"""The visitor of a request, and the form it sent."""

import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request
from starlette.requests import ClientDisconnect

from structurer.errors import HostRefused
from structurer.store import Store
from structurer.store.reviewers import Reviewer
from structurer.web import session_cookie
from structurer.web.gate import LARGEST_BODY, LARGEST_UPLOAD, is_same_origin
from structurer.web.multipart import UploadForm, parse
from structurer.web.session_cookie import SessionCookie
from structurer.web.site import Site

FormFields: TypeAlias = Mapping[str, str]
_MOST_FIELDS = 40
"""Fields of a form; ours have about ten, and a hostile one must not fill the memory with names."""
_FORM = "application/x-www-form-urlencoded"


class LoginNeededError(Exception):
    """The page is for reviewers who have logged in."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser. `name` is empty where none was given; `known` says whether it may enter."""

    cookie: SessionCookie
    name: str
    known: bool
    guarded: bool


@dataclass(frozen=True)
class Visit:
    """One request of a browser, with the store it is about."""

    site: Site
    store: Store
    visitor: Visitor

    @property
    def form_token(self) -> str:
        """The token in the forms of its pages."""
        return session_cookie.form_token(self.visitor.cookie, self.site.secret)


def visitor(cookie: str, site: Site, reviewers: Sequence[Reviewer], now: float) -> Visitor:
    """The visitor with a cookie. Where reviewers are registered only they are known; else whoever is at this machine."""
    held = session_cookie.read(cookie, site.secret, now)
    if held is None or held in site.ended:
        held = session_cookie.new(now)
    if reviewers:
        known = any((own.name, own.proof) == (held.name, held.proof) for own in reviewers)
        return Visitor(held, held.name if known else "", known=known, guarded=True)
    if not site.loopback:  # the last reviewer was removed
        raise HostRefused("*")
    return Visitor(held, held.name or site.author or "", known=True, guarded=False)


def visit(request: Request, site: Site, store: Store) -> Visit:
    """The visit that a request is."""
    cookie = request.cookies.get(site.cookie, "")
    return Visit(site, store, visitor(cookie, site, store.reviewers.everyone(), time.time()))


async def posted(request: Request) -> FormFields:
    """The form of a request: of our own pages, of a form's kind, and no larger than a form is."""
    _refuse_other_pages(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise HTTPException(415)
    body = await _body(request, LARGEST_BODY)
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise HTTPException(400) from None


async def uploaded(request: Request) -> UploadForm:
    """The form of a request that may bring a file: of our own pages, and no larger than a document may be."""
    _refuse_other_pages(request)
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() != "multipart/form-data":
        raise HTTPException(415)
    try:
        return parse(await _body(request, LARGEST_UPLOAD), kind)
    except ValueError:
        raise HTTPException(400) from None


def _refuse_other_pages(request: Request) -> None:
    headers = request.headers
    if not is_same_origin(headers.get("host", ""), headers.get("origin"), headers.get("sec-fetch-site")):
        raise HTTPException(403)


async def _body(request: Request, limit: int) -> bytes:
    chunks, size = [], 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > limit:
                raise HTTPException(413)
            chunks.append(chunk)
    except ClientDisconnect:  # nobody reads the answer
        raise HTTPException(400) from None
    return b"".join(chunks)


def check_token(visit: Visit, form: FormFields) -> None:
    """403 for a form that is not of this session."""
    if not hmac.compare_digest(form.get("csrf", "").encode(), visit.form_token.encode()):
        raise HTTPException(403)
