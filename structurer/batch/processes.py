"""Workers in processes of their own, for reading without a model: that takes a processor each, and threads share one."""

from concurrent.futures import Executor

from structurer import process
from structurer.batch.plan import BatchPlan
from structurer.batch.pool import OpenedDocument
from structurer.batch.worker import PATIENCE, SheetJob, SheetResult, SheetWorker
from structurer.store import Store

_WORKER: list[SheetWorker] = []


def executor(plan: BatchPlan, url: str | None, batch: str, saved: frozenset[str]) -> Executor:
    """Return processes that each have a worker."""
    return process.worker_pool(plan.workers, __name__, _begin, plan, url, batch, saved)


def open_document(path: str) -> OpenedDocument[SheetJob, SheetResult]:
    """Open a document with the worker of this process; the only sheet of one is read at once, not sent there and back."""
    (worker,) = _WORKER
    opened = worker.open(path)
    if len(opened.jobs) != 1 or opened.results:
        return opened
    return OpenedDocument(results=(worker.read(opened.jobs[0]),))


def read_sheet(job: SheetJob) -> SheetResult:
    """Read a sheet with the worker of this process."""
    return _WORKER[0].read(job)


def _begin(plan: BatchPlan, url: str | None, batch: str, saved: frozenset[str]) -> None:
    _WORKER[:] = [SheetWorker(plan, Store.open(url, seconds=PATIENCE), batch, saved)]
