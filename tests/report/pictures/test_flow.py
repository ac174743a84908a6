"""The sources of a request as a flow: true to scale, and nothing drawn that is not there."""

from fractions import Fraction
from itertools import pairwise

from structurer.report.pictures.drawing import Picture, Ribbon
from structurer.report.pictures.flow import flow
from structurer.sheet.model import Measure, Stage
from tests.support.amounts import sheet

REQUEST = (0, Stage.REQUEST, 100)


def size(ribbon: Ribbon) -> tuple[Fraction, Fraction]:
    """How high a band is at its two ends."""
    ends = ((Fraction(low), Fraction(high)) for low, high in (ribbon.left, ribbon.right))
    left, right = (high - low for low, high in ends)
    return left, right


def table(picture: Picture) -> list[tuple[str, ...]]:
    """The texts of the table."""
    return [tuple(cell.text for cell in row) for row in picture.rows]


def test_bands_are_as_high_as_their_amounts() -> None:
    """Both ends of a band are alike, and as many times as high as another's as its amount is as large."""
    picture = flow(sheet(REQUEST, sources={Measure.NATIONAL: 50, Measure.BONDS: 30, Measure.GENERAL: 20}))
    assert picture is not None
    sizes = [size(ribbon) for ribbon in picture.ribbons]
    assert all(abs(left - right) <= Fraction(1, 50) for left, right in sizes)
    assert [round(left / sizes[2][0], 2) for left, _ in sizes] == [Fraction(5, 2), Fraction(3, 2), 1]
    assert table(picture) == [
        ("national", "50,000 yen", "50.0%"), ("bonds", "30,000 yen", "30.0%"), ("general", "20,000 yen", "20.0%"),
        ("total", "100,000 yen", ""),
    ]  # fmt: skip
    assert picture.said == "national 50,000 yen, bonds 30,000 yen, general 20,000 yen"


def test_bands_fill_the_right_edge() -> None:
    """They follow each other on the right without a gap, from the upper end of the request to its lower one."""
    picture = flow(sheet(REQUEST, sources={Measure.NATIONAL: 60, Measure.GENERAL: 40}))
    assert picture is not None
    first, second = picture.ribbons
    assert first.right[1] == second.right[0]
    assert Fraction(second.right[1]) - Fraction(first.right[0]) == Fraction(picture.boxes[-1].height)


def test_a_source_of_0_has_no_band_and_stands_in_the_table() -> None:
    """It is printed, so it is in the table, and a note says why no band is seen."""
    picture = flow(sheet(REQUEST, sources={Measure.NATIONAL: 0, Measure.GENERAL: 100}))
    assert picture is not None
    assert len(picture.ribbons) == 1
    assert table(picture)[0] == ("national", "0 yen", "0.0%")
    assert picture.notes == ("Printed as 0, so without a band: national",)


def test_what_no_source_explains_is_its_own_band() -> None:
    """Sources that fall short leave a dashed band, which is no source; the shares stay those of the whole request."""
    picture = flow(sheet(REQUEST, sources={Measure.NATIONAL: 50, Measure.GENERAL: 30}))
    assert picture is not None
    assert [ribbon.css for ribbon in picture.ribbons] == ["m-national", "m-general", "m-gap"]
    assert table(picture)[2:] == [("not explained by its sources", "20,000 yen", "20.0%"), ("total", "100,000 yen", "")]


def test_negative_amounts_are_not_drawn() -> None:
    """A part below zero of a whole has no band: the table stands alone, with the reason."""
    for sources in ({Measure.NATIONAL: -10, Measure.GENERAL: 110}, {Measure.NATIONAL: 90, Measure.GENERAL: 90}):
        picture = flow(sheet(REQUEST, sources=sources))
        assert picture is not None
        assert (picture.height, picture.ribbons, picture.boxes) == (0, (), ())
        assert "Not drawn" in picture.notes[0]
        assert len(picture.rows) >= 3


def test_an_amount_that_is_not_printed_is_no_total() -> None:
    """The whole is then the sum of the sources, and said to be that."""
    picture = flow(sheet(sources={Measure.NATIONAL: 60, Measure.GENERAL: 40}))
    assert picture is not None
    assert table(picture)[-1][0] == "sum of the sources (the amount is not printed)"
    disputed = flow(sheet(REQUEST, (0, Stage.REQUEST, 90), sources={Measure.NATIONAL: 60, Measure.GENERAL: 40}))
    assert disputed is not None
    assert table(disputed)[-1][0] == "sum of the sources (prints of the amount differ)"


def test_without_sources_there_is_no_picture() -> None:
    """Nothing is drawn of a sheet that prints none; one of a decision only is drawn as that."""
    assert flow(sheet(REQUEST)) is None
    assert flow(sheet(sources={Measure.GENERAL: 0})) is not None
    decided = flow(sheet((0, Stage.APPROVED, 10), sources={Measure.GENERAL: 10}, stage=Stage.APPROVED))
    assert decided is not None
    assert decided.title == "Sources of the approved"


def test_words_never_stand_over_each_other() -> None:
    """However small a source is, its two lines have their place inside the picture."""
    measures = (Measure.NATIONAL, Measure.FEES, Measure.BONDS, Measure.OTHER, Measure.TRANSFERS, Measure.GENERAL)
    for large in range(len(measures)):
        amounts = {measure: 100_000 if place == large else 1 for place, measure in enumerate(measures)}
        picture = flow(sheet((0, Stage.REQUEST, 100_005), sources=amounts))
        assert picture is not None
        names = [line.y for line in picture.words if line.css == "name"][:-1]
        assert all(after - before >= 34 for before, after in pairwise(names))
        assert (min(names) >= 12, max(names) + 16 <= picture.height) == (True, True)
