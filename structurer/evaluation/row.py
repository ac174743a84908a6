"""One row of the facts as both sides have it, and what makes two rows the same."""

from collections.abc import Iterable
from fractions import Fraction

from pydantic import field_validator

from structurer.sheet.facts import Fact
from structurer.sheet.model import Amount, Measure, Model, Stage, Table
from structurer.text.source import Unit
from structurer.text.words import squeeze, tidy

Key = tuple[object, ...]


class Row(Model):
    """A figure with what is said of it, from the gold or from a reading."""

    table: Table
    section: str
    row: str
    measure: Measure
    year_offset: int
    stage: Stage
    amount: Amount
    unit: Unit
    printed: str
    line: int | None

    @field_validator("amount")
    @classmethod
    def _is_a_number(cls, amount: str) -> str:
        if "/" in amount and not int(amount.partition("/")[2]):
            raise ValueError("division by zero")
        return amount

    @classmethod
    def of(cls, fact: Fact) -> "Row":
        """A fact of a reading."""
        cite = fact.cite
        return cls(
            table=fact.table,
            section=tidy(fact.section),
            row=tidy(fact.row),
            measure=fact.measure,
            year_offset=fact.year_offset,
            stage=fact.stage,
            amount=cite.amount,
            unit=cite.unit,
            printed=cite.printed,
            line=cite.line,
        )

    @property
    def value(self) -> Fraction:
        """The exact amount."""
        return exact(self.amount)

    @property
    def is_money(self) -> bool:
        """True for yen: what a verdict stands for."""
        return self.unit is Unit.YEN

    @property
    def figure(self) -> Key:
        """What makes two rows the same figure; the labels are counted apart."""
        field = (self.table, self.measure, self.year_offset, self.stage)
        return (*field, self.value, self.unit, squeeze(self.printed), self.line)

    @property
    def labelled(self) -> Key:
        """The same with section and row."""
        return (*self.figure, tidy(self.section), tidy(self.row))


def rows(facts: Iterable[Fact]) -> tuple[Row, ...]:
    """The rows of a reading."""
    return tuple(map(Row.of, facts))


def exact(amount: str) -> Fraction:
    """`0.4`, `82726000`, `1/2` as an exact value."""
    numerator, _, denominator = amount.partition("/")
    return Fraction(numerator) / Fraction(denominator or 1)
