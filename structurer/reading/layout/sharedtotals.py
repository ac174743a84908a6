"""The 計 of sources in the row of the 計 of items, in a table beside theirs: 歳出 | 歳入, and 計 of both on one line."""

from collections.abc import Iterable, Iterator, Sequence

from structurer.sheet.model import Cell, FundingRow, FundingTable, Measure, Section, Stage, TotalLines, TotalRow
from structurer.text.words import squeeze

_Sum = tuple[int | None, str, frozenset[tuple[int, Stage]]]


def shared_totals(
    funding: Iterable[FundingTable], sections: Iterable[Section]
) -> tuple[list[FundingTable], list[TotalLines]]:
    """The tables of sources without such a 計, and each 計 as the project's amount under the heading of its table."""
    sums = {_sum(row, row.cells) for section in sections for row in section.totals}
    tables: list[FundingTable] = []
    totals: list[TotalLines] = []
    for table in funding:
        shared = [row for row in table.rows if _is_total(row) and _sum(row, row.cells) in sums]
        kept = tuple(row for row in table.rows if row not in shared)
        tables += [table.model_copy(update={"rows": kept})] if kept else []
        if shared:
            totals.append(TotalLines(heading=table.heading, rows=tuple(_amounts(shared))))
    return tables, totals


def _is_total(row: FundingRow) -> bool:
    return bool(row.cells) and all(entry.measure is Measure.TOTAL for entry in row.cells)


def _sum(row: FundingRow | TotalRow, cells: Sequence[Cell]) -> _Sum:
    """The printed row of a sum with the years and stages of its amounts; whether they agree is for checks to say."""
    return row.label.line, squeeze(row.label.text), frozenset((entry.year_offset, entry.stage) for entry in cells)


def _amounts(rows: Iterable[FundingRow]) -> Iterator[TotalRow]:
    for row in rows:
        cells = tuple(entry.model_copy(update={"measure": Measure.AMOUNT}) for entry in row.cells)
        yield TotalRow(label=row.label, cells=cells)
