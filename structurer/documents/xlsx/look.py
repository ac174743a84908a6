"""The look of the letters of a cell: their colour on their ground, struck out, raised, too small to see."""

import colorsys
import re

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.workbook.workbook import Workbook

from structurer.documents.document import Doubt
from structurer.documents.figures import is_glued, matters
from structurer.documents.seen import BLACK, SMALLEST, WHITE, Rgb, near, rgb

_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{place}" for place in range(1, 7)), "hlink", "folHlink")
_OFFICE = {"lt1": WHITE, "dk1": BLACK}


class Palette:
    """The colours of a workbook: what its theme and its numbered colours are."""

    def __init__(self, book: Workbook) -> None:
        theme = book.loaded_theme
        text = theme.decode("utf-8", "replace") if isinstance(theme, bytes) else str(theme or "")
        self._theme = dict(enumerate(_themed(text, name) for name in _THEME))
        self._numbered = dict(enumerate(rgb(str(colour)) for colour in getattr(book, "_colors", None) or COLOR_INDEX))

    def rgb(self, colour: Color | None, default: Rgb) -> Rgb | None:
        """A colour as its three parts; `default` where it is automatic, None where it is not known."""
        if colour is None or colour.type == "auto":
            return default
        if colour.type == "theme":
            plain = self._theme.get(colour.theme)
        else:
            plain = self._numbered.get(colour.indexed, default) if colour.type == "indexed" else rgb(str(colour.rgb))
        return None if plain is None else _tinted(plain, float(colour.tint or 0))

    def ink(self, font: object) -> Rgb | None:
        """The colour of the letters of a font of openpyxl's."""
        return self.rgb(getattr(font, "color", None), BLACK)

    def ground(self, fill: object) -> Rgb | None:
        """The colour of a cell with a fill of openpyxl's."""
        is_solid = getattr(fill, "fill_type", None) == "solid"
        return self.rgb(getattr(fill, "fgColor", None), WHITE) if is_solid else WHITE


def is_unseen(cell: Cell, palette: Palette) -> bool:
    """Letters in the colour of the cell, or too small to see."""
    return _is_lost(cell.font, palette.ground(cell.fill), palette)


def doubt(cell: Cell, text: str, palette: Palette) -> Doubt | None:
    """Return the reason why a person reads another figure in a cell than its letters say; None where there is none."""
    runs = cell.value if isinstance(cell.value, CellRichText) else ()
    blocks = [(run.text, run.font) for run in runs if isinstance(run, TextBlock)]
    if any(getattr(font, "strike", None) and matters(words) for words, font in [(text, cell.font), *blocks]):
        return "struck"
    if is_glued((run.text, run.font.vertAlign or "") if isinstance(run, TextBlock) else (str(run), "") for run in runs):
        return "glued"
    ground = palette.ground(cell.fill)
    return "covered" if any(matters(words) and _is_lost(font, ground, palette) for words, font in blocks) else None


def _is_lost(font: object, ground: Rgb | None, palette: Palette) -> bool:
    size = getattr(font, "sz", None)
    return (size is not None and size <= SMALLEST) or near(palette.ink(font), ground)


def _themed(theme: str, name: str) -> Rgb | None:
    start = theme.find(f"<a:{name}>")
    found = re.search(r'(?:lastClr|srgbClr val)="([0-9A-Fa-f]{6})"', theme[start : start + 200]) if start >= 0 else None
    return _OFFICE.get(name) if found is None else rgb(found[1])


def _tinted(plain: Rgb, tint: float) -> Rgb:
    """Return a colour made darker by a negative tint, lighter by a positive one."""
    hue, light, full = colorsys.rgb_to_hls(*(part / 255 for part in plain))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full))
    return red, green, blue
