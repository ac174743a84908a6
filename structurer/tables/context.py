"""The context of a table: what all readers of one sheet share, and what the sheet as a whole says of years and stages."""

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, cast

from structurer.labels.label import is_year_label, names_year
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import facts, is_project_amount
from structurer.sheet.model import Label, Sheet, Stage
from structurer.tables.headings import LONGEST_HEADING
from structurer.tables.references import chapters, names_others, reference_lines
from structurer.text.rows import Row, TableCell
from structurer.text.words import squeeze, tidy

Work = TypeVar("Work")
Asked = TypeVar("Asked", bound=Hashable)
_UNKNOWN = object()

_LIST_HEADING = re.compile(r"細事業一覧|事業一覧|内訳一覧|経費内訳")
_NOT_INITIAL = re.compile(r"前年度(?:欄|予算額?|の額|額)?(?:は|とは|の欄は)[^。]{0,20}(?:補正後|最終|現計|決算)")
_BRACKETS = re.compile(r"\(\)|括弧|カッコ")
_THIS_YEAR = re.compile(r"本年度|今年度|当年度")
_NEED_A_YEAR = frozenset({Stage.SETTLED, Stage.SUPPLEMENTARY, Stage.CURRENT})
_HEADING_NUMBER = re.compile(r"^\s*\(?\d{1,2}\)?[.．、\s]\s*")
_PAGE_NUMBER = re.compile(
    r"[-‐―ー－~(]{0,2}\d{1,3}[-‐―ー－~)]{0,2}|\d{1,3}/\d{1,3}(?:ページ|頁)?|[Pp]\.?\d{1,3}|\d{1,3}(?:ページ|頁)"
    r"|[(〈<]?(?:次|前)(?:ページ|頁)(?:へ|に|から|より)の?(?:続く|続き|つづく|つづき)[)〉>]?"
)
_HEAD_ROWS = 12  # rows at the top that hold the sheet's title
_PAGE_HEADS = 6  # of these, the lines that a new page prints again
_SHORTEST_HEAD = 6  # characters: a shorter line (計) is printed twice for other reasons
_LONGEST_TITLE = 120  # characters: two lines; further down the words 要求 and 補正 say nothing of the sheet itself


_NOTE_ON_BRACKETS = re.compile(r"\(\)(?:内|書き?|の数字|の金額)*(?:は|:)?(?P<words>[^()。、|]{2,16})")
"""A note, without spaces, that says what amounts in brackets are: `( )は前年度当初予算額`."""
_NOTE_ON_UPPER = re.compile(r"上段(?:の数字|の金額)?(?:は|:)(?P<words>[^()。、|]{2,16}?)(?=[()。、|]|下段|$)")

Known = Mapping[tuple[int, Stage], frozenset[Fraction]]
"""The project's amounts that a label dates, by year and stage, in yen."""


@dataclass(frozen=True)
class Context:
    """The state that the readers of one sheet share.

    Attributes:
        rows: the sheet as rows of cells.
        fiscal_year: the sheet's own year, None where its head names none.
        vocabulary: the words and what they mean.
        known: the project's amounts read so far.
        taken: the positions of the rows that tables hold.
        title_line, project: where the project is named, and how.
    """

    rows: tuple[Row, ...]
    fiscal_year: int | None
    vocabulary: Vocabulary = field(default_factory=Vocabulary.built_in)
    known: Known = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    title_line: int | None = None
    project: str = ""

    @cached_property
    def _kept(self) -> dict[object, object]:
        return {}

    def once(self, work: Callable[["Context", Asked], Work], asked: Asked) -> Work:
        """The result of a function of this context and a text or several, worked out once for a sheet."""
        key = (work, asked)
        found = self._kept.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._kept[key] = work(self, asked)
        return cast("Work", found)

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
    def _page_heads(self) -> dict[str, int]:
        """The first lines of the sheet, which a new page prints once more, each with its line number."""
        filled = [
            (squeeze(row.text), row.first_line) for row in self.rows[:_HEAD_ROWS] if row.kind == "line" and row.cells
        ]
        return {text: line for text, line in reversed(filled[:_PAGE_HEADS]) if len(text) >= _SHORTEST_HEAD}

    @cached_property
    def title(self) -> str:
        """The first lines of the sheet, which show whether it requests or decides (予算要求書)."""
        head = (row for row in self.rows[:_HEAD_ROWS] if row.kind in {"line", "space"})
        return " ".join(squeeze(row.text) for row in head)[:_LONGEST_TITLE]

    @cached_property
    def supplements(self) -> bool:
        """True where the sheet is of a supplementary budget by its own title."""
        return "補正" in self.title

    @cached_property
    def title_stage(self) -> Stage | None:
        """The stage of the amounts that a sheet is about by its title: what it requests, else what it decides."""
        asked = any(word in self.title for word in ("要求", "要望", "見積"))
        return Stage.REQUEST if asked else Stage.APPROVED if "予算" in self.title else None

    @property
    def said_by_title(self) -> When | None:
        """The year and stage that the title gives amounts whose own headings name none."""
        return None if self.title_stage is None else When(0, self.title_stage)

    @cached_property
    def last_year_unclear(self) -> bool:
        """True where a note says that 前年度 is not the budget that year began with."""
        return any(_NOT_INITIAL.search(row.line) is not None for row in self.rows if row.kind == "line")

    @cached_property
    def brackets_noted(self) -> bool:
        """True where a note says what amounts in brackets are."""
        return any(_BRACKETS.search(squeeze(row.line)) is not None for row in self.rows if row.kind == "line")

    def said_of_brackets(self, row: Row) -> When | None:
        """The year and stage that a line notes for amounts in brackets; None where it notes none, or somebody else's."""
        when = self._noted(row, _NOTE_ON_BRACKETS)
        return None if when is None or when.year_offset is None else when

    def said_of_upper(self, row: Row) -> When | None:
        """The year and stage that a line notes for the upper amounts of two that stand one over the other."""
        return self._noted(row, _NOTE_ON_UPPER)

    def _noted(self, row: Row, pattern: re.Pattern[str]) -> When | None:
        note = pattern.search(squeeze(row.line)) if row.kind == "line" else None
        if note is None or names_others(note["words"]):
            return None
        when = self.vocabulary.when(note["words"], self.fiscal_year)
        return None if when.stage is None else when

    @cached_property
    def bracketed(self) -> When | None:
        """What the notes of the sheet say that amounts in brackets are of; None where they say none or several things."""
        found = {self.said_of_brackets(row) for row in self.rows if _NOTE_ON_BRACKETS.search(squeeze(row.line))}
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def two_years(self) -> bool:
        """True where the sheet speaks of this year and of the next: which of them is its own, 本年度 does not say."""
        return any("来年度" in row.line for row in self.rows) and any(_THIS_YEAR.search(row.line) for row in self.rows)

    def when(self, label: str) -> When | None:
        """Year and stage that a label names; None where they cannot be placed in this sheet without guessing."""
        moment = self.vocabulary.when(label, self.fiscal_year)
        known = self.vocabulary.is_stage_label(label) and (moment.stage is not None or is_year_label(label))
        if not known or (self.fiscal_year is None and names_year(label)):
            return None  # 要求限度額, 令和7年度繰越額: not the stage's own amount; a year that nothing places
        undated = moment.year_offset is None and moment.stage in _NEED_A_YEAR
        if (undated or moment == When(0, Stage.NONE)) and not self.supplements:
            return None  # 決算額, 9月補正予算額: of which year? 補正前の額 says something only beside a supplement
        if undated and moment.stage is Stage.SETTLED:
            return None
        # the sheet of a running year asks for the next one; the request of any other year: the sheet's own was misread
        other_request = moment.stage is Stage.REQUEST and moment.year_offset not in {None, 0, 1}
        unclear = self.two_years and _THIS_YEAR.search(label) is not None
        return None if other_request or unclear else moment

    @cached_property
    def _chapters(self) -> list[tuple[int, Label]]:
        return chapters(self.rows)

    def chapter(self, position: int) -> Label | None:
        """The numbered heading of the first order that a row stands under."""
        before = bisect_left(self._chapters, position, key=lambda found: found[0])
        return self._chapters[before - 1][1] if before else None

    def of_others(self, position: int, heading: Label | None) -> bool:
        """True where a table's heading, or the chapter it stands in, names another year or somebody else's money."""
        chapter = self.chapter(position)
        apart = position < len(self.rows) and self.is_apart(self.rows[position].first_line)
        return apart or self.speaks_of_others(heading) or self.speaks_of_others(chapter)

    @cached_property
    def _apart(self) -> frozenset[int]:
        return reference_lines(self.rows)

    def is_apart(self, line: int | None) -> bool:
        """True for a line of a reference: another division's project, another prefecture's, another year's."""
        return line in self._apart

    def speaks_of_others(self, heading: Label | None) -> bool:
        """True for a table's heading that names another year, or somebody else's money."""
        if heading is None:
            return False
        text = squeeze(_HEADING_NUMBER.sub("", heading.text))
        moment = self.vocabulary.when(text, self.fiscal_year)
        asked = (
            moment.year_offset == 1 and moment.stage is Stage.REQUEST
        )  # a running year's sheet asks for the next one
        other_year = (moment.year_offset not in {None, 0} and not asked) or (
            self.fiscal_year is None and names_year(text)
        )
        return other_year or names_others(text)

    def is_furniture(self, row: Row) -> bool:
        """True for a page number, and for the head of the sheet printed again on a new page."""
        if row.kind not in {"line", "space"} or len(row.text) > LONGEST_HEADING:
            return False
        text = squeeze(row.text)
        return _PAGE_NUMBER.fullmatch(text) is not None or row.first_line > self._page_heads.get(text, row.first_line)

    def stage_of(self, amount: Fraction, words: str) -> tuple[int, Stage] | None:
        """The one year and stage whose known amount this is; where several have it, the one the words name; else None."""
        fitting = [when for when, amounts in self.known.items() if amount in amounts]
        named = self.vocabulary.last_stage(words)
        if len(fitting) > 1:
            named = named or (Stage.REQUEST if "要求" in self.title else None)
            fitting = [when for when in fitting if when[1] is named and when[0] == 0]
        elif named is not None and fitting and fitting[0][1] is not named:
            return None  # the sum says one thing and the words above another
        return fitting[0] if len(fitting) == 1 else None

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


def known_amounts(sheet: Sheet) -> Known:
    """The project's amounts that a label dates, whatever else it says of them (復活, 内示)."""
    found: dict[tuple[int, Stage], set[Fraction]] = {}
    for fact in filter(is_project_amount, facts(sheet)):
        found.setdefault((fact.year_offset, fact.stage), set()).add(fact.cite.value)
    return {when: frozenset(amounts) for when, amounts in found.items() if when[1] is not Stage.NONE}
