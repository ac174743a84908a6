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

Path = TypeVar("Path")
Job = TypeVar("Job")
Result = TypeVar("Result")

_ATTEMPTS = 2
"""How often a piece of work may be under way when its process dies, before it is the one to blame."""


@dataclass(frozen=True, slots=True)
class Opened(Generic[Job, Result]):
    """What a document was found to hold: sheets to read, and what is known of the others already."""

    jobs: tuple[Job, ...] = ()
    results: tuple[Result, ...] = ()


@dataclass
class Hands(Generic[Path, Job, Result]):
    """Who does the work: functions that an executor can run, how many at once, and what is said of work that killed a process."""

    executor: Callable[[], Executor]
    most: int
    open: Callable[[Path], Opened[Job, Result]]
    read: Callable[[Job], Result]
    died: Callable[[Path | Job], Result]


@dataclass
class _Piece(Generic[Job, Result]):
    """A document to open or a sheet to read, and what is said if its process dies of it."""

    work: Callable[[], Opened[Job, Result] | Result]
    died: Callable[[], Result]
    attempts: int = 0


@dataclass
class _Shift(Generic[Path, Job, Result]):
    """The executor in use and what it has under way."""

    hands: Hands[Path, Job, Result]
    executor: Executor
    waiting: deque[_Piece[Job, Result]] = field(default_factory=deque)
    running: dict[asyncio.Future[Opened[Job, Result] | Result], _Piece[Job, Result]] = field(default_factory=dict)

    def begin(self, piece: _Piece[Job, Result]) -> None:
        """Put a piece to work; where a process has died before, among new ones."""
        piece.attempts += 1
        loop = asyncio.get_running_loop()
        try:
            future = loop.run_in_executor(self.executor, piece.work)
        except BrokenExecutor:
            self.executor.shutdown(wait=False)
            self.executor = self.hands.executor()
            future = loop.run_in_executor(self.executor, piece.work)
        self.running[future] = piece

    def ended(self, future: "asyncio.Future[Opened[Job, Result] | Result]") -> Iterator[Result]:
        """The results of a piece that has ended; what is to be done next waits."""
        piece = self.running.pop(future)
        try:
            result = future.result()
        except BrokenExecutor:
            if piece.attempts < _ATTEMPTS:
                self.waiting.append(piece)
            else:
                yield piece.died()
            return
        if isinstance(result, Opened):
            self.waiting.extend(self._piece(self.hands.read, job) for job in result.jobs)
            yield from result.results
        else:
            yield result

    def next(self, documents: Iterator[Path]) -> _Piece[Job, Result] | None:
        """A sheet that waits, first of all one that was under way when a process died; else the next document."""
        if self.waiting:
            suspect = next((piece for piece in self.waiting if piece.attempts), self.waiting[0])
            self.waiting.remove(suspect)
            return suspect
        for document in documents:
            return _Piece(partial(self.hands.open, document), partial(self.hands.died, document))
        return None

    @property
    def room(self) -> int:
        """One at a time while there is work that a process has died of: then it is known which piece it was."""
        suspects = any(piece.attempts for piece in self.waiting)
        return 1 if suspects or any(piece.attempts > 1 for piece in self.running.values()) else self.hands.most

    def _piece(self, work: Callable[[Job], Result], job: Job) -> _Piece[Job, Result]:
        return _Piece(partial(work, job), partial(self.hands.died, job))


async def spread(
    documents: Iterator[Path], hands: Hands[Path, Job, Result], stopped: Callable[[], bool] = lambda: False
) -> AsyncGenerator[Result, None]:
    """Every result, in the order they come. Once `stopped`, nothing more is begun and what is under way is waited for."""
    shift = _Shift(hands, hands.executor())
    try:
        while True:
            while len(shift.running) < shift.room and not stopped():
                piece = shift.next(documents)
                if piece is None:
                    break
                shift.begin(piece)
            if not shift.running:
                return
            done, _ = await asyncio.wait(shift.running, return_when=asyncio.FIRST_COMPLETED)
            for future in done:
                for result in shift.ended(future):
                    yield result
    finally:
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*shift.running, return_exceptions=True)
        shift.executor.shutdown(wait=True, cancel_futures=True)
