"""The answer a faultless model would give about a gold sheet, in no shape of its own: names of the head, and facts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from structurer.evaluation.gold import Gold
from structurer.labels.label import fiscal_year_of
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Cite, Label, Measure, Stage, Table
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit
from structurer.text.words import squeeze

_LISTS = {
    Table.COST: "costs", Table.STAFF: "costs", Table.FUNDING: "funding", Table.INDICATOR: "indicators",
    Table.PLAN: "indicators", Table.ITEM: "sections", Table.SUBSIDY: "sections", Table.TOTAL: "sections",
}  # fmt: skip
_BEFORE = 12
"""Characters before a rate in which its owner stands: `国庫補助率 1/2`, `国1/2`."""


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
    """The facts, each with the figure that its line and print name; of several those in the order of the columns."""
    candidates = [_candidates(source, fact) for fact in facts]
    order = _columns(source, facts, candidates)
    alike: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        alike[fact.cite.line, squeeze(fact.cite.printed)].append(number)
    made = list(facts)
    for numbers in alike.values():
        ranked = sorted(numbers, key=lambda n: (order.get(_column(facts[n]), 0.0), n)) if len(numbers) > 1 else numbers
        for number, figure in zip(ranked, candidates[numbers[0]], strict=False):
            made[number] = replace(facts[number], cite=_cite(facts[number].cite, figure))
    return made


def _candidates(source: Source, fact: Fact) -> list[Figure]:
    printed = squeeze(fact.cite.printed)
    here = source.by_line.get(fact.cite.line or 0, ())
    exact = [figure for figure in here if squeeze(figure.printed) == printed]
    return exact or [figure for figure in here if figure.amount(fact.cite.unit) == fact.cite.amount]


def _column(fact: Fact) -> tuple[object, ...]:
    return (fact.table, fact.section, *fact.column)


def _columns(
    source: Source, facts: Sequence[Fact], candidates: Sequence[Sequence[Figure]]
) -> dict[tuple[object, ...], float]:
    """Where in its line each column stands, from the rows in which only one figure can be meant."""
    places: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for fact, found in zip(facts, candidates, strict=True):
        if len(found) == 1:
            places[_column(fact)].append(source.by_line[found[0].line].index(found[0]))
    return {column: mean(found) for column, found in places.items()}


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
        ended = name not in {"sections", "totals"} and any(before < other < line for other in shown)
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
    """What a faultless model says beside the facts: the rate of the national share, and the cost it is reckoned on."""
    for optional in gold.meta.optional:
        for figure in gold.source.by_line.get(optional.line, ()):
            before = gold.source.drawn[max(0, figure.start - _BEFORE) : figure.start]
            if figure.id in used:
                continue
            if figure.amount(Unit.RATIO) == optional.amount and "国" in before:
                used.add(figure.id)
                yield _loose(("national_rates", 0), figure, optional.amount, Unit.RATIO, Measure.RATE)
            elif figure.amount(Unit.YEN) == optional.amount and "対象" in gold.source.line_text(figure.line):
                used.add(figure.id)
                yield _loose(("eligible_costs", 0), figure, optional.amount, Unit.YEN, Measure.TOTAL)


def _loose(path: SheetPath, figure: Figure, amount: str, unit: Unit, measure: Measure) -> Fact:
    cite = Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)
    name = "国庫補助対象経費" if unit is Unit.YEN else "国庫補助率"
    stage = Stage.REQUEST if unit is Unit.YEN else Stage.NONE
    return Fact(path, Table.FUNDING, None, Label(text=name), measure, 0, stage, cite)
