"""A worker of the stage. For a block of rows it looks up what is saved, reads the rest, and returns what the store then holds.

The note that a sheet is under way is written before it is read. Where a block comes again with such notes, its worker has
died, and one of these sheets may be why: they are read one at a time, and one that ends its worker again is given up.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import pyarrow as pa

from structurer.batch.plan import BatchPlan
from structurer.batch.pool import OpenedDocument
from structurer.batch.worker import DIED, PATIENCE, SheetJob, SheetResult, SheetWorker, died
from structurer.errors import RecordInvalid, RevisionDamaged, StoreMissing
from structurer.labels.word import Word
from structurer.ray import tables
from structurer.ray.tables import DocumentRow, SheetRow
from structurer.reading.options import Options
from structurer.store import Store
from structurer.store.batches import SheetStatus

_UNDER_WAY = "UnderWay"


@dataclass(frozen=True, slots=True)
class Task:
    """The parameters of every worker. Ray serialises and keeps them: they hold no key, and do not show the store.

    `concurrency` is one worker's share of the requests.
    """

    batch: str
    model: str
    store: str | None = field(repr=False)
    options: Options
    concurrency: int
    words: tuple[Word, ...] = ()
    again: bool = False
    split: str | None = None

    def plan(self) -> BatchPlan:
        """Return how this process reads: the key, the endpoint and its limits are those of its own environment."""
        plan = BatchPlan.of(self.model, self.options, self.concurrency)
        return replace(plan, words=self.words, again=self.again, split=self.split)


class Worker:
    """One process of the stage: it has its own connections to the store and the model, and its own pace.

    StoreMissing where the store is a file that is not on this machine.
    """

    def __init__(self, task: Task) -> None:
        if not Store.is_there(task.store):
            raise StoreMissing(task.store)
        plan, self._batch, self._held = task.plan(), task.batch, ExitStack()
        self._store = self._held.enter_context(Store.open(task.store, seconds=PATIENCE))
        self._held.enter_context(plan.connected())
        self._pool = self._held.enter_context(ThreadPoolExecutor(1 if plan.is_offline else plan.workers))
        self._worker = SheetWorker(plan, self._store, task.batch, self._store.batches.saved(task.batch))

    def __call__(self, block: pa.Table) -> pa.Table:
        """The rows of the sheets in a block of documents, in their order."""
        opened = [self._open(document) for document in tables.given(block)]
        read = self._read({job.batch_sheet.item: job for found in opened for job in found.jobs})
        ended = [result for found in opened for result in (*found.results, *_of(found.jobs, read))]
        done = self._store.batches.done(self._batch, [result.item for result in ended])
        return tables.sheets_table(self._sheet(result, done) for result in ended)

    def close(self) -> None:
        """Let go of the connections; Ray does so by ending the process."""
        self._held.close()

    def _open(self, document: DocumentRow) -> OpenedDocument[SheetJob, SheetResult]:
        if document.data is None:
            return self._worker.open(document.name)
        return self._worker.open_bytes(document.name, document.data)

    def _read(self, jobs: Mapping[str, SheetJob]) -> dict[str, SheetResult]:
        """Read what is not saved: several at a time, then, one by one, what this block's worker may have died of before."""
        known = self._store.batches.done(self._batch, jobs)
        ended = [_before(jobs[item]) for item, done in known.items() if done.error is None]
        suspects = [jobs[item] for item, done in known.items() if done.error in {_UNDER_WAY, DIED}]
        noted = {*(result.item for result in ended), *(job.batch_sheet.item for job in suspects)}
        others = [job for item, job in jobs.items() if item not in noted]
        self._store.batches.under_way([job.batch_sheet for job in others], _UNDER_WAY, "")
        ended += self._pool.map(self._worker.read, others)
        ended += [self._suspect(job, known[job.batch_sheet.item]) for job in suspects]
        return {result.item: result for result in ended}

    def _suspect(self, job: SheetJob, before: SheetStatus) -> SheetResult:
        gone = died(job.batch_sheet.item, job.batch_sheet.name, job.parts)
        if before.error == DIED:
            return gone
        self._store.batches.under_way([job.batch_sheet], DIED, gone.message or "")
        return self._worker.read(job)

    def _sheet(self, ended: SheetResult, known: Mapping[str, SheetStatus]) -> SheetRow:
        if ended.error is not None:
            return SheetRow(ended.name, error=ended.error, message=ended.message)
        done = known[ended.item]
        name = ended.name if ended.parts == 1 else done.name
        try:
            stored = self._store.load(str(done.record_id), done.number)
        except (RevisionDamaged, RecordInvalid) as error:
            return SheetRow(name, error=type(error).__name__, message=str(error))
        record = stored.record
        text = record.model_dump_json(by_alias=True)
        return SheetRow(name, record.verdict.value, stored.record_id, stored.revision, text)


def _of(jobs: tuple[SheetJob, ...], read: Mapping[str, SheetResult]) -> Iterator[SheetResult]:
    """What became of some sheets, each by its own name: the same text may stand in a block twice, and is read once."""
    return (replace(read[job.batch_sheet.item], name=job.batch_sheet.name) for job in jobs)


def _before(job: SheetJob) -> SheetResult:
    return SheetResult(job.batch_sheet.item, job.batch_sheet.name, job.parts)
