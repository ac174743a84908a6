"""Names that go on below in the same narrow column or drawn cell, beside others: the end of a name stands on the next lines."""

from structurer.text import lazy_re as re
from structurer.text.source import Source
from structurer.text.words import squeeze

_MOST_LINES = 3
"""Lines that a name goes on over."""
_FIRST = re.compile(r"(?P<indent>[\s\u3000]*(?:\d{1,2}[.．]?[ ]{1,3})?)(?P<words>\S+(?:[ ]\S+)*)")
"""What a line begins with, behind its number or not."""


_NUMBER = re.compile(r"\d{1,2}[.．]?")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def narrow_name(source: Source, line: int | None, name: str) -> int | None:
    """The offset of a name that begins a line and ends on the next ones, set in alike or in one drawn cell; None where none does so."""
    wanted = squeeze(name)
    if line is None or not 1 <= line <= len(source.lines) or not wanted:
        return None
    return _set_in(source, line, wanted) if line not in source.drawing.grids else _in_cell(source, line, wanted)


def cell_text(source: Source, line: int, start: int) -> str | None:
    """The words of the drawn cell that begins at an offset, those of its lines put together; None where it has one line or none."""
    grid = source.drawing.grids.get(line)
    cells = () if grid is None else grid.cells
    spans = next((spans for spans in cells if len(spans) > 1 and spans[0][0] == start), ())
    return "".join(source.drawn[a:b].strip() for a, b in spans) or None


def _in_cell(source: Source, line: int, wanted: str) -> int | None:
    """The offset of a squeezed name that fills a drawn cell of several lines."""
    starts = (spans[0][0] for spans in source.drawing.grids[line].cells if len(spans) > 1)
    return next((start for start in starts if squeeze(cell_text(source, line, start) or "") == wanted), None)


def _set_in(source: Source, line: int, wanted: str) -> int | None:
    """The offset of a squeezed name that begins a line and ends on the next ones, set in alike."""
    start, joined, indent = None, "", ""
    for one in source.lines[line - 1 : line + _MOST_LINES]:
        found = _FIRST.match(one.drawn)
        if found is None or (start is not None and found["indent"] != indent):
            return None
        if start is None:
            start, indent = one.start + found.start("words"), _NUMBER.sub(_blank, found["indent"])
        joined += squeeze(found["words"])
        if joined == wanted:
            return start if one.number > line else None
        if not wanted.startswith(joined):
            return None
    return None
