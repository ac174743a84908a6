"""Tables drawn one cell a line whose headings or labels are broken over lines, which have texts too, or whose items stand across.

The lines from the heading of the names down are parted in every way that their words allow into headings and records of one length.
A place is proved only where all ways that fit give it the same label and the same heading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from structurer.checks.proof.consume import BUDGET, Consumed
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.headers import CAPTION, is_offices
from structurer.checks.proof.pairs import Pairs, is_alone, is_single
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_FARTHEST = 120
"""Lines up to the heading of the names: twelve records of ten cells."""
_MOST_HEADS = 24
"""Lines of headings: twelve columns, each broken once."""
_MOST_PARTS = 3
"""Lines of one heading or label: the longest of published sheets has three."""
_FEWEST = 2
"""Columns of amounts: over one alone nothing tells a heading from a label."""
_MOST_WAYS = 200
"""Ways of parting that are tried: broken headings have a handful."""

_NOTED = re.compile(r"[(（]?[A-Z](?:[+＋\-−][A-Z])*[)）]?|[(（](?:百万|千|万)?円[)）]|[(（]人[)）]")
"""A line under a heading that only numbers it or says its unit: (A), A+B, (千円)."""

Texts = tuple[str, ...]


class Found(NamedTuple):
    """The label and the headings of one cell, and what stands under 単位 in its record."""

    label: Texts
    leaf: Texts
    units: Texts = ()


@dataclass(frozen=True)
class _Head:
    """One way to read the headings: those before the amounts, over them, and behind them, and where the records begin."""

    before: int
    leaves: tuple[str, ...]
    after: int
    begin: int
    across: bool = False


@dataclass(frozen=True)
class RecordTables:
    """The tables of one source that are drawn one cell a line; `names` are names of the record, which are quoted."""

    grid: Grid
    words: KnownWords
    names: frozenset[str]
    pairs: Pairs
    _kept: dict[int, dict[int, Found | None]] = field(default_factory=dict)

    def spot(self, row: PrintedRow) -> Spot | None:
        """The place of an amount that is alone on its line; None where no table of records is told."""
        for corner in self._corners(row):
            if corner not in self._kept:
                self._kept[corner] = self._table(corner)
            if row.position in self._kept[corner]:
                found = self._kept[corner][row.position]
                lines = (row.first, *(self.grid.rows[place].first for place in range(corner, row.position)))
                return None if found is None else Spot("count", found.label, found.leaf, "", found.units, lines, corner)
        return None

    def _corners(self, row: PrintedRow) -> Iterator[int]:
        """The lines above that may head the names, the nearest first, as far as single lines go."""
        rows = self.grid.rows
        for place in range(row.position - 1, max(-1, row.position - _FARTHEST), -1):
            if not is_single(rows[place]):
                return
            over = rows[place - 1] if place else None
            begins = over is None or over.is_bare or CAPTION.search(over.text) is not None or self._ends_head(over)
            if self._is_name_head(rows[place].text) or (begins and self._is_leaf([rows[place].text])):
                yield place  # a heading of names, or the first heading of amounts where nothing stands over the labels

    def _ends_head(self, row: PrintedRow) -> bool:
        """True for a line of offices at the end of the sheet's head; below a heading of the table it is one of these."""
        above = self.grid.rows[row.position - 1] if row.position else None
        return is_offices(row) and not (
            above is not None and (self._is_name_head(above.text) or self._is_leaf([above.text]))
        )

    def _is_name_head(self, text: str) -> bool:
        """True for a heading over names, numbers or texts: 区分, 細事業名, No., 説明."""
        return squeeze(text).lower() in self.words.heads and self.words.is_name((text,))

    def _table(self, corner: int) -> dict[int, Found | None]:
        """The places of all amounts below a corner; None for one that two ways read differently."""
        rows = self.grid.rows
        end = next((n for n in range(corner + 1, len(rows)) if not is_single(rows[n])), len(rows))
        body = rows[corner:end]
        places: dict[int, Found | None] = {}
        for number, head in enumerate(self._heads(body)):
            if number >= _MOST_WAYS:
                return dict.fromkeys(places)
            for place, found in self._read(body, head).items():
                at = corner + place
                places[at] = found if places.get(at, found) == found else None
        return places

    def _heads(self, body: Sequence[PrintedRow]) -> Iterator[_Head]:
        """Every way to read the first lines as headings."""
        before = 0
        while before < len(body) and self._is_name_head(body[before].text):
            before += 1
        limit = next((n for n, row in enumerate(body) if n >= before and is_alone(row)), len(body))
        for leaves, begin in self._leaves(body, before, min(limit, _MOST_HEADS)):
            if len(leaves) < _FEWEST:
                continue
            yield _Head(before, leaves, 0, begin)
            if begin < limit and self._is_text_head(body[begin].text):
                yield _Head(before, leaves, 1, begin + 1)
        named = body[before : limit - 1]
        if before == 1 and len(named) >= _FEWEST and all(self._is_named(row.text) for row in named):
            yield _Head(before, tuple(row.text for row in named), 0, limit - 1, across=True)

    def _is_text_head(self, text: str) -> bool:
        """True for a heading behind those of amounts under which texts stand; any word, if no amount's."""
        said = self.words.said(text)
        return said is None or (not said.measures and not said.stages and not said.years and self._is_name_head(text))

    def _is_named(self, text: str) -> bool:
        said = self.words.said(text)
        return squeeze(text) in self.names or (said is not None and said.marks == {"total"})

    def _leaves(self, body: Sequence[PrintedRow], start: int, limit: int) -> Iterator[tuple[Texts, int]]:
        """Every way to read lines as headings of amounts, each of one line or of some that are halves of one."""
        yield (), start
        for count in range(1, _MOST_PARTS + 1):
            parts = [row.text for row in body[start : start + count]]
            if start + count > limit or not self._is_leaf(parts):
                continue
            for rest, end in self._leaves(body, start + count, limit):
                yield ("".join(parts), *rest), end

    def _is_leaf(self, parts: Sequence[str]) -> bool:
        """True for the heading of a column of amounts."""
        said = self.words.said("".join(parts))
        told = said is not None and bool(said.measures or said.stages or said.years or said.marks & {"total", "change"})
        return told and self._is_whole(parts)

    def _is_whole(self, parts: Sequence[str]) -> bool:
        """True for one line, and for several that belong together: no two of them are a heading each."""
        if parts[-1].rstrip().endswith(("・", "、")):
            return False
        return all(self._is_joint("".join(parts[:n]), parts[n]) for n in range(1, len(parts)))

    def _is_joint(self, one: str, two: str) -> bool:
        """True where two lines are halves: neither is all, or a mark, or a year and its budget, or 当初予算 and 要求額."""
        first, second, whole = self.words.said(one), self.words.said(two), self.words.said(one + two)
        if whole is None:
            return False
        if one.rstrip().endswith(("・", "、")) or first is None or second is None:
            return True
        taken = self.words.longest(squeeze(one + two), 0)
        if taken is not None and taken[0] == len(squeeze(one + two)) and not squeeze(one).endswith("額"):
            return True  # 補正 and 要求額: one word, broken over two lines
        if _NOTED.fullmatch(squeeze(two)) is not None:
            return True
        dated = first == Consumed(years=first.years) and len(first.years) == 1
        budgeted = BUDGET in second.stages or (len(second.stages) == 1 and squeeze(two).startswith("当初"))
        return dated and not second.years and budgeted and not second.measures

    def _read(self, body: Sequence[PrintedRow], head: _Head) -> dict[int, Found]:
        """The places of the amounts of all records, as far as they are of one length; a last one that is not takes itself away."""
        found: dict[int, Found] = {}
        at, width = head.begin, len(head.leaves)
        waiting = 0
        while at < len(body):
            begin = at + waiting
            label, start = self._label(body, begin, head)
            values = body[start : start + width]
            if (
                head.across
                and len(values) == width
                and not any(row.values for row in values)
                and not is_alone(body[at])
            ):
                at = start + width  # a field of texts, a word for each item
                continue
            if label is None or len(values) < width or not all(map(is_alone, values)):
                break
            named = zip(body[: head.before], body[begin:start], strict=False)  # of a total one name stands alone
            units = tuple(row.text for over, row in named if squeeze(over.text) == "単位" and not row.values)
            for n, row in enumerate(values):
                if row.values:
                    leaf = head.leaves[n]
                    found[start + n] = Found((leaf,), label) if head.across else Found(label, (leaf,), units)
            at, waiting = start + width, head.after
            if at < len(body) and is_alone(body[at]) and not (head.after and body[at].cells[0].is_dash):
                return {}
            if head.after and at < len(body) and self._is_total(label):
                break
        return found if self._is_closed(body, head, at) else {}

    def _is_closed(self, body: Sequence[PrintedRow], head: _Head, at: int) -> bool:
        """True where no further amounts stand alone below the records but those under other headings, or in pairs below one."""
        rest = [row for row in body[at + head.after :] if is_alone(row)]
        below = body[at].position + 1 if at < len(body) else 0
        paired = at < len(body) and self.pairs.is_labelled(below) and self.pairs.is_labelled(below + 2)
        return not rest or paired or any(self._is_name_head(row.text) for row in body[at:])

    def _label(self, body: Sequence[PrintedRow], begin: int, head: _Head) -> tuple[Texts | None, int]:
        """The label of a record and where its amounts begin."""
        if head.across:
            return ((body[begin].text,) if begin < len(body) and not is_alone(body[begin]) else None), begin + 1
        first = next(
            (n for n in range(begin, min(len(body), begin + head.before + _MOST_PARTS)) if is_alone(body[n])), -1
        )
        if head.before > 1 or head.after:
            total = begin < len(body) and self._is_total((body[begin].text,))
            if total:
                return (body[begin].text,), begin + 1
            own = body[begin : begin + head.before]
            numbered = bool(own) and bool(own[0].values)
            texts = tuple(row.text for row in own[1 if numbered else 0 :])
            if len(own) < head.before or any(row.values for row in own[1 if numbered else 0 :]) or not texts:
                return None, begin
            return texts[:1], begin + head.before
        if first <= begin:
            return None, begin
        texts = tuple(row.text for row in body[begin:first])
        whole = len(texts) == 1 or (self._is_whole(texts) and len(texts) <= _MOST_PARTS)
        return (("".join(texts),) if whole else None), first

    def _is_total(self, label: Texts) -> bool:
        said = self.words.said("".join(label))
        return said is not None and said.marks == {"total"} and not said.measures and not said.stages
