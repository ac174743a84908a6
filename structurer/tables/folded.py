"""Two tables on the two sides of a drawn rule, as an open book: 歳入 │ 歳出, with aligned columns in each half.

The rows of the right half are put below those of the left one; each is then read as any table of aligned columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.printed import PrintedSheet
from structurer.tables.row import amounts, wide_cells
from structurer.tables.screen import columns_of
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure

_ASIDE = 2  # columns of the screen that letters of ambiguous width (△) may push the rule aside
_FEWEST_COLUMNS = 3  # of a half: a label and two amounts; with fewer a bar parts the cells of one row
_FEWEST_ROWS = 2  # with amounts
_NUMBER = re.compile(r"\s*\d{1,2}[.．]?[ \u3000]+(?=[^\d\s])")

_BAR = re.compile(r"\|")

Halves = tuple[Row | None, Row | None]
Ruled = tuple[Row, int | None]
"""A row and the place of the rule that parts it; None for a drawn line."""


def left_then_right(context: Context) -> Context:
    """The sheet with the right half of such tables below the left one."""
    rows: list[Row] = []
    place = 0
    while place < len(context.rows):
        ruled = list(_ruled(context.rows, place)) if context.rows[place].kind == "pipe" else []
        following = place + (len(ruled) or 1)
        halves = [*map(_halved, ruled)] if any(map(_may_head, ruled)) else []
        if halves and _are_tables(context, halves):
            rows += [half for side in (0, 1) for pair in halves if (half := pair[side]) is not None]
        else:
            rows += context.rows[place:following]
        place = following
    return context if rows == list(context.rows) else replace(context, printed=PrintedSheet(tuple(rows)))


def _rule(row: Row) -> int | None:
    """The offset of the only bar inside a row of bars; None where there is none, or several."""
    if row.kind != "pipe":
        return None
    line = row.line.rstrip()
    if line.count("|") == 1:
        return line.index("|")
    begin = len(line) - len(line.lstrip())
    inner = [found.start() for found in _BAR.finditer(line, begin + 1, max(0, len(line) - 1))]
    return inner[0] if len(inner) == 1 else None


def _ruled(rows: Sequence[Row], place: int) -> Iterator[Ruled]:
    """The rows from a place on that a rule parts at one column of the screen, and the drawn lines between them."""
    if _rule(rows[place]) is None:
        return
    column: int | None = None
    for row in (rows[at] for at in range(place, len(rows))):  # a slice would copy the rest for every row
        if row.is_bare and row.cells:
            yield row, None
            continue
        rule = _rule(row)
        at = None if rule is None else columns_of(row.line[:rule])
        if rule is None or at is None or (column is not None and abs(at - column) > _ASIDE):
            return
        column = at if column is None else column
        yield row, rule


def _may_head(ruled: Ruled) -> bool:
    """True for a row with as many words on both sides of its rule as the headings of two tables have; asked before it is parted."""
    row, rule = ruled
    sides = () if rule is None else (row.line[:rule], row.line[rule + 1 :])
    return bool(sides) and all(len(side.replace("|", " ").split()) >= _FEWEST_COLUMNS for side in sides)


def _halved(ruled: Ruled) -> Halves:
    """The halves of a row; a drawn line has none."""
    row, rule = ruled
    return (None, None) if rule is None else (_half(row, 0, rule), _half(row, rule + 1, len(row.line)))


def _half(row: Row, begin: int, end: int) -> Row | None:
    """A part of a row as an aligned row of its own, at the same columns of the screen; None for a blank one."""
    text = row.line[begin:end].replace("|", " ")
    if not text.strip():
        return None
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    line = " " * columns_of(row.line[:begin]) + text
    first = TableCell(
        line, row.first_line, 0, tuple(_figures(row, start + begin, start + end)), start + begin - len(line) + len(text)
    )
    cells = list(wide_cells(Row((first,), row.first_line, row.last_line, "line", opens=False, line=line)))
    if len(cells) == 1 and not cells[0].figures:  # the title of the half, however far from its edge
        return Row(tuple(cells), row.first_line, row.last_line, "line", opens=False, line=cells[0].text)
    number = _NUMBER.match(cells[0].text) if len(cells) > 1 else None
    if number is not None:
        named = cells[0].text[number.end() :]
        cells[0] = replace(cells[0], text=named, start=cells[0].start + number.end(), figures=())
    kind = "space" if len(cells) > 1 else "line"
    return Row(tuple(cells), row.first_line, row.last_line, kind, opens=False, line=line)


def _figures(row: Row, begin: int, end: int) -> Iterator[Figure]:
    return (figure for entry in row.cells for figure in entry.figures if begin <= figure.start < end)


def _are_tables(context: Context, halves: Sequence[Halves]) -> bool:
    """True where both halves have headings of the same amounts, and rows of as many below them."""
    heads = next((pair for pair in halves if _is_heading(context, pair)), None)
    if heads is None:
        return False
    below = halves[halves.index(heads) + 1 :]
    counts = {len(amounts(half.cells)) for pair in below for half in pair if half is not None}
    rows = sum(any(half is not None for half in pair) for pair in below)
    return rows >= _FEWEST_ROWS and counts == {len(heads[0].cells) - 1 if heads[0] is not None else 0}


def _is_heading(context: Context, pair: Halves) -> bool:
    """True for the same headings in both halves, a label's and those of two amounts or more."""
    left, right = pair
    if left is None or right is None or min(len(left.cells), len(right.cells)) < _FEWEST_COLUMNS:
        return False
    words = [[sense(context, entry.label).word for entry in half.cells[1:]] for half in (left, right)]
    return words[0] == words[1] and all(sense(context, entry.label).valued for entry in left.cells[1:])
