"""The visible text of a page: the page is drawn with its text and without it, and the difference is the text.

So it does not matter how text is made unseen: white on white, behind an image, clipped, transparent, in a layer that is
switched off, off the page, or drawn in the mode for OCR.
"""

import ctypes
import unicodedata
from collections.abc import Iterable

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from structurer.documents.pdf.glyph import Box, Glyph

_LONGEST_SIDE = 4_000  # pixels: a page of any size is drawn in 48 MB
_SCALE = 2.0  # pixels for a point: a comma of 8 points still covers several
_FAINT = 24  # of 255: lighter than this against its ground nobody reads it
_NO_OUTLINE = 0.05  # points: how high PDFium says a letter is that it cannot draw; 一 is ten times that
_LONGEST_NAME = 128  # bytes of a font's name
_TINY = 2.5  # points: nobody reads smaller letters on paper


class Ink:
    """A page as it looks. `corner` is the upper left of what is shown, in the coordinates of the glyphs."""

    def __init__(self, page: pypdfium2.PdfPage, corner: tuple[float, float]) -> None:
        longest = max(page.get_size())
        self._corner = corner
        self._scale = min(_SCALE, _LONGEST_SIDE / max(longest, 1.0))
        whole = self._drawn(page)
        self.is_overlaid = pdfium.FPDFPage_GetAnnotCount(page) > 0 and _differs(
            whole, self._drawn(page, annotations=True)
        )
        self.is_blank = whole.convert("L").getextrema()[0] == 255
        for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            pdfium.FPDFPageObj_SetIsActive(found, False)  # noqa: FBT003  # the library's own signature
        self._text = ImageChops.difference(whole, self._drawn(page))

    def _drawn(self, page: pypdfium2.PdfPage, *, annotations: bool = False) -> Image.Image:
        order = {
            "prefer_bgrx": True,
            "rev_byteorder": True,
        }  # RGBX: Pillow takes it as it is, where it would copy RGB twice
        bitmap = page.render(scale=self._scale, may_draw_forms=annotations, draw_annots=annotations, **order)
        image: Image.Image = bitmap.to_pil()
        return image

    def shows(self, glyph: Glyph) -> bool:
        """Whether a character can be seen."""
        return glyph.size >= _TINY and self.shows_in(glyph.box)

    def shows_in(self, box: Box) -> bool:
        """Whether some text can be seen in a box."""
        return self.strength(box) >= _FAINT

    def strength(self, box: Box) -> int:
        """Return the contrast of the text in a box, of 255; 0 outside the page."""
        x, y = self._corner
        left, top, right, bottom = ((box[0] - x), (box[1] - y), (box[2] - x), (box[3] - y))
        area = (
            max(0, int(left * self._scale)),
            max(0, int(top * self._scale)),
            min(self._text.width, int(right * self._scale) + 1),
            min(self._text.height, int(bottom * self._scale) + 1),
        )
        if area[0] >= area[2] or area[1] >= area[3]:
            return 0
        bands = self._text.crop(area).getextrema()[:3]
        return max(int(most) for _, most in bands)  # type: ignore[misc]  # several bands, so pairs


def digits(page: pypdfium2.PdfPage) -> str:
    """The digits of a page as a second reader finds them."""
    text = page.get_textpage()
    count = text.count_chars()
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    letters = bytes(buffer)[: max(0, written - 1) * 2].decode("utf-16-le", "replace")
    return "".join(letter for letter in unicodedata.normalize("NFKC", letters) if letter.isdecimal())


def missing_font(page: pypdfium2.PdfPage) -> str:
    """Return the name of a font that neither the PDF nor this machine holds, so that its letters are not drawn; empty where all are.

    Such a letter has a place and a width but no outline. Letters that are hidden have one.
    """
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    if all(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(found)) for found in texts):
        return ""
    text = page.get_textpage()
    for place in range(text.count_chars()):
        if unicodedata.east_asian_width(chr(pdfium.FPDFText_GetUnicode(text, place))) != "W":
            continue
        left, bottom, right, top = text.get_charbox(place)
        if right > left and top - bottom < _NO_OUTLINE:
            return _font_name(text, place)
    return ""


def _font_name(text: pypdfium2.PdfTextPage, place: int) -> str:
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    length = pdfium.FPDFText_GetFontInfo(text, place, buffer, _LONGEST_NAME, ctypes.c_int())
    return buffer.raw[: max(0, min(length, _LONGEST_NAME) - 1)].decode("utf-8", "replace") or "?"


def image_share(page: Box, images: Iterable[Box]) -> float:
    """Return the share of a page that its largest image covers, from 0 to 1."""
    whole = max((page[2] - page[0]) * (page[3] - page[1]), 1.0)
    covered = [
        max(0.0, min(box[2], page[2]) - max(box[0], page[0])) * max(0.0, min(box[3], page[3]) - max(box[1], page[1]))
        for box in images
    ]
    return max(covered, default=0.0) / whole


def _differs(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None
