"""One record as a page shows it: everything the templates need, and nothing they have to work out."""

from dataclasses import dataclass

from structurer.record.correction import Waiver
from structurer.report import history
from structurer.report.finding_view import FieldView, FindingGroups, field_view, finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.report.page import bars, marks, tables
from structurer.report.page.cards import FindingCard, cards
from structurer.report.record_head import HeadLine, RecordHead, head_lines, record_head


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record on a page; `prefix` begins its ids, so that several stand on one page."""

    prefix: str
    record_id: str
    revision: int | None
    about: RecordHead
    lines: tuple[marks.MarkedLine, ...]
    head: tuple[HeadLine, ...]
    grids: tuple[tables.RecordTable, ...]
    claims: FindingGroups
    cards: tuple[FindingCard, ...]
    charts: tuple[bars.Chart, ...]
    entered: tuple[FieldView, ...]
    lapsed: tuple[Waiver, ...]
    approval: str


def record_page(indexed: IndexedRecord, place: tuple[str, int] | None, prefix: str = "s1-") -> RecordPage:
    """A record, saved at a place or not, as a part of a page whose ids begin with a prefix of its own."""
    review, claims = indexed.record.review, finding_groups(indexed)
    return RecordPage(
        prefix=prefix,
        record_id="" if place is None else place[0],
        revision=None if place is None else place[1],
        about=record_head(indexed),
        lines=tuple(marks.lines(indexed)),
        head=head_lines(indexed.record.sheet.identity),
        grids=tables.grids(indexed),
        claims=claims,
        cards=cards(claims.open),
        charts=bars.charts(indexed),
        entered=tuple(field_view(indexed, path) for path in indexed.entered),
        lapsed=() if review is None else review.lapsed,
        approval="" if review is None or review.approval is None else history.approved(review.approval),
    )
