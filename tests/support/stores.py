"""Records to save, stores of older versions, and ways to change a store behind its back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.record.record import Provenance, Record, ResultRecord, SourceRecord, Tokens
from structurer.sheet.model import Identity, Label, Sheet
from structurer.store import Store
from structurer.store.address import address_of
from structurer.store.migrations import upgrade
from structurer.text.source import Source

TEXT = "公園整備事業\n要求額 1,000千円\n"
SCRIPT = (Path(__file__).parent / "format-1.sql").read_text(encoding="utf-8")
"""A store of the first version: two records, one of them with two revisions and a reply."""

Fill = Callable[[str], None]
"""Makes a store at a URL, as the tests that share it begin with it: a function of a module, by which a template of it is known."""

_ROWS = re.compile(r'^INSERT INTO "(?!formats)\w+" .*?\);$', re.MULTILINE | re.DOTALL)
_STATEMENTS = re.compile(r"^(?:CREATE|INSERT) .*?\);$", re.MULTILINE | re.DOTALL)


def empty(url: str) -> None:
    """A store without a record."""
    Store.open(url).close()


@cache
def content(fill: Fill) -> bytes:
    """The file of a store that was filled once: to copy it is quicker than to fill each anew."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "store.db")
        fill(f"sqlite:///{path}")
        assert [found.name for found in path.parent.iterdir()] == [path.name], "what is beside it would be missing"
        return path.read_bytes()


def record(sheet: str = TEXT, *, name: str = "parks.txt", finding: bool = True, seconds: str = "0.5") -> Record:
    """A record of a text, with one result that fails or holds."""
    outcome = ClaimOutcome.FAILS if finding else ClaimOutcome.HOLDS
    result = ResultRecord(code="SUM101", defect="total", name="計", outcome=outcome, finding=finding, stated="0")
    return Record(
        source=SourceRecord.of(Source(name, sheet)),
        sheet=Sheet(identity=Identity(project=Label(text="公園整備事業", line=1))),
        results=(result,),
        verdict=Verdict.NEEDS_REVIEW if finding else Verdict.VERIFIED,
        reading=Provenance(
            reader="model",
            model="openai:small",
            prompt_sha256="ab" * 32,
            tokens=Tokens(input=10, output=5),
            seconds=seconds,
            versions={"structurer": "0.1.0"},
        ),
    )


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection of another program, which keeps no reference between tables; what it did is committed at the end."""
    engine = create_engine(address_of(url))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
    engine.dispose()


def execute(url: str, *statements: str) -> None:
    """Change a store behind its back."""
    with connected(url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def select(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Return rows of a store, as another program reads them."""
    with connected(url) as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


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
