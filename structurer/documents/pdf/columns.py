"""Lines that `unruled` finds no table in for sure: where the pieces of several stand in the same columns, they are cells.

Pieces that overlap from line to line share a column. Where a line has two pieces in one column, or a sentence runs across,
the alignment is no table's, and the lines stay as they are.
"""

from collections.abc import Iterator, Sequence

from structurer.documents.pdf.textlines import TextLine

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
"""Fewer make no table without ruling lines: a label and its amount stand in two columns of many a list."""

_MOST_LEADING = 3.0  # sizes between two rows of one table: what is further apart may be two tables


def blocks(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines that may be the rows of one table: several pieces each, one below the other."""
    block: list[TextLine] = []
    for line in lines:
        if len(line.pieces) < 2 or (block and _is_far(block[-1], line)):
            yield from _closed(block)
            block = []
        if len(line.pieces) >= 2:
            block.append(line)
        else:
            yield [line]
    yield from _closed(block)


def _closed(block: list[TextLine]) -> Iterator[list[TextLine]]:
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
    columns = _columns(block)
    rows = [[""] * len(columns) for _ in block]
    for row, line in zip(rows, block, strict=True):
        for piece in line.pieces:
            place = _place(columns, piece.box[0], piece.box[2])
            if row[place]:
                return None
            row[place] = piece.text
    return rows if len(columns) >= _FEWEST_COLUMNS else None


def _columns(block: Sequence[TextLine]) -> list[tuple[float, float]]:
    """The widths that pieces take up, those that overlap as one."""
    spans = sorted((piece.box[0], piece.box[2]) for line in block for piece in line.pieces)
    merged = [spans[0]]
    for left, right in spans[1:]:
        if left < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _place(columns: Sequence[tuple[float, float]], left: float, right: float) -> int:
    return next(place for place, column in enumerate(columns) if column[0] <= left and right <= column[1])
