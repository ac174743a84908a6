"""A store that an older version made opens as it is: what was saved is whole, what is new works, the tables are the same."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Connection, make_url

from structurer import errors
from structurer.store import Store, preparing
from structurer.store.schema import TABLES
from structurer.store.tables import FORMAT
from tests.support.stores import connected, execute, leave, record, select

FIRST_COLUMNS = (
    "record_id, number, parent, author, reason, saved_at, name, project, verdict, findings, reader, model, schema, "
    "CAST(reading AS VARCHAR), CAST(sheet AS VARCHAR), CAST(results AS VARCHAR), CAST(unclaimed AS VARCHAR), seal"
)
ROWS = f"SELECT {FIRST_COLUMNS} FROM revisions ORDER BY record_id, number"  # noqa: S608 (our own names)


@pytest.fixture
def other(request: pytest.FixtureRequest, empty: str) -> Iterator[str]:
    """A second database of the same kind."""
    if empty.startswith("sqlite"):
        yield empty.replace("store.db", "other.db")
        return
    with request.getfixturevalue("server").database() as made:
        yield made


def modelled_tables(connection: Connection) -> list[str]:
    """The tables that are models: without alembic's own, and the index by pairs, which each database has its own kind of."""
    names = inspect(connection).get_table_names()
    return sorted(name for name in names if name != "alembic_version" and not name.startswith("search_pairs"))


def shape(connection: Connection) -> dict[str, object]:
    """Every table with all that the database knows of it."""
    found, shapes = inspect(connection), dict[str, object]()
    for name in modelled_tables(connection):
        columns = [
            (column["name"], str(column["type"].compile(connection.dialect)), column["nullable"], column["default"])
            for column in found.get_columns(name)
        ]
        keys = sorted(str(key) for key in found.get_foreign_keys(name))
        unique = sorted(str(one) for one in found.get_unique_constraints(name))
        indexes = sorted(str(one) for one in found.get_indexes(name))
        shapes[name] = [columns, str(found.get_pk_constraint(name)), keys, unique, indexes]
    return shapes


_MODELLED: dict[str, dict[str, object]] = {}
"""The tables as the models make them, by the kind of database: made once."""


@pytest.fixture
def modelled(empty: str, request: pytest.FixtureRequest) -> dict[str, object]:
    """The tables as the models make them on such a database."""
    kind = make_url(empty).get_backend_name()
    if kind not in _MODELLED:
        with connected(request.getfixturevalue("other")) as connection:
            TABLES.create_all(connection)
            _MODELLED[kind] = shape(connection)
    return _MODELLED[kind]


@pytest.mark.parametrize("version", range(FORMAT))
def test_every_road_leads_to_the_same_tables(empty: str, modelled: dict[str, object], version: int) -> None:
    """Whichever format a store begins at, alembic finds no difference from the models, nor does the database itself."""
    if version:
        leave(empty, version)
    Store.open(empty).close()
    with connected(empty) as connection:
        assert shape(connection) == modelled
        named = {*modelled_tables(connection), None}
        opts = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, kind, _parents: kind != "table" or name in named,
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, TABLES) == []
        assert context.get_current_revision() == f"{FORMAT:04}"
    assert select(empty, "SELECT version FROM formats") == [(FORMAT,)]


@pytest.mark.parametrize("version", [1, FORMAT - 1])
def test_what_was_saved_is_whole(empty: str, version: int) -> None:
    """No row is touched, every seal holds, and every record loads."""
    leave(empty, version)
    before = select(empty, ROWS)
    with Store.open(empty) as store:
        assert [store.verify(line.id) for line in store.records()] == [(), ()]
        stored = store.load(store.records()[-1].id, 1)
        assert (stored.author, stored.replies, stored.record.review) == ("佐藤", ("{}",), None)
    assert select(empty, ROWS) == before
    assert len(before) == 3


@pytest.mark.parametrize("version", [1, FORMAT - 1])
def test_what_is_new_works(empty: str, version: int) -> None:
    """Old records stand in the queue, can be claimed, and a new revision is sealed onto the old ones."""
    leave(empty, version)
    with Store.open(empty) as store:
        (entry,) = store.queue()
        assert (entry.project, entry.findings, entry.stake) == ("公園整備事業", 1, 0)
        assert store.claim(entry.id, "佐藤").holder == "佐藤"
        done = next(line.id for line in store.records() if line.revisions == 2)
        assert store.save(record(), author="鈴木", parent=2).revision == 3
        assert store.verify(done) == ()
        assert (store.reviewers.everyone(), store.words.standings()) == ([], ())
        assert store.batches.tally(store.batches.begin("key", "offline", resume=False)) == {}


def test_opened_twice(empty: str) -> None:
    """The second opening finds nothing to do; nor does a process that was a moment too late."""
    leave(empty, 1)
    with Store.open(empty) as store:
        before = select(empty, "SELECT * FROM alembic_version")
        with store._database.writing() as session:
            assert preparing._brought_up(store._database, session) == FORMAT
    Store.open(empty).close()
    assert select(empty, "SELECT * FROM alembic_version") == before == [(f"{FORMAT:04}",)]


@pytest.mark.parametrize("version", [0, 1])
def test_opened_by_many_at_once(empty: str, version: int) -> None:
    """Of those that come together one makes the tables, or brings them up, and all of them can work."""
    if version:
        leave(empty, version)
    together = Barrier(4)

    def come(_number: int) -> int:
        together.wait()
        with Store.open(empty, seconds=60) as store:
            return store.save(record("9円\n"), author=None).revision

    with ThreadPoolExecutor(together.parties) as pool:
        assert sorted(pool.map(come, range(together.parties))) == [1, 2, 3, 4]
    assert select(empty, "SELECT version FROM formats") == [(FORMAT,)]


def test_stores_made_at_once_in_one_process(tmp_path: Path) -> None:
    """The threads of one program may each make a store of their own."""
    together = Barrier(4)

    def make(number: int) -> list[str]:
        together.wait()
        made = []
        for turn in range(5):
            with Store.open(str(tmp_path / f"{number}-{turn}.db")) as store:
                made.append(store.save(record(), author=None).record_id)
        return made

    with ThreadPoolExecutor(together.parties) as pool:
        assert list(pool.map(make, range(together.parties))) == [[record().source.sha256[:12]] * 5] * 4


@pytest.mark.parametrize("version", [1, FORMAT - 1])
def test_a_migration_that_fails_leaves_the_old_store(empty: str, version: int) -> None:
    """All of it or nothing: a table in the way of the last step stops it, and the store still is of its format."""
    leave(empty, version)
    execute(empty, "CREATE TABLE act_chains (id INTEGER)")
    with connected(empty) as connection:
        before = shape(connection)
    with pytest.raises(errors.StoreUnavailable, match="act_chains"):
        Store.open(empty)
    with connected(empty) as connection:
        assert shape(connection) == before
        assert not inspect(connection).has_table("alembic_version")
    assert select(empty, "SELECT version FROM formats") == [(version,)]
    execute(empty, "DROP TABLE act_chains")
    with Store.open(empty) as store:
        assert len(store.records()) == 2


@pytest.mark.parametrize("table", ["records", "alembic_version"])
def test_another_programs_database(empty: str, table: str) -> None:
    """Tables with our names that are not ours are left alone, another program's stamp of alembic's included."""
    execute(empty, f"CREATE TABLE {table} (id INTEGER)")
    with pytest.raises(errors.StoreUnavailable, match="another program"):
        Store.open(empty)
    with connected(empty) as connection:
        assert inspect(connection).get_table_names() == [table]


def test_a_stamp_that_is_not_the_formats(empty: str) -> None:
    """Where two programs share alembic's table nothing is changed."""
    leave(empty, 3)
    execute(empty, "CREATE TABLE alembic_version (version_num VARCHAR(32))")
    execute(empty, "INSERT INTO alembic_version VALUES ('ae1027a6acf')")
    with pytest.raises(errors.StoreUnavailable, match="format 3, stamped ae1027a6acf"):
        Store.open(empty)
    assert select(empty, "SELECT version FROM formats") == [(3,)]


@pytest.mark.parametrize(
    ("statement", "found"), [("UPDATE formats SET version = version + 1", FORMAT + 1), ("DELETE FROM formats", None)]
)
def test_a_store_of_an_unknown_format(empty: str, statement: str, found: int | None) -> None:
    """Tables of a later version, or of none, are not written to."""
    Store.open(empty).close()
    execute(empty, statement)
    with pytest.raises(errors.StoreUnavailable) as caught:
        Store.open(empty)
    assert f"store format {found}, known is {FORMAT}" in caught.value.en


def test_an_old_store_that_may_only_be_read(tmp_path: Path) -> None:
    """It cannot be brought up, and says so."""
    leave(str(tmp_path / "store.db"), 1)
    with pytest.raises(errors.StoreUnavailable, match="readonly"):
        Store.open(f"sqlite:///file:{tmp_path / 'store.db'}?mode=ro&uri=true")


def test_alembic_is_not_needed_to_open_a_store(tmp_path: Path) -> None:
    """It is imported where tables are made, and not afterwards."""
    script = "import sys; from structurer.store import Store; Store.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    command = [sys.executable, "-c", script, str(tmp_path / "store.db")]
    loaded = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]
    assert loaded == ["True", "False"]


def test_rows_of_the_first_format_are_all_there(tmp_path: Path) -> None:
    """What these tests begin with is what the first version wrote."""
    path = str(tmp_path / "store.db")
    leave(path, 1)
    with closing(Store.open(path)) as store:
        assert {line.name: line.revisions for line in store.records()} == {"parks.txt": 2, "road.txt": 1}


@pytest.mark.parametrize(
    ("statement", "damages"),
    [
        ("SELECT 1", []),
        ("DELETE FROM record_acts WHERE id = 3", [("record_acts 1-7", "act_missing")]),
        ("INSERT INTO record_acts SELECT 4, record_id, deed, place, author, at, reason, seal FROM record_acts WHERE id = 3",
         [("record_acts 1-7", "act_added")]),
        ("UPDATE record_acts SET at = 'never' WHERE id = 7", [("record_acts 7", "act_changed")]),
    ],
)  # fmt: skip
def test_acts_of_an_older_format(empty: str, statement: str, damages: list[tuple[str, str]]) -> None:
    """They stay without a seal, and are counted; what is done from then on is sealed behind them."""
    leave(empty, 12)
    found = str(select(empty, "SELECT MIN(id) FROM records")[0][0])
    act = f"'{found}', 'restored', NULL, '佐藤', '2026-01-01', ''"
    rows = ", ".join(f"({number}, {act})" for number in (1, 3, 7))
    execute(empty, f"INSERT INTO record_acts VALUES {rows}")  # noqa: S608
    with Store.open(empty) as store:
        store.withdraw(found, "佐藤", "統合により廃止")
        assert select(empty, "SELECT id FROM record_acts WHERE seal IS NOT NULL") == [(8,)]
        execute(empty, statement)
        whole = store.examine()
    assert (whole.acts, whole.unsealed_acts) == (4, 3)
    assert [(one.record_id, one.harm) for one in whole.damages] == damages


def lesson(url: str, number: int, kind: str, label: str, meaning: dict[str, object], *, revoked: bool = False) -> None:
    """A lesson as format 6 kept it, of the first record there is."""
    record_id = str(select(url, "SELECT MIN(record_id) FROM revisions")[0][0])
    origin = {"record": record_id, "revision": 1, "author": "佐藤", "at": f"2026-01-0{number}", "sha256": "0" * 64}
    content = json.dumps({"kind": kind, "label": label, "meaning": meaning, "origin": origin, "fingerprint": ["ab"]})
    execute(
        url,
        f"INSERT INTO lessons (id, record_id, number, content) VALUES ('l{number}', '{record_id}', 1, '{content}')",  # noqa: S608
        *([f"INSERT INTO revocations VALUES ('l{number}', '鈴木', '2026-02-01', '誤り')"] if revoked else []),  # noqa: S608
    )


@pytest.mark.parametrize("publisher", ["潮浜 県", None])
def test_lessons_become_words(empty: str, publisher: str | None) -> None:
    """Sources, costs and names stay in force; moments become proposals; units are ended with a word; no scope, no force."""
    leave(empty, 6)
    sheet = json.dumps({"identity": {"publisher": {"text": publisher} if publisher else None}}, ensure_ascii=False)
    execute(empty, f"UPDATE revisions SET sheet = '{sheet}'")  # noqa: S608
    lesson(empty, 1, "source", "臨財債", {"measure": "bonds"})
    lesson(empty, 2, "moment", "裁定額", {"stage": "approved"})
    lesson(empty, 3, "moment", "従前額", {"stage": "initial", "year_offset": -1})
    lesson(empty, 4, "name", "業務の別", {})
    lesson(empty, 5, "unit", "仟円", {"scale": 1000})
    lesson(empty, 6, "cost", "従事 経費(A)", {"measure": "personnel_cost"}, revoked=True)
    with Store.open(empty) as store:
        found = {
            one.word: (one.state, one.meaning and one.meaning.code, one.acts[0].author)
            for one in store.words.standings()
        }
        scopes = {one.scope for one in store.words.standings()}
    kept = "confirmed" if publisher else "proposed"
    assert found == {
        "臨財債": (kept, "source:bonds", "佐藤"),
        "裁定額": ("proposed", "stage:approved", "佐藤"),
        "従前額": ("proposed", "stage:initial/-1", "佐藤"),
        "業務の別": (kept, "name", "佐藤"),
        "仟円": ("revoked", None, "佐藤"),
        "従事経費": ("revoked", None, "佐藤"),
    }
    assert scopes == {"publisher:潮浜県" if publisher else "publisher:"}
    with connected(empty) as connection:
        assert not {"lessons", "revocations"} & set(inspect(connection).get_table_names())
