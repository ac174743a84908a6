"""Whose amounts a table holds: the chain of headings over it, each consumed whole by an allow-list, up to the title."""

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from structurer.checks.proof.consume import BUDGET, SILENT, Consumed, Lexicon
from structurer.checks.proof.depth import NUMBER, kind, number
from structurer.checks.proof.grid import Grid, PrintedRow
from structurer.checks.proof.head_fields import FIELD
from structurer.checks.proof.head_lines import IN_CHARGE, PAGED, PAPERS, PARTING, SORTS
from structurer.checks.proof.heading import INSIDE, TERM, HeadingLines
from structurer.checks.proof.heading_words import MARK, OFFICE, RISK
from structurer.checks.proof.offices import is_office
from structurer.checks.proof.streamed import Streams
from structurer.checks.proof.titles import (
    DOCUMENT,
    TITLE_YEAR,
    is_plain,
    offices_of,
    unofficed,
)
from structurer.checks.proof.told import LEADING
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import SOURCES, Stage
from structurer.text import lazy_re as re
from structurer.text.words import plain, squeeze, tidy

_HEAD_ROWS = 12
"""Rows of the head: the title stands in the first lines of every published sheet."""
LONGEST_TITLE = 60
"""Letters of a title; what is longer is running text."""
_SUPPLEMENT = re.compile(r"(?:\d{1,2}月)?補正予算案?(?:[\s　]+(?:一般事業|公共事業)(?:[(（][^()（）]*[)）])?)?")
"""A line of the head that says of which budget the sheet is, and nothing else."""
SUPPLEMENT_MONTH = re.compile(r"(\d{1,2})月補正")
"""The month by which one supplementary budget of a year is told from another."""
_STEPS = re.compile(
    r"要求|要望|見積|査定|内示|裁定|保留|復活|調整|予算案|見込|決定|議決|計上|補正|暫定|骨格|(?:申請|希望|提案)額|編成途中|概算"
)
"""Words of the steps on the way to a budget: without any of them the amounts of 当初予算 are those of the budget."""
_FORESEEN = re.compile(
    r"(?:(?:利用|対象|申請|参加|受講|来場|入場|希望)(?:者|者数|件数)?|需要|件数|人数)の(?:増加?|減少?|拡大|伸び)を見込(?:み、|んで)"
)
"""What a reason foresees of those who are served, which is no step of a budget: 対象者の増加を見込み、."""
_VALUES, _INDICATED = re.compile(r"年度(?:実績|目標)"), re.compile(r"年度見込(?:み|値)?(?!額)")
"""The headings of an indicator's values, and the one of them that is a step of a budget elsewhere."""
_BETWEEN = re.compile(r"[】〉》〕\]][【〈《〔\[]")
"""What stands between two titles on one line."""
_NESTED = re.compile(r"[(（]\d{1,2}[)）]|[①-⑳]|\d{1,2}[)）]")
"""Marks of headings that stand under another one: (1), ①. Under a bracket or a bullet nobody's name passes unread."""
_MOST_HEADINGS = 40
"""Headings over a row: the deepest published sheets have five; more, with nothing between them, are no outline."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: its mark (`(1)`, `#`, `【`), and what it says where it is understood."""

    row: PrintedRow
    mark: str
    text: str
    sense: Consumed | None
    is_title: bool = False

    @property
    def is_own_title(self) -> bool:
        """True for a title every word of which is understood, of no other year: what follows it is the sheet's own."""
        return self.is_title and self.sense is not None and not self.is_of_another_year

    @property
    def is_of_paper(self) -> bool:
        """True for a title that names the paper or the project; `1 補正要求の概要` heads a section, and says of what amounts it is."""
        headed = NUMBER.search(self.mark) is not None or (self.mark and self.text.endswith("概要"))
        return self.is_title and (not headed or TITLE_YEAR.search(self.text) is not None)

    @property
    def is_of_another_year(self) -> bool:
        """True for words of another year, and for a title with another year beside the sheet's own: 事業概要（前年度）."""
        said = self.sense
        return said is not None and (said.is_of_another_year or (self.is_title and bool(said.years - {0})))

    def is_free(self, *, listed: bool = False) -> bool:
        """True for one that is not understood but has no word of time, place, office, negation or condition in it."""
        return (
            self.sense is None
            and (listed or _NESTED.fullmatch(self.mark) is not None)
            and RISK.search(GRANT_TO.sub("", self.text)) is None
        )


GRANT_TO = re.compile(r"^市町村(?:等)?(?=(?!.*(?:単独|負担|[債分]))[一-龠々ァ-ヶー]{2,16}費(?:補助金|交付金)$)")
"""To whom a grant is paid, before what it is for: 市町村広報費補助金."""
_OTHER_BUDGETS = frozenset({Stage.SUPPLEMENTARY.value, Stage.CARRIED_OVER.value})


@dataclass
class Outline:
    """The headings of a source and the chain of them over any row."""

    grid: Grid
    lexicon: Lexicon
    fiscal_year: int | None
    own: Collection[str]
    _chains: dict[int, tuple[Heading, ...]] = field(default_factory=dict)
    _all: list[Heading] = field(default_factory=list)
    _inside: list[tuple[int, str, Consumed | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.headings = HeadingLines(self.grid, self.lexicon, self.fiscal_year, self.own)
        self.pieces = Streams(self.grid, KnownWords(self.lexicon, self.fiscal_year)).lines()
        stack: list[Heading] = []
        told: Heading | None = None
        for row in self.grid.rows:
            self.headings.has_amounts = self.headings.has_amounts or bool(row.values)
            note = INSIDE.search(squeeze(row.text)) if row.kind == "line" else None
            if note is not None:
                self._inside.append(
                    (row.position, note["open"] or "(", self.lexicon.consume(note["what"], self.fiscal_year))
                )
            found = None if row.position in self.pieces else self.headings.of(row)
            narrative = row.kind == "line" and (
                ("。" in row.text and found is None) or tidy(row.text).startswith(("・", "-"))
            )
            if narrative and stack and not row.values and not row.is_bare:
                told = stack[-1]
            ends = found is not None and found[0] in {"", TERM} and told is not None and stack and stack[-1] is told
            if ends and told is not None and self.grid.indent(row) <= self.grid.indent(told.row):
                stack = stack[:-1]  # 【取組状況】 and what is told under it end where a table's own heading begins
            if found is not None:
                stack = self._above(stack, row, found[0])
                titled = self._is_title(found[1]) and not (is_office(row.text) or LEADING.fullmatch(tidy(row.text)))
                said = self.said_of_title(_unnumbered(row.text)) if titled else self._said_of_heading(row, found[1])
                heading = Heading(row, found[0], found[1], said, titled)
                stack = _bounded([*stack, heading])
                self._all.append(heading)
                ends_head = found[0][:1].isdigit() and said is not None
                self.headings.has_amounts = self.headings.has_amounts or ends_head
            self._chains[row.position] = tuple(stack)

    @property
    def headings_of_rows(self) -> list[Heading]:
        """Every heading, in order."""
        return self._all

    @property
    def understood(self) -> list[int]:
        """The positions of the headings whose words are understood."""
        return [heading.row.position for heading in self._all if heading.sense is not None]

    @cached_property
    def document(self) -> Consumed:
        """What the sheet's own title says, every word of it understood; nothing where it is not understood or not the only one."""
        found = [self.said_of_title(words) or Consumed() for words in self._titles]
        return found[0] if len(found) == 1 and found[0].years == {0} else Consumed()

    @cached_property
    def _titles(self) -> list[str]:
        """The lines of the head that print a year, as titles do."""
        lines = (squeeze(row.text).lstrip("#") for row in self.head_rows())
        return [
            words for words in lines if TITLE_YEAR.search(words) and len(words) <= LONGEST_TITLE and "。" not in words
        ]

    @cached_property
    def other_budgets(self) -> frozenset[str]:
        """The stages of which a heading speaks when it is not about the whole budget of a year, nor of what the head says."""
        own = {Stage.SUPPLEMENTARY.value} if self._is_supplementary else set()
        return _OTHER_BUDGETS - self.document.stages - own

    @cached_property
    def _is_supplementary(self) -> bool:
        """True where a line of the head says that the sheet is of a supplementary budget: `11月補正予算 一般事業`."""
        lines = [tidy(row.text) for row in self.head_rows()]
        return any(map(_SUPPLEMENT.fullmatch, lines)) and not any("当初予算" in line for line in lines)

    @cached_property
    def supplement_month(self) -> str | None:
        """The month of the supplementary budget that the head says: 11 of `令和8年度11月補正予算`."""
        found = (SUPPLEMENT_MONTH.search(unicodedata.normalize("NFKC", row.text)) for row in self.head_rows())
        return next((match[1] for match in found if match is not None), None)

    def head_rows(self) -> Iterator[PrintedRow]:
        """The rows of the head: the first ones, without amounts and tables; a title may have the publisher in a cell beside it."""
        for row in self.grid.rows[:_HEAD_ROWS]:
            several = row.kind != "line" and len(row.texts) > 1
            if row.values or (several and not (row.position == 0 and self.is_document(row.texts[0].text))):
                return
            yield row

    @cached_property
    def is_plain_budget(self) -> bool:
        """True where the title says a budget and no line of the sheet says that it is asked for, proposed or decided step by step."""
        lines = (_FORESEEN.sub("", squeeze(line.drawn)) for line in self.grid.source.lines)
        text = "".join(line if _VALUES.search(line) is None else _INDICATED.sub("", line) for line in lines)
        named = self.document.stages == {BUDGET} or (
            self.document.years == {0} and not self.document.stages and "予算" in self._titles[0]
        )
        drafted = self.document.stages <= {BUDGET, Stage.APPROVED.value} and any(
            "予算案" in one for one in self._titles
        )
        text = text.replace("予算案", "") if drafted else text  # the budget that is put to the assembly
        return (named or drafted) and _STEPS.search(text) is None

    @property
    def is_of_supplement(self) -> bool:
        """True where the first title says a supplementary budget, and not the first one beside it: 12月補正予算案."""
        return any("補正" in title and "当初" not in title for title in self._titles[:1])

    def titles(self) -> Iterator[tuple[int, str]]:
        """The titles that begin with a year: their lines and words."""
        for row in self.grid.rows[:_HEAD_ROWS]:
            words = squeeze(row.text).lstrip("#")
            alone = row.kind == "line" or (len(row.texts) == 1 and not row.values)
            if alone and self.is_document(row.text) and TITLE_YEAR.match(words) is not None:
                yield row.first, tidy(row.text)

    def is_document(self, text: str) -> bool:
        """True for the title: a year and the name of a kind of document."""
        words = squeeze(text)
        return (
            (DOCUMENT.search(words) is not None or "概要" in words)
            and TITLE_YEAR.search(words) is not None
            and FIELD.match(tidy(text)) is None
        )

    def in_brackets(self, position: int, opened: str = "(") -> Consumed | None:
        """What the nearest note above says of amounts in such brackets (`()内は前年度当初予算額`); None where none is understood."""
        over = {heading.row.position for heading in self.chain(position)}
        heads = {heading.row.position for heading in self._all}
        above = [one for one in self._inside if one[0] < position and (one[0] in over or one[0] not in heads)]
        notes = [said for _, bracket, said in above if bracket == plain(opened)]
        return notes[-1] if notes else None

    def chain(self, position: int) -> tuple[Heading, ...]:
        """The headings over a row, the outermost first."""
        return self._chains.get(position, ())

    def section(self, position: int) -> int:
        """The position of the nearest heading over a row; 0 where none is."""
        chain = self.chain(position)
        return chain[-1].row.position if chain else 0

    def _above(self, stack: list[Heading], row: PrintedRow, mark: str) -> list[Heading]:
        """The headings over a new one; those with nothing below them stay, if not the sheet's own title: they speak of what follows."""
        kept: list[Heading] = []
        outer = list(stack)
        own = kind(mark)
        numbered = [kind(heading.mark) for heading in stack] if NUMBER.search(mark) else []
        while outer and not outer[-1].is_own_title and self._is_empty(outer[-1].row, kept[0].row if kept else row):
            heading = outer.pop()
            deeper = NUMBER.search(heading.mark) is not None and own in numbered[: len(outer)]
            if not (
                deeper and self._ends_list(heading)
            ):  # 3 ends (4), the last of a list under 2, though nothing is below it
                kept.insert(0, heading)
        kinds = [kind(heading.mark) for heading in outer]
        ended = kinds.index(own) if own in kinds else len(outer)
        if not mark:
            ended = self._ended(outer, row)
        return [*outer[:ended], *kept]

    def _ended(self, outer: list[Heading], row: PrintedRow) -> int:
        """How many headings stay over one without a mark: one that is set in ends those alone that are set in as far."""
        set_in = self.grid.indent(row)
        return next(
            (n for n, one in enumerate(outer) if not one.mark and self.grid.indent(one.row) >= set_in), len(outer)
        )

    def _ends_list(self, heading: Heading) -> bool:
        """True for a numbered name without a word of risk that goes on with the number right before it."""
        own = number(heading.mark)
        earlier = (found for found in reversed(self._all) if found.row.position < heading.row.position)
        before = next((found for found in earlier if kind(found.mark) == kind(heading.mark)), None)
        follows = before is not None and number(before.mark) == own - 1
        return follows and RISK.search(heading.text) is None

    def _is_empty(self, heading: PrintedRow, following: PrintedRow) -> bool:
        """True where nothing but blank lines, captions and words of headings is between two headings."""
        between = self.grid.rows[heading.position + 1 : following.position]
        return all(
            row.is_bare
            or "単位" in squeeze(row.text)[:4]
            or self.headings.is_words(row)
            or self.headings.names_again(row)
            for row in between
        )

    def _is_title(self, text: str) -> bool:
        """True for a line that names the document or the project."""
        words = squeeze(text)
        named = any(name in words for name in self.own)
        again = self.headings.has_amounts and any(words.startswith(title) for title in self._titles)
        return named or again or DOCUMENT.search(words) is not None

    def said_of_title(self, text: str) -> Consumed | None:
        """What a title says: every word of it known, or one part of it the name of a paper made of listed words."""
        if self.headings.is_beside(" ".join(part for part in offices_of(text) if not part.endswith("部門"))):
            return None  # 令和8年度要求書 企業局 over 所属 県土整備部
        words = self._untitled(SORTS.sub("", text.strip()))
        said = self._said(words)
        own = said is None and TITLE_YEAR.search(squeeze(text)) is not None and MARK.match(tidy(text)) is None
        return self._of_paper(words) if own else said

    def _of_paper(self, text: str) -> Consumed | None:
        """What a title says of which one part names a paper (重点施策要求調書): its known words, and all of the other parts."""
        sense, papers = SILENT, 0
        for part in map(squeeze, PARTING.split(PAGED.sub("", tidy(text)))):
            said, named = self._said(part), PAPERS.fullmatch(part) is not None
            if said is None and (named or is_plain(part)):
                said, papers = self._known_words(part), papers + named
            if said is None:
                return None
            sense = sense + said
        return sense if papers <= 1 else None

    def _known_words(self, text: str) -> Consumed:
        place, sense = 0, SILENT
        while place < len(text):
            found = self.lexicon.longest(text, place, self.fiscal_year)
            place, sense = place + (1 if found is None else found[0]), sense if found is None else sense + found[1]
        return replace(sense, marks=frozenset())

    def _untitled(self, text: str) -> str:
        """The words of a title without its offices; without its year, too, where the sheet has no year to place it by."""
        words = unofficed(text)
        return words if self.fiscal_year is not None else TITLE_YEAR.sub("", squeeze(words))

    def _said_of_heading(self, row: PrintedRow, words: str) -> Consumed | None:
        """What a heading says; one of the head that prints a year may be a title of listed words: ■ 令和8年度当初予算案の主な事業."""
        said = self._said_of_two(words) if _BETWEEN.search(words) is not None else self._said(words)
        dated = self.fiscal_year is not None and TITLE_YEAR.search(words) is not None
        titled = said is None and dated and not self.headings.has_amounts
        return self.said_of_title(MARK.sub("", row.text.strip(), count=1)) if titled else said

    def _said_of_two(self, words: str) -> Consumed | None:
        """What two titles side by side say of the rows below them both: nothing of a year, a stage or a source."""
        said = [self._said(part) for part in _BETWEEN.split(words)]
        known = [one for one in said if one is not None and not (one.years or one.stages)]
        return SILENT if len(known) == len(said) and all(one.measures.isdisjoint(SOURCES) for one in known) else None

    def _said(self, text: str) -> Consumed | None:
        """What a heading says, every word of it known; the project's name is, its office's is not: it has other projects, too."""
        words = _NEW.sub("", squeeze(text))
        for name in self.own:
            words = words if OFFICE.fullmatch(name) else _named(name).sub("", words)
        return self.headings.consume(words)


def _unnumbered(text: str) -> str:
    """The words of a heading without its own brackets, of Markdown without its signs before a number: 【見積の概要】, `## 1 要求の概要`."""
    words = text.lstrip("# ")
    words = words if words != text and MARK.match(words) is not None else text
    return _ENCLOSED.sub(r"\g<words>", words)


_ENCLOSED = re.compile(
    r"^\s*[【〈《〔\[「『＜<](?P<words>[^【】〈〉《》〔〕\[\]「」『』＜＞<>]*)[】〉》〕\]」』＞>]\s*$"
)
"""A heading in brackets, and nothing beside them."""


_NEW = re.compile(r"[【〔\[(（](?:一部)?(?:新規?|拡充?|継続?|重点|組替)[】〕\])）]?$")
"""What is new about a project, behind its name; the heading's own bracket may be lost."""


def _bounded(stack: list[Heading]) -> list[Heading]:
    """A chain of headings, of one that is too long only the last ones under one that nobody understands."""
    if len(stack) <= _MOST_HEADINGS:
        return stack
    first, *rest = stack[1 - _MOST_HEADINGS - 1 :]
    return [replace(first, mark="", sense=None, is_title=False), *rest]


@lru_cache(maxsize=256)
def _named(name: str) -> re.Pattern[str]:
    """A name with what a title adds to it: について, and the office in charge of it in brackets."""
    return re.compile(rf"{re.escape(name)}(?:について|{IN_CHARGE.pattern})?")
