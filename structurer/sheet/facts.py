"""One shape for a figure and what a sheet says of it, and the tidy table with one row per figure.

`facts` is what checks, blame, the second witness and every export share: one `Fact` for each cite, with its path in the sheet.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from structurer.sheet.given import Given, head_of
from structurer.sheet.model import Cell, Cite, Label, Measure, Sheet, Stage, SubsidyTerms, Table
from structurer.text import lazy_re as re
from structurer.text.source import Source, Unit
from structurer.text.words import squeeze, tidy

_SPECIAL = re.compile(r'[",\r\n]')

SheetPath = tuple[str | int, ...]
"""The steps into a sheet's JSON, to a cite or to what holds cites: `("costs", 0, "rows", 1, "cells", 0, "cite")`."""


def path_text(path: SheetPath) -> str:
    """A field's path as text: `costs.0.rows.1.cells.0.cite`."""
    return ".".join(map(str, path))


@dataclass(frozen=True, slots=True)
class Fact:
    """One cite of a sheet and what the sheet says it is.

    `path` leads to the cite in the sheet's JSON; `label` and `heading` are the printed ones, `row` and `section` their texts.
    """

    path: SheetPath
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
        """The quantity: two readings' facts with one key mean the same amount of the sheet."""
        return (self.table, self.section, self.row, self.measure, self.year_offset, self.stage)

    @property
    def column(self) -> tuple[str, int, str]:
        """Measure, year and stage."""
        return (self.measure, self.year_offset, self.stage)

    @property
    def is_money(self) -> bool:
        """True for yen: a verdict vouches for amounts of money."""
        return self.cite.unit is Unit.YEN

    @property
    def quotation(self) -> tuple[Hashable, ...]:
        """The figure without its labels: its table, column, exact value, print and line."""
        cite = self.cite
        return (self.table, *self.column, cite.value, cite.unit, squeeze(cite.printed), cite.line)

    @property
    def labelled(self) -> tuple[Hashable, ...]:
        """The quotation with section and row: equal for facts that are the same in everything."""
        return (*self.quotation, tidy(self.section), tidy(self.row))


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column over facts: its name, which never changes, and how its value is read off a fact."""

    name: str
    read: Callable[[Fact], str | int | None]

    def text(self, fact: Fact) -> str:
        """The value as CSV prints it; empty where there is none."""
        value = self.read(fact)
        return "" if value is None else str(value)


FACT_COLUMNS = (
    FactColumn("table", lambda fact: fact.table.value),
    FactColumn("section", lambda fact: tidy(fact.section)),
    FactColumn("row", lambda fact: tidy(fact.row)),
    FactColumn("measure", lambda fact: fact.measure.value),
    FactColumn("year_offset", lambda fact: fact.year_offset),
    FactColumn("stage", lambda fact: fact.stage.value),
    FactColumn("amount", lambda fact: fact.cite.amount),
    FactColumn("unit", lambda fact: fact.cite.unit.value),
    FactColumn("printed", lambda fact: fact.cite.printed),
    FactColumn("line", lambda fact: fact.cite.line),
)
"""The columns of a fact, in the contract's order: the tidy table, the exports, a record's and an evaluation's JSON have them."""

FACT_NAMES = tuple(column.name for column in FACT_COLUMNS)
HEADER = ("record", "project", "publisher", "fiscal_year", *FACT_NAMES, "state")
"""The tidy table's columns: the record and the head of its sheet, the columns of a fact, and the state of its cite."""

_FACT = TypeAdapter(Fact)


def columns_of(fact: Fact) -> dict[str, str | int | None]:
    """A fact by its columns, as JSON has it."""
    return {column.name: column.read(fact) for column in FACT_COLUMNS}


def fact_of(cells: Mapping[str, object]) -> Fact:
    """The fact that some columns describe: no path leads to it and its cite has no figure, only a print and a line.

    pydantic's ValidationError where a column is missing or does not fit; its place ends with the name of the column.
    """
    section = cells.get("section")
    cite = {name: cells.get(name) for name in ("amount", "unit", "printed", "line")}
    described = {name: cells.get(name) for name in ("table", "measure", "year_offset", "stage")}
    return _FACT.validate_python({
        **described,
        "path": (),
        "heading": {"text": section} if section else None,
        "label": {"text": cells.get("row")},
        "cite": {"figure": None, **cite},
    })  # fmt: skip


def facts(sheet: Sheet) -> Iterator[Fact]:
    """Yield the fact of every cite that belongs to a table of the facts, in the order of the sheet."""
    yield from _costs(sheet)
    yield from _totals(sheet)
    yield from _sections(sheet)
    yield from _funding(sheet)
    yield from _indicators(sheet)


def cites(sheet: Sheet) -> Iterator[tuple[SheetPath, Cite]]:
    """Yield every cite of a sheet with its path."""
    yield from ((fact.path, fact.cite) for fact in facts(sheet))
    yield from other_cites(sheet)


def other_cites(sheet: Sheet) -> Iterator[tuple[SheetPath, Cite]]:
    """Yield the cites that belong to no fact, each with its path."""
    for number, rate in enumerate(sheet.national_rates):
        yield ("national_rates", number), rate
    for number, eligible in enumerate(sheet.eligible_costs):
        yield ("eligible_costs", number, "cite"), eligible.cite
    for number, difference in enumerate(sheet.differences):
        yield ("differences", number, "cite"), difference.cite
    for number, mention in enumerate(sheet.mentions):
        yield ("mentions", number, "cite"), mention.cite
    yield from _outputs(sheet)


def _outputs(sheet: Sheet) -> Iterator[tuple[SheetPath, Cite]]:
    for s, section in enumerate(sheet.sections):
        for i, item in enumerate(section.items):
            for a, activity in enumerate(item.activities):
                for o, output in enumerate(activity.outputs):
                    yield ("sections", s, "items", i, "activities", a, "outputs", o, "cite"), output.cite


def with_cite(sheet: Sheet, path: SheetPath, cite: Cite) -> Sheet:
    """Return the same sheet with one cite exchanged."""
    tree: Any = sheet.model_dump(mode="json")
    place = tree
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = cite.model_dump(mode="json")
    return Sheet.model_validate(tree)


def _cells(
    path: SheetPath, table: Table, heading: Label | None, label: Label, cells: tuple[Cell, ...]
) -> Iterator[Fact]:
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


def _terms(path: SheetPath, heading: Label | None, label: Label, terms: SubsidyTerms | None) -> Iterator[Fact]:
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
    """The printed differences of costs, funding and items as facts."""
    for number, found in enumerate(sheet.differences):
        table = {"costs": Table.COST, "sections": Table.ITEM}.get(found.table, Table.FUNDING)
        place = ("differences", number, "cite")
        yield Fact(place, table, None, found.label, Measure.CHANGE, found.year_offset, found.stage, found.cite)


def eligible_facts(sheet: Sheet) -> Iterator[Fact]:
    """The stated eligible costs as facts."""
    for number, cost in enumerate(sheet.eligible_costs):
        place = ("eligible_costs", number, "cite")
        yield Fact(place, Table.FUNDING, None, cost.label, Measure.TOTAL, cost.year_offset, cost.stage, cost.cite)


def project_cells(sheet: Sheet) -> Iterator[Cell]:
    """Yield the cells of the project's own amounts, as `is_project_amount` tells their facts."""
    tables = ((sheet.costs, Measure.PROJECT_COST), (sheet.totals, Measure.AMOUNT), (sheet.funding, Measure.TOTAL))
    for found, measure in tables:
        yield from (cell for table in found for row in table.rows for cell in row.cells if cell.measure is measure)


def is_project_amount(fact: Fact) -> bool:
    """True for a print of the project's own amount: a lead line, a project cost, a funding total."""
    if fact.table is Table.COST:
        return fact.measure is Measure.PROJECT_COST
    if fact.table is Table.TOTAL:
        return fact.path[0] == "totals" and fact.measure is Measure.AMOUNT
    return fact.table is Table.FUNDING and fact.measure is Measure.TOTAL


def fact_rows(sheet: Sheet, source: Source, record: str = "", given: Given | None = None) -> Iterator[tuple[str, ...]]:
    """Yield the tidy table: one tuple of texts per figure, in the order of HEADER; what is given fills what is not printed."""
    project = sheet.identity.project
    head = (record, "" if project is None else project.text, *head_of(sheet.identity, given))
    for fact in facts(sheet):
        yield (*head, *(column.text(fact) for column in FACT_COLUMNS), state(fact.cite, source))


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
