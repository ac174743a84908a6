"""Several processes at one store, and one that is killed."""

import os
import signal
import time

import pytest

from structurer.store import Store
from tests.support.forked import Forked
from tests.support.reviews import saved
from tests.support.stores import record

SAVE_MANY = """
import sys
from structurer.store import Store
from tests.support.stores import record
print("ready", flush=True)
sys.stdin.readline()
with Store.open(sys.argv[1], seconds=60) as store:
    for number in range(int(sys.argv[2])):
        store.save(record(seconds=str(number)), author=sys.argv[3], replies=("{}", "[]"))
        print(number, flush=True)
"""
REVIEW = """
import sys
from structurer import review
from structurer.errors import StaleRevision
from structurer.store import Store
with Store.open(sys.argv[1], seconds=60) as store:
    session = review.open(store, sys.argv[2], sys.argv[3])
    session.waive(session.open_findings[0].key, "シートの誤植")
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        print("saved", session.save().revision)
    except StaleRevision as error:
        print("stale", error.author, *error.changed)
"""
HANG_BEFORE_COMMIT = """
import sys, time
from sqlalchemy import event
from sqlalchemy.engine import Engine
from structurer.store import Store
from tests.support.stores import record
def hang(connection):
    print("inserted", connection.exec_driver_sql("SELECT count(*) FROM replies").scalar(), flush=True)
    time.sleep(600)
with Store.open(sys.argv[1]) as store:
    store.save(record(), author=None, replies=("{}", "[]"))
    event.listen(Engine, "commit", hang)
    store.save(record(), author=None, replies=("{}", "[]"))
"""


def start(script: str, *arguments: str) -> Forked:
    """A process of its own that runs a script of these tests."""
    return Forked(script, arguments, os.environ)


def line(process: Forked) -> str:
    """The next line that a process prints."""
    return process.stdout.readline().strip()


def go(process: Forked) -> None:
    """Let a process that says it is ready begin."""
    assert line(process) == "ready"
    process.stdin.write("\n")
    process.stdin.flush()


def numbers(url: str) -> list[int]:
    """The revisions of the one record, every one of them whole, none missing."""
    with Store.open(url) as store:
        found = [summary.id for summary in store.records()]
        assert all(store.verify(record_id) == () for record_id in found)
        return [summary.revision for record_id in found for summary in store.log(record_id)]


@pytest.mark.slow
def test_savers_at_the_same_time_lose_nothing(empty: str) -> None:
    """Three processes that make the store and save the same sheet ten times each leave thirty revisions."""
    savers = [start(SAVE_MANY, empty, "10", author) for author in "abc"]
    for saver in savers:
        go(saver)
    for saver in savers:
        saver.communicate(timeout=60)
    assert [saver.returncode for saver in savers] == [0, 0, 0]
    assert numbers(empty) == list(range(1, 31))


@pytest.mark.slow
def test_two_reviewers_at_the_same_time(url: str) -> None:
    """Both work on revision 1 and save at once: one wins, the other learns by whom; nothing else is saved."""
    with Store.open(url) as store:
        record_id = saved(store, "error-cost-total")
    reviewers = [start(REVIEW, url, record_id, author) for author in ("a", "b")]
    for reviewer in reviewers:
        assert line(reviewer) == "ready"
    printed = sorted(reviewer.communicate("\n", timeout=60)[0].strip() for reviewer in reviewers)
    assert printed in (["saved 2", "stale a review.waivers"], ["saved 2", "stale b review.waivers"])
    assert numbers(url) == [1, 2]


@pytest.mark.slow
def test_killed_between_the_inserts_and_the_commit(url: str) -> None:
    """A save whose rows all stand but which was never committed leaves no trace."""
    with start(HANG_BEFORE_COMMIT, url) as saver:
        assert line(saver) == "inserted 4"
        saver.kill()
        assert saver.wait() == -signal.SIGKILL
    assert numbers(url) == [1]
    with Store.open(url) as store:
        assert store.save(record(), author=None).revision == 2


@pytest.mark.slow
@pytest.mark.parametrize("milliseconds", [0, 5, 15])
def test_killed_at_any_moment(url: str, milliseconds: int) -> None:
    """However far a saver came, what it reported as saved is there, whole, and nothing is half saved."""
    with start(SAVE_MANY, url, "100000", "a") as saver:
        go(saver)
        assert line(saver) == "0"
        time.sleep(milliseconds / 1000)
        saver.kill()
        reported = 1 + len(saver.stdout.read().split())
    found = numbers(url)
    assert found == list(range(1, len(found) + 1))
    assert len(found) >= reported
