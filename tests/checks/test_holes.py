"""Holes that once let a wrong reading pass: a shared label, another unit, an invented year, a misplaced heading."""

import pytest

from structurer.sheet.model import Label, Sheet
from structurer.text.source import Unit
from tests.support.sheets import caught, exchanged, figure_of, mended, money, recited, with_sheet


@pytest.mark.parametrize("name", ["tottori-dx", "nagano-it"])
def test_one_label_for_two_items(name: str) -> None:
    """Two items cannot stand under one and the same printed label."""
    reading = mended(name, witnessed=True)
    items = reading.sheet.sections[0].items
    wrong = exchanged(reading.sheet, ("sections", 0, "items", 4, "label"), items[3].label)
    assert caught(with_sheet(reading, wrong)) is not None


def test_other_unit() -> None:
    """97,516 (千円) of うち一般財源 cannot be 97,516 persons."""
    reading = mended("nagano-it", witnessed=True)
    fact = next(e for e in money(reading) if e.cite.printed == "97,516")
    amount = figure_of(reading, fact).amount(Unit.PERSON)
    wrong = fact.cite.model_copy(update={"unit": Unit.PERSON, "amount": amount})
    assert caught(recited(reading, (fact.path, wrong))) is not None


def test_persons_as_yen() -> None:
    """4.0 persons cannot be 4,000 yen."""
    reading = mended("nagano-it", witnessed=True)
    fact = next(e for e in reading.facts if e.table.value == "staff")
    amount = figure_of(reading, fact).amount(Unit.YEN)
    wrong = fact.cite.model_copy(update={"unit": Unit.YEN, "amount": amount})
    assert caught(recited(reading, (fact.path, wrong))) is not None


def _verified(sheet: Sheet, name: str) -> bool:
    return caught(with_sheet(mended(name, witnessed=True), sheet)) is None


@pytest.mark.parametrize("year", [2020, 2025, 2026])
def test_invented_fiscal_year(year: int) -> None:
    """A year that the sheet does not print is no fiscal year of it."""
    sheet = mended("tottori-dx").sheet
    assert not _verified(exchanged(sheet, ("identity", "fiscal_year"), year), "tottori-dx")


@pytest.mark.parametrize("field", ["project", "publisher"])
def test_wrong_identity(field: str) -> None:
    """A row label is neither the project's name nor its publisher."""
    sheet = mended("nagano-it").sheet
    other = sheet.costs[0].rows[0].label
    assert not _verified(exchanged(sheet, ("identity", field), other), "nagano-it")


@pytest.mark.parametrize("value", [None, Label(text="財政課使用欄", line=93)])
def test_wrong_heading(value: Label | None) -> None:
    """A section's heading stands above its rows, and is not left out."""
    sheet = mended("tottori-dx").sheet
    real = sheet.funding[1].heading if value is not None else None
    assert not _verified(exchanged(sheet, ("sections", 0, "heading"), real), "tottori-dx")
