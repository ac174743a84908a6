"""What a worker does with a block of rows: asks what is saved, reads the rest, and hands on what the store then holds.

The note that a sheet is under way is written before it is read. Where a block comes again with such notes, its worker has
died, and one of these sheets may be why: they are read one at a time, and one that ends its worker again is given up.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import pyarrow as pa

from structurer.batch.shop import DIED, PATIENCE, Ended, Job, Shop, died
from structurer.batch.spread import Opened
from structurer.batch.way import Way
from structurer.errors import RecordInvalid, RevisionDamaged, StoreMissing
from structurer.labels.lessons import Lesson
from structurer.ray import tables
from structurer.ray.tables import Given, Sheet
from structurer.reading.options import Options
from structurer.store import Store
from structurer.store.batches import Done

_UNDER_WAY = "UnderWay"


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker is told. Ray carries it about and keeps it: it holds no key, and does not show its store.

    `concurrency` is one worker's share of the requests.
    """

    batch: str
    model: str
    store: str | None = field(repr=False)
    options: Options
    concurrency: int
    lessons: tuple[Lesson, ...] = ()
    again: bool = False
    split: str | None = None

    def way(self) -> Way:
        """How this process reads: the key, the endpoint and its limits are those of its own environment."""
        way = Way.of(self.model, self.options, self.concurrency)
        return replace(way, lessons=self.lessons, again=self.again, split=self.split)


class Worker:
    """One process of the stage: it has its own connections to the store and the model, and its own pace.

    StoreMissing where the store is a file that is not on this machine.
    """

    def __init__(self, task: Task) -> None:
        if not Store.is_there(task.store):
            raise StoreMissing(task.store)
        way, self._batch, self._held = task.way(), task.batch, ExitStack()
        self._store = self._held.enter_context(Store.open(task.store, seconds=PATIENCE))
        self._held.enter_context(way.connected())
        self._hands = self._held.enter_context(ThreadPoolExecutor(1 if way.is_offline else way.workers))
        self._shop = Shop(way, self._store, task.batch, self._store.batches.saved(task.batch))

    def __call__(self, block: pa.Table) -> pa.Table:
        """The rows of the sheets in a block of documents, in their order."""
        opened = [self._open(document) for document in tables.given(block)]
        read = self._read({job.ticket.item: job for found in opened for job in found.jobs})
        ended = [result for found in opened for result in (*found.results, *_of(found.jobs, read))]
        done = self._store.batches.done(self._batch, [result.item for result in ended])
        return tables.sheets_table(self._sheet(result, done) for result in ended)

    def close(self) -> None:
        """Let go of the connections; Ray does so by ending the process."""
        self._held.close()

    def _open(self, document: Given) -> Opened[Job, Ended]:
        if document.data is None:
            return self._shop.open(document.name)
        return self._shop.open_bytes(document.name, document.data)

    def _read(self, jobs: Mapping[str, Job]) -> dict[str, Ended]:
        """Read what is not saved: several at a time, then, one by one, what this block's worker may have died of before."""
        known = self._store.batches.done(self._batch, jobs)
        ended = [_before(jobs[item]) for item, done in known.items() if done.error is None]
        suspects = [jobs[item] for item, done in known.items() if done.error in {_UNDER_WAY, DIED}]
        noted = {*(result.item for result in ended), *(job.ticket.item for job in suspects)}
        others = [job for item, job in jobs.items() if item not in noted]
        self._store.batches.under_way([job.ticket for job in others], _UNDER_WAY, "")
        ended += self._hands.map(self._shop.read, others)
        ended += [self._suspect(job, known[job.ticket.item]) for job in suspects]
        return {result.item: result for result in ended}

    def _suspect(self, job: Job, before: Done) -> Ended:
        gone = died(job.ticket.item, job.ticket.name, job.parts)
        if before.error == DIED:
            return gone
        self._store.batches.under_way([job.ticket], DIED, gone.message or "")
        return self._shop.read(job)

    def _sheet(self, ended: Ended, known: Mapping[str, Done]) -> Sheet:
        if ended.error is not None:
            return Sheet(ended.name, error=ended.error, message=ended.message)
        done = known[ended.item]
        name = ended.name if ended.parts == 1 else done.name
        try:
            stored = self._store.load(str(done.record_id), done.number)
        except (RevisionDamaged, RecordInvalid) as error:
            return Sheet(name, error=type(error).__name__, message=str(error))
        record = stored.record
        text = record.model_dump_json(by_alias=True)
        return Sheet(name, record.verdict.value, stored.record_id, stored.revision, text)


def _of(jobs: tuple[Job, ...], read: Mapping[str, Ended]) -> Iterator[Ended]:
    """What became of some sheets, each by its own name: the same text may stand in a block twice, and is read once."""
    return (replace(read[job.ticket.item], name=job.ticket.name) for job in jobs)


def _before(job: Job) -> Ended:
    return Ended(job.ticket.item, job.ticket.name, job.parts)
