"""Item tables: a name column, one column of amounts for each year or stage, perhaps a column that compares them.

An item may run over several rows: its description goes on, subsidy terms stand in rows of their own, and the amounts
close it. Totals are rows of the same table. Sub-projects are items whose table is printed anew for each of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import plain
from structurer.tables.context import Context, heading_above, is_heading
from structurer.reading.layout.headings import (
    ItemHeader,
    anchored_items,
    header_again,
    is_item_word,
    item_header,
    tall_header,
)
from structurer.reading.layout.itemrow import OpenItem, cells_of, is_change_word, read_row
from structurer.reading.layout.terms import Activities, activities
from structurer.sheet.model import Item, Label, Measure, Section, Stage, TotalRow
from structurer.text.rows import Row, TableCell
from structurer.text.words import tidy

_FUNDING_ROW = re.compile(
    r"一般財源|一財|国庫|国費|国支出金|県費|県債|起債|地方債|特定財源|繰入金|諸収入|人件費|トータルコスト|事業費$"
)
_SURELY_FUNDING = re.compile(r"一般財源|国庫支出金|トータルコスト")
_OTHERS = re.compile(r"参考|関連事業|他部局|他課")
_SENTENCE = re.compile(r"[。、:]")
_UNDATED = Stage.TARGET  # holds the place of a stage until a sum tells it; no amount of money has it
_LONGEST_HALF = 20  # characters: the first line of a name in a narrow cell; a longer line is text


def read(context: Context) -> tuple[Section, ...]:
    """Every section with items; tables printed anew for each item under one list heading are one section."""
    found = _Sections(context)
    runs = Runs(context)
    position = free = 0
    while position < len(context.rows):
        proposed = None if position in context.taken else _table(context, position, free)
        if proposed is None:
            free = position + 1 if position in context.taken else free
            position += 1
            continue
        header, spaced = proposed
        section, following = runs.section(header.settled(0, _UNDATED), spaced=spaced)
        if (not section.items and not section.totals) or _is_foreign(context, header.start, section):
            position += 1
            continue
        found.add(section, header, spaced=spaced)
        position = free = following
    return tuple(_dated(context, found.all, found.undated))


@dataclass
class _Sections:
    """The sections as they come; `undated` are those whose headings name no stage, by their place."""

    context: Context
    all: list[Section] = field(default_factory=list)
    undated: dict[int, tuple[ItemHeader, bool]] = field(default_factory=dict)
    last: ItemHeader | None = None

    def add(self, section: Section, header: ItemHeader, *, spaced: bool) -> None:
        """Take a section, as a new one or as what goes on with the last."""
        last, self.last = self.last, None
        if any(column.stage is None for column in header.amounts):
            self.undated[len(self.all)] = header, spaced
            self.all.append(section)
            return
        self.last = header
        if last is not None and _is_next_page(self.context, self.all[-1], last, header):
            self.all[-1] = _continued(self.all[-1], section)
        else:
            self.all = _joined(self.all, section)


def _table(context: Context, position: int, free: int) -> tuple[ItemHeader, bool] | None:
    """The headings of a table of items at a position, or above the row of amounts there; True: a blank line follows each cell."""
    header = item_header(context, position)
    if header is not None:
        return header, False
    if len(context.rows[position].filled) == 1 and not context.rows[position].pieces:
        return tall_header(context, position)
    anchored = anchored_items(context, position, free)
    return None if anchored is None else (anchored, False)


def _dated(context: Context, sections: list[Section], undated: dict[int, tuple[ItemHeader, bool]]) -> Iterator[Section]:
    """The sections; those whose headings name no stage only where their sum is a known amount of the project."""
    alone = {n: _stage_of(context, [sections[n]], header.start) for n, (header, _) in undated.items()}
    places = [header.start for header, _ in undated.values()]
    together = _stage_of(context, [sections[n] for n in undated], places[0]) if places else None
    for number, section in enumerate(sections):
        if number not in undated:
            yield section
            continue
        found = alone[number] or together
        if found is not None:
            header, spaced = undated[number]
            yield Runs(context).section(header.settled(*found), spaced=spaced)[0]


def _stage_of(context: Context, sections: list[Section], position: int) -> tuple[int, Stage] | None:
    """The year and stage whose amount the sections sum to; what the words above them say decides between several."""
    total = sum((_sum(section) for section in sections), Fraction(0))
    above = " ".join(row.text for row in context.rows[max(0, position - 6) : position] if _says_stage(row))
    return context.stage_of(total, above)


def _says_stage(row: Row) -> bool:
    """True for a line that may say what a table is of: no note, no sentence."""
    text = row.text.strip()
    return (
        row.kind == "line"
        and not text.startswith("※")
        and _SENTENCE.search(text.replace("単位:", "").replace("単位：", "")) is None
    )


def _sum(section: Section) -> Fraction:
    """A section's printed total of the column without a stage, else the sum of its items."""
    totals = [cell for row in section.totals if "小計" not in row.label.text for cell in row.cells]
    cells = totals or [cell for item in section.items for cell in item.cells]
    found = [cell.cite.value for cell in cells if cell.measure is Measure.AMOUNT and cell.stage is _UNDATED]
    return sum(found[-1:] if totals else found, Fraction(0))


def _is_foreign(context: Context, position: int, section: Section) -> bool:
    """True for rows that are no items of the project: sources or costs as rows, or another project's amounts."""
    names = [plain(item.label.text) for item in section.items]
    rows = sum(_FUNDING_ROW.match(name) is not None for name in names)
    above = next((row.text for row in reversed(context.rows[max(0, position - 3) : position]) if row.text.strip()), "")
    others = _OTHERS.search(above) is not None or context.of_others(position, section.heading)
    return (
        others or rows > 1 or rows == len(names) > 0 or any(_SURELY_FUNDING.match(name) is not None for name in names)
    )


def _joined(sections: list[Section], section: Section) -> list[Section]:
    """The sections with one more; under the same list heading (sub-projects) its items go on in the last section."""
    if sections and section.heading is not None and sections[-1].heading == section.heading and not section.totals:
        last = sections[-1]
        return [*sections[:-1], replace_items(last, (*last.items, *section.items))]
    return [*sections, section]


def _is_next_page(context: Context, section: Section, last: ItemHeader, header: ItemHeader) -> bool:
    """True for the same headings again, with nothing but the end of a page between them and the last item."""
    if section.totals or not section.items or replace(last, start=0, body=0) != replace(header, start=0, body=0):
        return False
    line = section.items[-1].label.line or 0
    between = [row for row in context.rows[last.body : header.start] if row.first_line > line and not row.is_bare]
    return bool(between) and all(context.is_furniture(row) for row in between)


def _continued(section: Section, rest: Section) -> Section:
    """A section with the items and totals of its next page."""
    return section.model_copy(update={"items": (*section.items, *rest.items), "totals": rest.totals})


def replace_items(section: Section, items: tuple[Item, ...]) -> Section:
    """The same section with other items."""
    return section.model_copy(update={"items": items})


@dataclass
class SectionDraft:
    """A section while its rows are read one by one."""

    header: ItemHeader
    items: list[Item] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    pending: OpenItem | None = None
    work: Activities | None = None
    half: TableCell | None = None

    @property
    def is_empty(self) -> bool:
        """True while no row has left anything."""
        return not (self.items or self.totals) and self.pending is None and self.work is None and self.half is None

    def takes(self, context: Context, row: Row) -> bool:
        """Take a row, False where the table ends before it."""
        if context.is_furniture(row):
            return True
        if row.is_bare:
            return self.work is None or bool(row.filled)
        if self.items and self._takes_activity(row):
            return True
        outcome = self._whole(read_row(context.vocabulary, self.header, row, self.pending))
        self.pending = outcome if isinstance(outcome, OpenItem) else None
        if isinstance(outcome, TotalRow):
            self.totals.append(outcome)
        elif isinstance(outcome, Item):
            self.items.append(outcome)
        return outcome is not None

    def _whole(self, outcome: Item | TotalRow | OpenItem | None) -> Item | TotalRow | OpenItem | None:
        """An item with the first half of its name, where the line above holds it."""
        if self.half is None or not isinstance(outcome, Item):
            return outcome
        half, self.half = self.half, None
        named = Label(text=tidy(half.label + outcome.label.text), line=half.line)
        return outcome.model_copy(update={"label": named})

    def _takes_activity(self, row: Row) -> bool:
        """Take the heading of a table of activities, or one activity of the last item."""
        if self.work is None:
            self.work = activities(row)
            return self.work is not None
        found = self.work.row(row)
        if found is not None:
            last = self.items[-1]
            self.items[-1] = last.model_copy(update={"activities": (*last.activities, found)})
        return found is not None


@dataclass
class Runs:
    """The rows below headings, each run of them read once: headings printed again and again all begin the same rows.

    Without that, a sheet of nothing but headings would be read from each of them to its end.
    """

    context: Context
    _read: dict[ItemHeader, "_RowRun"] = field(default_factory=dict)

    def section(self, header: ItemHeader, *, spaced: bool) -> tuple[Section, int]:
        """The section that a header begins, and the place after its last row."""
        alike = replace(header, start=0, body=0)
        run = self._read.get(alike)
        if run is None or not run.first <= header.body <= run.untouched or header.kind == "tall":
            run = self._read[alike] = _run(self.context, header, spaced=spaced)
        draft = run.draft
        heading = _heading(self.context, header.start)
        return Section(heading=heading, items=tuple(draft.items), totals=tuple(draft.totals)), run.following


@dataclass(frozen=True, slots=True)
class _RowRun:
    """The section of the rows from `first` on and the place after them; the rows before `untouched` add nothing to it."""

    draft: SectionDraft
    first: int
    untouched: int
    following: int


def _run(context: Context, header: ItemHeader, *, spaced: bool) -> _RowRun:
    draft = SectionDraft(header)
    position = untouched = header.body
    if header.kind == "tall":
        return _RowRun(draft, position, untouched, _tall_rows(context, draft, spaced=spaced))
    while position < len(context.rows) and position not in context.taken:
        if not _goes_on(context, draft, position):
            break
        position += 1
        untouched = position if draft.is_empty else untouched
    return _RowRun(draft, header.body, untouched, position)


def _tall_rows(context: Context, draft: SectionDraft, *, spaced: bool) -> int:
    """Take the rows of a table with one cell a line: a name, its texts, its amounts. The place after the last of them."""
    position = draft.header.body
    while position < len(context.rows) and not draft.totals:
        row, following = _tall_row(context, draft.header, position, spaced=spaced)
        if row is None or not draft.takes(context, row):
            return position
        position = following
    return position


def _tall_row(context: Context, header: ItemHeader, position: int, *, spaced: bool) -> tuple[Row | None, int]:
    """As many lines as the headings ask for as one row; a total leaves its texts out, or blank."""
    cells: list[TableCell] = []
    while position < len(context.rows) and len(cells) < header.width:
        row = context.rows[position]
        if len(row.cells) > 1 or row.kind != "line" or not (row.filled or cells or spaced):
            break
        if row.filled:
            cells.extend(row.filled)
        elif not spaced:
            cells.append(_blank(row, cells[-1]))
        position += 1
        total = _tall_total(context, header, cells)
        if total is not None:
            cells = total
    if len(cells) != header.width:
        return None, position
    at = tuple(replace(entry, index=index) for index, entry in enumerate(cells))
    return Row(at, at[0].line, at[-1].line, "tab", opens=False), position


def _tall_total(context: Context, header: ItemHeader, cells: list[TableCell]) -> list[TableCell] | None:
    """A total and its amounts as a full row, None while some of them are still to come."""
    if len(cells) <= len(header.amounts) or not context.vocabulary.is_total(cells[0].label):
        return None
    values = [entry for entry in cells[1:] if entry.figure is not None or is_change_word(entry)]
    return _spread(header, cells[0], values) if len(values) == len(header.amounts) else None


def _spread(header: ItemHeader, name: TableCell, values: list[TableCell]) -> list[TableCell]:
    """A total's cells under their columns, its texts blank."""
    blank = TableCell("", name.line, 0, (), name.start)
    left = iter(values)
    return [name, *[blank] * (header.lead - 1), *(blank if column is None else next(left) for column in header.columns)]


def _blank(row: Row, beside: TableCell) -> TableCell:
    return TableCell("", row.first_line, 0, (), beside.start)


def _goes_on(context: Context, draft: SectionDraft, position: int) -> bool:
    """Take the row at a position, False where the table ends before it; headings printed again end none."""
    row = context.rows[position]
    if item_header(context, position) is None:
        return draft.takes(context, row) or _is_first_half(context, draft, position)
    return row.kind != "tab" and not draft.totals and header_again(context.vocabulary, row, draft.header)


def _is_first_half(context: Context, draft: SectionDraft, position: int) -> bool:
    """Take a line that is the first half of the next row's name, which a narrow cell has broken."""
    row = context.rows[position]
    if (
        row.kind != "line"
        or len(row.filled) != 1
        or draft.pending is not None
        or draft.header.kind not in {"space", "tab"}
    ):
        return False
    text = row.text.strip()
    below = context.rows[position + 1] if position + 1 < len(context.rows) else row
    amounts = sum(entry.is_value for entry in cells_of(draft.header, below)[1:])
    words = is_item_word(context.vocabulary, row.filled[0]) or is_heading(row) or bool(row.filled[0].figures)
    broken = len(text) <= _LONGEST_HALF and not words and _SENTENCE.search(text) is None
    if broken and amounts >= len(draft.header.amounts):
        draft.half = row.filled[0]
    return draft.half is not None


def _heading(context: Context, start: int) -> Label | None:
    """The heading above a table; for a table printed anew for each item, the list's heading above all of them."""
    if context.rows[start].kind != "tab":
        return heading_above(context.rows, start)
    listed = context.list_headings
    position = bisect_right([place for place, _ in listed], start)
    above = heading_above(context.rows, start)
    if above is not None and (
        position == 0 or above.line is None or above.line > context.rows[listed[position - 1][0]].first_line
    ):
        return above
    return listed[position - 1][1] if position else None
