"""Years printed twice: one year where the two agree, as printed where they do not."""

import pytest

from structurer.text.scan import Kind
from structurer.text.source import Source
from structurer.text.twice_dated import dated_once, named_once


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("令和8（2026）年度", "令和8年度"),
        ("令和８年度（2026年度）", "令和８年度"),
        ("R8(2026)年度", "R8年度"),
        ("令和元（西暦2019）年度", "令和元年度"),
        ("平成31年（2019年）", "平成31年"),
    ],
)
def test_one_year(printed: str, year: str) -> None:
    """It stands at the end of its place, so that what follows touches it, and is cited as it is printed."""
    assert dated_once(f"{printed}当初") == year.rjust(len(printed)) + "当初"
    assert named_once(f"{printed}当初") == f"{year}当初"
    source = Source("made", f"{printed}当初予算 1,200千円\n")
    first = source.figures[0]
    assert (first.kind, first.printed, source.text[first.start : first.end]) == (Kind.YEAR, printed, printed)


@pytest.mark.parametrize(
    "printed", ["令和8（2025）年度", "令和8年度（2026年度）年度", "令和8（1,200）年度", "令和8（2026）", "（2026）年度"]
)
def test_two_years_or_none(printed: str) -> None:
    """Years that differ, one without its word and a number that is no year stay as they are."""
    assert dated_once(printed) == named_once(printed) == printed
