"""The worksheets of a workbook: what is visible, merged cells in their first column, as lines and piped rows."""

import io
import warnings
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from structurer.documents import linetext, packed
from structurer.documents.document import Page
from structurer.documents.xlsx.look import Palette
from structurer.documents.xlsx.worksheet import WorksheetGrid, WorksheetRow
from structurer.errors import DocumentDamaged
from structurer.text import lazy_re as re
from structurer.text.origin import Notice

_DEFAULT_NAME = re.compile(r"(?:Sheet|シート|Worksheet)\s?\d*", re.IGNORECASE)  # says nothing of what stands on it
_DAMAGE = (BadZipFile, InvalidFileException, LookupError, ValueError, TypeError, SyntaxError, AttributeError)
_PAGES = re.compile(r"&[PNDTFZG]")  # numbers of pages, the time of printing, the file, a picture
_CODE = re.compile(
    r'&(?:"[^"]*"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])', re.IGNORECASE
)  # fonts, sizes, colours, styles
_SHAPE = re.compile(rb"<a:t>[^<]*\S[^<]*</a:t>")


def read(name: str, data: bytes) -> Iterator[Page]:
    """The visible worksheets in their order; a hidden one keeps its number and is reported as left out."""
    parts = packed.parts(name, data)
    values, formulas = _loaded(name, data, values=True), _loaded(name, data, values=False)
    palette = Palette(values)
    shapes = sum(len(_SHAPE.findall(part)) for path, part in parts.items() if path.startswith("xl/drawings/"))
    for number, title in enumerate(values.sheetnames, 1):
        sheet, formula = values[title], formulas[title]
        notices = [Notice("shape", "", shapes)] if shapes and number == 1 else []
        place = f"sheet={quote(title)}"
        if not isinstance(sheet, Worksheet) or not isinstance(formula, Worksheet) or sheet.sheet_state != "visible":
            yield Page(number, title, notices=(*notices, Notice("hidden", place)))
        else:
            yield _page(number, WorksheetGrid(sheet, formula, palette), place, notices)


def _loaded(name: str, data: bytes, *, values: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out (charts, data validation) is nothing we read
        try:
            return load_workbook(io.BytesIO(data), data_only=values, keep_links=False, rich_text=True)
        except _DAMAGE as error:
            raise DocumentDamaged(name, type(error).__name__) from error


def _page(number: int, grid: WorksheetGrid, place: str, notices: list[Notice]) -> Page:
    rows = grid.rows()
    columns = sorted({column for row in rows if not row.is_text for column in row.cells})
    named = [] if _DEFAULT_NAME.fullmatch(grid.title) or not rows else [(linetext.line(grid.title), place)]
    drawn = [line for block in _blocks(rows) for line in _lines(block, columns, place)]
    above, below = ([(text, place) for text in _margin(grid.sheet, kind)] for kind in ("Header", "Footer"))
    lines = [*above, *named, *drawn, *below] if drawn else named
    notices = notices + [Notice("hidden", place, grid.hidden)] * bool(grid.hidden)
    notices += [Notice("unseen", place, grid.unseen)] * bool(grid.unseen)
    return Page(number, grid.title, tuple(lines), tuple(grid.troubles), tuple(notices))


def _margin(sheet: Worksheet, kind: str) -> Iterator[str]:
    """The words in the margin above or below a printed worksheet, those of its first page where they differ; page numbers are none."""
    first = "first" if sheet.HeaderFooter.differentFirst else "odd"
    found = getattr(sheet, f"{first}{kind}")
    for part in () if found is None else (found.left, found.center, found.right):
        if part is not None and part.text and _PAGES.search(part.text) is None:
            words = _CODE.sub("", part.text.replace("&A", sheet.title).replace("&&", "＆")).replace("_x000D_", "")
            yield from (linetext.line(line).strip() for line in words.split("\n") if line.strip())


def _blocks(rows: list[WorksheetRow]) -> Iterator[list[WorksheetRow]]:
    """Rows of one kind that follow each other."""
    for _, block in groupby(enumerate(rows), lambda placed: (placed[1].number - placed[0], placed[1].is_text)):
        yield [row for _, row in block]


def _lines(block: list[WorksheetRow], columns: list[int], place: str) -> Iterator[tuple[str, str]]:
    """The rows over the columns of the worksheet, so that a blank row shifts nothing; those behind a block are left off."""
    last = max(column for row in block for column in row.cells)
    kept = [column for column in columns if column <= last]
    used = {column for row in block for column in row.cells}
    texts = linetext.whole_rows(
        [[row.cells.get(one, None if one in row.goes_on or one not in used else "") for one in kept] for row in block]
    )
    for row, cells in zip(block, texts, strict=True):
        own = sorted(row.cells)
        where = f"{place}&range={row.named(own[0])}" + (f":{row.named(own[-1])}" if len(own) > 1 else "")
        if row.is_text:
            yield row.cells[own[0]], where
        elif any(cells):
            yield linetext.row(cells), where
