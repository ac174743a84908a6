"""Revisions as the database holds them: the same records as loading gives, and nothing that is not as it was saved."""

import pytest

from structurer.store import Store, StoredRevision
from structurer.text.origin import Origin
from structurer.text.source import Source
from tests.support.records import outcomes, reviewed
from tests.support.stores import execute, record


@pytest.fixture
def filled(url: str) -> list[StoredRevision]:
    """A store of a record of each fixture, one of a document, one that a person has reviewed, one with replies and a parent."""
    placed = Source("a", "要求額 88円\n", Origin("b.xlsx", "ab" * 32, "xlsx", places=("sheet=1", "")))
    with Store.open(url) as store:
        for outcome in outcomes():
            store.save(outcome.record(), author=None)
        store.save(
            record().model_copy(update={"source": type(record().source).of(placed)}), author='名"前\\', reason="\n"
        )
        store.save(reviewed().record.model_copy(), author="佐藤")
        for seconds in ("1", "2"):
            store.save(record(seconds=seconds), author=None, replies=("一", "二"))
        return [store.load(head.record_id, head.revision) for head in store.heads()]


def test_what_loading_gives(filled: list[StoredRevision], url: str) -> None:
    """The whole record is the one that is loaded; for tables only proofs and results without findings may be missing."""
    with Store.open(url) as store:
        wanted = [(one.record_id, one.revision) for one in filled]
        for loaded, found in zip(filled, store.sealed(wanted), strict=True):
            assert found is not None
            assert (found.author, found.saved_at) == (loaded.author, loaded.saved_at)
            assert found.whole() == loaded.record
            plain = found.for_tables()
            assert plain is not None
            assert [one for one in plain.results if one.finding] == [
                one for one in loaded.record.results if one.finding
            ]
            kept = {"proofs", "results"}
            assert plain.model_dump(exclude=kept) == loaded.record.model_dump(exclude=kept)


@pytest.mark.parametrize("change", [
    "UPDATE sources SET text = text || ' '",
    "UPDATE revisions SET author = 'x'",
    "UPDATE replies SET text = 'x' WHERE position = 1",
    "UPDATE revisions SET seal = 'x' WHERE number = 1",
    "DELETE FROM sources",
    "UPDATE revisions SET results = '[]'",
])  # fmt: skip
def test_what_is_not_as_it_was_saved(change: str, url: str) -> None:
    """A text, a column, a reply, the parent's seal: nothing is handed on, and loading says what is wrong."""
    with Store.open(url) as store:
        for seconds in ("1", "2"):
            saved = store.save(record(seconds=seconds), author=None, replies=("一", "二"))
        assert [one is None for one in store.sealed([(saved.record_id, 2)])] == [False]
        execute(url, change)
        assert list(store.sealed([(saved.record_id, 2)])) == [None]


def test_one_that_is_not_there(url: str) -> None:
    """A revision of no record is none, and the others come in the order that was asked for."""
    with Store.open(url) as store:
        ids = [store.save(record(f"要求額 {number}円\n"), author=None).record_id for number in range(3)]
        found = store.sealed([(ids[2], 1), ("ab" * 6, 1), (ids[0], 1)])
        assert [one and one.record_id for one in found] == [ids[2], None, ids[0]]
