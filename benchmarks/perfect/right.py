"""The right answer about a source, and the ways to change it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from benchmarks.perfect.answers import Answer
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source

_CITABLE = {Kind.MONEY, Kind.PLAIN, Kind.HEADCOUNT, Kind.PERCENT, Kind.COUNT, Kind.RATIO}
Mistakes = Iterator[Answer]
Changes = dict[int, Fact | None]


@dataclass(frozen=True)
class Right:
    """The right answer about a source."""

    source: Source
    answer: Answer

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the answer."""
        return self.answer.facts

    def put(self, number: int, **changes: object) -> Mistakes:
        """One fact changed, where that changes anything."""
        made = replace(self.facts[number], **changes)  # type: ignore[arg-type]  # fields named by data
        if made != self.facts[number]:
            yield self.answer.exchanged({number: made})

    def recited(self, number: int, cite: Cite) -> Mistakes:
        """One fact with another cite."""
        yield from self.put(number, cite=cite)

    def swapped(self, pairs: Iterable[tuple[int, int]]) -> Mistakes:
        """Pairs of facts with each other's figures, all at once."""
        changes: Changes = {}
        for one, two in pairs:
            changes[one] = replace(self.facts[one], cite=self.facts[two].cite)
            changes[two] = replace(self.facts[two], cite=self.facts[one].cite)
        if changes and self.answer.exchanged(changes) != self.answer:
            yield self.answer.exchanged(changes)

    def groups(self, by: Callable[[Fact], object]) -> list[list[int]]:
        """The numbers of the facts that are alike in something, in order."""
        made: dict[object, list[int]] = defaultdict(list)
        for number, fact in enumerate(self.facts):
            made[by(fact)].append(number)
        return list(made.values())

    @property
    def rows(self) -> list[list[int]]:
        """The facts of each row."""
        return self.groups(lambda fact: (fact.path[:2], fact.label, fact.cite.line if fact.label.line is None else 0))

    @property
    def columns(self) -> list[list[int]]:
        """The facts of each column of a table."""
        return self.groups(lambda fact: (fact.path[:2], fact.table, *fact.column))

    @property
    def tables(self) -> list[list[int]]:
        """The facts of each table."""
        return self.groups(lambda fact: fact.path[:2])

    @property
    def uncited(self) -> list[Figure]:
        """The figures that the answer leaves alone."""
        used = {fact.cite.figure for fact in self.facts}
        return [figure for figure in self.source.figures if figure.kind in _CITABLE and figure.id not in used]
