"""Ray in a process of its own, with a temporary folder of its own; blocks, tasks and workers without any Ray."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="blocks are tables of pyarrow: pip install 'structurer[ray]'")

import pyarrow as pa

from structurer.ray.worker import Task, Worker
from structurer.reading.options import Options
from structurer.store import Store
from tests.support.builders import FIXTURES

ROOT = FIXTURES.parent
_KEPT = ("PATH", "LANG", "STRUCTURER_CACHE", "STRUCTURER_FAILURES")


def block(**columns: list[Any]) -> pa.Table:
    """A block of rows."""
    return pa.table(columns)


@contextmanager
def worker(store: str, batch: str, model: str = "offline", **more: Any) -> Iterator[Worker]:  # noqa: ANN401  # of Task
    """A worker of a batch, in this process."""
    made = Worker(Task(batch, model, store, Options(cache=False), 2, **more))
    try:
        yield made
    finally:
        made.close()


def begun(store: str, key: str = "key") -> str:
    """A batch that has begun."""
    with Store.open(store) as opened:
        return opened.batches.begin(key, "offline", resume=True)


@dataclass(frozen=True)
class Driven:
    """The output of a driver, and all that Ray logged about it."""

    stdout: str
    stderr: str
    logs: bytes


@dataclass(frozen=True)
class Place:
    """A place for one Ray: its folder, which is short since sockets are in it, and its environment."""

    folder: Path
    environment: dict[str, str]

    def drive(self, script: Path, *arguments: str, stdin: str = "") -> Driven:
        """Run a driver to its end, which must be a good one."""
        ran = subprocess.run(
            [sys.executable, str(script), *arguments],
            env=self.environment, input=stdin, capture_output=True, text=True, check=False, timeout=400,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return Driven(ran.stdout, ran.stderr, b"".join(_read(path) for path in self.folder.rglob("*")))

    def kill_workers(self) -> int:
        """End every worker of the stage that has begun to work here; return their number."""
        mark, killed = f"RAY_TMPDIR={self.folder}\0".encode(), 0
        for process in Path("/proc").glob("[0-9]*"):
            if b"MapBatches(Worker)" in _read(process / "cmdline") and mark in _read(process / "environ"):
                os.kill(int(process.name), signal.SIGKILL)
                killed += 1
        return killed


@contextmanager
def place(**environment: str) -> Iterator[Place]:
    """A place for Ray, whose processes know nothing but this environment."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        own = {
            "HOME": folder, "RAY_TMPDIR": folder, "RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(ROOT),
            "STRUCTURER_LANG": "en",
        }  # fmt: skip
        yield Place(Path(folder), {**kept, **own, **environment})


def _read(path: Path) -> bytes:
    """Return the bytes of a file; none where it is no file, or gone."""
    with suppress(OSError):
        return path.read_bytes() if path.is_file() else b""
    return b""
