"""Projects as areas: as large as their amounts, side by side without a gap, and the table the same."""

from fractions import Fraction

from structurer.report.pictures.areas import areas
from structurer.report.pictures.drawing import Box
from structurer.sheet.model import Stage
from tests.support.amounts import changing, named


def extent(box: Box) -> Fraction:
    """The area of a rectangle, of a whole of one."""
    return Fraction(box.width.removesuffix("%")) / 100 * Fraction(box.height) / 360


def test_areas_are_the_shares() -> None:
    """Each is its share of the whole to a thousandth, and together they are the whole."""
    amounts = {"川の学校": 600, "森の学校": 250, "海の学校": 100, "空の学校": 40, "島の学校": 10}
    picture = areas(changing((name, None, amount) for name, amount in amounts.items()), "教育委員会")
    assert picture is not None
    assert picture.title == "教育委員会 (request)"
    for box, amount in zip(picture.boxes, amounts.values(), strict=True):
        assert abs(extent(box) - Fraction(amount, 1000)) < Fraction(1, 1000)
    assert tuple(cell.text for cell in picture.rows[0]) == ("1", "川の学校", "600,000 yen", "60.0%")


def test_no_two_overlap() -> None:
    """Whatever the amounts, the rectangles cover the picture once."""
    for amounts in ([5] * 7, [100, 1, 1, 1, 1], [8, 7, 6, 5, 4, 3, 2, 1], [1000, 999]):
        picture = areas(changing((f"事業{place}", None, amount) for place, amount in enumerate(amounts)), "")
        assert picture is not None
        corners = [
            (Fraction(box.x.removesuffix("%")), box.y, Fraction(box.width.removesuffix("%")), Fraction(box.height))
            for box in picture.boxes
        ]
        assert abs(sum(map(extent, picture.boxes), start=Fraction(-1))) < Fraction(1, 100)
        for place, (x, y, width, height) in enumerate(corners):
            for other_x, other_y, other_width, other_height in corners[place + 1 :]:
                beside = x + width <= other_x + Fraction(1, 50) or other_x + other_width <= x + Fraction(1, 50)
                below = y + height <= other_y + 2 or other_y + other_height <= y + 2  # pixels: a place is whole
                assert beside or below


def test_what_has_no_area_is_said() -> None:
    """0 and less have none, and what is not printed is not 0: both are counted."""
    picture = areas(
        changing([("川", None, 5), ("森", None, 5), ("海", None, 0), ("空", None, -3), ("島", 4, None)]), "部"
    )
    assert picture is not None
    assert len(picture.boxes) == 2
    assert picture.notes == (
        "1 project(s) are left out: the request is not printed, or prints differ.",
        "2 of 0 or less have no area.",
    )


def test_requests_and_decisions_are_not_mixed() -> None:
    """The amount that more projects print is drawn, and its name stands in the title; the others are left out."""
    decided = [named(name, (0, Stage.APPROVED, 10)) for name in ("川", "森", "海")]
    picture = areas([*decided, *changing([("空", None, 1000)])], "部")
    assert picture is not None
    assert (picture.title, len(picture.boxes)) == ("部 (decision)", 3)
    assert areas(changing([("空", None, 1000)]), "部") is None


def test_many_small_ones_are_one() -> None:
    """Thirty rectangles at most; the last says how many it stands for."""
    picture = areas(changing((f"事業{number}", None, number + 1) for number in range(50)), "部")
    assert picture is not None
    assert (len(picture.boxes), picture.rows[-1][1].text) == (30, "21 others")
    assert picture.rows[-1][2].text == "231,000 yen"
