"""A sheet as it is printed: its rows of cells, and what its title, its notes and its headings say of it as a whole."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from structurer.sheet.model import Label, Stage
from structurer.tables.calendar import THIS_YEAR
from structurer.tables.headings import LONGEST_HEADING, has_unit
from structurer.tables.references import chapters, reference_lines
from structurer.text import lazy_re as re
from structurer.text.rows import Row, TableCell
from structurer.text.words import squeeze, tidy

_LIST_HEADING = re.compile(r"細事業一覧|事業一覧|内訳一覧|経費内訳")
_NOT_INITIAL = re.compile(r"前年度(?:欄|予算額?|の額|額)?(?:は|とは|の欄は)[^。]{0,20}(?:補正後|最終|現計|決算)")
_BRACKETS = re.compile(r"\(\)|括弧|カッコ")
_HEAD_ROWS = 12  # rows at the top that hold the sheet's title
_TITLE_ROWS = 3  # rows at the top that hold the name of the paper
_SETTLEMENT = re.compile(r"主要な?施策の成果|施策の?成果(?:報告|説明)|決算に関する説明書")
_PAGE_HEADS = 6  # of these, the lines that a new page prints again
_OFFICE = re.compile(r"[^\s\d]+[部局庁課室]")
_SHORTEST_HEAD = 6  # characters: a shorter line (計) is printed twice for other reasons
_BUDGET = re.compile(r"予算(?!年度|科目|区分|体系|コード|要求|要望|見積)")  # 予算年度:令和6年度 is a field of a form
_LONGEST_TITLE = 120  # characters: two lines; further down the words 要求 and 補正 say nothing of the sheet itself
_PAGE_NUMBER = re.compile(
    r"[-‐―ー－~(]{0,2}\d{1,3}[-‐―ー－~)]{0,2}|\d{1,3}/\d{1,3}(?:ページ|頁)?|[Pp]\.?\d{1,3}|\d{1,3}(?:ページ|頁)"
    r"|[(〈<]?(?:次|前)(?:ページ|頁)(?:へ|に|から|より)の?(?:続く|続き|つづく|つづき)[)〉>]?"
)
_YEAR_OF_TITLE = re.compile(r"^(?:令和|平成)(?:元|\d{1,2})年度\D{0,4}.{0,4}予算")
_PAGE_OF = re.compile(r"\(?\d{1,3}/\d{1,3}(?:ページ|頁)?\)?$|\((?:つづき|続き)\)$")


def _is_title(row: Row, opening: Row | None) -> bool:
    """True for the row that opens a spreadsheet with a title of a year and at most a name beside it: the prefecture's."""
    cells = [entry for entry in row.filled if not entry.is_blank]
    beside = len(cells) <= len(("title", "publisher")) and not any(entry.figure is not None for entry in cells)
    return row is opening and beside and bool(cells) and _YEAR_OF_TITLE.search(squeeze(cells[0].text)) is not None


@dataclass(frozen=True)
class PrintedSheet:
    """The rows of a sheet, blank ones too; what is worked out of them stays, whatever else its readers come to know."""

    rows: tuple[Row, ...]

    @cached_property
    def title(self) -> str:
        """The first lines of the sheet, which show whether it requests or decides (予算要求書)."""
        opening = next((row for row in self.rows[:_HEAD_ROWS] if row.filled), None)
        head = (row for row in self.rows[:_HEAD_ROWS] if row.kind in {"line", "space"} or _is_title(row, opening))
        return " ".join(squeeze(row.text) for row in head)[:_LONGEST_TITLE]

    @cached_property
    def supplements(self) -> bool:
        """True where the sheet is of a supplementary budget by its own title."""
        return "補正" in self.title

    @cached_property
    def settles(self) -> bool:
        """True where the sheet says by its own title what came of a year that is over: 主要な施策の成果に関する説明書."""
        head = [squeeze(row.text) for row in self.rows[:_TITLE_ROWS] if row.kind in {"line", "space"}]
        return any(_SETTLEMENT.search(text) is not None for text in head)

    @cached_property
    def title_stage(self) -> Stage | None:
        """The stage of the amounts that a sheet is about by its title: what it requests, else what it decides."""
        asked = any(word in self.title for word in ("要求", "要望", "見積"))
        return Stage.REQUEST if asked else Stage.APPROVED if _BUDGET.search(self.title) is not None else None

    @cached_property
    def last_year_unclear(self) -> bool:
        """True where a note says that 前年度 is not the budget that year began with."""
        return any(_NOT_INITIAL.search(row.line) is not None for row in self.rows if row.kind == "line")

    @cached_property
    def brackets_noted(self) -> bool:
        """True where a note says what amounts in brackets are."""
        return any(_BRACKETS.search(squeeze(row.line)) is not None for row in self.rows if row.kind == "line")

    @cached_property
    def two_years(self) -> bool:
        """True where the sheet speaks of this year and of the next: which of them is its own, 本年度 does not say."""
        return any("来年度" in row.line for row in self.rows) and any(THIS_YEAR.search(row.line) for row in self.rows)

    @cached_property
    def _page_heads(self) -> dict[str, int]:
        """The first lines of the sheet, which a new page prints once more, each with its line number.

        Those below the caption of the first table head its columns: a new page needs them.
        """
        head = self.rows[:_HEAD_ROWS]
        money = (n for n, row in enumerate(head) if any(figure.is_money for one in row.cells for figure in one.figures))
        first = next(money, len(head))
        captions = (n + 1 for n in range(first - 1, -1, -1) if has_unit(squeeze(head[n].text)))
        kept = head[: next(captions, first)] + head[first:]
        filled = [
            (_without_page(squeeze(row.text)), row.first_line) for row in kept if row.kind == "line" and row.cells
        ]
        filled = [(text, line) for text, line in filled if len(text) >= _SHORTEST_HEAD or _OFFICE.fullmatch(text)]
        return dict(reversed(filled[:_PAGE_HEADS]))

    def is_furniture(self, row: Row) -> bool:
        """True for a page number, and for the head of the sheet printed again on a new page."""
        text = squeeze(row.text) if row.kind in {"line", "space"} else ""
        if text == "" or len(text) > LONGEST_HEADING:
            return False
        head = self._page_heads.get(_without_page(text), row.first_line)
        return _PAGE_NUMBER.fullmatch(text) is not None or row.first_line > head

    @cached_property
    def _lines(self) -> dict[int, list[tuple[str, int, int]]]:
        """The texts of each line that is a row of its own, or two side by side, with the offsets of its begin and its first cell."""
        found: dict[int, list[tuple[str, int, int]]] = {}
        for row in self.rows:
            if row.cells and row.kind in {"line", "space"}:
                begin = row.cells[0].start - row.line.find(row.cells[0].text)
                found.setdefault(row.first_line, []).append((row.line, begin, row.cells[0].start))
        return found

    def line_before(self, entry: TableCell) -> str:
        """The text before a cell on its line; empty in a drawn table."""
        lines = self._lines.get(entry.line, [])
        text, start, _ = next((one for one in reversed(lines) if one[2] <= entry.start), ("", entry.start, 0))
        return text[: max(0, entry.start - start)]

    @cached_property
    def _chapters(self) -> list[tuple[int, Label]]:
        return chapters(self.rows)

    def chapter(self, position: int) -> Label | None:
        """The numbered heading of the first order that a row stands under."""
        before = bisect_left(self._chapters, position, key=lambda found: found[0])
        return self._chapters[before - 1][1] if before else None

    @cached_property
    def _apart(self) -> frozenset[int]:
        return reference_lines(self.rows)

    def is_apart(self, line: int | None) -> bool:
        """True for a line of a reference: another division's project, another prefecture's, another year's."""
        return line in self._apart

    @cached_property
    def list_headings(self) -> list[tuple[int, Label]]:
        """The places where a tabbed row prints `細事業一覧`, each with its label."""
        found = []
        for position, row in enumerate(self.rows):
            for entry in row.cells if row.kind == "tab" else ():
                named = _LIST_HEADING.match(tidy(entry.text))
                if named is not None:
                    found.append((position, Label(text=named[0], line=entry.line)))
        return found


def _without_page(text: str) -> str:
    """The head of a page without the number of the page at its end: `歳出予算見積書 2/3頁`."""
    return _PAGE_OF.sub("", text)
