"""Processes of their own that need not load the program first: one beside the tests has, and is forked for each.

What such a process inherits is what a start of Python and the imports would give it: no test, no cache that one filled, nothing
that one put in another's place. How the program starts by itself is tested in `tests/cli/test_cli.py`, `tests/cli/test_loading.py`
and `tests/test_packaging.py`.
"""

import atexit
import fcntl
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Self

PROGRAM = "from structurer.cli import main; main()"
"""What the command line is, as source text."""

_LOADED = (
    "structurer.batch", "structurer.cli.audit", "structurer.cli.batch", "structurer.cli.review", "structurer.cli.run",
    "structurer.pipeline", "structurer.reading.model.remote", "structurer.review", "structurer.store.batches", "sqlalchemy.orm",
    "tests.support.stores",
)  # fmt: skip
_FAR = 60.0
"""Seconds that a process has to begin."""


class Forked:
    """A process that runs some source text, with what `subprocess.Popen` offers of it: its pipes, its end and its status."""

    def __init__(
        self, text: str, arguments: tuple[str, ...], environment: Mapping[str, str], terminal: int | None = None
    ) -> None:
        ends = [os.pipe() for _ in range(3)] if terminal is None else []
        given = [ends[0][0], ends[1][1], ends[2][1]] if terminal is None else [terminal] * 3
        status, told = os.pipe()
        job = {"text": text, "arguments": arguments, "environment": dict(environment), "folder": str(Path.cwd())}
        socket.send_fds(_server(), [json.dumps(job).encode()], [told, *given])
        for descriptor in {told, *given}:
            os.close(descriptor)
        self._status = os.fdopen(status)
        self.pid = int(self._status.readline())
        self.returncode: int | None = None
        self._ended = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()
        if terminal is None:
            self.stdin = os.fdopen(ends[0][1], "w", encoding="utf-8")
            self.stdout, self.stderr = (os.fdopen(ends[n][0], encoding="utf-8") for n in (1, 2))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self.communicate()

    def poll(self) -> int | None:
        """The status once it has ended."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The status when it ends."""
        if not self._ended.wait(timeout):
            raise subprocess.TimeoutExpired("forked", timeout or 0)
        self._watching.join()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, unless it has ended."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, given: str = "", timeout: float | None = None) -> tuple[str, str]:
        """Say something to it, and return what it prints and its notices when it ends."""
        found = ["", ""]

        def read(place: int) -> None:
            with (self.stdout, self.stderr)[place] as pipe:
                found[place] = pipe.read()

        if self.stdout.closed:
            return "", ""
        reading = [threading.Thread(target=read, args=(place,), daemon=True) for place in range(2)]
        for one in reading:
            one.start()
        with suppress(BrokenPipeError), self.stdin:
            self.stdin.write(given)
        self.wait(timeout)
        for one in reading:
            one.join(timeout)
        return found[0], found[1]

    def _watch(self) -> None:
        with self._status:
            self.returncode = int(self._status.readline() or -signal.SIGKILL)
        self._ended.set()


def program(*arguments: str, environment: Mapping[str, str], terminal: int | None = None) -> Forked:
    """The command line with these arguments, with nothing in its environment but this; at a terminal where one is given."""
    return Forked(PROGRAM, arguments, environment, terminal)


@cache
def _server() -> socket.socket:
    """The process that is forked; it ends with this one."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-c", f"from tests.support.forked import serve; serve({its.fileno()})()"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    beside = subprocess.Popen(command, env=environment, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL)
    its.close()

    def end() -> None:
        ours.close()
        beside.wait()

    atexit.register(end)
    return ours


def serve(descriptor: int) -> Callable[[], None]:
    """Fork for every job that is sent, and return what to do in the process that this is for; end where no more can come."""
    for name in _LOADED:
        import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who keeps a process ends unseen
    jobs = socket.socket(fileno=descriptor)
    while True:
        message, given, _, _ = socket.recv_fds(jobs, 1 << 20, 8)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            jobs.close()
            return _kept(json.loads(message), *given)
        for one in set(given):
            os.close(one)


def _kept(job: dict[str, object], told: int, *given: int) -> Callable[[], None]:
    """Fork once more, and tell of that process: its number at once, its status when it has ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(told)
        return lambda: _begun(job, *given)
    for one in set(given):
        os.close(one)
    for number in range(3):  # whoever waits for the end of its output must not wait for this one
        os.close(number)
    os.write(told, f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _begun(job: dict[str, object], *given: int) -> None:
    if os.isatty(given[0]):
        os.setsid()
        fcntl.ioctl(given[0], termios.TIOCSCTTY, 0)
    for number, one in enumerate(given):
        os.dup2(one, number)
    for one in set(given):
        os.close(one)
    environment, arguments = job["environment"], job["arguments"]
    assert isinstance(environment, dict)
    assert isinstance(arguments, list)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(str(job["folder"]))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # as Python opens them
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["structurer", *arguments]
    exec(compile(str(job["text"]), "<forked>", "exec"), {"__name__": "__main__"})  # noqa: S102  # what a test gave
