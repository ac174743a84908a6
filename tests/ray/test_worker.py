"""A worker by itself: what it reads, what it leaves, and what it does where one before it has died."""

import pickle
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="ray is not installed: pip install 'structurer[ray]'")

from structurer.errors import StoreMissing
from structurer.pipeline import structure
from structurer.ray.worker import Task
from structurer.reading.options import Options
from structurer.store import Store
from structurer.store.batches import BatchSheet
from tests.support.batches import Reader, made
from tests.support.builders import FIXTURES, fixture
from tests.support.endpoint import serve
from tests.support.fixture_blocks import blocks
from tests.support.printing import workbook
from tests.support.ray_place import begun, block, worker

SMALL = fixture("forest-request").text
OTHER = fixture("tottori-dx").text


def item(text: str) -> str:
    """The place of a text in its batch."""
    with Store.open("sqlite://") as store:
        return f"{structure(text, model='offline', store=store).source.sha256}#1/1"


def test_rows_are_what_is_saved(url: str) -> None:
    """One row a sheet in the order they came, with the record as the store has it; a bad one is a row, too."""
    with worker(url, begun(url)) as one:
        rows = one(block(name=["a", "b", "c"], text=[SMALL, "nothing", OTHER])).to_pylist()
    assert [(row["name"], row["verdict"], row["error"]) for row in rows] == [
        ("a", "verified", None),
        ("b", None, "SourceWithoutFigures"),
        ("c", "needs_review", None),
    ]
    assert rows[1]["message"].startswith("b: ")
    with Store.open(url) as store:
        stored = [store.load(row["record_id"], row["revision"]).record for row in (rows[0], rows[2])]
    assert [record.model_dump_json(by_alias=True) for record in stored] == [rows[0]["record"], rows[2]["record"]]


def test_nothing_is_read_twice(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the same text twice in a block, nor a block that comes again, here or to another worker."""
    reader = Reader(made(tmp_path / "sheets", 3))
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "sheets").iterdir())]
    names = [str(path) for path in sorted((tmp_path / "sheets").iterdir())]
    again = block(name=[*names, "copy"], text=[*texts, texts[0]])
    batch = begun(url)
    with serve([], reader) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        with worker(url, batch, "openai:m") as one, worker(url, batch, "openai:m") as other:
            first, second, third = one(again), one(again), other(again)
        with worker(url, batch, "openai:m") as restarted:
            fourth = restarted(again)
    assert first == second == third == fourth
    assert first.column("name").to_pylist() == [*names, "copy"]
    assert set(first.column("revision").to_pylist()) == {1}
    assert sorted(reader.asked.values()) == [1, 1, 1]


def test_a_path_is_opened_here(url: str, tmp_path: Path) -> None:
    """A row that is a path alone names a file; one that is not there is an error of its row."""
    given = block(path=[str(FIXTURES / "forest-request" / "source.txt"), str(tmp_path / "none.txt")])
    with worker(url, begun(url)) as one:
        rows = one(given).to_pylist()
        assert one(given).to_pylist() == rows
    assert [(row["verdict"], row["error"]) for row in rows] == [("verified", None), (None, "SourceNotFound")]


def test_a_document_of_several_sheets(url: str) -> None:
    """Its bytes give a row a sheet, under the same names when it comes again, to this worker or to another."""
    given = block(name=["dept.xlsx"], bytes=[workbook([blocks("forest-request"), blocks("tottori-dx")])])
    batch = begun(url)
    with worker(url, batch, split="auto") as one:
        first, second = one(given), one(given)
    with worker(url, batch, split="auto") as restarted:
        third = restarted(given)
    assert first == second == third
    assert sorted(first.column("verdict").to_pylist()) == ["needs_review", "verified"]
    assert len(set(first.column("name").to_pylist())) == 2


def test_what_was_under_way_is_read_again(url: str) -> None:
    """A note that a worker left behind does not keep a sheet from being read, and goes when it is."""
    batch = begun(url)
    with Store.open(url) as store:
        store.batches.under_way([BatchSheet(batch, item(SMALL), "a")], "UnderWay", "")
        with worker(url, batch) as one:
            (row,) = one(block(name=["a"], text=[SMALL])).to_pylist()
        (done,) = store.batches.sheets(batch)
    assert (row["verdict"], done.error, done.number) == ("verified", None, 1)


def test_what_ends_its_worker_twice_is_given_up(url: str) -> None:
    """It is an error of its row, whatever else stands in the block, until the batch is taken up again."""
    batch = begun(url)
    given = block(name=["a", "b"], text=[SMALL, OTHER])
    with Store.open(url) as store:
        store.batches.under_way([BatchSheet(batch, item(SMALL), "a")], "ProcessDied", "")
        with worker(url, batch) as one:
            rows = one(given).to_pylist()
        assert [(row["verdict"], row["error"]) for row in rows] == [(None, "ProcessDied"), ("needs_review", None)]
        assert rows[0]["message"] == "a: the process that read it died."
        assert begun(url) == batch
        with worker(url, batch) as one:
            assert one(given).column("verdict").to_pylist() == ["verified", "needs_review"]


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    """A revision that is not as it was saved is no row to go on with."""
    url = str(tmp_path / "s.db")
    batch, given = begun(url), block(name=["a"], text=[SMALL])
    with worker(url, batch) as one:
        one(given)
        with Store.open(url) as store, store._database.writing(saving=False) as session:
            session.connection().exec_driver_sql("UPDATE revisions SET reason = 'x'")
        (row,) = one(given).to_pylist()
    assert (row["error"], row["record"]) == ("RevisionDamaged", None)


def test_a_file_of_another_machine(tmp_path: Path) -> None:
    """A worker makes no store: a file that is not there is another machine's."""
    with pytest.raises(StoreMissing):
        next(iter([worker(str(tmp_path / "none.db"), "b").__enter__()]))


def test_a_task_tells_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Ray carries about has no key in it, and does not show where it saves."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-made-1")
    task = Task("b", "openai:m", "postgresql://u:hunter2@h/d", Options(), 2)
    assert task.plan().settings.openai_api_key is not None
    assert b"sk-made-1" not in pickle.dumps(task)
    assert "hunter2" not in repr(task)
