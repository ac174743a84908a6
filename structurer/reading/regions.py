"""Regions: the lines of a source that belong together, as one reader has recognised them, and those it left over.

A small model answers a small question well and a large one badly, so only what is left over is asked about, with its table.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from structurer.reading.judging import JudgedSheet
from structurer.sheet.facts import Fact, eligible_facts, facts, rate_facts
from structurer.sheet.model import Measure, Sheet, Table
from structurer.text.source import Source

_HEADER_LINES = 12
"""How many lines above a table are shown with it. With one cell a line a heading takes
as many lines as a row, ten in such sheets (`locate._REACH`)."""

_GAP = 6
"""How many lines may part two amounts of one left-over region: a heading and blank lines fit in. It keeps one rest in one question."""

_LONGEST = 60
"""How many lines a left-over region spans before it is cut, so that no question about a rest is endless."""


class RegionKind(StrEnum):
    """The subject of a region."""

    COSTS = "costs"
    TOTALS = "totals"
    ITEMS = "items"
    FUNDING = "funding"
    INDICATORS = "indicators"
    PART = "part"
    HEAD = "head"


_KINDS = {
    "costs": RegionKind.COSTS,
    "totals": RegionKind.TOTALS,
    "sections": RegionKind.ITEMS,
    "funding": RegionKind.FUNDING,
}


@dataclass(frozen=True, slots=True)
class Region:
    """A region: numbers of lines of a source, and their subject.

    `above` are those before its own, given for a heading they may hold.
    """

    kind: RegionKind
    lines: tuple[int, ...]
    above: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class _Block:
    """The span of a table: its first and last line, and whether the first is its heading."""

    first: int
    last: int
    headed: bool
    kind: RegionKind


def tables(reading: JudgedSheet) -> tuple[Region, ...]:
    """One region for each table or section of a reading, and for the amounts it leaves over; in the order of the source."""
    groups: dict[tuple[str | int, ...], list[Fact]] = defaultdict(list)
    for fact in facts(reading.sheet):
        groups[fact.path[:2]].append(fact)
    blocks = _apart(_block(_KINDS.get(str(path[0]), RegionKind.INDICATORS), own) for path, own in groups.items())
    found = [_region(reading.source, block, blocks) for block in blocks]
    taken = {line for region in found for line in region.lines}
    rest = [region for region in leftovers(reading) if not taken.issuperset(region.lines)]
    return tuple(sorted([*found, *_single(reading.sheet, taken), *rest], key=lambda region: region.lines[0]))


def _single(sheet: Sheet, taken: set[int]) -> Iterator[Region]:
    """Declared rates and eligible costs that stand by themselves."""
    apart = [*rate_facts(sheet), *eligible_facts(sheet)]
    lines = {fact.cite.line for fact in apart if fact.cite.line is not None} - taken
    yield from (Region(RegionKind.TOTALS, (line,)) for line in sorted(lines))


def leftovers(reading: JudgedSheet) -> tuple[Region, ...]:
    """The lines around amounts that no table of a reading claims."""
    return tuple(_around(reading.source, sorted({figure.line for figure in reading.unexplained})))


def outside(source: Source, regions: Iterable[Region]) -> Region:
    """Everything that stands in no table: names, headings, running text."""
    tables = [region for region in regions if region.kind is not RegionKind.PART]
    taken = {line for region in tables for line in region.lines if line not in region.above}
    return Region(RegionKind.HEAD, tuple(line.number for line in source.lines if line.number not in taken))


def around(reading: JudgedSheet, lines: Iterable[int]) -> Region:
    """The tables and left-over lines that some lines stand in, whole: a row is nothing without its heading."""
    wanted = set(lines)
    found = [region.lines for region in tables(reading) if wanted.intersection(region.lines)]
    return Region(RegionKind.PART, tuple(sorted(wanted.union(*found))))


def _block(kind: RegionKind, facts: list[Fact]) -> _Block:
    """The lines of a table's figures, row labels and heading."""
    numbers = [line for fact in facts for line in (fact.cite.line, fact.label.line) if line is not None]
    first, last = min(numbers, default=1), max(numbers, default=1)
    heading = None if facts[0].table is Table.SUBSIDY or facts[0].heading is None else facts[0].heading.line
    within = kind is RegionKind.TOTALS and all(fact.measure is Measure.CHANGE for fact in facts)  # a row of that table
    if heading is None or heading > first or within:
        return _Block(first, last, headed=False, kind=kind)
    return _Block(heading, last, headed=True, kind=kind)


def _apart(blocks: Iterable[_Block]) -> list[_Block]:
    """The blocks in order; those of one kind that share lines (a list with two amounts a line) are asked about as one.

    So is the project's change in the last row of a table of sources, with that table.
    """
    found: list[_Block] = []
    for block in sorted(blocks):
        kinds = {block.kind, RegionKind.FUNDING} if block.kind is RegionKind.TOTALS else {block.kind}
        other = next((n for n, one in enumerate(found) if one.kind in kinds and block.first <= one.last), None)
        if other is None:
            found.append(block)
        else:
            one = found[other]
            found[other] = _Block(one.first, max(one.last, block.last), one.headed, one.kind)
    return found


def _region(source: Source, block: _Block, blocks: list[_Block]) -> Region:
    """The lines of a table; where it has no heading of its own, those above it too, up to the table before."""
    before = max((other.last for other in blocks if other.last < block.first), default=0)
    first = block.first if block.headed else max(before + 1, block.first - _HEADER_LINES)
    own = range(block.first, min(block.last, len(source.lines)) + 1)
    drawn = any(_is_drawn(source, number) for number in own)
    above = [number for number in range(first, block.first) if not drawn or _is_drawn(source, number)]
    return Region(block.kind, (*above, *own), frozenset(above))


def _is_drawn(source: Source, number: int) -> bool:
    """True for a line with cells: above a table that is drawn, only such lines can be its heading."""
    text = source.lines[number - 1].drawn
    return "|" in text or "\t" in text


def _around(source: Source, lines: list[int]) -> Iterator[Region]:
    """Runs of lines that are near each other, each with the lines above it; long ones are cut."""
    while lines:
        run = [lines.pop(0)]
        while lines and lines[0] - run[-1] <= _GAP and lines[0] - run[0] < _LONGEST:
            run.append(lines.pop(0))
        first = max(1, run[0] - _HEADER_LINES)
        yield Region(RegionKind.PART, tuple(range(first, min(run[-1] + 1, len(source.lines)) + 1)))
