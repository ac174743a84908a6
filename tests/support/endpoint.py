"""A chat-completions endpoint on loopback that follows a script: the real HTTP stack runs against it, unpatched."""

import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import JsonValue

HANG = -1
"""The status of an answer that never comes."""
_PACE = 0.05
"""The seconds between two bytes of a trickle."""


class Manner(Enum):
    """The manners in which an answer is sent."""

    LATER = "after `seconds`"
    WHOLE = "as it should"
    RESET = "half of the body, then a reset"
    CLOSE = "closed before a byte"
    TRICKLE = "a blank at a time for `seconds`, then the body"
    TRICKLED_HEAD = "a header a byte at a time for `seconds`, then the body"
    GARBAGE = "the body alone, which is no HTTP"
    ENDLESS = "64 MB of blanks: more than anyone should read"


@dataclass(frozen=True)
class Answer:
    """One scripted answer: a status, a body and headers, and how it is sent."""

    status: int
    body: JsonValue | bytes = None
    headers: tuple[tuple[str, str], ...] = ()
    manner: Manner = Manner.WHOLE
    seconds: float = 0

    @property
    def payload(self) -> bytes:
        """The body as bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()

    def sent(self, manner: Manner, seconds: float = 0) -> "Answer":
        """The same answer, sent in another manner."""
        return replace(self, manner=manner, seconds=seconds)

    def packed(self) -> "Answer":
        """The same answer, compressed."""
        return replace(self, body=gzip.compress(self.payload), headers=(*self.headers, ("Content-Encoding", "gzip")))

    def cut(self) -> "Answer":
        """The same answer with half of its body, which its length agrees with."""
        return replace(self, body=self.payload[: len(self.payload) // 2])


@dataclass(frozen=True)
class Request:
    """One recorded request."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Endpoint:
    """The running endpoint: what it will answer, what it was asked, whether a client has left before an answer's end."""

    url: str
    script: list[Answer]
    answering: Callable[[Request], Answer] | None = None
    requests: list[Request] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    closing: threading.Event = field(default_factory=threading.Event)

    def answer(self, request: Request) -> Answer:
        """Record a request and return the next answer, the last one again and again; without a script, what `answering` says."""
        self.requests.append(request)
        if self.answering is not None:
            return self.answering(request)
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
def serve(script: Sequence[Answer], answering: Callable[[Request], Answer] | None = None) -> Iterator[Endpoint]:
    """An endpoint on a free port of loopback for as long as the block runs; `answering` sees each request."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", list(script), answering)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"endpoint": endpoint})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    endpoint: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        request = Request(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        answer = self.endpoint.answer(request)
        if answer.status == HANG:
            self.endpoint.closing.wait(30)
            return
        try:
            self.answer(answer)
        except OSError:
            self.endpoint.left.set()

    def answer(self, answer: Answer) -> None:
        """The answer in its manner."""
        match answer.manner:
            case Manner.CLOSE:
                pass
            case Manner.LATER:
                self.endpoint.closing.wait(answer.seconds)
                self.head(answer)
                self.wfile.write(answer.payload)
            case Manner.GARBAGE:
                self.wfile.write(answer.payload)
            case Manner.RESET:
                self.head(answer)
                self.wfile.write(answer.payload[: len(answer.payload) // 2])
                self.reset()
            case _:
                self.head(answer)
                self.blanks(answer)
                self.wfile.write(answer.payload)

    def head(self, answer: Answer) -> None:
        """The status and the headers, the answer's before ours; without a length the end is the connection's."""
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json"} | dict(answer.headers)
        if answer.manner in {Manner.WHOLE, Manner.LATER, Manner.RESET}:
            headers["Content-Length"] = str(len(answer.payload))
        for name, value in headers.items():
            self.send_header(name, value)
        if answer.manner is Manner.TRICKLED_HEAD:
            self.flush_headers()
            self.wfile.write(b"X-Slow: ")
            self.trickle(answer, b"a")
            self.wfile.write(b"\r\n")
        self.end_headers()

    def blanks(self, answer: Answer) -> None:
        """Return the blanks before the body, which JSON allows."""
        if answer.manner is Manner.TRICKLE:
            self.trickle(answer, b" ")
        if answer.manner is Manner.ENDLESS:
            for _ in range(64):
                self.wfile.write(b" " * 1_000_000)

    def trickle(self, answer: Answer, byte: bytes) -> None:
        until = time.monotonic() + answer.seconds
        while time.monotonic() < until and not self.endpoint.closing.wait(_PACE):
            self.wfile.write(byte)

    def reset(self) -> None:
        """Close so that the kernel sends RST, not FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.rfile.close()
        self.connection.close()

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its own."""
