"""The parts of an export: the same in one process and in several, in the order of the records, the damaged ones told."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from structurer import process
from structurer.export import parts, text
from structurer.export.parts import ExportForm, Form, Part, RecordForm
from structurer.record.tabular.exported import ExportKind
from structurer.record.tabular.revision import Revision
from structurer.record.tabular.tables import EXPORT_TABLES
from structurer.store import Store
from tests.support.stores import execute, record

COUNT = 5


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store of some records."""
    where = str(tmp_path / "store.db")
    with Store.open(where) as store:
        for number in range(COUNT):
            store.save(record(f"要求額 {number + 1}円\n", name=f"{number}.txt"), author=None)
    return where


def made(url: str, form: Form[bytes]) -> list[Part[bytes]]:
    """The parts of a store."""
    with Store.open(url) as store:
        return list(parts.parts(store, url, store.heads(), form))


def written(revisions: Sequence[Revision]) -> tuple[bytes, ...]:
    """The names of some records."""
    return tuple(revision.record.source.name.encode() for revision in revisions)


@pytest.mark.parametrize("form", [
    ExportForm(ExportKind.LINE, text.json_texts), ExportForm(ExportKind.ROWS, partial(text.csv_texts, EXPORT_TABLES, "千円")),
    RecordForm(written),
])  # fmt: skip
def test_in_several_processes(
    form: ExportForm[bytes] | RecordForm[bytes], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing shows in how many processes the parts were made."""
    monkeypatch.setattr(parts, "_SOME", 2)
    here = made(url, form)
    monkeypatch.setattr(process, "processors", lambda: 2)
    assert made(url, replace(form, worth=1)) == here
    assert [len(part.names) for part in here] == [2, 2, 1]


def test_a_damaged_record(url: str) -> None:
    """It is in no file; one sentence tells of it."""
    execute(url, "UPDATE revisions SET author = 'x' WHERE name = '1.txt'")
    (part,) = made(url, ExportForm(ExportKind.LINE, text.json_texts))
    assert len(part.pieces) == len(part.names) == COUNT - 1
    assert len(part.damaged) == 1
