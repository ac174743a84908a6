"""Request, decision and settlement: by year, on one scale, and what is not printed is not zero."""

from fractions import Fraction

from structurer.report.pictures.drawing import Picture
from structurer.report.pictures.steps import YearSheet, steps
from structurer.sheet.model import Stage
from tests.support.amounts import Lead, sheet

BEFORE: tuple[Lead, ...] = ((0, Stage.REQUEST, 110), (0, Stage.APPROVED, 100))
NOW: tuple[Lead, ...] = ((0, Stage.REQUEST, 150), (-1, Stage.INITIAL, 100), (-2, Stage.SETTLED, 75))


def table(picture: Picture | None) -> list[tuple[str, ...]]:
    """The texts of the table."""
    assert picture is not None
    return [tuple(cell.text for cell in row) for row in picture.rows]


def test_two_years_of_a_project() -> None:
    """Each sheet adds what it prints to the year it is about; the initial budget of last year is what was decided then."""
    picture = steps([YearSheet(sheet(*BEFORE), 2025, "a"), YearSheet(sheet(*NOW), 2026, "b")])
    assert table(picture) == [
        ("FY2024", "request", "not printed"), ("FY2024", "decision, initial budget", "not printed"),
        ("FY2024", "settled", "75,000 yen"),
        ("FY2025", "request", "110,000 yen"), ("FY2025", "decision, initial budget", "100,000 yen"),
        ("FY2025", "settled", "not printed"),
        ("FY2026", "request", "150,000 yen"), ("FY2026", "decision, initial budget", "not printed"),
        ("FY2026", "settled", "not printed"),
    ]  # fmt: skip
    assert picture is not None
    assert [box.words.split(" ")[0] for box in picture.boxes] == ["FY2024", "FY2025", "FY2025", "FY2026"]
    widths = [Fraction(box.width.removesuffix("%")) for box in picture.boxes]
    assert [round(width / widths[-1] * 150) for width in widths] == [75, 110, 100, 150]
    assert picture.rows[3][2].record == "a"
    assert picture.notes == ("What is not printed is not 0 and has no bar.",)


def test_prints_that_differ_have_no_bar() -> None:
    """Two sheets that say different amounts of one year and step: both are told, none is drawn."""
    picture = steps([
        YearSheet(sheet(*BEFORE), 2025, "a"),
        YearSheet(sheet((0, Stage.REQUEST, 150), (-1, Stage.INITIAL, 99)), 2026, "b"),
    ])  # fmt: skip
    assert ("FY2025", "decision, initial budget", "100,000 yen / 99,000 yen (prints differ)") in table(picture)
    assert picture is not None
    assert [box.words for box in picture.boxes] == ["FY2025 request 110,000 yen", "FY2026 request 150,000 yen"]


def test_zero_and_negative_amounts() -> None:
    """A printed 0 is told as 0, a negative amount with its sign; neither has a bar."""
    picture = steps([YearSheet(sheet((0, Stage.REQUEST, 0), (0, Stage.APPROVED, -5), (-1, Stage.INITIAL, 7)), 2026)])
    assert ("FY2026", "request", "0 yen") in table(picture)
    assert ("FY2026", "decision, initial budget", "▲5,000 yen") in table(picture)
    assert picture is not None
    assert len(picture.boxes) == 1


def test_a_sheet_without_a_year() -> None:
    """Alone it is drawn by years beside its own; beside dated sheets it has no place; one amount is no picture."""
    assert [row[0] for row in table(steps([YearSheet(sheet(*NOW), None)]))][::3] == ["-2 y", "-1 y", "own year"]
    dated, undated = YearSheet(sheet(*BEFORE), 2025), YearSheet(sheet(*NOW), None)
    assert table(steps([dated, undated])) == table(steps([dated]))
    assert steps([YearSheet(sheet((0, Stage.REQUEST, 1)), 2026)]) is None
    assert steps([]) is None
