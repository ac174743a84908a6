"""How much of an endpoint's throughput a batch takes: `python -m benchmarks.throughput [--delay S…] [--concurrency N…] [--rounds N]`.

An endpoint in a process of its own answers each request after a fixed delay. With N requests at a time the best there can be is
sheets × delay / N seconds; the share is that divided by the time from the first request to the last answer, and, beside it,
by the whole run with the start of the process. The processor time a sheet is the batch's alone, all of it.
"""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.endpoint import Exchange, Known, answering
from benchmarks.made import made, sources
from benchmarks.watched import Used, Watched, load
from structurer.checks.outcome import Verdict
from structurer.pipeline import check
from structurer.reading.layout import read_sheet
from structurer.reading.prompting import messages
from structurer.settings import Settings
from structurer.text.source import Source
from tests.support.builders import FOLDERS, fixture
from tests.support.perfect import perfect

_DELAYS = (1.0, 2.0)
_CONCURRENCY = (4, 8, 16)
_ROUNDS = 10


def consistent() -> Iterator[str]:
    """The fixtures that a faultless model has verified with one question: no second one is asked about them."""
    for name in FOLDERS:
        if check(fixture(name), "offline", Settings()).verdict is Verdict.VERIFIED:
            yield name


def replies(sheets: list[Source]) -> dict[str, str]:
    """What a model without a mistake answers about each sheet."""
    return {messages(source).user: perfect(read_sheet(source)).model_dump_json() for source in sheets}


def asked(folder: Path, store: Path, url: str, concurrency: int) -> Used:
    """One batch against an endpoint."""
    arguments = ["batch", str(folder), "--model", "openai:m", "--concurrency", str(concurrency), "--no-cache"]
    return Watched(arguments, {"STRUCTURER_STORE": str(store), "OPENAI_BASE_URL": url}).end()


def busiest(exchanges: list[Exchange]) -> int:
    """The most requests that were under way at a time."""
    steps = sorted([(entry.begun, 1) for entry in exchanges] + [(entry.ended, -1) for entry in exchanges])
    most = under_way = 0
    for _, step in steps:
        under_way += step
        most = max(most, under_way)
    return most


def line(delay: float, concurrency: int, used: Used, exchanges: list[Exchange]) -> str:
    """One line of the table."""
    count = len(exchanges)
    ideal = count * delay / concurrency
    took = max(entry.ended for entry in exchanges) - min(entry.begun for entry in exchanges)
    shares = f"{ideal:>7.1f} {took:>8.1f} {100 * ideal / took:>7.1f}% {used.seconds:>8.1f} {100 * ideal / used.seconds:>7.1f}%"
    each = f"{1000 * used.processor / count:>8.1f} {used.megabytes:>8.0f}"
    return (
        f"{delay:>6.1f} {concurrency:>4} {count:>7} {shares} {each} {busiest(exchanges):>5} {used.status:>6}  {load()}"
    )


def main() -> None:
    """One line for each delay and each number of requests at a time."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.throughput", description="Share of an endpoint's throughput."
    )
    parser.add_argument("--delay", nargs="+", type=float, default=_DELAYS, metavar="SECONDS")
    parser.add_argument("--concurrency", nargs="+", type=int, default=_CONCURRENCY)
    parser.add_argument(
        "--rounds", type=int, default=_ROUNDS, help="answers that each of the requests at a time waits for"
    )
    given = parser.parse_args()
    names = tuple(consistent())
    print(f"{len(names)} fixtures in turn; ideal, from the first request to the last answer, whole run: seconds")
    print(" delay   at  sheets   ideal  measured    share    whole    share  cpu ms  peak MB  most status")
    for concurrency in given.concurrency:
        with tempfile.TemporaryDirectory() as folder:
            sheets = Path(folder, "sheets")
            made(sheets, concurrency * given.rounds, names)
            known = Known(replies(sources(sheets)))
            for delay in given.delay:
                with answering(known, delay) as endpoint:
                    used = asked(sheets, Path(folder, f"{delay}.db"), endpoint.at("structurer"), concurrency)
                    print(line(delay, concurrency, used, endpoint.taken()), flush=True)


if __name__ == "__main__":
    main()
