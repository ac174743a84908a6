"""The rows below the headings of a block: their labels, their amounts by column, their texts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from structurer.labels.label import UNPUBLISHED, plain
from structurer.tables.axes import meanings
from structurer.tables.block import Block
from structurer.tables.context import Context
from structurer.tables.headings import is_heading
from structurer.tables.row import amounts, cells_of, is_amount, is_half_name, is_passed, is_tall, is_word_for_amount
from structurer.tables.sense import Sense, path_sense, sense
from structurer.tables.shape import Shape, TableRow
from structurer.tables.sums import sum_holds, yen_of
from structurer.tables.tall import tall_row
from structurer.text.rows import Row, TableCell

_MOST_PLACINGS = (
    400  # ways to place the amounts of a short row: 330 for four under eleven columns; with more it stays unread
)
_MOST_BETWEEN = 12  # rows of page ends and blanks inside one table: the foot of a page and the head of the next
_LONGEST_LABEL = 60  # characters of a row's label; a longer cell is text
_MOST_OPEN_ROWS = 12  # rows of one item's text and terms before the row with its amounts
Placing = tuple[list[TableCell], dict[int, TableCell], list[TableCell]]


def first_row(context: Context, block: Block, shape: Shape) -> int:
    """The row after the headings: where the rows begin, those that open an item too."""
    if block.kind != "tall":
        after = block.starts[-1] + 1
    else:
        lines = {head.start for column in shape.columns for head in column.heads}
        after = 1 + max(
            n for n in range(shape.start, block.first) if any(cell.start in lines for cell in context.rows[n].cells)
        )
    return next((n for n in range(after, block.first) if not is_passed(context, context.rows[n])), block.first)


def rows_below(context: Context, block: Block, shape: Shape) -> tuple[list[TableRow], int]:
    found: list[TableRow] = []
    ruled = block.kind in {"tab", "pipe", "tall"}
    position, between = first_row(context, block, shape) if ruled and not block.half else block.first, 0
    last = position
    pending = list(block.half)
    while position < len(context.rows):
        row = context.rows[position]
        if is_passed(context, row):
            between += 1
            position += 1
            if between > _MOST_BETWEEN:
                break
            continue
        following = position + 1
        if block.kind == "tall":
            line, following = _tall_line(context, shape, position)
            if line is None and found:
                line, following = _over_words(context, shape, position)
        else:
            line = _line(context, shape, row, position, block.kind, found[-1] if found else None, pending)
        if line is None:
            if block.kind == "pipe" and _closes(shape, row):
                places = [n for n, column in enumerate(shape.columns) if column.values]
                values = dict(zip(places, row.cells, strict=True))
                found.append(TableRow((), values, (), Sense(""), position, position + 1))
                last = position = position + 1
                continue
            if block.kind == "pipe" and _closes_below(context, shape, position):
                position += 1
                continue
            if block.kind != "tall" and _goes_on(context, shape, position, block.kind):
                pending = [entry for entry in row.cells if not entry.is_blank][:1] if is_tall(row) else []
                position += 1
                continue
            break
        pending = []
        found.append(line)
        position, between = following, 0
        last = position
    return found, last


def _over_words(context: Context, shape: Shape, position: int) -> tuple[TableRow | None, int]:
    """The row behind one that holds words where amounts are due: an unknown row costs only itself."""
    for skipped in range(1, len(shape.values) + 2):
        if position + skipped >= len(context.rows):
            break
        row = context.rows[position + skipped - 1]
        if not is_tall(row) or row.filled[0].figures or is_heading(row) or is_passed(context, row):
            break
        if skipped > len(shape.values):
            return _tall_line(context, shape, position + skipped)
    return None, position


def _tall_line(context: Context, shape: Shape, position: int) -> tuple[TableRow | None, int]:
    """A row with one cell a line."""
    read = tall_row(context, shape, position)
    if read is None or any(entry.label.endswith(":") for entry in read.words):
        return None, position  # a label with its amount, no row
    numbers = [n for n, column in enumerate(shape.columns) if column.values]
    full = len(read.values) == len(numbers)
    values = dict(zip(numbers, read.values, strict=True)) if full else _placed(shape, read.values)
    if values is None:
        return None, position
    named = [n for n, column in enumerate(shape.columns[: shape.lead]) if not column.sense.number]
    labels, texts = list(read.words), list[TableCell]()
    whole = sense(context, "".join(entry.text.strip() for entry in labels))
    kind = sense(context, labels[-1].label)
    if shape.indicators and kind.value is not None and len(labels) > 1:
        line = TableRow(
            (labels[0], labels[-1]),
            values,
            read.texts,
            kind,
            position,
            read.following,
            dict(zip(named, labels, strict=False)),
        )
        return line, read.following
    if len(named) > 1 and not (len(labels) < len(named) and whole.valued):
        labels, texts = labels[:1], labels[1:]
    elif len(labels) > 1 and not whole.known:
        return None, position
    if len(labels) > 1:
        labels = [_whole(labels)]
    beside = dict(zip(named, (*labels, *texts), strict=False)) | dict(
        zip(range(shape.last + 1, len(shape.columns)), read.texts, strict=False)
    )
    if read.number is not None:
        beside[0] = read.number
    meaning = sense(context, labels[0].text.strip())
    line = TableRow(tuple(labels), values, (*texts, *read.texts), meaning, position, read.following, beside)
    return line, read.following


def _closes_below(context: Context, shape: Shape, position: int) -> bool:
    """True for a row of an item's text or terms in a piped table, where the row with its amounts follows."""
    for place in range(position, min(len(context.rows), position + _MOST_OPEN_ROWS)):
        row = context.rows[place]
        if row.kind != "pipe" or len(row.filled) < 2 or is_heading(row):
            return False
        if sum(sense(context, entry.label).valued for entry in row.filled) > 1:
            return False  # the headings of another table
        line = _line(context, shape, row, place, "pipe", None, ())
        if line is not None or _closes(shape, row):
            return place > position
    return False


def _closes(shape: Shape, row: Row) -> bool:
    """True for the amounts of an item whose name and text stand in the rows above."""
    return (
        row.kind == "pipe"
        and row.opens
        and len(row.cells) == len(shape.values)
        and row.cells[0].is_value
        and bool(amounts(row.cells))
    )


def _goes_on(context: Context, shape: Shape, position: int, kind: str) -> bool:
    """True for a row without amounts that ends no table: a label above others, headings printed again, a row of words."""
    row = context.rows[position]
    following = context.rows[position + 1] if position + 1 < len(context.rows) else None
    if following is None or row.kind not in {kind, "line"} or not row.filled or amounts(cells_of(row)):
        return False
    below = _line(context, shape, following, position + 1, kind, None, row.filled[:1])
    if below is None:
        return False
    if shape.indicators and is_tall(row) and below.sense.value is not None:
        return True
    if is_heading(row):
        return False
    heads = {head.label for column in shape.columns for head in column.heads}
    again = all(entry.is_blank or entry.label in heads for entry in row.cells)
    if is_tall(row) and (sense(context, row.filled[0].label).dated or (kind != "pipe" and is_half_name(row.filled[0]))):
        return True
    return again or (
        row.kind == kind and kind in {"tab", "pipe"} and sum(not entry.is_blank for entry in row.cells) <= 2
    )


def _line(
    context: Context,
    shape: Shape,
    row: Row,
    position: int,
    kind: str,
    above: TableRow | None,
    pending: Sequence[TableCell],
) -> TableRow | None:
    """A row of a table; `pending` is the first half of its label, where that stands on a line of its own."""
    cells = cells_of(row)
    if (kind in {"tab", "pipe"} and row.kind not in {"tab", "pipe"}) or not cells:
        return None
    short = row.kind == "pipe" and len(cells) < len(shape.columns)
    placed = _ordered(context, shape, cells) if short or not shape.indexed else None
    if placed is None and shape.indexed:
        placed = _indexed(context, shape, cells, above)
    if placed is None:
        return None
    labels, values, texts = placed
    if pending and (
        not labels
        or not sense(context, labels[0].label).known
        or sense(context, "".join(e.label for e in (*pending, *labels))).dated
    ):
        own, labels = labels[:1], [_whole([*pending, *labels[:1]]), *labels[1:]]
        cells = [labels[0] if entry in own else entry for entry in cells]
    unpublished = shape.indexed and any(UNPUBLISHED.search(entry.text) is not None for entry in values.values())
    empty = (
        shape.indicators
        and all(entry.is_blank for entry in values.values())
        and any(entry.text.strip() for entry in values.values())
    )
    if not labels and shape.indicators and shape.indexed:
        return TableRow((), values, tuple(texts), Sense(""), position, position + 1, _beside(shape, cells, values))
    if not labels and len(values) == len(cells) == len(shape.columns) - 1 and above is None:
        return TableRow((), values, (), Sense(""), position, position + 1)
    named = any(plain(entry.label) for entry in labels)
    if not named or len(" ".join(entry.label for entry in labels)) > _LONGEST_LABEL:
        return None
    if not amounts(list(values.values())) and not empty and not (unpublished and sense(context, labels[0].label).dated):
        return None
    meaning = path_sense(context, [entry.text for entry in labels])
    return TableRow(tuple(labels), values, tuple(texts), meaning, position, position + 1, _beside(shape, cells, values))


def _whole(halves: Sequence[TableCell]) -> TableCell:
    """A label that is broken over lines as one cell."""
    return replace(halves[0], text="".join(entry.text.strip() for entry in halves))


def _beside(shape: Shape, cells: Sequence[TableCell], values: dict[int, TableCell]) -> dict[int, TableCell]:
    """The cells beside the amounts by their columns, where each has one of its own."""
    starts = {entry.start for entry in values.values()}
    rest = [entry for entry in cells if entry.start not in starts or entry.is_blank]
    if shape.indexed:
        return {n: entry for n, entry in enumerate(cells) if n not in values and n < len(shape.columns)}
    rest = [entry for entry in rest if not entry.is_blank]
    first = min(starts, default=0)
    before = [n for n, column in enumerate(shape.columns) if not column.values and n < shape.lead]
    after = [n for n, column in enumerate(shape.columns) if not column.values and n > shape.lead]
    left = [entry for entry in rest if entry.start < first]
    right = [entry for entry in rest if entry.start >= first]
    found = dict(zip(before, left, strict=False)) if len(left) >= len(before) or len(before) == 1 else {}
    return {**found, **dict(zip(after, right, strict=False))}


def _indexed(context: Context, shape: Shape, cells: Sequence[TableCell], above: TableRow | None) -> Placing | None:
    """The cells of a row by their place; a stage may stand in the first column of amounts, under a year that spans rows."""
    labels, values, texts = [], {}, []
    if above is not None and above.labels and cells[0].is_blank and shape.lead == 1:
        labels.append(above.labels[0])
    for index, entry in enumerate(cells):
        column = shape.columns[index] if index < len(shape.columns) else None
        if column is not None and column.values:
            if index == shape.lead and not entry.is_value and sense(context, entry.label).dated:
                labels.append(entry)
            else:
                values[index] = entry
        elif entry.is_blank:
            continue
        elif column is None and entry.figure is not None:
            return None  # more amounts than headings
        elif index in shape.labels:
            labels.append(entry)
        else:
            texts.append(entry)
    return labels, values, texts


def _ordered(context: Context, shape: Shape, cells: Sequence[TableCell]) -> Placing | None:
    """The cells of a row by their order: the run of amounts under the columns of amounts, labels before it, texts after."""
    numbers = [n for n, column in enumerate(shape.columns) if column.values]
    bare = all(entry.is_value for entry in cells) and len(cells) == len(numbers)
    first = 0 if bare else next((n for n, entry in enumerate(cells) if entry.is_value and n > 0), len(cells))
    labels, run = list(cells[:first]), []
    for entry in cells[first:]:
        if not (entry.is_value or is_amount(entry) or (run and is_word_for_amount(entry))):
            break
        run.append(entry)
    texts = list(cells[first + len(run) :])
    if len(labels) > 1 and len(labels) == shape.lead:
        texts = [*(entry for n, entry in enumerate(labels) if n not in shape.labels), *texts]
        labels = [entry for n, entry in enumerate(labels) if n in shape.labels]
    if not run or any(entry.figure is not None for entry in texts):
        return None
    if len(run) == len(numbers):
        return labels, dict(zip(numbers, run, strict=True)), texts
    if len(run) < len(numbers):
        placed = _placed(shape, run)
        return None if placed is None else (labels, placed, texts)
    return None


def _placed(shape: Shape, run: Sequence[TableCell]) -> dict[int, TableCell] | None:
    """The amounts of a short row, where only one placing makes its own sum hold."""
    numbers = [n for n, column in enumerate(shape.columns) if column.values]
    found = meanings([shape.columns[n].sense for n in numbers])
    holding = []
    for count, places in enumerate(combinations(range(len(numbers)), len(run))):
        if count > _MOST_PLACINGS:
            return None
        at = {numbers[place]: entry for place, entry in zip(places, run, strict=True)}
        amounts_by = {found[place].measure: yen_of(entry) for place, entry in zip(places, run, strict=True)}
        if sum_holds(amounts_by) is True:
            holding.append(at)
    return holding[0] if len(holding) == 1 else None
