"""The label of a row: the words left of its amounts, with what stands over a blank first cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Label
from structurer.text.words import squeeze

_STANDING = re.compile(
    r"(?:比較|状況|行為|内訳|結果|経費|予定|実績|一覧|負担|分|事業|費)$|他|隣|全国|昨|前年|過去|将来|限度|廃止|中止|取消|削除|除"
)
"""Words at the end of a line that is a heading of its own rather than the first half of a name."""

_FILLED = 8
"""Letters of a first half that fills its column: a shorter line over a longer one is a word of its own (ボツ, サンプル)."""


@dataclass(frozen=True)
class RowLabels:
    """The labels of the rows of one source."""

    grid: Grid
    words: KnownWords
    _labels: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def of(self, row: PrintedRow) -> tuple[str, ...]:
        """The texts left of the first amount; where the first cell is blank, what stands above it counts, too."""
        if row.position not in self._labels:
            self._labels[row.position] = self._label(row)
        return self._labels[row.position]

    def _label(self, row: PrintedRow) -> tuple[str, ...]:
        if row.kind != "line" and row.cells[0].value is not None and row.position:
            above = self.grid.rows[row.position - 1]
            if len(above.texts) == 1 and not above.values and len(above.cells) == 1:
                return (above.text,)
        begin = 1 if self._is_numbered(row) else 0
        ends = (c.index for c in row.cells[begin:] if c.value is not None or c.is_dash)
        first = next(ends, len(row.cells))
        texts = [cell.text for cell in row.cells[begin:first] if not cell.is_blank]
        if row.kind == "line":
            return self._parted(row.cells[begin:first]) if texts else ()
        said = self.words.said(texts[0]) if texts else None
        if (row.cells[0].is_blank and (said is None or "total" not in said.marks)) or not texts:
            texts = [*self._inherited(row), *texts]
        return tuple(texts)

    def _parted(self, cells: Sequence[GridCell]) -> tuple[str, ...]:
        """The words left of the amounts, put together again but at wide gaps."""
        parts: list[str] = []
        for cell, before in zip(cells, [None, *cells], strict=False):
            if before is not None and cell.narrow[0] - before.narrow[1] == 1:
                parts[-1] = f"{parts[-1]} {cell.text}"
            else:
                parts.append(cell.text)
        return tuple(parts)

    def wrapped(self, row: PrintedRow, label: tuple[str, ...], named: Label | None) -> tuple[str, ...]:
        """A label that begins on the line before, where both halves are the row's name in the record."""
        if row.kind != "line" or named is None or not label or row.position == 0:
            return label
        above = self.grid.rows[row.position - 1]
        if above.values:
            return label
        whole = f"{above.text} {label[0]}"
        joined = (
            squeeze(whole) == squeeze(named.text)
            and not is_bracketed(above.text)
            and len(squeeze(above.text)) >= min(len(squeeze(label[0])), _FILLED)
            and _STANDING.search(squeeze(above.text).strip("【】")) is None
        )
        return (whole,) if joined else label

    def _is_numbered(self, row: PrintedRow) -> bool:
        """True where a small number in front numbers the row: a name follows it."""
        first = row.cells[0]
        ordinal = first.value is not None and re.fullmatch(r"\s*\d{1,3}\s*", first.text) is not None
        return ordinal and len(row.cells) > 1 and row.cells[1] in row.texts

    def _inherited(self, row: PrintedRow) -> list[str]:
        """The first cell of the nearest row above that has one and is drawn alike."""
        for above in reversed(self.grid.rows[max(0, row.position - 12) : row.position]):
            if above.kind != row.kind:
                return []
            alike = len(above.cells) == len(row.cells) or above.opens or row.kind == "tab"
            if alike and above.cells and not above.is_bare and _is_word(above.cells[0]):
                return [above.cells[0].text]
        return []


def _is_word(cell: GridCell) -> bool:
    return not cell.is_blank and cell.value is None


def is_bracketed(text: str) -> bool:
    """True for a line that is a bracket and nothing else: a remark or a heading, no half of a name."""
    return re.fullmatch(r"[(（\[【〔〈《].*[)）\]】〕〉》]", squeeze(text)) is not None
