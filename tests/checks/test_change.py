"""Changes on the year before, their signs and their words."""

import pytest

from tests.checks.made import outcomes, piped, read

LEAD = """令和8年度
事業名:
みどり事業
要求額:12,000千円 (前年度予算額 {previous}千円)、前年度比{change}千円
"""


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| 5,000 | 4,000 | 1,000 |", "holds"),
        ("| 5,000 | 4,000 | △1,000 |", "fails"),
        ("| 5,000 | 6,000 | △1,000 |", "holds"),
        ("| 5,000 | 6,000 | ▲１，０００ |", "holds"),
        ("| 5,000 | 6,000 | 1,000 |", "fails"),
        ("| 5,000 | 5,000 | 0 |", "holds"),
        ("| 5,000 | - | 5,000 |", "holds"),
        ("| - | 4,000 | △4,000 |", "holds"),
    ],
)
def test_change(row: str, found: str) -> None:
    """A change is the current less the previous amount, with its sign; a dash is nothing."""
    assert outcomes(piped(("| 5,000 | 4,000 | 1,000 |", row)), "CHG501")[0] == found


@pytest.mark.parametrize(
    ("previous", "change", "found"),
    [("10,000", "2,000", ["holds"]), ("10,000", "▲2,000", ["fails"]), ("13,000", "▲1,000", ["holds"])],
)
def test_change_of_the_lead_lines(previous: str, change: str, found: list[str]) -> None:
    """A 前年度比 in running text is checked against the amounts beside it."""
    assert outcomes(read(LEAD.format(previous=previous, change=change)), "CHG501") == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| 5,000 | - | 新規 |", []),
        ("| 5,000 | 0 | 新規 |", ["holds"]),
        ("| 5,000 | 4,000 | 新規 |", ["fails"]),
        ("| 5,000 | 4,000 | 皆増 |", ["fails"]),
        ("| 0 | 4,000 | 皆減 |", ["holds"]),
        ("| 5,000 | 4,000 | 廃止 |", ["fails"]),
        ("| 5,000 | 4,000 | 面積の増 |", []),
    ],
)
def test_change_word(row: str, found: list[str]) -> None:
    """A new row has no previous amount, an ended one no current amount; other words say nothing."""
    assert outcomes(piped(("| 5,000 | 4,000 | 1,000 |", row)), "CHG502") == found
