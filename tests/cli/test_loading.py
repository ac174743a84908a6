"""What a command loads: only what it uses, so that it starts in a moment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from structurer.store import Store
from tests.support.builders import FIXTURES
from tests.support.stores import record

SHEET = str(FIXTURES / "forest-request" / "source.txt")
PROBE = """
import sys
from structurer.cli import main
sys.argv[0] = "structurer"
try:
    main()
except SystemExit as ended:
    status = ended.code
print("MODULES", *sorted(sys.modules))
if "structurer.store.tables" in sys.modules:
    from structurer.store.tables import DatabaseRow
    print("TABLES", *sorted(DatabaseRow.metadata.tables))
sys.exit(status)
"""
RECORD_TABLES = {"formats", "act_chains", "sources", "records", "record_acts", "revisions", "replies", "heads"}
FOREIGN = (
    "alembic", "openai", "instructor", "jinja2", "structurer.review", "structurer.batch", "structurer.web",
    "structurer.export", "structurer.evaluation", "structurer.store.batches", "structurer.store.jobs",
    "structurer.store.leases", "structurer.store.reviewers", "structurer.store.queue",
)  # fmt: skip
"""What a plain run has no use for once there is a store."""


def loaded(store: Path, *arguments: str) -> tuple[set[str], set[str]]:
    """Run a command in a process of its own; return the modules and the tables that it has loaded."""
    environment = {**os.environ, "STRUCTURER_STORE": str(store), "STRUCTURER_MODEL": "offline"}
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        capture_output=True, text=True, check=True, env=environment, cwd=FIXTURES.parent,
    )  # fmt: skip
    lines = {
        line.split()[0]: set(line.split()[1:]) for line in done.stdout.splitlines() if line[:6] in {"MODULE", "TABLES"}
    }
    return lines["MODULES"], lines.get("TABLES", set())


def foreign(modules: set[str]) -> set[str]:
    """Return those of the modules that a plain run has no use for."""
    return {name for name in modules if name in FOREIGN or name.startswith(tuple(f"{one}." for one in FOREIGN))}


@pytest.mark.slow
def test_a_plain_run_loads_what_it_uses(tmp_path: Path) -> None:
    """Neither a review nor a batch, nor a table but those of records, of the words it reads with and of the years of a project."""
    store = tmp_path / "store.db"
    loaded(store, "run", SHEET)
    modules, tables = loaded(store, "run", SHEET)
    assert foreign(modules) == set()
    assert tables == RECORD_TABLES | {"word_acts", "project_heads", "link_acts"}


ID = record().source.sha256[:12]
DOMAIN = ("structurer.text.source", "structurer.sheet.model", "structurer.checks.claim", "structurer.record.record")
READERS = ("structurer.pipeline", "structurer.reading", "structurer.tables", "structurer.documents")
DATABASE = ("sqlalchemy", "sqlite3", "structurer.store")
MODEL = ("openai", "instructor", "tenacity", "httpx2", "jinja2", "alembic", "pydantic_settings")
LIGHT = {
    ("run", "--help"): (*DOMAIN, *READERS, *DATABASE, *MODEL),
    ("checks",): (*DOMAIN, *READERS, *DATABASE, *MODEL, "structurer.settings", "structurer.checks.every"),
    ("explain", "SUM101"): (*DOMAIN, *READERS, *DATABASE, *MODEL, "structurer.settings", "structurer.checks.every"),
    ("records",): (*DOMAIN, *READERS, *MODEL, "structurer.labels", "structurer.report.history"),
    ("log", ID): (*READERS, *MODEL, "structurer.record.record", "structurer.checks.claim", "structurer.labels"),
    ("show", ID): (*READERS, *MODEL, "structurer.checks.claim", "structurer.labels", "structurer.record.years.witness"),
}
"""The modules that a command must not load: each costs more than the command itself. pydantic is typer's own."""


@pytest.mark.slow
@pytest.mark.parametrize("command", LIGHT, ids=" ".join)
def test_a_short_command_loads_what_it_uses(command: tuple[str, ...], tmp_path: Path) -> None:
    """A list of checks loads neither them nor a database, a list of records none of their models, a record no reader."""
    store = tmp_path / "store.db"
    with Store.open(str(store)) as opened:
        assert opened.save(record(finding=False), author=None).record_id == ID
    modules, _ = loaded(store, *command)
    assert {name for name in LIGHT[command] if name in modules} == set()
