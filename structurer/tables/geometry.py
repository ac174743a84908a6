"""The places of labels, worked out from the source alone, so that a reader's claims can be checked."""

import weakref
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import pairwise

from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.model import Label
from structurer.text.narrow import narrow_name
from structurer.text.rows import Row, rows
from structurer.text.source import Source
from structurer.text.words import plain as folded
from structurer.text.words import squeeze

_SPAN_LINES = 3  # lines: a label in a narrow cell is broken over two, seldom three
_SPREAD_ROWS = 8  # rows: the stages under one spread cell (`R8年度` over 要求 … 査定), with room
_VOICED = "\uff9e\uff9f"


class Geometry:
    """The places of labels in one source; every look-up is a bisection or a short scan."""

    def __init__(self, source: Source, vocabulary: Vocabulary) -> None:
        self.source, self.vocabulary = source, vocabulary
        self._lines: dict[int, tuple[str, list[int]]] = {}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The source as rows of cells."""
        return rows(self.source, self.vocabulary.heading_words)

    def place(self, label: Label) -> int | None:
        """The offset at which a label stands on its line (or runs over the next two), None where it does not."""
        if label.line is None or not 1 <= label.line <= len(self.source.lines):
            return None
        whole = self._find(label.text, label.line)
        if whole is not None:
            return whole
        narrow = narrow_name(self.source, label.line, label.text)
        if narrow is not None:
            return narrow
        if self._is_wrapped(squeeze(label.text), self.row_of(label.line)):
            return self.rows[self.row_of(label.line)].cells[0].start
        across = self._across_cells(squeeze(label.text), self.row_of(label.line))
        if across is not None:
            return across
        first, _, last = label.text.rpartition(" ")
        return self._find(last, label.line) if first and self._spread(first, last, label.line) else None

    def _find(self, text: str, line: int) -> int | None:
        """The offset of a text on a line or running over the next two; as printed, or NFKC and without spaces."""
        first = self.source.lines[line - 1]
        last = self.source.lines[min(line - 1 + _SPAN_LINES, len(self.source.lines)) - 1]
        printed = self.source.drawn.find(text, first.start, last.start + len(last.text)) if text else -1
        if 0 <= printed < first.start + len(first.text):
            return printed
        needle = squeeze(text)
        if not needle:
            return None
        squeezed = ""
        offsets: list[int] = []
        for number in range(line, last.number + 1):
            more, places = self._squeezed(number)
            squeezed, offsets = squeezed + more, offsets + places
        found = squeezed.find(needle)
        places = [printed] if printed >= 0 else []  # a spread label on its line, before the same words on the next
        return min([*places, *offsets[found : found + 1]] if found >= 0 else places, default=None)

    def _is_wrapped(self, name: str, position: int) -> bool:
        """True where a name begins in the first cell of a row and ends in the lines below it, beside which nothing stands."""
        first = squeeze(self.rows[position].cells[0].text) if self.rows[position].cells else ""
        rest = name.removeprefix(first) if first and first != name else ""
        for row in self.rows[position + 1 : position + 1 + _SPAN_LINES]:
            more = squeeze(row.text)
            if not rest or row.kind != "line" or not more or any(cell.figures for cell in row.cells):
                break
            if more == rest:
                return name.startswith(first)
            rest = rest.removeprefix(more) if rest.startswith(more) else ""
        return False

    def _across_cells(self, name: str, position: int) -> int | None:
        """The offset of a name that fills two cells side by side of a row that pipes draw: a group and what is in it."""
        row = self.rows[position]
        if row.kind != "pipe":
            return None
        pairs = ((left.start, squeeze(left.text), squeeze(right.text)) for left, right in pairwise(row.cells))
        return next((start for start, left, right in pairs if left and right and left + right == name), None)

    def _spread(self, first: str, last: str, line: int) -> bool:
        """True where a label's last part is a cell of a tabbed row whose first cell is blank and stands above it."""
        position = self.row_of(line)
        row = self.rows[position]
        if row.kind != "tab" or not any(squeeze(cell.text) == squeeze(last) for cell in row.cells):
            return False
        for above in reversed(self.rows[max(0, position - _SPREAD_ROWS) : position + 1]):
            name = above.cells[0].text if above.kind == "tab" else ""
            if name.strip():
                return squeeze(name) == squeeze(first)
        return False

    def _squeezed(self, number: int) -> tuple[str, list[int]]:
        """A line in NFKC without spaces, and for each of its characters the offset it comes from."""
        if number not in self._lines:
            line = self.source.lines[number - 1]
            self._lines[number] = _squeezed(line.drawn, line.start)
        return self._lines[number]

    @cached_property
    def _row_starts(self) -> list[int]:
        return [row.first_line for row in self.rows]

    def row_of(self, line: int) -> int:
        """The position in `rows` of the row that a 1-based line belongs to."""
        return bisect_right(self._row_starts, line) - 1


def geometry(source: Source, vocabulary: Vocabulary) -> Geometry:
    """The geometry of a source, made once for each vocabulary."""
    return source.once(_geometry, vocabulary)


def _geometry(source: Source, vocabulary: Vocabulary) -> Geometry:
    """The source keeps it: were it held here in turn, all that a sheet is would be a circle, and wait for the garbage collector."""
    return Geometry(weakref.proxy(source), vocabulary)


def _squeezed(text: str, start: int) -> tuple[str, list[int]]:
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text, start):
        if character in _VOICED:
            continue  # taken with the half-width kana before it
        voiced = text[offset - start + 1 : offset - start + 2] if character > "\uff60" else ""
        for normal in _normal(character + voiced if voiced and voiced in _VOICED else character):
            characters.append(normal)
            offsets.append(offset)
    return "".join(characters), offsets


@lru_cache(maxsize=8192)
def _normal(character: str) -> str:
    return "".join(folded(character).split())
