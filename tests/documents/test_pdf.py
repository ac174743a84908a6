"""PDF: what is seen is read, in the cells it stands in; what cannot be read with certainty is reported, page by page."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="PDFs are read with pypdfium2: pip install 'structurer[documents]'")
pytest.importorskip("reportlab", reason="PDFs are made with reportlab: pip install 'structurer[dev-all]'")

import pypdfium2
from PIL import Image
from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from structurer import errors
from tests.support.document_facts import opened, text_of
from tests.support.printing import MINCHO

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, **options: object) -> bytes:
    """A PDF with what some functions draw, a page each; the origin is below on the left."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 400), invariant=1, **options)
    for page in pages:
        canvas.setFont(MINCHO, 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def troubles(data: bytes) -> set[str]:
    """The troubles of a PDF."""
    return {trouble.kind for page in opened(data).pages for trouble in page.troubles}


def notices(data: bytes) -> set[str]:
    """The notices of a PDF."""
    return {notice.kind for page in opened(data).pages for notice in page.notices}


def table(canvas: Canvas, *, rows: int = 2, columns: int = 3) -> None:
    """Ruling lines of a table, cells of 100 by 20 from (50, 300) down."""
    for row in range(rows + 1):
        canvas.line(50, 300 - 20 * row, 50 + 100 * columns, 300 - 20 * row)
    for column in range(columns + 1):
        canvas.line(50 + 100 * column, 300, 50 + 100 * column, 300 - 20 * rows)


def sheet(canvas: Canvas) -> None:
    """A table of a heading and a row."""
    table(canvas)
    for column, (head, value) in enumerate([("区分", "要求額"), ("事業費", "1,234"), ("一般財源", "567")]):
        canvas.drawString(55 + 100 * column, 286, head)
        canvas.drawString(55 + 100 * column, 266, value)


SHEET = ["区分\t事業費\t一般財源", "要求額\t1,234\t567"]


def with_string(x: float, y: float, text: str) -> Draw:
    """The sheet and one more string."""

    def draw(canvas: Canvas) -> None:
        sheet(canvas)
        canvas.drawString(x, y, text)

    return draw


def test_a_table() -> None:
    """Each cell in its column, each row in its place on the page."""
    (page,) = opened(drawn(sheet)).pages
    assert [text for text, _ in page.lines] == SHEET
    assert page.lines[1][1] == "page=1&viewrect=50,120,300,20"


def test_a_blank_cell_stays() -> None:
    """A blank cell moves nothing."""

    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.drawString(55, 266, "要求額")
        canvas.drawString(255, 266, "567")

    assert text_of(drawn(draw)) == ["要求額\t\t567"]


def test_merged_cells() -> None:
    """A heading over two columns stands in the first of them; one over two rows in the upper."""

    def draw(canvas: Canvas) -> None:
        for y in (300, 260):
            canvas.line(50, y, 350, y)
        canvas.line(150, 280, 350, 280)
        for x in (50, 150, 350):
            canvas.line(x, 300, x, 260)
        canvas.line(250, 280, 250, 260)
        canvas.drawString(55, 276, "区分")
        canvas.drawString(155, 286, "財源内訳")
        canvas.drawString(155, 266, "国費")
        canvas.drawString(255, 266, "起債")

    assert text_of(drawn(draw)) == ["区分\t財源内訳\t", "\t国費\t起債"]


def test_halves_of_a_cell() -> None:
    """A row in which one cell alone begins is the lower half of the row above; a cell across the whole table is a row."""

    def page(canvas: Canvas) -> None:
        for top in (300, 280, 240, 220):
            canvas.line(50, top, 350, top)
        canvas.line(250, 260, 350, 260)
        for left in (50, 150, 250, 350):
            canvas.line(left, 300, left, 220 if left in {50, 350} else 240)
        for left, top, text in (
            (55, 286, "No."), (155, 286, "細事業名"), (255, 286, "要求額"), (55, 256, "1"), (155, 256, "植樹"),
            (255, 266, "予算案 未定"), (255, 246, "要求 7千円"), (55, 226, "以上の額を要求する"),
        ):  # fmt: skip
            canvas.drawString(left, top, text)

    assert text_of(drawn(page))[1:] == ["1\t植樹\t予算案 未定 要求 7千円", "以上の額を要求する\t\t"]


def test_lines_of_a_cell() -> None:
    """A cell's own lines stay in it; a number broken behind its comma is one number, two numbers are two."""

    def draw(canvas: Canvas) -> None:
        for y in (300, 240):
            canvas.line(50, y, 350, y)
        for x in (50, 150, 250, 350):
            canvas.line(x, 300, x, 240)
        for column, (upper, lower) in enumerate([("前年度", "予算額"), ("12,", "345千円"), ("1,234", "5,678")]):
            canvas.drawString(55 + 100 * column, 286, upper)
            canvas.drawString(55 + 100 * column, 266, lower)

    assert text_of(drawn(draw)) == ["前年度予算額\t12,345千円\t1,234 5,678"]


def test_a_number_that_a_line_breaks() -> None:
    """Running text broken within a number is one line again: what is left of the number is another number."""
    lines = ["令和8年度の要求額は、事業の全体の合計の額で5", "4,826千円とし、前年度の額は30千円である。", "1,000千円"]

    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(lines):
            canvas.drawString(50, 300 - 14 * row, text)

    assert text_of(drawn(draw)) == [lines[0] + lines[1], lines[2]]


@pytest.mark.parametrize(
    "printed",
    [
        ("計", "120", "150"),
        ("12", "34"),
        ("21,905", "7,777", "１,２５０", "0", "12,878", "保留"),
        ("前年度の予算額 21", "905千円"),
        ("参加した団体の数の見込みは次のとおりであり、今年度は120", "150,000円を見込む。"),
    ],
)
def test_numbers_one_below_the_other(printed: tuple[str, ...]) -> None:
    """Amounts that end at the right edge are no broken number: nobody printed what they would make together."""

    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(printed):
            canvas.drawRightString(360, 300 - 14 * row, text)

    assert text_of(drawn(draw)) == list(printed)


def test_two_years_in_a_narrow_cell() -> None:
    """Two years one below the other are no number that was parted."""

    def draw(canvas: Canvas) -> None:
        parted(canvas)
        canvas.drawString(155, 320, "2025 2026")

    assert text_of(drawn(draw))[0] == "2025 2026"


def test_a_bar_makes_no_cell() -> None:
    """A bar in the text parts nothing."""
    assert text_of(drawn(with_string(55, 340, "A|B｜C")))[0] == "A¦B¦C"


def test_gaps_and_order() -> None:
    """Outside tables the lines come from top to bottom, a wide gap stays wide."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 300, "下")
        canvas.drawString(50, 350, "左")
        canvas.drawString(150, 350, "右")

    left, below = text_of(drawn(draw))
    assert (left.split(), below) == (["左", "右"], "下")
    assert "   " in left


def hidden_white(canvas: Canvas) -> None:
    """White on white."""
    canvas.setFillColor(white)
    canvas.drawString(155, 340, "9,999千円")


def hidden_mode(canvas: Canvas) -> None:
    """The mode that draws nothing."""
    text = canvas.beginText(155, 340)
    text.setTextRenderMode(3)
    text.textOut("9,999千円")
    canvas.drawText(text)


def hidden_off_page(canvas: Canvas) -> None:
    """Beyond the edge."""
    canvas.drawString(900, 340, "9,999千円")


def hidden_tiny(canvas: Canvas) -> None:
    """Too small to see."""
    canvas.setFont(MINCHO, 1)
    canvas.drawString(155, 340, "9,999千円")


def hidden_covered(canvas: Canvas) -> None:
    """Below a white box."""
    canvas.drawString(155, 340, "9,999千円")
    canvas.setFillColor(white)
    canvas.rect(150, 335, 100, 20, stroke=0, fill=1)


def hidden_transparent(canvas: Canvas) -> None:
    """Without any opacity."""
    canvas.setFillAlpha(0)
    canvas.drawString(155, 340, "9,999千円")


def hidden_clipped(canvas: Canvas) -> None:
    """Outside what may be drawn on."""
    path = canvas.beginPath()
    path.rect(0, 0, 10, 10)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(155, 340, "9,999千円")


UNSEEN = (
    hidden_white, hidden_mode, hidden_off_page, hidden_tiny, hidden_covered, hidden_transparent, hidden_clipped,
)  # fmt: skip


@pytest.mark.parametrize("hide", UNSEEN, ids=lambda hide: hide.__name__)
def test_what_nobody_sees_is_not_read(hide: Draw) -> None:
    """However an amount is hidden, it is left out with a notice."""

    def draw(canvas: Canvas) -> None:
        sheet(canvas)
        hide(canvas)

    data = drawn(draw)
    assert text_of(data) == SHEET
    assert notices(data) == {"unseen"}
    assert troubles(data) == set()


def test_a_hidden_column() -> None:
    """A column of hidden amounts does not move the others."""

    def draw(canvas: Canvas) -> None:
        table(canvas, columns=3)
        for row, y in enumerate((286, 266)):
            canvas.setFillColor("black")
            canvas.drawString(55, y, ("区分", "要求額")[row])
            canvas.drawString(255, y, ("事業費", "1,234")[row])
            canvas.setFillColor(white)
            canvas.drawString(155, y, ("一般財源", "9,999")[row])

    assert text_of(drawn(draw)) == ["区分\t\t事業費", "要求額\t\t1,234"]


def half_covered(canvas: Canvas) -> None:
    """A number of which the first digits are covered."""
    sheet(canvas)
    canvas.setFillColor(white)
    canvas.rect(152, 262, 13, 14, stroke=0, fill=1)


def crossing(canvas: Canvas) -> None:
    """A number across a ruling line."""
    table(canvas)
    canvas.drawString(138, 266, "12,345")


def crossing_wide(canvas: Canvas) -> None:
    """A number of letters set wide across a ruling line, which stands in one of the gaps."""
    table(canvas)
    for n, letter in enumerate("12345"):
        canvas.drawString(137.75 + 6.5 * n, 266, letter)


def crossing_letter(canvas: Canvas) -> None:
    """A number with a wide gap in it, and the ruling line through the digit before that."""
    table(canvas)
    canvas.drawString(143, 266, "12")
    canvas.drawString(156, 266, "345")


def overprinted(canvas: Canvas) -> None:
    """Two numbers in one place."""
    sheet(canvas)
    canvas.drawString(156, 266, "9,876")


def sideways(canvas: Canvas) -> None:
    """An amount that lies on its side among upright ones."""
    sheet(canvas)
    canvas.saveState()
    canvas.translate(100, 100)
    canvas.rotate(90)
    canvas.drawString(0, 0, "9,876")
    canvas.restoreState()


def downwards(canvas: Canvas) -> None:
    """An amount whose digits stand one below the other."""
    canvas.line(50, 300, 250, 300)
    canvas.line(50, 200, 250, 200)
    for x in (50, 150, 250):
        canvas.line(x, 300, x, 200)
    canvas.drawString(55, 280, "要求額の内訳と予算")
    for row, digit in enumerate("123"):
        canvas.drawString(155, 280 - 11 * row, digit)


def parted(canvas: Canvas) -> None:
    """A number that fills its narrow cell and goes on in the next line."""
    for y in (300, 260):
        canvas.line(50, y, 180, y)
    for x in (50, 150, 180):
        canvas.line(x, 300, x, 260)
    canvas.drawString(55, 280, "要求額")
    canvas.drawString(155, 286, "１０")
    canvas.drawString(155, 270, "９")


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (parted, "parted"),
        (half_covered, "covered"),
        (crossing, "crossing"),
        (crossing_wide, "crossing"),
        (crossing_letter, "crossing"),
        (overprinted, "overprinted"),
        (sideways, "turned"),
        (downwards, "turned"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_doubtful_figure(draw: Draw, kind: str) -> None:
    """A doubtful figure is never read as another one."""
    data = drawn(draw)
    assert kind in troubles(data)
    with pytest.raises(errors.PagesUnsure):
        opened(data).sure()


def test_numbers_on_the_two_sides_of_a_line() -> None:
    """A browser keeps two points free between the numbers of two cells, with the ruling line in their middle."""

    def draw(canvas: Canvas) -> None:
        table(canvas)
        for column, head in enumerate(("区分", "事業費", "一般財源")):
            canvas.drawString(55 + 100 * column, 286, head)
        canvas.drawString(55, 266, "要求額")
        canvas.drawRightString(248.9, 266, "48,000")
        canvas.drawString(251.1, 266, "16,000")

    data = drawn(draw)
    assert (text_of(data)[1], troubles(data)) == ("要求額\t48,000\t16,000", set())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_turned_pages(turned: int) -> None:
    """A page is read as a person turns it, whether the page is turned or its content."""
    pdf = pypdfium2.PdfDocument(drawn(sheet))
    pdf[0].set_rotation(turned)
    out = io.BytesIO()
    pdf.save(out)

    def on_its_side(canvas: Canvas) -> None:
        canvas.translate(200, 200)
        canvas.rotate(turned)
        canvas.translate(-200, -200)
        sheet(canvas)

    assert text_of(drawn(on_its_side)) == SHEET
    if turned == 0:
        assert text_of(out.getvalue()) == SHEET


def picture() -> ImageReader:
    """A grey picture."""
    return ImageReader(Image.new("L", (50, 50), 160))


def scanned(canvas: Canvas) -> None:
    """A page that is a picture."""
    canvas.drawImage(picture(), 0, 0, 400, 400)


def scanned_with_text(canvas: Canvas) -> None:
    """A scan with the layer that OCR lays under it."""
    scanned(canvas)
    text = canvas.beginText(50, 300)
    text.setFont(MINCHO, 10)
    text.setTextRenderMode(3)
    for line in (
        "令和8年度当初予算要求書 森のしごと応援事業",
        "(単位:千円)",
        "要求額 1,234 一般財源 1,234 起債 0 その他 0 計 1,234",
    ):
        text.textLine(line)
    canvas.drawText(text)


def test_a_scan() -> None:
    """Scanned pages are named, with the way out; a sheet on the other pages can still be read."""
    found = opened(drawn(sheet, scanned, sheet))
    with pytest.raises(errors.PagesScanned) as caught:
        found.sure()
    assert "2ページは画像" in caught.value.ja
    assert "ocrmypdf" in caught.value.en
    found.sure(range(3, 4))


def test_text_drawn_as_lines() -> None:
    """A page with something on it and no text needs OCR, too; an empty one does not."""
    assert troubles(drawn(table)) == {"scanned"}
    assert troubles(drawn(sheet, lambda _canvas: None)) == set()


def test_the_layer_of_ocr() -> None:
    """Text under a scan is read, with the notice that a machine guessed it."""
    data = drawn(scanned_with_text)
    assert "森のしごと応援事業" in text_of(data)[0]
    assert notices(data) == {"ocr"}


def test_form_fields() -> None:
    """What stands in a form field is no text of the page: it must not be missed in silence."""

    def draw(canvas: Canvas) -> None:
        sheet(canvas)
        canvas.acroForm.textfield(name="a", value="9,999", x=55, y=330, width=80, height=20)

    assert "overlaid" in troubles(drawn(draw))


def raw(content: bytes, to_unicode: bytes) -> bytes:
    """A PDF written by hand: one page, one font, and what it says its codes 1 to 4 mean."""
    table = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %s endcmap" % to_unicode
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(table), table),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    known = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        known,
        len(out),
    )


@pytest.mark.parametrize("meaning", [b"<e001>", b"<fffd>"])
def test_a_text_layer_that_says_nothing(meaning: bytes) -> None:
    """A font that does not say which characters it prints is not read as what they might be."""
    found = opened(raw(b"BT /F1 12 Tf 50 300 Td (1234 1234 1234) Tj ET", b"1 beginbfchar <31> %s endbfchar" % meaning))
    with pytest.raises(errors.PagesGarbled) as caught:
        found.sure()
    assert "--force-ocr" in caught.value.en


def test_encrypted() -> None:
    """A PDF that needs a password is one sentence."""
    with pytest.raises(errors.DocumentEncrypted):
        opened(drawn(sheet, encrypt="secret"))


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """More pages than a budget has are refused before they are read."""
    monkeypatch.setattr("structurer.documents.limits.PAGES", 2)
    with pytest.raises(errors.DocumentTooLarge):
        opened(drawn(sheet, sheet, sheet))


def test_a_font_that_nobody_has(tmp_path: Path) -> None:
    """On a machine without a Japanese font the letters of a PDF that embeds none are not "hidden": the sentence says what is missing."""
    (tmp_path / "sheet.pdf").write_bytes(drawn(with_string(55, 340, "要求額 1,234千円")))
    each = "for place in /usr/share/fonts /usr/local/share/fonts; do [ ! -d $place ] || mount -t tmpfs none $place || exit 77; done"
    hidden = each + '; exec "$@"'
    asked = [sys.executable, "-m", "structurer", "run", "sheet.pdf", "--model", "offline", "--no-save"]
    environment = {
        **os.environ,
        "STRUCTURER_LANG": "en",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "HOME": str(tmp_path),
    }
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare to hide the fonts of this machine with")
    done = subprocess.run(  # ourselves
        [unshare, "-rm", "sh", "-c", hidden, "sh", *asked],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode in {1, 77} and "structurer" not in done.stderr:
        pytest.skip("the fonts of this machine cannot be hidden")
    assert done.returncode == 2
    assert "font (HeiseiMin-W3) that is neither in the PDF nor on this machine" in done.stderr
