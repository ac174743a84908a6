"""The three ways from an amount to the heading of its column: by cell, by the columns of the screen, by counting."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.headers import FARTHEST, HeaderRows
from structurer.checks.proof.words import KnownWords
from structurer.text.words import squeeze

_FEWEST_ROWS = 2
"""Rows whose amounts end at the same columns of the screen: one alone shows no columns."""
Extent = tuple[int, int]
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """The columns under the headings of one source."""

    grid: Grid
    words: KnownWords
    _screens: dict[tuple[int, str], dict[int, Texts]] = field(default_factory=dict)
    _counts: dict[int, dict[int, Texts] | None] = field(default_factory=dict)

    def by_cell(self, header: HeaderRows, index: int) -> Texts | None:
        """The headings in the cells over a cell; a blank one over another heading is a part of what stands left of it."""
        found: list[str] = []
        for row in header.rows:
            text = row.text_at(index)
            if not text.strip():
                left = next((told for i in range(index - 1, 0, -1) if (told := row.text_at(i)).strip()), "")
                below = any(other.text_at(index).strip() for other in header.rows if other.position > row.position)
                text = left if below else ""
            if text and found and self._is_broken(header, row, index, found[-1] + text):
                found[-1] += text
            elif text:
                found.append(text)
        return tuple(found) or None

    def _is_broken(self, header: HeaderRows, row: PrintedRow, index: int, whole: str) -> bool:
        """True for a heading broken over two rows, each half over its own column alone: 県 and 支出金, 翌年度 and 繰越額."""
        upper = next((above for above in reversed(header.rows) if above.position < row.position), row)
        alone = all(one.text_at(index).strip() for one in (upper, row))
        beside = upper.text_at(index + 1).strip() if index + 1 < len(upper.cells) else "end"
        halves = self.words.is_group(upper.text_at(index)) or self.words.is_group(row.text_at(index))
        return alone and bool(beside) and not halves and self.words.is_heading(whole)

    def is_aligned(self, header: HeaderRows) -> bool:
        """True where wide gaps set the headings apart, so that columns of the screen can be told."""
        last = header.rows[-1]
        gaps = [b.narrow[0] - a.narrow[1] for a, b in zip(last.cells, last.cells[1:], strict=False)]
        return bool(gaps) and max(gaps) > 2 and len(last.texts) > 1

    def by_screen(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> Texts | None:
        """The headings over a cell on the screen, where wide and narrow ambiguous letters lead to the same."""
        narrow, wide = (self._screen(header, row, which).get(cell.index) for which in ("narrow", "wide"))
        return None if narrow is not None and wide is not None and narrow != wide else wide or narrow

    def over_pair(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> tuple[Texts, Texts] | None:
        """The headings over an amount and over the one in brackets behind it: 要求額 over (前年度当初予算額); None over any other cell."""
        found = []
        for which in ("narrow", "wide"):
            over = [texts for extent, texts in self._leaves(header, which) if _overlap(getattr(cell, which), extent)]
            if len(over) != 1 or over[0] in self._screen(header, row, which).values():
                return None
            found.append(over[0])
        *upper, lower = found[0]
        stacked = found[0] == found[1] and len(upper) == 1 and _BRACKETED.fullmatch(squeeze(lower)) is not None
        return (tuple(upper), (lower,)) if stacked and upper[0][:1] not in {"(", "（"} else None

    def _screen(self, header: HeaderRows, row: PrintedRow, which: str) -> dict[int, Texts]:
        """The headings over each amount of a row; none where any of them has no heading, or shares one."""
        key = row.position, which
        if key not in self._screens:
            leaves = self._leaves(header, which)
            nearest = self._in_order(leaves, row, which)
            under = _under(leaves, row, which) if nearest is None else nearest
            self._screens[key] = under or self._by_edges(header, leaves, row, which)
        return self._screens[key]

    def _by_edges(
        self, header: HeaderRows, leaves: list[tuple[Extent, Texts]], row: PrintedRow, which: str
    ) -> dict[int, Texts]:
        """The headings by the ends of the amounts, where the table has as many as headings and none is under another's.

        A heading that nobody knows may be one of amounts, and another's column blank.
        """
        heads = [(extent, texts) for extent, texts in leaves if not self.words.is_name(texts)]
        body = self._body(header)
        slots = [[c for c in one.cells if c.value is not None or c.is_dash] for one in body]
        ends = sorted({getattr(cell, which)[1] for cells in slots for cell in cells})
        inside = any(one.position == row.position for one in body)
        if not inside or len(ends) != len(heads) or len(slots) < _FEWEST_ROWS:
            return {}
        for cell in (cell for cells in slots for cell in cells):
            place = ends.index(getattr(cell, which)[1])
            if any(_touch(getattr(cell, which), extent) for n, (extent, _) in enumerate(heads) if n != place):
                return {}
        return {cell.index: heads[ends.index(getattr(cell, which)[1])][1] for cell in row.values}

    def _body(self, header: HeaderRows) -> list[PrintedRow]:
        """The rows of amounts right below some headings, up to the first line without any, as far as a row looks for its headings."""
        rows: list[PrintedRow] = []
        first = header.rows[-1].position + 1
        for row in self.grid.rows[first : first + FARTHEST]:
            if row.kind != "line" or not row.values:
                break
            rows.append(row)
        return rows

    def _in_order(self, leaves: list[tuple[Extent, Texts]], row: PrintedRow, which: str) -> dict[int, Texts] | None:
        """One line of headings with an amount or a dash for each: the nearest to each, where that keeps their order."""
        heads = [(extent, texts) for extent, texts in leaves if not self.words.is_name(texts)]
        slots = [cell for cell in row.cells if cell.value is not None or cell.is_dash]
        if len(heads) != len(slots):
            return None
        near = [
            min(range(len(heads)), key=lambda n: abs(sum(heads[n][0]) - sum(getattr(cell, which)))) for cell in slots
        ]
        if near != list(range(len(heads))):
            return None
        return {cell.index: heads[n][1] for n, cell in enumerate(slots)}

    def _leaves(self, header: HeaderRows, which: str) -> list[tuple[Extent, Texts]]:
        """The lowest heading words with what stands over them: their extents on the screen and their texts, topmost first."""
        columns: list[tuple[Extent, Texts]] = []
        for row in header.rows:
            cells = self._unspread([(getattr(cell, which), cell.text) for cell in row.texts])
            if not columns:
                columns = [(extent, (text,)) for extent, text in cells]
                continue
            repeated = _halves(columns, cells) or self._repeated(columns, cells)
            if repeated is not None:
                columns = repeated
                continue
            below: list[tuple[Extent, Texts]] = []
            used: set[int] = set()
            for extent, text in cells:
                over = [k for k, (above, _) in enumerate(columns) if _touch(above, extent)]
                used.update(over)
                upper, texts = columns[over[0]] if len(over) == 1 else (extent, ())
                alone = sum(_touch(upper, other) for other, _ in cells) == 1
                below.append((_union(extent, upper) if alone else extent, self._joined(texts, text)))
            below += [column for k, column in enumerate(columns) if k not in used]
            columns = sorted(below)
        return columns

    def _unspread(self, cells: list[tuple[Extent, str]]) -> list[tuple[Extent, str]]:
        """The letters of one group's heading that are spread over all of its columns, as one: 財 源 内 訳."""
        whole = "".join(text for _, text in cells)
        if len(cells) < len("財源") or any(len(text) > 1 for _, text in cells) or not self.words.is_group(whole):
            return cells
        return [((cells[0][0][0], cells[-1][0][1]), whole)]

    def _repeated(
        self, groups: list[tuple[Extent, Texts]], cells: Sequence[tuple[Extent, str]]
    ) -> list[tuple[Extent, Texts]] | None:
        """The same headings over again below each of several groups, a group without any standing behind them: a year each.

        None where the headings do not repeat, or where one stands under another group than its turn.
        """
        leaves = [cell for cell in cells if not self.words.is_name((cell[1],))]
        names = [(extent, (text,)) for extent, text in cells if self.words.is_name((text,))]
        width = next((n for n in range(2, len(leaves) // 2 + 1) if _is_periodic([t for _, t in leaves], n)), 0)
        count = len(leaves) // width if width else 0
        if not width or len(groups) < count or any(len(texts) != 1 for _, texts in groups):
            return None
        found: list[tuple[Extent, Texts]] = []
        for turn, (extent, texts) in enumerate(groups[:count]):
            own = leaves[turn * width : (turn + 1) * width]
            over = own[0][0][0], own[-1][0][1]
            if not (over[0] <= extent[0] and extent[1] <= over[1]):
                return None
            found += [(leaf, (*texts, text)) for leaf, text in own]
        rest = groups[count:]
        apart = all(extent[0] > leaves[-1][0][1] for extent, _ in rest)
        return sorted([*names, *found, *rest]) if apart else None

    def _joined(self, texts: Texts, text: str) -> Texts:
        """A broken heading put together where neither half is one; else both, the upper one first."""
        halves = texts and not (self.words.is_heading(texts[-1]) and self.words.is_heading(text))
        if halves and self.words.is_heading(texts[-1] + text):
            return (*texts[:-1], texts[-1] + text)
        return (*texts, text)

    def by_count(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> Texts | None:
        """The heading that has the place among the headings that an amount has in its row."""
        leaves = self._ordered(header) or self._before_a_change(header, row)
        if leaves is None:
            return None
        if self._lacks_a_name(leaves, row):
            return None
        if row.position not in self._counts:
            self._counts[row.position] = self._counted([leaf for leaf in leaves if not self.words.is_name(leaf)], row)
        counted = self._counts[row.position]
        if counted is not None and cell.index in counted:
            return counted[cell.index]
        parted = row.kind == "pipe" and row.cells[0].value is not None
        return self._continued(header, row, cell) if parted else None

    def _lacks_a_name(self, leaves: Sequence[Texts], row: PrintedRow) -> bool:
        """True for a row of a drawn table with fewer cells before its amounts than headings before theirs: one may be none."""
        heads = next((n for n, leaf in enumerate(leaves) if not self.words.is_name(leaf)), 0)
        cells = next((cell.index for cell in row.cells if cell.value is not None or cell.is_dash), 0)
        said = self.words.said(row.cells[0].text)
        total = said is not None and "total" in said.marks  # 合計 spans the texts beside the names
        return row.kind == "pipe" and 0 < cells < heads and not total

    def _counted(self, leaves: Sequence[Texts], row: PrintedRow) -> dict[int, Texts] | None:
        """The headings of amounts by the cells of a row; None where they are not as many, or a cell of a table is empty."""
        first = next((c.index for c in row.cells if c.value is not None or c.is_dash), 0)
        slots = [c for c in row.cells[first:] if c.value is not None or c.is_blank]
        if row.kind == "line":
            slots = [c for c in slots if c.value is not None or c.is_dash]
        empty = row.kind != "line" and any(not slot.text.strip() for slot in slots)
        if len(slots) != len(leaves) or empty:
            return None
        return {slot.index: leaf for slot, leaf in zip(slots, leaves, strict=True)}

    def _continued(self, header: HeaderRows, row: PrintedRow, cell: GridCell) -> Texts | None:
        """The last cells of a row that a table inside it has parted: with its first ones they are as many as the headings."""
        opening = next((r for r in reversed(self.grid.rows[: row.position]) if r.opens), None)
        last = header.rows[-1].cells
        if opening is None or len(header.rows) > 1 or len(opening.cells) - 1 + len(row.cells) != len(last):
            return None
        return (last[cell.index + len(last) - len(row.cells)].text,)

    def _ordered(self, header: HeaderRows) -> list[Texts] | None:
        """The leaf headings in their one order; None where a group may stand before or after another leaf."""
        rows = [[cell.text for cell in row.texts] for row in header.rows]
        if all(len(row) == 1 for row in rows):
            rows = [[row[0] for row in rows]]
            return self.flat(rows[0])
        if len(rows) == 1:
            return [(text,) for text in rows[0]]
        if len(rows) > 2:  # headings broken over lines: `分担金 負担金 |` and the rest on the next
            if any(len(row) != 1 for row in rows[1:-1]):
                return None
            rows = [rows[0], [text for row in rows[1:] for text in row]]
        groups = [n for n, text in enumerate(rows[0]) if self.words.is_group(text)]
        if groups != [len(rows[0]) - 1]:
            return None
        return [*((text,) for text in rows[0][:-1]), *((rows[0][-1], text) for text in rows[1])]

    def _before_a_change(self, header: HeaderRows, row: PrintedRow) -> list[Texts] | None:
        """The headings of a row whose sources make up its total, where behind their group a word of change heads the row below.

        With a source left out and the change printed they would not, unless that is 0: then the row does not tell.
        """
        rows = [[cell.text for cell in above.texts] for above in header.rows]
        groups = [n for n, text in enumerate(rows[0]) if self.words.is_group(text)]
        if len(rows) != len(("upper", "lower")) or len(groups) != 1:
            return None
        upper, group = rows[0], groups[0]
        said = [self.words.said(text) for text in upper[group + 1 :]]
        heads = [(text,) for text in upper[:group]]
        amounts = [leaf for leaf in heads if not self.words.is_name(leaf)]
        total, *sources = [cell.value.number for cell in row.values if cell.value is not None] or [None]
        fits = len(amounts) == 1 and len(sources) == len(rows[1]) and total is not None and all(sources[-1:])
        fits = fits and None not in sources
        if not fits or not said or any(one is None or one.marks != {"change"} or one.measures for one in said):
            return None
        return [*heads, *((upper[group], text) for text in rows[1])] if sum(filter(None, sources)) == total else None

    def flat(self, texts: Sequence[str]) -> list[Texts] | None:
        """Headings one below the other: a group's leaves follow it, and nothing that may stand outside comes first."""
        groups = [n for n, text in enumerate(texts) if self.words.is_group(text)]
        if not groups:
            return [(text,) for text in texts]
        if len(groups) > 1:
            return None
        inside = list(texts[groups[0] + 1 :])
        general = [n for n, text in enumerate(inside) if squeeze(text).startswith("一般財源")]
        if general and general != [len(inside) - 1]:
            return None
        return [*((text,) for text in texts[: groups[0]]), *((texts[groups[0]], text) for text in inside)]


_BRACKETED = re.compile(r"[(（][^()（）]+[)）]")


def _halves(
    groups: Sequence[tuple[Extent, Texts]], cells: Sequence[tuple[Extent, str]]
) -> list[tuple[Extent, Texts]] | None:
    """The same headings, names among them, over again under each of several groups that begins where its first one does."""
    width = len(cells) // len(groups)
    if len(groups) < len(("one", "other")) or width < len(("name", "amount")) or width * len(groups) != len(cells):
        return None
    if not _is_periodic([text for _, text in cells], width):
        return None
    found: list[tuple[Extent, Texts]] = []
    for turn, (extent, texts) in enumerate(groups):
        own = cells[turn * width : (turn + 1) * width]
        after = cells[(turn + 1) * width][0][0] if turn + 1 < len(groups) else extent[1]
        if abs(extent[0] - own[0][0][0]) > 1 or extent[1] > after:
            return None
        found += [(leaf, (*texts, text)) for leaf, text in own]
    return found


def _is_periodic(texts: Sequence[str], width: int) -> bool:
    """True for the same words over again, every time as many."""
    words = [squeeze(text) for text in texts]
    return len(words) % width == 0 and all(word == words[n % width] for n, word in enumerate(words))


def _under(leaves: Sequence[tuple[Extent, Texts]], row: PrintedRow, which: str) -> dict[int, Texts]:
    """The one heading over more than half of each amount of a row, else the one that ends where the amount does."""
    taken: dict[int, int] = {}
    for value in row.values:
        over = [n for n, (extent, _) in enumerate(leaves) if _overlap(getattr(value, which), extent)]
        over = over or [n for n, (extent, _) in enumerate(leaves) if _ends_with(getattr(value, which), extent)]
        if len(over) != 1 or over[0] in taken.values():
            return {}
        taken[value.index] = over[0]
    return {index: leaves[n][1] for index, n in taken.items()}


def _touch(one: Extent, other: Extent) -> bool:
    """True where two words stand over each other, if only in part."""
    return one[0] < other[1] and other[0] < one[1]


def _overlap(value: Extent, heading: Extent) -> bool:
    """True where more than half of an amount stands under a heading."""
    shared = min(value[1], heading[1]) - max(value[0], heading[0])
    return 2 * shared > value[1] - value[0]


def _ends_with(value: Extent, heading: Extent) -> bool:
    """True where a heading stands over an amount and both end at one column of the screen."""
    return value[1] == heading[1] and _touch(value, heading)


def _union(one: Extent, other: Extent) -> Extent:
    return min(one[0], other[0]), max(one[1], other[1])
