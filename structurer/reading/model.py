"""The model reader: any OpenAI-compatible endpoint reads a sheet and points at its figures.

The only importer of openai, instructor and tenacity, and to be imported late: that costs more than a second.
Two budgets with two owners: `_Line` repeats a call that did not get through, instructor asks again for a reply that
does not fit the schema. Foreign errors become ours in one place, without their cause: an endpoint may echo the key.
"""

import email.utils
import json
import logging
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import instructor
import openai
import tenacity
from instructor.core.exceptions import InstructorRetryException
from openai.types.chat import ChatCompletion

from structurer.errors import (
    KeyMissing,
    ModelError,
    ModelRefused,
    ModelRejected,
    ModelUnreachable,
    ReplyInvalid,
    ReplyTruncated,
    StructurerError,
)
from structurer.extraction import Extraction
from structurer.reading import prompting
from structurer.reading.resolve import resolve
from structurer.reading.strict import strict_schema
from structurer.reading.wire import Reply
from structurer.record import Provenance, Tokens
from structurer.settings import Settings
from structurer.source import Source
from structurer.version import versions

_DEFAULT_ENDPOINT = "https://api.openai.com/v1"
_NO_KEY = "none"
_PASSING = frozenset({408, 409, 429})
_SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_ADAPTABLE = frozenset({"max_tokens", "temperature"})
_KEY_LIKE = re.compile(r"(?:sk-|Bearer\s+)[^\s'\",}]+")
_FEWEST, _LONGEST_REASON, _LONGEST_WAIT = 8, 200, 60

# instructor logs every failed attempt as an error; without a handler Python would print that beside our own sentence
logging.getLogger("instructor").addHandler(logging.NullHandler())


@dataclass
class _Ledger:
    """What the calls of one reading have cost, failed ones too."""

    attempts: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    replies: list[str] = field(default_factory=list)

    def enter(self, completion: ChatCompletion) -> None:
        """Book a reply. At once, because instructor writes running totals over the usage of a reply."""
        self.replies.append(completion.choices[0].message.content or "")
        usage = completion.usage
        if usage is not None:
            details = usage.prompt_tokens_details
            self.tokens = Tokens(
                input=self.tokens.input + usage.prompt_tokens,
                output=self.tokens.output + usage.completion_tokens,
                cached=self.tokens.cached + ((details and details.cached_tokens) or 0),
            )


@dataclass
class _Line:
    """The line to one endpoint: sends a request with the strict schema until it gets through or must be given up."""

    client: openai.OpenAI
    model: str
    key: str = field(repr=False)
    settings: Settings
    schema: dict[str, Any]
    until: float
    ledger: _Ledger = field(default_factory=_Ledger)
    unsupported: set[str] = field(default_factory=set)

    def create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401 - the request body is openai's and instructor's
        """One reply worth reading. Called by instructor, once for each time it asks."""
        while True:
            try:
                return self._usable(self._retrying()(self._send, request))
            except openai.APIError as error:
                if not self._learns(error):
                    raise self._own(error) from None
            except json.JSONDecodeError:
                raise ModelRejected(self.model, 200, "no JSON") from None

    def _retrying(self) -> tenacity.Retrying:
        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(_is_passing),
            wait=_wait,
            stop=self._gives_up,
            reraise=True,
        )

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        late = time.monotonic() + state.upcoming_sleep >= self.until
        return late or state.attempt_number >= self.settings.transport_attempts

    def _send(self, request: Mapping[str, Any]) -> ChatCompletion:
        left = self.until - time.monotonic()
        if left <= 0:
            raise ModelUnreachable(self.model, self.ledger.attempts, f"{self.settings.deadline} s")
        self.ledger.attempts += 1
        body = self._body(request)
        completion: ChatCompletion = self.client.chat.completions.create(
            **body, timeout=min(left, self.settings.timeout)
        )
        return completion

    def _body(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The request with the strict schema, and without what this model has said it does not take."""
        body = {name: value for name, value in request.items() if name not in self.unsupported}
        if "max_tokens" in self.unsupported:
            body["max_completion_tokens"] = request["max_tokens"]
        shape = {"name": Reply.__name__, "strict": True, "schema": self.schema}
        return body | {"response_format": {"type": "json_schema", "json_schema": shape}}

    def _learns(self, error: openai.APIError) -> bool:
        """True where the endpoint refuses a setting we can do without: reasoning models take no temperature."""
        named = error.param
        if not isinstance(error, openai.BadRequestError) or named not in _ADAPTABLE - self.unsupported:
            return False
        self.unsupported.add(named)
        return True

    def _usable(self, completion: ChatCompletion) -> ChatCompletion:
        """The reply, if it is one; a refusal is told apart first, since instructor would take it for bad JSON."""
        choices = getattr(completion, "choices", None)
        if not choices or getattr(choices[0], "message", None) is None:
            raise ModelRejected(self.model, 200, "no chat completion")
        self.ledger.enter(completion)
        refusal, finish = choices[0].message.refusal, choices[0].finish_reason
        if refusal is not None:
            raise ModelRefused(self.model, self._reason(refusal))
        if finish == "content_filter":
            raise ModelRefused(self.model, finish)
        if finish == "length":
            used = completion.usage and completion.usage.completion_tokens
            raise ReplyTruncated(self.model, used or self.settings.max_tokens, tuple(self.ledger.replies))
        return completion

    def _own(self, error: openai.APIError) -> ModelError:
        """Every error of the openai library as one of ours."""
        if isinstance(error, openai.APIStatusError):
            reason = self._reason(_said(error))
            if error.code in _FILTERED:
                return ModelRefused(self.model, reason)
            if _is_passing(error):
                reason = f"HTTP {error.status_code}: {reason}"
                return ModelUnreachable(self.model, self.ledger.attempts, reason)
            return ModelRejected(self.model, error.status_code, reason)
        reason = self._reason(str(error.__cause__ or error) or error.message)
        return ModelUnreachable(self.model, self.ledger.attempts, reason)

    def _reason(self, text: str) -> str:
        """A short reason without the key, whole or as an endpoint abbreviates it."""
        known = text if self.key == _NO_KEY else text.replace(self.key, "***")
        clean = " ".join(_KEY_LIKE.sub("***", known).split())
        return clean if len(clean) <= _LONGEST_REASON else f"{clean[:_LONGEST_REASON]}…"


def read(source: Source, name: str, settings: Settings) -> Extraction:
    """Read a sheet with the model of this name; every cite is checked against the source before it counts."""
    begun = time.monotonic()
    sent = prompting.messages(source)
    line = _line(source, name, settings, begun)
    with line.client:
        reply = _ask(line, name, sent)
    seconds = Decimal(time.monotonic() - begun).quantize(Decimal("0.001"))
    provenance = Provenance(
        reader="model",
        model=line.model,
        prompt_sha256=sent.prompt_sha256,
        attempts=line.ledger.attempts,
        tokens=line.ledger.tokens,
        seconds=str(seconds),
        versions=versions(**{library: version(library) for library in ("openai", "instructor", "pydantic")}),
    )
    return Extraction(resolve(reply, source), provenance, tuple(line.ledger.replies))


def _ask(line: _Line, name: str, sent: prompting.Messages) -> Reply:
    ask = instructor.patch(create=line.create, mode=instructor.Mode.JSON_SCHEMA)
    try:
        return ask(
            response_model=Reply,
            max_retries=line.settings.content_retries,
            model=name,
            messages=[{"role": "system", "content": sent.system}, {"role": "user", "content": sent.user}],
            temperature=0,
            max_tokens=line.settings.max_tokens,
        )
    except InstructorRetryException as error:
        cause = error.__cause__
        replies = tuple(line.ledger.replies)
        own = cause if isinstance(cause, StructurerError) else ReplyInvalid(line.model, len(replies), replies)
    # outside the handler, so that nothing instructor keeps of the exchange hangs on our error
    raise own


def _line(source: Source, name: str, settings: Settings, begun: float) -> _Line:
    model, endpoint = f"openai:{name}", settings.openai_base_url or _DEFAULT_ENDPOINT
    key = _key(settings, _host(model, endpoint))
    # a power of two: few different schemas, so that an endpoint can keep a compiled one and a cached prompt
    most = 1 << (max(_FEWEST, len(prompting.citable(source))) - 1).bit_length()
    return _Line(
        client=openai.OpenAI(api_key=key, base_url=endpoint, max_retries=0),
        model=model,
        key=key,
        settings=settings,
        schema=_schema(most),
        until=begun + settings.deadline,
    )


@cache
def _schema(most: int) -> dict[str, Any]:
    return strict_schema(Reply, most)


def _host(model: str, endpoint: str) -> str | None:
    try:
        return urlsplit(endpoint).hostname
    except ValueError as error:
        raise ModelUnreachable(model, 0, str(error)) from None


def _key(settings: Settings, host: str | None) -> str:
    """The key, or a stand-in for endpoints that ask for none; OpenAI's own asks for one."""
    key = "" if settings.openai_api_key is None else settings.openai_api_key.get_secret_value().strip()
    if not key and host == urlsplit(_DEFAULT_ENDPOINT).hostname:
        raise KeyMissing
    return key or _NO_KEY


def _is_passing(error: BaseException) -> bool:
    """True for trouble that may be over at the next attempt; an empty account is not."""
    if isinstance(error, openai.APIStatusError):
        passing = error.status_code in _PASSING or error.status_code >= 500
        return passing and not _SPENT & {error.code, error.type}
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
