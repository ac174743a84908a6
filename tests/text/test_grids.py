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


LINED = """\
+--------------+--------+------+------+
| 区分         |        | 前年 | 今年 |
+--------------+--------+------+------+
| 花壇の手入れ | 当初   |    5 |    6 |
|              | 補正   |    1 |   － |
|              | 計     |    6 |    6 |
+--------------+--------+------+------+
| 合計         |        |    6 |    6 |
+--------------+--------+------+------+
"""


def test_a_row_a_line() -> None:
    """Lines that each have a label and an amount are rows, though nothing is drawn between them."""
    assert cells(LINED) == [
        ["区分", "", "前年", "今年"],
        ["花壇の手入れ", "当初", "5", "6"],
        ["", "補正", "1", "－"],
        ["", "計", "6", "6"],
        ["合計", "", "6", "6"],
    ]


def test_only_the_headings_are_ruled_off() -> None:
    """The drawing of `psql`: the longest label fills its line, the others leave room."""
    text = "+--------------+-----+\n| 区分         | 額  |\n+--------------+-----+\n"
    text += "| 花壇         | 900 |\n| 街路樹の剪定 | 300 |\n| 草刈り       |  20 |\n+--------------+-----+\n"
    assert cells(text)[1:] == [["花壇", "900"], ["街路樹の剪定", "300"], ["草刈り", "20"]]
    (row, *_) = [one for one in found(text) if one.cells[0].text.strip() == "花壇"]
    assert (row.first_line, row.last_line, [one.figure for one in row.cells][1] is not None) == (4, 4, True)


BROKEN = """\
+----------+--------+
| 事業     | 要求額 |
+----------+--------+
| {} | {} |
| {} | {} |
+----------+--------+
| 計       |    900 |
+----------+--------+
"""
THREE = BROKEN.replace("| {} | {} |\n| {} | {} |\n", "| {} | {} |\n" * 3)
UNITS = """+----------+------+--------+
| 指標     | 単位 | 実績   |
+----------+------+--------+
| 来園者   | {}   |    400 |
| 参加者   | {}   |    300 |
+----------+------+--------+
"""


@pytest.mark.parametrize(
    "lines",
    [
        ("花壇の手", "   400", "入れ    ", "   300"),  # the label goes on: two amounts of one item
        ("花壇    ", "   400", "        ", "   300"),
        ("花壇    ", "   400", "草刈り  ", " (300)"),
        ("花壇    ", "   400", "(うち苗)", "   300"),
        ("花壇    ", "   400", "草刈り  ", "      "),
        ("花壇    ", "   400", "草刈り  ", "  未定"),
    ],
)
def test_lines_of_one_row(lines: tuple[str, ...]) -> None:
    """A label that goes on, no label, brackets, no amount: what stands between two lines is one row."""
    rows = cells(BROKEN.format(*lines))
    assert len(rows) == 3
    assert [row[1] for row in rows[::2]] == ["要求額", "900"]


def test_amounts_that_are_stacked_anywhere() -> None:
    """Where two amounts of one row stand one over the other, or a note says so, no line of the table is a row."""
    three = THREE.format("花壇    ", "   400", "草刈り  ", "   300", "水やり  ", "   200")
    assert len(cells(three)) == 5
    assert len(cells(three.replace("|    900 |\n", "|    900 |\n|          |    800 |\n"))) == 3
    assert len(cells(f"{three}\n下段は前年度\n")) == 4  # the note is a row, too


def test_two_lines_that_may_be_a_broken_label() -> None:
    """前年度 and 当初予算額, one below the other beside two amounts, may be one label; a unit on both lines makes them rows."""
    broken = BROKEN.format("前年度  ", "   400", "当初    ", "   300")
    assert [len(row) for row in cells(broken)] == [2, 2, 2]
    units = UNITS.format("人", "人")
    assert cells(units)[1:3] == [["来園者", "人", "400"], ["参加者", "人", "300"]]
    assert cells(UNITS.format("人", "件"))[1:3] == [["来園者", "人", "400"], ["参加者", "件", "300"]]


@pytest.mark.parametrize("halves", [("か   ", "所   "), ("千   ", "人   "), ("経営 ", "体   "), ("人   ", "     ")])
def test_a_unit_that_is_broken_over_lines(halves: tuple[str, str]) -> None:
    """Two halves of one unit are no units, and make no rows."""
    assert len(cells(UNITS.replace("| {}   ", "| {}").format(*halves))) == 2


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("要求額", "査定額"), 2),
        (("事業費", "人件費"), 2),
        (("事業費", "負担金"), 1),
        (("人件費事業費", "人件費"), 1),
        (("前年度当初", "予算額"), 1),
        (("花壇の手", "入れ"), 1),
    ],
)
def test_two_lines_that_name_an_amount_each(labels: tuple[str, str], rows: int) -> None:
    """要求額 and 査定額 are no halves of one label, nor are two costs."""
    body = "".join(f"|{label:　<6}| 1,20{n} | 80{n} |\n" for n, label in enumerate(labels))
    rule = "+------------+-------+-----+\n"
    assert len(cells(f"{rule}|　　　　　　| 合計  | 国  |\n{rule}{body}{rule}")) == 1 + rows
