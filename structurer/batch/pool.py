"""A worker pool: documents are opened and the sheets in them read, no more of either at a time than the pool is large.

Nothing piles up: a document is opened only when no sheet waits, and results are handed on before more is begun. What is
under way when the caller leaves (early by `contextlib.aclosing`) is waited for, so that nothing is saved behind its back.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

DocumentT = TypeVar("DocumentT")
JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")

_ATTEMPTS = 2
"""A task is to blame for the death of its process the second time: the first time it may have stood beside the one that is."""


@dataclass(frozen=True, slots=True)
class OpenedDocument(Generic[JobT, ResultT]):
    """An opened document: the sheets in it to read, and the results of the others."""

    jobs: tuple[JobT, ...] = ()
    results: tuple[ResultT, ...] = ()


@dataclass
class WorkerPool(Generic[DocumentT, JobT, ResultT]):
    """A pool of workers: its size, functions that its executor can run, and the result of a task that killed a process."""

    executor: Callable[[], Executor]
    size: int
    open: Callable[[DocumentT], OpenedDocument[JobT, ResultT]]
    read: Callable[[JobT], ResultT]
    died: Callable[[DocumentT | JobT], ResultT]


@dataclass
class _Task(Generic[JobT, ResultT]):
    """A task: a document to open or a sheet to read, and its result if its process dies of it."""

    work: Callable[[], OpenedDocument[JobT, ResultT] | ResultT]
    died: Callable[[], ResultT]
    attempts: int = 0


@dataclass
class _RunningPool(Generic[DocumentT, JobT, ResultT]):
    """A pool at work: the executor in use and the tasks it has under way."""

    pool: WorkerPool[DocumentT, JobT, ResultT]
    executor: Executor
    waiting: deque[_Task[JobT, ResultT]] = field(default_factory=deque)
    running: dict[asyncio.Future[OpenedDocument[JobT, ResultT] | ResultT], _Task[JobT, ResultT]] = field(
        default_factory=dict
    )

    def begin(self, task: _Task[JobT, ResultT]) -> None:
        """Begin a task; where a process has died before, in a new executor."""
        task.attempts += 1
        loop = asyncio.get_running_loop()
        try:
            future = loop.run_in_executor(self.executor, task.work)
        except BrokenExecutor:
            self.executor.shutdown(wait=False)
            self.executor = self.pool.executor()
            future = loop.run_in_executor(self.executor, task.work)
        self.running[future] = task

    def ended(self, future: "asyncio.Future[OpenedDocument[JobT, ResultT] | ResultT]") -> Iterator[ResultT]:
        """Yield the results of a task that has ended; the tasks that follow from it wait."""
        task = self.running.pop(future)
        try:
            result = future.result()
        except BrokenExecutor:
            if task.attempts < _ATTEMPTS:
                self.waiting.append(task)
            else:
                yield task.died()
            return
        if isinstance(result, OpenedDocument):
            self.waiting.extend(self._task(self.pool.read, job) for job in result.jobs)
            yield from result.results
        else:
            yield result

    def next(self, documents: Iterator[DocumentT]) -> _Task[JobT, ResultT] | None:
        """Return the next task: a sheet that was under way when a process died, else one that waits, else the next document."""
        if self.waiting:
            suspect = next((task for task in self.waiting if task.attempts), self.waiting[0])
            self.waiting.remove(suspect)
            return suspect
        for document in documents:
            return _Task(partial(self.pool.open, document), partial(self.pool.died, document))
        return None

    @property
    def room(self) -> int:
        """The number of tasks at a time: one while there are tasks that a process has died of, to know which of them it was."""
        suspects = any(task.attempts for task in self.waiting)
        return 1 if suspects or any(task.attempts > 1 for task in self.running.values()) else self.pool.size

    def _task(self, work: Callable[[JobT], ResultT], job: JobT) -> _Task[JobT, ResultT]:
        return _Task(partial(work, job), partial(self.pool.died, job))


async def run_pool(
    documents: Iterator[DocumentT],
    pool: WorkerPool[DocumentT, JobT, ResultT],
    stopped: Callable[[], bool] = lambda: False,
) -> AsyncGenerator[ResultT, None]:
    """Yield every result, in the order they come. Once `stopped`, nothing more is begun and what is under way is waited for."""
    running = _RunningPool(pool, pool.executor())
    try:
        while True:
            while len(running.running) < running.room and not stopped():
                task = running.next(documents)
                if task is None:
                    break
                running.begin(task)
            if not running.running:
                return
            done, _ = await asyncio.wait(running.running, return_when=asyncio.FIRST_COMPLETED)
            for future in done:
                for result in running.ended(future):
                    yield result
    finally:
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*running.running, return_exceptions=True)
        running.executor.shutdown(wait=True, cancel_futures=True)
