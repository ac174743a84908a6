"""Formats that hang on a condition: whether one of them may change what is seen of a figure. No condition is worked out."""

from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from structurer.documents.seen import WHITE, near
from structurer.documents.xlsx.look import Palette

_LEAST_SIZE = 6  # points: smaller letters are as good as hidden


class Rules:
    """The conditional formats of a worksheet by the cells they cover."""

    def __init__(self, sheet: Worksheet, palette: Palette) -> None:
        self._palette = palette
        formats = ((area.bounds, found.rules) for found in sheet.conditional_formatting for area in found.sqref.ranges)
        self._rules = [(bounds, rule) for bounds, rules in formats for rule in rules]

    def may_change(self, cell: Cell) -> bool:
        """Whether a rule gives the cell another number format, strikes it out, or hides its letters."""
        return any(
            left <= cell.column <= right and top <= cell.row <= bottom and self._may_change(cell, rule)
            for (left, top, right, bottom), rule in self._rules
        )

    def _may_change(self, cell: Cell, rule: Rule) -> bool:
        """True for more than colours that are seen, weight, borders and a bar beside the number."""
        if any(one is not None and one.showValue is False for one in (rule.dataBar, rule.iconSet)):
            return True
        look = rule.dxf
        if look is None:
            return False
        font, shade = look.font, getattr(look.fill, "bgColor", None)
        if font is not None and (font.strike or font.vertAlign or (font.sz is not None and font.sz < _LEAST_SIZE)):
            return True
        ink = self._palette.ink(cell.font if font is None or font.color is None else font)
        ground = self._palette.ground(cell.fill) if shade is None else self._palette.rgb(shade, WHITE)
        return look.numFmt is not None or look.alignment is not None or near(ink, ground)
