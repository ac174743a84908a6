"""A program of ours while it runs: seconds, processor time, and the memory of it and its children together."""

import ctypes
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
_BETWEEN = 0.02
_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE = 1_000_000
_PR_SET_CHILD_SUBREAPER = 36  # of <linux/prctl.h>


@dataclass(frozen=True, slots=True)
class Used:
    """What a program took: wall and processor seconds, the most resident memory of its processes at a time, and what it said.

    Memory is read from /proc every 20 ms and counts what processes share once for each of them; 0 where there is no /proc.
    """

    seconds: float
    processor: float
    megabytes: float
    status: int
    output: str
    notices: str


@dataclass
class Watched:
    """`structurer` with some arguments in a process of its own, from its start to its end."""

    arguments: Sequence[str]
    environment: Mapping[str, str]
    begun: float = field(default_factory=time.perf_counter)
    _peak: int = 0

    def __post_init__(self) -> None:
        adopt()
        self._said: tuple[IO[str], IO[str]] = (_file(), _file())
        self._process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-m", "structurer", *self.arguments],
            env={"PATH": "", "STRUCTURER_LANG": "en", **self.environment},
            cwd=ROOT,
            stdout=self._said[0],
            stderr=self._said[1],
            process_group=0,
        )
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    @property
    def has_ended(self) -> bool:
        """True once it has come to its end by itself."""
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def kill(self) -> Used:
        """End it as a power cut does."""
        self._process.kill()
        return self.end()

    def end(self) -> Used:
        """Wait for its end."""
        status, spent = ended(self._process.pid)
        seconds = time.perf_counter() - self.begun
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self._ended.set()
        self._watcher.join()
        output, notices = map(_taken, self._said)
        return Used(seconds, spent, self._peak / _MEGABYTE, self._process.returncode, output, notices)

    def _watch(self) -> None:
        while not self._ended.wait(_BETWEEN):
            self._peak = max(self._peak, sum(map(_resident, _family(self._process.pid))))


def ended(leader: int) -> tuple[int, float]:
    """Wait for the first process of a group and for all that it leaves behind; return its status and the processor seconds of all.

    Workers are children of a process that the program does not wait for: it falls to us, where the system lets us ask for that.
    """
    _, status, used = os.wait4(leader, 0)
    spent = used.ru_utime + used.ru_stime
    with suppress(ChildProcessError):
        while True:
            _, _, used = os.wait4(-leader, 0)
            spent += used.ru_utime + used.ru_stime
    return status, spent


def adopt() -> None:
    """Become the parent of the processes that the programs of ours leave behind."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _file() -> IO[str]:
    return tempfile.TemporaryFile("w+")  # closed by the one who takes what is in it


def _taken(file: IO[str]) -> str:
    with file:
        file.seek(0)
        return file.read()


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from _family(int(child))


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0


def load() -> str:
    """How busy the machine is: figures mean little on one that is."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
