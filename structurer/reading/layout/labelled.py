"""Amounts beside or below their labels, without headings of columns: the project's amounts, sources, costs and items.

The measure comes from the label. Year and stage come from the label, the words before it or the heading it stands under, else
from an equation: sources or items that add up to an amount of the project are of its year and stage.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.label import is_last_year
from structurer.labels.moment import When
from structurer.reading.layout.costlists import (
    is_among_costs,
    listed_costs,
    worked_costs,
    yearly_costs,
    yearly_totals,
)
from structurer.reading.layout.groups import (
    Group,
    dated,
    groups,
    has_last_year,
    is_open,
    of_year,
    sum_of_stages,
    total,
    yen,
)
from structurer.reading.layout.indicatorlists import labelled_indicators
from structurer.reading.layout.itemlists import named_items, section_of_named, sections
from structurer.reading.layout.itemsections import parted
from structurer.reading.layout.runs import Run, runs
from structurer.reading.layout.stagedlists import staged_section, staged_sources
from structurer.sheet.facts import cites
from structurer.sheet.model import (
    SOURCES,
    Cell,
    CostRow,
    CostTable,
    FundingRow,
    FundingTable,
    IndicatorTable,
    Label,
    Measure,
    Section,
    Sheet,
    Stage,
    TotalLines,
    TotalRow,
)
from structurer.tables.axes import STAFF, AxisKind, meanings
from structurer.tables.cites import cell
from structurer.tables.context import Context, Known, knowing_items, known_amounts
from structurer.tables.pairs import Pair, PairLine
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.money import fold_words


@dataclass
class Labelled:
    """What labelled amounts say of a sheet."""

    totals: list[TotalLines] = field(default_factory=list)
    costs: list[CostTable] = field(default_factory=list)
    funding: list[FundingTable] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    indicators: list[IndicatorTable] = field(default_factory=list)
    funded: list[FundingTable] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)

    @property
    def sheet(self) -> Sheet:
        """The tables whose amounts are the project's own."""
        return Sheet(costs=tuple(self.costs), funding=tuple(self.funding), totals=tuple(self.totals))

    def add_sources(self, heading: Label | None, rows: Sequence[FundingRow]) -> None:
        """Add the rows of sources under a heading, if there are any."""
        self.funding += [FundingTable(heading=heading, rows=tuple(rows))] if rows else []
        self.cited.update(one.cite.figure for row in rows for one in row.cells if one.cite.figure is not None)

    def add_sections(self, sections: Iterable[Section]) -> None:
        """Add sections of items, the sources of each as a table of funding."""
        for section, rows in map(parted, sections):
            self.sections.append(section)
            self.funded += [FundingTable(heading=section.heading, rows=tuple(rows))] if rows else []


def read(context: Context, sheet: Sheet) -> Labelled:
    """Every labelled amount that no table holds; `sheet` is what the tables hold."""
    found, every = Labelled(), groups(context)
    named = named_items(context, every)
    items = {group.position for group in named}
    every = [group for group in every if group.position not in items]
    for group in every:
        found.add_sources(group.heading, staged_sources(context, group))
        _add_totals(context, found, group)
    knowing = _knowing(context, sheet, found)
    knowing = replace(knowing, known=_with_sums(knowing.known, every))
    _add_runs(knowing, found, every)
    knowing = _knowing(context, sheet, found)
    for group in every:
        _add_lists(context, knowing, found, group)
    found.add_sections(section_of_named(context, named))
    knowing = knowing_items(knowing, (*sheet.sections, *found.sections))
    _add_runs(knowing, found, every if knowing.known else ())
    found.cited.update(pair.figure.id for group in named for line in group.lines for pair in line.pairs)
    listed = Sheet(sections=tuple(found.sections), funding=tuple(found.funded))
    found.cited.update(one.figure for _, one in cites(listed) if one.figure is not None)
    for line in (line for group in (*every, *named) for line in group.lines):
        if any(pair.figure.id in found.cited for pair in line.pairs):
            found.taken.update(range(line.position, line.following))
    return found


def _add_lists(context: Context, knowing: Context, found: Labelled, group: Group) -> None:
    """Add the costs that a group works out, its indicators and its items; `knowing` knows the project's amounts."""
    for table, line in worked_costs(knowing, group):
        found.costs.append(table)
        found.cited.update(pair.figure.id for pair in line.pairs)
    indicators, values = labelled_indicators(context, group)
    found.indicators += indicators
    found.cited |= values
    staged = staged_section(knowing, found.cited, group)
    found.add_sections(sections(of_year(knowing, group), found.cited, group) if staged is None else (staged,))


def _knowing(context: Context, sheet: Sheet, found: Labelled) -> Context:
    """The context with the project's amounts read so far."""
    every = Sheet(
        costs=(*sheet.costs, *found.costs),
        funding=(*sheet.funding, *found.funding),
        totals=(*sheet.totals, *found.totals),
    )
    known = {when: set(amounts) for when, amounts in known_amounts(every).items()}
    for row in (row for table in every.funding for row in table.rows):
        own = [entry for entry in row.cells if entry.measure in SOURCES]
        if len(own) > 1 and len(own) == len(row.cells):  # sources without their sum: what they add up to is the amount
            known.setdefault((own[0].year_offset, own[0].stage), set()).add(
                sum((entry.cite.value for entry in own), Fraction(0))
            )
    return replace(context, known={when: frozenset(amounts) for when, amounts in known.items()})


def _with_sums(known: Known, every: Sequence[Group]) -> Known:
    """The known amounts with the sums of lists under a heading that says their stage: 計 below 要求額."""
    more = {when: set(amounts) for when, amounts in known.items()}
    for group in every:
        said = None if group.above is None else group.above.when
        for line in group.lines if said is not None and said.stage is not None else ():
            if said is not None and said.stage is not None and _sums_list(group, line):
                more.setdefault((said.year_offset or 0, said.stage), set()).add(yen(line.pairs[0]))
    return {when: frozenset(amounts) for when, amounts in more.items()}


# -- amounts of the project -------------------------------------------------------------------------------------------


def _add_totals(context: Context, found: Labelled, group: Group) -> None:
    above = group.heading if isinstance(group.rows[0], PairLine) else None
    _add_yearly(context, found, group, above)
    rows: list[TotalRow] = []
    for line in group.lines:
        summed = _over_stages(group, line, rows)
        if summed is not None:
            rows.append(TotalRow(label=line.pairs[0].label, cells=(summed,)))
        elif line.known and not _sums_list(group, line):
            rows += _lead_line(context, found.cited, group, line)
        found.cited.update(
            entry.cite.figure for row in rows[-len(line.pairs) :] for entry in row.cells if entry.cite.figure
        )
    costs = listed_costs(context, group, rows) if above is not None else []
    if costs:
        costed = [one for row in costs for one in (*row.cells, *row.staff)]
        found.cited.update(one.cite.figure for one in costed if one.cite.figure is not None)
        found.costs.append(CostTable(heading=above, rows=tuple(costs)))
    elif rows:
        found.totals.append(TotalLines(heading=above, rows=tuple(rows)))


def _lead_line(context: Context, cited: Container[str], group: Group, line: PairLine) -> Iterator[TotalRow]:
    """The amounts of a lead line that say their year and stage, or are dated by others."""
    for number, pair in enumerate(line.pairs):
        among = number == 0 and pair.sense.measured and is_among_costs(group)
        beside = number > 0 and pair.bracketed  # 要求額 900千円（前年度 800千円）; behind a source it is the source's
        if among or pair.figure.id in cited or (beside and line.pairs[0].sense.source is not None):
            continue  # 事業費 above 人件費, under a heading that dates them
        made = None if is_last_year(pair.sense.word) and not beside else total(line, number)
        made = made or (_undated(context, line) if number == 0 else _year_before(context, line, number))
        if made is not None:
            yield TotalRow(label=pair.label if pair.known else line.pairs[0].label, cells=(made,))


def _over_stages(group: Group, line: PairLine, rows: Sequence[TotalRow]) -> Cell | None:
    """The 計 below lead lines of several stages, which has none; where it ends its list, whatever it comes to."""
    if not line.pairs[0].is_sum:
        return None
    cells = [entry for row in rows for entry in row.cells]
    return sum_of_stages(line, cells, closed=group.rows[-1] is line and len(cells) == len(group.rows) - 1)


def _add_yearly(context: Context, found: Labelled, group: Group, heading: Label | None) -> None:
    """Add the costs of lines that name their year."""
    yearly = yearly_costs(context, group)
    if yearly:
        found.cited.update(pair.figure.id for _, pair in yearly)
        found.costs.append(CostTable(heading=heading, rows=tuple(row for row, _ in yearly)))
    if summed := yearly_totals(context, group):
        found.cited.update(pair.figure.id for _, pair in summed)
        found.totals.append(TotalLines(heading=heading, rows=tuple(row for row, _ in summed)))


def _undated(context: Context, line: PairLine) -> Cell | None:
    """The amount of `1 事業費 6,143千円` at the head of a line, dated by the project's other amounts."""
    pair = line.pairs[0]
    costs = [one for one in line.pairs if one.sense.measured]
    if not (is_open(pair.sense) or pair.sense.amount or pair.sense.cost is Measure.TOTAL_COST) or len(costs) > 1:
        return None
    when = dated(context, yen(pair))
    noted = len(line.pairs) > 1 and _noted(context, line.pairs[1]) is not None
    stage = context.printed.title_stage
    if when is None and (noted or has_last_year(line)) and (pair.sense.amount or stage is not Stage.REQUEST):
        when = context.said_by_title  # a sheet that prints the budget of the year before beside its amount
    elif when is None and stage is Stage.APPROVED and len(line.pairs) == 1 and is_open(pair.sense) and not pair.name:
        when = context.only_by_title  # 予算額 on a sheet that is about a budget
    return None if when is None else cell(pair.figure, Measure.AMOUNT, when.year_offset or 0, when.stage or Stage.NONE)


def _sums_list(group: Group, line: PairLine) -> bool:
    """True for 合計 below a list that adds up to it: it is of whatever stage the list is."""
    if not line.pairs[0].is_sum:
        return False  # asked of every line
    above = [one for one in group.lines if one.position < line.position]
    outer = [one for one in above if one.mark and one.form == above[0].form]  # (1) and (2), not what they are made of
    return any(len(own) > 1 and sum(yen(one.pairs[0]) for one in own) == yen(line.pairs[0]) for own in (above, outer))


def _year_before(context: Context, line: PairLine, number: int) -> Cell | None:
    """The amount in brackets right behind this year's, `70,817(73,404)`: of what a note says, else of the year before."""
    pair = line.pairs[number]
    if number != 1 or not pair.bracketed or pair.whole.text or context.printed.last_year_unclear:
        return None
    first = total(line, 0) or _undated(context, line)
    if first is None or first.measure is not Measure.AMOUNT or first.year_offset != 0:
        return None
    when = _noted(context, pair) or (None if context.printed.brackets_noted else When(-1, Stage.INITIAL))
    return None if when is None else cell(pair.figure, Measure.AMOUNT, when.year_offset or 0, when.stage or Stage.NONE)


def _noted(context: Context, pair: Pair) -> When | None:
    """The year and stage that a note gives amounts in brackets, for an amount that has nothing but brackets around it."""
    return context.bracketed if pair.bracketed and pair.whole.text == "" else None


def _of_last_year(context: Context, pair: Pair) -> When | None:
    """The year before, for an amount in brackets behind words that say it and nothing else: 県債 900千円（前年度 800千円）."""
    said = is_last_year(pair.whole.text.lstrip("(")) and not context.printed.last_year_unclear
    return When(-1, Stage.INITIAL) if pair.bracketed and said else None


def with_changes(context: Context, totals: tuple[TotalLines, ...]) -> tuple[TotalLines, ...]:
    """The project's amounts, a change with the stage of the amount it is about: what it says, or the request, the decision, the account."""
    amounts = [
        entry for lines in totals for row in lines.rows for entry in row.cells if entry.measure is Measure.AMOUNT
    ]
    stages = {entry.stage for entry in amounts if entry.year_offset == 0}
    stage = next((one for one in (Stage.REQUEST, Stage.APPROVED, Stage.SETTLED) if one in stages), None)
    other = None if stage is Stage.REQUEST else stage
    return tuple(
        lines.model_copy(
            update={"rows": tuple(_changed(row, _stage_said(context, row) or other) for row in lines.rows)}
        )
        for lines in totals
    )


_OF_STAGE = re.compile(r"[^()]+\((?P<stage>[^()]+)\)")


def _stage_said(context: Context, row: TotalRow) -> Stage | None:
    """The stage of this year that a label ends with in brackets: 前年度当初予算額との差（査定額）."""
    found = _OF_STAGE.fullmatch(fold_words(row.label.text))
    when = None if found is None else sense(context, found["stage"]).when
    return None if when is None or when.year_offset not in {None, 0} else when.stage


def _changed(row: TotalRow, stage: Stage | None) -> TotalRow:
    """A row of totals, one that compares with a stage of its own where that is known."""
    if stage is None or all(entry.measure is not Measure.CHANGE for entry in row.cells):
        return row
    return row.model_copy(update={"cells": tuple(c.model_copy(update={"stage": stage}) for c in row.cells)})


# -- sources and costs ------------------------------------------------------------------------------------------------


def _add_runs(context: Context, found: Labelled, every: Sequence[Group]) -> None:
    """Add the sources and the costs of all groups that are not read yet."""
    for group in every:
        for run in runs(group):
            _add_run(of_year(context, group), found, group, run)


def _add_run(context: Context, found: Labelled, group: Group, run: Run) -> None:
    """Add the sources and the costs of a run, where their year and stage are known and there is more than one of them."""
    rows = [
        (pair, meaning) for pair, meaning in zip(run.pairs, meanings([pair.sense for pair in run.pairs]), strict=True)
    ]
    rows = [
        (pair, meaning) for pair, meaning in rows if meaning.measure is not None and pair.figure.id not in found.cited
    ]
    listed = group.above is not None and group.above.name  # 経費内訳: what stands below are items, 手数料 too
    for kind in () if listed else (AxisKind.FUNDING, AxisKind.COST):
        own = [
            (pair, meaning.measure) for pair, meaning in rows if meaning.kind is kind and meaning.measure is not None
        ]
        when = _when_of(context, group, run, own)
        alone = len(own) < 2 and not _is_staff(group, own)
        if alone or when is None or when.stage is None or (run.remarked and not run.adds_up):
            continue
        made = [(pair.label, tuple(_amounts(context, run, pair, measure, when))) for pair, measure in own]
        found.cited.update(one.cite.figure for _, cells in made for one in cells if one.cite.figure is not None)
        if kind is AxisKind.FUNDING:
            sources = [FundingRow(label=named, cells=cells) for named, cells in made if cells]
            sources += _summed(found, group, run, when)
            found.funding.append(FundingTable(heading=group.heading, rows=tuple(sources)))
        else:
            costs = tuple(_cost_row(named, cells) for named, cells in made if cells)
            found.costs.append(CostTable(heading=group.heading, rows=costs))


def _is_staff(group: Group, own: Sequence[tuple[Pair, Measure]]) -> bool:
    """True for persons under a heading that says that and of which stage they are: 必要人員(要求)."""
    headed = group.above is not None and group.above.cost in STAFF
    return headed and len(own) > 0 and all(measure in STAFF for _, measure in own)


def _summed(found: Labelled, group: Group, run: Run, when: When) -> list[FundingRow]:
    """The amount that sources in brackets behind it add up to, under a heading of sources: it is no amount at the head of a list."""
    headed = group.heading is not None and "財源" in group.heading.text
    lines = (line for line in group.lines if headed and list(line.pairs[1:]) == run.pairs)
    lead = next((line.pairs[0] for line in lines if sum(map(yen, run.pairs)) == yen(line.pairs[0])), None)
    own = None if lead is None else cell(lead.figure, Measure.TOTAL, when.year_offset or 0, when.stage or Stage.NONE)
    if lead is None or own is None:
        return []
    found.totals = [kept for one in found.totals if (kept := _without(one, lead.figure.id)).rows]
    return [FundingRow(label=lead.label, cells=(own,))]


def _without(lines: TotalLines, figure: str) -> TotalLines:
    """The amounts at the head of a list, but for those that one figure is."""
    rows = tuple(row for row in lines.rows if all(entry.cite.figure != figure for entry in row.cells))
    return lines.model_copy(update={"rows": rows})


def _amounts(context: Context, run: Run, pair: Pair, measure: Measure, when: When) -> Iterator[Cell]:
    """The amount of a source or a cost, and the one in brackets behind it, where a note says what that is of."""
    own = cell(pair.figure, measure, when.year_offset or 0, when.stage or Stage.NONE)
    other = run.beside.get(pair.figure.id)
    noted = None if other is None else _noted(context, other) or _of_last_year(context, other)
    made = (
        None
        if other is None or noted is None
        else cell(other.figure, measure, noted.year_offset or 0, noted.stage or Stage.NONE)
    )
    yield from (one for one in (own, made) if one is not None)


def _cost_row(named: Label, cells: tuple[Cell, ...]) -> CostRow:
    staff = cells[0].measure in STAFF
    return CostRow(label=named, staff=cells) if staff else CostRow(label=named, cells=cells)


def _when_of(context: Context, group: Group, run: Run, own: Sequence[tuple[Pair, Measure]]) -> When | None:
    """The year and stage of a run: from its own words, the heading, a known amount that it adds up to, the amount before it."""
    if run.when is not None:
        return run.when if run.when.year_offset in {None, 0} else None
    if group.above is not None:
        return group.above.when
    stages = {stage for offset, stage in context.known if offset == 0}
    if len(stages) == 1 and all(measure in STAFF for _, measure in own):
        return When(0, *stages)  # staff beside the only amounts of this year
    sums = [yen(pair) for pair, measure in own if measure in {Measure.TOTAL, Measure.PROJECT_COST}]
    sums.append(sum((yen(pair) for pair, measure in own if measure in SOURCES), Fraction(0)))
    when = next((found for amount in sums if (found := dated(context, amount)) is not None), run.now)
    return when or (_beside_last_year(context, run, own) if len(stages) == 1 else None)


def _beside_last_year(context: Context, run: Run, own: Sequence[tuple[Pair, Measure]]) -> When | None:
    """The one stage of this year, for sources whose amounts in brackets add up to what the note says that brackets hold."""
    beside = [run.beside.get(pair.figure.id) for pair, measure in own if measure in SOURCES]
    noted = [one for one in beside if one is not None and _noted(context, one) is not None]
    when = None if not noted or len(noted) < len(beside) else context.bracketed
    added = sum(map(yen, noted), Fraction(0))
    held = when is not None and added in context.known.get((when.year_offset or 0, when.stage or Stage.NONE), ())
    return context.only_by_title if held and added else None
