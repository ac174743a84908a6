"""Names on the line above the amounts of their rows, as a browser copies a table: 花壇の手入れ, and below it ⇥900⇥800.

Each name is put into the blank cell before its amounts; the table is then read as any other.
"""

from collections.abc import Sequence
from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.headings import is_heading
from structurer.tables.printed import PrintedSheet
from structurer.tables.row import amounts
from structurer.text.rows import Row

_FEWEST = 2  # names in a run: one alone may be the heading of what stands below it


def names_beside(context: Context) -> Context:
    """The sheet with such names in the rows of their amounts."""
    rows: list[Row] = []
    place = 0
    while place < len(context.rows):
        run = _run(context.rows, place)
        if len(run) < _FEWEST:
            rows.append(context.rows[place])
            place += 1
            continue
        rows += run
        place += 2 * len(run)
    return context if len(rows) == len(context.rows) else replace(context, printed=PrintedSheet(tuple(rows)))


def _run(rows: Sequence[Row], place: int) -> list[Row]:
    """The rows from a place on that are a name and, right below it, its amounts."""
    found = []
    while place + 1 < len(rows) and _is_name(rows[place]) and _lacks_name(rows[place + 1]):
        name, row = rows[place].filled[0], rows[place + 1]
        first = replace(name, text=name.text.strip(), index=0)
        found.append(replace(row, cells=(first, *row.cells[1:]), first_line=rows[place].first_line))
        place += 2
    return found


def _is_name(row: Row) -> bool:
    return row.kind == "line" and len(row.filled) == 1 and not row.filled[0].figures and not is_heading(row)


def _lacks_name(row: Row) -> bool:
    rest = row.cells[1:]
    blank = row.kind == "tab" and len(rest) > 0 and row.cells[0].text.strip() == ""
    return blank and bool(amounts(rest)) and all(entry.is_value for entry in rest)
