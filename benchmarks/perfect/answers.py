"""The answer a faultless model would give about a gold sheet, in no shape of its own: names of the head, and facts."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from structurer.evaluation.gold import Gold
from structurer.labels.label import fiscal_year_of
from structurer.labels.vocabulary import Vocabulary
from structurer.reading.layout import read_sheet
from structurer.sheet.facts import Fact, SheetPath, eligible_facts, rate_facts
from structurer.sheet.facts import facts as read_facts
from structurer.sheet.model import Cite, Label, Table
from structurer.text.money import amount_text
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit
from structurer.text.words import squeeze, tidy

_LISTS = {
    Table.COST: "costs", Table.STAFF: "costs", Table.FUNDING: "funding", Table.INDICATOR: "indicators",
    Table.PLAN: "indicators", Table.ITEM: "sections", Table.SUBSIDY: "sections", Table.TOTAL: "sections",
}  # fmt: skip


_COMPARED = re.compile("増減|比較|対比|差")
"""Words of a row that compares two others."""


@dataclass(frozen=True)
class Answer:
    """What a model says of a sheet: the names of its head as printed, and each figure as a fact.

    A fact's path is its list of the sheet and its table; its cite has the id and the print that the model gives.
    """

    head: dict[str, str]
    facts: tuple[Fact, ...]

    def exchanged(self, changes: dict[int, Fact | None]) -> "Answer":
        """The same answer with some facts exchanged, or left out."""
        made = (changes.get(number, fact) for number, fact in enumerate(self.facts))
        return replace(self, facts=tuple(fact for fact in made if fact is not None))


def answer(gold: Gold) -> Answer:
    """The faultless answer about a gold sheet."""
    cited = _cited(gold.source, gold.facts)
    used = {fact.cite.figure for fact in cited}
    return Answer(_head(gold), (*_placed(cited), *_beside(gold, used)))


def _head(gold: Gold) -> dict[str, str]:
    project, publisher, year = gold.identity or ("", "", "")
    names = {"project": project, "publisher": publisher, "fiscal_year": _printed_year(gold.source, year)}
    return {name: text for name, text in names.items() if text}


def _printed_year(source: Source, year: str) -> str:
    """The sheet's own year as it prints it."""
    prints = (figure.printed for figure in source.figures if figure.kind is Kind.YEAR)
    return next((text for text in prints if year and str(fiscal_year_of(text)) == year), "")


def _cited(source: Source, facts: Sequence[Fact]) -> list[Fact]:
    """The facts, each with the figure that its line and print name.

    Where several are printed alike on a line gold does not say which is which: as the layout reader has it, else in their
    column or behind the row's name.
    """
    read = {(found.cite.figure, *_field(found)) for found in read_facts(read_sheet(source))}
    alike: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        alike[fact.cite.line, squeeze(fact.cite.printed)].append(number)
    made, columns = list(facts), _columns(source, facts)
    for numbers in alike.values():
        free = _candidates(source, facts[numbers[0]])
        for number in sorted(numbers, key=lambda n: _chosen(free, facts[n], read) is None):
            figure = _chosen(free, facts[number], read) or _nearest(source, free, facts[number], columns)
            if figure is not None:
                free.remove(figure)
                made[number] = replace(facts[number], cite=_cite(facts[number].cite, figure))
    return made


def _chosen(free: Sequence[Figure], fact: Fact, read: Container[tuple[object, ...]]) -> Figure | None:
    return next((figure for figure in free if (figure.id, *_field(fact)) in read), None)


def _nearest(source: Source, free: Sequence[Figure], fact: Fact, columns: Mapping[object, set[int]]) -> Figure | None:
    """The figure in the column of others of its section, measure, year and stage; else the first behind the row's name."""
    line = source.lines[(fact.cite.line or 1) - 1]
    begin = line.start + max(line.drawn.find(fact.row), 0)
    own = columns.get((fact.section, fact.column), set())
    return min(free, key=lambda one: (_place(source, one) not in own, one.start < begin, one.start), default=None)


def _columns(source: Source, facts: Sequence[Fact]) -> dict[object, set[int]]:
    """The columns of the amounts that no other of their line is printed like, by section, measure, year and stage."""
    found: dict[object, set[int]] = defaultdict(set)
    for fact in facts:
        here = _candidates(source, fact)
        if len(here) == 1:
            found[fact.section, fact.column].add(_place(source, here[0]))
    return found


def _place(source: Source, figure: Figure) -> int:
    """The number of cells before a figure in its line."""
    line = source.lines[figure.line - 1]
    before = line.drawn[: figure.start - line.start]
    return before.count("\t") + before.count("|")


def _field(fact: Fact) -> tuple[object, ...]:
    return (fact.table, *fact.column)


def _candidates(source: Source, fact: Fact) -> list[Figure]:
    printed = squeeze(fact.cite.printed)
    here = source.by_line.get(fact.cite.line or 0, ())
    exact = [figure for figure in here if squeeze(figure.printed) == printed]
    return exact or [figure for figure in here if figure.amount(fact.cite.unit) == fact.cite.amount]


def _cite(cite: Cite, figure: Figure) -> Cite:
    return cite.model_copy(update={"figure": figure.id, "printed": figure.printed})


def _placed(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with their lists and tables: a table without a heading ends where another begins."""
    items = {fact.section for fact in facts if fact.table is Table.ITEM}
    shown = sorted({fact.cite.line or 0 for fact in facts})
    tables: dict[tuple[str, Table, str], tuple[int, int]] = {}
    made: list[Fact] = []
    for fact in facts:
        name = _list_of(fact, items)
        kind = fact.table if fact.table is Table.PLAN else Table.ITEM
        key, line = (name, kind, fact.section), fact.cite.line or 0
        number, before = tables.get(key, (len(tables), line))
        ended = (
            not fact.section and name not in {"sections", "totals"} and any(before < other < line for other in shown)
        )
        tables[key] = (len(tables) + len(facts) if ended else number, line)
        made.append(replace(fact, path=(name, tables[key][0])))
    return [replace(fact, path=_of_the_item(fact, made)) for fact in made]


def _of_the_item(fact: Fact, facts: Sequence[Fact]) -> SheetPath:
    """Terms stand with the item whose name they say, as their row or as their heading."""
    if fact.table is not Table.SUBSIDY:
        return fact.path
    items = [other for other in facts if other.table is Table.ITEM]
    named = [other.path for other in items if other.row == fact.row]
    return next(iter([*named, *(other.path for other in items if other.row == fact.section)]), fact.path)


def _list_of(fact: Fact, items: set[str]) -> str:
    """A total belongs to the items of its heading; without any it is a lead line beside the project's name."""
    if fact.table is not Table.TOTAL:
        return _LISTS[fact.table]
    summed = fact.section in items and (fact.section or Vocabulary.built_in().is_total(fact.row))
    return "sections" if summed else "totals"


def _beside(gold: Gold, used: set[str | None]) -> Iterator[Fact]:
    """What a faultless model says beside the facts: the rate of the national share, and the cost it is reckoned on.

    Gold names their figures; what year and stage they are of, only the layout reader says.
    """
    sheet = read_sheet(gold.source)
    optional = {(found.line, found.amount) for found in gold.meta.optional}
    for fact in (*rate_facts(sheet), *eligible_facts(sheet)):
        if (fact.cite.line, fact.cite.amount) in optional and fact.cite.figure not in used:
            used.add(fact.cite.figure)
            yield replace(fact, path=(*fact.path[:1], 0))
    for line in sorted({found.line for found in gold.meta.optional}):
        yield from _differences(gold, line, used)
        yield from _difference_beside(gold, line, used)


def _difference_beside(gold: Gold, line: int, used: set[str | None]) -> Iterator[Fact]:
    """The difference at the end of a row of one cost or source, which gold has no measure for: that of two amounts before it."""
    row = [fact for fact in gold.facts if fact.cite.line == line and fact.table in {Table.FUNDING, Table.COST}]
    figure = next(iter(gold.source.by_line.get(line, ())[::-1]), None)
    if figure is None or figure.id in used or len({fact.measure for fact in row}) != 1:
        return
    printed = figure.amount(Unit.YEN)
    pairs = ((now, before) for now in row for before in row if now.year_offset > before.year_offset)
    later = [now for now, before in pairs if printed == amount_text(now.cite.value - before.cite.value)]
    if later:
        used.add(figure.id)
        yield replace(later[0], path=("differences", 0), heading=None, cite=_cite(later[0].cite, figure))


def _differences(gold: Gold, line: int, used: set[str | None]) -> Iterator[Fact]:
    """A row of differences that gold has no measure for: each is of what stands in its column in the row above."""
    figures = [figure for figure in gold.source.by_line.get(line, ()) if figure.amount(Unit.YEN) is not None]
    rows: dict[int, list[Fact]] = defaultdict(list)
    for fact in gold.facts:
        if fact.table in {Table.FUNDING, Table.COST} and fact.cite.line is not None and fact.cite.line < line:
            rows[fact.cite.line].append(fact)
    above = rows.get(max(rows, default=0), [])
    if len(above) != len(figures) or len(figures) < 2:
        return
    label = Label(text=tidy(gold.source.drawn[gold.source.lines[line - 1].start : figures[0].start]).strip("| "))
    if _COMPARED.search(label.text) is None:
        return
    for fact, figure in zip(above, figures, strict=True):
        if figure.id in used:
            continue  # gold has a measure for it
        used.add(figure.id)
        yield replace(fact, path=("differences", 0), heading=None, label=label, cite=_cite(fact.cite, figure))
