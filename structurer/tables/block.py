"""A block: the rows of one table, however drawn, and the ways to read the headings above them.

Whatever the drawing (tabs, pipes, aligned words, one cell a line), a block is heading rows and rows of amounts below them. A
`Shape` is one way to say which heading each column has; `settle` chooses between several.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from structurer.labels.label import UNPUBLISHED
from structurer.labels.moment import last_stage_word
from structurer.tables.context import Context, has_unit, is_heading, is_unit_line
from structurer.tables.headlines import columns_of
from structurer.tables.sense import Sense, over, path_sense, sense
from structurer.text.rows import Row, TableCell
from structurer.text.scan import Kind
from structurer.text.words import squeeze

_MOST_HEADING_ROWS = 8  # rows of headings over the amounts of a drawn table: a title, groups, years, stages, units
_MOST_TALL_HEADINGS = 40  # headings one a line: twelve sources, broken over two lines, with room
_MOST_TALL_LABEL = 4  # lines of one row's label and texts between its amounts
_LONGEST_HEADING = 60  # characters of a heading cell; a longer one is text
_PIECE = re.compile(r"[^\s\u3000]+(?: [^\s\u3000]+)*")
_NUMBER = r"[▲△-]?[\d,.]+"
_PAIR = re.compile(rf"{_NUMBER}\({_NUMBER}\)|\({_NUMBER}\){_NUMBER}")
_TOKEN = re.compile(r"[^\s\u3000]+")
_LONGEST_HALF = 20  # characters: the first line of a name in a narrow cell; a longer line is text
_SENTENCE = re.compile(r"[。、:：]")
_MARKED = ("※", "(", "（", "【", "・", "○", "●", "■", "◆", "<", "〈", "＜")
_LONGEST_STAGED = 60  # characters: three stages, each with its amount; a longer cell is prose
_MOST_SEGMENTS = 4  # ways kept to take the lines so far as so many headings
_UNKNOWN = 3  # what an unknown heading costs, where joining two lines costs one
_WIDEST_SPREAD = 4  # spaces between the letters of one word that is spread over its cell
_MOST_SHAPES = 24  # ways to read one block's headings; more are chance


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings from the top down, what they mean, and whether amounts stand in it."""

    heads: tuple[TableCell, ...]
    sense: Sense
    values: bool

    @property
    def text(self) -> str:
        """The headings as one text."""
        return " ".join(head.label for head in self.heads)

    def consumed(self, context: Context) -> int:
        """The number of headings that the meaning rests on; -1 where one of them is not understood."""
        whole = sense(context, "".join(head.text.strip() for head in self.heads)).known
        senses = [sense(context, head.label) for head in self.heads]
        known = whole or all(found.known and not found.text for found in senses)
        return len(self.heads) if known else -1


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a block from left to right; `indexed` where rows share their places, `short` where rows lack some."""

    columns: tuple[Column, ...]
    start: int
    indexed: bool = False
    short: bool = False

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns of amounts."""
        return tuple(column for column in self.columns if column.values)

    @property
    def labels(self) -> frozenset[int]:
        """The columns before the amounts that hold the labels of rows: not their numbers, not texts beside a name."""
        lead = [n for n in range(self.lead) if not self.columns[n].sense.number]
        if self.indicators:
            name = max(n for n in lead if self.columns[n].sense.indicator)
            return frozenset(
                n for n in lead if n >= name and not (self.columns[n].sense.unit or self.columns[n].sense.years)
            )
        named = [n for n in lead if not self.columns[n].sense.text]
        return frozenset(named or lead[:1])

    @property
    def last(self) -> int:
        """The last column of amounts."""
        return max((n for n, column in enumerate(self.columns) if column.values), default=-1)

    @property
    def indicators(self) -> bool:
        """True where a column before the amounts holds the names of indicators."""
        return any(column.sense.indicator for column in self.columns[: self.lead])

    @property
    def lead(self) -> int:
        """The columns before the first amounts."""
        return next((n for n, column in enumerate(self.columns) if column.values), len(self.columns))


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row below the headings: its cells, and where it stands among the sheet's rows."""

    cells: tuple[TableCell, ...]
    position: int
    following: int
    row: Row


@dataclass
class Block:
    """The rows of amounts that begin at `start`, and the heading rows above them."""

    heads: list[list[TableCell]]
    body: list[BodyRow]
    kind: str
    first: int
    following: int
    starts: list[int] = field(default_factory=list)
    pieces: list[list[TableCell]] = field(default_factory=list)
    half: list[TableCell] = field(default_factory=list)


def cells_of(row: Row) -> tuple[TableCell, ...]:
    """The cells of a row; those of a line of text that gaps part where amounts are among them."""
    if row.kind != "line":
        return row.cells
    if len(row.pieces) > 1:
        return row.pieces
    return words_around(row) or row.cells


_FEWEST_AMOUNTS = 2  # amounts in a row of single spaces that make it one of a table
_MOST_BEHIND = 3  # words behind them: a remark
_LONGEST_BEHIND = 12  # characters of each; longer ones are running text


def words_around(row: Row) -> tuple[TableCell, ...]:
    """The cells of a line that single spaces part: a label, two amounts or more, a short remark; empty for any other line."""
    if len(row.cells) != 1 or len(row.cells[0].figures) < _FEWEST_AMOUNTS or "。" in row.line:
        return ()
    entry = row.cells[0]
    cells = tuple(
        TableCell(
            found[0],
            entry.line,
            n,
            tuple(f for f in entry.figures if found.start() <= f.start - entry.start < found.end()),
            entry.start + found.start(),
        )
        for n, found in enumerate(_TOKEN.finditer(entry.text))
    )
    first = next((n for n, one in enumerate(cells) if one.is_value), len(cells))
    last = next((n for n, one in enumerate(cells) if n > first and not one.is_value), len(cells))
    behind = cells[last:]
    fits = first > 0 and last - first >= _FEWEST_AMOUNTS and len(behind) <= _MOST_BEHIND
    if (
        not fits
        or any(one.figures or len(one.text) > _LONGEST_BEHIND for one in behind)
        or any(one.figures for one in cells[:first])
    ):
        return ()
    label = replace(cells[0], text=entry.text[: cells[first - 1].start - entry.start + len(cells[first - 1].text)])
    return (label, *cells[first:])


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


def is_passed(context: Context, row: Row) -> bool:
    """True for a row that neither is a heading nor ends one: blank, ruled lines, a unit, the foot of a page."""
    return row.is_bare or is_unit_line(row) or context.is_furniture(row)


def is_tall(row: Row) -> bool:
    """True for a row that is one cell."""
    return len(row.filled) == 1 and len(cells_of(row)) == len(row.cells)


def block_at(context: Context, position: int, free: int) -> Block | None:
    """The block whose first row of amounts is at a position; None where that row is none, or has no headings."""
    row = context.rows[position]
    if not row.filled or row.is_bare:
        return None
    if is_tall(row):
        return _tall(context, position, free)
    cells = cells_of(row)
    found = amounts(cells)
    dash = cells[0].is_blank and cells[0].text.strip() != ""
    if not found or dash or (cells[0].figure is not None and not _numbers(context, cells)):
        return None
    heads, starts = _zone(context, _below_name(context, position, free, cells[0]), free, row.kind)
    half = heads.pop() if heads and _is_half(context, heads[-1], cells[0]) else []
    starts = starts[: len(heads)]
    pieces = [wide_cells(context.rows[start]) or head for head, start in zip(heads, starts, strict=True)]
    return Block(heads, [], row.kind, position, position + 1, starts, pieces, half) if heads else None


def _below_name(context: Context, position: int, free: int, first: TableCell) -> int:
    """The place of the name over the rows of an indicator, 目標 and 実績; the row's own place where it has none."""
    own = sense(context, first.label)
    place = next((n for n in range(position - 1, free - 1, -1) if not is_passed(context, context.rows[n])), -1)
    if own.value is None or own.year is not None or place < 0 or not is_tall(context.rows[place]):
        return position
    return position if sense(context, context.rows[place].filled[0].label).known else place


def _is_half(context: Context, above: Sequence[TableCell], first: TableCell) -> bool:
    """True for a year on a line of its own over a row whose label names only a stage: the label is broken."""
    if len(above) != 1 or first.is_value:
        return False
    over, own = sense(context, above[0].label), sense(context, first.label)
    if not over.known and not own.known:
        return is_half_name(above[0])
    year = over.when is not None and over.word.endswith("年度")
    return year and (own.when is not None and own.when.year_offset is None)


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


def wide_cells(row: Row) -> list[TableCell]:
    """The words of a line as wide gaps part them."""
    if row.kind in {"tab", "pipe"} or not row.cells:
        return []
    start = row.cells[0].start - row.line.find(row.cells[0].text)
    spans: list[tuple[int, int]] = []
    for match in _PIECE.finditer(row.line):
        spread = spans and len(match[0]) == 1 and match.start() - spans[-1][1] <= _WIDEST_SPREAD
        if spread and len(row.line[slice(*spans[-1])].split()[-1]) == 1:
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    figures = [f for entry in row.cells for f in entry.figures]
    return [
        TableCell(row.line[a:b], row.first_line, n, tuple(f for f in figures if a <= f.start - start < b), start + a)
        for n, (a, b) in enumerate(spans)
    ]


def _numbers(context: Context, cells: Sequence[TableCell]) -> bool:
    """True where the first cell only counts the rows."""
    first = cells[0].figure
    return first is not None and not first.is_money or (len(cells) > 2 and len(cells[0].text.strip()) <= 2)


def _zone(context: Context, position: int, free: int, kind: str) -> tuple[list[list[TableCell]], list[int]]:
    """The heading rows above a row of amounts, the topmost first, and where each begins."""
    heads: list[list[TableCell]] = []
    starts: list[int] = []
    for place in range(position - 1, free - 1, -1):
        row = context.rows[place]
        if is_passed(context, row):
            if heads and (is_unit_line(row) or (not row.filled and kind in {"tab", "pipe"})):
                break  # a caption stands over the headings of its table
            continue
        if row.kind == kind in {"tab", "pipe"} and _is_body(context, row):
            heads, starts = [], []  # a row of the body without amounts: what stands below it is no heading
            continue
        if row.kind == kind and _is_empty(row):
            continue
        if _ends(context, row, kind) or len(heads) == _MOST_HEADING_ROWS:
            break
        heads.insert(0, list(row.cells if row.kind in {"tab", "pipe"} else row.filled))
        starts.insert(0, place)
    return heads, starts


def _is_body(context: Context, row: Row) -> bool:
    """True for a row below the headings that holds no amounts of its own: an item's text or terms, a year not published."""
    cells = [entry for entry in row.filled if not entry.is_blank]
    if row.kind == "pipe" and len(row.filled) > 1:
        terms = len(cells) == 2 and sense(context, cells[0].label).text
        if terms or (
            row.opens and row.cells[0].is_value and bool(amounts(row.cells)) and len(row.cells) < _MOST_CLOSING
        ):
            return True
        if not any(sense(context, entry.label).known for entry in cells) and not amounts(cells):
            return True
    dated = bool(cells) and sense(context, cells[0].label).when is not None and not row.cells[0].is_blank
    return dated and any(UNPUBLISHED.search(entry.text) is not None for entry in cells)


_MOST_CLOSING = 6  # amounts that close an item whose text stands in the rows above


def _is_empty(row: Row) -> bool:
    """True for a row of amounts that prints a dash for each of them."""
    dashes = [entry for entry in row.filled if entry.is_blank and entry.text.strip()]
    return len(dashes) > 1 and not row.filled[0].is_blank


def _ends(context: Context, row: Row, kind: str) -> bool:
    """True for a row that cannot be headings of a table: running text, amounts, a heading of a section."""
    if any(figure.is_money for entry in row.cells for figure in entry.figures if entry.figure is not None):
        return True
    if any(len(squeeze(entry.text)) > _LONGEST_HEADING or "。" in entry.text for entry in row.filled):
        return True
    if (
        kind in {"tab", "pipe"}
        and row.kind not in {"tab", "pipe"}
        and not (len(row.filled) == 1 and sense(context, row.filled[0].label).known)
    ):
        return True
    if len(row.filled) != 1:
        return False
    unit = has_unit(row.text) and not any(sense(context, entry.label).unit for entry in wide_cells(row))
    above = over(context, row.text) if row.kind == "line" else None
    return is_heading(row) or unit or (above is not None and above.known and above.word != "")


# -- shapes ---------------------------------------------------------------------------------------------------------


def shapes(context: Context, block: Block, sample: Sequence[TableCell]) -> Iterator[Shape]:
    """The ways to read a block's headings over a row of amounts, those by place first."""
    if block.kind == "tall":
        yield from (shape for shape, _ in _tall_shapes(context, block, tall_run(context, block.first + 1)))
        return
    seen: set[tuple[tuple[str, ...], ...]] = set()
    for count, shape in enumerate(_shapes(context, block, sample)):
        if count >= _MOST_SHAPES:
            return
        key = tuple(tuple(head.label for head in column.heads) for column in shape.columns)
        if key not in seen and any(column.values for column in shape.columns):
            seen.add(key)
            yield shape


def _shapes(context: Context, block: Block, sample: Sequence[TableCell]) -> Iterator[Shape]:
    ruled = block.kind in {"tab", "pipe"}
    depths = [depth for depth in range(1, len(block.heads) + 1) if not _goes_on_above(context, block.heads, depth)]
    for depth in depths:
        heads, start = block.heads[-depth:], block.starts[-depth]
        if ruled:
            found = _indexed(context, heads, sample, start, block.kind)
            if found is not None:
                yield found
            found = _in_order(context, heads, sample, start) if depth == 2 else None
            if found is not None:
                yield found
    for depth in depths:
        heads, start = block.heads[-depth:], block.starts[-depth]
        if not ruled:
            found = _under(context, block.pieces[-depth:], sample, start)
            if found is not None:
                yield found
        parted = block.pieces[-depth:]
        for paths in _ways(context, heads, parted):
            found = _fitting(context, paths, sample, start)
            if found is not None:
                yield found
        for paths in _counted(context, heads):
            found = _short(context, paths, sample, start)
            if found is not None:
                yield found


def _goes_on_above(context: Context, heads: Sequence[Sequence[TableCell]], depth: int) -> bool:
    """True where the row above the last `depth` ones holds headings of amounts too: these are only a part of them."""
    if depth == len(heads):
        return False
    above = [entry for entry in heads[-depth - 1] if not entry.is_blank]
    return any(sense(context, entry.label).valued for entry in above) and len(above) > 1


def _indexed(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int, kind: str
) -> Shape | None:
    """The headings by place: a blank cell under a group belongs to the group at its left."""
    width = max(len(sample), *(len(row) for row in heads))
    shortest = len(heads[-1]) if kind == "pipe" else max(map(len, heads))  # the blank cells at a row's end need no tabs
    if (kind == "pipe" and any(len(_trimmed(row)) > len(sample) for row in heads)) or shortest < len(_trimmed(sample)):
        return None
    columns = []
    for index in range(width):
        path = _path(context, heads, index)
        cell = sample[index] if index < len(sample) else None
        meaning = path_sense(context, [head.text for head in path])
        values = _holds_amounts(meaning, cell)
        if values and not path:
            return None
        if not values and meaning.measured and not meaning.beside:
            return None  # a source over the column of labels: the rows do not share their places
        columns.append(Column(path, meaning, values))
    first = next((n for n, column in enumerate(columns) if column.values), 0)
    return Shape(tuple(columns), start, indexed=True) if first else None


def _in_order(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int
) -> Shape | None:
    """Years over 実績, 見込 that are pushed aside from each other: the first of one with the first of the other, of equally many."""
    above, below = heads
    senses = {entry.start: sense(context, entry.label) for entry in (*above, *below)}
    years = [entry for entry in above if senses[entry.start].dated or senses[entry.start].year is not None]
    kinds = [entry for entry in below if senses[entry.start].value is not None]
    if len(years) != len(kinds) or len(above) > len(sample):
        return None
    own: dict[int, Path] = {
        entry.index: (entry,) for entry in (*below, *above) if entry not in kinds and not entry.is_blank
    }
    own = {n: path for n, path in own.items() if path[0] not in years or senses[path[0].start].value is not None}
    own |= {kind.index: (year, kind) for year, kind in zip(years, kinds, strict=True)}
    paths = [own.get(n, ()) for n in range(len(sample))]
    found = [path_sense(context, [head.text for head in path]) for path in paths]
    return Shape(
        tuple(Column(path, one, one.value is not None) for path, one in zip(paths, found, strict=True)),
        start,
        indexed=True,
    )


def _holds_amounts(meaning: Sense, cell: TableCell | None) -> bool:
    """True for a column of amounts: by its heading, or by its first cell where the heading leaves it open."""
    if meaning.text or meaning.number or (meaning.beside and not meaning.valued):
        return False
    if meaning.valued and not meaning.beside:
        return True
    return cell is not None and (is_amount(cell) or (meaning.valued and cell.is_blank))


def _trimmed(row: Sequence[TableCell]) -> Sequence[TableCell]:
    end = len(row)
    while end and row[end - 1].text.strip() == "":
        end -= 1
    return row[:end]


def _path(context: Context, heads: Sequence[Sequence[TableCell]], index: int) -> tuple[TableCell, ...]:
    """The headings over a place, with the groups that span it."""
    path: list[TableCell] = []
    for depth, row in enumerate(heads):
        own = row[index] if index < len(row) and not row[index].is_blank else None
        if own is None and _spanned(heads[depth + 1 :], index):
            left = next((row[n] for n in range(min(index, len(row)) - 1, -1, -1) if not row[n].is_blank), None)
            own = left if left is not None and _spans(context, heads, depth, left.index) else None
        if own is not None and not own.is_rule:
            path.append(own)
    return tuple(path)


def _spanned(below: Sequence[Sequence[TableCell]], index: int) -> bool:
    """True where a heading below stands at a place: what is above it may be spanned by a group."""
    return any(index < len(row) and not row[index].is_blank for row in below)


def _spans(context: Context, heads: Sequence[Sequence[TableCell]], depth: int, index: int) -> bool:
    """True for a heading that has one below it at its own place: it may span its neighbours."""
    return _spanned(heads[depth + 1 :], index)


def _under(
    context: Context, heads: Sequence[Sequence[TableCell]], sample: Sequence[TableCell], start: int
) -> Shape | None:
    """The headings by the columns of the screen: every word over the amount whose place it shares."""
    values = [entry for entry in sample if entry.is_value]
    if not values:
        return None
    places = [_place(context, entry) for entry in values]
    paths: list[list[TableCell]] = [[] for _ in values]
    lead: list[TableCell] = []
    tail: list[TableCell] = []
    for depth, row in enumerate(heads):
        taken: set[int] = set()
        over = _over(context, row, heads[depth + 1], places) if depth == len(heads) - 2 else {}
        for n, entry in over.items():
            paths[n].append(entry)
        for entry in row:
            if entry in over.values():
                continue
            left, right = _place(context, entry)
            overlap = [min(right, b + 2) - max(left, a - 2) for a, b in places]
            best = max(range(len(places)), key=lambda n: overlap[n])
            if overlap[best] > 0:
                hit = [n for n, size in enumerate(overlap) if size > 0]
                if len(hit) > 1 and sense(context, entry.label).group and not sense(context, entry.label).valued:
                    continue
                if best in taken or any(best < n for n in taken):
                    return None  # two headings of a line over one amount: the columns have moved
                taken.add(best)
                paths[best].append(entry)
            elif right <= places[0][0]:
                lead.append(entry)
            elif left >= places[-1][1]:
                tail.append(entry)
            else:
                return None
    if not all(paths):
        return None
    if any(sense(context, entry.label).valued and not sense(context, entry.label).beside for entry in (*lead, *tail)):
        return None  # a heading of amounts stands over none
    named = any(sense(context, entry.label).indicator for entry in lead)
    columns = [
        Column((entry,), path_sense(context, [entry.text]), values=False) for entry in (lead if named else lead[:1])
    ]
    columns += [Column(tuple(path), path_sense(context, [head.text for head in path]), values=True) for path in paths]
    columns += [Column((entry,), path_sense(context, [entry.text]), values=False) for entry in tail]
    return Shape(tuple(columns), start)


_MOST_ASIDE = 2  # columns of the screen that a year may stand beside the place it belongs to: one wide letter


def _over(
    context: Context, row: Sequence[TableCell], below: Sequence[TableCell], places: Sequence[tuple[int, int]]
) -> dict[int, TableCell]:
    """Years that each stand over several headings, by the amounts' number: all at the left edge of theirs, or all amid them."""
    years = [entry for entry in row if (when := sense(context, entry.label).when) is not None and when.stage is None]
    leaves = [
        entry for entry in below if sense(context, entry.label).valued or _place(context, entry)[1] > places[0][0]
    ][-len(places) :]
    if not 1 < len(years) < len(leaves) or len(leaves) != len(places):
        return {}
    spans, edges = [_place(context, entry) for entry in leaves], [_place(context, entry) for entry in years]
    begun = [max((n for n, (left, _) in enumerate(edges) if left <= a + _MOST_ASIDE), default=0) for a, _ in spans]
    firsts = [spans[begun.index(n)] if n in begun else None for n in range(len(years))]
    if all(
        first is not None and abs(first[0] - left) <= _MOST_ASIDE
        for first, (left, _) in zip(firsts, edges, strict=True)
    ):
        return {n: years[k] for n, k in enumerate(begun)}
    near = [min(range(len(years)), key=lambda k: abs(sum(edges[k]) - sum(span))) for span in spans]
    groups = [[span for span, k in zip(spans, near, strict=True) if k == n] for n in range(len(years))]
    amid = all(
        own and abs(own[0][0] + own[-1][1] - sum(edge)) <= 2 * _MOST_ASIDE
        for own, edge in zip(groups, edges, strict=True)
    )
    return {n: years[k] for n, k in enumerate(near)} if amid else {}


def _place(context: Context, entry: TableCell) -> tuple[int, int]:
    """The columns of the screen that a cell takes on its line."""
    line = context.line_before(entry)
    left = columns_of(line)
    text = entry.text
    indent = len(text) - len(text.lstrip())
    return left + columns_of(text[:indent]), left + columns_of(text.rstrip())


Path = tuple[TableCell, ...]


def _ways(
    context: Context, heads: Sequence[Sequence[TableCell]], parted: Sequence[Sequence[TableCell]]
) -> Iterator[list[Path]]:
    """The headings as leaves, as wide gaps part their lines and as their words do."""
    if any(len(row) > 1 for row in parted) and list(map(len, parted)) != list(map(len, heads)):
        yield from _counted(context, parted)
    yield from _counted(context, heads)


def _counted(context: Context, heads: Sequence[Sequence[TableCell]]) -> Iterator[list[Path]]:
    """The headings as one row of leaves, in the ways that several rows of them can be put together."""
    rows = [[(entry,) for entry in row if sense(context, entry.label).word and not entry.is_rule] for row in heads]
    rows = [row for row in rows if row]
    if not rows:
        return
    folded = [rows[0]]
    for below in rows[1:]:
        folded = [merged for above in folded for merged in _folded(context, above, below)][:_MOST_SHAPES]
    yield from folded
    words = context.vocabulary.heading_words
    flat = [entry for row in rows for (entry,) in row]
    spelt = _spelt(words, flat)
    if spelt is not None:
        yield spelt


def _folded(context: Context, above: list[Path], below: list[Path]) -> Iterator[list[Path]]:
    """Two rows of headings as one: below a group, one by one, a year over several, or one after the other."""
    senses = [path_sense(context, [entry.text for entry in path]) for path in above]
    groups = [n for n, found in enumerate(senses) if found.group and not found.dated]
    for n in [*groups[::-1], *(n for n, found in enumerate(senses) if not found.known)]:
        yield [*above[:n], *((*above[n], *path) for path in below), *above[n + 1 :]]
    for skip in (0, 1, 2):
        parts = above[skip:]
        if any(found.valued and not found.beside for found in senses[:skip]):
            break
        if parts and len(below) == len(parts):
            yield [*above[:skip], *((*a, *b) for a, b in zip(parts, below, strict=True))]
        if len(parts) > 0 and len(below) > len(parts) and len(below) % len(parts) == 0:
            each = len(below) // len(parts)
            yield [*above[:skip], *((*parts[n // each], *path) for n, path in enumerate(below))]
    yield [*above, *below]
    yield below


def _spelt(words: object, flat: list[TableCell]) -> list[Path] | None:
    """All headings as one text made of heading words, however they are broken over cells."""
    from structurer.text.money import fold

    characters = [(character, entry) for entry in flat for character in fold(entry.text)]
    spans = words("".join(character for character, _ in characters))  # type: ignore[operator]
    if spans is None:
        return None
    return [
        (replace(characters[a][1], text="".join(character for character, _ in characters[a:b]), figures=()),)
        for a, b in spans
    ]


def _fitting(context: Context, paths: list[Path], sample: Sequence[TableCell], start: int) -> Shape | None:
    """Leaves over a row with as many amounts: those beside the amounts hold labels and texts; unknown ones may name none."""
    count = sum(entry.is_value for entry in sample)
    leading = next((n for n, entry in enumerate(sample) if entry.is_value), len(sample))
    columns = [Column(path, path_sense(context, [entry.text for entry in path]), values=False) for path in paths]
    for skip in range(0, min(leading, len(columns)) + 1):
        if any(column.sense.valued and not column.sense.beside for column in columns[:skip]):
            break  # a stage over the labels: which of the headings is blank, nothing says
        rest = columns[skip:]
        marked = _marked(rest, count)
        if marked is not None:
            lead = columns[:skip] or ([Column((), Sense(""), values=False)] if not marked or marked[0].values else [])
            return Shape((*lead, *marked), start)
    return None


def _short(context: Context, paths: list[Path], sample: Sequence[TableCell], start: int) -> Shape | None:
    """Leaves over a row with fewer amounts than they ask for: its place is told by its sum, or not at all."""
    columns = [Column(path, path_sense(context, [entry.text for entry in path]), values=False) for path in paths]
    return _longer(columns, sum(entry.is_value for entry in sample), start)


def _longer(columns: Sequence[Column], count: int, start: int) -> Shape | None:
    """All headings of amounts as columns, where they are more than the amounts and every one of them is a cost or a source."""
    whole = [replace(column, values=column.sense.measured or column.sense.sums) for column in columns]
    values = [column for column in whole if column.values]
    if len(values) <= count or any(not column.sense.known for column in whole) or not whole or whole[0].values:
        return None
    return Shape(tuple(column for column in whole if column.values or column.sense.beside), start, short=True)


def _marked(columns: list[Column], count: int) -> list[Column] | None:
    """The columns with the right number of them marked as amounts; unknown and pure group words are dropped where too many."""
    valued = [
        replace(column, values=True) if column.sense.valued and not column.sense.text else column for column in columns
    ]
    known = sum(column.values for column in valued)
    if known == count:
        return [column for column in valued if column.values or column.sense.beside]
    loose = [n for n, column in enumerate(valued) if not column.values and not column.sense.beside]
    if known + len(loose) == count:
        return [replace(column, values=True) if n in loose else column for n, column in enumerate(valued)]
    doubtful = [n for n, column in enumerate(valued) if column.values and column.sense.group]
    if known - len(doubtful) == count:
        return [
            column for n, column in enumerate(valued) if n not in doubtful and (column.values or column.sense.beside)
        ]
    return None


# -- one cell a line --------------------------------------------------------------------------------------------------


def _tall(context: Context, position: int, free: int) -> Block | None:
    """A table with one cell a line, whose first row's label ends at a position."""
    row = context.rows[position]
    if row.filled[0].is_value or not (run := tall_run(context, position + 1)):
        return None
    lines: list[TableCell] = []
    starts: list[int] = []
    for place in range(position - 1, free - 1, -1):
        above = context.rows[place]
        if is_passed(context, above) and not (above.filled and sense(context, above.filled[0].label).known):
            if lines and is_unit_line(above):
                break
            continue
        if len(lines) == _MOST_TALL_HEADINGS or not is_tall(above) or _ends_tall(context, above):
            break
        lines.insert(0, above.filled[0])
        starts.insert(0, place)
    return Block([lines], [], "tall", position, position + 1 + len(run), starts) if lines else None


def _ends_tall(context: Context, row: Row) -> bool:
    entry = row.filled[0]
    return (
        entry.is_value
        or len(entry.text) > _LONGEST_HEADING
        or (has_unit(row.text) and not sense(context, entry.label).unit)
        or is_heading(row)
    )


def tall_run(context: Context, position: int) -> list[TableCell]:
    """The amounts that stand one a line from a position on, dashes and words that stand for one included."""
    found: list[TableCell] = []
    for row in context.rows[position:]:
        if row.is_bare and not row.cells:
            continue
        if not is_tall(row) or not (row.filled[0].is_value or (found and is_word_for_amount(row.filled[0]))):
            break
        found.append(row.filled[0])
    return found


def is_word_for_amount(entry: TableCell) -> bool:
    """True for a word that stands in place of an amount that compares: 皆増, 廃止."""
    return entry.label in {"皆増", "皆減", "新規", "廃止", "終了"}


def _tall_shapes(context: Context, block: Block, run: Sequence[TableCell]) -> Iterator[tuple[Shape, int]]:
    """The ways to read the lines above as headings, with how many of the last ones belong to the first row's label."""
    lines = block.heads[0]
    for label in range(min(_MOST_TALL_LABEL, len(lines))):
        heads = lines[: len(lines) - label]
        if (named := _named_columns(context, block, heads, len(run))) is not None:
            yield named, label
        for begin in range(len(heads)):
            if begin and sense(context, heads[begin - 1].label).valued:
                continue  # a heading above that is not among them: these are only a part of the table's
            for paths in _segments(context, heads[begin:], len(run)):
                columns = [
                    Column(path, path_sense(context, [entry.text for entry in path]), values=False) for path in paths
                ]
                marked = _marked(columns, len(run)) if _begins(columns[0].sense) else None
                if marked is None:
                    continue
                if marked[0].values:
                    marked = [Column((), Sense(""), values=False), *marked]
                yield Shape(tuple(marked), block.starts[begin]), label
            for paths in _segments(context, heads[begin:], len(run), short=True):
                columns = [
                    Column(path, path_sense(context, [entry.text for entry in path]), values=False) for path in paths
                ]
                found = _longer(columns, len(run), block.starts[begin])
                if found is not None:
                    yield found, label


def _named_columns(context: Context, block: Block, heads: Sequence[TableCell], count: int) -> Shape | None:
    """Headings that are names: of as many lines as there are amounts, below one that says so (細事業名)."""
    corner = len(heads) - count - 1
    if corner < 0 or count < _FEWEST_AMOUNTS or not sense(context, heads[corner].label).name:
        return None
    columns = [Column((entry,), sense(context, entry.label), values=True) for entry in heads[corner + 1 :]]
    if any(column.sense.valued and not column.sense.total for column in columns):
        return None
    return Shape(
        (Column((heads[corner],), sense(context, heads[corner].label), values=False), *columns), block.starts[corner]
    )


def _begins(found: Sense) -> bool:
    """True for what may be the first heading of a table: a corner, a name, a number, an amount; not a text."""
    return (
        found.name
        or found.weak_name
        or found.number
        or found.group
        or found.indicator
        or (found.valued and not found.text)
    )


def _segments(context: Context, lines: Sequence[TableCell], count: int, *, short: bool = False) -> Iterator[list[Path]]:
    """Lines as headings: each a known label, alone or broken over two or three lines; group words stand for no column.

    `short` gives more of them than amounts, each of which is known.
    """
    best: dict[tuple[int, int], list[tuple[int, list[Path]]]] = {(0, 0): [(0, [])]}
    for place in range(len(lines)):
        for known in range(len(lines) + 1 if short else count + 3):
            for cost, paths in best.get((place, known), ()):
                for part, price, valued in _parts(context, lines, place):
                    kept = best.setdefault((place + len(part), known + valued), [])
                    kept.append((cost + price, [*paths, part]))
                    kept.sort(key=lambda one: one[0])
                    del kept[_MOST_SEGMENTS:]
    for known in range(count, count + 3 if not short else len(lines) + 1):
        yield from (paths for cost, paths in best.get((len(lines), known), ()) if cost < (1 if short else _UNKNOWN + 1))


def _parts(context: Context, lines: Sequence[TableCell], place: int) -> Iterator[tuple[Path, int, bool]]:
    """One to three lines from a place on as one heading, with what it costs to take them so and whether amounts may stand under it."""
    if not sense(context, lines[place].text).word:
        return  # (A), (A+B): marks of the heading before them
    for size in (1, 2, 3):
        part = tuple(lines[place : place + size])
        if len(part) < size:
            return
        found = sense(context, "".join(entry.text.strip() for entry in part))
        if size > 1 and part[0].label.endswith("額") and sense(context, part[1].label).known:
            return  # a heading that is whole already
        if size == 1 or found.measured or found.dated or found.total or found.name:
            joined = sum(bool(sense(context, entry.text).word) for entry in part) > 1
            yield part, (0 if found.known else _UNKNOWN) + joined, found.valued and not found.text


@dataclass(frozen=True, slots=True)
class TallRow:
    """A row with one cell a line: its number, its label's lines and texts, its amounts, the texts behind them."""

    number: TableCell | None
    words: tuple[TableCell, ...]
    values: tuple[TableCell, ...]
    texts: tuple[TableCell, ...]
    following: int


def tall_row(context: Context, shape: Shape, position: int) -> TallRow | None:
    """The row that begins at a position, as the headings ask for it; None where the lines do not fit them."""
    lead, tail = shape.columns[: shape.lead], shape.columns[shape.last + 1 :]
    numbered = bool(lead) and lead[0].sense.number
    place, number = _next_cell(context, position), None
    if numbered and place is not None and context.rows[place].filled[0].figure is not None:
        number, place = context.rows[place].filled[0], _next_cell(context, place + 1)
    words, place = _words_from(context, place)
    if not words or place is None or len(words) > _MOST_TALL_LABEL + 1:
        return None
    values: list[TableCell] = []
    following = place
    while place is not None and len(values) < len(shape.values):
        entry = context.rows[place].filled[0]
        if not (entry.is_value or is_amount(entry) or is_word_for_amount(entry)):
            break
        values.append(entry)
        following = place + 1
        place = _next_cell(context, following, blanks=len(values) < len(shape.values))
    if len(values) < len(shape.values) and not (values and shape.short):
        return None
    behind, _ = _words_from(context, _next_cell(context, following))
    taken = _tail(context, behind, len(tail), len(lead) - numbered, words, numbered=numbered)
    if taken:
        following = _row_of(context, taken[-1]) + 1
    return TallRow(number, tuple(words), tuple(values), tuple(taken), following)


def _tail(
    context: Context, behind: list[TableCell], tail: int, lead: int, words: Sequence[TableCell], *, numbered: bool
) -> list[TableCell]:
    """The texts behind the amounts of a row, of the lines before the next amounts."""
    if not tail or not behind or context.vocabulary.is_total(words[0].label):
        return []
    if numbered:
        return behind[:tail]
    return behind[: max(0, len(behind) - lead)][:tail] if len(behind) > lead else []


def _row_of(context: Context, entry: TableCell) -> int:
    return next(n for n, row in enumerate(context.rows) if row.first_line <= entry.line <= row.last_line)


def _next_cell(context: Context, position: int, *, blanks: bool = True) -> int | None:
    """The next row that is one cell, page ends and units passed over; None where the lines of single cells end."""
    for place in range(position, len(context.rows)):
        row = context.rows[place]
        if not row.filled and not row.cells:
            continue
        if is_tall(row) and row.filled[0].is_value:
            return place
        if is_passed(context, row):
            continue
        return place if is_tall(row) else None
    return None


def _words_from(context: Context, place: int | None) -> tuple[list[TableCell], int | None]:
    """The lines of words from a place on, and the place of the amount that ends them."""
    words: list[TableCell] = []
    while place is not None and not context.rows[place].filled[0].is_value and len(words) < 2 * _MOST_TALL_LABEL:
        words.append(context.rows[place].filled[0])
        place = _next_cell(context, place + 1)
    return words, place
