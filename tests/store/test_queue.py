"""The queue: what needs a person, the worst first; and who is at it."""

import time
from collections.abc import Iterator

import pytest

from structurer import errors
from structurer.checks.outcome import ClaimOutcome, Verdict
from structurer.record.record import Record, ResultRecord
from structurer.store import Store
from structurer.store.stake import stake
from structurer.store.tables import RevisionRow
from structurer.text.source import Source
from tests.support.reviews import WHY, saved, session
from tests.support.stores import execute, record


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store of its own."""
    with Store.open(url) as opened:
        yield opened


COPIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) INSERT INTO {rows}"
STAKE = "substr('0000000000000000000000000000000000000000', 1, 40 - length(CAST(i AS VARCHAR))) || i"
OTHERS = ", ".join(column.name for column in RevisionRow.__table__.columns if column.name != "record_id")
ROWS = (
    f"revisions (record_id, {OTHERS}) SELECT 'r' || i, {OTHERS} FROM n, revisions",  # noqa: S608 (our own names)
    "sources SELECT 's' || i, 'x' FROM n",
    "records SELECT 'r' || i, 's' || i FROM n",
    f"heads SELECT 'r' || i, 1, 'needs_review', {STAKE}, 1 FROM n",  # noqa: S608 (our own expression)
)


def multiply(url: str, count: int) -> None:
    """As many copies of the one record of a store, each with another amount at stake."""
    execute(url, *(COPIES.format(count=count, rows=rows) for rows in ROWS))


def asking(text: str, *results: tuple[str, tuple[int, ...]]) -> Record:
    """A record of a text with findings: the name and the lines of each."""
    found = tuple(
        ResultRecord(code="CMP801", defect="x", name=name, outcome=ClaimOutcome.FAILS, finding=True, lines=lines)
        for name, lines in results
    )
    return record(text).model_copy(update={"results": found, "verdict": Verdict.NEEDS_REVIEW})


def test_worst_first(store: Store) -> None:
    """By the largest amount that an open finding is about, then by the number of findings; what is clean is not in it."""
    small = asking("甲\n900円\n", ("", (2,)), ("", (2,)))
    large = asking("乙\n3億円 5円\n", ("5円", (2,)), ("3億円", (2,)))
    same = asking("丙\n900円\n", ("", (2,)))
    for made in (same, large, small, record("丁 5兆円\n", finding=False)):
        store.save(made, author=None)
    assert [(entry.stake, entry.findings) for entry in store.queue()] == [(300_000_000, 2), (900, 2), (900, 1)]
    assert len(store.queue(1)) == 1


def test_the_stake_of_a_finding() -> None:
    """Of its cites; of the print it names; of its lines; of the whole record where it names no place."""
    text = "甲\n1,000円 20円\n"
    stakes = {("20円", (2,)): 20, ("", (2,)): 1000, ("", ()): 0, ("", (9,)): 0}
    for (name, lines), expected in stakes.items():
        assert stake(asking(text, (name, lines)), Source("", text)) == expected


def test_a_waiver_takes_a_record_down_the_queue(store: Store) -> None:
    """What is closed is at stake no more; an approved record is out."""
    found = session(store)
    assert [(entry.stake, entry.findings) for entry in store.queue()] == [(54_826_000, 1)]
    found.waive(found.open_findings[0].key, WHY)
    found.save()
    assert [(entry.stake, entry.findings) for entry in store.queue()] == [(0, 0)]
    found.approve()
    found.save()
    assert store.queue() == []


@pytest.mark.parametrize("name", ["error-cost-total", "error-section-total", "error-funding-source", "error-unit-slip"])
def test_an_error_in_print_has_a_stake(store: Store, name: str) -> None:
    """A planted error of money stands in the queue with an amount."""
    saved(store, name)
    assert [entry.stake > 1000 for entry in store.queue()] == [True]


def test_amounts_beyond_any_integer_of_a_database(store: Store) -> None:
    """Amounts are ordered however large they are."""
    for text in ("甲\n9,999,999,999,999兆円\n", "乙\n5兆円\n", "丙\n60円\n"):
        store.save(asking(text, ("", (2,))), author=None)
    assert [entry.stake for entry in store.queue()] == sorted((entry.stake for entry in store.queue()), reverse=True)


def test_a_head_that_is_behind_is_caught_up(store: Store, url: str) -> None:
    """Rows that an older program added are worked out when the queue is asked for; a record that cannot be read is in it, too."""
    for text in ("甲\n900円\n", "乙\n5円\n"):
        store.save(asking(text, ("", (2,))), author=None)
    spoilt = "UPDATE revisions SET schema = 'structurer/record/9' WHERE record_id = (SELECT min(id) FROM records)"
    execute(url, "DELETE FROM heads", spoilt)
    assert sorted(entry.stake for entry in store.queue()) in ([0, 5], [0, 900])


def test_a_head_of_an_older_revision_is_behind(store: Store, url: str) -> None:
    """A program that does not know the queue saved a revision in between."""
    saved_as = [store.save(asking(f"甲\n900円 {n}円\n", ("", (2,))), author=None) for n in (1, 2)]
    store.save(asking("甲\n900円 1円\n", ("1円", (2,))), author=None)
    execute(url, "UPDATE heads SET number = 1, stake = '0'")
    assert {entry.id: (entry.revision, entry.stake) for entry in store.queue()} == {
        saved_as[0].record_id: (2, 1),
        saved_as[1].record_id: (1, 0),
    }


@pytest.mark.slow
def test_ten_thousand_records(store: Store, url: str) -> None:
    """The queue reads no record: ten thousand of them in well under a second."""
    store.save(asking("甲\n900円\n", ("", (2,))), author=None)
    multiply(url, 10_000)
    began = time.perf_counter()
    found = store.queue(50)
    assert time.perf_counter() - began < 1
    assert (len(found), found[0].stake) == (50, 10000)
    assert len(store.queue()) == 10001


def test_a_claim(store: Store) -> None:
    """One holds a record; another is told who and until when; it can be renewed, let go, and ends by itself."""
    record_id = store.save(record(), author=None).record_id
    assert store.holder(record_id) is None
    lease = store.claim(record_id[:6], "佐藤")
    assert (lease.record_id, lease.holder, store.holder(record_id)) == (record_id, "佐藤", lease)
    with pytest.raises(errors.RecordHeld, match="佐藤"):
        store.claim(record_id, "鈴木")
    renewed = store.claim(record_id, "佐藤", seconds=7200)
    assert (renewed.since, renewed.until > lease.until) == (lease.since, True)
    store.release(record_id, "鈴木")
    assert store.holder(record_id) == renewed
    store.release(record_id, "佐藤")
    assert store.holder(record_id) is None
    store.claim(record_id, "佐藤", seconds=0)
    assert store.claim(record_id, "鈴木").holder == "鈴木"


def test_a_claim_does_not_decide_a_save(store: Store) -> None:
    """It is a courtesy: what decides is the base."""
    record_id = store.save(record(), author=None).record_id
    store.claim(record_id, "佐藤")
    assert store.save(record(), author="鈴木", parent=1).revision == 2
