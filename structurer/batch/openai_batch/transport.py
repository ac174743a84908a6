"""A transport for requests that are answered later: it gives the answers that have come and leaves the other requests."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import httpx2
import openai

from structurer.errors import AnswerPending, ModelUnreachable
from structurer.reading.model.troubles import PASSING, reason, words
from structurer.store.jobs import SentRequest


class RequestQueue(Protocol):
    """Where requests are left and answers found, by the key of the request."""

    def find(self, key: str) -> SentRequest | None:
        """Return what became of a request; None where it was never sent."""

    def put(self, key: str, body: Mapping[str, Any]) -> None:
        """Leave a request to be sent."""


@dataclass(slots=True)
class DeferredTransport:
    """A transport that sends nothing itself: AnswerPending where there is no answer yet.

    A sheet that is read again from its beginning finds the same answers, so it comes as far as they reach. What failed for
    the moment is left once more, `attempts` times in all.
    """

    requests: RequestQueue
    model: str
    endpoint: str
    attempts: int

    def send(self, body: dict[str, Any], _seconds: float) -> object:
        """Return the answer as JSON; the endpoint's refusal is raised as the openai library would raise it."""
        key = key_of(body)
        found = self.requests.find(key)
        if found is None:
            self.requests.put(key, body)
            raise AnswerPending(self.model)
        if found.status is None:
            raise AnswerPending(self.model)
        if found.status == httpx2.codes.OK:
            return found.body
        if found.status in PASSING or found.status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            if found.failures < self.attempts:
                self.requests.put(key, body)
                raise AnswerPending(self.model)
            stated = reason(words(found.body), "")
            raise ModelUnreachable(self.model, found.failures, f"HTTP {found.status}: {stated}")
        raise self._refusal(found.status, found.body)

    def close(self) -> None:
        """Nothing is held."""

    def _refusal(self, status: int, body: object) -> openai.APIStatusError:
        response = httpx2.Response(status, request=httpx2.Request("POST", self.endpoint))
        return openai.APIStatusError(_message(body), response=response, body=_error(body))


def key_of(body: Mapping[str, Any]) -> str:
    """Return the sha256 of a whole request, in 64 characters: what a requests file allows for a name."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _error(body: object) -> object:
    return body.get("error", body) if isinstance(body, dict) else body


def _message(body: object) -> str:
    """Return what an error's body states, in whichever of the usual places."""
    error = _error(body)
    stated = error.get("message", "") if isinstance(error, dict) else error
    return stated if isinstance(stated, str) else ""
