"""The line to a model: sends a request until it gets through or must be given up.

The transport's budget, with tenacity as its owner: 408, 409, 429, 5xx, timeouts and broken connections are repeated
until the attempts or the sheet's deadline are used up. Foreign errors become ours in one place, without their cause: an
endpoint may echo the key.
"""

import email.utils
import json
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import openai
import tenacity
from openai.types.chat import ChatCompletion

from structurer.errors import (
    AccountEmpty,
    KeyRejected,
    ModelError,
    ModelNotFound,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyTruncated,
)
from structurer.reading.model.dialect import Dialect
from structurer.reading.model.ledger import Ledger
from structurer.reading.model.remote import NO_KEY
from structurer.record import Tokens
from structurer.settings import Settings

_PASSING = frozenset({408, 409, 429})
_SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_KEY_LIKE = re.compile(r"(?:sk-|Bearer\s+)[^\s'\",}]+")
_LONGEST_REASON, _LONGEST_WAIT = 200, 60


class Sender(Protocol):
    """What takes a request body: an endpoint, or a model file in this process."""

    def send(self, body: dict[str, Any], seconds: float) -> object:
        """The answer, which may be no chat completion; an openai.APIError or an error of ours where none comes."""

    def close(self) -> None:
        """Let go of what is held."""


@dataclass
class Line:
    """The line to one model for one sheet. `until` is the sheet's deadline on the monotonic clock."""

    sender: Sender
    model: str
    key: str = field(repr=False)
    settings: Settings
    dialect: Dialect
    ledger: Ledger
    until: float

    def create(self, name: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> ChatCompletion:
        """One reply worth reading, asked for in the shape of a schema."""
        while True:
            body = self.dialect.body(request, name, schema)
            try:
                return self._usable(self._retrying()(self._send, body), request)
            except openai.APIError as error:
                status = error.status_code if isinstance(error, openai.APIStatusError) else 0
                if not self.dialect.learn(status, error.param, _text(error)):
                    raise self._own(error) from None
            except json.JSONDecodeError:
                raise ModelRejected(self.model, 200, "no JSON") from None

    def _retrying(self) -> tenacity.Retrying:
        passing = tenacity.retry_if_exception(_is_passing)
        return tenacity.Retrying(retry=passing, wait=_wait, stop=self._gives_up, reraise=True)

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        late = time.monotonic() + state.upcoming_sleep >= self.until
        return late or state.attempt_number >= self.settings.transport_attempts

    def _send(self, body: dict[str, Any]) -> object:
        left = self.until - time.monotonic()
        if left <= 0:
            raise ModelUnreachable(self.model, self.ledger.attempts, f"{self.settings.deadline} s")
        self.ledger.reserve(len(json.dumps(body, ensure_ascii=False).encode()), body[self.dialect.limit])
        self.ledger.attempts += 1
        return self.sender.send(body, min(left, self.settings.timeout))

    def _usable(self, completion: object, request: Mapping[str, Any]) -> ChatCompletion:
        """The reply, if it is one; a refusal is told apart first, since instructor would take it for bad JSON."""
        choices = getattr(completion, "choices", None)
        if not isinstance(completion, ChatCompletion) or not choices or getattr(choices[0], "message", None) is None:
            raise ModelRejected(self.model, 200, "no chat completion")
        self.ledger.enter(choices[0].message.content or "", _tokens(completion))
        refusal, finish = choices[0].message.refusal, choices[0].finish_reason
        if refusal is not None:
            raise ModelRefused(self.model, self._reason(refusal))
        if finish == "content_filter":
            raise ModelRefused(self.model, finish)
        if finish == "length":
            raise ReplyTruncated(self.model, _tokens(completion).output or request["max_tokens"])
        return completion

    def _own(self, error: openai.APIError) -> ModelError:
        """Every error of the openai library as one of ours."""
        if not isinstance(error, openai.APIStatusError):
            reason = self._reason(str(error.__cause__ or error) or error.message)
            return ModelUnreachable(self.model, self.ledger.attempts, reason)
        reason = self._reason(_said(error))
        if error.code in _FILTERED:
            return ModelRefused(self.model, reason)
        if _is_passing(error):
            return ModelUnreachable(self.model, self.ledger.attempts, f"HTTP {error.status_code}: {reason}")
        return _rejection(error)(self.model, error.status_code, reason)

    def _reason(self, text: str) -> str:
        """A short reason without the key, whole or as an endpoint abbreviates it."""
        known = text if self.key == NO_KEY else text.replace(self.key, "***")
        clean = " ".join(_KEY_LIKE.sub("***", known).split())
        return clean if len(clean) <= _LONGEST_REASON else f"{clean[:_LONGEST_REASON]}…"


def _rejection(error: openai.APIStatusError) -> type[ModelRejected]:
    """Each refusal that a user mends in another way has its own sentence."""
    if _SPENT & {error.code, error.type}:
        return AccountEmpty
    return {401: KeyRejected, 403: KeyRejected, 404: ModelNotFound}.get(error.status_code, ModelRejected)


def _tokens(completion: ChatCompletion) -> Tokens:
    usage = completion.usage
    if usage is None:
        return Tokens()
    details = getattr(usage, "prompt_tokens_details", None)
    cached = getattr(details, "cached_tokens", None) or 0
    return Tokens(input=usage.prompt_tokens or 0, output=usage.completion_tokens or 0, cached=cached)


def _is_passing(error: BaseException) -> bool:
    """True for trouble that may be over at the next attempt; an empty account is not."""
    if isinstance(error, openai.APIStatusError):
        passing = error.status_code in _PASSING or error.status_code >= 500
        return passing and error.status_code != 501 and not _SPENT & {error.code, error.type}
    return isinstance(error, openai.APIConnectionError)


def _wait(state: tenacity.RetryCallState) -> float:
    """What the endpoint asks for, else a random part of a time that doubles: clients must not come back together."""
    error = state.outcome.exception() if state.outcome is not None else None
    asked = _retry_after(error.response.headers) if isinstance(error, openai.APIStatusError) else None
    if asked is not None:
        return asked
    return random.uniform(0, min(_LONGEST_WAIT, 2 ** (state.attempt_number - 1)))  # noqa: S311 - no secret


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After header, given as seconds or as a date; None where there is none to be read."""
    said = headers.get("retry-after", "")
    if re.fullmatch(r"\d{1,9}(\.\d+)?", said):
        return float(said)
    try:
        then = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, then.timestamp() - time.time())


def _said(error: openai.APIStatusError) -> str:
    """What the endpoint says is wrong, else the name of the status."""
    said = error.body.get("message") if isinstance(error.body, dict) else None
    return said if isinstance(said, str) and said.strip() else error.response.reason_phrase


def _text(error: openai.APIError) -> str:
    return _said(error) if isinstance(error, openai.APIStatusError) else str(error)
