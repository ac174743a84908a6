"""A store that is opened to be read only: its database refuses every change, on both kinds of database."""

from pathlib import Path

import pytest

from structurer.errors import StoreMissing, StoreUnavailable
from structurer.store import Store
from tests.support.stores import leave, record


def test_it_is_read(url: str) -> None:
    """Lists, records and searches are as ever."""
    with Store.open(url) as store:
        saved = store.save(record(), author=None)
    with Store.open(url, read_only=True) as store:
        assert store.load(saved.record_id).record == record()
        assert [one.id for one in store.find(["公園"])] == [one.id for one in store.records()] == [saved.record_id]


def test_nothing_can_be_written(url: str) -> None:
    """Whatever is tried, an error; nothing is there afterwards."""
    with Store.open(url) as store:
        saved = store.save(record(), author=None)
    with Store.open(url, read_only=True) as store:
        with pytest.raises(StoreUnavailable):
            store.save(record("9円\n"), author=None)
        with pytest.raises(StoreUnavailable):
            store.withdraw(saved.record_id, "佐藤", "試し")
        with pytest.raises(StoreUnavailable):
            store.claim(saved.record_id, "佐藤")
    with Store.open(url) as store:
        assert [(one.id, one.ending) for one in store.records()] == [(saved.record_id, None)]


def test_an_older_store_is_not_brought_up(empty: str) -> None:
    """It says what does so; where there is no store none is made."""
    leave(empty, 1)
    with pytest.raises(StoreUnavailable, match="structurer records brings it up"):
        Store.open(empty, read_only=True)


def test_no_store_is_made(tmp_path: Path) -> None:
    """One that is not there is named."""
    with pytest.raises(StoreMissing):
        Store.open(str(tmp_path / "none.db"), read_only=True)
    assert not (tmp_path / "none.db").exists()
