"""The post office of an OpenAI-compatible endpoint: files of questions in, files of answers out, hours later.

Its own library does the talking; trouble on the line is repeated as for a single question. Nothing an answer says is opened
or followed.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

import openai
import tenacity
from openai.types import Batch
from pydantic import JsonValue

from structurer.errors import ModelUnreachable
from structurer.reading.model.remote import client_of, remote
from structurer.reading.model.troubles import is_passing, own, reason
from structurer.settings import Settings

PATH: Final = "/v1/chat/completions"
"""What each question of a file is put to."""
_WINDOW: Final = "24h"
_MARK = "structurer_post"
_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_GATEWAY_TIMEOUT = 504
_MOST_LISTED = 100

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Post:
    """How a file of questions stands: the endpoint's name for it, its status, how many are done, and what went wrong with it."""

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
class Letter:
    """One answer: the question's key, its HTTP status and body."""

    key: str
    status: int
    body: JsonValue


class Office:
    """Talks to the endpoint of the settings about files of questions; use it in a `with`."""

    def __init__(self, model: str, settings: Settings) -> None:
        self._model, self._settings = model, settings
        line, self._key = remote(model, settings)
        self._client = client_of(line.address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def send(self, questions: Path, mark: str) -> Post:
        """Hand in a file of questions; `mark` is kept with it, so that it is found again if the answer to this is lost."""
        kept = self._tried(lambda: self._client.files.create(file=questions, purpose="batch"))
        made = self._tried(
            lambda: self._client.batches.create(
                input_file_id=kept.id, endpoint=PATH, completion_window=_WINDOW, metadata={_MARK: mark}
            )
        )
        return self._post(made)

    def find(self, mark: str) -> Post | None:
        """The file that was handed in with a mark, among the newest hundred; None where it never arrived."""
        listed = self._tried(lambda: self._client.batches.list(limit=_MOST_LISTED))
        found = next((batch for batch in listed.data if (batch.metadata or {}).get(_MARK) == mark), None)
        return None if found is None else self._post(found)

    def look(self, name: str) -> Post:
        """How a file stands."""
        return self._post(self._tried(lambda: self._client.batches.retrieve(name)))

    def letters(self, post: Post) -> Iterator[Letter]:
        """Every answer that came for a file, the failed ones too; a line that is none is left out, and so comes again."""
        for file in post.files:
            for line in self._lines(file):
                letter = _letter(line)
                if letter is not None:
                    yield letter

    def _lines(self, file: str) -> Iterator[str]:
        try:
            with self._client.files.with_streaming_response.content(file) as response:
                yield from response.iter_lines()
        except openai.APIError as error:
            raise own(error, self._model, 1, self._key) from None

    def _post(self, batch: Batch) -> Post:
        counts, errors = batch.request_counts, None if batch.errors is None else batch.errors.data
        told = (
            None if not errors else reason("; ".join(error.message or error.code or "" for error in errors), self._key)
        )
        return Post(
            remote=batch.id,
            status=batch.status,
            total=0 if counts is None else counts.total,
            done=0 if counts is None else counts.completed,
            failed=0 if counts is None else counts.failed,
            trouble=told,
            files=tuple(file for file in (batch.output_file_id, batch.error_file_id) if file),
        )

    def _tried(self, work: Callable[[], Result]) -> Result:
        """What some work gives; an endpoint that is out of reach for a moment is tried again."""
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


def _letter(line: str) -> Letter | None:
    """A line of an answer file; what ended without an answer, such as an expired question, is like one that timed out."""
    try:
        told = json.loads(line)
        key, response, error = told["custom_id"], told.get("response"), told.get("error")
        if isinstance(response, dict) and isinstance(response["status_code"], int):
            return Letter(str(key), response["status_code"], response["body"])
        return Letter(str(key), _GATEWAY_TIMEOUT, {"error": error})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
