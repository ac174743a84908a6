"""Column headings that are broken over cells and lines, put together again.

Two readings are tried: all lines as one text made of heading words, and, where spaces align the columns, each column from
the top down. What they give are proposals: whoever asks must see that there is one heading for each amount.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer.labels.label import plain
from structurer.labels.vocabulary import Vocabulary
from structurer.text.money import fold
from structurer.text.rows import Row, TableCell
from structurer.text.words import squeeze

_WIDE = frozenset("WFA")
_YEAR_ONLY = re.compile(
    r"(?:(?:令和|平成|昭和|[RHS])?(?:元|\d{1,2})年度?|前々?年度|本年度|今年度|当年度|来年度|翌年度)(?:\([^()]{1,6}\))?"
)
_LONGEST_CORNER = 8  # characters of a cell beside years: 区分 or 細事業名, no text
_PIECE = re.compile(r"[^\s\u3000]+(?: [^\s\u3000]+)*")


def readings(zone: Sequence[Row], amounts: Row, vocabulary: Vocabulary) -> Iterator[list[TableCell]]:
    """The ways to read the lines above a row of amounts: as years over stages, as one text, column by column."""
    joined = with_years(zone[0], zone[1]) if len(zone) == 2 else None
    if joined is not None:
        yield [entry for entry in joined if not entry.is_blank]
    flat = None if any(is_year_row(row) for row in zone[:-1]) else _flat(zone, vocabulary)
    if flat is not None:
        yield flat
    if len(zone) > 1 and amounts.kind in {"space", "line"}:
        yield from _stacked(zone, amounts, vocabulary)


def is_year_row(row: Row) -> bool:
    """True for a row of headings that names years above what stands in the next row: `| | 令和7年度 | 令和8年度 |`."""
    texts = [squeeze(entry.text) for entry in row.filled if not entry.is_blank]
    years = [text for text in texts if _YEAR_ONLY.fullmatch(text) is not None]
    return row.kind != "line" and bool(years) and all(text in years or len(text) <= _LONGEST_CORNER for text in texts)


def with_years(above: Row, row: Row) -> list[TableCell] | None:
    """The headings of a row, each with the year that stands over it; None where the rows do not share their places.

    A year spans the columns up to the next one; a cell of the upper row that is no year (細事業名) ends the span.
    """
    if len(above.cells) != len(row.cells) or not is_year_row(above):
        return None
    year, cells = "", []
    for over, entry in zip(above.cells, row.cells, strict=True):
        text = squeeze(over.text)
        if text:
            year = text if _YEAR_ONLY.fullmatch(text) is not None else ""
        own = entry.text.strip()
        cells.append(replace(entry, text=year + own if year else own or over.text))
    return cells


def _flat(zone: Sequence[Row], vocabulary: Vocabulary) -> list[TableCell] | None:
    """All lines as one text made of heading words, however the words are broken over cells and lines."""
    characters = [(character, entry) for row in zone for entry in row.filled for character in fold(entry.text)]
    spans = vocabulary.heading_words("".join(character for character, _ in characters))
    if spans is None:
        return None
    return [
        _word("".join(character for character, _ in characters[a:b]), characters[a][1], index)
        for index, (a, b) in enumerate(spans)
    ]


def _word(text: str, entry: TableCell, index: int) -> TableCell:
    return replace(entry, text=text, index=index, figures=())


def _stacked(zone: Sequence[Row], amounts: Row, vocabulary: Vocabulary) -> Iterator[list[TableCell]]:
    """The headings column by column: every word above the amount whose place it shares, read from the top down."""
    values = [entry for entry in amounts.pieces or amounts.cells if entry.is_value]
    places = [_place(amounts, entry) for entry in values]
    if not places:
        return
    for skipped in (frozenset[str](), vocabulary.groups - vocabulary.funding_totals):
        columns = _under(zone, places, skipped, vocabulary)
        if all(columns):
            yield [
                _word("".join(text for text, _ in column), column[0][1], index) for index, column in enumerate(columns)
            ]


def _under(
    zone: Sequence[Row], places: list[tuple[int, int]], skipped: frozenset[str], vocabulary: Vocabulary
) -> list[list[tuple[str, TableCell]]]:
    """The words of some lines, sorted to the columns they stand over."""
    columns: list[list[tuple[str, TableCell]]] = [[] for _ in places]
    for row in zone:
        aside = {True: "", False: ""}
        for text, left, right in pieces_of(row.line):
            overlap = [_overlap(left, right, *place) for place in places]
            best = max(range(len(places)), key=lambda n: overlap[n])
            if overlap[best] <= 0:
                aside[right <= places[0][0]] += text
            elif plain(text) not in skipped:
                columns[best].append((text, row.cells[0]))
        if not all(plain(text) in vocabulary.beside_amounts for text in aside.values()):
            return [[]]  # a heading stands over no amount: the columns are not all there
    return columns


def _overlap(left: int, right: int, start: int, end: int) -> int:
    """The overlap of two spans, with a little room: headings are centred, amounts stand to the right."""
    return min(right, end + 2) - max(left, start - 2)


def _place(row: Row, entry: TableCell) -> tuple[int, int]:
    """The columns of the screen that a cell of a line takes."""
    at = row.line.find(row.cells[0].text) + entry.start - row.cells[0].start
    left = columns_of(row.line[:at])
    return left, left + columns_of(entry.text)


def pieces_of(line: str) -> Iterator[tuple[str, int, int]]:
    """The words of a line, parted at wide gaps, with the columns of the screen they take."""
    for found in _PIECE.finditer(line):
        left = columns_of(line[: found.start()])
        yield found[0], left, left + columns_of(found[0])


def columns_of(text: str) -> int:
    """The width of a text in columns of a screen: two for a full-width letter."""
    widths = "".join(map(unicodedata.east_asian_width, text))
    return len(text) + sum(map(widths.count, _WIDE))
