"""Locks: which transactions may write beside one another.

SQLite has one writer at a time, from the beginning of its transaction, so there is nothing to do there. On a server a
transaction writes alone unless it names what it holds; then it writes beside those that hold something else.
"""

import hashlib
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from structurer.store.address import POSTGRESQL

_STORE, _NAMED = 0x53545200, 0x53545201  # "STR": unlike the locks of other programs in the same database
_KEY_BYTES = 4


def alone(session: Session) -> None:
    """Wait until nobody else writes, and let nobody write until the transaction ends."""
    if _is_shared(session):
        session.execute(select(func.pg_advisory_xact_lock(_STORE, 0)))


def beside(session: Session, names: Iterable[str]) -> None:
    """Wait until nobody writes alone or holds one of these names, and hold them until the transaction ends.

    Everyone takes their names in the same order, so that no two can wait for each other.
    """
    if _is_shared(session):
        named = (func.pg_advisory_xact_lock(_NAMED, key) for key in sorted(map(_key, names)))
        session.execute(select(func.pg_advisory_xact_lock_shared(_STORE, 0), *named))


def _is_shared(session: Session) -> bool:
    return session.get_bind().dialect.name == POSTGRESQL


def _key(name: str) -> int:
    """Return 32 bits of a name: two names with the same ones only wait for each other."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:_KEY_BYTES], "big", signed=True)
