"""How long an export takes and the most memory it holds: each format for 1,000 and 10,000 made records, a process each."""

import os
import sys
import tempfile
import time
from pathlib import Path

from structurer.pipeline import Outcome, structure
from structurer.record.record import Record, SourceRecord
from structurer.store import Store
from structurer.text.source import Source

FIXTURES = Path(__file__).parent.parent / "fixtures"
_SHEETS = ("tottori-dx", "nagano-it", "health-tabs", "library-million")
_COUNTS = (1_000, 10_000)
_OUTPUTS = ("folder-csv", "records.jsonl", "facts.parquet", "folder-parquet", "book.xlsx")


def made(outcome: Outcome, number: int) -> Record:
    """A record as if its text had one line more, so that each is another record."""
    record = outcome.record()
    source = Source(f"made/{number}.txt", f"{outcome.source.text}\n第{number}号様式\n")
    return record.model_copy(update={"source": SourceRecord.of(source)})


def filled(path: Path, count: int) -> None:
    """A store with so many records."""
    outcomes = [structure(FIXTURES / name / "source.txt", model="offline") for name in _SHEETS]
    with Store.open(str(path)) as store:
        for number in range(count):
            store.save(made(outcomes[number % len(outcomes)], number), author=None)


def exported(store: Path, output: Path) -> str:
    """One export by the command line: seconds and the most memory the process held."""
    name, _, kind = output.name.partition("-")
    form = ["--format", kind] if name == "folder" else []
    command = [sys.executable, "-m", "structurer", "export", "--all", "--store", str(store), "-o", str(output), *form]
    begun = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    seconds = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in [output, *output.glob("*")] if path.is_file())
    ended = os.waitstatus_to_exitcode(status)
    return f"{seconds:7.1f} s  {used.ru_maxrss / 1024:7.0f} MB memory  {size / 1e6:7.1f} MB written  status {ended}"


def main() -> None:
    """One line for each number of records and each format."""
    with tempfile.TemporaryDirectory() as folder:
        for count in _COUNTS:
            store = Path(folder) / f"{count}.db"
            filled(store, count)
            print(f"{count:,} records")
            for name in _OUTPUTS:
                print(f"  {name:<16}{exported(store, Path(folder) / name)}", flush=True)


if __name__ == "__main__":
    main()
