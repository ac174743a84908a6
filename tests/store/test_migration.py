"""A store that an older version made opens as it is: what was saved is whole, and what is new works."""

import sqlite3
from pathlib import Path

import pytest

from structurer import errors
from structurer.store import Store, migration
from structurer.store.tables import FORMAT
from tests.store.builders import record

OLD = (Path(__file__).parent / "format-1.sql").read_text(encoding="utf-8")
"""What the first version wrote: two records, one of them with two revisions and a reply."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of the first version."""
    made = tmp_path / "store.db"
    with sqlite3.connect(made) as connection:
        connection.executescript(OLD)
    connection.close()
    return made


def columns(path: Path) -> list[tuple[str, ...]]:
    """Every saved row of the first version's tables, in its columns."""
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(revisions)") if row[1] != "review"]
        rows = connection.execute(f"SELECT {', '.join(names)} FROM revisions ORDER BY record_id, number").fetchall()  # noqa: S608 (our own names)
    connection.close()
    return rows


def test_what_was_saved_is_whole(path: Path) -> None:
    """No row is touched, every seal holds, and every record loads."""
    before = columns(path)
    with Store.open(str(path)) as store:
        assert [store.verify(line.id) for line in store.records()] == [(), ()]
        stored = store.load(store.records()[-1].id, 1)
        assert (stored.author, stored.replies, stored.record.review) == ("佐藤", ("{}",), None)
    assert columns(path) == before


def test_what_is_new_works(path: Path) -> None:
    """Old records stand in the queue, can be claimed, and a new revision is sealed onto the old ones."""
    with Store.open(str(path)) as store:
        (entry,) = store.queue()
        assert (entry.project, entry.findings, entry.stake) == ("公園整備事業", 1, 0)
        assert store.claim(entry.id, "佐藤").holder == "佐藤"
        done = next(line.id for line in store.records() if line.revisions == 2)
        assert store.save(record(), author="鈴木", parent=2).revision == 3
        assert store.verify(done) == ()


def test_opened_twice(path: Path) -> None:
    """The second opening finds nothing to do; nor does a process that was a moment too late."""
    Store.open(str(path)).close()
    with Store.open(str(path)) as store, store._database.writing() as session:
        migration.migrate(session)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version FROM formats").fetchall() == [(FORMAT,)]
    connection.close()


def test_a_migration_that_fails_leaves_the_old_store(path: Path) -> None:
    """All of it or nothing: a table in the way stops it, and the file still is of the first version."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE leases (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(errors.StoreUnavailable, match="leases"):
        Store.open(str(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version FROM formats").fetchall() == [(1,)]
        assert "review" not in {row[1] for row in connection.execute("PRAGMA table_info(revisions)")}
    connection.close()
    assert len(before) > 0


def test_an_old_store_that_may_only_be_read(path: Path) -> None:
    """It cannot be brought up, and says so."""
    with pytest.raises(errors.StoreUnavailable, match="readonly"):
        Store.open(f"sqlite:///file:{path}?mode=ro&uri=true")
