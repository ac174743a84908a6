"""The equations that a table's amounts may satisfy under a reading."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from structurer.sheet.model import SOURCES, Measure, exact
from structurer.tables.axes import AxisMeaning, is_measured
from structurer.tables.shape import TableRow
from structurer.text.rows import TableCell
from structurer.text.source import Unit


def yen_of(entry: TableCell | None) -> Fraction | None:
    """The amount of money that fills a cell, in yen; None for anything else."""
    amount = None if entry is None or entry.figure is None else entry.figure.amount(Unit.YEN)
    return None if amount is None else exact(amount)


def sum_holds(amounts_by: dict[Measure | None, Fraction | None]) -> bool | None:
    """Whether sources add up to the total, or project and personnel cost to the total cost; None where neither is asked."""
    for total, parts in (
        (Measure.TOTAL, SOURCES),
        (Measure.TOTAL_COST, (Measure.PROJECT_COST, Measure.PERSONNEL_COST)),
    ):
        stated = amounts_by.get(total)
        present = [found for part in parts if (found := amounts_by.get(part)) is not None]
        if stated is not None and len(present) > 1:
            return sum(present) == stated
    return None


def equations_of(
    lines: Sequence[TableRow], rows: Sequence[AxisMeaning], columns: Sequence[AxisMeaning], *, items: bool = False
) -> tuple[int, int]:
    """How many equations of a table hold under a reading, and how many fail; `items` where its rows are items."""
    results: list[bool | None] = []
    grid = [{n: yen_of(entry) for n, entry in line.values.items()} for line in lines]
    if is_measured(columns) and not any(one.when is not None and one.measure is None for one in columns):
        results += _across(grid, columns)
        results += _totals(grid, rows) if items else _changes(grid, rows)
    elif is_measured(rows):
        for n, _ in enumerate(columns):
            results.append(sum_holds({meaning.measure: row.get(n) for meaning, row in zip(rows, grid, strict=True)}))
        results += [_compares(row, columns) for row in grid]
    else:
        results += _totals(grid, rows)
        results += [_compares(row, columns) for row in grid]
        results += [sum_holds({columns[n].measure: value for n, value in row.items()}) for row in grid]
    results += [True for meaning in columns if meaning.sums]
    return sum(found is True for found in results), sum(found is False for found in results)


def _across(grid: Sequence[dict[int, Fraction | None]], columns: Sequence[AxisMeaning]) -> Iterator[bool | None]:
    """The sources of each row add up to its total; where a source comes twice, those of each year and stage apart."""
    measures = [meaning.measure for meaning in columns if meaning.measure is not None]
    apart = len(set(measures)) < len(measures)
    for when in dict.fromkeys(meaning.when if apart else None for meaning in columns if meaning.measure is not None):
        for row in grid:
            yield sum_holds(
                {columns[n].measure: value for n, value in row.items() if not apart or columns[n].when == when}
            )


def _changes(grid: Sequence[dict[int, Fraction | None]], rows: Sequence[AxisMeaning]) -> Iterator[bool | None]:
    """A row that compares is the difference of two others, column by column."""
    for row, meaning in zip(grid, rows, strict=True):
        if meaning.change:
            others = [other for other, own in zip(grid, rows, strict=True) if not own.change]
            pairs = [(a, b) for a in others for b in others if a is not b]
            yield any(
                all(row.get(n) is None or row[n] == (a.get(n) or 0) - (b.get(n) or 0) for n in row) for a, b in pairs
            )


def _compares(row: dict[int, Fraction | None], columns: Sequence[AxisMeaning]) -> bool | None:
    """A column that compares holds the difference of two others."""
    known = [(columns[n], value) for n, value in sorted(row.items()) if value is not None]
    changes = [value for meaning, value in known if meaning.change]
    others = [value for meaning, value in known if not meaning.change]
    if not changes or len(others) < 2:
        return None
    return all(any(value == a - b for a in others for b in others) for value in changes)


def _totals(grid: Sequence[dict[int, Fraction | None]], rows: Sequence[AxisMeaning]) -> Iterator[bool]:
    """A total row is the sum of the rows above it, or of those below the total before, column by column."""
    parts: list[dict[int, Fraction | None]] = []
    begun = 0
    for row, meaning in zip(grid, rows, strict=True):
        if not meaning.total:
            parts.append(row)
            continue
        sums = _sums(row, parts)
        if begun and not all(sums):
            sums = max(sums, _sums(row, parts[begun:]), key=sum)
        begun = len(parts)
        yield from filter(None, sums)
        if not all(sums):
            yield False  # one for the row: the page before may hold its other parts


def _sums(row: dict[int, Fraction | None], parts: Sequence[dict[int, Fraction | None]]) -> list[bool]:
    """Whether each amount of a row is the sum of those of its parts."""
    return [
        value == sum((part.get(n) or Fraction(0) for part in parts), Fraction(0))
        for n, value in row.items()
        if value is not None and parts
    ]
