"""The shop in processes of their own, for reading without a model: that is the processor's work, and a thread has one."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor

from structurer.batch.plan import BatchPlan
from structurer.batch.pool import OpenedDocument
from structurer.batch.worker import PATIENCE, SheetJob, SheetResult, SheetWorker
from structurer.store import Store

_WORKER: list[SheetWorker] = []


def executor(plan: BatchPlan, url: str | None, batch: str, saved: frozenset[str]) -> Executor:
    """Processes that each have a shop; started anew, not forked, since a fork copies locks as they are."""
    return ProcessPoolExecutor(
        plan.workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(plan, url, batch, saved),
    )


def open_document(path: str) -> OpenedDocument[SheetJob, SheetResult]:
    """`SheetWorker.open` in this process."""
    return _WORKER[0].open(path)


def read_sheet(job: SheetJob) -> SheetResult:
    """`SheetWorker.read` in this process."""
    return _WORKER[0].read(job)


def _begin(plan: BatchPlan, url: str | None, batch: str, saved: frozenset[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear: what is under way is finished
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORKER[:] = [SheetWorker(plan, Store.open(url, seconds=PATIENCE), batch, saved)]


def _end_with_parent() -> None:
    """Not outlive a parent that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
