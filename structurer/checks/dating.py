"""What dates an amount whose own label names neither year nor stage: its column, the text before it, a sum, another print."""

from bisect import bisect_left
from collections import defaultdict
from fractions import Fraction

from structurer.checks.select import project_amounts
from structurer.labels.vocabulary import DETAIL, FUNDING_TOTALS, TOTAL_LABELS, cost_of, detail_of, plain, source_of
from structurer.sheet.entry import Entry, Reading
from structurer.sheet.model import Measure, Stage, Table
from structurer.tables.geometry import geometry

_Moment = tuple[int, Stage]


def names_measure(entry: Entry) -> bool:
    """True where a row's own label says what its amounts are: a source, a cost, a sum of them."""
    if source_of(entry.row) is entry.measure or cost_of(entry.row) is entry.measure:
        return True
    if entry.measure in {Measure.TOTAL, Measure.TOTAL_COST} and plain(entry.row) in FUNDING_TOTALS | TOTAL_LABELS:
        return True
    if entry.measure is Measure.GENERAL_FUND:
        return source_of(entry.row) is Measure.GENERAL
    part = detail_of(entry.row) if DETAIL.search(entry.section) is not None else None
    return part is not None and (part is entry.measure or entry.measure is Measure.OTHER)


def dated(reading: Reading, entries: list[Entry]) -> bool:
    """True where something besides the label of a row dates every one of its amounts as the record does."""
    ways = (_by_column, _by_text, _by_sum, _by_repetition)
    return all(any(way(reading, entry) for way in ways) for entry in entries)


def _by_column(reading: Reading, entry: Entry) -> bool:
    """A heading above the table names the year and the stage, and the row the measure."""
    line = reading.first_lines.get(entry.path[:2])
    if line is None or not names_measure(entry):
        return False
    found = geometry(reading.source).headings_above(line, reading.sheet.identity.fiscal_year)
    budget = {Stage.APPROVED, Stage.INITIAL, Stage.PROPOSAL}
    for heading in found:
        same = heading.stage is entry.stage or (heading.stage in budget and entry.stage in budget)
        if heading.year_offset in {None, entry.year_offset} and (
            same or (heading.stage is None and entry.stage is Stage.NONE)
        ):
            return True
    supplemented = any(heading.stage is Stage.SUPPLEMENTARY for heading in found)
    return supplemented and entry.stage is Stage.CURRENT and any(h.measure is Measure.TOTAL for h in found)


def _by_text(reading: Reading, entry: Entry) -> bool:
    """In running text the last of the project's amounts before it is of that stage: 査定額は…、その財源は…."""
    figures = reading.source.by_id
    own = figures.get(entry.cite.figure or "")
    where = geometry(reading.source)
    if own is None or entry.year_offset != 0 or where.rows[where.row_of(own.line)].kind != "line":
        return False
    before = bisect_left(reading.leads, own.start, key=lambda found: found[0])
    return before > 0 and reading.leads[before - 1][1].stage is entry.stage


def _by_sum(reading: Reading, entry: Entry) -> bool:
    """A total row without a stage of its own is the sum of the rows of that stage, column by column."""
    if plain(entry.row) not in TOTAL_LABELS or entry.table is not Table.FUNDING:
        return False
    own = reading.under(*entry.path[:4])
    stages = {Stage.NONE, Stage.SUPPLEMENTARY} if entry.stage is Stage.CURRENT else {entry.stage}
    parts: dict[Measure, Fraction] = defaultdict(Fraction)
    for other in reading.under(*entry.path[:2]):
        before = other.path[3] < entry.path[3]  # type: ignore[operator]  # the fourth step of these paths is a number
        if before and other.year_offset == 0 and other.stage in stages:
            parts[other.measure] += other.cite.value
    return bool(parts) and all(parts[e.measure] == e.cite.value for e in own)


def _by_repetition(reading: Reading, entry: Entry) -> bool:
    """A lead line repeats an amount that a label dates, and no other year or stage has the same amount."""
    if entry.path[0] != "totals":
        return False
    prints = project_amounts(reading).items()
    moments: set[_Moment] = {
        (offset, stage)
        for (offset, stage, _), found in prints
        if any(e.path != entry.path and e.cite.value == entry.cite.value and e.path[0] != "totals" for e in found)
    }
    tied = (
        len(moments) > 1 and (0, Stage.REQUEST) in moments
    )  # a request granted in full: the sheet that asks prints it first
    return moments == {(entry.year_offset, entry.stage)} or (
        tied and (entry.year_offset, entry.stage) == (0, Stage.REQUEST)
    )
