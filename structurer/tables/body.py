"""The rows below the headings of a block: their labels, their amounts by column, their texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from structurer.labels.label import UNPUBLISHED, plain
from structurer.tables.block import Block, is_empty, is_group, is_text
from structurer.tables.broken import cut_off, rest_of_name, stands_left
from structurer.tables.context import Context
from structurer.tables.headings import is_heading
from structurer.tables.placing import Placing, by_edges, by_order, by_place, by_spans, cells_beside
from structurer.tables.references import names_others
from structurer.tables.row import (
    amounts,
    cells_of,
    is_half_name,
    is_passed,
    is_set_in,
    is_tall,
    is_working,
    joined_cell,
    screen_place,
    wide_cells,
    without_brackets,
)
from structurer.tables.sense import Sense, row_sense, sense
from structurer.tables.shape import Shape, TableRow
from structurer.tables.tallrows import tall_line
from structurer.text import lazy_re as re
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell

_POINTS = re.compile(r"以下|以上|次の|下記|上記|下表|上段|下段|参考|金額|年度|うち|再掲|単位")  # a note on amounts
_ENDS = re.compile(r"。(?:\([^()]*\))?$")  # 花を植える。(3か所)
_PART = re.compile(r"\s*[①-⑳]")
_MOST_BETWEEN = 12  # rows of page ends and blanks inside one table: the foot of a page and the head of the next
_LONGEST_LABEL = 60  # characters of a row's label; a longer cell is text
_FEWEST_CELLS = 3  # of a row of a table: a name and two amounts
_MOST_TEXT_LINES = 8  # lines of one item's text and terms beside and below its amounts
_MOST_OPEN_ROWS = 12  # rows of one item's text and terms before the row with its amounts


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a block as one reading of its headings has them, where they begin, and the place after the last of them."""

    lines: tuple[TableRow, ...]
    begin: int
    following: int


def body_of(context: Context, block: Block, shape: Shape) -> Body:
    """The rows below a block's headings, down to the first that is none: blanks and page ends are passed over."""
    begin = _first_row(context, block, shape)
    walk = _Descent(context, block, shape, list(block.half))
    following = walk.down(begin if block.kind in {"tab", "pipe", "tall"} and not block.half else block.first)
    return Body(tuple(walk.found), begin, following)


def _first_row(context: Context, block: Block, shape: Shape) -> int:
    """The row after the headings: where the rows begin, those that open an item too."""
    if block.kind != "tall":
        after = block.starts[-1] + 1
    else:
        lines = {head.start for column in shape.columns for head in column.heads}
        after = 1 + max(n for cell, n in zip(block.heads[0], block.starts, strict=True) if cell.start in lines)
    return next((n for n in range(after, block.first) if not is_passed(context, context.rows[n])), block.first)


@dataclass
class _Descent:
    """The way down the rows of a block.

    `pending` is the first half of the next row's label, where it stands alone; `grouped` is True where the rows open with
    the name of some of them.
    """

    context: Context
    block: Block
    shape: Shape
    pending: list[TableCell]
    found: list[TableRow] = field(default_factory=list)
    grouped: bool = False

    def down(self, position: int) -> int:
        """Take the rows from a position on; the place after the last one taken."""
        last, between = position, 0
        while position < len(self.context.rows) and between <= _MOST_BETWEEN:
            if is_passed(self.context, self.context.rows[position]):
                between += 1
                position += 1
                continue
            line = self._row(position)
            above = self._with_brackets(position) if line is None and self.found else None
            if line is None and above is not None:
                self.found.pop()
                line = above
            if line is not None:
                self.found.append(line)
                self.pending = []
                position = last = max(line.following, position + 1)  # never back, whatever a row spans
                between = 0
            elif self._passes_over(position):
                position += 1
            else:
                break
        return last

    def _with_brackets(self, position: int) -> TableRow | None:
        """The row above with the amounts in brackets below its own, which a label may begin that is broken over both lines."""
        above, row = self.found[-1], self.context.rows[position]
        cells = cells_of(row)
        rest = cells[:1] if cells and not cells[0].is_blank and not cells[0].figures else ()
        opened = [without_brackets(entry) for entry in cells[len(rest) :]]
        if above.bracketed or above.following != position or not any(entry.figure for entry in opened):
            return None
        if any(entry.figure is not None and entry in cells for entry in opened):
            return None  # an amount that stands in no brackets
        if self.shape.indexed:
            below = {n: entry for n, entry in enumerate(opened, len(rest)) if n in above.values}
        else:
            below = dict(zip(above.values, opened, strict=False))
        name = not rest or len(rest[0].text.strip()) == 1 or is_half_name(rest[0])
        if not name or not all(entry.is_value for entry in below.values()):
            return None
        if len(below) < len(above.values) or (not self.shape.indexed and len(opened) > len(below)):
            return None
        labels = (joined_cell([*above.labels, *rest]),) if rest else above.labels
        named = {n: labels[0] if rest and entry in above.labels else entry for n, entry in above.beside.items()}
        return replace(above, labels=labels, beside=named, bracketed=below, following=position + 1)

    def _row(self, position: int) -> TableRow | None:
        """The row at a position; None where it is none of this table."""
        if self.block.kind == "tall":
            line = tall_line(self.context, self.shape, position)
            return self._over_words(position) if line is None and self.found else line
        row = self.context.rows[position]
        part = _PART.match(row.line) is not None and self._tells(row)
        line = None if part else self._line(position, self.found[-1] if self.found else None, self.pending)
        if line is not None or not self._closes(row):
            return line
        places = [n for n, column in enumerate(self.shape.columns) if column.values]
        return TableRow((), dict(zip(places, row.cells, strict=True)), (), Sense(""), position, position + 1)

    def _over_words(self, position: int) -> TableRow | None:
        """The row behind one that holds words where amounts are due: an unknown row costs only itself."""
        rows, skipped = self.context.rows, len(self.shape.values) + 1
        words = rows[position : position + skipped]
        if position + skipped >= len(rows) or not all(self._is_word(row) for row in words):
            return None
        return tall_line(self.context, self.shape, position + skipped)

    def _is_word(self, row: Row) -> bool:
        other = is_heading(row) or is_passed(self.context, row)
        return is_tall(row) and not row.filled[0].figures and not other

    def _passes_over(self, position: int) -> bool:
        """True for a row without amounts of its own that does not end the table; the first half of a label is kept."""
        if self.block.kind == "tall":
            return False
        if self._closes_below(position) or self._is_text(position) or self._is_short(position):
            return True
        if self._is_dashes(position):
            return True
        if not self._goes_on(position):
            return False
        row = self.context.rows[position]
        alone = is_tall(row) and stands_left(row, self.context.rows[position + 1])
        half = alone and (not is_heading(row) or self._is_beside_nothing(position + 1))
        self.grouped = self.grouped or not self.found
        self.pending = [entry for entry in row.cells if not entry.is_blank][:1] if half else []
        return True

    def _is_dashes(self, position: int) -> bool:
        """True for rows that print a dash, or nothing, for each amount, down to one that holds some."""
        rows = self.context.rows[position : position + _MOST_OPEN_ROWS]
        count = next((n for n, row in enumerate(rows) if not self._has_no_amounts(row)), len(rows))
        drawn = self.block.kind in {"tab", "pipe"}
        return (
            (bool(self.found) or drawn) and 0 < count < len(rows) and self._line(position + count, None, ()) is not None
        )

    def _has_no_amounts(self, row: Row) -> bool:
        """True for a label with dashes, and for a cost or a source with blank cells."""
        if self.block.kind in {"tab", "pipe"}:
            named = sum(sense(self.context, entry.label).measured for entry in row.filled)  # of several: headings
            return row.kind == self.block.kind and (is_empty(row) or (named == 1 and not amounts(row.cells)))
        cells = wide_cells(row)
        return len(cells) > 1 and not cells[0].is_blank and all(entry.is_blank for entry in cells[1:])

    def _closes_below(self, position: int) -> bool:
        """True for a row of an item's text or terms in a piped table, where the row with its amounts follows."""
        rows = self.context.rows[position : position + _MOST_OPEN_ROWS] if self.block.kind == "pipe" else ()
        for place, row in enumerate(rows, position):
            if row.kind != "pipe" or len(row.filled) < 2 or is_heading(row):
                return False
            if sum(sense(self.context, entry.label).valued for entry in row.filled) > 1:
                return False  # the headings of another table
            if self._line(place, None, ()) is not None or self._closes(row):
                return place > position
        return False

    def _is_text(self, position: int) -> bool:
        """True for an item's text or terms between the rows of an aligned table with a column of texts; for one sentence in a drawn one."""
        texts = any(column.sense.text for column in self.shape.columns[: self.shape.lead])
        first = self.context.rows[position]
        if not self.found or self.block.kind not in {"line", "space"}:
            above, below = self.found[-1:], position + 1 < len(self.context.rows)
            told = bool(above) and above[0].following == position and not above[0].sense.known
            return told and below and self._is_sentence(first) and self._line(position + 1, None, ()) is not None
        own = self._is_sentence(first) or is_working(first) or self._stands_behind(first) or self._tells(first)
        if not texts and not (own and not self.found[-1].sense.known):
            return False
        for place in range(position, min(len(self.context.rows), position + _MOST_TEXT_LINES)):
            row = self.context.rows[place]
            named = [sense(self.context, entry.label) for entry in row.filled]
            if self._tells(row):
                continue
            if row.filled and self._line(place, None, ()) is not None:
                return place > position
            other = row.kind not in {"line", "space"} or any(one.valued or one.group for one in named)
            if other or (is_heading(row) and not is_text(row.filled[0])):
                return False
        return False

    def _tells(self, row: Row) -> bool:
        """True for a line set in below a numbered item of an aligned table: what it does, or one of its parts, ①, with its amount."""
        aligned = bool(self.found) and {self.block.kind, row.kind} <= {"line", "space"}
        if not aligned or not is_set_in(row, self.context.rows[self.found[0].position]):
            return False
        money = any(figure.is_money for entry in row.cells for figure in entry.figures)
        if money:
            return _PART.match(row.line) is not None
        valued = any(sense(self.context, entry.label).valued for entry in wide_cells(row) or row.cells)
        return not valued and _POINTS.search(fold_words(row.text)) is None and not names_others(row.text)

    def _is_short(self, position: int) -> bool:
        """True for an item of an aligned table that leaves cells blank, with whole rows below it: it costs only itself."""
        aligned = self.block.kind in {"line", "space"} and not self.shape.indexed
        if not aligned or not self.found or not self._leaves_blanks(self.context.rows[position]):
            return False
        for place in range(position + 1, min(len(self.context.rows), position + _MOST_TEXT_LINES)):
            row = self.context.rows[place]
            if self._line(place, None, ()) is not None:
                return True
            if not (is_passed(self.context, row) or self._is_sentence(row) or self._leaves_blanks(row)):
                return False
        return False

    def _leaves_blanks(self, row: Row) -> bool:
        """True for the name of an item and some amounts, fewer than there are columns."""
        cells = cells_of(row)
        if row.kind != "space" or len(cells) < _FEWEST_CELLS or cells[0].is_value:
            return False
        named = not sense(self.context, cells[0].label).known and all(entry.is_value for entry in cells[1:])
        return named and len(cells) - 1 < len(self.shape.values) and not is_heading(row)

    def _is_sentence(self, row: Row) -> bool:
        """True for a line that says in a sentence what the item above it does, and nothing of what stands above or below."""
        sentence = row.kind == "line" and is_tall(row) and _ENDS.search(fold_words(row.text).rstrip()) is not None
        money = any(figure.is_money for entry in row.cells for figure in entry.figures)
        return sentence and not money and _POINTS.search(fold_words(row.text)) is None and not names_others(row.text)

    def _closes(self, row: Row) -> bool:
        """True for the amounts of an item whose name and text stand in the rows above."""
        piped = self.block.kind == row.kind == "pipe" and row.opens
        return piped and len(row.cells) == len(self.shape.values) and row.cells[0].is_value and bool(amounts(row.cells))

    def _goes_on(self, position: int) -> bool:
        """True for a row without amounts that ends no table: a label above others, headings printed again, a row of words."""
        row, kind = self.context.rows[position], self.block.kind
        last = position + 1 == len(self.context.rows)
        if last or row.kind not in {kind, "line"} or not row.filled or amounts(cells_of(row)):
            return False
        below = self._line(position + 1, None, row.filled[:1])
        heads = is_tall(row) and self._heads_below(position, below)
        if heads or below is None:
            return heads
        parted = not self.context.rows[position - 1].filled  # words below a blank row head something else
        if not parted and self._is_group(row):
            return True
        return not is_heading(row) and (self._is_label(row) or self._is_words(row, parted=parted))

    def _heads_below(self, position: int, below: TableRow | None) -> bool:
        """True for a cell over its own rows: 財源内訳 below what its sources add up to, an indicator's name, half a name."""
        group = bool(self.found) and sense(self.context, self.context.rows[position].text).group
        if group and (self._is_dashes(position + 1) if below is None else below.sense.source is not None):
            return True
        valued = self.shape.indicators and below is not None and below.sense.value is not None
        return below is not None and (valued or self._is_beside_nothing(position + 1))

    def _is_group(self, row: Row) -> bool:
        """True for the name of the rows below it: behind the headings or a sum of the rows before, else as a heading."""
        above = self.found[-1].sense if self.found else None
        begins = above is not None and above.total and (above.word == "小計" or (above.word == "計" and self.grouped))
        opens = above is None or (self.block.kind in {"tab", "pipe"} and not above.total)
        return (begins or (opens and is_heading(row))) and is_group(self.context, row)

    def _is_label(self, row: Row) -> bool:
        """True for a year, or for half a name, on a line of its own."""
        if not is_tall(row):
            return False
        found = sense(self.context, row.filled[0].label)
        half = self.block.kind != "pipe" and is_half_name(row.filled[0]) and not found.known
        return found.dated or half

    def _is_words(self, row: Row, *, parted: bool) -> bool:
        """True for the headings printed again, and for a row of one or two words between the rows of a drawn table."""
        heads = [head.label for column in self.shape.columns for head in column.heads]
        again = [entry.label for entry in row.cells if not entry.is_blank]
        if len(again) > 1 and set(again) <= set(heads) and again != [head for head in heads if head in again]:
            return False  # in another order: another table
        ruled = row.kind == self.block.kind and row.kind in {"tab", "pipe"}
        few = ruled and not parted and sum(not entry.is_blank for entry in row.cells) <= 2
        return few or set(again) <= set(heads)

    def _line(self, position: int, above: TableRow | None, pending: Sequence[TableCell]) -> TableRow | None:
        """A row of a table; `pending` is the first half of its label, where that stands on a line of its own."""
        row, following = self.context.rows[position], position + 1
        cells = self._dashes(row) or cells_of(row)
        if pending and self._is_beside_nothing(position):
            rest = rest_of_name(self.context, following)
            cells, pending, following = (joined_cell([*pending, *rest]), *cells), (), following + len(rest)
        placed = self._placed(row, cells, above) or self._by_edges(row, cells)
        if placed is None:
            return None
        labels, values, texts = placed
        own, rest = labels[:1], cut_off(self.context, self.block, labels, following)
        before = pending if pending and self._is_broken(pending, labels) else ()
        if before or rest:
            labels, following = [joined_cell([*before, *labels[:1], *rest]), *labels[1:]], following + len(rest)
            cells = tuple(labels[0] if entry in own else entry for entry in cells)
        beside = cells_beside(self.context, self.shape, cells, values)
        if not labels and self.shape.indicators and self.shape.indexed:
            return TableRow((), values, tuple(texts), Sense(""), position, position + 1, beside)
        if not labels and len(values) == len(cells) == len(self.shape.columns) - 1 and above is None:
            return TableRow((), values, (), Sense(""), position, position + 1)  # the heading over the table dates it
        named = any(plain(entry.label) for entry in labels)
        if not named or len(" ".join(entry.label for entry in labels)) > _LONGEST_LABEL:
            return None
        if not self._has_amounts(labels, list(values.values())):
            return None
        meaning = row_sense(self.context, [entry.text for entry in labels])
        return TableRow(tuple(labels), values, tuple(texts), meaning, position, following, beside)

    def _dashes(self, row: Row) -> Sequence[TableCell]:
        """The cells of an aligned row that has a dash for each amount, which nothing but the gaps between them shows."""
        cells = wide_cells(row) if row.kind == "line" and self.block.kind in {"line", "space"} else ()
        values = cells[-len(self.shape.values) :]
        named = len(cells) > len(values) and not cells[0].is_blank
        return cells if named and all(entry.is_blank for entry in values) else ()

    def _is_beside_nothing(self, position: int) -> bool:
        """True for amounts of an aligned table without a name beside them: its halves stand above and below."""
        cells = cells_of(self.context.rows[position])
        aligned = self.block.kind in {"line", "space"} and self.shape.lead == 1 and not self.shape.indexed
        return aligned and len(cells) > 1 and all(entry.is_value for entry in cells[:2]) and cells[0].figure is not None

    def _stands_behind(self, row: Row) -> bool:
        """True for a line that begins right of the amounts of the row above it: its text goes on."""
        above = self.found[-1]
        cells = wide_cells(row)
        ends = (screen_place(self.context.rows[above.position], entry)[1] for entry in above.values.values())
        return bool(cells) and bool(above.texts) and screen_place(row, cells[0])[0] >= max(ends)

    def _placed(self, row: Row, cells: Sequence[TableCell], above: TableRow | None) -> Placing | None:
        """The cells of a row under the columns: by place where the rows share their places, else by order."""
        if not cells or (self.block.kind in {"tab", "pipe"} and row.kind not in {"tab", "pipe"}):
            return None
        if self.shape.spans:
            return by_spans(self.shape, row, cells)
        short = row.kind == "pipe" and len(cells) < len(self.shape.columns)
        placed = by_order(self.context, self.shape, cells) if short or not self.shape.indexed else None
        return by_place(self.context, self.shape, cells, above) if placed is None and self.shape.indexed else placed

    def _by_edges(self, row: Row, cells: Sequence[TableCell]) -> Placing | None:
        """The cells of an aligned row that leaves some blank: each amount ends where those of one column end in the rows above."""
        if not {self.block.kind, row.kind} <= {"line", "space"} or self.shape.spans:
            return None
        found = (line for line in self.found if len(line.values) == len(self.shape.values))
        whole = [(self.context.rows[line.position], line) for line in found]
        places = whole[0][1].values if whole else ()
        spans = {place: {screen_place(other, line.values[place]) for other, line in whole} for place in places}
        left = {screen_place(other, line.labels[-1])[1] for other, line in whole if line.labels}
        return by_edges(spans, row, cells, left)

    def _is_broken(self, pending: Sequence[TableCell], labels: Sequence[TableCell]) -> bool:
        """True where a label goes on with what stands on the line above: it means nothing alone, or both together a year."""
        alone = not labels or not sense(self.context, labels[0].label).known
        return alone or sense(self.context, "".join(entry.label for entry in (*pending, *labels))).dated

    def _has_amounts(self, labels: Sequence[TableCell], values: Sequence[TableCell]) -> bool:
        """True for a row with an amount, a year whose amounts are not published, and dashes of an indicator or beside a name."""
        label = labels[0]
        dashes = all(entry.is_blank for entry in values) and any(entry.text.strip() for entry in values)
        named = len(labels) > 1 and sense(self.context, labels[-1].label).dated  # 避難所整備 | 前年当初 | -
        if amounts(values) or (dashes and (self.shape.indicators or named)):
            return True
        unpublished = self.shape.indexed and any(UNPUBLISHED.search(entry.text) is not None for entry in values)
        return unpublished and sense(self.context, label.label).dated
