"""A chat-completions endpoint on loopback that follows a script: the real HTTP stack runs against it, unpatched."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import JsonValue

HANG = -1
"""The status of an answer that never comes."""


@dataclass(frozen=True)
class Answer:
    """One scripted answer: a status, a body and headers."""

    status: int
    body: JsonValue | bytes = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def payload(self) -> bytes:
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Request:
    """One recorded request."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Endpoint:
    """The running endpoint: what it will answer, and what it was asked."""

    url: str
    script: list[Answer]
    requests: list[Request] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def answer(self, request: Request) -> Answer:
        """Record a request and take the next answer; the last one is repeated."""
        self.requests.append(request)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


def reply(content: str | None, *, finish: str = "stop", refusal: str | None = None, tokens: int = 100) -> Answer:
    """A chat completion with this content; `tokens` are sent, a tenth of them come back, a half was cached."""
    message: JsonValue = {"role": "assistant", "content": content, "refusal": refusal}
    usage: JsonValue = {
        "prompt_tokens": tokens,
        "completion_tokens": tokens // 10,
        "total_tokens": tokens + tokens // 10,
        "prompt_tokens_details": {"cached_tokens": tokens // 2},
    }
    choice: JsonValue = {"index": 0, "message": message, "finish_reason": finish}
    return Answer(
        200,
        {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage},
    )


def trouble(
    status: int, message: str = "no", code: str | None = None, param: str | None = None, **headers: str
) -> Answer:
    """An error as OpenAI words it."""
    error: JsonValue = {"error": {"message": message, "type": "t", "code": code, "param": param}}
    return Answer(status, error, tuple((name.replace("_", "-"), value) for name, value in headers.items()))


@contextmanager
def serve(script: Sequence[Answer]) -> Iterator[Endpoint]:
    """An endpoint on a free port of loopback for as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", list(script))
    server.RequestHandlerClass = _handler(endpoint)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = endpoint.answer(Request(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            if answer.status == HANG:
                endpoint.closing.wait(30)
                return
            self.send_response(answer.status)
            for name, value in (("Content-Type", "application/json"), *answer.headers):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.payload)))
            self.end_headers()
            self.wfile.write(answer.payload)

        def log_message(self, *_: object) -> None:
            """Nothing: a test's output is its own."""

    return Handler
