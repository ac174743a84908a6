"""`structurer doctor` on the store: which it is, that it can be written, and what is wrong with it."""

from pathlib import Path

import pytest

from tests.support.builders import Command
from tests.support.postgres import NO_DRIVER, PASSWORD
from tests.support.stores import select


def test_the_store_in_a_line(run: Command, url: str) -> None:
    """Its address without the password, the database and its version, and that a save would succeed; nothing is left there."""
    done = run("doctor", "--model", "offline", STRUCTURER_STORE=url)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("store: ")]
    kind = "SQLite 3." if url.startswith("sqlite") else "PostgreSQL "
    assert line.startswith(f"store: {url.replace(f':{PASSWORD}@', ':***@')} ({kind}")
    assert line.endswith(", 0 record(s), writable)")
    assert done.returncode == 0
    assert PASSWORD not in done.stdout + done.stderr
    assert select(url, "SELECT count(*) FROM sources") == [(0,)]


def test_a_store_that_cannot_be_written(run: Command, url: str) -> None:
    """It can be opened, and would keep nothing: that is reported before anyone works for hours."""
    run("doctor", STRUCTURER_STORE=url)
    file, server = url.replace("sqlite:///", "sqlite:///file:"), url.startswith("postgresql")
    query = "options=-cdefault_transaction_read_only%3Don" if server else "mode=ro&uri=true"
    done = run("doctor", STRUCTURER_STORE=f"{file}?{query}")
    assert done.returncode == 2
    assert ("read-only transaction" if server else "readonly database") in done.stdout
    assert "0 record(s), can only be read)" in done.stdout


def test_a_store_that_cannot_be_reached(run: Command) -> None:
    """The sentence says what to check; the password is nowhere."""
    pytest.importorskip("psycopg", reason=NO_DRIVER)
    done = run("doctor", STRUCTURER_STORE=f"postgresql://sato:{PASSWORD}@127.0.0.1:1/budget")
    assert done.returncode == 2
    assert "postgresql://sato:***@127.0.0.1:1/budget" in done.stdout
    assert PASSWORD not in done.stdout + done.stderr


def test_the_driver_is_named(run: Command, tmp_path: Path) -> None:
    """The libraries that a store needs are listed with their versions."""
    report = run("doctor", STRUCTURER_STORE=str(tmp_path / "store.db")).stdout
    assert {"alembic", "psycopg", "sqlalchemy"} <= {line.partition(":")[0] for line in report.splitlines()}
