"""A block: the first row of amounts of one table, however drawn, and the heading rows above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from structurer.labels.label import UNPUBLISHED
from structurer.labels.moment import When, narrows
from structurer.tables.context import Context
from structurer.tables.glue import headings_apart
from structurer.tables.headings import has_unit, is_heading, is_over_columns, is_unit_line
from structurer.tables.references import names_others, names_reference
from structurer.tables.rejoined import headings_apart_in
from structurer.tables.row import (
    amounts,
    cells_of,
    is_half_name,
    is_passed,
    is_tall,
    is_tall_value,
    is_unit_rest,
    is_word_for_amount,
    screen_place,
    wide_cells,
)
from structurer.tables.sense import are_stages, over, sense
from structurer.tables.streamed import streamed
from structurer.text.rows import Row, TableCell
from structurer.text.words import heading, squeeze

_MOST_HEADING_ROWS = 8  # rows of headings over the amounts of a drawn table: a title, groups, years, stages, units
_FEWEST_COLUMNS = 2  # of a table whose title may be told from a heading by its place
_FEWEST_STAGES = 3  # of the project's amount in a row that has no label
_MOST_OWN = 4  # lines of the first row's own label and text, above its first amount
_MOST_TALL_HEADINGS = 40  # headings one a line: twelve sources, broken over two lines, with room
_LONGEST_HEADING = 60  # characters of a heading cell; a longer one is text
_LONGEST_GROUP = 30  # characters of the name of some rows; a longer line is text
_OPEN = When(None, None)  # neither a year nor a stage
_MOST_CLOSING = 6  # amounts that close an item whose text stands in the rows above


@dataclass
class Block:
    """The first row of amounts of a table, and the heading rows above it.

    Attributes:
        heads: the cells of each heading row, the topmost first; of a table with one cell a line all in one list.
        kind: the drawing: tab, pipe, line, space or tall.
        first: the position of the first row of amounts, or of its label.
        starts: the position of each heading row.
        pieces: the heading rows as wide gaps part them.
        half: the first half of the first row's label, where it stands on a line of its own.
    """

    heads: list[list[TableCell]]
    kind: str
    first: int
    starts: list[int] = field(default_factory=list)
    pieces: list[list[TableCell]] = field(default_factory=list)
    half: list[TableCell] = field(default_factory=list)


def block_at(context: Context, position: int, free: int) -> Block | None:
    """The block whose first row of amounts is at a position; None where that row is none, or has no headings."""
    row = context.rows[position]
    if not row.filled or row.is_bare:
        return None
    if is_tall(row):
        return _tall(context, position, free)
    cells = cells_of(row)
    found = amounts(cells)
    dash = cells[0].is_blank and cells[0].text.strip() != ""
    numbered = cells[0].figure is None or _numbers(cells)
    if not found or ((dash or not numbered) and not _is_unlabelled(context, position, cells)):
        return None
    stream = streamed(context, position, free)
    if stream is not None:
        return Block([stream[0]], row.kind, position, [stream[1]], [stream[0]])
    heads, starts = _zone(context, _below_name(context, position, free, cells[0]), free, row.kind)
    pieces = [
        [word for entry in wide_cells(context.rows[start]) for word in headings_apart(context, entry)] or head
        for head, start in zip(heads, starts, strict=True)
    ]
    half = heads.pop() if heads and len(pieces[-1]) == 1 and _is_half(context, heads[-1], cells[0]) else []
    starts, pieces = starts[: len(heads)], pieces[: len(heads)]
    return Block(heads, row.kind, position, starts, pieces, half) if heads else None


def leaves_blanks(context: Context, position: int) -> bool:
    """True for an item of an aligned table with fewer amounts than the one below it, the last of both at one place."""
    row, below = [*context.rows[position : position + 2], None][:2]
    if row is None or below is None or not row.kind == below.kind == "space":
        return False
    cells, more = cells_of(row), cells_of(below)
    named = all(one and not one[0].is_value and not sense(context, one[0].label).known for one in (cells, more))
    values = named and all(entry.is_value for entry in (*cells[1:], *more[1:]))
    if not values or not 1 < len(cells) < len(more):
        return False
    return screen_place(row, cells[-1])[1] == screen_place(below, more[-1])[1]


def _is_unlabelled(context: Context, position: int, cells: Sequence[TableCell]) -> bool:
    """True for a row of amounts alone, right below a row that heads each of them, costs or sources among others."""
    if len(cells) < _FEWEST_COLUMNS or not all(entry.is_value for entry in cells):
        return False
    place = next((n for n in range(position - 1, -1, -1) if not context.rows[n].is_bare), -1)
    above = cells_of(context.rows[place]) if place >= 0 else ()
    senses = [sense(context, entry.label) for entry in above]
    told = any(one.measured for one in senses) or (len(senses) >= _FEWEST_STAGES and are_stages(context, senses))
    return len(above) == len(cells) and all(one.valued for one in senses) and told


def _below_name(context: Context, position: int, free: int, first: TableCell) -> int:
    """The place of the name over the rows of an indicator, 目標 and 実績; the row's own place where it has none."""
    own = sense(context, first.label)
    place = next((n for n in range(position - 1, free - 1, -1) if not is_passed(context, context.rows[n])), -1)
    if own.value is None or own.year is not None or place < 0 or not is_tall(context.rows[place]):
        return position
    return position if sense(context, context.rows[place].filled[0].label).known else place


def _is_half(context: Context, above: Sequence[TableCell], first: TableCell) -> bool:
    """True for a year on a line of its own over a row whose label names only a stage: the label is broken."""
    if len(above) != 1 or first.is_value:
        return False
    over, own = sense(context, above[0].label), sense(context, first.label)
    if not over.known and not own.known:
        return is_half_name(above[0])
    year = over.when is not None and over.word.endswith("年度")
    return year and (own.when is not None and own.when.year_offset is None)


def _numbers(cells: Sequence[TableCell]) -> bool:
    """True where the first cell only counts the rows."""
    first = cells[0].figure
    return (first is not None and not first.is_money) or (len(cells) > 2 and len(cells[0].text.strip()) <= 2)


def _zone(context: Context, position: int, free: int, kind: str) -> tuple[list[list[TableCell]], list[int]]:
    """The heading rows above a row of amounts, the topmost first, and where each begins."""
    heads: list[list[TableCell]] = []
    starts: list[int] = []
    first = context.rows[position]
    for place in range(position - 1, free - 1, -1):
        row = context.rows[place]
        if is_passed(context, row):
            if heads and (is_unit_line(row) or (not row.filled and kind in {"tab", "pipe"})):
                break  # a caption stands over the headings of its table
            continue
        if row.kind == kind in {"tab", "pipe"} and _is_body(context, row):
            if starts and _heads_amounts(context, context.rows[starts[0]], kind):
                break  # headings inside a table: another begins with them
            heads, starts = [], []  # a row of the body without amounts: what stands below it is no heading
            continue
        if (row.kind == kind and (is_empty(row) or _lacks_amounts(context, row, first))) or (
            not heads and (_opens_rows(context, place, free, kind) or leaves_blanks(context, place))
        ):
            continue
        title = _ends(context, row, kind) or (starts and _is_title(context, row, context.rows[starts[0]]))
        if title or len(heads) == _MOST_HEADING_ROWS:
            break
        heads.insert(0, list(row.cells if row.kind in {"tab", "pipe"} else row.filled))
        starts.insert(0, place)
    return heads, starts


def _heads_amounts(context: Context, row: Row, kind: str) -> bool:
    """True for a row that heads several columns of amounts in a table drawn in some way."""
    ruled = {"tab", "pipe"}
    if row.kind != kind and (row.kind in ruled or kind in ruled):
        return False
    cells = row.filled if kind in ruled else wide_cells(row)
    return sum(sense(context, entry.label).valued for entry in cells if not entry.is_value) >= _FEWEST_COLUMNS


def _opens_rows(context: Context, place: int, free: int, kind: str) -> bool:
    """True for the name of some rows between the headings of columns and the first amounts; half a name is no such one."""
    row, above = context.rows[place], context.rows[place - 1]
    ruled = kind == "tab" or (row.kind == kind == "pipe" and len(row.cells) == len(above.cells))
    told = place > free and is_tall(row) and (ruled or is_heading(row))
    return told and _heads_amounts(context, above, kind) and is_group(context, row)


def is_group(context: Context, row: Row) -> bool:
    """True for the name of some rows inside a table, 【事務費】: it says nothing of their amounts, nor that they are another's."""
    word = squeeze(heading(row.text))
    alone = is_tall(row) and len(wide_cells(row)) < _FEWEST_COLUMNS and not row.filled[0].is_value
    if not alone or len(word) > _LONGEST_GROUP or "。" in word:
        return False
    others = names_others(word) or names_reference(word) or narrows(word)
    if others or context.vocabulary.when(word, context.fiscal_year) != _OPEN:
        return False
    found = sense(context, word)
    return not (found.source or found.change or found.total or found.text or found.group or found.value)


def _is_title(context: Context, row: Row, below: Row) -> bool:
    """True for a word for amounts, 歳出, that stands alone over the labels of an aligned table: it names the table."""
    alone = len(row.filled) == 1 and row.kind == "line" and len(wide_cells(row)) == 1
    if not alone or len(wide_cells(below)) <= _FEWEST_COLUMNS:
        return False
    found = sense(context, row.filled[0].label)
    return found.valued and not found.dated and not is_over_columns(row, below)


def _is_body(context: Context, row: Row) -> bool:
    """True for a row below the headings that holds no amounts of its own: an item's text or terms, a year not published."""
    cells = [entry for entry in row.filled if not entry.is_blank]
    if row.kind == "pipe" and len(row.filled) > 1:
        terms = len(cells) == 2 and sense(context, cells[0].label).text and not sense(context, cells[1].label).valued
        if terms or (
            row.opens and row.cells[0].is_value and bool(amounts(row.cells)) and len(row.cells) < _MOST_CLOSING
        ):
            return True
        if not any(sense(context, entry.label).known for entry in cells) and not amounts(cells):
            return True
    dated = bool(cells) and sense(context, cells[0].label).when is not None and not row.cells[0].is_blank
    return dated and any(UNPUBLISHED.search(entry.text) is not None for entry in cells)


def is_empty(row: Row) -> bool:
    """True for a row of amounts that prints a dash for each of them."""
    printed = [entry for entry in row.filled if entry.text.strip()]  # a blank cell before the label is of a group above
    dashes = [entry for entry in printed if entry.is_blank]
    every = len(dashes) == len(printed) - 1 > 0
    return (len(dashes) > 1 or every) and not printed[0].is_blank


def _lacks_amounts(context: Context, row: Row, first: Row) -> bool:
    """True for a cost or a source of a drawn table that is blank wherever the first row of amounts holds one."""
    places = [n for n, entry in enumerate(first.cells) if entry.figure is not None]
    if row.kind not in {"tab", "pipe"} or len(row.cells) != len(first.cells) or not places:
        return False
    blank = all(row.cells[n].is_blank for n in places)
    return blank and any(sense(context, entry.label).source for entry in row.cells[: places[0]])


def _ends(context: Context, row: Row, kind: str) -> bool:
    """True for a row that cannot be headings of a table: running text, amounts, a heading of a section, the project's name."""
    amount = any(figure.is_money for entry in row.cells for figure in entry.figures)
    if amount or row.first_line == context.title_line:
        return True
    if any(len(squeeze(entry.text)) > _LONGEST_HEADING or "。" in entry.text for entry in row.filled):
        return True
    if kind in {"tab", "pipe"} and row.kind not in {"tab", "pipe"}:
        found = sense(context, row.filled[0].label) if len(row.filled) == 1 else None
        if found is None or not found.known or found.indicator:  # 成果目標及び成果実績 over 成果指標 is no column's
            return True
    if len(row.filled) != 1:
        return False
    unit = has_unit(row.text) and not any(sense(context, entry.label).unit for entry in wide_cells(row))
    above = over(context, heading(row.text)) if row.kind == "line" else None
    return is_heading(row) or unit or (above is not None and above.known and above.word != "")


def _tall(context: Context, position: int, free: int) -> Block | None:
    """A table with one cell a line, whose first row's label ends at a position."""
    row = context.rows[position]
    run = () if is_tall_value(row.filled[0]) else tall_run(context, position + 1)
    if not run or run[0].has_unit_below:
        return None
    lines: list[TableCell] = []
    starts: list[int] = []
    for place in range(position - 1, free - 1, -1):
        above = context.rows[place]
        if is_passed(context, above) and not (above.filled and sense(context, above.filled[0].label).known):
            if lines and is_unit_line(above):
                break
            continue
        if (
            len(lines) == _MOST_TALL_HEADINGS
            or not is_tall(above)
            or _ends_tall(context, above, own=len(lines) < _MOST_OWN)
        ):
            break
        lines.insert(0, above.filled[0])
        starts.insert(0, place)
    words = [(word, starts[n]) for word, n in headings_apart_in(context, lines)]
    return Block([[word for word, _ in words]], "tall", position, [start for _, start in words]) if words else None


def _ends_tall(context: Context, row: Row, *, own: bool) -> bool:
    """True for a line that cannot be a heading, nor, where it may be one of the row's own, belong to its text."""
    entry = row.filled[0]
    found = sense(context, entry.label)
    return (
        is_tall_value(entry)
        or (len(entry.text) > _LONGEST_HEADING and not own)
        or (has_unit(row.text) and not (found.unit or found.indicator))  # 指標名（単位） heads names
        or (is_heading(row) and not (own and is_text(entry)))
    )


def is_text(entry: TableCell) -> bool:
    """True for a line of an item's text: a sentence, or words behind a tag in brackets (【調査】傷んだ水路を調べる。)."""
    text = entry.text.strip()
    return text.endswith("。") or (text.startswith("【") and not text.endswith("】") and "】" in text)


def tall_run(context: Context, position: int) -> list[TableCell]:
    """The amounts that stand one a line from a position on, dashes and words that stand for one included."""
    found: list[TableCell] = []
    rows = (context.rows[at] for at in range(position, len(context.rows)))  # a slice would copy the rest for every row
    for row in rows:
        if (row.is_bare and not row.cells) or is_unit_rest(row):
            continue
        if not is_tall(row) or not (is_tall_value(row.filled[0]) or (found and is_word_for_amount(row.filled[0]))):
            break
        found.append(row.filled[0])
    return found
