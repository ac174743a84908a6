"""The register of batches: what is marked stands with what was saved, once, and no note undoes it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event

from structurer import errors
from structurer.checks.outcome import Verdict
from structurer.store import Saved, Store
from structurer.store.batches import BatchSheet, SheetStatus
from tests.support.stores import execute, record, select

SHEET = "甲 1円\n"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store of its own."""
    with Store.open(url) as opened:
        yield opened


@pytest.fixture
def batch(store: Store) -> str:
    """A batch that has begun."""
    return store.batches.begin("key", "offline", resume=False)


def batch_sheet(batch: str, item: str = "1") -> BatchSheet:
    """The place of a sheet in a batch."""
    return BatchSheet(batch, item, f"{item}.pdf")


def revisions(store: Store) -> list[int]:
    """How many revisions each record has."""
    return [line.revisions for line in store.records()]


def test_the_newest_batch_of_the_same_way_is_taken_up(store: Store) -> None:
    """Finished or not, so that what was added since is read; without `resume`, and where there is none, a batch is new."""
    first = store.batches.begin("key", "offline", resume=True)
    other = store.batches.begin("another", "offline", resume=True)
    assert store.batches.begin("key", "offline", resume=True) == first
    newer = store.batches.begin("key", "offline", resume=False)
    assert store.batches.begin("key", "offline", resume=True) in {first, newer}
    assert len({first, other, newer}) == 3
    store.batches.finish(other)
    assert store.batches.unfinished("another") is None
    assert store.batches.begin("another", "offline", resume=True) == other
    assert store.batches.unfinished("another") == other
    assert store.batches.begin("another", "offline", resume=True) == other


def test_the_newest_is_resumed(url: str, store: Store) -> None:
    """By the time at which it began."""
    begun = [store.batches.begin("key", "offline", resume=False) for _ in range(3)]
    for year, one in zip((2025, 2027, 2026), begun, strict=True):
        execute(url, f"UPDATE batches SET started_at = '{year}' WHERE id = '{one}'")  # noqa: S608 (our own digits)
    assert store.batches.begin("key", "offline", resume=True) == begun[1]


def test_a_batch_says_when_it_ran_and_how(url: str, store: Store, batch: str) -> None:
    """Its end stands there when it is finished."""
    asked = "SELECT key, model, finished_at IS NULL, finished_at >= started_at FROM batches"
    ((key, model, runs, _),) = select(url, asked)
    assert (key, model, bool(runs)) == ("key", "offline", True)
    store.batches.finish(batch)
    assert [tuple(map(bool, row[2:])) for row in select(url, asked)] == [(False, True)]


def test_a_saved_sheet_is_marked(store: Store, batch: str) -> None:
    """With its revision and its verdict; a sheet of another batch, or saved outside a batch, is not."""
    saved = store.save(record(SHEET, finding=False), author=None, batch_sheet=batch_sheet(batch))
    store.save(record("乙 2円\n"), author=None)
    store.save(
        record("丙 3円\n"), author=None, batch_sheet=batch_sheet(store.batches.begin("x", "offline", resume=False), "9")
    )
    assert store.batches.saved(batch) == {"1"}
    assert store.batches.sheets(batch) == [SheetStatus("1", "1.pdf", Verdict.VERIFIED, saved.record_id, saved.revision)]


def test_the_mark_and_the_revision_stand_together(store: Store, batch: str) -> None:
    """Where the transaction does not come to its end there is neither."""

    def fail(_connection: object) -> None:
        raise RuntimeError

    event.listen(store._database._writer, "commit", fail)
    with pytest.raises(RuntimeError):
        store.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch))
    event.remove(store._database._writer, "commit", fail)
    assert (revisions(store), store.batches.sheets(batch)) == ([], [])
    store.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch))
    assert (revisions(store), sorted(store.batches.saved(batch))) == ([1], ["1"])


def test_a_stale_save_marks_nothing(store: Store, batch: str) -> None:
    """A sheet that was refused is still to do."""
    store.save(record(SHEET), author=None)
    with pytest.raises(errors.StaleRevision):
        store.save(record(SHEET), author=None, parent=0, batch_sheet=batch_sheet(batch))
    assert store.batches.saved(batch) == set()


def test_the_same_sheet_saves_once(store: Store, batch: str) -> None:
    """A second save answers the first revision, whatever has become of the record since."""
    first = store.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch))
    store.save(record(SHEET), author="佐藤")
    assert (
        store.save(record(SHEET), author=None, parent=0, batch_sheet=batch_sheet(batch))
        == first
        == Saved(first.record_id, 1)
    )
    assert revisions(store) == [2]
    assert store.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch, "2")).revision == 3


def test_two_writers_of_the_same_sheet_save_once(url: str, store: Store, batch: str) -> None:
    """Both are told the one revision."""
    together = Barrier(4)

    def write(_writer: int) -> Saved:
        with Store.open(url, seconds=60) as own:
            together.wait()
            return own.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch))

    with ThreadPoolExecutor(together.parties) as pool:
        assert len(set(pool.map(write, range(together.parties)))) == 1
    assert (revisions(store), len(store.batches.sheets(batch))) == ([1], 1)


def test_a_note_of_a_failure_gives_way(store: Store, batch: str) -> None:
    """To a later one, and to a success; never the other way round."""
    store.batches.failed(batch_sheet(batch), "ModelUnreachable", "届かない")
    store.batches.failed(batch_sheet(batch), "SourceEmpty", "空")
    assert store.batches.sheets(batch) == [SheetStatus("1", "1.pdf", error="SourceEmpty", message="空")]
    assert store.batches.saved(batch) == set()
    saved = store.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch))
    store.batches.failed(batch_sheet(batch), "StoreLocked", "使用中")
    expected = SheetStatus("1", "1.pdf", Verdict.NEEDS_REVIEW, saved.record_id, saved.revision)
    assert store.batches.sheets(batch) == [expected]


def test_a_note_never_undoes_a_save_made_at_the_same_time(url: str, store: Store, batch: str) -> None:
    """However the two fall, the sheet is saved in the end."""
    together = Barrier(2)

    def fail(item: str) -> None:
        with Store.open(url, seconds=60) as own:
            together.wait()
            own.batches.failed(batch_sheet(batch, item), "StoreLocked", "x")

    with ThreadPoolExecutor(1) as pool:
        for number in range(5):
            failing = pool.submit(fail, str(number))
            together.wait()
            store.save(record(f"{number}円\n"), author=None, batch_sheet=batch_sheet(batch, str(number)))
            failing.result()
    assert store.batches.saved(batch) == set("01234")
    assert [done.error for done in store.batches.sheets(batch)] == [None] * 5


def test_a_sheet_that_a_person_has_reviewed_is_kept(store: Store, batch: str) -> None:
    """It is done, as the person left it: with their revision and verdict, and without a new one."""
    saved = store.save(record(SHEET), author="佐藤")
    store.batches.kept(batch_sheet(batch), saved.record_id, saved.revision, Verdict.APPROVED)
    store.batches.failed(batch_sheet(batch), "StoreLocked", "x")
    assert store.batches.sheets(batch) == [SheetStatus("1", "1.pdf", Verdict.APPROVED, saved.record_id, 1)]
    assert store.save(record(SHEET), author=None, batch_sheet=batch_sheet(batch)) == saved
    assert (sorted(store.batches.saved(batch)), revisions(store)) == (["1"], [1])


def test_the_tally(store: Store, batch: str) -> None:
    """How many sheets came to what; sheets are listed by name."""
    assert store.batches.tally(batch) == {}
    for item, finding in (("3", True), ("1", False), ("2", True)):
        store.save(record(f"{item}円\n", finding=finding), author=None, batch_sheet=batch_sheet(batch, item))
    store.batches.failed(batch_sheet(batch, "0"), "SourceEmpty", "x")
    assert store.batches.tally(batch) == {"needs_review": 2, "verified": 1, "SourceEmpty": 1}
    assert [done.name for done in store.batches.sheets(batch)] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]
    assert store.batches.tally("none") == {}


def test_a_mark_needs_its_batch(store: Store) -> None:
    """A sheet of no known batch saves nothing."""
    with pytest.raises(errors.StoreUnavailable):
        store.save(record(SHEET), author=None, batch_sheet=batch_sheet("none"))
    assert revisions(store) == []


def test_what_is_under_way(store: Store, batch: str) -> None:
    """A note of what is to be said if no more is heard: it gives way to what is, and takes the place of no saved sheet."""
    saved, noted = batch_sheet(batch, "saved"), batch_sheet(batch, "noted")
    store.save(record(SHEET), author=None, batch_sheet=saved)
    store.batches.under_way([saved, noted], "UnderWay", "?")
    known = store.batches.done(batch, ["saved", "noted", "never"])
    assert {item: done.error for item, done in known.items()} == {"saved": None, "noted": "UnderWay"}
    store.batches.failed(noted, "ReplyInvalid", "!")
    assert store.batches.done(batch, ["noted"])["noted"].message == "!"
    store.batches.under_way([], "UnderWay", "?")
    assert store.batches.done("another", ["saved"]) == {}


def test_under_way_waits_for_no_other_sheet(server_url: str) -> None:
    """While another sheet is being saved; a save holds its own name only."""
    with Store.open(server_url, seconds=1.0) as store:
        batch = store.batches.begin("key", "offline", resume=False)
        with store._database.saving("record x", f"ticket {batch} other"):
            store.batches.under_way([batch_sheet(batch)], "UnderWay", "?")
        with store._database.saving(f"ticket {batch} 1"), pytest.raises(errors.StoreLocked):
            store.batches.under_way([batch_sheet(batch)], "UnderWay", "?")
