"""The cells of a worksheet as a person sees them: hidden rows and columns left out, merged cells once, numbers formatted."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel
from openpyxl.worksheet.worksheet import Worksheet

from structurer.documents import linetext
from structurer.documents.document import Trouble
from structurer.documents.figures import matters
from structurer.documents.xlsx import day, look, number
from structurer.documents.xlsx.ruled import Rules
from structurer.documents.xlsx.width import Widths

_THINNEST = 0.1  # of a character, of a point: nothing is seen
_LAST_COLUMN = 16_384  # of Excel: a format of "all columns" ends there
_SAMPLE = 20  # characters of a cell that a trouble shows: enough to find it
_TEXT_RESULT = "str"  # saved with a formula whose result is a text: an empty one is a result, too

_CellPlace = tuple[int, int]
"""The row and the column of a cell, both 1-based."""


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """One row: the text of its cells by column (1-based); text where it is one cell without a border.

    `goes_on` are the columns in which a cell from above goes on.
    """

    number: int
    cells: dict[int, str]
    is_text: bool
    goes_on: frozenset[int] = frozenset()

    def named(self, column: int) -> str:
        """The name of a cell of the row: `B7`."""
        return f"{get_column_letter(column)}{self.number}"


class WorksheetGrid:
    """A worksheet; `formulas` is the same one with its formulas instead of their results.

    After `rows`: `hidden` counts the rows and columns with something in them that are left out, `unseen` the characters in the
    colour of their ground, `troubles` the cells whose number is not certain.
    """

    def __init__(self, sheet: Worksheet, formulas: Worksheet, palette: look.Palette) -> None:
        self.sheet, self._formulas, self._palette = sheet, formulas, palette
        self._rules, self._widths = Rules(sheet, palette), Widths(sheet)
        self.title = str(sheet.title)
        self.hidden = self.unseen = 0
        self.troubles: list[Trouble] = []

    def rows(self) -> list[WorksheetRow]:
        """Every row in which something is seen."""
        rows, columns = self._hidden_rows(), self._hidden_columns()
        anchors = self._anchors(rows, columns)
        by_row: dict[int, dict[int, str]] = defaultdict(dict)
        left_out: set[tuple[str, int]] = set()
        held = self.sheet._cells  # noqa: SLF001  # the only way to them that does not make all the others of a formatted sheet
        for here, cell in sorted(held.items()):
            place = anchors.get(here, here)
            if not isinstance(cell, Cell):
                continue
            if place is not None and place[0] not in rows and place[1] not in columns:
                text = self._text(cell)
                if text:
                    by_row[place[0]][place[1]] = text
            elif cell.value is not None:
                left_out.add(("row", cell.row) if cell.row in rows else ("column", cell.column))
        self.hidden = len(left_out)
        below = self._below(sorted(by_row), anchors)
        return [WorksheetRow(row, by_row[row], self._is_text(row, by_row[row]), below[row]) for row in sorted(by_row)]

    def _below(self, filled: list[int], anchors: dict[_CellPlace, _CellPlace | None]) -> dict[int, frozenset[int]]:
        """By filled row the columns in which a merged cell of a row above goes on, each at the column of its text."""
        found: dict[int, set[int]] = {row: set() for row in filled}
        for area in self.sheet.merged_cells.ranges:
            place = anchors[area.min_row, area.min_col]
            if place is not None:
                for row in filled[bisect_right(filled, place[0]) : bisect_right(filled, area.max_row)]:
                    found[row].add(place[1])
        return {row: frozenset(columns) for row, columns in found.items()}

    def _hidden_rows(self) -> frozenset[int]:
        found = self.sheet.row_dimensions.items()
        return frozenset(row for row, how in found if how.hidden or (how.height is not None and how.height < _THINNEST))

    def _hidden_columns(self) -> frozenset[int]:
        found = [how for how in self.sheet.column_dimensions.values() if how.hidden or how.width < _THINNEST]
        return frozenset(n for how in found for n in range(how.min or 1, min(how.max or 1, _LAST_COLUMN) + 1))

    def _anchors(self, rows: frozenset[int], columns: frozenset[int]) -> dict[_CellPlace, _CellPlace | None]:
        """The place where a merged cell's text is seen: its first row and column that are not hidden; None where all are."""
        found: dict[_CellPlace, _CellPlace | None] = {}
        for area in self.sheet.merged_cells.ranges:
            row = next((row for row in range(area.min_row, area.max_row + 1) if row not in rows), None)
            column = next((one for one in range(area.min_col, area.max_col + 1) if one not in columns), None)
            found[area.min_row, area.min_col] = None if row is None or column is None else (row, column)
        return found

    def _text(self, cell: Cell) -> str:
        """The text of a cell as it is seen; doubts are noted."""
        formula = self._formulas.cell(cell.row, cell.column)
        if formula.data_type == "f" and cell.value is None and cell.data_type != _TEXT_RESULT:
            self.troubles.append(Trouble("uncomputed", cell.coordinate))
            return ""
        counted = _number(cell.value)
        text = "" if counted == 0 and self.sheet.sheet_view.showZeros is False else _shown(cell)
        if text is None:
            self.troubles.append(Trouble("format", f"{cell.coordinate}: {cell.number_format}"))
            return ""
        if cell.value is not None and (not text or look.is_unseen(cell, self._palette)):
            self.unseen += len(str(cell.value))
            return ""
        narrow = counted is not None and self._widths.is_too_narrow(cell, text)
        changed = matters(text) and (narrow or self._rules.may_change(cell))
        doubt = look.doubt(cell, text, self._palette) or ("format" if changed else None)
        if doubt is not None:
            self.troubles.append(Trouble(doubt, f"{cell.coordinate}: {text[:_SAMPLE]}"))
        return linetext.cell(text.split("\n"))

    def _is_text(self, row: int, cells: dict[int, str]) -> bool:
        """One cell of a row that no border draws as part of a table."""
        if len(cells) != 1:
            return False
        own = self.sheet.cell(row, *cells).border
        return not any(side is not None and side.style for side in (own.left, own.right))


def _shown(cell: Cell) -> str | None:
    value, shape, counted = cell.value, cell.number_format, _number(cell.value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time | timedelta):
        return day.shown(value, shape)
    if counted is not None:
        return _day_shown(cell, counted) if day.is_day(shape) else number.shown(counted, shape)
    found = number.text(str(value), shape)
    return str(value) if found is None and not matters(str(value)) else found


def _day_shown(cell: Cell, value: float | Decimal) -> str | None:
    """The day that a number stands for where openpyxl does not take its format (`ggge`) for a date's."""
    book = cell.parent.parent
    try:
        found = from_excel(value, WINDOWS_EPOCH if book is None else book.epoch)
    except (ValueError, OverflowError):
        return None
    return None if found is None else day.shown(found, cell.number_format)


def _number(value: object) -> float | Decimal | None:
    return value if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None
