"""Two lists side by side, each under a title of its own that says a year or a stage: `[要求の内訳]　　[査定の内訳]`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.text import lazy_re as re

_TITLE = re.compile(r"[【〈《〔\[](?P<words>[^【】〈〉《》〔〕\[\]]+)[】〉》〕\]]")
_LISTS = re.compile(r"の?(?:内訳|明細|一覧|内容|概要)$")
"""What a title says of the list below it, beside the moment that its amounts are of."""
_FEWEST = 2
"""Lines with an entry in both lists: one alone may be anything."""
_MOST_ROWS = 60


@dataclass(frozen=True)
class PairedLists:
    """The lists of one source that stand so."""

    grid: Grid
    words: KnownWords
    _titles: dict[int, tuple[GridCell, ...]] = field(default_factory=dict)

    def spot(self, row: PrintedRow, cell: GridCell) -> Spot | None:
        """The place of an amount at the end of an entry of either list; None in anything else."""
        titles = self._over(row)
        own = next((half for half in _halves(row, titles) if half and half[-1] is cell), ()) if titles else ()
        if not own:
            return None
        right = _is_right(cell, titles)
        name = " ".join(one.text for one in own[:-1] if one.value is None)
        top = self.grid.row_of(titles[0].line)
        words = _said(titles[right])
        return Spot("word", (name,), (words,), "", (), (row.first, top.first), top.position, is_right=right)

    def title(self, row: PrintedRow, figure: str | None) -> GridCell | None:
        """The title of the list that a figure of a row is in."""
        titles = self._over(row)
        held = next((cell for cell in row.values if cell.value is not None and cell.value.id == figure), None)
        return titles[_is_right(held, titles)] if titles and held is not None else None

    def _over(self, row: PrintedRow) -> tuple[GridCell, ...]:
        """The two titles over the run of lines that a row belongs to; none where the lines are no two lists."""
        if row.kind != "line" or not row.values:
            return ()
        if row.position not in self._titles:
            self._walk(row)
        return self._titles[row.position]

    def _walk(self, row: PrintedRow) -> None:
        """Find the titles over a row, and keep them for all rows of the run."""
        rows, first, end = self.grid.rows, row.position, row.position + 1
        while first > 0 and row.position - first < _MOST_ROWS and _is_entry(rows[first - 1]):
            first -= 1
        while end < len(rows) and end - first < _MOST_ROWS and _is_entry(rows[end]):
            end += 1
        run = rows[first:end]
        titles = self._titles_of(rows[first - 1]) if first else ()
        halves = [_halves(one, titles) for one in run] if titles else []
        both = sum(all(half for half in two) for two in halves)
        whole = both >= _FEWEST and all(any(two) and all(map(_is_priced, filter(None, two))) for two in halves)
        self._titles.update(dict.fromkeys(range(first, end), titles if whole else ()))

    def _titles_of(self, row: PrintedRow) -> tuple[GridCell, ...]:
        """The two titles on a line, each of which says a year or a stage and nothing else; none on any other."""
        texts = [cell for cell in row.texts if "単位" not in cell.text]
        if row.kind != "line" or row.values or len(texts) != len(("left", "right")):
            return ()
        said = [self.words.said(_said(cell)) if _TITLE.fullmatch(cell.text) else None for cell in texts]
        dated = all(one is not None and (one.stages or one.years) and not one.measures for one in said)
        return tuple(texts) if dated else ()


def _said(title: GridCell) -> str:
    """The words of a title without those of the list."""
    found = _TITLE.fullmatch(title.text)
    return "" if found is None else _LISTS.sub("", found["words"].strip())


def _is_entry(row: PrintedRow) -> bool:
    return row.kind == "line" and bool(row.values) and bool(row.texts)


def _is_right(cell: GridCell, titles: Sequence[GridCell]) -> bool:
    return cell.narrow[0] >= titles[1].narrow[0]


def _halves(row: PrintedRow, titles: Sequence[GridCell]) -> tuple[Sequence[GridCell], Sequence[GridCell]]:
    """The cells of a line in the left list and in the right one; none at all where one stands in both, however wide letters are."""
    left = [c for c in row.cells if c.narrow[1] < titles[1].narrow[0] and c.wide[1] < titles[1].wide[0]]
    right = [c for c in row.cells if c.narrow[0] >= titles[1].narrow[0] and c.wide[0] >= titles[1].wide[0]]
    return (left, right) if len(left) + len(right) == len(row.cells) else ((), ())


def _is_priced(half: Sequence[GridCell]) -> bool:
    """True for a name, behind its number or not, and one amount of money at its end."""
    *named, last = half
    texts = [cell for cell in named if cell.value is None and not cell.is_blank]
    numbered = len(named) - len(texts) == 1 and named[0].value is not None and named[0].text.strip().isdecimal()
    money = last.value is not None and last.value.is_money
    return money and bool(texts) and (numbered or len(texts) == len(named))
