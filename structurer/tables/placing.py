"""The cells of one row placed under the columns: by their place, by their order, or where only one placing makes a sum hold."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations, pairwise

from structurer.tables.axes import meanings
from structurer.tables.context import Context
from structurer.tables.row import is_amount, is_word_for_amount, screen_place
from structurer.tables.sense import Sense, sense
from structurer.tables.shape import Shape, TableRow
from structurer.tables.sums import sum_holds, yen_of
from structurer.text.rows import Row, TableCell
from structurer.text.scan import Kind

_LONGEST_REMARK = 30  # characters of words in a column that compares; longer ones are text
_MOST_PLACINGS = (
    400  # ways to place the amounts of a short row: 330 for four under eleven columns; with more it stays unread
)
FEWEST_TERMS = 3  # amounts other than 0 in a sum that is no chance: a total and two parts

Placing = tuple[list[TableCell], dict[int, TableCell], list[TableCell]]
"""The label's cells of a row, the amount in each column by its number, and the texts beside them."""


def by_place(context: Context, shape: Shape, cells: Sequence[TableCell], above: TableRow | None) -> Placing | None:
    """The cells of a row by their place; a stage may stand in the first column of amounts, under a year that spans rows."""
    if _is_shifted(context, shape, cells):
        return None
    repeats = above is not None and bool(above.labels) and cells[0].is_blank and _spans_rows(context, shape, above)
    labels, values, texts = list(above.labels[:1] if above is not None and repeats else ()), {}, []
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
            labels += (
                [] if labels and labels[-1].label == entry.label else [entry]
            )  # one cell, printed in each of its columns
        else:
            texts.append(entry)
    return _named_beside(shape, texts, values) if not labels else (labels, values, texts)


def _is_shifted(context: Context, shape: Shape, cells: Sequence[TableCell]) -> bool:
    """True for a total with an amount where texts are due: the cell over both columns was left out, and all stand one aside."""
    beside = zip(shape.columns[: shape.lead], cells, strict=False)
    amount = any(column.sense.text and entry.figure is not None for column, entry in beside)
    return amount and sense(context, cells[0].label).total


def _named_beside(shape: Shape, texts: list[TableCell], values: dict[int, TableCell]) -> Placing:
    """A row whose column of labels is empty: the one word before the amounts names it."""
    beside = [entry for entry in texts if entry.index < shape.lead]
    named = beside if len(beside) == 1 else []
    return named, values, [entry for entry in texts if entry not in named]


def _spans_rows(context: Context, shape: Shape, above: TableRow) -> bool:
    """True where the first cell of the row above may be that of the rows below it, too: a year over its stages."""
    first = above.labels[0]
    year = sense(context, first.label).when
    return shape.lead == 1 or (shape.lead == len(above.labels) == 2 and first.index == 0 and year is not None)


def by_order(context: Context, shape: Shape, cells: Sequence[TableCell]) -> Placing | None:
    """The cells of a row by their order: the run of amounts under the columns of amounts, labels before it, texts after."""
    numbers = [n for n, column in enumerate(shape.columns) if column.values]
    bare = all(entry.is_value for entry in cells) and len(cells) == len(numbers)
    first = 0 if bare else next((n for n, entry in enumerate(cells) if entry.is_value and n > 0), len(cells))
    labels, run = list(cells[:first]), list[TableCell]()
    for entry in cells[first:]:
        words = bool(run) and len(run) < len(numbers) and compares(shape.columns[numbers[len(run)]].sense, entry)
        if not (entry.is_value or is_amount(entry) or words or (run and is_word_for_amount(entry))):
            break
        run.append(entry)
    texts = list(cells[first + len(run) :])
    remark = run and not texts and not run[-1].is_value and is_word_for_amount(run[-1])
    if remark and any(column.sense.text for column in shape.columns[shape.last + 1 :]):
        return None  # 新規 behind the amounts may stand under 備考, and an amount be left out
    if len(labels) > 1 and len(labels) == shape.lead:
        texts = [*(entry for n, entry in enumerate(labels) if n not in shape.labels), *texts]
        labels = [entry for n, entry in enumerate(labels) if n in shape.labels]
    elif len(labels) > 1 and shape.indicators and any(sense(context, entry.label).value for entry in labels):
        texts = [*units_of(context, shape, labels).values(), *texts]
        labels = [entry for entry in labels if entry not in texts]
    if not run or any(entry.figure is not None and entry.figure.kind is not Kind.COUNT for entry in texts):
        return None
    if len(run) > len(numbers):
        return None  # more amounts than headings
    placed = dict(zip(numbers, run, strict=True)) if len(run) == len(numbers) else by_sum(shape, run)
    return None if placed is None else (labels, placed, texts)


def units_of(context: Context, shape: Shape, labels: Sequence[TableCell]) -> dict[int, TableCell]:
    """The units among the labels of an indicator's row, by their columns: counted from the right, 実績 under no heading apart."""
    unheaded = len(labels) > shape.lead and sense(context, labels[-1].label).value is not None
    own = labels[:-1] if unheaded else labels
    places = [n for n in range(shape.lead) if shape.columns[n].sense.unit and shape.lead - n <= len(own)]
    return {n: own[n - shape.lead] for n in places}


def by_edges(
    spans: Mapping[int, set[tuple[int, int]]], row: Row, cells: Sequence[TableCell], labels: Collection[int] = ()
) -> Placing | None:
    """The cells of an aligned row by the columns of the screen at which the amounts of each column end in other rows.

    None where the amounts of a column end at several, where one of the row ends at none of them, and where all amounts and
    gaps are equally wide: then gaps, not columns, may part them, but for a label that ends elsewhere than those of the other
    rows, at `labels`. What begins right of all columns is text.
    """
    first = next((n for n, entry in enumerate(cells) if entry.is_value), len(cells))
    ends = {place: {end for _, end in own} for place, own in spans.items()}
    edge = max((end for own in ends.values() for end in own), default=0)
    last = next((n for n, entry in enumerate(cells) if n >= first and screen_place(row, entry)[0] > edge), len(cells))
    values: dict[int, TableCell] = {}
    aligned = bool(first and labels) and screen_place(row, cells[first - 1])[1] not in labels
    for entry in cells[first:last]:
        start, end = screen_place(row, entry)
        places = [place for place, own in ends.items() if own == {end}]
        if len(places) != 1 or not (entry.is_value or is_word_for_amount(entry)) or places[0] in values:
            return None
        values[places[0]] = entry
        aligned = aligned or any(begin != start for begin, _ in spans[places[0]])
    alike = any(len(own) > 1 for own in ends.values())
    placed = first and (aligned or _leaves_gap(spans, list(values))) and not alike
    return (list(cells[:first]), values, list(cells[last:])) if placed else None


def _leaves_gap(spans: Mapping[int, set[tuple[int, int]]], places: Sequence[int]) -> bool:
    """True where amounts of a row stand farther apart than any two neighbours do in the rows above."""
    edges = [(min(begin for begin, _ in own), max(end for _, end in own)) for own in spans.values()]
    widest = max((right[0] - left[1] for left, right in pairwise(edges)), default=0)
    at = dict(zip(spans, edges, strict=True))
    return any(at[right][0] - at[left][1] > widest for left, right in pairwise(places))


def by_spans(shape: Shape, row: Row, cells: Sequence[TableCell]) -> Placing | None:
    """The cells of an aligned row by the headings they stand under; None where one stands under none, or under two."""
    first = next((n for n, entry in enumerate(cells) if entry.is_value and n > 0), len(cells))
    values: dict[int, TableCell] = {}
    for entry in cells[first:]:
        begin, end = screen_place(row, entry)
        places = [n for n, (left, right) in shape.spans.items() if min(end, right) > max(begin, left)]
        if len(places) != 1 or not entry.is_value or places[0] in values:
            return None
        values[places[0]] = entry
    return (list(cells[:first]), values, []) if values else None


def compares(column: Sense, entry: TableCell) -> bool:
    """True for words in a column that compares: 皆増, 回数の増."""
    return column.change and not entry.figures and len(entry.label) <= _LONGEST_REMARK


def by_sum(shape: Shape, run: Sequence[TableCell]) -> dict[int, TableCell] | None:
    """The amounts of a short row as its own sum places them: those that have one column in every placing that holds."""
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
    if len(holding) < 2:
        return holding[0] if holding else None
    if sum(yen_of(entry) != 0 for entry in run) < FEWEST_TERMS:
        return None  # 5 = 5 + 0 may be no sum at all
    agreed = {n: entry for n, entry in holding[0].items() if all(at.get(n) is entry for at in holding)}
    return agreed or None


def cells_beside(
    context: Context, shape: Shape, cells: Sequence[TableCell], values: dict[int, TableCell]
) -> dict[int, TableCell]:
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
    if len(left) > len(before):  # a label of two cells: what stands right before the amounts keeps its place
        found |= units_of(context, shape, left)
    return {**found, **dict(zip(after, right, strict=False))}
