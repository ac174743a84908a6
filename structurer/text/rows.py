"""Lines as rows of cells: tabs, pipes, aligned spaces, or one cell a line; a piped cell broken over lines is put together.

A line without tabs or pipes is a row of cells where two or more amounts close it, or where it is all column headings;
anything else is running text, however many spaces are in it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any, TypeVar

from structurer.text import lazy_re as re
from structurer.text.commas import VOID
from structurer.text.grids import GridRow
from structurer.text.lazy import lazy
from structurer.text.money import fold
from structurer.text.scan import NAMES
from structurer.text.source import Figure, Line, Source
from structurer.text.words import squeeze, tidy

Work = TypeVar("Work")
Headings = Callable[[str], Sequence[tuple[int, int]] | None]
"""Takes a folded line apart into the spans of its column headings; None for a line that says anything more."""

_DASH = re.compile(r"[-‐‑‒–—―−－ー]{1,2}(?:\s?(?:百万|千|万|億)?円)?")
_LONGEST_DASH = 12  # characters: a dash with its unit and spaces; spares longer cells the pattern
_RULE = re.compile(r"[-‐―ー=:+\s]{3,}|\s*(?::-+:?|-+:)\s*")
_SCALES = {"千": 1000, "万": 10_000, "百万": 1_000_000}
_UNIT_TAIL = re.compile(r"\s*|\s{0,3}(?:(?:百万|千|万|億)?円|人|%)\s*")


@dataclass(frozen=True)
class TableCell:
    """One cell: its text as it is drawn, its place in the row and in the source, and the figures in it."""

    text: str
    line: int
    index: int
    figures: tuple[Figure, ...]
    start: int

    @lazy
    def label(self) -> str:
        """The text as a label: NFKC, spaces folded."""
        return tidy(self.text)

    @lazy
    def is_blank(self) -> bool:
        """True for an empty cell, and for a dash or a `NaN` that stands for nothing."""
        if self.figures:
            return False
        text = self.text.strip()
        dash = len(text) <= _LONGEST_DASH and _DASH.fullmatch(squeeze(text)) is not None
        return text == "" or dash or VOID.fullmatch(text) is not None

    @lazy
    def is_rule(self) -> bool:
        """True for a `---` that only draws a line."""
        return _RULE.fullmatch(self.text) is not None and self.text.strip() != ""

    @lazy
    def figure(self) -> Figure | None:
        """The figure that fills the cell, None where there is none or other text stands beside it."""
        if len(self.figures) != 1:
            return None
        figure = self.figures[0]
        before = self.text[: figure.start - self.start]
        after = self.text[figure.end - self.start :]
        rest = "".join(after.split()).removesuffix("円")
        broken = _SCALES.get(rest, 0) == figure.scale_in_force  # 千, whose 円 is on the next line
        filled = before.strip() == "" and (_UNIT_TAIL.fullmatch(after) is not None or broken)
        return figure if filled and figure.kind not in NAMES else None

    @lazy
    def has_unit_below(self) -> bool:
        """True for an amount whose unit stands alone on the next line, which is no row: no column of a table, but a pair."""
        figure = self.figure
        return figure is not None and figure.scale is not None and "円" not in figure.printed

    @lazy
    def is_value(self) -> bool:
        """True for a figure, a dash or a blank: the cells of a column of amounts."""
        return self.is_blank or self.figure is not None


@dataclass(frozen=True)
class Row:
    """The cells of one line, or of several where a piped cell runs over their ends.

    `line` is the text as printed, its indent too. `pieces` are the parts of a line of text that wide gaps set apart:
    cells only where the rows around it say so.
    """

    cells: tuple[TableCell, ...]
    first_line: int
    last_line: int
    kind: str
    opens: bool
    pieces: tuple[TableCell, ...] = ()
    line: str = ""

    @lazy
    def _kept(self) -> dict[object, Any]:
        return {}

    def once(self, work: Callable[["Row"], Work]) -> Work:
        """The result of a function of this row, worked out once: many ask of a row whether it is a heading, a unit, a cell."""
        kept = self._kept
        if work not in kept:
            kept[work] = work(self)
        found: Work = kept[work]
        return found

    @lazy
    def text(self) -> str:
        """All cells as one text."""
        return " ".join(cell.text for cell in self.cells)

    @lazy
    def filled(self) -> tuple[TableCell, ...]:
        """The cells without the blanks at the end."""
        end = len(self.cells)
        while end and not self.cells[end - 1].text.strip():
            end -= 1
        return self.cells[:end]

    @lazy
    def is_bare(self) -> bool:
        """True for a row without text: blank, or ruled lines and nothing else."""
        return all(cell.is_rule for cell in self.filled)


def rows(source: Source, headings: Headings) -> tuple[Row, ...]:
    """The whole source as rows, blank lines included (as rows without cells); taken apart once for each `headings`."""
    return source.once(_all_rows, headings)


def _all_rows(source: Source, headings: Headings) -> tuple[Row, ...]:
    return tuple(
        replace(row, cells=(), pieces=(), line="") if row.first_line - 1 in source.units_below else row
        for row in _rows(source, headings)
    )  # a unit alone below its amount is no row: the amount has it


def _rows(source: Source, headings: Headings) -> Iterator[Row]:
    pending: list[Line] = []
    ends, grids = source.drawing.joined, source.drawing.grids
    drawn = [*(_piped(line.drawn) for line in source.lines), ""]
    last = until = 0
    for position, line in enumerate(source.lines):
        grid = grids.get(line.number) if grids else None
        if grid is not None:
            yield _grid_row(source, grid)
            until = grid.last
        if line.number <= until:
            continue
        last = max(last, ends.get(line.number, 0))
        pending.append(line)
        if line.number >= last and not _runs_on(pending, drawn[position], drawn[position + 1]):
            yield _row(source, pending, headings)
            pending = []
    if pending:
        yield _row(source, pending, headings)


_MOST_LINES = 60  # lines of one piped row: a page of text in a cell; bounds a pipe that nothing closes


def _piped(text: str) -> str:
    """The text with full-width bars as plain ones: as long as before, so that offsets stay."""
    return text.replace("｜", "|")


def _runs_on(pending: list[Line], text: str, following: str) -> bool:
    """True where a piped row goes on: it has a pipe, its last cell is open, and the next line does not open a row."""
    if "|" not in text and (len(pending) == 1 or "|" not in _piped(pending[0].drawn)):
        return False
    ends, opens = text.rstrip().endswith("|"), following.lstrip().startswith("|")
    bare = not text.lstrip().startswith("|")
    closes = following.rstrip().endswith("|")
    if len(pending) == 1 and (bare or (not ends and not closes)) and text.count("|") == following.count("|"):
        return False  # a table drawn without its outer border: each line is a row
    if len(pending) == 1 and bare and not closes:
        return False  # nothing closes what it leaves open
    return not ends and not opens and following.strip() != "" and len(pending) < _MOST_LINES


def _row(source: Source, lines: list[Line], headings: Headings) -> Row:
    start = lines[0].start
    end = lines[-1].start + len(lines[-1].text)
    text = _piped(source.drawn[start:end])
    kind = "tab" if "\t" in text else "pipe" if "|" in text else "line"
    figures = figures_between(source, start, end)
    aligned = _aligned(text, start, figures, headings) if kind == "line" else None
    kind = kind if aligned is None else "space"
    spans = list(_spans(text, kind)) if aligned is None else aligned
    cells = tuple(
        [
            TableCell(
                text[a:b],
                lines[0].number if len(lines) == 1 else _line_at(lines, start + a, text[a:b]),
                index,
                figures_between(source, start + a, start + b) if figures else (),
                start + a,
            )
            for index, (a, b) in enumerate(spans)
        ]
    )
    pieces = _parts(source, text, lines[0], figures) if kind == "line" and figures else ()
    return Row(cells, lines[0].number, lines[-1].number, kind, text.lstrip().startswith("|"), pieces, text)


def _grid_row(source: Source, grid: GridRow) -> Row:
    """A row of a drawn table; the words of a cell that runs over lines are put together, without its figures."""
    cells = []
    for index, spans in enumerate(grid.cells):
        start = spans[0][0] if spans else source.lines[grid.first - 1].start
        text = (
            source.drawn[slice(*spans[0])] if len(spans) == 1 else "".join(source.drawn[a:b].strip() for a, b in spans)
        )
        figures = figures_between(source, *spans[0]) if len(spans) == 1 else ()
        line = next((n for n in range(grid.last, grid.first, -1) if source.lines[n - 1].start <= start), grid.first)
        cells.append(TableCell(text, line, index, figures, start))
    first = source.lines[grid.first - 1]
    return Row(tuple(cells), grid.first, grid.last, "pipe", opens=True, line=first.drawn)


def _parts(source: Source, text: str, line: Line, figures: tuple[Figure, ...]) -> tuple[TableCell, ...]:
    """The pieces of a line of text with figures that wide gaps set apart; empty without a wide gap."""
    if len(text) > _LONGEST_ALIGNED or _WIDE.search(text.strip(" \u3000")) is None:
        return ()
    spans = _words(text, _pieces(text, line.start, figures), figures, line.start)
    return tuple(
        TableCell(
            text[a:b], line.number, index, figures_between(source, line.start + a, line.start + b), line.start + a
        )
        for index, (a, b) in enumerate(spans)
    )


def _line_at(lines: list[Line], offset: int, text: str) -> int:
    offset += len(text) - len(text.lstrip())
    return next((line.number for line in reversed(lines) if line.start <= offset), lines[0].number)


def _spans(text: str, kind: str) -> Iterator[tuple[int, int]]:
    if text.strip() == "":
        return
    mark = {"tab": "\t", "pipe": "|"}.get(kind)
    if mark is None:
        yield 0, len(text)
        return
    spans = _parted(text, mark)
    yield from _without_borders(text, spans) if kind == "pipe" else spans


def _parted(text: str, mark: str) -> list[tuple[int, int]]:
    """The spans of the parts of a text between the marks that part it."""
    ends = list(accumulate([len(part) + 1 for part in text.split(mark)]))
    return [(begin, end - 1) for begin, end in zip([0, *ends], ends, strict=False)]


def _without_borders(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A pipe at either end draws the border; it opens no cell."""
    if len(spans) > 1 and text[slice(*spans[0])].strip() == "":
        spans = spans[1:]
    if len(spans) > 1 and text[slice(*spans[-1])].strip() == "":
        spans = spans[:-1]
    return spans


_GAP = re.compile(r"[ \u3000\xa0]+")
_WIDE = re.compile(r"[ \xa0]{2,}|\u3000")
_HAS_GAP = re.compile(r"\S[ \u3000\xa0]+\S")
_MOST_PIECES = 60  # cells of an aligned line: more than any table has; bounds a line of nothing but numbers
_LONGEST_ALIGNED = 600  # characters: a wide page set in spaces; a longer line is text, and is not tried


def _aligned(
    text: str, start: int, figures: tuple[Figure, ...], headings: Headings
) -> Sequence[tuple[int, int]] | None:
    """The cells of a line that spaces align: headings only, or closed by two amounts or more; None for running text."""
    if len(text) > _LONGEST_ALIGNED or _HAS_GAP.search(text) is None or "。" in text:
        return None
    if not any(figure.kind not in NAMES for figure in figures):
        found = headings(fold(text))
        return found if found is not None and len(found) > 1 else None
    pieces = _pieces(text, start, figures)
    values = 0
    while values < len(pieces) and _is_value(text, start, pieces[-1 - values], figures):
        values += 1
    if values < 2 or len(pieces) > _MOST_PIECES or all(f.start - start < pieces[-values][0] for f in figures):
        return None
    return [*_words(text, pieces[: len(pieces) - values], figures, start), *pieces[len(pieces) - values :]]


def _pieces(text: str, start: int, figures: tuple[Figure, ...]) -> list[tuple[int, int]]:
    """The pieces between the spaces of a line; a space inside a print (`▲ 5,400`) or before its unit (`7,974 千円`) parts nothing."""
    inside = [(figure.start - start, figure.end - start) for figure in figures]
    cuts = []
    for gap in _GAP.finditer(text):
        unit = _UNIT_NEXT.match(text, gap.end())
        joined = any(a < gap.start() < b for a, b in inside)
        joined = joined or (unit is not None and any(b == gap.start() for _, b in inside))
        if not joined:
            cuts.append(gap.span())
    cuts = sorted([*cuts, *((b, b) for (_, b), (a, _) in pairwise(inside) if a == b)])  # amounts cut apart by their sum
    bounds = [0, *(position for cut in cuts for position in cut), len(text)]
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [(a, b) for a, b in pairs if text[a:b].strip()]


_UNIT_NEXT = re.compile(r"(?:百万|千|万|億)?円(?=[\s\u3000]|$)|人(?=[\s\u3000]|$)")


def _is_value(text: str, start: int, piece: tuple[int, int], figures: tuple[Figure, ...]) -> bool:
    a, b = piece
    held = tuple(figure for figure in figures if a <= figure.start - start < b)
    return text[a:b].strip() != "" and TableCell(text[a:b], 0, 0, held, start + a).is_value


def _words(text: str, pieces: list[tuple[int, int]], figures: tuple[Figure, ...], start: int) -> list[tuple[int, int]]:
    """Pieces put together again but at wide gaps and around amounts; letters spread out over a cell stay together."""
    found: list[tuple[int, int]] = []
    filled = False
    for piece in pieces:
        a, b = piece
        own = _is_value(text, start, piece, figures)
        narrow = found and _WIDE.fullmatch(text[found[-1][1] : a]) is None
        spread = found and b - a == 1 and len(text[slice(*found[-1])].rsplit(maxsplit=1)[-1]) == 1
        if found and not own and not filled and (narrow or spread):
            found[-1] = (found[-1][0], b)
        else:
            found.append(piece)
        filled = own
    return found


def figures_between(source: Source, start: int, end: int) -> tuple[Figure, ...]:
    """The figures between two offsets; figures are in order, so two bisections find them."""
    starts = source.figure_starts
    first = bisect_left(starts, start)
    return source.figures[first : bisect_left(starts, end, first)]
