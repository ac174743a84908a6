"""Requests that take too long to arrive are given up, and a client that leaves is no error; others are answered meanwhile."""

import logging
import socket
import time
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the page is served with uvicorn: pip install 'structurer[web]'")

import h11

from structurer.web import arrival, serving
from tests.support.browser import Client
from tests.web.conftest import Serve, keep

HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = (
    b"POST /{} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n"
    b"Content-Type: {}\r\n\r\n"
)
FORMS = {
    "name": FORM.replace(b"/{}", b"/name").replace(b"{}", b"application/x-www-form-urlencoded"),
    "read": FORM.replace(b"/{}", b"/read").replace(b"{}", b"multipart/form-data; boundary=x"),
}


@pytest.fixture
def client(store: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A server with a sheet that waits a second, for a head and for a body."""
    keep(store, "error-cost-total")
    for state in (h11.IDLE, h11.SEND_BODY):
        monkeypatch.setitem(arrival.SECONDS, state, 1)
    return serve()


def opened(client: Client) -> socket.socket:
    """A connection to the server."""
    host, _, port = client.host.partition(":")
    return socket.create_connection((host, int(port)), timeout=30)


def seconds_open(connection: socket.socket, sent: Iterator[bytes]) -> float:
    """How long the server takes what is sent, a tenth of a second after the other."""
    begun = time.monotonic()
    try:
        for piece in sent:
            connection.send(piece)
            time.sleep(0.1)
            if time.monotonic() - begun > 20:
                break
    except OSError:
        pass
    return time.monotonic() - begun


@pytest.mark.parametrize("begun", [b"", HEAD, FORMS["name"], FORMS["read"], HEAD + b"\r\n"])
def test_one_byte_now_and_then(client: Client, begun: bytes) -> None:
    """Head or body, of the first request or of one behind an answer: the time for all of it is short."""
    with opened(client) as connection:
        assert seconds_open(connection, chain([begun], repeat(b"a"))) < 10
    assert client.get("/").status == 200


@pytest.mark.parametrize("begun", [HEAD, HEAD + b"\r\n", *FORMS.values()])
def test_a_client_that_leaves(client: Client, begun: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """In the middle of a head, of a body or before the answer: nobody is told of an error."""
    server = logging.getLogger("uvicorn.error")
    server.addHandler(caplog.handler)
    with opened(client) as connection:
        connection.send(begun + b"abc")
        time.sleep(0.3)
    time.sleep(0.3)
    server.removeHandler(caplog.handler)
    assert client.get("/").status == 200
    assert [line.getMessage() for line in caplog.records if line.levelname == "ERROR"] == []


def test_more_connections_than_are_served(store: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit one is told to come back, and one that comes back finds the page."""
    keep(store, "error-cost-total")
    monkeypatch.setattr(serving, "_MOST_OPEN", 4)
    client = serve()
    held = [opened(client) for _ in range(4)]
    time.sleep(0.2)
    assert client.request("GET", "/").status == 503
    for connection in held:
        connection.close()
    time.sleep(0.2)
    assert client.get("/").status == 200
