"""A record in one line, and in the few lines that a notebook shows."""

from collections.abc import Iterator
from html import escape

from structurer.language import say
from structurer.record.record import Record
from structurer.report import phrases
from structurer.report.finding_view import FindingView, finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.report.phrases import printable

_MOST_FINDINGS = 20
"""Findings in a cell of a notebook; a sheet with more is a matter for the page."""


def one_line(record: Record, saved: tuple[str, int] | None = None) -> str:
    """Return what a console shows of a record: its verdict, its sheet, its counts, where it is saved."""
    indexed = IndexedRecord(record)
    place = "" if saved is None else f", record {saved[0]}@{saved[1]}"
    counts = f"findings={len(indexed.open)}, facts={len(indexed.facts)}"
    return f"<Outcome {record.verdict.value}: {_sheet(record)} ({counts}, read by {printable(record.reading.model)}{place})>"


def html(record: Record, saved: tuple[str, int] | None = None) -> str:
    """Return a record as a fragment of HTML: verdict, counts and the open findings with their working; every text escaped."""
    indexed = IndexedRecord(record)
    found = finding_groups(indexed).open
    head = f"<strong>{escape(phrases.verdict(record.verdict))}</strong> {escape(_sheet(record))}"
    counts = say(
        f"確認事項 {len(indexed.open)}件、数値 {len(indexed.facts)}件",
        f"{len(indexed.open)} finding(s), {len(indexed.facts)} facts",
    )
    place = (
        "" if saved is None else say(f"、記録 {saved[0]} 版 {saved[1]}", f", record {saved[0]}, revision {saved[1]}")
    )
    rows = "".join(_row(view) for view in found[:_MOST_FINDINGS])
    more = "" if len(found) <= _MOST_FINDINGS else f"<p>{say('ほか', 'and')} {len(found) - _MOST_FINDINGS}</p>"
    return f"<div><p>{head}<br>{escape(counts + place)}</p>{f'<table>{rows}</table>' if rows else ''}{more}</div>"


def _row(view: FindingView) -> str:
    lines = " ".join(f"L{line}" for line in view.lines)
    cells = (view.code, lines, f"{view.title} {view.name}".strip(), "\n".join(view.working))
    return f"<tr>{''.join(_cells(cells))}</tr>"


def _cells(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        lines = "<br>".join(escape(printable(line)) for line in text.split("\n"))
        yield f'<td style="text-align:left">{lines}</td>'


def _sheet(record: Record) -> str:
    """The project, else the name of the source."""
    project = record.sheet.identity.project
    return printable(record.source.name if project is None else project.text)
