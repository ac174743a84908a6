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
    AccessDenied,
    AccountEmpty,
    ContentFiltered,
    KeyRejected,
    ModelError,
    ModelNotFound,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyTruncated,
)
from structurer.pace import Pace
from structurer.reading.model.completion import completion
from structurer.reading.model.dialect import Dialect
from structurer.reading.model.ledger import Ledger
from structurer.reading.model.remote import NO_KEY
from structurer.settings import Settings

_PASSING = frozenset({408, 409, 429})
_SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_KEY_LIKE = re.compile(r"(?:sk-|Bearer\s+)[^\s'\",}]+")
_LONGEST_REASON, _LONGEST_WAIT = 200, 60
_TOKENS_A_BYTE = 0.3  # of Japanese in UTF-8; what was really used is settled after the answer
_EASED = 10
"""How many times the usual attempts a request may be told to come later, where a pace sees to it that we do."""


class Sender(Protocol):
    """What takes a request body: an endpoint, or a model file in this process."""

    def send(self, body: dict[str, Any], seconds: float) -> object:
        """The answer as JSON, which may be no chat completion; an openai.APIError or an error of ours where none comes."""

    def close(self) -> None:
        """Let go of what is held."""


@dataclass
class Line:
    """The line to one model for one sheet. `until` is the sheet's deadline on the monotonic clock.

    With a `pace` a request waits for its turn; that time is not the sheet's, and "too many" is no failed attempt.
    """

    sender: Sender
    model: str
    key: str = field(repr=False)
    settings: Settings
    dialect: Dialect
    ledger: Ledger
    until: float
    pace: Pace | None = None
    eased: int = 0

    def create(self, name: str, schema: Mapping[str, Any], request: Mapping[str, Any]) -> ChatCompletion:
        """One reply worth reading, asked for in the shape of a schema."""
        while True:
            self.eased = 0
            body = self.dialect.body(request, name, schema)
            try:
                return self._usable(self._retrying()(self._send, body), request)
            except openai.APIError as error:
                status = error.status_code if isinstance(error, openai.APIStatusError) else 0
                param, said = _said(error)
                if not self.dialect.learn(status, param, said):
                    raise self._own(error) from None

    def _retrying(self) -> tenacity.Retrying:
        passing = tenacity.retry_if_exception(_is_passing)
        return tenacity.Retrying(retry=passing, wait=_wait, stop=self._gives_up, reraise=True)

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        late = time.monotonic() + state.upcoming_sleep >= self.until
        most = self.settings.transport_attempts
        return late or state.attempt_number - min(self.eased, most * _EASED) >= most

    def _send(self, body: dict[str, Any]) -> object:
        if self.pace is None:
            return self._sent(body)
        with self.pace.turn(round(_size(body) * _TOKENS_A_BYTE)) as turn:
            self.until += turn.waited
            try:
                answer = self._sent(body)
            except openai.RateLimitError as error:
                self.pace.slow(turn, _retry_after(error.response.headers))
                self.eased += 1
                raise
            found = completion(answer)
            used = None if found is None or found.tokens is None else found.tokens.input + found.tokens.output
            self.pace.answered(turn, used)
            return answer

    def _sent(self, body: dict[str, Any]) -> object:
        left = self.until - time.monotonic()
        if left <= 0:
            raise ModelUnreachable(self.model, self.ledger.attempts, f"{self.settings.deadline} s")
        self.ledger.reserve(_size(body), body[self.dialect.limit])
        self.ledger.attempts += 1
        try:
            return self.sender.send(body, min(left, self.settings.timeout))
        except BaseException:
            self.ledger.release()
            raise

    def _usable(self, answer: object, request: Mapping[str, Any]) -> ChatCompletion:
        """The reply, if it is one; a refusal is told apart first, since instructor would take it for bad JSON."""
        found = completion(answer)
        if found is None:
            self.ledger.release()
            raise ModelRejected(self.model, 200, "no chat completion")
        self.ledger.enter(found.content, found.tokens)
        if found.refusal is not None:
            raise ModelRefused(self.model, self._reason(found.refusal))
        if found.finish == "content_filter":
            raise ContentFiltered(self.model, found.finish)
        if found.finish == "length":
            raise ReplyTruncated(self.model, (found.tokens and found.tokens.output) or request["max_tokens"])
        return found.openai()

    def _own(self, error: openai.APIError) -> ModelError:
        """Every error of the openai library as one of ours."""
        if not isinstance(error, openai.APIStatusError):
            reason = self._reason(str(error.__cause__ or error) or error.message)
            return ModelUnreachable(self.model, self.ledger.attempts, reason)
        reason = self._reason(_said(error)[1])
        if _FILTERED & _codes(error):
            return ContentFiltered(self.model, reason)
        if _is_passing(error):
            return ModelUnreachable(self.model, self.ledger.attempts, f"HTTP {error.status_code}: {reason}")
        return _rejection(error)(self.model, error.status_code, reason)

    def _reason(self, text: str) -> str:
        """A short reason without the key, whole or as an endpoint abbreviates it."""
        known = text if self.key == NO_KEY else text.replace(self.key, "***")
        clean = " ".join(_KEY_LIKE.sub("***", known).split())
        return clean if len(clean) <= _LONGEST_REASON else f"{clean[:_LONGEST_REASON]}…"


def _size(body: Mapping[str, Any]) -> int:
    """The bytes of a request: no tokenizer makes more tokens of it."""
    return len(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"))


def _rejection(error: openai.APIStatusError) -> type[ModelRejected]:
    """Each refusal that a user mends in another way has its own sentence."""
    if _SPENT & _codes(error):
        return AccountEmpty
    return {401: KeyRejected, 403: AccessDenied, 404: ModelNotFound}.get(error.status_code, ModelRejected)


def _is_passing(error: BaseException) -> bool:
    """True for trouble that may be over at the next attempt; an empty account is not."""
    if isinstance(error, openai.APIStatusError):
        passing = error.status_code in _PASSING or error.status_code >= 500
        return passing and error.status_code != 501 and not _SPENT & _codes(error)
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


def _said(error: openai.APIError) -> tuple[str | None, str]:
    """The parameter an endpoint complains of and what it says is wrong, in any of the usual shapes; else the status's name."""
    param = error.param if isinstance(error.param, str) else None
    body: object = error.body
    if isinstance(body, Mapping) and isinstance(body.get("detail"), list) and body["detail"]:
        body = body["detail"][0]  # FastAPI's: {"detail": [{"loc": ["body", "seed"], "msg": "…"}]}
    if isinstance(body, Mapping):
        where = body.get("loc")
        param = str(where[-1]) if isinstance(where, list) and where else param
        body = next(
            (body[name] for name in ("message", "detail", "msg", "error") if isinstance(body.get(name), str)), ""
        )
    if isinstance(body, str) and body.strip():
        return param, body
    return param, error.response.reason_phrase if isinstance(error, openai.APIStatusError) else str(error)


def _codes(error: openai.APIError) -> set[str]:
    return {name for name in (error.code, error.type) if isinstance(name, str)}
