"""Fixtures for every test: folders of its own instead of the user's, stores on both databases, the command line in process."""

import gc
import io
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from structurer import process
from structurer.cli import main
from structurer.reading.model import dialect
from tests.support import postgres, remembered, stores
from tests.support.builders import Command, Done

process.begin()  # as a command does: the collector looks through what tests make an eighth of their time otherwise


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones come first: at the end no process waits for another's, with nothing left that it could take over."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """What is loaded and collected stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def numbered_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet, each another one: to make one for each of all the tests takes longer than many of them."""
    base = tmp_path_factory.mktemp("own")
    return (base / str(number) for number in count())


@pytest.fixture(autouse=True)
def own_folders(numbered_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache and the replies of failed sheets go to the test's own folder."""
    dialect._KNOWN.clear()  # ports come again, what was learned at them must not
    own = next(numbered_folders)
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "STRUCTURER_CACHE", "STRUCTURER_FAILURES"):
        monkeypatch.setenv(name, str(own / name.lower()))


@pytest.fixture(autouse=True)
def remembering(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sheets are read and judged once for all tests that need no more."""
    with remembered.remembering(request.path.relative_to(Path(__file__).parent).parts[0]):
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server, started when a test first asks for it."""
    with postgres.server() as found:
        yield found


@pytest.fixture
def server_url(server: postgres.Server) -> Iterator[str]:
    """A store on a server, for what only servers do."""
    with server.store() as made:
        yield made


@pytest.fixture
def fill() -> stores.Fill:
    """What the store of a test begins with: nothing, where its module says no more."""
    return stores.empty


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path, fill: stores.Fill) -> Iterator[str]:
    """The URL where a store is: each test that asks for it runs on both kinds of database."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        path.write_bytes(stores.content(fill))
        yield f"sqlite:///{path}"
        return
    with request.getfixturevalue("server").store(fill) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A URL where there is no store yet, on both kinds of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    with request.getfixturevalue("server").database() as made:
        yield made


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command line in a clean environment: English, a store of its own, no model configured."""
    for name in [name for name in os.environ if name.startswith(("STRUCTURER_", "OPENAI_", "LC_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    monkeypatch.setenv("STRUCTURER_STORE", str(tmp_path / "store.db"))

    def call(*arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        with monkeypatch.context() as once:
            for name, value in environment.items():
                once.setenv(name, value)
            once.setattr(sys, "argv", ["structurer", *arguments])
            once.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
            with pytest.raises(SystemExit) as ended:
                main()
        printed = capfd.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return call
