"""Tables whose cells flow: some lines hold one cell, some several, as converters of PDF print them.

Where the lines as they are give no table, every cell counts as a line of its own.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.glue import amounts_apart, figures_in
from structurer.tables.printed import PrintedSheet
from structurer.tables.row import amounts, cells_of
from structurer.text import lazy_re as re
from structurer.text.money import SCALES
from structurer.text.rows import Row, TableCell

_WORD = re.compile(r"[^\s\u3000]+")


def flowing(context: Context, taken: Container[int]) -> tuple[Context, list[int]] | None:
    """The sheet with each cell of its aligned lines as a row of its own, and where each row comes from.

    Rows that a table has taken stay between the others as a wall. None where no aligned line is left.
    """
    rows: list[Row] = []
    origins: list[int] = []
    parted = False
    crowded = _crowded(context, taken)
    for position, row in enumerate(context.rows):
        cells = cells_of(row) if row.kind != "line" else _parted(row)
        if position in taken:
            made = [_wall(row)]
        elif row.kind in {"space", "line"}:
            apart = [part for entry in cells for part in amounts_apart(entry)]
            made = [_alone(row, entry) for entry in apart] if len(apart) > 1 else [row]
            parted = parted or (len(apart) > 1 and bool(amounts(apart)))
        elif position in crowded:
            made = [
                _alone(row, entry)
                for cell in row.filled
                if cell.text.strip() and not cell.is_rule
                for entry in _several(cell)
            ]
            parted = True
        else:
            made = [row]
        rows += made
        origins += [position] * len(made)
    return (replace(context, printed=PrintedSheet(tuple(rows)), taken=frozenset()), origins) if parted else None


def _crowded(context: Context, taken: Container[int]) -> set[int]:
    """The rows of drawn tables whose bars are not those of the page: a cell holds several amounts, or a label and its amount."""
    found: set[int] = set()
    run: list[int] = []
    for position, row in enumerate((*context.rows, None)):
        if row is not None and row.kind in {"tab", "pipe"} and position not in taken:
            run.append(position)
            continue
        if any(_is_crowded(cell) for place in run for cell in context.rows[place].cells if cell.figures):
            found.update(run)
        run = []
    return found


def _is_crowded(entry: TableCell) -> bool:
    """True for a cell with several amounts, or with a label and its amount."""
    parts = _several(entry)
    return len(parts) > 1 and any(part.figure is not None for part in parts)


def _several(entry: TableCell) -> Sequence[TableCell]:
    """The amounts of a cell that are nothing else but parted by spaces, or its label and its amounts; else the cell."""
    words = [_part(entry, found.start(), found.end()) for found in _WORD.finditer(entry.text)]
    first = next((n for n, word in enumerate(words) if word.figures), len(words))
    if first < len(words) > 1 and all(word.figure is not None for word in words[first:]):
        return [*_joined(entry, words[:first]), *words[first:]]
    return amounts_apart(entry)


def _parted(row: Row) -> tuple[TableCell, ...]:
    """The cells of a line that single spaces part: a name, its text, its amounts, a remark."""
    if row.kind != "line" or len(row.cells) != 1:
        return row.cells
    entry = row.cells[0]
    words = [_part(entry, found.start(), found.end()) for found in _WORD.finditer(entry.text)]
    words = [word for before, word in zip((None, *words), words, strict=False) if not _is_half_unit(before, word)]
    first = next((n for n, word in enumerate(words) if n and word.is_value), len(words))
    last = next((n for n in range(first, len(words)) if not words[n].is_value), len(words))
    named, behind = words[:first], words[last:]
    if any(word.figures for word in behind) or not named or (named[0].is_value and first == len(words)):
        return row.cells
    text = named[1:]
    if first == len(words) and not (text and (text[0].text.startswith("【") or text[-1].text.endswith("。"))):
        return row.cells
    return (named[0], *_joined(entry, text), *words[first:last], *_joined(entry, behind))


def _is_half_unit(before: TableCell | None, word: TableCell) -> bool:
    """True for the 千 behind an amount whose 円 is on the next line."""
    figure = None if before is None else before.figure
    return figure is not None and SCALES.get(word.text) == figure.scale_in_force and word.text != ""


def _joined(entry: TableCell, words: Sequence[TableCell]) -> tuple[TableCell, ...]:
    """Some words of a cell as one."""
    if not words:
        return ()
    return (_part(entry, words[0].start - entry.start, words[-1].start - entry.start + len(words[-1].text)),)


def _part(entry: TableCell, begin: int, end: int) -> TableCell:
    figures = figures_in(entry, begin, end)
    return TableCell(entry.text[begin:end], entry.line, entry.index, figures, entry.start + begin)


def _alone(row: Row, entry: TableCell) -> Row:
    cell = replace(entry, index=0)
    return Row((cell,), row.first_line, row.last_line, "line", opens=False, line=cell.text)


def _wall(row: Row) -> Row:
    """A row that is part of no table of single cells."""
    cells = row.cells or (TableCell("", row.first_line, 0, (), 0),)
    return Row((cells[0], cells[0]), row.first_line, row.last_line, "tab", opens=False, line=row.line)
