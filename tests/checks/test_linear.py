"""All checks of a text twice as long take twice the work, however one of its pieces is repeated."""

import pytest

from structurer.checks.every import run
from structurer.checks.reading import Reading
from structurer.reading.layout import read_sheet
from tests.support.builders import source
from tests.support.counting import LINEAR, calls

SHEET = """令和8年度当初予算要求書
事業名：堤防の花壇事業
（単位：千円）
区分\t事業費\t国庫支出金\t一般財源
要求額\t900\t400\t500
財源:国1/2
"""


@pytest.mark.parametrize(
    ("piece", "times"), [(SHEET, 60), ("1,234 ", 300), ("1,234千円、", 300), ("花壇 900千円 ", 200)]
)
def test_a_repetition_takes_linear_work(piece: str, times: int) -> None:
    """Repeated sheets once took the square for their rates; a line of bare amounts the cube, a passage for each of them."""

    def checked(text: str) -> int:
        reading = Reading(source(text), read_sheet(source(text)))
        return calls(lambda: run(reading))

    checked(piece * times)  # what is learned of a first sheet is not counted
    assert checked(piece * 2 * times) <= LINEAR * checked(f"{piece * times}\n")
