"""Layouts drawn at random, with words, orders and drawings that no rule was written for."""

from collections import Counter
from functools import cache

from tests.support.builders import facts_of
from tests.support.unseen import Known, Unseen, unseen

SHEETS = 180
FLOOR = 0.94
"""Of all amounts: a few points below what is found, so that one drawing read worse is seen and one sheet is not."""


@cache
def drawn() -> list[Unseen]:
    """The sheets, the same for each test."""
    return list(unseen(SHEETS))


@cache
def found(sheet: Unseen) -> Counter[Known]:
    """The facts that the layout reader finds in a sheet, read once for all tests."""
    facts = (fact for fact in facts_of(sheet.text) if fact.table != "mention")
    return Counter((fact.measure, int(fact.year_offset), fact.stage, fact.amount) for fact in facts)


def test_unseen_layouts() -> None:
    """Nothing is read wrongly, and nearly everything is read."""
    right = printed = 0
    for sheet in drawn():
        wanted, read = Counter(sheet.facts), found(sheet)
        assert (sheet.name, read - wanted) == (sheet.name, Counter())
        right += (read & wanted).total()
        printed += wanted.total()
    assert right >= FLOOR * printed


def test_every_drawing_is_read() -> None:
    """No drawing, no orientation and no kind of table is left out: most amounts of each are read."""
    right, printed = Counter[str](), Counter[str]()
    for sheet in drawn():
        wanted, read = Counter(sheet.facts), found(sheet)
        for word in sheet.name.split()[1:]:
            right[word] += (read & wanted).total()
            printed[word] += wanted.total()
    assert {word for word, count in printed.items() if right[word] < 0.8 * count} == set()
