"""The proofs of one table on a page: what most of its amounts share is said once, and beside each amount only what differs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from structurer.report.indexed import IndexedRecord
from structurer.report.proof_view import SECOND, PointView, ProofView, folded, proof_views
from structurer.report.proof_words import POINT_NAMES
from structurer.sheet.facts import Fact


@dataclass(frozen=True, slots=True)
class CellProof:
    """The proof of one amount: the names of the points it lacks, and the points that are not as in the rest of its table."""

    missing: tuple[str, ...]
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class TableProofs:
    """The proofs of a table: the points that most amounts share, and the proof of each amount by its path."""

    shared: tuple[PointView, ...]
    cells: Mapping[str, CellProof]


def table_proofs(indexed: IndexedRecord, found: Iterable[Fact]) -> TableProofs:
    """The proofs of a table's amounts; none where the record was saved without them."""
    paths = (".".join(map(str, fact.path)) for fact in found)
    views = proof_views(indexed, (indexed.proofs[path] for path in paths if path in indexed.proofs))
    points = {view.field.path: [_alike(point, view) for point in view.points] for view in views}
    often = Counter(point for own in points.values() for point in own if point.is_proved and not point.words)
    shared = {point.code: point for point, count in often.items() if 2 * count > len(views) > 1}
    cells = {
        path: CellProof(tuple(point.name for point in own if point.missing), tuple(folded(_own(own, shared))))
        for path, own in points.items()
    }
    return TableProofs(tuple(sorted(shared.values(), key=_order)), cells)


def _alike(point: PointView, view: ProofView) -> PointView:
    """A point without the amount's own line, and without the lines that its place names already: so that more are alike."""
    known = {view.field.line}
    if point.code == "date":
        known |= {line for other in view.points if other.code == "place" for line in other.lines}
    return replace(point, lines=tuple(line for line in point.lines if line not in known))


def _own(points: Iterable[PointView], shared: Mapping[str, PointView]) -> list[PointView]:
    """The points that are not as the table's: proved otherwise, missing, or not needed where most of the table has them."""
    differing = (point for point in points if point != shared.get(point.code))
    return [point for point in differing if point.is_proved or point.missing or point.code in shared]


def _order(point: PointView) -> int:
    return (*POINT_NAMES, SECOND).index(point.code)
