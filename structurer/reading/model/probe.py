"""One tiny real call, to learn whether a model answers and what it takes of a request."""

from dataclasses import dataclass, replace

from structurer.errors import ModelError
from structurer.reading.model.conversation import open_conversation
from structurer.reading.options import Options
from structurer.reading.prompting import Messages
from structurer.reading.wire import Wire
from structurer.record.record import Tokens
from structurer.settings import Settings
from structurer.text.source import Source

_MOST_TOKENS = 2000
"""More than one word takes: a model that thinks first spends hundreds before it."""


class Word(Wire):
    """The answer to the tiny question."""

    word: str


@dataclass(frozen=True, slots=True)
class Probe:
    """The result of a probe: the model's error, or the settings it took and what that cost."""

    takes: dict[str, str]
    refused: tuple[str, ...]
    attempts: int
    tokens: Tokens
    seconds: str
    error: ModelError | None = None


def probe(model: str, settings: Settings) -> Probe:
    """Ask for one word, without the cache; a ModelError is part of the answer, any other error is raised."""
    few = settings.model_copy(update={"max_tokens": min(settings.max_tokens, _MOST_TOKENS), "transport_attempts": 1})
    sent = Messages("Answer with one JSON object.", 'Answer {"word": "ok"}.', "0" * 64, ("probe",))
    with open_conversation(Source("probe", ""), model, few, Options(cache=False)) as conversation:
        error: ModelError | None = None
        try:
            conversation.ask(Word, sent, 1)
        except ModelError as caught:
            error = caught
        known, found = conversation.client.dialect, conversation.provenance("whole", None)
        made = Probe(known.describe(), tuple(known.refused), found.attempts, found.tokens, found.seconds)
    return made if error is None else replace(made, error=error)
