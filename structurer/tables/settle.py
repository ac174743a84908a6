"""Labels and places propose, arithmetic disposes: the one reading of a block under which most of its equations hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, pairwise

from structurer.labels.label import UNPUBLISHED, plain
from structurer.labels.moment import When
from structurer.sheet.model import SOURCES, Measure, Stage
from structurer.tables.axes import Kind, Meaning, is_measured, joined, meanings, values
from structurer.tables.block import (
    Block,
    BodyRow,
    Column,
    Shape,
    amounts,
    block_at,
    cells_of,
    is_amount,
    is_half_name,
    is_passed,
    is_tall,
    is_word_for_amount,
    shapes,
    tall_row,
)
from structurer.tables.context import Context, is_heading
from structurer.tables.sense import Sense, detail_sense, in_detail, path_sense, sense
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit

_MOST_PLACINGS = (
    400  # ways to place the amounts of a short row: 330 for four under eleven columns; with more it stays unread
)
_MOST_BETWEEN = 12  # rows of page ends and blanks inside one table: the foot of a page and the head of the next
_LONGEST_LABEL = 60  # characters of a row's label; a longer cell is text


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its label's cells, the amount in each column by its number, the texts beside them."""

    labels: tuple[TableCell, ...]
    values: dict[int, TableCell]
    texts: tuple[TableCell, ...]
    sense: Sense
    position: int
    following: int
    beside: dict[int, TableCell] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The label."""
        return " ".join(entry.label for entry in self.labels if entry.label)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a settled table."""

    line: int
    column: int
    figure: Figure
    kind: Kind
    measure: Measure
    when: When


@dataclass(frozen=True)
class Settled:
    """A block with its meaning: which rows and columns it has, what each says, and the equations that hold of it."""

    shape: Shape
    lines: tuple[Line, ...]
    rows: tuple[Meaning, ...]
    columns: tuple[Meaning, ...]
    start: int
    first: int
    following: int
    body: int
    kind: str
    held: int = 0
    broken: int = 0
    detail: bool = False
    items: bool = False
    turned: bool = False

    @property
    def by_rows(self) -> bool:
        """True where the rows are costs or sources and the columns years and stages."""
        return is_measured(self.rows) and not is_measured(self.columns)

    @property
    def is_measured(self) -> bool:
        """True for costs or funding; else the rows are items, which may have their sources beside them."""
        return not self.items and (is_measured(self.rows) or is_measured(self.columns))


def settled(context: Context, position: int, free: int) -> Settled | None:
    """The table whose first row of amounts is at a position, read the one way that most equations confirm; None for silence."""
    block = block_at(context, position, free)
    if block is None:
        return None
    sample = cells_of(context.rows[position]) if block.kind != "tall" else ()
    found = [one for shape in shapes(context, block, sample) if (one := _read(context, block, shape)) is not None]
    return _best(context, found)


def _best(context: Context, found: Sequence[Settled]) -> Settled | None:
    """The reading with most equations; of equals the one by place, else the first that knows more columns."""
    found = [one for one in found if one.shape.indexed or one.broken <= max(1, one.held)]
    if not found:
        return None

    def rank(one: Settled) -> tuple[int, ...]:
        known = sum(
            meaning.measure is not None or meaning.when is not None or meaning.change for meaning in one.columns
        )
        unknown = sum(not column.sense.known for column in one.shape.columns if column.heads)
        starts = [column.heads[-1].start for column in one.shape.values if column.heads]
        inverted = sum(a > b for a, b in pairwise(starts))
        consumed = sum(column.consumed(context) for column in one.shape.values)
        return 2 * one.held - one.broken + len(one.lines), known - unknown, -inverted, consumed, one.shape.indexed

    return max(found, key=rank)


def _read(context: Context, block: Block, shape: Shape) -> Settled | None:
    lines, following = _lines(context, block, shape)
    if not lines:
        return None
    if shape.indicators:
        return _indicators(context, block, shape, lines, following)
    values = [(n, column) for n, column in enumerate(shape.columns) if column.values]
    columns = meanings([column.sense for _, column in values])
    detail = in_detail(context, block.first)
    if detail:
        lines = [replace(line, sense=detail_sense(line.text)) for line in lines]
    rows = meanings([line.sense for line in lines])
    if _names_columns(lines, shape):
        return _turned(context, block, shape, lines, following)
    items = _named(lines) and any(column.sense.dated or column.sense.amount for _, column in values)
    if is_measured(columns) and not items:
        rows = [_row(line.sense, meaning, context) for line, meaning in zip(lines, rows, strict=True)]
        if not any(row.when is not None for row in rows):
            return None
    elif is_measured(rows) and not is_measured(columns) and (detail or not _are_items(context, lines, rows)):
        columns = [_moment(column.sense, meaning) for (_, column), meaning in zip(values, columns, strict=True)]
        columns = _summed(lines, [n for n, _ in values], columns)
    else:
        columns = [
            replace(meaning, when=column.sense.when) if meaning.measure is None and not meaning.change else meaning
            for (_, column), meaning in zip(values, columns, strict=True)
        ]
        columns = _summed(lines, [n for n, _ in values], columns)
        rows = [Meaning(total=line.sense.total) for line in lines]
    if not items and (is_measured(columns) or is_measured(rows)):
        kept = [n for n, line in enumerate(lines) if all(_is_read(entry) for entry in line.values.values())]
        lines, rows = [lines[n] for n in kept], [rows[n] for n in kept]
        if not lines:
            return None
    columns = _distinct([column for _, column in values], columns)
    by_column = dict(zip((n for n, _ in values), columns, strict=True))
    whole = tuple(by_column.get(n, Meaning()) for n in range(len(shape.columns)))
    held, broken = _equations(lines, rows, whole)
    return Settled(
        shape,
        tuple(lines),
        tuple(rows),
        whole,
        shape.start,
        block.first,
        following,
        _body(context, block, shape),
        block.kind,
        held,
        broken,
        detail,
        items,
    )


def _names_columns(lines: Sequence[Line], shape: Shape) -> bool:
    """True where the columns are items and the rows say what each amount of them is: 要求額, 増減, 国庫支出金."""
    dated = [line for line in lines if line.sense.dated or line.sense.change or line.sense.source is not None]
    free = [column for column in shape.values if not column.sense.known]
    corner = shape.columns[0].sense
    total = sum(column.sense.total for column in shape.values)
    asked = corner.name and any(line.sense.dated for line in lines)
    return asked and bool(free) and len(free) + total == len(shape.values) and 2 * len(dated) > len(lines)


def _turned(context: Context, block: Block, shape: Shape, lines: Sequence[Line], following: int) -> Settled:
    """The block with its rows as columns: an item for each column, an amount for each row."""
    heads = [(n, column) for n, column in enumerate(shape.columns) if column.values]
    columns = (
        Column(shape.columns[0].heads, shape.columns[0].sense, values=False),
        *(Column(line.labels, line.sense, values=True) for line in lines),
    )
    turned = [
        Line(
            column.heads,
            {k: line.values[n] for k, line in enumerate(lines, 1) if n in line.values},
            (),
            column.sense,
            block.first,
            following,
            {0: column.heads[0]},
        )
        for n, column in heads
    ]
    whole = (
        Meaning(),
        *(
            replace(one, when=line.sense.when) if not one.change and one.measure is None else one
            for one, line in zip(meanings([line.sense for line in lines]), lines, strict=True)
        ),
    )
    rows = tuple(Meaning(total=line.sense.total) for line in turned)
    held, broken = _equations(turned, rows, whole)
    return Settled(
        Shape(columns, shape.start),
        tuple(turned),
        rows,
        whole,
        shape.start,
        block.first,
        following,
        block.first,
        block.kind,
        held,
        broken,
        items=True,
        turned=True,
    )


def _indicators(context: Context, block: Block, shape: Shape, lines: Sequence[Line], following: int) -> Settled | None:
    """A table of indicators: no column holds what another does, but for the one that a heading stands straight over."""
    columns = [
        meaning if column.values else Meaning()
        for column, meaning in zip(shape.columns, values(column.sense for column in shape.columns), strict=True)
    ]
    dated = [
        (meaning, column.heads)
        for meaning, column in zip(columns, shape.columns, strict=True)
        if meaning.when is not None
    ]
    if any(a == b and not _is_over(over, under) for (a, over), (b, under) in combinations(dated, 2)):
        return None
    parted = any(meaning.measure is None for meaning, _ in dated) and any(
        meaning.measure is not None and meaning.when is None for meaning in columns
    )
    if parted:
        return None  # years beside their 目標 and 実績, not over them
    rows = values(line.sense for line in lines)
    return Settled(
        shape,
        tuple(lines),
        tuple(rows),
        tuple(columns),
        shape.start,
        block.first,
        following,
        _body(context, block, shape),
        block.kind,
    )


def _is_over(a: Sequence[TableCell], b: Sequence[TableCell]) -> bool:
    """True where the headings of one column are the upper ones of another."""
    return len(a) != len(b) and list(a)[: len(b)] == list(b)[: len(a)]


def _body(context: Context, block: Block, shape: Shape) -> int:
    """The row after the headings: where the rows begin, those that open an item too."""
    if block.kind != "tall":
        after = block.starts[-1] + 1
    else:
        lines = {head.start for column in shape.columns for head in column.heads}
        after = 1 + max(
            n for n in range(shape.start, block.first) if any(cell.start in lines for cell in context.rows[n].cells)
        )
    return next((n for n in range(after, block.first) if not is_passed(context, context.rows[n])), block.first)


def _is_read(entry: TableCell) -> bool:
    """True for an amount, a blank, and words that say it is not published; not for `5,48O`, `約900`, a word."""
    return entry.is_value or is_amount(entry) or is_word_for_amount(entry) or UNPUBLISHED.search(entry.text) is not None


def _distinct(heads: Sequence[Column], columns: list[Meaning]) -> list[Meaning]:
    """The columns; of two with the same heading neither says anything."""
    texts = [column.text for column in heads]
    return [
        Meaning() if text and texts.count(text) > 1 else meaning for text, meaning in zip(texts, columns, strict=True)
    ]


def _row(found: Sense, meaning: Meaning, context: Context) -> Meaning:
    """A row under columns of measures: its year and stage, what it compares or sums."""
    if meaning.change or found.change:
        return Meaning(change=True)
    if found.total and not found.dated:
        return Meaning(total=True)
    return Meaning(when=found.when)


def _moment(found: Sense, meaning: Meaning) -> Meaning:
    if meaning.change:
        return meaning
    if found.when is not None and found.when.stage is not None:
        return Meaning(when=found.when)
    if found.when is not None:
        return Meaning(when=When(found.when.year_offset, Stage.NONE))
    return Meaning(total=found.total)


def _summed(lines: Sequence[Line], places: Sequence[int], columns: list[Meaning]) -> list[Meaning]:
    """The columns, a 計 of others dated by what it sums: a budget and its supplement are the current budget, two stages none."""
    dated = [
        (place, meaning.when)
        for place, meaning in zip(places, columns, strict=True)
        if meaning.when is not None and not meaning.change and meaning.measure is None
    ]
    stages = {when.stage for _, when in dated}
    if len(dated) < 2 or any(when.year_offset not in {None, 0} for _, when in dated):
        return columns
    stage = Stage.CURRENT if Stage.SUPPLEMENTARY in stages else next(iter(stages)) if len(stages) == 1 else Stage.NONE

    def holds(place: int) -> bool:
        return all(
            (_yen(line.values.get(place)) or 0) == sum(_yen(line.values.get(other)) or 0 for other, _ in dated)
            for line in lines
        )

    return [
        Meaning(when=When(0, stage), total=True, sums=True)
        if meaning.total and meaning.when is None and holds(place)
        else meaning
        for place, meaning in zip(places, columns, strict=True)
    ]


def _named(lines: Sequence[Line]) -> bool:
    """True where most rows have names of their own: no year, no stage, no cost or source."""
    free = sum(not line.sense.valued for line in lines)
    return free > 0 and free >= sum(line.sense.valued and not line.sense.total for line in lines)


def _are_items(context: Context, lines: Sequence[Line], rows: Sequence[Meaning]) -> bool:
    """True where the labels name items and one of them happens to be a word for a cost."""
    measured = sum(meaning.measure is not None for meaning in rows)
    free = sum(not line.sense.known for line in lines)
    return free > measured


# -- the rows below the headings --------------------------------------------------------------------------------------


def _lines(context: Context, block: Block, shape: Shape) -> tuple[list[Line], int]:
    found: list[Line] = []
    ruled = block.kind in {"tab", "pipe", "tall"}
    position, between = _body(context, block, shape) if ruled and not block.half else block.first, 0
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
                found.append(Line((), values, (), Sense(""), position, position + 1))
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


def _over_words(context: Context, shape: Shape, position: int) -> tuple[Line | None, int]:
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


def _tall_line(context: Context, shape: Shape, position: int) -> tuple[Line | None, int]:
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
        line = Line(
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
    line = Line(tuple(labels), values, (*texts, *read.texts), meaning, position, read.following, beside)
    return line, read.following


_MOST_OPEN_ROWS = 12  # rows of one item's text and terms before the row with its amounts


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
    context: Context, shape: Shape, row: Row, position: int, kind: str, above: Line | None, pending: Sequence[TableCell]
) -> Line | None:
    """A row of a table; `pending` is the first half of its label, where that stands on a line of its own."""
    cells = cells_of(row)
    if kind in {"tab", "pipe"} and row.kind not in {"tab", "pipe"} or not cells:
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
        return Line((), values, tuple(texts), Sense(""), position, position + 1, _beside(shape, cells, values))
    named = any(plain(entry.label) for entry in labels)
    if not named or len(" ".join(entry.label for entry in labels)) > _LONGEST_LABEL:
        return None
    if not amounts(list(values.values())) and not empty and not (unpublished and sense(context, labels[0].label).dated):
        return None
    meaning = path_sense(context, [entry.text for entry in labels])
    return Line(tuple(labels), values, tuple(texts), meaning, position, position + 1, _beside(shape, cells, values))


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


Placing = tuple[list[TableCell], dict[int, TableCell], list[TableCell]]


def _indexed(context: Context, shape: Shape, cells: Sequence[TableCell], above: Line | None) -> Placing | None:
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
        amounts_by = {found[place].measure: _yen(entry) for place, entry in zip(places, run, strict=True)}
        if _sum_holds(amounts_by) is True:
            holding.append(at)
    return holding[0] if len(holding) == 1 else None


# -- equations ----------------------------------------------------------------------------------------------------------


def _yen(entry: TableCell | None) -> Fraction | None:
    amount = None if entry is None or entry.figure is None else entry.figure.amount(Unit.YEN)
    return None if amount is None else Fraction(amount)


def _sum_holds(amounts_by: dict[Measure | None, Fraction | None]) -> bool | None:
    """Whether sources add up to the total, or project and personnel cost to the total cost; None where neither is asked."""
    for total, parts in (
        (Measure.TOTAL, SOURCES),
        (Measure.TOTAL_COST, (Measure.PROJECT_COST, Measure.PERSONNEL_COST)),
    ):
        stated = amounts_by.get(total)
        present = [found for part in parts if (found := amounts_by.get(part)) is not None]
        if stated is not None and len(present) > 1:
            return sum(present) == stated
    return None


def _equations(lines: Sequence[Line], rows: Sequence[Meaning], columns: Sequence[Meaning]) -> tuple[int, int]:
    """How many equations of a table hold under a reading, and how many fail."""
    results: list[bool | None] = []
    grid = [{n: _yen(entry) for n, entry in line.values.items()} for line in lines]
    if is_measured(columns) and not any(one.when is not None and one.measure is None for one in columns):
        results += [_sum_holds({columns[n].measure: value for n, value in row.items()}) for row in grid]
        results += _changes(grid, rows)
    elif is_measured(rows):
        for n, _ in enumerate(columns):
            results.append(_sum_holds({meaning.measure: row.get(n) for meaning, row in zip(rows, grid, strict=True)}))
        results += [_compares(row, columns) for row in grid]
    else:
        results += _totals(grid, rows, columns)
        results += [_compares(row, columns) for row in grid]
        sources = [{columns[n].measure: value for n, value in row.items()} for row in grid]
        results += [_sum_holds(found) for found in sources]
    results += [True for meaning in columns if meaning.sums]
    return sum(found is True for found in results), sum(found is False for found in results)


def _changes(grid: Sequence[dict[int, Fraction | None]], rows: Sequence[Meaning]) -> Iterator[bool | None]:
    """A row that compares is the difference of two others, column by column."""
    for row, meaning in zip(grid, rows, strict=True):
        if meaning.change:
            others = [other for other, own in zip(grid, rows, strict=True) if not own.change]
            pairs = [(a, b) for a in others for b in others if a is not b]
            yield any(
                all(row.get(n) is None or row[n] == (a.get(n) or 0) - (b.get(n) or 0) for n in row) for a, b in pairs
            )


def _compares(row: dict[int, Fraction | None], columns: Sequence[Meaning]) -> bool | None:
    """A column that compares holds the difference of two others."""
    changes = [n for n, meaning in enumerate(columns) if meaning.change and row.get(n) is not None]
    others = [row[n] for n, meaning in enumerate(columns) if not meaning.change and row.get(n) is not None]
    if not changes or len(others) < 2:
        return None
    return all(any(row[n] == a - b for a in others for b in others) for n in changes)


def _totals(
    grid: Sequence[dict[int, Fraction | None]], rows: Sequence[Meaning], columns: Sequence[Meaning]
) -> Iterator[bool | None]:
    """A total row is the sum of the rows above it, column by column."""
    parts: list[dict[int, Fraction | None]] = []
    for row, meaning in zip(grid, rows, strict=True):
        if not meaning.total:
            parts.append(row)
            continue
        sums = [
            value == sum((part.get(n) or Fraction(0) for part in parts), Fraction(0))
            for n, value in row.items()
            if value is not None and parts
        ]
        yield from filter(None, sums)
        if not all(sums):
            yield False  # one for the row: the page before may hold its other parts
