"""What an earlier run of a batch has saved is neither opened nor read again; a file that holds such a sheet now is noted."""

import hashlib
from pathlib import Path

import pytest

from structurer.batch.resumed import SavedDocuments
from structurer.store import SheetPlace, Store
from structurer.store.batches import BatchSheet
from tests.support.stores import record

PARTS = 11


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with a batch: one document is saved with all of its sheets, of another the first of two is missing."""
    made = Store.open(str(tmp_path / "store.db"))
    batch = made.batches.begin("key", "offline", resume=False)
    for name, numbers, parts in (("whole", range(1, PARTS + 1), PARTS), ("torn", [2], 2)):
        (tmp_path / name).write_text(name, encoding="utf-8")
        digest = hashlib.sha256(name.encode()).hexdigest()
        for number in numbers:
            sheet = BatchSheet(batch, f"{digest}#{number}/{parts}", name)
            made.save(record(f"{name} {number}円\n"), author=None, batch_sheet=sheet)
    return made


def saved(store: Store) -> SavedDocuments:
    """What is saved of the batch."""
    return SavedDocuments(store, store.batches.begin("key", "offline", resume=True))


def test_a_document_that_is_saved_whole(store: Store, tmp_path: Path) -> None:
    """Its sheets in their order, without a verdict: the store knows it."""
    found = saved(store).results(str(tmp_path / "whole"))
    assert [result.item.partition("#")[2] for result in found] == [f"{n}/{PARTS}" for n in range(1, PARTS + 1)]
    assert {(result.name, result.parts, result.verdict, result.error) for result in found} == {
        (str(tmp_path / "whole"), PARTS, None, None)
    }


def test_what_is_to_be_read(store: Store, tmp_path: Path) -> None:
    """A document with a sheet missing, one that has changed, one that is new, one that is not there."""
    (tmp_path / "whole").write_text("whole.", encoding="utf-8")
    assert [saved(store).results(str(tmp_path / name)) for name in ("torn", "whole", "new")] == [()] * 3


def test_where_its_sheets_stand_now(store: Store, tmp_path: Path) -> None:
    """A second file with the same bytes holds the sheets too; it is noted once."""
    copy = tmp_path / "copy"
    copy.write_bytes((tmp_path / "whole").read_bytes())
    for _ in range(2):
        saved(store).results(str(copy))
    places = store.places()
    names = [SheetPlace(str(copy), part, PARTS).name for part in range(1, PARTS + 1)]
    texts = [store.load(places[name]).record.source.lines[0] for name in names]
    assert texts == [f"whole {number}円" for number in range(1, PARTS + 1)]
    assert sum(act.place == names[0] for act in store.acts(places[names[0]])) == 1
