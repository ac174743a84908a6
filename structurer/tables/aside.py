"""Two tables side by side under the same headings, as columns of a page: 節 要求額 前年度 | 財源 要求額 前年度.

The rows of the right one are put below those of the left one; each is then read as any table.
"""

from collections.abc import Sequence
from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.headings import is_heading, is_unit_note
from structurer.tables.printed import PrintedSheet
from structurer.tables.row import screen_place, wide_cells
from structurer.tables.screen import columns_of
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell

_TITLE = re.compile(r"\s*[\[【〈<〔][^\[\]【】〈〉<>〔〕\d]+[\]】〉>〕]\s*")
_ASIDE = 2  # columns of the screen that the cells of the right table may stand left of its heading
_FEWEST_ROWS = 2  # below the headings
_FEWEST_HEADS = 4  # a name and an amount each


def one_below_the_other(context: Context) -> Context:
    """The sheet with tables that stand side by side one below the other."""
    rows: list[Row] = []
    place = 0
    while place < len(context.rows):
        split = _split(context, context.rows[place], rows[-1] if rows else None)
        split = _titles(context.rows, place) if split is None else split
        halves = [] if split is None else _halves(context.rows[place:], split)
        if split is None or len(halves) <= _FEWEST_ROWS:
            rows.append(context.rows[place])
            place += 1
            continue
        above = 2 if len(rows) > 1 and rows[-1].is_bare and rows[-1].cells else 1  # over a rule of Markdown
        over = (_titled(rows[-above], split) or _parted(rows[-above], split)) if rows else None
        heads = (
            [over] if over is not None and all(over) and not any(cell.figures for cell in rows[-above].cells) else []
        )
        if heads:
            del rows[-above:]
        rows += [half for side in (0, 1) for pair in (*heads, *halves) if (half := pair[side]) is not None]
        place += len(halves)
    return context if len(rows) == len(context.rows) else replace(context, printed=PrintedSheet(tuple(rows)))


def _cells(row: Row) -> list[TableCell]:
    return [entry for entry in (row.cells if row.kind in {"tab", "pipe"} else wide_cells(row)) if entry.text.strip()]


def _left(row: Row, entry: TableCell) -> int:
    """Where a cell begins: its number in a drawn table, else its column of the screen."""
    return entry.index if row.kind in {"tab", "pipe"} else screen_place(row, entry)[0]


def _split(context: Context, row: Row, above: Row | None) -> int | None:
    """Where the second of two tables begins whose headings a row holds: the same amounts under a name each, or under titles."""
    cells = _cells(row)
    if len(cells) < _FEWEST_HEADS or any(entry.figure is not None for entry in cells):
        return None
    senses = [sense(context, entry.label) for entry in cells]
    amounts = [n for n, found in enumerate(senses) if (found.valued or found.value) and not found.weak_name]
    corner = next((n for n in range(1, len(cells)) if n not in amounts and n + 1 in amounts), len(cells))
    left, right = ([senses[n].word for n in amounts if (n > corner) is behind] for behind in (False, True))
    names = 0 not in amounts and corner < len(cells) and senses[0].word != senses[corner].word
    place = _left(row, cells[corner]) if names else None
    return place if place is not None and (left == right or (right and _is_under_titles(above, place))) else None


def _is_under_titles(above: Row | None, split: int) -> bool:
    """True where a title in brackets stands over the second table of two, and one over the first: 【職員数】  【成果指標】."""
    cells = [] if above is None else [entry for entry in _cells(above) if not is_unit_note(entry.label)]
    titles = [entry for entry in cells if _TITLE.fullmatch(fold_words(entry.text)) is not None]
    both = above is not None and len(cells) == len(titles) == len(("left", "right"))
    return both and above is not None and abs(_left(above, titles[1]) - split) <= _ASIDE


def _titles(rows: Sequence[Row], place: int) -> int | None:
    """Where the second of two lists begins whose titles in brackets stand side by side: [執行の状況]  [財源内訳], amounts below each."""
    row, below = rows[place], rows[place + 1] if place + 1 < len(rows) else None
    cells = _cells(row) if row.kind in {"line", "space"} else []
    if len(cells) != len(("left", "right")) or not all(_TITLE.fullmatch(fold_words(entry.text)) for entry in cells):
        return None
    split = _left(row, cells[1])
    pair = None if below is None else _parted(below, split)
    listed = pair is not None and all(half is not None and any(entry.figures for entry in half.cells) for half in pair)
    return split if listed else None


def _halves(rows: Sequence[Row], split: int) -> list[tuple[Row | None, Row | None]]:
    """The two halves of the headings and of each row of amounts right below them."""
    found: list[tuple[Row | None, Row | None]] = []
    for number, row in enumerate(rows):
        if row.is_bare and row.cells:
            found.append((None, None))  # a line of the drawing
            continue
        pair = _parted(row, split)
        amounts = any(cell.figures for half in pair or () if half is not None for cell in half.cells)
        if pair is None or (number > 0 and (is_heading(row) or not amounts)):
            break  # what stands below the tables keeps its order
        found.append(pair)
    return found


def _parted(row: Row, split: int) -> tuple[Row | None, Row | None] | None:
    """A row as the part left of a place and the part from there on; None for a blank row, and for a cell that spans it."""
    ruled = row.kind in {"tab", "pipe"}
    cells = _cells(row)
    first = split if ruled else split - _ASIDE
    drawn = list(row.cells) if ruled else cells  # an empty cell keeps its column
    left = [entry for entry in drawn if _left(row, entry) < first]
    right = [entry for entry in drawn if entry not in left]
    if not cells or (left and not ruled and screen_place(row, left[-1])[1] > split):
        return None
    return _part(row, left), _part(row, right)


def _titled(row: Row, split: int) -> tuple[Row | None, Row | None] | None:
    """The titles of the two tables as headings on lines of their own, for 歳出 alone may head a column, too.

    They are two cells of a drawn row, one where each table begins, or with no others beside them.
    """
    places = [entry.index for entry in row.cells if entry.text.strip()]
    if row.kind not in {"tab", "pipe"} or (places != [0, split] and (len(row.cells), places) != (2, [0, 1])):
        return None
    left, right = (replace(row.cells[place], index=0, text=f"【{row.cells[place].text.strip()}】") for place in places)
    return _line(row, left), _line(row, right)


def _line(row: Row, entry: TableCell) -> Row:
    return Row((entry,), row.first_line, row.last_line, "line", opens=False, line=entry.text)


def _part(row: Row, cells: Sequence[TableCell]) -> Row | None:
    """Some cells of a row as a row of its own, at the same columns of the screen; None where nothing stands in them."""
    if all(not entry.text.strip() for entry in cells):
        return None
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    begin, end = cells[0].start - start, cells[-1].start - start + len(cells[-1].text)
    line = " " * columns_of(row.line[:begin]) + row.line[begin:end]
    kind = row.kind if len(cells) > 1 or row.kind in {"tab", "pipe"} else "line"
    numbered = tuple(replace(entry, index=n) for n, entry in enumerate(cells))
    return Row(numbered, row.first_line, row.last_line, kind, row.opens, line=line)
