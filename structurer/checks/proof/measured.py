"""The measure of an amount: what its words may name in each table."""

from collections.abc import Callable, Mapping

from structurer.checks.proof.said import SpotSense
from structurer.sheet.facts import Fact
from structurer.sheet.model import SOURCES, Measure, Stage, Table

_COST = frozenset({Measure.PROJECT_COST})
_GENERAL = frozenset({Measure.GENERAL_FUND, Measure.GENERAL})
_STAFF = frozenset({Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL})
_SPENT = frozenset({Stage.CURRENT, Stage.SETTLED, Stage.CARRIED_OVER, Stage.SUPPLEMENTARY, Stage.NONE})
"""Stages of a list of how a budget was spent."""
_NAMED = frozenset({Table.INDICATOR, Table.PLAN})
"""Tables whose rows are quoted names and whose values have no other measure."""


def is_measured(fact: Fact, said: SpotSense) -> bool:
    """True where the words around an amount name its measure and no other."""
    named = said.whole.measures
    if fact.measure is Measure.CHANGE:
        return "change" in said.whole.marks and not named & set(SOURCES)
    if "change" in said.whole.marks:
        return False
    if fact.table in _NAMED or fact.measure is Measure.BREAKDOWN:
        return fact.table is not Table.INDICATOR or said.columns.measures.isdisjoint(SOURCES)  # 令和7年度（国費）
    if fact.table is Table.FUNDING and fact.measure is Measure.GENERAL:
        return not named.isdisjoint(_GENERAL) and named <= _GENERAL | _COST
    if fact.measure in _STAFF:
        return named - {Measure.HEADCOUNT} == {fact.measure}  # 従事人数 over 正職員
    rule = _OF_MEASURES.get(fact.measure) or _OF_TABLES.get(fact.table)
    return named == {fact.measure} if rule is None else rule(said)


def _is_cost(said: SpotSense) -> bool:
    """True for an amount of items or of their totals, whose only measure is the cost."""
    return said.whole.measures <= _COST


def _is_funding_total(said: SpotSense) -> bool:
    """True for the total over the sources: a total, an amount of money, the cost, or the amount of a stage."""
    told = said.whole.marks & {"total", "amount", "plain"} or said.whole.measures or said.whole.stages
    return said.whole.measures <= _COST and bool(told)


def _is_general(said: SpotSense) -> bool:
    """True for the 一般財源 beside the costs."""
    return bool(said.whole.measures) and said.whole.measures <= _GENERAL


def _is_total_cost(said: SpotSense) -> bool:
    """True for the total cost, which a word of totals names as well."""
    named = said.whole.measures
    return named == {Measure.TOTAL_COST} if named else "total" in said.whole.marks


def _is_project_cost(said: SpotSense) -> bool:
    """True for the cost of a project, which the stage over its column names as well, or that of its row, or 計, in a year's column."""
    summed = "total" in said.row.marks
    staged = (
        bool(said.columns.stages) and not summed
    )  # 計 of a year is checked as the budget in force, of a stage by nothing
    spent = bool(said.own.stages & _SPENT)
    yearly = bool(said.columns.years) and bool(said.row.stages or (summed and not said.columns.stages))
    return said.whole.measures == _COST if said.whole.measures else staged or yearly or spent


_OF_MEASURES: Mapping[Measure, Callable[[SpotSense], bool]] = {
    Measure.TOTAL: _is_funding_total,
    Measure.GENERAL_FUND: _is_general,
    Measure.TOTAL_COST: _is_total_cost,
    Measure.PROJECT_COST: _is_project_cost,
}
_OF_TABLES: Mapping[Table, Callable[[SpotSense], bool]] = {Table.ITEM: _is_cost, Table.TOTAL: _is_cost}
"""Where the measure itself need not be named; any other measure must be the one named."""
