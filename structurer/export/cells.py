"""Cells of a workbook: texts that no spreadsheet takes for anything else, numbers that it holds exactly."""

import re
from datetime import datetime
from decimal import Decimal

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from structurer.text.control import CONTROL

DIGITS = 15
"""The significant digits that Excel keeps of a number; one with more stays text."""

LONGEST = 32_767
"""The characters that a cell of Excel holds."""

_MARKED = dict.fromkeys((code for code in CONTROL if code != 10), "\ufffd") | {9: " "}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TAKEN_FOR_MORE = ("=", "+", "-", "@", "#")
_WHOLE = '#,##0;"▲"#,##0'
_FACE, _SIZE = "Calibri", 11  # those of every other cell: openpyxl gives a font none of its own
_HEADER, _FILL = Font(_FACE, _SIZE, bold=True), PatternFill("solid", fgColor="E8EEF4")
_LINK = Font(_FACE, _SIZE, color="0563C1", underline="single")


Content = str | int | Cell
"""A value of a row. openpyxl writes a plain text far faster than a cell, and an int as it is."""


def text_cell(sheet: Worksheet, text: str) -> Content:
    """A text as a string, whatever it begins with.

    What openpyxl or a spreadsheet might take for a formula or an error is marked as text, so that editing it makes no formula
    of it either.
    """
    safe = shown(text)
    if not safe.startswith(_TAKEN_FOR_MORE):
        return safe
    cell = WriteOnlyCell(sheet, safe)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def shown(text: str) -> str:
    """A text as a workbook stores it: XML's forbidden characters as a mark, `_x0041_` so that it is read as it stands.

    A text longer than a cell can hold is cut, and says so.
    """
    plain = _ESCAPE.sub("_x005F_", text.translate(_MARKED))
    if len(plain) <= LONGEST:
        return plain
    note = f"…(以下省略・cut: {len(plain):,} 字)"
    return plain[: LONGEST - len(note)] + note


def number_cell(sheet: Worksheet, text: str) -> Content:
    """Return an exact decimal as a number, and as text where a spreadsheet would round it, and a ratio such as 1/2.

    The digits are handed over as they are: openpyxl itself writes 9.95 as 9.949999999999999.
    """
    if "/" in text or sum(character.isdigit() for character in text.lstrip("-").lstrip("0.")) > DIGITS:
        return text_cell(sheet, text)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "n"
    if Decimal(text) == Decimal(text).to_integral_value():
        cell.number_format = _WHOLE
    return cell


def time_cell(sheet: Worksheet, text: str) -> Cell:
    """A time as a date of the spreadsheet, by the clock of this machine: a workbook knows no zones."""
    local = datetime.fromisoformat(text).astimezone().replace(tzinfo=None, microsecond=0)
    cell = WriteOnlyCell(sheet, local)
    cell.number_format = "yyyy-mm-dd hh:mm:ss"
    return cell


def linked(sheet: Worksheet, content: Content, place: str) -> Cell:
    """A content that leads to a place in the workbook: `'元の本文'!C13`."""
    cell = content if isinstance(content, Cell) else WriteOnlyCell(sheet, content)
    cell.hyperlink = Hyperlink(ref="", location=place)
    cell.font = _LINK
    return cell


def heading(sheet: Worksheet, text: str) -> Cell:
    """A heading of a column."""
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = _HEADER, _FILL
    return cell
