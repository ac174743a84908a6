"""The layout reader: reads a sheet without a model, from labels, table shapes and arithmetic.

It is the embedded default and, beside a model, the second witness. What it does not understand it leaves unclaimed.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from structurer import settings
from structurer.labels.lessons import Lesson, overlay, with_units
from structurer.labels.overlay import overlaid
from structurer.labels.vocabulary import extend
from structurer.reading.layout import (
    columns,
    head,
    indicators,
    items,
    lead,
    lists,
    pairs,
    prose,
    prosetables,
    transposed,
)
from structurer.reading.layout.build import Context, cite, known_amounts
from structurer.record.extraction import Extraction
from structurer.record.record import Provenance
from structurer.sheet.facts import cites
from structurer.sheet.model import Mention, Sheet
from structurer.text.rows import rows
from structurer.text.scan import Kind
from structurer.text.source import Source, Unit
from structurer.text.words import tidy, untag
from structurer.version import versions

_MENTIONED = {Kind.COUNT: Unit.COUNT, Kind.HEADCOUNT: Unit.COUNT, Kind.PERCENT: Unit.PERCENT}
_BEFORE = 24


def read(source: Source, lessons: Sequence[Lesson] = ()) -> Extraction:
    """Read a sheet offline. Deterministic; linear in the length of the source.

    Its provenance names the lessons without which it would have been read otherwise.
    """
    begun = time.perf_counter()
    sheet = read_sheet(source, lessons)
    used = _used(source, lessons, sheet)
    seconds = f"{time.perf_counter() - begun:.4f}"
    own = own_words()
    parts = versions() if own is None else versions(vocabulary=own)
    made = Provenance(reader="layout", model="offline", seconds=seconds, versions=parts, lessons=used)
    return Extraction(sheet, made)


def _used(source: Source, lessons: Sequence[Lesson], sheet: Sheet) -> tuple[str, ...]:
    """The ids of the lessons that make a difference; of several that make it only together, or each alone, all."""
    if not lessons or read_sheet(source) == sheet:
        return ()
    needed = [one for one in lessons if read_sheet(source, [other for other in lessons if other is not one]) != sheet]
    return tuple(lesson.id for lesson in needed or lessons)


def own_words() -> str | None:
    """Take in the user's vocabulary file, where one is set; the first digits of its sha256."""
    path = settings.vocabulary()
    return None if path is None else extend(path)


def read_sheet(source: Source, lessons: Sequence[Lesson] = ()) -> Sheet:
    """The sheet alone. Lessons hold while it is read, for this sheet and in this thread only."""
    own_words()
    with overlaid(overlay(lessons)):
        return _read_sheet(with_units(source))


def _read_sheet(source: Source) -> Sheet:
    grid = rows(source)
    identity = head.identity(grid, source.text)
    title_line = None if identity.project is None else identity.project.line
    project = "" if identity.project is None else identity.project.text
    context = Context(grid, identity.fiscal_year, title_line=title_line, project=project)
    tables = columns.read(context)
    transposed.read(context, tables)
    context = replace(context, taken=frozenset(tables.taken), known=known_amounts(tables.sheet))
    totals = lead.totals(context)
    told = prose.read(context, {found.figure for _, found in cites(tables.sheet.model_copy(update={"totals": totals}))})
    shown = Sheet(
        costs=(*tables.costs, *prosetables.cost_tables(told)),
        funding=(*tables.funding, *prosetables.funding_tables(told)),
        totals=(*totals, *prosetables.totals(told)),
        eligible_costs=tuple(told.eligible),
    )
    used = {found.figure for _, found in cites(shown)}
    used |= {entry.cite.figure for _, item in told.items for entry in (*item.cells, *(b.cell for b in item.breakdown))}
    used |= {c.figure for _, _, terms in told.terms for c in (terms.rate, terms.cap, terms.count) if c is not None}
    paired = pairs.read(context, used)
    totals = lead.with_changes((*shown.totals, *paired.lines))
    context = replace(context, known=known_amounts(tables.sheet.model_copy(update={"totals": totals})))
    sections = (*items.read(context), *lists.read(context))
    sections = sections or tuple(filter(None, [paired.section]))
    sections = prosetables.with_terms((*sections, *prosetables.sections(context, told, sections)), told)
    sheet = Sheet(
        identity=identity,
        narrative=head.narrative(grid),
        costs=(*shown.costs, *paired.cost_tables),
        totals=totals,
        sections=sections,
        funding=(*shown.funding, *paired.funding_tables),
        indicators=indicators.read(context),
        national_rates=lead.national_rates(context),
        eligible_costs=(*lead.eligible_costs(context), *told.eligible),
        differences=tuple(tables.differences),
        decisions=lead.decisions(context),
    )
    return sheet.model_copy(update={"mentions": tuple(_mentions(source, sheet))})


def _mentions(source: Source, sheet: Sheet) -> Iterator[Mention]:
    """Counts and percentages of the running text that no table claims, with the words before them."""
    claimed = {found.figure for _, found in cites(sheet)}
    for figure in source.figures:
        unit = _MENTIONED.get(figure.kind)
        found = cite(figure, unit) if unit is not None and figure.id not in claimed else None
        if found is not None:
            line = source.lines[figure.line - 1]
            before = line.text[max(0, figure.start - line.start - _BEFORE) : figure.start - line.start]
            yield Mention(text=tidy(untag(before)), cite=found)
