"""Lines that are headings of sections and tables."""

import re

import pytest

from structurer.tables.headings import heading_above, is_heading, is_unit_line
from tests.support.builders import rows_of, source


@pytest.mark.parametrize(
    "line",
    ["1 事業費", "(2) 財源内訳", "① 花壇", "■財源", "【要求額】", "## 財源", "3 財源(単位:千円)", "２．要求の内容"],
)
def test_a_heading(line: str) -> None:
    """A short line that opens with a number or a bracket."""
    assert is_heading(rows_of(source(f"{line}\n"))[0])


@pytest.mark.parametrize("line", ["苗を配る。", "区分\t要求額", "1 " + "長い" * 40, "事業費", "1", ""])
def test_no_heading(line: str) -> None:
    """Text, rows of cells, long lines, plain words, a number alone."""
    assert not is_heading(rows_of(source(f"{line}\n"))[0])


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("(単位:千円)", True),
        ("【単位：千円】", True),
        ("単位:千円", True),
        ("単位", False),
        ("千円", False),
    ],
)
def test_a_unit(line: str, unit: bool) -> None:  # noqa: FBT001  # what is expected, beside its line
    """A unit on a line of its own; the word alone, and a unit alone, are none."""
    assert is_unit_line(rows_of(source(f"{line}\n"))[0]) is unit


@pytest.mark.parametrize(
    ("above", "text"),
    [
        ("1 事業費の推移\n", "1 事業費の推移"),
        ("1 事業費の推移(単位:千円)\n", "1 事業費の推移"),
        ("財源内訳\n(単位:千円)\n", "財源内訳"),
        ("(2) 財源\n※注の話\n\n", "(2) 財源"),
        ("苗を配る。\n", None),
        ("花壇の話\n", None),
        ("", None),
    ],
)
def test_above_a_table(above: str, text: str | None) -> None:
    """Numbered, or a short line of words that name what a table holds; units and notes between are passed over."""
    rows = rows_of(source(f"{above}| 区分 | 要求額 |\n"))
    found = heading_above(rows, len(rows) - 1)
    assert (None if found is None else found.text) == text


def test_words_that_are_asked_for() -> None:
    """A line that says what was asked for is a heading too."""
    rows = rows_of(source("財政課処理欄\n| 区分 | 要求額 |\n"))
    assert heading_above(rows, 1) is None
    found = heading_above(rows, 1, re.compile("処理欄"))
    assert found is not None


def test_over_a_group_of_columns() -> None:
    """A group that stands over the columns of amounts is no heading of the table; the line above it is."""
    text = "事業費と人件費 (単位:千円、人)\n\n                        従事人員\n区分        事業費      正職員    計\n"
    rows = rows_of(source(text))
    found = heading_above(rows, 3)
    assert found is not None
    assert (found.text, found.line) == ("事業費と人件費", 1)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("(財源内訳)", "財源内訳"),
        ("(要求額の内訳)", "要求額の内訳"),
        ("(うち財源)", None),
        ("(財源は県債)", None),
    ],
)
def test_a_heading_in_brackets_of_its_own(line: str, heading: str | None) -> None:
    """Words of a table in brackets on a line of their own head it; a note, a part or a reference does not."""
    found = heading_above(rows_of(source(f"{line}\n区分\t要求額\n")), 1)
    assert (None if found is None else found.text) == heading
