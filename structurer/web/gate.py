"""The outermost layer: requests for another host are refused, the language is chosen, every answer gets its headers."""

import os
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from structurer.documents import limits
from structurer.language import Language, language, say, spoken
from structurer.web.site import Site

Scope = MutableMapping[str, Any]
AsgiMessage = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[AsgiMessage]]
Send = Callable[[AsgiMessage], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

LARGEST_BODY = 64 * 1024
"""Bytes of a form: a reason of 2,000 characters, each nine bytes when quoted, is 18 KB, with room for the rest."""
HAND_IN = "/read"
"""The address at which a text or a document is handed in."""
LARGEST_UPLOAD = limits.BYTES + LARGEST_BODY
"""Bytes of a form that brings a document along."""
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_LANGUAGES: dict[str, Language] = {"ja": "ja", "en": "en"}
_YEAR = 365 * 24 * 3600


class Gate:
    """The outermost layer of the application."""

    def __init__(self, app: App, site: Site) -> None:
        self._app, self._site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do so."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await send({"type": "websocket.close"})

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        asked = _asked(scope)
        chosen = spoken.set(asked or _kept(headers.get(b"cookie", "")) or _own())
        dressed = _dressed(send, self._extra(asked))
        try:
            refusal = self._refusal(headers, scope.get("path", ""))
            if refusal is None:
                await self._app(scope, receive, dressed)
            else:
                await _plain(dressed, *refusal)
        finally:
            spoken.reset(chosen)

    def _refusal(self, headers: dict[bytes, str], path: str) -> tuple[int, str] | None:
        if not self._site.is_called(headers.get(b"host", "")):
            return 421, say("このサーバーの名前ではありません。", "This is not a name of this server.")
        length = headers.get(b"content-length", "0")
        limit = LARGEST_UPLOAD if path == HAND_IN else LARGEST_BODY
        if not length.isdigit() or int(length) > limit:
            return 413, say(
                f"送られた内容が大きすぎます(上限{limit:,}バイト)。",
                f"What was sent is too large (limit {limit:,} bytes).",
            )
        return None

    def _extra(self, asked: Language | None) -> list[tuple[bytes, bytes]]:
        # over plain HTTP beyond this machine `no-referrer` would also hide the origin of our own forms
        referrer = b"no-referrer" if self._site.loopback else b"same-origin"
        extra = [
            (b"content-security-policy", _POLICY.encode()),
            (b"x-frame-options", b"DENY"),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", referrer),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cache-control", b"no-store"),
        ]
        if asked is not None:
            secure = "; Secure" if self._site.https else ""
            cookie = f"structurer-lang={asked}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Strict{secure}"
            extra.append((b"set-cookie", cookie.encode()))
        return extra


def _dressed(send: Send, extra: Headers) -> Send:
    async def with_headers(message: AsgiMessage) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *extra]
        await send(message)

    return with_headers


async def _plain(send: Send, status: int, sentence: str) -> None:
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [kind]})
    await send({"type": "http.response.body", "body": f"{sentence}\n".encode()})


def _asked(scope: Scope) -> Language | None:
    """The language in the address."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return _LANGUAGES.get(query.get("lang", [""])[-1])


def _kept(header: str) -> Language | None:
    """The language in the cookie."""
    return _LANGUAGES.get(cookies(header).get("structurer-lang", ""))


def _own() -> Language:
    """The server's language: Japanese unless set otherwise."""
    return language() if os.environ.get("STRUCTURER_LANG") else "ja"


def cookies(header: str) -> dict[str, str]:
    """The cookies of a request; none where the header is no list of cookies."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def is_same_origin(host: str, origin: str | None, fetch_site: str | None) -> bool:
    """True for a form of our own page, or of no page at all; a page elsewhere cannot hide where its form comes from.

    Our pages send no referrer, so that a browser gives their origin as `null`; then its own word on the site decides.
    """
    if fetch_site is not None and fetch_site != "same-origin":
        return False
    if origin is None:
        return True
    if origin == "null":
        return fetch_site == "same-origin"
    try:
        return urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False
