"""The label of a row: the words left of its amounts, with what stands over a blank first cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.words import KnownWords
from structurer.checks.proof.wrapped import is_numbered, name_below, name_text
from structurer.sheet.model import Label
from structurer.text import lazy_re as re
from structurer.text.narrow import cell_text
from structurer.text.words import squeeze

_WORDS = (
    "事業 調査 講習 委託 推進 運営 派遣 購入 改修 改善 設置 促進 振興 普及 啓発 研修 研究 検討 修繕 維持 再生 業務 業者 "
    "企業 漁業 雇用 地域 職員 看護 医療 福祉 河川 報償 旅費 役務 賃借 負担 貸付 補給 アドバイザー コーディネーター "
    "コンサルタント センター システム ネットワーク イベント プロジェクト プログラム キャンペーン セミナー フォーラム モデル "
    "サポート デジタル"
)
"""Words inside which a line breaks off only in the middle of a name. Not 施設 nor 計画: 実施 and 設備, 合計 and 画像 stand side by side."""
_GOES_ON = re.compile(
    r"(?<=[^ぁ-ん])(?:(?:へ|と|で|から|まで)?の|[をにがはとやへ])$|[・、/&＆]$|(?<=[^ぁ-ん])及び$|並びに$|[(（「『【][^)）」』】]*$|[備援進策化託助及修流興成発査遣営]事$"
)
"""How only the first half of a name ends: a particle, a comma, a bracket that is still open, a word broken off."""
_CONTINUES = re.compile(
    r"[をにがはのとやへ・、/ーァィゥェォッャュョぁぃぅぇぉっゃゅょんン)）」』】]|[備援進策化託助及修流興成発査遣営]事業|助金|託[料費]|担金|費(?:補助|負担|交付)|事業$"
)
"""How only a second half begins: what no name begins with."""

_DOWN = frozenset({"財源内訳", "財源", "財源の内訳"})
"""Words beside rows, a letter each, that say of their amounts no more than their names do."""

_MOST_LETTERS = 2
"""Letters of such a word beside one row, where it has more letters than there are rows."""

PAIRED = re.compile(r"[△▲\-]?[\d,]+[(（](?:[△▲\-]?[\d,]+|[-－―‐])[)）]")
"""An amount and another one, or none, in brackets behind it: 421(455), 1,390(-)."""


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
            if len(above.texts) == 1 and not (above.values or above.is_bare) and len(above.cells) == 1:
                return (above.text,)
        begin = self._after_number(row) or int(self._is_beside_letter(row))
        ends = (c.index for c in row.cells[begin:] if c.value is not None or c.is_dash or PAIRED.fullmatch(c.text))
        first = next(ends, len(row.cells))
        source = self.grid.source
        texts = [
            cell_text(source, row.first, cell.start) or cell.text
            for cell in row.cells[begin:first]
            if not cell.is_blank
        ]
        if row.kind == "line":
            parts = self._parted(row.cells[begin:first]) if texts else ()
            below = name_below(self.grid, self.words, row) if parts and not begin else ()
            first = 1 if is_numbered(row) and len(parts) > 1 else 0
            name = "".join((parts[first], *map(name_text, below))) if below else ""
            return (*parts[:first], name, *parts[first + 1 :]) if below else parts
        said = self.words.said(texts[0]) if texts else None
        if (row.cells[0].is_blank and (said is None or "total" not in said.marks)) or not texts:
            texts = [*self._inherited(row), *texts]
        return tuple(texts)

    def _parted(self, cells: Sequence[GridCell]) -> tuple[str, ...]:
        """The words left of the amounts, put together again but at wide gaps; single letters spread over a cell are one word."""
        whole = "".join(cell.text for cell in cells)
        if len(cells) == len(whole) > 1 and self._is_spread(cells) and self.words.said_squeezed(whole) is not None:
            return (whole,)
        parts: list[str] = []
        for cell, before in zip(cells, [None, *cells], strict=False):
            if before is not None and cell.narrow[0] - before.narrow[1] == 1:
                parts[-1] = f"{parts[-1]} {cell.text}"
            else:
                parts.append(cell.text)
        return tuple(parts)

    @staticmethod
    def _is_spread(cells: Sequence[GridCell]) -> bool:
        """True for cells with the same gap between them all: 県　　　　債."""
        return len({b.wide[0] - a.wide[1] for a, b in pairwise(cells)}) == 1

    def wrapped(self, row: PrintedRow, label: tuple[str, ...], named: Label | None) -> tuple[str, ...]:
        """A label that begins on the line before, or ends on the one below, where both halves are the row's name in the record."""
        if row.kind != "line" or named is None or not label:
            return label
        for step in (-1, 1):
            place = row.position + step
            other = self.grid.rows[place] if 0 <= place < len(self.grid.rows) else None
            if other is None or other.values or is_bracketed(other.text):
                continue
            halves = (label[0], other.text)[::step]
            if squeeze("".join(halves)) == squeeze(named.text) and self._is_parted(*map(squeeze, halves)):
                return (" ".join(halves),)
        return label

    def _is_parted(self, first: str, second: str) -> bool:
        """True where what is printed says that two lines are halves of one: alone it may as well be a heading over a name."""
        whole, cut = first + second, len(first)
        if self.words.said_squeezed(whole) is not None or _GOES_ON.search(first) or _CONTINUES.match(second):
            return True
        inside = any(whole.find(word, max(0, cut - len(word) + 1), cut + len(word) - 1) >= 0 for word in _WORDS.split())
        return inside or any(whole in squeeze(row.text) for row in self.grid.rows)

    def _is_beside_letter(self, row: PrintedRow) -> bool:
        """True where a row begins with one letter of a word that stands down the rows beside their names: 財, 源, 内, 訳."""
        if row.kind != "line":
            return self._is_beside_letters(row)
        if not _has_letter(row):
            return False
        column = row.cells[0].narrow[0]
        rows, first, end = self.grid.rows, row.position, row.position + 1
        while first > 0 and _is_of_word(rows[first - 1], column):
            first -= 1
        while end < len(rows) and _is_of_word(rows[end], column):
            end += 1
        letters = "".join(one.cells[0].text for one in rows[first:end] if one.cells[0].narrow[0] == column)
        return letters in _DOWN

    def _is_beside_letters(self, row: PrintedRow) -> bool:
        """The same of a row of cells: its first one holds letters of the word, as do those of the rows around it."""
        if not _is_lettered(row):
            return False
        letters = squeeze(row.cells[0].text)
        for step in (-1, 1):
            place = row.position + step
            while 0 <= place < len(self.grid.rows):
                other = self.grid.rows[place]
                if _is_lettered(other) and other.kind == row.kind:
                    own = squeeze(other.cells[0].text)
                    letters = own + letters if step < 0 else letters + own
                elif not (other.is_bare and other.text):
                    break  # a rule between two rows does not end them
                place += step
        return letters in _DOWN

    def _after_number(self, row: PrintedRow) -> int:
        """The cell after a small number in front, behind empty cells at most, that numbers the row: a name follows it; else 0."""
        first = next((cell for cell in row.cells if cell.text.strip()), row.cells[0])
        ordinal = first.value is not None and re.fullmatch(r"\s*\d{1,3}\s*", first.text) is not None
        after = first.index + 1
        return after if ordinal and after < len(row.cells) and row.cells[after] in row.texts else 0

    def _inherited(self, row: PrintedRow) -> list[str]:
        """What stands over the blank cells that a row begins with, each in the nearest row above, up to the headings of its amounts."""
        found: dict[int, str] = {}
        begin = next((cell.index for cell in row.cells if not cell.is_blank or cell.value is not None), len(row.cells))
        blank = max(begin, 1)  # a row parted by a table inside it begins with its amounts
        for above in reversed(self.grid.rows[max(0, row.position - 12) : row.position]):
            if above.is_bare and above.text:
                continue  # a rule between two rows
            if (
                above.kind != row.kind
                or self._heads(above, row)
                or len(found) == blank
                or self._is_beside_letters(above)
            ):
                break
            alike = len(above.cells) == len(row.cells) or above.opens or row.kind == "tab"
            if alike and not above.is_bare:
                texts = {
                    cell.index: cell.text for cell in above.cells[:blank] if not cell.is_blank and cell.value is None
                }
                found = texts | found
                if 0 in texts:
                    break  # the group of rows begins here
        return [found[index] for index in sorted(found)]

    def _heads(self, above: PrintedRow, row: PrintedRow) -> bool:
        """True for a row of several headings, one of amounts over an amount of the row."""
        if len(above.texts) < len(("one", "another")) or above.values or any(cell.is_dash for cell in above.cells):
            return False
        under = {cell.index for cell in row.values}
        return any(cell.index in under and self.words.heads_amounts(cell.text) for cell in above.texts)


def _has_letter(row: PrintedRow) -> bool:
    """True for a line of amounts that begins with one letter and a name apart from it."""
    letter = len(row.cells) > 1 and len(row.cells[0].text) == 1 and row.cells[0].value is None
    return row.kind == "line" and bool(row.values) and letter and row.cells[1] in row.texts


def _is_lettered(row: PrintedRow) -> bool:
    """True for a row of cells with amounts behind a letter or two and a name in a cell of its own."""
    letters = squeeze(row.cells[0].text) if len(row.cells) > len(("letters", "name")) else ""
    return 0 < len(letters) <= _MOST_LETTERS and bool(row.values) and all(cell in row.texts for cell in row.cells[:2])


def _is_of_word(row: PrintedRow, column: int) -> bool:
    """True for a line of amounts with a letter in a screen column, or with its name right of it."""
    begin = row.cells[0].narrow[0] if row.cells else -1
    return (begin == column and _has_letter(row)) or (begin > column and row.kind == "line" and bool(row.values))


def is_bracketed(text: str) -> bool:
    """True for a line that is a bracket and nothing else: a remark or a heading, no half of a name."""
    return re.fullmatch(r"[(（\[【〔〈《][^)）\]】〕〉》]*[)）\]】〕〉》]", squeeze(text)) is not None
