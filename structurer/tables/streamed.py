"""The headings of an aligned table that lines print piece by piece, as narrow cells broke them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from structurer.tables.context import Context
from structurer.tables.headings import is_heading, is_unit_line
from structurer.tables.row import amounts, cells_of
from structurer.tables.sense import sense
from structurer.text.rows import Row, TableCell
from structurer.text.stream import headings, joined
from structurer.text.words import squeeze

_FEWEST = 3  # lines of such headings, and amounts in a row below them
_MOST_ROWS = 24  # of headings, and of amounts between them and a row


@dataclass(frozen=True)
class _Senses:
    """What headings mean in a table's context."""

    context: Context

    def key(self, text: str) -> tuple[Hashable, ...] | None:
        found = sense(self.context, text)
        year, stage = (None, None) if found.when is None else (found.when.year_offset, found.when.stage)
        year = found.year if found.value is not None else year
        amount = found.valued and not (found.total or found.change or found.group)
        said = (found.source or ("sum" if found.sums else None), stage or found.value, year is not None and (year,))
        return said if amount and any(said) else None

    def is_name(self, text: str) -> bool:
        found = sense(self.context, text)
        return not found.valued and (found.name or found.weak_name or found.number or found.text or found.indicator)

    def is_group(self, text: str) -> bool:
        return sense(self.context, text).group and not self.is_name(text)


def streamed(context: Context, position: int, free: int) -> tuple[list[TableCell], int] | None:
    """The headings over a row of amounts as one row of cells, with the place where they begin; None for any others."""
    row = context.rows[position]
    count = len(amounts(cells_of(row)))
    if row.kind not in {"space", "line"} or count < _FEWEST:
        return None
    above = [context.rows[n] for n in range(position - 1, max(free, position - _MOST_ROWS) - 1, -1)]
    zone = list(takewhile(_is_piece, above))[::-1]
    if len(zone) < _FEWEST:
        return None
    words = [word for one in zone for word in _words(one)]
    pieces = [word.text for word in words]
    found = headings(pieces, count, _Senses(context))
    if found is None:
        return None
    cells = [_cell(words[first:last], joined(pieces, (first, last)), n) for n, (first, last) in enumerate(found)]
    return cells, position - len(zone)


def _is_piece(row: Row) -> bool:
    """True for a line that may be a piece of headings: no caption, no heading of a section, no sentence, no amount."""
    bracketed = (
        row.text.strip()[:1] in "(（" and row.text.strip()[-1:] in ")）" and not any(c.isdigit() for c in row.text)
    )
    told = is_unit_line(row) or is_heading(row) or bracketed or "。" in row.text
    return (
        bool(row.filled)
        and not row.is_bare
        and row.kind in {"space", "line"}
        and not amounts(cells_of(row))
        and not told
    )


def _words(row: Row) -> list[TableCell]:
    words: list[TableCell] = []
    for entry in row.filled:
        place = 0
        for text in entry.text.split():
            place = entry.text.index(text, place)
            words.append(TableCell(text, entry.line, 0, (), entry.start + place))
            place += len(text)
    return words


def _cell(words: Sequence[TableCell], text: str, index: int) -> TableCell:
    return TableCell(squeeze(text), words[0].line, index, (), words[0].start)
