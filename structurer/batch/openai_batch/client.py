"""The client of the Batch API: a requests file in, a file of answers out, hours later.

The openai library sends; what fails for the moment is repeated as for a single request. Nothing that an answer states is
opened or followed.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

import httpx2
import openai
import tenacity
from openai.types import Batch
from pydantic import JsonValue

from structurer.errors import ModelUnreachable
from structurer.reading.model.completion import completion
from structurer.reading.model.remote import MOST_BYTES, client_of, remote
from structurer.reading.model.troubles import is_passing, masked, own, reason
from structurer.settings import Settings

PATH: Final = "/v1/chat/completions"
"""The path that each request of a file goes to."""
_WINDOW: Final = "24h"  # the only window that the Batch API offers
_MARK = "structurer_post"  # the name of every version: a newer one finds the jobs of an older
_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_BAD_GATEWAY, _GATEWAY_TIMEOUT = 502, 504
_MOST_FILE = 2_000_000_000  # bytes of a file of answers: 40,000 for each of the 50,000 requests that one may hold
_MOST_LISTED = (
    100  # the most that the Batch API lists at once; a lost answer is looked for the next time the command runs
)

ReceivedT = TypeVar("ReceivedT")


@dataclass(frozen=True, slots=True)
class BatchJob:
    """A batch job as the endpoint reports it: its id there, its status, how many requests are done, what went wrong with it."""

    remote: str
    status: str
    total: int
    done: int
    failed: int
    trouble: str | None
    files: tuple[str, ...]

    @property
    def is_ended(self) -> bool:
        """True where nothing more will come."""
        return self.status in _ENDED


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """One answer: the request's key, its HTTP status and body."""

    key: str
    status: int
    body: JsonValue


class BatchClient:
    """A client of the Batch API at the endpoint of the settings; use it in a `with`."""

    def __init__(self, model: str, settings: Settings) -> None:
        self._model, self._settings = model, settings
        transport, self._key = remote(model, settings)
        self._openai = client_of(transport.address, _MOST_FILE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._openai.close()

    def submit(self, requests: Path, mark: str) -> BatchJob:
        """Submit a requests file; `mark` is kept with its job, which is found by it if the answer to this is lost."""
        kept = self._retried(lambda: self._openai.files.create(file=requests, purpose="batch"))
        made = self._retried(
            lambda: self._openai.batches.create(
                input_file_id=kept.id, endpoint=PATH, completion_window=_WINDOW, metadata={_MARK: mark}
            )
        )
        return self._job(made)

    def find(self, mark: str) -> BatchJob | None:
        """Return the job with a mark, among the newest hundred; None where its file never arrived."""
        listed = self._retried(lambda: self._openai.batches.list(limit=_MOST_LISTED))
        found = next((batch for batch in listed.data if (batch.metadata or {}).get(_MARK) == mark), None)
        return None if found is None else self._job(found)

    def retrieve(self, remote_id: str) -> BatchJob:
        """Return a job as it is now."""
        return self._job(self._retried(lambda: self._openai.batches.retrieve(remote_id)))

    def answers(self, job: BatchJob) -> Iterator[BatchAnswer]:
        """Yield every answer of a job, the failed ones too; a line that is none is left out, and its request sent again."""
        for file in job.files:
            for line in self._lines(file):
                answer = _answer(line)
                if answer is not None:
                    yield answer

    def _lines(self, file: str) -> Iterator[str]:
        """Yield the lines of a file, without the key where the endpoint echoes it: answers are kept as they come."""
        try:
            with self._openai.files.with_streaming_response.content(file) as response:
                for line in _lines(response.iter_bytes()):
                    yield masked(line.decode("utf-8", "replace"), self._key)
        except openai.APIError as error:
            raise own(error, self._model, 1, self._key) from None
        except httpx2.HTTPError as error:  # while the file was read: the library does not see to that
            raise ModelUnreachable(self._model, 1, reason(str(error) or type(error).__name__, self._key)) from None

    def _job(self, batch: Batch) -> BatchJob:
        counts, errors = batch.request_counts, None if batch.errors is None else batch.errors.data
        stated = "; ".join(error.message or error.code or "" for error in errors or ())
        return BatchJob(
            remote=batch.id,
            status=batch.status,
            total=0 if counts is None else counts.total,
            done=0 if counts is None else counts.completed,
            failed=0 if counts is None else counts.failed,
            trouble=reason(stated, self._key) if errors else None,
            files=tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
        )

    def _retried(self, work: Callable[[], ReceivedT]) -> ReceivedT:
        """Return what some work gives; an endpoint that is out of reach for a moment is tried again."""
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception(is_passing),
            wait=tenacity.wait_random_exponential(max=20),
            stop=tenacity.stop_after_attempt(self._settings.transport_attempts),
            reraise=True,
        )
        try:
            return again(work)
        except openai.APIError as error:
            raise own(error, self._model, self._settings.transport_attempts, self._key) from None
        except OSError as error:
            raise ModelUnreachable(self._model, 1, error.strerror or type(error).__name__) from error


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines that end at a line feed: other letters that end a line, such as U+2028, may stand inside a JSON text."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
        if len(rest) > MOST_BYTES:
            raise httpx2.ReadError(f"a line of more than {MOST_BYTES:,} bytes")
    yield rest


def _answer(line: str) -> BatchAnswer | None:
    """Return a line of an answer file; a request without an answer has timed out, a 200 without a reply is a gateway's trouble."""
    try:
        found = json.loads(line)
        key, response, error = found["custom_id"], found.get("response"), found.get("error")
        if isinstance(response, dict) and isinstance(response["status_code"], int):
            status, body = response["status_code"], response["body"]
            lost = status == httpx2.codes.OK and completion(body) is None
            return BatchAnswer(str(key), _BAD_GATEWAY if lost else status, body)
        return BatchAnswer(str(key), _GATEWAY_TIMEOUT, {"error": error})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
