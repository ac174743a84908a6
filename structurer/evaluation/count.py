"""Counts and their shares: exact, and written as texts of four decimals."""

from typing import Annotated

from pydantic import StringConstraints

from structurer.sheet.model import Model

_TEN_THOUSAND = 10_000  # four decimals: a gold of thousands of figures still shows a single miss
ShareText = Annotated[str, StringConstraints(pattern=r"^\d\.\d{4}$")]


def share_text(right: int, whole: int) -> str | None:
    """A share to four decimals, rounded down, so that only all of them are `1.0000`; None of nothing."""
    if whole == 0:
        return None
    steps = right * _TEN_THOUSAND // whole
    return f"{steps // _TEN_THOUSAND}.{steps % _TEN_THOUSAND:04d}"


class Proportion(Model):
    """A count out of a whole, with its share."""

    right: int
    of: int
    share: ShareText | None

    @classmethod
    def counted(cls, right: int, of: int) -> "Proportion":
        """Make one of its two counts."""
        return cls(right=right, of=of, share=share_text(right, of))


class Count(Model):
    """Figures: in the gold, read (optional ones left out), right, and right with section and row too."""

    gold: int = 0
    read: int = 0
    right: int = 0
    labels: int = 0
    recall: ShareText | None = None
    precision: ShareText | None = None
    f1: ShareText | None = None
    labels_share: ShareText | None = None

    @classmethod
    def of(cls, gold: int, read: int, right: int, labels: int) -> "Count":
        """Make one of its four counts."""
        return cls(
            gold=gold,
            read=read,
            right=right,
            labels=labels,
            recall=share_text(right, gold),
            precision=share_text(right, read),
            f1=share_text(2 * right, gold + read),
            labels_share=share_text(labels, right),
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
        """Whether nothing is missed and nothing wrong."""
        return self.gold == self.read == self.right
