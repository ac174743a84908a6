"""The road of a model's reply, without a model: the request is made, what comes back is an answer that is known."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from structurer.checks.claim import Result
from structurer.checks.every import run, verdict
from structurer.checks.names import named
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.pipeline import Outcome, check
from structurer.reading import merge, wire
from structurer.reading.options import Options, Transport
from structurer.reading.resolve import resolve
from structurer.settings import Settings
from structurer.sheet.model import Sheet
from structurer.text.source import Source

MODEL = "openai:perfect"


@dataclass
class KnownReply:
    """An endpoint that always gives one reply, and counts the characters of both ways."""

    content: str
    requests: int = 0
    sent: int = 0
    received: int = 0

    def transport(self, _model: str, _settings: Settings) -> Transport:
        """Return itself: a place to leave requests whose answers are there already."""
        return self

    def send(self, body: dict[str, Any], _seconds: float) -> object:
        """Return the reply as a chat completion."""
        schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
        self.requests += 1
        self.sent += sum(len(message["content"]) for message in body["messages"])
        self.sent += len(json.dumps(schema, ensure_ascii=False, separators=(",", ":")))
        self.received += len(self.content)
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return {"id": "c", "object": "chat.completion", "created": 1, "model": "perfect", "choices": [choice]}

    def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True)
class Travelled:
    """What came of a reply, and what the road cost."""

    outcome: Outcome
    reply: KnownReply = field(repr=False)

    @property
    def findings(self) -> Counter[str]:
        """The open findings by code."""
        return Counter(result.code for result in self.outcome.findings)


def travelled(source: Source, content: str, *, blind: bool, reread: bool = True) -> Travelled:
    """Send a sheet down the real road to an endpoint that gives this reply; `blind` leaves the layout reader out."""
    reply = KnownReply(content)
    settings = Settings.model_validate({"content_retries": 0, "openai_base_url": "http://127.0.0.1:1/v1"})
    options = Options(reading="whole", reread=reread, cache=False, witness=not blind, deferred=reply)
    return Travelled(check(source, MODEL, settings, options), reply)


def judged(reading: Reading) -> tuple[tuple[Result, ...], bool]:
    """Every result of a reading, and whether it is verified."""
    results = run(reading)
    return results, verdict(results) is Verdict.VERIFIED


def found(results: Sequence[Result]) -> Counter[tuple[str, str, str]]:
    """The findings of some results by what they are about."""
    return Counter((one.code, one.name, one.outcome.value) for one in results if one.is_finding)


def read(content: str, right: Reading) -> Reading:
    """A reply as the pipeline reads it, beside the witness of the right reading; the road's requests are left out."""
    sheet = merge.beside(resolve(wire.Reply.model_validate_json(content), right.source), right.witness or Sheet())
    told = Reading(right.source, sheet, right.witness, right.vocabulary)
    return replace(told, sheet=named(told))
