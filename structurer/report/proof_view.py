"""One view of a proof, as plain data that text, terminal and pages only draw: each point in words, and why one is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from structurer.language import say
from structurer.record.proof_record import PointRecord, ProofRecord
from structurer.report import proof_words
from structurer.report.finding_view import FieldView, fact_view
from structurer.report.indexed import IndexedRecord
from structurer.report.proof_words import POINT_NAMES

SECOND = "second"
"""The code of what is shown like a point and is none: whether a second reading says the same."""


@dataclass(frozen=True, slots=True)
class PointView:
    """One point in words.

    Attributes:
        code: its name in the record; `name` is the one for people.
        by: what proves it, empty where nothing does.
        lines: where that stands; `words` are the sheet's.
        missing: why an amount that needs it lacks it; empty where it is proved or not needed.
    """

    code: str
    name: str
    by: str
    lines: tuple[int, ...] = ()
    words: str = ""
    missing: str = ""

    @property
    def is_proved(self) -> bool:
        """True where something proves it."""
        return bool(self.by)


@dataclass(frozen=True, slots=True)
class ProofView:
    """The proof of one field in words."""

    field: FieldView
    points: tuple[PointView, ...]

    @property
    def missing(self) -> tuple[PointView, ...]:
        """The points that the amount needs and lacks."""
        return tuple(point for point in self.points if point.missing)


def proof_views(indexed: IndexedRecord, proofs: Iterable[ProofRecord]) -> tuple[ProofView, ...]:
    """The proofs of those fields that the record has."""
    return tuple(_proof(indexed, proof) for proof in proofs if proof.path in indexed.facts)


def folded(points: Sequence[PointView]) -> Iterator[PointView]:
    """The points, those that lack for one and the same reason as one."""
    for point in points:
        alike = [other for other in points if point.missing and other.missing == point.missing]
        if not alike or alike[0] is point:
            yield replace(point, name="・".join(other.name for other in alike) or point.name)


def _proof(indexed: IndexedRecord, proof: ProofRecord) -> ProofView:
    return ProofView(fact_view(indexed.facts[proof.path]), (*point_views(proof), *_second(indexed, proof)))


def _second(indexed: IndexedRecord, proof: ProofRecord) -> Iterator[PointView]:
    """The second reading of an amount as one point more, which no amount needs; none where it said nothing of it."""
    compared, second = indexed.second.get(proof.path), indexed.record.reading.second
    if compared is None or second is None:
        return
    model, name = second.by.model, say("二度目の読み取り", "second reading")
    if compared.finding:
        yield PointView(SECOND, name, "", missing=say(f"{model} は別の読み", f"{model} reads it otherwise"))
    else:
        yield PointView(
            SECOND, name, say(f"{model} も同じ(根拠にはなりません)", f"{model} reads the same (proves nothing)")
        )


def point_views(proof: ProofRecord) -> Iterator[PointView]:
    """The points of a proof in words, in their order."""
    for code, words in POINT_NAMES.items():
        point: PointRecord | None = getattr(proof.points, code)
        if point is not None:
            yield PointView(code, say(*words), proof_words.proved_by(code, point.by), point.lines, point.words)
        elif code in proof.missing:
            yield PointView(code, say(*words), "", missing=proof_words.reason(code, proof.missing[code]))
        else:
            yield PointView(code, say(*words), "")
