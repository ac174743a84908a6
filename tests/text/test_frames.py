"""The row and column numbers of pandas, which nobody printed; a number that an amount could be stays."""

import pytest

from tests.support.builders import source

CSV = ",0,1,2\n0,川端県,,\n1,項目,要求額,前年度\n2,旅費,1200000,1100000\n3,報償費,300000,400000\n"
NAMED = ",項目,要求額,前年度\n0,旅費,1200000,1100000\n1,報償費,300000,400000\n2,計,1500000,1500000\n"
MARKDOWN = "|    | 項目 | 要求額 |\n|---:|:-----|-------:|\n|  0 | 旅費 | 1200000 |\n|  1 | 報償費 | 300000 |\n"


def figures(text: str) -> list[str]:
    """The printed numbers that may be cited."""
    return [figure.printed for figure in source(text).figures]


@pytest.mark.parametrize("text", [CSV, NAMED, MARKDOWN], ids=["numbered columns", "headings", "Markdown"])
def test_numbers_of_rows_and_columns_are_no_figures(text: str) -> None:
    """They count from 0, and the column has no heading."""
    assert all(len(printed) > 2 for printed in figures(text))
    assert "1200000" in figures(text)


def test_offsets_stay() -> None:
    """What is blanked keeps its place."""
    made = source(CSV)
    assert len(made.drawn) == len(made.text)
    assert all(made.text[figure.start : figure.end] == figure.printed for figure in made.figures)


@pytest.mark.parametrize(
    ("text", "old", "new", "kept"),
    [
        (NAMED, "\n1,報償費", "\n5,報償費", "5"),
        (NAMED, ",項目", "順位,項目", "2"),
        (NAMED, "\n0,旅費", "\n1,旅費", "1"),
        (MARKDOWN, "|  1 |", "|  4 |", "4"),
        (MARKDOWN, "|    |", "| 件数 |", "1"),
        (MARKDOWN, "|---:|", "|:---|", "0"),
    ],
    ids=["a gap", "a heading", "from 1", "a gap in Markdown", "a heading in Markdown", "words at the left"],
)
def test_a_column_that_may_hold_amounts_stays(text: str, old: str, new: str, kept: str) -> None:
    """A gap, a heading over it or another first number makes it a column of its own."""
    assert old in text
    assert kept in figures(text.replace(old, new, 1))


LISTED = "['項目', '令和8年度\\n要求額', None]\n['花の苗', '1,200', None]\n"


def test_lists_of_cells() -> None:
    """A row as a list of Python is the cells in its quotes; what stands alone in it is a line of words."""
    lines = [line.drawn for line in source(LISTED).lines]
    assert [[cell.strip() for cell in line.split("\t")] for line in lines] == [
        ["項目", "令和8年度  要求額", ""],
        ["花の苗", "1,200", ""],
    ]
    assert [len(line.drawn) for line in source(LISTED).lines] == [len(line) for line in LISTED.splitlines()]
    assert source("['花壇事業の経費(千円)', None, None]").lines[0].drawn.strip() == "花壇事業の経費(千円)"


@pytest.mark.parametrize("text", ["['花の苗' 1,200]", "[花の苗, 1,200]", "['花の苗']", "['花の苗', 1,200] 計"])
def test_what_is_no_list_of_cells(text: str) -> None:
    """Brackets around anything else, one cell alone, words behind it."""
    assert source(text).lines[0].drawn == text
