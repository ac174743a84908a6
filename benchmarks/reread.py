"""What a re-read gains and costs: `python -m benchmarks.reread [--each N] [FIXTURE…]`.

The first reply has one mistake (`tests.support.mutations`), the second one, about the lines of the findings only, has none: so this
is the most that asking again can gain. Counted by class: wrong replies that need review, those a second question is asked
about, those it settles (`verified`), and accepted answers that leave wrong facts `verified`, which must be 0. The cost is
the size of the second question beside that of the first, in characters.
"""

import argparse
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from structurer.checks.every import verdict
from structurer.checks.judged import JudgedReading
from structurer.checks.outcome import Verdict
from structurer.reading import merge, regions, rereading
from structurer.reading.prompting import messages, part
from structurer.sheet.facts import fact_rows
from structurer.sheet.model import Sheet
from tests.support.builders import fixture
from tests.support.mutations import CLASSES
from tests.support.mutations.fates import Case, sample
from tests.support.perfect import reply_of

FIXTURES = ("forest-request", "health-tabs", "museum-supplementary", "ferry-changes")
_COLUMNS = ("need review", "asked again", "settled", "wrong and verified")


@dataclass
class Tally:
    """The counts of one class, and the characters of its questions."""

    reviewed: int = 0
    asked: int = 0
    settled: int = 0
    wrong: int = 0
    characters: int = 0


def answered(case: Case, lines: tuple[int, ...]) -> Sheet:
    """What a faultless model answers about some lines: the right sheet without what stands elsewhere."""
    wanted = set(lines)
    reading = case.reading
    elsewhere = frozenset(
        cite.figure for _, cite in reading.cites if cite.figure is not None and cite.line not in wanted
    )
    return merge.without(reading.sheet, elsewhere)


def look(case: Case, first: JudgedReading, tally: Tally) -> None:
    """Ask again about one wrong reading, and count what comes of it."""
    if not first.doubtful:
        return
    region = regions.around(first, first.doubtful)
    sent = part("reread", case.source, set(region.lines))
    tally.asked += 1
    tally.characters += len(sent.system) + len(sent.user)
    better = rereading.choose(first, answered(case, region.lines))
    if better is not None and verdict(better.results) is Verdict.VERIFIED:
        right = sorted(fact_rows(case.reading.sheet, case.source))
        same = sorted(fact_rows(better.sheet, case.source)) == right
        tally.settled += same
        tally.wrong += not same


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("fixtures", nargs="*", default=FIXTURES)
    asked = parser.parse_args()
    tallies = {kind: Tally() for kind in CLASSES}
    whole = []
    for case in (Case(fixture(name)) for name in asked.fixtures):
        sent = messages(case.source)
        whole.append(len(sent.system) + len(sent.user))
        for kind, tally in tallies.items():
            for mutant in sample(case, kind, asked.each):
                first = JudgedReading(case.read(reply_of(mutant.of(case.right.tree))))
                if verdict(first.results) is not Verdict.VERIFIED:
                    tally.reviewed += 1
                    look(case, first, tally)
    _print(tallies, whole)


def _print(tallies: dict[str, Tally], whole: list[int]) -> None:
    table = Table("class", *_COLUMNS)
    total = Tally()
    for kind, tally in tallies.items():
        table.add_row(kind, *map(str, (tally.reviewed, tally.asked, tally.settled, tally.wrong)))
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    table.add_row("all", *map(str, (total.reviewed, total.asked, total.settled, total.wrong)), style="bold")
    console = Console(width=110)
    console.print(table)
    mean = total.characters // max(1, total.asked)
    console.print(f"characters of a question: first {sum(whole) // len(whole):,}, second {mean:,} (mean)")


if __name__ == "__main__":
    main()
