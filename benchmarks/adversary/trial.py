"""Draw attacks and twins by a seed, have each read and checked, and count."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.adversary import (
    captions,
    cells,
    definitions,
    equations,
    forms,
    headings,
    heads,
    labels,
    mutations,
    owners,
    presence,
    remarks,
    sentences,
)
from benchmarks.adversary.attack import Maker
from benchmarks.adversary.drawing import DOCUMENTS, TEXTS
from benchmarks.adversary.judge import objection
from benchmarks.adversary.papers import source_of
from benchmarks.adversary.sheet import MadeSheet
from structurer.checks.outcome import Verdict
from structurer.pipeline import OFFLINE, Outcome, check
from structurer.settings import Settings
from structurer.text.source import Source

ATTACKS: dict[str, Maker] = {
    **headings.ATTACKS, **captions.ATTACKS, **owners.ATTACKS, **presence.ATTACKS, **sentences.ATTACKS, **equations.ATTACKS, **heads.ATTACKS,
    **labels.ATTACKS, **remarks.ATTACKS, **mutations.ATTACKS, **forms.ATTACKS, **cells.ATTACKS, **definitions.ATTACKS,
}  # fmt: skip
"""Every class of attack by its name; the letter is its group."""

_DOCUMENTS_SHARE = 0.004
"""How many are handed in as documents: each starts a process and takes half a second, a text some milliseconds."""

COUNTS = ("tries", "verified", "wrong_verified", "twins", "twins_verified")

Reader = Callable[[Source], Outcome]


class Wrong(NamedTuple):
    """A sheet that is verified and wrong."""

    kind: str
    number: int
    is_twin: bool
    reason: str
    text: str
    outcome: Outcome


class Trial(NamedTuple):
    """What became of one sheet; `wrong` where it is verified and is not what a careful person reads."""

    kind: str
    is_twin: bool
    verified: bool
    wrong: Wrong | None
    text: str


def offline(source: Source) -> Outcome:
    """The road without a model."""
    return check(source, OFFLINE, Settings())


def trials(tries: int, seed: int, kinds: Sequence[str] = (), reader: Reader = offline) -> Iterator[Trial]:
    """So many attacks, each followed by its twin; the classes take turns."""
    names = list(kinds or ATTACKS)
    for number in range(tries):
        kind = names[number % len(names)]
        rng = Random(f"{seed}/{kind}/{number}")  # noqa: S311  # a sample, not a secret
        style = rng.choice(DOCUMENTS if rng.random() < _DOCUMENTS_SHARE else TEXTS)
        made = ATTACKS[kind](rng, style)
        yield _tried(kind, number, made.attack, reader, is_twin=False)
        yield _tried(kind, number, made.twin, reader, is_twin=True)


def _tried(kind: str, number: int, made: MadeSheet, reader: Reader, *, is_twin: bool) -> Trial:
    source = source_of(made)
    if source is None:
        return Trial(kind, is_twin, verified=False, wrong=None, text="")
    outcome = reader(source)
    verified = outcome.verdict is Verdict.VERIFIED
    reason = objection(made, outcome.facts(), _names(outcome)) if verified else None
    wrong = None if reason is None else Wrong(kind, number, is_twin, reason, source.text, outcome)
    return Trial(kind, is_twin, verified, wrong, source.text)


def _names(outcome: Outcome) -> list[str]:
    """The texts of the head that the facts have no column for."""
    identity = outcome.sheet.identity
    fields = (identity.project, identity.publisher, identity.department, identity.division, identity.unit)
    return [field.text for field in fields if field is not None]


class Tally:
    """The counts, together and by class, and every wrong sheet."""

    def __init__(self) -> None:
        self.classes: dict[str, Counter[str]] = {}
        self.wrong: list[Wrong] = []

    def add(self, trial: Trial) -> None:
        """Count one sheet."""
        counts = self.classes.setdefault(trial.kind, Counter(dict.fromkeys(COUNTS, 0)))
        counts["twins" if trial.is_twin else "tries"] += 1
        counts["twins_verified" if trial.is_twin else "verified"] += trial.verified
        counts["wrong_verified"] += trial.wrong is not None
        self.wrong += [] if trial.wrong is None else [trial.wrong]

    def counts(self) -> dict[str, object]:
        """The object that is printed."""
        whole = {name: sum(counts[name] for counts in self.classes.values()) for name in COUNTS}
        classes = {kind: {name: counts[name] for name in COUNTS} for kind, counts in sorted(self.classes.items())}
        return {**whole, "classes": classes}
