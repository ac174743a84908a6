"""A sender that asks by post: it answers with what has come, and leaves in the postbox what was never asked."""

from dataclasses import dataclass
from typing import Any

import httpx2
import openai

from structurer.batch.openai_batch.postbox import Postbox, key_of
from structurer.errors import AnswerPending, ModelUnreachable
from structurer.reading.model.troubles import PASSING, reason


@dataclass(slots=True)
class ByPost:
    """Sends nothing itself; AnswerPending where there is no answer yet.

    A sheet that is read again from its beginning finds the same answers, so it comes as far as they reach. What failed in
    passing is left once more, `attempts` times in all.
    """

    postbox: Postbox
    model: str
    endpoint: str
    attempts: int

    def send(self, body: dict[str, Any], _seconds: float) -> object:
        """The answer as JSON; the endpoint's refusal as the library would raise it."""
        key = key_of(body)
        found = self.postbox.find(key)
        if found is None:
            self.postbox.put(key, body)
            raise AnswerPending(self.model)
        if found.status is None:
            raise AnswerPending(self.model)
        if found.status == httpx2.codes.OK:
            return found.body
        if found.status in PASSING or found.status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            if found.failures < self.attempts:
                self.postbox.put(key, body)
                raise AnswerPending(self.model)
            told = reason(_message(found.body), "")
            raise ModelUnreachable(self.model, found.failures, f"HTTP {found.status}: {told}")
        raise self._refusal(found.status, found.body)

    def close(self) -> None:
        """Nothing is held."""

    def _refusal(self, status: int, body: object) -> openai.APIStatusError:
        response = httpx2.Response(status, request=httpx2.Request("POST", self.endpoint))
        told = body.get("error", body) if isinstance(body, dict) else body
        return openai.APIStatusError(_message(body), response=response, body=told)


def _message(body: object) -> str:
    """What an error's body says, in whichever of the usual places."""
    told = body.get("error", body) if isinstance(body, dict) else body
    said = told.get("message", "") if isinstance(told, dict) else told
    return said if isinstance(said, str) else ""
