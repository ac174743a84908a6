"""Two amounts that a sign parts, `486,000 → 512,000`, where a legend says what stands at each side of it: [R6当初 → R7要求].

Such lines are rows of a table, its headings the two sides of the legend.
"""

from dataclasses import replace

from structurer.tables.context import Context
from structurer.tables.glue import figures_in
from structurer.tables.headings import is_heading
from structurer.tables.printed import PrintedSheet
from structurer.tables.references import names_others
from structurer.tables.row import is_tall
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell

_SIDE = r"[^\s「」『』\[\]()、。→⇒/]{2,20}"
_LEGEND = re.compile(rf"[「『\[(](?P<first>{_SIDE})\s?(?P<sign>[→⇒/])\s?(?P<second>{_SIDE})[」』\])]")
_AMOUNT = r"(?:[△▲-]?\d[\d,]*(?:百万円|千円|円)?|[-—―])"
_PAIR = re.compile(rf"(?P<first>{_AMOUNT})\s?(?P<sign>[→⇒/])\s?(?P<second>{_AMOUNT})(?=\s|$)")
_NAMED = re.compile(r"[\s・◇○◎●◆■□]*(?P<name>.*?)\s*(?:【[^【】]{1,4}】)?\s*")
_FULL = 3  # cells: a name and two amounts; a text may stand behind them

Sides = tuple[str, TableCell, TableCell]
"""The sign, and the words of the legend at its left and its right."""


def sides_apart(context: Context) -> Context:
    """The sheet with such lines as rows of a table; as it is where no legend says what their sides are."""
    sides = _legend(context)
    return context if sides is None else replace(context, printed=PrintedSheet(tuple(_rows(context, sides))))


def _legend(context: Context) -> Sides | None:
    """The one legend of a sheet whose sides are two different years or stages; None where there is none, or several."""
    found: list[Sides] = []
    for row in context.rows:
        match = _LEGEND.search(fold_words(row.line)) if row.kind == "line" and row.cells else None
        if match is None or names_others(row.line):
            continue
        whole = _whole(row)
        first, second = (_part(whole, *match.span(side)) for side in ("first", "second"))
        whens = [sense(context, entry.label).when for entry in (first, second)]
        if None not in whens and whens[0] != whens[1]:
            found.append((match["sign"], first, second))
    return found[0] if len(found) == 1 else None


def _rows(context: Context, sides: Sides) -> list[Row]:
    """The rows of the sheet, those of pairs with cells of their own, below a row of the legend's sides."""
    found: list[Row] = []
    inside = False
    for row in context.rows:
        above = found[-1] if found and _may_name(found[-1]) else None
        made = _paired(row, sides[0], above)
        if made is None:
            inside = inside and (_goes_on(row) or not is_heading(row))
            text = inside and found[-1].kind == "tab" and found[-1].last_line + 1 == row.first_line
            if text and len(found[-1].cells) == _FULL and row.cells and not _may_name(row):
                found[-1] = _with_text(found[-1], row)
            else:
                found.append(row)
            continue
        if above is not None and made.cells[0].line == above.first_line:
            found.pop()
        if not inside:
            found.append(_heading(row, sides))
        inside = True
        found.append(made)
    return found


def _may_name(row: Row) -> bool:
    """True for words alone on a line, which may be the name of what the line below holds."""
    return row.kind == "line" and bool(row.cells) and is_tall(row) and not row.filled[0].figures


def _with_text(made: Row, row: Row) -> Row:
    """A row with the line below it as its text."""
    text = replace(_whole(row), index=_FULL)
    return replace(made, cells=(*made.cells, text), last_line=row.last_line)


def _goes_on(row: Row) -> bool:
    """True for a name behind a mark, ◇幹線バス運行費補助: the amounts below it are one more row."""
    return row.line.lstrip()[:1] in "◇○◎●◆■□"


def _heading(row: Row, sides: Sides) -> Row:
    blank = replace(sides[1], text="", figures=(), index=0)
    cells = (blank, replace(sides[1], index=1), replace(sides[2], index=2))
    return Row(cells, row.first_line, row.first_line, "tab", opens=False, line="")


def _paired(row: Row, sign: str, above: Row | None) -> Row | None:
    """A line of one such pair as label, two amounts and text; the label is on the line above where it has none."""
    if row.kind not in {"line", "space"} or not row.cells:
        return None
    whole = _whole(row)
    folded = fold_words(whole.text)
    found = [match for match in _PAIR.finditer(folded) if match["sign"] == sign]
    if len(found) != 1:
        return None
    begin, end = found[0].span()
    own = _NAMED.fullmatch(folded[:begin])
    named = None if own is None else _part(whole, *own.span("name"))
    if (named is None or not named.text.strip()) and above is not None:
        over = _whole(above)
        words = _NAMED.fullmatch(fold_words(over.text))
        named = None if words is None else _part(over, *words.span("name"))
    if named is None or not named.text.strip() or named.figures:
        return None
    amounts = (_part(whole, *found[0].span(side)) for side in ("first", "second"))
    cells = (named, *amounts, _part(whole, end, len(folded)))
    if any(not entry.is_value for entry in cells[1:_FULL]):
        return None  # 1/2 is a rate
    placed = tuple(replace(entry, index=n) for n, entry in enumerate(cells) if n < _FULL or entry.text.strip())
    return replace(row, cells=placed, kind="tab", pieces=())


def _whole(row: Row) -> TableCell:
    """All of a line as one cell."""
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    return TableCell(row.line, row.first_line, 0, tuple(f for entry in row.cells for f in entry.figures), start)


def _part(entry: TableCell, begin: int, end: int) -> TableCell:
    return replace(entry, text=entry.text[begin:end], figures=figures_in(entry, begin, end), start=entry.start + begin)
