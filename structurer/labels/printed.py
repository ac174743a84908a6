"""The labels above and beside a figure, as printed. Their meaning is left open: a word is about labels that no vocabulary knows."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from structurer.labels.vocabulary import Vocabulary
from structurer.text import lazy_re as re
from structurer.text.rows import Row, rows
from structurer.text.source import Figure, Source
from structurer.text.words import squeeze, tidy

_HEADER_ROWS = 30  # rows above a figure: a page of a table; headings further up head another one
_PIECE = re.compile(r"[^\s\u3000]+")


@dataclass(frozen=True)
class PrintedLabels:
    """The rows of one source, as a vocabulary takes its headings apart."""

    source: Source
    vocabulary: Vocabulary

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The source as rows of cells, without the blank ones."""
        return tuple(row for row in rows(self.source, self.vocabulary.heading_words) if not row.is_bare)

    @cached_property
    def _starts(self) -> list[int]:
        return [row.first_line for row in self.rows]

    def row_of(self, line: int) -> int:
        """The place of the row that a line belongs to."""
        return max(0, bisect_right(self._starts, line) - 1)

    def column(self, figure: Figure) -> str | None:
        """The label at the head of a figure's column, None where none is found."""
        position = self.row_of(figure.line)
        row = self.rows[position]
        if len(row.cells) == 1:
            return self._tall_column(position)
        index = next((cell.index for cell in row.cells if figure in cell.figures), None)
        return None if index is None else self.heading(position, index)

    def is_listed(self, figure: Figure) -> bool:
        """True for a figure of a list of labels with their values: what stands over it is the text of another label, no head."""
        position = self.row_of(figure.line)
        near = self.rows[max(0, position - _HEADER_ROWS) : position]
        above = next((row for row in reversed(near) if all(cell.figure is None for cell in row.cells)), None)
        if above is None or len(above.cells) != 2 or len(self.rows[position].cells) != 2:
            return False
        own = self.vocabulary.when(self.row_label(figure), None)
        return own.stage is not None and squeeze(above.cells[0].label) in self.vocabulary.texts

    def column_heads(self) -> Iterator[str]:
        """The cells of the rows that head columns: three texts and more, no amount; two are a label and its value."""
        for row in self.rows:
            if len(row.filled) > 2 and all(cell.figure is None for cell in row.cells):
                yield from (cell.label for cell in row.filled)

    def row_label(self, figure: Figure) -> str:
        """The label that a figure's row begins with; empty where a figure stands there."""
        row = self.rows[self.row_of(figure.line)]
        if len(row.cells) == 1:
            named = self._name_above(self.row_of(figure.line))
            return "" if named is None else self.rows[named].filled[0].label
        first = row.filled[0]
        return "" if first.is_value or first.figures else first.label

    def heading(self, position: int, index: int) -> str | None:
        """The label at the head of the column at a place of a row: of the nearest row above that holds no amount."""
        row = self.rows[position]
        for above in reversed(self.rows[max(0, position - _HEADER_ROWS) : position]):
            if any(cell.figure is not None for cell in above.cells):
                continue
            words = _words(above, row)
            if words is None:
                return None
            if words[index].strip(" \u3000－-―−‐—"):  # a dash stands for an amount
                return tidy(words[index])
        return None

    def name_heading(self, line: int, text: str) -> str | None:
        """The label at the head of the column in which a text stands, None where it fills no cell of its row."""
        position = self.row_of(line)
        row = self.rows[position]
        index = next((cell.index for cell in row.cells if squeeze(cell.text) == squeeze(text)), None)
        return None if index is None or len(row.cells) == 1 else self.heading(position, index)

    def _tall_column(self, position: int) -> str | None:
        """The label of a column where each cell has a line of its own: a label, then a value for each column."""
        named = self._name_above(position)
        if named is None or named == position:
            return None
        place, width = position - named - 1, 0
        while named + 1 + width < len(self.rows) and self._is_value(named + 1 + width):
            width += 1
        while named > width and self._is_value(named - 1):
            before = self._name_above(named - 1)
            if before is None or named - before - 1 != width:
                return None
            named = before
        heads = self.rows[max(0, named - width) : named]
        if len(heads) < width or any(len(row.filled) != 1 for row in heads):
            return None
        return heads[place].filled[0].label

    def _is_value(self, position: int) -> bool:
        filled = self.rows[position].filled
        return len(filled) == 1 and filled[0].is_value

    def _name_above(self, position: int) -> int | None:
        while position >= 0 and self._is_value(position):
            position -= 1
        return position if position >= 0 and len(self.rows[position].filled) == 1 else None


def _words(above: Row, row: Row) -> Sequence[str] | None:
    """The cells of a heading, one for each cell of a row below it; None where the two rows do not match."""
    if above.kind == row.kind and row.kind in {"tab", "pipe"}:
        texts = [cell.text for cell in above.cells]
        return (
            [*texts, *[""] * (len(row.cells) - len(texts))]
            if row.kind == "tab" or len(texts) == len(row.cells)
            else None
        )
    if row.kind == "space" and above.kind in {"space", "line"}:
        pieces = [cell.text for cell in above.cells] if above.kind == "space" else _PIECE.findall(above.line)
        values = sum(cell.is_value for cell in row.cells)
        if len(pieces) == len(row.cells):
            return pieces
        return [*[""] * (len(row.cells) - values), *pieces[-values:]] if len(pieces) > values else None
    return None
