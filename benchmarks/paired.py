"""Our build beside another checkout in one run: `python -m benchmarks.paired OTHER [--rounds N] [--records N] [--sheets N]`.

The two take turns, so that what else the machine does falls on both; a line has the median of each in processor milliseconds and
their ratio, which is what counts. Records and sheets are made by each build itself, since an older store has another format. Each
runs on its own `.venv` where it has one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.watched import ROOT, adopt, ended, load

_ROUNDS, _RECORDS, _SHEETS = 5, 500, 200
_FILL = """
import sys
from pathlib import Path
from benchmarks.export import filled
filled(Path(sys.argv[1]), int(sys.argv[2]))
"""
_SHEETS_OF = """
import sys
from pathlib import Path
from benchmarks.made import made
made(Path(sys.argv[1]), int(sys.argv[2]))
"""
_READ = """
import json, statistics, sys, time
from pathlib import Path
try:
    from structurer.text.source import Source
except ImportError:
    from structurer.source import Source
from structurer.pipeline import check
from structurer.settings import Settings
def milliseconds(text):
    begun = time.process_time()
    outcome = check(Source("benchmark", text), "offline", Settings())
    read = time.process_time()
    outcome.record().model_dump_json()
    return 1000 * (read - begun), 1000 * (time.process_time() - read)
found = {}
for path in sorted(Path(sys.argv[1]).glob("*/source.txt")):
    text = path.read_text("utf-8")
    found[path.parent.name] = list(map(min, zip(*(milliseconds(text + " " * n) for n in range(1, 6)))))
read, recorded = map(statistics.median, zip(*found.values()))
print(json.dumps({"read": read, "recorded": recorded, "large": found["tottori-dx"][0]}))
"""
_SMALL = "fixtures/forest-request/source.txt"


class Build:
    """A checkout, with a folder of its own for what it makes."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        own = root / ".venv" / "bin" / "python"
        self._python = str(own) if own.exists() else sys.executable
        folder.mkdir()

    def run(self, *arguments: str, store: str = "small.db") -> float:
        """Run Python with these arguments; return the processor milliseconds of it and of all its processes."""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.root), "STRUCTURER_LANG": "en"}
        environment["STRUCTURER_STORE"] = str(self.folder / store)
        process = subprocess.Popen(  # noqa: S603  # ourselves, or an earlier version
            [self._python, *arguments],
            env=environment,
            cwd=self.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        status, spent = ended(process.pid)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:  # a sheet that needs review is no failure
            sys.exit(f"{self.root}: {' '.join(arguments)} ended with {process.returncode}")
        return 1000 * spent

    def printed(self, *arguments: str) -> dict[str, float]:
        """Run Python with these arguments; return the JSON object that it prints."""
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(self.root)}
        done = subprocess.run(  # noqa: S603  # ourselves, or an earlier version
            [self._python, *arguments], env=environment, cwd=self.root, capture_output=True, check=True
        )
        found: dict[str, float] = json.loads(done.stdout)
        return found

    def command(self, *arguments: str, store: str = "small.db") -> float:
        """Run a command."""
        return self.run("-m", "structurer", *arguments, store=store)


def line(name: str, builds: Sequence[Build], measured: Callable[[Build], float], rounds: int, per: int = 1) -> None:
    """Print one line; the first round, which fills the file cache, is not counted."""
    taken: list[list[float]] = [[] for _ in builds]
    for _ in range(rounds + 1):
        for build, found in zip(builds, taken, strict=True):
            found.append(measured(build) / per)
    other, own = (statistics.median(found[1:]) for found in taken)
    shown(name, other, own)


def shown(name: str, other: float, own: float) -> None:
    """Print the medians of both builds and their ratio."""
    print(f"{name:<44}{other:>9.1f}{own:>9.1f}{own / other:>8.2f}  {load()}", flush=True)


def commands(builds: Sequence[Build], rounds: int) -> None:
    """The short commands, whole process."""
    for build in builds:
        build.command("run", _SMALL, "--model", "offline")
    shown = {build.root: _first_id(build) for build in builds}
    line("structurer --help", builds, lambda build: build.command("--help"), rounds)
    line("structurer checks", builds, lambda build: build.command("checks"), rounds)
    line("structurer explain SUM101", builds, lambda build: build.command("explain", "SUM101"), rounds)
    line("structurer records", builds, lambda build: build.command("records"), rounds)
    line("structurer show", builds, lambda build: build.command("show", shown[build.root]), rounds)
    small = ("run", _SMALL, "--model", "offline")
    line("structurer run (small, offline)", builds, lambda build: build.command(*small), rounds)


def sheets(builds: Sequence[Build], rounds: int) -> None:
    """One sheet read, checked and proved in a process that does nothing else: the least of five, the fixtures of the other build."""
    taken: list[list[dict[str, float]]] = [[] for _ in builds]
    for _ in range(rounds):
        for build, found in zip(builds, taken, strict=True):
            found.append(build.printed("-c", _READ, str(builds[0].root / "fixtures")))
    told = {
        "read": "one sheet read and checked, of the fixtures",
        "large": "the same, tottori-dx",
        "recorded": "its record as JSON",
    }
    for key, name in told.items():
        other, own = (statistics.median(one[key] for one in found) for found in taken)
        shown(name, other, own)


def _first_id(build: Build) -> str:
    """Return the id of the only record: its source's sha256 begins with it."""
    from structurer.text.source import Source  # noqa: PLC0415  # once

    text = (build.root / _SMALL).read_text(encoding="utf-8")
    return Source("", text).sha256[:12]


def exports(builds: Sequence[Build], rounds: int, count: int) -> None:
    """An export of so many records in each format: milliseconds a record."""
    for build in builds:
        build.run("-c", _FILL, str(build.folder / "many.db"), str(count))
    for name in ("folder-csv", "records.jsonl", "folder-parquet", "book.xlsx"):
        form = ("--format", name.partition("-")[2]) if name.startswith("folder") else ()

        def exported(build: Build, name: str = name, form: Sequence[str] = form) -> float:
            return build.command("export", "--all", "-o", str(build.folder / name), *form, store="many.db")

        line(f"export of {count:,} to {name}, a record", builds, exported, rounds, count)


def batches(builds: Sequence[Build], rounds: int, count: int) -> None:
    """A batch offline, two at a time, and the same once more with nothing missing: milliseconds a sheet."""
    for build in builds:
        build.run("-c", _SHEETS_OF, str(build.folder / "sheets"), str(count))

    def fresh(build: Build) -> float:
        (build.folder / "batch.db").unlink(missing_ok=True)
        sheets = str(build.folder / "sheets")
        return build.command("batch", sheets, "--model", "offline", "--concurrency", "2", store="batch.db")

    def resumed(build: Build) -> float:
        sheets = str(build.folder / "sheets")
        given = ("batch", sheets, "--model", "offline", "--concurrency", "2", "--resume")
        return build.command(*given, store="batch.db")

    line(f"batch of {count:,}, a sheet", builds, fresh, rounds, count)
    line("the same with --resume, nothing missing, a sheet", builds, resumed, rounds, count)


def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.paired", description="This build beside another.")
    parser.add_argument("other", type=Path, help="a checkout of the other build")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--records", type=int, default=_RECORDS, help="0 leaves the exports out")
    parser.add_argument("--sheets", type=int, default=_SHEETS, help="0 leaves the batches out")
    asked = parser.parse_args()
    adopt()
    with tempfile.TemporaryDirectory() as folder:
        builds = [Build(asked.other.resolve(), Path(folder, "other")), Build(ROOT, Path(folder, "own"))]
        print(f"{'processor milliseconds, median':<44}{'other':>9}{'own':>9}{'ratio':>8}")
        commands(builds, asked.rounds)
        sheets(builds, asked.rounds)
        if asked.records:
            exports(builds, asked.rounds, asked.records)
        if asked.sheets:
            batches(builds, asked.rounds, asked.sheets)


if __name__ == "__main__":
    main()
