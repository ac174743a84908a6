"""How far up the headings of a row of amounts may go."""

import pytest

from structurer.reading.layout.above import says_nothing, zones
from tests.support.builders import rows_of, source


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("前\n区分|要求額\n", [(1, ["区分 要求額"]), (0, ["前", "区分 要求額"])]),
        ("区分|要求額\n\n(単位:千円)\n", [(0, ["区分 要求額"])]),
        ("区分|要求額\n|---|---|\n", [(0, ["区分 要求額"])]),
        ("事業を行う。\n区分|要求額\n", [(1, ["区分 要求額"])]),
        ("区分|要求額\n道路|900千円\n", []),
        ("あ" * 200 + "\n", []),
    ],
)
def test_zones(above: str, wanted: list[tuple[int, list[str]]]) -> None:
    """One row more each time; blanks, rules and units are passed over, text and amounts end it."""
    found = rows_of(source(above + "合計|900\n"))
    position = len(found) - 1
    assert [(start, [row.text.strip() for row in zone]) for start, zone in zones(found, position, 0)] == wanted


def test_it_ends_at_the_top() -> None:
    """Rows of the table before are nobody else's headings."""
    found = rows_of(source("一\n二\n三\n合計|900\n"))
    assert [start for start, _ in zones(found, 3, 1)] == [2, 1]


@pytest.mark.parametrize(
    ("text", "nothing"), [("", True), ("|---|---|", True), ("(単位:千円)", True), ("区分", False), ("900", False)]
)
def test_says_nothing(text: str, *, nothing: bool) -> None:
    """A blank line, a ruled one and a unit say nothing; a word and a number do."""
    assert says_nothing(rows_of(source(f"\n{text}\n要求額900千円\n"))[1]) is nothing
