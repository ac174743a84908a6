"""Small makers shared by the recognisers: cites and labels out of cells and figures."""

import re
from dataclasses import dataclass
from functools import cached_property

from structurer.grid import Row, TableCell
from structurer.money import fold_words
from structurer.sheet import Cell, Cite, Label, Measure, Stage
from structurer.source import Figure, Unit
from structurer.vocabulary import UNITS
from structurer.words import heading, tidy

_NUMBERED = re.compile(r"[\s\-・]*(?:\(?\d{1,2}\)?[.．、\s)]|[①-⑳]|\(\d{1,2}\)|[〈<【■◆])")
_UNIT_LINE = re.compile(r"\(?\s?単位[\s:]?[^|]*\)?")
_LIST_HEADING = re.compile(r"細事業一覧|事業一覧|内訳一覧|経費内訳")
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Context:
    """What the recognisers of one sheet share: its rows and its own fiscal year."""

    rows: tuple[Row, ...]
    fiscal_year: int | None

    @cached_property
    def list_headings(self) -> list[tuple[int, Label]]:
        """Where a tabbed row prints `細事業一覧`, with its label."""
        found = []
        for position, row in enumerate(self.rows):
            for entry in row.cells if row.kind == "tab" else ():
                named = _LIST_HEADING.match(tidy(entry.text))
                if named is not None:
                    found.append((position, Label(text=named[0], line=entry.line)))
        return found


def cite(figure: Figure | None, unit: Unit) -> Cite | None:
    """A cite of a figure in a base unit, None where the figure has no value in it."""
    amount = None if figure is None else figure.amount(unit)
    if figure is None or amount is None:
        return None
    return Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)


def cell(
    figure: Figure | None, measure: Measure, year_offset: int, stage: Stage, unit: Unit | None = None
) -> Cell | None:
    """One amount of a row, None where the figure has no value in the measure's unit."""
    found = cite(figure, unit or UNITS.get(measure, Unit.YEN))
    return None if found is None else Cell(measure=measure, year_offset=year_offset, stage=stage, cite=found)


def label(table_cell: TableCell) -> Label:
    """A cell's text as a label."""
    return Label(text=table_cell.label, line=table_cell.line)


def text_label(text: str, line: int) -> Label:
    """Any text as a label."""
    return Label(text=tidy(text), line=line)


def is_heading(row: Row) -> bool:
    """A short line of its own that opens with a number or a bracket."""
    text = row.text.strip()
    return (
        len(row.filled) == 1 and len(text) <= _LONGEST_HEADING and _NUMBERED.match(fold_words(text) + " ") is not None
    )


def is_unit_line(row: Row) -> bool:
    """`(単位:千円)` on a line of its own."""
    return _UNIT_LINE.fullmatch(tidy(row.text)) is not None


def heading_above(rows: tuple[Row, ...], position: int, words: re.Pattern[str] | None = None) -> Label | None:
    """The heading right above a row: numbered or bracketed, or one that holds the given words."""
    for row in reversed(rows[max(0, position - 6) : position]):
        text = row.text.strip()
        if text == "" or is_unit_line(row):
            continue
        said = (
            words is not None
            and words.search(text) is not None
            and len(text) <= _LONGEST_HEADING
            and len(row.filled) == 1
        )
        if said or is_heading(row):
            return Label(text=heading(text), line=row.first_line)
        return None
    return None
