"""Headings that lines print piece by piece, as their narrow cells broke them: 国 庫, 支出金, 分担金, 負担金."""

from collections.abc import Hashable
from dataclasses import dataclass

from structurer.checks.proof.consume import BUDGET
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import SOURCES, Measure
from structurer.text import lazy_re as re
from structurer.text.stream import headings, joined, pieces_of

_AMOUNTS = frozenset(SOURCES) | {Measure.PROJECT_COST, Measure.TOTAL}
_SET_OFF = re.compile(
    r"\s*(?:[(（][^()（）\d]*[)）]\s*$|[【〈《＜<■◆◇●○◎□▼▶▷※#(（]|.*(?:。|[:：]|単\s*位)|[0-9０-９]{1,2}[)）.．、\s　]+\D|[①-⑳])"
)
"""A line that is no piece of headings: in brackets or behind a mark, a caption, a field, a sentence."""
_FEWEST = 3
"""Lines of such headings, and amounts in a row below them; fewer are told by other ways."""
_MOST_ROWS = 24
"""Lines of such headings, with the rows of amounts between them and a row."""
_NO_AMOUNT = frozenset({"total", "change", "part", "group"})


@dataclass(frozen=True)
class StreamedWords:
    """The meanings of headings by the words that are known."""

    words: KnownWords

    def key(self, text: str) -> tuple[Hashable, ...] | None:
        """Measure, year and stage of the heading of amounts; None for any other text, and for two measures, years or stages."""
        said = self.words.said(text)
        if said is None or said.units or said.marks & _NO_AMOUNT or not said.measures <= _AMOUNTS:
            return None
        stages = said.stages - {BUDGET} or said.stages
        one = max(len(said.measures), len(said.years), len(stages)) == 1
        return (said.measures, said.years, stages) if one else None

    def is_name(self, text: str) -> bool:
        """True for the heading of a column without amounts."""
        return self.words.is_name((text,))

    def is_group(self, text: str) -> bool:
        """True for the heading of several columns."""
        return self.words.is_group(text)


@dataclass(frozen=True)
class Streamed:
    """The headings over a row: their lines, and their texts put together."""

    rows: tuple[PrintedRow, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Streams:
    """Such headings of one source."""

    grid: Grid
    words: KnownWords

    def over(self, row: PrintedRow) -> Streamed | None:
        """The headings right over rows of as many amounts as there are headings; None where the pieces make others, or several."""
        count = sum(cell.value is not None or cell.is_dash for cell in row.cells)
        zone: list[PrintedRow] = []
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_ROWS) : row.position]):
            if above.values and not zone:
                continue
            if not self._is_piece(above):
                break
            zone.insert(0, above)
        if row.kind != "line" or min(count, len(zone)) < _FEWEST:
            return None
        pieces = pieces_of([above.text for above in zone])
        found = headings(pieces, count, StreamedWords(self.words))
        return None if found is None else Streamed(tuple(zone), tuple(joined(pieces, span) for span in found))

    def lines(self) -> frozenset[int]:
        """The positions of all lines of such headings."""
        firsts = (
            row
            for row, above in zip(self.grid.rows[1:], self.grid.rows, strict=False)
            if row.kind == "line" and len(row.values) >= _FEWEST and not above.values and not above.is_bare
        )
        return frozenset(row.position for found in map(self.over, firsts) if found is not None for row in found.rows)

    def _is_piece(self, row: PrintedRow) -> bool:
        if row.is_bare or row.kind != "line" or row.values:
            return False
        return _SET_OFF.match(row.text) is None or self.words.heads_amounts(row.text)
