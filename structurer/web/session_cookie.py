"""The session cookie: signed with the process's secret, so that it can neither be made nor changed elsewhere."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass

SECONDS = 12 * 3600
"""Seconds that a login lasts: a working day, so that nobody logs in twice and none stays open over night."""


@dataclass(frozen=True, slots=True)
class SessionCookie:
    """One browser's session. `proof` ties it to a reviewer's token; it is empty where nobody has to log in."""

    session: str
    issued: int
    name: str = ""
    proof: str = ""


class EndedSessions:
    """The sessions that were logged out of: a cookie of one, wherever it was copied to, opens nothing any more."""

    def __init__(self) -> None:
        self._ended: dict[str, float] = {}

    def add(self, cookie: SessionCookie, now: float) -> None:
        """End a session; those whose cookies have become too old are forgotten."""
        self._ended = {session: at for session, at in self._ended.items() if now - at <= SECONDS}
        self._ended[cookie.session] = now

    def __contains__(self, cookie: SessionCookie) -> bool:
        return cookie.session in self._ended


def new(now: float, name: str = "", proof: str = "") -> SessionCookie:
    """A cookie of a new session."""
    return SessionCookie(secrets.token_urlsafe(18), int(now), name, proof)


def write(cookie: SessionCookie, secret: bytes) -> str:
    """The cookie's text."""
    content = base64.urlsafe_b64encode(json.dumps(asdict(cookie)).encode()).decode()
    return f"{content}.{_signature('cookie', content, secret)}"


def read(text: str, secret: bytes, now: float) -> SessionCookie | None:
    """The session in a cookie's text; None where it is not ours, or too old."""
    content, _, signature = text.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature("cookie", content, secret).encode()):
        return None
    cookie = SessionCookie(**json.loads(base64.urlsafe_b64decode(content)))
    return cookie if 0 <= now - cookie.issued <= SECONDS else None


def form_token(cookie: SessionCookie, secret: bytes) -> str:
    """The token that every form of this session must bring along."""
    return _signature("form", cookie.session + cookie.name + cookie.proof, secret)


def _signature(use: str, text: str, secret: bytes) -> str:
    return hmac.new(secret, f"{use}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
