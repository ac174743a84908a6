"""The headings of a table of items: which column names the items, which hold amounts and of when, which hold text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from structurer.labels.label import is_last_year, names_year, plain
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout.above import zones
from structurer.tables.context import Context, has_unit
from structurer.sheet.model import Measure, Stage
from structurer.tables.headlines import is_year_row, readings, with_years
from structurer.text.rows import Row, TableCell
from structurer.text.words import squeeze

_COMPARES = re.compile(r"との差|差引|増減|比較")
_PART = re.compile(r"うち|内訳|に対する|を除く|構成比|比$|比\(|率|%")
_BRACKETS = re.compile(r"\(\)(?:内|書き?|の数字|の金額)*(?:は|:)?(?P<words>[^()。、|]{2,16})")
_THIS_YEAR = frozenset({"本年度", "当年度", "今年度"})
SUMS = frozenset({"計", "合計"})
_LONGEST_HEADING = 16  # characters of a heading of amounts; a longer cell says more than a year and a stage
_TEXTUAL = re.compile(r"(?:内容|理由|考え方|説明|備考|根拠|方法|概要|意見|コメント|摘要|主体)$")
_DECIDES = re.compile(r"査定|計上|決定|内示|予算案|議決")
_NOTE_ROWS = 4  # rows above and below the headings: a note on brackets stands right there
_MOST_HEADER_ROWS = 12  # rows of broken headings above an item; bounds the way up from each row of amounts
_MOST_TALL_HEADINGS = 12  # headings one a line: more columns than any table of items seen has


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: the year and stage its heading names; `change` for the one that compares.

    `stage` is None where the heading says 金額 or 所要額 and nothing more: only a sum can tell what it is of.
    """

    year_offset: int
    stage: Stage | None
    heading: str
    change: bool = False
    measure: Measure = Measure.AMOUNT


@dataclass(frozen=True, slots=True)
class ItemHeader:
    """The shape of a table of items: the cells before its amounts, the place of the name, the columns from the first amount on.

    A column is None where it holds text. The headings begin at row `start`, the items at row `body`. `bracketed` is what
    amounts in brackets are of, where a note says so.
    """

    name: int
    lead: int
    columns: tuple[AmountColumn | None, ...]
    kind: str
    bracketed: AmountColumn | None = None
    start: int = 0
    body: int = 0

    @property
    def amounts(self) -> tuple[AmountColumn, ...]:
        """The columns that hold amounts or what compares them."""
        return tuple(column for column in self.columns if column is not None)

    @property
    def width(self) -> int:
        """The number of cells of a full row."""
        return self.lead + len(self.columns)

    def settled(self, year_offset: int, stage: Stage) -> "ItemHeader":
        """The same header with a year and a stage for the columns that name none."""
        columns = tuple(
            replace(column, year_offset=year_offset, stage=stage)
            if column is not None and column.stage is None
            else column
            for column in self.columns
        )
        return replace(self, columns=columns)


def item_header(context: Context, position: int) -> ItemHeader | None:
    """The heading of a table of items, None where a row is not one."""
    row = context.rows[position]
    if len(row.filled) < 2 or row.kind == "line" or any(entry.figure is not None for entry in row.filled):
        return None
    found = _judge(context, list(row.filled), row.kind)
    if found is None:
        return None
    above = year_row_above(context, position, 0)
    if above is not None and any(not column.change and not _says_year(column.heading) for column in found.amounts):
        joined = with_years(above[1], row)
        found = None if joined is None else _judge(context, joined, row.kind)
        position = above[0] if found is not None else position
    start = position
    return (
        None
        if found is None
        else replace(found, start=start, body=_row_after(context, row), bracketed=_bracketed(context, start))
    )


def _row_after(context: Context, row: Row) -> int:
    return bisect_left(context.rows, row.last_line + 1, key=lambda other: other.first_line)


def _says_year(heading: str) -> bool:
    return names_year(heading) or "年度" in heading


def year_row_above(context: Context, position: int, free: int) -> tuple[int, Row] | None:
    """The row right above that names years over the headings at a position, None where there is none."""
    for place in range(position - 1, max(free, position - 3) - 1, -1):
        row = context.rows[place]
        if not row.is_bare:
            return (place, row) if is_year_row(row) else None
    return None


def _judge(context: Context, cells: list[TableCell], kind: str) -> ItemHeader | None:
    words = [plain(entry.label) for entry in cells]
    name = _name_column(context.vocabulary, words)
    if name is None:
        return None
    first = next((index for index in range(name + 1, len(words)) if column(context, cells[index]) is not None), None)
    if first is None or any(_says_year(word) for word in words[:name]):
        return None
    columns = _with_sums(cells[first:], tuple(column(context, entry) for entry in cells[first:]))
    known = [found for found in columns if found is not None]
    columns = _compared(columns)
    understood = all(
        found is not None or _is_text(context.vocabulary, word)
        for found, word in zip(columns, words[first:], strict=True)
    )
    unstaged = [found for found in known if found.stage is None]
    if not understood or all(found.change for found in known) or len(unstaged) > 1 or undecided(known):
        return None
    return ItemHeader(name, first, columns, kind)


def undecided(columns: Iterable[AmountColumn]) -> bool:
    """True where 当初予算額 without a year stands beside a request and no other column is of the year before.

    It may be the budget of the running year or, on a sheet that decides, of the sheet's own: nothing says which.
    """
    found = [entry for entry in columns if not entry.change]
    budget = any(
        entry.stage is Stage.APPROVED and not _says_year(entry.heading) and _DECIDES.search(entry.heading) is None
        for entry in found
    )
    return budget and any(e.stage is Stage.REQUEST for e in found) and all(e.year_offset >= 0 for e in found)


def _compared(columns: tuple[AmountColumn | None, ...]) -> tuple[AmountColumn | None, ...]:
    """The columns, the one that compares with the stage of the current amounts it is about."""
    dated = [found for found in columns if found is not None and not found.change and found.year_offset == 0]
    stages = {found.stage for found in dated if found.stage is not None}
    stage = Stage.REQUEST if not stages or Stage.REQUEST in stages else next(iter(stages))
    return tuple(replace(found, stage=stage) if found is not None and found.change else found for found in columns)


def _with_sums(cells: list[TableCell], columns: tuple[AmountColumn | None, ...]) -> tuple[AmountColumn | None, ...]:
    """The columns with 計 beside 補正額 for what it is: the budget after the supplement."""
    dated = {(found.year_offset, found.stage) for found in columns if found is not None and not found.change}
    if not {(0, Stage.SUPPLEMENTARY), (0, Stage.NONE)} <= dated:
        return columns
    return tuple(
        AmountColumn(0, Stage.CURRENT, entry.label) if plain(entry.label) in SUMS else found
        for entry, found in zip(cells, columns, strict=True)
    )


def anchored_items(context: Context, position: int, free: int) -> ItemHeader | None:
    """The headings above a row of a name and amounts, put together from the lines between it and the table before it."""
    row = context.rows[position]
    cells = row.pieces or row.filled
    amounts = [entry for entry in cells[1:] if entry.is_value and not entry.is_blank]
    if len(cells) < 2 or cells[0].is_value or not amounts or not all(e.figure and e.figure.is_money for e in amounts):
        return None
    for start, zone in zones(context.rows, position, max(free, position - _MOST_HEADER_ROWS)):
        for found in _proposals(context, zone, row):
            undated = any(not entry.change and not _says_year(entry.heading) for entry in found.amounts)
            if undated and year_row_above(context, start, free) is not None:
                continue
            if len(found.amounts) == sum(entry.is_value for entry in cells[1:]):
                return replace(found, start=start, body=position, bracketed=_bracketed(context, start))
    return None


def _proposals(context: Context, zone: list[Row], row: Row) -> Iterator[ItemHeader]:
    kind = "space" if row.kind == "line" else row.kind
    for cells in readings(zone, row, context.vocabulary):
        found = _judge(context, cells, kind)
        if found is not None:
            yield found
        columns = [column(context, entry) for entry in cells]
        known = tuple(entry for entry in columns if entry is not None and entry.stage is not None)
        if len(known) == len(columns) and not all(entry.change for entry in known):
            yield ItemHeader(0, 1, known, kind)


def tall_header(context: Context, position: int) -> tuple[ItemHeader, bool] | None:
    """The heading of a table of items with one cell a line, and whether a blank line follows every cell."""
    if has_unit(context.rows[position].text):
        return None
    cells: list[TableCell] = []
    blanks = 0
    place = position
    while place < len(context.rows) and len(cells) < _MOST_TALL_HEADINGS:
        row = context.rows[place]
        if row.filled and (
            len(row.filled) > 1 or row.kind != "line" or not is_item_word(context.vocabulary, row.filled[0])
        ):
            break
        blanks += not row.filled
        cells.extend(row.filled)
        place += 1
    found = _judge(context, cells, "tall") if len(cells) > 1 and context.rows[position].filled else None
    if found is None or not _opens_items(context.vocabulary, plain(cells[0].label)):
        return None
    spaced = blanks >= len(cells) - 1
    return replace(found, start=position, body=place, bracketed=None), spaced


def _opens_items(vocabulary: Vocabulary, word: str) -> bool:
    """True for the first heading of a table of items: the one of their names or of their numbers."""
    return word in vocabulary.names or word in vocabulary.weak_names or word in vocabulary.numbers


def is_item_word(vocabulary: Vocabulary, entry: TableCell) -> bool:
    """True for a cell that is a heading of a table of items."""
    word = plain(entry.label)
    known = word in vocabulary.item_words or word.lower() in vocabulary.numbers
    return known or (entry.figure is None and vocabulary.when(word, None).stage is not None)


def _name_column(vocabulary: Vocabulary, words: list[str]) -> int | None:
    """The column that names the items: the last of 区分 | 細事業名, else the first that may name them."""
    named = [index for index, word in enumerate(words) if word in vocabulary.names]
    if named:
        return named[-1]
    return next((index for index, word in enumerate(words) if word in vocabulary.weak_names), None)


def _is_text(vocabulary: Vocabulary, word: str) -> bool:
    """True for a heading of running text, or of numbers that only count the rows."""
    return word in vocabulary.texts or _TEXTUAL.search(word) is not None or word.lower() in vocabulary.numbers


def column(context: Context, entry: TableCell) -> AmountColumn | None:
    """The column of amounts that a heading names; None for any other column, and for one of a part of the amounts."""
    word = plain(entry.label)
    if _TEXTUAL.search(word) is not None:
        return None
    if context.vocabulary.is_change(entry.label) or _COMPARES.search(word) is not None:
        return AmountColumn(0, Stage.REQUEST, entry.label, change=True)
    if word in context.vocabulary.amounts:
        return AmountColumn(0, None, entry.label)
    moment = _year_alone(context, word) or (None if len(word) > _LONGEST_HEADING else context.when(entry.label))
    if moment is None or moment.stage is None or _PART.search(word) is not None:
        return None
    return AmountColumn(moment.year_offset or 0, moment.stage, entry.label)


def _year_alone(context: Context, word: str) -> When | None:
    """The moment of a heading that is only a year: 前年度 is the budget of the year before; 本年度 depends on the sheet's title."""
    if is_last_year(word) and not context.last_year_unclear:
        return When(-1, Stage.INITIAL)
    asks = "要求" in context.title and not context.two_years
    return When(0, Stage.REQUEST) if word in _THIS_YEAR and asks else None


def _bracketed(context: Context, position: int) -> AmountColumn | None:
    """The column of amounts in brackets that a note near the table names: `※( )内は前年度当初予算額`."""
    for row in context.rows[max(0, position - _NOTE_ROWS) : position + _NOTE_ROWS]:
        found = _BRACKETS.search(squeeze(row.text)) if row.kind == "line" else None
        moment = None if found is None else context.vocabulary.when(found["words"], context.fiscal_year)
        if found is not None and moment is not None and moment.stage is not None and moment.year_offset is not None:
            return AmountColumn(moment.year_offset, moment.stage, found["words"])
    return None


def header_again(vocabulary: Vocabulary, row: Row, header: ItemHeader) -> bool:
    """True for a row that only prints the headings once more, as a new page does."""
    return (
        len(row.filled) > 1
        and all(is_item_word(vocabulary, entry) for entry in row.filled)
        and len(row.filled) <= header.width
    )
