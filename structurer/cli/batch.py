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

from structurer.batch import processes
from structurer.batch.listing import Listing, listed
from structurer.batch.openai_batch import post
from structurer.batch.progress import Progress
from structurer.batch.shop import PATIENCE, Ended, Job, Shop, died
from structurer.batch.spread import Hands, spread
from structurer.batch.summary import Summary, Tally
from structurer.batch.way import Way
from structurer.checks.claim import Verdict
from structurer.cli import run as running
from structurer.cli.run import ReaderOptions, set_up
from structurer.cli.status import CLEAN, FAILED, INTERRUPTED, REVIEW
from structurer.errors import ENDING, LATER, AnswerPending, ModelUnreachable, PostImpossible, WaitWithoutPost
from structurer.language import say
from structurer.pipeline import OFFLINE
from structurer.reading.model.pace import Pace
from structurer.report import phrases
from structurer.report.output import check_output, json_text, notice, write
from structurer.store import Store

_AT_ONCE = 8
_MOST_NAMES = 3
_WORTH_PROCESSES = 50
"""Fewer documents are read before the processes have started."""
_ENDING = frozenset(error.__name__ for error in ENDING)
_LATER = frozenset(error.__name__ for error in LATER)
_DEAD_AFTER = 10
"""So many sheets in a row without an answer, and the endpoint is taken for dead."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """The options of a batch as they were typed; None where the settings or the machine decide."""

    paths: tuple[str, ...]
    concurrency: int | None = None
    resume: bool = False
    again: bool = False
    requests: int | None = None
    tokens: int | None = None
    via: str | None = None
    wait: bool = False


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
        tally.standing += ended.standing
        if ended.error == AnswerPending.__name__:
            tally.waiting += 1
        elif ended.error is not None and ended.error not in _LATER:
            tally.failed += 1
        elif ended.verdict is not None:
            tally.verdicts[ended.verdict.value] += 1
        self.dead = self.dead + 1 if ended.error == ModelUnreachable.__name__ else 0
        if ended.error in _ENDING or self.dead >= _DEAD_AFTER:
            self.hopeless = ended.message
            self.begin_no_more()
        self.progress.take(ended, tally)

    def begin_no_more(self) -> None:
        """Let the sheets that are ready and wait for the model not be asked about."""
        if self.way.options.pace is not None:
            self.way.options.pace.close()


def batch(asked: ReaderOptions, typed: BatchOptions, output_format: str, output: Path | None) -> int:
    """Structure every sheet at some paths; the worst status counts. An interrupted one ends with 130."""
    if typed.wait and typed.via is None:
        raise WaitWithoutPost
    found = listed(typed.paths)
    check_output(output, found.documents)
    way = _way(asked, typed)
    with Store.open(way.settings.store, seconds=PATIENCE) as store:
        way = replace(way, lessons=store.lessons.active() if way.options.lessons else ())
        run = _begun(way, store, typed, found)
        begun_at = time.monotonic()
        ended = _by_post(run, found, wait=typed.wait) if typed.via is not None else _at_once(run, found)
        run.tally.seconds = time.monotonic() - begun_at
        if ended:
            store.batches.finish(run.batch)
        done = store.batches.sheets(run.batch)
    summary = Summary.of(run.batch, way.model, done, run.tally, run.hopeless, interrupted=run.interrupted)
    write(_formatted(summary, output_format), output, output_format=output_format)
    if run.interrupted:
        notice(_goes_on(summary))
        return INTERRUPTED
    return _status(summary)


def _way(asked: ReaderOptions, typed: BatchOptions) -> Way:
    """How the sheets are read; what would stop every one of them, such as a missing key, is said here."""
    begun = set_up(asked)
    concurrency = typed.concurrency or (_AT_ONCE if begun.model != OFFLINE else os.cpu_count() or 1)
    pace = None if begun.model == OFFLINE else Pace(concurrency, typed.requests, typed.tokens)
    is_endpoint = begun.model.startswith("openai:")
    if typed.via is not None and not is_endpoint:
        raise PostImpossible(begun.model)
    if is_endpoint:
        from structurer.reading.model.remote import ready  # a second to import: never offline

        ready(begun.model, begun.settings)
    return Way(
        begun.model, begun.settings, replace(begun.options, pace=pace), concurrency, (), typed.again, asked.split
    )


def estimate(asked: ReaderOptions, typed: BatchOptions) -> int:
    """Print what reading the sheets would take, without asking anything."""
    return running.estimate(list(listed(typed.paths).documents), asked)


def _begun(way: Way, store: Store, typed: BatchOptions, found: Listing) -> _Run:
    """The batch to work on: a new one, or the one to take up."""
    key = _key(way, typed)
    left = None if typed.resume else store.batches.unfinished(key)
    if left is not None and typed.via is None:
        done = len(store.batches.saved(left))
        notice(
            say(
                f"同じ対象の未完了のバッチがあります({done:,}件保存済み)。続きから始めるには --resume を付けてください。",
                f"An unfinished batch of the same paths is there ({done:,} saved). To go on with it: --resume.",
            )
        )
    if found.passed_over:
        count, names = len(found.passed_over), ", ".join(found.passed_over[:_MOST_NAMES])
        notice(
            say(
                f"文書の名前でないファイル {count:,} 件は読みません: {names}",
                f"{count:,} file(s) that are not called like a document are passed over: {names}",
            )
        )
    # by post the same command collects: to send everything again by mistake would cost as much again
    identity = store.batches.begin(key, way.model, resume=typed.resume or (left is not None and typed.via is not None))
    if typed.resume:
        store.posts(identity).forget_failures()
    saved = store.batches.saved(identity)
    return _Run(way, store, identity, saved, Progress(len(found.documents)), Tally(before=len(saved)))


def _key(way: Way, typed: BatchOptions) -> str:
    """What makes two runs the same batch: the paths, and all that decides how a sheet is read.

    Not where documents are split: a batch is taken up with `--split auto` when a look at its splits has been had.
    """
    options = way.options
    decisive = {
        "paths": sorted(str(Path(path).resolve()) for path in typed.paths),
        "via": typed.via,
        "model": way.model,
        "options": [options.reading, options.samples, options.reread, options.lessons],
    }
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def _at_once(run: _Run, found: Listing) -> bool:
    """Ask one question after another; True where the last sheet was reached."""
    with run.progress, run.way.connected():
        asyncio.run(_work(run, found))
    return not run.is_stopped


def _by_post(run: _Run, found: Listing, *, wait: bool) -> bool:
    """Collect what has come, read on as far as it reaches, send what is asked next; with `wait` until nothing is."""
    way, posts = run.way, run.store.posts(run.batch)
    while True:
        for trouble in post.collect(posts, way.model, way.settings).troubles:
            notice(f"structurer: {phrases.printable(trouble)}")
        with post.outbox(posts, way.settings) as box:
            run.way = replace(way, options=replace(way.options, deferred=box, pace=None))
            run.tally.waiting = 0
            run.progress = Progress(len(found.documents))
            with run.progress:
                asyncio.run(_work(run, found))
            mail = post.send(box, way.model, way.settings)
        if not mail.questions or run.is_stopped:
            return not mail.questions and not run.is_stopped
        notice(
            say(
                f"{mail.questions:,}件の問い合わせを{mail.files}ファイルで送付済み。同じコマンドで受け取れます。",
                f"{mail.questions:,} question(s) are under way in {mail.files} file(s). The same command collects the answers.",
            )
        )
        if not wait or _is_interrupted(way.settings.post_interval):
            run.interrupted = wait
            return False
        run.saved = run.store.batches.saved(run.batch)


def _is_interrupted(seconds: float) -> bool:
    """Let the endpoint work for a while; True where Ctrl-C ends the waiting."""
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        return True
    return False


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
    return died(what, what) if isinstance(what, str) else died(what.ticket.item, what.ticket.name, what.parts)


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
        run.begin_no_more()
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


def _formatted(summary: Summary, output_format: str) -> str:
    if output_format == "json":
        return json_text(summary.model_dump(mode="json")) + "\n"
    return "".join(f"{line}\n" for line in summary.text())


def _status(summary: Summary) -> int:
    if summary.ended is not None:
        notice(f"structurer: {summary.ended}")
    if summary.failures or summary.ended is not None:
        return FAILED
    return REVIEW if summary.waiting or summary.sheets[Verdict.NEEDS_REVIEW.value] else CLEAN
