"""Era years as Western years."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from structurer.text.era import ERA_START, ERA_YEAR, western_year
from structurer.text.money import fold_words
from tests.support.builders import proves


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("令和元年度", 2019),
        ("令和8年度", 2026),
        ("令和８年度", 2026),
        ("令和 8 年度", 2026),
        ("R8年度", 2026),
        ("Ｒ８", 2026),
        ("R元", 2019),
        ("平成31年", 2019),
        ("H27 ~", 2015),
        ("昭和64年", 1989),
        ("S63", 1988),
        ("大正15", 1926),
        ("明治45", 1912),
        ("2025 (R7)", 2025),
        ("2023~27年度", 2023),
        ("令和8年度(2026年度)", 2026),
        ("予算R7", 2025),
        ("R6年度とR7年度", 2024),
        ("FR8", None),
        ("12R8", None),
        ("202512", None),
        ("2100", None),
        ("令和", None),
        ("年度", None),
        ("", None),
    ],
)
def test_western_year(text: str, year: int | None) -> None:
    """The first year that stands in a text counts; letters and digits before an era letter make it part of a name."""
    assert western_year(text) == year


@given(era=st.sampled_from(sorted(ERA_START)), year=st.integers(1, 99), tail=st.sampled_from(["", "年", "年度"]))
@proves
def test_every_era_year(era: str, year: int, tail: str) -> None:
    """Each era counts from its own first year, in letters and in words."""
    text = f"{era}{year}{tail}"
    assert western_year(text) == ERA_START[era] + year
    assert re.match(ERA_YEAR, fold_words(text)) is not None


@given(text=st.text())
@proves
def test_any_text_has_a_year_or_none(text: str) -> None:
    """No text is an error, and no year is out of the centuries that eras and digits can name."""
    year = western_year(text)
    assert year is None or 1868 <= year <= 2117
