"""The errors of a database as our own, which a person understands."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from structurer.errors import StoreError, StoreLocked, StoreUnavailable, StoreUnreachable, TextNotStorable
from structurer.store.address import is_sqlite, secrets_of, shown

_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01")  # lock_not_available, and two that got crossed
_NO_TEXT = ("", "22021", "22P05")  # refused by the driver; no character there; none in the database's encoding
_NO_CONNECTION = ("", "08", "28", "3D", "57P")  # from the driver; connection, login, database, shutdown


@contextmanager
def translated(url: URL, seconds: float, *, saving: bool) -> Iterator[None]:
    """Raise what goes wrong in a transaction as a StoreError; `saving` where a result is at stake."""
    try:
        yield
    except DBAPIError as error:
        raise _meaning(error, url, seconds, saving=saving) from error
    except PoolTimeoutError as error:
        raise StoreLocked(shown(url), seconds, saving=saving) from error
    except UnicodeEncodeError as error:  # half a surrogate pair
        raise TextNotStorable(shown(url), saving=saving) from error
    except JSONDecodeError as error:  # damage coming out
        raise unavailable(url, str(error), saving=saving) from error


def unavailable(url: URL, reason: str, *, saving: bool) -> StoreUnavailable:
    """Return the error that names why a database cannot be used, with no password in it."""
    return StoreUnavailable(shown(url), _safe(url, reason), saving=saving)


def _meaning(error: DBAPIError, url: URL, seconds: float, *, saving: bool) -> StoreError:
    cause = error.orig or error
    code = str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
    if code.startswith(_LOCKED):
        return StoreLocked(shown(url), seconds, saving=saving)
    if isinstance(error, DataError) and code in _NO_TEXT and not is_sqlite(url):
        return TextNotStorable(shown(url), saving=saving)
    if isinstance(error, OperationalError) and not is_sqlite(url) and _is_connection(code):
        return StoreUnreachable(shown(url), _safe(url, _reason(cause)), saving=saving)
    return unavailable(url, _reason(cause), saving=saving)


def _is_connection(code: str) -> bool:
    return code == "" or code.startswith(_NO_CONNECTION[1:])


def _reason(cause: BaseException) -> str:
    """Return the message of a database, in one line: a server's details would show the content of rows."""
    primary = getattr(getattr(cause, "diag", None), "message_primary", None)
    return " ".join(str(primary or cause).split())


def _safe(url: URL, reason: str) -> str:
    for secret in secrets_of(url):
        reason = reason.replace(secret, "***")
    return reason
