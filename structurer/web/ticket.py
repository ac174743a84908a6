"""The session cookie: signed with the process's secret, so that it can neither be made nor changed elsewhere."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass

SECONDS = 12 * 3600
"""How long a login lasts."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One browser's session. `proof` ties it to a reviewer's token; it is empty where nobody has to log in."""

    session: str
    issued: int
    name: str = ""
    proof: str = ""


def new(now: float, name: str = "", proof: str = "") -> Ticket:
    """A ticket of a new session."""
    return Ticket(secrets.token_urlsafe(18), int(now), name, proof)


def write(ticket: Ticket, secret: bytes) -> str:
    """The cookie's text."""
    content = base64.urlsafe_b64encode(json.dumps(asdict(ticket)).encode()).decode()
    return f"{content}.{_signature('ticket', content, secret)}"


def read(text: str, secret: bytes, now: float) -> Ticket | None:
    """The ticket in a cookie; None where it is not ours, or too old."""
    content, _, signature = text.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature("ticket", content, secret).encode()):
        return None
    ticket = Ticket(**json.loads(base64.urlsafe_b64decode(content)))
    return ticket if 0 <= now - ticket.issued <= SECONDS else None


def form_token(ticket: Ticket, secret: bytes) -> str:
    """What a form of this session must bring along."""
    return _signature("form", ticket.session + ticket.name + ticket.proof, secret)


def _signature(use: str, text: str, secret: bytes) -> str:
    return hmac.new(secret, f"{use}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
