"""Tables with one cell a line: headings first, then for each row its label, its amounts and its texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from structurer.labels.label import RATE_LABELS, plain
from structurer.tables.block import Block, is_text
from structurer.tables.context import Context
from structurer.tables.headings import has_unit, is_heading
from structurer.tables.leaves import longer_shape, with_amounts
from structurer.tables.row import FEWEST_AMOUNTS, is_amount, is_passed, is_tall, is_tall_value, is_word_for_amount
from structurer.tables.sense import Sense, path_sense, sense
from structurer.tables.shape import Column, Path, Shape
from structurer.text.rows import Row, TableCell

_MOST_TALL_LABEL = 4  # lines of one row's label and texts between its amounts
_MOST_WORDS = 16  # lines of an item's name, its text and its terms
_LONGEST_REMARK = 30  # characters of words in a column that compares; longer ones are text
_MOST_SEGMENTS = 4  # ways kept to take the lines so far as so many headings
_UNKNOWN = 3  # what an unknown heading costs, where joining two lines costs one


def tall_shapes(context: Context, block: Block, run: Sequence[TableCell]) -> Iterator[tuple[Shape, int]]:
    """The ways to read the lines above as headings, with how many of the last ones belong to the first row's label.

    The last column may compare, with words where amounts are due: it ends a run one line early.
    """
    yield from _shapes(context, block, len(run))
    yield from (one for one in _shapes(context, block, len(run) + 1) if one[0].values[-1].sense.change)


def _shapes(context: Context, block: Block, count: int) -> Iterator[tuple[Shape, int]]:
    lines = block.heads[0]
    for label in range(min(_MOST_TALL_LABEL, len(lines))):
        heads = lines[: len(lines) - label]
        if (named := _named_columns(context, block, heads, count)) is not None:
            yield named, label
        for begin in range(len(heads)):
            above = sense(context, heads[begin - 1].label) if begin else Sense("")
            if above.valued or (above.group and sense(context, heads[begin].label).measured):
                continue  # a heading above that is not among them: these are only a part of the table's
            for paths in _segments(context, heads[begin:], count):
                columns = [
                    Column(path, path_sense(context, [entry.text for entry in path]), values=False) for path in paths
                ]
                marked = with_amounts(columns, count) if _begins(columns[0].sense) else None
                if marked is None:
                    continue
                if marked[0].values:
                    marked = [Column((), Sense(""), values=False), *marked]
                yield Shape(tuple(marked), block.starts[begin]), label
            for paths in _segments(context, heads[begin:], count, short=True):
                columns = [
                    Column(path, path_sense(context, [entry.text for entry in path]), values=False) for path in paths
                ]
                found = longer_shape(columns, count, block.starts[begin])
                if found is not None:
                    yield found, label


def _named_columns(context: Context, block: Block, heads: Sequence[TableCell], count: int) -> Shape | None:
    """Headings that are names: of as many lines as there are amounts, below one that says so (細事業名)."""
    corner = len(heads) - count - 1
    if (
        corner < 0
        or count < FEWEST_AMOUNTS
        or not sense(context, heads[corner].label).name
        or heads[corner].label.endswith(":")
    ):
        return None
    columns = [Column((entry,), sense(context, entry.label), values=True) for entry in heads[corner + 1 :]]
    if any(column.sense.valued and not column.sense.total for column in columns):
        return None
    return Shape(
        (Column((heads[corner],), sense(context, heads[corner].label), values=False), *columns), block.starts[corner]
    )


def _begins(found: Sense) -> bool:
    """True for what may be the first heading of a table: a corner, a name, a number, an amount; not a text."""
    return (
        found.name
        or found.weak_name
        or found.number
        or found.group
        or found.indicator
        or (found.valued and not found.text)
    )


def _segments(context: Context, lines: Sequence[TableCell], count: int, *, short: bool = False) -> Iterator[list[Path]]:
    """Lines as headings: each a known label, alone or broken over two or three lines; group words stand for no column.

    `short` gives more of them than amounts, each of which is known.
    """
    best: dict[tuple[int, int], list[tuple[int, list[Path]]]] = {(0, 0): [(0, [])]}
    for place in range(len(lines)):
        for known in range(len(lines) + 1 if short else count + 3):
            for cost, paths in best.get((place, known), ()):
                for part, price, valued in _parts(context, lines, place):
                    kept = best.setdefault((place + len(part), known + valued), [])
                    kept.append((cost + price, [*paths, part]))
                    kept.sort(key=lambda one: one[0])
                    del kept[_MOST_SEGMENTS:]
    for known in range(count, count + 3 if not short else len(lines) + 1):
        yield from (paths for cost, paths in best.get((len(lines), known), ()) if cost < (1 if short else _UNKNOWN + 1))


def _parts(context: Context, lines: Sequence[TableCell], place: int) -> Iterator[tuple[Path, int, bool]]:
    """One to three lines from a place on as one heading, with what it costs to take them so and whether amounts may stand under it."""
    if not sense(context, lines[place].text).word:
        return  # (A), (A+B): marks of the heading before them
    for size in (1, 2, 3):
        part = tuple(lines[place : place + size])
        if len(part) < size:
            return
        found = sense(context, "".join(entry.text.strip() for entry in part))
        if size > 1 and part[0].label.endswith("額") and sense(context, part[1].label).known:
            return  # a heading that is whole already
        if size == 1 or found.measured or found.dated or found.total or found.name:
            joined = sum(bool(sense(context, entry.text).word) for entry in part) > 1
            yield part, (0 if found.known else _UNKNOWN) + joined, found.valued and not found.text


@dataclass(frozen=True, slots=True)
class TallRow:
    """A row with one cell a line: its number, its label's lines and texts, its amounts, the texts behind them."""

    number: TableCell | None
    words: tuple[TableCell, ...]
    values: tuple[TableCell, ...]
    texts: tuple[TableCell, ...]
    following: int


def tall_row(context: Context, shape: Shape, position: int) -> TallRow | None:
    """The row that begins at a position, as the headings ask for it; None where the lines do not fit them."""
    lead, tail = shape.columns[: shape.lead], shape.columns[shape.last + 1 :]
    numbered = bool(lead) and lead[0].sense.number
    place, number = _next_cell(context, position), None
    if numbered and place is not None and context.rows[place].filled[0].figure is not None:
        number, place = context.rows[place].filled[0], _next_cell(context, place + 1)
    words, place = _words_from(context, place, apart=shape.lead > 1)
    if not words or place is None or len(words) > (_MOST_WORDS if shape.lead > 1 else _MOST_TALL_LABEL + 1):
        return None
    values: list[TableCell] = []
    following = place
    while place is not None and len(values) < len(shape.values):
        entry = context.rows[place].filled[0]
        if not (is_tall_value(entry) or is_amount(entry) or _compares(shape, len(values), entry)):
            break
        values.append(entry)
        following = place + 1
        place = _next_cell(context, following, blanks=len(values) < len(shape.values))
    if len(values) < len(shape.values) and not (values and shape.short):
        return None
    behind, _ = _words_from(context, _next_cell(context, following), apart=False)
    taken = _tail(context, behind, len(tail), len(lead) - numbered, words, numbered=numbered)
    if taken:
        following = _row_of(context, taken[-1]) + 1
    return TallRow(number, tuple(words), tuple(values), tuple(taken), following)


def _compares(shape: Shape, number: int, entry: TableCell) -> bool:
    """True for words in a column that compares: 皆増, 回数の増."""
    compared = shape.values[number].sense.change and not entry.figures and len(entry.label) <= _LONGEST_REMARK
    return is_word_for_amount(entry) or compared


def _tail(
    context: Context, behind: list[TableCell], tail: int, lead: int, words: Sequence[TableCell], *, numbered: bool
) -> list[TableCell]:
    """The texts behind the amounts of a row, of the lines before the next amounts."""
    if not tail or not behind or context.vocabulary.is_total(words[0].label):
        return []
    if numbered:
        return behind[:tail]
    return behind[: max(0, len(behind) - lead)][:tail] if len(behind) > lead else []


def _row_of(context: Context, entry: TableCell) -> int:
    return next(n for n, row in enumerate(context.rows) if row.first_line <= entry.line <= row.last_line)


def _next_cell(context: Context, position: int, *, blanks: bool = True) -> int | None:
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


def _words_from(context: Context, place: int | None, *, apart: bool) -> tuple[list[TableCell], int | None]:
    """The lines of words from a place on, and the place of the amount that ends them; `apart` keeps other tables out."""
    words: list[TableCell] = []
    while place is not None and not is_tall_value(context.rows[place].filled[0]) and len(words) < _MOST_WORDS:
        row = context.rows[place]
        if words and apart and _is_another(context, row):
            return [], None
        words.append(row.filled[0])
        place = _next_cell(context, place + 1)
    return words, place


def _is_another(context: Context, row: Row) -> bool:
    """True for a line that belongs to another table: a heading, a caption, what amounts stand under."""
    found = sense(context, row.filled[0].label)
    return (is_heading(row) and not is_text(row.filled[0])) or has_unit(row.text) or (found.valued and not found.text)
