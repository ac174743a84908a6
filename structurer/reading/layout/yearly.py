"""Indicator tables with one heading line: a column a year, and what a value is either in the heading or in a column of its own.

`指標名 | 単位 | R5実績 | R6目標`, or `指標名 | 単位 | 区分 | R5 | R6` above a row of targets and a row of actual values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.labels.label import plain, unit_of
from structurer.tables.context import Context, cell, heading_above, label
from structurer.sheet.model import Cell, Indicator, IndicatorTable, Label, Measure, Stage
from structurer.text.era import western_year
from structurer.text.rows import Row, TableCell

_NAME = re.compile(r"(?:成果|活動)?指標名?$|達成目標$")
_KINDS = (
    (re.compile(r"実績"), Measure.ACTUAL),
    (re.compile(r"目標|計画"), Measure.TARGET),
    (re.compile(r"見込"), Measure.FORECAST),
)
_STAGES = {Measure.ACTUAL: Stage.ACTUAL, Measure.FORECAST: Stage.FORECAST, Measure.TARGET: Stage.TARGET}
_TEXT = re.compile(r"備考|理由|説明|達成")
_LONGEST_HEADING = 16  # characters: a year and the kind of its value; a longer cell is text


@dataclass(frozen=True, slots=True)
class YearHeader:
    """The place of the unit, of the kind of value where a column says it, and of each year with its kind."""

    unit: int
    kind: int | None
    years: tuple[tuple[int, int, Measure | None], ...]
    """(place, Western year, kind of value where the heading says it)"""


def read(context: Context, position: int) -> list[tuple[IndicatorTable, int]]:
    """The table whose heading is at a row, and the row after it; empty where there is none."""
    header = _header(context.rows[position])
    if header is None or context.fiscal_year is None:
        return []
    found: list[Indicator] = []
    following = position + 1
    while following < len(context.rows):
        row = context.rows[following]
        if row.filled and row.is_bare:
            following += 1
            continue
        if _header(row) is not None or _is_worded(header, row):
            break  # another table: its values are under its own headings
        made = _indicator(header, context.fiscal_year, row, found[-1] if found else None)
        if made is None:
            break
        repeated = bool(found) and made.label == found[-1].label
        found = [*found[:-1], made] if repeated else [*found, made]
        following += 1
    if not any(indicator.cells for indicator in found):
        return []
    return [(IndicatorTable(heading=heading_above(context.rows, position), rows=tuple(found)), following)]


def _header(row: Row) -> YearHeader | None:
    words = [plain(entry.label) for entry in row.filled]
    if row.kind == "line" or len(words) < 3 or _NAME.search(words[0]) is None or "単位" not in words:
        return None
    unit = words.index("単位")
    kind = words.index("区分") if "区分" in words else None
    first = (unit if kind is None else max(unit, kind)) + 1
    years: list[tuple[int, int, Measure | None]] = []
    for index in range(first, len(words)):
        year = western_year(words[index])
        measure = _kind(words[index])
        if year is None or len(words[index]) > _LONGEST_HEADING:
            if _TEXT.search(words[index]) is None:
                return None
            continue
        if (measure is None) == (kind is None):
            return None
        years.append((index, year, measure))
    return YearHeader(unit, kind, tuple(years)) if years else None


def _kind(text: str) -> Measure | None:
    return next((measure for pattern, measure in _KINDS if pattern.search(text) is not None), None)


def _indicator(header: YearHeader, own_year: int, row: Row, last: Indicator | None) -> Indicator | None:
    """The row's indicator, or the one above with more values where the row names none."""
    cells = _placed(header, row)
    if cells is None:
        return None
    named = cells.get(0)
    goes_on = named is None or named.is_blank
    if goes_on and last is None:
        return None
    unit = last.unit if goes_on and last is not None else _text(cells.get(header.unit))
    kind = None if header.kind is None else _kind(_text(cells.get(header.kind)) or "")
    made = tuple(_cells(header, own_year, cells, unit or "", kind))
    if goes_on and last is not None:
        return last.model_copy(update={"cells": (*last.cells, *made)})
    name: Label | None = None if named is None else label(named)
    return (
        None
        if name is None or named is None or named.figure is not None
        else Indicator(label=name, unit=unit, cells=made)
    )


def _placed(header: YearHeader, row: Row) -> dict[int, TableCell] | None:
    """The cells of a row by their place under the headings; aligned rows count from the right."""
    last = header.years[-1][0]
    if row.kind in {"tab", "pipe"}:
        whole = len(row.cells) > last and len(row.filled) > 2  # a shorter row may lack any of its cells
        return {entry.index: entry for entry in row.cells} if whole else None
    if row.kind != "space" or len(row.cells) > last + 1:
        return None
    values = list(row.cells[-len(header.years) :])
    before = list(row.cells[: -len(header.years)])
    if not all(entry.is_value for entry in values) or len(before) not in {1, 2, 3}:
        return None
    placed = dict(zip((place for place, _, _ in header.years), values, strict=True))
    places = (
        [0, header.unit, header.kind or 0][: len(before)] if len(before) > 1 or header.kind is None else [header.kind]
    )
    return placed | dict(zip(places, before, strict=True))


def _is_worded(header: YearHeader, row: Row) -> bool:
    """True for words under the years and no value: the headings of another table."""
    placed = [row.cells[place] for place, _, _ in header.years if place < len(row.cells)]
    return not any(entry.figure for entry in placed) and any(not entry.is_blank for entry in placed)


def _cells(
    header: YearHeader, own_year: int, cells: dict[int, TableCell], unit: str, kind: Measure | None
) -> Iterator[Cell]:
    for place, year, named in header.years:
        measure = named or kind
        figure = cells[place].figure if place in cells else None
        if measure is not None and figure is not None:
            made = cell(figure, measure, year - own_year, _STAGES[measure], unit_of(unit))
            if made is not None:
                yield made


def _text(entry: TableCell | None) -> str | None:
    return None if entry is None or entry.is_blank else entry.label
