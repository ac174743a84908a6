"""An OpenAI-compatible endpoint, through the openai library without its retries."""

import json
import queue
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai

from structurer.errors import KeyMissing, ModelUnreachable
from structurer.settings import Settings

DEFAULT_ENDPOINT = "https://api.openai.com/v1"
NO_KEY = "none"
MOST_BYTES = 8_000_000  # of one answer: dozens of times the longest reply with its thoughts; parsed, it can take 25 times as much

Address = tuple[str, str, str | None]
"""Endpoint, key and API version: what a client is made of."""


class _Kept:
    """Idle clients that keep their connections open for the next sheet, as long as a block wants them."""

    def __init__(self) -> None:
        self._idle: dict[Address, list[openai.OpenAI]] = {}
        self._wanted, self._lock = 0, threading.Lock()

    @contextmanager
    def wanted(self) -> Iterator[None]:
        """Clients are kept from here to the end of the block."""
        with self._lock:
            self._wanted += 1
        try:
            yield
        finally:
            with self._lock:
                self._wanted -= 1
                left = [] if self._wanted else [client for idle in self._idle.values() for client in idle]
                if not self._wanted:
                    self._idle.clear()
            for client in left:
                client.close()

    def take(self, address: Address) -> openai.OpenAI:
        """Return a client that nobody else uses."""
        with self._lock:
            idle = self._idle.get(address)
            found = idle.pop() if idle else None
        return found or client_of(address)

    def give_back(self, address: Address, client: openai.OpenAI) -> None:
        """Keep a client, or let go of it where none are kept."""
        with self._lock:
            if self._wanted:
                self._idle.setdefault(address, []).append(client)
                return
        client.close()


_kept = _Kept()
kept_open = _kept.wanted
"""A block in which sheets use one another's connections; without it each sheet makes its own."""


@dataclass(slots=True)
class Remote:
    """A transport to an endpoint: it takes the whole answer within the time given, however slowly its bytes come."""

    address: Address = field(repr=False)
    client: openai.OpenAI | None = field(default=None, repr=False)

    def send(self, body: dict[str, Any], seconds: float) -> object:
        """Return the answer as JSON, or its text where it is none.

        A read timeout starts anew with each byte, so another thread does the reading.
        """
        client = self.client = self.client or _kept.take(self.address)
        request = httpx2.Request("POST", self.address[0])
        try:
            data = _within(lambda: _exchange(client, body, seconds), seconds)
        except TimeoutError:
            client.close()  # the reader ends with an error nobody waits for
            self.client = None
            raise openai.APITimeoutError(request) from None
        except httpx2.HTTPError as error:  # while the body of an error was read: the library does not see to that
            raise openai.APIConnectionError(message=str(error) or type(error).__name__, request=request) from error
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            if data.lstrip().startswith(b"{") and not data.rstrip().endswith(b"}"):
                raise openai.APIConnectionError(message="half a reply", request=request) from error
            return data.decode("utf-8", "replace").strip()

    def close(self) -> None:
        """Let go of the client; the next request takes another."""
        if self.client is not None:
            _kept.give_back(self.address, self.client)
            self.client = None


def _exchange(client: openai.OpenAI, body: dict[str, Any], seconds: float) -> bytes:
    # the body is JSON already: as parameters it would be walked through for types to be made into JSON, schema and all
    made = client.chat.completions.with_raw_response.create(model="", messages=[], extra_body=body, timeout=seconds)
    return made.content


def _within(work: Callable[[], bytes], seconds: float) -> bytes:
    """Return what some work gives, or raise TimeoutError; work that goes on is left to itself and does not keep the program."""
    done: queue.SimpleQueue[bytes | BaseException] = queue.SimpleQueue()

    def run() -> None:
        try:
            done.put(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            done.put(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        found = done.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(found, BaseException):
        raise found
    return found


class _Limited(httpx2.SyncByteStream):
    """The body of a response, decompressed piece by piece, that ends with an error where it is longer than any answer."""

    def __init__(self, response: httpx2.Response, most: int) -> None:
        self._response, self._most = response, most

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._response.iter_bytes():
            size += len(piece)
            if size > self._most:
                raise httpx2.ReadError(f"more than {self._most:,} bytes")
            yield piece

    def close(self) -> None:
        self._response.close()


def _limit(response: httpx2.Response, most: int) -> None:
    """Bound a response that has not been read yet.

    httpx2 decompresses a piece at a time but joins all of them, so a second response does it where they can be counted.
    """
    inner = httpx2.Response(
        response.status_code, headers=response.headers, stream=response.stream, request=response.request
    )
    response.stream = _Limited(inner, most)
    response.headers.pop("content-encoding", None)


@cache
def _certificates() -> ssl.SSLContext:
    """Return the certificates, read once: that takes longer than all our checks."""
    return httpx2.create_ssl_context()


def client_of(address: Address, most: int = MOST_BYTES) -> openai.OpenAI:
    """Return a client of the openai library: its own connections, no retries, no redirects, no answer of more bytes than `most`."""
    endpoint, key, version = address
    # a redirect would carry the sheet, and Azure's key, to a host nobody named
    hooks: dict[str, list[Callable[..., None]]] = {"response": [partial(_limit, most=most)]}
    http = openai.DefaultHttpxClient(verify=_certificates(), follow_redirects=False, event_hooks=hooks)
    if version is None:
        return openai.OpenAI(api_key=key, base_url=endpoint, max_retries=0, http_client=http)
    # an Azure deployment of before its v1 API names its version in the query and takes the key in a header of its own
    query, headers = {"api-version": version}, {"api-key": key}
    return openai.OpenAI(
        api_key=key, base_url=endpoint, max_retries=0, http_client=http, default_query=query, default_headers=headers
    )


def remote(model: str, settings: Settings) -> tuple[Remote, str]:
    """Return the transport to the endpoint of these settings, and the key it is sent."""
    endpoint = settings.openai_base_url or DEFAULT_ENDPOINT
    key = _key(settings, _host(model, endpoint))
    return Remote((endpoint, key, settings.openai_api_version)), key


def ready(model: str, settings: Settings) -> None:
    """Raise KeyMissing or ModelUnreachable where no endpoint can be reached with these settings, before a batch begins."""
    _key(settings, _host(model, settings.openai_base_url or DEFAULT_ENDPOINT))


def _host(model: str, endpoint: str) -> str | None:
    try:
        return urlsplit(endpoint).hostname
    except ValueError as error:
        raise ModelUnreachable(model, 0, str(error)) from None


def _key(settings: Settings, host: str | None) -> str:
    """Return the key, or a stand-in for endpoints that ask for none; OpenAI's own asks for one."""
    key = "" if settings.openai_api_key is None else settings.openai_api_key.get_secret_value().strip()
    if not key and host == urlsplit(DEFAULT_ENDPOINT).hostname:
        raise KeyMissing
    return key or NO_KEY
