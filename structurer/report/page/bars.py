"""The funding of each stage as a bar: its sources side by side, on one scale for the table."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import groupby

from structurer.language import say
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.page.columns import Row, own_year_first
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure, Table
from structurer.text.money import print_number
from structurer.text.source import Unit

_STEP = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Segment:
    """One source: where it begins and how wide it is, in percent of the bar's full width."""

    measure: str
    name: str
    amount: str
    share: str
    start: str
    width: str
    path: str
    figure: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a funding table. `gap` is the amount that its sources do not explain, empty where there is none."""

    label: str
    total: str
    segments: tuple[Segment, ...]
    gap: str
    negative: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A funding table."""

    heading: str
    bars: tuple[Bar, ...]


def charts(indexed: IndexedRecord) -> tuple[Chart, ...]:
    """A chart for each funding table in which an amount is not zero."""
    found = [fact for fact in indexed.facts.values() if fact.table is Table.FUNDING and fact.cite.unit is Unit.YEN]
    tables = (list(own) for _, own in groupby(found, key=lambda fact: fact.path[:2]))
    made = (_chart(own, indexed.record.sheet.identity.fiscal_year) for own in tables)
    return tuple(chart for chart in made if chart.bars)


def _chart(own: list[Fact], fiscal_year: int | None) -> Chart:
    rows = own_year_first(list(cells) for _, cells in groupby(own, key=lambda fact: fact.path[:4]))
    full = max((max(_total(row), _sum(row)) for row in rows), default=Fraction(0))
    bars = tuple(_bar(row, full, fiscal_year) for row in rows if any(fact.cite.value != 0 for fact in row))
    return Chart(own[0].section, bars)


def _total(row: Row) -> Fraction:
    return next((fact.cite.value for fact in row if fact.measure is Measure.TOTAL), _sum(row))


def _sources(row: Row) -> list[Fact]:
    return [fact for fact in row if fact.measure is not Measure.TOTAL]


def _sum(row: Row) -> Fraction:
    return sum((fact.cite.value for fact in _sources(row)), Fraction(0))


def _bar(row: Row, full: Fraction, fiscal_year: int | None) -> Bar:
    total, gap = _total(row), _total(row) - _sum(row)
    first = row[0]
    year = "" if first.year_offset == 0 else phrases.year_of(first.year_offset, fiscal_year)
    words = [word for word in (first.row, year, phrases.stage(first.stage)) if word]
    negative = any(fact.cite.value < 0 for fact in row) or full <= 0
    segments = () if negative else tuple(_segments(row, total, full))
    shown = "" if gap == 0 else yen(gap)
    return Bar(" · ".join(dict.fromkeys(words)), yen(total), segments, shown, negative)


def _segments(row: Row, total: Fraction, full: Fraction) -> list[Segment]:
    made, start = [], Fraction(0)
    for fact in _sources(row):
        value = fact.cite.value
        if value > 0:
            share = "" if total <= 0 else f"{_percent(value / total, Decimal('0.1'))}%"
            made.append(
                Segment(
                    fact.measure.value, phrases.measure(fact.measure), yen(value), share, _percent(start / full),
                    _percent(value / full), ".".join(map(str, fact.path)), fact.cite.figure or "",
                )
            )  # fmt: skip
            start += value
    return made


def _percent(share: Fraction, step: Decimal = _STEP) -> str:
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return format(exact.quantize(step, rounding=ROUND_HALF_EVEN), "f")


def yen(value: Fraction) -> str:
    """An amount for people: in 千円 where it is a whole number of them."""
    scale, word = (1000, say("千円", ",000 yen")) if value % 1000 == 0 and value != 0 else (1, say("円", " yen"))
    return print_number(value, scale=scale) + word
