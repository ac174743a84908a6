"""The columns of a table on a page: what matters first, the year where a row does not name it, and zeros apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from structurer.report import phrases
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure

Row = Sequence[Fact]


@dataclass(frozen=True, slots=True)
class TableShape:
    """What the columns of a table tell apart beside the measure: the year where a row has several, the stage likewise."""

    by_year: bool
    by_stage: bool

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "TableShape":
        """The shape of some rows."""
        kept = list(rows)
        several = [row for row in kept if len({fact.year_offset for fact in row}) > 1]
        staged = [row for row in kept if len({(fact.year_offset, fact.stage) for fact in row}) > 1]
        return cls(bool(several), bool(staged))


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: a measure, and the year and the stage where the table's rows do not settle them."""

    measure: Measure
    year_offset: int | None
    stage: str | None

    @classmethod
    def of(cls, fact: Fact, shape: TableShape) -> "TableColumn":
        """The column that a fact stands in."""
        year = fact.year_offset if shape.by_year else None
        return cls(fact.measure, year, fact.stage.value if shape.by_stage else None)

    def name(self, fiscal_year: int | None) -> str:
        """The heading; an amount of a stage is one without the word, and a target of the stage of that name has it once."""
        year = "" if self.year_offset is None else phrases.year_of(self.year_offset, fiscal_year)
        stage = phrases.stage(self.stage or "")
        named = phrases.measure(self.measure).replace("_", " ")  # so that a narrow column can break it
        measure = "" if stage and (self.measure is Measure.AMOUNT or named == stage) else named
        return " ".join(word for word in (measure, year, stage) if word)


def own_year_first(rows: Iterable[Row]) -> list[Row]:
    """The rows, those of the sheet's own year first, then the years before it, then those after."""
    return sorted(rows, key=lambda row: _away(row[0].year_offset))


def columns(rows: Sequence[Row], shape: TableShape) -> list[TableColumn]:
    """The columns of some rows: of the own year first; else in the order of the fullest row, as the table prints them."""
    fullest = sorted(rows, key=lambda row: (_away(row[0].year_offset) if not shape.by_year else (0, 0), -len(row)))
    found = dict.fromkeys(TableColumn.of(fact, shape) for row in fullest for fact in row)
    return sorted(found, key=lambda column: (_LATE.get(column.measure, 0), _away(column.year_offset or 0)))


_LATE = {Measure.CHANGE: 1, Measure.BREAKDOWN: 2}
"""What follows from the amounts of a table stands after them."""


def _away(offset: int) -> tuple[int, int]:
    return (offset > 0, abs(offset))
