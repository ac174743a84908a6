"""The marks behind a total: a sheet whose total is said to be another sum than the one that holds is asked about."""

import pytest

from tests.checks.proof.made import HEAD, drawn, is_verified

SOURCES = [["区分", "要求額"], ["国庫支出金(A)", "1,800"], ["一般財源(B)", "1,800"], ["{}", "3,600"]]
ITEMS = [["細事業名", "要求額"], ["水辺の観察会", "1,900"], ["川の地図", "1,000"], ["{}", "2,900"]]


@pytest.mark.parametrize(
    ("table", "total", "verified"),
    [
        (SOURCES, "計(A)+(B)", True),
        (SOURCES, "計(A)-(B)", False),
        (SOURCES, "計(A)+(C)", False),
        (ITEMS, "計(A)", True),
        (ITEMS, "計(A)+(B)", False),
    ],
)
def test_a_total_of_other_amounts(table: list[list[str]], total: str, *, verified: bool) -> None:
    """計(A)-(B), and a total of amounts that nothing on the sheet is marked with, are not the sum of the rows above."""
    assert is_verified(f"{HEAD}要求額の内訳(単位:千円)\n{drawn(table).format(total)}") is verified
