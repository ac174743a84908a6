"""Names and texts broken over lines within a narrow column of a table drawn with spaces."""

from itertools import takewhile

from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.heading_words import APART_FROM, DONE, ELSEWHERE, REMARK, RISK
from structurer.checks.proof.residue import is_loaded
from structurer.checks.proof.told import tells
from structurer.checks.proof.words import KnownWords
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_NARROWEST = 16
"""Screen columns of a column that names are broken in: eight letters."""
_MOST_LINES = 3
"""Lines that a name goes on over."""
_LETTER = 2
"""Screen columns that two lines of one text may begin apart: a full-width blank opens a paragraph."""
_FARTHEST = 60
"""Rows of the same table looked at for its longest name."""
_END = re.compile(r"(?:業|業務|費|[補助担成託付当料謝]金|^金|料|率|数|割合|時間|量|センター|システム|計画)$")
"""How names end, of items, of subsidies and of indicators."""
_NOT_ITS = re.compile(r"[国県市]費|民間|基金|団体|分$|計上|補正|調整|支払|支出|二重|百万|千円|単位")
"""What makes of such words another payer, or another amount."""
_BRACKETED = re.compile(r"[(（\[【〔〈《].*[)）\]】〕〉》]|※.*")

_NUMBER = re.compile(r"\d{1,2}[.．]?")
_PLACE = re.compile(
    r"[(（][^()（）\d]{0,12}(?:地区|地域|地内|区間|工区|路線|圏域|管内|[全一二三四五六七八九]期|[分新本]館|校区|流域|海岸|漁港|全域)(?:ほか|他|外|等)?[)）]"
)
"""The bracket below a name that says where, or in which part of it, something is done: （北部地区）."""


def name_below(grid: Grid, words: KnownWords, row: PrintedRow) -> tuple[PrintedRow, ...]:
    """The lines below a row of amounts that its name goes on over.

    The name fills its column, as no other does by more, and below it, at the same place, stands a line without an amount that
    is neither a bracket nor words of a year, a stage or a total, but words that names end with. A place in brackets may stand
    below any name.
    """
    end = _name_end(row)
    placed = grid.rows[row.position + 1 : row.position + 2] if row.kind == "line" and row.values and end else ()
    if any(_is_place(one) and _goes_on(words, one, row) for one in placed):
        return placed
    if row.kind != "line" or not row.values or end is None or end - _name_begin(row) < _NARROWEST:
        return ()
    if end < _column_end(grid, row) - 1:
        return ()
    below = grid.rows[row.position + 1 : row.position + 1 + _MOST_LINES]
    found = tuple(takewhile(lambda one: _goes_on(words, one, row), below))
    following = next(iter(grid.rows[row.position + 1 + len(found) : row.position + 2 + len(found)]), None)
    ends = following is None or following.is_bare or bool(following.values) or following.cells[0].narrow[0] > end
    rest = squeeze("".join(map(name_text, found)))
    return found if ends and rest and _ends_name(squeeze(name_text(row)), rest) else ()


def _ends_name(first: str, rest: str) -> bool:
    """True for squeezed words that end a name begun above, none of which is of another time, payer or standing: 取下げ, 市町村分, 百万円.

    A word may be broken: 育成補 and 助.
    """
    ends = any(known.search(words) is not None for known in (_END, DONE) for words in (rest, first + rest))
    return ends and not any(found.search(rest) is not None for found in (REMARK, _NOT_ITS))


def is_rest(grid: Grid, words: KnownWords, found: PrintedRow, fiscal_year: int | None) -> bool:
    """True for a line below a row of amounts that is nothing but the rest of its name and of the text behind its amounts."""
    text = text_down_to(grid, words, found)
    return text is not None and (not text or tells(squeeze("".join(cell.text for cell in text)), fiscal_year))


def text_down_to(grid: Grid, words: KnownWords, found: PrintedRow) -> tuple[GridCell, ...] | None:
    """The cells of the text behind the amounts of a row, down to a line below it that goes on with it or with the row's name.

    None for a line that is no such one; nothing for one that goes on with the name alone.
    """
    over = reversed(grid.rows[max(0, found.position - _MOST_LINES) : found.position])
    lines = list(takewhile(lambda one: one.kind == "line" and not one.is_bare and not one.values, over))
    top = grid.rows[found.position - len(lines) - 1] if len(lines) < found.position else None
    if top is None or found.kind != "line" or found.is_bare or found.values or not top.values:
        return None
    end, named = _name_end(top) or 0, found in name_below(grid, words, top)
    texts = [cell for cell in found.cells if cell.narrow[0] >= end]
    if len(texts) < len(found.cells) and not named:
        return None
    if not texts:
        return ()
    begin = texts[0].narrow[0] - _LETTER  # 皆増 in the column before it is no part of the text
    behind = [cell for cell in top.texts if cell.index > top.values[-1].index and cell.narrow[0] >= begin]
    between = [cell for one in reversed(lines) for cell in one.cells if cell.narrow[0] >= begin]
    alike = bool(behind) and abs(behind[0].narrow[0] - texts[0].narrow[0]) <= _LETTER
    return (*behind, *between, *texts) if alike and texts[0].narrow[0] > top.values[-1].narrow[1] else None


def whole_name(grid: Grid, words: KnownWords, row: PrintedRow) -> str | None:
    """The name of a row that goes on below it, squeezed; None for any other row."""
    below = name_below(grid, words, row)
    return squeeze("".join(map(name_text, (row, *below)))) if below else None


def _goes_on(words: KnownWords, row: PrintedRow, named: PrintedRow) -> bool:
    """True for a line whose first word stands below a name and is not wider, and whose other words stand behind its column."""
    if row.kind != "line" or row.is_bare or row.values or row.cells[0].narrow[0] != _name_begin(named):
        return False
    end, whole = _name_end(row), _name_end(named)
    text = name_text(row)
    said = words.said(text)
    told = said is not None and bool(said.years or said.stages or said.marks & {"total", "change"})
    apart = all(cell.narrow[0] > (whole or 0) for cell in row.cells if cell.narrow[0] >= (end or 0))
    return end is not None and whole is not None and end <= whole and apart and not told and not _is_set_apart(text)


def _is_set_apart(text: str) -> bool:
    """True for a bracket, and for words that may take the row's amounts from the project or its year: 隣県, 国費分, 取下げ."""
    words = squeeze(text)
    risky = any(found.search(words) is not None for found in (RISK, ELSEWHERE, APART_FROM))
    return risky or (_BRACKETED.fullmatch(words) is not None and not _PLACE.fullmatch(words)) or is_loaded(words, None)


def _is_place(row: PrintedRow) -> bool:
    return _PLACE.fullmatch(squeeze(name_text(row))) is not None


def name_text(row: PrintedRow) -> str:
    """The words that a line begins with, up to a wide gap or an amount."""
    return " ".join(cell.text for cell in _name_cells(row))


def _name_cells(row: PrintedRow) -> list[GridCell]:
    cells: list[GridCell] = []
    for cell in row.cells[is_numbered(row) :]:
        if cell.value is not None or cell.is_dash or (cells and cell.narrow[0] - cells[-1].narrow[1] > 1):
            break
        cells.append(cell)
    return cells


def is_numbered(row: PrintedRow) -> bool:
    """True for a row of amounts that begins with its number: 1, 2 … before names."""
    return bool(row.values) and _NUMBER.fullmatch(row.cells[0].text) is not None


def _name_begin(row: PrintedRow) -> int:
    """The screen column at which the name of a row begins."""
    return row.cells[1 if is_numbered(row) and len(row.cells) > 1 else 0].narrow[0]


def _name_end(row: PrintedRow) -> int | None:
    """The screen column at which the words end that a line begins with; None where it begins with an amount."""
    cells = _name_cells(row)
    return cells[-1].narrow[1] if cells else None


def _column_end(grid: Grid, row: PrintedRow) -> int:
    """The screen column at which the longest name of the table ends that begins where a row does."""
    rows = grid.rows
    above = takewhile(lambda one: not one.is_bare, reversed(rows[max(0, row.position - _FARTHEST) : row.position]))
    below = takewhile(lambda one: not one.is_bare, rows[row.position : row.position + _FARTHEST])
    begin = _name_begin(row)
    alike = (one for one in (*above, *below) if one.kind == "line" and one.values and _name_begin(one) == begin)
    return max((_name_end(one) or 0) for one in alike)
