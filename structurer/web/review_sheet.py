"""The 確認票: what was asked about a sheet, what was decided, by whom and when, to be printed and handed in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from structurer.language import say
from structurer.record.tabular.summary import TITLES, ProjectSummary, project_summary
from structurer.report import history, phrases
from structurer.report.finding_view import FindingView, finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.report.record_head import HeadLine, RecordHead, head_lines, record_head
from structurer.store import RevisionSummary, Store
from structurer.version import __version__
from structurer.web.projects import thousands

_SHOWN = frozenset({"publisher", "department", "division", "project", "fiscal_year", "stage"})
"""The lines of the head that say which sheet it is."""


class ReviewStep(NamedTuple):
    """The changes of one revision in words, by whom and when."""

    revision: int
    changes: tuple[str, ...]
    author: str
    at: str


class PrintedAmount(NamedTuple):
    """One amount of the project in 千円 with the lines of its prints; several texts where prints do not agree."""

    name: str
    texts: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """One record's 確認票.

    Attributes:
        funded: the stage of the amounts' sources in words.
        open, waived: its findings.
        steps: what persons did beside waiving them, the oldest first.
        approval: who approved it and when; empty while nobody has.
        printed_at: now, as ISO 8601.
    """

    record_id: str
    revision: int
    sha256: str
    line_count: int
    about: RecordHead
    head: tuple[HeadLine, ...]
    amounts: tuple[PrintedAmount, ...]
    funded: str
    open: tuple[FindingView, ...]
    waived: tuple[FindingView, ...]
    steps: tuple[ReviewStep, ...]
    approval: tuple[str, str]
    printed_at: str
    version: str = __version__


def review_sheet(store: Store, record_id: str) -> ReviewSheet:
    """The 確認票 of a record's newest revision."""
    stored = store.load(record_id)
    record = stored.record
    indexed, summary = IndexedRecord(record), project_summary(record.sheet)
    groups, approval = finding_groups(indexed), None if record.review is None else record.review.approval
    return ReviewSheet(
        record_id=stored.record_id,
        revision=stored.revision,
        sha256=record.source.sha256,
        line_count=len(indexed.source.lines),
        about=record_head(indexed),
        head=tuple(line for line in head_lines(record.sheet.identity) if line.field in _SHOWN),
        amounts=tuple(_amounts(summary)),
        funded=phrases.stage(summary.funded),
        open=groups.open,
        waived=groups.waived,
        steps=tuple(_steps(store.log(record_id))),
        approval=("", "") if approval is None else (approval.author, approval.at),
        printed_at=datetime.now(UTC).isoformat(timespec="minutes"),
    )


def _steps(log: Sequence[RevisionSummary]) -> Iterator[ReviewStep]:
    """What each revision did; a waiver in force stands beside its finding, with its reason."""
    for row, before in zip(log, [None, *(row.review for row in log)], strict=False):
        if row.review is not None:
            changes = tuple(history.lines(row.review.model_copy(update={"waivers": ()}), before))
            if changes:
                yield ReviewStep(row.revision, changes, row.author or "", row.saved_at)


def _amounts(summary: ProjectSummary) -> Iterator[PrintedAmount]:
    for name, amount in summary.amounts:
        values = dict.fromkeys(fact.cite.value for fact in amount.facts) if amount.value is None else [amount.value]
        lines = dict.fromkeys(fact.cite.line for fact in amount.facts if fact.cite.line is not None)
        yield PrintedAmount(say(*TITLES[name]), tuple(map(thousands, values)), tuple(lines))
