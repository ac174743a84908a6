"""Counts and their shares: exact, and said as texts of four decimals."""

from typing import Annotated

from pydantic import StringConstraints

from structurer.sheet.model import Model

_TEN_THOUSAND = 10_000
Part = Annotated[str, StringConstraints(pattern=r"^\d\.\d{4}$")]


def part(right: int, whole: int) -> str | None:
    """A share to four decimals, rounded down: `1.0000` is said only of all. None of nothing."""
    if whole == 0:
        return None
    steps = right * _TEN_THOUSAND // whole
    return f"{steps // _TEN_THOUSAND}.{steps % _TEN_THOUSAND:04d}"


class Share(Model):
    """So many of so many."""

    right: int
    of: int
    share: Part | None

    @classmethod
    def told(cls, right: int, of: int) -> "Share":
        """The counts with their share."""
        return cls(right=right, of=of, share=part(right, of))


class Count(Model):
    """Figures: in the gold, read (optional ones left out), right, and right with section and row too."""

    gold: int = 0
    read: int = 0
    right: int = 0
    labels: int = 0
    recall: Part | None = None
    precision: Part | None = None
    f1: Part | None = None
    labels_share: Part | None = None

    @classmethod
    def of(cls, gold: int, read: int, right: int, labels: int) -> "Count":
        """The counts with their shares."""
        return cls(
            gold=gold,
            read=read,
            right=right,
            labels=labels,
            recall=part(right, gold),
            precision=part(right, read),
            f1=part(2 * right, gold + read),
            labels_share=part(labels, right),
        )

    @property
    def missed(self) -> int:
        """Figures of the gold that were not read."""
        return self.gold - self.right

    @property
    def wrong(self) -> int:
        """Figures that were read and are not in the gold."""
        return self.read - self.right

    @property
    def is_all_right(self) -> bool:
        """Nothing missed and nothing wrong."""
        return self.gold == self.read == self.right
