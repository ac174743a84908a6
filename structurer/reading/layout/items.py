"""Settled blocks of items: the column that names them, and what the amounts of each other column are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from structurer.labels.moment import When
from structurer.sheet.model import SOURCES, Measure, Stage
from structurer.tables.axes import AxisKind, AxisMeaning
from structurer.tables.context import Context
from structurer.tables.proposals import Settled
from structurer.tables.row import wide_cells
from structurer.tables.sense import over, sense
from structurer.tables.shape import Column, TableRow
from structurer.tables.sums import yen_of
from structurer.text import lazy_re as re
from structurer.text.rows import Row
from structurer.text.words import squeeze

_DECIDES = re.compile(r"査定|計上|決定|内示|予算案|議決")
_DIFFERENCE = re.compile(r"\((?P<now>[^()]+?)[-−‐―ー](?!\()[^()]+\)")
_THEN = {
    "当初": Stage.INITIAL,
    "決算": Stage.SETTLED,
    "最終": Stage.CURRENT,
    "現計": Stage.CURRENT,
    "補正後": Stage.CURRENT,
}
"""What a change may be to: 対前年度当初増減."""
_FEWEST_HOLDING = 3  # rows that add up and outweigh one that does not
_PARTS = 2  # amounts of a 計 over stages: 現計予算額 and 補正要求額
_NOTE_ROWS = 4  # rows above and below the headings: a note on brackets stands right there


@dataclass(frozen=True, slots=True)
class ItemField:
    """What the amounts of one column are: of which year and stage, a change, or one source; the stage open where a sum tells it.

    `own_year` is True for 本年度 without a stage.
    """

    measure: Measure
    year_offset: int
    stage: Stage | None
    own_year: bool = False


@dataclass(frozen=True)
class ItemTable:
    """A settled block whose rows are items: the column that names them, the one that counts them, what each amount is.

    `parts` are the columns that name an item's parts and hold their amounts, beside it and on the rows below; `detail` is the
    one that names parts on rows of their own, whose amounts stand under the item's: 節 and 細節.
    """

    settled: Settled
    name: int
    number: int | None
    fields: dict[int, ItemField]
    bracketed: ItemField | None
    parts: tuple[int, int] | None = None
    detail: int | None = None

    @property
    def open_field(self) -> bool:
        """True where a heading says 金額 and nothing more."""
        return any(one.stage is None for one in self.fields.values())

    @property
    def own_year(self) -> bool:
        """True where a heading says 本年度 and no stage."""
        return any(one.stage is None and one.own_year for one in self.fields.values())

    def dated(self, year_offset: int, stage: Stage) -> "ItemTable":
        """The same table with a year and a stage for the amounts that have none; a change is always of the own year."""
        fields = {
            n: replace(one, year_offset=0 if one.measure is Measure.CHANGE else year_offset, stage=stage)
            if one.stage is None
            else one
            for n, one in self.fields.items()
        }
        return replace(self, fields=fields)

    @property
    def closed(self) -> "ItemTable":
        """The same table without the amounts whose stage is open."""
        return replace(self, fields={n: one for n, one in self.fields.items() if one.stage is not None})


def item_table(context: Context, table: Settled) -> ItemTable | None:
    """The roles of a block's columns, None where its rows cannot be items."""
    columns = table.shape.columns
    lead = range(table.shape.lead)
    names = [n for n in lead if columns[n].sense.name]
    weak = [
        n
        for n in lead
        if not columns[n].sense.number and not (columns[n].sense.text and not columns[n].sense.weak_name)
    ]
    weak = weak or (list(lead) if len(lead) == 1 else [])  # 実施内容 alone: what is done names the items
    if not names and not weak:
        return None
    name = names[-1] if names else weak[0]
    beside = next((n for n in weak if n > name and not (names and columns[n].sense.known)), None)
    detail = next((n for n in weak if n > name and _details(table, name, n)), None)
    grouped = beside is not None and detail is None and _spans(table, name, beside)
    name = beside if beside is not None and grouped else name
    number = next((n for n in lead if columns[n].sense.number or (n < name and n in weak and not grouped)), None)
    fields = _fields(context, table)
    dated = [one for one in fields.values() if one.measure is Measure.AMOUNT]
    if not dated or sum(one.stage is None for one in dated) > 1:
        return None
    own = number if number != name else None
    return ItemTable(table, name, own, fields, _bracketed(context, table), _parts(table), detail)


def _parts(table: Settled) -> tuple[int, int] | None:
    """The columns right of an item's amounts that name its parts and hold theirs, one a row: 節 区分, 節 金額."""
    columns = table.shape.columns
    places = range(table.shape.lead + 1, len(columns) - 1)
    return next((n for n in ((n, n + 1) for n in places) if _names(columns[n[0]]) and _prices(columns[n[1]])), None)


def _names(column: Column) -> bool:
    return not column.values and (column.sense.name or column.sense.weak_name)


def _prices(column: Column) -> bool:
    return column.values and column.sense.amount and not column.sense.dated


def _details(table: Settled, first: int, second: int) -> bool:
    """True where each row names something in one of two columns: an item with its amounts, or a part of the one above."""
    rows = [[line.beside.get(n) for n in (first, second)] for line in table.lines if not line.sense.total]
    named = [[entry is not None and not entry.is_blank for entry in row] for row in rows]
    return [True, False] in named and [False, True] in named and all(sum(row) == 1 for row in named)


def _spans(table: Settled, first: int, second: int) -> bool:
    """True where the first column groups the names of the second: it is blank in some of the rows that the second names.

    So is a caption over two columns, with the names in the second.
    """
    found = [
        (line.beside.get(first), named)
        for line in table.lines
        if (named := line.beside.get(second)) is not None and not named.is_blank
    ]
    return 1 < len(found) > sum(group is not None and not group.is_blank for group, _ in found)


def _fields(context: Context, table: Settled) -> dict[int, ItemField]:
    """What each column of amounts holds; changes, and sources under no year, are of the stage that the table is of."""
    found: dict[int, ItemField] = {}
    parts = _parts(table)
    for n, (column, meaning) in enumerate(zip(table.shape.columns, table.columns, strict=True)):
        if not column.values or (parts is not None and n == parts[1]):
            continue
        when = meaning.when
        if meaning.change:
            found[n] = ItemField(Measure.CHANGE, 0, _said_of_change(context, column))
        elif (source := _source(column, meaning)) is not None:
            part = bool(column.heads) and column.heads[-1].label.startswith("うち")
            own = None if part and (when is None or when.stage is None) else _dated(context, when)
            left = found.get(n - 1) if own is None and part else None  # うち is of the column left of it
            found[n] = ItemField(source, *((left.year_offset, left.stage) if left is not None else own or (0, None)))
        elif when is not None:
            found.update((n, one) for one in _of_moment(context, when))
        elif _plans(column):
            found[n] = ItemField(Measure.AMOUNT, column.sense.year or 0, Stage.NONE)
        elif (column.sense.amount or column.sense.sums) and not meaning.sums:
            noted = next((when for row in _near(context, table) if (when := context.said_of_upper(row))), None)
            found[n] = ItemField(Measure.AMOUNT, *(_dated(context, noted) or (0, None)))
    return _staged(context, table, _over_stages(table, found))


def _plans(column: Column) -> bool:
    """True for what is planned for a later year, which is of no stage: 令和9年度計画 beside this year's 要求額."""
    later = column.sense.year is not None and column.sense.year > 0
    return later and column.sense.value is Measure.TARGET and "計画" in column.text


def _over_stages(table: Settled, fields: dict[int, ItemField]) -> dict[int, ItemField]:
    """The columns, one whose heading names no stage without any where it adds up, row by row, two stages of this year left of it."""
    now = list(_of_this_year(fields))
    found = dict(fields)
    for n, one in fields.items():
        parts = [m for m in now if m < n]
        if one.measure is not Measure.AMOUNT or one.stage is not None or len(parts) != _PARTS:
            continue
        rows = list(_differences(table, n, *parts))
        held = sum(row[0] == sum(row[1:]) for row in rows)
        most = len(rows) if held < _FEWEST_HOLDING else len(rows) - 1  # of many, one may be misprinted
        if len({fields[m].stage for m in parts}) == _PARTS and rows and held >= most:
            found[n] = replace(one, stage=Stage.NONE)
    return found


def _of_moment(context: Context, when: When) -> Iterator[ItemField]:
    """The amounts of a year and stage; of 本年度 where the title says no stage, which a sum may tell."""
    own = _dated(context, when)
    if own is not None:
        yield ItemField(Measure.AMOUNT, *own)
    elif when == When(0, None) and not context.printed.two_years:
        yield ItemField(Measure.AMOUNT, 0, None, own_year=True)


def _source(column: Column, meaning: AxisMeaning) -> Measure | None:
    """The source that a column of items holds; うち一般財源 is one of each item."""
    if column.sense.cost is Measure.GENERAL_FUND or meaning.measure is Measure.GENERAL_FUND:
        return Measure.GENERAL
    return meaning.measure if meaning.kind is AxisKind.FUNDING and meaning.measure in SOURCES else None


def _staged(context: Context, table: Settled, fields: dict[int, ItemField]) -> dict[int, ItemField]:
    """The columns with a stage for changes and sources that have none; sources of several stages are left out."""
    changes, sources = _compared(table, fields) or _stage_of_changes(fields), _stage_of_sources(context, table, fields)
    found: dict[int, ItemField] = {}
    for n, one in fields.items():
        stage = changes if one.measure is Measure.CHANGE else sources
        if one.measure is Measure.CHANGE and _then_of(table, n) is not None and _compared(table, fields) is None:
            continue  # 対前年度当初増減 that is no difference to it: one of the headings is wrong
        if one.measure is Measure.AMOUNT or one.stage is not None:
            found[n] = one
        elif stage is not None or _is_open(fields):
            found[n] = replace(one, stage=stage)
    return found


def _is_open(fields: dict[int, ItemField]) -> bool:
    """True where only a sum tells the stage of the amounts of this year."""
    opened = any(one.measure is Measure.AMOUNT and one.stage is None for one in fields.values())
    return opened and not _of_this_year(fields)


def _stage_of_changes(fields: dict[int, ItemField]) -> Stage | None:
    """The stage that a table without a word on it is of: the request where there is one; None where a sum tells it."""
    if _is_open(fields):
        return None
    stages = [one.stage for one in _of_this_year(fields).values() if one.stage is not None]
    return Stage.REQUEST if Stage.REQUEST in stages else next(iter(stages), Stage.REQUEST)


def _said_of_change(context: Context, column: Column) -> Stage | None:
    """The stage of the amount that a heading says it is the difference of: 増減(知事査定-前年度)."""
    said = _DIFFERENCE.search(squeeze(column.text))
    when = None if said is None else sense(context, said["now"]).when
    return None if when is None else when.stage


def _compared(table: Settled, fields: dict[int, ItemField]) -> Stage | None:
    """The one stage of this year's amounts whose difference to the year before, or to the request, each change of the table is."""
    changes = [n for n, one in fields.items() if one.measure is Measure.CHANGE]
    now = _of_this_year(fields)
    before = [n for n, one in fields.items() if one.measure is Measure.AMOUNT and one.year_offset < 0]
    if not before and {one.stage for one in now.values()} >= {Stage.REQUEST, Stage.APPROVED}:
        before = [n for n, one in now.items() if one.stage is Stage.REQUEST]  # what was decided less what was asked for
    if len(changes) != 1:
        return None
    said = _then_of(table, changes[0])
    before = [n for n in before if said is None or fields[n].stage is said]
    fitting = {
        one.stage
        for n, one in now.items()
        if n not in before and any(_is_change(table, n, then, changes[0]) for then in before)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _then_of(table: Settled, column: int) -> Stage | None:
    """The stage of the year before that the heading of a change names."""
    words = squeeze(table.shape.columns[column].text)
    return next((stage for word, stage in _THEN.items() if word in words), None)


def _is_change(table: Settled, now: int, then: int, change: int) -> bool:
    """True where the amounts of one column are, row by row, those of another less those of a third."""
    rows = list(_differences(table, now, then, change))
    return bool(rows) and all(told == later - earlier for later, earlier, told in rows)


def _differences(table: Settled, *columns: int) -> Iterator[Sequence[Fraction]]:
    """The amounts of some columns, row by row, where all of them hold one."""
    for line in table.lines:
        amounts = [value for n in columns if (value := yen_of(line.values.get(n))) is not None]
        if len(amounts) == len(columns):
            yield amounts


def _of_this_year(fields: dict[int, ItemField]) -> dict[int, ItemField]:
    """The columns of amounts of the sheet's own year whose stage is known."""
    return {
        n: one
        for n, one in fields.items()
        if one.measure is Measure.AMOUNT and one.year_offset == 0 and one.stage is not None
    }


def _stage_of_sources(context: Context, table: Settled, fields: dict[int, ItemField]) -> Stage | None:
    """The stage of sources under no year: the only one; of several that of the amounts they add up to, which a heading may say.

    None where the sums say nothing, or another stage than the heading does.
    """
    now = _of_this_year(fields)
    if len({one.stage for one in now.values()}) < 2:
        return _stage_of_changes(fields)
    open_ones = [n for n, one in fields.items() if one.measure in SOURCES and one.stage is None]
    held = {n: sum(_adds_up(line, open_ones, n) for line in table.lines) for n in now}
    most = max(held.values())
    fitting = [now[n].stage for n in now if held[n] == most > 0]
    said = _said_of_sources(context, table)
    if said is not None:
        return said if said in fitting or not fitting else None
    return Stage.REQUEST if Stage.REQUEST in fitting else next(iter(fitting), None)


def _adds_up(line: TableRow, sources: Sequence[int], amount: int) -> bool:
    """True for a row whose sources add up to one of its amounts."""
    parts = [value for n in sources if (value := yen_of(line.values.get(n))) is not None]
    return bool(parts) and sum(parts) == yen_of(line.values.get(amount))


def _said_of_sources(context: Context, table: Settled) -> Stage | None:
    """The stage that a group over the sources says of them all: 補正額の財源内訳; None for none, or several."""
    rows = context.rows[max(0, table.start - 1) : table.first]
    said = {
        found.when.stage
        for row in rows
        for entry in (wide_cells(row) or row.cells)
        if "財源" in entry.text and (found := over(context, entry.label)) is not None and found.when is not None
    }
    return said.pop() if len(said) == 1 else None


def _dated(context: Context, when: When | None) -> tuple[int, Stage] | None:
    """The year and stage that a heading names; None where it names no stage and the title says none."""
    if when is None:
        return None
    stage, year = _asked(context, when) if when.stage is None else when.stage, when.year_offset or 0
    first = stage is Stage.INITIAL and year >= 0  # 当初予算額 of the sheet's own year is what was decided
    return None if stage is None else (year, Stage.APPROVED if first else stage)


def _asked(context: Context, when: When) -> Stage | None:
    """The stage of 本年度 alone: a request where the title says so, else what is decided."""
    if when.year_offset != 0 or context.printed.two_years:
        return None
    return context.printed.title_stage


def _bracketed(context: Context, table: Settled) -> ItemField | None:
    """What amounts in brackets are of, where a note near the table says so."""
    found = (context.said_of_brackets(row) for row in _near(context, table))
    return next((ItemField(Measure.AMOUNT, *own) for when in found if (own := _dated(context, when))), None)


def _near(context: Context, table: Settled) -> Sequence[Row]:
    return context.rows[max(0, table.start - _NOTE_ROWS) : table.start + _NOTE_ROWS]
