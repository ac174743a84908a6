"""Item tables: a name column, one column of amounts for each year or stage, perhaps a column that compares them.

An item may run over several rows: its description goes on, subsidy terms stand in rows of their own, and the amounts
close it. Totals are rows of the same table. Sub-projects are items whose table is printed anew for each of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.grid import Row, TableCell
from structurer.reading.layout.build import Context, cell, cite, heading_above, is_heading, label
from structurer.reading.layout.headings import (
    AmountColumn,
    ItemHeader,
    anchored_items,
    header_again,
    is_item_word,
    item_header,
    tall_header,
)
from structurer.reading.layout.terms import Activities, activities, inline_parts, terms_row, with_inline_terms
from structurer.sheet import Cell, Item, Label, Measure, Section, Stage, SubsidyTerms, TotalRow
from structurer.source import Figure, Unit
from structurer.vocabulary import TOTAL_LABELS, UNPUBLISHED, last_stage, plain
from structurer.words import squeeze, tidy

_BRACKETED = re.compile(r"\([▲-]?[\d,.]+\)(?:[▲-]?[\d,.]+)?")
_TAG = re.compile(r"【(新|新規|拡|拡充|継続|一部新)】")
_FUNDING_ROW = re.compile(
    r"一般財源|一財|国庫|国費|国支出金|県費|県債|起債|地方債|特定財源|繰入金|諸収入|人件費|トータルコスト|事業費$"
)
_SURELY_FUNDING = re.compile(r"一般財源|国庫支出金|トータルコスト")
_OTHERS = re.compile(r"参考|関連事業|他部局|他課")
_PART_ROW = re.compile(r"^\(?うち|再掲|内数|内書")
_OTHER_YEAR = re.compile(r"前年|昨年|令和|平成|[RH]\d")
_OWN_RATE = re.compile(r"(?:[都道府県]|補助率)(?:単独)?:?\d{1,2}/\d{1,2}(?:以内)?")
_CHANGE_WORD = re.compile(r"皆増|皆減|新規|廃止|終了")
_SENTENCE = re.compile(r"[。、:]")
_UNDATED = Stage.TARGET  # holds the place of a stage until a sum tells it; no amount of money has it
_LONGEST_WORDS, _LONGEST_STAGED, _LONGEST_HALF = 40, 60, 20


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
    undated: dict[int, tuple[ItemHeader, bool]] = {}
    position = free = 0
    while position < len(context.rows):
        proposed = None if position in context.taken else _table(context, position, free)
        if proposed is None:
            free = position + 1 if position in context.taken else free
            position += 1
            continue
        header, spaced = proposed
        section, following = _section(context, header.settled(0, _UNDATED), spaced=spaced)
        if (not section.items and not section.totals) or _is_foreign(context, header.start, section):
            position += 1
            continue
        if any(column.stage is None for column in header.amounts):
            undated[len(sections)] = proposed
            sections.append(section)
        else:
            sections = _joined(sections, section)
        position = free = following
    return tuple(_dated(context, sections, undated))


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
            yield _section(context, header.settled(*found), spaced=spaced)[0]


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
    """Sub-projects: the same list heading goes on, so the items do."""
    if sections and section.heading is not None and sections[-1].heading == section.heading and not section.totals:
        last = sections[-1]
        return [*sections[:-1], replace_items(last, (*last.items, *section.items))]
    return [*sections, section]


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

    def takes(self, context: Context, row: Row) -> bool:
        """Take a row, False where the table ends before it."""
        if context.is_furniture(row):
            return True
        if not row.filled or all(entry.is_rule for entry in row.filled):
            return self.work is None or bool(row.filled)
        if self.items and self._takes_activity(row):
            return True
        outcome = self._whole(_row(self.header, row, self.pending))
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


def _section(context: Context, header: ItemHeader, *, spaced: bool) -> tuple[Section, int]:
    draft = SectionDraft(header)
    position = header.body
    if header.kind == "tall":
        position = _tall_rows(context, draft, spaced=spaced)
    while header.kind != "tall" and position < len(context.rows) and position not in context.taken:
        if not _goes_on(context, draft, position):
            break
        position += 1
    heading = _heading(context, header.start)
    return Section(heading=heading, items=tuple(draft.items), totals=tuple(draft.totals)), position


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
        total = _tall_total(header, cells)
        if total is not None:
            cells = total
    if len(cells) != header.width:
        return None, position
    at = tuple(replace(entry, index=index) for index, entry in enumerate(cells))
    return Row(at, at[0].line, at[-1].line, "tab", opens=False), position


def _tall_total(header: ItemHeader, cells: list[TableCell]) -> list[TableCell] | None:
    """A total and its amounts as a full row, None while some of them are still to come."""
    if len(cells) <= len(header.amounts) or plain(cells[0].label) not in TOTAL_LABELS:
        return None
    values = [entry for entry in cells[1:] if entry.figure is not None or _is_change_word(entry)]
    return _spread(header, cells[0], values) if len(values) == len(header.amounts) else None


def _spread(header: ItemHeader, name: TableCell, values: list[TableCell]) -> list[TableCell]:
    """A total's cells under their columns, its texts blank."""
    blank = TableCell("", name.line, 0, (), name.start)
    left = iter(values)
    return [name, *[blank] * (header.lead - 1), *(blank if column is None else next(left) for column in header.columns)]


def _blank(row: Row, beside: TableCell) -> TableCell:
    return TableCell("", row.first_line, 0, (), beside.start)


def _is_change_word(entry: TableCell) -> bool:
    return _CHANGE_WORD.fullmatch(entry.label) is not None


def _goes_on(context: Context, draft: SectionDraft, position: int) -> bool:
    """Take the row at a position, False where the table ends before it; headings printed again end none."""
    row = context.rows[position]
    if item_header(context, position) is None:
        return draft.takes(context, row) or _is_first_half(context, draft, position)
    return row.kind != "tab" and not draft.totals and header_again(row, draft.header)


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
    amounts = sum(entry.is_value for entry in _cells_of(draft.header, below)[1:])
    words = is_item_word(row.filled[0]) or is_heading(row) or bool(row.filled[0].figures)
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


def _row(header: ItemHeader, row: Row, pending: OpenItem | None) -> Item | TotalRow | OpenItem | None:
    cells = _padded(header, _cells_of(header, row))
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


def _cells_of(header: ItemHeader, row: Row) -> list[TableCell]:
    """The cells of a row, with the blanks at its end that its headings ask for; under aligned headings those of a line."""
    if row.kind == "line":
        return _texts_first(header, list(row.pieces)) if header.kind == "space" else list(row.filled)
    short = len(row.filled) < header.width and row.cells != row.filled
    return list(row.cells)[: header.width] if short else list(row.filled)


def _texts_first(header: ItemHeader, cells: list[TableCell]) -> list[TableCell]:
    """The cells of an aligned row, texts behind its amounts put before them where no heading of their own stands over them."""
    last = max((n for n, entry in enumerate(cells) if entry.is_value or _is_change_word(entry)), default=-1)
    if last < 0 or last == len(cells) - 1 or None in header.columns:
        return cells
    return [*cells[:1], *cells[last + 1 :], *cells[1 : last + 1]]


def _padded(header: ItemHeader, cells: list[TableCell]) -> list[TableCell]:
    """The cells of an aligned row, with blanks for texts that are left out behind its amounts."""
    texts = len(header.columns) - len(header.amounts)
    trailing = texts > 0 and all(column is None for column in header.columns[-texts:])
    short = header.kind == "space" or (header.kind == "pipe" and len(cells) == header.width - texts)
    if not short or not trailing or not cells:
        return cells
    values = next((n for n, entry in enumerate(reversed(cells)) if not entry.is_value), len(cells))
    blank = TableCell("", cells[-1].line, 0, (), cells[-1].start)
    return [*cells, *[blank] * texts] if values == len(header.amounts) else cells


def _closing(header: ItemHeader, cells: list[TableCell]) -> list[TableCell] | None:
    """The last cells of a row where they can be the amounts: each a figure of money, a dash, or a word for one."""
    count = len(header.columns)
    if len(cells) < count:
        return None
    values = cells[len(cells) - count :]
    pairs = [entry for entry, column in _pairs(header, values) if not column.change]
    solid = [entry for entry in pairs if _amounts(header, entry)]
    blanks = [entry for entry in pairs if entry.is_blank]
    if not solid and not (len(blanks) == len(pairs) and len(cells) > count):
        return None
    odd = [entry for entry in pairs if not _amounts(header, entry) and not entry.is_blank]
    worded = all(len(entry.label) <= _LONGEST_WORDS and plain(entry.label) not in TOTAL_LABELS for entry in odd)
    return values if len(odd) < max(2, len(pairs)) and len(odd) < len(pairs) and worded else None


def _pairs(header: ItemHeader, values: list[TableCell]) -> list[tuple[TableCell, AmountColumn]]:
    """The cells under a heading of amounts, each with it."""
    pairs = zip(values, header.columns, strict=True)
    return [(entry, column) for entry, column in pairs if column is not None]


def _amounts(header: ItemHeader, entry: TableCell) -> bool:
    """A cell that is one amount, names a stage before each of its amounts, or has one in brackets beside it."""
    if entry.figure is not None:
        return entry.figure.is_money
    money = [figure for figure in entry.figures if figure.is_money]
    if header.bracketed is not None and money and bracketed(entry) is not None:
        return True
    return bool(money) and len(entry.label) <= _LONGEST_STAGED and last_stage(entry.label.split(" ")[0]) is not None


def bracketed(entry: TableCell) -> tuple[Figure, Figure | None] | None:
    """`(30,190) 29,530`: the amount in brackets and the one beside it; None for any other cell."""
    found = _BRACKETED.fullmatch(squeeze(entry.text))
    if found is None or not 1 <= len(entry.figures) <= 2:
        return None
    return entry.figures[0], (entry.figures[1] if len(entry.figures) == 2 else None)


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
    remarks = [entry for entry, column in _pairs(header, values) if column.change]
    remark = next((entry.label for entry in remarks if not entry.is_blank and entry.figure is None), None)
    texts = [*opened.texts, *(e for e, c in zip(values, header.columns, strict=True) if c is None and not e.is_blank)]
    instead = next(
        (e.label for e, c in _pairs(header, values) if not c.change and not e.is_blank and not e.figures), None
    )
    description = "\n".join(entry.text.strip() for entry in texts)
    stage = next((column.stage for column in header.amounts if column.year_offset == 0 and column.stage), Stage.REQUEST)
    item = Item(
        label=opened.label,
        number=opened.number,
        tags=tuple(found[1] for found in _TAG.finditer(description)),
        description=description,
        cells=cells,
        instead=instead,
        remark=remark,
        breakdown=tuple(inline_parts(texts, stage)),
        subsidy=opened.terms,
    )
    rated = next((entry for entry in texts if _OWN_RATE.fullmatch(squeeze(entry.text)) is not None), None)
    if rated is not None and item.subsidy is None:
        terms = SubsidyTerms(rate=next((cite(figure, Unit.RATIO) for figure in rated.figures), None))
        item = item.model_copy(update={"subsidy": terms})
    return with_inline_terms(item, texts)


def _cells(header: ItemHeader, values: list[TableCell]) -> Iterator[Cell]:
    for entry, column in _pairs(header, values):
        pair = None if header.bracketed is None or entry.figure is not None else bracketed(entry)
        if pair is not None and header.bracketed is not None:
            yield from _cell(pair[0], header.bracketed)
            yield from _cell(pair[1], column)
        elif entry.figure is not None:
            yield from _cell(entry.figure, column)
        elif not column.change:
            yield from _staged(entry, column)


def _cell(figure: Figure | None, column: AmountColumn) -> Iterator[Cell]:
    measure = Measure.CHANGE if column.change else Measure.AMOUNT
    made = cell(figure, measure, column.year_offset, column.stage or Stage.NONE)
    if made is not None:
        yield made


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
