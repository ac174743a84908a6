"""Settled blocks of indicators and of plan targets: each indicator with its unit, its values by year and what stands beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from structurer.labels.label import scale_of, unit_after, unit_behind, unit_of
from structurer.sheet.model import Cell, Indicator, IndicatorTable, Label, Measure, Stage
from structurer.tables.cites import cell, label
from structurer.tables.context import Context
from structurer.tables.headings import heading_above
from structurer.tables.proposals import Settled, dates_rows
from structurer.tables.references import names_others
from structurer.tables.sense import sense
from structurer.tables.shape import TableRow
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.rows import Row, TableCell
from structurer.text.scan import Kind
from structurer.text.source import Figure, Unit
from structurer.text.words import squeeze

_CAPTION = re.compile(r"\(単位:(?P<unit>[^()円、,・/\d]{1,6})\)$")
_STAGES = {Measure.ACTUAL: Stage.ACTUAL, Measure.FORECAST: Stage.FORECAST, Measure.TARGET: Stage.TARGET}
_UNITS = {Kind.HEADCOUNT: Unit.PERSON, Kind.PERCENT: Unit.PERCENT, Kind.MONEY: Unit.YEN}
_HEADED = {"実績": Measure.ACTUAL, "見込": Measure.FORECAST, "目標": Measure.TARGET}
_PLAN = re.compile(r"総合\S{0,6}計画|計画(?:の|に掲げる|における)\S{0,8}目標")  # 総合計画の達成目標
_OF_VALUES = re.compile("|".join(_HEADED))
_BEHIND = re.compile(r"(?<=\S)\s?\([^()\d]{1,8}\)$")
_TREND = re.compile(r"[↗↘→↑↓]")


@dataclass(frozen=True)
class Roles:
    """The places of the columns beside the values: what each holds."""

    name: int
    unit: int | None
    number: int | None
    field: int | None
    reason: int | None
    achievement: int | None

    @classmethod
    def of(cls, table: Settled) -> "Roles":
        """The roles of a table's columns, by their headings; in a plan the field stands before the name."""
        senses = [column.sense for column in table.shape.columns]
        name = max(n for n, found in enumerate(senses[: table.shape.lead]) if found.indicator)
        plan = any(found.years for found in senses)
        return cls(
            name=name,
            unit=next((n for n, found in enumerate(senses) if found.unit), None),
            number=next((n for n, found in enumerate(senses[:name]) if found.number), None),
            field=name - 1 if plan and name > 0 and not senses[name - 1].number else None,
            reason=next((n for n, found in enumerate(senses) if "理由" in found.word), None),
            achievement=next((n for n, found in enumerate(senses) if "達成状況" in found.word), None),
        )


def indicator_table(context: Context, table: Settled) -> IndicatorTable | None:
    """The indicators of a settled block, None where no value of them is dated and measured."""
    reader = _Reader(context, table, Roles.of(table))
    rows = tuple(reader.rows())
    if not any(row.cells for row in rows):
        return None
    heading = heading_above(context.rows, table.start, _OF_VALUES)
    dated = dates_rows(
        table.shape, table.lines
    )  # 年度 before 目標値 and 実績値; in a plan each value has its own beside it
    plan = of_plan(heading) or (not dated and any(column.sense.years for column in table.shape.columns))
    return IndicatorTable(heading=heading, plan=plan, rows=rows)


def of_plan(heading: Label | None) -> bool:
    """True for a heading over the targets of a plan of several years: 総合計画の達成目標."""
    return heading is not None and _PLAN.search(squeeze(heading.text)) is not None


def named_above(context: Context, table: Settled) -> IndicatorTable | None:
    """The one indicator that a line above a block names, `指標 支援した企業の数 (単位:社)`, whose rows are its values by year.

    None where a row says not what its values are, or a column not of which year.
    """
    years = [column.when for column, one in zip(table.columns, table.shape.columns, strict=True) if one.values]
    dated = all(when is not None and when.year_offset is not None and when.stage is None for when in years)
    told = [line for line in table.lines if not _is_rate(line)]
    if not dated or table.start == 0 or not told or any(line.sense.value is None for line in told):
        return None
    first = context.rows[table.start]
    place = table.start if _units(first) else table.start - 1  # its unit may be taken for a heading
    units = _units(context.rows[place])
    filled = [entry for entry in context.rows[place].filled if entry.label not in {"", *units}]
    names = [entry for entry in filled if _BESIDE_NAME.fullmatch(entry.label) is None]
    if len(names) != 1 or len(units) > 1 or names[0].figure is not None or sense(context, names[0].label).known:
        return None
    unit = units[0] if units else unit_after(names[0].label)
    made = [
        found
        for line in told
        for place, entry in line.values.items()
        if entry.figure is not None and line.sense.value is not None and (when := table.columns[place].when) is not None
        for found in value_cell(entry.figure, line.sense.value, when.year_offset or 0, unit)
    ]
    heading = heading_above(context.rows, place) or context.printed.chapter(table.start)
    row = Indicator(label=label(names[0]), unit=unit, cells=tuple(made))
    return IndicatorTable(heading=heading, plan=of_plan(heading), rows=(row,)) if made else None


def noted_unit(name: str) -> tuple[str, str | None]:
    """The name of an indicator without the unit noted behind it, and that unit: `来園者数(単位:千人)`, `来園者数(千人)`."""
    note = _NOTE_BEHIND.fullmatch(name)
    return (name, unit_after(name)) if note is None else (note["name"], note["unit"])


def value_cell(figure: Figure, measure: Measure, year: int, unit: str | None) -> Iterator[Cell]:
    """A value in the unit it prints itself, else in that of its indicator, with the multiplier that stands there."""
    own = unit_behind(figure.printed) if figure.kind is Kind.COUNT else _UNITS.get(figure.kind)
    if own is None and unit is None:
        return
    base, scale = (own, 1) if own is not None else (unit_of(unit or ""), scale_of(unit or ""))
    made = cell(figure, measure, year, _STAGES[measure], base, scale)
    if made is not None:
        yield made


_VALUE = re.compile(rf"(?P<label>(?:{ERA_YEAR}|[本今前])年度の?(?:実績|目標|見込)値?)(?:の|は|を|が|で)?$")


def told_values(context: Context, name: Label, figures: Iterable[tuple[str, Figure]]) -> tuple[Cell, ...]:
    """The values that a sentence gives an indicator: `定着率は、令和6年度実績の85.1%に対し、令和8年度の目標を86.0%とする`.

    `figures` are its numbers, each with the words before it.
    """
    cells: list[Cell] = []
    for before, figure in figures if not names_others(squeeze(name.text)) else ():
        label = _VALUE.search(before)
        said = None if label is None else sense(context, label["label"])
        if said is not None and said.value is not None and said.year is not None:
            cells += value_cell(figure, said.value, said.year, "")
    return tuple(cells) if len({one.cite.unit for one in cells}) == 1 else ()


_UNIT_NOTE = r"[(\[]?単位[:\s]*(?P<unit>[^()\[\]\d]{1,8})[)\]]?"
_NOTE_BEHIND = re.compile(rf"(?P<name>.*\S)\s*(?=[(\[]){_UNIT_NOTE}")
_BESIDE_NAME = re.compile(rf"指標\W{{0,2}}[\d①-⑳A-Z]{{0,2}}|指標の?名称?|単位|{_UNIT_NOTE}")
_RATE_OF = re.compile(r"\(?[A-Za-z][/÷][A-Za-z]\)?|達成率.{0,8}|達成度.{0,8}")


def _units(row: Row) -> list[str]:
    """The units that a row notes, each in a cell of its own or in the cell behind 単位."""
    notes = [re.fullmatch(_UNIT_NOTE, entry.label) for entry in row.filled]
    behind = [unit.label for word, unit in pairwise(row.filled) if word.label == "単位"]
    return [*(note["unit"] for note in notes if note is not None), *behind]


def _is_rate(line: TableRow) -> bool:
    """True for the row that divides the actual values by the targets: b/a, 達成率."""
    return len(line.labels) == 1 and _RATE_OF.fullmatch(squeeze(line.labels[0].text)) is not None


@dataclass(frozen=True)
class _Reader:
    context: Context
    table: Settled
    roles: Roles

    @property
    def by_rows(self) -> bool:
        """True where a row says what its values are, and the columns of which year; one of them may say both."""
        valued = [self.table.columns[n].measure for n, one in enumerate(self.table.shape.columns) if one.values]
        told = any(row.measure for row in self.table.rows)
        return not self._headed and (not any(valued) or (not all(valued) and told))

    @cached_property
    def _dates_rows(self) -> bool:
        """True where each row names its year beside its values."""
        return dates_rows(self.table.shape, self.table.lines)

    def rows(self) -> list[Indicator]:
        """The indicators in order; the rows below a name that say 目標 and 実績 are one."""
        found: list[Indicator] = []
        for number, name in self._named():
            known = found[-1] if found else None
            goes_on = (
                (self.by_rows or self._dates_rows)
                and known is not None
                and (name is None or label(name).text == known.label.text)
            )
            made = self._indicator(number, known if goes_on else None, name)
            if made is not None:
                found = [*(found[:-1] if goes_on else found), made]
        return found

    def _named(self) -> Iterator[tuple[int, TableCell | None]]:
        """Each line that holds values with its name, None where it goes on with the indicator above."""
        numbers = {line.position: number for number, line in enumerate(self.table.lines)}
        over: TableCell | None = None
        for position in range(self.table.body, self.table.following):
            number = numbers.get(position)
            if number is not None:
                name = self._name(self.table.lines[number]) or over
                if not self.by_rows or self.table.rows[number].measure is not None or name is not None:
                    yield number, name
                over = None
            elif self.table.kind != "tall" and self._is_name(self.context.rows[position]):
                over = self.context.rows[position].filled[0]

    def _is_name(self, row: Row) -> bool:
        """True for a row of one cell that holds words: a name over the rows below it, no ruled line."""
        return len(row.filled) == 1 and not row.is_bare

    def _name(self, line: TableRow) -> TableCell | None:
        """The name of a line's indicator; None where its only label says what the values are."""
        if self.by_rows and len(line.labels) == 1:
            return None
        entry = line.beside.get(self.roles.name) or next(iter(line.labels), None)
        free = entry is not None and not entry.is_blank and entry.figure is None
        return entry if free and entry is not None and sense(self.context, entry.label).value is None else None

    def _indicator(self, number: int, known: Indicator | None, name: TableCell | None) -> Indicator | None:
        line = self.table.lines[number]
        if len(line.values) < len(self.table.shape.values) and not self._is_past(number):
            return known  # a cell too few: which value is of which year nobody says
        unit = self._unit(line, name) if known is None else known.unit
        cells = tuple(self._cells(number, unit))
        if known is not None:
            return known.model_copy(update={"cells": (*known.cells, *cells)})
        if name is None:
            return None
        first = line.beside.get(self.roles.number) if self.roles.number is not None else None
        return Indicator(
            label=self._labelled(name),
            number=None if first is None else first.text.strip() or None,  # NFKC would make 2-11 of 2-1①
            field=self._text(line, self.roles.field),
            unit=unit,
            cells=cells,
            trends=tuple(self._trends(line)),
            achievement=self._text(line, self.roles.achievement),
            reason=self._text(line, self.roles.reason),
        )

    def _labelled(self, name: TableCell) -> Label:
        """The name of an indicator, without the unit behind it where its heading says that it stands there: 指標(単位)."""
        own = label(name)
        united = squeeze(self.table.shape.columns[self.roles.name].text).endswith("(単位)")
        return own.model_copy(update={"text": _BEHIND.sub("", own.text)}) if united else own

    def _is_past(self, number: int) -> bool:
        """True for 実績 in every year that is over and in no other: its row ends where the own year begins, which has none yet."""
        columns = {n: self.table.columns[n].when for n, one in enumerate(self.table.shape.columns) if one.values}
        years = {
            n: when.year_offset for n, when in columns.items() if when is not None and when.year_offset is not None
        }
        past = {n for n, year in years.items() if year < 0}
        whole = len(years) == len(columns) and not self.context.printed.settles
        actual = self.table.rows[number].measure is Measure.ACTUAL
        return actual and whole and self.table.kind == "tab" and set(self.table.lines[number].values) == past

    def _unit(self, line: TableRow, name: TableCell | None) -> str | None:
        """The unit as printed: in its column, in brackets behind the name, else in the caption; None where none is found."""
        if self.roles.unit is not None:
            return self._text(line, self.roles.unit) or ("" if self.roles.unit in line.beside else None)
        return self._captioned if name is None else unit_after(name.label) or self._captioned

    @cached_property
    def _captioned(self) -> str | None:
        """The one unit of things counted that a caption right over the table names: 成果指標（単位：社）."""
        above = self.context.rows[max(0, self.table.start - 1) : self.table.start]
        found = (_CAPTION.search(squeeze(row.text)) for row in above)
        return next((match["unit"] for match in found if match is not None), None)

    def _cells(self, number: int, unit: str | None) -> Iterator[Cell]:
        line, row = self.table.lines[number], self.table.rows[number]
        for place, entry in line.values.items():
            column = self.table.columns[place]
            measures = list({one.measure for one in (row, column) if one.measure is not None}) or self._headed
            year = self._year(line, place)
            if len(measures) == 1 and year is not None and entry.figure is not None:
                yield from value_cell(entry.figure, measures[0], year, unit)

    @cached_property
    def _headed(self) -> list[Measure]:
        """What the heading over a table says of all its values, where rows and columns say nothing: 実績の推移."""
        above = heading_above(self.context.rows, self.table.start, _OF_VALUES)
        said = {measure for word, measure in _HEADED.items() if above is not None and word in above.text}
        measured = any(one.measure is not None for one in (*self.table.rows, *self.table.columns))
        if measured or (not said and self._is_of_results):
            return [] if measured else [Measure.ACTUAL]
        return list(said) if len(said) == 1 else []

    @property
    def _is_of_results(self) -> bool:
        """True on a sheet of results where every column is of a year that is over by then: 令和4年度, 令和5年度, 令和6年度."""
        columns = zip(self.table.columns, self.table.shape.columns, strict=True)
        values = [column.when for column, one in columns if one.values]
        return self.context.printed.settles and all(
            when is not None and when.year_offset is not None and when.year_offset <= 0 and when.stage is None
            for when in values
        )

    def _year(self, line: TableRow, place: int) -> int | None:
        """The year of a value, seen from the sheet's own: its heading's, else that of the cell at its left."""
        when = self.table.columns[place].when
        if when is not None:
            return when.year_offset
        columns = self.table.shape.columns
        own_row = next(n for n, column in enumerate(columns) if column.sense.years) if self._dates_rows else place - 1
        beside = line.beside.get(own_row)
        dates = own_row >= 0 and columns[own_row].sense.years
        year = western_year(beside.label) if beside is not None and dates else None
        own = self.context.fiscal_year
        return None if year is None or own is None else year - own

    def _trends(self, line: TableRow) -> Iterator[str]:
        for place, entry in sorted(line.beside.items()):
            if place != self.roles.achievement and _TREND.fullmatch(entry.label) is not None:
                yield entry.label

    def _text(self, line: TableRow, place: int | None) -> str | None:
        found = None if place is None else line.beside.get(place)
        return None if found is None or found.is_blank else found.label
