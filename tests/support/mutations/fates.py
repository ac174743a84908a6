"""What becomes of a wrong reply: resolved and checked exactly as a model's is, and compared with the right facts."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from structurer.checks.claim import Result
from structurer.checks.every import run, verdict
from structurer.checks.names import named
from structurer.checks.outcome import Verdict
from structurer.checks.reading import Reading
from structurer.reading.layout import read_sheet
from structurer.reading.resolve import resolve
from structurer.reading.wire import Reply
from structurer.sheet.facts import fact_rows
from structurer.sheet.model import Sheet
from structurer.text.source import Source
from tests.support.mutations import CLASSES
from tests.support.mutations.reply import Mutant, Right
from tests.support.perfect import perfect, reply_of, told

Row = tuple[str, ...]
Found = tuple[str, str, str]


class Fate(NamedTuple):
    """What became of one mutant; `rows` are the facts it says and lacks, each with its sign."""

    sheet: str
    kind: str
    mutant: Mutant
    differs: bool
    said: tuple[Row, ...]
    lacks: tuple[Row, ...]
    verified: bool
    noticed: bool

    @property
    def wrong(self) -> bool:
        """True where the facts are not the right ones."""
        return bool(self.said or self.lacks)

    @property
    def accepted(self) -> bool:
        """True for the one thing that must not be: wrong facts, and verified."""
        return self.wrong and self.verified


@dataclass(frozen=True)
class Case:
    """One sheet with the reading a faultless model would give of it; `alone` leaves the second witness out."""

    source: Source
    alone: bool = False

    @cached_property
    def witness(self) -> Sheet:
        """What the layout reader reads; on every fixture that is the truth."""
        return read_sheet(self.source)

    @cached_property
    def right(self) -> Right:
        """The right reply."""
        return Right(self.source, told(self.witness))

    @cached_property
    def reading(self) -> Reading:
        """What becomes of the right reply."""
        return self.read(perfect(self.witness))

    @cached_property
    def facts(self) -> Counter[Row]:
        """The right facts."""
        return _facts(self.reading)

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The results of the right reading."""
        return run(self.reading)

    @property
    def verified(self) -> bool:
        """True where the right reading is."""
        return verdict(self.results) is Verdict.VERIFIED

    def read(self, reply: Reply) -> Reading:
        """A reply as the pipeline reads it, the layout reader beside it."""
        reading = Reading(self.source, resolve(reply, self.source), None if self.alone else self.witness)
        return replace(reading, sheet=named(reading))

    def fate(self, kind: str, mutant: Mutant) -> Fate:
        """What becomes of a wrong reply; one that resolves to the right sheet needs no checks."""
        reading = self.read(reply_of(mutant.of(self.right.tree)))
        differs = reading.sheet != self.reading.sheet
        found = _facts(reading)
        said, lacks = tuple((found - self.facts).elements()), tuple((self.facts - found).elements())
        results = run(reading) if differs else self.results
        noticed = bool(_findings(results) - _findings(self.results))
        return Fate(self.source.name, kind, mutant, differs, said, lacks, verdict(results) is Verdict.VERIFIED, noticed)


def _facts(reading: Reading) -> Counter[Row]:
    """The facts without the record's number and the state of the cite."""
    return Counter(row[1:-1] for row in fact_rows(reading.sheet, reading.source))


def _findings(results: Sequence[Result]) -> Counter[Found]:
    return Counter((found.code, found.name, found.outcome.value) for found in results if found.is_finding)


def sample(case: Case, kind: str, each: int, seed: int = 0) -> list[Mutant]:
    """The mutants of a class, at most so many; always the same ones for a seed."""
    made = list(CLASSES[kind](case.right))
    picker = random.Random(f"{seed}/{case.source.name}/{kind}")  # noqa: S311  # a sample, not a secret
    return made if len(made) <= each else picker.sample(made, each)
