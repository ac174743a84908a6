"""Mistakes in what an amount is called: its year, stage, unit, row, heading, and the head of the sheet."""

from collections.abc import Iterator
from itertools import combinations

from structurer.text.scan import Kind
from tests.support.mutations.reply import STAGES, STRANGE, YEARS, Mutants, Path, Right, swapped


def _holders(right: Right, name: str) -> list[Path]:
    """Every part of the reply that names a year, or a stage."""
    cited = [path for path in right.cites if name in right.at(path)]
    return [*cited, *(row for row in right.rows if name in right.at(row))]


def years_swapped(right: Right) -> Mutants:
    """The years of two cells of a row, of two rows of a table, or of two columns of a table swapped."""
    for one, two in combinations(_holders(right, "year"), 2):
        if one[:-1] == two[:-1]:
            yield from swapped(right, [(*one, "year"), (*two, "year")])
    for above in (*right.lists, *right.tables, ()):
        yield from _renamed(right, above, "year", swap=True)


def years_wrong(right: Right) -> Mutants:
    """The year of a cell, a row, a column or the whole sheet dropped or another."""
    own = dict.fromkeys(right.at(path)["year"] for path in _holders(right, "year"))
    for path in _holders(right, "year"):
        for year in dict.fromkeys((*YEARS, *own)):
            yield from right.put((*path, "year"), year)
    for above in (*right.lists, *right.tables, ()):
        yield from _renamed(right, above, "year", swap=False)


def stages_wrong(right: Right) -> Mutants:
    """The stage of a cell, a row, a column or the whole sheet dropped, another, or swapped with another."""
    for path in _holders(right, "stage"):
        for stage in STAGES:
            yield from right.put((*path, "stage"), stage)
    for above in (*right.lists, *right.tables, ()):
        yield from _renamed(right, above, "stage", swap=False)
        yield from _renamed(right, above, "stage", swap=True)


def _renamed(right: Right, above: Path, name: str, *, swap: bool) -> Mutants:
    """Everything of one year or stage below a path called another; swapped with what was called so before."""
    below = [path for path in _holders(right, name) if path[: len(above)] == above]
    own = list(dict.fromkeys(right.at(path)[name] for path in below))
    others = own if swap else {"year": YEARS, "stage": STAGES}[name]
    for one in own:
        for other in others:
            names = {one: other, other: one} if swap else {one: other}
            edits = [((*path, name), names.get(right.at(path)[name], right.at(path)[name])) for path in below]
            edits = [(path, value) for path, value in edits if right.at(path) != value]
            if edits:
                yield right.mutant(*edits, before=one, after=f"{other} ×{len(edits)}")


def wrong_label(right: Right) -> Mutants:
    """A row with another name of the sheet, with one that stands nowhere, or with none."""
    for row in right.rows:
        for text in (*right.labels, STRANGE, "", "合計", "計"):
            yield from right.put((*row, "label"), text)


def cut_label(right: Right) -> Mutants:
    """A row whose name lacks a letter, has one too many, or is glued to what is printed beside it."""
    for row in right.rows:
        for text in _bent(right, right.at(row)["label"]):
            yield from right.put((*row, "label"), text)


def _bent(right: Right, text: str) -> Iterator[str]:
    yield from (text[:-1], text[1:], text[:-2], text[2:], text[: len(text) // 2], text[len(text) // 2 :])
    yield from (f"{text}費", f"{text}の", f"【新】{text}", f"{text}【拡】", f"(1){text}", f"⟦F1⟧{text}", f"{text} 計")
    for line in right.source.lines:
        place = line.text.find(text)
        if place >= 0:
            end = place + len(text)
            yield from (line.text[max(0, place - 2) : end], line.text[place : end + 2], line.text[place : end + 8])
            return


def wrong_heading(right: Right) -> Mutants:
    """A table under no heading, under another name of the sheet, under one that stands nowhere or is cut."""
    for table in right.tables:
        heading = right.at(table)["heading"]
        bent = () if heading is None else _bent(right, heading)
        for text in (None, *right.labels, STRANGE, *bent):
            yield from right.put((*table, "heading"), text)


def headings_swapped(right: Right) -> Mutants:
    """The headings of two tables swapped; every heading dropped."""
    yield from swapped(right, [(*table, "heading") for table in right.tables])
    edits = [((*table, "heading"), None) for table in right.tables]
    if any(right.at(table)["heading"] for table in right.tables):
        yield right.mutant(*edits)


def identity(right: Right) -> Mutants:
    """A name of the head of the sheet dropped, another, or cut; two of them swapped; another year, printed or not."""
    known = right.tree["identity"]
    years = [figure.printed for figure in right.source.figures if figure.kind is Kind.YEAR]
    for name, text in known.items():
        bent = _bent(right, text) if text else ()
        others = (*dict.fromkeys(years), "令和3年度", "R1") if name == "fiscal_year" else (*right.labels, STRANGE)
        for value in (None, "", *others, *bent):
            yield from right.put(("identity", name), value)
    yield from swapped(right, [("identity", name) for name in known])
