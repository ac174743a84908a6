"""Rows and cells are facts of the drawing: how they are parted, which of them are amounts, where they stand on the screen."""

import pytest
from hypothesis import given

from tests.checks.proof.made import grid
from tests.support.builders import proves, sheets, texts


def cells(text: str) -> list[list[str]]:
    """The texts of the cells of every row, without the spaces around them."""
    return [[cell.text.strip() for cell in row.cells] for row in grid(text).rows]


@pytest.mark.parametrize(
    ("text", "kind", "parted"),
    [
        ("区分\t事業費\t\t一般財源", "tab", [["区分", "事業費", "", "一般財源"]]),
        ("| 区分 | 事業費 | | 一般財源 |", "pipe", [["区分", "事業費", "", "一般財源"]]),
        ("区分 ｜ 事業費", "pipe", [["区分", "事業費"]]),
        ("要求額   5,900   1,800", "line", [["要求額", "5,900", "1,800"]]),
        ("事　業　費   5,900 千円", "line", [["事　業　費", "5,900 千円"]]),
        ("要求額　▲ 12   －", "line", [["要求額", "▲ 12", "－"]]),
        ("| 要求額 |\n5,900 |\n1,800 |\n| 計 |\n3 |\n", "pipe", [["要求額", "5,900", "1,800"], ["計", "3"]]),
        ('川,"前年度\n予算額",橋\n草,"9,600",NaN\n', "tab", [["川", "前年度\n予算額", "橋"], ["草", "9,600", ""]]),
        ("| 川 | 前年度<br>額 | NaN | \\- |", "pipe", [["川", "前年度    額", "", "-"]]),
        ("| |\n事業費 |\n一般財源 |\n", "pipe", [["事業費", "一般財源"]]),
    ],
)
def test_cells(text: str, kind: str, parted: list[list[str]]) -> None:
    """A row is parted by its tabs or bars, else by its spaces; a piped row may go on over lines."""
    rows = [row for row in grid(text).rows if row.cells]
    assert [row.kind for row in rows] == [kind] * len(parted)
    assert [[cell for cell in row if cell] for row in cells(text) if row] == [[c for c in row if c] for row in parted]
    if kind == "tab":
        assert cells(text)[: len(parted)] == parted


def test_an_amount_is_a_cell_that_is_nothing_else() -> None:
    """A unit behind it and bold marks are its own; words beside it are not; a dash stands for nothing."""
    (row,) = grid("要求額\t5,900千円\t**1,800**\t要求 700\t－\t\t3").rows
    assert [cell.text for cell in row.values] == ["5,900千円", "  1,800  ", "3"]
    assert [cell.text for cell in row.texts] == ["要求額", "要求 700"]
    assert [(cell.is_blank, cell.is_dash) for cell in row.cells[4:6]] == [(True, True), (True, False)]


@pytest.mark.parametrize("text", ["", "　", "-----", "|---|---:|", "━━━━"])
def test_a_rule_is_bare(text: str) -> None:
    """Blank lines and drawn rules hold nothing."""
    assert all(row.is_bare for row in grid(text).rows)


def test_screen_columns_of_ambiguous_letters() -> None:
    """△ takes one column or two; what follows it is moved by one."""
    (row,) = grid("△12   34").rows
    assert [cell.narrow for cell in row.cells] == [(0, 3), (6, 8)]
    assert [cell.wide for cell in row.cells] == [(0, 4), (7, 9)]


def test_running_text_is_one_row_a_line() -> None:
    """No line of prose joins another, and none is a table."""
    text = "川辺を歩く。\n橋を直す。\n"
    assert [row.kind for row in grid(text).rows if row.cells] == ["line", "line"]


@proves
@given(texts | sheets)
def test_every_line_belongs_to_one_row(text: str) -> None:
    """Rows cover the lines in order, cells lie in the text, and a figure is found in the cell that holds its place."""
    made = grid(text)
    lines = [number for row in made.rows for number in range(row.first, row.last + 1)]
    assert lines == [line.number for line in made.source.lines]
    for row in made.rows:
        assert all(made.row_of(number) is row for number in range(row.first, row.last + 1))
        assert all(made.source.text[c.start : c.start + len(c.text)].replace("｜", "|") == c.text for c in row.cells)
        assert all(row.cell_at(figure.start) is cell for cell in row.cells for figure in cell.figures)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("区　　　分   事 業 費   5,900", ["区　　　分", "事 業 費", "5,900"]),
        ("財　　　源　　　内　　　訳", ["財　　　源　　　内　　　訳"]),
        ("市　　債  諸 収 入  一　般", ["市　　債", "諸 収 入", "一　般"]),
        ("国　　　　県", ["国", "県"]),
    ],
)
def test_letters_spread_over_columns(text: str, parted: list[str]) -> None:
    """Three letters and more at one distance are a word, and two that are none alone; 国 and 県 may be two columns."""
    assert cells(text)[0] == parted
