"""The real server on a loopback port, in this process, over a store of the test's own."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from structurer import pipeline
from structurer.language import language
from structurer.settings import Settings
from structurer.store import Store
from structurer.web.site import Site
from tests.support.browser import Client
from tests.support.builders import fixture

Serve = Callable[..., Client]


@contextmanager
def served(
    store: Path, author: str | None = "佐藤", *, read_only: bool = False, loopback: bool = True, https: bool = False
) -> Iterator[str]:
    """A server of a store; its address."""
    pytest.importorskip("uvicorn", reason="the page is served with uvicorn: pip install 'structurer[web]'")
    from structurer.web.serving import server_of  # noqa: PLC0415  # uvicorn is an extra

    listening = socket.create_server(("127.0.0.1", 0))
    site = Site(str(store), read_only=read_only, author=author, loopback=loopback, https=https)
    server = server_of(site)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


def keep(store: Path, *names: str) -> list[str]:
    """Fixtures read offline and saved; their ids."""
    if store.exists():
        return _saved(store, names)
    content, ids = _new(names, language())
    store.write_bytes(content)
    return list(ids)


@lru_cache(maxsize=64)  # stores: more than begin the tests of this folder
def _new(names: tuple[str, ...], _language: str) -> tuple[bytes, tuple[str, ...]]:
    """A new store of fixtures, and their ids: read and saved once for all tests that begin with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "store.db")
        ids = _saved(path, names)
        return path.read_bytes(), tuple(ids)


def _saved(store: Path, names: tuple[str, ...]) -> list[str]:
    ids = []
    with Store.open(str(store)) as opened:
        for name in names:
            outcome = pipeline.save(pipeline.check(fixture(name), "offline", Settings()), opened)
            assert outcome.saved is not None
            ids.append(outcome.saved.record_id)
    return ids


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The store of the test."""
    return tmp_path / "store.db"


@pytest.fixture
def serve(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Starts the server; a client of it."""
    for name in ("STRUCTURER_LANG", "STRUCTURER_AUTHOR"):
        monkeypatch.delenv(name, raising=False)
    entered = []

    def start(author: str | None = "佐藤", **options: bool) -> Client:
        running = served(store, author, **options)
        entered.append(running)
        return Client(running.__enter__())

    yield start
    for running in reversed(entered):
        running.__exit__(None, None, None)
