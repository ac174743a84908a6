"""What the tools answer, as plain data: readings of a text, saved records, proofs. Nothing here writes or opens what a client names.

Texts of sheets stand under names of their own and are bounded; they are data, whatever they say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, cast

from structurer.errors import ComparisonUnclear, LineUnknown, SourceEmpty, SourceTooLarge
from structurer.export import side_by_side
from structurer.labels.word import Word
from structurer.pipeline import check, reading_of
from structurer.reading.options import Options
from structurer.record.making import proofs_of
from structurer.record.record import Record
from structurer.report.finding_view import FindingView, finding_groups
from structurer.report.indexed import IndexedRecord
from structurer.report.proof_text import proof_lines, proofs_on
from structurer.settings import Settings
from structurer.sheet.facts import FACT_NAMES, HEADER, fact_rows
from structurer.sheet.given import head_of
from structurer.store import Store
from structurer.store.search.question import SearchQuestion
from structurer.store.search.results import search, tree
from structurer.text.source import Source

LONGEST = 200_000
"""Characters of a sheet that a client hands in: the longest real sheet has a tenth."""
MOST_FACTS = 1_000
MOST_FINDINGS = 200
MOST_LINES = 2_000
MOST_RESULTS = 50
"""Rows of an answer: a chat client reads all of them."""
_COLUMNS = (*FACT_NAMES, "state")


def read_sheet(text: str, words: Sequence[Word]) -> dict[str, Any]:
    """Return what a text says and what holds of it, as the built-in reader reads it; nothing is saved."""
    if len(text) > LONGEST:
        raise SourceTooLarge("text", len(text), LONGEST)
    if not text.strip():
        raise SourceEmpty("text")
    outcome = check(Source("text", text), "offline", Settings(), Options(), words)
    return _record_tree(outcome.record())


def find(store: Store, asked: SearchQuestion, limit: int, offset: int) -> dict[str, Any]:
    """Return what a search finds."""
    return tree(search(store, asked, limit=min(limit, MOST_RESULTS), offset=offset))


def record(store: Store, record_id: str, revision: int | None) -> dict[str, Any]:
    """Return a saved record; with the lines of its sheet, and how it has ended, if it has."""
    stored = store.load(record_id, revision)
    (head,) = store.heads([stored.record_id])
    lines = [line.text for line in stored.record.source.rebuild().lines]
    return {
        "record": stored.record_id,
        "revision": stored.revision,
        "saved_at": stored.saved_at,
        "author": stored.author,
        "ended": None if head.ending is None else asdict(head.ending),
        **_record_tree(stored.record),
        **_bounded("sheet_lines", lines, MOST_LINES),
    }


def compare(store: Store, first: str, second: str, years: str) -> dict[str, Any]:
    """Return two records, or all years of a project, beside each other; ComparisonUnclear where neither is asked for."""
    if bool(years) is bool(first or second) or bool(first) is not bool(second):
        raise ComparisonUnclear
    found = side_by_side.compare_years(years, store) if years else side_by_side.compare(first, second, store)
    tree = side_by_side.as_tree(found)
    return {**tree, **_bounded("rows", cast("list[Any]", tree["rows"]), MOST_FACTS)}


def proof(store: Store, record_id: str, line: int, words: Sequence[Word]) -> dict[str, Any]:
    """Return why the figures of a line are believed; LineUnknown where the sheet has no such line."""
    stored = store.load(record_id)
    count = len(stored.record.source.lines)
    if not 1 <= line <= count:
        raise LineUnknown(line, count)
    known = stored.record
    if known.proofs is None:  # saved by an older version
        known = known.model_copy(update={"proofs": proofs_of(reading_of(known, words=words))})
    indexed = IndexedRecord(known)
    return {
        "record": stored.record_id,
        "revision": stored.revision,
        "line": line,
        "proofs": [asdict(found) for found in proofs_on(indexed, line)],
        "text": "\n".join(proof_lines(indexed, line)),
    }


def _record_tree(known: Record) -> dict[str, Any]:
    indexed = IndexedRecord(known)
    groups = finding_groups(indexed)
    publisher, year = head_of(known.sheet.identity, known.given)
    identity = known.sheet.identity
    return {
        "verdict": known.verdict.value,
        "reader": known.reading.model,
        "project": None if identity.project is None else identity.project.text,
        "publisher": publisher or None,
        "department": None if identity.department is None else identity.department.text,
        "fiscal_year": int(year) if year else None,
        **_bounded("facts", list(_facts(indexed)), MOST_FACTS),
        **_bounded("findings", [*map(_finding, (*groups.open, *groups.waived))], MOST_FINDINGS),
        "unclaimed_figures": len(known.unclaimed),
    }


def _facts(indexed: IndexedRecord) -> Iterator[dict[str, str]]:
    for row in fact_rows(indexed.record.sheet, indexed.source):
        yield dict(zip(_COLUMNS, row[len(HEADER) - len(_COLUMNS) :], strict=True))


def _finding(view: FindingView) -> dict[str, Any]:
    return {
        "code": view.code,
        "title": view.title,
        "name": view.name,
        "outcome": view.outcome,
        "lines": list(view.lines),
        "working": list(view.working),
        "blame": view.blame,
        "waived": view.waiver is not None,
    }


def _bounded(name: str, rows: list[Any], most: int) -> dict[str, Any]:
    """Rows under a name; where there are more than an answer holds, how many there are."""
    cut = {} if len(rows) <= most else {f"{name}_in_all": len(rows)}
    return {name: rows[:most], **cut}
