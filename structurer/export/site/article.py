"""One record on its project's page: made on its own, in any process, since all that it leads to is on the same page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from structurer.export.site.listed import prefix_of, year_of
from structurer.export.site.publishable import published_as
from structurer.export.site.templates_of import filled
from structurer.record.tabular.revision import PASSED, Revision
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.page.sheet import record_page
from structurer.report.pictures.flow import flow
from structurer.report.pictures.steps import YearSheet


@dataclass(frozen=True, slots=True)
class RecordArticle:
    """A record as markup, and its sheet for what is drawn over the years."""

    record_id: str
    markup: str
    sheet: YearSheet


def articles(corrected: Mapping[str, frozenset[str]], revisions: Sequence[Revision]) -> tuple[RecordArticle, ...]:
    """The articles of some records; `corrected` are the figures that persons put fields to, by record."""
    return tuple(_article(published_as(one), corrected.get(one.record_id, frozenset())) for one in revisions)


def _article(revision: Revision, corrected: frozenset[str]) -> RecordArticle:
    record, record_id = revision.record, revision.record_id
    prefix, year = prefix_of(record_id), year_of(record)
    picture = flow(record.sheet, record_id)
    markup = filled(
        "article.html.j2",
        v=record_page(IndexedRecord(record, corrected), (record_id, revision.revision or 1), prefix),
        year="" if year is None else phrases.year_of(0, year),
        is_confirmed=record.verdict in PASSED,
        pictures_of=() if picture is None else (picture,),
        href=lambda _record, path: f"#{prefix}at-{path}",
    )
    return RecordArticle(record_id, markup, YearSheet(record.sheet, year, record_id))
