"""The shop in processes of their own, for reading without a model: that is the processor's work, and a thread has one."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor

from structurer.batch.shop import PATIENCE, Ended, Job, Shop
from structurer.batch.spread import Opened
from structurer.batch.way import Way
from structurer.store import Store

_SHOP: list[Shop] = []


def executor(way: Way, url: str | None, batch: str, saved: frozenset[str]) -> Executor:
    """Processes that each have a shop; started anew, not forked, since a fork copies locks as they are."""
    return ProcessPoolExecutor(
        way.workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(way, url, batch, saved),
    )


def open_document(path: str) -> Opened[Job, Ended]:
    """`Shop.open` in this process."""
    return _SHOP[0].open(path)


def read_sheet(job: Job) -> Ended:
    """`Shop.read` in this process."""
    return _SHOP[0].read(job)


def _begin(way: Way, url: str | None, batch: str, saved: frozenset[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear: what is under way is finished
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _SHOP[:] = [Shop(way, Store.open(url, seconds=PATIENCE), batch, saved)]


def _end_with_parent() -> None:
    """Not outlive a parent that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
