"""A record made ready to be shown: which field cites which figure, which claim is about which field, what is open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from structurer.record.correction import AddCell, AddRow, Correction, Repoint, Review, Waiver
from structurer.record.proof_record import ProofRecord
from structurer.record.record import Record, ResultRecord
from structurer.sheet.facts import Fact, cites, facts, path_text
from structurer.sheet.model import Cite
from structurer.text.source import Source

_UNCLAIMED, _SECOND = "CMP801", "AGR603"


@dataclass(frozen=True)
class IndexedRecord:
    """A record with its fields, figures and claims indexed by each other.

    Attributes:
        record: as saved, or as it stands now.
        corrected: ids of the figures that a person put a field to, in any revision.
        known_source: its source, where that is at hand already.
    """

    record: Record
    corrected: frozenset[str] = frozenset()
    known_source: Source | None = None

    @cached_property
    def source(self) -> Source:
        """The text it was read from."""
        return self.record.source.rebuild() if self.known_source is None else self.known_source

    @cached_property
    def cites(self) -> dict[str, Cite]:
        """Every cite by its path."""
        return {path_text(path): cite for path, cite in cites(self.record.sheet)}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every field of the facts by its path."""
        return {path_text(fact.path): fact for fact in facts(self.record.sheet)}

    @cached_property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """The paths of the fields that cite each figure, by figure."""
        found: dict[str, list[str]] = defaultdict(list)
        for path, cite in self.cites.items():
            if cite.figure is not None:
                found[cite.figure].append(path)
        return {figure: tuple(paths) for figure, paths in found.items()}

    @cached_property
    def proofs(self) -> dict[str, ProofRecord]:
        """The proof of each field by its path; none in a record of schema 1."""
        return {proof.path: proof for proof in self.record.proofs or ()}

    @cached_property
    def second(self) -> dict[str, ResultRecord]:
        """The comparison of each field with the second reading by its path; one that differs where there are several."""
        compared = [result for result in self.record.results if result.code == _SECOND]
        ordered = sorted(compared, key=lambda result: result.finding)
        return {path: result for result in ordered for path in result.paths}

    @cached_property
    def waivers(self) -> dict[str, Waiver]:
        """The waivers in force by the key of their finding."""
        review = self.record.review
        return {} if review is None else {waiver.finding: waiver for waiver in review.waivers}

    @cached_property
    def entered(self) -> tuple[str, ...]:
        """The paths of the fields that a person filled with a value the source lacks."""
        return tuple(path for path, cite in self.cites.items() if cite.corrected)

    @cached_property
    def open(self) -> tuple[ResultRecord, ...]:
        """The findings that nothing has closed."""
        return self.record.open_results

    @cached_property
    def places(self) -> dict[str, int]:
        """The place in the results of each finding by its key."""
        return {result.key: place for place, result in enumerate(self.record.results) if result.key is not None}

    @cached_property
    def waived(self) -> tuple[ResultRecord, ...]:
        """The findings that a person has accepted."""
        return tuple(result for result in self.record.results if result.finding and result.key in self.waivers)

    @cached_property
    def claims(self) -> dict[str, tuple[ResultRecord, ...]]:
        """The claims that each field is in, by path: those with arithmetic and the findings."""
        found: dict[str, list[ResultRecord]] = defaultdict(list)
        for result in self.record.results:
            if result.finding or result.computed is not None:
                for path in dict.fromkeys(result.paths):
                    found[path].append(result)
        return {path: tuple(results) for path, results in found.items()}

    @cached_property
    def about(self) -> dict[int, str]:
        """The figure that each CMP801 is about, by the place of its result: the record lists them in that order."""
        places = [place for place, result in enumerate(self.record.results) if result.code == _UNCLAIMED]
        figures = [figure.id for figure in self.record.unclaimed if figure.unexplained]
        return dict(zip(places, figures, strict=True)) if len(places) == len(figures) else {}

    @cached_property
    def figures_of(self) -> dict[int, tuple[str, ...]]:
        """The figures that each result is about, by its place; those of no field too."""
        return {
            place: (*result.figures, *([self.about[place]] if place in self.about else []))
            for place, result in enumerate(self.record.results)
        }


def corrected(reviews: Iterable[Review | None]) -> frozenset[str]:
    """The figures that corrections put a field to."""
    return frozenset(
        figure
        for review in reviews
        if review is not None
        for correction in review.corrections
        for figure in _figures(correction)
    )


def _figures(correction: Correction) -> list[str]:
    if isinstance(correction, Repoint):
        return [correction.figure]
    if isinstance(correction, AddCell):
        return [] if correction.cell.figure is None else [correction.cell.figure]
    if isinstance(correction, AddRow):
        return [cell.figure for cell in correction.cells if cell.figure is not None]
    return []
