"""The address of a store: the URL or the path that a user gives, as the database takes it and as people may see it."""

from pathlib import Path

import platformdirs
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from structurer.errors import StoreUnavailable
from structurer.text import lazy_re as re

POSTGRESQL = "postgresql"
_PSYCOPG = "postgresql+psycopg"
_DRIVERS = {"postgres": _PSYCOPG, "postgresql": _PSYCOPG, _PSYCOPG: _PSYCOPG, "sqlite": "sqlite"}
_SCHEME = re.compile(r"([a-z][a-z0-9+]+):", re.IGNORECASE)  # at least two letters: `C:` begins a path
_SETTINGS = re.compile(
    r"(?:^|[\s;])(?:host|hostaddr|port|dbname|user|passfile|service|server|\w*pass(?:word|wd)?|pwd)\s*=", re.IGNORECASE
)
"""Of a connection string of PostgreSQL's own or of ODBC's, which must not become the name of a file: it may hold a password."""

_LOGIN = re.compile(r"(?![a-z]:[/\\])(?:|postgres\w*[/\\]+|.*[/\\]{2})[^/\\]*[:：].*@", re.IGNORECASE)
"""`user:password@` without a scheme before it, or with one that is misspelt; a path has one folder or more before such letters."""


def address_of(text: str | None) -> URL:
    """Return the address of a URL or a plain path; of the user's own file, whose folder is made, where there is neither.

    StoreUnavailable where it is no URL, or one of a database that is neither SQLite nor PostgreSQL.
    """
    return _own_file() if text is None else _parsed(text)


def is_there(text: str | None) -> bool:
    """False for a file of SQLite's that does not exist; any other database is taken to be there."""
    url = _own_url() if text is None else _parsed(text)
    plain = is_sqlite(url) and url.database and not url.database.startswith("file:")
    return not plain or Path(str(url.database)).exists()


def is_sqlite(url: URL) -> bool:
    """True for a file of SQLite's, or its memory; any other address is a server's."""
    return url.get_backend_name() == "sqlite"


def shown(url: URL) -> str:
    """Return an address for people: no driver, no password, and no query, which may hold a password too."""
    if is_sqlite(url):
        return f"sqlite:///{url.database}" if url.database else "sqlite://"
    return url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)


def secrets_of(url: URL) -> list[str]:
    """Return what must never be shown of an address: its passwords, in any of their places."""
    queried = [value for name, values in url.normalized_query.items() if "pass" in name for value in values]
    return [value for value in (str(url.password or ""), *queried) if value]


def _own_url() -> URL:
    folder = platformdirs.user_data_path("structurer", appauthor=False)
    return URL.create("sqlite", database=str(folder / "structurer.db"))


def _own_file() -> URL:
    url = _own_url()
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts of a budget are nobody else's business
    except OSError as error:
        raise StoreUnavailable(shown(url), error.strerror or str(error), saving=False) from error
    return url


def _parsed(text: str) -> URL:
    text = text.strip()
    scheme = _SCHEME.match(text)
    if scheme is None and (_SETTINGS.search(text) or _LOGIN.match(text)) is not None:
        raise StoreUnavailable("…", "write it as postgresql://user:password@host/database", saving=False)
    if scheme is None:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    name = scheme[1].lower()
    try:
        url = _whole_password(make_url(name + text[scheme.end(1) :]))
    except (ArgumentError, ValueError) as error:  # the text may hold a password: only its beginning is shown
        raise StoreUnavailable(f"{name}:…", "not a database URL", saving=False) from error
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise StoreUnavailable(f"{name}:…", "only sqlite: and postgresql: are known", saving=False)
    return url.set(drivername=driver)


def _whole_password(url: URL) -> URL:
    """The URL with an `@` in its password, which nobody quoted, as part of it: only the last one parts it from the host."""
    rest, mark, host = (url.host or "").rpartition("@")
    return url.set(password=f"{url.password}@{rest}", host=host) if mark and url.password is not None else url
