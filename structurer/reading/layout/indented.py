"""Rows of a table of items that are set in below another one: its parts, 報償費 and 委託料 below (1) 相談員の配置."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from structurer.sheet.model import Breakdown, Item, Measure, Stage
from structurer.tables.context import Context

_Moment = tuple[int, Stage]
"""The year, as an offset from the sheet's own, and the stage of an amount."""


def with_parts(context: Context, items: Sequence[Item]) -> list[Item]:
    """The items whose parts stand below them, each with its own; as they were where one's parts do not add up to it.

    Every item has parts, which are set in deeper than any item, have no text of their own, and add up in every year and stage.
    """
    lines = {row.first_line: row.line for row in context.rows} if len(items) > 1 else {}
    indents = [_indent(lines.get(item.label.line or 0, "")) for item in items]
    least = min(indents, default=0)
    if len(set(indents)) < len(("item", "part")) or indents[0] != least:
        return list(items)
    groups: list[list[Item]] = []
    for item, indent in zip(items, indents, strict=True):
        if indent == least:
            groups.append([])
        groups[-1].append(item)
    whole = all(_adds_up(own, parts) for own, *parts in groups)
    return [_with(own, parts) for own, *parts in groups] if whole else list(items)


def _indent(line: str) -> int:
    """The letters that a line leaves free before its first one."""
    return len(line) - len(line.lstrip())


def _amounts(item: Item) -> dict[_Moment, Fraction]:
    """What an item comes to, by year and stage."""
    return {(one.year_offset, one.stage): one.cite.value for one in item.cells if one.measure is Measure.AMOUNT}


def _adds_up(item: Item, parts: Sequence[Item]) -> bool:
    """True where there are parts, which add up to every amount of the item and have no more than amounts."""
    added: dict[_Moment, Fraction] = defaultdict(Fraction)
    for part in parts:
        for moment, value in _amounts(part).items():
            added[moment] += value
    plain = all(one.measure is Measure.AMOUNT for part in parts for one in part.cells)
    bare = not any(part.breakdown or part.subsidy or part.number for part in parts)
    return bool(parts) and plain and bare and not item.breakdown and dict(added) == _amounts(item)


def _with(item: Item, parts: Sequence[Item]) -> Item:
    """An item with the amounts of others as its parts, once for each amount."""
    made = [
        Breakdown(label=part.label, cell=one.model_copy(update={"measure": Measure.BREAKDOWN}))
        for part in parts
        for one in part.cells
    ]
    return item.model_copy(update={"breakdown": tuple(made)})
