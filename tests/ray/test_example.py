"""The example of the documentation: a worker is killed in the middle, and nothing is lost or done twice."""

import re
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="ray is not installed: pip install 'structurer[ray]'")

import pyarrow.parquet as pq

from structurer import structure
from structurer.record.tabular.figures import FACTS
from structurer.store import Store
from tests.support.batches import Reader, made, revisions
from tests.support.endpoint import serve
from tests.support.ray_place import ROOT, place

EXAMPLE = ROOT / "docs" / "examples" / "ray_pipeline.py"
SHEETS, KILLED_AFTER, AT_ONCE = 24, 8, 4


@pytest.mark.slow
@pytest.mark.timeout(500)  # longer than the program it waits for may take
def test_a_killed_worker_loses_nothing(server_url: str, tmp_path: Path) -> None:
    """Each sheet has one revision, only what was under way is asked for again, and the facts are those of one by one."""
    sheets = made(tmp_path / "sheets", SHEETS)
    reader = Reader(sheets, 0.1)
    with serve([], reader) as endpoint, place(STRUCTURER_STORE=server_url, OPENAI_BASE_URL=endpoint.url) as here:
        arguments = [str(tmp_path / "sheets"), str(tmp_path / "facts"), "--model", "openai:m", "--batch", "2026"]
        driven = here.drive(EXAMPLE, *arguments, "--concurrency", str(AT_ONCE), "--kill-after", str(KILLED_AFTER))
    assert re.search(rf"^worker \d+ killed after {KILLED_AFTER} sheets$", driven.stdout, re.MULTILINE)
    assert {f"{SHEETS} sheets", f"{SHEETS:>5} verified"} <= set(
        driven.stdout.splitlines()
    )  # Ray prints what it has to say between
    assert revisions(server_url) == {f"{number:04}.txt": 1 for number in range(SHEETS)}
    assert SHEETS <= sum(reader.asked.values()) <= SHEETS + AT_ONCE
    with Store.open(server_url) as store:
        assert all(store.verify(row.id) == () for row in store.records())
    found = pq.read_table(tmp_path / "facts").select(FACTS.header[:15]).to_pylist()
    texts = [tuple("" if value is None else str(value) for value in fact.values()) for fact in found]
    expected = [row for sheet in sheets for row in structure(sheet, model="offline").facts()]
    assert sorted(row[1:] for row in texts) == sorted(row[1:] for row in expected)
    assert {row[0] for row in texts} == {sheet.sha256[:12] for sheet in sheets}
