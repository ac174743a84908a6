"""Making a store where there is none, and bringing an older one up; one that is current is opened without writing."""

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from structurer.store.connection import Database
from structurer.store.tables import FORMAT, FormatRow

_NO_TABLES = 0
_STAMP = "alembic_version"


def prepare(database: Database) -> None:
    """Make the tables, or bring them up; StoreUnavailable where they are a later version's or another program's.

    Of several processes that come at once one does it, and the others find it done.
    """
    with database.reading() as session:
        version = _version(session)
    if _is_behind(version) and database.read_only:
        raise database.unavailable(
            f"store format {version}, older than this structurer: structurer records brings it up"
        )
    if _is_behind(version):
        with database.writing(saving=False) as session:
            version = _brought_up(database, session)
    if version != FORMAT:
        raise database.unavailable(f"store format {version}, known is {FORMAT}")


def _is_behind(version: int | None) -> bool:
    return version is not None and version < FORMAT


def _version(session: Session) -> int | None:
    """Return the format of the tables; None where they do not state it."""
    if not inspect(session.connection()).has_table(FormatRow.__tablename__):
        return _NO_TABLES
    return session.scalars(select(func.max(FormatRow.version))).one()


def _brought_up(database: Database, session: Session) -> int | None:
    version = _version(session)
    if version is None or not _is_behind(version):  # another process was faster
        return version
    if version == _NO_TABLES and _others(session):
        raise database.unavailable("the database of another program")
    from structurer.store.migrations import StampUnknown, upgrade

    try:
        upgrade(session.connection(), version)
    except StampUnknown as error:
        raise database.unavailable(str(error)) from error
    if version != _NO_TABLES:
        from structurer.store.search.index import build

        build(session)  # by the models as they are now: not while a step has made only some of the columns
    return _version(session)


def _others(session: Session) -> set[str]:
    """Return the tables that block ours."""
    from structurer.store.schema import TABLES

    return set(inspect(session.connection()).get_table_names()) & {*TABLES.tables, _STAMP}
