"""The command `structurer serve`: listen, print the address, serve until interrupted."""

import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass

import uvicorn

from structurer import settings as configuration
from structurer.errors import AddressUnusable, HostRefused
from structurer.language import say
from structurer.report.output import notice
from structurer.store import Store
from structurer.web.app import application
from structurer.web.arrival import TimedProtocol
from structurer.web.site import Site, is_loopback, own_names

_MOST_OPEN = 200
"""Connections at once, each of a browser's six: an office of thirty at work; what comes beyond is told to come back (503)."""


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """The options as they were typed."""

    host: str
    port: int
    store: str | None
    read_only: bool
    open_browser: bool
    names: tuple[str, ...] = ()
    https: bool = False


def serve(asked: ServeOptions) -> None:
    """Serve the page until the process is interrupted."""
    settings = configuration.load()
    url = asked.store or settings.store
    with Store.open(url) as store:
        guarded = bool(store.reviewers.everyone())
    loopback = is_loopback(asked.host)
    if not loopback and not guarded:
        raise HostRefused(asked.host)
    listening = _listen(asked.host, asked.port)
    port = listening.getsockname()[1]
    site = Site(
        store=url,
        read_only=asked.read_only,
        author=settings.author,
        loopback=loopback,
        names=own_names(asked.host) | {name.lower() for name in asked.names},
        cookie=f"structurer-{port}",
        https=asked.https,
    )
    address = f"http://{_shown(asked.host)}:{port}/"
    _announce(address, guarded=guarded)
    _run(site, listening, (lambda: webbrowser.open(address)) if asked.open_browser else None)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise AddressUnusable(host, port, getattr(error, "strerror", None) or type(error).__name__) from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _announce(address: str, *, guarded: bool) -> None:
    stop = say("止めるには Ctrl-C。", "Ctrl-C stops it.")
    who = say("確認者のトークンで入ります。", "Reviewers log in with their token. ") if guarded else ""
    notice(f"{address}  {who}{stop}")


def server_of(site: Site) -> uvicorn.Server:
    """The server of a site; it trusts no header of a proxy and tells nothing about itself."""
    config = uvicorn.Config(
        application(site),
        http=TimedProtocol,
        limit_concurrency=_MOST_OPEN,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=3,
    )
    return uvicorn.Server(config)


def _run(site: Site, listening: socket.socket, opened: Callable[[], object] | None) -> None:
    server = server_of(site)
    if opened is not None:  # the socket listens already: the browser waits until the server answers
        opened()
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
