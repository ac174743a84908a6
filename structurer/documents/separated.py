"""CSV with semicolons or bars, from its first line to its last: each record a row. What commas or tabs part is drawn as it stands."""

import csv
import io
from collections.abc import Sequence

from structurer.documents import linetext
from structurer.documents.document import Page
from structurer.text import lazy_re as re
from structurer.text.source import Source

_MARKS = ";|"
_SAID = "sep="  # Excel's first line, which says the mark
_FEWEST_CELLS, _FEWEST_RECORDS = 2, 2
_CAPTION = re.compile(r"[(（\[【〔<〈《]?\s*単\s*位.{1,16}")
_NUMBER = re.compile(r"[-+▲△(\s]*\d[\d,.]*[)\s]*")


def page(source: Source) -> Page | None:
    """The records of a text as rows, each with its number as its place; None where it is no CSV, or only in part.

    A row of words in the first cell alone is a line; columns that no other row fills are left off, as in a workbook.
    """
    found = _records(source)
    if found is None:
        return None
    filled = {n for row in found for n, text in enumerate(row) if text and not _is_line(row)}
    lines = (
        (
            " ".join(filter(None, row))
            if _is_line(row)
            else linetext.row([text for n, text in enumerate(row) if n in filled]),
            place,
        )
        for place, row in enumerate(found, 1)
    )
    return Page(1, lines=tuple((text, f"row={place}") for text, place in lines))


def _records(source: Source) -> list[list[str]] | None:
    """The cells of each record; None where no mark parts all of the text into records of one length, or it is Markdown."""
    for mark in _MARKS:
        rows = _parted(source.text, mark) if mark in source.text else []
        widths = {len(row) for row in rows if row}
        is_framed = mark == "|" and all(row[0] == row[-1] == "" for row in rows if row)
        if len(widths) == 1 and widths.pop() >= _FEWEST_CELLS and len(rows) >= _FEWEST_RECORDS and not is_framed:
            return [[linetext.cell(cell.splitlines()) for cell in row] for row in rows]
    return None


def _parted(text: str, mark: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:
        return []
    return [[], *rows[1:]] if rows and rows[0] == [_SAID, ""] else rows


def _is_line(row: Sequence[str]) -> bool:
    """Whether a row is a title or a heading: words in the first cell, and nothing else but a unit."""
    first, *others = row or [""]
    words = bool(first) and _NUMBER.fullmatch(first) is None
    return words and all(not text or _CAPTION.fullmatch(text) is not None for text in others)
