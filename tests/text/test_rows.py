"""Lines as rows of cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.rows import Row
from structurer.text.words import squeeze
from tests.support.builders import proves, repeated, rows_of, sheets, source, texts


def cells(text: str) -> list[list[str]]:
    """The stripped cells of each row of a text."""
    return [[cell.text.strip() for cell in row.cells] for row in rows_of(source(text))]


def first(text: str) -> Row:
    """The first row of a text."""
    return rows_of(source(text))[0]


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
    for row in rows_of(made):
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
    assert tuple(f for row in rows_of(made) for cell in row.cells for f in cell.figures) == made.figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("要求額     900   400   500", ["要求額", "900", "400", "500"]),
        ("要求額 900 400 500", ["要求額", "900", "400", "500"]),
        ("　令和８年度 要求額　９００　－　５００", ["令和８年度 要求額", "９００", "－", "５００"]),
        ("増減   ▲ 5,400   0", ["増減", "▲ 5,400", "0"]),
        ("花 壇 事 業   7,974 千円   6,000 千円", ["花 壇 事 業", "7,974 千円", "6,000 千円"]),
        ("花壇の手入れ   900   皆増   秋に刈る", None),
        ("花壇の手入れ   900   400   秋に刈る", None),
        ("区分   事業費   国庫支出金   一般財源", ["区分", "事業費", "国庫支出金", "一般財源"]),
        ("事 業 費  人 件 費", ["事 業 費", "人 件 費"]),
        ("要求額   900", None),
        ("令和6年度   令和7年度", ["令和6年度", "令和7年度"]),
        ("苗を配る会を 6 回 7 回", None),
        ("要求額は  900  400である。", None),
        ("花壇の話   草の話", None),
    ],
)
def test_aligned_rows(text: str, expected: list[str] | None) -> None:
    """Two amounts that close a line, or headings and nothing else, make it a row of cells; anything else is text."""
    row = first(text)
    assert row.kind == ("line" if expected is None else "space")
    assert expected is None or [cell.text.strip() for cell in row.cells] == expected


def test_pieces_of_a_line_of_text() -> None:
    """A line of text keeps the parts that wide gaps set apart, for whoever knows that it is a row; a line without any has none."""
    row = first("　花壇事業   900   800   苗を配る。（31か所）")
    assert (row.kind, len(row.cells)) == ("line", 1)
    assert [piece.text.strip() for piece in row.pieces] == ["花壇事業", "900", "800", "苗を配る。（31か所）"]
    assert [None if piece.figure is None else piece.figure.printed for piece in row.pieces] == [
        None,
        "900",
        "800",
        None,
    ]
    assert first("花壇事業 900 苗").pieces == first("花壇   事業").pieces == ()


@given(
    name=st.sampled_from(["要求額", "令和８年度 要求額", "花壇の手入れ"]),
    amounts=st.lists(
        st.sampled_from(["0", "1,234", "▲10", "△ 5", "９００", "－", "7,974 千円"]), min_size=2, max_size=6
    ),
    gap=st.sampled_from(["  ", "   ", "　", "　 　"]),
    indent=st.sampled_from(["", "  ", "　"]),
)
@proves
def test_an_aligned_row_is_its_cells(name: str, amounts: list[str], gap: str, indent: str) -> None:
    """A name and amounts, wide gaps between them: the cells in their order, each cut out of the source, each with its figure."""
    made = source(f"前の行\n{indent}{gap.join([name, *amounts])}")
    row = rows_of(made)[1]
    solid = any(amount != "－" for amount in amounts)
    assert row.kind == ("space" if solid else "line")
    if solid:
        assert [cell.text.strip() for cell in row.cells] == [name, *amounts]
        assert all(made.text[cell.start : cell.start + len(cell.text)] == cell.text for cell in row.cells)
        assert all(cell.is_value for cell in row.cells[1:])


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
        ("**1,234**", "1,234"),
        (" **1,234千円** ", "1,234千円"),
        ("1,234**", None),
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
