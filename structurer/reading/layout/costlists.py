"""Lists of a project's costs, a year or a stage a line: what came of a budget, and what several years cost."""

from collections.abc import Iterator, Sequence

from structurer.labels.label import is_year_label
from structurer.labels.moment import When
from structurer.reading.layout.groups import Group
from structurer.sheet.model import Cell, CostRow, CostTable, Label, Measure, Stage, TotalRow
from structurer.tables.axes import STAFF, joined
from structurer.tables.cites import cell, cite
from structurer.tables.context import Context
from structurer.tables.pairs import Pair, PairLine
from structurer.tables.sense import item_name, sense, words_of
from structurer.text.source import Unit

_COURSE = frozenset({"推移", "経過", "状況"})
"""Words of a heading that say that a list is of several years."""
_FEWEST_STAGES = 3  # of the amounts of a year that is over: a budget, its settlement, and what came between or after
_FEWEST_YEARS = 3  # of a project's costs by year; with two they are its amounts, of this year and the one before


def listed_costs(context: Context, group: Group, totals: Sequence[TotalRow]) -> list[CostRow]:
    """The amounts of a group as costs: 事業費 or 従事人役 of several years or stages, and what came of a budget (予算現額, 決算額)."""
    words = [] if group.heading is None else [w for w in words_of(group.heading.text) if w not in _COURSE]
    years = {entry.year_offset for row in totals for entry in row.cells}
    if len(words) == 1 and sense(context, words[0]).cost is Measure.PROJECT_COST and len(years) >= _FEWEST_YEARS:
        return [
            CostRow(
                label=row.label,
                cells=tuple(entry.model_copy(update={"measure": Measure.PROJECT_COST}) for entry in row.cells),
            )
            for row in totals
        ]
    headed = sense(context, words[0]).cost if len(words) == 1 else None
    kinds = {pair.sense.cost for line in group.lines for pair in line.pairs}
    staff = (
        headed if headed in STAFF else next(iter(kinds)) if len(kinds) == 1 else None
    )  # 要求 職員数, whatever is over it
    if staff is not None and staff in STAFF:
        return list(_staffed(group, staff))
    pairs = [line.pairs[0] for line in group.lines if line.known and len(line.pairs) == 1]
    stages = {pair.sense.column_stage for pair in pairs} - {None}
    if not context.printed.settles or len(stages) < _FEWEST_STAGES or Stage.SETTLED not in stages:
        return []
    made = [(pair.label, _settled_cell(pair)) for pair in pairs]
    return [CostRow(label=named, cells=(own,)) for named, own in made if own is not None]


def yearly_costs(context: Context, group: Group) -> list[tuple[CostRow, Pair]]:
    """The costs of lines that name a year, 令和8年度事業費 over 令和7年度事業費: of the title's stage, and of the year before."""
    pairs = [line.pairs[0] for line in group.lines if line.known and len(line.pairs) == 1]
    dated = [(pair, pair.sense.when) for pair in pairs if pair.sense.cost is Measure.PROJECT_COST]
    own = context.printed.title_stage
    if own is None or not any(when is not None and when.year_offset == 0 for _, when in dated):
        return []
    found = []
    stages = {0: own, -1: Stage.INITIAL}  # beside the budget of this year the one that the year before began with
    for pair, when in dated:
        year, said = (None, None) if when is None else (when.year_offset, when.stage)
        stage = said if said is not None or year is None else stages.get(year)
        made = None if year is None or stage is None else cell(pair.figure, Measure.PROJECT_COST, year, stage)
        if made is not None:
            found.append((CostRow(label=pair.label, cells=(made,)), pair))
    return found


def yearly_totals(context: Context, group: Group) -> list[tuple[TotalRow, Pair]]:
    """The project's amounts of several years under 当初予算額 or 決算額, a year a line; an earlier budget is what its year began with."""
    head = sense(context, "" if group.heading is None else item_name(group.heading.text))
    stage = head.column_stage or (head.when.stage if head.when is not None and head.when.year_offset is None else None)
    pairs = [line.pairs[0] for line in group.lines if line.known and len(line.pairs) == 1]
    years = [
        pair.sense.when.year_offset for pair in pairs if pair.sense.when is not None and is_year_label(pair.label.text)
    ]
    whole = len(pairs) == len(group.lines) == len(years) == len(set(years)) > 1
    if (
        stage not in {Stage.INITIAL, Stage.SETTLED}
        or not whole
        or None in years
        or max(filter(None, years), default=0) > 0
    ):
        return []
    found = []
    for pair, year in zip(pairs, years, strict=True):
        own = Stage.APPROVED if stage is Stage.INITIAL and year == 0 else stage
        made = cell(pair.figure, Measure.AMOUNT, year or 0, own)
        found += [] if made is None else [(TotalRow(label=pair.label, cells=(made,)), pair)]
    return found


def _staffed(group: Group, measure: Measure) -> Iterator[CostRow]:
    """The persons of each year and stage that the lines under 従事人役 name: `要求 1.8人 / 決定 1.3人`."""
    for line in (line for line in group.lines if line.known):
        row = _staff_of_line(line)
        if row is not None:
            yield row
            continue
        for pair in line.pairs:
            when = joined(pair.when, pair.sense.when)
            own = not pair.sense.measured or pair.sense.cost is measure  # 補正要求に係る従事人役
            if pair.known and own and when is not None and when.stage is not None:
                made = cell(pair.figure, measure, when.year_offset or 0, when.stage)
                if made is not None:
                    yield CostRow(label=pair.label, cells=(), staff=(made,))


def _staff_of_line(line: PairLine) -> CostRow | None:
    """The persons of each kind on a line that begins with their year and stage: `令和7年度当初予算: 正職員 3.5人、特別職 2.1人`."""
    lead = line.pairs[0]
    when = lead.when
    kinds = [pair.sense.cost for pair in line.pairs]
    whole = lead.whole if len(line.pairs) == 1 and ":" not in lead.whole.text else None
    once = len(set(kinds)) == len(kinds) and STAFF.issuperset(kinds)
    if not once or when is None or when.stage is None or any(pair.name for pair in line.pairs[1:]):
        return None
    made = (
        cell(pair.figure, kind, when.year_offset or 0, when.stage)
        for pair, kind in zip(line.pairs, kinds, strict=True)
        if kind is not None
    )
    named = whole or Label(text=lead.name, line=lead.label.line)
    return CostRow(label=named, cells=(), staff=tuple(one for one in made if one is not None))


def _settled_cell(pair: Pair) -> Cell | None:
    """The cost of one stage of a year that is over, or of the year before it; None for what is no stage of a budget."""
    when = pair.sense.when or When(None, None)
    stage, year = pair.sense.column_stage, when.year_offset or 0
    stage = when.stage if stage is None else stage
    if stage is None:
        return None
    stage = Stage.APPROVED if stage is Stage.INITIAL and year == 0 else stage
    return cell(pair.figure, Measure.PROJECT_COST, year, stage)


def is_among_costs(group: Group) -> bool:
    """True for a group of several costs under a heading that says year and stage."""
    if group.above is None:
        return False  # asked of every line
    costs = {pair.sense.cost for line in group.lines for pair in line.pairs} - STAFF - {None}
    return len(costs) > 1


def worked_costs(context: Context, group: Group) -> Iterator[tuple[CostTable, PairLine]]:
    """What lines under 人件費 work out, `9,500千円×0.8人=7,600千円`, where it is right and one stage of this year is known."""
    words = [] if group.heading is None else words_of(group.heading.text)
    named = any(sense(context, word).cost is Measure.PERSONNEL_COST for word in words)
    stages = [stage for offset, stage in context.known if offset == 0]
    for line in group.lines if named and len(stages) == 1 else ():
        price, count, product = (pair.figure for pair in line.pairs) if len(line.pairs) == 3 else (None, None, None)
        staff, cost = cell(count, Measure.HEADCOUNT, 0, stages[0]), cell(product, Measure.PERSONNEL_COST, 0, stages[0])
        one = cite(price, Unit.YEN)
        signs = not any(letter.isalnum() for pair in line.pairs for letter in pair.whole.text)
        if staff and cost and one and signs and one.value * staff.cite.value == cost.cite.value:
            row = CostRow(label=Label(text=""), cells=(cost,), staff=(staff,))
            yield CostTable(heading=group.heading, rows=(row,)), line
