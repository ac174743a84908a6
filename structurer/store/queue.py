"""The line of records that wait for a person: what is at stake in each, kept beside its newest revision."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from structurer.checks.claim import Verdict
from structurer.errors import RecordInvalid
from structurer.record.record import Record, ResultRecord, path_text
from structurer.sheet.facts import cites
from structurer.sheet.model import Cite
from structurer.store.revision import QueueEntry, record_in
from structurer.store.tables import HeadRow, Json, RecordRow, RevisionRow, SourceRow
from structurer.text.source import Figure, Source, Unit

_DIGITS = 40


def head_row(record: Record, source: Source, record_id: str, number: int) -> HeadRow:
    """What the queue asks of a revision."""
    amount = str(min(ceil(stake(record, source)), 10**_DIGITS - 1)).rjust(_DIGITS, "0")
    verdict, count = record.verdict.value, len(record.open_results)
    return HeadRow(record_id=record_id, number=number, verdict=verdict, stake=amount, findings=count)


def stake(record: Record, source: Source) -> Fraction:
    """The largest amount of money in an open finding: of its cites, else of its lines, else of the whole record."""
    found = record.open_results
    if not found:
        return Fraction(0)
    known = {path_text(path): cite for path, cite in cites(record.sheet)}
    return max(_at_stake(result, known, source) for result in found)


def _at_stake(result: ResultRecord, known: dict[str, Cite], source: Source) -> Fraction:
    own = [known[path] for path in result.paths if path in known]
    if own:
        return max((abs(cite.value) for cite in own if cite.unit is Unit.YEN), default=Fraction(0))
    if result.lines:
        figures = [figure for line in result.lines for figure in source.by_line.get(line, ())]
        printed = [figure for figure in figures if figure.printed == result.name]
        return max(_amounts(printed or figures), default=Fraction(0))
    return max((abs(cite.value) for cite in known.values() if cite.unit is Unit.YEN), default=Fraction(0))


def _amounts(figures: list[Figure]) -> Iterator[Fraction]:
    for figure in figures:
        amount = figure.amount(Unit.YEN)
        if amount is not None:
            yield abs(Fraction(amount))


def behind(session: Session) -> list[str]:
    """The records whose newest revision the queue does not know yet."""
    newest = select(RevisionRow.record_id, func.max(RevisionRow.number).label("number"))
    newest_of = newest.group_by(RevisionRow.record_id).subquery()
    missing = select(newest_of.c.record_id).outerjoin(HeadRow, HeadRow.record_id == newest_of.c.record_id)
    query = missing.where((HeadRow.number.is_(None)) | (HeadRow.number != newest_of.c.number))
    return list(session.scalars(query))


def catch_up(session: Session, record_ids: list[str]) -> None:
    """Work out what the queue asks of some records; of one that cannot be read, what its row says."""
    for record_id in record_ids:
        newest = select(RevisionRow).where(RevisionRow.record_id == record_id).order_by(RevisionRow.number.desc())
        row = session.scalars(newest.limit(1)).one()
        session.merge(_head_of(session, row))
        session.expunge(row)


def _head_of(session: Session, row: RevisionRow) -> HeadRow:
    text = session.get_one(SourceRow, session.get_one(RecordRow, row.record_id).sha256).text
    try:
        return head_row(record_in(row, text), Source(row.name, text), row.record_id, row.number)
    except RecordInvalid:
        amount = "0" * _DIGITS
        return HeadRow(
            record_id=row.record_id, number=row.number, verdict=row.verdict, stake=amount, findings=row.findings
        )


def worst_first(session: Session, limit: int | None) -> list[QueueEntry]:
    """The records that need review, by what is at stake, then by the number of open findings."""
    is_head = (RevisionRow.record_id == HeadRow.record_id) & (RevisionRow.number == HeadRow.number)
    columns = (RevisionRow.record_id, RevisionRow.name, RevisionRow.project, RevisionRow.number, RevisionRow.saved_at)
    query = select(*columns, HeadRow.stake, HeadRow.findings).join(HeadRow, is_head)
    waiting = query.where(HeadRow.verdict == Verdict.NEEDS_REVIEW.value)
    ordered = waiting.order_by(HeadRow.stake.desc(), HeadRow.findings.desc(), HeadRow.record_id.desc()).limit(limit)
    return [
        QueueEntry(i, name, project, n, at, int(amount), count)
        for i, name, project, n, at, amount, count in session.execute(ordered)
    ]


def open_codes(session: Session) -> dict[str, tuple[str, ...]]:
    """By record the codes of the checks that its newest revision's open findings come from."""
    is_head = (RevisionRow.record_id == HeadRow.record_id) & (RevisionRow.number == HeadRow.number)
    query = select(RevisionRow.record_id, RevisionRow.results, RevisionRow.review).join(HeadRow, is_head)
    rows = session.execute(query.where(HeadRow.findings > 0))
    return {record_id: tuple(dict.fromkeys(_codes(results, review or {}))) for record_id, results, review in rows}


def _codes(results: list[Json], review: Json) -> Iterator[str]:
    waived = {waiver["finding"] for waiver in review.get("waivers", ())}
    yield from (result["code"] for result in results if result["finding"] and result.get("key") not in waived)
