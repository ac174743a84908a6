"""Columns of a drawn table that a converter has made one: two headings in a cell, and two amounts in each cell below it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.glue import figures_in, headings_apart
from structurer.tables.printed import PrintedSheet
from structurer.text import lazy_re as re
from structurer.text.rows import Row, TableCell

_WORD = re.compile(r"[^\s\u3000]+")


def columns_apart(context: Context) -> Context:
    """The sheet with such columns apart, where the amounts of every cell pair with the headings one to one."""
    rows = list(context.rows)
    changed = False
    for run in _runs(rows):
        parts = [_parts(context, [rows[place] for place in run], n) for n in range(len(rows[run.start].cells))]
        if not any(parts):
            continue
        changed = True
        for at, place in enumerate(run):
            cells = [
                entry for n, cell in enumerate(rows[place].cells) for entry in (parts[n][at] if parts[n] else [cell])
            ]
            rows[place] = replace(rows[place], cells=tuple(replace(cell, index=n) for n, cell in enumerate(cells)))
    return replace(context, printed=PrintedSheet(tuple(rows))) if changed else context


def _runs(rows: Sequence[Row]) -> Iterator[range]:
    """The places of rows that follow each other, drawn alike and with equally many cells."""
    begin = 0
    for place in range(1, len(rows) + 1):
        first = rows[begin]
        if place < len(rows) and rows[place].kind == first.kind and len(rows[place].cells) == len(first.cells):
            continue
        if first.kind in {"tab", "pipe"} and place > begin + 1:
            yield range(begin, place)
        begin = place


def _parts(context: Context, rows: Sequence[Row], column: int) -> list[list[TableCell]]:
    """The cells of a column, each as those of several columns; empty where the column is one."""
    cells = [row.cells[column] for row in rows]
    words = [_words(cell) if cell.figures else [] for cell in cells]
    first = next((n for n, own in enumerate(words) if own), 0)
    heads = next((found for cell in cells[:first] if len(found := headings_apart(context, cell)) > 1), [])
    full = (len(own) == len(heads) and all(word.figure is not None for word in own) for own in words[first:] if own)
    blank = all(own or cell.is_blank or cell.is_rule for own, cell in zip(words[first:], cells[first:], strict=True))
    if not heads or not blank or not all(full):
        return []
    beside = [
        [cell, *(cell if cell.is_rule else replace(cell, text="", figures=()) for _ in heads[1:])] for cell in cells
    ]
    for n, cell in enumerate(cells):
        apart = words[n] or headings_apart(context, cell)
        beside[n] = list(apart) if len(apart) == len(heads) else beside[n]
    return beside


def _words(entry: TableCell) -> list[TableCell]:
    """The words of a cell, zeros beside each other too."""
    spans = [found.span() for found in _WORD.finditer(entry.text)]
    return [
        replace(entry, text=entry.text[a:b], figures=figures_in(entry, a, b), start=entry.start + a) for a, b in spans
    ]
