"""Tables drawn with lines: spans, broken cells, and what is no such table."""

import pytest

from structurer.text.rows import Row
from tests.support.builders import rows_of, source

GRID = """\
+------+------+-------------+
| 区分 | 総額 | 財源        |
|      |      +------+------+
|      |      | 国   | 県   |
+------+------+------+------+
| 前年 |    5 |    2 |    3 |
| 度   |      |      |      |
+------+------+------+------+
| A+B  |    - |    2 |    - |
+------+------+------+------+
"""


def cells(text: str) -> list[list[str]]:
    """The cells of each row that is not bare."""
    return [[cell.text.strip() for cell in row.cells] for row in found(text)]


def found(text: str) -> list[Row]:
    """The rows with words in them."""
    return [row for row in rows_of(source(text)) if not row.is_bare]


ROWS = [
    ["区分", "総額", "財源", ""],
    ["", "", "国", "県"],
    ["前年度", "5", "2", "3"],
    ["A+B", "-", "2", "-"],
]


def test_a_grid() -> None:
    """A cell that spans columns stands in the first of them; one that runs over lines is put together."""
    assert cells(GRID) == ROWS


@pytest.mark.parametrize("indent", ["", "   ", "\u3000"])
def test_an_indent_changes_nothing(indent: str) -> None:
    """The columns are those of the screen, wherever the table begins."""
    assert cells("".join(f"{indent}{line}\n" for line in GRID.splitlines())) == ROWS


@pytest.mark.parametrize("dash", ["──", "────"])
def test_a_box(dash: str) -> None:
    """The lines of a box are one column wide or two; the words between them tell."""
    text = f"┌{dash}┬{dash}┐\n│区分│    │\n│    ├{dash}┤\n│    │県  │\n├{dash}┼{dash}┤\n│要求│   5│\n└{dash}┴{dash}┘\n"
    assert cells(text)[-2:] == [["", "県"], ["要求", "5"]]


def test_figures_keep_their_place() -> None:
    """A figure is that of its line, in a cell of several lines too where only one of them is filled."""
    (row,) = [one for one in found(GRID) if one.cells[0].text == "前年度"]
    assert [cell.figure.printed for cell in row.cells[1:] if cell.figure] == ["5", "2", "3"]
    assert [cell.line for cell in row.cells] == [6, 6, 6, 6]


@pytest.mark.parametrize(
    "text",
    [
        GRID.replace("| 前年 |", "|  前年 |"),  # a bar beside its column
        GRID.replace("|      |      |      |\n", "|      |      |\n"),
    ],
)
def test_lines_that_do_not_meet(text: str) -> None:
    """Where a bar stands at no corner, nothing tells the columns: each line is a row."""
    assert len(cells(text)) > len(ROWS)


@pytest.mark.parametrize("text", ["+------+\n| 区分 |\n", "1+2\n| 区分 |\n+--\n", "+---+\n"])
def test_what_is_no_drawn_table(text: str) -> None:
    """A table that no line closes is none."""
    assert source(text).drawing.grids == {}
