"""The heading rows over a row of amounts, walked up to from the row itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from structurer.checks.proof.consume import SILENT, Consumed
from structurer.checks.proof.grid import Grid, GridCell, PrintedRow
from structurer.checks.proof.head_fields import DESCRIBED, FIELD
from structurer.checks.proof.heading_words import RISK
from structurer.checks.proof.streamed import Streams
from structurer.checks.proof.titles import is_parted_title
from structurer.checks.proof.unit_words import row_of_units
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import SOURCES
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_FURNITURE = re.compile(r"[(（]?次頁へ続く[)）]?|次ページへ続く|[-－‐―\s]*[\d８]{1,3}[-－‐―\s]*(?:ページ|頁)?|\d+/\d+")
CAPTION = re.compile(
    r"単\s*位\s*[:はを]|単\s*位\s+(?:百万|千|万|億)?円|[(\[【〔<]\s*単\s*位|\((?:金額[:：])?(?:百万|千|万|億)?円"
)
NUMBERED = re.compile(
    r"\s*(?:#+|[(（]?[0-9０-９]{1,2}[)）.．、]?|[(（][一二三四五六七八九十ア-ン][)）]|[①-⑳]|[ア-ン][)）.]"
    r"|第?[一二三四五六七八九十]+(?:[.、章節]|(?=[\s　]+\S{2}))"
    r"|[Ⅰ-Ⅻ]+[.．、]?|[IVX]{1,4}(?:[.．、]|(?=[\s　])))[\s　]*(?=\D)"
)
_MARK_ALONE = re.compile(
    r"[(（]?(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4}|[ア-ン])[)）.．、]?|[①-⑳]|[Ⅰ-Ⅻ]+[.．、]?|#+"
)
"""The mark of a heading in a cell of its own, a space behind it."""
HEADED = re.compile(r"\s*(?:[【〈《＜<■◆◇●○◎□▼▶▷※#]|[(（]参考)")
_FIELD_IN_CELL = re.compile(FIELD.pattern + r"(?=\S)")
_ANNOUNCED = re.compile(r"公表予定|未定|調整中|検討中")
_WORKINGS = re.compile(r"(?:[^\d×。]{1,24} [\d,.]+円[×✕][\d,]+[^\d\s×]{1,6}\s*){1,2}")
"""What a price and a count are of, one for each half of a line: 普通旅費 13,000円×59人."""
_MOST_HEADER_ROWS = 4
"""Heading rows over a table: the deepest published ones have three lines, and a line for units."""
_MOST_BROKEN = 24
"""Lines up to headings broken over lines: the longest such table has twenty rows under a heading of four lines."""
_MOST_SINGLE = 36
"""Lines of headings one below the other: twelve columns, each with a blank line and a unit."""
_MOST_BETWEEN = 3
"""Lines of words between the headings and a row: the name of a part, a remark, and the two halves of a name."""
_MOST_BLANK = 4
"""Rows without amounts one below the other, among the sources of a project."""
FARTHEST = 120
"""Rows walked up to the headings: a table longer than three pages prints its headings again."""


@dataclass(frozen=True)
class HeaderRows:
    """The heading rows over a table, the topmost first."""

    rows: tuple[PrintedRow, ...]
    between: tuple[PrintedRow, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """Their lines."""
        return tuple(row.first for row in self.rows)

    @property
    def top(self) -> int:
        """The position of the topmost one, with which the table begins."""
        return self.rows[0].position

    @property
    def text(self) -> str:
        """Their words."""
        return " / ".join(row.text for row in self.rows)

    def is_even_with(self, row: PrintedRow) -> bool:
        """True where every heading row has as many cells as the row."""
        return all(len(above.cells) == len(row.cells) for above in self.rows)


@dataclass
class HeaderWalk:
    """The headings over every row of one source, each looked up once."""

    grid: Grid
    words: KnownWords
    _headers: dict[int, HeaderRows | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._streams = Streams(self.grid, self.words)

    def over(self, row: PrintedRow) -> HeaderRows | None:
        """The heading rows over a row of amounts; None where something else stands between."""
        if row.position not in self._headers:
            self._headers[row.position] = self._header(row)
        return self._headers[row.position]

    def is_headings(self, row: PrintedRow) -> bool:
        """True for a row of nothing but the headings of columns."""
        return not row.values and all(self.words.is_heading(cell.text) for cell in row.texts)

    def is_blank(self, row: PrintedRow) -> bool:
        """True for the row of a measure that has no amounts, among rows of others that have: 地方債 with nothing behind it.

        What a row below has under the same label would be its own; so the next row of amounts names another measure, or it is the
        total below rows of measures.
        """
        below = self._next(row, 1)
        if row.kind == "line" or row.values or not row.texts or below is None or len(below.cells) != len(row.cells):
            return False
        first = below.values[0].index
        if any(cell.text.strip() for cell in row.cells[first:]):
            return False
        above = self._next(row, -1)
        own, others = self._named(row, first), self._named(below, first)
        listed = above is not None and bool(self._named(above, first).measures)
        source = own.measures <= frozenset(SOURCES) and own == Consumed(own.measures)
        apart = bool(own.measures) and source and others.measures.isdisjoint(own.measures)
        return apart and (bool(others.measures) or ("total" in others.marks and listed))

    def _next(self, row: PrintedRow, step: int) -> PrintedRow | None:
        """The next row of amounts drawn alike, a few rows further down or up."""
        places = range(row.position + step, row.position + step * (1 + _MOST_BLANK), step)
        near = (self.grid.rows[n] for n in places if 0 <= n < len(self.grid.rows))
        return next((one for one in near if one.kind == row.kind and one.values), None)

    def _named(self, row: PrintedRow, first: int) -> Consumed:
        """What the last words before the amounts of a row say; nothing where they are not understood."""
        texts = [cell.text for cell in row.cells[:first] if cell.text.strip() and cell.value is None]
        return (self.words.said(texts[-1]) if texts else None) or SILENT

    def _broken(self, row: PrintedRow) -> HeaderRows | None:
        """Tabbed headings whose cells are broken over lines: put together they are as many as the cells of the row."""
        zone: list[PrintedRow] = []
        between: list[PrintedRow] = []
        for above in reversed(self.grid.rows[max(0, row.position - _MOST_BROKEN) : row.position]):
            if above.values and above.kind == "tab":
                between, zone = [*zone, *between], []
                continue
            whole = above.kind == "tab" and len(above.cells) == len(row.cells)
            if above.is_bare or above.kind == "pipe" or above.values or whole:
                break  # headings as many as the cells are not broken: words on a line below them are the name of some rows
            zone.insert(0, above)
            if above.kind == "tab" and len(zone) > 1 and self.words.is_heading(above.cells[0].text):
                joined = self._rejoined(zone)
                if len(joined.cells) == len(row.cells):
                    return HeaderRows((joined,), tuple(between))
        return None

    def _rejoined(self, zone: Sequence[PrintedRow]) -> PrintedRow:
        """The lines of broken headings as one row."""
        lines = self.grid.source.lines[zone[0].first - 1 : zone[-1].last]
        parts = "\n".join(line.drawn for line in lines).split("\t")
        cells = tuple(
            GridCell(part, lines[0].start, index, lines[0].number, (0, 0), (0, 0), (), None)
            for index, part in enumerate(parts)
        )
        return PrintedRow(zone[0].position, "tab", cells, zone[0].first, zone[-1].last)

    def _header(self, row: PrintedRow) -> HeaderRows | None:
        broken = self._broken(row) if row.kind == "tab" else self._streamed(row) if row.kind == "line" else None
        return self._walked(row) if broken is None else broken

    def _streamed(self, row: PrintedRow) -> HeaderRows | None:
        """Headings that lines print piece by piece, put together to one row."""
        found = self._streams.over(row)
        if found is None:
            return None
        first = found.rows[0]
        cells = tuple(GridCell(text, 0, n, first.first, (0, 0), (0, 0), (), None) for n, text in enumerate(found.texts))
        return HeaderRows((PrintedRow(first.position, "line", cells, first.first, found.rows[-1].last),))

    def _walked(self, row: PrintedRow) -> HeaderRows | None:
        """The heading rows above the other rows of amounts, with the lines of words passed on the way up."""
        between: list[PrintedRow] = []
        for above in reversed(self.grid.rows[max(0, row.position - FARTHEST) : row.position]):
            if self._is_passed(above) or self.is_blank(above):
                continue
            if above.position in self._headers:
                found = self._headers[above.position]
                return None if found is None else HeaderRows(found.rows, (*found.between, *between))
            if self._is_data(above, row):
                continue
            lowest = self._with_upper(above)
            stack = self._stack(lowest) if lowest is not above or self._is_heading_row(above, row) else []
            if stack and (len(above.texts) > 1 or len(stack) > 1 or len(row.values) <= 1):
                return HeaderRows(tuple(stack), tuple(reversed(between)))
            # one heading over several amounts is the name of the row, broken off to a line of its own
            if not stack and self._is_stop(above, len(between)):
                return None
            between.append(above)
        return None

    def _is_passed(self, row: PrintedRow) -> bool:
        """True for a line that says nothing of its own: blank, a rule, the number of a page, a working or two of the amounts above."""
        if row.is_bare or (row.kind == "line" and row_of_units(row.text) is not None):
            return True
        if row.kind != "line" and (row.cells[0].text.strip() or len(row.texts) != len(("name", "working"))):
            return False
        working = (
            _WORKINGS.fullmatch(row.text) is not None and RISK.search(row.text.replace("会計年度任用職員", "")) is None
        )
        return working or _FURNITURE.fullmatch(row.text) is not None

    def _is_stop(self, row: PrintedRow, passed: int) -> bool:
        """True for a row of words that no heading is looked for behind: another table's, or one line too many."""
        captioned = (
            CAPTION.search(row.text) is not None and (NUMBERED.match(row.text) or HEADED.match(row.text)) is not None
        )
        other = row.kind != "line" and not row.values and len(row.texts) > 2
        return passed > _MOST_BETWEEN or other or captioned

    def _is_data(self, above: PrintedRow, row: PrintedRow) -> bool:
        """True for another row of amounts, dashes, or words that say when they come."""
        if above.kind != row.kind:
            return False
        announced = any(_ANNOUNCED.search(cell.text) for cell in above.texts)
        first = next((cell.index for cell in above.cells if cell.is_dash), len(above.cells))
        dashes = above.cells[first:]
        dashed = bool(dashes) and (above.kind != "line" or (len(dashes) > 1 and all(cell.is_dash for cell in dashes)))
        return bool(above.values) or announced or dashed

    def _is_heading_row(self, above: PrintedRow, row: PrintedRow) -> bool:
        """True for a row of nothing but headings, whole ones or the lower halves of broken ones."""
        if above.values or not above.texts or above.kind != row.kind or _WORKINGS.fullmatch(above.text) is not None:
            return False
        if above.kind != "line":
            known = len(above.texts) > 1 and any(self.words.is_heading(cell.text) for cell in above.texts)
            return known or self.words.is_heading(above.text) or self._are_lower_halves(above)
        named = _is_field(above) and not self.words.is_heading(above.texts[-1].text)
        if named or is_parted_title([cell.text for cell in above.texts]):
            return False  # 担当課 and its name head nothing, and no more does the sheet's title
        numbered = _MARK_ALONE.fullmatch(above.cells[0].text) is not None
        if numbered or CAPTION.search(above.text) or "。" in above.text or HEADED.match(above.text):
            return False
        if len(above.texts) == 1:
            return self.words.is_heading(above.text) and not NUMBERED.match(above.text)
        count = sum(self.words.is_heading(cell.text) for cell in above.texts)
        return 2 * count >= len(above.texts)

    def _are_lower_halves(self, row: PrintedRow) -> bool:
        """True for cells that each end a heading begun in the cell right above: 支出金 below 国庫 and below 県."""
        upper = self.grid.rows[row.position - 1] if row.position else None
        if upper is None or upper.kind != row.kind or upper.values or len(upper.cells) != len(row.cells):
            return False
        return all(
            upper.cells[cell.index].text.strip() and self.words.is_heading(upper.cells[cell.index].text + cell.text)
            for cell in row.texts
        )

    def _with_upper(self, row: PrintedRow) -> PrintedRow:
        """A line of words that each end a bracket begun right above, with the row of headings there: (査定額- over 当初予算額)."""
        upper = self.grid.rows[row.position - 1] if row.position else row
        alike = row.kind == upper.kind == "line" and len(upper.texts) >= _FEWEST_LEAVES
        if not alike or row.values or upper.values or not row.texts:
            return row
        ends = all(
            _open_brackets(cell.text) < 0
            and any(_open_brackets(one.text) > 0 and _touches(one, cell) for one in upper.texts)
            for cell in row.texts
        )
        return _closed(upper, row) if ends else row

    def _stack(self, lowest: PrintedRow) -> list[PrintedRow]:
        """The heading rows that end with one, the topmost first."""
        if lowest.kind == "line" and len(lowest.texts) == 1:
            return self._single(lowest)
        found, whole = [lowest], all(self.words.is_heading(cell.text) for cell in lowest.texts)
        captioned = False  # above a caption stand rows of the head: words nobody knows are no halves of headings there
        for above in reversed(self.grid.rows[max(0, lowest.position - 2 * _MOST_HEADER_ROWS) : lowest.position]):
            if lowest.kind != "line" and above.is_bare:
                continue  # the rule that Markdown draws below its headings; a blank line does not part headings, either
            apart = (above.kind == "line") is not (lowest.kind == "line")  # bars and tabs draw one table
            if len(found) >= _MOST_HEADER_ROWS or above.is_bare or apart or above.values:
                break
            if lowest.kind != "line" and (
                is_captioned(above, found[0].texts[0].index) or self._is_beside(above, lowest)
            ):
                break  # the table's caption in one of its cells stands over all of it, not over a column
            known = all(self.words.is_heading(cell.text) for cell in above.texts)
            alike = len(above.cells) == len(lowest.cells) and any(
                self.words.is_heading(cell.text) for cell in above.texts
            )
            alone = bool(found[0].cells[0].text.strip())  # over a blank cell a label goes on below, and is no field's
            alike = alike and not captioned and not (alone and _is_field(above))
            if lowest.kind != "line" and (self._is_over_all(above, found[0]) if known else not alike):
                break  # a word that nobody knows, or 財源 alone in the first cell, which heads the table and no column
            captioned = captioned or any(CAPTION.search(cell.text) for cell in above.texts)
            if lowest.kind == "line" and (not self._is_upper(above) or (whole and not known and is_offices(above))):
                break
            found.insert(0, above)
        return found

    def _is_beside(self, above: PrintedRow, lowest: PrintedRow) -> bool:
        """True for a row with nothing over the amounts: a label and its value, in cells above the headings of a table."""
        first = next((cell.index for cell in lowest.texts if cell.index and self.words.heads_amounts(cell.text)), 0)
        told = len(above.texts) > 1 and all(cell.index < first for cell in above.texts)
        return told and DESCRIBED.fullmatch(squeeze(above.texts[0].text)) is not None

    def _is_over_all(self, above: PrintedRow, below: PrintedRow) -> bool:
        """True for a word of no source, stage or year that is alone in the first cell of a row, over the first heading of the next."""
        first = above.cells[0]
        alone = len(above.texts) == 1 and bool(first.text.strip()) and bool(below.cells[0].text.strip())
        said = self.words.said(first.text)
        return alone and (said is None or not (said.measures or said.stages or said.years))

    def _single(self, lowest: PrintedRow) -> list[PrintedRow]:
        """Headings one below the other, blank lines between them or not."""
        found = [lowest]
        for above in reversed(self.grid.rows[max(0, lowest.position - _MOST_SINGLE) : lowest.position]):
            if above.is_bare:
                continue
            single = above.kind == "line" and len(above.texts) == 1 and not above.values
            marked = CAPTION.search(above.text) or NUMBERED.match(above.text)
            if not single or not self.words.is_heading(above.text) or marked:
                break
            found.insert(0, above)
        return found

    def _is_upper(self, row: PrintedRow) -> bool:
        """True for a line that may be the upper half of broken headings: short words, no heading of a section, no sentence."""
        text = row.text
        marked = CAPTION.search(text) or NUMBERED.match(text) or HEADED.match(text) or "。" in text
        known = len(row.texts) > 1 and all(self.words.is_heading(cell.text) for cell in row.texts)
        return not marked and (known or all(len(squeeze(cell.text)) <= 8 for cell in row.texts))


_FEWEST_LEAVES = 2
"""Headings of a row, under which one may go on."""


def _open_brackets(text: str) -> int:
    """How many brackets a text opens more than it closes."""
    words = squeeze(text)
    return words.count("(") - words.count(")")


def _closed(upper: PrintedRow, lower: PrintedRow) -> PrintedRow:
    """A row of headings with what ends their brackets on the line below."""
    cells = []
    for cell in upper.cells:
        below = next((one for one in lower.texts if _open_brackets(cell.text) > 0 and _touches(cell, one)), None)
        cells.append(cell if below is None else replace(cell, text=cell.text + below.text))
    return replace(upper, cells=tuple(cells), last=lower.last)


def _touches(upper: GridCell, lower: GridCell) -> bool:
    """True for a cell over another one on the screen."""
    return upper.narrow[0] < lower.narrow[1] and lower.narrow[0] < upper.narrow[1]


def is_captioned(row: PrintedRow, first: int = 0) -> bool:
    """True for the caption of a table in a cell, alone or with the table's heading in the first one; `first` behind a margin."""
    named = [cell for cell in row.texts if CAPTION.search(tidy(cell.text)) is None]
    return len(named) < len(row.texts) and (not named or (len(named) == 1 and named[0].index in {0, first}))


def _is_field(row: PrintedRow) -> bool:
    """True for a label of the head with its value, in two cells or in one, and a caption beside them or not: 事業名 and a name."""
    texts = [squeeze(cell.text) for cell in row.texts if CAPTION.search(tidy(cell.text)) is None]
    if len(texts) == 1:
        return row.kind != "line" and _FIELD_IN_CELL.match(texts[0]) is not None
    return len(texts) == 2 and FIELD.fullmatch(texts[0].rstrip(":：") + ":") is not None


def is_offices(row: PrintedRow) -> bool:
    """True for a line of offices and nothing else: it belongs to the head, not to the headings of a table."""
    return all(re.fullmatch(r"\S{1,12}(?:部|局|庁|課|室|班|係|担当|委員会)", cell.text) for cell in row.texts)
