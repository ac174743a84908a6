"""Cost and funding tables: a run of known column labels, then rows of a stage or year with one value a column.

The same recogniser reads a table with one cell a line, with pipes, and with tabs and stacked headings. Where a row has
fewer values than columns, the placing under which its sums hold is taken if it is the only one; else the row stays unclaimed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from structurer.grid import Row, TableCell
from structurer.reading.layout.build import Context, cell, heading_above, is_unit_line, label
from structurer.sheet import SOURCES, Cell, CostRow, CostTable, FundingRow, FundingTable, Label, Measure, Stage
from structurer.source import Figure, Unit
from structurer.vocabulary import (
    COST_LABELS,
    FUNDING_LABELS,
    FUNDING_TOTALS,
    GROUP_LABELS,
    STAGE_COLUMNS,
    TOTAL_LABELS,
    UNPUBLISHED,
    names_year,
    plain,
    when,
)
from structurer.words import tidy

STAFF = (Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL, Measure.HEADCOUNT)
_FUNDING_HEADINGS = re.compile(r"財源|使用欄|処理欄|予算額|内訳|査定")
_MOST_PLACINGS = 400
_MOST_HEADER_ROWS = 40


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its measure, the stage its heading names, its place in the row."""

    measure: Measure
    stage: Stage | None
    index: int


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table in the order of its values; `indexed` where they go by their place in a tabbed row."""

    columns: tuple[Column, ...]
    start: int
    end: int
    indexed: bool
    funding: bool = False
    group: Label | None = None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row: its label, one figure or None a column, and whether it says that its amounts are not published."""

    label: Label
    values: tuple[Figure | None, ...]
    unpublished: bool


def read(context: Context) -> tuple[tuple[CostTable, ...], tuple[FundingTable, ...]]:
    """Every cost table and every funding table of a sheet."""
    costs: list[CostTable] = []
    funding: list[FundingTable] = []
    position = 0
    while position < len(context.rows):
        header = _header(context.rows, position)
        if header is None:
            position += 1
            continue
        found, position = _rows(context, header)
        heading = heading_above(context.rows, header.start, _FUNDING_HEADINGS if header.funding else None)
        if header.funding and found:
            funding.append(_funding_table(context, header, found, heading))
        elif found:
            costs.append(_cost_table(context, header, found, heading))
    return tuple(costs), tuple(funding)


def _header(rows: tuple[Row, ...], start: int) -> Header | None:
    if not rows[start].filled or not all(_continues(entry, set()) for entry in rows[start].filled):
        return None
    following = next((row for row in rows[start + 1 : start + 4] if row.filled), None)
    if rows[start].kind == "line" and following is not None and following.kind != "line":
        return None  # a line of text above a drawn table is its heading
    cells: list[TableCell] = []
    words: set[str] = set()
    position = start
    while position < min(len(rows), start + _MOST_HEADER_ROWS):
        row = rows[position]
        if row.filled and not all(_continues(entry, words) for entry in row.filled):
            break
        if not row.filled and not cells:
            return None
        cells.extend(entry for entry in row.filled if not entry.is_blank and not entry.is_rule)
        words.update(plain(entry.label) for entry in row.filled)
        position += 1
    return _judge(cells, rows[start].kind, start, position)


def _continues(entry: TableCell, words: set[str]) -> bool:
    """True where a cell may belong to the heading that `words` began: a known column, a group, a blank, a rule."""
    if entry.is_blank or entry.is_rule:
        return True
    word = plain(entry.label)
    if word in FUNDING_LABELS or word in COST_LABELS:
        return True
    sources = words & FUNDING_LABELS.keys() - {"国"}
    if word in {"区分", "財源内訳", "左の財源内訳", "特定財源"}:
        return not words & {"一般財源", "トータルコスト"}
    if words & {"人件費", "トータルコスト"}:
        return False
    if sources:
        return word in FUNDING_TOTALS and not words & FUNDING_TOTALS
    return word in STAGE_COLUMNS or word in GROUP_LABELS or word in FUNDING_TOTALS


def _judge(cells: list[TableCell], kind: str, start: int, end: int) -> Header | None:
    words = [plain(entry.label) for entry in cells]
    sources = [word for word in words if word in FUNDING_LABELS]
    indexed = kind == "tab"
    ordered = sorted(cells, key=lambda entry: entry.index) if indexed else cells
    group = next((label(entry) for entry, word in zip(cells, words, strict=True) if word == "財源内訳"), None)
    if len(sources) >= 2:
        columns = tuple(_funding_columns(ordered))
        return Header(columns, start, end, indexed, funding=True, group=group)
    if "事業費" in words and len([word for word in words if word in COST_LABELS]) >= 2:
        columns = tuple(
            Column(COST_LABELS[plain(e.label)], None, e.index) for e in ordered if plain(e.label) in COST_LABELS
        )
        return Header(columns, start, end, indexed)
    if len([word for word in words if word in STAGE_COLUMNS]) >= 3:
        return Header(tuple(_stage_columns(ordered)), start, end, indexed)
    return None


def _funding_columns(cells: list[TableCell]) -> Iterator[Column]:
    total_seen = False
    for entry in cells:
        word = plain(entry.label)
        if word in FUNDING_LABELS:
            yield Column(FUNDING_LABELS[word], None, entry.index)
        elif word in FUNDING_TOTALS and not total_seen:
            total_seen = True
            yield Column(Measure.TOTAL, None, entry.index)


def _stage_columns(cells: list[TableCell]) -> Iterator[Column]:
    for entry in cells:
        word = plain(entry.label)
        if word in STAGE_COLUMNS:
            yield Column(Measure.PROJECT_COST, STAGE_COLUMNS[word], entry.index)
        elif word in COST_LABELS:
            measure = COST_LABELS[word]
            yield Column(measure, Stage.CURRENT if measure is Measure.GENERAL_FUND else Stage.NONE, entry.index)


def _rows(context: Context, header: Header) -> tuple[list[FoundRow], int]:
    found: list[FoundRow] = []
    position, first = header.end, ""
    while position < len(context.rows):
        row = context.rows[position]
        if not row.filled or is_unit_line(row) or all(entry.is_rule for entry in row.filled):
            position += 1
            continue
        if len(row.filled) > 1:
            read_row, first = _wide_row(context, header, row, first)
            following = position + 1
        else:
            read_row, following = _tall_row(context, header, position)
        if read_row is None:
            break
        found.append(read_row)
        position = following
    return found, max(position, header.end)


def _is_row_label(context: Context, text: str) -> bool:
    if context.fiscal_year is None and names_year(text):
        return False  # without the sheet's own year nothing says which year that is
    said = when(text, context.fiscal_year)
    return (said.stage is not None or said.year_offset is not None or plain(text) in TOTAL_LABELS) and len(text) <= 40


def _tall_row(context: Context, header: Header, position: int) -> tuple[FoundRow | None, int]:
    """A row with one cell a line: its label, then one value for each column."""
    first = context.rows[position].filled[0]
    if first.is_value or not _is_row_label(context, first.label):
        return None, position
    values: list[TableCell] = []
    position += 1
    while position < len(context.rows) and len(values) < len(header.columns):
        row = context.rows[position]
        if row.cells and not (len(row.cells) == 1 and row.cells[0].is_value):
            break
        values.extend(row.cells)
        position += 1
    beyond = context.rows[position].cells if position < len(context.rows) else ()
    if len(values) == len(header.columns) and len(beyond) == 1 and beyond[0].is_value:
        return None, position  # more values than columns: which of them is one too many, nothing says
    placed = _placed(header, [entry.figure for entry in values])
    return (None if placed is None else FoundRow(label(first), placed, unpublished=False)), position


def _wide_row(context: Context, header: Header, row: Row, first: str) -> tuple[FoundRow | None, str]:
    """A row on one line: label cells, then values by place (tabs) or by order."""
    cells = list(row.cells)
    names: list[TableCell] = []
    while cells and len(names) < 2 and (not cells[0].is_value or (not names and cells[0].is_blank and header.indexed)):
        if names and UNPUBLISHED.search(cells[0].text) is not None:
            break
        names.append(cells.pop(0))
    texts = [name.label for name in names]
    if header.indexed and texts and texts[0] == "":
        texts[0] = first
    text = tidy(" ".join(texts))
    if not text or not _is_row_label(context, text):
        return None, first
    values = _by_place(header, cells) if header.indexed else _by_order(header, cells)
    if values is None:
        return None, first
    line = names[-1].line
    unpublished = any(UNPUBLISHED.search(entry.text) is not None for entry in cells)
    return FoundRow(Label(text=text, line=line), values, unpublished), texts[0]


def _by_place(header: Header, cells: list[TableCell]) -> tuple[Figure | None, ...] | None:
    at = {entry.index: entry for entry in cells}
    figures = [at[column.index].figure if column.index in at else None for column in header.columns]
    known = {column.index for column in header.columns}
    stray = any(entry.figure is not None and entry.index not in known for entry in cells)
    unread = any(_is_unread(entry) for entry in cells if entry.index in known)
    return None if stray or unread or not _fits(header, figures) else tuple(figures)


def _is_unread(entry: TableCell) -> bool:
    """True for a cell under a heading of amounts that holds something else: `5,48O`, `2021年`, a word."""
    return not entry.is_value and UNPUBLISHED.search(entry.text) is None


def _fits(header: Header, figures: Sequence[Figure | None]) -> bool:
    """True where every figure has a value in its column's unit: `5,480人` is no amount of money."""
    pairs = zip(header.columns, figures, strict=True)
    return all(figure is None or cell(figure, column.measure, 0, Stage.NONE) is not None for column, figure in pairs)


def _by_order(header: Header, cells: list[TableCell]) -> tuple[Figure | None, ...] | None:
    values = list(cells)
    while len(values) > len(header.columns) and values[-1].is_blank:
        values.pop()
    if any(not entry.is_value for entry in values):
        return None
    return _placed(header, [entry.figure for entry in values])


def _placed(header: Header, values: list[Figure | None]) -> tuple[Figure | None, ...] | None:
    """One value a column; with fewer values, the only placing whose sums hold, else None."""
    missing = len(header.columns) - len(values)
    if missing == 0:
        return tuple(values) if _fits(header, values) else None
    if missing < 0 or not values:
        return None
    holding = []
    for count, places in enumerate(combinations(range(len(header.columns)), len(values))):
        if count > _MOST_PLACINGS:
            return None
        row: list[Figure | None] = [None] * len(header.columns)
        for place, value in zip(places, values, strict=True):
            row[place] = value
        if _adds_up(header, row):
            holding.append(tuple(row))
    return holding[0] if len(holding) == 1 else None


def _adds_up(header: Header, row: list[Figure | None]) -> bool:
    """True where the row's own sum holds: sources = total, or A + B = total cost."""
    amounts = {column.measure: _yen(value) for column, value in zip(header.columns, row, strict=True)}
    if header.funding:
        stated, parts = amounts.get(Measure.TOTAL), [amounts.get(source) for source in SOURCES]
    else:
        stated = amounts.get(Measure.TOTAL_COST)
        parts = [amounts.get(Measure.PROJECT_COST), amounts.get(Measure.PERSONNEL_COST)]
    present = [part for part in parts if part is not None]
    return stated is not None and len(present) > 1 and sum(present) == stated


def _yen(figure: Figure | None) -> Fraction | None:
    amount = None if figure is None else figure.amount(Unit.YEN)
    return None if amount is None else Fraction(amount)


def _cells(context: Context, header: Header, row: FoundRow) -> Iterator[Cell]:
    said = when(row.label.text, context.fiscal_year)
    offset = said.year_offset or 0
    stage = Stage.PROPOSAL if row.unpublished and said.stage is Stage.APPROVED else said.stage
    for column, figure in zip(header.columns, row.values, strict=True):
        made = cell(figure, column.measure, offset, stage or column.stage or Stage.NONE)
        if made is not None:
            yield made


def _funding_table(context: Context, header: Header, found: list[FoundRow], heading: Label | None) -> FundingTable:
    rows = tuple(FundingRow(label=row.label, cells=tuple(_cells(context, header, row))) for row in found)
    return FundingTable(heading=heading or header.group, rows=rows)


def _cost_table(context: Context, header: Header, found: list[FoundRow], heading: Label | None) -> CostTable:
    return CostTable(
        heading=heading, rows=tuple(_cost_row(tuple(_cells(context, header, row)), row.label) for row in found)
    )


def _cost_row(cells: tuple[Cell, ...], name: Label) -> CostRow:
    def chosen(wanted: Callable[[Measure], bool]) -> tuple[Cell, ...]:
        return tuple(entry for entry in cells if wanted(entry.measure))

    return CostRow(
        label=name,
        cells=chosen(lambda measure: measure not in STAFF),
        staff=chosen(lambda measure: measure in STAFF),
    )
