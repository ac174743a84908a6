"""Whether a number fits its column: where it does not, a person sees crosses, or fewer decimals."""

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

_PADDING = 0.71  # of a digit: what a column keeps free
_DEFAULT = 8.43 + _PADDING  # digits: the width Excel gives a column that has none
_SLIM = 0.85  # letters are narrower in some fonts than in that of the workbook
_POINTS = 11  # of the usual font, in whose digits widths are given
_NARROW = frozenset(",.:;() ")


class Widths:
    """The columns of a worksheet, their widths in digits of the usual font."""

    def __init__(self, sheet: Worksheet) -> None:
        given = sheet.sheet_format.defaultColWidth
        self._default = _DEFAULT if given is None else float(given)
        columns = sheet.column_dimensions.values()
        self._wide = [(how.min, how.max or how.min, how.width) for how in columns if how.min and how.customWidth]
        self._merged = {(area.min_row, area.min_col) for area in sheet.merged_cells.ranges}

    def is_too_narrow(self, cell: Cell, text: str) -> bool:
        """Whether a number is certainly too wide, or, without a format, has decimals that may be cut; merged cells never."""
        place = cell.alignment
        bent = place is not None and (place.shrink_to_fit or place.textRotation)
        if bent or (cell.row, cell.column) in self._merged:
            return False
        size = float(cell.font.sz or _POINTS) if cell.font is not None else _POINTS
        wide = sum(0.5 if letter in _NARROW else 1 for letter in text) * size / _POINTS
        room = next((width for first, last, width in self._wide if first <= (cell.column or 0) <= last), self._default)
        cut = cell.number_format == "General" and "." in text
        return wide > room - _PADDING if cut else wide * _SLIM > room
