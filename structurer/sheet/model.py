"""The structured budget sheet: its printed figures and labels, nothing computed. Frozen pydantic models.

Every amount is a `Cite` of a figure; every name and heading a `Label` with its line. Shape only: no arithmetic here,
because a validator's failure is sent back to a model, which then bends a number until it fits.
"""

from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, StringConstraints, WrapSerializer

from structurer.text.source import Unit

SCHEMA: Literal["structurer/record/2"] = "structurer/record/2"
"""The version of the record's shape; changes when a reader of records must change."""


class Model(BaseModel):
    """Frozen, and closed: an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _in_order(value: dict[str, str], to_json: SerializerFunctionWrapHandler) -> dict[str, str]:
    return dict(sorted(to_json(value).items()))


Sorted = WrapSerializer(_in_order)
"""Of a dict: it is printed in the order of its keys, before it was saved as well as after, when no other order is known."""

Amount = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?(/\d+)?$", max_length=64)]
"""An exact value as text: a decimal, or `n/d` for a ratio. No budget has 64 digits: the limit keeps hostile ones from arithmetic."""


class Stage(StrEnum):
    """Where in the year's budget work an amount stands. `NONE` where no stage applies."""

    REQUEST = "request"
    PROPOSAL = "proposal"
    APPROVED = "approved"
    INITIAL = "initial"
    SUPPLEMENTARY = "supplementary"
    CARRIED_OVER = "carried_over"
    CURRENT = "current"
    SETTLED = "settled"
    DEFERRED = "deferred"
    SEPARATE = "separate"
    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"
    NONE = ""


class Measure(StrEnum):
    """What an amount measures; which ones a table may hold is in `TABLE_MEASURES`."""

    PROJECT_COST = "project_cost"
    PERSONNEL_COST = "personnel_cost"
    TOTAL_COST = "total_cost"
    GENERAL_FUND = "general_fund"
    REGULAR = "regular"
    FISCAL_YEAR_APPOINTED = "fiscal_year_appointed"
    SPECIAL = "special"
    HEADCOUNT = "headcount"
    TOTAL = "total"
    NATIONAL = "national"
    PREFECTURAL = "prefectural"
    FEES = "fees"
    DONATIONS = "donations"
    CONTRIBUTIONS = "contributions"
    BONDS = "bonds"
    PROPERTY_INCOME = "property_income"
    TRANSFERS = "transfers"
    CARRIED_OVER = "carried_over"
    MISCELLANEOUS = "miscellaneous"
    OTHER = "other"
    GENERAL = "general"
    AMOUNT = "amount"
    CHANGE = "change"
    BREAKDOWN = "breakdown"
    RATE = "rate"
    CAP = "cap"
    COUNT = "count"
    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"


class Table(StrEnum):
    """The tables of the facts."""

    COST = "cost"
    FUNDING = "funding"
    ITEM = "item"
    TOTAL = "total"
    SUBSIDY = "subsidy"
    STAFF = "staff"
    INDICATOR = "indicator"
    PLAN = "plan"


_M = Measure
SOURCES = (
    _M.NATIONAL, _M.PREFECTURAL, _M.FEES, _M.DONATIONS, _M.CONTRIBUTIONS, _M.BONDS, _M.PROPERTY_INCOME,
    _M.TRANSFERS, _M.CARRIED_OVER, _M.MISCELLANEOUS, _M.OTHER, _M.GENERAL,
)  # fmt: skip
"""The funding sources, in the order of the contract."""

TABLE_MEASURES: dict[Table, tuple[Measure, ...]] = {
    Table.COST: (_M.PROJECT_COST, _M.PERSONNEL_COST, _M.TOTAL_COST, _M.GENERAL_FUND),
    Table.FUNDING: (_M.TOTAL, *SOURCES),
    Table.ITEM: (_M.AMOUNT, _M.CHANGE, _M.BREAKDOWN),
    Table.TOTAL: (_M.AMOUNT, _M.CHANGE, _M.BREAKDOWN),
    Table.SUBSIDY: (_M.RATE, _M.CAP, _M.COUNT),
    Table.STAFF: (_M.REGULAR, _M.FISCAL_YEAR_APPOINTED, _M.SPECIAL, _M.HEADCOUNT),
    Table.INDICATOR: (_M.ACTUAL, _M.FORECAST, _M.TARGET),
    Table.PLAN: (_M.ACTUAL, _M.FORECAST, _M.TARGET),
}


class Label(Model):
    """A name or heading as the source prints it, and the 1-based line it stands on (None: not found there)."""

    text: str
    line: int | None = None


class Cite(Model):
    """A pointer to a figure: its id and its printed text, which must agree; the value code parsed from it.

    `figure` is None where the printed text stands nowhere in the source: such a cite is ungrounded.
    """

    figure: str | None
    printed: str
    amount: Amount
    unit: Unit
    line: int | None = None
    corrected: bool = False

    @property
    def value(self) -> Fraction:
        """The exact value in the base unit."""
        return exact(self.amount)


@lru_cache(maxsize=16384)  # a bound for memory: more than one sheet's distinct amounts, which every check values again
def exact(amount: str) -> Fraction:
    """An amount's exact value: of `0.4`, `82726000`, `1/2`."""
    numerator, _, denominator = amount.partition("/")
    return Fraction(numerator) / Fraction(denominator or 1)


class Cell(Model):
    """One amount of a row: what it measures, for which year (0 = the sheet's own), at which stage."""

    measure: Measure
    year_offset: int
    stage: Stage
    cite: Cite


class CostRow(Model):
    """Costs and staff of one stage or year."""

    label: Label
    cells: tuple[Cell, ...] = ()
    staff: tuple[Cell, ...] = ()


class CostTable(Model):
    """Costs by stage or year."""

    heading: Label | None = None
    rows: tuple[CostRow, ...] = ()


class FundingRow(Model):
    """The sources of one amount."""

    label: Label
    cells: tuple[Cell, ...] = ()


class FundingTable(Model):
    """Funding by stage and source."""

    heading: Label | None = None
    rows: tuple[FundingRow, ...] = ()


class TotalRow(Model):
    """A printed total: 合計, 計, 小計 of a section, or a lead line beside the project's name."""

    label: Label
    cells: tuple[Cell, ...] = ()


class TotalLines(Model):
    """The lead lines: 要求額, 前年度予算額, 計上額."""

    heading: Label | None = None
    rows: tuple[TotalRow, ...] = ()


class Breakdown(Model):
    """An amount inside an item's own text; `label` where the part has a row of its own, `text` what it says."""

    label: Label | None = None
    text: str = ""
    cell: Cell


class SubsidyTerms(Model):
    """The terms of a subsidy: its rate, its ceiling, how many are expected, and what it is paid for.

    `label` is the item's name where the terms stand apart from it and name it once more, `heading` what they stand under.
    """

    label: Label | None = None
    heading: Label | None = None
    rate: Cite | None = None
    cap: Cite | None = None
    count: Cite | None = None
    eligible: str | None = None


class Output(Model):
    """An activity's expected output: `会議開催：6回`."""

    label: str
    cite: Cite


class Activity(Model):
    """One measure of a sub-project: how it is carried out, what is done, what comes out."""

    label: Label
    number: str | None = None
    method: str | None = None
    description: str = ""
    tags: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    subsidy: SubsidyTerms | None = None


class Item(Model):
    """One line item or sub-project. `remark` is the text of the change column, `instead` text where an amount is due."""

    label: Label
    number: str | None = None
    tags: tuple[str, ...] = ()
    description: str = ""
    cells: tuple[Cell, ...] = ()
    instead: str | None = None
    remark: str | None = None
    breakdown: tuple[Breakdown, ...] = ()
    subsidy: SubsidyTerms | None = None
    activities: tuple[Activity, ...] = ()


class Section(Model):
    """Items under one heading, with the totals printed below them."""

    heading: Label | None = None
    items: tuple[Item, ...] = ()
    totals: tuple[TotalRow, ...] = ()


class Indicator(Model):
    """One outcome indicator or plan target: values by year, trend marks, target and its reason."""

    label: Label
    number: str | None = None
    field: str | None = None
    unit: str | None = None
    cells: tuple[Cell, ...] = ()
    trends: tuple[str, ...] = ()
    achievement: str | None = None
    reason: str | None = None


class IndicatorTable(Model):
    """Indicators under one heading; `plan` where they are the targets of a multi-year plan."""

    heading: Label | None = None
    plan: bool = False
    rows: tuple[Indicator, ...] = ()


class EligibleCost(Model):
    """The cost a national share is reckoned on, where the sheet states it."""

    label: Label
    year_offset: int
    stage: Stage
    cite: Cite


class Difference(Model):
    """A printed difference of two amounts of one table: 増減, 比較. No fact of its own: it follows from the two.

    `table` is `costs`, `funding` or, for a change of items on another year than the one before, `sections`; then the year and
    the stage of the current amount, and those of the one it is compared with.
    """

    label: Label
    table: str
    measure: Measure
    year_offset: int
    stage: Stage
    against_offset: int
    against_stage: Stage
    cite: Cite


class Mention(Model):
    """A figure of the running text that belongs to no table: a count, a percentage."""

    text: str
    cite: Cite


class Measures(Model):
    """One action of the narrative, its 【新】【拡】 tags apart from its text."""

    text: str
    line: int
    tags: tuple[str, ...] = ()


class Passage(Model):
    """A heading of the narrative and the lines below it."""

    heading: Label
    kind: str
    entries: tuple[Measures, ...] = ()


class Identity(Model):
    """The head of the sheet. `fiscal_year` is Western, None where the sheet prints no year of its own."""

    publisher: Label | None = None
    project: Label | None = None
    code: Label | None = None
    department: Label | None = None
    division: Label | None = None
    unit: Label | None = None
    period: Label | None = None
    fiscal_year: int | None = None
    fiscal_year_label: Label | None = None
    stage: Label | None = None
    accounts: Label | None = None


class Sheet(Model):
    """One budget sheet."""

    identity: Identity = Identity()
    narrative: tuple[Passage, ...] = ()
    costs: tuple[CostTable, ...] = ()
    totals: tuple[TotalLines, ...] = ()
    sections: tuple[Section, ...] = ()
    funding: tuple[FundingTable, ...] = ()
    indicators: tuple[IndicatorTable, ...] = ()
    national_rates: tuple[Cite, ...] = ()
    eligible_costs: tuple[EligibleCost, ...] = ()
    decisions: tuple[Label, ...] = ()
    differences: tuple[Difference, ...] = ()
    mentions: tuple[Mention, ...] = ()
