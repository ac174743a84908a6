"""The proofs of a record: why each cited amount is believed, as it is saved. Shape only; `structurer.checks.proof` proves."""

from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field

from structurer.sheet.facts import path_text
from structurer.sheet.model import Model, Sorted

if TYPE_CHECKING:  # a record that was saved is shown without its proofs being worked out
    from structurer.checks.proof import Proof


class PointRecord(Model):
    """One point of a proof: by what it is proved, on which lines, and with which words of the sheet."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)  # a `Point` is taken as it is

    by: str
    lines: tuple[int, ...] = ()
    words: str = ""


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


def proof_tree(proof: "Proof") -> dict[str, object]:
    """Return a proof as `ProofRecord` takes it."""
    cite = proof.fact.cite
    return {
        "figure": cite.figure,
        "line": cite.line,
        "path": path_text(proof.fact.path),
        "points": proof.points,
        "missing": {name: proof.why.get(name, "") for name in proof.lacking},
    }
