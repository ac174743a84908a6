"""The client of a model: it sends a request until an answer comes or it must give up.

tenacity repeats 408, 409, 429, 5xx, timeouts and broken connections until the attempts or the sheet's deadline are used
up. Foreign errors become ours in one place, without their cause: an endpoint may echo the key.
"""

import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import openai
import tenacity

from structurer.errors import (
    AnswerPending,
    ContentFiltered,
    ModelRefused,
    ModelUnreachable,
    ReplyMissing,
    ReplyTooLong,
    ReplyTruncated,
)
from structurer.language import say
from structurer.reading.model.completion import Completion, completion, tokens_of
from structurer.reading.model.dialect import Dialect
from structurer.reading.model.ledger import Ledger, size
from structurer.reading.model.pace import Pace
from structurer.reading.model.troubles import is_passing, masked, own, reason, retry_after, stated, words
from structurer.reading.options import Transport
from structurer.settings import Settings

_LOG = logging.getLogger("structurer")
_LONGEST_WAIT = 60  # seconds between two attempts: limits of endpoints are counted by the minute
_TOKENS_A_BYTE = 0.3  # of Japanese in UTF-8; what was really used is settled after the answer
_MOST_MISSING = 2  # answers without a reply: a gateway sends trouble that passes as a 200, too
_LONGEST_TOKEN = 16  # characters, as a mean: twice that of deeply indented JSON; megabytes take minutes to validate
_REASK = "Correct your JSON ONLY RESPONSE"  # how instructor begins; a test holds it
_LONGEST_ERRORS = 4000  # characters that a re-ask may say of a reply's errors, which can be one for each of its cells
_EASED = 10
"""A 429 is no failed attempt where a pace slows us down, up to so many times the usual attempts: an end is needed."""


@dataclass
class ModelClient:
    """The client of one model for one sheet. `until` is the sheet's deadline on the monotonic clock.

    With a `pace` a request waits for its turn; that time is not the sheet's, and "too many" is no failed attempt.
    """

    transport: Transport
    model: str
    key: str = field(repr=False)
    settings: Settings
    dialect: Dialect
    ledger: Ledger
    until: float
    pace: Pace | None = None
    eased: int = 0
    missing: int = 0
    told: bool = False

    def create(
        self, name: str, schema: Mapping[str, Any], request: Mapping[str, Any], keep: Callable[[str], None]
    ) -> Completion:
        """Return one whole reply in the shape of a schema; `keep` gets its text before anything else is done."""
        request = {**request, "messages": [*map(_cut, request["messages"])]}
        while True:
            self.eased = self.missing = 0
            body = self.dialect.body(request, name, schema)
            try:
                return self._usable(self._retrying()(self._send, body, keep), request)
            except openai.APITimeoutError:
                raise ModelUnreachable(self.model, self.ledger.attempts, self._limits) from None
            except openai.APIError as error:
                status = error.status_code if isinstance(error, openai.APIStatusError) else 0
                param, message = stated(error)
                if not self.dialect.learn(status, param, message):
                    raise own(error, self.model, self.ledger.attempts, self.key) from None

    def _retrying(self) -> tenacity.Retrying:
        passing = tenacity.retry_if_exception(self._may_pass)
        return tenacity.Retrying(
            retry=passing, wait=_wait, stop=self._gives_up, reraise=True, before_sleep=self._tell_of_another
        )

    def _tell_of_another(self, state: tenacity.RetryCallState) -> None:
        """Say once a sheet that a request is sent again, and why; of a batch only what a setting would mend, the rest is routine."""
        error = None if state.outcome is None else state.outcome.exception()
        is_late = isinstance(error, openai.APITimeoutError)
        if self.told or error is None or not (is_late or self.pace is None):
            return
        self.told = True
        why = self._limits if is_late else reason(str(error.__cause__ or error), self.key)
        _LOG.warning(
            say(
                f"{self.model}: 同じ要求をもう一度送ります({why})。",
                f"{self.model}: the same request is sent again ({why}).",
            )
        )

    @property
    def _limits(self) -> str:
        """The seconds that a request and a sheet may take, each with its setting."""
        one, whole = (
            f"{self.settings.timeout} s: STRUCTURER_TIMEOUT",
            f"{self.settings.deadline} s: STRUCTURER_DEADLINE",
        )
        return say(f"時間切れ。1回 {one}、1シート {whole}", f"timed out; a request {one}, a sheet {whole}")

    def _may_pass(self, error: BaseException) -> bool:
        return is_passing(error) or (isinstance(error, ReplyMissing) and self.missing < _MOST_MISSING)

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        late = time.monotonic() + state.upcoming_sleep >= self.until
        most = self.settings.transport_attempts
        return late or state.attempt_number - min(self.eased, most * _EASED) >= most

    def _send(self, body: dict[str, Any], keep: Callable[[str], None]) -> Completion:
        """Return the reply, kept before the turn ends: a process that is killed has lost no paid reply."""
        if self.pace is None:
            return self._sent(body, keep)
        with self.pace.turn(round(size(body) * _TOKENS_A_BYTE), first=not self.ledger.attempts) as turn:
            self.until += turn.waited
            try:
                found = self._sent(body, keep)
            except openai.RateLimitError as error:
                self.pace.slow(turn, retry_after(error.response.headers))
                self.eased += 1
                raise
            used = None if found.tokens is None else found.tokens.input + found.tokens.output
            self.pace.answered(turn, used)
            return found

    def _sent(self, body: dict[str, Any], keep: Callable[[str], None]) -> Completion:
        left = self.until - time.monotonic()
        if left <= 0:
            raise ModelUnreachable(self.model, self.ledger.attempts, self._limits)
        self.ledger.reserve(body, body[self.dialect.limit])
        self.ledger.attempts += 1
        try:
            answer = self.transport.send(body, min(left, self.settings.timeout))
        except AnswerPending:
            raise  # it will be paid for: what was set aside stays so
        except BaseException:
            self.ledger.release()
            raise
        found = completion(answer)
        if found is None:
            self.ledger.release(tokens_of(answer))
            self.missing += 1
            raise ReplyMissing(self.model, reason(words(answer), self.key))
        content = masked(found.content, self.key)
        is_kept = found.is_whole and not _is_too_long(content, body[self.dialect.limit])
        if is_kept and content == found.content:  # what held the key is no answer to give again
            keep(content)
        return replace(found, content=content)

    def _usable(self, found: Completion, request: Mapping[str, Any]) -> Completion:
        """Return the reply, if it is one; a refusal is detected first, since instructor would take it for bad JSON."""
        self.ledger.enter(found.content, found.tokens)
        if found.refusal is not None:
            raise ModelRefused(self.model, reason(found.refusal, self.key))
        if found.finish == "content_filter":
            raise ContentFiltered(self.model, found.finish)
        if found.finish == "length":
            raise ReplyTruncated(self.model, (found.tokens and found.tokens.output) or request["max_tokens"])
        if _is_too_long(found.content, request["max_tokens"]):
            raise ReplyTooLong(self.model, len(found.content), request["max_tokens"])
        return found


def _is_too_long(content: str, tokens: int) -> bool:
    return len(content) > tokens * _LONGEST_TOKEN


def _cut(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a message, the errors that instructor sends back cut where they get too many: the first show what is wrong."""
    content = message["content"]
    if message["role"] != "user" or not content.startswith(_REASK) or len(content) <= _LONGEST_ERRORS:
        return message
    return {**message, "content": f"{content[:_LONGEST_ERRORS]}…"}


def _wait(state: tenacity.RetryCallState) -> float:
    """Return the wait that the endpoint asks for, else a random part of a time that doubles: clients must not come back together."""
    error = state.outcome.exception() if state.outcome is not None else None
    named = retry_after(error.response.headers) if isinstance(error, openai.APIStatusError) else None
    if named is not None:
        return named
    return random.uniform(0, min(_LONGEST_WAIT, 2 ** (state.attempt_number - 1)))  # noqa: S311 - no secret
