"""Tests of tables by tags among the lines of a text."""

import pytest

from structurer.labels.vocabulary import Vocabulary
from structurer.text.rows import rows
from structurer.text.source import Source

ROW = "<tr><td>花壇の手入れ</td><td>1,200</td><td>1,000</td></tr>"
HEAD = "<tr><th>区分</th><th>要求額</th><th>前年度</th></tr>"


def cells(text: str) -> list[list[str]]:
    """The words of each row's cells, rows without any left out."""
    found = rows(Source("sheet", text), Vocabulary.built_in().heading_words)
    return [[cell.label for cell in row.cells] for row in found if row.filled]


def table(*lines: str) -> str:
    """A text that holds a table of these lines."""
    return "\n".join(["(単位：千円)", "", "<table>", *lines, "</table>", "", "以上"])


def test_rows_of_tags_are_rows_of_bars() -> None:
    """Each row by tags is a row of cells; the tags around it are no lines of words."""
    drawn = [["(単位:千円)"], ["区分", "要求額", "前年度"], ["花壇の手入れ", "1,200", "1,000"], ["以上"]]
    assert cells(table(HEAD, ROW)) == drawn


def test_a_row_on_many_lines_is_one_row() -> None:
    """A cell a line, its words broken: the figure keeps the line it stands on."""
    text = table("<tr>", "<td>花壇の<br />", "手入れ</td>", "<td>1,200</td>", "<td>5</td>", "</tr>", ROW)
    assert cells(text)[1:3] == [["花壇の 手入れ", "1,200", "5"], ["花壇の手入れ", "1,200", "1,000"]]
    assert [figure.line for figure in Source("sheet", text).figures][:2] == [7, 8]


def test_cells_over_columns_and_rows_have_their_columns() -> None:
    """What a span covers is an empty cell, so that every amount stands in its own column."""
    text = table(
        '<tr><th rowspan="2">区分</th><th colspan="2">財源</th></tr>',
        "<tr><th>県債</th><th>一般財源</th></tr>",
        '<tr><td colspan="2">計</td><td>7</td></tr>',
    )
    assert cells(text)[1:4] == [["区分", "財源", ""], ["", "県債", "一般財源"], ["計", "", "7"]]


def test_bars_inside_a_cell_part_nothing() -> None:
    """What draws cells elsewhere is a letter here: the amounts keep their columns."""
    text = table(HEAD, "<tr><td>花壇|5｜6\t7</td><td>1,200</td><td>1,000</td></tr>")
    assert cells(text)[2] == ["花壇¦5¦6 7", "1,200", "1,000"]


def test_quotes_of_attributes_are_no_cells() -> None:
    """Rows indented with tabs, attributes with commas and quotes: neither CSV nor a row of a spreadsheet."""
    lines = ["\t\t" + line.replace("<td>", '<td class="a,b">') for line in (HEAD, ROW, ROW)]
    assert cells(table(*lines))[1:4] == [cells(table(HEAD))[1], *[["花壇の手入れ", "1,200", "1,000"]] * 2]


@pytest.mark.parametrize(
    "lines",
    [
        ('<tr><td style="display:none">計</td><td>1</td><td>2</td></tr>',),
        ("<tr><td>計</td><td hidden>1</td><td>2</td></tr>",),
        ("<tr><td>計</td><td><del>1</del></td><td>2</td></tr>",),
        ("<tr><td>計</td><td>1</td></tr>",),
        ("<tr><td>計</td>9<td>1</td><td>2</td></tr>",),
        ("<tr><td>計</td><td><table><tr><td>1</td></tr></table></td><td>2</td></tr>",),
        (f"{ROW}{ROW}",),
        ('<tr><td>計</td><td rowspan="2">1</td><td>2</td></tr>', '<tr><td colspan="3">小計</td></tr>'),
        ('<tr><td rowspan="2">計</td><td>1</td><td>2</td></tr>', "</tbody><tbody>", "<tr><td>1</td><td>2</td></tr>"),
        ("<tr><td>計</td><td>1<b>2</b></td><td>2</td></tr>",),
        ("<tr><td>計</td><td>1&#48;0</td><td>2</td></tr>",),
        ("<tr><td>計</td><td>&minus;1</td><td>2</td></tr>",),
        ("<tr><td>計 <!-- </td><td> --></td><td>2</td></tr>",),
        ("<tr><td>計 <del</td><td>1</td><td>2</td></tr>",),
    ],
    ids=[
        "hidden by style", "hidden", "struck", "short", "outside", "nested", "on one line", "overlapping", "over a group",
        "a number in two", "entity", "sign", "comment", "half a tag",
    ],
)  # fmt: skip
def test_what_is_not_understood_stays_text(lines: tuple[str, ...]) -> None:
    """A tag, an attribute or a shape that is not known leaves the whole table as it is printed."""
    text = table(HEAD, *lines)
    assert Source("sheet", text).drawn == text


@pytest.mark.parametrize("around", ["<!-- {} -->", "<del>{}</del>", "<style>.a{{}}</style>{}", "<div hidden>{}</div>"])
def test_a_table_that_may_be_hidden_is_text(around: str) -> None:
    """What stands around a table may hide it: a comment, a tag that is not known, a style sheet."""
    text = around.format(f"\n{table(HEAD, ROW)}\n")
    assert Source("sheet", text).drawn == text


def test_a_second_table_within_another_is_none() -> None:
    """Each of several tables inside a cell belongs to what holds it."""
    inner = f"<table>\n{HEAD}\n{ROW}\n</table>\n"
    text = table(f"<tr><td>計</td><td>{inner}{inner}</td></tr>")
    assert Source("sheet", text).drawn == text


def test_a_table_that_nothing_ends_is_text() -> None:
    """The words of a table without its end stay as they are."""
    text = f"<table>\n{HEAD}\n{ROW}"
    assert Source("sheet", text).drawn == text
