"""A batch through the Batch API: requests are written to files, the files sent, and their answers collected.

That takes as many rounds as the sheets need. A sheet is read from its beginning in each round, as far as the answers reach:
a refused setting, a reply that must be asked for again and the second reading each leave a request for the next file.
Nothing is decided here that is not decided when requests go one by one.
"""

import json
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from structurer.settings import Settings
from structurer.store.jobs import BatchJobs, OpenJob, SentRequest

if TYPE_CHECKING:  # the openai library takes a second to import: only where requests go out
    from structurer.batch.openai_batch.client import BatchClient
    from structurer.batch.openai_batch.transport import DeferredTransport


@dataclass
class RequestsFiles:
    """Requests on their way into files, none larger than an endpoint takes.

    Args:
        jobs: what was sent before.
        folder: where the files are written.
        most_requests, most_bytes: of one file.
    """

    jobs: BatchJobs
    folder: Path
    most_requests: int
    most_bytes: int
    files: list[tuple[Path, list[str]]] = field(default_factory=list)
    _keys: set[str] = field(default_factory=set)
    _bytes: int = 0
    _open: IO[bytes] | None = None

    def transport(self, model: str, settings: Settings) -> "DeferredTransport":
        """Return the transport of a conversation that leaves its requests here."""
        from structurer.batch.openai_batch.transport import DeferredTransport  # noqa: PLC0415  # the conversation has openai
        from structurer.reading.model.remote import DEFAULT_ENDPOINT  # noqa: PLC0415  # as above

        return DeferredTransport(self, model, settings.openai_base_url or DEFAULT_ENDPOINT, settings.transport_attempts)

    def find(self, key: str) -> SentRequest | None:
        """Return what became of a request; None where it was never sent."""
        return self.jobs.find(key)

    def put(self, key: str, body: Mapping[str, Any]) -> None:
        """Write a request into the file that is open; the same request of two sheets is sent once."""
        if key in self._keys:
            return
        from structurer.batch.openai_batch.client import PATH  # noqa: PLC0415  # openai is there: it has made the body

        line = {"custom_id": key, "method": "POST", "url": PATH, "body": body}
        data = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        file, keys = self._file(len(data))
        file.write(data)
        keys.append(key)
        self._keys.add(key)
        self._bytes += len(data)

    def close(self) -> None:
        """Have everything written."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _file(self, size: int) -> tuple[IO[bytes], list[str]]:
        full = self.files and (len(self.files[-1][1]) >= self.most_requests or self._bytes + size > self.most_bytes)
        if self._open is None or full:
            self.close()
            path = self.folder / f"{len(self.files) + 1:03}.jsonl"
            self.files.append((path, []))
            self._open, self._bytes = path.open("wb"), 0
        return self._open, self.files[-1][1]


@dataclass(frozen=True, slots=True)
class RequestsUnderWay:
    """The jobs and requests of a batch that are under way, and what went wrong with a job."""

    jobs: int
    requests: int
    troubles: tuple[str, ...] = ()


@contextmanager
def requests_files(jobs: BatchJobs, settings: Settings) -> Iterator[RequestsFiles]:
    """Give a block requests files that are gone afterwards: nothing of a sheet is left lying about."""
    with tempfile.TemporaryDirectory(prefix="structurer-") as folder:
        files = RequestsFiles(jobs, Path(folder), settings.post_questions, settings.post_bytes)
        try:
            yield files
        finally:
            files.close()


def collect(jobs: BatchJobs, model: str, settings: Settings) -> RequestsUnderWay:
    """Take in every answer that has come, and return what is still under way."""
    from structurer.batch.openai_batch.client import BatchClient  # noqa: PLC0415  # only where requests go out

    troubles: list[str] = []
    with BatchClient(model, settings) as client:
        for opened in jobs.open():
            trouble = _collect(jobs, client, opened)
            troubles += [] if trouble is None else [trouble]
    return RequestsUnderWay(len(jobs.open()), jobs.pending(), tuple(troubles))


def submit(files: RequestsFiles, model: str, settings: Settings) -> RequestsUnderWay:
    """Send the requests files; each is noted before it goes and confirmed after."""
    from structurer.batch.openai_batch.client import BatchClient  # noqa: PLC0415  # as above

    files.close()
    if files.files:
        with BatchClient(model, settings) as client:
            for path, keys in files.files:
                mark = uuid.uuid4().hex
                files.jobs.begin(mark, keys)
                files.jobs.submitted(mark, client.submit(path, mark).remote)
    return RequestsUnderWay(len(files.jobs.open()), files.jobs.pending())


def _collect(jobs: BatchJobs, client: "BatchClient", opened: OpenJob) -> str | None:
    found = client.find(opened.id) if opened.remote is None else client.retrieve(opened.remote)
    if found is None:
        jobs.drop(opened.id)
        return None
    if opened.remote is None:
        jobs.submitted(opened.id, found.remote)
    if not found.is_ended:
        return None
    jobs.answered(opened.id, ((answer.key, answer.status, answer.body) for answer in client.answers(found)))
    jobs.end(opened.id, found.trouble or (None if found.status == "completed" else found.status))
    return found.trouble
