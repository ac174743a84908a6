"""Where the store is and how it is talked to: the URL, SQLite's habits, and what its errors mean to a person."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from json import JSONDecodeError
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from structurer.errors import StoreLocked, StoreUnavailable
from structurer.store.tables import canonical

_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")  # 55P03: PostgreSQL's lock_not_available
_BEGIN = "structurer_begin"
_SCHEME = re.compile(r"([a-z][a-z0-9+]+):")  # at least two letters: `C:` begins a path


class Database:
    """A database by its URL or plain path, the user's own file where none is named."""

    def __init__(self, url: str | None, seconds: float) -> None:
        self._url, self._seconds = _own_file() if url is None else _parsed(url), seconds
        self._reader = _engine(self._url, seconds)
        self._writer = self._reader.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})

    @property
    def shown(self) -> str:
        """The URL for people: without password or query."""
        return _shown(self._url)

    def close(self) -> None:
        """Let go of every connection."""
        self._reader.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only looks."""
        with self._translated(saving=False), Session(self._reader) as session, session.begin():
            yield session

    @contextmanager
    def writing(self, *, saving: bool = True) -> Iterator[Session]:
        """A transaction that holds the right to write from its beginning, and ends in all of it or nothing."""
        with self._translated(saving=saving), Session(self._writer) as session, session.begin():
            yield session

    def unavailable(self, reason: str, *, saving: bool = False) -> StoreUnavailable:
        """The error that says why this database cannot be used, with no password in it."""
        password = self._url.password
        safe = reason.replace(str(password), "***") if password else reason
        return StoreUnavailable(_shown(self._url), safe, saving=saving)

    @contextmanager
    def _translated(self, *, saving: bool) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            cause = error.orig or error
            code = str(getattr(cause, "sqlite_errorname", getattr(cause, "sqlstate", "")))
            if code.startswith(_LOCKED):
                raise StoreLocked(_shown(self._url), self._seconds, saving=saving) from error
            raise self.unavailable(str(cause), saving=saving) from error
        except (UnicodeEncodeError, JSONDecodeError) as error:  # half a surrogate pair going in, damage coming out
            raise self.unavailable(str(error), saving=saving) from error


def is_there(url: str | None) -> bool:
    """False for a file of SQLite's that does not exist; any other database is taken to be there."""
    known = _own_url() if url is None else _parsed(url)
    plain = known.get_backend_name() == "sqlite" and known.database and not known.database.startswith("file:")
    return not plain or Path(str(known.database)).exists()


def _own_url() -> URL:
    folder = platformdirs.user_data_path("structurer", appauthor=False)
    return URL.create("sqlite", database=str(folder / "structurer.db"))


def _own_file() -> URL:
    url = _own_url()
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts of a budget are nobody else's business
    except OSError as error:
        raise StoreUnavailable(_shown(url), error.strerror or str(error), saving=False) from error
    return url


def _parsed(text: str) -> URL:
    scheme = _SCHEME.match(text)
    if scheme is None:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        return make_url(text)
    except (ArgumentError, ValueError) as error:  # the text may hold a password: only its beginning is shown
        raise StoreUnavailable(f"{scheme[1]}:…", "not a database URL", saving=False) from error


def _shown(url: URL) -> str:
    """A URL for people: no password, and no query, where one may stand too."""
    return url.set(query={}).render_as_string(hide_password=True)


def _engine(url: URL, seconds: float) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"connect_args": {"timeout": seconds}} if is_sqlite else {}
    try:
        engine = create_engine(url, json_serializer=canonical, hide_parameters=True, **options)
    except (ArgumentError, ImportError) as error:
        raise StoreUnavailable(_shown(url), str(error), saving=False) from error
    if is_sqlite:
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, _entry: object) -> None:
    connection.isolation_level = None  # sqlite3 would begin a transaction late and without the right to write
    connection.execute("PRAGMA foreign_keys = ON")
    with suppress(sqlite3.OperationalError):  # network drives cannot; the rollback journal is as safe, only slower
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
