"""The tables, step by step: one revision of alembic's for each format of the store. The only importer of alembic.

A store that an older structurer made has a format and no stamp of alembic's: the format says where it stands, always, and
each step leaves its own there, so that older programs still see that a store is beyond them.
"""

from functools import cache
from pathlib import Path
from threading import Lock

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from structurer.store.tables import FORMAT

_ONE_AT_A_TIME = Lock()


class StampUnknown(Exception):
    """The database carries a stamp of alembic's that is not this store's."""


def upgrade(connection: Connection, version: int, to: int = FORMAT) -> None:
    """Bring the tables of one format to a later one, in the transaction of the caller; format 0 is no tables at all."""
    context, scripts = MigrationContext.configure(connection), _scripts()
    stamps = set(context.get_current_heads())
    if stamps - {_revision(version)}:
        raise StampUnknown(f"store format {version}, stamped {', '.join(sorted(stamps))}")
    with _ONE_AT_A_TIME, Operations.context(context):  # a revision finds its context in a variable of the whole process
        for revision in reversed(list(scripts.iterate_revisions(_revision(to), _revision(version)))):
            revision.module.upgrade()
        context.stamp(scripts, _revision(to))


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))


def _revision(version: int) -> str:
    return f"{version:04}" if version else "base"
