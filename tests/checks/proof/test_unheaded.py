"""Words beside amounts that no heading stands over."""

from collections.abc import Callable

import pytest

from tests.checks.proof.made import HEAD, by_print
from tests.support.builders import piped, reading_of, tabbed, tall

Rows = list[list[str]]
FUNDING: Rows = [
    ["区分", "要求額", "査定額", ""],
    ["国庫支出金", "401", "301", ""],
    ["一般財源", "502", "503", ""],
    ["計", "903", "804", ""],
]
ITEMS: Rows = [["事項", "要求額", ""], ["花壇の手入れ", "401", ""], ["草刈り", "502", ""], ["合計", "903", ""]]


def bare(rows: Rows) -> str:
    """A table with bars between its cells only."""
    return "".join(f"{' | '.join(row)}\n" for row in rows)


def spaced(rows: Rows) -> str:
    """A table whose cells stand below each other on the screen."""
    wide = [[f"{cell}{' ' * (16 - 2 * len(cell) + sum(map(str.isascii, cell)))}" for cell in row] for row in rows]
    return "".join(f"{''.join(row).rstrip()}\n" for row in wide)


DRAWINGS = pytest.mark.parametrize("draw", [tabbed, piped, bare, spaced])
WORDS = pytest.mark.parametrize("words", ["隣県", "ドル", "(隣県)", "※隣県", "隣県2か所", "取下げ"])


def lacking(rows: Rows, draw: Callable[[Rows], str]) -> set[str]:
    """The points that the amounts of the first row lack."""
    found = by_print(reading_of(f"{HEAD}(単位:千円)\n{draw(rows)}"))
    return {point for printed in rows[1] if printed in found for point in found[printed].lacking}


def with_word(rows: Rows, word: str, heading: str = "") -> Rows:
    """The rows with a word in the last cell of each, and the heading over it."""
    first, *rest = rows
    return [[*first[:-1], heading], *([*row[:-1], word] for row in rest)]


@DRAWINGS
@WORDS
@pytest.mark.parametrize("rows", [FUNDING, ITEMS])
def test_behind_the_amounts(rows: Rows, words: str, draw: Callable[[Rows], str]) -> None:
    """A last cell under no heading may say anything: whose the money is, its unit, that it was taken back."""
    assert "place" in lacking(with_word(rows, words), draw)


@DRAWINGS
@pytest.mark.parametrize("rows", [FUNDING, ITEMS])
def test_nothing_there_or_a_heading_over_it(rows: Rows, draw: Callable[[Rows], str]) -> None:
    """An empty last cell, and remarks under 備考, take no proof away."""
    assert lacking([row[:-1] for row in rows], draw) == set()
    assert lacking(with_word(rows, "継続", "備考"), draw) == set()


@pytest.mark.parametrize("draw", [tabbed, piped])
def test_one_row_of_several(draw: Callable[[Rows], str]) -> None:
    """The amounts of the row that holds the words lack their place, the others do not."""
    rows = [FUNDING[0][:-1], [*FUNDING[1][:-1]], [*FUNDING[2][:-1], "隣県"], FUNDING[3][:-1]]
    found = by_print(reading_of(f"{HEAD}(単位:千円)\n{draw(rows)}"))
    assert "place" in found["502"].lacking
    assert found["401"].lacking == ()


@pytest.mark.parametrize("draw", [tabbed, piped])
def test_between_the_amounts_and_beside_a_name(draw: Callable[[Rows], str]) -> None:
    """Words amid the amounts, or between an item's name and them, under a blank heading."""
    amid = [[row[0], row[1], "隣県" if n else "", row[2]] for n, row in enumerate(FUNDING)]
    named = [[row[0], "隣県" if n else "", row[1]] for n, row in enumerate(ITEMS)]
    assert "place" in lacking(amid, draw)
    assert "place" in lacking(named, draw)


@pytest.mark.parametrize("words", ["隣県", "千ドル", "うち新規", "(隣県)"])
def test_below_amounts_one_a_line(words: str) -> None:
    """Words alone below the last amount may belong to its row; where amounts follow they are the next row's label."""
    rows = [["区分", "事業費", "国庫支出金", "一般財源"], ["要求額", "903", "401", "502"]]
    assert lacking(rows, tall) == set()
    assert "place" in lacking([rows[0], [*rows[1], words]], tall)
    labelled = [*rows, ["査定額", "\n803", "301", "503"]]
    assert lacking(labelled, tall) == set()
