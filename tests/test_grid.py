"""Lines as rows of cells."""

import pytest
from hypothesis import given

from structurer.grid import Row, rows
from structurer.words import squeeze
from tests.builders import proves, repeated, sheets, source, texts


def cells(text: str) -> list[list[str]]:
    """The stripped cells of each row of a text."""
    return [[cell.text.strip() for cell in row.cells] for row in rows(source(text))]


def first(text: str) -> Row:
    """The first row of a text."""
    return rows(source(text))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("あ", [["あ"]]),
        ("あ\n\nい", [["あ"], [], ["い"]]),
        ("あ\tい\t\tう", [["あ", "い", "", "う"]]),
        ("| あ | い |\n", [["あ", "い"]]),
        ("あ | い |", [["あ", "い"]]),
        ("| あ | | う |", [["あ", "", "う"]]),
        ("| あ |\n1 |\n2 |", [["あ"], ["1"], ["2"]]),
        ("| あ | い\nう | 5 |", [["あ", "い\nう", "5"]]),
        ("前年度 | 予算\n額 | 増減 |\n| あ | 1 | 2 |", [["前年度", "予算\n額", "増減"], ["あ", "1", "2"]]),
        ("| あ | い\n\nう", [["あ", "い"], [], ["う"]]),
        ("| |", [[""]]),
        ("|", [[""]]),
    ],
)
def test_rows(text: str, expected: list[list[str]]) -> None:
    """Tabs and pipes part cells; a border opens none; a piped cell left open goes on below, but not over a blank line."""
    assert cells(text) == expected


@given(text=texts | sheets)
@proves
def test_rows_cover_the_source(text: str) -> None:
    """Every line belongs to one row, in order; every cell is cut out of the text and holds its own figures."""
    made, following = source(text), 1
    for row in rows(made):
        assert row.first_line == following <= row.last_line
        following = row.last_line + 1
        for cell in row.cells:
            assert made.text[cell.start : cell.start + len(cell.text)] == cell.text
            assert row.first_line <= cell.line <= row.last_line
            assert all(cell.start <= f.start < cell.start + len(cell.text) for f in cell.figures)
    assert following == len(made.lines) + 1


@given(text=texts | sheets)
@proves
def test_no_figure_is_lost(text: str) -> None:
    """The cells together hold every figure of the source once."""
    made = source(text)
    assert tuple(f for row in rows(made) for cell in row.cells for f in cell.figures) == made.figures


@pytest.mark.parametrize("text", ["", " ", "-", "‐", "－", "—", "--", "- 千円", "－ 千円", "―円"])
def test_blanks(text: str) -> None:
    """Nothing, or a dash with or without a unit, is no amount."""
    cell = first(f"あ\t{text}\tう").cells[1]
    assert (cell.is_blank, cell.figure, cell.is_value) == (True, None, True)


@pytest.mark.parametrize(
    ("text", "is_rule"), [("---", True), (" ===== ", True), ("-", False), ("", False), ("--あ", False)]
)
def test_rules(text: str, *, is_rule: bool) -> None:
    """A drawn line is neither a value nor a label."""
    assert first(f"あ\t{text}\tう").cells[1].is_rule is is_rule


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0", "0"),
        (" 1,000 ", "1,000"),
        ("54,826千円", "54,826千円"),
        ("7,974 千円", "7,974"),
        ("０．４人", "０．４人"),
        ("2.6 %", "2.6 %"),
        ("▲10", "▲10"),
        ("1/2", "1/2"),
        ("(310)", None),
        ("約10", None),
        ("10 20", None),
        ("令和8年度", None),
        ("2月", None),
        ("6,0664,634", None),
        ("新規", None),
        ("1,000千円の減", None),
    ],
)
def test_the_figure_that_fills_a_cell(text: str, printed: str | None) -> None:
    """A cell is an amount if one figure with a value fills it, its unit aside; a year or a run-together cell never is."""
    figure = first(f"あ\t{text}\tう").cells[1].figure
    assert (None if figure is None else figure.printed) == printed


def test_a_row_and_its_cells() -> None:
    """A row knows its shape, its text, its cells without the blanks at the end; a cell its own line and label."""
    row = first("| 草刈り | 秋に\n二度刈る | 6 00\u3000| |")
    assert (row.kind, row.opens, row.first_line, row.last_line) == ("pipe", True, 1, 2)
    assert [cell.label for cell in row.filled] == ["草刈り", "秋に 二度刈る", "6 00"]
    assert [cell.line for cell in row.filled] == [1, 1, 2]
    assert "草刈り" in row.text


@pytest.mark.parametrize("piece", ["|", "| ", "\t", "\n", "|\n", "あ|\n", "| あ\n", "1|", "1\t"])
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    """Nothing is repeated so often that reading does not end; how long it takes is measured in benchmarks."""
    text = repeated(piece)
    found = "".join(cell for row in cells(text) for cell in row)
    assert squeeze(found) == squeeze(text.translate({ord("|"): None, ord("\t"): None}))
