"""The pages of a PDF, one after another: what can be seen of the text layer, in lines and rows, and what is doubtful."""

import io
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple
from unicodedata import normalize

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as Plumbed
from pdfplumber.utils.exceptions import PdfminerException

from structurer.documents import limits, linetext
from structurer.documents.document import Page, Trouble
from structurer.documents.pdf import columns, ink, marks, running, tables, unruled
from structurer.documents.pdf.glyph import Box, Glyph, box_of, glyphs, turned
from structurer.documents.pdf.ink import Ink
from structurer.documents.pdf.plumbed import LeanPage
from structurer.documents.pdf.textlines import PlacedRow, TextLine, is_one_number, lines, touch
from structurer.errors import DocumentDamaged, DocumentEncrypted, DocumentTooLarge
from structurer.text.origin import Notice

_MOSTLY = 0.8  # of the characters lie on their side: the page does; a turned table in a page is less
_SCAN_SHARE, _SCAN_TEXT = 0.5, 40  # half of a page an image, and fewer characters than a head of a sheet: it is a scan
_LAYER_SHARE = 0.8  # of a page an image, with text behind it: a scan with the text of an OCR
_PICTURE_SHARE = 0.1  # of a page: a smaller image is a logo or a mark, and is not reported
_GARBLED_SHARE = 0.05  # of the characters unknown: below it they are single signs, and doubted only within numbers
_OVERLAP = 0.4  # of the narrower of two characters: tightly set digits overlap by less


class _Placed(NamedTuple):
    """A line of the text with the box it stands in; `order` is where it comes on the page."""

    order: tuple[float, float, int]
    text: str
    box: Box


class _Seen(NamedTuple):
    """The characters of a page by whether they can be seen, and whether the text is a scan's."""

    shown: list[Glyph]
    unseen: list[Glyph]
    is_layer: bool


def count(name: str, data: bytes) -> int:
    """How many pages there are. DocumentEncrypted, DocumentDamaged or DocumentTooLarge where the document cannot be opened."""
    return len(_opened(name, data))


def read(name: str, data: bytes, first: int = 1, step: int = 1) -> Iterator[Page]:
    """Each so many pages on from the first; of several one that cannot be read is a page with that trouble. Errors as of `count`."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    drawn = _opened(name, data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as plumbed:
            if len(plumbed.pages) != len(drawn):
                raise DocumentDamaged(name, f"{len(plumbed.pages)} ≠ {len(drawn)} pages")
            for page in plumbed.pages[first - 1 :: step]:
                yield _tried(drawn, LeanPage.of(page), page.page_number)
                page.close()
    except (PDFPasswordIncorrect, PdfminerException, pypdfium2.PdfiumError) as error:
        raise DocumentDamaged(name, type(error).__name__) from error


def _tried(drawn: pypdfium2.PdfDocument, page: Plumbed, number: int) -> Page:
    try:
        return _page(_upright(drawn, page), drawn[number - 1], number)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        if len(drawn) == 1:
            raise
        return Page(number, troubles=(Trouble("broken", type(error).__name__),))


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        found = pypdfium2.PdfDocument(data)
        found.init_forms()  # else what stands in form fields is not drawn
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentEncrypted(name) from error
        raise DocumentDamaged(name, str(error)) from error
    if len(found) > limits.PAGES:
        raise DocumentTooLarge(name, "pages", limits.PAGES)
    return found


def _upright(drawn: pypdfium2.PdfDocument, page: Plumbed) -> Plumbed:
    """The page as a person turns it: where nearly all of its text lies on its side, by as many quarter turns."""
    turns = Counter(turned(one["matrix"]) for one in page.chars if one["text"].strip())
    if not turns:
        return page
    quarters, count = turns.most_common(1)[0]
    if not quarters or count < _MOSTLY * turns.total():
        return page
    own = drawn[page.page_number - 1]
    own.set_rotation((own.get_rotation() - 90 * quarters) % 360)
    single = pypdfium2.PdfDocument.new()
    single.import_pages(drawn, [page.page_number - 1])
    turned_data = io.BytesIO()
    single.save(turned_data)
    return LeanPage.of(pdfplumber.open(turned_data).pages[0])


def _page(page: Plumbed, drawn: pypdfium2.PdfPage, number: int) -> Page:
    visible: Box = page.cropbox
    others = ink.digits(drawn)  # before the page is drawn without its text
    font = ink.missing_font(drawn)
    if font:
        return Page(number, troubles=(Trouble("fontless", font),))
    look = Ink(drawn, (visible[0], visible[1]))
    found = list(glyphs(page.chars))
    share = ink.image_share(visible, map(box_of, page.images))
    seen = _seen(found, look, share)
    troubles, notices = list(_page_troubles(seen, look, share)), list(_notices(seen, page, share, number))
    if any(trouble.kind == "scanned" for trouble in troubles):
        return Page(number, troubles=tuple(troubles), notices=tuple(notices))
    ruled = tables.ruled(page, seen.shown)
    cells = tables.Cells(ruled, page.edges)
    cells.fill(seen.shown)
    troubles += [*_print_troubles(seen), *cells.crossing(seen.shown), *tables.broken(cells)]
    troubles += [*marks.troubles(page, seen.shown, look), *_witnessed(seen, found, others)]
    placed = sorted([*_rows(ruled, cells), *_lines(lines(cells.loose))])
    text = tuple((one.text, _place(number, one.box, visible)) for one in placed)
    return Page(number, "", text, tuple(dict.fromkeys(troubles)), tuple(notices))


def _seen(found: Sequence[Glyph], look: Ink, share: float) -> _Seen:
    shown = [glyph for glyph in found if look.shows(glyph)]
    held = set(map(id, shown))
    unseen = [glyph for glyph in found if id(glyph) not in held]
    is_layer = share >= _LAYER_SHARE and len(unseen) > len(shown)
    return _Seen(list(found), [], is_layer=True) if is_layer else _Seen(shown, unseen, is_layer=False)


def _page_troubles(seen: _Seen, look: Ink, share: float) -> Iterator[Trouble]:
    if look.is_overlaid:
        yield Trouble("overlaid", "AcroForm")
    if len(seen.shown) < _SCAN_TEXT and (share >= _SCAN_SHARE or (not seen.shown and not look.is_blank)):
        yield Trouble("scanned")
    unknown = [glyph for glyph in seen.shown if glyph.is_unknown]
    if len(unknown) > _GARBLED_SHARE * len(seen.shown):
        yield Trouble("garbled", _shown_code(unknown[0]))


def _shown_code(glyph: Glyph) -> str:
    return glyph.text if glyph.text.startswith("(cid") else f"U+{ord(glyph.text[0]):04X}"


def _notices(seen: _Seen, page: Plumbed, share: float, number: int) -> Iterator[Notice]:
    place = f"page={number}"
    if seen.is_layer:
        yield Notice("ocr", place)
    if seen.unseen:
        yield Notice("unseen", place, len(seen.unseen))
    if share >= _PICTURE_SHARE and not seen.is_layer:
        yield Notice("image", place, len(page.images))


def _print_troubles(seen: _Seen) -> Iterator[Trouble]:
    """Yield doubts about the numbers of a page: unknown or hidden characters in them, two prints in one place, turned digits."""
    hidden = set(map(id, seen.unseen))
    for glyph in seen.shown:
        if glyph.is_digit and glyph.turned:
            yield Trouble("turned", glyph.text)
    for line in lines([*seen.shown, *seen.unseen]):
        for left, right in pairwise(line.glyphs):
            yield from _pair(left, right, hidden)


def _pair(left: Glyph, right: Glyph, hidden: set[int]) -> Iterator[Trouble]:
    """Yield doubts about two neighbours of a line: a number with a part covered or unknown, or two numbers in one place."""
    if not (left.is_digit or right.is_digit) or not touch(left, right):
        return
    text, covered = left.text + right.text, (id(left) in hidden) + (id(right) in hidden)
    if left.is_unknown or right.is_unknown:
        yield Trouble("garbled", _shown_code(left if left.is_unknown else right))
    if covered == 1 and is_one_number(left, right):
        yield Trouble("covered", text)
    if covered == 0 and _overlaps(left, right):
        yield Trouble("overprinted", text)


def _overlaps(left: Glyph, right: Glyph) -> bool:
    narrow = min(left.box[2] - left.box[0], right.box[2] - right.box[0])
    return left.box[2] - right.box[0] > _OVERLAP * narrow


def _witnessed(seen: _Seen, found: Sequence[Glyph], others: str) -> Iterator[Trouble]:
    """Two programs read the text layer; the digits that can be seen must be in both readings, and none in one alone."""
    ours, every = (_digits(some) for some in (seen.shown, found))
    theirs = Counter(others)
    missing, extra = ours - theirs, theirs - every
    if missing or extra:
        yield Trouble("differing", "".join(sorted((missing + extra).elements()))[:20])


def _digits(found: Sequence[Glyph]) -> Counter[str]:
    return Counter(letter for glyph in found for letter in normalize("NFKC", glyph.text) if letter.isdecimal())


def _rows(ruled: Sequence[tables.Ruled], cells: tables.Cells) -> Iterator[_Placed]:
    """The rows of the tables; those of one table follow each other, whatever stands beside it."""
    outer, inner = tables.nested(ruled)
    for table in outer:
        yield from _of_table(table.box, tables.filled(table, cells, inner))


def _of_table(box: Box, rows: Iterable[PlacedRow]) -> Iterator[_Placed]:
    for place, row in enumerate(rows):
        yield _Placed((box[1], box[0], place), linetext.row(row.cells), row.box)


def _lines(loose: Sequence[TextLine]) -> Iterator[_Placed]:
    for is_text, found in groupby(unruled.blocks(loose), key=lambda block: isinstance(block, TextLine)):
        blocks = list(found)
        if is_text:
            yield from _aligned([block for block in blocks if isinstance(block, TextLine)])
        for rows in (block for block in blocks if not isinstance(block, TextLine)):
            yield from _of_table(rows[0].box, rows)


def _aligned(lines: Sequence[TextLine]) -> Iterator[_Placed]:
    """Lines that are no rows of a table for sure, those whose pieces stand below each other parted there."""
    above: list[TextLine] = []
    for block in columns.blocks(running.mended(lines)):
        found = None if columns.is_parted(above, block) else columns.cells(block)
        above = block
        for place, line in enumerate(block):
            text = linetext.row(map(linetext.line, [line.text] if found is None else found[place]))
            yield _Placed((line.box[1], line.box[0], place), text, line.box)


def _place(number: int, box: Box, visible: Box) -> str:
    left, top = round(box[0] - visible[0]), round(box[1] - visible[1])
    return f"page={number}&viewrect={left},{top},{round(box[2] - box[0])},{round(box[3] - box[1])}"
