"""How long one sheet takes offline, read and checked; how the cost grows with the text; how fast the command starts."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from structurer.documents.intake import read_source
from structurer.pipeline import check
from structurer.settings import Settings
from structurer.text.source import Source

FIXTURES = Path(__file__).parent.parent / "fixtures"
SETTINGS = Settings()
_RUNS = 15
_COPIES = (1, 2, 4, 8, 16)


def median_ms(action: Callable[[int], object], runs: int = _RUNS) -> str:
    """The median wall time of some runs in milliseconds; the first run is not counted."""
    action(-1)
    times = []
    for number in range(runs):
        begun = time.perf_counter_ns()
        action(number)
        times.append(time.perf_counter_ns() - begun)
    return f"{statistics.median(times) / 1e6:8.1f} ms"


def once(text: str, number: int) -> None:
    """Read and check a text; a new one each time, so that nothing remembered of the last source helps."""
    check(Source("benchmark", text + " " * (number + 2)), "offline", SETTINGS)


def sheets() -> None:
    """One line a fixture."""
    print("one sheet, read and checked offline (median)")
    for path in sorted(FIXTURES.glob("*/source.txt")):
        source = read_source(str(path))
        size = f"{len(source.lines):>4} lines {len(source.figures):>4} figures"
        print(f"  {path.parent.name:<24} {size} {median_ms(partial(once, source.text))}")


def growth() -> None:
    """The same sheet printed several times in one text: the cost per copy must not grow."""
    text = read_source(str(FIXTURES / "tottori-dx" / "source.txt")).text
    print("several sheets in one text, read and checked")
    for copies in _COPIES:
        many = "\n".join([text] * copies)
        print(f"  {copies:>3} copies {len(many):>8} characters {median_ms(partial(once, many), 3)}")


PIECES = (
    "要求額\n",
    "区分\n",
    "計\n",
    "財源内訳\n",
    "細事業|要求額|\n",
    "1,",
    "| ",
    "(1",
    "▲ ",
    "要求額|",
    "a:1回 ",
    "単位:千円",
    "令和8年度 ",
    " ",
    "1 ",
    "×1",
    "前年度\n",
    "(1) 花壇\n",
    "| 国 | 1 |\n",
    "合計  1  2\n",
    "目標値 5 6\n",
)


def repetitions() -> None:
    """One piece many times: four times the text should take about four times as long, whatever is repeated."""
    print("one piece repeated: seconds for 2,500 and 10,000 characters, and their ratio")
    for piece in PIECES:
        taken = []
        for length in (2500, 10_000):
            begun = time.process_time()
            check(Source("benchmark", piece * (length // len(piece))), "offline", SETTINGS)
            taken.append(time.process_time() - begun)
        print(f"  {piece!r:<24} {taken[0]:7.3f} {taken[1]:7.3f} {taken[1] / taken[0]:6.1f}")


def start() -> None:
    """The whole process of `structurer --help`."""
    command = [sys.executable, "-m", "structurer", "--help"]
    print("structurer --help, whole process (median)")
    print(f"  {median_ms(lambda _: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), 7)}")  # noqa: S603  # ourselves


if __name__ == "__main__":
    sheets()
    growth()
    repetitions()
    start()
