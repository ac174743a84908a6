"""Cells of a workbook as XML: texts that no spreadsheet takes for anything else, numbers that it holds exactly.

openpyxl makes the book, its styles and its headings. The rows, which are nearly all of it, are written here: it takes ten times as
long for a cell.
"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import to_excel

from structurer.text import lazy_re as re
from structurer.text.control import CONTROL

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DIGITS = 15
"""The significant digits that Excel keeps of a number; one with more stays text."""

LONGEST = 32_767
"""The characters that a cell of Excel holds."""

_MARKED = dict.fromkeys((code for code in CONTROL if code != 10), "\ufffd") | {9: " "}
_WRITTEN = _MARKED | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TAKEN_FOR_MORE = ("=", "+", "-", "@", "#")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WHOLE = '#,##0;"▲"#,##0'
_TIME = "yyyy-mm-dd hh:mm:ss"
_FACE, _SIZE = "Calibri", 11  # those of every other cell: openpyxl gives a font none of its own
_HEADER, _FILL = Font(_FACE, _SIZE, bold=True), PatternFill("solid", fgColor="E8EEF4")
_LINK = Font(_FACE, _SIZE, color="0563C1", underline="single")
_KNOWN = 512  # texts that stand in many cells, such as the names and labels of a record


class CellWriter:
    """Writes the end of a cell, from the quote behind its place on, in the styles of a book."""

    def __init__(self, book: Workbook) -> None:
        sheet = book.create_sheet()  # a style is made for a cell, and a cell for a sheet
        self._plain, self._whole, self._quoted = (tuple(_styles(sheet, kind)) for kind in ("", _WHOLE, "@"))
        self._time, _ = _styles(sheet, _TIME)
        book.remove(sheet)
        self.text, self.number = lru_cache(_KNOWN)(self._text), lru_cache(_KNOWN)(self._number)

    def _text(self, text: str, is_link: bool = False) -> str:  # noqa: FBT001, FBT002  # the key of a cache
        """A text as a string, whatever it begins with.

        What a spreadsheet might take for a formula or an error is marked as text, so that editing it makes no formula of it either.
        """
        safe = shown(text)
        style = (self._quoted if safe.startswith(_TAKEN_FOR_MORE) else self._plain)[is_link]
        kept = ' xml:space="preserve"' if safe != safe.strip() else ""
        return f'"{style} t="inlineStr"><is><t{kept}>{safe.translate(_WRITTEN)}</t></is></c>'

    def _number(self, text: str, is_link: bool = False) -> str:  # noqa: FBT001, FBT002  # as above
        """An exact decimal as a number with its digits, and as text where a spreadsheet would round it, and a ratio such as 1/2."""
        digits = sum(character.isdigit() for character in text.lstrip("-").lstrip("0."))
        if digits > DIGITS or _NUMBER.fullmatch(text) is None:
            return self._text(text, is_link)
        is_whole = Decimal(text) == Decimal(text).to_integral_value()
        style = (self._whole if is_whole else self._plain)[is_link]
        return f'"{style} t="n"><v>{text}</v></c>'

    def integer(self, text: str) -> str:
        """A small whole number."""
        return f'" t="n"><v>{text}</v></c>'

    def time(self, text: str) -> str:
        """A time as a date of the spreadsheet, by the clock of this machine: a workbook knows no zones."""
        local = datetime.fromisoformat(text).astimezone().replace(tzinfo=None, microsecond=0)
        return f'"{self._time} t="n"><v>{to_excel(local)}</v></c>'  # type: ignore[no-untyped-call]


def _styles(sheet: "Worksheet", kind: str) -> Iterator[str]:
    """Yield the style of a kind of cell in a book, as an attribute: as it is, and as a link."""
    for is_link in (False, True):
        cell = WriteOnlyCell(sheet)
        if kind == "@":
            cell.quotePrefix = True
        elif kind:
            cell.number_format = kind
        if is_link:
            cell.font = _LINK
        yield f' s="{cell.style_id}"' if cell.style_id else ""


def shown(text: str) -> str:
    """A text as a workbook stores it, but for XML's forbidden characters: `_x0041_` so that it is read as it stands.

    A text longer than a cell can hold is cut, and says so.
    """
    plain = _ESCAPE.sub("_x005F_", text)
    if len(plain) <= LONGEST:
        return plain
    note = f"…(以下省略・cut: {len(plain):,} 字)"
    return plain[: LONGEST - len(note)] + note


def heading(sheet: "Worksheet", text: str) -> Cell:
    """A heading of a column."""
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = _HEADER, _FILL
    return cell
