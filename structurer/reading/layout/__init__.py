"""The layout reader: reads a sheet without a model, from labels, table shapes and arithmetic.

It is the embedded default and, beside a model, the second witness. What it does not understand it leaves unclaimed.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, cast

from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Word
from structurer.reading.layout import (
    head,
    labelled,
    narrative,
    prose,
    prosetables,
    remarks,
    tables,
)
from structurer.reading.layout.sharedtotals import shared_totals
from structurer.reading.layout.subsidies import subsidies
from structurer.record.extraction import Extraction
from structurer.record.record import Provenance
from structurer.sheet.facts import cites
from structurer.sheet.model import Cite, FundingTable, Identity, Mention, Model, Section, Sheet
from structurer.tables.apart import columns_apart
from structurer.tables.aside import one_below_the_other
from structurer.tables.bracketed import brackets_apart
from structurer.tables.cites import cite
from structurer.tables.context import Context, known_amounts
from structurer.tables.folded import left_then_right
from structurer.tables.legend import sides_apart
from structurer.tables.printed import PrintedSheet
from structurer.tables.raised import names_beside
from structurer.tables.spread import spread
from structurer.text.rows import Row, rows
from structurer.text.scan import Kind
from structurer.text.source import Source, Unit
from structurer.text.words import tidy, untag
from structurer.version import versions

Part = TypeVar("Part")
_MENTIONED = {Kind.COUNT: Unit.COUNT, Kind.HEADCOUNT: Unit.COUNT, Kind.PERCENT: Unit.PERCENT}
_BEFORE = 24  # characters before a figure in running text: enough to see what is counted


def read(source: Source, vocabulary: Vocabulary | None = None, proposed: Sequence[Word] = ()) -> Extraction:
    """Read a sheet offline, with the built-in vocabulary where none is given. Deterministic; linear in the sheet's length.

    Its provenance names the proposed words without which it would have been read otherwise.
    """
    begun = time.perf_counter()
    words = Vocabulary.built_in() if vocabulary is None else vocabulary
    sheet = read_sheet(source, words.with_confirmed(proposed))
    used = _used(source, words, proposed, sheet)
    seconds = f"{time.perf_counter() - begun:.4f}"
    parts = versions() if words.file is None else versions(vocabulary=words.file)
    made = Provenance(reader="layout", model="offline", seconds=seconds, versions=parts, proposed=used)
    return Extraction(sheet, made)


def _used(source: Source, vocabulary: Vocabulary, proposed: Sequence[Word], sheet: Sheet) -> tuple[str, ...]:
    """The proposed words that make a difference; of several that make it only together, or each alone, all."""
    if not proposed or read_sheet(source, vocabulary) == sheet:
        return ()

    def without(one: Word) -> Sheet:
        return read_sheet(source, vocabulary.with_confirmed(other for other in proposed if other is not one))

    needed = [one for one in proposed if without(one) != sheet]
    return tuple(word.word for word in needed or proposed)


def publisher(source: Source, vocabulary: Vocabulary) -> str | None:
    """The publisher that the head of a sheet prints."""
    found = head.identity(rows(source, vocabulary.heading_words), source.text).publisher
    return None if found is None else found.text


def read_sheet(source: Source, vocabulary: Vocabulary | None = None) -> Sheet:
    """The sheet alone, with the built-in vocabulary where none is given."""
    words = Vocabulary.built_in() if vocabulary is None else vocabulary
    own = spread(rows(source, words.heading_words))
    if not source.is_unitless:
        return _read_sheet(source, own, words, head.identity(own, source.text))
    supposed = replace(source, supposed=1)  # for its tables: in a head a number is an amount by its own unit only
    grid = spread(rows(supposed, words.heading_words))
    return _unit_unknown(_read_sheet(supposed, grid, words, head.identity(own, source.text)))


def _unit_unknown(part: Part) -> Part:
    """A sheet or a part of it with its amounts as they are printed: of money, in a unit that nobody knows."""
    if isinstance(part, Cite):
        return part.model_copy(update={"unit": Unit.OTHER}) if part.unit is Unit.YEN else part
    if isinstance(part, tuple):
        return cast("Part", tuple(map(_unit_unknown, part)))
    return (
        part.model_copy(update={name: _unit_unknown(value) for name, value in part})
        if isinstance(part, Model)
        else part
    )


def _context(grid: tuple[Row, ...], vocabulary: Vocabulary, identity: Identity) -> Context:
    """What the readers of a sheet share, its tables one below the other."""
    title_line = None if identity.project is None else identity.project.line
    project = "" if identity.project is None else identity.project.text
    context = Context(PrintedSheet(grid), identity.fiscal_year, vocabulary, title_line=title_line, project=project)
    return columns_apart(names_beside(one_below_the_other(left_then_right(brackets_apart(sides_apart(context))))))


def _read_sheet(source: Source, grid: tuple[Row, ...], vocabulary: Vocabulary, identity: Identity) -> Sheet:
    context = _context(grid, vocabulary, identity)
    blocks = tables.read(context)
    found = blocks.tables
    context = replace(context, taken=frozenset(found.taken), known=known_amounts(found.sheet))
    lines = labelled.read(context, blocks.sheet(context))
    if tables.read_flowing(context, blocks, lines.taken):  # items may add up to an amount that is known only now
        context = replace(context, taken=frozenset(found.taken), known=known_amounts(found.sheet))
        lines = labelled.read(context, blocks.sheet(context))
    found.costs += lines.costs
    found.funding += lines.funding
    written = prose.read(context, {entry.figure for _, entry in cites(found.sheet)} | lines.cited)
    shown = Sheet(
        costs=(*found.costs, *prosetables.cost_tables(written)),
        funding=(*found.funding, *prosetables.funding_tables(written)),
        totals=labelled.with_changes(context, (*found.totals, *lines.totals, *prosetables.totals(written))),
    )
    context = replace(context, known=known_amounts(shown))
    dated = blocks.dated(context)
    funded = [FundingTable(heading=section.heading, rows=tuple(rows)) for section, rows in dated if rows]
    sections = (*(section for section, _ in dated), *lines.sections)
    sections = prosetables.with_terms((*sections, *prosetables.sections(context, written, sections)), written)
    sections = (*sections, *subsidies(context, _figures(sections)))
    sections = (*sections, *prosetables.told_subsidies(written, _figures(sections)))
    sources, shared = shared_totals(shown.funding, sections)
    sheet = Sheet(
        identity=identity,
        narrative=narrative.read(grid),
        costs=shown.costs,
        totals=(*shown.totals, *shared),
        sections=sections,
        funding=(*sources, *blocks.summed(context), *funded, *lines.funded),
        indicators=(*blocks.indicators, *lines.indicators, *prosetables.indicator_tables(written)),
        national_rates=remarks.national_rates(context),
        eligible_costs=(*remarks.eligible_costs(context), *written.eligible),
        differences=tuple(found.differences),
        decisions=remarks.decisions(context),
    )
    return sheet.model_copy(update={"mentions": tuple(_mentions(source, sheet))})


def _figures(sections: tuple[Section, ...]) -> set[str | None]:
    """The figures that sections cite."""
    return {entry.figure for _, entry in cites(Sheet(sections=sections))}


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
