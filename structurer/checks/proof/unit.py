"""What unit an amount is in: its own, its cell's, or the nearest caption of its own table. A caption not understood ends it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import HEAD_FIELD
from structurer.checks.proof.over import unnoted
from structurer.checks.proof.unit_words import row_of_units, told_units
from structurer.text import lazy_re as re
from structurer.text.source import Unit
from structurer.text.words import plain, squeeze, tidy

_CAPTION = re.compile(r"単位[はを:：]*(?P<told>[^()\[\]【】〔〕<>〈〉《》。]*)")
_SHOWN = re.compile(r"(?P<told>(?:百億|十億|百万|千万|十万|億|万|千)?円)(?:単位|で?表示)")
_OPEN = re.compile(
    r"[(\[【〔<〈《](?:金額[:：])?(?P<told>(?:百億|十億|百万|千万|十万|億|万|千)?円(?:[、,・/](?:[^()\[\]】〕>〉》]{1,3}|ただし、?[^()\[\]】〕>〉》。]{2,8}))?)(?:単位|表示)?[)\]】〕>〉》]"
)
_NOTED = re.compile(r"[(\[【〔<〈《]単位[^)\]】〕>〉》]*[)\]】〕>〉》]")
_NESTED = re.compile(r"単位[^()（）\[\]【】]{0,20}[(（\[【]")
_LONGEST = 80
"""Characters of a line that may hold a caption: beyond it a line is running text, which sets no table's unit."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One caption: where it stands and the units it names with their multipliers; None where it is not understood.

    `is_row` is true for a row of units, which leads to the amounts below it.
    """

    position: int
    line: int
    units: tuple[tuple[Unit, int], ...] | None
    is_row: bool = False

    def scale(self, unit: Unit) -> int | None:
        """The multiplier for a kind of unit, None where it names none."""
        scales = {scale for kind, scale in self.units or () if kind is unit}
        return scales.pop() if len(scales) == 1 else None


def captions(grid: Grid, understood: Sequence[int], is_label: Callable[[str], bool]) -> list[Caption]:
    """Every caption of a source in order; one without the word 単位 only in a heading whose words are understood."""
    found: list[Caption] = []
    headings = frozenset(understood)
    for row in grid.rows:
        text = squeeze(unnoted(tidy(row.text)))
        if len(text) > _LONGEST or "。" in text:
            continue
        united = row_of_units(text)
        if united is not None:
            found.append(Caption(row.position, row.first, united, is_row=True))
            continue
        if text == "単位" and _is_column(grid, row, is_label):
            continue
        words = _NOTED.sub("", text)
        labelled = row.kind == "line" and (is_label(words) or _is_elsewhere(grid, row, words, headings))
        found += [
            Caption(row.position, row.first, told_units(told) if told and not labelled else None)
            for told in (_beside_field(row, is_label) or _captioned(row, text))
        ]
        if is_label(_OPEN.sub("", text)):
            continue  # 要求額(円) names the unit of its own row
        alone = _OPEN.fullmatch(text) is not None
        if "単位" not in text and row.kind == "line" and (alone or row.position in headings):
            found += [Caption(row.position, row.first, told_units(match["told"])) for match in _OPEN.finditer(text)]
    return found


def _is_column(grid: Grid, row: PrintedRow, is_label: Callable[[str], bool]) -> bool:
    """True for 単位 alone on its line over the heading of a column of amounts: it heads a column of units, one cell a line."""
    below = grid.below(row.position)
    named = below is not None and squeeze(below.text) in {"区分", "項目"}
    return row.kind == "line" and below is not None and (named or is_label(squeeze(below.text)))


def _is_elsewhere(grid: Grid, row: PrintedRow, words: str, headings: Collection[int]) -> bool:
    """True for a caption in a line of other words (`指標 経済効果（単位：百万円）`) below which no table begins."""
    if row.position in headings or "単位" in words or not words.strip("()（）[]【】<>〈〉※*・:："):
        return False
    below = grid.below(row.position)
    return below is not None and below.kind == "line" and len(below.texts) == 1 and not below.values


def _beside_field(row: PrintedRow, is_label: Callable[[str], bool]) -> list[str]:
    """The words behind 単位 in a cell of its own beside a field of the head: 事業名 | 防災訓練事業 | 単位：円."""
    if row.kind == "line" or row.values or len(row.texts) != len(("事業名", "防災訓練事業", "単位：円")):
        return []
    label, value, caption = (squeeze(cell.text) for cell in row.texts)
    found = _CAPTION.fullmatch(plain(caption).strip("()（）[]【】"))
    field = HEAD_FIELD.fullmatch(label + ":") is not None and not is_label(value)
    return [found["told"]] if field and found is not None and found["told"] else []


def _captioned(row: PrintedRow, text: str) -> list[str]:
    """The words behind 単位 in a row; none where it heads a column of units."""
    if row.values or (len(row.texts) > 2 and any(squeeze(cell.text) == "単位" for cell in row.cells)):
        return []
    if (
        row.kind != "line" and len(row.texts) > 2
    ):  # in a heading's cell it speaks of that column; in the first one, of the table
        text = squeeze(row.cells[0].text) if row.cells else ""
    text = plain(text)
    if _NESTED.search(text) is not None:
        return [text]  # (単位:千円(隣県)): what the brackets inside add, nobody has understood
    ends = [match.end() for match in _CAPTION.finditer(text) if match["told"]]
    if ends and re.search(r"[(\[【〔]", text[max(ends) :]) is not None:
        return [text]  # （単位：千円）（隣県）: nor what a bracket behind adds
    if ends and _OPEN.search(_NOTED.sub("", text)) is not None:
        return [text]  # （百万円）（単位：千円）
    shown = [match["told"] for match in _SHOWN.finditer(text)]
    found = [
        match["told"] for match in _CAPTION.finditer(text) if not match["told"].startswith(("当たり", "費用", "数"))
    ]
    told = shown or found
    return [text] if len(set(told)) > 1 else told  # two captions in one row: which of them counts, nobody says
