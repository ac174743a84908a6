"""Facts grouped to a sheet: nothing is lost, and what belongs together stands together."""

from collections import Counter
from dataclasses import replace

import pytest

from structurer.reading.layout import read_sheet
from structurer.sheet.facts import difference_facts, eligible_facts, facts, rate_facts
from structurer.sheet.grouping import grouped
from structurer.sheet.model import Label, Sheet
from tests.support.builders import FOLDERS, fixture
from tests.support.golds import a_fact


def _tables(sheet: Sheet) -> list[int]:
    rows = [
        *(len(table.rows) for table in sheet.costs),
        *(len(table.rows) for table in sheet.totals),
        *(len(table.rows) for table in sheet.funding),
        *(len(table.rows) for table in sheet.indicators),
    ]
    return [*rows, *(len(part) for section in sheet.sections for part in (section.items, section.totals))]


@pytest.mark.parametrize("name", FOLDERS)
def test_the_facts_of_a_sheet_make_it_again(name: str) -> None:
    """What the layout reader reads, taken apart and grouped, has the same facts in as many tables and rows."""
    sheet = read_sheet(fixture(name))
    parts = [*facts(sheet), *rate_facts(sheet), *eligible_facts(sheet), *difference_facts(sheet)]
    made = grouped(parts)
    assert Counter(fact.labelled for fact in facts(made)) == Counter(fact.labelled for fact in facts(sheet))
    assert _tables(made) == _tables(sheet)
    assert (made.national_rates, made.eligible_costs) == (sheet.national_rates, sheet.eligible_costs)
    assert [found.cite for found in made.differences] == [found.cite for found in sheet.differences]


def test_a_part_with_a_name_of_its_own_belongs_to_the_item_before_it() -> None:
    """Its amount is no item's; a term under an item's name is that of one of its activities."""
    item = replace(a_fact(table="item", row="見回り", measure="amount"), path=("sections", 0))
    part = replace(a_fact(table="item", row="うち車", measure="breakdown"), path=("sections", 0))
    term = replace(a_fact(table="subsidy", section="見回り", row="助成", measure="cap", stage=""), path=("sections", 0))
    (section,) = grouped([item, part, term]).sections
    (made,) = section.items
    assert (made.label, made.breakdown[0].label) == (Label(text="見回り"), Label(text="うち車"))
    assert made.activities[0].subsidy is not None
    assert made.activities[0].subsidy.cap == term.cite


def test_a_name_without_a_place_that_has_its_amount_already_is_another_row() -> None:
    """Two rows of one name on different lines stay two; on one line they are one row with the amount twice."""
    first = replace(a_fact(row="要求額", line=3), path=("costs", 0))
    second, beside = (replace(a_fact(row="要求額", line=line), path=("costs", 0)) for line in (7, 3))
    assert len(grouped([first, second]).costs[0].rows) == 2
    assert len(grouped([first, beside]).costs[0].rows) == 1
