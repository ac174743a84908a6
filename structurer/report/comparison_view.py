"""Records beside each other in words, as plain data that text and pages only draw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from structurer.language import say
from structurer.record.years.comparison import (
    ComparedAmount,
    ComparedRecord,
    ComparedRow,
    Comparison,
    Incomparable,
    Step,
)
from structurer.record.years.project_key import name_key
from structurer.report import phrases
from structurer.sheet.model import Measure, Stage, Table
from structurer.text.money import print_number
from structurer.text.source import Unit

_THOUSAND = 1000
_WHOLE = frozenset({Table.COST, Table.STAFF})
"""Tables that are one table, however each publisher heads it: their measures say what a row is."""
_UNITS = {
    Unit.PERSON: ("人", "persons"),
    Unit.PERCENT: ("%", "%"),
    Unit.COUNT: ("件", "count"),
    Unit.RATIO: ("比", "ratio"),
}


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One record over its column."""

    record: str
    revision: int
    name: str
    year: str
    verdict: str
    verdict_name: str


@dataclass(frozen=True, slots=True)
class AmountView:
    """One amount: in 千円 where it is money, else as printed; its own stage where the row has several; where it is printed."""

    text: str
    printed: str
    stage: str
    line: int | None
    path: str
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A difference with its percentage, or the words for why there is none; all empty where an amount is missing."""

    difference: str
    percent: str
    why: str
    rises: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One row; `change` says that it came or went, `differs` that any of its amounts differs from the one before.

    `is_zero` where it is 0 in every record that has it: such rows are folded.
    """

    label: str
    measure: str
    moment: str
    amounts: tuple[AmountView | None, ...]
    steps: tuple[StepView, ...]
    change: str
    differs: bool
    is_zero: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """The rows of one table and section; `zeros` are those of nothing but 0."""

    name: str
    section: str
    rows: tuple[RowView, ...]
    zeros: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The whole comparison; `notices` are sentences about what cannot be compared."""

    title: str
    columns: tuple[ColumnView, ...]
    tables: tuple[TableView, ...]
    notices: tuple[str, ...]
    counts: str


def comparison_view(comparison: Comparison) -> ComparisonView:
    """A comparison in words."""
    is_one = len({name_key(one.project) for one in comparison.records}) == 1
    groups: dict[tuple[Table, str], list[tuple[ComparedRow, RowView]]] = {}
    for row in comparison.rows:
        section = "" if row.table in _WHOLE else row.section
        groups.setdefault((row.table, section), []).append((row, _row(row, is_one=is_one)))
    return ComparisonView(
        say(" と ", " and ").join(dict.fromkeys(one.project for one in comparison.records)),
        tuple(_column(one) for one in comparison.records),
        tuple(_table(table, section, [view for _, view in rows]) for (table, section), rows in groups.items()),
        tuple(_notices(comparison)),
        _counts([pair for rows in groups.values() for pair in rows]),
    )


def _table(table: Table, section: str, views: list[RowView]) -> TableView:
    rows = tuple(one for one in views if not one.is_zero)
    return TableView(phrases.table(table), section, rows, tuple(one for one in views if one.is_zero))


def _column(one: ComparedRecord) -> ColumnView:
    year = say("年度不明", "no year") if one.fiscal_year is None else phrases.year_of(0, one.fiscal_year)
    name = " ".join(filter(None, (one.publisher, one.project)))
    return ColumnView(one.record, one.revision, name, year, one.verdict.value, phrases.verdict(one.verdict))


def _row(row: ComparedRow, *, is_one: bool) -> RowView:
    """A row in words; `is_one` where all records are of one project, so that what one lacks came or went."""
    stages = {one.fact.stage for one in row.amounts if one is not None}
    steps = tuple(_step(row, at, step) for at, step in enumerate(row.steps))
    change = _change(row, is_one=is_one)
    return RowView(
        label=row.row,
        measure="" if row.measure is Measure.AMOUNT else phrases.measure(row.measure),
        moment=_moment(row.year_offset, row.stage if len(stages) == 1 else Stage.NONE),
        amounts=tuple(None if one is None else _amount(one, several=len(stages) > 1) for one in row.amounts),
        steps=steps,
        change=change,
        differs=bool(change) or any(step.difference or step.why for step in row.steps),
        is_zero=not any(one.value for one in row.amounts if one is not None),
    )


def _change(row: ComparedRow, *, is_one: bool) -> str:
    """Whether a row came or went; of several projects which of them has it."""
    if not (row.came or row.went):
        return ""
    if is_one:
        return say("新たに現れた", "came") if row.came else say("なくなった", "went")
    held = ", ".join(f"[{number}]" for number, one in enumerate(row.amounts, 1) if one is not None)
    return say(f"{held} だけ", f"{held} only")


def _moment(year_offset: int, stage: Stage) -> str:
    year = "" if year_offset == 0 else phrases.year_of(year_offset, None)
    return " ".join(filter(None, (year, phrases.stage(stage))))


def _amount(one: ComparedAmount, *, several: bool) -> AmountView:
    cite = one.fact.cite
    lines = tuple(fact.cite.line for fact in one.prints[1:] if fact.cite.line is not None)
    stage = phrases.stage(one.fact.stage) if several else ""
    return AmountView(_value(one.value, cite.unit, cite.printed), cite.printed, stage, cite.line, one.path, lines)


def _value(value: Fraction, unit: Unit, printed: str = "") -> str:
    """Money in thousands of yen, exactly; anything else as it is printed."""
    return print_number(value, scale=_THOUSAND) if unit is Unit.YEN else printed or print_number(value)


def _step(row: ComparedRow, at: int, step: Step) -> StepView:
    before, after = row.amounts[at], row.amounts[at + 1]
    if step.why is not None and before is not None and after is not None:
        return StepView("", "", _why(step.why, before, after), rises=False)
    if step.difference is None or before is None:
        return StepView("", "", "", rises=False)
    rises = step.difference > 0
    text = ("+" if rises else "") + _value(step.difference, before.fact.cite.unit)
    return StepView(text, "" if step.share is None else percent(step.share), "", rises)


def percent(share: Fraction) -> str:
    """An exact share in percent, rounded half up to a tenth for print: `+17.3%`, `▲4.0%`."""
    tenths = (abs(share) * 2000 + 1) // 2
    sign = "" if tenths == 0 else "▲" if share < 0 else "+"
    return f"{sign}{tenths // 10:,}.{tenths % 10}%"


def _why(why: Incomparable, before: ComparedAmount, after: ComparedAmount) -> str:
    """Why two amounts have no difference, in a few words."""
    if why is Incomparable.YEAR:
        return say("年度が分からず比べられない", "no year known: not compared")
    if why is Incomparable.STAGE:
        ja, en = "段階が異なり比べられない", "other stages: not compared"
        pair = [phrases.stage(one.fact.stage) or say("段階なし", "none") for one in (before, after)]
    else:
        ja, en = "単位が異なり比べられない", "other units: not compared"
        pair = [_unit(one.fact.cite.unit) for one in (before, after)]
    return f"{say(ja, en)} ({say('・', ', ').join(pair)})"


def _unit(unit: Unit) -> str:
    return say("円", "yen") if unit is Unit.YEN else say(*_UNITS.get(unit, ("その他", "other")))


def _notices(comparison: Comparison) -> Iterator[str]:
    for one in comparison.without_year:
        yield say(
            f"記録 {one.record} の年度は印字も指定もないため、差は出しません。--fiscal-year を付けて読み直すと比べられます。",
            f"The year of record {one.record} is neither printed nor given, so no difference is told. Read it again with --fiscal-year.",
        )
    if not any(sum(one is not None for one in row.amounts) > 1 for row in comparison.rows):
        yield say(
            "どの行も一つの記録にしかなく、比べられる額がありません。",
            "Every row stands in one of the records only: there is nothing to compare.",
        )


def _counts(rows: Sequence[tuple[ComparedRow, RowView]]) -> str:
    differ = sum(view.differs and not view.change for _, view in rows)
    came, went = sum(row.came for row, _ in rows), sum(row.went for row, _ in rows)
    return say(
        f"{len(rows)}行: 異なる {differ}、最後の記録だけ {came}、最初の記録だけ {went}",
        f"{len(rows)} row(s): {differ} differ, {came} only in the last record, {went} only in the first",
    )
