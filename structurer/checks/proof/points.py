"""The points of a proof: what must be known of an amount before it is believed."""

from dataclasses import dataclass, field

from structurer.sheet.facts import Fact
from structurer.sheet.model import Table

POINTS = ("digits", "place", "unit", "date", "owner", "tie")


@dataclass(frozen=True, slots=True)
class Point:
    """Why one thing about an amount is believed: by what, on which lines, with which words."""

    by: str
    lines: tuple[int, ...] = ()
    words: str = ""


@dataclass
class Proof:
    """The points of one fact; a point that is not proved is None, and `why` quotes what is printed there."""

    fact: Fact
    points: dict[str, Point | None] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def needed(self) -> tuple[str, ...]:
        """The points that this fact needs."""
        if self.fact.table is Table.SUBSIDY:
            return ("digits", "place", "unit")
        if self.fact.table in {Table.STAFF, Table.INDICATOR}:
            return ("digits", "place", "unit", "date", "owner")
        if self.fact.table is Table.PLAN:
            return ("digits", "place", "unit", "date")
        place = self.points.get("place")
        tied = place is not None and place.by == "sentence"
        return ("digits", "place", "unit", "date", "owner", *(("tie",) if tied else ()))

    @property
    def lacking(self) -> tuple[str, ...]:
        """The needed points that are not proved."""
        return tuple([name for name in self.needed() if self.points.get(name) is None])

    @property
    def is_unitless(self) -> bool:
        """True where nothing printed gives the unit though the place of the amount is known."""
        return "unit" in self.points and self.points["unit"] is None
