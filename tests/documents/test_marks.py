"""Marks drawn at figures of a PDF: the page is refused where a person sees another figure than its text."""

import pytest

pytest.importorskip("reportlab", reason="PDFs are made with reportlab: pip install 'structurer[dev-all]'")

from reportlab.pdfgen.canvas import Canvas

from tests.documents.test_pdf import drawn, sheet, table, troubles
from tests.support.document_facts import text_of
from tests.support.printing import MINCHO

AT, END, BASE = 155.0, 177.5, 266.0
"""Where `1,234` of the sheet begins, ends and stands."""


def struck(canvas: Canvas) -> None:
    """A line through a figure."""
    canvas.line(AT - 2, BASE + 3, END + 4, BASE + 3)


def crossed(canvas: Canvas) -> None:
    """A line aslant across a figure."""
    canvas.line(AT - 2, BASE - 3, END + 4, BASE + 10)


def sign(canvas: Canvas) -> None:
    """A triangle before a figure, as a shape."""
    path = canvas.beginPath()
    path.moveTo(AT - 8, BASE)
    path.lineTo(AT - 1, BASE)
    path.lineTo(AT - 4.5, BASE + 7)
    path.close()
    canvas.drawPath(path, fill=1)


def raised(canvas: Canvas) -> None:
    """A small digit behind a figure."""
    canvas.setFont(MINCHO, 6)
    canvas.drawString(255 + canvas.stringWidth("567", MINCHO, 10), BASE + 4, "1")


def half(canvas: Canvas) -> None:
    """A white fill over the left half of a digit."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(AT - 2, BASE - 2, 4.5, 11, fill=1, stroke=0)


@pytest.mark.parametrize(
    ("draw", "kind"), [(struck, "struck"), (crossed, "struck"), (sign, "glued"), (raised, "glued"), (half, "covered")]
)
def test_figures_that_look_otherwise(draw: object, kind: str) -> None:
    """Each trouble has its kind."""

    def page(canvas: Canvas) -> None:
        sheet(canvas)
        assert callable(draw)
        draw(canvas)

    assert kind in troubles(drawn(page))


def _banded(gray: float, ink: float, *, behind: bool) -> set[str]:
    """The troubles of a sheet with a band whose upper edge runs through the digits of a row."""

    def band(canvas: Canvas) -> None:
        canvas.setFillGray(gray)
        canvas.rect(50, BASE - 10, 300, 13.5, fill=1, stroke=0)
        canvas.setFillGray(ink)

    def page(canvas: Canvas) -> None:
        if behind:
            band(canvas)
        sheet(canvas)
        if not behind:
            band(canvas)

    return troubles(drawn(page))


@pytest.mark.parametrize("gray", [0.85, 1.0])
def test_a_band_behind_the_text(gray: float) -> None:
    """A light ground painted before the text hides nothing, wherever it ends."""
    assert _banded(gray, 0, behind=True) == set()


@pytest.mark.parametrize(("gray", "ink", "behind"), [(1.0, 0, False), (0.3, 0, True), (0.0, 0, True), (0.0, 1, True)])
def test_a_band_that_hides_digits_in_part(gray: float, ink: float, behind: bool) -> None:  # noqa: FBT001  # a case's own
    """A fill over the text and a dark ground behind it leave a doubt."""
    assert "covered" in _banded(gray, ink, behind=behind)


def test_lines_that_strike_nothing() -> None:
    """Ruling lines, an underline, a shaded cell and a line through a word leave the figures as they are."""

    def page(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(150, 260, 100, 20, fill=1, stroke=0)
        canvas.setFillGray(0)
        sheet(canvas)
        canvas.line(AT, BASE - 1.5, END, BASE - 1.5)
        canvas.line(55, 289.5, 75, 289.5)
        table(canvas)

    assert troubles(drawn(page)) == set()


def test_headings_far_above() -> None:
    """Rows without ruling lines far below their headings make no columns of their own: a blank one would be missing."""

    def page(canvas: Canvas) -> None:
        for left, head in ((50, "指標名"), (130, "単位"), (200, "実績"), (270, "見込"), (340, "目標")):
            canvas.drawString(left, 300, head)
        for down, name in ((240, "参加者"), (226, "卒業者")):
            for left, text in ((50, name), (130, "人"), (270, "130"), (340, "140")):
                canvas.drawString(left, down, text)

    assert [line.count("\t") for line in text_of(drawn(page))] == [0, 0, 0]
