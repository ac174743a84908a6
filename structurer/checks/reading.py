"""The subject of the checks: a source, the sheet that cites it, and the sheet of the second witness."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import Fact, SheetPath, facts, other_cites
from structurer.sheet.model import Cite, Sheet
from structurer.sheet.prior import Prior
from structurer.tables.geometry import Geometry, geometry
from structurer.text.source import Source

Work = TypeVar("Work")


@dataclass(frozen=True)
class Reading:
    """A source, a sheet that cites it, and the sheet of the second witness, where there is one.

    `vocabulary` is what the checks know of labels: the built-in words, those of the user's file and those that
    persons confirmed for this sheet, never one that is only proposed. `second` is what another question read of amounts in
    running text, `priors` what saved records of the year before say of this project.
    """

    source: Source
    sheet: Sheet
    witness: Sheet | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary.built_in, compare=False, repr=False)
    second: Sheet | None = None
    priors: tuple[Prior, ...] = ()

    @cached_property
    def kept(self) -> dict[object, Any]:
        """The work of checks that several of them share, by name; it lasts as long as the reading does."""
        return {}

    def once(self, work: Callable[["Reading"], Work]) -> Work:
        """The result of a function of this reading, worked out once however many checks ask for it."""
        if work not in self.kept:
            self.kept[work] = work(self)
        found: Work = self.kept[work]
        return found

    @property
    def geometry(self) -> Geometry:
        """The places of the labels of the source."""
        return geometry(self.source, self.vocabulary)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every cite that belongs to a table of the facts."""
        return tuple(facts(self.sheet))

    @cached_property
    def witnessed(self) -> tuple[Fact, ...]:
        """The facts of the second witness, none where there is none."""
        return () if self.witness is None else tuple(facts(self.witness))

    @cached_property
    def first_lines(self) -> dict[SheetPath, int]:
        """For each table (`("funding", 0)`) the line of its first row label."""
        found: dict[SheetPath, int] = {}
        for fact in self.facts:
            if fact.label.line is not None:
                key = fact.path[:2]
                found[key] = min(found.get(key, fact.label.line), fact.label.line)
        return found

    @cached_property
    def _groups(self) -> dict[SheetPath, list[Fact]]:
        groups: dict[SheetPath, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            for length in (2, 3, 4):
                groups[fact.path[:length]].append(fact)
        return groups

    def under(self, *path: str | int) -> list[Fact]:
        """The facts below a path of two to four steps: `under("sections", 0, "items")`."""
        return self._groups.get(path, [])

    @cached_property
    def cites(self) -> tuple[tuple[SheetPath, Cite], ...]:
        """Every cite of the sheet with its path, the ones outside the facts too."""
        return (*((fact.path, fact.cite) for fact in self.facts), *other_cites(self.sheet))
