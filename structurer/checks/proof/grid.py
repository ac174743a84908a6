"""The lines of a source as rows of cells, however drawn, with the screen columns each cell takes. Facts of the drawing only.

A tabbed or piped line is cells; a line that opens with a bar begins a row and the lines after it are its cells. Any other
line is the words that spaces part, letters spread over a cell closed up again.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from structurer.text import lazy_re as re
from structurer.text.commas import VOID
from structurer.text.lazy import lazy
from structurer.text.rows import figures_between
from structurer.text.scan import NAMES
from structurer.text.source import Figure, Line, Source
from structurer.text.words import is_references, plain, squeeze, tidy

_DASH = re.compile(r"[-‐‑‒–—―−－ー]{1,2}(?:千円|百万円|円)?")
_RULE = re.compile(r"[\s|:=+\-‐―ー─━]+")
_TAIL = re.compile(r"(?:百万|千|万|億)?円?|人|名|%")
_WORD = re.compile(r"[^\s\u3000]+")
_WIDEST_SPREAD = 2  # spaces between the letters of one word
_WIDEST_GAP = 6
"""Spaces between the letters of a heading spread over several columns."""
_PAIRS = frozenset({
    "区分", "合計", "小計", "総計", "項目", "段階", "備考", "説明", "内訳", "要求", "査定", "差引", "増減", "事項", "事業", "費目",
    "科目", "財源", "名称", "摘要", "金額", "指標", "内容", "概要",
})  # fmt: skip
"""Words of two letters that are none of a table's words alone, so that two of them side by side are no two headings."""
_PAIR = "区分"
_REFERENCE = re.compile(r"[(（](?:[A-ZＡ-Ｚ](?:[-－+＋−][A-ZＡ-Ｚ])*|[①-⑳](?:[-－+＋−][①-⑳])*)[)）]")
"""The letter of a column right behind its heading: 要求額 (B), 増減 (C-A)."""
_UNIT_WORD = re.compile(r"(?:百万|千|万|億)?円|人|名|%")


@dataclass(frozen=True)
class GridCell:
    """One cell: its text as drawn, its place, the screen columns it takes with narrow and wide ambiguous letters, the figures in it.

    `value` is the figure that the cell is and nothing else, its unit apart.
    """

    text: str
    start: int
    index: int
    line: int
    narrow: tuple[int, int]
    wide: tuple[int, int]
    figures: tuple[Figure, ...]
    value: Figure | None

    @lazy
    def is_blank(self) -> bool:
        """Nothing, or a dash or `NaN` that stands for nothing."""
        if self.figures:
            return False
        text = squeeze(self.text)
        return not text or _DASH.fullmatch(text) is not None or VOID.fullmatch(self.text.strip()) is not None

    @lazy
    def is_dash(self) -> bool:
        """A dash that stands for nothing: it takes a place in a row."""
        return self.is_blank and bool(self.text.strip())


@dataclass(frozen=True)
class PrintedRow:
    """The cells of one drawn row; `kind` is `tab`, `pipe` or `line`."""

    position: int
    kind: str
    cells: tuple[GridCell, ...]
    first: int
    last: int
    opens: bool = False

    @lazy
    def _starts(self) -> list[int]:
        return [cell.start for cell in self.cells]

    @lazy
    def values(self) -> tuple[GridCell, ...]:
        """The cells that are an amount and nothing else."""
        return tuple(cell for cell in self.cells if cell.value is not None)

    @lazy
    def texts(self) -> tuple[GridCell, ...]:
        """The cells that hold words."""
        return tuple(cell for cell in self.cells if cell.value is None and not cell.is_blank)

    @lazy
    def text(self) -> str:
        """All of it, tidied."""
        return tidy(" ".join(cell.text for cell in self.cells))

    @lazy
    def is_bare(self) -> bool:
        """A blank line, a drawn rule, or nothing but the marks of columns: ① ② ③ ③－①."""
        silent = all(not cell.text.strip() or _RULE.fullmatch(cell.text) is not None for cell in self.cells)
        return silent or is_references(" ".join(cell.text for cell in self.cells))

    def text_at(self, index: int) -> str:
        """The words of a cell by its index; empty where the row ends before it."""
        return self.cells[index].text if index < len(self.cells) else ""

    def cell_at(self, offset: int) -> GridCell | None:
        """The cell that an offset of the source falls into."""
        place = bisect_right(self._starts, offset) - 1
        cell = self.cells[place] if place >= 0 else None
        return cell if cell is not None and offset < cell.start + len(cell.text) else None


@dataclass(frozen=True)
class Grid:
    """All rows of a source."""

    source: Source

    @lazy
    def rows(self) -> tuple[PrintedRow, ...]:
        """Every row, blank ones too."""
        return self.source.once(_all_rows)

    @lazy
    def _of_lines(self) -> dict[int, PrintedRow]:
        """The row of each line."""
        return {line: row for row in self.rows for line in range(row.first, row.last + 1)}

    @lazy
    def _filled(self) -> list[int]:
        """The positions of the rows that say something."""
        return [row.position for row in self.rows if not row.is_bare]

    def below(self, position: int) -> PrintedRow | None:
        """The next row that says something."""
        place = bisect_right(self._filled, position)
        return self.rows[self._filled[place]] if place < len(self._filled) else None

    def above(self, position: int) -> PrintedRow | None:
        """The row before that says something."""
        place = bisect_left(self._filled, position) - 1
        return self.rows[self._filled[place]] if place >= 0 else None

    def indent(self, row: PrintedRow) -> int:
        """The letters that a row is set in by."""
        text = self.source.lines[row.first - 1].drawn
        return len(text) - len(text.lstrip())

    def row_of(self, line: int) -> PrintedRow:
        """The row that a 1-based line belongs to."""
        found = self._of_lines.get(line)
        return self.rows[-1] if found is None else found


_MOST_LINES = 60
"""A piped row over more lines than this is taken for text: the longest seen in published sheets has 24."""


def _all_rows(source: Source) -> tuple[PrintedRow, ...]:
    return tuple(_rows(source))


def _rows(source: Source) -> Iterator[PrintedRow]:
    lines, position, number = source.lines, 0, 0
    while number < len(lines):
        taken = _carried(source, number) or _extent(lines, number)
        yield _row(source, lines[number : number + taken], position)
        position, number = position + 1, number + taken


def _carried(source: Source, number: int) -> int:
    """How many lines cells in quotes carry a row over; 0 for any other row."""
    last = source.drawing.joined.get(number + 1)
    return 0 if last is None else last - number


def _extent(lines: Sequence[Line], number: int) -> int:
    """How many lines the row takes that begins at a place: a piped row goes on to the line that closes its last cell."""
    first = _bars(lines[number].drawn)
    count = 1
    if "|" not in first and not (number + 1 < len(lines) and _opens_late(lines, number)):
        return 1
    while number + count < len(lines) and count < _MOST_LINES:
        last, after = _bars(lines[number + count - 1].drawn), _bars(lines[number + count].drawn)
        bare = count == 1 and "|" in first and not first.lstrip().startswith("|")
        alike = bare and (first.count("|") == after.count("|") or not after.rstrip().endswith("|"))
        if after.lstrip().startswith("|") or not after.strip() or alike:
            break
        closed = last.rstrip().endswith("|")
        if closed and not (first.lstrip().startswith("|") and _is_one_cell(last) and _is_one_cell(after)):
            break
        count += 1
    return count


def _opens_late(lines: Sequence[Line], number: int) -> bool:
    """True for the line `| |` of a row whose cells follow one a line; kept apart so that running text never joins one."""
    return lines[number].drawn.strip() in {"| |", "||"}


def _is_one_cell(text: str) -> bool:
    """True for `事業費 |` and `| 要求額 |`: one cell of a row that is drawn one cell a line."""
    return text.rstrip().endswith("|") and len([part for part in text.split("|") if part.strip()]) <= 1


def _bars(text: str) -> str:
    return text.replace("｜", "|")


def _row(source: Source, lines: Sequence[Line], position: int) -> PrintedRow:
    start, end = lines[0].start, lines[-1].start + len(lines[-1].text)
    text = _bars(source.drawn[start:end])
    kind = "tab" if "\t" in text else "pipe" if "|" in text else "line"
    figures = figures_between(source, start, end)
    spans = _words(text, figures, start) if kind == "line" else _cells(text, "\t" if kind == "tab" else "|")
    columns = _columns(text) if kind == "line" else None
    held = source if figures else None
    cells = tuple([_cell(text, span, index, lines, held, columns) for index, span in enumerate(spans)])
    return PrintedRow(position, kind, cells, lines[0].number, lines[-1].number, text.lstrip().startswith("|"))


def _cell(
    text: str,
    span: tuple[int, int],
    index: int,
    lines: Sequence[Line],
    source: Source | None,
    columns: tuple[list[int], list[int]] | None,
) -> GridCell:
    """A cell of a row; without a source, of a row without figures."""
    a, b = span
    own, start = text[a:b], lines[0].start + a
    held = () if source is None else figures_between(source, start, lines[0].start + b)
    narrow, wide = (
        ((0, 0), (0, 0)) if columns is None else ((columns[0][a], columns[0][b]), (columns[1][a], columns[1][b]))
    )
    line = lines[0].number
    if len(lines) > 1:
        opens = start + len(own) - len(own.lstrip())
        line = next(line.number for line in reversed(lines) if line.start <= opens)
    return GridCell(own, start, index, line, narrow, wide, held, _value(own, start, held))


def _value(text: str, start: int, figures: Sequence[Figure]) -> Figure | None:
    """The figure that a cell is and nothing else, its unit apart."""
    if len(figures) != 1 or figures[0].kind in NAMES:
        return None
    figure = figures[0]
    before = text[: figure.start - start].strip()
    after = text[figure.end - start :].strip()
    return figure if not before and _TAIL.fullmatch(plain(after)) is not None else None


def _cells(text: str, mark: str) -> list[tuple[int, int]]:
    ends = list(accumulate([len(part) + 1 for part in text.split(mark)]))
    spans = [(begin, end - 1) for begin, end in zip([0, *ends], ends, strict=False)]
    if mark == "|":  # a bar at either end draws the border; it opens no cell
        spans = spans[1:] if len(spans) > 1 and not text[slice(*spans[0])].strip() else spans
        spans = spans[:-1] if len(spans) > 1 and not text[slice(*spans[-1])].strip() else spans
    return spans


def _words(text: str, figures: Sequence[Figure], start: int) -> list[tuple[int, int]]:
    """The words of a line: a print with spaces in it and its unit are one, so are single letters that spaces spread."""
    inside = [(figure.start - start, figure.end - start) for figure in figures]
    ends = {end for _, end in inside}
    spans: list[tuple[int, int]] = []
    letters, apart = False, ""  # the last word is single letters with gaps between them, and what such a gap is
    for match in _WORD.finditer(text):
        a, b = match.span()
        printed = bool(inside and spans) and (
            _end_of(inside, a) > a or _end_of(inside, spans[-1][0] + 1) > spans[-1][1]  # a number goes on here
        )
        unit = bool(spans) and spans[-1][1] in ends and _UNIT_WORD.fullmatch(match[0]) is not None
        single = b - a == 1 and not text[a].isdigit()
        gap = text[spans[-1][1] : a] if spans else ""
        spread = letters and single and len(gap) <= _WIDEST_SPREAD and apart in {"", gap}
        lettered = len(gap) == 1 and _REFERENCE.fullmatch(match[0]) is not None
        if printed or unit or spread or lettered:
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
        letters, apart = single and not (printed or unit), gap if spread else ""
    return _closed_up(text, spans)


def _closed_up(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words of a line with letters spread as wide as a column closed up: three and more at one distance, or a pair that is a word."""
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(spans):
        last = place
        while last + 1 < len(spans) and _is_letter(text, spans[last]) and _is_letter(text, spans[last + 1]):
            gap, first = spans[last + 1][0] - spans[last][1], spans[place + 1][0] - spans[place][1]
            if gap != first or gap > _WIDEST_GAP:
                break
            last += 1
        if last > place:
            letters = squeeze(text[spans[place][0] : spans[last][1]])
            last = last if len(letters) > len(_PAIR) or letters in _PAIRS else place
        found.append((spans[place][0], spans[last][1]))
        place = last + 1
    return found


def _is_letter(text: str, span: tuple[int, int]) -> bool:
    return span[1] - span[0] == 1 and text[span[0]].isalpha() and not text[span[0]].isascii()


def _end_of(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """Where the last span ends that begins before an offset; -1 where none does."""
    place = bisect_left(spans, (offset, 0)) - 1
    return spans[place][1] if place >= 0 else -1


def _columns(text: str) -> tuple[list[int], list[int]]:
    """The screen column of each offset, with ambiguous letters one column wide and two."""
    widths = list(map(_width, text))
    return list(accumulate([narrow for narrow, _ in widths], initial=0)), list(
        accumulate([wide for _, wide in widths], initial=0)
    )


@lru_cache(maxsize=4096)
def _width(character: str) -> tuple[int, int]:
    """The screen columns of one letter, the ambiguous ones narrow and wide."""
    width = unicodedata.east_asian_width(character)
    full = 0 if unicodedata.combining(character) else 2 if width in "FW" else 1
    return full, 2 if width == "A" else full
