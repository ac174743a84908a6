"""CSV inside a text: which lines are records whose cells commas part, and where each cell stands.

A comma parts two cells or groups a number, and no line alone can tell which. Lines together can: the records of a table have as
many cells, some of them hold no comma that could group a number, and most hold what only CSV prints.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from structurer.text import lazy_re as re

Span = tuple[int, int]

VOID = re.compile(r"NaN|nan|None|Unnamed: \d{1,4}(?:_level_\d{1,2})?")
"""What pandas prints for an empty cell."""

_MOST_LINES = 60  # lines of one quoted cell: a page of text; bounds a quote that nothing closes
_FEWEST_CELLS = 3  # two cells are a word, a comma and a word
_FEWEST_RECORDS = 2  # a heading and an amount
_QUOTED = {
    mark: re.compile(rf'[ \u3000]*+"(?:[^"]++|"")*+"[ \u3000]*+(?=[{mark}\r\n]|\Z)') for mark in ",;\t"
}  # possessive: a quote that nothing closes is looked for once
_OPEN = {
    ",": re.compile(r"[^,\r\n\t|｜]*+"),
    ";": re.compile(r"[^;\r\n\t|｜]*+"),
    "\t": re.compile(r"[^\r\n\t]*+"),
}
_NUMBER = re.compile(r"\s*[-+▲△−－]?\d+(?:\.\d+)?\s*")
_LONG_NUMBER = re.compile(r"\s*[-+▲△−－]?(?:\d+\.\d+|(?!(?:19|20)\d\d\s*$)\d{4,})\s*")
_GROUPS = re.compile(r"(?<![\d.])\d{1,3},\d{3}(?!\d)")
_BEFORE_COMMA = re.compile(r"(?:^|[^\d.])(\d+)$")
_AFTER_COMMA = re.compile(r"\d+")
_LONGEST_NUMBER = 24  # characters looked at on either side of a comma
_LONGEST_HEADING = 16  # characters of a column's heading; a clause of a sentence is seldom shorter
_WORDS = re.compile(r"[^\d、。]*")
_MOST_SMALL = 2  # digits: `5,6,7年度` lists small numbers


@dataclass(frozen=True, slots=True)
class CommaCell:
    """One cell of a record: its span in the text, quotes and all."""

    start: int
    end: int
    is_quoted: bool


@dataclass(frozen=True)
class CommaRecord:
    """One record: its first and last line (1-based), its span and its cells; none for a line that breaks the rules of CSV."""

    text: str
    first: int
    last: int
    start: int
    end: int
    cells: tuple[CommaCell, ...] = ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of its cells, without their quotes."""
        return tuple(
            self.text[cell.start : cell.end].strip(" \u3000")[1:-1]
            if cell.is_quoted
            else self.text[cell.start : cell.end]
            for cell in self.cells
        )

    @cached_property
    def may_group(self) -> bool:
        """True where a comma between two cells could as well group a number: `900,400`."""
        if not self.cells:
            return _GROUPS.search(self.text, self.start, self.end) is not None
        return any(right == 3 and left <= 3 for left, right in self._digits)

    @cached_property
    def is_doubtful(self) -> bool:
        """True where a comma may group a number, and no number is quoted for its commas as a program writes them."""
        quotes = any(cell.is_quoted and _GROUPS.search(text) for cell, text in zip(self.cells, self.texts, strict=True))
        return self.may_group and not quotes

    @property
    def may_list(self) -> bool:
        """True where a comma between two cells could as well list small numbers: `5,6,7年度`."""
        return any(max(pair) <= _MOST_SMALL for pair in self._digits)

    @cached_property
    def _digits(self) -> tuple[tuple[int, int], ...]:
        """The lengths of the whole numbers before and after each comma between two of them."""
        found = []
        for before, after in pairwise(self.cells):
            left = _BEFORE_COMMA.search(self.text[max(before.start, before.end - _LONGEST_NUMBER) : before.end])
            right = _AFTER_COMMA.match(self.text[after.start : min(after.end, after.start + _LONGEST_NUMBER)])
            whole = left is not None and not left[1].startswith("0")  # 0,557 groups no number
            if left is not None and right is not None and whole and not before.is_quoted and not after.is_quoted:
                found.append((len(left[1]), len(right[0])))
        return tuple(found)

    @cached_property
    def is_telling(self) -> bool:
        """True where it holds what only CSV prints: a comma or a line's end in quotes, two empty cells, numbers without commas."""
        quoted = any(
            cell.is_quoted and re.search(r"[,\r\n]", text) for cell, text in zip(self.cells, self.texts, strict=True)
        )
        numbers = sum(_NUMBER.fullmatch(text) is not None for text in self.texts[1:])
        long = any(_LONG_NUMBER.fullmatch(text) is not None or VOID.fullmatch(text.strip()) for text in self.texts)
        many = numbers >= _FEWEST_CELLS and not self.may_group
        return quoted or long or many or self.is_gapped

    @property
    def is_blank(self) -> bool:
        """True where every cell is empty: it parts two tables of a spreadsheet."""
        return len(self.cells) > 1 and not any(map(str.strip, self.texts))

    @property
    def is_gapped(self) -> bool:
        """True where two empty cells stand side by side."""
        return any(not a.strip() and not b.strip() for a, b in pairwise(self.texts))

    @property
    def is_heading(self) -> bool:
        """True for short words and nothing else, as many as a table has columns."""
        words = all(text.strip() and len(text) <= _LONGEST_HEADING and _WORDS.fullmatch(text) for text in self.texts)
        return words and len(self.cells) >= _FEWEST_CELLS

    @property
    def is_amounts(self) -> bool:
        """True for a word and numbers behind it."""
        numbers = all(not text.strip() or _NUMBER.fullmatch(text) is not None for text in self.texts[1:])
        return numbers and len(self.cells) >= _FEWEST_CELLS and _NUMBER.fullmatch(self.texts[0]) is None


_NO_GROUP = re.compile(r"(?<![0-9０-９]),|,(?![0-9０-９]{3}(?![0-9０-９]))")
"""A comma that groups no digits: without one all commas of a text stand inside numbers."""


@dataclass(frozen=True)
class Records:
    """The records of a text, and the lines whose commas may part cells or group numbers: nobody can tell."""

    found: tuple[CommaRecord, ...] = ()
    in_doubt: frozenset[int] = frozenset()


def comma_records(text: str, lines: Sequence[Span]) -> Records:
    """The records of a text whose lines have these spans; none in a text that is no CSV."""
    if text.count(",") < (_FEWEST_CELLS - 1) * _FEWEST_RECORDS or _NO_GROUP.search(text) is None:
        return Records()
    blocks = list(_blocks(text, lines))
    widths = [_width(block) for block in blocks]
    known = {width for width in widths if width is not None}
    found: list[CommaRecord] = []
    doubtful: set[int] = set()
    for block, width in zip(blocks, widths, strict=True):
        taken, doubted = _alone(block, known) if width is None else _taken(block, width)
        found += taken
        doubtful.update(number for record in doubted for number in range(record.first, record.last + 1))
    return Records(tuple(found), frozenset(doubtful))


def quoted_rows(text: str, lines: Sequence[Span]) -> tuple[CommaRecord, ...]:
    """The tabbed rows with cells in quotes, as a spreadsheet writes cells of several lines."""
    if "\t" not in text or '"' not in text:
        return ()
    found, place = [], 0
    while place < len(lines):
        record = _record(text, lines, place, "\t") if '"' in text[slice(*lines[place])] else None
        if record is not None and len(record.cells) > 1 and any(cell.is_quoted for cell in record.cells):
            found.append(record)
        place = place + 1 if record is None else record.last
    return tuple(found)


def semicolon_records(text: str, lines: Sequence[Span]) -> tuple[CommaRecord, ...]:
    """The records of a text whose cells semicolons part: as many on every line, as a spreadsheet writes them."""
    counts = {text.count(";", *span) for span in lines if text[slice(*span)].strip()} if ";" in text else set()
    if len(counts) != 1 or min(counts) < _FEWEST_CELLS - 1:
        return ()
    found, place = [], 0
    while place < len(lines):
        record = _record(text, lines, place, ";")
        if record is None:
            return ()
        found += [record] if len(record.cells) > 1 else []
        place = record.last
    return tuple(found)


def _blocks(text: str, lines: Sequence[Span]) -> Iterator[list[CommaRecord]]:
    """The records between blank lines or records; a line that is none is one without cells."""
    block: list[CommaRecord] = []
    place = 0
    while place < len(lines):
        start, end = lines[place]
        if not text[start:end].strip():
            if block:
                yield block
            block, place = [], place + 1
            continue
        record = _record(text, lines, place, ",") or CommaRecord(text, place + 1, place + 1, start, end)
        block.append(record)
        place = record.last
        if record.is_blank:
            yield block
            block = []
    if block:
        yield block


def _record(text: str, lines: Sequence[Span], place: int, mark: str) -> CommaRecord | None:
    """The record that begins with a line; None where its quotes or another mark of cells break the rules of CSV."""
    start, limit = lines[place][0], lines[min(place + _MOST_LINES, len(lines)) - 1][1]
    cells: list[CommaCell] = []
    position = start
    while True:
        quoted = _QUOTED[mark].match(text, position, limit)
        match = quoted or _OPEN[mark].match(text, position, limit)
        if match is None or (quoted is None and match[0].lstrip(" \u3000").startswith('"')):
            return None
        cells.append(CommaCell(position, match.end(), quoted is not None))
        position = match.end()
        if position >= limit or text[position] in "\r\n":
            break
        if text[position] != mark:
            return None
        position += 1
    last = bisect_right(lines, position, lo=place, key=lambda line: line[0])
    return CommaRecord(text, place + 1, last, start, position, tuple(cells))


def _width(block: Sequence[CommaRecord]) -> int | None:
    """The number of cells that the records of a block have; None for a block that is no CSV."""
    counts = Counter(len(record.cells) for record in block if len(record.cells) >= _FEWEST_CELLS)
    if not counts:
        return None
    width = max(counts, key=lambda count: (counts[count], count))
    even = [n for n, record in enumerate(block) if len(record.cells) == width]
    told = [block[n].is_telling for n in even if block[n].is_telling or not block[n].is_heading]
    sure = any(not block[n].is_doubtful for n in even)
    most = 2 * len(even) > even[-1] - even[0] + 1
    tells = any(told) and 2 * sum(told) >= len(told)
    return width if len(even) >= _FEWEST_RECORDS and tells and sure and most else None


def _taken(block: Sequence[CommaRecord], width: int) -> tuple[list[CommaRecord], list[CommaRecord]]:
    """The records of a block of CSV, and the lines in doubt.

    Where a comma groups a number in a line of another length, the commas of even records may group numbers, too.
    """
    loose = any(len(record.cells) != width and record.may_group for record in block)
    taken, doubted = [], []
    for record in block:
        even = len(record.cells) == width
        if (record.may_group and not even) or (record.is_doubtful and loose):
            doubted.append(record)
        elif even or (record.cells and not record.may_list and "。" not in record.text[record.start : record.end]):
            taken.append(record)
    return taken, doubted


def _alone(block: Sequence[CommaRecord], known: set[int]) -> tuple[list[CommaRecord], list[CommaRecord]]:
    """The records of a block that cannot tell by itself, where they are as long as those of another block; the lines in doubt."""
    alike = [record for record in block if len(record.cells) in known]
    if alike == block and any(record.is_telling for record in block) and not any(record.may_group for record in block):
        return alike, []  # 0,0 beside a record that only CSV prints
    taken = [record for record in alike if record.is_telling and not record.may_group and not record.may_list]
    drawn = any(record.is_gapped or record.is_heading for record in block)
    doubted = [record for record in block if record.may_group and record.is_amounts]
    return taken, [record for record in doubted if drawn or record in alike]
