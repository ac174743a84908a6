"""The tidy table: one row per figure, as the contract fixes it."""

import re
from collections.abc import Iterable, Iterator

from structurer.sheet.entry import Entry, entries
from structurer.sheet.model import Cite, Sheet
from structurer.text.source import Source
from structurer.text.words import tidy

HEADER = (
    "record", "project", "publisher", "fiscal_year", "table", "section", "row", "measure",
    "year_offset", "stage", "amount", "unit", "printed", "line", "state",
)  # fmt: skip
_SPECIAL = re.compile(r'[",\r\n]')


def facts(sheet: Sheet, source: Source, record: str = "") -> Iterator[tuple[str, ...]]:
    """One tuple per figure, in the order of HEADER."""
    identity = sheet.identity
    head = (
        record,
        "" if identity.project is None else identity.project.text,
        "" if identity.publisher is None else identity.publisher.text,
        "" if identity.fiscal_year is None else str(identity.fiscal_year),
    )
    for entry in entries(sheet):
        yield (*head, *_row(entry), state(entry.cite, source))


def _row(entry: Entry) -> tuple[str, ...]:
    cite = entry.cite
    line = "" if cite.line is None else str(cite.line)
    names = (entry.table.value, tidy(entry.section), tidy(entry.row), entry.measure.value)
    return (*names, str(entry.year_offset), entry.stage.value, cite.amount, cite.unit.value, cite.printed, line)


def state(cite: Cite, source: Source) -> str:
    """`corrected`, else `grounded` where the cited figure prints exactly this, else `ungrounded`."""
    if cite.corrected:
        return "corrected"
    figure = source.by_id.get(cite.figure or "")
    return "grounded" if figure is not None and figure.printed == cite.printed else "ungrounded"


def as_csv(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as CSV text; a cell that a spreadsheet would take for a formula keeps its text (RFC 4180 quoting only)."""
    return "".join(map(csv_line, (HEADER, *rows)))


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV. The csv module leaves a lone carriage return bare, and then no reader finds the end of the line."""
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) is not None else cell
