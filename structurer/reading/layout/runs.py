"""Runs: the labelled sources and costs of a group that are of one stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from structurer.labels.moment import When
from structurer.reading.layout.groups import Group, total, yen
from structurer.sheet.model import Measure
from structurer.tables.pairs import Pair


@dataclass
class Run:
    """Sources, costs and their sums that are of one stage: what the lines say of it, and the project's amount before them.

    `beside` are the amounts in brackets behind them, by the figures they stand behind; `remarked` where words stand behind one.
    """

    when: When | None
    now: When | None
    pairs: list[Pair] = field(default_factory=list)
    beside: dict[str, Pair] = field(default_factory=dict)
    remarked: bool = False

    @property
    def adds_up(self) -> bool:
        """True where the sources add up to the sum among them."""
        sums = [yen(one) for one in self.pairs if one.sense.source is None]
        return sums == [sum((yen(one) for one in self.pairs if one.sense.source is not None), Fraction(0))]

    def has(self, pair: Pair) -> bool:
        """True where the source or the cost of a pair is among these."""
        return any((one.sense.source, one.sense.cost) == (pair.sense.source, pair.sense.cost) for one in self.pairs)

    def add(self, pair: Pair, behind: Sequence[Pair]) -> None:
        """Add a pair, with the amount in brackets right behind it."""
        self.pairs.append(pair)
        if behind and behind[0].bracketed:
            self.beside[pair.figure.id] = behind[0]


def runs(group: Group) -> Iterator[Run]:
    """The sources and costs of a group; a measure that comes again begins another run."""
    run, now, listed = Run(None, None), None, False
    for line in group.lines:
        when = line.pairs[0].when
        for number, pair in enumerate(line.pairs):
            if not pair.known and pair.figure.is_money and not pair.bracketed:
                run.now = now = None  # an amount that is not understood: what follows may belong to it
                listed = listed or line.mark != ""
            if not (line.known or line.remarked):
                continue
            made = None if line.remarked else total(line, number)
            if made is not None and made.measure is Measure.AMOUNT and made.year_offset == 0:
                now = When(0, made.stage)
            if not _is_row(pair) or (pair.is_sum and listed):
                continue  # 計 below a list of items is their sum, not that of the sources of the last one
            if not run.pairs or run.has(pair) or run.when != when or (now is not None and run.now != now):
                yield run
                run = Run(when, now)
            run.add(pair, line.pairs[number + 1 :])
            run.remarked = run.remarked or line.remarked
    yield run


def _is_row(pair: Pair) -> bool:
    """True for a source, a cost or a sum that names no year and no stage."""
    return pair.known and not pair.sense.dated and (pair.sense.measured or pair.is_sum)
