"""The parts of an export: the same in one process and in several, in the order of the records, the damaged ones told."""

from functools import partial
from pathlib import Path

import pytest

from structurer import process
from structurer.export import parts, text
from structurer.export.parts import Form, Part
from structurer.store import Store
from structurer.tabular.tables import EXPORT_TABLES
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


def made(url: str, form: Form[str]) -> list[Part[str]]:
    """The parts of a store."""
    with Store.open(url) as store:
        return list(parts.parts(store, url, store.heads(), form))


@pytest.mark.parametrize("form", [
    Form(text.json_text, whole=True), Form(partial(text.csv_texts, EXPORT_TABLES, "千円")),
])  # fmt: skip
def test_in_several_processes(form: Form[str], url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing shows in how many processes the parts were made."""
    monkeypatch.setattr(parts, "_SOME", 2)
    here = made(url, form)
    monkeypatch.setattr(parts, "_WORTH", 1)
    monkeypatch.setattr(process, "processors", lambda: 2)
    assert made(url, form) == here
    assert [len(part.names) for part in here] == [2, 2, 1]


def test_a_damaged_record(url: str) -> None:
    """It is in no file; one sentence tells of it."""
    execute(url, "UPDATE revisions SET author = 'x' WHERE name = '1.txt'")
    (part,) = made(url, Form(text.json_text, whole=True))
    assert len(part.pieces[0].splitlines()) == len(part.names) == COUNT - 1
    assert len(part.damaged) == 1
