"""The figures in a working: each is written with the name that tells it from the others, its unit and its line.

Workings are saved with the record, so their words are the sheet's, in whatever language a report is.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from structurer.checks.claim import shown, unit_word
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure
from structurer.sheet.names import MEASURES, STAGES
from structurer.text.source import Source, Unit
from structurer.text.words import tidy

Notation = Callable[[Fact], str]
"""A function that writes a figure in a working."""
Traits = tuple[tuple[object, str], ...]
"""What may tell a fact from another, each with its word."""

_LONGEST_NAME = 24
"""Characters of a name: a term with a full-width name of 24, 48 columns, and its figure still fits a line of a terminal."""
_YEARS = {-2: "前々年度", -1: "前年度", 0: ""}


def notation(facts: Sequence[Fact], source: Source) -> Notation:
    """The notation of a claim over some facts: `事業費 54,826千円 (L13)`."""
    names = names_of(facts)
    return lambda fact: f"{names[fact.path]} {shown(fact, _missing_unit(fact, source))}".lstrip()


def names_of(facts: Sequence[Fact]) -> dict[SheetPath, str]:
    """For each fact of a claim a name that tells it from the others.

    It is the row's label, else the section's, else what the column measures, else its year and stage; where none of them
    is the fact's alone, it is made of those in which the fact differs from some other. Facts that differ in nothing are
    named by their row.
    """
    rows = {fact.path: tidy(fact.row) for fact in facts}
    if all(rows.values()) and len(set(rows.values())) == len(rows):
        return {path: _cut(row) for path, row in rows.items()}
    dated = len({fact.year_offset for fact in facts}) > 1
    traits = {fact.path: _traits(fact, dated=dated) for fact in facts}
    keys = {path: tuple(key for key, _ in found) for path, found in traits.items()}
    alone = [Counter(column) for column in zip(*keys.values(), strict=True)]
    own = {
        path: next((word for (key, word), count in zip(found, alone, strict=True) if word and count[key] == 1), "")
        for path, found in traits.items()
    }
    alike = (
        []
        if all(own.values())
        else [Counter(key[:length] for key in keys.values()) for length in range(len(alone) + 1)]
    )
    return {path: _cut(own[path]) or _differing(found, keys[path], alike) for path, found in traits.items()}


def _differing(found: Traits, key: tuple[object, ...], alike: Sequence[Counter[tuple[object, ...]]]) -> str:
    """The words in which a fact differs from some other that is like it in those before; its row, where there are none."""
    words = [
        word
        for place, (_, word) in enumerate(found)
        if word and alike[place + 1][key[: place + 1]] < alike[place][key[:place]]
    ]
    return " ".join(map(_cut, words or [found[0][1]]))


def _traits(fact: Fact, *, dated: bool) -> Traits:
    """Return what may tell a fact from another, each with its word: row, section, measure, year and stage.

    金額, what most columns of items measure, says nothing and has no word; a year has one where the facts are of several.
    """
    year = _YEARS.get(fact.year_offset, f"{abs(fact.year_offset)}年{'前' if fact.year_offset < 0 else '後'}")
    row, section = tidy(fact.row), tidy(fact.section)
    measure = "" if fact.measure is Measure.AMOUNT else MEASURES[fact.measure]
    moment = f"{year if dated else ''}{STAGES[fact.stage]}"
    return ((row, row), (section, section), (fact.measure, measure), ((fact.year_offset, fact.stage), moment))


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST_NAME else f"{word[: _LONGEST_NAME - 1]}…"


def _missing_unit(fact: Fact, source: Source) -> str:
    """The unit of an amount that is printed without one: the one declared above its table."""
    figure = source.by_id.get(fact.cite.figure or "")
    if figure is None or fact.cite.unit is not Unit.YEN or "円" in fact.cite.printed:
        return ""
    return unit_word(figure.rounding) or ""
