"""Tables without ruling lines, by place: columns are what white corridors part, rows what is set on one height.

A table grows from a row of two numbers or more: upwards over its headings, downwards as long as the corridors stay white. What
does not come out as a table with a heading over each column of numbers stays in the lines that are printed, for `columns` to look at:
better no table than a cell in the wrong column.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from structurer.documents.pdf import words
from structurer.documents.pdf.gridrow import GridRow, headings, in_middle
from structurer.documents.pdf.rowheights import begins
from structurer.documents.pdf.textlines import GlyphRun, PlacedRow, TextLine, around
from structurer.documents.pdf.words import Band, Span, merged, over, pitch, span

_FAR = 3.3  # sizes from one line of a table to the next; what is further apart may be two tables
_STACKED = 1.7  # sizes from one line of a cell or a heading to the next
_FEWEST_COLUMNS, _FEWEST_NUMBERS = 3, 2


def blocks(lines: Sequence[TextLine]) -> Iterator[TextLine | list[PlacedRow]]:
    """The lines of a page from top to bottom, those of a table as its rows."""
    every = list(words.bands(lines))
    first = 0
    while first < len(every):
        seed = next((n for n in range(first, len(every)) if every[n].is_row), None)
        grid = None if seed is None else _Grid(every, first, seed)
        rows = None if grid is None else grid.rows()
        top, stop = (len(every), len(every)) if grid is None else (grid.top, grid.stop)
        yield from (text for band in every[first : top if rows else stop] for text in band.texts)
        if rows:
            yield rows
        first = stop


class _Grid:
    """The bands from `top` to `stop` that may be a table; headings over several columns are groups and take up no column."""

    def __init__(self, every: Sequence[Band], first: int, seed: int) -> None:
        self._every, self._seed = every, seed
        self.top, self.stop = seed, seed + 1
        self._groups: set[int] = set()
        self._columns = merged(map(span, every[seed].words))
        self._numbers: list[Span] = []
        self._rows: list[Span] = []  # the widths of numbers and of labels
        self._note(every[seed])
        while self.top > first and self._is_heading(every[self.top - 1]):
            self.top -= 1
        while self.top < seed - 1 and self._is_title():
            self.top += 1
        self._columns = merged(self._spans(self.top, seed + 1))
        self._headed = self._over_heads()
        while self.stop < len(every) and self._goes_on(every[self.stop]):
            self._columns = self._with(every[self.stop])
            self._note(every[self.stop])
            self.stop += 1
        while not self._is_filled(every[self.stop - 1]) and pitch(*every[self.stop - 2 : self.stop]) > _STACKED:
            self.stop -= 1

    def _is_filled(self, band: Band) -> bool:
        return any(words.is_filled(word) and over(self._numbers, span(word)) for word in band.words)

    def _note(self, band: Band) -> None:
        """Keep what a row takes up: its numbers and its label, which is leftmost."""
        label, *others = sorted(band.words, key=span)
        if band.is_row:
            self._numbers = merged([*self._numbers, *(span(word) for word in others if words.is_filled(word))])
            self._rows = merged([*self._rows, *self._numbers, span(label)])

    def _spans(self, start: int, stop: int) -> list[Span]:
        """The widths of the words of some bands, without those of groups."""
        return [span(word) for n in range(start, stop) if n not in self._groups for word in self._every[n].words]

    def _with(self, band: Band) -> list[Span]:
        return merged([*self._columns, *map(span, band.words)])

    def _over_heads(self) -> list[Span]:
        """The columns of the headings and the first row that have a heading."""
        heads = self._spans(self.top, self._seed)
        return [column for column in self._columns if over(heads, column)]

    def _is_heading(self, band: Band) -> bool:
        """Whether a band belongs to the headings over those so far: each word over one column, or over the middle of several."""
        if pitch(band, self._every[self.top]) > _FAR or any(map(words.is_filled, band.words)):
            return False
        crossing = [word for word in band.words if len(over(self._columns, span(word))) > 1]
        self._headed = self._over_heads()
        if self._is_white(band):
            near = not self._is_headed() or pitch(band, self._every[self.top]) <= _STACKED
            self._columns = self._with(band) if near else self._columns
            return near
        groups = bool(crossing) and all(
            in_middle(self._columns, word, range(1, len(self._columns))) for word in crossing
        )  # over no label
        self._groups |= {self.top - 1} if groups else set()
        return groups

    def _is_headed(self) -> bool:
        """Whether something stands over each number of the first row."""
        heads = self._spans(self.top, self._seed)
        return all(over(heads, span(word)) for word in self._every[self._seed].words if words.is_filled(word))

    def _is_title(self) -> bool:
        """Whether the uppermost band is the title of the table: running text at its left edge, apart from the headings."""
        band, below = self._every[self.top : self.top + 2]
        columns = {n for word in band.words for n in over(self._columns, span(word))}
        running = [len(text.pieces) for text in band.texts] == [1] and 0 in columns <= {0, 1}
        return running and self.top not in self._groups and pitch(band, below) > _STACKED

    def _goes_on(self, band: Band) -> bool:
        """Whether a band below belongs to the rows, and not to the headings of another table."""
        fresh = any(not over(self._columns, span(word)) for word in band.words)
        meant = {n for word in band.words for n in over(self._numbers, span(word))}
        is_heading = len(band.words) >= _FEWEST_COLUMNS and (fresh or len(meant) >= _FEWEST_NUMBERS)
        near = pitch(self._every[self.stop - 1], band) <= _FAR
        return near and (band.has_numbers or not is_heading) and self._is_white(band)

    def _is_white(self, band: Band) -> bool:
        """Whether a band keeps the corridors white: no column takes up two with headings, or two of labels and numbers."""
        known = self._headed, self._rows
        return all(len(over(spans, column)) < 2 for column in self._with(band) for spans in known)

    def rows(self) -> list[PlacedRow] | None:
        """The rows, headings first; None where it is no table. `stop` then is behind the last band that belongs to it."""
        columns = self._with_edges(merged(self._spans(self.top, self.stop)))
        values = self._values(columns)
        own = self._every[self.top : self.stop]
        numbers = {
            n: [word for word in band.words if words.is_filled(word) and values & set(over(columns, span(word)))]
            for n, band in enumerate(own)
            if n >= self._seed - self.top
        }
        anchors = {n: around([glyph for word in held for glyph in word.glyphs]) for n, held in numbers.items() if held}
        found = begins([band.box for band in own], anchors)
        if len(columns) < _FEWEST_COLUMNS or found is None:
            return None
        heads = headings(columns, own[: found[0]])
        data = [_cells(columns, values, own[a:b]) for a, b in pairwise(found)]
        if None in data or not values - {0} <= {column for row in heads or () for column in row.over}:
            return None
        self.stop = self.top + found[-1]
        return [row.printed(len(columns)) for row in (*(heads or ()), *data) if row is not None]

    def _with_edges(self, columns: list[Span]) -> list[Span]:
        """The columns, those as one of which one has only a heading and the next none: they are set at two edges."""
        headed = {n for own in self._spans(self.top, self._seed) for n in over(columns, own)}
        filled = {n for own in self._spans(self._seed, self.stop) for n in over(columns, own)}
        beside = {n: [one for one in (n - 1, n + 1) if one in headed - filled] for n in filled - headed}
        joins = {tuple(sorted((n, *found))) for n, found in beside.items() if len(found) == 1}
        return merged([*columns, *((columns[a][0], columns[b][1]) for a, b in joins)])

    def _values(self, columns: Sequence[Span]) -> set[int]:
        """The columns that hold more numbers than words below the headings."""
        counts = [0] * len(columns)
        for word in (word for band in self._every[self._seed : self.stop] for word in band.words):
            for column in over(columns, span(word)):
                counts[column] += 1 if words.is_filled(word) else -1
        return {column for column, count in enumerate(counts) if count > 0}


def _cells(columns: Sequence[Span], values: set[int], bands: Sequence[Band]) -> GridRow | None:
    """The cells of a row; None where a word stands over two columns, or two numbers, or a dash, in a cell for one."""
    row = GridRow()
    for line in (line for band in bands for line in band.lines):
        for own, held in groupby(line, key=lambda word: over(columns, span(word))):
            if len(own) != 1:
                return None
            row.put(own, list(held))
    crowded = any(sum(map(words.is_number, row.words(n))) > 1 or _is_crowded(row.lines.get(n, ())) for n in values)
    return None if crowded else row


def _is_crowded(lines: Sequence[Sequence[GlyphRun]]) -> bool:
    """Whether a line of a cell holds two of what is one each: numbers and dashes."""
    return any(sum(map(words.is_filled, line)) > 1 for line in lines)
