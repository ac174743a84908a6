"""Which kind of index by pairs of letters a database has."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from structurer.store.address import POSTGRESQL

_HAS_FTS5 = text(
    "SELECT sqlite_compileoption_used('ENABLE_FTS5') AND EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'search_pairs')"
)


def is_server(session: Session) -> bool:
    """True where the index by pairs is PostgreSQL's."""
    return session.get_bind().dialect.name == POSTGRESQL


def has_pairs(session: Session) -> bool:
    """True where the index by pairs can be used: a SQLite may lack FTS5, and so may the one that made the store."""
    return is_server(session) or bool(session.scalar(_HAS_FTS5))
