"""The rows of a table with one cell a line: for each its number, its label, its amounts and its texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from structurer.labels.label import RATE_LABELS, plain
from structurer.tables.axes import meanings
from structurer.tables.block import is_text
from structurer.tables.context import Context
from structurer.tables.headings import has_unit, is_heading
from structurer.tables.placing import FEWEST_TERMS, by_sum, compares
from structurer.tables.row import is_amount, is_passed, is_tall, is_tall_value, is_word_for_amount, joined_cell
from structurer.tables.sense import sense
from structurer.tables.shape import Shape, TableRow
from structurer.tables.sums import sum_holds, yen_of
from structurer.tables.tall import MOST_TALL_LABEL
from structurer.text.rows import Row, TableCell

_MOST_WORDS = 16  # lines of an item's name, its text and its terms


def tall_line(context: Context, shape: Shape, position: int) -> TableRow | None:
    """The row that begins at a position, its amounts under their columns; None where the lines do not fit the headings."""
    read = tall_row(context, shape, position)
    if read is None or any(entry.label.endswith(":") for entry in read.words):
        return None  # a label with its amount, no row
    numbers = [n for n, column in enumerate(shape.columns) if column.values]
    full = len(read.values) == len(numbers)
    values = (
        dict(zip(numbers, read.values, strict=True))
        if full
        else _by_gaps(context, shape, position, read) or by_sum(shape, read.values)
    )
    if values is None:
        return None
    named = [n for n, column in enumerate(shape.columns[: shape.lead]) if not column.sense.number]
    kind = sense(context, read.words[-1].label)
    if shape.indicators and kind.value is not None and kind.year is None:
        ends = (read.words[0], read.words[-1]) if len(read.words) > 1 else read.words  # 実績 goes on below 目標
        beside = dict(zip(named, read.words, strict=False))
        return TableRow(ends, values, read.texts, kind, position, read.following, beside)
    labelled = _label(context, read.words, len(named))
    united = any(
        shape.columns[n].sense.unit for n in named
    )  # a unit is never left out, so the first heading is none of the table's
    if labelled is None or (united and len(read.words) < len(named)):
        return None
    label, texts = labelled
    beside = dict(zip(named, (label, *texts), strict=False))
    beside |= dict(zip(range(shape.last + 1, len(shape.columns)), read.texts, strict=False))
    if read.number is not None:
        beside[0] = read.number
    meaning = sense(context, label.text.strip())
    return TableRow((label,), values, (*texts, *read.texts), meaning, position, read.following, beside)


def _label(context: Context, words: Sequence[TableCell], columns: int) -> tuple[TableCell, Sequence[TableCell]] | None:
    """The label that lines are, and the texts below it, which stand under so many headings; None where they are neither."""
    whole = sense(context, "".join(entry.text.strip() for entry in words))
    if columns > 1 and not (len(words) < columns and whole.valued):
        return words[0], words[1:]
    if len(words) > 1 and not whole.known:
        return None
    return (words[0] if len(words) == 1 else joined_cell(words)), ()


@dataclass(frozen=True, slots=True)
class TallRow:
    """A row with one cell a line: its number, its label's lines and texts, its amounts, the texts behind them."""

    number: TableCell | None
    words: tuple[TableCell, ...]
    values: tuple[TableCell, ...]
    texts: tuple[TableCell, ...]
    following: int


def _by_gaps(context: Context, shape: Shape, position: int, read: TallRow) -> dict[int, TableCell] | None:
    """The amounts of a short row by the blank lines between them, each of which is an empty cell; None where their sum fails.

    Every other cell stands equally far below the one before it, the last amount under the last heading.
    """
    lines = [entry.line for entry in (read.words[-1], *read.values)]
    steps = [below - above for above, below in pairwise(lines)]
    step = min(steps)
    printed = sum(bool(row.filled) for row in context.rows[position : read.following])
    if step < 1 or any(far % step for far in steps) or printed != len(read.words) + len(read.values):
        return None
    places = [place // step - 1 for place in accumulate(steps)]
    numbers = [n for n, column in enumerate(shape.columns) if column.values]
    if places[0] != 0 or places[-1] != len(numbers) - 1:
        return None
    meant = meanings([shape.columns[n].sense for n in numbers])
    measured = {meant[place].measure: yen_of(entry) for place, entry in zip(places, read.values, strict=True)}
    summed = sum(map(bool, measured.values())) >= FEWEST_TERMS and sum_holds(measured) is True
    return {numbers[place]: entry for place, entry in zip(places, read.values, strict=True)} if summed else None


def tall_row(context: Context, shape: Shape, position: int) -> TallRow | None:
    """The row that begins at a position, as the headings ask for it; None where the lines do not fit them."""
    lead, tail = shape.columns[: shape.lead], shape.columns[shape.last + 1 :]
    numbered = bool(lead) and lead[0].sense.number
    place, number = _next_cell(context, position), None
    if numbered and place is not None and context.rows[place].filled[0].figure is not None:
        number, place = context.rows[place].filled[0], _next_cell(context, place + 1)
    words, place = _words_from(context, place, apart=shape.lead > 1, of_values=shape.indicators)
    if not words or place is None or len(words) > (_MOST_WORDS if shape.lead > 1 else MOST_TALL_LABEL + 1):
        return None
    place = _behind_dashes(context, shape, place, len(lead) - numbered - len(words))
    values, following = _values_from(context, shape, place)
    if (len(values) < len(shape.values) and not (values and shape.short)) or _is_longer(
        context, shape, values, following
    ):
        return None
    following, none = _behind_no_texts(context, following, len(tail))
    behind, _ = _words_from(context, _next_cell(context, following), apart=False)
    taken = _tail(context, behind, len(tail) - none, len(lead) - numbered, words, numbered=numbered)
    if taken:
        following = _row_of(context, taken[-1], following) + 1
    return TallRow(number, tuple(words), tuple(values), tuple(taken), following)


def _behind_dashes(context: Context, shape: Shape, begin: int, lacking: int) -> int:
    """The place of the first amount, behind dashes that stand for texts: a sum has none (計, －, 900, 800)."""
    if lacking < 1:
        return begin
    places = [begin]
    while len(places) <= lacking + len(shape.values):
        place = _next_cell(context, places[-1] + 1)
        if place is None or not is_tall_value(context.rows[place].filled[0]):
            break
        places.append(place)
    dashes = all(context.rows[place].filled[0].is_blank for place in places[:lacking])
    return places[lacking] if dashes and len(places) == lacking + len(shape.values) else begin


def _behind_no_texts(context: Context, begin: int, columns: int) -> tuple[int, int]:
    """The place behind the dashes that stand for the texts of a row, and how many columns of texts they fill."""
    for number in range(columns):
        place = _next_cell(context, begin)
        if place is None or not context.rows[place].filled[0].is_blank:
            return begin, number
        begin = place + 1
    return begin, columns


def _values_from(context: Context, shape: Shape, begin: int) -> tuple[list[TableCell], int]:
    """The amounts that begin at a place, no more than the columns hold, and the place after the last."""
    values: list[TableCell] = []
    following = begin
    place: int | None = begin
    while place is not None and len(values) < len(shape.values):
        entry = context.rows[place].filled[0]
        words = is_word_for_amount(entry) or compares(shape.values[len(values)].sense, entry)
        if not (is_tall_value(entry) or is_amount(entry) or words):
            break
        values.append(entry)
        following = place + 1
        place = _next_cell(context, following)
    return values, following


def _is_longer(context: Context, shape: Shape, values: Sequence[TableCell], following: int) -> bool:
    """True where another amount follows those that all columns hold, no farther below than they stand apart."""
    place = _next_cell(context, following)
    if place is None or not 1 < len(values) == len(shape.values):
        return False
    entry, far = context.rows[place].filled[0], max(below.line - above.line for above, below in pairwise(values))
    near = entry.line - values[-1].line <= far
    return near and entry.figure is not None and entry.figure.is_money


def _tail(
    context: Context, behind: list[TableCell], tail: int, lead: int, words: Sequence[TableCell], *, numbered: bool
) -> list[TableCell]:
    """The texts behind the amounts of a row, of the lines before the next amounts."""
    if not tail or not behind or context.vocabulary.is_total(words[0].label):
        return []
    if numbered:
        return behind[:tail]
    return behind[: max(0, len(behind) - lead)][:tail] if len(behind) > lead else []


def _row_of(context: Context, entry: TableCell, begin: int) -> int:
    """The place of a cell's row, from a place on: a label broken around its amounts spans lines of the rows below it, too."""
    rows = enumerate(context.rows[begin:], begin)
    return next(n for n, row in rows if row.first_line <= entry.line <= row.last_line)


def _next_cell(context: Context, position: int) -> int | None:
    """The next row that is one cell, page ends and units passed over; None where the lines of single cells end."""
    for place in range(position, len(context.rows)):
        row = context.rows[place]
        if not row.filled and not row.cells:
            continue
        if is_tall(row) and is_tall_value(row.filled[0]):
            return place
        if is_passed(context, row) and not _is_rate(context, place):
            continue
        return place if is_tall(row) else None
    return None


def _is_rate(context: Context, place: int) -> bool:
    """True for 1/2 below 補助率, which elsewhere would number a page."""
    above = next((row for row in reversed(context.rows[max(0, place - 2) : place]) if row.filled), None)
    return above is not None and plain(above.text) in RATE_LABELS


def _words_from(
    context: Context, place: int | None, *, apart: bool, of_values: bool = False
) -> tuple[list[TableCell], int | None]:
    """The lines of words from a place on, and the place of the amount that ends them; `apart` keeps other tables out.

    `of_values` where 目標 or 実績 may say what the values of a row are.
    """
    words: list[TableCell] = []
    while place is not None and not is_tall_value(context.rows[place].filled[0]) and len(words) < _MOST_WORDS:
        row = context.rows[place]
        kind = sense(context, row.filled[0].label)
        told = of_values and kind.value is not None and kind.year is None
        if words and apart and not told and _is_another(context, row):
            return [], None
        words.append(row.filled[0])
        place = _next_cell(context, place + 1)
    return words, place


def _is_another(context: Context, row: Row) -> bool:
    """True for a line that belongs to another table: a heading, a caption, what amounts stand under."""
    found = sense(context, row.filled[0].label)
    return (is_heading(row) and not is_text(row.filled[0])) or has_unit(row.text) or (found.valued and not found.text)
