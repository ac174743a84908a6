"""Placement: the row that a figure is said to stand in; its column, its year and its stage are proved (PRF902, PRF903)."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from structurer.checks.check import check
from structurer.checks.claim import Observation, holds_if, observed, shown
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.reading import Reading
from structurer.checks.select import row_length
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure
from structurer.text import lazy_re as re
from structurer.text.source import Figure, Line, Source
from structurer.text.words import squeeze

_CELL = re.compile(r"[^|\t]*")
_ENTRY = re.compile(r"(?P<depth>[ \u3000]+)[*+\-・]\s")
"""How an entry of a list in a list begins."""
_MOST_PARTS = 40
"""Lines below a part of an item that may still be parts."""


@check("GRD703", "figure-off-its-row")
def row(reading: Reading) -> Iterator[Observation]:
    """A figure does not stand in the row it is said to belong to.

    Why it matters   A neighbour's amount is a real figure of the sheet, so only its place betrays it.
    Inputs           The places of all row labels of the sheet, and of each row's figures.
    Arithmetic       None: the last row label before a figure must be its own row's; two rows of a table do not share one. A row
                     whose figures all stand in the cell of its label (年4回) says nothing of the cells after it.
    What to do       Point the field at the figure of its own row.

    日本語
    数字が、属するとされた行に立っていない。
    隣の行の金額も実在の数字なので、位置でしか見分けられない。シートのすべての行名の位置から、各数字の直前にある行名がその行のものかを
    見る。数字がすべて行名と同じセルにある行(年4回)は、その後のセルには及ばない。その行の数字を指すように直す。
    """
    where = reading.geometry
    rows: dict[SheetPath, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if squeeze(fact.row):  # the one row of a table may have no name: the proof of each place decides (PRF902)
            rows[_row_key(fact)].append(fact)
    places = {key: where.place(facts[0].label) for key, facts in rows.items()}
    shared = Counter((key[:2], place) for key, place in places.items())
    starts = sorted(place for place in places.values() if place is not None)
    ends = _ends(reading.source, places, rows)
    across = _across(reading.source, places)
    for key, facts in rows.items():
        if key[:2] in across:
            continue  # names side by side over their amounts: the proof of each place decides (PRF902)
        alone = shared[key[:2], places[key]] == 1
        yield _row_claim(reading.source, places[key] if alone else None, starts, facts, ends)


def _across(source: Source, places: Mapping[SheetPath, int | None]) -> set[SheetPath]:
    """The tables whose row labels stand side by side or one below the other without a figure between them."""
    labels: dict[SheetPath, set[int]] = defaultdict(set)
    for key, place in places.items():
        if place is not None:
            labels[key[:2]].add(place)
    starts = source.figure_starts
    return {
        table
        for table, own in labels.items()
        if len(own) > 1 and bisect_right(starts, min(own)) == bisect_right(starts, max(own))
    }


def _row_key(fact: Fact) -> SheetPath:
    """The row's path and label; a part of an item with a label of its own is a row of its own.

    One printed row may hold the sources of several stages, each a row of the record: 要求額 and 査定額 side by side.
    """
    length = 2 if fact.path[0] == "funding" else row_length(fact)
    return (*fact.path[:length], fact.label.text, fact.label.line or 0)


def _ends(
    source: Source, places: Mapping[SheetPath, int | None], rows: Mapping[SheetPath, list[Fact]]
) -> dict[int, int]:
    """The ends of the cells of labels that have all figures of their rows with them, by the place of the label."""
    found: dict[int, int] = {}
    reaching: set[int] = set()
    for key, place in places.items():
        if place is None:
            continue
        cited = [source.by_id.get(fact.cite.figure or "") for fact in rows[key]]
        line = source.lines[bisect_right(source.lines, place, key=lambda line: line.start) - 1]
        cell = _CELL.match(line.drawn, place - line.start)
        end = place if cell is None else line.start + cell.end()
        within = all(figure is not None and place <= figure.start < end for figure in cited)
        listed = _ENTRY.match(line.drawn)
        if within and end < line.start + len(line.drawn):
            found[place] = end
        elif within and listed is not None and all(map(_is_part, rows[key])):
            found[place] = _less_set_in(source, line, len(listed["depth"]))
        else:
            reaching.add(place)
    return {place: end for place, end in found.items() if place not in reaching}


def _is_part(fact: Fact) -> bool:
    """True for a part of an item with a label of its own."""
    return fact.measure is Measure.BREAKDOWN


def _less_set_in(source: Source, line: Line, depth: int) -> int:
    """Where the first line below an entry of a list begins that is less set in than it: there the entry over it goes on."""
    below = source.lines[line.number : line.number + _MOST_PARTS]
    ends = (one.start for one in below if one.drawn.strip() and len(one.drawn) - len(one.drawn.lstrip()) < depth)
    return next(ends, len(source.drawn))


def _row_claim(
    source: Source, place: int | None, starts: list[int], facts: list[Fact], ends: Mapping[int, int]
) -> Observation:
    name = " ".join(part for part in (facts[0].section, facts[0].row) if part)
    figures = [(fact, source.by_id.get(fact.cite.figure or "")) for fact in facts]
    label_line = () if facts[0].label.line is None else (facts[0].label.line,)
    if place is None:
        return observed(name, tuple(facts), ClaimOutcome.UNVERIFIABLE, f"「{facts[0].row}」 ?", lines=label_line)
    astray = [fact for fact, figure in figures if figure is not None and not _follows(figure, place, starts, ends)]
    named = astray or facts
    working = f"{', '.join(shown(fact) for fact in named[:12])} {'∉' if astray else '∈'} 「{facts[0].row}」"
    return observed(name, tuple(named), holds_if(not astray), working, lines=label_line)


def _follows(figure: Figure, place: int, starts: list[int], ends: Mapping[int, int]) -> bool:
    """True where the last label at or before the figure, of those that reach it, is the one at `place`."""
    position = bisect_right(starts, figure.start) - 1
    while position >= 0 and starts[position] != place and ends.get(starts[position], figure.start + 1) <= figure.start:
        position -= 1
    return position >= 0 and starts[position] == place
