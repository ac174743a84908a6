"""Where the store is, and what its troubles are called."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from structurer import errors
from structurer.store import Store
from tests.support.stores import record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store's file is."""
    return tmp_path / "store.db"


def refused(url: str) -> str:
    """The English sentence with which a store is not opened."""
    with pytest.raises(errors.StoreUnavailable) as caught:
        Store.open(url)
    return caught.value.en


def test_the_default_is_a_private_file_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing set, records go to the platform's data folder, which only the user may enter."""
    monkeypatch.delenv("STRUCTURER_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with Store.open() as store:
        store.save(record(), author=None)
    assert (tmp_path / "structurer" / "structurer.db").is_file()
    assert (tmp_path / "structurer").stat().st_mode & 0o077 == 0


def test_no_place_for_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder that cannot be made is an error with a sentence."""
    (tmp_path / "file").touch()
    monkeypatch.delenv("STRUCTURER_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(errors.StoreUnavailable, match="Not a directory"):
        Store.open()


def test_the_setting_names_the_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """STRUCTURER_STORE is a URL or a plain path."""
    for value in (str(path), f"sqlite:///{path}"):
        monkeypatch.setenv("STRUCTURER_STORE", value)
        with Store.open() as store:
            store.save(record(), author=None)
    with Store.open(str(path)) as store:
        assert [line.revisions for line in store.records()] == [2]


def test_sqlite_keeps_its_promises(path: Path) -> None:
    """The file has a write-ahead log, and the store's connections keep foreign keys."""
    with Store.open(str(path)) as store:
        store.save(record(), author=None)
        assert store.url == f"sqlite:///{path}"
        with store._database.reading() as session:
            assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
            assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert session.connection().exec_driver_sql("PRAGMA busy_timeout").scalar() == 5000


def test_a_drive_without_a_write_ahead_log(path: Path) -> None:
    """Where files cannot be shared in memory, as on network drives, the store keeps a rollback journal instead."""
    with Store.open(f"sqlite:///file:{path}?vfs=unix-dotfile&uri=true") as store:
        assert store.save(record(), author=None).revision == 1
        with store._database.reading() as session:
            assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"


def test_no_folder(tmp_path: Path) -> None:
    """A path in a folder that is not there."""
    assert "unable to open database file" in refused(str(tmp_path / "nowhere" / "store.db"))


def test_not_a_database(path: Path) -> None:
    """A file of something else is left alone."""
    path.write_text("要求額 1,000千円\n" * 100)
    assert "file is not a database" in refused(str(path))
    assert path.read_text() == "要求額 1,000千円\n" * 100


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://someone:hunter2@127.0.0.1:1/records?sslpassword=hunter2",
        "postgresql+nothing://someone:hunter2@host/records",
        "nothing://someone:hunter2@host",
        "postgresql://someone:hunter2@host:port/records",
        "postgresql:hunter2://someone:hunter2@x",
        "postgresql:/someone:hunter2@host/records",
    ],
)
def test_no_password_in_a_sentence(url: str) -> None:
    """Whatever is wrong with a URL, its password is not shown."""
    sentence = refused(url)
    assert "hunter2" not in sentence
    assert sentence.startswith(f"The store {url.partition(':')[0]}")


def test_locked_by_another(path: Path) -> None:
    """A database that another process holds is waited for, then named; nothing is saved and nothing lost."""
    with Store.open(str(path), seconds=0.1) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.StoreLocked) as caught:
            store.save(record(), author=None)
        other.close()
        assert "0.1 s" in caught.value.en
        assert "not saved" in caught.value.en
        assert store.save(record(), author=None).revision == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_read_only(path: Path) -> None:
    """A store that may only be read is read; saving says why it cannot."""
    with Store.open(str(path)) as store:
        store.save(record(), author=None)
    path.chmod(0o444)
    with Store.open(str(path)) as store:
        assert len(store.records()) == 1
        with pytest.raises(errors.StoreUnavailable, match=r"保存されていません|not saved"):
            store.save(record(), author=None)


def test_read_only_by_url(path: Path) -> None:
    """The same through SQLite's own read-only mode, which root obeys too."""
    with Store.open(str(path)) as store:
        store.save(record(), author=None)
    with Store.open(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert len(store.records()) == 1
        with pytest.raises(errors.StoreUnavailable) as caught:
            store.save(record(), author=None)
    assert "readonly database" in caught.value.en
    assert "This result was not saved." in caught.value.en


FULL = """
import resource, sys
from structurer.errors import StoreUnavailable
from structurer.store import Store
from tests.support.stores import record
with Store.open(sys.argv[1]) as store:
    store.save(record(), author=None)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        store.save(record("1円\\n" + "a" * 400_000), author=None)
    except StoreUnavailable as error:
        print(error.en)
"""


def test_a_full_disk(path: Path) -> None:
    """Where no more can be written, the save says so, and what was saved before is whole."""
    ran = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert "This result was not saved." in ran.stdout
    with Store.open(str(path)) as store:
        assert [(line.revisions, store.verify(line.id)) for line in store.records()] == [(1, ())]


@pytest.fixture
def kept() -> Iterator[Path]:
    """A store with one record, in a folder that everybody may read and nobody but root may write to."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with Store.open(str(path)) as store:
            store.save(record(), author=None)
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        try:
            yield path
        finally:
            Path(folder).chmod(0o755)


_AS_NOBODY = """
import os, shutil, sys, tempfile
from structurer.store import Store
def look(path):
    with Store.open(path) as store:
        {words}
with tempfile.TemporaryDirectory() as folder:  # first with every right, so that what nobody may load is loaded
    look(shutil.copy(sys.argv[1], folder))
print("nobody:")
os.geteuid() or os.setuid(65534)
look(sys.argv[1])
"""


def _as_nobody(path: Path, words: str) -> tuple[str, str]:
    """What a program that may not write says of a store: what it prints, and the last line of its trouble."""
    program = [sys.executable, "-c", _AS_NOBODY.replace("{words}", words), str(path)]
    ran = subprocess.run(program, capture_output=True, text=True, check=False)
    return ran.stdout.partition("nobody:\n")[2].strip(), (ran.stderr.splitlines() or [""])[-1]


def test_a_store_on_media_that_only_read(kept: Path) -> None:
    """Where nobody may write, not even the files that SQLite puts beside a store, it is read all the same, and left as it was."""
    assert _as_nobody(kept, "store.queue(); print(len(store.records()), store.examine().damages)") == ("1 ()", "")
    assert [path.name for path in kept.parent.iterdir()] == ["store.db"]


def test_nothing_is_saved_on_media_that_only_read(kept: Path) -> None:
    """A save there is refused with a sentence."""
    assert "attempt to write a readonly database" in _as_nobody(kept, "store.rehearse()")[1]


def test_what_is_left_beside_a_store_is_a_part_of_it(kept: Path) -> None:
    """With a log beside it that was not written back, a store is never read without that log."""
    kept.parent.chmod(0o755)
    Path(f"{kept}-wal").write_bytes(b"some log")
    kept.parent.chmod(0o555)
    printed, trouble = _as_nobody(kept, "print(len(store.records()))")
    assert (printed, "StoreUnavailable" in trouble) == ("", True)
