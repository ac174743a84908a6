"""Wrong replies of a model, made from the right one: every class of mistake, at every place of the reply where it applies.

A mutant is a list of changes to the reply's JSON and the words that describe it; nothing here judges what becomes of it.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise, permutations
from typing import Any, TypeAlias, get_args

from structurer.reading import wire
from structurer.reading.prompting import CITABLE
from structurer.scan import Kind
from structurer.source import Figure, Source, Unit

Json: TypeAlias = Any
Tree = dict[str, Any]
Path = tuple[str | int, ...]
Edit = tuple[Path, Json]

NOWHERE = "9,876,543"
STRANGE = "どこにもない行"
_LONGEST = 70
_MOST = 24
_ROWS = {"costs": ("rows",), "totals": ("rows",), "sections": ("items", "totals"), "funding": ("rows",),
         "indicators": ("rows",)}  # fmt: skip
_MEASURES = {
    "cost": get_args(wire.CostMeasure),
    "funding": get_args(wire.FundingMeasure),
    "amount": get_args(wire.ItemMeasure),
    "progress": get_args(wire.Progress),
}
_SHAPES = {"costs": "cost", "funding": "funding", "totals": "amount", "sections": "amount", "indicators": "progress"}
_STAGES = (None, *get_args(wire.BudgetStage))
_YEARS = (None, "前年度", "前々年度", "翌年度", "-3")
_CITE = ("id", "printed")
_PLACED = ("year", "stage")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong reply: what to put where, and for people the place with what stood there and what stands there now."""

    edits: tuple[Edit, ...]
    path: str
    before: str
    after: str

    def of(self, tree: Tree) -> Tree:
        """The reply with the mistake in it; the right one is left as it is."""
        made = tree
        for path, value in self.edits:
            made = _put(made, path, value)
        return made


@dataclass(frozen=True)
class Right:
    """The right reply to a sheet, and what of it can be mistaken."""

    source: Source
    tree: Tree

    def at(self, path: Path) -> Json:
        """What stands at a path."""
        found: Json = self.tree
        for step in path:
            found = found[step]
        return found

    def mutant(self, *edits: Edit, path: Path | None = None, before: Json = ..., after: Json = ...) -> Mutant:
        """A mutant of some changes, described by them where nothing else is said."""
        first = tuple(edits[:3])
        old = [self.at(place) for place, _ in first] if before is ... else [before]
        new = [value for _, value in first] if after is ... else [after]
        where = path if path is not None else edits[0][0]
        return Mutant(edits, "/".join(map(str, where)), _brief(old), _brief(new))

    def put(self, path: Path, value: Json) -> Iterator[Mutant]:
        """One change, where it changes anything."""
        if self.at(path) != value:
            yield self.mutant((path, value))

    def recite(self, path: Path, *, into: Json) -> Iterator[Mutant]:
        """The id and print of a cite exchanged for those of another."""
        old, new = self.at(path), {key: into[key] for key in _CITE}
        if {key: old[key] for key in _CITE} != new:
            yield self.mutant((path, old | new), before=_cited(old), after=_cited(new))

    @cached_property
    def cites(self) -> tuple[Path, ...]:
        """Every cite of the reply."""
        return tuple(_cites(self.tree, ()))

    @cached_property
    def lists(self) -> tuple[Path, ...]:
        """Every list of rows that holds one."""
        found = (
            (kind, n, name) for kind, names in _ROWS.items() for n in range(len(self.tree[kind])) for name in names
        )
        return tuple(path for path in found if self.at(path))

    @cached_property
    def rows(self) -> tuple[Path, ...]:
        """Every row."""
        return tuple((*path, n) for path in self.lists for n in range(len(self.at(path))))

    @cached_property
    def cells(self) -> tuple[Path, ...]:
        """Every cell of a row."""
        return tuple((*row, "cells", n) for row in self.rows for n in range(len(self.at(row)["cells"])))

    @cached_property
    def tables(self) -> tuple[Path, ...]:
        """Every table."""
        return tuple((kind, n) for kind in _ROWS for n in range(len(self.tree[kind])))

    @cached_property
    def subsidies(self) -> tuple[Path, ...]:
        """Every place where the terms of a subsidy may stand."""
        items = [row for row in self.rows if row[2] == "items"]
        inner = [(*row, "activities", n) for row in items for n in range(len(self.at(row)["activities"]))]
        return tuple((*path, "subsidy") for path in (*items, *inner))

    @cached_property
    def citable(self) -> tuple[Figure, ...]:
        """Every figure that a model is shown an id of."""
        return tuple(figure for figure in self.source.figures if figure.kind in CITABLE)

    @cached_property
    def uncited(self) -> tuple[Figure, ...]:
        """Those that the right reply leaves alone."""
        used = {self.at(path)["id"] for path in self.cites}
        return tuple(figure for figure in self.citable if figure.id not in used)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every name and heading of the reply."""
        rows = [self.at(row)["label"] for row in self.rows]
        headings = [self.at(table)["heading"] for table in self.tables]
        names = [value for name, value in self.tree["identity"].items() if name != "fiscal_year"]
        return tuple(dict.fromkeys(text for text in (*rows, *headings, *names) if text))

    def row_of(self, cell: Path) -> Json:
        """The row of a cell."""
        return self.at(cell[:-2])


Mutants = Iterator[Mutant]


def _put(node: Json, path: Path, value: Json) -> Json:
    if not path:
        return value
    made = copy(node)
    made[path[0]] = _put(node[path[0]], path[1:], value)
    return made


def _cites(node: Json, path: Path) -> Iterator[Path]:
    if isinstance(node, dict) and "printed" in node:
        yield path
    for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _cites(child, (*path, key))


def _brief(value: Json) -> str:
    text = _said(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _said(value: Json) -> str:
    if isinstance(value, dict) and "printed" in value:
        return " ".join(str(part) for part in (value.get("measure"), _cited(value)) if part)
    if isinstance(value, dict):
        return " ".join(_said(part) for part in value.values() if part not in (None, [], ""))
    if isinstance(value, list | tuple):
        return ", ".join(_said(part) for part in value)
    return "null" if value is None else str(value)


def _cited(cite: Json) -> str:
    return f"{cite['id'] or '?'} {cite['printed']}"


def _cite_of(figure: Figure) -> Tree:
    return {"id": figure.id, "printed": figure.printed}


def _without(rows: Sequence[Json], number: int) -> list[Json]:
    return [*rows[:number], *rows[number + 1 :]]


# ---- the print of a figure


def _altered(right: Right, change: Callable[[str], Iterable[str]], *, kept: bool) -> Mutants:
    """Every cite with another print, its id kept or dropped."""
    for path in right.cites:
        cite = right.at(path)
        for printed in change(cite["printed"]):
            yield from right.recite(path, into={"id": cite["id"] if kept else None, "printed": printed})


def _other_digit(printed: str) -> Iterator[str]:
    for place, letter in enumerate(printed):
        for step in (1, 5) if letter.isdigit() else ():
            yield f"{printed[:place]}{(int(letter) + step) % 10}{printed[place + 1 :]}"


def _transposed(printed: str) -> Iterator[str]:
    places = [place for place, letter in enumerate(printed) if letter.isdigit()]
    for one, two in pairwise(places):
        letters = list(printed)
        letters[one], letters[two] = letters[two], letters[one]
        yield "".join(letters)


def _longer_or_shorter(printed: str) -> Iterator[str]:
    places = [place for place, letter in enumerate(printed) if letter.isdigit()]
    for place in places:
        if len(places) > 1:
            yield printed[:place] + printed[place + 1 :]
        yield printed[: place + 1] + printed[place:]
    yield printed.replace(",", ".")
    yield f"{printed[: places[-1] + 1]}0{printed[places[-1] + 1 :]}"


def _other_sign(printed: str) -> Iterator[str]:
    bare = printed.lstrip("▲△-−+")
    yield from (printed,) if bare == printed else (bare, f"+{bare}")
    yield from (f"{sign}{bare}" for sign in ("▲", "△", "-") if bare == printed)


_UNITS = ("千円", "百万円", "億円", "万円", "円", "人", "件", "%")


def _other_unit(printed: str) -> Iterator[str]:
    number = printed.rstrip("円千百万億人名件団体社校点室箱台冊回箇か所%")
    yield number
    yield from (number + unit for unit in _UNITS)


def digit_id_kept(right: Right) -> Mutants:
    """Any digit of a print another one."""
    return _altered(right, _other_digit, kept=True)


def digit_id_dropped(right: Right) -> Mutants:
    """The same, and no id."""
    return _altered(right, _other_digit, kept=False)


def digits_transposed(right: Right) -> Mutants:
    """Two digits next to one another in the other order."""
    yield from _altered(right, _transposed, kept=True)
    yield from _altered(right, _transposed, kept=False)


def digit_lost_or_added(right: Right) -> Mutants:
    """A digit too few or too many, or a point for a comma."""
    yield from _altered(right, _longer_or_shorter, kept=True)
    yield from _altered(right, _longer_or_shorter, kept=False)


def sign(right: Right) -> Mutants:
    """A sign dropped or added; a figure of the other sign."""
    yield from _altered(right, _other_sign, kept=True)
    yield from _altered(right, _other_sign, kept=False)


def unit(right: Right) -> Mutants:
    """A print with another unit, or without its own."""
    yield from _altered(right, _other_unit, kept=True)
    yield from _altered(right, _other_unit, kept=False)


def _digits(printed: str) -> str:
    return "".join(letter for letter in printed if letter.isdigit())


def similar_figure(right: Right) -> Mutants:
    """Id and print of another figure whose digits are the same but for one, or the same."""
    for path in right.cites:
        own = _digits(right.at(path)["printed"])
        for figure in right.citable:
            other = _digits(figure.printed)
            if len(own) == len(other) and sum(a != b for a, b in zip(own, other, strict=True)) < 2:
                yield from right.recite(path, into=_cite_of(figure))


def id_and_print_apart(right: Right) -> Mutants:
    """The id of one figure with the print of another, or no id at all."""
    for one, two in permutations(right.cites, 2):
        if one[:-1] == two[:-1] or one[:2] == two[:2]:
            mine, other = right.at(one), right.at(two)
            yield from right.recite(one, into={"id": other["id"], "printed": mine["printed"]})
            yield from right.recite(one, into={"id": mine["id"], "printed": other["printed"]})
    for path in right.cites:
        yield from right.recite(path, into=right.at(path) | {"id": None})


def ids_astray(right: Right) -> Mutants:
    """The ids of a whole row, table or sheet dropped, or off by one, each print being right."""
    for above in (*right.rows, *right.tables, ()):
        below = [path for path in right.cites if path[: len(above)] == above]
        for change in (_no_id, _next_id, _previous_id):
            edits = [((*path, "id"), change(right.at(path)["id"])) for path in below]
            if edits:
                yield right.mutant(*edits, path=above)


def _no_id(_: str) -> None:
    return None


def _next_id(identity: str) -> str:
    return f"F{int(identity[1:]) + 1}"


def _previous_id(identity: str) -> str:
    return f"F{int(identity[1:]) - 1}"


def invented(right: Right) -> Mutants:
    """A figure that stands nowhere, or only as a year, a date, a code or a number of a list."""
    strange = [
        f for f in right.source.figures if f.kind in {Kind.YEAR, Kind.DATE, Kind.CODE, Kind.LIST_NUMBER, Kind.WORD}
    ]
    for path in right.cites:
        mine = right.at(path)
        for printed in (NOWHERE, f"{NOWHERE}千円", "▲1", "1/7", ""):
            yield from right.recite(path, into={"id": mine["id"], "printed": printed})
            yield from right.recite(path, into={"id": "F9999", "printed": printed})
        for figure in strange:
            yield from right.recite(path, into=_cite_of(figure))


def unread_figure(right: Right) -> Mutants:
    """A figure of the running text, which belongs to no table, in the place of a cite or beside it."""
    for path in right.cites:
        for figure in right.uncited:
            yield from right.recite(path, into=_cite_of(figure))
    for row in right.rows:
        for figure in right.uncited:
            yield from _added(right, row, figure)


def _added(right: Right, row: Path, figure: Figure) -> Mutants:
    cells = right.at(row)["cells"]
    unused = set(_MEASURES[_SHAPES[str(row[0])]]) - {cell["measure"] for cell in cells}
    for measure in sorted(unused) if cells else ():
        made = cells[0] | {"measure": measure} | _cite_of(figure)
        yield right.mutant(((*row, "cells"), [*cells, made]), before="", after=made)


# ---- places


def _neighbours(right: Right, rows: Path, aside: int, below: int) -> Mutants:
    """Every cell of a table with the cite of the one so many places further."""
    grid = [row["cells"] for row in right.at(rows)]
    for r, cells in enumerate(grid):
        for c in range(len(cells)):
            if 0 <= r + below < len(grid) and 0 <= c + aside < len(grid[r + below]):
                other, path = grid[r + below][c + aside], (*rows, r, "cells", c)
                yield from right.recite(path, into=other)
                yield from right.recite(path, into=other | {"id": None})


def neighbour_in_the_row(right: Right) -> Mutants:
    """The cite of the cell to the right or to the left, with its id and without."""
    for rows in right.lists:
        yield from _neighbours(right, rows, 1, 0)
        yield from _neighbours(right, rows, -1, 0)


def neighbour_in_the_column(right: Right) -> Mutants:
    """The cite of the cell below or above, with its id and without."""
    for rows in right.lists:
        yield from _neighbours(right, rows, 0, 1)
        yield from _neighbours(right, rows, 0, -1)


def cell_to_another_row(right: Right) -> Mutants:
    """A cell taken out of its row and put into another of the table, or copied there."""
    for cell in right.cells:
        rows, number = right.at(cell[:3]), int(cell[3])
        left = {"cells": _without(right.row_of(cell)["cells"], int(cell[-1]))}
        for other in range(len(rows)):
            if other != number:
                more = {"cells": [*rows[other]["cells"], right.at(cell)]}
                moved = ((*cell[:3], number, "cells"), left["cells"]), ((*cell[:3], other, "cells"), more["cells"])
                yield right.mutant(*moved, path=cell, before=right.at(cell), after=f"→ {rows[other]['label']}")
                yield right.mutant(moved[1], path=cell, before=right.at(cell), after=f"+ {rows[other]['label']}")


def cell_to_another_table(right: Right) -> Mutants:
    """A cell taken out of its table and put into the first or last row of another."""
    for cell in right.cells:
        left = ((*cell[:-1],), _without(right.row_of(cell)["cells"], int(cell[-1])))
        for rows in right.lists:
            for number in {0, len(right.at(rows)) - 1} if rows != cell[:3] else set[int]():
                target = (*rows, number, "cells")
                made = _shaped(right.at(cell), right.row_of(cell), str(rows[0]))
                more = (target, [*right.at(target), made])
                yield right.mutant(left, more, path=cell, before=right.at(cell), after=f"→ {_brief(target)}")


def _shaped(cell: Json, row: Json, kind: str) -> Tree:
    """A cell of any table as a cell of another kind of table."""
    legal = _MEASURES[_SHAPES[kind]]
    measure = cell["measure"] if cell["measure"] in legal else legal[0]
    placed = {name: cell.get(name, row.get(name)) for name in _PLACED}
    kept = {"amount": _PLACED, "progress": ("year",)}.get(_SHAPES[kind], ())
    return {"measure": measure, **{name: placed[name] for name in kept}, **{name: cell[name] for name in _CITE}}


def lost_row(right: Right) -> Mutants:
    """A row left out."""
    for row in right.rows:
        yield right.mutant((row[:-1], _without(right.at(row[:-1]), int(row[-1]))), before=right.at(row), after="lost")


def lost_cell(right: Right) -> Mutants:
    """A cell left out, or its print left blank."""
    for cell in right.cells:
        cells = right.at(cell[:-1])
        yield right.mutant((cell[:-1], _without(cells, int(cell[-1]))), path=cell, before=right.at(cell), after="lost")
        yield from right.put(cell, right.at(cell) | {"id": None, "printed": "-"})


def lost_table(right: Right) -> Mutants:
    """A table left out, or all its rows, or all tables of a kind, or all of several kinds."""
    for table in right.tables:
        left = _without(right.tree[str(table[0])], int(table[1]))
        yield right.mutant((table[:1], left), path=table, before=right.at(table), after="lost")
    for rows in right.lists:
        yield right.mutant((rows, []), after="lost")
    for kinds in (*combinations(_ROWS, 1), *combinations(_ROWS, 2)):
        if all(right.tree[kind] for kind in kinds):
            yield right.mutant(*(((kind,), []) for kind in kinds), after="lost")


def repeated_row(right: Right) -> Mutants:
    """A row given twice, next to itself or at the end; a cell given twice."""
    for row in right.rows:
        rows, number = right.at(row[:-1]), int(row[-1])
        yield right.mutant((row[:-1], [*rows[: number + 1], *rows[number:]]), path=row, before="", after=rows[number])
        yield right.mutant((row[:-1], [*rows, rows[number]]), path=row, before="", after=rows[number])
    for cell in right.cells:
        cells = right.at(cell[:-1])
        yield right.mutant((cell[:-1], [*cells, right.at(cell)]), path=cell, before="", after=right.at(cell))


def repeated_table(right: Right) -> Mutants:
    """A table given twice; its rows given again in another of its kind."""
    for table in right.tables:
        kind = right.tree[str(table[0])]
        yield right.mutant((table[:1], [*kind, right.at(table)]), path=table, before="", after=right.at(table))
    for one, two in permutations(right.lists, 2):
        if (one[0], one[2]) == (two[0], two[2]):
            yield right.mutant((one, [*right.at(one), *right.at(two)]), before="", after=right.at(two))


def row_order(right: Right) -> Mutants:
    """The rows of a table in another order, whole or their names only or their cells only."""
    for rows in right.lists:
        given = right.at(rows)
        orders = ([*given[1:], given[0]], [given[-1], *given[:-1]], given[::-1])
        for order in orders:
            yield from right.put(rows, order)
            for name in ("cells", "label"):
                edits = [((*rows, n, name), other[name]) for n, other in enumerate(order)]
                if [value for _, value in edits] != [row[name] for row in given]:
                    yield right.mutant(*edits)


def labels_swapped(right: Right) -> Mutants:
    """The names of two rows of a table swapped."""
    for rows in right.lists:
        yield from _swapped(right, [(*rows, n, "label") for n in range(len(right.at(rows)))])


def rows_cells_swapped(right: Right) -> Mutants:
    """All cells of two rows swapped, or the amounts of one measure in two rows."""
    for rows in right.lists:
        yield from _swapped(right, [(*rows, n, "cells") for n in range(len(right.at(rows)))])
    for one, two in combinations(right.cells, 2):
        if one[:3] == two[:3] and one[3] != two[3] and one[-1] == two[-1]:
            yield from _exchanged(right, [(one, two)])


def _swapped(right: Right, paths: Sequence[Path]) -> Mutants:
    for one, two in combinations(paths, 2):
        if right.at(one) != right.at(two):
            yield right.mutant((one, right.at(two)), (two, right.at(one)))


def _exchanged(right: Right, pairs: Iterable[tuple[Path, Path]]) -> Mutants:
    """The cites of some pairs of cells exchanged, all at once."""
    edits: list[Edit] = []
    for one, two in pairs:
        for path, other in ((one, two), (two, one)):
            edits.append((path, right.at(path) | {key: right.at(other)[key] for key in _CITE}))
    if any(right.at(path) != value for path, value in edits):
        yield right.mutant(*edits)


def columns_swapped_in_a_row(right: Right) -> Mutants:
    """Two cells of one row with each other's cites."""
    for row in right.rows:
        cells = [(*row, "cells", n) for n in range(len(right.at(row)["cells"]))]
        for pair in combinations(cells, 2):
            yield from _exchanged(right, [pair])


def columns_swapped(right: Right) -> Mutants:
    """Two columns swapped in all rows of a table."""
    for rows in right.lists:
        columns: dict[Json, dict[int, Path]] = defaultdict(dict)
        for cell in right.cells:
            if cell[:3] == rows:
                columns[_column(right.at(cell))][int(cell[3])] = cell
        for one, two in combinations(columns.values(), 2):
            yield from _exchanged(right, [(one[n], two[n]) for n in one if n in two])


def _column(cell: Json) -> tuple[str, ...]:
    return tuple(str(cell.get(name)) for name in ("measure", *_PLACED))


def measures_changed(right: Right) -> Mutants:
    """A cell, or a column of a table, called another measure."""
    for rows in right.lists:
        below = [cell for cell in right.cells if cell[:3] == rows]
        for measure in dict.fromkeys(right.at(cell)["measure"] for cell in below):
            own = [cell for cell in below if right.at(cell)["measure"] == measure]
            for other in _MEASURES[_SHAPES[str(rows[0])]]:
                if other != measure:
                    yield right.mutant(*(((*cell, "measure"), other) for cell in own))
                    yield right.mutant(((*own[-1], "measure"), other))


# ---- year, stage, unit


def _holders(right: Right, name: str) -> list[Path]:
    """Every part of the reply that names a year, or a stage."""
    cited = [path for path in right.cites if name in right.at(path)]
    return [*cited, *(row for row in right.rows if name in right.at(row))]


def years_swapped(right: Right) -> Mutants:
    """The years of two cells of a row, of two rows of a table, or of two columns of a table swapped."""
    for one, two in combinations(_holders(right, "year"), 2):
        if one[:-1] == two[:-1]:
            yield from _swapped(right, [(*one, "year"), (*two, "year")])
    for above in (*right.lists, *right.tables, ()):
        yield from _renamed(right, above, "year", swap=True)


def years_wrong(right: Right) -> Mutants:
    """The year of a cell, a row, a column or the whole sheet dropped or another."""
    own = dict.fromkeys(right.at(path)["year"] for path in _holders(right, "year"))
    for path in _holders(right, "year"):
        for year in dict.fromkeys((*_YEARS, *own)):
            yield from right.put((*path, "year"), year)
    for above in (*right.lists, *right.tables, ()):
        yield from _renamed(right, above, "year", swap=False)


def stages_wrong(right: Right) -> Mutants:
    """The stage of a cell, a row, a column or the whole sheet dropped, another, or swapped with another."""
    for path in _holders(right, "stage"):
        for stage in _STAGES:
            yield from right.put((*path, "stage"), stage)
    for above in (*right.lists, *right.tables, ()):
        yield from _renamed(right, above, "stage", swap=False)
        yield from _renamed(right, above, "stage", swap=True)


def _renamed(right: Right, above: Path, name: str, *, swap: bool) -> Mutants:
    """Everything of one year or stage below a path called another; swapped with what was called so before."""
    below = [path for path in _holders(right, name) if path[: len(above)] == above]
    own = list(dict.fromkeys(right.at(path)[name] for path in below))
    others = own if swap else {"year": _YEARS, "stage": _STAGES}[name]
    for one in own:
        for other in others:
            names = {one: other, other: one} if swap else {one: other}
            edits = [((*path, name), names.get(right.at(path)[name], right.at(path)[name])) for path in below]
            edits = [(path, value) for path, value in edits if right.at(path) != value]
            if edits:
                yield right.mutant(*edits, before=one, after=f"{other} ×{len(edits)}")


def indicator_unit(right: Right) -> Mutants:
    """The unit of an indicator another, or none."""
    for row in right.rows:
        if row[0] == "indicators":
            for word in (None, "%", "人", "件", "千円", "円", "ポイント", "団体", "分の"):
                yield from right.put((*row, "unit"), word)


# ---- names


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
    yield from _swapped(right, [(*table, "heading") for table in right.tables])
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
    yield from _swapped(right, [("identity", name) for name in known])


# ---- tables of another kind


def another_kind(right: Right) -> Mutants:
    """A row, or all rows of a table, moved to a table of another kind."""
    for rows in right.lists:
        for target in _targets(right, rows):
            given = right.at(rows)
            for number in range(len(given)):
                yield from _moved(right, rows, target, [number])
            if len(given) > 1:
                yield from _moved(right, rows, target, list(range(len(given))))


def _targets(right: Right, rows: Path) -> list[Path]:
    """The lists of other tables that rows could be moved to; one after the last of a kind that has none."""
    made = [(kind, 0, name) for kind, names in _ROWS.items() if not right.tree[kind] for name in names]
    known = [(*table, name) for table in right.tables for name in _ROWS[str(table[0])]]
    return [path for path in (*known, *made) if path != rows]


def _moved(right: Right, rows: Path, target: Path, numbers: Sequence[int]) -> Mutants:
    given = right.at(rows)
    kind, place, name = str(target[0]), int(target[1]), str(target[2])
    made = [_row_of(given[number], kind, name, number) for number in numbers]
    left = (rows, [row for number, row in enumerate(given) if number not in numbers])
    there = right.tree[kind]
    if place < len(there):
        more: Edit = (target, [*right.at(target), *made])
    else:
        names = {other: made if other == name else [] for other in _ROWS[kind]}
        extra = {"plan": False} if kind == "indicators" else {}
        more = ((kind,), [*there, {"heading": right.at(rows[:2])["heading"], **extra, **names}])
    said = [given[number] for number in numbers]
    yield right.mutant(left, more, path=rows, before=said, after=f"→ {'/'.join(map(str, target))}")


def _row_of(row: Json, kind: str, name: str, number: int) -> Tree:
    """A row of any table as one of another kind."""
    cells = [_shaped(cell, row, kind) for cell in row["cells"]]
    first = row["cells"][0] if row["cells"] else {}
    placed = {key: row.get(key, first.get(key)) for key in _PLACED}
    bare = {"label": row["label"], "cells": cells}
    if kind in {"costs", "funding"}:
        return bare | placed
    if kind == "indicators":
        return bare | dict.fromkeys(("field", "unit", "achievement")) | {"number": str(number + 1), "trends": []}
    if name == "items":
        lists = {key: row.get(key, []) for key in ("tags", "parts", "activities")}
        return bare | lists | {key: row.get(key) for key in ("number", "instead", "remark", "subsidy")}
    return bare


def plan_or_indicator(right: Right) -> Mutants:
    """A table of indicators called a plan's, and the other way round."""
    plans = [table for table in right.tables if table[0] == "indicators"]
    for table in plans:
        yield from right.put((*table, "plan"), not right.at(table)["plan"])
    if plans:
        yield right.mutant(*(((*table, "plan"), not right.at(table)["plan"]) for table in plans))


# ---- subsidies, eligible costs, parts, mentions


def _terms(right: Right) -> list[Path]:
    held = [(path, right.at(path)) for path in right.subsidies]
    return [(*path, name) for path, terms in held if terms for name in ("rate", "cap", "count") if terms[name]]


def rates(right: Right) -> Mutants:
    """A rate that is another, printed or not, or that is left out; the same of the national share."""
    ratios = [_cite_of(f) for f in right.citable if f.kind in {Kind.RATIO, Kind.PERCENT}]
    national = [("national_rates", n) for n in range(len(right.tree["national_rates"]))]
    for path in (*(path for path in _terms(right) if path[-1] == "rate"), *national):
        mine = right.at(path)
        made = [{"id": one, "printed": ratio} for one in (mine["id"], None) for ratio in ("1/3", "2/3", "50%", "1/20")]
        for cite in (*ratios, *made):
            yield from right.recite(path, into=cite)
    given = right.tree["national_rates"]
    for others in ([], [*given, *given], [*given, *ratios], ratios[:1], ratios[-1:]):
        yield from right.put(("national_rates",), others)


def subsidy_terms(right: Right) -> Mutants:
    """A term left out or swapped with another; a cap or a count of another place; terms at another item, or at two."""
    terms = _terms(right)
    for path in terms:
        yield from right.put(path, None)
        for figure in right.citable:
            if figure.kind in {Kind.COUNT, Kind.HEADCOUNT} and path[-1] == "count":
                yield from right.recite(path, into=_cite_of(figure))
    for one, two in combinations(terms, 2):
        if one[:-1] == two[:-1] or one[-1] == two[-1]:
            yield from _exchanged(right, [(one, two)])
    yield from _moved_terms(right)


def _moved_terms(right: Right) -> Mutants:
    for one in right.subsidies:
        yield from right.put(one, None)
        for two in right.subsidies if right.at(one) else ():
            if one != two:
                yield right.mutant((one, right.at(two)), (two, right.at(one)))
                yield from right.put(two, right.at(one))


def eligible_costs(right: Right) -> Mutants:
    """An eligible cost that is another figure, of another year or stage, or lost; a row of a table taken for some."""
    known = right.tree["eligible_costs"]
    for number, cost in enumerate(known):
        path = ("eligible_costs", number)
        yield right.mutant((path[:1], _without(known, number)), path=path, before=cost, after="lost")
        for figure in right.citable:
            if figure.is_money:
                yield from right.recite(path, into=_cite_of(figure))
    for rows, parked in _parked(right, _as_eligible):
        more = ("eligible_costs",), [*known, *parked][:_MOST]
        yield right.mutant(rows, more, before=parked, after="→ eligible costs")


def mentions(right: Right) -> Mutants:
    """The figures of a row, a table or a cell set aside as mentions of the running text."""
    for rows, parked in _parked(right, _as_mention):
        yield right.mutant(rows, (("mentions",), parked[:_MOST]), before=parked, after="→ mentions")


def outputs(right: Right) -> Mutants:
    """The figures of a row or a table set aside as what an activity brings about."""
    activities = [path[:-1] for path in right.subsidies if "activities" in path]
    for rows, parked in _parked(right, _as_output):
        for activity in activities[:2]:
            if rows[0][:4] != activity[:4] and rows[0] != activity[:3]:
                there = (*activity, "outputs")
                more = there, [*right.at(there), *parked][:_MOST]
                yield right.mutant(rows, more, before=parked, after="→ outputs")


def _parked(right: Right, shape: Callable[[Json, Json], Tree]) -> Iterator[tuple[Edit, list[Tree]]]:
    """A cell, a row, or the rows of a table taken out, and what they become elsewhere."""
    for cell in right.cells:
        parked = [shape(right.row_of(cell), right.at(cell))]
        yield (cell[:-1], _without(right.at(cell[:-1]), int(cell[-1]))), parked
    for row in right.rows:
        parked = [shape(right.at(row), cell) for cell in right.at(row)["cells"]]
        yield (row[:-1], _without(right.at(row[:-1]), int(row[-1]))), parked
    for rows in right.lists:
        yield (rows, []), [shape(row, cell) for row in right.at(rows) for cell in row["cells"]]


def _as_eligible(row: Json, cell: Json) -> Tree:
    placed = {name: cell.get(name, row.get(name)) for name in _PLACED}
    return {"label": row["label"], **placed, **{name: cell[name] for name in _CITE}}


def _as_mention(row: Json, cell: Json) -> Tree:
    return {"text": row["label"], **{name: cell[name] for name in _CITE}}


def _as_output(row: Json, cell: Json) -> Tree:
    return {"label": row["label"], **{name: cell[name] for name in _CITE}}


def parts(right: Right) -> Mutants:
    """A part of an item lost, called an amount, or given to another item; an item or a cell called a part of another."""
    items = [row for row in right.rows if row[2] == "items"]
    for row in items:
        given = right.at(row)["parts"]
        for number, part in enumerate(given):
            left = ((*row, "parts"), _without(given, number))
            yield right.mutant(left, path=left[0], before=part, after="lost")
            amount = {"measure": "amount"} | {name: part[name] for name in (*_PLACED, *_CITE)}
            more = ((*row, "cells"), [*right.at(row)["cells"], amount])
            yield right.mutant(left, more, path=left[0], before=part, after="→ cells")
            yield from _given_away(right, left, part, [other for other in items if other != row])
    for row, other in permutations(items, 2):
        if row[:3] == other[:3]:
            yield from _made_parts(right, row, other)


def _given_away(right: Right, left: Edit, part: Json, others: Iterable[Path]) -> Mutants:
    for other in others:
        more = ((*other, "parts"), [*right.at(other)["parts"], part])
        yield right.mutant(left, more, path=left[0], before=part, after=f"→ {right.at(other)['label']}")


def _made_parts(right: Right, row: Path, other: Path) -> Mutants:
    made = [{"label": right.at(row)["label"]} | {key: cell[key] for key in (*_PLACED, *_CITE)}
            for cell in right.at(row)["cells"]]  # fmt: skip
    rows, number = right.at(row[:-1]), int(row[-1])
    changed = [dict(item, parts=[*item["parts"], *made]) if n == other[-1] else item for n, item in enumerate(rows)]
    yield right.mutant(
        (row[:-1], _without(changed, number)), path=row, before=rows[number], after=f"part of {other[-1]}"
    )


# ---- facts made of figures that belong to none


def term_of_the_text(right: Right) -> Mutants:
    """A count or a share of the running text taken for the term of a subsidy, at the item it stands in or at another."""
    kinds = {Kind.RATIO: "rate", Kind.PERCENT: "rate", Kind.COUNT: "count", Kind.HEADCOUNT: "count"}
    own = {right.at(path)["id"] for path in _terms(right)}
    found = [figure for figure in right.citable if figure.kind in kinds and figure.id not in own]
    for path in right.subsidies:
        given = right.at(path) or dict.fromkeys(wire.Subsidy.model_fields)
        for figure in found:
            name = kinds[figure.kind]
            if given[name] is None:
                yield right.mutant((path, given | {name: _cite_of(figure)}), before="", after=[name, _cite_of(figure)])


def row_of_the_text(right: Right) -> Mutants:
    """A figure of the running text taken for an indicator, for staff or for an item of its own."""
    for figure in right.uncited:
        for label in _words_before(right.source, figure):
            row = {"label": label, "cells": [{"measure": "target", "year": None} | _cite_of(figure)]}
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
    measures = {"costs": ("headcount", "regular", "project_cost")}.get(kind, (_MEASURES[_SHAPES[kind]][-1],))
    for measure in measures:
        made = _row_of(row, kind, name, 0)
        made["cells"] = [made["cells"][0] | {"measure": measure}]
        if right.tree[kind]:
            yield right.mutant((rows, [*right.at(rows), made]), before="", after=made)
        else:
            empty = {"heading": None, **({"plan": False} if kind == "indicators" else {})}
            yield right.mutant(
                ((kind,), [empty | {key: [] for key in _ROWS[kind]} | {name: [made]}]), before="", after=made
            )


# ---- several mistakes that hide each other


def compensating(right: Right) -> Mutants:
    """Two cells of a column with other figures of the sheet that have the same sum."""
    values: dict[int, list[Figure]] = defaultdict(list)
    for figure in right.citable:
        if figure.is_money and (amount := figure.amount(Unit.YEN)) is not None and amount.lstrip("-").isdigit():
            values[int(amount)].append(figure)
    own = {figure.id: value for value, figures in values.items() for figure in figures}
    for one, two in combinations(right.cells, 2):
        first, second = own.get(right.at(one)["id"] or ""), own.get(right.at(two)["id"] or "")
        same = one[:3] == two[:3] and _column(right.at(one)) == _column(right.at(two))
        if same and first is not None and second is not None:
            yield from _same_sum(right, (one, two), first + second, values)


def _same_sum(right: Right, pair: tuple[Path, Path], total: int, values: dict[int, list[Figure]]) -> Mutants:
    for value, figures in values.items():
        for one, two in zip(figures, values.get(total - value, []), strict=False):
            made = [right.at(path) | _cite_of(figure) for path, figure in zip(pair, (one, two), strict=True)]
            if [cell["id"] for cell in made] != [right.at(path)["id"] for path in pair] and one.id != two.id:
                yield right.mutant(*zip(pair, made, strict=True))


def swapped_twice(right: Right) -> Mutants:
    """Two rows with each other's amounts in two tables or in all columns but one; names and amounts both swapped."""
    for one, two in combinations(right.rows, 2):
        if one[:3] == two[:3]:
            cells = list(zip(_cells_of(right, one), _cells_of(right, two), strict=False))
            for kept in range(len(cells)):
                yield from _exchanged(right, _without(cells, kept))
    by_stage: dict[Json, list[Path]] = defaultdict(list)
    for cell in right.cells:
        row = right.row_of(cell)
        by_stage[tuple(str(right.at(cell).get(name, row.get(name))) for name in _PLACED)].append(cell)
    for first, second in combinations(by_stage.values(), 2):
        yield from _exchanged(right, _alike(right, first, second))


def _cells_of(right: Right, row: Path) -> list[Path]:
    return [(*row, "cells", n) for n in range(len(right.at(row)["cells"]))]


def _alike(right: Right, first: Sequence[Path], second: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Cells of the same table and measure at two stages, one of each: request and decision taken for one another."""
    found: dict[Json, Path] = {(path[:2], right.at(path)["measure"]): path for path in second}
    pairs: dict[Path, Path] = {}
    for path in first:
        other = found.pop((path[:2], right.at(path)["measure"]), None)
        if other is not None:
            pairs[path] = other
    return list(pairs.items())


def two_at_once(right: Right) -> Mutants:
    """Two mistakes of different kinds in different places."""
    kinds = (neighbour_in_the_row, neighbour_in_the_column, lost_row, lost_cell, labels_swapped, stages_wrong, years_wrong,
             wrong_label, wrong_heading, unread_figure, mentions, similar_figure, another_kind, identity)  # fmt: skip
    picker = random.Random(right.source.name)  # noqa: S311  # a sample, not a secret
    made = [list(kind(right)) for kind in kinds]
    for one, two in combinations([found for found in made if found], 2):
        for _ in range(3):
            yield from _both(picker.choice(one), picker.choice(two))


def _both(one: Mutant, two: Mutant) -> Mutants:
    """Both mutants in one, where neither touches what the other changes."""
    for first, _ in one.edits:
        for second, _ in two.edits:
            shorter = min(len(first), len(second))
            if first[:shorter] == second[:shorter]:
                return
    said = (f"{x}; {y}" for x, y in ((one.path, two.path), (one.before, two.before), (one.after, two.after)))
    yield Mutant((*one.edits, *two.edits), *said)


# ---- what the facts do not hold


def free_text(right: Right) -> Mutants:
    """Remarks, tags, methods, numbers and other words of the reply, dropped, invented or of another row."""
    names = ("number", "instead", "remark", "field", "achievement", "method", "eligible")
    for path, node in _nodes(right.tree, ()):
        for name in names:
            if name in node:
                for value in (None, "皆増", "3", STRANGE):
                    yield from right.put((*path, name), value)
        for name in ("tags", "trends"):
            if name in node:
                yield from right.put((*path, name), ["新"])
                yield from right.put((*path, name), [])
    for decided in ([], ["一般事業査定:保留"], [STRANGE]):
        yield from right.put(("decisions",), decided)


def activities(right: Right) -> Mutants:
    """An activity lost, repeated or renamed; an output that is another figure, or lost."""
    for path, node in _nodes(right.tree, ()):
        for name in ("activities", "outputs"):
            for number in range(len(node.get(name, ()))):
                given, place = node[name], (*path, name)
                yield right.mutant((place, _without(given, number)), before=given[number], after="lost")
                yield right.mutant((place, [*given, given[number]]), before="", after=given[number])
                yield from right.put((*place, number, "label"), STRANGE)


def _nodes(node: Json, path: Path) -> Iterator[tuple[Path, Tree]]:
    if isinstance(node, dict):
        yield path, node
    for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from _nodes(child, (*path, key))


CLASSES: dict[str, Callable[[Right], Mutants]] = {
    "digit, id kept": digit_id_kept,
    "digit, id dropped": digit_id_dropped,
    "digits transposed": digits_transposed,
    "digit lost or added": digit_lost_or_added,
    "figure of the same or similar digits": similar_figure,
    "id and print apart": id_and_print_apart,
    "ids dropped or off by one": ids_astray,
    "sign": sign,
    "unit of the print": unit,
    "unit of an indicator": indicator_unit,
    "figure from nowhere, a year or a code": invented,
    "figure of the running text": unread_figure,
    "neighbour in the row": neighbour_in_the_row,
    "neighbour in the column": neighbour_in_the_column,
    "term made of the running text": term_of_the_text,
    "row made of the running text": row_of_the_text,
    "cell to another row": cell_to_another_row,
    "cell to another table": cell_to_another_table,
    "row lost": lost_row,
    "cell lost": lost_cell,
    "table lost": lost_table,
    "row or cell repeated": repeated_row,
    "table repeated": repeated_table,
    "order of rows": row_order,
    "names of two rows swapped": labels_swapped,
    "cells of two rows swapped": rows_cells_swapped,
    "two columns swapped in a row": columns_swapped_in_a_row,
    "two columns swapped": columns_swapped,
    "another measure": measures_changed,
    "years swapped": years_swapped,
    "another year": years_wrong,
    "another stage": stages_wrong,
    "another name": wrong_label,
    "name cut or glued": cut_label,
    "another heading": wrong_heading,
    "headings swapped": headings_swapped,
    "head of the sheet": identity,
    "row in a table of another kind": another_kind,
    "plan and indicator": plan_or_indicator,
    "rate": rates,
    "terms of a subsidy": subsidy_terms,
    "eligible cost": eligible_costs,
    "parts of an item": parts,
    "set aside as mentions": mentions,
    "set aside as outputs": outputs,
    "two figures with the same sum": compensating,
    "swapped in several places": swapped_twice,
    "two mistakes at once": two_at_once,
    "activities": activities,
    "words outside the facts": free_text,
}
"""The classes of mistakes, in the order of the report."""

OUTSIDE = frozenset({"words outside the facts"})
"""Classes that change nothing the facts hold."""
