"""Amounts beside or below their labels, without headings of columns: the project's amounts, sources, costs, items, indicators.

The measure comes from the label. Year and stage come from the label, the words before it or the heading it stands under, else
from an equation: sources or items that add up to an amount of the project are of its year and stage.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import is_last_year
from structurer.labels.moment import When
from structurer.reading.layout.terms import inline_terms
from structurer.sheet.model import (
    SOURCES,
    Breakdown,
    Cell,
    CostRow,
    CostTable,
    FundingRow,
    FundingTable,
    Indicator,
    IndicatorTable,
    Item,
    Label,
    Measure,
    Section,
    Sheet,
    Stage,
    SubsidyTerms,
    TotalLines,
    TotalRow,
)
from structurer.tables.axes import STAFF, Kind, joined, meanings
from structurer.tables.block import is_passed
from structurer.tables.context import Context, cell, cite, heading_above, known_amounts
from structurer.tables.pairs import Pair, PairLine, pair_line
from structurer.tables.sense import Sense, item_name, over, sense, value_in_year, words_of
from structurer.text.rows import Row
from structurer.text.scan import Kind as FigureKind
from structurer.text.source import Unit
from structurer.text.words import heading, squeeze, tidy

_STAGES = {Measure.ACTUAL: Stage.ACTUAL, Measure.FORECAST: Stage.FORECAST, Measure.TARGET: Stage.TARGET}
_COUNTS = {FigureKind.PERCENT: Unit.PERCENT, FigureKind.HEADCOUNT: Unit.PERSON}
_HALF = 2  # characters of a word that names a stage and no amount: 要求, 復活
_NOTE = re.compile(r"\(\)|括弧|カッコ")


@dataclass
class Group:
    """The lines under one heading, in their order; `columns` are headings one a line, for an amount each of every line."""

    position: int
    heading: Label | None = None
    chapter: Label | None = None
    columns: tuple[Label, ...] = ()
    rows: list[PairLine | Row] = field(default_factory=list)

    @property
    def lines(self) -> list[PairLine]:
        """The lines that hold amounts."""
        return [row for row in self.rows if isinstance(row, PairLine)]


@dataclass
class Labelled:
    """What labelled amounts say of a sheet."""

    totals: list[TotalLines] = field(default_factory=list)
    costs: list[CostTable] = field(default_factory=list)
    funding: list[FundingTable] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    indicators: list[IndicatorTable] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)

    @property
    def sheet(self) -> Sheet:
        """The tables whose amounts are the project's own."""
        return Sheet(costs=tuple(self.costs), funding=tuple(self.funding), totals=tuple(self.totals))


def read(context: Context, sheet: Sheet) -> Labelled:
    """Every labelled amount that no table holds; `sheet` is what the tables hold."""
    found = Labelled()
    groups = [group for group in _groups(context) if group.lines and not _is_of_others(context, group)]
    named = _named_items(context, groups)
    plain_groups = [group for group in groups if all(group is not other for other in named)]
    for group in plain_groups:
        _add_totals(context, found, group)
    knowing = _knowing(context, sheet, found)
    for group in plain_groups:
        for run in _runs(group):
            _add_run(knowing, found, group, run)
    knowing = _knowing(context, sheet, found)
    for group in plain_groups:
        _add_working(knowing, found, group)
        _add_indicators(context, found, group)
        found.sections += _sections(knowing, found, group)
    if named:
        found.sections += _section_of_named(context, named)
    return found


def _knowing(context: Context, sheet: Sheet, found: Labelled) -> Context:
    """The context with the project's amounts read so far."""
    every = Sheet(
        costs=(*sheet.costs, *found.costs), funding=(*sheet.funding, *found.funding), totals=(*sheet.totals, *found.totals)
    )
    known = {when: set(amounts) for when, amounts in known_amounts(every).items()}
    for row in (row for table in every.funding for row in table.rows):
        own = [entry for entry in row.cells if entry.measure in SOURCES]
        if len(own) > 1 and len(own) == len(row.cells):  # sources without their sum: what they add up to is the amount
            known.setdefault((own[0].year_offset, own[0].stage), set()).add(sum(entry.cite.value for entry in own))
    return replace(context, known={when: frozenset(amounts) for when, amounts in known.items()})


# -- groups -----------------------------------------------------------------------------------------------------------


def _groups(context: Context) -> Iterator[Group]:
    """The rows outside of tables, under their headings."""
    group, position = Group(0), 0
    while position < len(context.rows):
        row = context.rows[position]
        if position in context.taken:
            if group.rows or group.heading is not None:
                yield group
                group = Group(position)
            position += 1
            continue
        line = pair_line(context, position)
        if line is not None:
            group.rows.append(line)
            position = line.following
            continue
        above = None if is_passed(context, row) else _heading(context, position)
        if above is not None:
            yield group
            group = Group(position, above, context.chapter(position + 1), _columns(context, group, above))
        elif not is_passed(context, row):
            group.rows.append(row)
        position += 1
    yield group


def _heading(context: Context, position: int) -> Label | None:
    """A row as a heading: numbered, or a short line of its own that says what stands under it."""
    row = context.rows[position]
    in_head = context.title_line is not None and row.first_line <= context.title_line
    if row.kind != "line" or in_head or row.text.lstrip().startswith(("・", "-", "*", "○")):
        return None
    text = heading(row.text)
    if sense(context, text).valued or over(context, text) is not None:
        return Label(text=text, line=row.first_line)
    above = heading_above(context.rows, position + 1)
    return above if above is not None and above.line == row.first_line else None


def _columns(context: Context, last: Group, heading: Label) -> tuple[Label, ...]:
    """The headings one a line that end with this one: each names another stage of the same thing."""
    own = over(context, heading.text)
    if own is None:
        return ()
    before = over(context, last.columns[-1].text) if last.columns and not last.rows else None
    return (*last.columns, heading) if before is not None and before.word == own.word else (heading,)


def _is_of_others(context: Context, group: Group) -> bool:
    """True for lines that are of another year or somebody else's by the heading, the chapter, or a short line above."""
    return context.of_others(group.lines[0].position, group.heading if len(group.columns) < 2 else None)


# -- amounts of the project -------------------------------------------------------------------------------------------


def _total(line: PairLine, number: int) -> Cell | None:
    """The project's amount of a year and stage, or its change on the year before, that a pair of a line is."""
    pair = line.pairs[number]
    when = joined(pair.when, pair.sense.when)
    if pair.sense.change:
        return cell(pair.figure, Measure.CHANGE, 0, Stage.REQUEST)
    if pair.sense.measured or pair.sense.when is None or when is None or when.stage is None or _is_open(pair.sense):
        return None
    before = [other.sense.when.stage for other in line.pairs[:number] if other.sense.when is not None]
    if len(pair.sense.word) <= _HALF and when.stage not in before:
        return None
    return cell(pair.figure, Measure.AMOUNT, when.year_offset or 0, when.stage)


def _is_open(found: Sense) -> bool:
    """True for 予算額 and the like, which say neither year nor stage."""
    undated = found.when is None or (found.when.year_offset is None and found.when.stage is Stage.APPROVED)
    return undated and (found.amount or found.column_stage is not None)


def _add_totals(context: Context, found: Labelled, group: Group) -> None:
    rows: list[TotalRow] = []
    for line in group.lines:
        if not line.known:
            continue
        for number, pair in enumerate(line.pairs):
            made = None if is_last_year(pair.sense.word) else _total(line, number)
            made = made or (_undated(context, line) if number == 0 else _year_before(context, line, number))
            if made is not None:
                named = pair.label if pair.known else line.pairs[0].label
                rows.append(TotalRow(label=named, cells=(made,)))
                found.cited.add(pair.figure.id)
    if rows:
        above = group.heading if isinstance(group.rows[0], PairLine) else None
        found.totals.append(TotalLines(heading=above, rows=tuple(rows)))


def _undated(context: Context, line: PairLine) -> Cell | None:
    """The amount of `1 事業費 6,143千円` at the head of a line, dated by the project's other amounts."""
    pair = line.pairs[0]
    costs = [one for one in line.pairs if one.sense.measured]
    if not (pair.sense.amount or pair.sense.cost is Measure.TOTAL_COST) or len(costs) > 1:
        return None
    found = cite(pair.figure, Unit.YEN)
    dated = None if found is None else context.stage_of(found.value, "")
    beside = any(one.sense.when is not None and one.sense.when.year_offset == -1 for one in line.pairs)
    if dated is None and beside and "要求" in context.title:
        dated = (0, Stage.REQUEST)  # a request that prints the budget of the year before beside its amount
    return None if dated is None else cell(pair.figure, Measure.AMOUNT, *dated)


def _year_before(context: Context, line: PairLine, number: int) -> Cell | None:
    """The amount in brackets right behind this year's, `70,817(73,404)`, where no note says what brackets hold."""
    pair, first = line.pairs[number], _total(line, 0)
    bare = number == 1 and pair.bracketed and pair.whole.text == ""
    if not bare or first is None or first.measure is not Measure.AMOUNT or first.year_offset != 0 or context.last_year_unclear:
        return None
    noted = any(_NOTE.search(squeeze(row.text)) is not None for row in context.rows if row.kind == "line")
    return None if noted else cell(pair.figure, Measure.AMOUNT, -1, Stage.INITIAL)


def with_changes(totals: tuple[TotalLines, ...]) -> tuple[TotalLines, ...]:
    """The project's amounts, a change with the stage of the amount it is about: the request, else the decision."""
    amounts = [entry for lines in totals for row in lines.rows for entry in row.cells if entry.measure is Measure.AMOUNT]
    stages = {entry.stage for entry in amounts if entry.year_offset == 0}
    if Stage.REQUEST in stages or Stage.APPROVED not in stages:
        return totals
    return tuple(lines.model_copy(update={"rows": tuple(map(_decided, lines.rows))}) for lines in totals)


def _decided(row: TotalRow) -> TotalRow:
    if all(entry.measure is not Measure.CHANGE for entry in row.cells):
        return row
    return row.model_copy(update={"cells": tuple(c.model_copy(update={"stage": Stage.APPROVED}) for c in row.cells)})


# -- sources and costs ------------------------------------------------------------------------------------------------


@dataclass
class Run:
    """Sources, costs and their sums that are of one stage: what the lines say of it, and the project's amount before them."""

    when: When | None
    now: When | None
    pairs: list[Pair] = field(default_factory=list)


def _runs(group: Group) -> Iterator[Run]:
    """The sources and costs of a group; a measure that comes again begins another run."""
    run, now = Run(None, None), None
    for line in group.lines:
        when = line.pairs[0].when
        for number, pair in enumerate(line.pairs):
            if not pair.known and pair.figure.is_money and not pair.bracketed:
                run.now = now = None  # an amount that is not understood: what follows may belong to it
            if not line.known:
                continue
            made = _total(line, number)
            if made is not None and made.measure is Measure.AMOUNT and made.year_offset == 0:
                now = When(0, made.stage)
            if not pair.known or pair.sense.dated or not (pair.sense.measured or pair.is_sum):
                continue
            again = any((one.sense.source, one.sense.cost) == (pair.sense.source, pair.sense.cost) for one in run.pairs)
            if not run.pairs or again or run.when != when or (now is not None and run.now != now):
                yield run
                run = Run(when, now)
            run.pairs.append(pair)
    yield run


def _add_run(context: Context, found: Labelled, group: Group, run: Run) -> None:
    """Add the sources and the costs of a run, where their year and stage are known and there is more than one of them."""
    rows = [(pair, meaning) for pair, meaning in zip(run.pairs, meanings([pair.sense for pair in run.pairs]), strict=True)]
    rows = [(pair, meaning) for pair, meaning in rows if meaning.measure is not None and pair.figure.id not in found.cited]
    for kind in (Kind.FUNDING, Kind.COST):
        own = [(pair, meaning.measure) for pair, meaning in rows if meaning.kind is kind and meaning.measure is not None]
        when = _when_of(context, group, run, own)
        if len(own) < 2 or when is None or when.stage is None:
            continue
        cells = [(pair.label, cell(pair.figure, measure, when.year_offset or 0, when.stage)) for pair, measure in own]
        found.cited.update(pair.figure.id for pair, _ in own)
        if kind is Kind.FUNDING:
            sources = tuple(FundingRow(label=named, cells=(made,)) for named, made in cells if made is not None)
            found.funding.append(FundingTable(heading=group.heading, rows=sources))
        else:
            costs = tuple(_cost_row(named, made) for named, made in cells if made is not None)
            found.costs.append(CostTable(heading=group.heading, rows=costs))


def _cost_row(named: Label, made: Cell) -> CostRow:
    return CostRow(label=named, staff=(made,)) if made.measure in STAFF else CostRow(label=named, cells=(made,))


def _when_of(context: Context, group: Group, run: Run, own: Sequence[tuple[Pair, Measure]]) -> When | None:
    """The year and stage of a run: from its own words, the heading, a known amount that it adds up to, the amount before it."""
    above = None if group.heading is None else over(context, group.heading.text)
    if run.when is not None:
        return run.when if run.when.year_offset in {None, 0} else None
    if above is not None:
        return above.when
    sums = [_yen(pair) for pair, measure in own if measure in {Measure.TOTAL, Measure.PROJECT_COST}]
    sums.append(sum((_yen(pair) for pair, measure in own if measure in SOURCES), Fraction(0)))
    dated = [found for amount in sums if amount and (found := context.stage_of(amount, "")) is not None]
    return When(*dated[0]) if dated else run.now


def _add_working(context: Context, found: Labelled, group: Group) -> None:
    """Add what a line works out under 人件費, `9,500千円×0.8人=7,600千円`, where it is right and one stage of this year is known."""
    words = [] if group.heading is None else words_of(group.heading.text)
    named = any(sense(context, word).cost is Measure.PERSONNEL_COST for word in words)
    stages = [stage for offset, stage in context.known if offset == 0]
    for line in group.lines if named and len(stages) == 1 else ():
        price, count, product = (pair.figure for pair in line.pairs) if len(line.pairs) == 3 else (None, None, None)
        staff, cost = cell(count, Measure.HEADCOUNT, 0, stages[0]), cell(product, Measure.PERSONNEL_COST, 0, stages[0])
        one = cite(price, Unit.YEN)
        signs = not any(letter.isalnum() for pair in line.pairs for letter in pair.whole.text)
        if staff and cost and one and signs and one.value * staff.cite.value == cost.cite.value:
            row = CostRow(label=Label(text="", line=line.pairs[0].label.line), cells=(cost,), staff=(staff,))
            found.costs.append(CostTable(heading=group.heading, rows=(row,)))
            found.cited.update(pair.figure.id for pair in line.pairs)


def _yen(pair: Pair) -> Fraction:
    found = cite(pair.figure, Unit.YEN)
    return Fraction(0) if found is None else found.value


# -- items ------------------------------------------------------------------------------------------------------------


def _sections(context: Context, found: Labelled, group: Group) -> Iterator[Section]:
    """The items of a group: one section for each heading over them, or one that an equation dates."""
    items, sums = _listed(context, found, group)
    if len(group.columns) > 1:
        for number, column in enumerate(group.columns):
            above = over(context, column.text)
            if above is not None and above.when is not None and items:
                made = tuple(item.item(number, above.when) for item in items)
                yield Section(heading=column, items=made)
        return
    above = None if group.heading is None else over(context, group.heading.text)
    named = above is not None and (above.weak_name or above.name or not above.word)
    when = above.when if above is not None and named else _dated_by_sum(context, items, sums)
    if not items or when is None or (len(items) < 2 and not sums and not named):
        return
    heading_of_list = group.heading if named else group.chapter or group.heading
    totals = tuple(
        TotalRow(label=pair.label, cells=(made,))
        for pair in sums
        if (made := cell(pair.figure, Measure.AMOUNT, when.year_offset or 0, when.stage or Stage.NONE)) is not None
    )
    yield Section(heading=heading_of_list, items=tuple(item.item(0, when) for item in items), totals=totals)


@dataclass
class Listed:
    """An item of a list: its pairs, one for each heading over the list, its parts and terms."""

    pairs: tuple[Pair, ...]
    number: str | None
    parts: list[tuple[Pair, ...]] = field(default_factory=list)
    terms: SubsidyTerms | None = None

    def item(self, number: int, when: When) -> Item:
        """The item with its amount under one heading."""
        offset, stage = when.year_offset or 0, when.stage or Stage.NONE
        cells = (cell(self.pairs[number].figure, Measure.AMOUNT, offset, stage),)
        parts = [(part[0].whole, cell(part[number].figure, Measure.BREAKDOWN, offset, stage)) for part in self.parts]
        last = 0 < number == len(self.pairs) - 1
        return Item(
            label=self.pairs[0].whole,
            number=self.number,
            cells=tuple(made for made in cells if made is not None),
            breakdown=tuple(Breakdown(label=named, text=named.text, cell=made) for named, made in parts if made is not None),
            remark=self.pairs[number].whole.text or None if last else None,
            subsidy=self.terms,
        )


def _listed(context: Context, found: Labelled, group: Group) -> tuple[list[Listed], list[Pair]]:
    """The lines of a group that are items with their parts and terms, and the sums below them."""
    items: list[Listed] = []
    sums: list[Pair] = []
    count, form = max(1, len(group.columns)), ""
    for row in group.rows:
        printed = context.rows[row.position] if isinstance(row, PairLine) else row
        terms = inline_terms(printed.cells[0], items[-1].terms) if items else None
        if items and terms is not items[-1].terms:
            items[-1].terms = terms
        elif isinstance(row, PairLine):
            pairs = row.pairs
            if any(pair.figure.id in found.cited or not pair.figure.is_money for pair in pairs) or not row.closed or len(pairs) != count:
                continue
            if items and count == 1 and pairs[0].is_sum:
                sums.append(pairs[0])
            elif not items or row.form == form:
                form = row.form
                items.append(Listed(pairs, row.mark.rstrip(".、)") or None))
            else:
                items[-1].parts.append(pairs)
    return items, sums


def _dated_by_sum(context: Context, items: Sequence[Listed], sums: Sequence[Pair]) -> When | None:
    """The year and stage of the project's amount that items add up to, or that the sum below them is."""
    added = sum((_yen(item.pairs[0]) for item in items), Fraction(0))
    for amount in (added, *map(_yen, sums)):
        dated = context.stage_of(amount, "")
        if dated is not None:
            return When(*dated)
    return None


def _named_items(context: Context, groups: Sequence[Group]) -> list[Group]:
    """The groups that are an item each: dated amounts under numbered names, different ones for one year and stage."""
    under: dict[tuple[Measure, int, Stage], list[tuple[Group, Fraction]]] = {}
    for group in groups:
        for line in group.lines:
            for number in range(len(line.pairs)):
                made = _total(line, number)
                if made is not None:
                    under.setdefault((made.measure, made.year_offset, made.stage), []).append((group, made.cite.value))
    alike = [own for own in under.values() if len({id(group) for group, _ in own}) > 1 and len({value for _, value in own}) > 1]
    return [group for group in groups if _names_item(context, group) and any(group is one for own in alike for one, _ in own)]


def _names_item(context: Context, group: Group) -> bool:
    """True for the heading of an item: `1. ○○事業`, no words that say what an amount is."""
    text = "" if group.heading is None else group.heading.text
    name = item_name(text)
    return name != text and not sense(context, name).known and over(context, text) is None


def _section_of_named(context: Context, groups: Sequence[Group]) -> Iterator[Section]:
    """The groups as items, with each sum printed below them that is the sum of what one year and stage has."""
    above = heading_above(context.rows, groups[0].position)
    if context.speaks_of_others(above):
        return
    items, sums = [], []
    for group in groups:
        cells = [_total(line, n) for line in group.lines for n in range(len(line.pairs))]
        named = Label(text=item_name(group.heading.text), line=group.heading.line) if group.heading else Label(text="")
        items.append(Item(label=named, cells=tuple(made for made in cells if made is not None)))
        sums += [pair for line in group.lines for pair in line.pairs if pair.is_sum]
    totals = tuple(row for pair in sums if (row := _summed(items, pair)) is not None)
    yield Section(heading=above, items=tuple(items), totals=totals)


def _summed(items: Sequence[Item], pair: Pair) -> TotalRow | None:
    """A sum below items as the sum of one year and stage of theirs; None where it is of none, or of several."""
    added: dict[tuple[Measure, int, Stage], Fraction] = {}
    for entry in (entry for item in items for entry in item.cells):
        key = (entry.measure, entry.year_offset, entry.stage)
        added[key] = added.get(key, Fraction(0)) + entry.cite.value
    fitting = [key for key, amount in added.items() if amount == _yen(pair)]
    made = cell(pair.figure, *fitting[0]) if len(fitting) == 1 else None
    return None if made is None else TotalRow(label=pair.label, cells=(made,))


# -- indicators -------------------------------------------------------------------------------------------------------


def _add_indicators(context: Context, found: Labelled, group: Group) -> None:
    """Add the lines of a name and its values by year: `登録井戸数: 令和7年度実績 260件、令和8年度見込 297件`."""
    rows = []
    for line in group.lines:
        values = [(pair.figure, value_in_year(context, pair.label.text)) for pair in line.pairs]
        made = [
            (figure, cell(figure, value[1], value[0], _STAGES[value[1]], _COUNTS.get(figure.kind, Unit.COUNT)))
            for figure, value in values
            if value is not None
        ]
        if not line.pairs[0].name or not made:
            continue
        named = Label(text=tidy(line.pairs[0].name), line=line.pairs[0].label.line)
        rows.append(Indicator(label=named, cells=tuple(entry for _, entry in made if entry is not None)))
        found.cited.update(figure.id for figure, _ in made)
    if rows:
        found.indicators.append(IndicatorTable(heading=group.heading, rows=tuple(rows)))
