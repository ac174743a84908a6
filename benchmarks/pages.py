"""How long the pages of `structurer serve` take: `python -m benchmarks.pages [RECORDS]`.

A server of this process answers a client of it. Milliseconds of the clock and of the processor, the client's among them: the
queue when the first visitor asks for it, when the next do, and the page of a sheet that needs review. Medians of 15.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from http.cookiejar import CookieJar
from itertools import cycle, islice
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from benchmarks.export import filled
from benchmarks.watched import load
from structurer import process
from structurer.store import Store
from tests.web.conftest import served

_RECORDS, _ASKED = 10_000, 15


def asked(client: OpenerDirector, address: str) -> tuple[float, float]:
    """One page: milliseconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    client.open(address).read()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


def line(name: str, taken: Sequence[tuple[float, float]]) -> None:
    """One line of the table."""
    clock, processor = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{name:<44}{clock:>9.1f}{processor:>11.1f}  {load()}", flush=True)


def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description="The pages of a server.")
    parser.add_argument("records", nargs="?", type=int, default=_RECORDS)
    count = parser.parse_args().records
    process.begin()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "store.db")
        filled(path, count)
        with Store.open(str(path)) as store:
            sheets = [entry.id for entry in islice(store.queue(), _ASKED)]
        print(f"{f'{count:,} records':<44}{'clock ms':>9}{'processor':>11}")
        with served(path) as address:
            client = build_opener(HTTPCookieProcessor(CookieJar()))
            line("the queue, asked for first", [asked(client, address)])
            line("the queue, its first page", [asked(client, address) for _ in range(_ASKED)])
            shown = islice(cycle(sheets), _ASKED)
            line("the page of a sheet", [asked(client, f"{address}/sheets/{one}") for one in shown])


if __name__ == "__main__":
    main()
