"""The lines of one cell as one line: numbers are neither made nor eaten by a break."""

import pytest

from structurer.documents.linetext import joined

JOINED = {
    "前年度/予算額": "前年度予算額",
    "12,/345": "12,345",
    "▲/100": "▲100",
    "1,000/2,000": "1,000 2,000",
    "1,000/千円": "1,000千円",
    "31,400千/円": "31,400千円",
    "印刷費 34/年間契約分": "印刷費 34 年間契約分",
    "120/人件費を除く": "120 人件費を除く",
    "令和8/年度": "令和8年度",
    "要求/25,000": "要求 25,000",
    "//1,000": "1,000",
}


@pytest.mark.parametrize(("lines", "text"), JOINED.items())
def test_breaks(lines: str, text: str) -> None:
    """A break after a number ends it, unless its unit follows; words go on as they are printed."""
    assert joined(lines.split("/")) == text


def test_lines_that_a_narrow_cell_breaks() -> None:
    """Where the cell had no more room, a number and what counts it go together."""
    assert joined(["12", "件程度"], [True]) == "12件程度"
    assert joined(["12", "件程度"], [False]) == "12 件程度"
