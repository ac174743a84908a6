"""The two axes of a block: what its rows and its columns say of each amount.

Measure, year and stage may come from either axis. What a word with several roles means here (事業費, 計, その他) its neighbours
on the same axis decide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

from structurer.labels.moment import When
from structurer.sheet.model import Measure, Stage
from structurer.tables.sense import Sense

STAFF = frozenset({Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL, Measure.HEADCOUNT})
_SUMMED = frozenset({Measure.PERSONNEL_COST, Measure.TOTAL_COST, *STAFF})
_PART_OF_SUM = frozenset({"小計"})
SUPPLEMENTED = frozenset({Stage.CURRENT, Stage.SUPPLEMENTARY})
"""The stages of what is current before a supplement, and of that supplement: no word names the sum of both."""


class AxisKind(Enum):
    """What the amounts of one axis are: costs and staff, sources of funding, one project's costs by stage, values of indicators."""

    COST = "cost"
    FUNDING = "funding"
    STAGES = "stages"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class AxisMeaning:
    """What one row or column says of its amounts: the table they belong to, their measure, year and stage.

    `sums` is True for a column that is the sum of the others in every row.
    """

    kind: AxisKind | None = None
    measure: Measure | None = None
    when: When | None = None
    change: bool = False
    total: bool = False
    sums: bool = False


def meanings(senses: Sequence[Sense]) -> list[AxisMeaning]:
    """The meaning of every row or column of one axis, in their order; measures only where the axis is one of measures."""
    sources = [found for found in senses if found.source is not None]
    if all(
        found.cost is not Measure.PERSONNEL_COST for found in senses
    ):  # then 総事業費 is what all years cost together
        senses = [replace(found, cost=None) if found.word == "総事業費" else found for found in senses]
    staffed = any(found.cost in _SUMMED for found in senses)
    costed = any(found.cost in _SUMMED - STAFF for found in senses)
    funding = len({found.source for found in sources}) > 1 or (bool(sources) and not staffed)
    stages = sum(found.column_stage is not None for found in senses) > 1 and not sources
    taken: set[AxisKind] = set()
    senses = _with_sums(senses) if staffed else senses
    axis = _Axis(funding, staffed, costed, stages, _summed(senses) if stages else Stage.NONE)
    return [_meaning(found, axis, taken) for found in senses]


def _summed(senses: Sequence[Sense]) -> Stage:
    """The stage of a 計 of stages: what is current, but where a supplement of that stands before it."""
    before = {found.column_stage for found in takewhile(lambda found: not found.total, senses)}
    return Stage.NONE if before >= SUPPLEMENTED else Stage.CURRENT


@dataclass(frozen=True, slots=True)
class _Axis:
    """The kind of an axis: sources of funding, staff or costs that sum, costs that do, the stages of one project's costs.

    `summed` is the stage of a 計 of those stages.
    """

    funding: bool
    staffed: bool
    costed: bool
    stages: bool
    summed: Stage


def _with_sums(senses: Sequence[Sense]) -> list[Sense]:
    """The labels of costs and staff; 計 and the like are what those beside them add up to, persons or money, else unknown."""
    sums = [n for n, found in enumerate(senses) if found.total and not found.measured and not found.dated]
    found = list(senses)
    for n in sums:
        before = max((k for k in sums if k < n), default=-1)
        after = next((k for k in sums if k > n), len(senses))
        beside = _persons(senses[before + 1 : n]) or _parts(senses[before + 1 : n]) or _parts(senses[n + 1 : after])
        if senses[n].word in _PART_OF_SUM or not beside:
            continue
        if beside <= STAFF:
            found[n] = replace(senses[n], cost=Measure.HEADCOUNT, sums=False)
        elif not beside & STAFF or _sums_costs(senses, n):
            found[n] = replace(senses[n], cost=Measure.TOTAL_COST, sums=False)
    return found


def _sums_costs(senses: Sequence[Sense], place: int) -> bool:
    """True below 事業費 and 人件費, whatever sources and persons stand between; behind one kind of staff it may be of persons."""
    above, last = _parts(senses[:place]), senses[place - 1].cost
    told = {Measure.PROJECT_COST, Measure.PERSONNEL_COST} <= above and Measure.TOTAL_COST not in _parts(senses)
    return told and last not in STAFF - {Measure.HEADCOUNT}


def _persons(senses: Sequence[Sense]) -> set[Measure]:
    """The staff right before a sum, of two kinds or more: 正職員, 会計年度任用職員, 計."""
    run = list(takewhile(lambda found: found.cost in STAFF, reversed(senses)))
    return _parts(run) if len(run) > 1 else set()


def _parts(senses: Sequence[Sense]) -> set[Measure]:
    """The costs and staff that some labels name."""
    return {found.cost for found in senses if found.cost is not None}


def _meaning(found: Sense, axis: _Axis, taken: set[AxisKind]) -> AxisMeaning:
    if found.change and not found.measured:
        return AxisMeaning(change=True)
    sums = found.total and not found.dated
    if axis.stages and (found.column_stage is not None or ((sums or found.dated) and not found.measured)):
        stage = axis.summed if sums else found.column_stage
        when = found.when if stage is None else When(found.when.year_offset if found.when else None, stage)
        return AxisMeaning(AxisKind.STAGES, Measure.PROJECT_COST, when)
    kind, measure = _measure(found, axis)
    if measure is Measure.TOTAL and found.sums and not found.dated:
        if kind in taken:
            return AxisMeaning(total=found.total)
        taken.add(AxisKind.FUNDING)
    when = found.when
    if axis.stages and measure is Measure.GENERAL_FUND:
        when = When(None, Stage.CURRENT)
    return AxisMeaning(kind, measure, when, total=found.total and measure is None)


def _measure(found: Sense, axis: _Axis) -> tuple[AxisKind | None, Measure | None]:
    """What a label is beside such neighbours: 事業費 sums sources, and is a cost without them and beside other costs."""
    project = found.cost is Measure.PROJECT_COST
    if found.cost in _SUMMED or found.cost is Measure.GENERAL_FUND:
        return AxisKind.COST, found.cost
    if project and (axis.costed or not axis.funding):
        return AxisKind.COST, Measure.PROJECT_COST
    if axis.funding:
        source = found.source or (Measure.TOTAL if found.sums or project else None)
        return (None if source is None else AxisKind.FUNDING), source
    if found.source is Measure.GENERAL and (axis.staffed or axis.stages):
        return AxisKind.COST, Measure.GENERAL_FUND
    return None, None


def values(senses: Iterable[Sense]) -> list[AxisMeaning]:
    """The meaning of every row or column of one axis of indicators: what each value is, of which year."""
    found = []
    for one in senses:
        year = one.year if one.when is None else one.when.year_offset
        when = None if year is None or one.change else When(year, None)
        found.append(AxisMeaning(None if one.value is None else AxisKind.VALUES, one.value, when))
    return found


def is_measured(found: Iterable[AxisMeaning]) -> bool:
    """True for an axis whose rows or columns are costs or sources."""
    return any(one.measure is not None for one in found)


def joined(row: When | None, column: When | None) -> When | None:
    """The year and stage of a cell: a row that names a stage gives it to all its amounts; None where two years disagree."""
    if row is None or column is None:
        return row or column
    years = {year for year in (row.year_offset, column.year_offset) if year is not None}
    if len(years) > 1:
        return None
    return When(next(iter(years), None), column.stage if row.stage is None else row.stage)
