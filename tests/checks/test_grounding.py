"""Grounding: what is cited stands in the source and in its row; under another column, year or stage it has no proof."""

from dataclasses import replace
from decimal import Decimal

import pytest

from structurer.checks.grounding import Quotation
from structurer.checks.reading import Reading
from structurer.labels.label import names_year
from structurer.sheet.facts import SheetPath
from structurer.sheet.model import Cell, Indicator, IndicatorTable, Label, Measure, Stage
from structurer.text.source import Unit
from tests.support.builders import reading_of
from tests.support.sheets import (
    alone,
    entry_of,
    exchanged,
    outcomes,
    piped,
    pointed,
    recited,
    tabbed,
    truth,
    with_sheet,
)

NAMES = ("tottori-dx", "nagano-it", "parks-plain", "ferry-changes", "museum-supplementary", "health-tabs")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", ["GRD701", "GRD702", "GRD703"])
def test_true_readings_are_grounded(name: str, code: str) -> None:
    """Every figure and label of a faultless reading stands where it is said to stand."""
    assert set(outcomes(truth(name), code)) == {"holds"}


@pytest.mark.parametrize(
    "update",
    [
        {"figure": None},
        {"figure": "F9999"},
        {"printed": "12,001千円"},
        {"printed": "12,000"},
        {"printed": "12,000 千円"},
        {"amount": "12000"},
        {"amount": "12001000"},
        {"line": 6},
        {"line": None},
        {"unit": Unit.COUNT},
    ],
)
def test_quotation(update: dict[str, object]) -> None:
    """Id, print, line, value and unit of a cite must all be the figure's own."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.PROJECT_COST)
    wrong = recited(reading, (fact.path, fact.cite.model_copy(update=update)))
    (failing,) = [result for result in alone(wrong, "GRD701") if result.is_finding]
    assert failing.facts[0].path == fact.path


@pytest.mark.parametrize(
    ("change", "measure", "working"),
    [
        ({"figure": None}, None, "「12,000千円」 ∉ "),
        ({"unit": Unit.PERSON}, None, "12,000千円 (L5): project_cost ∌ person"),
        ({}, Measure.NATIONAL, "12,000千円 (L5): cost ∌ national"),
        ({"figure": None, "printed": "1/2", "line": 8}, None, "1/2 (L8) ≠ yen"),
    ],
)
def test_what_did_not_fit_is_told(change: dict[str, object], measure: Measure | None, working: str) -> None:
    """A figure that stands where it is cited is not said to be missing: its measure is none of the table's, or its unit not its own."""
    reading = piped()
    fact = entry_of(reading, "当初予算要求額", Measure.PROJECT_COST)
    made = replace(fact, measure=measure or fact.measure, cite=fact.cite.model_copy(update=change))
    assert Quotation("", made).judge(reading.source).working[0].startswith(working)


def _labelled(text: str, line: int | None) -> Reading:
    reading = piped()
    return with_sheet(reading, exchanged(reading.sheet, ("costs", 0, "rows", 0, "label"), Label(text=text, line=line)))


@pytest.mark.parametrize(
    ("text", "line", "holds"),
    [
        ("当初予算要求額", 5, True),
        ("当初 予算 要求額", 5, True),
        ("当初予算要求額", None, False),
        ("当初予算要求額", 99, False),
        ("当初予算決定額", 5, False),
        ("要求総額", 5, False),
        ("", 5, False),
    ],
)
def test_label(text: str, line: int | None, *, holds: bool) -> None:
    """A row label stands on its line, spaces and width aside."""
    found = [r.name for r in alone(_labelled(text, line), "GRD702") if r.is_finding]
    assert found == ([] if holds else [text])


@pytest.mark.parametrize(
    ("row", "other"),
    [("当初予算要求額", "前年度当初予算額"), ("前年度当初予算額", "当初予算要求額")],
)
def test_row(row: str, other: str) -> None:
    """A neighbour's amount is off the row that takes it."""
    reading = piped()
    fact, neighbour = (entry_of(reading, name, Measure.PROJECT_COST) for name in (row, other))
    failing = [r for r in alone(recited(reading, (fact.path, neighbour.cite)), "GRD703") if r.is_finding]
    assert [result.facts[0].path for result in failing] == [fact.path]


def test_row_without_a_place() -> None:
    """Where a label stands nowhere its row cannot be told."""
    assert "unverifiable" in outcomes(_labelled("どこにもない", 5), "GRD703")


def _asked(reading: Reading, code: str) -> set[SheetPath]:
    """The amounts that a check asks about."""
    return {fact.path for result in alone(reading, code) if result.is_finding for fact in result.facts}


@pytest.mark.parametrize(
    ("reading", "row", "measures"),
    [
        (piped(), "要求額", (Measure.NATIONAL, Measure.BONDS)),
        (piped(), "当初予算要求額", (Measure.PROJECT_COST, Measure.PERSONNEL_COST)),
        (tabbed(), "R6年度", (Measure.PROJECT_COST, Measure.GENERAL_FUND)),
    ],
)
def test_column(reading: Reading, row: str, measures: tuple[Measure, Measure]) -> None:
    """Two columns swapped in a row stand under the wrong headings, and neither has a place."""
    one, two = (entry_of(reading, row, measure) for measure in measures)
    wrong = recited(reading, (one.path, two.cite), (two.path, one.cite))
    assert {one.path, two.path} <= _asked(wrong, "PRF902")


@pytest.mark.parametrize(("field", "value"), [("stage", Stage.SETTLED), ("year_offset", -2), ("stage", Stage.NONE)])
def test_year_and_stage(field: str, value: object) -> None:
    """A row's figures have the year and the stage that its label names."""
    reading = piped()
    wrong = with_sheet(reading, exchanged(reading.sheet, ("costs", 0, "rows", 0, "cells", 0, field), value))
    assert ("costs", 0, "rows", 0, "cells", 0, "cite") in _asked(wrong, "PRF903")


@pytest.mark.parametrize("year", [2025, 2027])
def test_the_sheet_s_own_year(year: int) -> None:
    """With another year of its own every row of a sheet that names years is wrong."""
    reading = tabbed()
    wrong = with_sheet(reading, exchanged(reading.sheet, ("identity", "fiscal_year"), year))
    asked = _asked(wrong, "PRF902") | _asked(wrong, "PRF903")
    assert {fact.path for fact in wrong.facts if names_year(fact.row)} - asked == set()


def test_no_year_of_its_own() -> None:
    """Without its own year no row of a sheet that names years holds, and the proof of every such row asks (PRF902)."""
    reading = tabbed()
    undated = with_sheet(reading, exchanged(reading.sheet, ("identity", "fiscal_year"), None))
    assert {fact.path for fact in undated.facts if names_year(fact.row)} - _asked(undated, "PRF902") == set()
    assert _asked(reading, "PRF902") == set()


YEARLY = """令和8年度
要求額の内訳(単位:円)
細事業 | 内容 | 要求額 |
相談員研修事業 | 事例検討を行う。(年4回) | 11117000 |
合計 | | 11117000 |
"""


@pytest.mark.parametrize(("cells", "outcome"), [((4,), "holds"), ((4, 11117000), "fails")])
def test_a_row_within_a_cell_reaches_no_further(cells: tuple[int, ...], outcome: str) -> None:
    """年4回 told as an indicator bars no amount of the next cell from its row; one that claims that cell does, as its label is nearer."""
    reading = reading_of(YEARLY)
    numbers = {figure.number: figure for figure in reading.source.figures if figure.line == 4}
    item = next(fact for fact in reading.facts if fact.row == "相談員研修事業")
    label = Label(text="年", line=4)
    made = tuple(
        Cell(measure=Measure.ACTUAL, year_offset=0, stage=Stage.ACTUAL, cite=cite)
        for number, unit in zip(cells, (Unit.COUNT, Unit.YEN), strict=False)
        if (cite := pointed(numbers[Decimal(number)], unit)) is not None
    )
    indicators = (IndicatorTable(rows=(Indicator(label=label, cells=made),)),)
    wrong = with_sheet(reading, reading.sheet.model_copy(update={"indicators": indicators}))
    found = [result.outcome for result in alone(wrong, "GRD703") if result.facts[0].path == item.path]
    assert found == [outcome]
