"""The context of a table: what all readers of one sheet share, and what the sheet as a whole says of years and stages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from structurer.labels.label import names_year
from structurer.labels.moment import When
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import project_cells
from structurer.sheet.model import Label, Measure, Section, Sheet, Stage
from structurer.tables.calendar import Calendar
from structurer.tables.printed import PrintedSheet
from structurer.tables.references import names_others
from structurer.text import lazy_re as re
from structurer.text.rows import Row
from structurer.text.words import squeeze

_HEADING_NUMBER = re.compile(r"^\s*\(?\d{1,2}\)?[.．、\s]\s*")


_NOTE_ON_BRACKETS = re.compile(r"\(\)(?:内|書き?|の数字|の金額)*(?:は|:)?(?P<words>[^()。、|]{2,16})")
"""A note, without spaces, that says what amounts in brackets are: `( )は前年度当初予算額`."""
_NOTE_ON_UPPER = re.compile(r"上段(?:の数字|の金額)?(?:は|:)(?P<words>[^()。、|]{2,16}?)(?=[()。、|]|下段|$)")

Known = Mapping[tuple[int, Stage], frozenset[Fraction]]
"""The project's amounts that a label dates, by year and stage, in yen."""


@dataclass(frozen=True)
class Context:
    """The state that the readers of one sheet share.

    Attributes:
        printed: the sheet as rows of cells.
        fiscal_year: the sheet's own year, None where its head names none.
        vocabulary: the words and what they mean.
        known: the project's amounts read so far.
        taken: the positions of the rows that tables hold.
        title_line, project: where the project is named, and how.
    """

    printed: PrintedSheet
    fiscal_year: int | None
    vocabulary: Vocabulary = field(default_factory=Vocabulary.built_in)
    known: Known = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    title_line: int | None = None
    project: str = ""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the sheet."""
        return self.printed.rows

    @cached_property
    def said_by_title(self) -> When | None:
        """The year and stage that the title gives amounts whose own headings name none."""
        return None if self.printed.title_stage is None else When(0, self.printed.title_stage)

    @property
    def only_by_title(self) -> When | None:
        """The same, where no other stage of this year is read."""
        others = {stage for offset, stage in self.known if offset == 0} - {self.printed.title_stage}
        return None if others else self.said_by_title

    @cached_property
    def calendar(self) -> Calendar:
        """What places the years that labels of this sheet name."""
        printed = self.printed
        notes = (printed.supplements, printed.settles, printed.last_year_unclear, printed.two_years)
        return self.vocabulary.once(Calendar, self.fiscal_year, *notes)

    def said_of_brackets(self, row: Row) -> When | None:
        """The year and stage that a line notes for amounts in brackets; None where it notes none, or somebody else's."""
        when = self._noted(row, _NOTE_ON_BRACKETS)
        return None if when is None or when.year_offset is None else when

    def is_note_on_brackets(self, row: Row) -> bool:
        """True for a line that is such a note and nothing else."""
        return row.kind == "line" and _NOTE_ON_BRACKETS.fullmatch(squeeze(row.line)) is not None

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

    def when(self, label: str) -> When | None:
        """Year and stage that a label names; None where they cannot be placed in this sheet without guessing."""
        return self.calendar.when(label)

    def of_others(self, position: int, heading: Label | None) -> bool:
        """True where a table's heading, or the chapter it stands in, names another year or somebody else's money."""
        chapter = self.printed.chapter(position)
        apart = position < len(self.rows) and self.printed.is_apart(self.rows[position].first_line)
        return apart or self.speaks_of_others(heading) or self.speaks_of_others(chapter)

    def speaks_of_others(self, heading: Label | None) -> bool:
        """True for a table's heading that names another year, or somebody else's money."""
        if heading is None:
            return False
        text = _NOTE_ON_BRACKETS.sub("", squeeze(_HEADING_NUMBER.sub("", heading.text)))
        moment = self.vocabulary.when(text, self.fiscal_year)
        asked = (
            moment.year_offset == 1 and moment.stage is Stage.REQUEST
        )  # a running year's sheet asks for the next one
        other_year = (moment.year_offset not in {None, 0} and not asked) or (
            self.fiscal_year is None and names_year(text)
        )
        return other_year or names_others(text)

    def stage_of(self, amount: Fraction, words: str) -> tuple[int, Stage] | None:
        """The one year and stage whose known amount this is; where several have it, the one the words name; else None.

        Where nothing is named and the year before has the same amount, it is the own year's.
        """
        fitting = [when for when, amounts in self.known.items() if amount in amounts]
        named = self.vocabulary.last_stage(words)
        if len(fitting) > 1:
            named = named or (Stage.REQUEST if self.printed.title_stage is Stage.REQUEST else None)
            fitting = [when for when in fitting if when[0] == 0 and (named is None or when[1] is named)]
        elif named is not None and fitting and fitting[0][1] is not named:
            return None  # the sum says one thing and the words above another
        return fitting[0] if len(fitting) == 1 else None


def known_amounts(sheet: Sheet) -> Known:
    """The project's amounts that a label dates, whatever else it says of them (復活, 内示)."""
    found: dict[tuple[int, Stage], set[Fraction]] = {}
    for cell in project_cells(sheet):
        found.setdefault((cell.year_offset, cell.stage), set()).add(cell.cite.value)
    return {when: frozenset(amounts) for when, amounts in found.items() if when[1] is not Stage.NONE}


def knowing_items(context: Context, sections: Iterable[Section]) -> Context:
    """The context of a sheet that says its amount nowhere but in its items: what each section's sum is, and its items come to."""
    if any(offset == 0 for offset, _ in context.known):
        return replace(context, known={})
    known: dict[tuple[int, Stage], set[Fraction]] = {}
    for section in sections:
        sums: dict[tuple[int, Stage], Fraction] = {}
        for entry in (one for item in section.items for one in item.cells if one.measure is Measure.AMOUNT):
            when = entry.year_offset, entry.stage
            sums[when] = sums.get(when, Fraction(0)) + entry.cite.value
        totals = (one for row in section.totals for one in row.cells if one.measure is Measure.AMOUNT)
        for when, amount in (*sums.items(), *(((one.year_offset, one.stage), one.cite.value) for one in totals)):
            known.setdefault(when, set()).add(amount)
    return replace(context, known={when: frozenset(amounts) for when, amounts in known.items()})
