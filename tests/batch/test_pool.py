"""Work over an executor: bounded, in whatever order it ends, and not stopped by a process that dies."""

import asyncio
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import aclosing
from itertools import count

import pytest

from structurer.batch.pool import OpenedDocument, WorkerPool, run_pool


def open_range(sheets: int) -> OpenedDocument[int, str]:
    """A document with so many sheets; none of it is a result by itself."""
    return OpenedDocument(tuple(range(sheets))) if sheets else OpenedDocument(results=("empty",))


def read(job: int) -> str:
    """A sheet, read."""
    return str(job)


def read_or_die(job: int) -> str:
    """A sheet; the seventh kills the process that reads it."""
    if job == 7:
        os._exit(1)
    return str(job)


def died(what: int) -> str:
    """The result of a task that killed its process."""
    return f"died: {what}"


def threads() -> Executor:
    """A pool of three."""
    return ThreadPoolExecutor(3)


def processes() -> Executor:
    """Two processes."""
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


async def collected(documents: Iterator[int], pool: WorkerPool[int, int, str]) -> list[str]:
    """Every result."""
    return [result async for result in run_pool(documents, pool)]


def test_everything_once() -> None:
    """Every sheet of every document, and what a document says by itself."""
    found = asyncio.run(collected(iter([3, 0, 2]), WorkerPool(threads, 3, open_range, read, died)))
    assert sorted(found) == ["0", "0", "1", "1", "2", "empty"]


class Slow:
    """Reads slowly, and knows how many do."""

    def __init__(self) -> None:
        self.under_way = self.most = 0
        self._lock = threading.Lock()

    def read(self, job: int) -> str:
        """A sheet, after a while."""
        with self._lock:
            self.under_way += 1
            self.most = max(self.most, self.under_way)
        time.sleep(0.005)
        with self._lock:
            self.under_way -= 1
        return str(job)


def test_no_more_is_begun_than_there_are_hands() -> None:
    """However many there are, documents are drawn only as work ends; what is under way when the caller leaves is waited for."""
    slow, drawn = Slow(), count()

    async def some() -> int:
        found = 0
        documents = (min(1, number + 1) for number in drawn)
        async with aclosing(run_pool(documents, WorkerPool(threads, 3, open_range, slow.read, died))) as results:
            async for _ in results:
                found += 1
                if found == 20:
                    break
        return found

    assert asyncio.run(some()) == 20
    assert slow.most <= 3
    assert next(drawn) <= 30
    assert slow.under_way == 0


def test_stopped() -> None:
    """Once stopped nothing is begun; what is under way still comes."""
    stop = threading.Event()

    def last(job: int) -> str:
        stop.set()
        return str(job)

    async def some() -> list[str]:
        pool = WorkerPool(threads, 3, open_range, last, died)
        return [result async for result in run_pool(iter([1] * 100), pool, stop.is_set)]

    assert 1 <= len(asyncio.run(some())) <= 4


@pytest.mark.slow
def test_a_process_that_dies() -> None:
    """The sheet that killed it twice is named; all the others are read."""
    found = asyncio.run(collected(iter([12]), WorkerPool(processes, 2, open_range, read_or_die, died)))
    assert sorted(found) == sorted([*(str(n) for n in range(12) if n != 7), "died: 7"])
