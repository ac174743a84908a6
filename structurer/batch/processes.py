"""Workers in processes of their own, for reading without a model: that takes a processor each, and threads share one."""

import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor

from structurer import process
from structurer.batch.plan import BatchPlan
from structurer.batch.pool import OpenedDocument
from structurer.batch.worker import PATIENCE, SheetJob, SheetResult, SheetWorker
from structurer.store import Store

_WORKER: list[SheetWorker] = []


def executor(plan: BatchPlan, url: str | None, batch: str, saved: frozenset[str]) -> Executor:
    """Return processes that each have a worker; started anew, not forked, since a fork copies locks as they are."""
    return ProcessPoolExecutor(
        plan.workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(plan, url, batch, saved),
    )


def open_document(path: str) -> OpenedDocument[SheetJob, SheetResult]:
    """Open a document with the worker of this process."""
    return _WORKER[0].open(path)


def read_sheet(job: SheetJob) -> SheetResult:
    """Read a sheet with the worker of this process."""
    return _WORKER[0].read(job)


def _begin(plan: BatchPlan, url: str | None, batch: str, saved: frozenset[str]) -> None:
    process.begin_worker()
    _WORKER[:] = [SheetWorker(plan, Store.open(url, seconds=PATIENCE), batch, saved)]
