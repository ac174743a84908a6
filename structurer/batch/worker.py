"""A worker of a batch: it opens documents, reads the sheets that are missing, and notes the result of each."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from structurer.batch.plan import BatchPlan, Structured
from structurer.batch.pool import OpenedDocument
from structurer.checks.outcome import Verdict
from structurer.documents.intake import sources_in
from structurer.errors import LATER, InputError, ModelError, StoreError, StructurerError
from structurer.language import say
from structurer.pipeline import Outcome
from structurer.reading.model import failures, prices
from structurer.reading.model.account import Account
from structurer.store import Store
from structurer.store.batches import BatchSheet
from structurer.text.encoding import written_name
from structurer.text.source import Source

PATIENCE = 60.0
"""The seconds a save waits for other savers: many workers save to one store, and a save takes far less than a second."""

DIED = "ProcessDied"
"""The name of the error of a sheet that has ended the process which read it."""


@dataclass(frozen=True, slots=True)
class SheetJob:
    """A sheet to read, its place in the batch, and how many sheets its document has."""

    source: Source
    batch_sheet: BatchSheet
    parts: int


@dataclass(frozen=True, slots=True)
class SheetResult:
    """The result of one sheet.

    `standing` says that a person's review was left as it is, `outdone` that an earlier verified reading was, `unchanged` that
    the reading was there already, `contradicted` that the sheet prints something else than was given; `superseded` records of
    earlier texts of the file have ended.
    `error` is the name of the error's class and `message` its sentence. One that an earlier run of the batch has saved has
    neither verdict nor error here: the store knows.
    """

    item: str
    name: str
    parts: int = 1
    verdict: Verdict | None = None
    standing: bool = False
    outdone: bool = False
    unchanged: bool = False
    superseded: int = 0
    contradicted: bool = False
    error: str | None = None
    message: str | None = None
    account: Account = field(default_factory=Account)


def died(item: str, name: str, parts: int = 1) -> SheetResult:
    """Return the result of a document or a sheet that has ended its process twice; it stays missing."""
    message = say(f"{name}: 読み取りの処理が異常終了しました。", f"{name}: the process that read it died.")
    return SheetResult(item, name, parts, error=DIED, message=message)


class SheetWorker:
    """Reads the sheets of a batch.

    Args:
        way: how they are read.
        store: where they are saved; every process and thread may use its own.
        batch: the batch's id in that store.
        saved: the items that are saved already.
    """

    def __init__(self, plan: BatchPlan, store: Store, batch: str, saved: frozenset[str]) -> None:
        self._plan, self._store, self._batch = plan, store, batch
        self._saved: dict[str, set[str]] = {}
        for item in saved:
            self._saved.setdefault(item.partition("#")[0], set()).add(item)
        self._prices = prices.load(plan.settings.prices)

    def open(self, path: str) -> OpenedDocument[SheetJob, SheetResult]:
        """Return the sheets of a document that are still to read; a document of which all are saved is not opened at all."""
        return self._open(written_name(path), lambda: digest_of(path), lambda: self._plan.sources(Path(path)))

    def open_bytes(self, name: str, data: bytes) -> OpenedDocument[SheetJob, SheetResult]:
        """`open` for a document that is no file here."""
        return self._open(
            name, lambda: hashlib.sha256(data).hexdigest(), lambda: sources_in(name, data, self._plan.split)
        )

    def _open(
        self,
        name: str,
        digested: Callable[[], str],
        sources: Callable[[], Sequence[Source | InputError]],
    ) -> OpenedDocument[SheetJob, SheetResult]:
        digest = ""
        try:
            digest = digested()
            known = known_results(self._saved.get(digest, ()), name)
            if known:
                return OpenedDocument(results=known)
            found = sources()
        except Exception as error:  # noqa: BLE001  # one bad document does not end the batch
            batch_sheet = BatchSheet(self._batch, f"{digest or name}#0/0", name)
            return OpenedDocument(results=(self._failed(batch_sheet, 1, error),))
        return self._opened(name, digest, found)

    def _opened(
        self, name: str, digest: str, found: Sequence[Source | InputError]
    ) -> OpenedDocument[SheetJob, SheetResult]:
        parts = len(found)
        jobs: list[SheetJob] = []
        ended: list[SheetResult] = []
        for number, one in enumerate(found, 1):
            item = f"{digest}#{number}/{parts}"
            own = one.name if isinstance(one, Source) else f"{name}#{number}"
            if item in self._saved.get(digest, ()):
                ended.append(_before(item, own, parts))
            elif isinstance(one, Source):
                jobs.append(SheetJob(one, BatchSheet(self._batch, item, own), parts))
            else:
                ended.append(self._failed(BatchSheet(self._batch, item, own), parts, one))
        return OpenedDocument(tuple(jobs), tuple(ended))

    def read(self, job: SheetJob) -> SheetResult:
        """Read, check and save one sheet."""
        try:
            made = self._plan.structured(job.source, self._store, job.batch_sheet)
            if made.error is not None:
                return self._failed(job.batch_sheet, job.parts, made.error, job.source)
            return self._ended(job, made)
        except Exception as error:  # noqa: BLE001  # one bad sheet does not end the batch
            return self._failed(job.batch_sheet, job.parts, error)

    def _ended(self, job: SheetJob, made: Structured) -> SheetResult:
        outcome, batch_sheet = made.outcome, job.batch_sheet
        if not isinstance(outcome, Outcome):
            raise TypeError(made)
        account = Account()
        account.add(outcome.provenance)
        standing, verdict = outcome.standing, outcome.verdict
        if standing is not None and outcome.saved is None:
            verdict = standing.verdict
            self._store.batches.kept(batch_sheet, standing.record_id, standing.revision, verdict)
        saved, given = outcome.saved, outcome.given
        return SheetResult(
            batch_sheet.item,
            batch_sheet.name,
            job.parts,
            verdict,
            standing=saved is None and standing is not None and standing.reviewed,
            outdone=saved is None and standing is not None and not standing.reviewed,
            unchanged=saved is not None and saved.unchanged,
            superseded=0 if saved is None else len(saved.superseded),
            contradicted=given is not None and bool(given.contradicted(outcome.sheet.identity)),
            account=account,
        )

    def _failed(
        self, batch_sheet: BatchSheet, parts: int, error: Exception, source: Source | None = None
    ) -> SheetResult:
        """Note an error, where it is one: some sheets are only read later."""
        account, kind, message = Account(), type(error).__name__, str(error)
        if isinstance(error, ModelError):
            account.add_failed(error, self._plan.model, self._prices)
            kept = None if source is None else failures.keep(source, self._plan.model, error, self._plan.settings)
            message = message if kept is None else f"{message} [{kept}]"
        elif not isinstance(error, StructurerError):
            message = f"{kind}: {message}"
        if not isinstance(error, LATER):
            with suppress(StoreError):  # the note is lost, the sheet is not: it stays missing
                self._store.batches.failed(batch_sheet, kind, message)
        return SheetResult(batch_sheet.item, batch_sheet.name, parts, error=kind, message=message, account=account)


def known_results(saved: Collection[str], name: str) -> tuple[SheetResult, ...]:
    """Return the results of a document by its items that are saved; nothing where one is missing."""
    parts = len(saved)
    items = sorted(saved, key=lambda item: int(item.rpartition("#")[2].partition("/")[0]))
    return tuple(_before(item, name, parts) for item in items if item.endswith(f"/{parts}"))


def digest_of(path: str) -> str:
    """Return the sha256 of a file's bytes; nothing where it cannot be read, which is reported when it is opened."""
    if not Path(path).is_file():  # before opening: opening a FIFO waits for its writer
        return ""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _before(item: str, name: str, parts: int) -> SheetResult:
    return SheetResult(item, name, parts)
