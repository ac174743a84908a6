"""Rows of a table as cells, however they are drawn, and what is an amount among them."""

from collections.abc import Sequence
from dataclasses import replace

from structurer.labels.moment import last_stage_word
from structurer.tables.context import Context
from structurer.tables.glue import amounts_apart, figures_in, name_apart
from structurer.tables.headings import is_unit_line
from structurer.tables.screen import columns_of
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.scan import Kind
from structurer.text.words import is_references, squeeze

_UNITS = frozenset({"円", "千円", "万円", "百万円", "億円", "人"})
_PIECE = re.compile(r"[^\s\u3000]+(?: [^\s\u3000]+)*")
_NUMBER = r"[▲△-]?[\d,.]+"
_PAIR = re.compile(rf"{_NUMBER}\({_NUMBER}\)|\({_NUMBER}\){_NUMBER}")
_TOKEN = re.compile(r"[^\s\u3000]+")
_LONGEST_HALF = 20  # characters: the first line of a name in a narrow cell; a longer line is text
_FACTOR = r"@?[\d,.]+(?:(?:百万|千|万)?円|[^\s\d×=、。:]{0,4})"
_WORKING = re.compile(rf"\(?{_FACTOR}(?:\s?[×*xX]\s?{_FACTOR})+\s?=\s?{_FACTOR}\)?")
_SENTENCE = re.compile(r"[。、:：]")
_MARKED = ("※", "(", "（", "【", "・", "○", "●", "■", "◆", "<", "〈", "＜")
_LONGEST_STAGED = 60  # characters: three stages, each with its amount; a longer cell is prose
_WIDEST_SPREAD = 4  # spaces between the letters of one word that is spread over its cell
FEWEST_AMOUNTS = 2  # amounts in a row of single spaces that make it one of a table
_MOST_BEHIND = 3  # words behind them: a remark
_LONGEST_BEHIND = 12  # characters of each; longer ones are running text
_BRACKETED = re.compile(r"\s*[(（]([^()（）]*)[)）]\s*")


def cells_of(row: Row) -> tuple[TableCell, ...]:
    """The cells of a row; those of a line of text that gaps part where amounts are among them."""
    return row.once(_cells_of)


def _cells_of(row: Row) -> tuple[TableCell, ...]:
    if row.kind == "space":
        first, *rest = [part for entry in row.cells for part in amounts_apart(entry)]
        return _without_units((*name_apart(first), *rest))
    if row.kind != "line":
        return _without_units(row.cells)
    if len(row.pieces) > 1:
        return row.pieces
    apart = amounts_apart(row.cells[0]) if len(row.cells) == 1 else ()
    return words_around(row) or (apart if len(apart) > FEWEST_AMOUNTS else row.cells)


def _without_units(cells: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
    """The cells of a row without those that are the unit of the amount before them."""
    if not any(entry.label in _UNITS for entry in cells):
        return cells
    pairs = zip((None, *cells), cells, strict=False)
    return tuple(entry for before, entry in pairs if not (before and before.is_value and entry.label in _UNITS))


def words_around(row: Row) -> tuple[TableCell, ...]:
    """The cells of a line that single spaces part: a label, two amounts or more, a short remark; empty for any other line."""
    if len(row.cells) != 1 or len(row.cells[0].figures) < FEWEST_AMOUNTS:
        return ()
    entry = row.cells[0]
    cells = tuple(
        TableCell(
            found[0],
            entry.line,
            n,
            figures_in(entry, found.start(), found.end()),
            entry.start + found.start(),
        )
        for n, found in enumerate(_TOKEN.finditer(entry.text))
    )
    first = next((n for n, one in enumerate(cells) if one.is_value), len(cells))
    last = next((n for n, one in enumerate(cells) if n > first and not one.is_value), len(cells))
    behind = cells[last:]
    fits = first > 0 and last - first >= FEWEST_AMOUNTS and len(behind) <= _MOST_BEHIND
    if (
        not fits
        or any("。" in one.text.rstrip("。") for one in cells[:first])
        or any("。" in one.text for one in (*cells[: first - 1], *cells[first:]))
        or any(one.figures or len(one.text) > _LONGEST_BEHIND for one in behind)
        or any(one.figures for one in cells[:first])
    ):
        return ()
    label = replace(cells[0], text=entry.text[: cells[first - 1].start - entry.start + len(cells[first - 1].text)])
    return (*name_apart(label), *cells[first:])


def amounts(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells that are an amount and nothing else, or an amount with another in brackets beside it."""
    return [entry for entry in cells if is_amount(entry)]


def is_amount(entry: TableCell) -> bool:
    """True for one amount, for two of which brackets mark one (`70,817(73,404)`), and for stages each with its amount."""
    if entry.figure is not None:
        return entry.figure.kind is not Kind.RATIO
    if len(entry.figures) == 2 and _PAIR.fullmatch(squeeze(entry.text)) is not None:
        return True
    staged = len(entry.label) <= _LONGEST_STAGED and any(figure.is_money for figure in entry.figures)
    return staged and last_stage_word(entry.label.split(" ")[0]) is not None


def is_form(row: Row) -> bool:
    """True for a drawn row of labels and what each of them has, in turn: 会計, 一般会計, 補正要求額, 3,162千円."""
    pairs = len(row.cells) // 2
    drawn = row.kind in {"tab", "pipe"} and len(row.cells) == 2 * pairs > 2
    return drawn and not any(entry.is_value or entry.figures for entry in row.cells[::2])


def is_passed(context: Context, row: Row) -> bool:
    """True for a row that neither is a heading nor ends one: blank, ruled lines, a unit, marks of columns, the foot of a page."""
    return row.once(_is_silent) or context.printed.is_furniture(row)


def _is_silent(row: Row) -> bool:
    return row.is_bare or is_unit_rest(row) or is_unit_line(row) or is_references(row.line)


def is_working(row: Row) -> bool:
    """True for a line that works an amount out and says nothing else: `650円×1,000部＝650,000円`."""
    return row.kind == "line" and _WORKING.fullmatch(fold_words(row.text).strip()) is not None


def is_unit_rest(row: Row) -> bool:
    """True for the 円 of 千円 alone, one or several, which narrow columns have pushed to a line of their own."""
    return bool(row.filled) and all(set(squeeze(entry.label)) == {"円"} for entry in row.filled)


def is_tall(row: Row) -> bool:
    """True for a row that is one cell."""
    return row.once(_is_tall)


def _is_tall(row: Row) -> bool:
    return len(row.filled) == 1 and len(cells_of(row)) == len(row.cells)


def is_half_name(entry: TableCell) -> bool:
    """True for a short line without amounts or sentence marks: it may be the first half of the name in the row below."""
    text = entry.text.strip()
    return (
        1 < len(text) <= _LONGEST_HALF
        and not entry.figures
        and _SENTENCE.search(text) is None
        and not text.startswith(_MARKED)
    )


def screen_place(row: Row, entry: TableCell) -> tuple[int, int]:
    """The columns of the screen that a cell of a line takes, whatever `rows` made of the line."""
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    left = columns_of(row.line[: entry.start - start])
    return left, left + columns_of(entry.text.rstrip())


def wide_cells(row: Row) -> tuple[TableCell, ...]:
    """The words of a line as wide gaps part them."""
    return row.once(_wide_cells)


def _wide_cells(row: Row) -> tuple[TableCell, ...]:
    if row.kind in {"tab", "pipe"} or not row.cells:
        return ()
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    spans: list[tuple[int, int]] = []
    widest = _WIDEST_SPREAD  # the letters of one word stand equally far apart
    for match in _PIECE.finditer(row.line):
        gap = match.start() - spans[-1][1] if spans else 0
        spread = spans and len(match[0]) == 1 and gap <= widest
        if spread and len(row.line[slice(*spans[-1])].split()[-1]) == 1:
            spans[-1] = (spans[-1][0], match.end())
            widest = gap
        else:
            spans.append(match.span())
            widest = 1 if len(match[0]) > 1 else _WIDEST_SPREAD
    figures = [f for entry in row.cells for f in entry.figures]
    return tuple(
        TableCell(row.line[a:b], row.first_line, n, tuple(f for f in figures if a <= f.start - start < b), start + a)
        for n, (a, b) in enumerate(spans)
    )


def is_tall_value(entry: TableCell) -> bool:
    """True for a line that is an amount or stands for none; a rate (1/2) belongs to the words of an item."""
    return entry.is_value and (entry.figure is None or entry.figure.kind is not Kind.RATIO)


def is_word_for_amount(entry: TableCell) -> bool:
    """True for a word that stands in place of an amount that compares: 皆増, 廃止."""
    return entry.label in {"皆増", "皆減", "新規", "廃止", "終了"}


def joined_cell(parts: Sequence[TableCell]) -> TableCell:
    """A label that is broken over lines as one cell."""
    words = [entry.text.split() for entry in parts]
    spread = [all(len(letter) == 1 for letter in letters) for letters in words]
    return replace(
        parts[0],
        text="".join(
            "".join(letters) if apart else entry.text.strip()
            for entry, letters, apart in zip(parts, words, spread, strict=True)
        ),
    )


def without_brackets(entry: TableCell) -> TableCell:
    """A cell without the brackets around all of it."""
    found = _BRACKETED.fullmatch(entry.text)
    return entry if found is None else replace(entry, text=found[1], start=entry.start + found.start(1))


_NUMBERED = re.compile(r"\s*\(\d{1,2}\)")


def is_set_in(row: Row, above: Row) -> bool:
    """True for a line that begins right of the numbered name that opens one above it, (1) or (2)."""
    own, first = wide_cells(row), wide_cells(above)
    if not own or not first or _NUMBERED.match(fold_words(above.line)) is None:
        return False
    return screen_place(row, own[0])[0] > screen_place(above, first[0])[0] + 1
