"""A model file, run in this process by llama.cpp. The only importer of xllamacpp; nothing leaves the machine.

llama.cpp brings its server along and cannot do without: it listens on a socket in a private folder, behind a random
key, and we call it directly.
"""

import atexit
import os
import secrets
import shutil
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from structurer.errors import ExtraMissing, ModelFileUnusable, ModelRejected, ModelUnreachable

_CONTEXT_STEP = 2048  # tokens: a context is made anew where a sheet needs more, so its size goes in large steps
_SPARE = 64  # tokens: what a chat template puts around the messages
_LONGEST_CONTEXT = 131_072  # tokens: the longest that common model files are trained for; protects the memory


@dataclass
class _Engine:
    """One model file in memory, with a context of so many tokens."""

    server: Any
    context: int


_ENGINES: dict[Path, _Engine] = {}
_LOCK = threading.RLock()
"""One answer at a time: the model takes all cores anyway, and a longer context means a new engine."""


@dataclass
class Local:
    """A transport to a model file; it gives up when the time is over."""

    path: Path
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="structurer-")))

    def send(self, body: dict[str, Any], seconds: float) -> object:
        """Return a chat completion as JSON; a context too short for the request is made longer once."""
        until = time.monotonic() + seconds
        with _LOCK:
            size = sum(len(message["content"]) for message in body["messages"]) + body["max_tokens"] + _SPARE
            answer = self._answer(body, size, until)
            wanted = _wanted_context(answer)
            if wanted is not None:
                answer = self._answer(body, wanted + body["max_tokens"] + _SPARE, until)
        error = answer.get("error", answer if "code" in answer else None)
        if error is not None:
            raise ModelRejected(f"local:{self.path.name}", int(error.get("code", 500)), str(error.get("message", "")))
        return answer

    def close(self) -> None:
        """The engine stays for the next sheet; its folder goes at exit."""

    def _answer(self, body: dict[str, Any], size: int, until: float) -> dict[str, Any]:
        engine = _engine(self.path, size, self.folder)
        stream = _Stream(until)
        refused = engine.server.handle_chat_completions(
            {**body, "stream": True, "stream_options": {"include_usage": True}, "cache_prompt": True}, stream.take
        )
        if isinstance(refused, dict) and not stream.pieces and stream.error is None:
            return refused
        if stream.late:
            raise ModelUnreachable(f"local:{self.path.name}", 1, "timeout")
        return stream.completion()


@dataclass
class _Stream:
    """The pieces of an answer as they come; asks llama.cpp to stop once the time is over."""

    until: float
    pieces: list[str] = field(default_factory=list)
    finish: str | None = None
    usage: dict[str, Any] | None = None
    error: dict[str, Any] | None = None
    late: bool = False

    def take(self, chunk: dict[str, Any]) -> bool:
        """Keep a piece; True stops the answer."""
        if "error" in chunk or "code" in chunk:
            self.error = chunk
            return True
        self.usage = chunk.get("usage") or self.usage
        for choice in chunk.get("choices", ()):
            self.pieces.append(choice["delta"].get("content") or "")
            self.finish = choice.get("finish_reason") or self.finish
        self.late = time.monotonic() > self.until and self.finish is None
        return self.late

    def completion(self) -> dict[str, Any]:
        """Return the whole answer as an endpoint would have sent it."""
        if self.error is not None:
            return self.error
        message = {"role": "assistant", "content": "".join(self.pieces), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": self.finish or "stop"}
        return {"id": "local", "object": "chat.completion", "choices": [choice], "usage": self.usage}


def _wanted_context(answer: dict[str, Any]) -> int | None:
    """Return the tokens of a request that did not fit the context; None where something else is the matter."""
    error = answer.get("error", answer)
    tokens = error.get("n_prompt_tokens") if isinstance(error, dict) else None
    return tokens if isinstance(tokens, int) else None


def _engine(path: Path, size: int, folder: Path) -> _Engine:
    """Return the engine of a model file with a context of at least this size, which is rounded up; loaded where there is none."""
    size = min(_LONGEST_CONTEXT, -(-size // _CONTEXT_STEP) * _CONTEXT_STEP)
    known = _ENGINES.get(path)
    if known is not None and known.context >= size:
        return known
    _ENGINES.pop(path, None)
    del known
    _ENGINES[path] = _Engine(_server(path, size, folder), size)
    return _ENGINES[path]


def _server(path: Path, size: int, folder: Path) -> Any:  # noqa: ANN401 - xllamacpp has no types
    try:
        import xllamacpp  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissing("local:", "local") from None
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.verbosity = size, 1, -1
    # its threads wait for each other: where something else takes one of their cores, all of them stand still
    threads = max(1, (os.cpu_count() or 1) - 1)
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.hostnames, params.api_keys = [str(folder / f"{size}.sock")], [secrets.token_hex(16)]
    params.warmup, params.ui, params.endpoint_slots = False, False, False
    try:
        return xllamacpp.Server(params)
    except RuntimeError:
        raise ModelFileUnusable(str(path), "llama.cpp") from None


def local(name: str) -> Local:
    """Return the transport to the model file of this name; ModelFileUnusable where it is none."""
    path = Path(name).expanduser().absolute()
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelFileUnusable(name, error.strerror or type(error).__name__) from error
    if magic != b"GGUF":
        raise ModelFileUnusable(name, "GGUF")
    return Local(path)


def fingerprint(path: Path) -> str:
    """Return what distinguishes two files of one name, without reading gigabytes."""
    seen = path.stat()
    return f"{path.name} {seen.st_size} {seen.st_mtime_ns}"
