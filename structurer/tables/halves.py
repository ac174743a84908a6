"""Two halves side by side: a year or stage over each, a label and an amount in each of their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from structurer.tables.axes import AxisKind, AxisMeaning
from structurer.tables.context import Context
from structurer.tables.proposals import Settled
from structurer.tables.row import is_passed, screen_place, wide_cells
from structurer.tables.sense import Sense, over, sense
from structurer.tables.shape import Column, Shape, TableRow
from structurer.text import lazy_re as re
from structurer.text.rows import Row, TableCell
from structurer.text.words import squeeze

_HALVES = 2
_SUM_OF_PART = re.compile(r"^(?:項|目|節)計")  # 項計 repeats below the 款計 that sums it up
_SUM_OF_SOURCE = re.compile(r"^款計")
_WORKING = re.compile(r"[=＝×*]")
_WORKED = re.compile(r"\D*[\d,.０-９，]+円?[×✕][\d,.０-９，]+[^\s\d=＝]{0,4}")  # 普通旅費 13,000円×59人
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,2}[).]?|[①-⑳])\s+")
_TITLE = re.compile(r"[【〈《〔\[](?P<words>[^【】〈〉《》〔〕\[\]]+)[】〉》〕\]]")
_MOST_ROWS = 12  # rows below the headings that show where the halves part
_MOST_BETWEEN = 2  # rows between the headings of the halves and the first of their rows: the columns' own names


@dataclass(frozen=True, slots=True)
class _HalfRow:
    """A label and an amount of one half."""

    half: int
    label: TableCell
    amount: TableCell


def halves(context: Context, position: int) -> Settled | None:
    """The table in two halves whose headings are at a position; None where there is none."""
    heads = _heads(context, context.rows[position])
    if heads is None:
        return None
    columns, split = heads[0], _split(context, position, heads[1])
    place, start = position + 1, position
    while place <= position + _MOST_BETWEEN and place < len(context.rows) and _names_columns(context.rows[place]):
        place += 1
    lines: list[TableRow] = []
    body = place
    while place < len(context.rows):
        row = context.rows[place]
        pairs = _pairs(row, split)
        named = bool(lines) and _names_columns(row) and sense(context, _cells(row)[0].label).group  # 財源 over each
        if pairs is None and not is_passed(context, row) and not named:
            break
        lines += _lines(context, pairs or (), place)
        place += 1
    if not lines:
        return None
    return _settled(columns, lines, (start, body, place), context.rows[position].kind)


def _cells(row: Row) -> tuple[TableCell, ...]:
    return row.cells if row.kind in {"tab", "pipe"} else wide_cells(row)


def _heads(context: Context, row: Row) -> tuple[tuple[Column, ...], int] | None:
    """The two dated headings of a row and where the second half begins: its cell, or its column of the screen."""
    cells = [entry for entry in _cells(row) if not entry.is_blank]
    if not cells or not _said(context, cells[0]).dated:
        return None
    dated = [entry for entry in cells if _said(context, entry).dated]
    if len(dated) != _HALVES or cells[0] is not dated[0]:
        return None
    if any(sense(context, entry.label).known for entry in cells if entry not in dated):
        return None
    whens = [_said(context, entry).when for entry in dated]
    if whens[0] == whens[1] or any(entry.figure is not None for entry in cells):
        return None
    ruled = row.kind in {"tab", "pipe"}
    if ruled and dated[1].index != dated[0].index + _HALVES:
        return None
    split = dated[1].index if ruled else screen_place(row, dated[1])[0]
    return tuple(Column((entry,), _said(context, entry), values=True) for entry in dated), split


def _said(context: Context, entry: TableCell) -> Sense:
    """What a heading of a half says, as a label or as a title in brackets: 要求額, [要求の内訳]."""
    found = sense(context, entry.label)
    title = None if found.dated else _TITLE.fullmatch(entry.label.strip())
    said = None if title is None else over(context, title["words"])
    return said or found


def _split(context: Context, position: int, heading: int) -> int:
    """Where the second half begins below headings that stand amid their halves: at the leftmost of its labels."""
    if context.rows[position].kind in {"tab", "pipe"}:
        return heading
    starts = []
    for row in context.rows[position + 1 : position + 1 + _MOST_ROWS]:
        cells = wide_cells(row) if row.kind not in {"tab", "pipe"} else ()
        if [entry.figure is not None for entry in cells] == [False, True] * _HALVES:
            starts.append(screen_place(row, cells[_HALVES])[0])
        elif starts and row.filled:
            break
    return min([heading, *starts])


def _names_columns(row: Row) -> bool:
    """True for the names of the halves' own columns, the same in both: 積算内訳, 金額."""
    words = [squeeze(entry.text) for entry in _cells(row) if not entry.is_blank]
    count = len(words) // _HALVES
    return bool(words) and words[:count] == words[count : 2 * count] and not any(e.figures for e in _cells(row))


def _pairs(row: Row, split: int) -> list[_HalfRow] | None:
    """The label and the amount of each half of a row, none where it has only workings; None where it is no such row."""
    ruled = row.kind in {"tab", "pipe"}
    sides: tuple[list[TableCell], list[TableCell]] = ([], [])
    for entry in _cells(row):
        right = entry.index >= split if ruled else screen_place(row, entry)[0] >= split - 2
        if entry.text.strip() != "":
            sides[right].append(entry)
    pairs = []
    worked = False
    for half, cells in enumerate(sides):
        if cells and _WORKED.fullmatch(" ".join(entry.text for entry in cells)) is not None:
            worked = True
            continue
        if not cells:
            continue
        if len(cells) < _HALVES or cells[0].is_value or cells[1].figure is None or any(e.figures for e in cells[2:]):
            return None
        pairs.append(_HalfRow(half, cells[0], cells[1]))
    return pairs if pairs or worked else None


def _lines(context: Context, pairs: Sequence[_HalfRow], position: int) -> Iterator[TableRow]:
    """The rows of both halves, one where their labels agree; workings and the sums of parts are none."""
    kept = [
        one
        for one in pairs
        if _WORKING.search(one.label.text) is None and _SUM_OF_PART.search(squeeze(one.label.text)) is None
    ]
    words = [squeeze(one.label.text) for one in kept]
    if len(set(words)) == 1 and len(kept) == _HALVES:
        kept, values = kept[:1], {one.half + 1: one.amount for one in kept}
        yield _line(context, kept[0], values, position)
        return
    for one in kept:
        yield _line(context, one, {one.half + 1: one.amount}, position)


def _line(context: Context, one: _HalfRow, values: dict[int, TableCell], position: int) -> TableRow:
    number = _NUMBER.match(one.label.text)
    text = one.label.text if number is None else one.label.text[number.end() :]
    label = replace(
        one.label, text=text.strip().strip("()（）") if squeeze(text).strip("()") != squeeze(text) else text
    )
    beside = {0: label}
    found = sense(context, _SUM_OF_SOURCE.sub("", squeeze(label.text)))
    return TableRow((label,), values, (), found, position, position + 1, beside)


def _settled(heads: tuple[Column, ...], lines: list[TableRow], places: tuple[int, int, int], kind: str) -> Settled:
    """The table of both halves: a column for each, a row for each label."""
    start, body, following = places
    shape = Shape((Column((), Sense("", name=True), values=False), *heads), start)
    columns = (AxisMeaning(), *(AxisMeaning(when=head.sense.when) for head in heads))
    funded = all(line.sense.source is not None or line.sense.total for line in lines)
    sourced = funded or any(_SUM_OF_SOURCE.search(squeeze(line.text)) is not None for line in lines)
    rows = (
        [None if line.sense.total else AxisMeaning(AxisKind.FUNDING, line.sense.source) for line in lines]
        if funded
        else _sources(lines)
        if sourced
        else [AxisMeaning(total=line.sense.total or line.text.endswith("計")) for line in lines]
    )
    kept = [(line, row) for line, row in zip(lines, rows, strict=True) if row is not None]
    return Settled(
        shape,
        tuple(line for line, _ in kept),
        tuple(row for _, row in kept),
        columns,
        start,
        body,
        following,
        body,
        kind,
        items=not sourced,
        turned=True,
    )


def _sources(lines: Sequence[TableRow]) -> list[AxisMeaning | None]:
    """The measure of each row: of the 款計 it is or leads to; None for the total of all."""
    found: list[AxisMeaning | None] = []
    current: AxisMeaning | None = None
    for line in reversed(lines):
        if _SUM_OF_SOURCE.search(squeeze(line.text)) is not None:
            current = None if line.sense.source is None else AxisMeaning(AxisKind.FUNDING, line.sense.source)
        found.append(None if line.sense.total else current)
    return found[::-1]
