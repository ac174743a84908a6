"""Lines that `unruled` finds no table in for sure: where the pieces of several stand in the same columns, they are cells.

Pieces that overlap from line to line share a column. Where a line has two pieces in one column, or a sentence runs across,
the alignment is no table's, and the lines stay as they are.
"""

from collections.abc import Iterator, Sequence

from structurer.documents.pdf.textlines import TextLine
from structurer.documents.pdf.words import merged, span

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
"""Fewer make no table without ruling lines: a label and its amount stand in two columns of many a list."""

_MOST_LEADING = 3.0  # sizes between two rows of one table: what is further apart may be two tables


def blocks(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines that may be the rows of one table: several pieces each, one below the other."""
    block: list[TextLine] = []
    for line in lines:
        alone = len(line.pieces) < 2
        if block and (alone or len(block[-1].pieces) < 2 or _is_far(block[-1], line)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_far(above: TextLine, below: TextLine) -> bool:
    return below.box[1] - above.box[3] > _MOST_LEADING * above.glyphs[0].size


def is_parted(above: Sequence[TextLine], block: Sequence[TextLine]) -> bool:
    """Whether only a distance parts a block from the one above: its headings may stand there, in columns of their own."""
    return bool(above) and min(len(above[-1].pieces), len(block[0].pieces)) > 1


def cells(block: Sequence[TextLine]) -> list[list[str]] | None:
    """The cells of each line of a block, blank where a column has none; None where the block is no table."""
    if len(block) < _FEWEST_ROWS or max(len(line.pieces) for line in block) < _FEWEST_COLUMNS:
        return None
    columns = merged(span(piece) for line in block for piece in line.pieces)
    rows = [[""] * len(columns) for _ in block]
    for row, line in zip(rows, block, strict=True):
        for piece in line.pieces:
            own = span(piece)
            place = next(n for n, column in enumerate(columns) if column[0] <= own[0] and own[1] <= column[1])
            if row[place]:
                return None
            row[place] = piece.text
    return rows if len(columns) >= _FEWEST_COLUMNS else None
