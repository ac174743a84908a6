"""The heading over the terms of a subsidy: the nearest one that is no term, or the item in whose own table they stand."""

from structurer.checks.proof.grid import PrintedRow
from structurer.checks.proof.over import bare, unmarked
from structurer.checks.proof.over_table import TableHeadings
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.terms import TERMS, stacked
from structurer.sheet.facts import Fact
from structurer.text.words import squeeze


def heads_terms(headings: TableHeadings, fact: Fact) -> bool:
    """True where the terms of a subsidy stand under their heading: an item's name in the item's own table, else the nearest."""
    found = stacked(headings.walker, fact)
    row = headings.outline.grid.row_of(fact.cite.line or 1) if found is None else found.top
    header = headings.walker.headers.over(row) if row.values and row.kind != "line" else None
    spot = Spot("sentence", top=row.position) if header is None else Spot("cell", lines=header.lines, top=header.top)
    run = headings.run(row, spot, header)
    over = next((found for found in run if _is_over_terms(found.text, fact)), None)
    block = _block(headings, row, 0 if over is None else over.line, fact.cite.line or 1)
    if block is not None:
        return bare(fact.section) == bare(block)
    if over is not None or not run:
        return not fact.section if over is None else over.is_called(fact.section)
    chain = (one.text for one in reversed(headings.outline.chain(row.position)) if _is_over_terms(one.text, fact))
    return unmarked(next(chain, "")) == unmarked(fact.section)


def _is_over_terms(text: str, fact: Fact) -> bool:
    """True for a heading that is neither the subsidy's own name nor one of its terms, each a line of its own."""
    return bare(text) != bare(fact.row) and not squeeze(text).startswith(TERMS)


def _block(headings: TableHeadings, row: PrintedRow, after: int, own: int) -> str | None:
    """The item, below the line of a heading, that a table with headings of its own stands under: 細事業を構成する主な取組."""
    line, name = max((found for found in headings.items if after < found[0] <= own), default=(0, None))
    start = row.position if name is None else headings.outline.grid.row_of(line).position + 1
    between = headings.outline.grid.rows[start : row.position]
    nested = any(above.kind != "line" and len(above.texts) > 1 and not above.values for above in between)
    return name if nested else None
