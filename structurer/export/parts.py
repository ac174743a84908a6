"""The parts of an export: some records as a format has them, made in any process and written in the order of the records."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from structurer import process
from structurer.errors import RecordInvalid, RecordUnknown, RevisionDamaged
from structurer.record.record import Record
from structurer.record.tabular.exported import Exported, ExportKind
from structurer.record.tabular.revision import Loose, Revision
from structurer.store import Head, Store
from structurer.store.exported_texts import SealedContent
from structurer.store.sealed import SealedRevision

if TYPE_CHECKING:
    from concurrent.futures import Future

Made = TypeVar("Made")
_SOME = 50
"""The records of a part: their texts are some megabytes, and a part takes a fraction of a second."""
_WORTH_OF_RECORDS, _WORTH_OF_EXPORTS = 400, 2_000
"""The records from which other processes are worth their start, which is as long as it takes to write these: with what is kept of
a revision an export takes a fifth of a millisecond for it."""
_SPOILT = (RevisionDamaged, RecordInvalid, RecordUnknown)
"""What a damaged revision raises; `RecordUnknown` where its number is none that a store gives, or it has gone meanwhile."""
_AHEAD = 2  # parts a process has before it: it never waits for the one that writes, and little is held in memory


@dataclass(frozen=True)
class Part(Generic[Made]):
    """Some records as a format has them, mostly a piece for each file; the names of their sources, what is said of damaged ones."""

    pieces: tuple[Made, ...]
    names: tuple[str, ...]
    damaged: tuple[str, ...] = ()


class Form(Protocol[Made]):
    """How some revisions become a part."""

    @property
    def worth(self) -> int | None:
        """The records from which other processes are worth their start; None where they could not hand on what they make."""

    def part(self, store: Store, wanted: Sequence[tuple[str, int]]) -> Part[Made]:
        """Return some records as a part; one that is damaged is in none of its files."""


@dataclass(frozen=True)
class RecordForm(Generic[Made]):
    """A form that is made of whole records."""

    made: Callable[[Sequence[Revision]], tuple[Made, ...]]
    worth: int | None = _WORTH_OF_RECORDS

    def part(self, store: Store, wanted: Sequence[tuple[str, int]]) -> Part[Made]:
        """Return some records as a part; one that is damaged is in none of its files."""
        revisions: list[Revision] = []
        damaged: list[str] = []
        for key, found in zip(wanted, store.sealed(wanted), strict=True):
            record = None if found is None else found.whole()
            try:
                revisions.append(_loaded(store, key, found, record))
            except _SPOILT as error:
                damaged.append(str(error))
        names = tuple(revision.record.source.name for revision in revisions)
        return Part(self.made(revisions), names, tuple(damaged))


@dataclass(frozen=True)
class ExportForm(Generic[Made]):
    """A form that is made of what exports write of a revision: what is kept beside it, else what is made of its record now."""

    kind: ExportKind
    made: Callable[[Sequence[Exported]], tuple[Made, ...]]
    worth: int | None = _WORTH_OF_EXPORTS

    def part(self, store: Store, wanted: Sequence[tuple[str, int]]) -> Part[Made]:
        """Return some records as a part; one that is damaged is in none of its files."""
        some: list[Exported] = []
        damaged: list[str] = []
        new: list[SealedContent] = []
        for key, (found, content) in zip(wanted, store.exported(wanted, self.kind), strict=True):
            if found is not None and content is not None:
                some.append(Exported(found.record_id, found.name, content, found.source))
                continue
            try:
                made = self._anew(store, key, found)
            except _SPOILT as error:
                damaged.append(str(error))
                continue
            some.append(made)
            if found is not None:
                new.append(SealedContent(found.record_id, found.revision, found.seal, made.content))
        store.keep_exported(new, self.kind)
        return Part(self.made(some), tuple(one.name for one in some), tuple(damaged))

    def _anew(self, store: Store, key: tuple[str, int], found: SealedRevision | None) -> Exported:
        record = None if found is None else found.for_tables() if self.kind is ExportKind.ROWS else found.whole()
        return Exported.of(_loaded(store, key, found, record), self.kind)


def _loaded(store: Store, key: tuple[str, int], found: SealedRevision | None, record: Record | None) -> Revision:
    """Return a revision that was found whole, else load it, which says what is wrong with it."""
    if found is None or record is None:
        return store.load(*key)
    return Loose(record, found.record_id, found.revision, found.saved_at, found.author)


def parts(store: Store, url: str | None, heads: Iterable[Head], form: Form[Made]) -> Iterator[Part[Made]]:
    """Yield the parts of an export in the order of its records; of many they are made in several processes."""
    wanted = ((head.record_id, head.revision) for head in heads)
    first = list(islice(wanted, form.worth or 0))
    count = process.processors()
    if form.worth is None or len(first) < form.worth or count == 1:
        yield from (form.part(store, some) for some in _in_parts(chain(first, wanted)))
        return
    pool = process.worker_pool(count, __name__, _begin, url)
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
    _opened = Store.existing(url)


def _elsewhere(wanted: list[tuple[str, int]], form: Form[Made]) -> Part[Made]:
    assert _opened is not None  # noqa: S101  # `_begin` has run
    return form.part(_opened, wanted)
