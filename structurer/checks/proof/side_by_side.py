"""Two tables side by side in one drawing: the same headings of amounts over both, names before each: 歳出 and 歳入."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.headers import HeaderRows
from structurer.checks.proof.words import KnownWords
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_TITLE = re.compile(r"[【〈《〔\[][^】〉》〕\]]+[】〉》〕\]]")
_OPENING = frozenset("【〈《〔[")
_INDENT = 4
"""Columns of the screen that headings are set in below their title: two letters."""
_FARTHEST = 4
"""Rows from the headings up to the titles of the two: a line of the drawing stands between them."""


@dataclass(frozen=True)
class SideBySide:
    """The tables of one source that stand so."""

    grid: Grid
    words: KnownWords
    _halves: dict[int, tuple[PrintedRow, tuple[int, int] | None]] = field(default_factory=dict, compare=False)

    def label(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> tuple[str, ...]:
        """The label of an amount of the right table, which stands between its amounts and those of the left one; else none."""
        if row.kind == "line" or not header.is_even_with(row):
            return ()
        parted = self._parted(header)
        if parted is None or cell.index < parted[1]:
            return ()
        label = [one.text for one in row.cells[slice(*parted)] if one.text.strip() and one.value is None]
        return tuple(label) or ("",)

    def label_on_line(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> tuple[str, ...]:
        """The label of an amount of either table on one aligned line, under two names, each over the amounts behind it."""
        begin = self._begin_on_line(header)
        if begin is None:
            return ()
        own = [one for one in row.cells if (one.narrow[0] >= begin) is (cell.narrow[0] >= begin)]
        own = [one for one in own if one.index < cell.index]
        own = own if self._are_alike(header) else [one for one in own if one.value is None and not one.is_dash]
        return (" ".join(one.text for one in own),) if own and all(one.value is None for one in own[:1]) else ()

    def is_right(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> bool:
        """True for an amount of the right one of two tables on aligned lines, each under a title and headings of its own."""
        begin = self._begin_on_line(header) if row.kind == "line" and not self._are_alike(header) else None
        return begin is not None and cell.narrow[0] >= begin

    def _begin_on_line(self, header: HeaderRows) -> int | None:
        """The column of the screen at which the right table begins; None where the headings are those of one table."""
        heads = header.rows[-1].cells
        if self._are_alike(header):
            return heads[len(heads) // 2].narrow[0] - 1
        titles = self._titles_on_line(header)
        return min(titles[1].narrow[0], heads[self._names(header)[1]].narrow[0]) - 1 if titles else None

    def _are_alike(self, header: HeaderRows) -> bool:
        """True for the same headings twice, names first."""
        heads = header.rows[-1].cells
        half = len(heads) // 2
        words = [squeeze(head.text) for head in heads]
        if len(heads) % 2 or half < len(("name", "amount")) or words[:half] != words[half:]:
            return False
        return words[0].lower() in self.words.heads and not self.words.heads_amounts(words[0])

    def _names(self, header: HeaderRows) -> list[int]:
        """The places of the headings of names in a row of headings, each of which has amounts behind it."""
        heads = header.rows[-1].cells
        names = [head.index for head in heads if not self.words.heads_amounts(head.text)]
        known = all(squeeze(heads[n].text).lower() in self.words.heads for n in names)
        return names if known and all(end - n > 1 for n, end in pairwise([*names, len(heads)])) else []

    def _titles_on_line(self, header: HeaderRows) -> tuple[GridCell, ...]:
        """The two titles in brackets on the line above the headings, or the first of these, each over the first heading of its table."""
        names, top = self._names(header), header.rows[0]
        above = top if len(header.rows) > 1 and top.text[:1] in _OPENING else self.grid.above(top.position)
        if names[:1] != [0] or len(names) != len(("left", "right")) or top.kind != "line" or above is None:
            return ()
        texts = [cell for cell in above.texts if "単位" not in squeeze(cell.text)]
        titled = len(texts) == len(names) and all(_TITLE.fullmatch(squeeze(cell.text)) for cell in texts)
        if above.kind != "line" or above.values or not titled:
            return ()
        heads = header.rows[-1].cells
        over = all(abs(text.narrow[0] - heads[n].narrow[0]) <= _INDENT for text, n in zip(texts, names, strict=True))
        return tuple(texts) if over else ()

    def titles(self, header: HeaderRows) -> tuple[GridCell, ...]:
        """The titles of the two tables: the two cells of the row above their headings, or one over the first of each's columns."""
        parted = self._parted(header)
        row = None if parted is None else header.rows[0] if self._is_titled(header) else self._row_above(header)
        places = [] if row is None else [cell.index for cell in row.texts]
        over = parted is not None and places == [0, parted[0]]
        return row.texts if row is not None and (over or places == [0, 1] == [*range(len(row.cells))]) else ()

    def title(self, header: HeaderRows, row: PrintedRow, figure: str | None) -> GridCell | None:
        """The title of the table that a figure of a row is in; None where the two have none."""
        on_line = self._titles_on_line(header) if row.kind == "line" else ()
        if on_line:
            held = next((cell for cell in row.values if cell.value is not None and cell.value.id == figure), None)
            return None if held is None else on_line[self.is_right(header, row, held)]
        titles, parted = self.titles(header), self._parted(header)
        own = (cell.index for cell in row.values if cell.value is not None and cell.value.id == figure)
        return titles[next(own, 0) >= parted[0]] if titles and parted is not None else None

    def untitled(self, header: HeaderRows) -> HeaderRows:
        """The headings of the columns without the titles of the two tables, which stand over all columns of each."""
        return HeaderRows(header.rows[1:], header.between) if self._is_titled(header) else header

    def _is_titled(self, header: HeaderRows) -> bool:
        """True where the first of several heading rows holds nothing but the titles, neither of which says a year, a stage or a measure."""
        if len(header.rows) < len(("titles", "names")):
            return False
        texts = header.rows[0].texts
        said = [self.words.said(cell.text) for cell in texts]
        if any(one is not None and (one.years or one.stages or one.measures) for one in said):
            return False
        if header.rows[0].kind == "line":
            return self._titles_on_line(header) == texts
        parted = self._parted(header)
        return parted is not None and [cell.index for cell in texts] == [0, parted[0]]

    def _row_above(self, header: HeaderRows) -> PrintedRow | None:
        """The row right above the headings, drawn as they are, without an amount."""
        top = header.rows[0]
        above = reversed(self.grid.rows[max(0, top.position - _FARTHEST) : top.position])
        drawn = list(takewhile(lambda row: row.kind == top.kind or (row.is_bare and row.cells), above))
        row = next((row for row in drawn if not row.is_bare), None)
        return None if row is None or row.values else row

    def _parted(self, header: HeaderRows) -> tuple[int, int] | None:
        """Where the names and where the amounts of the right table begin; None where the headings are those of one table.

        Worked out once for a row of headings, which is kept beside it: no other row comes to have its `id`.
        """
        row = header.rows[-1]
        if id(row) not in self._halves:
            self._halves[id(row)] = row, self._parted_by(row)
        return self._halves[id(row)][1]

    def _parted_by(self, row: PrintedRow) -> tuple[int, int] | None:
        heads = row.cells
        amounts = [head.index for head in heads if self.words.heads_amounts(head.text)]
        begin = next((n for n in amounts[1:] if not self.words.heads_amounts(heads[n - 1].text)), len(heads))
        apart = [head.index for head in row.texts if head.index not in amounts]
        names = [n for n in apart if amounts and amounts[0] < n < begin]
        left, right = (self._words(heads, [n for n in amounts if (n >= begin) is behind]) for behind in (False, True))
        named = bool(names) and squeeze(heads[names[0]].text).lower() in self.words.heads
        return (names[0], begin) if named and left == right and len(left) >= len(("now", "before")) else None

    @staticmethod
    def _words(heads: Sequence[GridCell], places: Sequence[int]) -> list[str]:
        return [squeeze(heads[n].text) for n in places]
