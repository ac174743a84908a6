"""A model's reply made into a sheet: each figure a fact, cited from the source or marked as ungrounded; facts grouped to tables.

Nothing a model wrote reaches an amount by itself: `ground` finds each figure and computes its value.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import chain

from structurer.labels.label import UNITS, fiscal_year_of, scale_of, unit_behind, unit_of
from structurer.labels.vocabulary import Vocabulary
from structurer.reading import passages, wire
from structurer.reading.comparing import compared
from structurer.reading.details import detailed, unit_beside
from structurer.reading.ground import Ground, GroundedRow
from structurer.reading.locate import Places
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.grouping import grouped
from structurer.sheet.model import (
    TABLE_MEASURES,
    Cite,
    Identity,
    Label,
    Measure,
    Sheet,
    Stage,
    Table,
)
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit
from structurer.text.words import squeeze

_LISTS: dict[str, str] = {
    "cost": "costs", "funding": "funding", "item": "sections", "indicator": "indicators", "plan": "indicators",
    "rate": "national_rates", "eligible": "eligible_costs", "difference": "differences", "none": "mentions",
}  # fmt: skip
_TABLES: dict[str, Table] = {
    "cost": Table.COST, "funding": Table.FUNDING, "item": Table.ITEM, "total": Table.TOTAL,
    "indicator": Table.INDICATOR, "plan": Table.PLAN,
}  # fmt: skip
_COMPARED: dict[Table, Container[Measure]] = {
    Table.COST: TABLE_MEASURES[Table.COST], Table.ITEM: {Measure.AMOUNT}, Table.FUNDING: set(Measure),
}  # fmt: skip
"""What a difference may be of: a cost, an item's amount, else a source."""
_UNNAMED = {"rate": "国庫補助率", "eligible": "国庫補助対象経費"}
_NUMBERS = {
    Kind.MONEY: Unit.YEN, Kind.COUNT: Unit.COUNT, Kind.HEADCOUNT: Unit.COUNT, Kind.PERCENT: Unit.PERCENT,
    Kind.RATIO: Unit.RATIO,
}  # fmt: skip


def resolve(
    reply: wire.Reply, source: Source, head: Identity | None = None, vocabulary: Vocabulary | None = None
) -> Sheet:
    """The sheet a reply describes; `head` is the head where the question was about some lines of a sheet only.

    Total rows are told by the vocabulary, the built-in one where none is given.
    """
    words = Vocabulary.built_in() if vocabulary is None else vocabulary
    names: dict[str, str] = {name.kind: name.text for name in reversed(reply.names)}
    year = fiscal_year_of(names.get("fiscal_year", "")) if head is None else head.fiscal_year
    ground = Ground(Places(source), year)
    facts = [fact for number in range(len(reply.tables)) for fact in _facts(number, reply.tables, ground, words)]
    sheet = detailed(grouped(facts), source)
    sheet = sheet.model_copy(update={"differences": tuple(compared(sheet, source))})
    decided = (name.text for name in reply.names if name.kind == "decision" and name.text.strip())
    return sheet.model_copy(update={
        "identity": _identity(names, ground) if head is None else head,
        "narrative": passages.narrative(source, reply.passages),
        "decisions": tuple(map(ground.places.label, decided)),
        "mentions": (*sheet.mentions, *ground.rejected),
    })  # fmt: skip


def _identity(names: dict[str, str], ground: Ground) -> Identity:
    year = ground.name(names.get("fiscal_year"))
    labels = {name: ground.name(text) for name, text in names.items() if name not in {"fiscal_year", "decision"}}
    return Identity(fiscal_year=ground.fiscal_year, fiscal_year_label=year, **labels)


def _facts(number: int, tables: Sequence[wire.ReplyTable], ground: Ground, words: Vocabulary) -> Iterator[Fact]:
    table = tables[number]
    firm = [ground.firm(row.cells) for row in table.rows]
    above = ground.heading(table.heading, chain.from_iterable(firm))
    for row, known in zip(table.rows, firm, strict=True):
        found, year = ground.row(row.label, row.cells, known, above), ground.year(row.year)
        if not row.label.strip() and table.kind in _UNNAMED:
            found = GroundedRow(Label(text=_UNNAMED[table.kind]), found.figures)
        measured = unit_beside(ground.places.source, found) if table.kind in {"indicator", "plan"} else None
        for said, figure in zip(row.cells, found.figures, strict=True):
            cite = _cite(table.kind, said, figure, found.label, ground, measured)
            if cite is not None:
                path = _path(number, tables, row, said.measure, words)
                kind = _table(table.kind, said.measure)
                stage = _stage(kind, said.measure, row.stage)
                yield Fact(path, kind, above, found.label, said.measure, year, stage, cite)


def _cite(
    kind: str, said: wire.ReplyFigure, figure: Figure | None, label: Label, ground: Ground, measured: str | None
) -> Cite | None:
    """The cite of a figure, in the unit that its measure implies."""
    if kind == "none":
        unit = Unit.OTHER if figure is None else Unit.YEN if figure.is_money else _NUMBERS.get(figure.kind, Unit.OTHER)
        return ground.cite(figure, said.printed, unit, label)
    if kind in {"indicator", "plan"}:
        unit, beside = _indicated(figure, measured)
        return ground.cite(figure, said.printed, unit, label, beside)
    unit = UNITS.get(said.measure, Unit.YEN) if kind != "rate" else Unit.RATIO
    percent = unit is Unit.RATIO and figure is not None and figure.kind is Kind.PERCENT
    return ground.cite(figure, said.printed, Unit.PERCENT if percent else unit, label)


def _indicated(figure: Figure | None, measured: str | None) -> tuple[Unit, int | None]:
    """The unit of an indicator's value and its multiplier: what touches it, else what its row prints."""
    own = {Kind.MONEY: Unit.YEN, Kind.PERCENT: Unit.PERCENT, Kind.HEADCOUNT: Unit.PERSON}
    if figure is not None and figure.kind in own:
        return own[figure.kind], None
    if figure is not None and figure.kind is Kind.COUNT and not measured:
        return unit_behind(figure.printed), None
    return unit_of(measured or ""), scale_of(measured or "")


def _table(kind: str, measure: Measure) -> Table:
    if kind in {"rate", "eligible", "none"}:
        return Table.FUNDING
    if kind == "difference":
        return next(table for table in (Table.COST, Table.ITEM, Table.FUNDING) if measure in _COMPARED[table])
    if kind == "cost" and measure in TABLE_MEASURES[Table.STAFF]:
        return Table.STAFF
    return Table.SUBSIDY if kind == "item" and measure in TABLE_MEASURES[Table.SUBSIDY] else _TABLES[kind]


def _stage(table: Table, measure: Measure, stage: Stage) -> Stage:
    """The stage of a fact: an indicator's is its measure, the terms of a subsidy have none."""
    if table in {Table.INDICATOR, Table.PLAN}:
        return Stage(measure.value) if measure.value in set(Stage) else stage
    return Stage.NONE if table is Table.SUBSIDY else stage


def _path(
    number: int, tables: Sequence[wire.ReplyTable], row: wire.ReplyRow, measure: Measure, words: Vocabulary
) -> SheetPath:
    """The list and the table of a fact; a total belongs to the items of its heading, terms to the item whose name they say."""
    table = tables[number]
    if table.kind == "item" and measure in TABLE_MEASURES[Table.SUBSIDY]:
        names = {squeeze(row.label), squeeze(table.heading)} - {""}
        owner = _owner(tables, names)
        return ("sections", number if owner is None else owner)
    if table.kind != "total":
        return (_LISTS[table.kind], number)
    same = [
        n for n, other in enumerate(tables)
        if other.kind == "item" and squeeze(other.heading) == squeeze(table.heading)
    ]  # fmt: skip
    summed = table.heading.strip() or words.is_total(row.label)
    return ("sections", same[-1]) if same and summed else ("totals", number)


def _owner(tables: Sequence[wire.ReplyTable], names: set[str]) -> int | None:
    """The table of items with an amount under one of these names."""
    for number, table in enumerate(tables):
        if table.kind == "item" and any(squeeze(row.label) in names and _has_amount(row) for row in table.rows):
            return number
    return None


def _has_amount(row: wire.ReplyRow) -> bool:
    return any(figure.measure is Measure.AMOUNT for figure in row.cells)
