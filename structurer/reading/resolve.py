"""A model's reply made into a sheet: table by table, every amount cited from the source or marked as ungrounded.

Nothing a model wrote reaches an amount by itself: `ground` finds each figure and computes its value.
"""

from collections.abc import Sequence

from structurer.labels.label import UNITS, fiscal_year_of, scale_of, unit_of
from structurer.reading import passages, wire
from structurer.reading.ground import Citing, Ground, GroundedRow, Placed
from structurer.reading.locate import Places
from structurer.sheet.model import (
    Activity,
    Breakdown,
    Cite,
    CostRow,
    CostTable,
    EligibleCost,
    FundingRow,
    FundingTable,
    Identity,
    Indicator,
    IndicatorTable,
    Item,
    Label,
    Measure,
    Mention,
    Output,
    Section,
    Sheet,
    Stage,
    SubsidyTerms,
    TotalLines,
    TotalRow,
)
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit

_MENTIONED = {
    Kind.MONEY: Unit.YEN,
    Kind.COUNT: Unit.COUNT,
    Kind.HEADCOUNT: Unit.COUNT,
    Kind.PERCENT: Unit.PERCENT,
    Kind.RATIO: Unit.RATIO,
}


def resolve(reply: wire.Reply, source: Source) -> Sheet:
    """The sheet a reply describes."""
    year = reply.identity.fiscal_year
    ground = Ground(Places(source), None if year is None else fiscal_year_of(year))
    sheet = Sheet(
        identity=_identity(reply.identity, ground),
        narrative=passages.narrative(source, reply.narrative),
        costs=tuple(_costs(table, ground) for table in reply.costs),
        totals=tuple(_lead_lines(table, ground) for table in reply.totals),
        sections=tuple(_section(section, ground) for section in reply.sections),
        funding=tuple(_funding(table, ground) for table in reply.funding),
        indicators=tuple(_indicators(table, ground) for table in reply.indicators),
        national_rates=_national_rates(reply.national_rates, ground),
        eligible_costs=tuple(cost for said in reply.eligible_costs for cost in _eligible(said, ground)),
        decisions=tuple(ground.places.label(text) for text in reply.decisions if text.strip()),
        mentions=tuple(mention for said in reply.mentions for mention in _mention(said, ground)),
    )
    return sheet.model_copy(update={"mentions": (*sheet.mentions, *ground.rejected)})


def _identity(said: wire.ReplyIdentity, ground: Ground) -> Identity:
    names: dict[str, str | None] = said.model_dump(exclude={"fiscal_year"})
    labels = {name: ground.name(text) for name, text in names.items()}
    return Identity(fiscal_year=ground.fiscal_year, fiscal_year_label=ground.name(said.fiscal_year), **labels)


def _costs(table: wire.ReplyCostTable, ground: Ground) -> CostTable:
    above = ground.heading(table.heading, [cell for row in table.rows for cell in row.cells])
    rows: list[CostRow] = []
    for row in table.rows:
        made = _cost_row(row, above, ground)
        if rows and rows[-1].label == made.label:
            # one printed row, given once for each stage
            before = rows.pop()
            made = CostRow(label=made.label, cells=before.cells + made.cells, staff=before.staff + made.staff)
        rows.append(made)
    return CostTable(heading=above, rows=tuple(rows))


def _cost_row(row: wire.ReplyCostRow, above: Label | None, ground: Ground) -> CostRow:
    found = ground.row(row.label, row.cells, above)
    cells = ground.cells(found, [(cell, cell.measure, row.year, row.stage) for cell in row.cells])
    staff = tuple(cell for cell in cells if cell.measure in UNITS)
    return CostRow(label=found.label, cells=tuple(c for c in cells if c.measure not in UNITS), staff=staff)


def _funding(table: wire.ReplyFundingTable, ground: Ground) -> FundingTable:
    above = ground.heading(table.heading, [cell for row in table.rows for cell in row.cells])
    rows: list[FundingRow] = []
    for row in table.rows:
        made = _funding_row(row, above, ground)
        if rows and rows[-1].label == made.label:  # one printed row, given once for each stage
            made = FundingRow(label=made.label, cells=rows.pop().cells + made.cells)
        rows.append(made)
    return FundingTable(heading=above, rows=tuple(rows))


def _funding_row(row: wire.ReplyFundingRow, above: Label | None, ground: Ground) -> FundingRow:
    found = ground.row(row.label, row.cells, above)
    placed: list[Placed] = [(cell, cell.measure, row.year, row.stage) for cell in row.cells]
    return FundingRow(label=found.label, cells=ground.cells(found, placed))


def _lead_lines(table: wire.ReplyTotalTable, ground: Ground) -> TotalLines:
    above = ground.heading(table.heading, [cell for row in table.rows for cell in row.cells])
    return TotalLines(heading=above, rows=tuple(_total(row, above, ground) for row in table.rows))


def _total(row: wire.ReplyTotalRow, above: Label | None, ground: Ground) -> TotalRow:
    found = ground.row(row.label, row.cells, above)
    return TotalRow(label=found.label, cells=ground.cells(found, _placed(row.cells)))


def _placed(cells: Sequence[wire.ReplyItemCell]) -> list[Placed]:
    return [(cell, cell.measure, cell.year, cell.stage) for cell in cells]


def _section(section: wire.ReplySection, ground: Ground) -> Section:
    cells = [cell for item in section.items for cell in item.cells]
    above = ground.heading(section.heading, [*cells, *(cell for row in section.totals for cell in row.cells)])
    items = tuple(_item(item, above, ground) for item in section.items)
    return Section(heading=above, items=items, totals=tuple(_total(row, above, ground) for row in section.totals))


def _item(item: wire.ReplyItem, above: Label | None, ground: Ground) -> Item:
    cited: list[Citing] = [*item.cells, *item.parts, *_terms(item.subsidy).values()]
    whole = ground.row(item.label, cited, above)
    found = GroundedRow(whole.label, whole.figures[: len(item.cells)])
    apart = (item.label, item.number, item.instead, item.remark)
    return Item(
        label=found.label,
        number=item.number,
        tags=item.tags,
        description=passages.description(ground.places.source, found.label, found.figures, apart),
        cells=ground.cells(found, _placed(item.cells)),
        instead=item.instead,
        remark=item.remark,
        breakdown=tuple(part for said in item.parts for part in _breakdown(said, found.label, ground)),
        subsidy=_subsidy(item.subsidy, found.label, ground),
        activities=tuple(_activity(activity, found.label, ground) for activity in item.activities),
    )


def _breakdown(part: wire.ReplyBreakdown, item: Label, ground: Ground) -> list[Breakdown]:
    label = None if part.label is None else ground.row(part.label, [part], item).label
    figure = ground.figure(part, label or item)
    text = "" if figure is None else passages.around(ground.places.source, figure)
    cells = ground.cells(GroundedRow(label or item, (figure,)), [(part, Measure.BREAKDOWN, part.year, part.stage)])
    return [Breakdown(label=label, text=text, cell=cell) for cell in cells]


def _subsidy(said: wire.ReplySubsidy | None, label: Label, ground: Ground) -> SubsidyTerms | None:
    if said is None:
        return None
    cites = {measure.value: ground.term(cited, label, measure) for measure, cited in _terms(said).items()}
    return SubsidyTerms(eligible=said.eligible, **cites)


def _terms(said: wire.ReplySubsidy | None) -> dict[Measure, wire.ReplyCite]:
    """The cites of a subsidy by measure, those it has."""
    if said is None:
        return {}
    named = {Measure.RATE: said.rate, Measure.CAP: said.cap, Measure.COUNT: said.count}
    return {measure: cited for measure, cited in named.items() if cited is not None}


def _activity(said: wire.ReplyActivity, above: Label, ground: Ground) -> Activity:
    label = ground.row(said.label, [*said.outputs, *_terms(said.subsidy).values()], above).label
    outputs = [(output.label, ground.term(output, label, Measure.COUNT)) for output in said.outputs]
    return Activity(
        label=label,
        number=said.number,
        method=said.method,
        description=passages.description(ground.places.source, label, (), (said.label, said.number, said.method)),
        tags=said.tags,
        outputs=tuple(Output(label=name, cite=cite) for name, cite in outputs if cite is not None),
        subsidy=_subsidy(said.subsidy, label, ground),
    )


def _indicators(table: wire.ReplyIndicatorTable, ground: Ground) -> IndicatorTable:
    above = ground.heading(table.heading, [cell for row in table.rows for cell in row.cells])
    rows = tuple(_indicator(row, above, ground) for row in table.rows)
    return IndicatorTable(heading=above, plan=table.plan, rows=rows)


def _indicator(row: wire.ReplyIndicator, above: Label | None, ground: Ground) -> Indicator:
    found = ground.row(row.label, row.cells, above)
    placed: list[Placed] = [(cell, cell.measure, cell.year, Stage(cell.measure.value)) for cell in row.cells]
    apart = (row.label, row.number, row.field, row.unit)
    return Indicator(
        label=found.label,
        number=row.number,
        field=row.field,
        unit=row.unit,
        cells=ground.cells(found, placed, unit_of(row.unit or ""), scale_of(row.unit or "")),
        trends=row.trends,
        achievement=row.achievement,
        reason=passages.reason(ground.places.source, found.label, apart),
    )


def _national_rates(cited: Sequence[wire.ReplyCite], ground: Ground) -> tuple[Cite, ...]:
    nowhere = Label(text="")
    rates = (ground.term(said, nowhere, Measure.RATE) for said in cited)
    return tuple(rate for rate in rates if rate is not None)


def _eligible(said: wire.ReplyEligibleCost, ground: Ground) -> list[EligibleCost]:
    found = ground.row(said.label, [said])
    cite = ground.cite(found.figures[0], said.printed, Unit.YEN, found.label)
    year, stage = ground.year(said.year), said.stage or Stage.NONE
    return [] if cite is None else [EligibleCost(label=found.label, year_offset=year, stage=stage, cite=cite)]


def _mention(said: wire.ReplyMention, ground: Ground) -> list[Mention]:
    found = ground.row(said.text, [said])
    cite = ground.cite(found.figures[0], said.printed, _unit_of_figure(found.figures[0]), found.label)
    return [] if cite is None else [Mention(text=found.label.text, cite=cite)]


def _unit_of_figure(figure: Figure | None) -> Unit:
    if figure is None:
        return Unit.OTHER
    return Unit.YEN if figure.is_money else _MENTIONED.get(figure.kind, Unit.OTHER)
