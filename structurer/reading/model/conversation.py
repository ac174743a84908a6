"""A conversation with one model about one sheet: one client, one ledger, one deadline.

A reply that fits the schema is taken as it is; instructor asks again for one that does not.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from importlib.metadata import version
from types import new_class
from typing import Any, Self, TypeVar, cast

import instructor
import pydantic
from instructor.core.exceptions import InstructorRetryException
from openai.types.chat import ChatCompletion

from structurer.errors import (
    ENDING,
    AnswerPending,
    ModelError,
    ModelRefused,
    ModelRejected,
    ReplyInvalid,
    ReplyTruncated,
)
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.cache import Cache
from structurer.reading.cache import cache as cache_of
from structurer.reading.model import prices
from structurer.reading.model.client import ModelClient
from structurer.reading.model.completion import bare
from structurer.reading.model.dialect import Dialect, configured, dialect
from structurer.reading.model.ledger import Ledger
from structurer.reading.model.local import Local, fingerprint, local
from structurer.reading.model.remote import DEFAULT_ENDPOINT, NO_KEY, remote
from structurer.reading.options import Options, Transport
from structurer.reading.prompting import Messages, citable, with_words
from structurer.reading.strict import strict_schema
from structurer.reading.wire import Wire
from structurer.record.record import Provenance, Reread, Via
from structurer.settings import Settings
from structurer.text.source import Source
from structurer.version import versions

AnswerT = TypeVar("AnswerT", bound=Wire)

_FEWEST, _LONGEST_TEXT = 8, 120
"""The figures that every schema has room for, and the characters of a text that a small model may write: longer is a loop."""
_TOKENS_EACH, _TOKENS_FRAME = 110, 600
"""The tokens that a small model may write: about twice what a right answer takes for each figure, and for the rest of it."""

_version = cache(version)  # which reads and parses a file

# instructor logs every failed attempt as an error; without a handler Python would print that beside our own sentence
logging.getLogger("instructor").addHandler(logging.NullHandler())


@dataclass
class Conversation:
    """Questions about one source. `engine` is the cache's name for the model; every question brings the vocabulary's own words.

    `pending` is set where one question of several has been left to be sent: the reading is then not whole.
    """

    source: Source
    client: ModelClient
    cache: Cache
    engine: str
    begun: float
    questions: list[Messages] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=Vocabulary.built_in)
    via: Via | None = None
    pending: AnswerPending | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self.client.transport.close()
        if isinstance(error, ModelError):
            self._bill(error)

    def ask(self, shape: type[AnswerT], sent: Messages, figures: int | None = None) -> AnswerT:
        """Return the answer to a question, from the cache where it is there.

        `figures` is how many figures the question shows, where it is not the whole source.
        """
        sent = with_words(sent, self.vocabulary.own)
        self.questions.append(sent)
        every = len(citable(self.source))
        count = every if figures is None else figures
        schema = self._schema(shape, every)  # the same for each question about a sheet: its prefix is cached
        request = self._request(sent, count)
        key = self.cache.key(source=self.source.sha256, engine=self.engine, schema=schema, request=request)
        kept = self.cache.find(key)
        if kept is not None:
            try:
                answer = shape.model_validate_json(bare(kept))
            except pydantic.ValidationError:
                pass
            else:
                self.client.ledger.remember(kept)
                return answer
        return self._answered(shape, schema, request, partial(self.cache.keep, key))

    def try_ask(self, shape: type[AnswerT], sent: Messages, figures: int) -> AnswerT | None:
        """Return the answer to one question of several; one that gets no usable answer is noted and the others go on."""
        try:
            return self.ask(shape, sent, figures)
        except (ReplyTruncated, ReplyInvalid, ModelRefused, ModelRejected) as error:
            if isinstance(error, ENDING):
                raise  # no other question would be answered either
            self.unanswered.append(f"{sent.prompts[-1]}: {type(error).__name__}")
            return None
        except AnswerPending as pending:  # the other questions go into the same requests file
            self.pending = pending
            return None

    def provenance(self, reading: str | None, reread: Reread | None) -> Provenance:
        """Return the provenance of the reading, over all questions."""
        ledger = self.client.ledger
        return Provenance.model_validate({
            "reader": "model",
            "model": self.client.model,
            "prompt_sha256": _digest(self.questions),
            "attempts": ledger.attempts,
            "tokens": ledger.tokens,
            "seconds": str(Decimal(time.monotonic() - self.begun).quantize(Decimal("0.001"))),
            "versions": versions(**{name: _version(name) for name in ("openai", "instructor", "pydantic")}),
            "reading": reading,
            "cached": ledger.cached,
            "cost": prices.load(self.client.settings.prices).cost(self.client.model, ledger.tokens, batched=self.via is not None),
            "via": self.via,
            "unanswered": tuple(self.unanswered),
            "reread": reread,
        })  # fmt: skip

    def _schema(self, shape: type[Wire], figures: int) -> dict[str, Any]:
        # a power of two: few different schemas, so that an endpoint can keep a compiled one and a cached prompt
        most = 1 << (max(_FEWEST, figures) - 1).bit_length()
        return _schema(shape, most, _LONGEST_TEXT if self.client.dialect.bounded else None)

    def _request(self, sent: Messages, figures: int) -> dict[str, Any]:
        limit = self.client.settings.max_tokens
        if self.client.dialect.bounded:
            limit = min(limit, _TOKENS_FRAME + _TOKENS_EACH * figures)
        return {
            "model": self.client.model.partition(":")[2],
            "messages": [{"role": "system", "content": sent.system}, {"role": "user", "content": sent.user}],
            "temperature": 0,
            "max_tokens": limit,
        }

    def _answered(
        self, shape: type[AnswerT], schema: dict[str, Any], request: dict[str, Any], keep: Callable[[str], None]
    ) -> AnswerT:
        before = len(self.client.ledger.replies)
        first = self.client.create(shape.__name__, schema, request, keep)
        with suppress(ValueError):  # all that instructor does with a right reply, which takes it longer than pydantic
            return shape.model_validate_json(first.bare, strict=True)
        replies = [first]

        def create(**again: Any) -> ChatCompletion:  # noqa: ANN401 - the request is openai's and instructor's
            found = replies.pop() if replies else self.client.create(shape.__name__, schema, again, keep)
            return found.openai()

        ask = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
        given = cast("type[AnswerT]", _with_schema(shape))
        try:
            return ask(response_model=given, max_retries=self.client.settings.content_retries, **request)
        except InstructorRetryException as error:
            cause, attempts = error.__cause__, len(self.client.ledger.replies) - before
            own = ReplyInvalid(self.client.model, attempts) if isinstance(cause, ValueError) else cause or error
        # outside the handler, so that nothing instructor keeps of the exchange hangs on our error
        raise own

    def _bill(self, error: ModelError) -> None:
        """Put on an error what came and what it cost."""
        ledger = self.client.ledger
        error.replies = tuple(ledger.replies)
        error.spent = (ledger.tokens.input, ledger.tokens.output)
        error.cached, error.attempts = ledger.tokens.cached, ledger.attempts


def open_conversation(source: Source, model: str, settings: Settings, options: Options) -> Conversation:
    """Return a conversation with `openai:NAME` or `local:PATH`, its deadline running; requests are left where the options defer them."""
    begun = time.monotonic()
    transport, engine, key, learned = _connection(model, settings)
    if options.deferred is not None:
        transport = options.deferred.transport(model, settings)
    ledger = Ledger(model, options.budget)
    client = ModelClient(transport, model, key, settings, learned, ledger, begun + settings.deadline, options.pace)
    via: Via | None = None if options.deferred is None else "openai-batch"
    return Conversation(source, client, cache_of(settings, use=options.cache), engine, begun, via=via)


def ready(model: str, settings: Settings) -> None:
    """Raise what would keep every question to a model from being sent: no key, no such file."""
    _connection(model, settings)


def _connection(model: str, settings: Settings) -> tuple[Transport, str, str, Dialect]:
    kind, _, name = model.partition(":")
    if kind == "local":
        file: Local = local(name)
        own = configured(settings)
        own.bounded = True
        return file, fingerprint(file.path), NO_KEY, own
    transport, key = remote(model, settings)
    endpoint = settings.openai_base_url or DEFAULT_ENDPOINT
    return transport, f"{endpoint} {name}", key, dialect(endpoint, name, settings)


@cache
def _schema(shape: type[Wire], most: int, longest: int | None) -> dict[str, Any]:
    return strict_schema(shape, most, longest)


@cache
def _with_schema(shape: type[Wire]) -> type[Wire]:
    """Return the shape as instructor wraps it, once: it would wrap each request's anew, and work out a schema that ours replaces."""
    schema = shape.model_json_schema()
    members = {
        "__module__": shape.__module__,
        "__doc__": shape.__doc__,
        "model_json_schema": staticmethod(lambda: schema),
    }
    made = new_class(shape.__name__, (shape,), exec_body=lambda namespace: namespace.update(members))
    return cast("type[Wire]", instructor.openai_schema(made))


def _digest(questions: Sequence[Messages]) -> str | None:
    """Return the sha256 over the prompt files of every kind of question; of one kind its own."""
    digests = list(dict.fromkeys(sent.prompt_sha256 for sent in questions))
    if len(digests) < 2:
        return digests[0] if digests else None
    return hashlib.sha256("".join(digests).encode()).hexdigest()
