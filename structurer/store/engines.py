"""The engines of SQLite and PostgreSQL. Both keep what was committed, and give up on a lock after some seconds."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine

from structurer.errors import ExtraMissing
from structurer.store.address import is_sqlite
from structurer.store.tables import canonical

WRITES = "structurer_writes"
"""The execution option of a connection whose transactions will write."""

_SHORTEST_WAIT = 2  # seconds: a server is not reached in less
_BESIDE = ("-wal", "-shm", "-journal")
_LONGEST_LOCK = 2**31 - 1  # milliseconds


def engine_of(url: URL, seconds: float, *, read_only: bool = False) -> Engine:
    """Return the engine of an address; no connection is made yet. ExtraMissing where its driver is not installed.

    With `read_only` the database itself refuses whatever would change something.
    """
    if is_sqlite(url):
        return _sqlite(url, seconds, read_only=read_only)
    return _postgresql(url, seconds, read_only=read_only)


def _sqlite(url: URL, seconds: float, *, read_only: bool) -> Engine:
    kept = _as_kept(url)
    engine = create_engine(kept, json_serializer=canonical, hide_parameters=True, connect_args={"timeout": seconds})
    event.listen(engine, "connect", _configure_to_read if read_only else _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _as_kept(url: URL) -> URL:
    """Return the address by which a file is read: as one that never changes where nobody may write beside it.

    Even to read a store SQLite puts files beside it. One that stands there already may hold a part of it, or is somebody's who
    writes now: then it is opened as ever.
    """
    path = Path(url.database or "")
    if not path.is_file() or os.access(path.parent, os.W_OK) or any(_has_bytes(f"{path}{end}") for end in _BESIDE):
        return url
    return url.set(database=path.resolve().as_uri(), query={"mode": "ro", "immutable": "1", "uri": "true"})


def _has_bytes(path: str) -> bool:
    try:
        return Path(path).stat().st_size > 0
    except OSError:
        return False


def _configure(connection: sqlite3.Connection, _entry: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin a transaction late and without the right to write
    connection.execute("PRAGMA foreign_keys = ON")
    with suppress(sqlite3.OperationalError):  # network drives cannot; the rollback journal is as safe, only slower
        connection.execute("PRAGMA journal_mode = WAL")


def _configure_to_read(connection: sqlite3.Connection, _entry: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL, seconds: float, *, read_only: bool) -> Engine:
    """Return an engine whose texts travel as UTF-8 whatever the server's settings; a connection that was lost while idle is made anew."""
    wanted = {
        "client_encoding": "utf8",
        "connect_timeout": max(_SHORTEST_WAIT, ceil(seconds)),
        "fallback_application_name": "structurer",
    }
    try:
        engine = create_engine(
            url,
            json_serializer=canonical,
            hide_parameters=True,
            isolation_level="READ COMMITTED",  # what a save reads after its lock is what others committed before
            pool_pre_ping=True,
            use_native_hstore=False,  # we have none: it would be asked for with each connection
            pool_timeout=seconds,
            connect_args={name: value for name, value in wanted.items() if name not in url.query},
        )
    except ImportError as error:
        raise ExtraMissing("PostgreSQL", "postgres") from error
    event.listen(engine, "begin", _patience(seconds))
    if read_only:
        event.listen(engine, "begin", _only_read)
    return engine


def _patience(seconds: float) -> Callable[[Connection], None]:
    """Return what sets the wait for a lock in each transaction: a pooler between here and the server forgets sessions."""
    milliseconds = min(max(1, round(seconds * 1000)), _LONGEST_LOCK)  # 0 would be for ever

    def wait(connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")

    return wait


def _only_read(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL transaction_read_only = on")
