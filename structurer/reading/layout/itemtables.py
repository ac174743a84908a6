"""Settled blocks of items as sections: each item with its number, texts, amounts, parts and terms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import CAP_LABELS, ELIGIBLE_LABELS, RATE_LABELS, UNPUBLISHED, plain
from structurer.labels.moment import When
from structurer.reading.layout.terms import Activities, activities, inline_parts, terms_row, with_inline_terms
from structurer.sheet.model import (
    SOURCES,
    Cell,
    FundingRow,
    Item,
    Label,
    Measure,
    Section,
    Stage,
    SubsidyTerms,
    TotalRow,
)
from structurer.tables.axes import AxisKind
from structurer.tables.cites import cell, cite, label
from structurer.tables.context import NOTE_ON_BRACKETS, Context
from structurer.tables.headings import heading_above
from structurer.tables.proposals import Settled
from structurer.tables.row import is_word_for_amount
from structurer.tables.shape import TableRow
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze, tidy

_TAG = re.compile(r"【(新|新規|拡|拡充|継続|一部新)】")
_CIRCLED = re.compile(r"^\s*([①-⑳])\s*(?=\S)")
_PART_ROW = re.compile(r"^\(?うち|再掲|内数|内書")
_OTHER_YEAR = re.compile(r"前年|昨年|令和|平成|[RH]\d")
_OWN_RATE = re.compile(r"(?:[都道府県]|補助率)(?:単独)?:?\d{1,2}/\d{1,2}(?:以内)?")
_FUNDING_ROW = re.compile(
    r"一般財源|一財|国庫|国費|国支出金|県費|県債|起債|地方債|特定財源|繰入金|諸収入|人件費|トータルコスト|事業費$"
)
_SURELY_FUNDING = re.compile(r"一般財源|国庫支出金|トータルコスト")
_OTHERS = re.compile(r"参考|関連事業|他部局|他課")
_LONGEST_STAGED = 60  # characters: three stages, each with its amount; a longer cell is prose
_LONGEST_WORDS = 40  # characters that stand in place of an amount (別途協議); a longer cell is a text of another column
_NOTE_ROWS = 4  # rows above and below the headings: a note on brackets stands right there


@dataclass(frozen=True, slots=True)
class Field:
    """What the amounts of one column are: of which year and stage, a change, or one source; the stage open where a sum tells it."""

    measure: Measure
    year_offset: int
    stage: Stage | None


@dataclass(frozen=True)
class ItemTable:
    """A settled block whose rows are items: the column that names them, the one that counts them, what each amount is."""

    settled: Settled
    name: int
    number: int | None
    fields: dict[int, Field]
    bracketed: Field | None

    @property
    def open_field(self) -> bool:
        """True where a heading says 金額 and nothing more."""
        return any(one.stage is None for one in self.fields.values())

    def dated(self, year_offset: int, stage: Stage) -> "ItemTable":
        """The same table with a year and a stage for the amounts that have none."""
        fields = {
            n: replace(one, year_offset=year_offset, stage=stage) if one.stage is None else one
            for n, one in self.fields.items()
        }
        return replace(self, fields=fields)


def item_table(context: Context, table: Settled) -> ItemTable | None:
    """The roles of a block's columns, None where its rows cannot be items."""
    columns = table.shape.columns
    lead = range(table.shape.lead)
    names = [n for n in lead if columns[n].sense.name]
    weak = [
        n
        for n in lead
        if not columns[n].sense.number and not (columns[n].sense.text and not columns[n].sense.weak_name)
    ]
    if not names and not weak:
        return None
    name = names[-1] if names else weak[0]
    number = next((n for n in lead if columns[n].sense.number or (n < name and n in weak)), None)
    fields = _fields(context, table)
    dated = [one for one in fields.values() if one.measure is Measure.AMOUNT]
    if not dated or sum(one.stage is None for one in dated) > 1 or _undecided(table, fields):
        return None
    return ItemTable(table, name, number if number != name else None, fields, _bracketed(context, table))


def _fields(context: Context, table: Settled) -> dict[int, Field]:
    found: dict[int, Field] = {}
    for n, (column, meaning) in enumerate(zip(table.shape.columns, table.columns, strict=True)):
        if not column.values:
            continue
        when = meaning.when or column.sense.when
        if meaning.change:
            found[n] = Field(Measure.CHANGE, 0, Stage.REQUEST)
        elif meaning.kind is AxisKind.FUNDING and meaning.measure in SOURCES:
            found[n] = Field(meaning.measure, 0, None)
        elif when is not None:
            stage = _asked(context, when) if when.stage is None else when.stage
            if stage is not None:
                found[n] = Field(Measure.AMOUNT, when.year_offset or 0, stage)
        elif column.sense.amount or column.sense.sums:
            found[n] = Field(Measure.AMOUNT, 0, None)
    now = [
        one
        for one in found.values()
        if one.measure is Measure.AMOUNT and one.year_offset == 0 and one.stage is not None
    ]
    stage = next((one.stage for one in now if one.stage is Stage.REQUEST), now[0].stage if now else None)
    return {
        n: replace(one, stage=stage or Stage.REQUEST) if one.measure is not Measure.AMOUNT else one
        for n, one in found.items()
    }


def _asked(context: Context, when: When) -> Stage | None:
    """The stage of 本年度 alone: a request where the title says so, else what is decided."""
    if when.year_offset != 0 or context.two_years:
        return None
    return Stage.REQUEST if "要求" in context.title else Stage.APPROVED if "予算" in context.title else None


_DECIDES = re.compile(r"査定|計上|決定|内示|予算案|議決")


def _undecided(table: Settled, fields: dict[int, Field]) -> bool:
    """True where 当初予算額 without a year stands beside a request and no other column is of the year before."""
    dated = {n: one for n, one in fields.items() if one.measure is Measure.AMOUNT}
    budget = any(
        one.stage is Stage.APPROVED
        and table.columns[n].when is not None
        and table.columns[n].when.year_offset is None  # type: ignore[union-attr]
        and _DECIDES.search(table.shape.columns[n].text) is None
        for n, one in dated.items()
    )
    return (
        budget
        and any(one.stage is Stage.REQUEST for one in dated.values())
        and all(one.year_offset >= 0 for one in dated.values())
    )


def _bracketed(context: Context, table: Settled) -> Field | None:
    """What amounts in brackets are of, where a note near the table or a heading in brackets says so."""
    for row in context.rows[max(0, table.start - _NOTE_ROWS) : table.start + _NOTE_ROWS]:
        found = NOTE_ON_BRACKETS.search(squeeze(row.text)) if row.kind == "line" else None
        moment = None if found is None else context.vocabulary.when(found["words"], context.fiscal_year)
        if moment is not None and moment.stage is not None and moment.year_offset is not None:
            return Field(Measure.AMOUNT, moment.year_offset, moment.stage)
    return None


# -- rows -------------------------------------------------------------------------------------------------------------


@dataclass
class _Open:
    """An item that its amounts have not closed yet."""

    label: Label
    number: str | None
    texts: list[TableCell] = field(default_factory=list)
    terms: SubsidyTerms | None = None


@dataclass
class _Draft:
    items: list[Item] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    pending: _Open | None = None
    work: Activities | None = None


def section_of(context: Context, table: ItemTable) -> tuple[Section, int]:
    """The section that a table of items is, and the place after its last row."""
    draft, settled = _Draft(), table.settled
    lines = {line.position: line for line in settled.lines}
    position = settled.body
    if settled.turned:
        for line in settled.lines:
            _take(context, table, draft, line)
        position = settled.following
    while position < settled.following:
        line = lines.get(position)
        if line is not None:
            _take(context, table, draft, line)
            position = line.following
        else:
            _take_open(context, table, draft, context.rows[position])
            position += 1
    position = _take_activities(context, draft, position)
    heading = _heading(context, settled.start)
    return Section(heading=heading, items=tuple(draft.items), totals=tuple(draft.totals)), position


def _take(context: Context, table: ItemTable, draft: _Draft, line: TableRow) -> None:
    cells = tuple(_cells(context, table, line))
    named = line.beside.get(table.name) or (line.labels[-1] if line.labels else None)
    total = next((entry for entry in line.labels if context.vocabulary.is_total(entry.label)), None)
    if total is not None:
        draft.totals.append(TotalRow(label=label(total), cells=cells))
        return
    if draft.pending is not None and (not line.labels or not context.rows[line.position].opens):
        draft.pending.texts.extend(line.labels)
        draft.items.append(_item(context, table, draft.pending, line, cells))
        draft.pending = None
        return
    if named is None or named.is_blank or _PART_ROW.search(named.label) is not None:
        return
    circled = _CIRCLED.match(named.text)
    own = label(named) if circled is None else Label(text=tidy(named.text[circled.end() :]), line=named.line)
    number = line.beside.get(table.number) if table.number is not None else None
    texts = [
        entry for n, entry in sorted(line.beside.items()) if n not in {table.name, table.number} and not entry.is_blank
    ]
    texts += [entry for entry in line.texts if entry not in texts and entry is not named and entry is not number]
    opened = _Open(own, circled[1] if circled else None if number is None or number.is_blank else number.label, texts)
    draft.items.append(_item(context, table, opened, line, cells))


def _take_open(context: Context, table: ItemTable, draft: _Draft, row: Row) -> None:
    """A row without amounts of a piped table: it opens an item, or adds text or terms to the one that is open."""
    if row.kind != "pipe" or not row.filled:
        return
    cells = list(row.filled)
    if draft.pending is not None and not row.opens:
        draft.pending.terms = terms_row(cells, draft.pending.terms)
    elif row.opens and not context.vocabulary.is_total(cells[0].label) and len(cells) > table.name:
        opened = _Open(label(cells[table.name]), None, cells[table.name + 1 : table.name + 2])
        opened.terms = terms_row(cells[table.name + 1 :], None)
        draft.pending = opened


def _take_activities(context: Context, draft: _Draft, position: int) -> int:
    """Take the rows of activities that follow the last item, under headings of their own."""
    last = position
    while position < len(context.rows) and draft.items:
        row = context.rows[position]
        found = None if draft.work is None else draft.work.row(row)
        if found is not None:
            item = draft.items[-1]
            draft.items[-1] = item.model_copy(update={"activities": (*item.activities, found)})
        elif draft.work is None and (work := activities(row)) is not None:
            draft.work = work
        elif not row.is_bare or (draft.work is not None and not row.filled):
            break
        position += 1
        last = position if draft.work is not None else last
    return last


def _with_terms(opened: _Open) -> _Open:
    """An item whose terms stand among its texts, a label and its value each on a line of their own."""
    texts, terms = list[TableCell](), opened.terms
    rest = iter(opened.texts)
    for entry in rest:
        if plain(entry.label) in _TERMS and (value := next(rest, None)) is not None:
            terms = terms_row([entry, value], terms)
        else:
            texts.append(entry)
    return replace(opened, texts=texts, terms=terms)


_TERMS = frozenset({*RATE_LABELS, *CAP_LABELS, *ELIGIBLE_LABELS})


def _item(context: Context, table: ItemTable, opened: _Open, line: TableRow, cells: tuple[Cell, ...]) -> Item:
    opened = _with_terms(opened)
    changes = [line.values[n] for n, one in table.fields.items() if one.measure is Measure.CHANGE and n in line.values]
    values = [line.values[n] for n, one in table.fields.items() if one.measure is Measure.AMOUNT and n in line.values]
    remark = next((entry.label for entry in changes if not entry.is_blank and entry.figure is None), None)
    instead = next((entry.label for entry in values if not entry.is_blank and not entry.figures), None)
    description = "\n".join(entry.text.strip() for entry in opened.texts)
    now = [one.stage for one in table.fields.values() if one.measure is Measure.AMOUNT and one.year_offset == 0]
    item = Item(
        label=opened.label,
        number=opened.number,
        tags=tuple(found[1] for found in _TAG.finditer(description)),
        description=description,
        cells=cells,
        instead=instead,
        remark=remark,
        breakdown=tuple(inline_parts(opened.texts, next((stage for stage in now if stage), Stage.REQUEST))),
        subsidy=opened.terms,
    )
    rated = next((entry for entry in opened.texts if _OWN_RATE.fullmatch(squeeze(entry.text)) is not None), None)
    if rated is not None and item.subsidy is None:
        terms = SubsidyTerms(rate=next((cite(figure, Unit.RATIO) for figure in rated.figures), None))
        item = item.model_copy(update={"subsidy": terms})
    return with_inline_terms(item, opened.texts)


def _cells(context: Context, table: ItemTable, line: TableRow) -> Iterator[Cell]:
    for n, entry in line.values.items():
        one = table.fields.get(n)
        if one is None or is_word_for_amount(entry):
            continue
        pair = None if entry.figure is not None else _pair(entry)
        if entry.figure is not None:
            yield from _cell(entry.figure, one)
        elif pair is not None and one.measure is Measure.AMOUNT:
            bracketed = table.bracketed or (
                Field(Measure.AMOUNT, -1, Stage.INITIAL) if "前年度" in table.settled.shape.columns[n].text else None
            )
            if bracketed is not None:
                yield from _cell(pair[0], bracketed)
                yield from _cell(pair[1], one)
        elif one.measure is Measure.AMOUNT:
            yield from _staged(context, entry, one)


_PAIRED = re.compile(r"\([▲-]?[\d,.]+\)(?:[▲-]?[\d,.]+)?|[▲-]?[\d,.]+\([▲-]?[\d,.]+\)")


def _pair(entry: TableCell) -> tuple[Figure, Figure | None] | None:
    """The amount in brackets and the one beside it (`(30,190) 29,530`, `70,817(73,404)`); None for any other cell."""
    text = squeeze(entry.text)
    if _PAIRED.fullmatch(text) is None or not 1 <= len(entry.figures) <= 2:
        return None
    if text.startswith("("):
        return entry.figures[0], (entry.figures[1] if len(entry.figures) == 2 else None)
    return entry.figures[1], entry.figures[0]


def _cell(figure: Figure | None, one: Field) -> Iterator[Cell]:
    made = cell(figure, one.measure, one.year_offset, one.stage or Stage.NONE)
    if made is not None:
        yield made


def _staged(context: Context, entry: TableCell, one: Field) -> Iterator[Cell]:
    """The amounts of a cell, each with the stage word before it: `予算案 3,000 千円 要求 3,000 千円`."""
    position = entry.start
    if len(entry.label) > _LONGEST_STAGED:
        return
    for figure in entry.figures:
        if not figure.is_money:
            continue
        words = entry.text[position - entry.start : figure.start - entry.start]
        position = figure.end
        stage = context.vocabulary.last_stage(words)
        if stage is None or _OTHER_YEAR.search(words) is not None:
            continue  # 約600, 600の内数, 別事業で600千円: not the item's own amount
        if stage is Stage.APPROVED and UNPUBLISHED.search(words) is not None:
            stage = Stage.PROPOSAL
        if one.year_offset < 0 and stage is Stage.APPROVED:
            stage = Stage.INITIAL
        yield from _cell(figure, replace(one, stage=stage))


# -- sections ---------------------------------------------------------------------------------------------------------


def is_foreign(context: Context, position: int, section: Section) -> bool:
    """True for rows that are no items of the project: sources or costs as rows, or another project's amounts."""
    names = [plain(item.label.text) for item in section.items]
    rows = sum(_FUNDING_ROW.match(name) is not None for name in names)
    above = next((row.text for row in reversed(context.rows[max(0, position - 3) : position]) if row.text.strip()), "")
    others = _OTHERS.search(above) is not None or context.of_others(position, section.heading)
    return (
        others or rows > 1 or rows == len(names) > 0 or any(_SURELY_FUNDING.match(name) is not None for name in names)
    )


def parted(section: Section) -> tuple[Section, list[FundingRow]]:
    """A section without the sources of its items, and those as rows of funding."""
    funded: list[FundingRow] = []

    def own(row: Item) -> Item:
        sources = tuple(entry for entry in row.cells if entry.measure in SOURCES)
        if not sources:
            return row
        funded.append(FundingRow(label=row.label, cells=sources))
        return row.model_copy(update={"cells": tuple(entry for entry in row.cells if entry.measure not in SOURCES)})

    items, totals = [own(item) for item in section.items], [own(row) for row in section.totals]  # type: ignore[arg-type]
    return section.model_copy(update={"items": tuple(items), "totals": tuple(totals)}), funded


def _heading(context: Context, start: int) -> Label | None:
    """The heading above a table; for a table printed anew for each item, the list's heading above all of them."""
    above = heading_above(context.rows, start)
    if context.rows[start].kind != "tab":
        return above
    listed = [found for place, found in context.list_headings if place < start]
    if above is not None and (not listed or above.line is None or above.line > (listed[-1].line or 0)):
        return above
    return listed[-1] if listed else None


@dataclass
class Sections:
    """The sections as they come; `undated` are those whose headings name no stage, by their place."""

    all: list[Section] = field(default_factory=list)
    undated: dict[int, ItemTable] = field(default_factory=dict)
    last: ItemTable | None = None

    def add(self, context: Context, section: Section, table: ItemTable) -> None:
        """Take a section, as a new one or as what goes on with the last."""
        last, self.last = self.last, None
        if table.open_field:
            self.undated[len(self.all)] = table
            self.all.append(section)
            return
        self.last = table
        previous = self.all[-1] if self.all else None
        if last is not None and previous is not None and _is_next_page(context, previous, last, table):
            self.all[-1] = previous.model_copy(
                update={"items": (*previous.items, *section.items), "totals": section.totals}
            )
        elif (
            previous is not None
            and section.heading is not None
            and previous.heading == section.heading
            and not section.totals
        ):
            self.all[-1] = previous.model_copy(update={"items": (*previous.items, *section.items)})
        else:
            self.all.append(section)

    def dated(self, context: Context) -> Iterator[tuple[Section, list[FundingRow]]]:
        """The sections with the sources of their items; undated ones only where their sum is a known amount of the project."""
        alone = {n: _stage_of(context, [self.all[n]], table.settled.start) for n, table in self.undated.items()}
        starts = [table.settled.start for table in self.undated.values()]
        together = _stage_of(context, [self.all[n] for n in self.undated], starts[0]) if starts else None
        for number, section in enumerate(self.all):
            table = self.undated.get(number)
            if table is None:
                yield parted(section)
                continue
            found = alone[number] or together
            if found is not None:
                yield parted(section_of(context, table.dated(*found))[0])


UNDATED = Stage.TARGET
"""Holds the place of a stage until a sum tells it; no amount of money has it."""

_SENTENCE = re.compile(r"[。、:]")


def _stage_of(context: Context, sections: Sequence[Section], position: int) -> tuple[int, Stage] | None:
    """The year and stage whose amount the sections sum to; what the words above them say decides between several."""
    total = sum((_sum(section) for section in sections), Fraction(0))
    above = " ".join(row.text for row in context.rows[max(0, position - 6) : position] if _says_stage(row))
    return context.stage_of(total, above)


def _says_stage(row: Row) -> bool:
    """True for a line that may say what a table is of: no note, no sentence."""
    text = row.text.strip().replace("単位:", "").replace("単位：", "")
    return row.kind == "line" and not text.startswith("※") and _SENTENCE.search(text) is None


def _sum(section: Section) -> Fraction:
    """A section's printed total of the column without a stage, else the sum of its items."""
    totals = [entry for row in section.totals if "小計" not in row.label.text for entry in row.cells]
    cells = totals or [entry for item in section.items for entry in item.cells]
    found = [entry.cite.value for entry in cells if entry.measure is Measure.AMOUNT and entry.stage is UNDATED]
    return sum(found[-1:] if totals else found, Fraction(0))


def _is_next_page(context: Context, section: Section, last: ItemTable, table: ItemTable) -> bool:
    """True for the same headings again, with nothing but the end of a page between them and the last item."""
    same = [column.text for column in last.settled.shape.columns] == [
        column.text for column in table.settled.shape.columns
    ]
    if section.totals or not section.items or not same:
        return False
    line = section.items[-1].label.line or 0
    between = [
        row
        for row in context.rows[last.settled.body : table.settled.start]
        if row.first_line > line and not row.is_bare
    ]
    return bool(between) and all(context.is_furniture(row) for row in between)
