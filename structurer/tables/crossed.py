"""Rows and columns crossed: measures on one axis, years and stages on the other, or names of items in the rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from structurer.labels.label import UNITS, UNPUBLISHED
from structurer.labels.moment import When
from structurer.sheet.model import SOURCES, Measure, Stage
from structurer.tables.axes import SUPPLEMENTED, AxisKind, AxisMeaning, is_measured, meanings
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.row import is_amount, is_word_for_amount
from structurer.tables.sense import THIS_YEAR, Sense, are_stages, over, says_amount, sense, words_of
from structurer.tables.shape import Column, Shape, TableRow
from structurer.tables.sums import yen_of
from structurer.text.rows import TableCell
from structurer.text.source import Unit


@dataclass(frozen=True, slots=True)
class Crossed:
    """The rows that are read, what each says and what each column of amounts says.

    `items` is True where the rows are items, whatever their names mean.
    """

    lines: Sequence[TableRow]
    rows: Sequence[AxisMeaning]
    columns: Sequence[AxisMeaning]
    items: bool


def crossed(context: Context, shape: Shape, lines: Sequence[TableRow], *, detail: bool) -> Crossed | None:
    """What the rows and columns say: measures on one axis, years and stages on the other, or names of items in the rows."""
    heads = shape.values
    columns, rows = meanings([column.sense for column in heads]), meanings([line.sense for line in lines])
    whole = _is_whole(lines, heads)
    items = whole or (_named(lines) and any(column.sense.dated or column.sense.amount for column in heads))
    if is_measured(rows) and not any(line.sense.dated for line in lines) and _are_stages(heads, columns):
        columns = [
            AxisMeaning(change=one.change, total=one.total or column.sense.total)
            for column, one in zip(heads, columns, strict=True)
        ]  # 事業費 under 当初予算額, 決算額
    columns = _with_total(lines, shape, columns)
    if is_measured(columns) and not items:
        rows = [_row(line.sense, meaning) for line, meaning in zip(lines, rows, strict=True)]
        if len(lines) == 1 and not lines[0].labels:
            rows, columns = _unlabelled(context, shape, lines[0], columns)
        if not any(row.when is not None for row in rows):
            return None
    elif is_measured(rows) and not is_measured(columns) and (detail or not _are_items(lines, rows)):
        columns = [
            _moment(_by_title(context, column.sense), meaning) for column, meaning in zip(heads, columns, strict=True)
        ]
        rows = [_undated(line.sense, meaning) for line, meaning in zip(lines, rows, strict=True)]
        columns = _summed(lines, shape, columns)
    else:
        columns = [
            replace(meaning, when=column.sense.when) if meaning.measure is None and not meaning.change else meaning
            for column, meaning in zip(heads, columns, strict=True)
        ]
        columns = _summed(lines, shape, columns)
        lines = [replace(line, sense=replace(line.sense, total=True)) for line in lines] if whole else lines
        rows = [AxisMeaning(total=line.sense.total) for line in lines]
    if not items and (is_measured(columns) or is_measured(rows)):
        kept = [n for n, line in enumerate(lines) if _fits(line, shape, rows[n], columns)]
        lines, rows = [lines[n] for n in kept], [rows[n] for n in kept]
    return Crossed(lines, rows, _distinct(heads, _supplemented(heads, columns)), items)


def _supplemented(heads: Sequence[Column], columns: Sequence[AxisMeaning]) -> list[AxisMeaning]:
    """The columns, 補正後 beside 現計 as the sum of two stages, which has none."""
    current = [n for n, one in enumerate(columns) if one.when is not None and one.when.stage is Stage.CURRENT]
    after = [n for n in current if "補正後" in heads[n].text]
    alone = after == current
    return [
        replace(one, when=When(0, Stage.NONE)) if n in after and not alone else one for n, one in enumerate(columns)
    ]


def _with_total(lines: Sequence[TableRow], shape: Shape, columns: list[AxisMeaning]) -> list[AxisMeaning]:
    """The columns, 決算額 beside sources as the total that they add up to in every row; its year and stage are theirs.

    So is the only column whose heading is not known (補助金額), where each of several rows says its stage.
    """
    places = [n for n, column in enumerate(shape.columns) if column.values]
    moments = [_of_stage(shape.columns[n], one) for n, one in zip(places, columns, strict=True)]
    sources = [n for n, one in zip(places, columns, strict=True) if one.measure in SOURCES and one.when is None]
    dated = [n for n, one in zip(places, columns, strict=True) if one.measure is None and moments[places.index(n)]]
    staged = any(line.sense.when is not None and line.sense.when.stage is not None for line in lines)
    told = staged or any(one.measure is Measure.TOTAL for one in columns)  # 予算額 is of the stage that each row says
    unknown = [n for n, column in enumerate(shape.columns) if column.values and not column.sense.known]
    open_ones = dated or (unknown if len(lines) > 1 and staged else [])
    if len(open_ones) != 1 or len(sources) < 2 or (told if dated else len(columns) - len(sources) != 1):
        return columns
    number = places.index(open_ones[0])
    for line in lines:
        parts = [yen_of(line.values.get(n)) or Fraction(0) for n in sources]
        if not any(parts) or yen_of(line.values.get(open_ones[0])) != sum(parts, Fraction(0)):
            return columns
    when = moments[number]
    return [
        AxisMeaning(AxisKind.FUNDING, Measure.TOTAL, when)
        if n == number
        else replace(one, when=when)
        if places[n] in sources
        else one
        for n, one in enumerate(columns)
    ]


def _of_stage(column: Column, one: AxisMeaning) -> When | None:
    """The year and the stage of a column; of 決算額, beside sources under years, the stage alone."""
    stage = column.sense.column_stage
    return None if one.change else one.when or (When(None, stage) if stage else None)


def _are_stages(heads: Sequence[Column], columns: Sequence[AxisMeaning]) -> bool:
    """True where no column but for a comparing one says more than a year and a stage."""
    return all(
        (one.kind is AxisKind.STAGES and (column.sense.dated or column.sense.total))
        or one.change
        or one.measure is None
        for column, one in zip(heads, columns, strict=True)
    )


def _unlabelled(
    context: Context, shape: Shape, line: TableRow, columns: list[AxisMeaning]
) -> tuple[list[AxisMeaning], list[AxisMeaning]]:
    """One row without a label, and its columns: the heading over the table dates them, or 本年度予算額 among them does.

    Then that and 前年度予算額 are the project's, and its sources are of the amount of this year that they add up to.
    """
    if are_stages(context, [column.sense for column in shape.values]):
        return [AxisMeaning(when=When(None, None))], columns
    above = heading_above(context.rows, shape.start)
    said = None if above is None else over(context, above.text)
    words = () if above is None else [word for text in words_of(above.text) for word in text.split("及び")]
    values = [line.values[n] for n, column in enumerate(shape.columns) if column.values]
    total = sum(yen_of(entry) or 0 for entry, one in zip(values, columns, strict=True) if one.measure in SOURCES)
    budgets = {n: one.when for n, one in enumerate(columns) if one.when and one.measure is None and not one.change}
    now = [when for n, when in budgets.items() if not when.year_offset and yen_of(values[n]) == total]
    told = len(now) == 1 and all(when.stage is not None for when in budgets.values())
    if not told or not words or not all(sense(context, word).known for word in words):
        return [AxisMeaning(when=None if said is None else said.when)], columns
    costs = {n: AxisMeaning(AxisKind.COST, Measure.PROJECT_COST, when) for n, when in budgets.items()}
    dated = (replace(one, when=now[0]) if one.measure in SOURCES else one for one in columns)
    return [AxisMeaning(when=When(None, None))], [costs.get(n, one) for n, one in enumerate(dated)]


def _is_whole(lines: Sequence[TableRow], heads: Sequence[Column]) -> bool:
    """True for one row 事業費 under 本年度予算額, 前年度予算額 and sources: the project's amount, which the sources add up to."""
    years = {when.year_offset for column in heads if (when := column.sense.when) is not None and when.stage is not None}
    sources = sum(column.sense.source is not None for column in heads)
    one = len(lines) == 1 and lines[0].sense.sums and not lines[0].sense.dated
    return one and years == {0, -1} and sources > 1


def _named(lines: Sequence[TableRow]) -> bool:
    """True where most rows have names of their own: no year, no stage, no cost or source."""
    free = sum(bool(line.labels) and not line.sense.valued and not says_amount(line.text) for line in lines)
    return free > 0 and free >= sum(line.sense.valued and not line.sense.total for line in lines)


def _are_items(lines: Sequence[TableRow], rows: Sequence[AxisMeaning]) -> bool:
    """True where the labels name items and one of them happens to be a word for a cost."""
    measured = sum(meaning.measure is not None for meaning in rows)
    free = sum(not line.sense.known for line in lines)
    return free > measured


def _by_title(context: Context, found: Sense) -> Sense:
    """The heading of a column, 本年度 alone with the stage that the title of the sheet says."""
    own = found.word in THIS_YEAR and found.when == When(0, None) and not context.printed.two_years
    stage = context.printed.title_stage if own else None
    return found if stage is None else replace(found, when=When(0, stage))


def _row(found: Sense, meaning: AxisMeaning) -> AxisMeaning:
    """A row under columns of measures: its year and stage, what it compares or sums."""
    if meaning.change or found.change:
        return AxisMeaning(change=True)
    if found.total and not found.dated:
        return AxisMeaning(total=True)
    return AxisMeaning(when=found.when)


def _undated(found: Sense, meaning: AxisMeaning) -> AxisMeaning:
    """A row of measures; 予算額 among them is what its sources add up to, of whatever stage its columns are."""
    return replace(meaning, when=None) if meaning.measure is Measure.TOTAL and found.amount else meaning


def _moment(found: Sense, meaning: AxisMeaning) -> AxisMeaning:
    """A column beside rows of measures: its year and stage, what it compares or sums."""
    if meaning.change:
        return meaning
    if found.when is not None and found.when.stage is not None:
        return AxisMeaning(when=found.when)
    if found.when is not None:
        return AxisMeaning(when=When(found.when.year_offset, Stage.NONE))
    return AxisMeaning(total=found.total)


def _summed(lines: Sequence[TableRow], shape: Shape, columns: list[AxisMeaning]) -> list[AxisMeaning]:
    """The columns, a 計 of others dated by what it sums: a budget and its supplement are the current budget, two stages none.

    One over two years has no date at all.
    """
    places = [n for n, column in enumerate(shape.columns) if column.values]
    dated = [
        (place, meaning.when)
        for place, meaning in zip(places, columns, strict=True)
        if meaning.when is not None and not meaning.change and meaning.measure is None
    ]
    stages = {when.stage for _, when in dated}
    if len(dated) < 2:
        return columns

    def holds(place: int, parts: Sequence[int]) -> bool:
        return len(parts) > 1 and all(
            (yen_of(line.values.get(place)) or 0) == sum(yen_of(line.values.get(other)) or 0 for other in parts)
            for line in lines
        )

    open_sums = [meaning.total and meaning.when is None for meaning in columns]
    if any(when.year_offset not in {None, 0} for _, when in dated):  # a supplement of last year and this year's budget
        return [
            AxisMeaning(total=True, sums=True)
            if asked and holds(place, [other for other, _ in dated if other < place])
            else meaning
            for place, meaning, asked in zip(places, columns, open_sums, strict=True)
        ]
    several = stages >= SUPPLEMENTED or (Stage.SUPPLEMENTARY not in stages and len(stages) > 1)
    stage = Stage.NONE if several else Stage.CURRENT if Stage.SUPPLEMENTARY in stages else next(iter(stages))
    return [
        AxisMeaning(when=When(0, stage), total=True, sums=True)
        if asked and (stage is Stage.CURRENT or holds(place, [other for other, _ in dated]))
        else meaning
        for place, meaning, asked in zip(places, columns, open_sums, strict=True)
    ]


def _fits(line: TableRow, shape: Shape, row: AxisMeaning, columns: Sequence[AxisMeaning]) -> bool:
    """True for a row whose every cell is an amount in its measure's unit, a blank, or words: no money among persons."""
    places = [n for n, column in enumerate(shape.columns) if column.values]
    measures = {n: None if one.change else row.measure or one.measure for n, one in zip(places, columns, strict=True)}
    for place, entry in line.values.items():
        figure, measure = entry.figure, measures.get(place)
        other = figure is not None and measure is not None and figure.amount(UNITS.get(measure, Unit.YEN)) is None
        if other or not _is_read(entry):
            return False
    return True


def _is_read(entry: TableCell) -> bool:
    """True for an amount, a blank, and words that say it is not published; not for `5,48O`, `約900`, a word."""
    return entry.is_value or is_amount(entry) or is_word_for_amount(entry) or UNPUBLISHED.search(entry.text) is not None


def _distinct(heads: Sequence[Column], columns: list[AxisMeaning]) -> list[AxisMeaning]:
    """The columns; of two with the same heading neither says anything."""
    texts = [column.text for column in heads]
    return [
        AxisMeaning() if text and texts.count(text) > 1 else meaning
        for text, meaning in zip(texts, columns, strict=True)
    ]
