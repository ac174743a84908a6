"""The settings of one server: its store, who may enter, the host names it answers to."""

import ipaddress
import secrets
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from structurer.web.session_cookie import EndedSessions

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Site:
    """One server.

    Attributes:
        store: where the records are saved; None takes the settings'.
        author: who reviews where nobody logs in.
        loopback: True where only this machine can reach it.
        names: what it may be called in a Host header.
        https: True where it is reached through an HTTPS proxy: its cookies never go over plain HTTP.
        secret: signs cookies and forms; gone with the process.
        ended: the sessions that nobody is in any more.
    """

    store: str | None
    read_only: bool = False
    author: str | None = None
    loopback: bool = True
    names: frozenset[str] = LOCAL_NAMES
    cookie: str = "structurer"
    https: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    ended: EndedSessions = field(default_factory=EndedSessions, repr=False)

    def is_called(self, host: str) -> bool:
        """True for a Host header that names this server: a page of another name must not become ours (DNS rebinding).

        Beyond this machine any IP address is taken too: a name that can be pointed elsewhere is what an attack needs.
        """
        name = host_name(host)
        return name in self.names or (not self.loopback and _is_address(name))


def host_name(host: str) -> str:
    """The name in a Host header, without its port; empty where there is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """True for a name or address that only this machine can reach."""
    if host == "localhost":
        return True
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def own_names(host: str) -> frozenset[str]:
    """The names that a server at a host answers to."""
    if is_loopback(host):
        return LOCAL_NAMES | {host.lower()}
    return LOCAL_NAMES | {host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()}


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
