"""The proofs of a record: why each cited amount is believed, as it is saved. Shape only; `structurer.checks.proof` proves."""

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field

from structurer.sheet.facts import path_text
from structurer.sheet.model import Model, Sorted

if TYPE_CHECKING:  # a record that was saved is shown without its proofs being worked out
    from structurer.checks.proof import Point, Proof


class PointRecord(Model):
    """One point of a proof: by what it is proved, on which lines, and with which words of the sheet."""

    by: str
    lines: tuple[int, ...] = ()
    words: str = ""

    @classmethod
    def of(cls, point: "Point | None") -> Self | None:
        """A point as it is saved; None where it is not proved."""
        return None if point is None else cls(by=point.by, lines=point.lines, words=point.words)


class PointsRecord(Model):
    """The points of a proof; one that is not proved is None."""

    digits: PointRecord | None = None
    unit: PointRecord | None = None
    place: PointRecord | None = None
    date: PointRecord | None = None
    owner: PointRecord | None = None
    tie: PointRecord | None = None


POINT_NAMES = ("digits", "place", "unit", "date", "owner", "tie")
"""The points of a proof, as `structurer.checks.proof` has them: their names here load no proof."""
PointName = Annotated[str, Field(pattern=f"^({'|'.join(POINT_NAMES)})$")]


class ProofRecord(Model):
    """The proof of one cited amount.

    Attributes:
        figure: id of the figure; None where the field cites none.
        line: the line it is printed on.
        path: the field that cites it, as in the results.
        points: why it is believed.
        missing: the points that the amount needs and lacks, each with the reason; empty where it is proved.
    """

    figure: str | None
    line: int | None
    path: str
    points: PointsRecord
    missing: Annotated[dict[PointName, str], Sorted] = Field(default_factory=dict)

    @classmethod
    def of(cls, proof: "Proof") -> Self:
        """A proof as it is saved."""
        cite = proof.fact.cite
        return cls(
            figure=cite.figure,
            line=cite.line,
            path=path_text(proof.fact.path),
            points=PointsRecord(**{name: PointRecord.of(proof.points.get(name)) for name in POINT_NAMES}),
            missing={name: proof.why.get(name, "") for name in proof.lacking},
        )
