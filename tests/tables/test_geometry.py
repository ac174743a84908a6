"""The places of labels."""

import pytest
from hypothesis import given

from structurer.sheet.model import Label
from structurer.tables.geometry import Geometry, geometry
from tests.support.builders import VOCABULARY, proves, source, texts

SPREAD = "財 源\u3000内訳\nｶﾌﾞ式の\n  会社（１）へ\n貸付\n遠くの行\n要　求　額 9\n要求額の増減\n"


def place(text: str, label: str, line: int | None) -> str | None:
    """The three characters at the place where a label is found."""
    made = source(text)
    found = Geometry(made, VOCABULARY).place(Label(text=label, line=line))
    return None if found is None else made.text[found : found + 3]


@pytest.mark.parametrize(
    ("label", "line", "found"),
    [
        ("財源内訳", 1, "財 源"),
        ("カブ式の会社", 2, "ｶﾌﾞ"),
        ("カブ式の 会社(1)へ", 2, "ｶﾌﾞ"),
        ("会社(1)", 3, "会社（"),
        ("貸付", 2, "貸付\n"),
        ("遠くの行", 1, None),
        ("財源内訳", 2, None),
        ("財源", 9, None),
        ("財源", 0, None),
        ("財源", None, None),
        ("", 1, None),
        ("要求額", 6, "要　求"),
        ("要求額", 7, "要求額"),
        ("内訳 遠くの行", 5, None),
        ("無い 遠くの行", 5, None),
    ],
)
def test_place(label: str, line: int | None, found: str | None) -> None:
    """A label stands on its line or runs over the next two, spaces and widths aside; of two rows' words it makes no label."""
    assert place(SPREAD, label, line) == found


@given(text=texts)
@proves
def test_a_line_stands_where_it_is(text: str) -> None:
    """Any printed line is found on its own line, as a label of it."""
    made = source(text)
    found = Geometry(made, VOCABULARY)
    for line in made.lines:
        if line.text.strip():
            assert found.place(Label(text=line.text, line=line.number)) == line.start


def test_rows_of_lines() -> None:
    """A line belongs to one row; the places of a source are worked out once."""
    made = source("| あ | い\nう | 5 |\n花壇\t6\t7\n")
    found = geometry(made, VOCABULARY)
    assert [found.row_of(line) for line in (1, 2, 3)] == [0, 0, 1]
    assert geometry(made, VOCABULARY) is found
