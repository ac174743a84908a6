"""The headings of cost and funding tables: printed cell by cell, or broken over lines and put together again.

Headings that are whole words in whole cells are taken as they stand. Others are anchored in the rows of amounts below
them: the lines above such a row are read as one text of heading words, or stacked column by column, and count only where
they give exactly one heading for each amount.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from structurer.labels.label import UNPUBLISHED, plain
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout.above import says_nothing, zones
from structurer.tables.context import Context, has_unit, is_row_label, label, row_text
from structurer.sheet.model import Label, Measure, Stage
from structurer.tables.headlines import in_column_order, readings
from structurer.text.rows import Row, TableCell

_MOST_HEADER_ROWS = 40  # rows of headings one a line: twelve sources with blanks between them, with room
_MOST_ANCHORED_ROWS = 30  # rows: a page of a table; bounds the way up from each row of amounts
_FEWEST_AMOUNTS = 2  # amounts of a row: under a single heading no sum confirms the reading
_SUM_OF_COSTS = frozenset({"計", "合計"})


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """One column: its measure, the stage its heading names, its place in the row."""

    measure: Measure
    stage: Stage | None
    index: int


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table in the order of its values; `indexed` where they go by their place in a tabbed row.

    `width`, where it is not 0, is how many cells a row has that go by their place though it is not tabbed.
    """

    columns: tuple[MeasureColumn, ...]
    start: int
    end: int
    indexed: bool
    funding: bool = False
    group: Label | None = None
    words: tuple[str, ...] = ()
    width: int = 0

    @property
    def least(self) -> int:
        """The fewest cells of a row with all its amounts left blank."""
        return max(2, len(self.columns) - 1)


def printed_header(context: Context, start: int) -> Header | None:
    """The heading that begins at a row where every cell is a known one."""
    rows, vocabulary = context.rows, context.vocabulary
    first = rows[start]
    if (
        not first.filled
        or not _all_continue(vocabulary, first, set())
        or (len(first.filled) == 1 and has_unit(first.text))
    ):
        return None
    following = next((row for row in rows[start + 1 : start + 4] if row.filled), None)
    if rows[start].kind == "line" and following is not None and following.kind != "line":
        return None  # a line of text above a drawn table is its heading
    cells: list[TableCell] = []
    words: set[str] = set()
    position = start
    while position < min(len(rows), start + _MOST_HEADER_ROWS):
        row = rows[position]
        if row.filled and not _all_continue(vocabulary, row, words):
            break
        if not row.filled and not cells:
            return None
        cells.extend(entry for entry in row.filled if not entry.is_blank and not entry.is_rule)
        words.update(plain(entry.label) for entry in row.filled)
        position += 1
    found = _judge(vocabulary, cells, rows[start].kind, (start, position))
    filled = [row for row in rows[start:position] if not row.is_bare]
    alone = len(filled) == 1 and filled[0].kind == "pipe"
    return replace(found, width=len(filled[0].cells)) if found is not None and alone else found


def _all_continue(vocabulary: Vocabulary, row: Row, words: set[str]) -> bool:
    """True where every cell of a row may belong to the heading; a row may name texts behind its sources."""
    beside: set[str] = set(words)
    for entry in row.filled:
        if not _continues(vocabulary, entry, beside if row.kind != "line" else words, in_row=row.kind != "line"):
            return False
        beside.add(plain(entry.label))
    return True


def _continues(vocabulary: Vocabulary, entry: TableCell, words: set[str], *, in_row: bool = False) -> bool:
    """True where a cell may belong to the heading that `words` began: a known column, a group, a blank, a rule."""
    if entry.is_blank or entry.is_rule:
        return True
    word = plain(entry.label)
    if vocabulary.names_measure(word):
        return True
    sources = words & vocabulary.sources.keys() - {"国"}
    if word in {"区分", "財源内訳", "左の財源内訳", "特定財源"}:
        return not words & {"一般財源", "トータルコスト"}
    if words & {"人件費", "トータルコスト"}:
        return word in _SUM_OF_COSTS
    if sources:
        totals = vocabulary.funding_totals
        return (word in totals and not words & totals) or (in_row and word in vocabulary.texts)
    return word in vocabulary.columns or word in vocabulary.groups or word in vocabulary.funding_totals


def _judge(vocabulary: Vocabulary, cells: list[TableCell], kind: str, span: tuple[int, int]) -> Header | None:
    start, end = span
    indexed = kind == "tab" and not _collide(vocabulary, cells)
    ordered = sorted(cells, key=lambda entry: entry.index) if indexed else in_column_order(cells, vocabulary)
    words = [plain(entry.label) for entry in ordered]
    sources = [word for word in words if word in vocabulary.sources]
    group = next((label(entry) for entry, word in zip(ordered, words, strict=True) if word == "財源内訳"), None)
    if "特定財源" in words and sources and vocabulary.sources[sources[-1]] is not Measure.GENERAL:
        return None  # what 特定財源 spans stands below it, and nothing says how far it spans
    if len(sources) >= 2:
        columns = tuple(_funding_columns(vocabulary, ordered))
        return Header(columns, start, end, indexed, funding=True, group=group, words=tuple(words))
    if len([word for word in words if word in vocabulary.columns]) >= 3:
        return Header(tuple(_stage_columns(vocabulary, ordered)), start, end, indexed)
    whole = "総事業費" in words and not any(vocabulary.costs.get(word) is Measure.PERSONNEL_COST for word in words)
    if len([word for word in words if word in vocabulary.costs]) >= 2 and not whole:
        return Header(tuple(_cost_columns(vocabulary, ordered)), start, end, indexed)
    return None


def _collide(vocabulary: Vocabulary, cells: list[TableCell]) -> bool:
    """True where two headings of columns stand at one place of their tabbed rows: the rows do not share their places."""
    known = [entry.index for entry in cells if vocabulary.names_measure(plain(entry.label))]
    return len(set(known)) < len(known)


def _funding_columns(vocabulary: Vocabulary, cells: list[TableCell]) -> Iterator[MeasureColumn]:
    total_seen = False
    for entry in cells:
        word = plain(entry.label)
        if word in vocabulary.sources:
            yield MeasureColumn(vocabulary.sources[word], None, entry.index)
        elif word in vocabulary.funding_totals and not total_seen:
            total_seen = True
            yield MeasureColumn(Measure.TOTAL, None, entry.index)


def _cost_columns(vocabulary: Vocabulary, cells: list[TableCell]) -> Iterator[MeasureColumn]:
    """The columns of costs and staff; 計 beside 人件費 is the sum of both."""
    words = {plain(entry.label) for entry in cells}
    staffed = any(vocabulary.costs.get(word) is Measure.PERSONNEL_COST for word in words)
    summed = words & _SUM_OF_COSTS if staffed else set()
    for entry in cells:
        word = plain(entry.label)
        if word in vocabulary.costs:
            yield MeasureColumn(vocabulary.costs[word], None, entry.index)
        elif word in summed:
            yield MeasureColumn(Measure.TOTAL_COST, None, entry.index)


def _stage_columns(vocabulary: Vocabulary, cells: list[TableCell]) -> Iterator[MeasureColumn]:
    for entry in cells:
        word = plain(entry.label)
        if word in vocabulary.columns:
            yield MeasureColumn(Measure.PROJECT_COST, vocabulary.columns[word], entry.index)
        elif word in vocabulary.costs:
            measure = vocabulary.costs[word]
            yield MeasureColumn(measure, Stage.CURRENT if measure is Measure.GENERAL_FUND else Stage.NONE, entry.index)


def anchored(context: Context, position: int, free: int) -> Header | None:
    """The headings above a row of amounts, put together from the lines between it and the table before it.

    `free` is the first row that no other table has taken.
    """
    amounts = _amount_count(context, position)
    if amounts < _FEWEST_AMOUNTS:
        return None
    for start, zone in zones(context.rows, position, max(free, position - _MOST_ANCHORED_ROWS)):
        for cells in readings(zone, context.rows[position], context.vocabulary):
            known = all(_is_heading(context.vocabulary, entry) for entry in cells)
            header = _judge(context.vocabulary, cells, "line", (start, position)) if known else None
            if header is not None and len(header.columns) == amounts:
                return None if _goes_on_above(context, start, free) else replace(header, end=position)
    return None


def _is_heading(vocabulary: Vocabulary, entry: TableCell) -> bool:
    """True for a column, a group or a corner: a year among them would belong to the rows."""
    word = plain(entry.label)
    columns = vocabulary.names_measure(word) or word in vocabulary.columns or word in vocabulary.funding_totals
    beside = (vocabulary.groups, vocabulary.names, vocabulary.weak_names, vocabulary.texts)
    return columns or any(word in labels for labels in beside)


def _goes_on_above(context: Context, start: int, free: int) -> bool:
    """True where the line above also holds headings of columns: what was put together is only a part of them."""
    for row in reversed(context.rows[free:start]):
        if not says_nothing(row):
            words, totals = [plain(entry.label) for entry in row.filled], context.vocabulary.funding_totals
            return any(context.vocabulary.names_measure(word) or word in totals for word in words)
    return False


def _amount_count(context: Context, position: int) -> int:
    """The number of amounts beside the label of a row, or on the lines below it, one a line; 0 for any other row."""
    row = context.rows[position]
    if not row.filled or row.filled[0].is_value:
        return 0
    if len(row.filled) == 1:
        return _tall_count(context, position) if is_row_label(context, row_text(row.filled[0].label)) else 0
    names = next((n for n, entry in enumerate(row.cells) if entry.is_value), len(row.cells))
    values = [entry for entry in row.cells[names:] if not UNPUBLISHED.search(entry.text)]
    text = " ".join(row_text(entry.label) for entry in row.cells[:names])
    labelled = names <= 2 and is_row_label(context, text) and all(entry.is_value for entry in values)
    return len(values) if labelled and any(entry.figure is not None for entry in values) else 0


def _tall_count(context: Context, position: int) -> int:
    count = 0
    for row in context.rows[position + 1 : position + 1 + _MOST_ANCHORED_ROWS]:
        if not row.cells:
            continue
        if len(row.cells) > 1 or not row.cells[0].is_value:
            break
        count += 1
    return count
