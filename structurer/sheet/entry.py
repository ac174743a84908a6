"""A sheet seen as a flat list of cited figures, and the values that travel with a sheet.

`entries` is what facts, checks, blame and the second witness share: one row per cite, with the path it stands at.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from structurer.sheet.model import Cell, Cite, Label, Measure, Sheet, Stage, SubsidyTerms, Table
from structurer.text.source import Source

Path = tuple[str | int, ...]
"""The way to a cite in the sheet's JSON: `("costs", 0, "rows", 1, "cells", 0, "cite")`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cite of a sheet and what the sheet says it is.

    `path` leads to the cite in the sheet's JSON; `label` and `heading` are the printed ones, `row` and `section` their texts.
    """

    path: Path
    table: Table
    heading: Label | None
    label: Label
    measure: Measure
    year_offset: int
    stage: Stage
    cite: Cite

    @property
    def section(self) -> str:
        """The heading's text, empty where there is none."""
        return "" if self.heading is None else self.heading.text

    @property
    def row(self) -> str:
        """The label's text."""
        return self.label.text

    @property
    def key(self) -> tuple[str, str, str, str, int, str]:
        """What makes two readings' entries the same quantity."""
        return (self.table, self.section, self.row, self.measure, self.year_offset, self.stage)

    @property
    def column(self) -> tuple[str, int, str]:
        """Measure, year and stage."""
        return (self.measure, self.year_offset, self.stage)


@dataclass(frozen=True)
class Reading:
    """A source, a sheet that cites it, and what the second witness read, where there is one."""

    source: Source
    sheet: Sheet
    witness: Sheet | None = None

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every cite that belongs to a table of the facts."""
        return tuple(entries(self.sheet))

    @cached_property
    def first_lines(self) -> dict[Path, int]:
        """For each table (`("funding", 0)`) the line of its first row label."""
        found: dict[Path, int] = {}
        for entry in self.entries:
            if entry.label.line is not None:
                key = entry.path[:2]
                found[key] = min(found.get(key, entry.label.line), entry.label.line)
        return found

    @cached_property
    def leads(self) -> tuple[tuple[int, Entry], ...]:
        """The project's own amounts of its own year in running text, each with the offset of its figure, in order."""
        figures = self.source.by_id
        own = (e for e in self.entries if e.path[0] == "totals" and e.measure is Measure.AMOUNT and e.year_offset == 0)
        placed = ((figures[e.cite.figure].start, e) for e in own if e.cite.figure in figures)
        return tuple(sorted(placed, key=lambda found: found[0]))

    @cached_property
    def _groups(self) -> dict[Path, list[Entry]]:
        groups: dict[Path, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for length in (2, 3, 4):
                groups[entry.path[:length]].append(entry)
        return groups

    def under(self, *path: str | int) -> list[Entry]:
        """The entries below a path of two to four steps: `under("sections", 0, "items")`."""
        return self._groups.get(path, [])

    @cached_property
    def cites(self) -> tuple[tuple[Path, Cite], ...]:
        """Every cite of the sheet with its path, the ones outside the facts too."""
        return tuple(cites(self.sheet))


def entries(sheet: Sheet) -> Iterator[Entry]:
    """Every cite that belongs to a table of the facts, in the order of the sheet."""
    yield from _costs(sheet)
    yield from _totals(sheet)
    yield from _sections(sheet)
    yield from _funding(sheet)
    yield from _indicators(sheet)


def cites(sheet: Sheet) -> Iterator[tuple[Path, Cite]]:
    """Every cite of a sheet with its path."""
    for entry in entries(sheet):
        yield entry.path, entry.cite
    for number, rate in enumerate(sheet.national_rates):
        yield ("national_rates", number), rate
    for number, eligible in enumerate(sheet.eligible_costs):
        yield ("eligible_costs", number, "cite"), eligible.cite
    for number, difference in enumerate(sheet.differences):
        yield ("differences", number, "cite"), difference.cite
    for number, mention in enumerate(sheet.mentions):
        yield ("mentions", number, "cite"), mention.cite
    yield from _outputs(sheet)


def _outputs(sheet: Sheet) -> Iterator[tuple[Path, Cite]]:
    for s, section in enumerate(sheet.sections):
        for i, item in enumerate(section.items):
            for a, activity in enumerate(item.activities):
                for o, output in enumerate(activity.outputs):
                    yield ("sections", s, "items", i, "activities", a, "outputs", o, "cite"), output.cite


def with_cite(sheet: Sheet, path: Path, cite: Cite) -> Sheet:
    """The same sheet with one cite exchanged."""
    tree: Any = sheet.model_dump(mode="json")
    place = tree
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = cite.model_dump(mode="json")
    return Sheet.model_validate(tree)


def _cells(path: Path, table: Table, heading: Label | None, label: Label, cells: tuple[Cell, ...]) -> Iterator[Entry]:
    for number, cell in enumerate(cells):
        place = (*path, number, "cite")
        yield Entry(place, table, heading, label, cell.measure, cell.year_offset, cell.stage, cell.cite)


def _costs(sheet: Sheet) -> Iterator[Entry]:
    for t, table in enumerate(sheet.costs):
        for r, row in enumerate(table.rows):
            path = ("costs", t, "rows", r)
            yield from _cells((*path, "cells"), Table.COST, table.heading, row.label, row.cells)
            yield from _cells((*path, "staff"), Table.STAFF, table.heading, row.label, row.staff)


def _totals(sheet: Sheet) -> Iterator[Entry]:
    for t, lines in enumerate(sheet.totals):
        for r, row in enumerate(lines.rows):
            yield from _cells(("totals", t, "rows", r, "cells"), Table.TOTAL, lines.heading, row.label, row.cells)


def _sections(sheet: Sheet) -> Iterator[Entry]:
    for s, section in enumerate(sheet.sections):
        for i, item in enumerate(section.items):
            path = ("sections", s, "items", i)
            yield from _cells((*path, "cells"), Table.ITEM, section.heading, item.label, item.cells)
            for b, part in enumerate(item.breakdown):
                cell = part.cell
                place = (*path, "breakdown", b, "cell", "cite")
                label = part.label or item.label
                yield Entry(
                    place, Table.ITEM, section.heading, label, cell.measure, cell.year_offset, cell.stage, cell.cite
                )
            yield from _terms((*path, "subsidy"), section.heading, item.label, item.subsidy)
            for a, activity in enumerate(item.activities):
                yield from _terms((*path, "activities", a, "subsidy"), item.label, activity.label, activity.subsidy)
        for r, row in enumerate(section.totals):
            yield from _cells(("sections", s, "totals", r, "cells"), Table.TOTAL, section.heading, row.label, row.cells)


def _terms(path: Path, heading: Label | None, label: Label, terms: SubsidyTerms | None) -> Iterator[Entry]:
    if terms is None:
        return
    for measure in (Measure.RATE, Measure.CAP, Measure.COUNT):
        cite: Cite | None = getattr(terms, measure.value)
        if cite is not None:
            above, named = (heading, label) if terms.label is None else (terms.heading, terms.label)
            yield Entry((*path, measure.value), Table.SUBSIDY, above, named, measure, 0, Stage.NONE, cite)


def _funding(sheet: Sheet) -> Iterator[Entry]:
    for t, table in enumerate(sheet.funding):
        for r, row in enumerate(table.rows):
            yield from _cells(("funding", t, "rows", r, "cells"), Table.FUNDING, table.heading, row.label, row.cells)


def _indicators(sheet: Sheet) -> Iterator[Entry]:
    for t, table in enumerate(sheet.indicators):
        kind = Table.PLAN if table.plan else Table.INDICATOR
        for r, row in enumerate(table.rows):
            yield from _cells(("indicators", t, "rows", r, "cells"), kind, table.heading, row.label, row.cells)
