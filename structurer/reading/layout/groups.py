"""The lines of labels and amounts outside of tables, in groups under their headings."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import takewhile

from structurer.labels.label import is_year_label
from structurer.labels.moment import When
from structurer.reading.layout.fields import is_bracketed_field
from structurer.reading.layout.records import records, two_cells
from structurer.sheet.model import Cell, Label, Measure, Stage
from structurer.tables.axes import joined
from structurer.tables.cites import cell, cite
from structurer.tables.context import Context
from structurer.tables.headings import heading_above, is_heading, is_unit_note
from structurer.tables.pairs import Pair, PairLine, column_pairs, is_definition, pair_line
from structurer.tables.references import heads_past, names_others
from structurer.tables.row import is_form, is_passed, wide_cells
from structurer.tables.sense import Sense, item_name, over, sense, words_of
from structurer.text import lazy_re as re
from structurer.text.rows import Row
from structurer.text.scan import NAMES
from structurer.text.source import Figure, Unit
from structurer.text.words import heading, squeeze, tidy

_FEWEST_SHARED = 3  # costs and sources under two headings, of which one says another year
_HALF = 2  # characters of a word that names a stage and no amount: 要求, 復活
_LONGEST_OTHERS = 16  # characters of a line that names another year or somebody else; a longer one is text
_MOST_FORM_ROWS = 12  # rows of labels and values at the head of a form, from the one with the project's name on
_OFFICE = re.compile(r"(?:部|局|庁|課|室|係|班|担当|委員会|事務所|センター)(?:\([^()]*\))?$")
_LONGEST_NAME = 40  # characters of a name behind a bullet; a longer line is text
_BULLETS = ("・", "-", "*", "○")
_MOST_BELOW = 5  # rows from a name behind a bullet to the line of its amounts: what it does stands between


@dataclass
class Group:
    """The lines under one heading, in their order.

    Attributes:
        position: the place of the heading.
        heading, chapter: the heading, and the one of the first order over it; of a term, the one over the terms.
        columns: headings one a line that end with this one, each of another stage of the same thing.
        rows: the lines that hold pairs, and the rows between them.
        is_term: the heading is a term, which the lines below it define.
        is_record: the heading is the name that opens one of several records of the same fields (補助金名: …)
        behind: the group whose heading stands over a table right before these lines.
        item: the last of its lines that a number or a sign marks.
    """

    position: int
    heading: Label | None = None
    chapter: Label | None = None
    columns: tuple[tuple[Label, Sense], ...] = ()
    rows: list[PairLine | Row] = field(default_factory=list)
    is_term: bool = False
    is_record: bool = False
    behind: "Group | None" = None
    item: PairLine | None = None

    @property
    def lines(self) -> list[PairLine]:
        """The lines that hold pairs."""
        return [row for row in self.rows if isinstance(row, PairLine)]

    @property
    def measured(self) -> frozenset[str]:
        """The costs and sources that the group prints."""
        return frozenset(pair.sense.word for line in self.lines for pair in line.pairs if pair.sense.measured)

    @property
    def above(self) -> Sense | None:
        """What the heading says of all amounts under it, None where it is not understood whole."""
        return self.columns[-1][1] if self.columns else None


def groups(context: Context) -> list[Group]:
    """The groups that hold pairs and are of this project and year."""
    found = [group for group in _Grouping(context).groups() if group.lines]
    own = [not _is_of_others(context, one, one.heading if len(one.columns) < 2 else None) for one in found]
    measured = {one.measured for one, kept in zip(found, own, strict=True) if kept and one.above is not None}
    return [one for one, kept in zip(found, own, strict=True) if kept or _is_beside(context, one, measured)]


def _is_of_others(context: Context, group: Group, heading: Label | None) -> bool:
    first = group.lines[0].position
    return context.of_others(first, heading) and not _tells_past(context, group)


def _tells_past(context: Context, group: Group) -> bool:
    """True for amounts of years that are over, each under its own year, and a heading that says no more: 前年度までの状況."""
    apart = context.printed.is_apart(context.rows[group.lines[0].position].first_line)
    headings = (group.heading, context.printed.chapter(group.lines[0].position))
    past = all(one is None or heads_past(item_name(one.text)) for one in headings)
    whens = [pair.sense.when for line in group.lines for pair in line.pairs if pair.known]
    dated = [one for one in whens if one is not None and one.stage is not None and (one.year_offset or 0) < 0]
    return past and not apart and len(dated) == sum(len(line.pairs) for line in group.lines)


def _is_beside(context: Context, group: Group, others: Collection[frozenset[str]]) -> bool:
    """True for the costs and sources of another year, 令和6年度当初予算, as those under a heading of the own year print them."""
    text = "" if group.heading is None else group.heading.text
    same = any(len(group.measured & one) >= _FEWEST_SHARED for one in others)
    return (
        same and group.above is not None and not names_others(squeeze(text)) and not _is_of_others(context, group, None)
    )


@dataclass
class _Grouping:
    """The way down the rows of a sheet.

    Attributes:
        group: the group that takes the next lines.
        over: the group under the last heading that is no term.
        headed: the drawing of the table whose headings were passed, empty outside of one.
    """

    context: Context
    group: Group = field(default_factory=lambda: Group(0))
    over: Group = field(default_factory=lambda: Group(0))
    headed: str = ""

    def groups(self) -> Iterator[Group]:
        """Every group, those without lines too."""
        self.over = self.group
        position = 0
        while position < len(self.context.rows):
            before, following = self.group, self._take(position)
            if self.group is not before:
                yield before
            position = following
        yield self.group

    def _take(self, position: int) -> int:
        """Take the row at a position, into the group or as the heading of another; the place after it."""
        row = self.context.rows[position]
        drawn = row.filled and row.kind in {self.headed, "line"} and (row.kind != "line" or row.pieces)
        self.headed = self.headed if drawn else ""
        if position in self.context.taken or self.context.printed.is_apart(row.first_line):
            if self.group.rows or self.group.heading is not None:
                self.group = Group(position, behind=self.group if self.group.heading is not None else self.group.behind)
            return position + 1
        numbered = position in self._records and self._records[position].line != row.first_line
        line = None if self.headed or numbered else self._pairs(position)
        if line is not None:
            if self.group.is_term and not is_definition(row):  # another term: what stands over the terms speaks of it
                self.group = Group(position, self.over.heading, self.over.chapter, self.over.columns)
            self.group.rows.append(line)
            self.group.item = line if line.mark else self.group.item
            return line.following
        if numbered or not (is_passed(self.context, row) or self.context.is_note_on_brackets(row)):
            self._take_words(position)
        return position + 1 + numbered  # the name stands below its number

    def _pairs(self, position: int) -> PairLine | None:
        return column_pairs(self.context, position) or pair_line(self.context, position)

    @cached_property
    def _records(self) -> Mapping[int, Label]:
        """The names that each open a record of the fields below them, by their places."""
        return records(self.context)

    def _take_words(self, position: int) -> None:
        """Take a row without pairs: as a heading, or as it is."""
        row = self.context.rows[position]
        record = self._records.get(position)
        if record is not None:
            chapter = self.over.heading or self.context.printed.chapter(position)
            self.group = Group(position, record, chapter, is_record=True)
            return
        named = None if self._tells_of_item(position) else _heading(self.context, position)
        field = self.group.is_record and sense(self.context, two_cells(self.context, row)[0]).text
        detailed = _heads_details(self.context, row) or _goes_on_from_head(self.context, position)
        heads = not (field or detailed) and _heads_columns(self.context, row)
        self.headed = self.headed or (row.kind if heads else "")
        if named is None:
            self.group.rows.append(row)
            return
        term = _is_term(self.context, position)
        chapter = self.over.heading if term else self.context.printed.chapter(position + 1)
        self.group = Group(position, named, chapter, _columns(self.context, self.group, named), is_term=term)
        self.over = self.over if term else self.group

    def _tells_of_item(self, position: int) -> bool:
        """True for a numbered line set in below a numbered item, with nothing set in below itself: ② 実施主体 県."""
        row, item = self.context.rows[position], self.group.item
        if item is None:
            return False
        below = next((one for one in self.context.rows[position + 1 : position + _MOST_BELOW] if one.filled), None)
        deeper = below is not None and _indent(below) > _indent(row)
        text = heading(row.text)
        known = sense(self.context, text).valued or over(self.context, text) is not None
        return _indent(row) > _indent(self.context.rows[item.position]) and not deeper and not known


def _heads_columns(context: Context, row: Row) -> bool:
    """True for a row without amounts that heads the columns of what stands below it: a table, whatever its headings mean."""
    every = [entry for entry in (wide_cells(row) or row.cells) if not entry.is_blank]
    cells = [entry for entry in every if not is_unit_note(entry.label)]  # beside the heading of a list, no column
    if (
        _is_in_head(context, row)
        or len(cells) < 2
        or any(figure.kind not in NAMES for entry in row.cells for figure in entry.figures)
    ):
        return False
    if row.kind != "line":
        return True
    first, second = (sense(context, entry.label) for entry in cells[:2])
    alone = len(cells) == 2 and not second.known
    offices = all(_OFFICE.search(entry.label) is not None for entry in cells[1:])
    field = first.text and not first.weak_name and (alone or offices)  # 所管 and the office's name
    return first.beside and not field and not is_heading(row)


def _goes_on_from_head(context: Context, position: int) -> bool:
    """True for labels and values in turn, right below such rows from the one with the project's name on: a form."""
    row = context.rows[position]
    above = reversed(context.rows[max(0, position - _MOST_FORM_ROWS) : position + 1])
    form = list(takewhile(lambda one: len(one.cells) == len(row.cells) and is_form(one), above))
    return any(one.first_line == context.title_line for one in form)


def _heads_details(context: Context, row: Row) -> bool:
    """True for 節, 金額, 説明 over a list whose words behind an amount may hold its parts, each with its own amount."""
    cells = wide_cells(row)
    if row.kind not in {"line", "space"} or len(cells) != len(("name", "amount", "text")):
        return False
    name, amount, text = (sense(context, entry.label) for entry in cells)
    return name.name and amount.amount and not amount.dated and text.text


def _is_in_head(context: Context, row: Row) -> bool:
    """True for a row above the project's name, or with it."""
    return context.title_line is not None and row.first_line <= context.title_line


def _heading(context: Context, position: int) -> Label | None:
    """A row below the head as a heading: numbered, or a short line of its own that says what stands under it."""
    row = context.rows[position]
    text = row.text.lstrip()
    if row.kind != "line" or _is_in_head(context, row) or is_bracketed_field(text):
        return None
    if text.startswith(_BULLETS) and not is_heading(row):
        return bulleted_name(context, position)
    named = Label(text=heading(row.text), line=row.first_line)
    others = len(named.text) <= _LONGEST_OTHERS and context.speaks_of_others(named)
    if "。" not in named.text and (
        others or sense(context, named.text).valued or over(context, named.text) is not None
    ):
        return named
    if _is_term(context, position):
        return named
    above = heading_above(context.rows, position + 1)
    return above if above is not None and above.line == row.first_line else None


def bulleted_name(context: Context, position: int) -> Label | None:
    """The name behind a bullet whose amounts stand set in on a line below it, 要求額 900千円 / 前年度 800千円; None for any other."""
    row = context.rows[position]
    name = heading(row.text.lstrip().lstrip("".join(_BULLETS)))
    if len(name) > _LONGEST_NAME or "。" in name or ":" in tidy(name) or any(c.figures for c in row.cells):
        return None
    for below in range(position + 1, min(len(context.rows), position + _MOST_BELOW)):
        if context.rows[below].is_bare:
            continue
        line = pair_line(context, below)
        if _indent(context.rows[below]) <= _indent(row):
            return None
        if line is not None:
            staged = len(line.pairs) > 1 and total(line, 0) is not None and not line.mark
            return Label(text=name, line=row.first_line) if staged else None
    return None


def _indent(row: Row) -> int:
    return len(row.line) - len(row.line.lstrip())


def _is_term(context: Context, position: int) -> bool:
    """True for a line of its own with lines that begin with a colon right below it."""
    below = context.rows[position + 1] if position + 1 < len(context.rows) else None
    return below is not None and is_definition(below) and not is_definition(context.rows[position])


def _columns(context: Context, last: Group, named: Label) -> tuple[tuple[Label, Sense], ...]:
    own = over(context, named.text)
    if own is None:
        return ()
    beside = () if last.rows or last.above is None or last.above.word != own.word else last.columns
    return (*beside, (named, own))


def total(line: PairLine, number: int) -> Cell | None:
    """The project's amount of a year and stage, or its change on the year before, that a pair of a line is."""
    pair = line.pairs[number]
    when = joined(pair.when, pair.sense.when)
    if pair.sense.change:
        return cell(pair.figure, Measure.CHANGE, 0, Stage.REQUEST)
    if pair.sense.measured or pair.sense.when is None or when is None or when.stage is None or is_open(pair.sense):
        return None
    half = len(pair.sense.word) <= _HALF and not any(
        other.sense.when is not None and other.sense.when.stage is when.stage
        for other, _ in zip(line.pairs, range(number), strict=False)
    )
    return None if half else cell(pair.figure, Measure.AMOUNT, when.year_offset or 0, when.stage)


def sum_of_stages(line: PairLine, cells: Sequence[Cell], *, closed: bool = False) -> Cell | None:
    """The 計 below amounts of several stages of the sheet's own year, one of each, that it is the sum of: it has no stage.

    It is, whatever it comes to, where it stands below these amounts and nothing else: `closed`.
    """
    pair = line.pairs[0]
    if not pair.is_sum or len(line.pairs) > 1:
        return None  # asked of every line of a list
    own = [one for one in cells if one.measure is Measure.AMOUNT and one.year_offset == 0]
    several = len({one.stage for one in own}) == len(own) > 1
    summed = closed or sum((one.cite.value for one in own), Fraction(0)) == yen(pair)
    return cell(pair.figure, Measure.AMOUNT, 0, Stage.NONE) if several and summed else None


def open_amount(context: Context, line: PairLine, number: int) -> Cell | None:
    """The amount of `所要額 1,750千円(前年度当初予算額 1,900千円)`, of the stage that the title says: the year before stands beside it."""
    pair, when = line.pairs[number], context.said_by_title
    if number > 0 or when is None or not has_last_year(line) or not (pair.sense.amount and not pair.sense.dated):
        return None
    return cell(pair.figure, Measure.AMOUNT, 0, when.stage or Stage.NONE)


def has_last_year(line: PairLine) -> bool:
    """True for a line that prints an amount of the year before."""
    return any(pair.sense.when is not None and pair.sense.when.year_offset == -1 for pair in line.pairs)


def is_open(found: Sense) -> bool:
    """True for 予算額 and the like, which say neither year nor stage."""
    undated = found.when is None or (found.when.year_offset is None and found.when.stage is Stage.APPROVED)
    return undated and (found.amount or found.column_stage is not None)


def yen(pair: Pair) -> Fraction:
    """The amount of a pair, zero for anything else than money."""
    found = cite(pair.figure, Unit.YEN)
    return Fraction(0) if found is None else found.value


def dated(context: Context, amount: Fraction) -> When | None:
    """The year and stage of the project's amount that this is."""
    found = context.stage_of(amount, "") if amount else None
    return None if found is None else When(*found)


def of_year(context: Context, group: Group) -> Context:
    """The context with the amounts of the year that a group's heading names, 令和8年度の財源内訳; all of them where it names none."""
    words = [] if group.heading is None else words_of(group.heading.text)
    years = {when.year_offset for word in words if is_year_label(word) and (when := sense(context, word).when)}
    if len(years) != 1:
        return context
    return replace(context, known={when: amounts for when, amounts in context.known.items() if when[0] in years})


def valued(context: Context, line: PairLine) -> list[tuple[Figure, Measure, int]]:
    """The values of a line that are dated, each with what it is and its year.

    A year alone behind a value goes on with it (目標(令和8年度) 6回、(令和9年度) 7回); without a year a value of a sheet of what came
    of its year is of that one.
    """
    found: list[tuple[Figure, Measure, int]] = []
    last: Measure | None = None
    for pair in line.pairs:
        when = pair.sense.when
        alone = when is not None and when.stage is None and not pair.sense.measured
        last = pair.sense.value or (last if alone else None)
        year = when.year_offset if when is not None and pair.sense.value is None else pair.sense.year
        year = 0 if year is None and last is not None and context.printed.settles else year
        if last is not None and year is not None:
            found.append((pair.figure, last, year))
    return found
