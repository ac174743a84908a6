"""A sample of `python -m benchmarks.mutants`: no wrong reply is verified, whatever the mistake."""

from functools import cache

import pytest

from tests.support.builders import fixture
from tests.support.mutations import CLASSES, NAMES
from tests.support.mutations.fates import Case, Fate, sample

SHEETS = ("forest-request", "health-tabs")
"""Two small sheets that are verified when read right, one of each family: between them they have every kind of table."""
EACH = 2

CLOSED = {
    "cell lost": ("forest-request", "costs/0/rows/0/cells/3", "lost"),
    "terms of a subsidy": ("forest-request", "sections/0/items/1/subsidy/rate", "null"),
    "set aside as mentions": ("forest-request", "costs/0/rows/1/cells", "→ mentions"),
    "eligible cost": ("health-tabs", "costs/0/rows/1/cells", "→ eligible costs"),
    "term made of the running text": ("forest-request", "sections/0/items/0/subsidy", "count, F20 6回"),
    "row made of the running text": ("forest-request", "costs/0/rows", "・昨年は regular F40 6人"),
}
"""Holes that were found and closed, each with the mutant that fell through: counts, shares and staff had no second witness."""


@cache
def case(name: str) -> Case:
    """A sheet, read right once."""
    return Case(fixture(name))


def fates(kind: str) -> list[Fate]:
    """What becomes of a few mutants of a class."""
    return [case(name).fate(kind, mutant) for name in SHEETS for mutant in sample(case(name), kind, EACH)]


@pytest.mark.parametrize("name", SHEETS)
def test_right_reply(name: str) -> None:
    """The sheets are verified when read right: only then can a mutant show anything."""
    assert case(name).verified


@pytest.mark.parametrize("kind", CLASSES)
def test_no_mutant_is_verified(kind: str) -> None:
    """Of a class of mistakes none passes, and some of them are mistakes indeed."""
    found = fates(kind)
    accepted = [(fate.sheet, fate.mutant.path, fate.mutant.after) for fate in found if fate.accepted]
    assert accepted == []
    if kind in NAMES:  # what rows and tables are called is taken from the print
        assert any(not fate.wrong for fate in found)
        return
    assert any(fate.wrong for fate in found)


@pytest.mark.parametrize("kind", CLOSED)
def test_a_closed_hole_stays_closed(kind: str) -> None:
    """What fell through once is never verified again."""
    name, path, after = CLOSED[kind]
    found = [case(name).fate(kind, m) for m in CLASSES[kind](case(name).right) if (m.path, m.after) == (path, after)]
    assert found
    assert not any(fate.accepted for fate in found)


def test_mutants_leave_the_right_reply_alone() -> None:
    """A mutant is made beside the right reply, never in it; one that changes nothing is none."""
    right = case("forest-request").right
    before = repr(right.tree)
    changed = [
        mutant.of(right.tree) != right.tree for kind in CLASSES for mutant in sample(case("forest-request"), kind, 20)
    ]
    assert all(changed)
    assert repr(right.tree) == before
