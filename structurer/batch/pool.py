"""Work spread over an executor: documents are opened, the sheets in them read, no more of either than there are hands.

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
"""How often a piece of work may be under way when its process dies, before it is the one to blame."""


@dataclass(frozen=True, slots=True)
class OpenedDocument(Generic[JobT, ResultT]):
    """What a document was found to hold: sheets to read, and what is known of the others already."""

    jobs: tuple[JobT, ...] = ()
    results: tuple[ResultT, ...] = ()


@dataclass
class WorkerPool(Generic[DocumentT, JobT, ResultT]):
    """Who does the work: functions that an executor can run, how many at once, and what is said of work that killed a process."""

    executor: Callable[[], Executor]
    most: int
    open: Callable[[DocumentT], OpenedDocument[JobT, ResultT]]
    read: Callable[[JobT], ResultT]
    died: Callable[[DocumentT | JobT], ResultT]


@dataclass
class _Task(Generic[JobT, ResultT]):
    """A document to open or a sheet to read, and what is said if its process dies of it."""

    work: Callable[[], OpenedDocument[JobT, ResultT] | ResultT]
    died: Callable[[], ResultT]
    attempts: int = 0


@dataclass
class _RunningPool(Generic[DocumentT, JobT, ResultT]):
    """The executor in use and what it has under way."""

    pool: WorkerPool[DocumentT, JobT, ResultT]
    executor: Executor
    waiting: deque[_Task[JobT, ResultT]] = field(default_factory=deque)
    running: dict[asyncio.Future[OpenedDocument[JobT, ResultT] | ResultT], _Task[JobT, ResultT]] = field(
        default_factory=dict
    )

    def begin(self, task: _Task[JobT, ResultT]) -> None:
        """Put a piece to work; where a process has died before, among new ones."""
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
        """The results of a piece that has ended; what is to be done next waits."""
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
        """A sheet that waits, first of all one that was under way when a process died; else the next document."""
        if self.waiting:
            suspect = next((task for task in self.waiting if task.attempts), self.waiting[0])
            self.waiting.remove(suspect)
            return suspect
        for document in documents:
            return _Task(partial(self.pool.open, document), partial(self.pool.died, document))
        return None

    @property
    def room(self) -> int:
        """One at a time while there is work that a process has died of: then it is known which piece it was."""
        suspects = any(task.attempts for task in self.waiting)
        return 1 if suspects or any(task.attempts > 1 for task in self.running.values()) else self.pool.most

    def _task(self, work: Callable[[JobT], ResultT], job: JobT) -> _Task[JobT, ResultT]:
        return _Task(partial(work, job), partial(self.pool.died, job))


async def run_pool(
    documents: Iterator[DocumentT],
    pool: WorkerPool[DocumentT, JobT, ResultT],
    stopped: Callable[[], bool] = lambda: False,
) -> AsyncGenerator[ResultT, None]:
    """Every result, in the order they come. Once `stopped`, nothing more is begun and what is under way is waited for."""
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
