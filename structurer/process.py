"""How a process of ours begins: the command itself, and those that work for it."""

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVarTuple

if TYPE_CHECKING:  # a command alone has no use for processes
    from concurrent.futures import ProcessPoolExecutor

Given = TypeVarTuple("Given")

_OBJECTS = 200_000
"""The new objects after which Python looks for garbage in circles: more than a command loads, none of which is any. Of 50,000 `run`
passed several, a twelfth of its time, and of Python's own 700 hundreds; what a sheet leaves behind is no circle."""


def begin() -> None:
    """Begin a command. What it leaves goes with its process: to look through all of it for garbage took a fifth of `run`.

    No model of ours has plugins: pydantic would look for some in every installed package, an eighth of `records`.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)


def worker_pool(count: int, module: str, begun: Callable[[*Given], None], *given: *Given) -> "ProcessPoolExecutor":
    """Return so many processes that work for this one and have the `module` loaded; `begun` is called in each with what is `given`.

    A fork of this process would copy its locks as they are. On Linux a process beside it, which does nothing else, loads the
    module once and is forked for each worker; elsewhere, where libraries of the system forbid that, each loads it anew.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("forkserver" if sys.platform == "linux" else "spawn")
    context.set_forkserver_preload([module])
    # the process beside this one may have begun long ago: a worker has the environment of now
    return ProcessPoolExecutor(count, context, _begin_worker, (dict(os.environ), begun, given))


def _begin_worker(environment: dict[str, str], begun: Callable[[*Given], None], given: tuple[*Given]) -> None:
    """Begin a process that works for another: it ends with that one, which alone handles Ctrl-C."""
    os.environ.clear()
    os.environ.update(environment)
    begin()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begun(*given)


def processors() -> int:
    """Return how many processes can work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
