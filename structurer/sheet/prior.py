"""What the record of the year before says of this sheet's quantities: handed along as a value, kept with the record it was used for."""

from collections.abc import Iterable
from fractions import Fraction

from structurer.sheet.model import Amount, Model, Stage, exact
from structurer.text.source import Unit


class PriorFigure(Model):
    """One amount of an earlier record's own year.

    Attributes:
        quantity: what it is an amount of, in words that last over the years: `project_cost`, `funding national`.
        words: the label and the headings that the record's proof found around it.
        basis: the words of label, headings and title that say on which budget it stands: 補正, 9月, 骨格; none for the plain one.
        rounding: the unit it is printed in, in yen.
        settled: True where the earlier record's proofs bear it out and no claim over it fails.
    """

    quantity: str
    stage: Stage
    amount: Amount
    unit: Unit
    printed: str
    line: int | None
    words: str
    basis: tuple[str, ...] = ()
    rounding: int = 1
    settled: bool = True

    @property
    def value(self) -> Fraction:
        """The exact value in the base unit."""
        return exact(self.amount)


class Prior(Model):
    """A saved record of the year before, as far as a sheet may be compared with it: no more of it is looked at."""

    record: str
    revision: int
    name: str
    fiscal_year: int
    figures: tuple[PriorFigure, ...] = ()

    @property
    def said(self) -> "Prior":
        """The same without the revision."""
        return self.model_copy(update={"revision": 0})


def same_figures(one: Iterable[Prior], other: Iterable[Prior]) -> bool:
    """True where the same records say the same: a later revision that says it again is no news."""
    return [prior.said for prior in one] == [prior.said for prior in other]
