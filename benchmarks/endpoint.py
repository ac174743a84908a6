"""A chat-completions endpoint in a process of its own that answers after a fixed time, so that it takes nothing of ours.

What it answers depends on the last message and on the first part of the path, so that several programs can be given the
same endpoint in one run. What that takes is part of the delay.
"""

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

_MORE, _ENOUGH = "more", ""
"""What the benchmark tells the endpoint: hand over what was exchanged, or end."""

Replies = Callable[[str, str], str | None]
"""What is answered to a program (the first part of the path) and its text; None is answered with 404. It is pickled."""

TOOL = "tool:"
"""What a reply begins with that is to come as the call of a function: its name and a blank before the arguments follow."""


@dataclass(frozen=True, slots=True)
class Known:
    """Replies that are known by the text they answer, whoever asks."""

    replies: Mapping[str, str]

    def __call__(self, _program: str, text: str) -> str | None:
        """The reply to a text."""
        return self.replies.get(text)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request: which program's, when it was received whole and when its answer was sent, and the characters of both.

    `begun` and `ended` are seconds of the monotonic clock; `sent` counts the messages and the schema, `received` the content.
    """

    program: str
    begun: float
    ended: float
    sent: int
    received: int
    known: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An endpoint while it runs."""

    url: str
    pipe: "Connection[str, Any]"

    def at(self, program: str) -> str:
        """The base URL of one program."""
        return f"{self.url}/{program}/v1"

    def taken(self) -> list[Exchange]:
        """What was exchanged since this was last asked."""
        self.pipe.send(_MORE)
        found: list[Exchange] = self.pipe.recv()
        return found


@contextmanager
def answering(replies: Replies, delay: float) -> Iterator[Asked]:
    """An endpoint on loopback that answers `delay` seconds after a request has come."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(replies, delay, theirs), daemon=True)
    process.start()
    try:
        yield Asked(f"http://127.0.0.1:{ours.recv()}", ours)
    finally:
        ours.send(_ENOUGH)
        process.join()


def _serve(replies: Replies, delay: float, pipe: Connection) -> None:
    asyncio.run(_Server(replies, delay).run(pipe))


@dataclass
class _Server:
    replies: Replies
    delay: float
    exchanges: list[Exchange] = field(default_factory=list)

    async def run(self, pipe: Connection) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        while await asyncio.get_running_loop().run_in_executor(None, pipe.recv):
            pipe.send(self.exchanges)
            self.exchanges = []
        server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                body = await reader.readexactly(_length(head))
                begun = time.monotonic()
                program = head.split(" ", 2)[1].split("/")[1]
                request = json.loads(body)
                reply = self.replies(program, request["messages"][-1]["content"])
                await asyncio.sleep(self.delay - (time.monotonic() - begun))
                writer.write(_answer(reply))
                await writer.drain()
                self.exchanges.append(
                    Exchange(program, begun, time.monotonic(), _asked(request), len(reply or ""), reply is not None)
                )
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):  # the client has left, or we do
            writer.close()


def _length(head: str) -> int:
    return next(
        int(line.partition(":")[2]) for line in head.split("\r\n") if line.lower().startswith("content-length:")
    )


def _asked(request: dict[str, Any]) -> int:
    """The characters a model is sent: the messages, and the schema or the tools."""
    schema = [request[name] for name in ("response_format", "tools") if name in request]
    shown = sum(len(json.dumps(part, ensure_ascii=False)) for part in schema)
    return shown + sum(len(str(message["content"])) for message in request["messages"])


def _answer(reply: str | None) -> bytes:
    if reply is None:
        return _http("404 Not Found", {"error": {"message": "no such text", "type": "t", "code": None, "param": None}})
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    choice = {"index": 0, "message": _message(reply), "finish_reason": "stop"}
    whole = {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    return _http("200 OK", whole)


def _message(reply: str) -> dict[str, Any]:
    if not reply.startswith(TOOL):
        return {"role": "assistant", "content": reply, "refusal": None}
    name, _, arguments = reply.removeprefix(TOOL).partition(" ")
    call = {"id": "t1", "type": "function", "function": {"name": name, "arguments": arguments}}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


def _http(status: str, body: dict[str, Any]) -> bytes:
    payload = json.dumps(body, ensure_ascii=False).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload
