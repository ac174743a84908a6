"""The JSON document of an evaluation: exact counts, and shares as texts of four decimals; nothing is a float."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

from structurer.checks.outcome import ClaimOutcome, Side, Verdict
from structurer.evaluation.count import Count, Proportion
from structurer.record.record import Cost, Seconds, Tokens
from structurer.sheet.facts import Fact, columns_of, fact_of
from structurer.sheet.model import Measure, Model

SCHEMA: Literal["structurer/evaluation/1"] = "structurer/evaluation/1"
"""The version of the document's shape."""


class Fate(StrEnum):
    """A verdict judged by the truth; `unjudged` where the gold does not say whether the print is consistent."""

    FALSE_ACCEPT = "false_accept"
    TRUE_ACCEPT = "true_accept"
    REVIEW_SOURCE = "true_review_source"
    REVIEW_READING = "true_review_reading"
    FALSE_ALARM = "false_alarm"
    UNJUDGED = "unjudged"
    UNREAD = "unread"


class Blamed(StrEnum):
    """The side that the findings of one error blame."""

    SOURCE = "source"
    RIGHT = "extraction_right"
    OTHER = "extraction_other"
    UNKNOWN = "unknown"
    UNNOTICED = "unnoticed"


def _by_columns(given: Fact | Mapping[str, object]) -> Fact:
    return fact_of(columns_of(given) if isinstance(given, Fact) else given)


FactByColumns = Annotated[Fact, BeforeValidator(_by_columns), PlainSerializer(columns_of)]
"""A fact as far as its columns go, which are its JSON: without the path and the figure's id, which gold does not have."""


class Miss(Model):
    """A figure that was missed, read wrong, read as something else (`differs`) or under another label."""

    kind: Literal["missed", "wrong", "differs", "label"]
    gold: FactByColumns | None = None
    read: FactByColumns | None = None


class IdentityScore(Model):
    """Whether the head of the sheet was read as the gold has it; None where the gold has no row to say it."""

    project: bool | None = None
    publisher: bool | None = None
    fiscal_year: bool | None = None


class FindingSummary(Model):
    """A finding, in short."""

    code: str
    name: str
    outcome: ClaimOutcome
    side: Side | None
    lines: tuple[int, ...]


class PlantedScore(Model):
    """A printed error and what was found of it. `expected` are the codes that would name it; an unknown kind has none."""

    kind: str
    line: int
    printed: str
    measure: Measure | None
    expected: tuple[str, ...]
    named: tuple[str, ...]
    found: bool
    right_claim: bool | None
    blamed_source: bool
    marked: bool


class ReadFailure(Model):
    """The error that kept a sheet from being read."""

    kind: str
    message: str


class SheetScore(Model):
    """One sheet. The gold of an unread sheet counts as missed; `misses` are not listed for it."""

    name: str
    layout: str
    sha256: str
    consistent: bool | None
    verdict: Verdict | None
    fate: Fate
    figures: Count
    tables: dict[str, Count]
    money_missed: int = 0
    money_wrong: int = 0
    optional: int = 0
    identity: IdentityScore = IdentityScore()
    misses: tuple[Miss, ...] = ()
    findings: tuple[FindingSummary, ...] = ()
    planted: PlantedScore | None = None
    error: ReadFailure | None = None
    seconds: Seconds | None = None
    tokens: Tokens = Tokens()
    requests: int = 0


class LayoutScore(Model):
    """All sheets of one layout."""

    layout: str
    sheets: int
    unread: int
    right: int
    figures: Count
    tables: dict[str, Count]


class SheetCounts(Model):
    """Sheets: read and unread, all figures right, all labels right too; `left` were never read."""

    total: int
    read: int
    unread: int
    right: int
    right_with_labels: int
    left: int


class Verdicts(Model):
    """Verdicts against the truth. `accepted_other_wrong`: of the true accepts, those with a wrong figure that is no money."""

    false_accept: int = 0
    true_accept: int = 0
    true_review_source: int = 0
    true_review_reading: int = 0
    false_alarm: int = 0
    unjudged: int = 0
    unread: int = 0
    accepted_other_wrong: int = 0


class PlantedCounts(Model):
    """Printed errors: how many, and how many found, named by the right claim, blamed on the source and marked."""

    planted: int
    found: int
    right_claim: int
    blamed_source: int
    marked: int


class Confusion(Model):
    """One row of the blame table. `also_source` counts the reader's errors of which some finding blames the source."""

    erred: Literal["source", "extraction"]
    witness: bool
    total: int
    source: int
    extraction_right: int
    extraction_other: int
    unknown: int
    unnoticed: int
    also_source: int


class Times(Model):
    """Seconds per sheet, of the sheets that were read."""

    least: Seconds
    median: Seconds
    most: Seconds
    total: Seconds


class Spent(Model):
    """The time, tokens and money that reading took, failed sheets too."""

    seconds: Times | None
    tokens: Tokens
    requests: int
    cached: int
    cost: Cost | None


class LayoutChange(Model):
    """One layout before and now; `difference` of the F1, now minus before, rounded toward zero."""

    layout: str
    sheets: int
    before: Count
    now: Count
    difference: Annotated[str, StringConstraints(pattern=r"^[+-]\d\.\d{4}$")]
    right_before: int
    right_now: int
    false_accepts_before: int
    false_accepts_now: int


class Comparison(Model):
    """The difference from an earlier evaluation, over the sheets that both have; `better` and `worse` name sheets."""

    model: str
    prompts: tuple[str, ...]
    sheets: int
    only_before: int
    only_now: int
    layouts: tuple[LayoutChange, ...]
    better: tuple[str, ...]
    worse: tuple[str, ...]


class Evaluation(Model):
    """The evaluation of a reader against gold."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["structurer/evaluation/1"] = Field(default=SCHEMA, alias="schema")
    version: str
    model: str
    ways: tuple[str, ...]
    samples: int
    prompts: tuple[str, ...]
    blame: int
    sheet_counts: SheetCounts
    figures: Count
    tables: dict[str, Count]
    layouts: tuple[LayoutScore, ...]
    identity: dict[str, Proportion]
    verdicts: Verdicts
    planted: PlantedCounts
    confusion: tuple[Confusion, ...]
    spent: Spent
    ended: ReadFailure | None = None
    compared: Comparison | None = None
    sheets: tuple[SheetScore, ...]
