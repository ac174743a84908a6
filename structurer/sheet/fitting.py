"""Which figures a table may hold: a measure in its place, in a unit of it."""

from structurer.sheet.facts import Fact
from structurer.sheet.model import TABLE_MEASURES, Measure, Table
from structurer.text.source import Unit

_TABLES = frozenset({"costs", "totals", "sections", "funding", "indicators"})
_MONEY = frozenset({Unit.YEN, Unit.OTHER})  # other: the sheet prints no unit at all; PRF901 asks for it
_INDICATED = frozenset({Unit.PERSON, Unit.PERCENT, Unit.COUNT, Unit.OTHER, Unit.YEN})
_UNITS: dict[Table, frozenset[Unit]] = {
    Table.COST: _MONEY, Table.FUNDING: _MONEY, Table.ITEM: _MONEY, Table.TOTAL: _MONEY,
    Table.STAFF: frozenset({Unit.PERSON}), Table.INDICATOR: _INDICATED, Table.PLAN: _INDICATED,
}  # fmt: skip
_TERM_UNITS = {Measure.RATE: Unit.RATIO, Measure.CAP: Unit.YEN, Measure.COUNT: Unit.COUNT}


def may_be(fact: Fact) -> bool:
    """True where the table may hold the measure, there, in that unit; anything outside the facts may be."""
    if fact.path[0] not in _TABLES or "outputs" in fact.path:
        return True
    breakdown = (fact.measure is Measure.BREAKDOWN) == ("breakdown" in fact.path)
    unit = _TERM_UNITS[fact.measure] is fact.cite.unit if fact.measure in _TERM_UNITS else None
    fits = unit if unit is not None else fact.cite.unit in _UNITS.get(fact.table, frozenset())
    return breakdown and fits and fact.measure in TABLE_MEASURES[fact.table]
