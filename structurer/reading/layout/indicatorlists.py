"""Indicators in lists: their values by year, behind their names or below them, without headings of columns."""

from collections.abc import Iterator

from structurer.reading.layout.groups import Group, valued
from structurer.reading.layout.indicators import noted_unit, of_plan, value_cell
from structurer.reading.layout.records import field_of
from structurer.sheet.model import Indicator, IndicatorTable, Label
from structurer.tables.context import Context
from structurer.tables.headings import is_heading
from structurer.tables.pairs import PairLine, is_definition
from structurer.tables.references import names_others
from structurer.tables.row import is_tall
from structurer.tables.sense import item_name, over, sense
from structurer.text import lazy_re as re
from structurer.text.rows import Row
from structurer.text.words import tidy

_LONGEST_NAME = 40  # characters of an indicator's name; a longer line is text
_VALUE = re.compile(r"(?:現状|基準|実績|目標|見込)値?")
"""What a value is, before its year: no indicator's name."""


def labelled_indicators(context: Context, group: Group) -> tuple[list[IndicatorTable], set[str]]:
    """The table of a group's indicators, or none, and the figures it cites.

    `登録井戸数: 令和7年度実績 260件、令和8年度見込 297件`; `指標: 登録井戸数(単位: 件)` over `令和8年度見込: 297`.
    """
    rows: dict[Label, Indicator] = {}
    cited: set[str] = set()
    for named, line in _named_lines(context, group):
        name, unit = noted_unit(named.text)
        made = [
            (figure, tuple(value_cell(figure, value, year, unit or "")))
            for figure, value, year in valued(context, line)
        ]
        cells = (*(rows[named].cells if named in rows else ()), *(entry for _, own in made for entry in own))
        if not any(own for _, own in made) or len({entry.cite.unit for entry in cells}) > 1:
            continue  # one indicator has one unit
        rows[named] = Indicator(label=Label(text=name, line=named.line), unit=unit, cells=cells)
        cited.update(figure.id for figure, own in made if own)
    if not rows:
        return [], cited
    own = group.heading is not None and any(named.line == group.heading.line for named in rows)
    heading = group.chapter if own else group.heading  # the name of an indicator heads no table of them
    return [IndicatorTable(heading=heading, plan=of_plan(heading), rows=tuple(rows.values()))], cited


def _named_lines(context: Context, group: Group) -> Iterator[tuple[Label, PairLine]]:
    """Each line of a group with the name it opens with, else the one on a line of its own above it, or of its definition."""
    above: Label | None = None
    last: Label | None = None
    before = -1
    for line in group.rows:
        if not isinstance(line, PairLine):
            above = _named_indicator(context, line)
            continue
        own = "" if _VALUE.fullmatch(tidy(line.pairs[0].name)) else tidy(line.pairs[0].name)
        above = None if own else above
        named = Label(text=own, line=line.pairs[0].label.line) if own else above
        goes_on = line.position == before and len(valued(context, line)) == len(line.pairs)
        below = last if goes_on or is_definition(context.rows[line.position]) else None
        named = named or below or _name_over(context, group, line) or _numbered_name(context, group, line)
        if named is not None:
            yield named, line
        last, before = named, line.following


def _named_indicator(context: Context, row: Row) -> Label | None:
    """The name of a line `指標: 来園者数(単位: 人)`, with its unit; None for any other."""
    found = field_of(row)
    named = found is not None and sense(context, found["label"]).indicator
    return Label(text=tidy(found["name"]), line=row.first_line) if found is not None and named else None


def _numbered_name(context: Context, group: Group, line: PairLine) -> Label | None:
    """The numbered heading over dated values, where the chapter over it says that what it names are indicators: (1) 来園者数."""
    heading, chapter = group.heading, group.chapter
    dated = line.pairs[0].sense.value is not None and len(valued(context, line)) == len(line.pairs)
    if heading is None or chapter is None or heading.line == chapter.line or not dated:
        return None
    name = item_name(heading.text)
    told = sense(context, item_name(chapter.text)).indicator and not sense(context, name).valued
    return Label(text=name, line=heading.line) if told and name != heading.text else None


def _name_over(context: Context, group: Group, line: PairLine) -> Label | None:
    """The words on the line right above dated values, `来園者数(千人)` over `現状値(R5) 20 目標値(R8) 30`: they name them.

    None for a heading, for a sentence, and for words that mean something themselves.
    """
    if line.pairs[0].sense.value is None:
        return None
    row = context.rows[line.position - 1]
    dated = len(valued(context, line)) == len(line.pairs)
    below = any(one.following == line.position for one in group.lines)  # it is a line of amounts itself
    if line.position == 0 or below or not dated or row.kind != "line" or not is_tall(row) or is_heading(row):
        return None
    name = tidy(row.text)
    word = noted_unit(name)[0]
    known = sense(context, word).known or over(context, word) is not None or names_others(word)
    return None if known or len(word) > _LONGEST_NAME or "。" in word else Label(text=name, line=row.first_line)
