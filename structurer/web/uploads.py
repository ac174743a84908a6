"""What is handed in on the page: each text or document is read in the background, and kept until its page is done with it."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from structurer.batch.plan import BatchPlan
from structurer.checks.outcome import Verdict
from structurer.documents import Document
from structurer.documents.intake import attempted, opened
from structurer.documents.split import DocumentPart, parts
from structurer.errors import InputError, ModelError, SplitUnconfirmed, StructurerError, UploadsBusy
from structurer.language import Language, spoken
from structurer.pipeline import words_in
from structurer.reading.model import failures
from structurer.sheet.given import Given
from structurer.store import Store
from structurer.text.source import Source
from structurer.web.multipart import UploadForm

_AT_ONCE = 2
"""Documents that are read at a time: a reading without a model is the processor's work, and the page must answer meanwhile."""
_WAITING = 8
"""Uploads that may wait, for their turn or for a word: their documents are held in memory, some hundred megabytes at worst each."""
_KEPT = 40
"""Uploads that are remembered: enough for everybody's last ones."""


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What became of one sheet: the record it is saved as, or why it could not be read.

    `reviewed` where a person has reviewed that record, `outdone` where it is verified and this reading is not: so this one is
    not saved over it.
    """

    name: str
    record_id: str = ""
    project: str = ""
    verdict: Verdict | None = None
    findings: int = 0
    reviewed: bool = False
    outdone: bool = False
    error: StructurerError | None = None


@dataclass
class Upload:
    """One text or document that was handed in, and what became of it.

    Attributes:
        name: of the file, or of what was pasted.
        form: what was typed, so that it can be shown again; nothing once it is saved.
        model: the reader, by its full name.
        given: what a person gave beside it.
        document: the document, while the bounds of its sheets are not settled.
        bounds: the sheets that seem to stand in it, where somebody must say so.
        total: how many sheets it holds; 0 until that is known.
        results: what became of each sheet, as far as they are read.
        error: why nothing of it could be read.
        ended: seconds that it took; None while it is read.
    """

    id: str
    name: str
    form: UploadForm
    model: str
    given: Given | None = None
    begun: float = field(default_factory=time.monotonic)
    document: Document | None = None
    bounds: tuple[DocumentPart, ...] = ()
    total: int = 0
    results: list[SheetRead] = field(default_factory=list)
    error: StructurerError | None = None
    ended: float | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds(self) -> float:
        """How long it took, or takes already."""
        return time.monotonic() - self.begun if self.ended is None else self.ended


class Uploads:
    """The uploads of one server."""

    def __init__(self, store: str | None) -> None:
        self._store = store
        self._known: dict[str, Upload] = {}
        self._lock = threading.Lock()
        self._turns = threading.Semaphore(_AT_ONCE)

    def __getitem__(self, upload_id: str) -> Upload:
        """The upload of an id; KeyError where it is not known (any more)."""
        return self._known[upload_id]

    def add(self, name: str, data: bytes, form: UploadForm, plan: BatchPlan) -> Upload:
        """Begin to read what was handed in; UploadsBusy where too much waits already."""
        made = Upload(secrets.token_urlsafe(12), name, form, plan.model, plan.given)
        with self._lock:
            if sum(not upload.finished.is_set() for upload in self._known.values()) >= _WAITING:
                raise UploadsBusy(_WAITING)
            self._known[made.id] = made
            self._forget()
        self._begin(made, lambda: self._opened(made, name, data, plan))
        return made

    def _forget(self) -> None:
        """Forget the oldest that are over; a document that waits for a word about its bounds takes more room than others."""
        over = [upload for upload in self._known.values() if upload.finished.is_set()]
        held = [upload for upload in over if upload.document is not None]
        for old in {
            upload.id for upload in (*over[: max(len(over) - _KEPT, 0)], *held[: max(len(held) - _WAITING, 0)])
        }:
            del self._known[old]

    def split(self, upload: Upload, split: str, plan: BatchPlan) -> None:
        """Read a document whose sheets somebody has looked at: `auto` or `none`."""
        document = upload.document
        if document is None:
            return
        upload.document, upload.error, upload.bounds, upload.ended = None, None, (), None
        upload.begun, upload.finished = time.monotonic(), threading.Event()
        self._begin(upload, lambda: self._read(upload, attempted(document, split), plan))

    def _begin(self, upload: Upload, work: Callable[[], None]) -> None:
        # a daemon: whoever stops the server does not wait for a model; what is not saved then was never said to be
        threading.Thread(target=self._work, args=(upload, work, spoken.get()), daemon=True).start()

    def _work(self, upload: Upload, work: Callable[[], None], chosen: Language | None) -> None:
        with self._turns, _speaking(chosen):
            try:
                work()
            except StructurerError as error:
                upload.error = error
            except Exception:
                upload.error = StructurerError(
                    f"{upload.name}: 内部の誤りで読み取れませんでした。記録は変わっていません。",
                    f"{upload.name}: not read, because of an internal error; no record was changed.",
                )
                raise
            finally:
                upload.ended = upload.seconds
                upload.finished.set()

    def _opened(self, upload: Upload, name: str, data: bytes, plan: BatchPlan) -> None:
        document = opened(name, data)
        try:
            found = attempted(document)
        except SplitUnconfirmed:
            upload.document, upload.bounds = document, tuple(part for part in parts(document) if part.is_sheet)
            raise
        self._read(upload, found, plan)

    def _read(self, upload: Upload, found: tuple[Source | InputError, ...], plan: BatchPlan) -> None:
        upload.total = len(found)
        with Store.open(self._store) as store:
            known = replace(plan, words=words_in(store))
            for one in found:
                upload.results.append(
                    _read_sheet(one, known, store) if isinstance(one, Source) else SheetRead(upload.name, error=one)
                )
        if len(upload.results) == 1 and upload.results[0].error is not None:
            raise upload.results[0].error
        upload.form = UploadForm({})  # it is saved: nobody has to be shown it again


def _read_sheet(source: Source, plan: BatchPlan, store: Store) -> SheetRead:
    result = plan.structured(source, store)
    if isinstance(result.error, ModelError):
        failures.keep(source, plan.model, result.error, plan.settings)
    outcome = result.outcome
    if outcome is None:
        return SheetRead(source.name, error=result.error)
    kept = outcome.standing if outcome.saved is None else None
    saved, project = outcome.saved or kept, outcome.sheet.identity.project
    return SheetRead(
        source.name,
        "" if saved is None else saved.record_id,
        "" if project is None else project.text,
        outcome.verdict,
        len(outcome.findings),
        reviewed=kept is not None and kept.reviewed,
        outdone=kept is not None and not kept.reviewed,
    )


@contextmanager
def _speaking(chosen: Language | None) -> Iterator[None]:
    """The language of who handed it in, for what is put in words on the way."""
    token = spoken.set(chosen)
    try:
        yield
    finally:
        spoken.reset(token)
