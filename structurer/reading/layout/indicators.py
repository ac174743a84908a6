"""Indicator and plan tables: values by year under stacked headings.

A plan prints each value beside its year (`2024 (R6) | 4,424`). An indicator table lists its years in one heading line
and 実績/見込/目標 in the next; the two lines are often shifted against each other, so years and values are paired in
their order, not by place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.labels.label import plain, unit_of
from structurer.reading.layout import yearly
from structurer.tables.context import Context, cell, heading_above, label
from structurer.sheet.model import Cell, Indicator, IndicatorTable, Label, Measure, Stage
from structurer.text.era import western_year
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure
from structurer.text.words import tidy

_NAME = re.compile(r"指標名?|目標(?:\(|$)|達成目標|成果指標")
_VALUES = {"実績": Measure.ACTUAL, "見込": Measure.FORECAST, "見込み": Measure.FORECAST, "目標": Measure.TARGET}
_VALUES |= {"目標値": Measure.TARGET, "計画": Measure.TARGET}
_STAGES = {Measure.ACTUAL: Stage.ACTUAL, Measure.FORECAST: Stage.FORECAST, Measure.TARGET: Stage.TARGET}
_TREND = re.compile(r"[↗↘→↑↓]")


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column of values: its place, what it measures, its Western year where the heading gives one."""

    index: int
    measure: Measure
    year: int | None
    year_index: int | None


@dataclass(frozen=True, slots=True)
class IndicatorHeader:
    """The places of the columns of an indicator table."""

    name: int
    unit: int | None
    field: int | None
    reason: int | None
    achievement: int | None
    values: tuple[ValueColumn, ...]
    plan: bool
    length: int


def read(context: Context) -> tuple[IndicatorTable, ...]:
    """Every indicator table and every plan table of a sheet."""
    tables: list[IndicatorTable] = []
    position = 0
    while position < len(context.rows):
        header = _header(context, position) if context.rows[position].kind == "tab" else None
        if header is None:
            plain_table = yearly.read(context, position)
            tables.extend(table for table, _ in plain_table)
            position = plain_table[0][1] if plain_table else position + 1
            continue
        found = tuple(_indicators(context, header, position + header.length))
        above = heading_above(context.rows, position) or _heading(context, position)
        tables.append(IndicatorTable(heading=above, plan=header.plan, rows=found))
        position += header.length + len(found)
    return tuple(table for table in tables if table.rows)


def _heading(context: Context, position: int) -> Label | None:
    """The numbered heading above a legend line such as `(推移の凡例 …)`."""
    for back in range(position - 1, max(-1, position - 8), -1):
        row = context.rows[back]
        if row.text.strip() and not tidy(row.text).startswith("("):
            return heading_above(context.rows, back + 1)
    return None


def _header(context: Context, position: int) -> IndicatorHeader | None:
    first, second = context.rows[position], context.rows[min(position + 1, len(context.rows) - 1)]
    words = [plain(entry.label) for entry in first.cells]
    if "単位" not in words or any(entry.figure is not None for entry in first.cells) or second.kind != "tab":
        return None
    name = _name_index(words)
    if name is None:
        return None
    below = [plain(entry.label) for entry in second.cells]
    plan = "数値" in below
    values = _plan_columns(first, below) if plan else _year_columns(first, second)
    if not values:
        return None
    return IndicatorHeader(
        name=name,
        unit=words.index("単位"),
        field=name - 1 if plan and name > 1 else None,
        reason=next((i for i, word in enumerate(words) if "理由" in word), None),
        achievement=next((i for i, word in enumerate(words) if "達成状況" in word), None),
        values=tuple(values),
        plan=plan,
        length=2,
    )


def _name_index(words: list[str]) -> int | None:
    before_unit = words[: words.index("単位")]
    named = [index for index, word in enumerate(before_unit) if _NAME.search(word) is not None]
    return named[-1] if named else None


def _plan_columns(first: Row, below: list[str]) -> list[ValueColumn]:
    """The columns of a plan, pairs of year and value; from the place of 目標 in the first heading line on, they are targets."""
    target = next((entry.index for entry in first.cells if plain(entry.label) in {"目標", "目標値"}), len(below))
    columns = []
    for index, word in enumerate(below):
        if word == "数値" and index > 0:
            measure = Measure.TARGET if index > target else Measure.ACTUAL
            columns.append(ValueColumn(index, measure, None, index - 1))
    return columns


def _year_columns(first: Row, second: Row) -> list[ValueColumn]:
    """The years of the first line and the kinds of value of the second, paired in their order."""
    years = [(entry.index, entry.label) for entry in first.cells if western_year(entry.label) is not None]
    years = [(index, text) for index, text in years if len(text) <= 16]
    kinds = [(entry.index, _VALUES[plain(entry.label)]) for entry in second.cells if plain(entry.label) in _VALUES]
    if len(years) != len(kinds):
        return []
    columns = []
    for (year_index, text), (index, kind) in zip(years, kinds, strict=True):
        measure = Measure.TARGET if "目標" in text else kind
        columns.append(ValueColumn(index, measure, western_year(text), None))
        if "目標" in text and year_index != index:
            columns.append(ValueColumn(year_index, measure, western_year(text), None))
    return columns


def _indicators(context: Context, header: IndicatorHeader, start: int) -> Iterator[Indicator]:
    for position, row in enumerate(context.rows[start:], start):
        if row.kind != "tab" or len(row.filled) <= header.name or _header(context, position) is not None:
            return
        yield _indicator(context, header, row)


def _indicator(context: Context, header: IndicatorHeader, row: Row) -> Indicator:
    unit = _text(row, header.unit)
    values = {column.index for column in header.values}
    return Indicator(
        label=label(row.cells[header.name]),
        number=_number(row),
        field=_text(row, header.field),
        unit=unit,
        cells=tuple(_cells(context, header, row, unit or "")),
        trends=tuple(e.label for e in row.cells if _TREND.fullmatch(e.label) and e.index != header.achievement),
        achievement=_text(row, header.achievement),
        reason=next((e.label for e in row.cells if e.index == header.reason and e.index not in values), None),
    )


def _cells(context: Context, header: IndicatorHeader, row: Row, unit: str) -> Iterator[Cell]:
    for column in header.values:
        figure = _figure(row, column.index)
        year = column.year if column.year_index is None else _year(row, column.year_index)
        if figure is None or year is None or context.fiscal_year is None:
            continue
        offset = year - context.fiscal_year
        made = cell(figure, column.measure, offset, _STAGES[column.measure], unit_of(unit))
        if made is not None:
            yield made


def _number(row: Row) -> str | None:
    """The first cell as printed: NFKC would make 2-11 of 2-1①."""
    return row.cells[0].text.strip() or None


def _figure(row: Row, index: int) -> Figure | None:
    return row.cells[index].figure if index < len(row.cells) else None


def _year(row: Row, index: int) -> int | None:
    return western_year(row.cells[index].label) if index < len(row.cells) else None


def _text(row: Row, index: int | None) -> str | None:
    found: TableCell | None = row.cells[index] if index is not None and index < len(row.cells) else None
    return None if found is None or found.is_blank else found.label
