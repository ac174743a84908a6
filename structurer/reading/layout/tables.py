"""The tables of a sheet: every block that can be settled, as costs, funding, items or indicators."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from structurer.labels.moment import When
from structurer.reading.layout.differences import differences
from structurer.reading.layout.indicators import indicator_table, named_above
from structurer.reading.layout.itemrows import section_of
from structurer.reading.layout.items import item_table
from structurer.reading.layout.itemsections import UNDATED, Sections, is_foreign
from structurer.reading.layout.measured import Compared, heading_of, is_undated, measured_tables, of_moment, staged
from structurer.reading.layout.stagedrows import staged_rows
from structurer.sheet.model import (
    SOURCES,
    Cell,
    CostTable,
    Difference,
    FundingRow,
    FundingTable,
    IndicatorTable,
    Label,
    Measure,
    Section,
    Sheet,
    TotalLines,
    TotalRow,
)
from structurer.tables.above import dating_heading
from structurer.tables.context import Context
from structurer.tables.flow import flowing
from structurer.tables.grouped import by_group, with_parents
from structurer.tables.halves import halves
from structurer.tables.proposals import Settled
from structurer.tables.references import heads_past, names_others
from structurer.tables.row import is_tall
from structurer.tables.sense import item_name
from structurer.tables.settle import settled
from structurer.tables.sums import yen_of
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.words import squeeze


@dataclass
class Tables:
    """The cost and funding tables found so far, with the differences printed in them; `funded` are the sources they have."""

    costs: list[CostTable] = field(default_factory=list)
    funding: list[FundingTable] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    totals: list[TotalLines] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    funded: set[Measure] = field(default_factory=set)

    @property
    def sheet(self) -> Sheet:
        """The tables as a sheet of nothing else."""
        return Sheet(costs=tuple(self.costs), funding=tuple(self.funding), differences=tuple(self.differences))

    def add(self, table: CostTable | FundingTable, compared: Compared) -> None:
        """Add a table with the differences that its rows or columns print."""
        name = "costs" if isinstance(table, CostTable) else "funding"
        for found, printed in compared:
            made = list(differences(table, name, found, printed))
            total = next((one for one in made if name == "funding" and _is_of_totals(one)), None)
            self.differences.extend(one for one in made if one is not total)
            if total is not None:  # the change of the project's amount, in a row of its own below the sources
                change = Cell(measure=Measure.CHANGE, year_offset=0, stage=total.stage, cite=total.cite)
                self.totals.append(TotalLines(heading=table.heading, rows=(TotalRow(label=found, cells=(change,)),)))
        if isinstance(table, CostTable):
            self.costs.append(table)
        else:
            self.funding.append(table)
            self.funded.update(entry.measure for row in table.rows for entry in row.cells)


_OF_BOTH = re.compile(r"\([^()-]*(?:査定|要求|決定|内示|計上)額?-前年度?[^()-]*\)$")
"""What a label adds of the two amounts that are compared: 増減（知事査定－前年度）."""


def _is_of_totals(one: Difference) -> bool:
    """True for what a row of differences says of the totals: of this year less the year before, and the row names no other two."""
    label, years = fold(one.label.text), (one.year_offset, one.against_offset)
    plain = "(" not in label or _OF_BOTH.search(label) is not None
    return one.measure is Measure.TOTAL and one.label.line is not None and years == (0, -1) and plain


@dataclass
class Found:
    """What the blocks of a sheet hold; `undated` are sources and costs under 金額 alone, with the headings above them."""

    tables: Tables
    sections: Sections
    indicators: list[IndicatorTable] = field(default_factory=list)
    undated: list[tuple[Settled, Label | None]] = field(default_factory=list)
    flow: tuple[Context, Sections] | None = None

    def summed(self, context: Context) -> Iterator[FundingTable]:
        """The sources that no word dates, where they add up to an amount that the project is known to have."""
        for table, heading in self.undated:
            when = _when_of_sum(context, table, heading)
            made = () if when is None else measured_tables(of_moment(table, when), heading, frozenset())
            yield from (one for one, _ in made if isinstance(one, FundingTable))

    def sheet(self, context: Context) -> Sheet:
        """The tables and the items as a sheet of nothing else."""
        return self.tables.sheet.model_copy(update={"sections": tuple(section for section, _ in self.dated(context))})

    def dated(self, context: Context) -> list[tuple[Section, list[FundingRow]]]:
        """The sections of items with the sources printed beside them, dated by the amounts that a sheet is known to have."""
        flow = [] if self.flow is None else list(self.flow[1].dated(replace(self.flow[0], known=context.known)))
        return [*self.sections.dated(context), *flow]


def read(context: Context) -> Found:
    """Every block of a sheet that can be settled, as its lines are drawn."""
    found = Found(Tables(), Sections())
    _walk(context, found)
    return found


def read_flowing(context: Context, found: Found, labelled: Container[int]) -> bool:
    """Add what is left of a sheet, cell by cell; the lines of labelled amounts are understood as lines. True for any row."""
    before = len(found.tables.taken)
    flow = flowing(context, {n for n, _ in enumerate(context.rows) if n in found.tables.taken or n in labelled})
    if flow is not None:
        found.flow = _flowing(*flow, found)
    return len(found.tables.taken) > before


def _walk(context: Context, found: Found, *, tall: bool = False) -> None:
    """Add the blocks of a sheet from the top down; `tall` only those with one cell a line."""
    position = free = 0
    while position < len(context.rows):
        asked = not tall or is_tall(context.rows[position])
        table = (None if tall else halves(context, position)) or (settled(context, position, free) if asked else None)
        if table is None or (tall and table.kind != "tall") or not _add(context, found, table):
            position += 1
            continue
        position = free = max(table.following, position + 1)


def _flowing(context: Context, origins: Sequence[int], found: Found) -> tuple[Context, Sections]:
    """Add what the cells of a sheet give one by one, its items apart: their places are those of the cells."""
    more = Found(Tables(), Sections())
    _walk(context, more, tall=True)
    found.tables.costs += more.tables.costs
    found.tables.funding += more.tables.funding
    found.tables.differences += more.tables.differences
    found.tables.totals += more.tables.totals
    found.tables.taken.update(origins[place] for place in more.tables.taken if place < len(origins))
    return context, more.sections


def _add(context: Context, found: Found, table: Settled) -> bool:
    """Add a settled table, group by group; False where nothing of it is understood."""
    staged_items = staged_rows(context, table)
    if staged_items is not None:
        if is_foreign(context, table.start, staged_items):
            return False
        found.sections.extend(staged_items)
        found.tables.taken.update(range(table.start, table.following))
        return True
    added = [_add_one(context, found, part) for part in by_group(context, table)]
    return any(added)


def _add_one(context: Context, found: Found, table: Settled) -> bool:
    if table.shape.indicators:
        return _add_indicators(found, table, indicator_table(context, table))
    if not table.is_measured:
        named = named_above(context, table)
        return _add_items(context, found, table) if named is None else _add_indicators(found, table, named)
    heading = heading_of(context, table)
    dating = dating_heading(context, table.start) if is_undated(table) else None
    if dating is not None:
        table, heading = of_moment(table, dating[1].when or When(None, None)), heading or dating[0]
    elsewhere = dating is not None and _is_beside(context, found.tables, table, dating[0])
    if context.of_others(table.start, heading) and not (elsewhere or _tells_past(context, table, heading)):
        return False
    if is_undated(table):
        found.undated.append((table, heading))
        return False
    made = list(measured_tables(staged(context, table, heading), heading, frozenset(found.tables.funded)))
    for built, compared in made:
        found.tables.add(built, compared)
    if made:
        found.tables.taken.update(range(table.start, table.following))
    return bool(made)


def _when_of_sum(context: Context, table: Settled, heading: Label | None) -> When | None:
    """The year and stage of the project's amount that the sources of a table add up to."""
    own = [line for line, row in zip(table.lines, table.rows, strict=True) if row.measure in SOURCES]
    title = next((row.text for row in context.rows if row.filled), "")  # alone: 要求額 stands in the lines below it
    added = sum((yen_of(entry) or Fraction(0) for line in own for entry in line.values.values()), Fraction(0))
    words = "" if heading is None else heading.text
    several = sum(added in amounts for (year, _), amounts in context.known.items() if year == 0) > 1
    if added == 0 or (several and context.vocabulary.last_stage(words) is None and "要求" not in title):
        return None
    found = context.stage_of(added, words)
    return None if found is None else When(*found)


def _is_beside(context: Context, tables: Tables, table: Settled, heading: Label) -> bool:
    """True for the costs or sources of a year before, under a heading that names it, as a table of the own year prints them."""
    chapter = context.printed.chapter(table.start)
    if chapter is not None and chapter.line != heading.line and context.speaks_of_others(chapter):
        return False
    own = {row.measure for row in table.rows if row.measure is not None}
    cells = [entry for one in tables.funding for row in one.rows for entry in row.cells]
    cells += [entry for one in tables.costs for row in one.rows for entry in (*row.cells, *row.staff)]
    now = {entry.measure for entry in cells if entry.year_offset == 0}
    return len(own) > 1 and own <= now and not names_others(squeeze(heading.text))


def _tells_past(context: Context, table: Settled, heading: Label | None) -> bool:
    """True for amounts of years that are over, each row or column of them under its year: 前年度までの状況."""
    headings = (heading, context.printed.chapter(table.start))
    past = all(one is None or heads_past(item_name(one.text)) for one in headings)
    columns = [one for one, column in zip(table.columns, table.shape.columns, strict=True) if column.values]
    dated = any(
        all(one.when is not None and (one.when.year_offset or 0) < 0 for one in axis) for axis in (table.rows, columns)
    )
    return past and dated and not context.printed.is_apart(context.rows[table.start].first_line)


def _add_indicators(found: Found, table: Settled, made: IndicatorTable | None) -> bool:
    """Add the indicators of a settled block."""
    if made is None:
        return False
    if made.heading is None and found.indicators and {table.start - 1, table.start - 2} & found.tables.taken:
        made = made.model_copy(update={"heading": found.indicators[-1].heading})
    found.indicators.append(made)
    found.tables.taken.update(range(table.start, table.following))
    return True


def _add_items(context: Context, found: Found, table: Settled) -> bool:
    """Add the items of a settled block, and the sources that stand in their rows."""
    items = item_table(context, with_parents(context, table))
    if items is None:
        return False
    section, following = section_of(context, items.dated(0, UNDATED) if items.open_field else items)
    if not (section.items or section.totals) or is_foreign(context, table.start, section):
        return False
    found.sections.add(context, section, items)
    found.tables.taken.update(range(table.start, max(following, table.following)))
    return True
