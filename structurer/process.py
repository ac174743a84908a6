"""How a process of ours begins: the command itself, and those that work for it."""

import gc
import os
import signal
import threading

_OBJECTS = 50_000
"""The new objects after which Python looks for garbage in circles. Its own 700 are passed hundreds of times while a command is
loaded, an eighth of all the time of `run`; what a sheet leaves behind is no circle."""


def begin() -> None:
    """Begin a command."""
    gc.set_threshold(_OBJECTS)


def begin_worker() -> None:
    """Begin a process that works for another: it ends with that one, which alone handles Ctrl-C."""
    begin()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def processors() -> int:
    """Return how many processes can work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415  # a command alone has no use for it

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
