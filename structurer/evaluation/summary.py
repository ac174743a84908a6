"""The scores of all sheets put together: by table, by layout, verdicts, planted errors, blame, time and tokens."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from structurer.evaluation import score
from structurer.evaluation.confusion import Case, confusion
from structurer.evaluation.count import Proportion
from structurer.evaluation.document import (
    Evaluation,
    Fate,
    IdentityScore,
    LayoutScore,
    PlantedCounts,
    ReadFailure,
    SheetCounts,
    SheetScore,
    Spent,
    Times,
    Verdicts,
)
from structurer.reading.model import prices
from structurer.reading.model.account import Account
from structurer.record.record import Provenance
from structurer.version import __version__


@dataclass
class Gathered:
    """The scores and costs of the sheets that are done."""

    sheets: list[SheetScore] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    provenances: list[Provenance] = field(default_factory=list)
    account: Account = field(default_factory=Account)
    ended: ReadFailure | None = None


def summary(model: str, blame: int, total: int, found: Gathered) -> Evaluation:
    """The whole evaluation; `total` counts the sheets of the gold."""
    each = found.provenances
    return Evaluation(
        version=__version__,
        model=model,
        ways=tuple(sorted({one.reading for one in each if one.reading is not None})),
        samples=max((one.samples for one in each), default=1),
        prompts=tuple(sorted({one.prompt_sha256 for one in each if one.prompt_sha256 is not None})),
        blame=blame,
        sheet_counts=_sheet_counts(found.sheets, total),
        figures=score.total(sheet.figures for sheet in found.sheets),
        tables=score.by_table(sheet.tables for sheet in found.sheets),
        layouts=layouts(found.sheets),
        identity=_identity(found.sheets),
        verdicts=_verdicts(found.sheets),
        planted=_planted(found.sheets),
        confusion=confusion(found.cases),
        spent=_spent(found.sheets, found.account),
        ended=found.ended,
        sheets=tuple(found.sheets),
    )


def _sheet_counts(sheets: Sequence[SheetScore], total: int) -> SheetCounts:
    unread = sum(sheet.error is not None for sheet in sheets)
    right = [sheet for sheet in sheets if _is_right(sheet)]
    return SheetCounts(
        total=total,
        read=len(sheets) - unread,
        unread=unread,
        right=len(right),
        right_with_labels=sum(sheet.figures.labels == sheet.figures.right for sheet in right),
        left=total - len(sheets),
    )


def _is_right(sheet: SheetScore) -> bool:
    return sheet.error is None and sheet.figures.is_all_right


def layouts(sheets: Iterable[SheetScore]) -> tuple[LayoutScore, ...]:
    """The sheets by layout, in the order of its name."""
    groups: dict[str, list[SheetScore]] = {}
    for sheet in sheets:
        groups.setdefault(sheet.layout, []).append(sheet)
    return tuple(_layout(name, groups[name]) for name in sorted(groups))


def _layout(name: str, sheets: Sequence[SheetScore]) -> LayoutScore:
    return LayoutScore(
        layout=name,
        sheets=len(sheets),
        unread=sum(sheet.error is not None for sheet in sheets),
        right=sum(map(_is_right, sheets)),
        figures=score.total(sheet.figures for sheet in sheets),
        tables=score.by_table(sheet.tables for sheet in sheets),
    )


def _identity(sheets: Iterable[SheetScore]) -> dict[str, Proportion]:
    each = [sheet.identity for sheet in sheets]
    found = {}
    for name in IdentityScore.model_fields:
        known = [value for one in each if (value := getattr(one, name)) is not None]
        found[name] = Proportion.counted(sum(known), len(known))
    return found


def _verdicts(sheets: Sequence[SheetScore]) -> Verdicts:
    counts = Counter(sheet.fate.value for sheet in sheets)
    other = sum(sheet.fate is Fate.TRUE_ACCEPT and not sheet.figures.is_all_right for sheet in sheets)
    return Verdicts.model_validate({**counts, "accepted_other_wrong": other})


def _planted(sheets: Iterable[SheetScore]) -> PlantedCounts:
    each = [sheet.planted for sheet in sheets if sheet.planted is not None]
    return PlantedCounts(
        planted=len(each),
        found=sum(one.found for one in each),
        right_claim=sum(one.right_claim is True for one in each),
        blamed_source=sum(one.blamed_source for one in each),
        marked=sum(one.marked for one in each),
    )


def _spent(sheets: Iterable[SheetScore], account: Account) -> Spent:
    return Spent(
        seconds=_times([Decimal(sheet.seconds) for sheet in sheets if sheet.seconds is not None]),
        tokens=account.tokens,
        requests=account.requests,
        cached=account.cached,
        cost=prices.total(account.costs),
    )


def _times(seconds: list[Decimal]) -> Times | None:
    if not seconds:
        return None
    made = {"least": min(seconds), "median": median(seconds), "most": max(seconds), "total": sum(seconds)}
    return Times.model_validate({name: f"{value:f}" for name, value in made.items()})
