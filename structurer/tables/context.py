"""Small makers shared by the recognisers: cites and labels out of cells and figures."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from structurer.labels.label import UNITS, is_year_label, names_year, plain
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import facts, is_project_amount
from structurer.sheet.model import Cell, Cite, Label, Measure, Sheet, Stage
from structurer.text.money import fold_words
from structurer.text.rows import Row, TableCell
from structurer.text.source import Figure, Unit
from structurer.text.words import heading, squeeze, tidy

if TYPE_CHECKING:
    from structurer.tables.sense import Sense

_NUMBERED = re.compile(r"#{1,6}\s|[\s\-・]*(?:\(?\d{1,2}\)?[.．、\s)]|[①-⑳]|\(\d{1,2}\)|[〈<【■◆])")
_UNIT_LINE = re.compile(r"[(【〔\[<〈]?\s?単\s?位[\s:]?[^|]*[)】〕\]>〉]?")
_LIST_HEADING = re.compile(r"細事業一覧|事業一覧|内訳一覧|経費内訳")
_LONGEST_HEADING = 60  # characters: a numbered heading with its unit; a longer line is text
_LONGEST_NAMED = 30  # characters of a heading without a number: a name, no sentence
_LONGEST_ROW = 40  # characters of a row's label: a year, a stage and a remark in brackets
_LONGEST_REFERENCE = 30  # characters: `(参考) 前々年度の状況` and the like
_NOTE = re.compile(r"※|\(?注\)?|\((?!参考)[^()]*\)$")
_UNIT_NOTE = re.compile(r"[(【〔\[<〈]?\s?単位[\s:]?.{1,12}|\((?:百万|千|万|億)?円\)")
_TABLE_WORDS = re.compile(r"費|額|内訳|財源|コスト|予算|決算|人件費|推移|一覧|要求|査定|経過|指標|目標|職員")
_SENTENCE = re.compile(r"[。、]|です|ます")
_NOT_INITIAL = re.compile(r"前年度(?:欄|予算額?|の額|額)?(?:は|とは|の欄は)[^。]{0,20}(?:補正後|最終|現計|決算)")
_BRACKETS = re.compile(r"\(\)|括弧|カッコ")
NOTE_ON_BRACKETS = re.compile(r"\(\)(?:内|書き?|の数字|の金額)*(?:は|:)?(?P<words>[^()。、|]{2,16})")
_CHAPTER = re.compile(r"\s*(?:#{1,3}\s*)?(?:\d{1,2}|[一二三四五六七八九十])[\s.、]")
_THIS_YEAR = re.compile(r"本年度|今年度|当年度")
_NEED_A_YEAR = frozenset({Stage.SETTLED, Stage.SUPPLEMENTARY, Stage.CURRENT})
_OTHERS = re.compile(
    r"他県|他の?都道府県|他団体|類似|県全体|都全体|府全体|道全体|部局?全体|全体事業|関連事業|関連予算|他部局|他課|債務負担|交付状況|交付実績|採択状況"
    r"|市町村の|市町村別|市町村負担|民間の|国の予算|全国"
)
_REFERENCE = re.compile(
    r"[^\w]*(?:参考[^\w]*)?(?:他県|他の?都道府県|他団体|他課|他部局|他の?部|類似|関連事業|関連予算|前々?年度の|昨年度の|翌年度の)"
    r"|[^\w]*再掲|[^\w]*参考(?!\W*(?:人件費|総?事業費|財源|内訳|本事業|要求|事項|資料))"
)
_HEADING_NUMBER = re.compile(r"^\s*\(?\d{1,2}\)?[.．、\s]\s*")
_FORMS = tuple(
    re.compile(form) for form in (r"(?:#{1,6}\s*)?\(?\d{1,2}\)", r"[①-⑳]", r"(?:#{1,6}\s*)?\d{1,2}(?!\d)", r"[〈<【■◆]")
)
_CORNERS = frozenset({"区分", "項目", "費目", "年度"})
_PAGE_NUMBER = re.compile(
    r"[-‐―ー－~(]{0,2}\d{1,3}[-‐―ー－~)]{0,2}|\d{1,3}/\d{1,3}(?:ページ|頁)?|[Pp]\.?\d{1,3}|\d{1,3}(?:ページ|頁)"
    r"|[(〈<]?(?:次|前)(?:ページ|頁)(?:へ|に|から|より)の?(?:続く|続き|つづく|つづき)[)〉>]?"
)
_HEAD_ROWS = 12  # rows at the top that hold the sheet's title
_PAGE_HEADS = 6  # of these, the lines that a new page prints again
_SHORTEST_HEAD = 6  # characters: a shorter line (計) is printed twice for other reasons
_LONGEST_TITLE = 120  # characters: two lines; further down the words 要求 and 補正 say nothing of the sheet itself


ANOTHER_AMOUNT = re.compile(r"\s*\([^()\d]*(?:最終|補正|決算|見込|現計)[^()\d]*\)")
"""A remark behind an amount that makes another one of it: `4,200千円(最終予算)`."""

Known = Mapping[tuple[int, Stage], frozenset[Fraction]]
"""The project's amounts that a label dates, by year and stage, in yen."""


@dataclass(frozen=True)
class Context:
    """The state that the recognisers of one sheet share: its rows, fiscal year, vocabulary and known amounts."""

    rows: tuple[Row, ...]
    fiscal_year: int | None
    vocabulary: Vocabulary = field(default_factory=Vocabulary.built_in)
    known: Known = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    title_line: int | None = None
    project: str = ""

    @cached_property
    def senses(self) -> dict[str, "Sense"]:
        """The meanings of the labels seen so far, by label; see `sense`."""
        return {}

    @cached_property
    def _lines(self) -> dict[int, tuple[str, int]]:
        """The text of each line that is a row of its own, and the offset at which it begins."""
        found = {}
        for row in self.rows:
            if row.cells and row.kind in {"line", "space"}:
                found[row.first_line] = (row.line, row.cells[0].start - row.line.find(row.cells[0].text))
        return found

    def line_before(self, entry: TableCell) -> str:
        """The text before a cell on its line; empty in a drawn table."""
        text, start = self._lines.get(entry.line, ("", entry.start))
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
        return " ".join(squeeze(row.text) for row in self.rows[:_HEAD_ROWS] if row.kind == "line")[:_LONGEST_TITLE]

    @cached_property
    def supplements(self) -> bool:
        """True where the sheet is of a supplementary budget by its own title."""
        return "補正" in self.title

    @cached_property
    def last_year_unclear(self) -> bool:
        """True where a note says that 前年度 is not the budget that year began with."""
        return any(_NOT_INITIAL.search(row.line) is not None for row in self.rows if row.kind == "line")

    @cached_property
    def brackets_noted(self) -> bool:
        """True where a note says what amounts in brackets are."""
        return any(_BRACKETS.search(squeeze(row.line)) is not None for row in self.rows if row.kind == "line")

    @cached_property
    def bracketed(self) -> When | None:
        """What the notes of the sheet say that amounts in brackets are of; None where they say none or several things."""
        notes = [NOTE_ON_BRACKETS.search(squeeze(row.line)) for row in self.rows if row.kind == "line"]
        found = {self.vocabulary.when(note["words"], self.fiscal_year) for note in notes if note is not None}
        when = next(iter(found)) if len(found) == 1 else None
        return None if when is None or when.stage is None or when.year_offset is None else when

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
        other_request = moment.stage is Stage.REQUEST and moment.year_offset not in {
            None,
            0,
            1,  # the sheet of a running year asks for the next one
        }  # the own year was misread
        unclear = self.two_years and _THIS_YEAR.search(label) is not None
        return None if other_request or unclear else moment

    @cached_property
    def _chapters(self) -> list[tuple[int, Label]]:
        """The numbered headings of the first order, with their places: `２　令和7年度の状況`, not `(1) 財源内訳`."""
        found = [
            (n, row) for n, row in enumerate(self.rows) if row.kind == "line" and _CHAPTER.match(fold_words(row.line))
        ]
        named = [(n, row) for n, row in found if is_heading(row) and not any(f.is_money for f in row.cells[0].figures)]
        return [(n, Label(text=heading(row.text), line=row.first_line)) for n, row in named]

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
        """The lines of a reference: from the line that begins it to the next heading of its own order, or the next chapter."""
        found: set[int] = set()
        begun: int | None = None
        for position, row in enumerate(self.rows):
            if self._begins_reference(position):
                begun = _form(row)
            elif begun is not None and is_heading(row) and self._closes(row, begun):
                begun = None
            if begun is not None:
                found.add(row.first_line)
        return frozenset(found)

    def _closes(self, row: Row, begun: int) -> bool:
        """True for a heading that ends what a line of another form began; one without a number ends at any but (1) and ①."""
        form = _form(row)
        return form == begun or _CHAPTER.match(fold_words(row.line)) is not None or (begun < 0 and form > 1)

    def _begins_reference(self, position: int) -> bool:
        """True for a short line without an amount that speaks of another year or of somebody else; no label of a value below."""
        row = self.rows[position]
        if row.kind not in {"line", "space"} or not row.filled or "。" in row.line:
            return False
        below = self.rows[position + 1] if position + 1 < len(self.rows) else None
        names_value = below is not None and len(below.filled) == 1 and below.filled[0].figure is not None
        text = fold_words(squeeze(row.line))
        amounts = any(figure.is_money for entry in row.cells for figure in entry.figures)
        if names_value or len(text) > _LONGEST_REFERENCE or amounts:
            return False
        form = _form(row)
        number = _FORMS[form].match(text) if form in {0, 1, 2} else None
        return _REFERENCE.match(text if number is None else text[number.end() :]) is not None

    def is_apart(self, line: int | None) -> bool:
        """True for a line of a reference: another division's project, another prefecture's, another year's."""
        return line in self._apart

    def speaks_of_others(self, heading: Label | None) -> bool:
        """True for a table's heading that names another year, or somebody else's money."""
        if heading is None:
            return False
        text = squeeze(_HEADING_NUMBER.sub("", heading.text))
        moment = self.vocabulary.when(text, self.fiscal_year)
        asked = moment.year_offset == 1 and moment.stage is Stage.REQUEST  # a running year's sheet asks for the next one
        other_year = (moment.year_offset not in {None, 0} and not asked) or (self.fiscal_year is None and names_year(text))
        return other_year or _OTHERS.search(text) is not None

    def is_furniture(self, row: Row) -> bool:
        """True for a page number, and for the head of the sheet printed again on a new page."""
        if row.kind not in {"line", "space"} or len(row.text) > _LONGEST_HEADING:
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


def cite(figure: Figure | None, unit: Unit, beside: int | None = None) -> Cite | None:
    """A cite of a figure in a base unit, None where the figure has no value in it; `beside` is a multiplier that its row prints."""
    amount = None if figure is None else figure.amount(unit, beside)
    if figure is None or amount is None:
        return None
    return Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=unit, line=figure.line)


def cell(
    figure: Figure | None,
    measure: Measure,
    year_offset: int,
    stage: Stage,
    unit: Unit | None = None,
    beside: int | None = None,
) -> Cell | None:
    """One amount of a row, None where the figure has no value in the measure's unit."""
    found = cite(figure, unit or UNITS.get(measure, Unit.YEN), beside)
    return None if found is None else Cell(measure=measure, year_offset=year_offset, stage=stage, cite=found)


def label(table_cell: TableCell) -> Label:
    """A cell's text as a label."""
    return Label(text=table_cell.label, line=table_cell.line)


def text_label(text: str, line: int) -> Label:
    """Any text as a label."""
    return Label(text=tidy(text), line=line)


def has_unit(text: str) -> bool:
    """True where a text says in which unit the table below it is."""
    return "単位" in text


def is_heading(row: Row) -> bool:
    """True for a short line of its own that opens with a number or a bracket."""
    text = tidy(row.text)
    alone = len([entry for entry in row.filled if _UNIT_NOTE.fullmatch(entry.label) is None]) == 1
    amount = len(row.filled) == 1 and row.filled[0].figure is not None
    return (
        alone
        and not amount
        and len(text) <= _LONGEST_HEADING
        and _NUMBERED.match(fold_words(row.text.strip()) + " ") is not None
    )


def _form(row: Row) -> int:
    """The form of a heading's number: (1), ①, 1, or a mark, as a position in `_FORMS`; -1 for none of them."""
    text = fold_words(row.line.strip())
    return next((number for number, form in enumerate(_FORMS) if form.match(text) is not None), -1)


def is_unit_line(row: Row) -> bool:
    """True for `(単位:千円)` on a line of its own."""
    return _UNIT_LINE.fullmatch(tidy(row.text)) is not None and plain(row.text) != "単位"


def heading_above(rows: tuple[Row, ...], position: int, words: re.Pattern[str] | None = None) -> Label | None:
    """The heading right above a row: numbered or bracketed, or a short line that names what the table holds.

    `words`, where given, are what such a line may also say; units and notes between heading and table are passed over.
    """
    for row in reversed(rows[max(0, position - 6) : position]):
        text = _heading_text(row)
        if text == "" or is_unit_line(row) or _NOTE.match(text) is not None or _is_table_word(row):
            continue
        asked = words is not None and words.search(text) is not None
        named = asked and len(text) <= _LONGEST_HEADING and len(row.filled) == 1
        alone = len([entry for entry in row.filled if _UNIT_NOTE.fullmatch(entry.label) is None]) == 1
        amounts = any(figure.is_money for entry in row.cells for figure in entry.figures)
        short = alone and len(text) <= _LONGEST_NAMED and ":" not in heading(text) and not amounts
        named = named or (short and (_TABLE_WORDS.search(text) is not None or has_unit(row.text)))
        if is_heading(row) or (named and row.kind != "pipe" and _SENTENCE.search(text) is None):
            return Label(text=heading(text), line=row.first_line)
        return None
    return None


def _is_table_word(row: Row) -> bool:
    """True for headings of columns, aligned or the 区分 that begins them."""
    return row.kind == "space" or (len(row.filled) == 1 and row.kind == "line" and plain(row.text) in _CORNERS)


def _heading_text(row: Row) -> str:
    """A row as a heading: one cell, a unit beside it left out; the whole row where more cells are filled."""
    cells = [entry for entry in row.filled if _UNIT_NOTE.fullmatch(entry.label) is None and not entry.is_blank]
    return fold_words(tidy(cells[0].text if len(cells) == 1 else row.text))


_YEAR_APART = re.compile(r"((?:前々|前|本|今|当|来)年度) ((?:当初|補正後?)?(?:予算|要求|査定|決定|計上)額?)")


def is_year_alone(context: Context, row: Row) -> bool:
    """True for a line that is only a year: the first half of the label of the row below it."""
    if row.kind != "line" or len(row.filled) != 1:
        return False
    text = squeeze(row.text)
    moment = context.vocabulary.when(text, context.fiscal_year)
    return text.endswith("年度") and moment.stage is None and (moment.year_offset is not None or names_year(text))


def row_text(text: str) -> str:
    """The label of a row, with a year and a stage that a narrow cell parts (`前年度 当初予算額`) put together."""
    found = _YEAR_APART.fullmatch(tidy(text))
    return tidy(text) if found is None else found[1] + found[2]


def is_row_label(context: Context, text: str) -> bool:
    """True for the label of a row of amounts: it names a year or a stage, or says that it compares or sums up."""
    if context.vocabulary.is_change(text) or context.vocabulary.is_total(text):
        return True
    moment = context.when(text)
    return (
        moment is not None
        and (moment.stage is not None or moment.year_offset is not None)
        and len(text) <= _LONGEST_ROW
    )


def known_amounts(sheet: Sheet) -> Known:
    """The project's amounts that a label dates, whatever else it says of them (復活, 内示)."""
    found: dict[tuple[int, Stage], set[Fraction]] = {}
    for fact in filter(is_project_amount, facts(sheet)):
        found.setdefault((fact.year_offset, fact.stage), set()).add(fact.cite.value)
    return {when: frozenset(amounts) for when, amounts in found.items() if when[1] is not Stage.NONE}
