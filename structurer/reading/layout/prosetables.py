"""The tables of a sheet that is written in sentences: what was found in them, put together under their headings."""

from collections.abc import Container, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from structurer.reading.layout.indicators import of_plan
from structurer.reading.layout.prose import Prose
from structurer.sheet.model import (
    Cell,
    CostTable,
    FundingTable,
    IndicatorTable,
    Item,
    Label,
    Section,
    Stage,
    SubsidyTerms,
    TotalLines,
)
from structurer.tables.context import Context
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

T = TypeVar("T")

_SUBSIDY = re.compile(r"(?:補助金|助成金|交付金|補助事業|助成事業)$")


def _under(found: Iterable[tuple[Label | None, T]]) -> Iterator[tuple[Label | None, list[T]]]:
    """The rows under each heading, in the order of the headings."""
    groups: dict[tuple[str, int | None] | None, tuple[Label | None, list[T]]] = {}
    for heading, one in found:
        key = None if heading is None else (heading.text, heading.line)
        groups.setdefault(key, (heading, []))[1].append(one)
    yield from groups.values()


def totals(prose: Prose) -> Iterator[TotalLines]:
    """The project's amounts, those under one heading together."""
    for heading, rows in _under(prose.totals):
        yield TotalLines(heading=heading, rows=tuple(rows))


def cost_tables(prose: Prose) -> Iterator[CostTable]:
    """The costs, a table for each heading and stage."""
    for (heading, _), rows in prose.costs.items():
        yield CostTable(heading=heading, rows=tuple(rows))


def funding_tables(prose: Prose) -> Iterator[FundingTable]:
    """The sources, a table for each heading and stage."""
    for (heading, _), rows in prose.funding.items():
        yield FundingTable(heading=heading, rows=tuple(rows))


def indicator_tables(prose: Prose) -> Iterator[IndicatorTable]:
    """The indicators, those under one heading together."""
    for heading, rows in _under(prose.indicators):
        yield IndicatorTable(heading=heading, plan=of_plan(heading), rows=tuple(rows))


def sections(context: Context, prose: Prose, known: Sequence[Section]) -> Iterator[Section]:
    """The items of the text by heading, at the stage whose amount they sum to; none where a table lists the items."""
    if not prose.items or any(section.items for section in known):
        return
    cells = [entry for _, item in prose.items for entry in item.cells]
    total = sum((entry.cite.value for entry in cells if entry.year_offset == 0), Fraction(0))
    settled = context.stage_of(total, "要求")
    for heading, own in _under(prose.items):
        dated = [item if settled is None else _dated(item, *settled) for item in own]
        yield Section(heading=heading, items=tuple(item for item in dated if item.cells[0].stage is not Stage.NONE))


def _dated(item: Item, year_offset: int, stage: Stage) -> Item:
    def at(entry: Cell) -> Cell:
        if entry.year_offset != 0:
            return entry
        return entry.model_copy(update={"year_offset": year_offset, "stage": stage})

    parts = tuple(part.model_copy(update={"cell": at(part.cell)}) for part in item.breakdown)
    return item.model_copy(update={"cells": tuple(map(at, item.cells)), "breakdown": parts})


def with_terms(sections: Iterable[Section], prose: Prose) -> tuple[Section, ...]:
    """The sections, each item with the subsidy terms that a sentence about it gives."""
    found = tuple(sections)
    for name, label, terms in prose.terms:
        place = _place(found, name, terms)
        if place is None:
            continue
        item = found[place[0]].items[place[1]]
        if label is not None and _SUBSIDY.search(name) is not None and squeeze(item.label.text) != name:
            found = _with_own(found, place[0], Item(label=label, subsidy=terms))
        else:
            found = _termed(found, place, label, terms)
    return found


def told_subsidies(prose: Prose, cited: Container[str | None]) -> Iterator[Section]:
    """The subsidies that sentences name with a limit, each as an item without an amount, where no row has these terms."""
    for name, label, terms in prose.terms:
        figures = {entry.figure for entry in (terms.rate, terms.cap) if entry is not None}
        free = terms.cap is not None and not any(figure in cited for figure in figures)
        if label is not None and _SUBSIDY.search(name) is not None and free:
            yield Section(heading=terms.heading, items=(Item(label=label, subsidy=terms),))


def _with_own(sections: tuple[Section, ...], place: int, item: Item) -> tuple[Section, ...]:
    """The sections, with a subsidy that is no item of the list as one without an amount at the end of it."""
    section = sections[place]
    own = section.model_copy(update={"items": (*section.items, item)})
    return (*sections[:place], own, *sections[place + 1 :])


def _place(sections: tuple[Section, ...], name: str, terms: SubsidyTerms) -> tuple[int, int] | None:
    """The one item of a name; without a name, or with another, the last item printed above the terms."""
    every = [(s, i, item) for s, section in enumerate(sections) for i, item in enumerate(section.items)]
    named = [(s, i) for s, i, item in every if squeeze(item.label.text) == name and item.subsidy is None]
    if named:
        return named[0]
    line = next((entry.line for entry in (terms.rate, terms.cap, terms.count) if entry is not None), None)
    above = [
        (item.label.line, s, i, item) for s, i, item in every if line and item.label.line and item.label.line <= line
    ]
    last = max(above, key=lambda entry: entry[0], default=None)
    near = last is not None and line is not None and line - (last[0] or 0) <= 2 and last[3].subsidy is None
    return (last[1], last[2]) if near and last is not None else None


def _termed(
    sections: tuple[Section, ...], place: tuple[int, int], label: Label | None, terms: SubsidyTerms
) -> tuple[Section, ...]:
    section = sections[place[0]]
    item = section.items[place[1]]
    named = label if label is not None and squeeze(label.text) == squeeze(item.label.text) else None
    given = item.model_copy(update={"subsidy": terms.model_copy(update={"label": named})})
    items = (*section.items[: place[1]], given, *section.items[place[1] + 1 :])
    return (*sections[: place[0]], section.model_copy(update={"items": items}), *sections[place[0] + 1 :])
