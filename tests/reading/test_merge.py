"""Sheets put together and taken apart: nothing is lost but what was named, nothing is moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.reading.merge import joined, without
from structurer.sheet.facts import cites
from structurer.sheet.model import Cite, Sheet
from tests.support.answering import SMALL, sheet_of
from tests.support.builders import FOLDERS, proves

LISTS = (
    "costs",
    "totals",
    "sections",
    "funding",
    "indicators",
    "national_rates",
    "eligible_costs",
    "differences",
    "mentions",
)
sheets = st.sampled_from(FOLDERS).map(sheet_of)
"""A sheet with activities and outputs, one with parts and terms of subsidies, and all the others."""


@pytest.fixture(params=FOLDERS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    """Each of them, read when a test first asks for it: not while tests are collected."""
    return sheet_of(request.param)


def cited(sheet: Sheet) -> list[Cite]:
    """Every cite of a sheet, in order."""
    return [cite for _, cite in cites(sheet)]


def figures(sheet: Sheet) -> frozenset[str]:
    """Every figure a sheet cites."""
    return frozenset(cite.figure for cite in cited(sheet) if cite.figure is not None)


def test_without_nothing_is_the_same(sheet: Sheet) -> None:
    """No figure named, nothing gone: not even a row that has no amount."""
    assert without(sheet, frozenset()) == sheet


def test_without_all_has_no_cites(sheet: Sheet) -> None:
    """Every figure named, no amount and no row of one is left; names and running text are."""
    bare = without(sheet, figures(sheet))
    assert cited(bare) == []
    assert (bare.identity, bare.narrative, bare.decisions) == (sheet.identity, sheet.narrative, sheet.decisions)


@proves
@given(st.data())
def test_without_takes_what_was_named_and_no_more(data: st.DataObject) -> None:
    """The cites that are left are the others, in their order."""
    sheet = data.draw(sheets)
    named = data.draw(st.frozensets(st.sampled_from(sorted(figures(sheet)))))
    assert cited(without(sheet, named)) == [cite for cite in cited(sheet) if cite.figure not in named]


def test_without_keeps_what_stands_nowhere() -> None:
    """A cite without a figure is nobody's: it stays, so that a check can name it."""
    sheet = sheet_of(SMALL)
    row = sheet.costs[0].rows[0]
    lost = row.cells[0].cite.model_copy(update={"figure": None})
    cell = row.cells[0].model_copy(update={"cite": lost})
    made = sheet.costs[0].model_copy(update={"rows": (row.model_copy(update={"cells": (cell,)}),)})
    assert cited(without(Sheet(costs=(made,)), figures(sheet))) == [lost]


def test_joined_with_nothing_is_the_same(sheet: Sheet) -> None:
    """An empty sheet adds nothing."""
    assert joined(sheet, Sheet()) == sheet


@proves
@given(sheets, sheets)
def test_joined_keeps_order(first: Sheet, second: Sheet) -> None:
    """The tables of the first, then those of the second; names and running text are the first's."""
    made = joined(first, second)
    assert all(getattr(made, name) == getattr(first, name) + getattr(second, name) for name in LISTS)
    assert made.model_copy(update={name: getattr(first, name) for name in LISTS}) == first


@proves
@given(st.data())
def test_taken_apart_and_joined(data: st.DataObject) -> None:
    """Of a sheet split by its figures nothing is lost and nothing comes twice."""
    sheet = data.draw(sheets)
    named = data.draw(st.frozensets(st.sampled_from(sorted(figures(sheet)))))
    made = joined(without(sheet, named), without(sheet, figures(sheet) - named))
    assert sorted(map(repr, cited(made))) == sorted(map(repr, cited(sheet)))
