"""Columns of an aligned table whose cells hold two amounts, `421(455)`, under 要求額 and (前年度当初予算額) below it."""

from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.glue import figures_in
from structurer.tables.printed import PrintedSheet
from structurer.tables.screen import columns_of
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.rows import Row

_HEADING = re.compile(r"(?<=  )[(（](?P<name>[^\s()（）]{2,20})[)）](?=  )")
_AMOUNT = r"(?:[△▲-]?\d[\d,]*|[-－―—])"
_PAIR = re.compile(rf"(?P<first>{_AMOUNT})\s?[(（]\s?(?P<second>{_AMOUNT})\s?[)）]")
_GAP = 2
"""Spaces between two headings."""
_FEWEST = 3
"""Pieces of a line of headings, and of a row: a name, the two amounts, another column."""


def brackets_apart(context: Context) -> Context:
    """The sheet with the amounts in brackets as a column of their own; as it is where no such headings stand over each other."""
    rows: list[Row] = []
    inside = changed = False
    for row in context.rows:
        heads = _headings(context, rows[-1], row) if rows else None
        if heads is not None:
            rows[-1], inside, changed = heads, True, True
        else:
            rows.append(_parted(row) if inside else row)
    return replace(context, printed=PrintedSheet(tuple(rows))) if changed else context


def _headings(context: Context, above: Row, row: Row) -> Row | None:
    """The line of headings with the one over its heading in brackets, where both say a year or a stage, and not the same."""
    found = list(_HEADING.finditer(row.line))
    alone = above.kind == row.kind == "line" and len(above.filled) == 1 and above.last_line + 1 == row.first_line
    if not alone or len(found) != 1 or len(row.cells) != 1 or row.cells[0].figures or above.filled[0].figures:
        return None
    begin, end = found[0].span()
    over, name = above.line.strip(), found[0]["name"]
    whens = [sense(context, text).when for text in (over, name)]
    room = begin - len(over) - 1
    free = room >= _GAP and row.line[room - _GAP : begin].strip() == ""
    if None in whens or whens[0] == whens[1] or not free or not _is_over(above.line, row.line, begin, end):
        return None
    line = f"{row.line[:room]}{over}  {name} {row.line[end:]}"
    return replace(row, line=line, cells=(replace(row.cells[0], text=line.strip()),))


def _is_over(above: str, line: str, begin: int, end: int) -> bool:
    """True where the middle of the words of one line is over a part of the next, on the screen."""
    first = columns_of(above[: len(above) - len(above.lstrip())])
    middle = first + columns_of(above.strip()) // 2
    return columns_of(line[:begin]) <= middle <= columns_of(line[:end])


def _parted(row: Row) -> Row:
    """A row with the two amounts of its one such cell apart; any other row as it is."""
    cells = row.cells if row.kind == "space" else row.pieces
    found = [(n, match) for n, one in enumerate(cells) if (match := _PAIR.fullmatch(one.text.strip()))]
    if row.kind not in {"line", "space"} or len(found) != 1 or len(cells) < _FEWEST:
        return row
    place, match = found[0]
    own = cells[place]
    lead = own.text.index(match[0])
    spans = [(lead + match.start(name), lead + match.end(name)) for name in ("first", "second")]
    pair = [replace(own, text=own.text[a:b], figures=figures_in(own, a, b), start=own.start + a) for a, b in spans]
    made = tuple(replace(one, index=n) for n, one in enumerate((*cells[:place], *pair, *cells[place + 1 :])))
    return replace(row, cells=made) if row.kind == "space" else replace(row, pieces=made)
