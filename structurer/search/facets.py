"""The facets of a search: for each value how many records it would leave, whatever else of its own facet is asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from structurer.search.question import SearchQuestion
from structurer.search.yen_range import YenRange, yen_range
from structurer.store import FoundRecord
from structurer.text.words import squeeze

BANDS = ("1,000万円未満", "1,000万円以上1億円未満", "1億円以上10億円未満", "10億円以上")
"""The bands of the amount's facet, written as they may be typed: most projects of a prefecture lie in the middle two."""

_BANDS: tuple[tuple[str, YenRange], ...] = tuple((band, yen_range(band)) for band in BANDS)
_Test = Callable[[FoundRecord], bool]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, how many records it would leave, and whether it is asked for."""

    value: str
    count: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name (`year`, `publisher`, `department`, `verdict`, `amount`) and its values, the most frequent first."""

    name: str
    values: tuple[FacetValue, ...]


def chosen(found: Sequence[FoundRecord], asked: SearchQuestion) -> tuple[list[FoundRecord], tuple[Facet, ...]]:
    """Return the records that have every facet that is asked for, and the facets."""
    tests = _tests(found, asked)
    failing = [[name for name, test in tests.items() if not test(record)] for record in found]
    facets = tuple(
        Facet(name, _values(name, asked, (one for one, not_its in zip(found, failing, strict=True) if not_its in ([], [name]))))
        for name in ("year", "publisher", "department", "verdict", "amount")
    )  # fmt: skip
    return [record for record, missed in zip(found, failing, strict=True) if not missed], facets


def _tests(found: Sequence[FoundRecord], asked: SearchQuestion) -> dict[str, _Test]:
    """Return by facet what a record must be for it; nothing for a facet that is not asked for."""
    tests: dict[str, _Test] = {}
    if asked.years:
        tests["year"] = lambda record: record.fiscal_year in asked.years
    if asked.publishers:
        publishers = _named({one.publisher for one in found}, asked.publishers)
        tests["publisher"] = lambda record: record.publisher in publishers
    if asked.departments:
        departments = _named({one.department for one in found}, asked.departments)
        tests["department"] = lambda record: record.department in departments
    if asked.verdicts:
        tests["verdict"] = lambda record: record.verdict in asked.verdicts
    if asked.amounts:
        ranges = [one for _, one in asked.amounts]
        tests["amount"] = lambda record: any(amount in one for one in ranges for amount in record.amounts)
    return tests


def _named(known: Iterable[str | None], asked: Iterable[str]) -> frozenset[str]:
    """Return the names that are asked for: the one that is typed, else those that contain it."""
    spelt = {name: squeeze(name) for name in known if name}
    found: set[str] = set()
    for typed in map(squeeze, asked):
        same = {name for name, letters in spelt.items() if letters == typed}
        found |= same or {name for name, letters in spelt.items() if typed in letters}
    return frozenset(found)


def _values(name: str, asked: SearchQuestion, found: Iterable[FoundRecord]) -> tuple[FacetValue, ...]:
    if name == "amount":
        amounts = [record.amounts for record in found if record.amounts]
        typed = {text for text, _ in asked.amounts}
        counts = [(band, sum(any(one in limits for one in own) for own in amounts)) for band, limits in _BANDS]
        return tuple(FacetValue(band, count, band in typed) for band, count in counts if count)
    read = _READ[name]
    counted = Counter(value for record in found if (value := read(record)) is not None)
    known = _asked(name, asked, counted)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]) if name != "year" else (0, pair[0]))
    values = [FacetValue(value, count, value in known) for value, count in ordered]
    return tuple(reversed(values) if name == "year" else values)


_READ: dict[str, Callable[[FoundRecord], str | None]] = {
    "year": lambda record: None if record.fiscal_year is None else str(record.fiscal_year),
    "publisher": lambda record: record.publisher,
    "department": lambda record: record.department,
    "verdict": lambda record: record.verdict.value,
}


def _asked(name: str, asked: SearchQuestion, known: Iterable[str]) -> frozenset[str]:
    if name == "year":
        return frozenset(map(str, asked.years))
    if name == "verdict":
        return frozenset(one.value for one in asked.verdicts)
    return _named(known, asked.publishers if name == "publisher" else asked.departments)
