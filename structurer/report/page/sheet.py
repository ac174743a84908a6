"""One record as a page shows it: everything the templates need, and nothing they have to work out."""

from dataclasses import dataclass

from structurer.record.correction import Waiver
from structurer.record.record import Record
from structurer.report import history, phrases
from structurer.report.page import bars, findings, marks, tables
from structurer.report.page.look import Look
from structurer.report.page.words import reader


@dataclass(frozen=True, slots=True)
class View:
    """One record on a page; `prefix` begins its ids, so that several stand on one page."""

    prefix: str
    record_id: str
    revision: int | None
    name: str
    project: str
    verdict: str
    verdict_name: str
    reader: str
    sha256: str
    counts: tuple[int, int, int]
    lines: tuple[marks.Printed, ...]
    head: tuple[tables.HeadLine, ...]
    grids: tuple[tables.Grid, ...]
    claims: findings.Claims
    charts: tuple[bars.Chart, ...]
    entered: tuple[findings.Named, ...]
    lapsed: tuple[Waiver, ...]
    approval: str


def view(look: Look, place: tuple[str, int] | None, number: int = 1) -> View:
    """A record, saved at a place or not, as the page's sheet of this number."""
    record = look.record
    claims = findings.claims(look)
    review = record.review
    entered = [path for path, cite in look.cites.items() if cite.corrected]
    return View(
        prefix=f"s{number}-",
        record_id="" if place is None else place[0],
        revision=None if place is None else place[1],
        name=record.source.name,
        project=project(record),
        verdict=record.verdict.value,
        verdict_name=phrases.verdict(record.verdict),
        reader=reader(record.reading),
        sha256=record.source.sha256,
        counts=(len(claims.open), sum(result.outcome.value == "holds" for result in record.results), _loose(record)),
        lines=tuple(marks.lines(look)),
        head=tables.head(look),
        grids=tables.grids(look),
        claims=claims,
        charts=bars.charts(look),
        entered=tuple(findings.Named(path, findings.path_name(look, path), "") for path in entered),
        lapsed=() if review is None else review.lapsed,
        approval="" if review is None or review.approval is None else history.approved(review.approval),
    )


def _loose(record: Record) -> int:
    return sum(figure.unexplained for figure in record.unclaimed)


def project(record: Record) -> str:
    """The project's name, else the source's."""
    label = record.sheet.identity.project
    return record.source.name if label is None else label.text
