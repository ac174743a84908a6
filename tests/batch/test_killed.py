"""A batch that is killed at any moment: nothing is lost and nothing done twice once it has been resumed to its end."""

import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from structurer.store import Store
from tests.support.batches import Reader, command, made, revisions
from tests.support.endpoint import serve
from tests.support.forked import Forked

_AT_ONCE = 4


@pytest.mark.slow
def test_killed_with_a_model(tmp_path: Path) -> None:
    """Killed at random points: one revision a sheet, and only what was under way is asked for again."""
    sheets = made(tmp_path / "sheets", 24)
    chance = random.Random(1)  # noqa: S311
    reader = Reader(sheets, 0.05)
    with serve([], reader) as endpoint:
        environment = {
            "STRUCTURER_STORE": str(tmp_path / "store.db"),
            "STRUCTURER_CACHE": str(tmp_path / "cache"),
            "OPENAI_BASE_URL": endpoint.url,
        }
        arguments = (str(tmp_path / "sheets"), "--model", "openai:m", "--concurrency", str(_AT_ONCE), "--resume")
        kills = 0
        while _killed(command(*arguments, **environment), lambda: len(endpoint.requests), chance.randint(5, 12)):
            kills += 1
            time.sleep(chance.uniform(0, 0.05))
    assert kills > 1
    assert revisions(environment["STRUCTURER_STORE"]) == {f"{number:04}.txt": 1 for number in range(24)}
    assert sum(reader.asked.values()) <= 24 + kills * _AT_ONCE
    with Store.open(environment["STRUCTURER_STORE"]) as store:
        assert all(store.verify(row.id) == () for row in store.records())


@pytest.mark.slow
def test_killed_in_processes(tmp_path: Path) -> None:
    """The same without a model, where several processes read and save."""
    made(tmp_path / "sheets", 70)
    store = tmp_path / "store.db"
    arguments = (str(tmp_path / "sheets"), "--model", "offline", "--concurrency", "2", "--resume")
    chance = random.Random(3)  # noqa: S311
    kills = 0
    while _killed(command(*arguments, STRUCTURER_STORE=str(store)), lambda: _count(store), chance.randint(15, 35)):
        kills += 1
    assert kills > 1
    assert revisions(str(store)) == {f"{number:04}.txt": 1 for number in range(70)}


@pytest.mark.slow
def test_interrupted_politely(tmp_path: Path) -> None:
    """Ctrl-C ends what is under way, says how to go on, and leaves with 130; --resume does the rest."""
    sheets = made(tmp_path / "sheets", 10)
    with serve([], Reader(sheets, 0.1)) as endpoint:
        environment = {"STRUCTURER_STORE": str(tmp_path / "store.db"), "OPENAI_BASE_URL": endpoint.url}
        arguments = (str(tmp_path / "sheets"), "--model", "openai:m", "--concurrency", "2", "--no-cache")
        process = command(*arguments, **environment)
        while not endpoint.requests:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        printed, notices = process.communicate(timeout=60)
        before = len(revisions(environment["STRUCTURER_STORE"]))
        assert len(endpoint.requests) == before, "what was ready and waited for the model is not asked about"
        again = command(*arguments, "--resume", **environment)
        rest, _ = again.communicate(timeout=60)
    assert process.returncode == 130
    assert 0 < before < 10
    assert f"Interrupted ({before} saved). The same arguments with --resume go on from here." in notices
    assert f"verified {before}" in printed
    assert (again.returncode, f"saved by an earlier run: {before}" in rest) == (0, True)
    assert len(endpoint.requests) == 10


def _killed(process: Forked, progress: Callable[[], int], by: int) -> bool:
    """Kill a process once there is so much progress; False where it came to its own end, which must be a good one."""
    until = progress() + by
    while process.poll() is None:
        if progress() >= until:
            process.kill()
            process.communicate()
            return True
        time.sleep(0.005)
    _, notices = process.communicate()
    assert process.returncode == 0, notices
    return False


def _count(store: Path) -> int:
    """How many revisions a store has, 0 before it is one."""
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM revisions").fetchone()
    except sqlite3.OperationalError:
        return 0
    return int(count)
