"""Records beside each other: by section, row and measure, with exact differences; two years, two projects, two prefectures. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from structurer.checks.outcome import Verdict
from structurer.checks.select import role
from structurer.labels.label import without_year
from structurer.record.record import Record
from structurer.record.years.project_key import name_key, project_head
from structurer.sheet.facts import Fact, facts, path_text
from structurer.sheet.model import Measure, Stage, Table
from structurer.text.source import Unit
from structurer.text.words import heading

_NAMED = frozenset({Table.ITEM, Table.SUBSIDY, Table.INDICATOR, Table.PLAN})
"""Tables whose rows have names of their own: of the others the measure says what a row is, however a publisher calls it."""


class Incomparable(StrEnum):
    """Why two amounts that stand beside each other have no difference."""

    UNIT = "unit"
    STAGE = "stage"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class ComparedRecord:
    """One of the records: where it is saved, and what its head says."""

    record: str
    revision: int
    project: str
    publisher: str
    fiscal_year: int | None
    verdict: Verdict
    content: Record

    @classmethod
    def of(cls, record_id: str, revision: int, record: Record) -> "ComparedRecord":
        """A saved record; what a person gave beside the sheet stands for what it does not print."""
        identity, given = record.sheet.identity, record.given
        publisher = "" if identity.publisher is None else identity.publisher.text
        return cls(
            record_id,
            revision,
            record.source.name if identity.project is None else identity.project.text,
            publisher or (given and given.publisher) or "",
            project_head(identity, given).fiscal_year,
            record.verdict,
            record,
        )


@dataclass(frozen=True, slots=True)
class ComparedAmount:
    """One amount of a record: the prints of it, the first of which stands for all."""

    prints: tuple[Fact, ...]

    @property
    def fact(self) -> Fact:
        """The first print."""
        return self.prints[0]

    @property
    def value(self) -> Fraction:
        """The exact value in the base unit."""
        return self.fact.cite.value

    @property
    def path(self) -> str:
        """The field of the first print."""
        return path_text(self.fact.path)


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one record's amount to the next one's: a difference, or why there is none."""

    difference: Fraction | None = None
    share: Fraction | None = None
    why: Incomparable | None = None


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row: what it measures, and its amount in each record, None where a record has none.

    Attributes:
        section, row: as the first record that has the row prints them.
        year_offset, stage: of the first amount; where the stages differ each amount has its own.
        steps: from each record to the one after it.
    """

    table: Table
    section: str
    row: str
    measure: Measure
    year_offset: int
    stage: Stage
    amounts: tuple[ComparedAmount | None, ...]
    steps: tuple[Step, ...]

    @property
    def came(self) -> bool:
        """True for a row that the first record lacks and the last one has."""
        return self.amounts[0] is None and self.amounts[-1] is not None

    @property
    def went(self) -> bool:
        """True for a row that the first record has and the last one lacks."""
        return self.amounts[0] is not None and self.amounts[-1] is None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some records beside each other, row by row."""

    records: tuple[ComparedRecord, ...]
    rows: tuple[ComparedRow, ...]

    @property
    def without_year(self) -> tuple[ComparedRecord, ...]:
        """The records whose year nobody knows: no difference of theirs is told."""
        return tuple(one for one in self.records if one.fiscal_year is None)


def compare(records: Sequence[ComparedRecord], *, own_year: bool = False) -> Comparison:
    """Return records beside each other in the order given; `own_year` leaves out what they print of other years.

    Years are those beside each sheet's own: what one prints for the year before stands beside what the other does.
    """
    every = [[fact for fact in facts(one.content.sheet) if not own_year or fact.year_offset == 0] for one in records]
    known = [one.fiscal_year is not None for one in records]
    return Comparison(tuple(records), tuple(_row(amounts, known) for amounts in _aligned(every)))


Amounts = tuple[ComparedAmount | None, ...]
_Key = tuple[Hashable, ...]


def _aligned(every: Sequence[Sequence[Fact]]) -> Iterator[Amounts]:
    """Yield the amounts that belong to one row, one of each record, in the order of the first record that has the row."""
    fine = {key for own in every for key in _ambiguous(own)}
    columns = [_by_key(own, fine) for own in every]
    rows = {key: tuple(column.get(key) for column in columns) for key in _merged([list(column) for column in columns])}
    for apart in (_without_stage, _without_unit):
        _pair(rows, apart)
    order = {table: number for number, table in enumerate(Table)}
    yield from sorted(rows.values(), key=lambda amounts: order[_first(amounts).fact.table])


def _ambiguous(own: Iterable[Fact]) -> set[_Key]:
    """The keys under which one record prints several amounts: there the row and the section must be the same, too."""
    values: dict[_Key, set[Hashable]] = defaultdict(set)
    for fact in own:
        values[_key(fact)].add(fact.cite.value)
    return {key for key, found in values.items() if len(found) > 1}


def _by_key(own: Iterable[Fact], fine: set[_Key]) -> dict[_Key, ComparedAmount]:
    """The amounts of a record by their keys; several of one row, as the parts of an item are, by their order in it."""
    found: dict[_Key, dict[Fraction, list[Fact]]] = defaultdict(dict)
    for fact in own:
        key = _key(fact)
        whole = (*key, _section(fact), without_year(fact.row)) if key in fine else key
        found[whole].setdefault(fact.cite.value, []).append(fact)
    return {
        (*key, number): ComparedAmount(tuple(prints))
        for key, values in found.items()
        for number, prints in enumerate(values.values())
    }


def _key(fact: Fact) -> _Key:
    """What makes two amounts of two records one row: table, measure, year, stage and unit, and the name of an item or indicator."""
    own = name_key(fact.row) if fact.table in _NAMED else _section(fact) if fact.path[0] == "sections" else ""
    return (fact.table, own, role(fact.label), fact.measure, fact.year_offset, fact.stage, fact.cite.unit)


def _section(fact: Fact) -> str:
    return without_year(heading(fact.section))


def _merged(lists: Sequence[Sequence[_Key]]) -> list[_Key]:
    """Every key once: those of the first record in its order, and each one that it lacks behind the key it follows elsewhere."""
    merged: list[_Key] = []
    for own in lists:
        place = 0
        for key in own:
            if key in merged:
                place = merged.index(key) + 1
            else:
                merged.insert(place, key)
                place += 1
    return merged


def _without_stage(key: _Key) -> _Key:
    return (*key[:5], None, *key[6:])


def _without_unit(key: _Key) -> _Key:
    return (*key[:6], None, *key[7:])


def _pair(rows: dict[_Key, Amounts], apart: Callable[[_Key], _Key]) -> None:
    """Put rows together that are of different records and differ in one thing only, where that leaves one way to do so."""
    groups: dict[_Key, list[_Key]] = defaultdict(list)
    for key, amounts in rows.items():
        if None in amounts:
            groups[apart(key)].append(key)
    for keys in groups.values():
        columns = list(zip(*(rows[key] for key in keys), strict=True))
        if len(keys) > 1 and all(sum(one is not None for one in column) <= 1 for column in columns):
            rows[keys[0]] = tuple(next((one for one in column if one is not None), None) for column in columns)
            for key in keys[1:]:
                del rows[key]


def _first(amounts: Amounts) -> ComparedAmount:
    return next(one for one in amounts if one is not None)


def _row(amounts: Amounts, known: Sequence[bool]) -> ComparedRow:
    fact = _first(amounts).fact
    steps = (
        _step(before, after, is_dated=all(known[at : at + 2])) for at, (before, after) in enumerate(pairwise(amounts))
    )
    return ComparedRow(
        fact.table, fact.section, fact.row, fact.measure, fact.year_offset, fact.stage, amounts, tuple(steps)
    )


def _step(before: ComparedAmount | None, after: ComparedAmount | None, *, is_dated: bool) -> Step:
    """A difference in the base unit and its share of the amount before, exactly; 0 and what is a share itself have no share."""
    if before is None or after is None:
        return Step()
    if before.fact.cite.unit is not after.fact.cite.unit:
        return Step(why=Incomparable.UNIT)
    if before.fact.stage is not after.fact.stage:
        return Step(why=Incomparable.STAGE)
    if not is_dated:
        return Step(why=Incomparable.YEAR)
    difference = after.value - before.value
    is_scale = before.fact.cite.unit in {Unit.PERCENT, Unit.RATIO}
    return Step(difference, None if is_scale or not before.value else difference / abs(before.value))
