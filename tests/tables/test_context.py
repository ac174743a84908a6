"""What a sheet as a whole says of years and stages, and what is printed between its tables."""

from dataclasses import replace
from fractions import Fraction

import pytest

from structurer.labels.moment import When
from structurer.sheet.model import Label, Stage
from structurer.tables.context import known_amounts
from tests.support.builders import reading_of
from tests.support.tables import context_of


@pytest.mark.parametrize(
    ("label", "year", "wanted"),
    [
        ("要求額", 2026, When(None, Stage.REQUEST)),
        ("令和7年度当初予算額", 2026, When(-1, Stage.INITIAL)),
        ("令和7年度当初予算額", None, None),
        ("決算額", 2026, None),
        ("9月補正予算額", 2026, None),
        ("要求限度額", 2026, None),
        ("令和6年度要求額", 2026, None),
        ("令和9年度要求額", 2026, When(1, Stage.REQUEST)),
    ],
)
def test_when(label: str, year: int | None, wanted: When | None) -> None:
    """A label is placed only where this sheet leaves nothing to guess."""
    assert context_of("要求書\n", year).when(label) == wanted


def test_a_sheet_of_two_years() -> None:
    """Where a sheet speaks of this year and of the next, 本年度 does not say which is its own."""
    assert context_of("本年度の話\n来年度の話\n").when("本年度要求額") is None
    assert context_of("本年度の話\n").when("本年度要求額") == When(0, Stage.REQUEST)


@pytest.mark.parametrize(
    ("heading", "others"),
    [
        ("前年度の内訳", True),
        ("他県の例", True),
        ("令和7年度予算", True),
        ("財源内訳", False),
        ("2 令和8年度の内訳", False),
        (None, False),
    ],
)
def test_what_speaks_of_others(heading: str | None, others: bool) -> None:  # noqa: FBT001  # what is expected
    """A heading that names another year, or somebody else's money."""
    context = context_of("要求書\n")
    assert context.speaks_of_others(None if heading is None else Label(text=heading)) is others


def test_chapters() -> None:
    """A row stands under the last numbered heading of the first order; what that says counts for all below it."""
    context = context_of("1 要求の内容\n(1) 内訳\n要求額\n2 令和7年度の状況\n(1) 内訳\n要求額\n")
    chapter = context.printed.chapter(2)
    assert chapter is not None
    assert chapter.text == "1 要求の内容"
    assert [context.of_others(position, None) for position in (2, 5)] == [False, True]


def test_known_amounts() -> None:
    """An amount tells its year and stage where only one has it, or words name one of several."""
    sheet = reading_of("令和8年度\n要求額:9千円 (前年度予算額 8千円)\n査定額:9千円\n").sheet
    context = replace(context_of("予算調書\n"), known=known_amounts(sheet))
    assert context.stage_of(Fraction(8000), "") == (-1, Stage.INITIAL)
    assert context.stage_of(Fraction(9000), "") is None
    assert context.stage_of(Fraction(9000), "要求") == (0, Stage.REQUEST)
    assert context.stage_of(Fraction(8000), "要求") is None
    assert context.stage_of(Fraction(7000), "") is None
