"""How a batch grows: `python -m benchmarks.scale [SIZE…] [--concurrency N…] [--killed SIZE]`.

So many made sheets are read offline by `structurer batch`: seconds in all, sheets a second, milliseconds a sheet (wall and
processor), the most memory of all its processes together, the size of the store. A growing batch should cost as much a
sheet and hold no more memory. With `--killed` a batch is killed (SIGKILL) at a third and at two thirds and taken up again; what counts is
that every sheet is there once, with the verdict it gets when nothing goes wrong, and how much work was done twice.
"""

import argparse
import sqlite3
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.made import made
from benchmarks.watched import Used, Watched, load
from structurer.store import Store

_SIZES = (100, 1_000, 10_000)
_KILLED = 1_000
_LOOK = 0.01


@dataclass(frozen=True, slots=True)
class Round:
    """A folder of sheets, how many, the store they go to, and how many are read at a time."""

    sheets: Path
    count: int
    store: Path
    concurrency: int

    def begun(self, *more: str) -> Watched:
        """The batch, started."""
        options = ["--model", "offline", "--concurrency", str(self.concurrency), *more]
        return Watched(["batch", str(self.sheets), *options], {"STRUCTURER_STORE": str(self.store)})

    @property
    def saved(self) -> int:
        """How many revisions the store has now; 0 before it is one."""
        try:
            with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as connection:
                (count,) = connection.execute("SELECT count(*) FROM revisions").fetchone()
        except sqlite3.OperationalError:
            return 0
        return int(count)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many sheets came to which verdict."""
        with Store.open(str(self.store)) as store:
            return dict(sorted(Counter(row.verdict.value for row in store.records()).items()))

    @property
    def revisions(self) -> dict[int, int]:
        """How many sheets have so many revisions."""
        with Store.open(str(self.store)) as store:
            return dict(sorted(Counter(row.revisions for row in store.records()).items()))


def whole(given: Round) -> Used:
    """One line of the table: a batch that nothing disturbs."""
    used = given.begun().end()
    told = [
        f"{given.count:>7,} {given.concurrency:>4} {used.seconds:>9.1f} {given.count / used.seconds:>9.1f}",
        f"{1000 * used.seconds / given.count:>9.1f} {1000 * used.processor / given.count:>9.1f}",
        f"{used.megabytes:>8.0f} {given.store.stat().st_size / given.count / 1000:>9.1f}  {_counts(given.verdicts)}  {load()}",
    ]
    print(" ".join(told), flush=True)
    return used


def killed(given: Round, undisturbed: Used, expected: dict[str, int]) -> None:
    """A batch killed at a third and at two thirds, and what came of it."""
    spent, marks = [], (given.count // 3, 2 * given.count // 3)
    saved = [0]
    for mark in marks:
        spent.append(_until(given, mark))
        saved.append(given.saved)
    spent.append(given.begun("--resume").end())
    took = sum(used.seconds for used in spent)
    steps = ", ".join(f"{after - before:,}" for before, after in pairwise([*saved, given.saved]))
    print(f"\n{given.count:,} sheets, {given.concurrency} at a time, killed twice: {load()}")
    print(f"  saved by each run: {steps}")
    print(f"  sheets by number of revisions: {_counts(given.revisions)}")
    print(
        f"  verdicts: {_counts(given.verdicts)}, {'the same as' if given.verdicts == expected else 'NOT those'} undisturbed"
    )
    print(
        f"  seconds: {took:.1f}, undisturbed {undisturbed.seconds:.1f}: {took - undisturbed.seconds:+.1f} for two deaths"
    )


def _until(given: Round, mark: int) -> Used:
    """Let a batch run until so many are saved, then kill it."""
    running = given.begun("--resume")
    while given.saved < mark and not running.has_ended:
        time.sleep(_LOOK)
    return running.kill()


def _counts(counts: dict[str, int] | dict[int, int]) -> str:
    return " · ".join(f"{name} {count:,}" for name, count in counts.items())


def main() -> None:
    """The table, then the batch that is killed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="How a batch grows.")
    parser.add_argument("sizes", nargs="*", type=int, default=_SIZES, metavar="SIZE")
    parser.add_argument("--concurrency", nargs="+", type=int, default=(1, 2))
    parser.add_argument("--killed", type=int, default=_KILLED, metavar="SIZE", help="0 leaves that out")
    asked = parser.parse_args()
    print(
        f"{'sheets':>7} {'at':>4} {'seconds':>9} {'sheets/s':>9} {'ms each':>9} {'cpu each':>9} {'peak MB':>8} {'KB each':>9}"
    )
    for size in asked.sizes:
        for concurrency in asked.concurrency:
            with tempfile.TemporaryDirectory() as folder:
                whole(_round(Path(folder), size, concurrency))
    if asked.killed:
        with tempfile.TemporaryDirectory() as folder:
            _both(Path(folder), asked.killed, max(asked.concurrency))


def _both(folder: Path, size: int, concurrency: int) -> None:
    """The same sheets undisturbed and with two deaths."""
    print("\nfor comparison")
    plain = _round(folder, size, concurrency)
    undisturbed = whole(plain)
    killed(Round(plain.sheets, size, folder / "killed.db", concurrency), undisturbed, plain.verdicts)


def _round(folder: Path, size: int, concurrency: int) -> Round:
    made(folder / "sheets", size)
    return Round(folder / "sheets", size, folder / "store.db", concurrency)


if __name__ == "__main__":
    main()
