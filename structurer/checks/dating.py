"""The ways to date an amount whose own label names neither year nor stage: its column, the text before it, a sum, another print."""

from bisect import bisect_left
from collections import defaultdict
from fractions import Fraction

from structurer.checks.reading import Reading
from structurer.checks.select import project_amounts
from structurer.labels.label import DETAIL, detail_of, plain
from structurer.labels.vocabulary import Vocabulary
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure, Stage, Table

_Moment = tuple[int, Stage]


def names_measure(vocabulary: Vocabulary, fact: Fact) -> bool:
    """True where a row's own label says what its amounts are: a source, a cost, a sum of them."""
    source, word = vocabulary.source_of(fact.row), plain(fact.row)
    if fact.measure in {source, vocabulary.cost_of(fact.row)}:
        return True
    summed = word in vocabulary.funding_totals or word in vocabulary.totals
    if fact.measure in {Measure.TOTAL, Measure.TOTAL_COST} and summed:
        return True
    if fact.measure is Measure.GENERAL_FUND:
        return source is Measure.GENERAL
    part = detail_of(fact.row) if DETAIL.search(fact.section) is not None else None
    return part is not None and (part is fact.measure or fact.measure is Measure.OTHER)


def dated(reading: Reading, facts: list[Fact]) -> bool:
    """True where something besides the label of a row dates every one of its amounts as the record does."""
    ways = (dated_by_column, _by_text, _by_sum, _by_repetition)
    return all(any(way(reading, fact) for way in ways) for fact in facts)


def dated_by_column(reading: Reading, fact: Fact) -> bool:
    """True where a heading above the table names the year and the stage, and the row the measure."""
    line = reading.first_lines.get(fact.path[:2])
    if line is None or not names_measure(reading.vocabulary, fact):
        return False
    found = reading.geometry.headings_above(line, reading.sheet.identity.fiscal_year)
    budget = {Stage.APPROVED, Stage.INITIAL, Stage.PROPOSAL}
    for heading in found:
        same = heading.stage is fact.stage or (heading.stage in budget and fact.stage in budget)
        if heading.year_offset in {None, fact.year_offset} and (
            same or (heading.stage is None and fact.stage is Stage.NONE)
        ):
            return True
    supplemented = any(heading.stage is Stage.SUPPLEMENTARY for heading in found)
    return supplemented and fact.stage is Stage.CURRENT and any(h.measure is Measure.TOTAL for h in found)


def _by_text(reading: Reading, fact: Fact) -> bool:
    """True where, in running text, the last of the project's amounts before it is of that stage: 査定額は…、その財源は…."""
    figures = reading.source.by_id
    own = figures.get(fact.cite.figure or "")
    where = reading.geometry
    if own is None or fact.year_offset != 0 or where.rows[where.row_of(own.line)].kind != "line":
        return False
    before = bisect_left(reading.leads, own.start, key=lambda found: found[0])
    return before > 0 and reading.leads[before - 1][1].stage is fact.stage


def _by_sum(reading: Reading, fact: Fact) -> bool:
    """True where a total row without a stage of its own is the sum of the rows of that stage, column by column."""
    if not reading.vocabulary.is_total(fact.row) or fact.table is not Table.FUNDING:
        return False
    own = reading.under(*fact.path[:4])
    stages = {Stage.NONE, Stage.SUPPLEMENTARY} if fact.stage is Stage.CURRENT else {fact.stage}
    parts: dict[Measure, Fraction] = defaultdict(Fraction)
    for other in reading.under(*fact.path[:2]):
        before = other.path[3] < fact.path[3]  # type: ignore[operator]  # the fourth step of these paths is a number
        if before and other.year_offset == 0 and other.stage in stages:
            parts[other.measure] += other.cite.value
    return bool(parts) and all(parts[e.measure] == e.cite.value for e in own)


def _by_repetition(reading: Reading, fact: Fact) -> bool:
    """True where a lead line repeats an amount that a label dates, and no other year or stage has the same amount."""
    if fact.path[0] != "totals":
        return False
    prints = project_amounts(reading).items()
    moments: set[_Moment] = {
        (offset, stage)
        for (offset, stage, _), found in prints
        if any(e.path != fact.path and e.cite.value == fact.cite.value and e.path[0] != "totals" for e in found)
    }
    tied = (
        len(moments) > 1 and (0, Stage.REQUEST) in moments
    )  # a request granted in full: the sheet that asks prints it first
    return moments == {(fact.year_offset, fact.stage)} or (
        tied and (fact.year_offset, fact.stage) == (0, Stage.REQUEST)
    )
