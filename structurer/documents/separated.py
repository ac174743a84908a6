"""Text that is CSV from its first line to its last: each record a row, whatever parts its cells and however they are quoted."""

import csv
import io
import re
from collections.abc import Sequence

from structurer.documents.document import Page
from structurer.documents.linetext import cell as cell_text
from structurer.documents.linetext import joined
from structurer.documents.linetext import row as row_text
from structurer.text.commas import comma_records
from structurer.text.source import Source

_MARKS = (";", "\t", ",")
_FEWEST_CELLS, _FEWEST_RECORDS = 2, 2
_CAPTION = re.compile(r"[(（\[【〔<〈《]?\s*単\s*位.{1,16}")
_NUMBER = re.compile(r"[-+▲△(\s]*\d[\d,.]*[)\s]*")


def page(source: Source) -> Page | None:
    """The records of a text as rows, each with its number as its place; None where it is no CSV, or only in part.

    A row of words in the first cell alone is a line; columns that no other row fills are left off, as in a workbook.
    """
    found = next((rows for mark in _MARKS if (rows := _records(source, mark)) is not None), None)
    if found is None:
        return None
    filled = {n for row in found for n, text in enumerate(row) if text and not _is_line(row)}
    lines = (
        (
            " ".join(filter(None, row))
            if _is_line(row)
            else row_text([text for n, text in enumerate(row) if n in filled]),
            place,
        )
        for place, row in enumerate(found, 1)
    )
    return Page(1, lines=tuple((text, f"row={place}") for text, place in lines))


def _records(source: Source, mark: str) -> list[list[str]] | None:
    """The cells of each record; None where a mark does not part all of the text into records of one length."""
    text = source.text
    if mark not in text or (mark != ";" and '"' not in text):
        return None  # what has no cell in quotes is drawn as it stands, to the character
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return None
    widths = {len(row) for row in rows if row}
    if len(widths) != 1 or widths.pop() < _FEWEST_CELLS or len(rows) < _FEWEST_RECORDS:
        return None
    if mark == "," and _is_doubtful(source):
        return None
    return [[cell_text(joined(cell.splitlines())) for cell in row] for row in rows]


def _is_doubtful(source: Source) -> bool:
    """Whether the commas of a line may group numbers instead of parting cells."""
    records = comma_records(source.text, [(line.start, line.start + len(line.text)) for line in source.lines])
    known = {number for record in records.found for number in range(record.first, record.last + 1)}
    return any(line.text.strip() and line.number not in known for line in source.lines)


def _is_line(row: Sequence[str]) -> bool:
    """Whether a row is a title or a heading: words in the first cell, and nothing else but a unit."""
    first, *others = row
    words = bool(first) and _NUMBER.fullmatch(first) is None
    return words and all(not text or _CAPTION.fullmatch(text) is not None for text in others)
