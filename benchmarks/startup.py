"""How long commands take from start to end, the whole process: median, least and most of 15.

The commands that read nothing answer at once; `run` reads, checks and saves a small sheet. No model is asked.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.watched import ROOT, load
from tests.support.builders import FIXTURES

_RUNS = 15
_SMALL = str(FIXTURES / "forest-request" / "source.txt")
_COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "import structurer": ("-c", "import structurer"),
    "structurer --help": ("-m", "structurer", "--help"),
    "structurer checks": ("-m", "structurer", "checks"),
    "structurer records": ("-m", "structurer", "records"),
    "structurer run (small, offline)": ("-m", "structurer", "run", _SMALL, "--model", "offline"),
}


def seconds(arguments: Sequence[str], store: Path) -> float:
    """One run of Python with these arguments; a sheet that needs review is no failure."""
    environment = {"PATH": "", "STRUCTURER_LANG": "en", "STRUCTURER_STORE": str(store)}
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    taken = time.perf_counter() - begun
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}")
    return taken


def main() -> None:
    """One line a command; the first run of each, which may find nothing in the file cache, is not counted."""
    print(f"whole process, milliseconds of {_RUNS} runs; {load()}")
    print(f"{'':<34}{'median':>8}{'least':>8}{'most':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in _COMMANDS.items():
            store = Path(folder, "store.db")
            taken = [1000 * seconds(arguments, store) for _ in range(_RUNS + 1)][1:]
            print(f"{name:<34}{statistics.median(taken):>8.0f}{min(taken):>8.0f}{max(taken):>8.0f}", flush=True)


if __name__ == "__main__":
    main()
