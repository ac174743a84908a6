"""Stores as older versions of structurer left them: with a format, and no stamp of alembic's."""

import re
from pathlib import Path

from structurer.store.migrations import upgrade
from tests.support.stores import connected, execute

SCRIPT = (Path(__file__).parent / "format-1.sql").read_text(encoding="utf-8")
"""What the first version wrote: two records, one of them with two revisions and a reply."""

_ROWS = re.compile(r'^INSERT INTO "(?!formats)\w+" .*?\);$', re.MULTILINE | re.DOTALL)
_STATEMENTS = re.compile(r"^(?:CREATE|INSERT) .*?\);$", re.MULTILINE | re.DOTALL)


def leave(url: str, version: int) -> None:
    """A store of an older format with the first version's rows in it."""
    with connected(url) as connection:
        if connection.dialect.name == "sqlite":  # to the letter as it was written
            for statement in _STATEMENTS.findall(SCRIPT):
                connection.exec_driver_sql(statement)
        else:
            upgrade(connection, 0, 1)
            for statement in _ROWS.findall(SCRIPT):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql("DROP TABLE alembic_version")
    if version > 1:
        with connected(url) as connection:
            upgrade(connection, 1, version)
        execute(url, "DROP TABLE alembic_version")
