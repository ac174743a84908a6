"""Several writers at once: sheets are saved beside each other, one sheet never twice, and everything else alone."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from structurer import errors
from structurer.store import Saved, Store
from structurer.store.batches import BatchSheet
from structurer.store.locks import _key
from tests.store.test_store import ALIKE
from tests.support.builders import proves
from tests.support.stores import record

SHEET, OTHER = "甲 1円\n", "乙 2円\n"
WRITERS = 4


@contextmanager
def hesitating(url: str, sheet: str, batch_sheet: BatchSheet | None = None) -> Iterator[Future[Saved]]:
    """A save of another thread that holds all it holds, and is committed when the block ends."""
    written, go = Event(), Event()

    def hesitate(_connection: object) -> None:
        written.set()
        assert go.wait(60)

    with Store.open(url) as store, ThreadPoolExecutor() as pool:
        event.listen(store._database._writer, "commit", hesitate)
        saving = pool.submit(store.save, record(sheet), author="a", batch_sheet=batch_sheet)
        assert written.wait(60)
        try:
            yield saving
        finally:
            go.set()
        saving.result()


@pytest.fixture
def impatient(url: str) -> Iterator[Store]:
    """A store whose writers wait for no one."""
    with Store.open(url, seconds=0.1) as store:
        yield store


def test_another_sheet_need_not_wait(server_url: str) -> None:
    """On a server a sheet is saved, and read, while another save is under way."""
    with hesitating(server_url, SHEET), Store.open(server_url, seconds=0.1) as store:
        assert [store.save(record(OTHER), author="b").revision for _ in range(2)] == [1, 2]
        assert [line.name for line in store.records()] == ["parks.txt"]
    with Store.open(server_url) as store:
        assert len(store.records()) == 2


def test_the_same_sheet_waits(url: str, impatient: Store) -> None:
    """Who saves what another is saving waits, gives up with a sentence, and is the next revision afterwards."""
    with hesitating(url, SHEET) as first, pytest.raises(errors.StoreLocked, match="0\\.1"):
        impatient.save(record(SHEET), author="b")
    assert (first.result().revision, impatient.save(record(SHEET), author="b").revision) == (1, 2)
    with pytest.raises(errors.StaleRevision):
        impatient.save(record(SHEET), author="b", parent=1)


def test_sheets_that_would_have_one_id_wait(url: str, impatient: Store) -> None:
    """The ids of two sheets that begin alike are given one after the other."""
    with hesitating(url, ALIKE[0]) as first, pytest.raises(errors.StoreLocked):
        impatient.save(record(ALIKE[1]), author="b")
    second = impatient.save(record(ALIKE[1]), author="b")
    assert (len(first.result().record_id), len(second.record_id)) == (12, 13)


def test_one_place_in_a_batch_is_filled_once(url: str) -> None:
    """Even by two sheets of different texts: the later one waits, gets the earlier one's revision, and is not saved."""
    with Store.open(url, seconds=60) as patient, ThreadPoolExecutor() as pool:
        batch_sheet = BatchSheet(patient.batches.begin("key", "offline", resume=False), "item", "a.pdf")
        with hesitating(url, SHEET, batch_sheet) as first:
            second = pool.submit(patient.save, record(OTHER), author="b", batch_sheet=batch_sheet)
            assert wait([second], timeout=0.5).not_done
        assert second.result() == first.result()
        assert len(patient.records()) == 1


def test_everything_else_is_written_alone(url: str, impatient: Store) -> None:
    """A claim, a reviewer, a batch, a note wait for a save, and work after it."""
    known = impatient.save(record(OTHER), author="b").record_id
    batch_sheet = BatchSheet(impatient.batches.begin("key", "offline", resume=False), "item", "a.pdf")
    acts = (
        lambda: impatient.claim(known, "b"),
        lambda: impatient.release(known, "b"),
        lambda: impatient.reviewers.add("b"),
        lambda: impatient.reviewers.remove("b"),
        lambda: impatient.batches.begin("key", "offline", resume=True),
        lambda: impatient.batches.failed(batch_sheet, "StoreLocked", "x"),
        lambda: impatient.batches.finish(batch_sheet.batch),
    )
    with hesitating(url, SHEET):
        for act in acts:
            with pytest.raises(errors.StoreLocked):
                act()
    for act in acts:
        act()


def test_many_writers_on_one_sheet_and_on_their_own(url: str) -> None:
    """Every save is a revision: none is lost, none has another's number, and all of them are whole."""
    together, each = Barrier(WRITERS), 5

    def write(writer: int) -> None:
        with Store.open(url, seconds=60) as store:
            together.wait()
            for _ in range(each):
                store.save(record(SHEET), author=str(writer), replies=("{}",))
                store.save(record(f"{writer}円\n"), author=str(writer))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    with Store.open(url) as store:
        assert sorted(line.revisions for line in store.records()) == [each] * WRITERS + [WRITERS * each]
        for line in store.records():
            assert [one.revision for one in store.log(line.id)] == list(range(1, line.revisions + 1))
            assert store.verify(line.id) == ()


def test_many_who_add_the_same_reviewer(url: str) -> None:
    """One does; the others get an error: the name is taken."""
    together = Barrier(WRITERS)

    def add(_writer: int) -> str:
        with Store.open(url, seconds=60) as store:
            together.wait()
            try:
                store.reviewers.add("佐藤")
            except errors.ReviewerTaken:
                return "taken"
        return "added"

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sorted(pool.map(add, range(WRITERS))) == ["added", *["taken"] * (WRITERS - 1)]


@proves
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_key_is_what_a_server_takes(name: str) -> None:
    """32 bits with a sign, the same for the same name."""
    assert -(2**31) <= _key(name) < 2**31
    assert _key(name) == _key(name)
