"""Cells of a box that span several columns."""

from structurer.tables.spread import spread
from tests.support.builders import facts_of, rows_of, source

BOX = """令和8年度当初予算要求書
(単位:千円)
┌────────┬──────┬──────┬──────┐
│区分    │ 令和7年度  │       令和8年度       │
│        │ 当初予算額 │  要求額  │  査定額  │
├────────┼──────┼──────┼──────┤
│県債    │        300 │      400 │      350 │
│一般財源│        400 │      500 │      450 │
└────────┴──────┴──────┴──────┘
"""


def read(text: str) -> list[tuple[str, str, str, str]]:
    """Measure, year, stage and amount of each fact."""
    return [(fact.measure, fact.year_offset, fact.stage, fact.amount) for fact in facts_of(text)]


WHOLE = [
    ("bonds", "-1", "initial", "300000"),
    ("bonds", "0", "request", "400000"),
    ("bonds", "0", "approved", "350000"),
    ("general", "-1", "initial", "400000"),
    ("general", "0", "request", "500000"),
    ("general", "0", "approved", "450000"),
]


def drawn(text: str) -> str:
    """The box with its bars under each other, as the lines of amounts have them."""
    lines = text.splitlines()
    bars = "│区分    │ 令和7年度  │       令和8年度     │"
    return "\n".join([*lines[:3], bars, *lines[4:]]) + "\n"


def test_a_year_over_two_stages() -> None:
    """The cell without a bar in it is over both columns; the stages below it are of its year."""
    assert read(drawn(BOX)) == WHOLE


def test_the_year_of_a_sheet() -> None:
    """A sheet whose title names no year is of the year over its requests."""
    assert read(drawn(BOX).replace("令和8年度当初予算要求書", "評価票")) == WHOLE


def test_bars_that_stand_elsewhere() -> None:
    """Rows whose bars do not stand under each other are left as they are: nobody says which columns a cell spans."""
    rows = rows_of(source(drawn(BOX).replace("│       令和8年度     │", "│   令和8年度│")))
    assert spread(rows) == rows
    assert spread(rows_of(source(drawn(BOX)))) != rows_of(source(drawn(BOX)))
