"""An OpenAI-compatible endpoint, through the openai library without its retries."""

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletion

from structurer.errors import KeyMissing, ModelUnreachable
from structurer.settings import Settings

DEFAULT_ENDPOINT = "https://api.openai.com/v1"
NO_KEY = "none"
_MOST_BYTES = 32_000_000


@dataclass
class Remote:
    """Sends a body and takes the whole answer within the time given, however slowly its bytes come."""

    client: openai.OpenAI

    def send(self, body: dict[str, Any], seconds: float) -> object:
        """What the endpoint answers: a chat completion, if it is one."""
        until = time.monotonic() + seconds
        ask = self.client.chat.completions.with_streaming_response
        with ask.create(**body, timeout=seconds) as response:
            data = _whole(response.iter_bytes(), response.http_request, until)
        answer = json.loads(data)
        return ChatCompletion.construct(**answer) if isinstance(answer, dict) else answer

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()


def _whole(pieces: Any, request: httpx2.Request, until: float) -> bytes:  # noqa: ANN401 - an iterator of httpx's own
    """Every byte of an answer. A read timeout starts anew with each byte, so the deadline is watched here too."""
    data = bytearray()
    try:
        for piece in pieces:
            data += piece
            if time.monotonic() > until:
                raise openai.APITimeoutError(request)
            if len(data) > _MOST_BYTES:
                raise openai.APIConnectionError(message=f"more than {_MOST_BYTES} bytes", request=request)
    except httpx2.TimeoutException as error:
        raise openai.APITimeoutError(request) from error
    except httpx2.HTTPError as error:
        raise openai.APIConnectionError(message=str(error) or type(error).__name__, request=request) from error
    return bytes(data)


def remote(model: str, settings: Settings) -> tuple[Remote, str]:
    """The endpoint of these settings, and the key it is sent."""
    endpoint = settings.openai_base_url or DEFAULT_ENDPOINT
    key = _key(settings, _host(model, endpoint))
    version = settings.openai_api_version
    # an Azure deployment of before its v1 API names its version in the query and takes the key in a header of its own
    azure = {} if version is None else {"default_query": {"api-version": version}, "default_headers": {"api-key": key}}
    return Remote(openai.OpenAI(api_key=key, base_url=endpoint, max_retries=0, **azure)), key  # type: ignore[arg-type]


def _host(model: str, endpoint: str) -> str | None:
    try:
        return urlsplit(endpoint).hostname
    except ValueError as error:
        raise ModelUnreachable(model, 0, str(error)) from None


def _key(settings: Settings, host: str | None) -> str:
    """The key, or a stand-in for endpoints that ask for none; OpenAI's own asks for one."""
    key = "" if settings.openai_api_key is None else settings.openai_api_key.get_secret_value().strip()
    if not key and host == urlsplit(DEFAULT_ENDPOINT).hostname:
        raise KeyMissing
    return key or NO_KEY
