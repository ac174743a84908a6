"""Draw a made sheet as text: every way in which a table reaches us."""

import unicodedata
from collections.abc import Callable

from benchmarks.adversary.sheet import MadeLines, MadeSheet, MadeTable

Lines = list[list[str]]

_WIDE_CLASSES = frozenset("FWA")


def text_of(sheet: MadeSheet) -> str:
    """The sheet as text; a document's text is what its reader makes of it, see `papers`."""
    lines, style = list(sheet.head), sheet.style
    for block in sheet.blocks:
        lines += [""] if sheet.airy else []
        if isinstance(block, MadeLines):
            lines += block.lines
        else:  # a row without its outer border would run on into the next line
            lines += [*lead_lines(block), *STYLES[style](block), *([""] if style == "open pipes" else []), *block.after]
    return "\n".join(lines) + "\n"


def lead_lines(table: MadeTable) -> list[str]:
    """What stands over a table: its heading, its caption, a sentence."""
    over = [text for text in (table.heading, table.caption) if text is not None]
    return [*over, *table.before]


def grid(table: MadeTable) -> Lines:
    """Headings and rows as texts."""
    return [*table.header, *([cell.text for cell in row] for row in table.rows)]


def spans(table: MadeTable) -> list[tuple[int, int]]:
    """Of each heading of the first line how many columns and lines it covers; (0, 0) where another covers it."""
    first = table.header[0]
    if len(table.header) == 1:
        return [(1, 1)] * len(first)
    second, found, position = table.header[1], [(0, 0)] * len(first), 0
    while position < len(first):
        end = position + 1
        if first[position] and second[position]:
            while end < len(first) and not first[end] and second[end]:
                end += 1
            found[position] = (end - position, 1)
        else:
            found[position] = (1, 2 if first[position] and not second[position] else 1)
        position = end
    return found


def _pipes(table: MadeTable) -> list[str]:
    return ["| " + " | ".join(line) + " |" for line in grid(table)]


def _open_pipes(table: MadeTable) -> list[str]:
    return [" | ".join(line) for line in grid(table)]


def _markdown(table: MadeTable) -> list[str]:
    drawn = _pipes(table)
    return [drawn[0], "|" + "---|" * len(table.header[0]), *drawn[1:]]


def _tabs(table: MadeTable) -> list[str]:
    return ["\t".join(line) for line in grid(table)]


def _trimmed_tabs(table: MadeTable) -> list[str]:
    return ["\t".join(filter(None, line)) for line in grid(table)]


def _trimmed_pipes(table: MadeTable) -> list[str]:
    return ["| " + " | ".join(filter(None, line)) + " |" for line in grid(table)]


def _tagged(table: MadeTable) -> list[str]:
    """A table of a web page in the text: its groups span their columns, the other headings of the first line both lines."""
    drawn = []
    for number, line in enumerate(grid(table)):
        covered = spans(table) if number == 0 else [(1, 1)] * len(line)
        if number == 1 and len(table.header) > 1:
            covered = [(0, 0) if own[1] == 2 else (1, 1) for own in spans(table)]
        cells = (
            f"<td{_span('colspan', wide)}{_span('rowspan', high)}>{text}</td>"
            for text, (wide, high) in zip(line, covered, strict=True)
            if wide
        )
        drawn.append(f"<tr>{''.join(cells)}</tr>")
    return ["<table>", *drawn, "</table>"]


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _cells(table: MadeTable) -> list[str]:
    return [text for line in grid(table) for text in line if text]


def width(text: str) -> int:
    """The columns a text takes on the screen; wide letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in _WIDE_CLASSES else 1 for letter in text)


def _widths(table: MadeTable) -> list[int]:
    """The width of each column, wide enough for the groups over it."""
    first, covered = table.header[0], spans(table)
    found = []
    for column in range(len(first)):
        texts = [line[column] for line in grid(table)[1:]] + ([first[column]] if covered[column][0] == 1 else [])
        found.append(max(2, *map(width, texts)))
    for column, (count, _) in enumerate(covered):
        if count > 1:
            room = sum(found[column : column + count]) + table.gap * (count - 1)
            found[column + count - 1] += max(0, width(first[column]) - room)
    return found


def on_screen(table: MadeTable) -> list[tuple[int, int]]:
    """Where each column begins and how wide it is, in columns of the screen."""
    widths = _widths(table)
    return [(sum(widths[:n]) + table.gap * n, wide) for n, wide in enumerate(widths)]


def _aligned(table: MadeTable, *, right: bool = True, centred: bool = False) -> list[str]:
    places, covered = on_screen(table), spans(table)
    drawn = []
    for number, line in enumerate(grid(table)):
        text = ""
        for column, cell in enumerate(line):
            start, room = places[column]
            if number == 0 and covered[column][0] > 1:  # a group stands at the left edge of its columns
                room = width(cell)
            if not cell:
                continue
            pad = room - width(cell) if right and column else 0
            pad //= 2 if centred and number < len(table.header) else 1
            text += " " * (start + pad - width(text)) + cell
        drawn.append(text)
    return drawn


def _aligned_right(table: MadeTable) -> list[str]:
    return _aligned(table)


def _aligned_centred(table: MadeTable) -> list[str]:
    return _aligned(table, centred=True)


def _aligned_left(table: MadeTable) -> list[str]:
    return _aligned(table, right=False)


STYLES: dict[str, Callable[[MadeTable], list[str]]] = {
    "pipes": _pipes,
    "open pipes": _open_pipes,
    "markdown": _markdown,
    "tabs": _tabs,
    "tags": _tagged,
    "trimmed tabs": _trimmed_tabs,
    "trimmed pipes": _trimmed_pipes,
    "aligned right": _aligned_right,
    "aligned left": _aligned_left,
    "aligned centred": _aligned_centred,
    "one cell a line": _cells,
    "xlsx": _tabs,
    "html": _tabs,
}
"""Every drawing of a table; what stands here for a document is only what it is shown as."""

DOCUMENTS = ("xlsx", "html")
TEXTS = tuple(style for style in STYLES if style not in DOCUMENTS)
LOSE = frozenset({"trimmed tabs", "trimmed pipes", "one cell a line"})
"""Drawings that drop empty cells: with one, the place of a value is lost."""
