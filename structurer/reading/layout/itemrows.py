"""The rows of a table of items as a section: each item with its number, texts, amounts, parts and terms."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from structurer.labels.label import CAP_LABELS, ELIGIBLE_LABELS, OF_WHICH, RATE_LABELS, TAGS, UNPUBLISHED, plain
from structurer.reading.layout.indented import with_parts
from structurer.reading.layout.items import ItemField, ItemTable
from structurer.reading.layout.terms import (
    Activities,
    activities,
    heads_terms,
    inline_parts,
    terms_line,
    terms_row,
    terms_under,
    with_inline_terms,
)
from structurer.sheet.model import Breakdown, Cell, Item, Label, Measure, Section, Stage, SubsidyTerms, TotalRow
from structurer.tables.cites import cell, cite, label
from structurer.tables.context import Context
from structurer.tables.headings import heading_above, is_heading
from structurer.tables.row import is_word_for_amount, wide_cells
from structurer.tables.sense import says_amount, sense
from structurer.tables.shape import TableRow
from structurer.text import lazy_re as re
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze, tidy

_COUNTED = re.compile(r"^\s*([①-⑳]|[(（]\d{1,2}[)）])\s*(?=\S)")
_SUM_OF_GROUP = re.compile(r"\S\s(?:小|合)?計$")
_PART_ROW = re.compile(r"再掲|内数|内書")
_OTHER_YEAR = re.compile(r"前年|昨年|令和|平成|[RH]\d")
_OWN_RATE = re.compile(r"(?:[都道府県]|補助率)(?:単独)?:?\d{1,2}/\d{1,2}(?:以内)?")
_SUBSIDY = re.compile(r"補助|助成|交付金")
_PAIRED = re.compile(r"\([▲-]?[\d,.]+\)(?:[▲-]?[\d,.]+)?|[▲-]?[\d,.]+\([▲-]?[\d,.]+\)")
_TERMS = frozenset({*RATE_LABELS, *CAP_LABELS, *ELIGIBLE_LABELS})
_MOST_BELOW = 12  # lines of an item's text and parts below its amounts
_LONGEST_STAGED = 60  # characters: three stages, each with its amount; a longer cell is prose


@dataclass
class _Open:
    """An item that its amounts have not closed yet."""

    label: Label
    number: str | None
    texts: list[TableCell] = field(default_factory=list)
    terms: SubsidyTerms | None = None


def section_of(context: Context, table: ItemTable) -> tuple[Section, int]:
    """The section that a table of items is, and the place after its last row."""
    return _Rows(context, table).read()


@dataclass
class _Rows:
    """The way down the rows of a table of items, with what they gave so far; `pending` is an item without its amounts."""

    context: Context
    table: ItemTable
    items: list[Item] = field(default_factory=list)
    totals: list[TotalRow] = field(default_factory=list)
    pending: _Open | None = None
    work: Activities | None = None
    loose: list[tuple[int, Label, Figure]] = field(default_factory=list)

    def read(self) -> tuple[Section, int]:
        """The section, and the place after its last row."""
        settled = self.table.settled
        lines = {line.position: line for line in settled.lines}
        position = settled.body
        if settled.turned:
            for line in settled.lines:
                self._take(line)
            position = settled.following
        while position < settled.following:
            found = lines.get(position)
            if found is None:
                self._take_open(self.context.rows[position])
                self._take_terms(self.context.rows[position])
                self._take_loose(self.context.rows[position])
                position += 1
            else:
                if not says_amount(found.text):  # a year or stage that is not understood, no item
                    self._take(found)
                position = found.following
        position = self._take_below(position)
        self.items = [self._with_loose(number, item) for number, item in enumerate(self.items)]
        position = self._take_activities(position)
        self.items = with_parts(self.context, self.items)
        heading = _heading(self.context, settled.start) if settled.group is None else label(settled.group)
        items = (
            self.items if self._parts_add_up() else [item.model_copy(update={"breakdown": ()}) for item in self.items]
        )
        return Section(heading=heading, items=tuple(items), totals=tuple(self.totals)), position

    def _parts_add_up(self) -> bool:
        """True where the parts in columns of their own are each item's amount of this year, or there are no such columns."""
        if self.table.detail is not None:
            return all(map(_is_sum_of_parts, self.items))
        sums = [sum(part.cell.cite.value for part in item.breakdown) for item in self.items]
        own = [{one.cite.value for one in item.cells if one.year_offset == 0} for item in self.items]
        return self.table.parts is None or all(added in amounts for added, amounts in zip(sums, own, strict=True))

    def _part(self, line: TableRow) -> Iterator[Breakdown]:
        """The part of the last item that a row holds in its columns for parts."""
        name, priced = (-1, -1) if self.table.parts is None else self.table.parts
        named, entry = line.beside.get(name), line.values.get(priced)
        now = (one for one in self.table.fields.values() if one.measure is Measure.AMOUNT and one.year_offset == 0)
        stage = next((one.stage for one in now), None)
        made = None if entry is None else cell(entry.figure, Measure.BREAKDOWN, 0, stage or Stage.NONE)
        if named is not None and not named.is_blank and made is not None:
            yield Breakdown(label=label(named), text=named.label, cell=made)

    def _details(self, line: TableRow) -> list[Breakdown]:
        """The part of the last item that a row below it names in a column of its own, once for each amount."""
        named = line.beside.get(self.table.detail) if self.table.detail is not None else None
        if named is None or named.is_blank or line.sense.total or not self.items:
            return []
        amounts = (one for one in self._cells(line) if one.measure is Measure.AMOUNT)
        own = label(named)
        return [Breakdown(label=own, cell=one.model_copy(update={"measure": Measure.BREAKDOWN})) for one in amounts]

    def _goes_on(self, line: TableRow) -> bool:
        """True for a row that holds nothing but one more part of the item above it."""
        parts = self.table.parts
        return parts is not None and all(n == parts[1] or entry.is_blank for n, entry in line.values.items())

    def _take(self, line: TableRow) -> None:
        """Take a row of amounts: a total, the amounts that close an item, or an item of its own."""
        if self._goes_on(line) and self.items:
            item = self.items[-1]
            self.items[-1] = item.model_copy(update={"breakdown": (*item.breakdown, *self._part(line))})
            return
        if details := self._details(line):
            item = self.items[-1]
            self.items[-1] = item.model_copy(update={"breakdown": (*item.breakdown, *details)})
            return
        cells = tuple(self._cells(line))
        summed = line.labels[-1] if line.labels and line.sense.total else None
        total = next((entry for entry in line.labels if self._is_sum(entry)), summed)
        if total is not None:
            self.totals.append(TotalRow(label=label(total), cells=cells))
            return
        opened = self.pending
        if opened is not None and (not line.labels or not self.context.rows[line.position].opens):
            opened.texts.extend(line.labels)
            self.pending = None
        else:
            opened = self._opened(line)
        if opened is not None:
            item = self._item(opened, line, cells)
            self.items.append(item.model_copy(update={"breakdown": (*item.breakdown, *self._part(line))}))

    def _is_sum(self, entry: TableCell) -> bool:
        """True for 合計, and for the sum of a group: 補助 計."""
        return self.context.vocabulary.is_total(entry.label) or _SUM_OF_GROUP.search(entry.label) is not None

    def _opened(self, line: TableRow) -> _Open | None:
        """The item that a row of amounts is, without them; None for a part of the item above."""
        named = line.beside.get(self.table.name) or (line.labels[-1] if line.labels else None)
        if named is None or named.is_blank or _PART_ROW.search(named.label) is not None or self._is_unnamed_part(named):
            return None
        counted_in = _COUNTED.match(named.text)
        own = label(named) if counted_in is None else Label(text=tidy(named.text[counted_in.end() :]), line=named.line)
        counted = line.beside.get(self.table.number) if self.table.number is not None else None
        number = None if counted is None or counted.is_blank else counted.label
        known = {self.table.name, self.table.number, *(self.table.parts or ())}
        beside = [(n, entry) for n, entry in sorted(line.beside.items()) if n not in known]
        texts = [entry for _, entry in beside if not entry.is_blank]
        texts += [entry for entry in line.texts if entry not in texts and entry is not named and entry is not counted]
        return _Open(own, number if counted_in is None else counted_in[1].strip("()（）"), texts)

    def _is_unnamed_part(self, named: TableCell) -> bool:
        """True for a part that is no item: うち国庫, うち令和7年度分, or うち with no item above it."""
        part = OF_WHICH.match(named.label)
        rest = "" if part is None else named.label[part.end() :].strip("()（） ")
        return part is not None and (not self.items or sense(self.context, rest).known or says_amount(rest) or not rest)

    def _take_open(self, row: Row) -> None:
        """A row without amounts of a piped table: it opens an item, or adds text or terms to the one that is open."""
        if row.kind != "pipe" or not row.filled:
            return
        cells = list(row.filled)
        if self.pending is not None and not row.opens:
            self.pending.terms = terms_row(cells, self.pending.terms)
        elif row.opens and not self.context.vocabulary.is_total(cells[0].label) and len(cells) > self.table.name:
            opened = _Open(label(cells[self.table.name]), None, cells[self.table.name + 1 : self.table.name + 2])
            opened.terms = terms_row(cells[self.table.name + 1 :], None)
            self.pending = opened

    def _take_terms(self, row: Row) -> None:
        """A line of terms below an item that is a subsidy; below any other it may be the first line of the next one."""
        item = self.items[-1] if self.items and not self.totals and self.pending is None else None
        if item is None or _SUBSIDY.search(item.label.text) is None:
            return
        terms = terms_line(row, item.subsidy)
        if terms is not item.subsidy:
            self.items[-1] = item.model_copy(update={"subsidy": terms})

    def _take_loose(self, row: Row) -> None:
        """A line of a part of the last item, ① and its name, with its amount and no other."""
        cells = wide_cells(row) if row.kind in {"line", "space"} else ()
        counted = _COUNTED.match(cells[0].text) if len(cells) == len(("name", "amount")) else None
        figure = cells[1].figure if counted is not None else None
        if counted is not None and figure is not None and self.items and not self.totals:
            name = Label(text=tidy(cells[0].text[counted.end() :]), line=cells[0].line)
            self.loose.append((len(self.items) - 1, name, figure))

    def _take_below(self, position: int) -> int:
        """Take the parts of the last item that stand below the table's last row, with the text between; the place after them."""
        last, count = position, len(self.loose)
        for place in range(position, min(len(self.context.rows), position + _MOST_BELOW)):
            row = self.context.rows[place]
            self._take_loose(row)
            if len(self.loose) > count:
                last, count = place + 1, len(self.loose)
            elif not row.filled or is_heading(row) or any(f.is_money for entry in row.cells for f in entry.figures):
                break
        return last

    def _with_loose(self, number: int, item: Item) -> Item:
        """An item with the parts on the lines below it, where they add up to its only amount of this year."""
        own = [one for one in item.cells if one.measure is Measure.AMOUNT and one.year_offset == 0]
        made = [
            (name, cell(figure, Measure.BREAKDOWN, 0, own[0].stage))
            for n, name, figure in self.loose
            if n == number and own
        ]
        parts = [Breakdown(label=name, text=name.text, cell=one) for name, one in made if one is not None]
        added = sum(one.cell.cite.value for one in parts if one.cell is not None)
        if len(own) != 1 or not parts or added != own[0].cite.value:
            return item
        return item.model_copy(update={"breakdown": (*item.breakdown, *parts)})

    def _take_activities(self, position: int) -> int:
        """Take the rows of activities that follow the last item, under headings of their own."""
        last = position
        while position < len(self.context.rows) and self.items:
            row = self.context.rows[position]
            found = None if self.work is None else self.work.row(row)
            if found is not None:
                item = self.items[-1]
                self.items[-1] = item.model_copy(update={"activities": (*item.activities, found)})
            elif self.work is None and (work := activities(row)) is not None:
                self.work = work
            elif not row.is_bare or (self.work is not None and not row.filled):
                break
            position += 1
            last = position if self.work is not None else last
        return last

    def _item(self, opened: _Open, line: TableRow, cells: tuple[Cell, ...]) -> Item:
        """An item with the amounts of its row, and what its texts say of parts and terms."""
        opened = _with_terms(opened)
        changes = [
            line.values[n] for n, one in self.table.fields.items() if one.measure is Measure.CHANGE and n in line.values
        ]
        values = [
            line.values[n] for n, one in self.table.fields.items() if one.measure is Measure.AMOUNT and n in line.values
        ]
        remark = next((entry.label for entry in changes if not entry.is_blank and entry.figure is None), None)
        instead = next((entry.label for entry in values if not entry.is_blank and not entry.figures), None)
        description = "\n".join(entry.text.strip() for entry in opened.texts)
        now = [
            one.stage for one in self.table.fields.values() if one.measure is Measure.AMOUNT and one.year_offset == 0
        ]
        item = Item(
            label=opened.label,
            number=opened.number,
            tags=tuple(found[1] for found in TAGS.finditer(description)),
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
        return with_inline_terms(self._with_columns(item, line), opened.texts)

    def _with_columns(self, item: Item, line: TableRow) -> Item:
        """An item with the subsidy terms that columns of its table hold: 補助率, 上限額, 予定件数."""
        headings = [column.text for column in self.table.settled.shape.columns]
        terms = item.subsidy
        for n, heading in enumerate(headings if heads_terms(headings) else ()):
            entry = line.values.get(n) or line.beside.get(n)
            terms = terms if entry is None else terms_under(heading, entry, terms)
        return item if terms is item.subsidy else item.model_copy(update={"subsidy": terms})

    def _cells(self, line: TableRow) -> Iterator[Cell]:
        """The amounts of a row: alone in their cells, two of which one stands in brackets, or behind the words of their stages."""
        yield from self._below(line)
        for n, entry in line.values.items():
            one = self.table.fields.get(n)
            if one is None or is_word_for_amount(entry):
                continue
            if entry.figure is not None:
                yield from _cell(entry.figure, one)
            elif (pair := _pair(entry)) is not None and one.measure is not Measure.CHANGE:
                yield from self._paired(n, pair, one)
            elif one.measure is Measure.AMOUNT:
                yield from self._staged(entry, one)

    def _below(self, line: TableRow) -> Iterator[Cell]:
        """The amounts in brackets below those of a row, where something says what they are of."""
        other = self.table.bracketed
        for n, entry in line.bracketed.items() if other is not None else ():
            one = self.table.fields.get(n)
            if other is not None and one is not None and one.measure is not Measure.CHANGE:
                yield from _cell(entry.figure, replace(other, measure=one.measure))

    def _paired(self, column: int, pair: tuple[Figure, Figure | None], one: ItemField) -> Iterator[Cell]:
        """Two amounts of a cell, where something says what the one in brackets is of."""
        last_year = "前年度" in self.table.settled.shape.columns[column].text
        bracketed = self.table.bracketed or (ItemField(Measure.AMOUNT, -1, Stage.INITIAL) if last_year else None)
        if bracketed is not None:
            yield from _cell(pair[0], replace(bracketed, measure=one.measure))
            yield from _cell(pair[1], one)

    def _staged(self, entry: TableCell, one: ItemField) -> Iterator[Cell]:
        """The amounts of a cell, each with the stage word before it: `予算案 3,000 千円 要求 3,000 千円`."""
        position = entry.start
        if len(entry.label) > _LONGEST_STAGED:
            return
        for figure in entry.figures:
            if not figure.is_money:
                continue
            words = entry.text[position - entry.start : figure.start - entry.start]
            position = figure.end
            stage = self.context.vocabulary.last_stage(words)
            if stage is None or _OTHER_YEAR.search(words) is not None:
                continue  # 約600, 600の内数, 別事業で600千円: not the item's own amount
            if stage is Stage.APPROVED and UNPUBLISHED.search(words) is not None:
                stage = Stage.PROPOSAL
            if one.year_offset < 0 and stage is Stage.APPROVED:
                stage = Stage.INITIAL
            yield from _cell(figure, replace(one, stage=stage))


def _is_sum_of_parts(item: Item) -> bool:
    """True where the parts of an item are its amount of each year and stage that they have."""
    own = {(one.year_offset, one.stage): one.cite.value for one in item.cells if one.measure is Measure.AMOUNT}
    for part in item.breakdown:
        when = (part.cell.year_offset, part.cell.stage)
        own[when] = own.get(when, part.cell.cite.value) - part.cell.cite.value
    return not any(own[part.cell.year_offset, part.cell.stage] for part in item.breakdown)


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


def _pair(entry: TableCell) -> tuple[Figure, Figure | None] | None:
    """The amount in brackets and the one beside it (`(30,190) 29,530`, `70,817(73,404)`); None for any other cell."""
    text = squeeze(entry.text)
    if _PAIRED.fullmatch(text) is None or not 1 <= len(entry.figures) <= 2:
        return None
    if text.startswith("("):
        return entry.figures[0], (entry.figures[1] if len(entry.figures) == 2 else None)
    return entry.figures[1], entry.figures[0]


def _cell(figure: Figure | None, one: ItemField) -> Iterator[Cell]:
    """An amount as its column has it, where it is one."""
    made = cell(figure, one.measure, one.year_offset, one.stage or Stage.NONE)
    if made is not None:
        yield made


def _heading(context: Context, start: int) -> Label | None:
    """The heading above a table; for a table printed anew for each item, the list's heading above all of them."""
    above = heading_above(context.rows, start)
    if context.rows[start].kind != "tab":
        return above
    listed = [found for place, found in context.printed.list_headings if place < start]
    if above is not None and (not listed or above.line is None or above.line > (listed[-1].line or 0)):
        return above
    return listed[-1] if listed else None
