"""Questions that are sent later, all together, and the answers that have come to those sent before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Posted:
    """A question that was sent: the HTTP status and body of its answer, None while there is none; how often it has failed."""

    status: int | None
    body: JsonValue
    failures: int = 0


class Postbox(Protocol):
    """Where questions are left and answers found, by the key of the question."""

    def find(self, key: str) -> Posted | None:
        """What became of a question; None where it was never sent."""

    def put(self, key: str, body: Mapping[str, Any]) -> None:
        """Leave a question to be sent."""


def key_of(body: Mapping[str, Any]) -> str:
    """The sha256 of all that is asked, in 64 characters: what a batch file allows for a name."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
