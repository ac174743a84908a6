"""The columns that a text takes on the screen."""

import pytest

from structurer.tables.screen import columns_of


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("9,900", 5), ("事業費", 6), ("　", 2), ("ｶﾅ", 2), ("▲1", 3)])
def test_columns_of_a_screen(text: str, columns: int) -> None:
    """A full-width letter takes two columns, a half-width one takes one; a triangle is counted as two where it is printed wide."""
    assert columns_of(text) == columns
