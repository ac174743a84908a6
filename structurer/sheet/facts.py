"""One shape for a figure and what a sheet says of it, and the tidy table with one row a figure, as the contract fixes it.

`facts` is what checks, blame, the second witness and every export share: one `Fact` a cite, with the path it stands at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from structurer.sheet.model import Cell, Cite, Label, Measure, Sheet, Stage, SubsidyTerms, Table
from structurer.text.source import Source
from structurer.text.words import tidy

HEADER = (
    "record", "project", "publisher", "fiscal_year", "table", "section", "row", "measure",
    "year_offset", "stage", "amount", "unit", "printed", "line", "state",
)  # fmt: skip
_SPECIAL = re.compile(r'[",\r\n]')

Path = tuple[str | int, ...]
"""The way to a cite in the sheet's JSON: `("costs", 0, "rows", 1, "cells", 0, "cite")`."""


@dataclass(frozen=True, slots=True)
class Fact:
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
        """What makes two readings' facts the same quantity."""
        return (self.table, self.section, self.row, self.measure, self.year_offset, self.stage)

    @property
    def column(self) -> tuple[str, int, str]:
        """Measure, year and stage."""
        return (self.measure, self.year_offset, self.stage)


def facts(sheet: Sheet) -> Iterator[Fact]:
    """Every cite that belongs to a table of the facts, in the order of the sheet."""
    yield from _costs(sheet)
    yield from _totals(sheet)
    yield from _sections(sheet)
    yield from _funding(sheet)
    yield from _indicators(sheet)


def cites(sheet: Sheet) -> Iterator[tuple[Path, Cite]]:
    """Every cite of a sheet with its path."""
    for fact in facts(sheet):
        yield fact.path, fact.cite
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


def _cells(path: Path, table: Table, heading: Label | None, label: Label, cells: tuple[Cell, ...]) -> Iterator[Fact]:
    for number, cell in enumerate(cells):
        place = (*path, number, "cite")
        yield Fact(place, table, heading, label, cell.measure, cell.year_offset, cell.stage, cell.cite)


def _costs(sheet: Sheet) -> Iterator[Fact]:
    for t, table in enumerate(sheet.costs):
        for r, row in enumerate(table.rows):
            path = ("costs", t, "rows", r)
            yield from _cells((*path, "cells"), Table.COST, table.heading, row.label, row.cells)
            yield from _cells((*path, "staff"), Table.STAFF, table.heading, row.label, row.staff)


def _totals(sheet: Sheet) -> Iterator[Fact]:
    for t, lines in enumerate(sheet.totals):
        for r, row in enumerate(lines.rows):
            yield from _cells(("totals", t, "rows", r, "cells"), Table.TOTAL, lines.heading, row.label, row.cells)


def _sections(sheet: Sheet) -> Iterator[Fact]:
    for s, section in enumerate(sheet.sections):
        for i, item in enumerate(section.items):
            path = ("sections", s, "items", i)
            yield from _cells((*path, "cells"), Table.ITEM, section.heading, item.label, item.cells)
            for b, part in enumerate(item.breakdown):
                cell = part.cell
                place = (*path, "breakdown", b, "cell", "cite")
                label = part.label or item.label
                yield Fact(
                    place, Table.ITEM, section.heading, label, cell.measure, cell.year_offset, cell.stage, cell.cite
                )
            yield from _terms((*path, "subsidy"), section.heading, item.label, item.subsidy)
            for a, activity in enumerate(item.activities):
                yield from _terms((*path, "activities", a, "subsidy"), item.label, activity.label, activity.subsidy)
        for r, row in enumerate(section.totals):
            yield from _cells(("sections", s, "totals", r, "cells"), Table.TOTAL, section.heading, row.label, row.cells)


def _terms(path: Path, heading: Label | None, label: Label, terms: SubsidyTerms | None) -> Iterator[Fact]:
    if terms is None:
        return
    for measure in (Measure.RATE, Measure.CAP, Measure.COUNT):
        cite: Cite | None = getattr(terms, measure.value)
        if cite is not None:
            above, named = (heading, label) if terms.label is None else (terms.heading, terms.label)
            yield Fact((*path, measure.value), Table.SUBSIDY, above, named, measure, 0, Stage.NONE, cite)


def _funding(sheet: Sheet) -> Iterator[Fact]:
    for t, table in enumerate(sheet.funding):
        for r, row in enumerate(table.rows):
            yield from _cells(("funding", t, "rows", r, "cells"), Table.FUNDING, table.heading, row.label, row.cells)


def _indicators(sheet: Sheet) -> Iterator[Fact]:
    for t, table in enumerate(sheet.indicators):
        kind = Table.PLAN if table.plan else Table.INDICATOR
        for r, row in enumerate(table.rows):
            yield from _cells(("indicators", t, "rows", r, "cells"), kind, table.heading, row.label, row.cells)


def rate_facts(sheet: Sheet) -> Iterator[Fact]:
    """The declared rates of the national share as facts."""
    for number, cite in enumerate(sheet.national_rates):
        label = Label(text="国庫補助率", line=cite.line)
        yield Fact(("national_rates", number), Table.FUNDING, None, label, Measure.RATE, 0, Stage.NONE, cite)


def difference_facts(sheet: Sheet) -> Iterator[Fact]:
    """The printed differences of costs and funding as facts."""
    for number, found in enumerate(sheet.differences):
        table = Table.COST if found.table == "costs" else Table.FUNDING
        place = ("differences", number, "cite")
        yield Fact(place, table, None, found.label, Measure.CHANGE, found.year_offset, found.stage, found.cite)


def eligible_facts(sheet: Sheet) -> Iterator[Fact]:
    """The stated eligible costs as facts."""
    for number, cost in enumerate(sheet.eligible_costs):
        place = ("eligible_costs", number, "cite")
        yield Fact(place, Table.FUNDING, None, cost.label, Measure.TOTAL, cost.year_offset, cost.stage, cost.cite)


def is_project_amount(fact: Fact) -> bool:
    """True for a print of the project's own amount: a lead line, a project cost, a funding total."""
    if fact.table is Table.COST:
        return fact.measure is Measure.PROJECT_COST
    if fact.table is Table.TOTAL:
        return fact.path[0] == "totals" and fact.measure is Measure.AMOUNT
    return fact.table is Table.FUNDING and fact.measure is Measure.TOTAL


def fact_rows(sheet: Sheet, source: Source, record: str = "") -> Iterator[tuple[str, ...]]:
    """One tuple per figure, in the order of HEADER."""
    identity = sheet.identity
    head = (
        record,
        "" if identity.project is None else identity.project.text,
        "" if identity.publisher is None else identity.publisher.text,
        "" if identity.fiscal_year is None else str(identity.fiscal_year),
    )
    for fact in facts(sheet):
        yield (*head, *_row(fact), state(fact.cite, source))


def _row(fact: Fact) -> tuple[str, ...]:
    cite = fact.cite
    line = "" if cite.line is None else str(cite.line)
    names = (fact.table.value, tidy(fact.section), tidy(fact.row), fact.measure.value)
    return (*names, str(fact.year_offset), fact.stage.value, cite.amount, cite.unit.value, cite.printed, line)


def state(cite: Cite, source: Source) -> str:
    """`corrected`, else `grounded` where the cited figure prints exactly this, else `ungrounded`."""
    if cite.corrected:
        return "corrected"
    figure = source.by_id.get(cite.figure or "")
    return "grounded" if figure is not None and figure.printed == cite.printed else "ungrounded"


def as_csv(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as CSV text; a cell that a spreadsheet would take for a formula keeps its text (RFC 4180 quoting only)."""
    return "".join(map(csv_line, (HEADER, *rows)))


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV. The csv module leaves a lone carriage return bare, and then no reader finds the end of the line."""
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) is not None else cell
