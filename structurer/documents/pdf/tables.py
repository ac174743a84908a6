"""Tables by their ruling lines: each character falls into the smallest cell around it; a figure across a line is doubtful."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pdfplumber.page import Page as Plumbed

from structurer.documents.document import Trouble
from structurer.documents.pdf.glyph import PART_OF_NUMBER, Box, Glyph
from structurer.documents.pdf.layout import TextLine, gap, lines, spaced
from structurer.documents.words import cell as cell_text
from structurer.documents.words import joined

_FEWEST_COLUMNS = 2
_TOUCHING = 0.25
_TALL = 1.6


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table drawn with lines: its box, and each row as the boxes of its cells; None where a merged cell goes on."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row: the text of each cell, blank where there is none, and its place on the page."""

    cells: tuple[str, ...]
    box: Box


def ruled(page: Plumbed) -> list[Ruled]:
    """The tables of a page that have columns; a frame around text is none."""
    found = []
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        rows = tuple(tuple(row.cells) for row in table.rows)
        if sum(any(cell is not None for cell in column) for column in zip(*rows, strict=False)) >= _FEWEST_COLUMNS:
            found.append(Ruled(table.bbox, rows))
    return found


class Cells:
    """The cells of all tables of a page."""

    def __init__(self, tables: Sequence[Ruled]) -> None:
        boxes = [box for table in tables for row in table.rows for box in row if box is not None]
        self._boxes = sorted(set(boxes), key=_area)
        self.held: dict[Box, list[Glyph]] = defaultdict(list)
        self.loose: list[Glyph] = []

    def fill(self, glyphs: Sequence[Glyph]) -> None:
        """Put each character into the smallest cell around its middle, or leave it loose."""
        for glyph in glyphs:
            box = self.at(glyph)
            if box is None:
                self.loose.append(glyph)
            else:
                self.held[box].append(glyph)

    def at(self, glyph: Glyph) -> Box | None:
        """The smallest cell around a character's middle."""
        x, y = glyph.middle
        return next((box for box in self._boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)

    def crossing(self, glyphs: Sequence[Glyph]) -> Iterator[Trouble]:
        """The numbers that stand in two cells at once."""
        for line in lines(glyphs):
            own = line.glyphs
            for left, right in pairwise(own):
                number = PART_OF_NUMBER.search(left.text) and PART_OF_NUMBER.search(right.text)
                if number and gap(left, right) < _TOUCHING and self.at(left) != self.at(right):
                    yield Trouble("crossing", line.text[:40])


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def filled(table: Ruled, cells: Cells, inner: Sequence[Ruled]) -> Iterator[FilledRow]:
    """The rows of a table; a table within a cell is part of the cell's text."""
    for row in table.rows:
        texts = tuple("" if box is None else _text(box, cells, inner) for box in row)
        known = [box for box in row if box is not None]
        if any(texts):
            yield FilledRow(texts, _around(known))


def _text(box: Box, cells: Cells, inner: Sequence[Ruled]) -> str:
    within = [table for table in inner if _holds(box, table.box)]
    held = [*cells.held.get(box, ())]
    for table in within:
        held += [glyph for row in table.rows for part in row if part is not None for glyph in cells.held.get(part, ())]
    found = lines(held)
    if _is_vertical(found):
        return cell_text("".join(glyph.text for line in found for glyph in line.glyphs))
    return cell_text(joined([spaced(line.glyphs) for line in found]))


def _is_vertical(found: Sequence[TextLine]) -> bool:
    """True for letters one below the other: `財`, `源`, `内`, `訳`."""
    return len(found) > 1 and all(len(line.glyphs) == 1 and not line.glyphs[0].is_digit for line in found)


def stacked(cells: Cells) -> Iterator[Trouble]:
    """The numbers that are printed downwards, a digit below the other: nobody can tell them from several numbers."""
    for held in cells.held.values():
        found = [line.glyphs for line in lines(held)]
        for upper, lower in pairwise(found):
            single = len(upper) == len(lower) == 1 and upper[0].is_digit and lower[0].is_digit
            if single and lower[0].middle[1] - upper[0].middle[1] < _TALL * upper[0].size:
                yield Trouble("turned", upper[0].text + lower[0].text)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - 1 <= inner[0] and outer[1] - 1 <= inner[1] and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
        and outer != inner
    )  # fmt: skip


def nested(tables: Sequence[Ruled]) -> tuple[list[Ruled], list[Ruled]]:
    """The tables that stand by themselves, and those that stand in a cell of another."""
    inner = [
        table
        for table in tables
        if any(_holds(box, table.box) for other in tables if other != table for row in other.rows for box in row if box)
    ]
    return [table for table in tables if table not in inner], inner


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
