"""A database and its transactions: some only read, some write, and each ends in all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from structurer.errors import StoreUnavailable
from structurer.store import locks
from structurer.store.address import POSTGRESQL, address_of, shown
from structurer.store.engines import WRITES, engine_of
from structurer.store.troubles import translated, unavailable

_NAMES = {"sqlite": "SQLite", POSTGRESQL: "PostgreSQL"}


class Database:
    """A database by its URL or plain path, the user's own file where none is named. `seconds`: how long a lock is waited for."""

    def __init__(self, url: str | None, seconds: float, *, read_only: bool = False) -> None:
        self._url, self._seconds, self.read_only = address_of(url), seconds, read_only
        self._reader = engine_of(self._url, seconds, read_only=read_only)
        self._writer = self._reader.execution_options(**{WRITES: True})

    @property
    def shown(self) -> str:
        """The URL for people: without driver, password or query."""
        return shown(self._url)

    @property
    def kind(self) -> str:
        """The database and its version, which is asked for."""
        with self._begun(self._reader, saving=False) as session:
            dialect = session.connection().dialect
        version = ".".join(map(str, dialect.server_version_info or ()))
        return f"{_NAMES[dialect.name]} {version}"

    def close(self) -> None:
        """Let go of every connection."""
        self._reader.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a block a transaction that only reads."""
        with self._begun(self._reader, saving=False) as session:
            yield session

    @contextmanager
    def writing(self, *, saving: bool = True) -> Iterator[Session]:
        """Give a block a transaction that writes alone, from its beginning."""
        with self._begun(self._writer, saving=saving) as session:
            locks.alone(session)
            yield session

    @contextmanager
    def saving(self, *names: str) -> Iterator[Session]:
        """Give a block a transaction that may write beside others, as long as they hold none of its names."""
        with self._begun(self._writer, saving=True) as session:
            locks.beside(session, names)
            yield session

    def unavailable(self, reason: str, *, saving: bool = False) -> StoreUnavailable:
        """Return the error that names why this database cannot be used, with no password in it."""
        return unavailable(self._url, reason, saving=saving)

    @contextmanager
    def _begun(self, engine: Engine, *, saving: bool) -> Iterator[Session]:
        with translated(self._url, self._seconds, saving=saving), Session(engine) as session, session.begin():
            yield session
