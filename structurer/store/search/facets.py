"""The facets of a search: for each value how many records it would leave, whatever else of its own facet is asked for."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter

from structurer.store.search.matching import FoundRecord, FoundRow
from structurer.store.search.question import SearchQuestion
from structurer.text.words import squeeze

BANDS = ("1,000万円未満", "1,000万円以上1億円未満", "1億円以上10億円未満", "10億円以上")
"""The bands of the amount's facet, written as they may be typed: most projects of a prefecture lie in the middle two."""
_BOUNDS = (10**7, 10**8, 10**9)

NAMES = ("year", "publisher", "department", "verdict", "amount")
"""The facets, in the order of a page."""
_FIELDS = ("fiscal_year", "publisher", "department", "verdict", "yen")
_values_of = itemgetter(*map(FoundRecord._fields.index, _FIELDS))

_Values = tuple[int | None, str | None, str | None, str, str]
"""The values of a record, by facet; of its amounts the text. Many records share theirs, and are looked at once."""
_Test = Callable[[_Values], bool]


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


def chosen(found: Sequence[FoundRow], asked: SearchQuestion) -> tuple[list[FoundRow], tuple[Facet, ...]]:
    """Return the records that have every facet that is asked for, and the facets."""
    values: list[_Values] = list(map(_values_of, found))
    counted = Counter(values)
    tests = _tests(counted, asked)
    failing = {one: [name for name, test in tests.items() if not test(one)] for one in counted}
    kept = [record for record, one in zip(found, values, strict=True) if not failing[one]] if tests else [*found]
    return kept, tuple(_facet(place, name, asked, counted, failing) for place, name in enumerate(NAMES))


def _tests(known: Iterable[_Values], asked: SearchQuestion) -> dict[str, _Test]:
    """Return by facet what the values of a record must be for it; nothing for a facet that is not asked for."""
    tests: dict[str, _Test] = {}
    if asked.years:
        tests["year"] = lambda one: one[0] in asked.years
    if asked.publishers:
        publishers = _named({one[1] for one in known}, asked.publishers)
        tests["publisher"] = lambda one: one[1] in publishers
    if asked.departments:
        departments = _named({one[2] for one in known}, asked.departments)
        tests["department"] = lambda one: one[2] in departments
    if asked.verdicts:
        verdicts = {verdict.value for verdict in asked.verdicts}
        tests["verdict"] = lambda one: one[3] in verdicts
    if asked.amounts:
        ranges = [limits for _, limits in asked.amounts]
        tests["amount"] = lambda one: any(amount in limits for amount in _amounts(one[4]) for limits in ranges)
    return tests


def _named(known: Iterable[str | None], asked: Iterable[str]) -> frozenset[str]:
    """Return the names that are asked for: the one that is typed, else those that contain it."""
    spelt = {name: squeeze(name) for name in known if name}
    found: set[str] = set()
    for typed in map(squeeze, asked):
        same = {name for name, letters in spelt.items() if letters == typed}
        found |= same or {name for name, letters in spelt.items() if typed in letters}
    return frozenset(found)


def _facet(
    place: int, name: str, asked: SearchQuestion, counted: Counter[_Values], failing: dict[_Values, list[str]]
) -> Facet:
    counts: Counter[str] = Counter()
    for one, count in counted.items():
        if failing[one] in ([], [name]):
            for value in _bands(one[4]) if name == "amount" else (str(one[place]),) if one[place] is not None else ():
                counts[value] += count
    known = _asked(name, asked, counts)
    return Facet(name, tuple(FacetValue(value, counts[value], value in known) for value in _ordered(name, counts)))


def _bands(yen: str) -> set[str]:
    return {BANDS[bisect_right(_BOUNDS, amount)] for amount in _amounts(yen)}


def _amounts(yen: str) -> Iterator[int | Fraction]:
    return (int(text) if text.isdigit() else Fraction(text) for text in yen.split())


def _ordered(name: str, counts: Counter[str]) -> list[str]:
    """The values in their order: bands and years by themselves, the last year first; else the most frequent first."""
    if name == "amount":
        return [band for band in BANDS if counts[band]]
    if name == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _asked(name: str, asked: SearchQuestion, known: Iterable[str]) -> frozenset[str]:
    if name in {"publisher", "department"}:
        return _named(known, asked.publishers if name == "publisher" else asked.departments)
    typed = {"year": map(str, asked.years), "verdict": asked.verdicts, "amount": (text for text, _ in asked.amounts)}
    return frozenset(str(one) for one in typed[name])
