"""Item tables: a name column, one column of amounts for each year or stage, perhaps a column that compares them.

An item may run over several rows: its description goes on, subsidy terms stand in rows of their own, and the amounts
close it. Totals are rows of the same table. Sub-projects are items whose table is printed anew for each of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from structurer.grid import Row, TableCell
from structurer.reading.layout.build import Context, cell, heading_above, label
from structurer.reading.layout.terms import Activities, activities, inline_parts, terms_row, with_inline_terms
from structurer.sheet import Cell, Item, Label, Measure, Section, Stage, SubsidyTerms, TotalRow
from structurer.vocabulary import (
    CHANGE_LABELS,
    NAME_LABELS,
    TOTAL_LABELS,
    UNPUBLISHED,
    last_stage,
    names_year,
    plain,
    when,
)

_TAG = re.compile(r"【(新|新規|拡|拡充|継続|一部新)】")
_COMPARES = re.compile(r"との差|差引|増減|比較")
_PART = re.compile(r"うち|内訳|に対する|を除く|構成比|比$|比\(|率|%")
_FUNDING_ROW = re.compile(
    r"一般財源|一財|国庫|国費|国支出金|県費|県債|起債|地方債|特定財源|繰入金|諸収入|人件費|トータルコスト|事業費$"
)
_SURELY_FUNDING = re.compile(r"一般財源|国庫支出金|トータルコスト")
_OTHERS = re.compile(r"参考|関連事業|他部局|他課")
_PART_ROW = re.compile(r"^\(?うち|再掲|内数|内書")
_OTHER_YEAR = re.compile(r"前年|昨年|令和|平成|[RH]\d")
_LONGEST_WORDS, _LONGEST_STAGED, _LONGEST_HEADING = 40, 60, 16
_YEAR_ONLY = dict.fromkeys(("前年度", "前年"), (-1, Stage.INITIAL)) | dict.fromkeys(
    ("本年度", "当年度", "今年度"), (0, Stage.REQUEST)
)


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: the year and stage its heading names; `change` for the one that compares."""

    year_offset: int
    stage: Stage
    heading: str
    change: bool = False


@dataclass(frozen=True, slots=True)
class ItemHeader:
    """How many cells stand before the amounts, where the name is, and the amount columns."""

    name: int
    lead: int
    columns: tuple[AmountColumn, ...]


@dataclass
class OpenItem:
    """An item that its amounts have not closed yet."""

    label: Label
    number: str | None
    texts: list[TableCell] = field(default_factory=list)
    terms: SubsidyTerms | None = None


def read(context: Context) -> tuple[Section, ...]:
    """Every section with items; tables printed anew for each item under one list heading are one section."""
    sections: list[Section] = []
    position = 0
    while position < len(context.rows):
        header = _header(context, position)
        if header is None:
            position += 1
            continue
        section, following = _section(context, header, position)
        if (not section.items and not section.totals) or _is_foreign(context, position, section):
            position += 1
            continue
        position = following
        sections = _joined(sections, section)
    return tuple(sections)


def _is_foreign(context: Context, position: int, section: Section) -> bool:
    """True for rows that are no items of the project: sources or costs as rows, or another project's amounts."""
    names = [plain(item.label.text) for item in section.items]
    rows = sum(_FUNDING_ROW.match(name) is not None for name in names)
    above = next((row.text for row in reversed(context.rows[max(0, position - 3) : position]) if row.text.strip()), "")
    others = _OTHERS.search(above) is not None
    return others or rows > 1 or any(_SURELY_FUNDING.match(name) is not None for name in names)


def _joined(sections: list[Section], section: Section) -> list[Section]:
    """Sub-projects: the same list heading goes on, so the items do."""
    if sections and section.heading is not None and sections[-1].heading == section.heading and not section.totals:
        last = sections[-1]
        return [*sections[:-1], replace_items(last, (*last.items, *section.items))]
    return [*sections, section]


def replace_items(section: Section, items: tuple[Item, ...]) -> Section:
    """The same section with other items."""
    return section.model_copy(update={"items": items})


def _header(context: Context, position: int) -> ItemHeader | None:
    cells = context.rows[position].filled
    if len(cells) < 2:
        return None
    words = [plain(entry.label) for entry in cells]
    names = [index for index, word in enumerate(words) if word in NAME_LABELS]
    name = names[-1] if names else None  # 区分 | 細事業名: the last of them names the items
    if name is None or any(entry.figure is not None for entry in cells):
        return None
    first = next((index for index in range(name + 1, len(words)) if _column(context, cells[index]) is not None), None)
    if first is None:
        return None
    columns = [_column(context, entry) for entry in cells[first:]]
    known = [column for column in columns if column is not None]
    if len(known) != len(columns) or all(column.change for column in known):
        return None
    return ItemHeader(name, first, tuple(known))


def _column(context: Context, entry: TableCell) -> AmountColumn | None:
    """What a heading says of its column; None where it is no column of amounts, or of a part of them."""
    word = plain(entry.label)
    if word in CHANGE_LABELS or _COMPARES.search(word) is not None:
        return AmountColumn(0, Stage.REQUEST, entry.label, change=True)
    if word in _YEAR_ONLY:
        return AmountColumn(*_YEAR_ONLY[word], entry.label)
    said = when(entry.label, context.fiscal_year)
    unplaced = context.fiscal_year is None and names_year(entry.label)
    if _PART.search(word) is not None or unplaced or said.stage is None or len(word) > _LONGEST_HEADING:
        return None
    return AmountColumn(said.year_offset or 0, said.stage, entry.label)


@dataclass
class SectionDraft:
    """A section while its rows are read one by one."""

    header: ItemHeader
    items: list[Item] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    pending: OpenItem | None = None
    work: Activities | None = None

    def takes(self, row: Row) -> bool:
        """Take a row, False where the table ends before it."""
        if not row.filled or all(entry.is_rule for entry in row.filled):
            return self.work is None or bool(row.filled)
        if self.items and self._takes_activity(row):
            return True
        outcome = _row(self.header, row, self.pending)
        self.pending = outcome if isinstance(outcome, OpenItem) else None
        if isinstance(outcome, TotalRow):
            self.totals.append(outcome)
        elif isinstance(outcome, Item):
            self.items.append(outcome)
        return outcome is not None

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


def _section(context: Context, header: ItemHeader, start: int) -> tuple[Section, int]:
    draft = SectionDraft(header)
    position = start + 1
    while position < len(context.rows) and _header(context, position) is None and draft.takes(context.rows[position]):
        position += 1
    return Section(heading=_heading(context, start), items=tuple(draft.items), totals=tuple(draft.totals)), position


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


def _row(header: ItemHeader, row: Row, pending: OpenItem | None) -> Item | TotalRow | OpenItem | None:
    cells = list(row.filled)
    if row.kind != "line" and len(cells) < header.lead + len(header.columns) and row.cells != row.filled:
        cells = list(row.cells)[: header.lead + len(header.columns)]
    values = _closing(header, cells)
    if values is None:
        return _opening(header, row, pending)
    before = cells[: len(cells) - len(values)]
    if not before:
        return None if pending is None else _item(header, pending, values)
    whole = len(before) > header.name and (row.kind == "tab" or len(before) == header.lead)
    total = next((entry for entry in before if plain(entry.label) in TOTAL_LABELS), None)
    name = total or (before[header.name] if whole else before[0])
    lost = total is None and pending is None and len(before) < header.lead  # a cell is missing, and nothing says which
    if lost or _PART_ROW.search(name.label) is not None:
        return None  # うち, 再掲: counted among the items it would be counted twice
    if total is not None:
        return TotalRow(label=label(name), cells=tuple(_cells(header, values)))
    if pending is not None and not row.opens and row.kind == "pipe":
        pending.texts.extend(before)
        return _item(header, pending, values)
    number = before[0].label if name is not before[0] else None
    return _item(header, OpenItem(label(name), number, before[before.index(name) + 1 :]), values)


def _closing(header: ItemHeader, cells: list[TableCell]) -> list[TableCell] | None:
    """The last cells of a row where they can be the amounts: each a figure of money, a dash, or a word for one."""
    count = len(header.columns)
    if len(cells) < count:
        return None
    values = cells[len(cells) - count :]
    pairs = [entry for entry, column in zip(values, header.columns, strict=True) if not column.change]
    solid = [entry for entry in pairs if _amounts(entry)]
    blanks = [entry for entry in pairs if entry.is_blank]
    if not solid and not (len(blanks) == len(pairs) and len(cells) > count):
        return None
    odd = [entry for entry in pairs if not _amounts(entry) and not entry.is_blank]
    worded = all(len(entry.label) <= _LONGEST_WORDS and plain(entry.label) not in TOTAL_LABELS for entry in odd)
    return values if len(odd) < len(pairs) and worded else None


def _amounts(entry: TableCell) -> bool:
    """A cell that is one amount, or names a stage before each of its amounts."""
    if entry.figure is not None:
        return entry.figure.is_money
    money = [figure for figure in entry.figures if figure.is_money]
    return bool(money) and len(entry.label) <= _LONGEST_STAGED and last_stage(entry.label.split(" ")[0]) is not None


def _opening(header: ItemHeader, row: Row, pending: OpenItem | None) -> OpenItem | None:
    """A row without amounts: it opens an item, or adds text or subsidy terms to the one that is open."""
    if row.kind != "pipe":
        return None
    cells = list(row.filled)
    if pending is not None and not row.opens:
        pending.terms = terms_row(cells, pending.terms)
        return pending
    if not row.opens or plain(cells[0].label) in TOTAL_LABELS or len(cells) <= header.name:
        return None
    opened = OpenItem(label(cells[header.name]), None, cells[header.name + 1 : header.name + 2])
    opened.terms = terms_row(cells[header.name + 1 :], None)
    return opened


def _item(header: ItemHeader, opened: OpenItem, values: list[TableCell]) -> Item:
    cells = tuple(_cells(header, values))
    remarks = [entry for entry, column in zip(values, header.columns, strict=True) if column.change]
    remark = next((entry.label for entry in remarks if not entry.is_blank and entry.figure is None), None)
    pairs = zip(values, header.columns, strict=True)
    instead = next((e.label for e, c in pairs if not c.change and not e.is_blank and not e.figures), None)
    description = "\n".join(entry.text.strip() for entry in opened.texts)
    stage = next((column.stage for column in header.columns if column.year_offset == 0), Stage.REQUEST)
    item = Item(
        label=opened.label,
        number=opened.number,
        tags=tuple(found[1] for found in _TAG.finditer(description)),
        description=description,
        cells=cells,
        instead=instead,
        remark=remark,
        breakdown=tuple(inline_parts(opened.texts, stage)),
        subsidy=opened.terms,
    )
    return with_inline_terms(item, opened.texts)


def _cells(header: ItemHeader, values: list[TableCell]) -> Iterator[Cell]:
    for entry, column in zip(values, header.columns, strict=True):
        if entry.figure is not None:
            measure = Measure.CHANGE if column.change else Measure.AMOUNT
            made = cell(entry.figure, measure, column.year_offset, column.stage)
            if made is not None:
                yield made
        elif not column.change:
            yield from _staged(entry, column)


def _staged(entry: TableCell, column: AmountColumn) -> Iterator[Cell]:
    """`予算案 3,000 千円 要求 3,000 千円`: each amount takes the stage word before it."""
    position = entry.start
    for figure in entry.figures:
        if not figure.is_money:
            continue
        words = entry.text[position - entry.start : figure.start - entry.start]
        position = figure.end
        stage = last_stage(words)
        if stage is None or _OTHER_YEAR.search(words) is not None:
            continue  # 約600, 600の内数, 別事業で600千円: not the item's own amount
        if stage is Stage.APPROVED and UNPUBLISHED.search(words) is not None:
            stage = Stage.PROPOSAL
        if column.year_offset < 0 and stage is Stage.APPROVED:
            stage = Stage.INITIAL
        made = cell(figure, Measure.AMOUNT, column.year_offset, stage)
        if made is not None:
            yield made
