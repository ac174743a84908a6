"""What an amount is an amount of, in words that last over the years: the project's cost, its national money, an item's amount."""

from collections.abc import Iterator

from structurer.checks.reading import Reading
from structurer.checks.select import project_amounts, role, vectors
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Table
from structurer.text import lazy_re as re
from structurer.text.words import heading, squeeze

PROJECT = "project_cost"
"""The quantity of the project's own amount, wherever it is printed."""

_BASIS = re.compile(r"\d{1,2}月|補正|臨時|専決|骨格|肉付|暫定|最終|現計|内示|繰越|除く|含む")
"""Words that say on which budget an amount stands: without any it is the year's initial one."""


def quantities(reading: Reading, year_offset: int) -> Iterator[tuple[str, Fact]]:
    """Yield the amounts of a year of a sheet, each with its quantity; parts of a request and of a decision are none."""
    prints = project_amounts(reading)
    own = {fact.path for (year, _, said), facts in prints.items() if year == year_offset and not said for fact in facts}
    sources = _sources(reading, own)
    for fact in reading.facts:
        if fact.year_offset == year_offset and not role(fact.label):
            found = PROJECT if fact.path in own else sources.get(fact.path) or _quantity(fact)
            if found is not None:
                yield found, fact


def _sources(reading: Reading, own: set[SheetPath]) -> dict[SheetPath, str]:
    """The sources of the project's own amount: those of its row, or of its column where sources are rows."""
    found: dict[SheetPath, str] = {}
    for facts in vectors(reading, Table.FUNDING):
        whole = {fact.column[1:] for fact in facts if fact.path in own}
        for fact in facts:
            if fact.measure is not Measure.TOTAL and fact.column[1:] in whole:
                found[fact.path] = _funding(fact.measure)
    return found


def _funding(measure: Measure) -> str:
    return f"funding {measure.value}"


def _quantity(fact: Fact) -> str | None:
    if fact.table is Table.COST and fact.measure is not Measure.PROJECT_COST:
        return _funding(Measure.GENERAL) if fact.measure is Measure.GENERAL_FUND else f"cost {fact.measure.value}"
    if fact.table is Table.STAFF:
        return f"staff {fact.measure.value}"
    if fact.path[0] == "sections" and fact.measure is Measure.AMOUNT:
        section = squeeze(heading(fact.section)) if fact.table is Table.TOTAL else ""
        return " ".join(filter(None, (fact.table.value, section, squeeze(fact.row))))
    return None


def basis(words: str) -> tuple[str, ...]:
    """Return the words of a label, its headings and a title that say on which budget an amount stands."""
    return tuple(sorted(set(_BASIS.findall(squeeze(words)))))
