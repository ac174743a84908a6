"""The largest changes on last year: to the right for more, to the left for less, and none for what is not printed."""

from fractions import Fraction

from structurer.report.pictures.changes import changes
from tests.support.amounts import changing


def test_the_largest_first_with_their_signs() -> None:
    """A fall stands among rises by its size, its bar ends at the axis, and the words carry the sign too."""
    picture = changes(
        changing([("川の学校", 100, 120), ("森の学校", 100, 30), ("海の学校", 100, 100), ("空の学校", 0, 40)])
    )
    assert picture is not None
    assert [tuple(cell.text for cell in row) for row in picture.rows] == [
        ("森の学校", "100,000 yen", "30,000 yen", "▲70,000 yen", "▲70.0%"),
        ("空の学校", "0 yen", "40,000 yen", "+40,000 yen", "—"),
        ("川の学校", "100,000 yen", "120,000 yen", "+20,000 yen", "+20.0%"),
    ]
    axis, fall, rise, less = picture.boxes
    start, width = (Fraction(text.removesuffix("%")) for text in (fall.x, fall.width))
    assert (axis.x, start + width, rise.x, less.x) == ("50%", Fraction(50), "50.00%", "50.00%")
    assert abs(Fraction(rise.width.removesuffix("%")) / width - Fraction(4, 7)) < Fraction(1, 1000)
    assert [fall.css, rise.css, less.css] == ["less", "more", "more"]


def test_what_is_not_printed_is_no_change() -> None:
    """A project without last year's amount is counted, not drawn as if it had been 0."""
    picture = changes(changing([("川の学校", 100, 120), ("森の学校", None, 500), ("海の学校", 500, None)]))
    assert picture is not None
    assert len(picture.rows) == 1
    assert picture.notes == (
        "2 project(s) are left out: the request or last year's amount is not printed, or prints differ.",
    )
    assert changes(changing([("森の学校", None, 500), ("海の学校", 5, 5)])) is None


def test_no_more_than_a_look_takes() -> None:
    """Ten bars, and a word on the others."""
    picture = changes(changing((f"事業{number}", 100, 101 + number) for number in range(14)))
    assert picture is not None
    assert (len(picture.rows), picture.notes) == (10, ("4 more project(s) change.",))
