"""Cites, cells and labels, made out of the figures and the texts of a table."""

from structurer.labels.label import UNITS
from structurer.sheet.model import Cell, Cite, Label, Measure, Stage
from structurer.text import lazy_re as re
from structurer.text.rows import TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import tidy

_YEAR_APART = re.compile(r"((?:前々|前|本|今|当|来)年度) ((?:当初|補正後?)?(?:予算|要求|査定|決定|計上)額?)")


def cite(figure: Figure | None, unit: Unit, beside: int | None = None) -> Cite | None:
    """A cite of a figure in a base unit, None where the figure has no value in it; `beside` is a multiplier that its row prints."""
    amount = None if figure is None else figure.amount(unit, beside)
    if figure is None or amount is None:
        return None
    return Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)


def cell(
    figure: Figure | None,
    measure: Measure,
    year_offset: int,
    stage: Stage,
    unit: Unit | None = None,
    beside: int | None = None,
) -> Cell | None:
    """One amount of a row, None where the figure has no value in the measure's unit."""
    found = cite(figure, unit or UNITS.get(measure, Unit.YEN), beside)
    return None if found is None else Cell(measure=measure, year_offset=year_offset, stage=stage, cite=found)


def label(table_cell: TableCell) -> Label:
    """A cell's text as a label."""
    return Label(text=table_cell.label, line=table_cell.line)


def text_label(text: str, line: int) -> Label:
    """Any text as a label."""
    return Label(text=tidy(text), line=line)


def row_text(text: str) -> str:
    """The label of a row, with a year and a stage that a narrow cell parts (`前年度 当初予算額`) put together."""
    found = _YEAR_APART.fullmatch(tidy(text))
    return tidy(text) if found is None else found[1] + found[2]
