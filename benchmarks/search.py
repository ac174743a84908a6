"""How long a search takes: `python -m benchmarks.search [RECORDS] [--store URL]`.

So many made sheets are saved in a store of SQLite's, or in the one at the URL, which must be empty. Then words that all, many, few and
none of them have are searched, with facets and without: records found, milliseconds (the least and the middle of several times,
and of this process's processor), the milliseconds that a save took.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.made import marked
from structurer.pipeline import structure
from structurer.record.record import Record, SourceRecord
from structurer.store import Store
from structurer.store.search.question import SearchQuestion, question
from structurer.store.search.results import search
from structurer.text.source import Source
from tests.support.builders import FOLDERS, fixture

_TIMES = 15
_QUESTIONS = (
    question("一般財源"), question("財源"), question("国庫支出金"), question("観光"), question("観光 振興"), question("隕石"),
    question("計"), question("事業", verdict="verified", amount="1,000万円以上1億円未満"), question(),
)  # fmt: skip


def records(count: int) -> Iterator[Record]:
    """So many records of made sheets, each fixture in turn."""
    read = [structure(fixture(name), model="offline").record() for name in FOLDERS]
    for number in range(count):
        one = read[number % len(read)]
        text = marked(one.source.rebuild().text, number)
        yield one.model_copy(update={"source": SourceRecord.of(Source(f"{number:05}.txt", text))})


def main() -> None:
    """Fill a store and search it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("records", type=int, nargs="?", default=10_000)
    asked.add_argument("--store")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(given.store or str(Path(folder, "store.db"))) as store:
        begun = time.perf_counter()
        for record in records(given.records):
            store.save(record, author=None)
        print(
            f"{store.kind}: {given.records} saved, {(time.perf_counter() - begun) / given.records * 1000:.1f} ms each"
        )
        for one in _QUESTIONS:
            print(_measured(store, one))


def _measured(store: Store, asked: SearchQuestion) -> str:
    walls, begun = [], time.process_time()
    for _ in range(_TIMES):
        before = time.perf_counter()
        found = search(store, asked)
        walls.append((time.perf_counter() - before) * 1000)
    own = (time.process_time() - begun) / _TIMES * 1000
    said = " ".join((*asked.words, *(text for text, _ in asked.amounts))) or "(all)"
    return f"{said}: {found.total} found, {min(walls):.1f} / {statistics.median(walls):.1f} ms, processor {own:.1f} ms"


if __name__ == "__main__":
    main()
