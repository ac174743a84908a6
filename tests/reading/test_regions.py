"""Regions: every figure stands in that of its own table, headings included, and none goes beyond the sheet."""

import re

import pytest
from hypothesis import given

from structurer.checks.judged import JudgedReading
from structurer.reading.regions import Region, RegionKind, around, leftovers, outside, tables
from structurer.sheet.facts import facts
from structurer.sheet.model import Measure
from tests.support.answering import SMALL, TABBED, UNKNOWN, with_unknown_table
from tests.support.builders import PARTED, fixture, guide, proves, sheets, source

COLUMNS = {
    RegionKind.COSTS: r"事業費|予算額",
    RegionKind.TOTALS: r"要求額|当初予算案",
    RegionKind.ITEMS: r"細事業|事業内容",
    RegionKind.FUNDING: r"一般財源",
    RegionKind.INDICATORS: r"単位",
}
"""A word of every table's column headings."""
TORN = ("pages-out-of-order",)
"""The fixture that regions do not know yet: tables that pages tear apart, the name of the project below them."""
HEADED = (
    "aligned-pages", "aligned-spaces", "broken-headings", "error-difference", "error-funding-detail", "error-sentence",
    "flattened-funding",
    "markdown-lists", "numbered-list", "numbered-rows", "pages-out-of-order", "prose-bullets", "prose-only", "supplementary-budget",
)  # fmt: skip
"""Fixtures whose tables have other words above them, or break them, or are running text."""
_UNKNOWN_SHAPE = pytest.mark.xfail(strict=True, reason="regions do not know this shape yet")


def known(*unknown: str) -> list[object]:
    """Every fixture; those of a shape that regions do not know yet are expected to fail."""
    return [pytest.param(name, marks=_UNKNOWN_SHAPE) if name in unknown else name for name in PARTED]


KINDS = {
    "costs": RegionKind.COSTS,
    "totals": RegionKind.TOTALS,
    "sections": RegionKind.ITEMS,
    "funding": RegionKind.FUNDING,
}
RUN = "".join(f"| 積立金{number} | 1,{number % 1000:03}円 |\n" for number in range(200))
"""A long table of amounts that the layout reader does not know."""


def all_lines(reading: JudgedReading) -> set[int]:
    """Every line number of a sheet."""
    return {line.number for line in reading.source.lines}


def text_of(reading: JudgedReading, region: Region) -> str:
    """The text of a region."""
    return "\n".join(reading.source.line_text(line) for line in region.lines)


@pytest.mark.parametrize("name", known(*TORN))
def test_every_figure_is_in_the_region_of_its_own_table(name: str) -> None:
    """Each cited figure stands in one region only, of its table's kind, its label and its table's other figures with it."""
    reading = guide(fixture(name))
    for fact in facts(reading.sheet):
        (own,) = [region for region in tables(reading) if fact.cite.line in region.lines]
        kinds = {KINDS.get(str(fact.path[0]), RegionKind.INDICATORS)}
        if fact.measure is Measure.CHANGE:  # which a table of sources may have in a row of its own
            kinds.add(RegionKind.FUNDING)
        assert own.kind in kinds
        assert {e.cite.line for e in facts(reading.sheet) if e.path[:2] == fact.path[:2]} <= set(own.lines)
        assert fact.label.line in own.lines


@pytest.mark.parametrize("name", known(*HEADED))
def test_a_table_comes_with_its_column_headings(name: str) -> None:
    """Amounts without the words above them could not be read."""
    reading = guide(fixture(name))
    for region in tables(reading):
        assert re.search(COLUMNS[region.kind], text_of(reading, region))


@pytest.mark.parametrize("name", PARTED)
def test_a_table_is_a_run_of_lines(name: str) -> None:
    """A region has no gaps, and the regions stand in the order of the sheet."""
    found = tables(guide(fixture(name)))
    assert all(region.lines == tuple(range(region.lines[0], region.lines[-1] + 1)) for region in found)
    assert list(found) == sorted(found, key=lambda region: region.lines[0])


@pytest.mark.parametrize("name", PARTED)
def test_nothing_is_left_over_of_a_sheet_that_was_read(name: str) -> None:
    """Every fixture is read to its last amount, so no region is about a rest."""
    reading = guide(fixture(name))
    assert leftovers(reading) == ()
    assert all(region.kind is not RegionKind.PART for region in tables(reading))


@pytest.mark.parametrize("name", [SMALL, TABBED])
def test_an_unknown_table_is_left_over(name: str) -> None:
    """What the layout reader does not know is one more region, with its headings; the others are what they were."""
    reading = guide(with_unknown_table(name))
    (rest,) = leftovers(reading)
    assert rest.kind is RegionKind.PART
    assert text_of(reading, rest).strip().endswith(UNKNOWN.strip())
    assert tables(reading) == (*tables(guide(fixture(name))), rest)


def test_a_long_run_is_cut() -> None:
    """No question about a rest is endless; together they show all of it."""
    reading = guide(source(RUN))
    found = leftovers(reading)
    assert len(found) > 1
    assert max(len(region.lines) for region in found) < 80
    assert set().union(*(region.lines for region in found)) >= {figure.line for figure in reading.source.figures}


@proves
@given(sheets)
def test_no_region_leaves_the_sheet(text: str) -> None:
    """Whatever the sheet, regions are made of its lines, none twice."""
    reading = guide(source(text))
    for region in (*tables(reading), *leftovers(reading), outside(reading.source, tables(reading))):
        assert set(region.lines) <= all_lines(reading)
        assert list(region.lines) == sorted(set(region.lines))


@proves
@given(sheets)
def test_outside_is_the_rest(text: str) -> None:
    """Every line is shown with a table or outside of all; outside no table's figure is shown a second time."""
    reading = guide(source(text))
    inside = {line for region in tables(reading) if region.kind is not RegionKind.PART for line in region.lines}
    head = outside(reading.source, tables(reading))
    assert (head.kind, inside | set(head.lines)) == (RegionKind.HEAD, all_lines(reading))
    assert not {fact.cite.line for fact in facts(reading.sheet)} & set(head.lines)


def test_a_rest_is_read_for_names_too() -> None:
    """Lines around amounts that were left over are in no table."""
    reading = guide(with_unknown_table())
    assert text_of(reading, outside(reading.source, tables(reading))).strip().endswith(UNKNOWN.strip())


@pytest.mark.parametrize("name", known(*TORN))
def test_outside_has_the_name_of_the_project(name: str) -> None:
    """The question about the head of the sheet shows the head of the sheet, even where a table follows at once."""
    reading = guide(fixture(name))
    project = reading.sheet.identity.project
    assert project is not None
    assert project.line in outside(reading.source, tables(reading)).lines


@pytest.mark.parametrize("name", [SMALL, TABBED, "tottori-dx", "nagano-it"])
def test_outside_has_the_narrative(name: str) -> None:
    """The question about running text shows every heading of it but those that are a table's own."""
    reading = guide(fixture(name))
    own = {fact.heading.line for fact in facts(reading.sheet) if fact.heading is not None}
    shown = {*own, *outside(reading.source, tables(reading)).lines}
    assert [passage.heading.text for passage in reading.sheet.narrative if passage.heading.line not in shown] == []


@pytest.mark.parametrize("name", known(*TORN))
def test_around_gives_whole_tables(name: str) -> None:
    """Any line of a table brings the table, two lines bring both; a line in none stands alone."""
    reading = guide(fixture(name))
    found = tables(reading)
    for region in found:
        one = around(reading, region.lines[-1:])
        assert (one.kind, one.lines) == (RegionKind.PART, region.lines)
    both = around(reading, (found[0].lines[0], found[-1].lines[-1]))
    assert both.lines == tuple(sorted({*found[0].lines, *found[-1].lines}))
    for line in all_lines(reading).difference(*(region.lines for region in found)):
        assert around(reading, (line,)).lines == (line,)
