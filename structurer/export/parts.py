"""The parts of an export: some records as a format has them, made in any process and written in the order of the records."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from typing import Generic, TypeVar

from structurer import process
from structurer.errors import RecordInvalid, RevisionDamaged
from structurer.store import Head, Store
from structurer.tabular.revision import Loose, Revision

Made = TypeVar("Made")
_SOME = 50
"""The records of a part: their texts are some megabytes, and a part takes a fraction of a second."""
_WORTH = 400
"""The records from which other processes are worth their start, which is as long as it takes to write these."""
_AHEAD = 2  # parts a process has before it: it never waits for the one that writes, and little is held in memory


@dataclass(frozen=True)
class Form(Generic[Made]):
    """How some revisions become the pieces of a part.

    `whole` where more of a record is needed than what tables are made of; `elsewhere` where other processes may make them.
    """

    made: Callable[[Sequence[Revision]], tuple[Made, ...]]
    whole: bool = False
    elsewhere: bool = True


@dataclass(frozen=True)
class Part(Generic[Made]):
    """Some records as a format has them, mostly a piece for each file; the names of their sources, what is said of damaged ones."""

    pieces: tuple[Made, ...]
    names: tuple[str, ...]
    damaged: tuple[str, ...] = ()


def parts(store: Store, url: str | None, heads: Iterable[Head], form: Form[Made]) -> Iterator[Part[Made]]:
    """Yield the parts of an export in the order of its records; of many they are made in several processes."""
    wanted = ((head.record_id, head.revision) for head in heads)
    first = list(islice(wanted, _WORTH))
    count = process.processors()
    if len(first) < _WORTH or count == 1 or not form.elsewhere:
        yield from (part_of(store, some, form) for some in _in_parts(chain(first, wanted)))
        return
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (url,))
    try:
        waiting: deque[Future[Part[Made]]] = deque()
        for some in _in_parts(chain(first, wanted)):
            waiting.append(pool.submit(_elsewhere, some, form))
            if len(waiting) > _AHEAD * count:
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_parts(wanted: Iterator[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    while some := list(islice(wanted, _SOME)):
        yield some


_opened: Store | None = None


def _begin(url: str | None) -> None:
    """Open the store in a process that makes parts."""
    global _opened  # noqa: PLW0603  # a process has one store
    process.begin_worker()
    _opened = Store.existing(url)


def _elsewhere(wanted: list[tuple[str, int]], form: Form[Made]) -> Part[Made]:
    assert _opened is not None  # noqa: S101  # `_begin` has run
    return part_of(_opened, wanted, form)


def part_of(store: Store, wanted: Sequence[tuple[str, int]], form: Form[Made]) -> Part[Made]:
    """Return some records as a part; one that is damaged is in none of its files."""
    revisions: list[Revision] = []
    damaged: list[str] = []
    for (record_id, number), found in zip(wanted, store.sealed(wanted), strict=True):
        record = None if found is None else found.whole() if form.whole else found.for_tables()
        if found is not None and record is not None:
            revisions.append(Loose(record, record_id, number, found.saved_at, found.author))
            continue
        try:
            revisions.append(store.load(record_id, number))
        except (RevisionDamaged, RecordInvalid) as error:
            damaged.append(str(error))
    names = tuple(revision.record.source.name for revision in revisions)
    return Part(form.made(revisions), names, tuple(damaged))
