"""Facts made of figures of the running text, which belong to none."""

from collections.abc import Iterator

from structurer.text.scan import Kind
from structurer.text.source import Figure, Source
from tests.support.mutations.kinds import terms_of
from tests.support.mutations.reply import MEASURES, ROWS, SHAPES, Mutants, Path, Right, Tree, cite_of, row_as


def unread_figure(right: Right) -> Mutants:
    """A figure of the running text, which belongs to no table, in the place of a cite or beside it."""
    for path in right.cites:
        for figure in right.uncited:
            yield from right.recite(path, into=cite_of(figure))
    for row in right.rows:
        for figure in right.uncited:
            yield from _added(right, row, figure)


def _added(right: Right, row: Path, figure: Figure) -> Mutants:
    cells = right.at(row)["cells"]
    unused = set(MEASURES[SHAPES[str(row[0])]]) - {cell["measure"] for cell in cells}
    for measure in sorted(unused) if cells else ():
        made = cells[0] | {"measure": measure} | cite_of(figure)
        yield right.mutant(((*row, "cells"), [*cells, made]), before="", after=made)


def term_of_the_text(right: Right) -> Mutants:
    """A count or a share of the running text taken for the term of a subsidy, at the item it stands in or at another."""
    kinds = {Kind.RATIO: "rate", Kind.PERCENT: "rate", Kind.COUNT: "count", Kind.HEADCOUNT: "count"}
    own = {right.at(path)["id"] for path in terms_of(right)}
    found = [figure for figure in right.citable if figure.kind in kinds and figure.id not in own]
    for path in right.subsidies:
        given = right.at(path) or dict.fromkeys(("rate", "cap", "count", "eligible"))
        for figure in found:
            name = kinds[figure.kind]
            if given[name] is None:
                yield right.mutant((path, given | {name: cite_of(figure)}), before="", after=[name, cite_of(figure)])


def row_of_the_text(right: Right) -> Mutants:
    """A figure of the running text taken for an indicator, for staff or for an item of its own."""
    for figure in right.uncited:
        for label in _words_before(right.source, figure):
            row = {"label": label, "cells": [{"measure": "target", "year": None} | cite_of(figure)]}
            for rows in (
                ("indicators", 0, "rows"),
                ("costs", 0, "rows"),
                ("sections", 0, "items"),
                ("totals", 0, "rows"),
            ):
                yield from _one_more(right, rows, row)


def _words_before(source: Source, figure: Figure) -> Iterator[str]:
    """What may pass for the name of a figure of the running text: the words right before it, and its whole line."""
    line = source.lines[figure.line - 1]
    before = line.text[: figure.start - line.start]
    cell = before.rsplit("\t", 1)[-1].rsplit("|", 1)[-1].strip(" :：・(")
    yield from dict.fromkeys(text for text in (cell, cell[-6:], cell[-2:], line.text[:4]) if text.strip())


def _one_more(right: Right, rows: Path, row: Tree) -> Mutants:
    kind, name = str(rows[0]), str(rows[2])
    measures = {"costs": ("headcount", "regular", "project_cost")}.get(kind, (MEASURES[SHAPES[kind]][-1],))
    for measure in measures:
        made = row_as(row, kind, name, 0)
        made["cells"] = [made["cells"][0] | {"measure": measure}]
        if right.tree[kind]:
            yield right.mutant((rows, [*right.at(rows), made]), before="", after=made)
        else:
            empty = {"heading": None, **({"plan": False} if kind == "indicators" else {})}
            yield right.mutant(
                ((kind,), [empty | {key: [] for key in ROWS[kind]} | {name: [made]}]), before="", after=made
            )
