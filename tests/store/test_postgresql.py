"""What only a server can do to a store: refuse a login, go away, wait, order and spell texts in its own way."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select, text

from structurer import errors
from structurer.store import Store
from structurer.store.batches import BatchSheet
from tests.support.postgres import PASSWORD, Server
from tests.support.stores import execute, record


@pytest.fixture
def store(server_url: str) -> Iterator[Store]:
    """A store on a server."""
    with Store.open(server_url, seconds=3) as opened:
        yield opened


def refused(url: str) -> errors.StoreError:
    """The error with which a store is not opened."""
    with pytest.raises(errors.StoreError) as caught:
        Store.open(url, seconds=2)
    return caught.value


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_any_way_to_write_the_scheme(server_url: str, scheme: str) -> None:
    """All of them are the one driver, and people see the one short form."""
    with Store.open(server_url.replace("postgresql", scheme, 1)) as store:
        assert store.save(record(), author="佐藤").revision == 1
        assert store.url == server_url.replace(f":{PASSWORD}@", ":***@")
        assert re.fullmatch(r"PostgreSQL \d+\.\d+", store.kind)


def test_a_wrong_password(server_url: str) -> None:
    """It is named as such, and neither it nor the right one is shown."""
    error = refused(server_url.replace(PASSWORD, "s3cret"))
    assert isinstance(error, errors.StoreUnreachable)
    assert "password authentication failed" in error.en
    assert not any(word in str(error.__dict__) for word in ("s3cret", PASSWORD))


def test_a_missing_database(server_url: str) -> None:
    """A server makes no database by itself."""
    error = refused(f"{server_url}_none")
    assert isinstance(error, errors.StoreUnreachable)
    assert "does not exist" in error.en


def test_nobody_listens() -> None:
    """A connection that is refused is a sentence of one line."""
    error = refused(f"postgresql://someone:{PASSWORD}@127.0.0.1:1/records?password={PASSWORD}")
    assert isinstance(error, errors.StoreUnreachable)
    assert "127.0.0.1" in error.en
    assert PASSWORD not in error.en + error.ja
    assert "\n" not in error.en + error.ja


def test_the_driver_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what to install."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(errors.ExtraMissing) as caught:
        Store.open("postgresql://somebody@127.0.0.1/records")
    assert "pip install -c constraints.txt '.[postgres]'" in caught.value.en


def test_a_server_that_only_reads(server_url: str) -> None:
    """A standby lists what there is; a save and the rehearsal of one say why they cannot."""
    with Store.open(f"{server_url}?options=-cdefault_transaction_read_only%3Don") as store:
        assert store.records() == []
        for act in (lambda: store.save(record(), author=None), store.rehearse):
            with pytest.raises(errors.StoreUnavailable, match="read-only transaction"):
                act()


def test_a_connection_lost_while_idle(server_url: str, store: Store) -> None:
    """It is made anew, and nobody notices."""
    store.save(record(), author=None)
    execute(server_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'structurer'")
    assert store.save(record(), author=None).revision == 2


def test_a_connection_lost_at_work(store: Store) -> None:
    """What was under way is not saved, and the next one is."""
    with pytest.raises(errors.StoreUnreachable), store._database.saving("x") as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert store.save(record(), author=None).revision == 1


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("55P03", errors.StoreLocked),  # lock_not_available
        ("40001", errors.StoreLocked),  # serialization_failure
        ("40P01", errors.StoreLocked),  # deadlock_detected
        ("22P05", errors.TextNotStorable),  # untranslatable_character
        ("22003", errors.StoreUnavailable),  # numeric_value_out_of_range
        ("57P03", errors.StoreUnreachable),  # cannot_connect_now
        ("53100", errors.StoreUnavailable),  # disk_full
        ("42501", errors.StoreUnavailable),  # insufficient_privilege
    ],
)
def test_what_a_server_says(store: Store, code: str, error: type[errors.StoreError]) -> None:
    """Its codes are our errors, with its message and without its details."""
    raised = f"RAISE EXCEPTION 'no' USING ERRCODE = '{code}', DETAIL = 'what a row holds'"
    with pytest.raises(error) as caught, store._database.reading() as session:
        session.connection().exec_driver_sql(f"DO $$ BEGIN {raised}; END $$")
    assert type(caught.value) is error
    assert "row" not in caught.value.en


def test_two_that_wait_for_each_other(store: Store) -> None:
    """The server ends one of them, which is told that the store is in use; the other goes on."""
    together = Barrier(2)

    def crossed(first: int, second: int) -> str:
        try:
            with store._database.reading() as session:
                session.execute(select(func.pg_advisory_xact_lock(first)))
                together.wait()
                session.execute(select(func.pg_advisory_xact_lock(second)))
        except errors.StoreLocked:
            return "ended"
        return "went on"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(crossed, (1, 2), (2, 1))) == ["ended", "went on"]


def test_more_at_once_than_there_are_connections(server_url: str) -> None:
    """A thread that gets none in time is told that the store is in use."""
    with Store.open(server_url, seconds=0.1) as store, ExitStack() as held:
        for _ in range(15):
            held.enter_context(store._database.reading()).connection()
        with pytest.raises(errors.StoreLocked):
            store.records()


@pytest.mark.parametrize("place", ["sheet", "reply", "author"])
def test_a_nul_character(store: Store, place: str) -> None:
    """A server keeps none: the error says so, and nothing of the save is left."""
    given = {"sheet": "", "reply": "", "author": ""} | {place: "\x00"}
    with pytest.raises(errors.TextNotStorable, match=r"保存されていません|not saved"):
        store.save(record(f"1円{given['sheet']}"), author=given["author"], replies=(given["reply"],))
    assert store.records() == []


def names(url: str) -> list[list[str]]:
    """The order in which a store lists the sheets of a batch and its reviewers."""
    with Store.open(url) as store:
        batch = store.batches.begin("key", "offline", resume=False)
        for number, name in enumerate(("b", "B", "a-c", "ab", "é", "z", "か", "カ", "ｶ", "県", "10", "9")):
            store.batches.failed(BatchSheet(batch, str(number), name), "SourceEmpty", "x")
            store.reviewers.add(name)
        return [[sheet.name for sheet in store.batches.sheets(batch)], [one.name for one in store.reviewers.everyone()]]


def test_the_order_of_texts_is_not_the_servers(server: Server, tmp_path: Path) -> None:
    """A database with a Japanese order of words gives the order that SQLite gives."""
    with server.database("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'ja'") as japanese:
        found = names(japanese)
    assert found == names(str(tmp_path / "store.db")) == [sorted(found[0])] * 2


def test_a_database_in_another_encoding(server: Server) -> None:
    """What it can spell comes back; what it cannot is refused with a sentence."""
    with server.database("TEMPLATE template0 ENCODING 'EUC_JP' LOCALE 'C'") as old, Store.open(old) as store:
        saved = store.save(record("公園整備事業 1円\n"), author="佐藤")
        assert store.load(saved.record_id).record == record("公園整備事業 1円\n")
        assert store.verify(saved.record_id) == ()
        with pytest.raises(errors.TextNotStorable):
            store.save(record("🏞 1円\n"), author=None)
