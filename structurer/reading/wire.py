"""The shape a model answers in: short, flat, closed. An amount is a figure's id and its printed text, never a number.

Shape only: what a reply means is decided in `resolve`, and no value is judged here, because a validator's failure is
sent back to the model, which then bends a figure until it fits. Field order is the order a model writes in.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

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
ProgressMeasure = Literal[Measure.ACTUAL, Measure.FORECAST, Measure.TARGET]
BudgetStage = Literal[
    Stage.REQUEST, Stage.PROPOSAL, Stage.APPROVED, Stage.INITIAL, Stage.SUPPLEMENTARY, Stage.CARRIED_OVER,
    Stage.CURRENT, Stage.SETTLED, Stage.DEFERRED, Stage.SEPARATE,
]  # fmt: skip
PassageKind = Literal["issues", "purpose", "measures", "results", "evaluation", "finance_comment", "other"]

# The limits end an answer that a small model would write on for ever. Beside each stands the largest count in 114 sheets.
# A longer answer is cut and not refused: nothing is lost by it without a trace, an amount cut off is asked about (CMP801).
_Few = 8  # tables of one kind, tags of one row: at most 3
_Row = 24  # cells of one row, passages of a sheet: at most 16
_Many = 120  # rows of one table: at most 9, but a list of items may go on over pages


def _most(count: int) -> tuple[FieldInfo, BeforeValidator]:
    """A limit of a list, which its schema names and at which it is cut."""
    return Field(max_length=count), BeforeValidator(
        lambda given: tuple(given[:count]) if isinstance(given, list) else given
    )


class Wire(BaseModel):
    """Frozen and closed; no field has a default, so that the schema can require every one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReplyCite(Wire):
    """The id in the mark before a figure, and the figure as printed after it."""

    id: str | None
    printed: str


class ReplyCostCell(Wire):
    """One cost or number of staff."""

    measure: CostMeasure
    id: str | None
    printed: str


class ReplyFundingCell(Wire):
    """One source of funds."""

    measure: FundingMeasure
    id: str | None
    printed: str


class ReplyItemCell(Wire):
    """One amount of an item or of a total."""

    measure: ItemMeasure
    year: str | None
    stage: BudgetStage | None
    id: str | None
    printed: str


class ReplyProgressCell(Wire):
    """One value of an indicator."""

    measure: ProgressMeasure
    year: str | None
    id: str | None
    printed: str


class ReplyCostRow(Wire):
    """The costs and staff of one row at one stage; a row with several stages is given once for each."""

    label: str
    year: str | None
    stage: BudgetStage | None
    cells: Annotated[tuple[ReplyCostCell, ...], *_most(_Row)]


class ReplyCostTable(Wire):
    """A table of costs."""

    heading: str | None
    rows: Annotated[tuple[ReplyCostRow, ...], *_most(_Many)]


class ReplyFundingRow(Wire):
    """The sources of one amount at one stage."""

    label: str
    year: str | None
    stage: BudgetStage | None
    cells: Annotated[tuple[ReplyFundingCell, ...], *_most(_Row)]


class ReplyFundingTable(Wire):
    """A table of sources."""

    heading: str | None
    rows: Annotated[tuple[ReplyFundingRow, ...], *_most(_Many)]


class ReplyTotalRow(Wire):
    """A printed total or lead line."""

    label: str
    cells: Annotated[tuple[ReplyItemCell, ...], *_most(_Row)]


class ReplyTotalTable(Wire):
    """Lead lines under one heading."""

    heading: str | None
    rows: Annotated[tuple[ReplyTotalRow, ...], *_most(_Many)]


class ReplyBreakdown(Wire):
    """An amount inside an item's own text."""

    label: str | None
    year: str | None
    stage: BudgetStage | None
    id: str | None
    printed: str


class ReplySubsidy(Wire):
    """The terms of a subsidy."""

    rate: ReplyCite | None
    cap: ReplyCite | None
    count: ReplyCite | None
    eligible: str | None


class ReplyOutput(Wire):
    """An activity's expected output."""

    label: str
    id: str | None
    printed: str


class ReplyActivity(Wire):
    """One measure of a sub-project."""

    number: str | None
    label: str
    method: str | None
    tags: Annotated[tuple[str, ...], *_most(_Few)]
    outputs: Annotated[tuple[ReplyOutput, ...], *_most(_Row)]
    subsidy: ReplySubsidy | None


class ReplyItem(Wire):
    """One line item."""

    number: str | None
    label: str
    tags: Annotated[tuple[str, ...], *_most(_Few)]
    cells: Annotated[tuple[ReplyItemCell, ...], *_most(_Row)]
    instead: str | None
    remark: str | None
    parts: Annotated[tuple[ReplyBreakdown, ...], *_most(_Row)]
    subsidy: ReplySubsidy | None
    activities: Annotated[tuple[ReplyActivity, ...], *_most(_Row)]


class ReplySection(Wire):
    """Items under one heading with their totals."""

    heading: str | None
    items: Annotated[tuple[ReplyItem, ...], *_most(_Many)]
    totals: Annotated[tuple[ReplyTotalRow, ...], *_most(_Row)]


class ReplyIndicator(Wire):
    """One indicator with its values by year."""

    number: str | None
    field: str | None
    label: str
    unit: str | None
    cells: Annotated[tuple[ReplyProgressCell, ...], *_most(_Row)]
    trends: Annotated[tuple[str, ...], *_most(_Few)]
    achievement: str | None


class ReplyIndicatorTable(Wire):
    """Indicators under one heading; plan: targets of a plan of several years."""

    heading: str | None
    plan: bool
    rows: Annotated[tuple[ReplyIndicator, ...], *_most(_Many)]


class ReplyEligibleCost(Wire):
    """The cost a national share is reckoned on."""

    label: str
    year: str | None
    stage: BudgetStage | None
    id: str | None
    printed: str


class ReplyMention(Wire):
    """A figure of the running text that belongs to no table; text says what it counts."""

    text: str
    id: str | None
    printed: str


class ReplyPassage(Wire):
    """A heading of the narrative, by number of its line and of the last line below it."""

    kind: PassageKind
    line: int
    last: int


class ReplyIdentity(Wire):
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

    identity: ReplyIdentity
    costs: Annotated[tuple[ReplyCostTable, ...], *_most(_Few)]
    totals: Annotated[tuple[ReplyTotalTable, ...], *_most(_Few)]
    sections: Annotated[tuple[ReplySection, ...], *_most(_Row)]
    funding: Annotated[tuple[ReplyFundingTable, ...], *_most(_Few)]
    indicators: Annotated[tuple[ReplyIndicatorTable, ...], *_most(_Few)]
    national_rates: Annotated[tuple[ReplyCite, ...], *_most(_Few)]
    eligible_costs: Annotated[tuple[ReplyEligibleCost, ...], *_most(_Row)]
    narrative: Annotated[tuple[ReplyPassage, ...], *_most(_Row)]
    decisions: Annotated[tuple[str, ...], *_most(_Few)]
    mentions: Annotated[tuple[ReplyMention, ...], *_most(_Row)]


class CostsReply(Wire):
    """The answer about one table of costs."""

    costs: Annotated[tuple[ReplyCostTable, ...], *_most(_Few)]


class TotalsReply(Wire):
    """The answer about lead lines, where the rate of the national share and the cost it is reckoned on stand too."""

    totals: Annotated[tuple[ReplyTotalTable, ...], *_most(_Few)]
    national_rates: Annotated[tuple[ReplyCite, ...], *_most(_Few)]
    eligible_costs: Annotated[tuple[ReplyEligibleCost, ...], *_most(_Row)]


class ItemsReply(Wire):
    """The answer about one section of items."""

    sections: Annotated[tuple[ReplySection, ...], *_most(_Few)]


class FundingReply(Wire):
    """The answer about one table of sources."""

    funding: Annotated[tuple[ReplyFundingTable, ...], *_most(_Few)]


class IndicatorsReply(Wire):
    """The answer about one table of indicators."""

    indicators: Annotated[tuple[ReplyIndicatorTable, ...], *_most(_Few)]


class HeadReply(Wire):
    """The answer about everything that stands in no table."""

    identity: ReplyIdentity
    narrative: Annotated[tuple[ReplyPassage, ...], *_most(_Row)]
    decisions: Annotated[tuple[str, ...], *_most(_Few)]


class PartReply(Wire):
    """The answer about some lines of a sheet: whatever of a whole sheet stands in them."""

    costs: Annotated[tuple[ReplyCostTable, ...], *_most(_Few)]
    totals: Annotated[tuple[ReplyTotalTable, ...], *_most(_Few)]
    sections: Annotated[tuple[ReplySection, ...], *_most(_Row)]
    funding: Annotated[tuple[ReplyFundingTable, ...], *_most(_Few)]
    indicators: Annotated[tuple[ReplyIndicatorTable, ...], *_most(_Few)]
    national_rates: Annotated[tuple[ReplyCite, ...], *_most(_Few)]
    eligible_costs: Annotated[tuple[ReplyEligibleCost, ...], *_most(_Row)]


def bare_head(fiscal_year: str | None = None) -> HeadReply:
    """A head that says nothing but the fiscal year."""
    empty: dict[str, str | None] = dict.fromkeys(ReplyIdentity.model_fields)
    identity = ReplyIdentity.model_validate(empty | {"fiscal_year": fiscal_year})
    return HeadReply(identity=identity, narrative=(), decisions=())


def combined(head: HeadReply, parts: Sequence[Wire]) -> Reply:
    """One reply from answers about parts of a sheet, tables in the order given."""
    tree: dict[str, object] = dict.fromkeys(Reply.model_fields, ())
    for part in parts:
        for name in type(part).model_fields:
            tree[name] = (*tree[name], *getattr(part, name))  # type: ignore[misc]  # tuples all
    whole = tree | {name: getattr(head, name) for name in HeadReply.model_fields}
    return Reply.model_construct(**whole)  # type: ignore[arg-type]  # every part has been validated, and was short enough
