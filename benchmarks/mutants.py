"""Wrong model replies by the thousand: how many end as `verified`, by class of mistake.

`python -m benchmarks.mutants [--each N] [--seed S] [--alone] [--json] [FIXTURE…]`. Every mutant is the reply of a faultless model with
one mistake in it (`tests.support.mutations`), resolved and checked as a model's reply is. *Wrong* are those whose facts differ from
the right ones; *accepted* those of them that are verified all the same: the number that must be 0. On a sheet that needs
review anyway, *unnoticed* are the wrong ones with no finding that the right reading has not.
"""

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from tests.support.builders import FOLDERS, fixture
from tests.support.mutations import CLASSES
from tests.support.mutations.fates import Case, Fate, sample

_EACH = 8
_SHOWN = 20
_WIDTH = 130
_COLUMNS = (
    "mutants",
    "healed",
    "other field differs",
    "of them verified",
    "wrong",
    "accepted",
    "only lacking",
    "unnoticed",
)


@dataclass
class Tally:
    """The counts of one class."""

    mutants: int = 0
    healed: int = 0
    other: int = 0
    other_verified: int = 0
    wrong: int = 0
    accepted: int = 0
    lacking: int = 0
    unnoticed: int = 0

    def add(self, fate: Fate, *, reviewed: bool) -> None:
        """Count one mutant; `reviewed` where its sheet needs review even when read right."""
        other = fate.differs and not fate.wrong
        self.mutants += 1
        self.healed += not fate.wrong
        self.other += other
        self.other_verified += other and fate.verified
        self.wrong += fate.wrong
        self.accepted += fate.accepted
        self.lacking += fate.accepted and not fate.said
        self.unnoticed += _is_unnoticed(fate, reviewed=reviewed)

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers of a line of the table."""
        return (self.mutants, self.healed, self.other, self.other_verified, self.wrong, self.accepted, self.lacking,
                self.unnoticed)  # fmt: skip


@dataclass
class Run:
    """What became of all mutants of some sheets."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in CLASSES})
    accepted: list[Fate] = field(default_factory=list)
    unnoticed: list[Fate] = field(default_factory=list)
    seconds: float = 0.0

    def sheet(self, case: Case, each: int, seed: int) -> None:
        """Try the mutants of one sheet."""
        for kind, tally in self.tallies.items():
            for mutant in sample(case, kind, each, seed):
                fate = case.fate(kind, mutant)
                tally.add(fate, reviewed=not case.verified)
                self.accepted += [fate] if fate.accepted else []
                self.unnoticed += [fate] if _is_unnoticed(fate, reviewed=not case.verified) else []

    @property
    def total(self) -> tuple[int, ...]:
        """The counts of all classes together."""
        return tuple(map(sum, zip(*(tally.counts for tally in self.tallies.values()), strict=True)))


def _is_unnoticed(fate: Fate, *, reviewed: bool) -> bool:
    return reviewed and fate.wrong and not fate.noticed


def tried(cases: Iterable[Case], each: int, seed: int) -> Run:
    """Try the mutants of some sheets."""
    begun, made = time.process_time(), Run()
    for case in cases:
        made.sheet(case, each, seed)
    made.seconds = time.process_time() - begun
    return made


def as_table(made: Run) -> Table:
    """One line a class."""
    table = Table(title="wrong replies of a model")
    table.add_column("class", no_wrap=True)
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for kind, tally in made.tallies.items():
        table.add_row(kind, *map(str, tally.counts), style="bold red" if tally.accepted else None)
    table.add_section()
    table.add_row("all", *map(str, made.total), style="bold")
    return table


def as_json(made: Run) -> str:
    """The same for a machine."""
    names = [name.replace(" ", "_") for name in _COLUMNS]
    classes = {kind: dict(zip(names, tally.counts, strict=True)) for kind, tally in made.tallies.items()}
    found = {"accepted": made.accepted, "unnoticed": made.unnoticed}
    cases = {name: [_case(fate) for fate in fates] for name, fates in found.items()}
    whole = {"classes": classes, "total": dict(zip(names, made.total, strict=True)), **cases}
    return json.dumps(whole | {"seconds": round(made.seconds, 1)}, ensure_ascii=False, indent=1)


def _case(fate: Fate) -> dict[str, object]:
    mutant = fate.mutant
    place = {
        "sheet": fate.sheet,
        "class": fate.kind,
        "path": mutant.path,
        "before": mutant.before,
        "after": mutant.after,
    }
    return {**place, "said": fate.said, "lacks": fate.lacks, "verified": fate.verified}


def _show(console: Console, title: str, fates: Sequence[Fate]) -> None:
    if fates:
        console.print(f"\n{title}", style="bold")
    for fate in fates:
        mutant = fate.mutant
        console.print(
            f"{fate.sheet}  {fate.kind}  {mutant.path}\n    {mutant.before or '(nothing)'}  →  {mutant.after or '(nothing)'}"
        )
        for mark, rows in (("+", fate.said), ("-", fate.lacks)):
            for row in rows[:3]:
                console.print(f"    {mark} {' | '.join(row[3:])}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Try, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description="Wrong replies by class.")
    parser.add_argument("fixtures", nargs="*", metavar="FIXTURE", help=f"default: all {len(FOLDERS)}")
    parser.add_argument("--each", type=int, default=_EACH, help="mutants of a class and sheet at most")
    parser.add_argument("--seed", type=int, default=0, help="which of them, where there are more")
    parser.add_argument("--alone", action="store_true", help="without the second witness: what the other checks find")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(arguments)
    cases = (Case(fixture(name), alone=given.alone) for name in given.fixtures or FOLDERS)
    made = tried(cases, given.each, given.seed)
    if given.json:
        print(as_json(made))
        return
    console = Console(highlight=False, markup=False)
    console.width = max(console.width, _WIDTH)
    console.print(as_table(made))
    _show(console, f"every false accept: {len(made.accepted)}", made.accepted)
    _show(console, f"unnoticed: the first {_SHOWN} of {len(made.unnoticed)}", made.unnoticed[:_SHOWN])
    console.print(f"\n{made.total[0]:,} replies in {made.seconds:.0f} seconds of one core")


if __name__ == "__main__":
    main()
