"""What `structurer batch` does: many sheets side by side, each saved as it ends, and taken up again where it was left."""

import asyncio
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncGenerator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from structurer import running
from structurer.batch import processes
from structurer.batch.listing import Listing, listed
from structurer.batch.progress import Progress
from structurer.batch.shop import PATIENCE, Ended, Job, Shop
from structurer.batch.spread import Hands, spread
from structurer.batch.summary import Summary, Tally
from structurer.batch.way import Way
from structurer.checks.claim import Verdict
from structurer.command import CLEAN, FAILED, REVIEW, json_text, notice, write
from structurer.language import say
from structurer.pace import Pace
from structurer.pipeline import OFFLINE
from structurer.running import Asked, begin
from structurer.store import Store

INTERRUPTED = 130
_AT_ONCE = 8
_WORTH_PROCESSES = 50
"""Fewer documents are read before the processes have started."""
_HOPELESS = frozenset({"KeyRejected", "KeyMissing", "AccessDenied", "AccountEmpty", "ModelNotFound", "BudgetReached"})
"""Errors that every other sheet would meet, too."""
_DEAD_AFTER = 10
"""So many sheets in a row without an answer, and the endpoint is taken for dead."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The options of a batch as they were typed; None where the settings or the machine decide."""

    paths: tuple[str, ...]
    concurrency: int | None = None
    resume: bool = False
    again: bool = False
    split: str | None = None
    requests: int | None = None
    tokens: int | None = None


@dataclass
class _Run:
    """A batch under way: why it stops, if it does."""

    way: Way
    store: Store
    batch: str
    saved: frozenset[str]
    progress: Progress
    tally: Tally = field(default_factory=Tally)
    hopeless: str | None = None
    dead: int = 0
    interrupted: bool = False

    @property
    def is_stopped(self) -> bool:
        """True where nothing more is to be begun."""
        return self.interrupted or self.hopeless is not None

    def take(self, ended: Ended) -> None:
        """Count what became of a sheet, and see whether the next has a chance."""
        tally = self.tally
        tally.account.merge(ended.account)
        tally.before += ended.before
        tally.standing += ended.standing
        if ended.error is not None:
            tally.failed += 1
        elif ended.verdict is not None:
            tally.verdicts[ended.verdict.value] += 1
        self.dead = self.dead + 1 if ended.error == "ModelUnreachable" else 0
        if ended.error in _HOPELESS or self.dead >= _DEAD_AFTER:
            self.hopeless = ended.message
        self.progress.take(ended, tally)


def batch(asked: Asked, typed: Batch, output_format: str, output: Path | None) -> int:
    """Structure every sheet at some paths; the worst status counts. An interrupted one ends with 130."""
    found = listed(typed.paths)
    begun = begin(asked)
    concurrency = typed.concurrency or (_AT_ONCE if begun.model != OFFLINE else os.cpu_count() or 1)
    pace = None if begun.model == OFFLINE else Pace(concurrency, typed.requests, typed.tokens)
    way = Way(begun.model, begun.settings, replace(begun.options, pace=pace), concurrency, (), typed.again, typed.split)
    with Store.open(way.settings.store, seconds=PATIENCE) as store:
        way = replace(way, lessons=store.lessons.active() if way.options.lessons else ())
        run = _begun(way, store, typed, found)
        summary = _worked(run, found)
    write(lambda: print(_printed(summary, output_format)), output, "text")
    if run.interrupted:
        notice(_goes_on(summary))
        return INTERRUPTED
    return _status(summary)


def estimate(asked: Asked, typed: Batch) -> int:
    """Print what reading the sheets would take, without asking anything."""
    return running.estimate(list(listed(typed.paths).documents), asked)


def _begun(way: Way, store: Store, typed: Batch, found: Listing) -> _Run:
    """The batch to work on: a new one, or the one to take up."""
    key = _key(way, typed.paths)
    left = None if typed.resume else store.batches.unfinished(key)
    if left is not None:
        done = len(store.batches.saved(left))
        notice(
            say(
                f"同じ対象の未完了のバッチがあります({done:,}件保存済み)。続きから始めるには --resume を付けてください。",
                f"An unfinished batch of the same paths is there ({done:,} saved). To go on with it: --resume.",
            )
        )
    if found.passed_over:
        notice(
            say(
                f"文書の名前でないファイル {found.passed_over:,} 件は読みません。",
                f"{found.passed_over:,} file(s) that are not called like a document are passed over.",
            )
        )
    identity = store.batches.begin(key, way.model, resume=typed.resume)
    return _Run(way, store, identity, store.batches.saved(identity), Progress(len(found.documents)))


def _key(way: Way, paths: tuple[str, ...]) -> str:
    """What makes two runs the same batch: the paths, and all that decides how a sheet is read."""
    options = way.options
    decisive = {
        "paths": sorted(str(Path(path).resolve()) for path in paths),
        "model": way.model,
        "options": [options.reading, options.samples, options.reread, options.lessons],
        "split": way.split,
    }
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def _worked(run: _Run, found: Listing) -> Summary:
    begun = time.monotonic()
    with run.progress, run.way.connected():
        asyncio.run(_work(run, found))
    run.tally.seconds = time.monotonic() - begun
    if not run.is_stopped:
        run.store.batches.finish(run.batch)
    sheets = run.store.batches.sheets(run.batch)
    return Summary.of(run.batch, run.way.model, sheets, run.tally, run.hopeless)


async def _work(run: _Run, found: Listing) -> None:
    with _listening(run):
        async with aclosing(_results(run, found)) as results:
            async for ended in results:
                run.take(ended)


def _results(run: _Run, found: Listing) -> AsyncGenerator[Ended, None]:
    way = run.way
    if way.is_offline and way.concurrency > 1 and len(found.documents) >= _WORTH_PROCESSES:
        made = partial(processes.executor, way, way.settings.store, run.batch, run.saved)
        hands = Hands(made, way.workers, processes.open_document, processes.read_sheet, _died)
    else:
        shop = Shop(way, run.store, run.batch, run.saved)
        hands = Hands(partial(ThreadPoolExecutor, way.workers), way.workers, shop.open, shop.read, _died)
    return spread(iter(found.documents), hands, lambda: run.is_stopped)


def _died(what: str | Job) -> Ended:
    """What is said of a document or sheet that ended its process, twice; it stays missing."""
    name, item, parts = (what, what, 1) if isinstance(what, str) else (what.ticket.name, what.ticket.item, what.parts)
    message = say(f"{name}: 読み取りの処理が異常終了しました。", f"{name}: the process that read it died.")
    return Ended(item, name, parts, error="ProcessDied", message=message)


@contextmanager
def _listening(run: _Run) -> Iterator[None]:
    """Ctrl-C and a polite kill let what is under way end; a second one ends at once, which loses nothing either."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        if run.interrupted:
            run.progress.close()
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        run.interrupted = True
        notice(
            say(
                "途中のシートを終えてから止めます。すぐ止めるにはもう一度 Ctrl-C。",
                "Ending what is under way; Ctrl-C again stops at once.",
            )
        )

    with suppress(NotImplementedError):  # where the loop cannot listen, Python's own way of ending does
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
    yield


def _goes_on(summary: Summary) -> str:
    saved = sum(summary.sheets.values())
    return say(
        f"中断しました({saved:,}件保存済み)。同じ引数に --resume を付けると続きから始めます。",
        f"Interrupted ({saved:,} saved). The same arguments with --resume go on from here.",
    )


def _printed(summary: Summary, output_format: str) -> str:
    if output_format == "json":
        return json_text(summary.model_dump(mode="json"))
    return "\n".join(summary.text())


def _status(summary: Summary) -> int:
    if summary.ended is not None:
        notice(f"structurer: {summary.ended}")
    if summary.failures or summary.ended is not None:
        return FAILED
    return REVIEW if summary.sheets[Verdict.NEEDS_REVIEW.value] else CLEAN
