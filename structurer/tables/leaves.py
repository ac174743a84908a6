"""Headings by their number: several rows of them as one row of leaves, one for each amount.

Groups span what stands below them, years stand over several stages, words are broken over cells and lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from structurer.tables.context import Context
from structurer.tables.glue import headings_apart
from structurer.tables.rejoined import rejoined
from structurer.tables.sense import path_sense, sense
from structurer.tables.shape import MOST_SHAPES, NAMELESS, Column, Heads, Shape
from structurer.text.money import fold
from structurer.text.rows import TableCell


def parted_ways(
    context: Context, heads: Sequence[Sequence[TableCell]], parted: Sequence[Sequence[TableCell]]
) -> Iterator[list[Heads]]:
    """The headings as leaves, as wide gaps part their lines, where those part them otherwise than into their words."""
    parted = [[word for entry in row for word in headings_apart(context, entry)] for row in parted]
    if any(len(row) > 1 for row in parted) and list(map(len, parted)) != list(map(len, heads)):
        yield from counted_ways(context, parted)


def counted_ways(context: Context, heads: Sequence[Sequence[TableCell]]) -> Iterator[list[Heads]]:
    """The headings as one row of leaves, in the ways that several rows of them can be put together."""
    worded = ([entry for entry in row if sense(context, entry.label).word and not entry.is_rule] for row in heads)
    rows: list[list[Heads]] = [[(entry,) for entry in row] for row in worded if row]
    if not rows:
        return
    folded = [rows[0]]
    for below in rows[1:]:
        ways = (merged for above in folded for merged in _folded(context, above, below))
        folded = list(islice(ways, MOST_SHAPES))  # lazily: most of the ways are beyond that
    yield from folded
    whole = rejoined(context, heads)
    if whole is not None:
        yield whole
    spelt = _spelt(context, [entry for row in rows for path in row for entry in path])
    if spelt is not None:
        yield spelt


def _folded(context: Context, above: list[Heads], below: list[Heads]) -> Iterator[list[Heads]]:
    """Two rows of headings as one: below a group, one by one, a year over several, or one after the other."""
    senses = [path_sense(context, (entry.text for entry in path)) for path in above]
    groups = [n for n, found in enumerate(senses) if found.group and not found.dated]
    for n in [*groups[::-1], *(n for n, found in enumerate(senses) if not found.known)]:
        yield [*above[:n], *((*above[n], *path) for path in below), *above[n + 1 :]]
    for skip in (0, 1, 2):
        parts = above[skip:]
        if any(found.valued and not found.beside for found in senses[:skip]):
            break
        if parts and len(below) == len(parts):
            yield [*above[:skip], *((*a, *b) for a, b in zip(parts, below, strict=True))]
        if len(parts) > 0 and len(below) > len(parts) and len(below) % len(parts) == 0:
            each = len(below) // len(parts)
            yield [*above[:skip], *((*parts[n // each], *path) for n, path in enumerate(below))]
    broken = _halves_joined(context, above, below) if len(below) < len(above) else None
    if broken is not None:
        yield broken
    yield [*above, *below]
    if not any(found.valued and not found.beside for found in senses):
        yield below  # a title; headings of amounts are never left out


def _halves_joined(context: Context, above: list[Heads], below: list[Heads]) -> list[Heads] | None:
    """Headings whose second halves stand below: each makes one known heading with only one of those above (前年度⏎予算額)."""
    merged = list(above)
    for path in below:
        joined = [sense(context, one[-1].text.strip() + path[0].text.strip()) for one in above]
        fits = [n for n, found in enumerate(joined) if found.known and not above[n][-1].text.strip().endswith("額")]
        if len(fits) != 1 or len(path) > 1 or merged[fits[0]] is not above[fits[0]]:
            return None
        merged[fits[0]] = (*above[fits[0]], *path)
    return merged


def _spelt(context: Context, flat: list[TableCell]) -> list[Heads] | None:
    """All headings as one text made of heading words, however they are broken over cells."""
    characters = [(character, entry) for entry in flat for character in fold(entry.text)]
    spans = context.vocabulary.heading_words("".join(character for character, _ in characters))
    if spans is None:
        return None
    return [
        (replace(characters[a][1], text="".join(character for character, _ in characters[a:b]), figures=()),)
        for a, b in spans
    ]


def fitting_shape(columns: list[Column], sample: Sequence[TableCell], start: int) -> Shape | None:
    """Leaves over a row with as many amounts: those beside the amounts hold labels and texts; unknown ones may name none."""
    count = sum(entry.is_value for entry in sample)
    remark = count > 0 and not sample[-1].is_value  # words may stand in the column that compares
    leading = next((n for n, entry in enumerate(sample) if entry.is_value), len(sample))
    skips = range(min(leading, len(columns)) + 1)
    lead = columns[:leading]
    named = leading > 1 and not lead[0].sense.known and all(column.sense.text for column in lead[1:])
    for skip in [leading, *skips] if named else skips:  # 節・細節, whatever that is, over names with a text beside each
        if any(column.sense.valued and not column.sense.beside for column in columns[:skip]):
            break  # a stage over the labels: which of the headings is blank, nothing says
        rest = columns[skip:]
        marked = with_amounts(rest, count)
        if marked is None and remark:
            longer = with_amounts(rest, count + 1)
            marked = longer if longer and longer[-1].values and longer[-1].sense.change else None
        if marked is not None:
            lead = columns[:skip] or ([NAMELESS] if not marked or marked[0].values else [])
            return Shape((*lead, *marked), start)
    return None


def short_shape(columns: list[Column], sample: Sequence[TableCell], start: int) -> Shape | None:
    """Leaves over a row with fewer amounts than they ask for: its place is told by its sum, or not at all."""
    return longer_shape(columns, sum(entry.is_value for entry in sample), start)


def longer_shape(columns: Sequence[Column], count: int, start: int) -> Shape | None:
    """All headings of amounts as columns, where they are more than the amounts and every one of them is a cost or a source."""
    values = [column.sense.measured or column.sense.sums for column in columns]
    if sum(values) <= count or values[0] or not all(column.sense.known for column in columns):
        return None
    pairs = zip(columns, values, strict=True)
    return Shape(
        tuple(column.over(value) for column, value in pairs if value or column.sense.beside), start, short=True
    )


def with_amounts(columns: list[Column], count: int) -> list[Column] | None:
    """The columns with the right number of them marked as amounts; unknown and pure group words are dropped where too many."""
    values = [column.values or (column.sense.valued and not column.sense.text) for column in columns]
    valued = list(zip(columns, values, strict=True))
    known = sum(values)
    if known == count:
        return [column.over(value) for column, value in valued if value or column.sense.beside]
    loose = sum(not value and not column.sense.beside for column, value in valued)
    if known + loose == count:
        return [column.over(value or not column.sense.beside) for column, value in valued]
    doubtful = sum(value and column.sense.group for column, value in valued)
    summed = any(value and column.sense.sums and not column.sense.group for column, value in valued)
    sourced = any(column.sense.source is not None for column in columns)
    spare = summed or not sourced  # 予算額 over sources is their sum where nothing else is
    if known - doubtful == count and spare:
        return [
            column.over(value)
            for column, value in valued
            if not (value and column.sense.group) and (value or column.sense.beside)
        ]
    return None
