"""What `structurer batch` does: many sheets side by side, each saved as it ends; a batch that was left is resumed."""

import asyncio
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from structurer.batch import processes
from structurer.batch.discovery import FoundDocuments, find_documents
from structurer.batch.openai_batch import jobs as batch_api
from structurer.batch.plan import BatchPlan
from structurer.batch.pool import WorkerPool, run_pool
from structurer.batch.progress import ProgressDisplay
from structurer.batch.resumed import SavedDocuments
from structurer.batch.summary import BatchSummary, FailedSheet, RunTally
from structurer.batch.worker import PATIENCE, SheetJob, SheetResult, SheetWorker, died
from structurer.checks.outcome import Verdict
from structurer.cli import run as run_command
from structurer.cli.run import ReaderOptions, set_up
from structurer.cli.status import CLEAN, FAILED, INTERRUPTED, REVIEW
from structurer.errors import (
    ENDING,
    LATER,
    AnswerPending,
    BatchApiUnsupported,
    ModelUnreachable,
    SecondWithBatchApi,
    StoreError,
    StoreUnavailable,
    StoreUnreachable,
    WaitWithoutVia,
)
from structurer.language import say
from structurer.pipeline import OFFLINE
from structurer.reading.model.pace import Pace
from structurer.report import phrases
from structurer.report.output import check_output, json_text, notice, write
from structurer.store import Store
from structurer.store.batches import SheetStatus

_AT_ONCE = (
    8  # requests to an endpoint: a guess on the safe side of small accounts; the pace slows down where it is too many
)
_MOST_NAMES = 3  # files named in one notice: enough to see what kind they are
_WORTH_PROCESSES = 50
"""Fewer documents are read before new processes have started, which takes them about a second."""
_ENDING = frozenset(error.__name__ for error in ENDING)
_LATER = frozenset(error.__name__ for error in LATER)
_DEAD_AFTER = {ModelUnreachable.__name__: 10, StoreUnavailable.__name__: 3, StoreUnreachable.__name__: 3}
"""After so many sheets in a row the endpoint is taken for dead, since each has had its own repetitions, or the store for one that
takes nothing more (a full disk): one sheet that it does not take may be to blame itself."""


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
class _BatchRun:
    """A batch under way, and why it stops, if it does."""

    plan: BatchPlan
    store: Store
    batch: str
    saved: frozenset[str]
    progress: ProgressDisplay
    tally: RunTally = field(default_factory=RunTally)
    hopeless: str | None = None
    dead: int = 0
    interrupted: bool = False

    @property
    def is_stopped(self) -> bool:
        """True where nothing more is to be begun."""
        return self.interrupted or self.hopeless is not None

    def take(self, ended: SheetResult) -> None:
        """Count the result of a sheet, and see whether the next has a chance."""
        tally = self.tally
        tally.account.merge(ended.account)
        tally.standing += ended.standing
        tally.outdone += ended.outdone
        tally.unchanged += ended.unchanged
        tally.superseded += ended.superseded
        tally.contradicted += ended.contradicted
        if ended.error == AnswerPending.__name__:
            tally.waiting += 1
        elif ended.error is not None and ended.error not in _LATER:
            failure = FailedSheet(name=ended.name, error=ended.error, message=ended.message or "")
            tally.failures[ended.item, ended.name] = failure
        elif ended.error is None:
            tally.ended[ended.item, ended.name] = ended.verdict
            if ended.verdict is not None:
                tally.verdicts[ended.verdict.value] += 1
        self.dead = self.dead + 1 if ended.error in _DEAD_AFTER else 0
        if ended.error in _ENDING or (
            ended.error is not None and self.dead >= _DEAD_AFTER.get(ended.error, self.dead + 1)
        ):
            self.hopeless = ended.message
            self.begin_no_more()
        self.progress.take(ended, tally)

    def begin_no_more(self) -> None:
        """Keep the sheets that are ready and wait for the model from being sent."""
        if self.plan.options.pace is not None:
            self.plan.options.pace.close()


def batch(reader: ReaderOptions, options: BatchOptions, output_format: str, output: Path | None) -> int:
    """Structure every sheet at some paths; the worst status counts. An interrupted one ends with 130."""
    if options.wait and options.via is None:
        raise WaitWithoutVia
    found = find_documents(options.paths)
    check_output(output, found.documents)
    plan = _plan(reader, options)
    with Store.open(plan.settings.store, seconds=PATIENCE) as store:
        plan = replace(plan, words=store.words.uses())
        run = _begun(plan, store, options, found)
        begun_at = time.monotonic()
        ended = _by_batch_api(run, found, wait=options.wait) if options.via else _directly(run, found)
        run.tally.seconds = time.monotonic() - begun_at
        done, left = _closed(run, options, ended=ended)
    summary = BatchSummary.of(run.batch, plan.model, done, run.tally, run.hopeless, interrupted=run.interrupted)
    write(_formatted(summary, output_format), output, output_format=output_format)
    if left:
        notice(_left(left))
    if run.interrupted:
        notice(_interruption(summary))
        return INTERRUPTED
    return _status(summary)


def _closed(run: _BatchRun, options: BatchOptions, *, ended: bool) -> tuple[list[SheetStatus] | None, list[str]]:
    """Close a batch; return its sheets and the records whose files are gone.

    A store that says or takes nothing any more takes no summary along: None in the place of the sheets, and it is why the batch ended.
    """
    store, sheets, left = run.store, None, list[str]()
    try:
        sheets = store.batches.sheets(run.batch)
        folders = [Path(path) for path in options.paths if Path(path).is_dir()]
        left = sorted({record for folder in folders for record in store.left_by_files(folder)})
        if ended:
            store.batches.finish(run.batch)
    except StoreError as error:
        run.hopeless = run.hopeless or str(error)
    return sheets, left


def _plan(reader: ReaderOptions, options: BatchOptions) -> BatchPlan:
    """Return the plan; what would stop every sheet, such as a missing key, is an error here."""
    setup = set_up(reader)
    second = setup.options.second
    asks = setup.model != OFFLINE or second is not None
    concurrency = options.concurrency or (_AT_ONCE if asks else os.cpu_count() or 1)
    pace = Pace(concurrency, options.requests, options.tokens) if asks else None
    is_endpoint = setup.model.startswith("openai:")
    if options.via is not None and not is_endpoint:
        raise BatchApiUnsupported(setup.model)
    if options.via is not None and second not in {None, setup.model}:
        raise SecondWithBatchApi(str(second))
    if is_endpoint:
        from structurer.reading.model.remote import ready  # a second to import: never offline

        ready(setup.model, setup.settings)
    return BatchPlan(
        setup.model,
        setup.settings,
        replace(setup.options, pace=pace),
        concurrency,
        again=options.again,
        split=reader.split,
        given=setup.given,
        beside=True,
    )


def estimate(reader: ReaderOptions, options: BatchOptions) -> int:
    """Print what reading the sheets would take, without asking anything."""
    return run_command.estimate(list(find_documents(options.paths).documents), reader)


def _begun(plan: BatchPlan, store: Store, options: BatchOptions, found: FoundDocuments) -> _BatchRun:
    """Return the batch to work on: a new one, or the one to resume."""
    key = _key(plan, options)
    left = None if options.resume else store.batches.unfinished(key)
    if left is not None and options.via is None:
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
                f"文書の名前でないか、書き出した表であるファイル {count:,} 件は読みません: {names}",
                f"{count:,} file(s) that are not called like a document, or are exported tables, are passed over: {names}",
            )
        )
    # with the Batch API the same command collects: to send everything again by mistake would cost as much again
    resume = options.resume or (left is not None and options.via is not None)
    identity = store.batches.begin(key, plan.model, resume=resume)
    if options.resume:
        store.jobs(identity).forget_failures()
    saved = store.batches.saved(identity)
    return _BatchRun(plan, store, identity, saved, ProgressDisplay(len(found.documents)), RunTally(before=len(saved)))


def _key(plan: BatchPlan, options: BatchOptions) -> str:
    """Return what makes two runs the same batch: the paths, and all that decides how a sheet is read.

    Not where documents are split: a batch is resumed with `--split auto` after a look at its splits.
    """
    reading = plan.options
    decisive = {
        "paths": sorted(str(Path(path).resolve()) for path in options.paths),
        "via": options.via,
        "model": plan.model,
        "options": [reading.reading, reading.reread, *filter(None, [reading.second])],
    }
    return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode("utf-8", "surrogateescape")).hexdigest()


def _directly(run: _BatchRun, found: FoundDocuments) -> bool:
    """Send each request by itself; True where the last sheet was reached."""
    with run.progress, run.plan.connected():
        asyncio.run(_work(run, found))
    return not run.is_stopped


def _by_batch_api(run: _BatchRun, found: FoundDocuments, *, wait: bool) -> bool:
    """Collect the answers that have come, read on as far as they reach, submit what is asked next.

    True where nothing is left to ask; `wait` goes on until then.
    """
    plan, jobs = run.plan, run.store.jobs(run.batch)
    while True:
        for trouble in batch_api.collect(jobs, plan.model, plan.settings).troubles:
            notice(f"structurer: {phrases.printable(trouble)}")
        with batch_api.requests_files(jobs, plan.settings) as files:
            run.plan = replace(plan, options=replace(plan.options, deferred=files, pace=None))
            run.tally.waiting = 0
            run.progress = ProgressDisplay(len(found.documents))
            with run.progress:
                asyncio.run(_work(run, found))
            left = batch_api.submit(files, plan.model, plan.settings)
        if not left.requests or run.is_stopped:
            return not left.requests and not run.is_stopped
        notice(
            say(
                f"{left.requests:,}件の問い合わせを{left.jobs}ファイルで送付済み。同じコマンドで受け取れます。",
                f"{left.requests:,} question(s) are under way in {left.jobs} file(s). The same command collects the answers.",
            )
        )
        if not wait or _is_interrupted(plan.settings.post_interval):
            run.interrupted = wait
            return False
        run.saved = run.store.batches.saved(run.batch)


def _is_interrupted(seconds: float) -> bool:
    """Wait while the endpoint works; True where Ctrl-C ends the waiting."""
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        return True
    return False


async def _work(run: _BatchRun, found: FoundDocuments) -> None:
    with _listening(run):
        left = _taken_up(run, found.documents)
        async with aclosing(_results(run, left)) as results:
            async for ended in results:
                run.take(ended)


def _taken_up(run: _BatchRun, documents: Sequence[str]) -> tuple[str, ...]:
    """Count the documents that an earlier run has saved; return the others."""
    known = SavedDocuments(run.store, run.batch)
    left: list[str] = []
    for document in documents:
        results = known.results(document)
        for ended in results:
            run.take(ended)
        left += [] if results else [document]
    return tuple(left)


def _results(run: _BatchRun, documents: Sequence[str]) -> AsyncGenerator[SheetResult, None]:
    plan = run.plan
    if plan.is_offline and plan.concurrency > 1 and len(documents) >= _WORTH_PROCESSES:
        made = partial(processes.executor, plan, plan.settings.store, run.batch, run.saved)
        pool = WorkerPool(made, plan.workers, processes.open_document, processes.read_sheet, _died)
    else:
        worker = SheetWorker(plan, run.store, run.batch, run.saved)
        pool = WorkerPool(partial(ThreadPoolExecutor, plan.workers), plan.workers, worker.open, worker.read, _died)
    return run_pool(iter(documents), pool, lambda: run.is_stopped)


def _died(what: str | SheetJob) -> SheetResult:
    return died(what, what) if isinstance(what, str) else died(what.batch_sheet.item, what.batch_sheet.name, what.parts)


@contextmanager
def _listening(run: _BatchRun) -> Iterator[None]:
    """Let what is under way end on Ctrl-C or SIGTERM; a second one ends at once, which loses nothing either."""
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


def _left(records: list[str]) -> str:
    """Say that sheets of the folder are gone whose records are exported all the same."""
    shown, count = " ".join(records[:_MOST_NAMES]), len(records)
    more = " …" if count > _MOST_NAMES else ""
    return say(
        f"シートのファイルがなくなった記録が {count:,} 件あります({shown}{more})。書き出しには残ります。"
        "外すには structurer records withdraw。",
        f"The files of {count:,} record(s) are gone ({shown}{more}); they are exported all the same. "
        "To leave one out: structurer records withdraw.",
    )


def _interruption(summary: BatchSummary) -> str:
    saved = sum(summary.sheets.values())
    return say(
        f"中断しました({saved:,}件保存済み)。同じ引数に --resume を付けると続きから始めます。",
        f"Interrupted ({saved:,} saved). The same arguments with --resume go on from here.",
    )


def _formatted(summary: BatchSummary, output_format: str) -> str:
    if output_format == "json":
        return json_text(summary.model_dump(mode="json")) + "\n"
    return "".join(f"{line}\n" for line in summary.text())


def _status(summary: BatchSummary) -> int:
    if summary.ended is not None:
        notice(f"structurer: {summary.ended}")
    if summary.failures or summary.ended is not None:
        return FAILED
    return REVIEW if summary.waiting or summary.sheets[Verdict.NEEDS_REVIEW.value] else CLEAN
