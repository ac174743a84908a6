"""Formats that hang on a condition: whether one of them may change what is seen of a figure. No condition is worked out."""

from collections.abc import Iterator

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from structurer.documents.seen import WHITE, near
from structurer.documents.xlsx.look import Palette

_LEAST_SIZE = 6  # points: smaller letters are as good as hidden
_Area = tuple[int, int, int, int]


class Rules:
    """The conditional formats of a worksheet by the cells they cover."""

    def __init__(self, sheet: Worksheet, palette: Palette) -> None:
        self._palette = palette
        self._rules = list(_rules(sheet))

    def may_change(self, cell: Cell) -> bool:
        """Whether a rule gives the cell another number format, strikes it out, or hides its letters."""
        place = (cell.column, cell.row)
        own = [
            rule
            for (left, top, right, bottom), rule in self._rules
            if left <= place[0] <= right and top <= place[1] <= bottom
        ]
        return any(_is_rewritten(rule) or self._is_lost(cell, rule) for rule in own)

    def _is_lost(self, cell: Cell, rule: Rule) -> bool:
        look = rule.dxf
        if look is None:
            return False
        ink = cell.font if look.font is None or look.font.color is None else look.font
        fill = look.fill
        shade = None if fill is None else getattr(fill, "bgColor", None)
        ground = self._palette.ground(cell.fill) if shade is None else self._palette.rgb(shade, WHITE)
        return near(self._palette.ink(ink), ground)


def _rules(sheet: Worksheet) -> Iterator[tuple[_Area, Rule]]:
    for found in sheet.conditional_formatting:
        for area in found.sqref.ranges:
            for rule in found.rules:
                yield (area.min_col, area.min_row, area.max_col, area.max_row), rule


def _is_rewritten(rule: Rule) -> bool:
    """Whether more than colours, weight, borders and a bar beside the number is given: those are known to leave a number as it is."""
    drawn = [one for one in (rule.dataBar, rule.iconSet) if one is not None]
    look = rule.dxf
    font = None if look is None else look.font
    letters = font is None or not (font.strike or font.vertAlign or (font.sz is not None and font.sz < _LEAST_SIZE))
    plain = look is None or (look.numFmt is None and look.alignment is None)
    return not (letters and plain and all(one.showValue is not False for one in drawn))
