"""Changes on the year before, their signs and their words."""

import pytest

from tests.support.sheets import outcomes, piped, read

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


COMPARED = """令和8年度
(単位:千円)
区分\t事業費\t国庫支出金\t一般財源
前年度予算額\t2,000\t900\t1,100
要求額\t2,500\t1,200\t1,300
増減\t{total}\t{national}\t200
"""


@pytest.mark.parametrize(
    ("total", "national", "found"),
    [
        ("500", "300", ["holds", "holds", "holds"]),
        ("500", "▲300", ["holds", "fails", "holds"]),
        ("501", "300", ["fails", "holds", "holds"]),
        ("500", "-", ["holds", "holds"]),
    ],
)
def test_a_row_of_differences(total: str, national: str, found: list[str]) -> None:
    """Each figure of a row 増減 is the request less the previous budget of its column; a dash says nothing."""
    reading = read(COMPARED.format(total=total, national=national))
    assert [*outcomes(reading, "CHG501"), *outcomes(reading, "CHG503")] == found


STAFFED = """令和8年度
(単位:千円)
区分\t前年度予算額\t要求額\t増減
事業費\t2,000\t2,500\t{change}
人件費\t300\t300\t0
トータルコスト\t2,300\t2,800\t500
"""


@pytest.mark.parametrize(("change", "first"), [("500", "holds"), ("▲500", "fails"), ("5,000", "fails")])
def test_a_column_of_differences(change: str, first: str) -> None:
    """A column 増減 beside costs in rows is checked row by row, 0 too."""
    assert outcomes(read(STAFFED.format(change=change)), "CHG503") == [first, "holds", "holds"]
