"""Sheets of a few amounts, made directly: for what is worked out of a sheet, whatever its text was."""

import hashlib
from collections.abc import Iterable, Mapping

from structurer.record.tabular.summary import project_summary
from structurer.report.pictures.changes import NamedSummary
from structurer.sheet.model import (
    Cell,
    Cite,
    FundingRow,
    FundingTable,
    Label,
    Measure,
    Sheet,
    Stage,
    TotalLines,
    TotalRow,
)
from structurer.text.source import Unit

Lead = tuple[int, Stage, int]
"""An amount of the project: the year beside its own, the stage, thousands of yen."""


def cell(measure: Measure, thousands: int, year: int = 0, stage: Stage = Stage.REQUEST) -> Cell:
    """One amount in thousands of yen."""
    amount = Cite(figure=None, printed=f"{thousands:,}", amount=str(thousands * 1000), unit=Unit.YEN, line=1)
    return Cell(measure=measure, year_offset=year, stage=stage, cite=amount)


def leads(*amounts: Lead) -> tuple[TotalLines, ...]:
    """The lead lines of a sheet: each amount a row."""
    rows = tuple(
        TotalRow(label=Label(text=stage.value), cells=(cell(Measure.AMOUNT, value, year, stage),))
        for year, stage, value in amounts
    )
    return (TotalLines(rows=rows),)


def sheet(*amounts: Lead, sources: Mapping[Measure, int] | None = None, stage: Stage = Stage.REQUEST) -> Sheet:
    """A sheet with these amounts of the project, and the sources of one of them."""
    cells = tuple(cell(measure, value, 0, stage) for measure, value in (sources or {}).items())
    funding = (FundingTable(rows=(FundingRow(label=Label(text="財源"), cells=cells),)),) if cells else ()
    return Sheet(totals=leads(*amounts), funding=funding)


def named(name: str, *amounts: Lead) -> NamedSummary:
    """A project with these amounts."""
    return NamedSummary(hashlib.sha256(name.encode()).hexdigest()[:12], name, project_summary(sheet(*amounts)))


def changing(changes: Iterable[tuple[str, int | None, int | None]]) -> list[NamedSummary]:
    """Projects with last year's amount and the request; None where that is not printed."""
    made = []
    for name, before, now in changes:
        lines: list[Lead] = [] if before is None else [(-1, Stage.INITIAL, before)]
        lines += [] if now is None else [(0, Stage.REQUEST, now)]
        made.append(named(name, *lines))
    return made
