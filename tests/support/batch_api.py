"""An endpoint on loopback that speaks the Batch API: files in, hours later (or at once) files out. Nothing of it is patched."""

import email.parser
import email.policy
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.endpoint import Answer, Request

EXPIRED = 0
"""The status of an answer that the window was too short for."""


@dataclass
class Sent:
    """One requests file: its mark, its requests, and how often it was asked for before it is done."""

    id: str
    mark: str
    questions: list[dict[str, Any]]
    looks: int = 0


@dataclass
class BatchApi:
    """What it answers, how many looks a file takes, and what it was sent.

    Attributes:
        answering: the answer to each question, as for a chat completion; status EXPIRED for none.
        patience: how often a file is looked at before it is done.
        trouble: what each next file fails of as a whole; None in the list lets one pass.
        mute: how many of the next files are taken without an answer on the line.
        cut: how many of the next files of answers end half-way.
    """

    url: str
    answering: Callable[[Request], Answer]
    patience: int = 0
    trouble: list[str | None] = field(default_factory=list)
    mute: int = 0
    cut: int = 0
    sent: list[Sent] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def questions(self) -> int:
        """How many questions were sent in all."""
        return sum(len(sent.questions) for sent in self.sent)

    def state(self, sent: Sent) -> dict[str, Any]:
        """The batch object of a file."""
        base = {
            "id": sent.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "created_at": 1,
            "input_file_id": f"in-{sent.id}",
            "metadata": {"structurer_post": sent.mark},
        }
        trouble = self.trouble[int(sent.id)] if int(sent.id) < len(self.trouble) else None
        if trouble is not None:
            return base | {"status": "failed", "errors": {"object": "list", "data": [{"message": trouble}]}}
        if sent.looks < self.patience:
            sent.looks += 1
            return base | {"status": "in_progress"}
        self._answer(sent)
        counts = {"total": len(sent.questions), "completed": len(sent.questions), "failed": 0}
        files = {name: f"{name}-{sent.id}" for name in ("out", "err") if self.files.get(f"{name}-{sent.id}")}
        return base | {
            "status": "completed",
            "request_counts": counts,
            "output_file_id": files.get("out"),
            "error_file_id": files.get("err"),
        }

    def _answer(self, sent: Sent) -> None:
        if f"out-{sent.id}" in self.files:
            return
        good: list[str] = []
        bad: list[str] = []
        for question in sent.questions:
            answer = self.answering(Request("/v1/chat/completions", {}, question["body"]))
            line: dict[str, Any] = {"id": "r", "custom_id": question["custom_id"], "response": None, "error": None}
            if answer.status == EXPIRED:
                line["error"] = {"code": "batch_expired", "message": "This request could not be executed in time."}
            else:
                line["response"] = {"status_code": answer.status, "body": json.loads(answer.payload)}
            (good if answer.status == 200 else bad).append(json.dumps(line, ensure_ascii=False))
        self.files[f"out-{sent.id}"] = "\n".join(good).encode()
        self.files[f"err-{sent.id}"] = "\n".join(bad).encode()


@contextmanager
def open_batch_api(answering: Callable[[Request], Answer]) -> Iterator[BatchApi]:
    """A Batch API on a free port of loopback for as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    api = BatchApi(f"http://127.0.0.1:{server.server_port}/v1", answering)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"api": api})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    api: BatchApi

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.endswith("/files"):
            name = f"in-{len(self.api.sent)}"
            self.api.files[name] = _part(self.headers["Content-Type"], body, "file")
            assert _part(self.headers["Content-Type"], body, "purpose") == b"batch"
            self._say({"id": name, "object": "file", "bytes": 1, "created_at": 1, "filename": "f", "purpose": "batch",
                       "status": "processed"})  # fmt: skip
            return
        asked = json.loads(body)
        lines = self.api.files[asked["input_file_id"]].decode().splitlines()
        sent = Sent(str(len(self.api.sent)), asked["metadata"]["structurer_post"], [json.loads(x) for x in lines])
        self.api.sent.append(sent)
        if self.api.mute:
            self.api.mute -= 1
            self.connection.close()
            return
        self._say(self.api.state(sent) | {"status": "validating"})
        sent.looks = 0

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].rpartition("/v1/")[2]
        if name == "batches":
            states = [self.api.state(sent) for sent in reversed(self.api.sent)]
            self._say({"object": "list", "data": states, "has_more": False})
        elif name.startswith("batches/"):
            self._say(self.api.state(self.api.sent[int(name.removeprefix("batches/"))]))
        else:
            data = self.api.files[name.removeprefix("files/").removesuffix("/content")]
            self._send(data, len(data) // 2 if self.api.cut else len(data))
            self.api.cut = max(0, self.api.cut - 1)

    def _say(self, answer: dict[str, Any]) -> None:
        self._send(json.dumps(answer).encode())

    def _send(self, data: bytes, most: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:most])

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its own."""


def _part(content_type: str, body: bytes, name: str) -> bytes:
    """One field of a form."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    parts = {str(part.get_param("name", header="content-disposition")): part for part in form.iter_parts()}
    return bytes(parts[name].get_payload(decode=True))
