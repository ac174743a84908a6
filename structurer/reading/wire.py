"""The shape a model answers in: short, flat, closed. An amount is a figure's id and its printed text, never a number.

Shape only: what a reply means is decided in `resolve`, and no value is judged here, because a validator's failure is
sent back to the model, which then bends a figure until it fits. Field order is the order a model writes in.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from structurer.sheet.model import Measure, Stage

CostMeasure = Literal[
    Measure.PROJECT_COST, Measure.PERSONNEL_COST, Measure.TOTAL_COST, Measure.GENERAL_FUND,
    Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL, Measure.HEADCOUNT,
]  # fmt: skip
FundingMeasure = Literal[
    Measure.TOTAL, Measure.NATIONAL, Measure.PREFECTURAL, Measure.FEES, Measure.DONATIONS, Measure.CONTRIBUTIONS,
    Measure.BONDS, Measure.PROPERTY_INCOME, Measure.TRANSFERS, Measure.CARRIED_OVER, Measure.MISCELLANEOUS,
    Measure.OTHER, Measure.GENERAL,
]  # fmt: skip
ItemMeasure = Literal[Measure.AMOUNT, Measure.CHANGE]
Progress = Literal[Measure.ACTUAL, Measure.FORECAST, Measure.TARGET]
BudgetStage = Literal[
    Stage.REQUEST, Stage.PROPOSAL, Stage.APPROVED, Stage.INITIAL, Stage.SUPPLEMENTARY, Stage.CARRIED_OVER,
    Stage.CURRENT, Stage.SETTLED, Stage.DEFERRED, Stage.SEPARATE,
]  # fmt: skip
PassageKind = Literal["issues", "purpose", "measures", "results", "evaluation", "finance_comment", "other"]

_Few = Field(max_length=8)
_Row = Field(max_length=24)
_Many = Field(max_length=120)


class Wire(BaseModel):
    """Frozen and closed; no field has a default, so that the schema can require every one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(Wire):
    """The id in the mark before a figure, and the figure as printed after it."""

    id: str | None
    printed: str


class CostCell(Wire):
    """One cost or number of staff."""

    measure: CostMeasure
    id: str | None
    printed: str


class FundingCell(Wire):
    """One source of funds."""

    measure: FundingMeasure
    id: str | None
    printed: str


class ItemCell(Wire):
    """One amount of an item or of a total."""

    measure: ItemMeasure
    year: str | None
    stage: BudgetStage | None
    id: str | None
    printed: str


class ProgressCell(Wire):
    """One value of an indicator."""

    measure: Progress
    year: str | None
    id: str | None
    printed: str


class CostRow(Wire):
    """The costs and staff of one row at one stage; a row with several stages is given once for each."""

    label: str
    year: str | None
    stage: BudgetStage | None
    cells: Annotated[tuple[CostCell, ...], _Row]


class CostTable(Wire):
    """A table of costs."""

    heading: str | None
    rows: Annotated[tuple[CostRow, ...], _Many]


class FundingRow(Wire):
    """The sources of one amount at one stage."""

    label: str
    year: str | None
    stage: BudgetStage | None
    cells: Annotated[tuple[FundingCell, ...], _Row]


class FundingTable(Wire):
    """A table of sources."""

    heading: str | None
    rows: Annotated[tuple[FundingRow, ...], _Many]


class TotalRow(Wire):
    """A printed total or lead line."""

    label: str
    cells: Annotated[tuple[ItemCell, ...], _Row]


class TotalTable(Wire):
    """Lead lines under one heading."""

    heading: str | None
    rows: Annotated[tuple[TotalRow, ...], _Many]


class Inside(Wire):
    """An amount inside an item's own text."""

    label: str | None
    year: str | None
    stage: BudgetStage | None
    id: str | None
    printed: str


class Subsidy(Wire):
    """The terms of a subsidy."""

    rate: Cited | None
    cap: Cited | None
    count: Cited | None
    eligible: str | None


class Output(Wire):
    """An activity's expected output."""

    label: str
    id: str | None
    printed: str


class Activity(Wire):
    """One measure of a sub-project."""

    number: str | None
    label: str
    method: str | None
    tags: Annotated[tuple[str, ...], _Few]
    outputs: Annotated[tuple[Output, ...], _Row]
    subsidy: Subsidy | None


class Item(Wire):
    """One line item."""

    number: str | None
    label: str
    tags: Annotated[tuple[str, ...], _Few]
    cells: Annotated[tuple[ItemCell, ...], _Row]
    instead: str | None
    remark: str | None
    parts: Annotated[tuple[Inside, ...], _Row]
    subsidy: Subsidy | None
    activities: Annotated[tuple[Activity, ...], _Row]


class Section(Wire):
    """Items under one heading with their totals."""

    heading: str | None
    items: Annotated[tuple[Item, ...], _Many]
    totals: Annotated[tuple[TotalRow, ...], _Row]


class Indicator(Wire):
    """One indicator with its values by year."""

    number: str | None
    field: str | None
    label: str
    unit: str | None
    cells: Annotated[tuple[ProgressCell, ...], _Row]
    trends: Annotated[tuple[str, ...], _Few]
    achievement: str | None


class IndicatorTable(Wire):
    """Indicators under one heading; plan: targets of a plan of several years."""

    heading: str | None
    plan: bool
    rows: Annotated[tuple[Indicator, ...], _Many]


class Eligible(Wire):
    """The cost a national share is reckoned on."""

    label: str
    year: str | None
    stage: BudgetStage | None
    id: str | None
    printed: str


class Mention(Wire):
    """A figure of the running text that belongs to no table; text says what it counts."""

    text: str
    id: str | None
    printed: str


class Passage(Wire):
    """A heading of the narrative, by number of its line and of the last line below it."""

    kind: PassageKind
    line: int
    last: int


class Identity(Wire):
    """What the head of the sheet says, as printed."""

    publisher: str | None
    project: str | None
    code: str | None
    department: str | None
    division: str | None
    unit: str | None
    period: str | None
    fiscal_year: str | None
    stage: str | None
    accounts: str | None


class Reply(Wire):
    """One whole sheet."""

    identity: Identity
    costs: Annotated[tuple[CostTable, ...], _Few]
    totals: Annotated[tuple[TotalTable, ...], _Few]
    sections: Annotated[tuple[Section, ...], _Row]
    funding: Annotated[tuple[FundingTable, ...], _Few]
    indicators: Annotated[tuple[IndicatorTable, ...], _Few]
    national_rates: Annotated[tuple[Cited, ...], _Few]
    eligible_costs: Annotated[tuple[Eligible, ...], _Row]
    narrative: Annotated[tuple[Passage, ...], _Row]
    decisions: Annotated[tuple[str, ...], _Few]
    mentions: Annotated[tuple[Mention, ...], _Row]


class Costs(Wire):
    """The answer about one table of costs."""

    costs: Annotated[tuple[CostTable, ...], _Few]


class Totals(Wire):
    """The answer about lead lines, where the rate of the national share and the cost it is reckoned on stand too."""

    totals: Annotated[tuple[TotalTable, ...], _Few]
    national_rates: Annotated[tuple[Cited, ...], _Few]
    eligible_costs: Annotated[tuple[Eligible, ...], _Row]


class Items(Wire):
    """The answer about one section of items."""

    sections: Annotated[tuple[Section, ...], _Few]


class Funding(Wire):
    """The answer about one table of sources."""

    funding: Annotated[tuple[FundingTable, ...], _Few]


class Indicators(Wire):
    """The answer about one table of indicators."""

    indicators: Annotated[tuple[IndicatorTable, ...], _Few]


class Head(Wire):
    """The answer about everything that stands in no table."""

    identity: Identity
    narrative: Annotated[tuple[Passage, ...], _Row]
    decisions: Annotated[tuple[str, ...], _Few]


class Part(Wire):
    """The answer about some lines of a sheet: whatever of a whole sheet stands in them."""

    costs: Annotated[tuple[CostTable, ...], _Few]
    totals: Annotated[tuple[TotalTable, ...], _Few]
    sections: Annotated[tuple[Section, ...], _Row]
    funding: Annotated[tuple[FundingTable, ...], _Few]
    indicators: Annotated[tuple[IndicatorTable, ...], _Few]
    national_rates: Annotated[tuple[Cited, ...], _Few]
    eligible_costs: Annotated[tuple[Eligible, ...], _Row]


def bare_head(fiscal_year: str | None = None) -> Head:
    """A head that says nothing but the fiscal year."""
    empty: dict[str, str | None] = dict.fromkeys(Identity.model_fields)
    identity = Identity.model_validate(empty | {"fiscal_year": fiscal_year})
    return Head(identity=identity, narrative=(), decisions=())


def combined(head: Head, parts: Sequence[Wire]) -> Reply:
    """One reply from answers about parts of a sheet, tables in the order given."""
    tree: dict[str, object] = dict.fromkeys(Reply.model_fields, ())
    for part in parts:
        for name in type(part).model_fields:
            tree[name] = (*tree[name], *getattr(part, name))  # type: ignore[misc]  # tuples all
    whole = tree | {name: getattr(head, name) for name in Head.model_fields}
    return Reply.model_construct(**whole)  # type: ignore[arg-type]  # every part has been validated, and was short enough
