"""The right reply to a sheet, the places in it where one can err, and how a mistake is put in."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, TypeAlias, get_args

from structurer.reading import wire
from structurer.reading.prompting import CITABLE
from structurer.sheet.model import TABLE_MEASURES, Measure, Table
from structurer.text.source import Figure, Source

Json: TypeAlias = Any
Tree = dict[str, Any]
Path = tuple[str | int, ...]
Edit = tuple[Path, Json]

NOWHERE = "9,876,543"
STRANGE = "どこにもない行"
_LONGEST = 70
MOST = 24
ROWS = {"costs": ("rows",), "totals": ("rows",), "sections": ("items", "totals"), "funding": ("rows",),
         "indicators": ("rows",)}  # fmt: skip
MEASURES = {
    "cost": (*TABLE_MEASURES[Table.COST], *TABLE_MEASURES[Table.STAFF]),
    "funding": TABLE_MEASURES[Table.FUNDING],
    "amount": (Measure.AMOUNT, Measure.CHANGE),
    "progress": TABLE_MEASURES[Table.INDICATOR],
}
SHAPES = {"costs": "cost", "funding": "funding", "totals": "amount", "sections": "amount", "indicators": "progress"}
STAGES = (None, *(stage.value for stage in get_args(wire.BudgetStage) if stage))
YEARS = (None, "前年度", "前々年度", "翌年度", "-3")
CITE = ("id", "printed")
PLACED = ("year", "stage")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong reply: what to put where, and for people the place with what stood there and what stands there now."""

    edits: tuple[Edit, ...]
    place: Path
    old: Json
    new: Json

    @property
    def path(self) -> str:
        """The place in one line."""
        return "/".join(map(str, self.place))

    @property
    def before(self) -> str:
        """What stood there in one short line."""
        return brief(self.old)

    @property
    def after(self) -> str:
        """What stands there now in one short line."""
        return brief(self.new)

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
        return Mutant(edits, path if path is not None else edits[0][0], old, new)

    def put(self, path: Path, value: Json) -> Iterator[Mutant]:
        """One change, where it changes anything."""
        if self.at(path) != value:
            yield self.mutant((path, value))

    def recite(self, path: Path, *, into: Json) -> Iterator[Mutant]:
        """The id and print of a cite exchanged for those of another."""
        old, new = self.at(path), {key: into[key] for key in CITE}
        if {key: old[key] for key in CITE} != new:
            yield self.mutant((path, old | new), before={key: old[key] for key in CITE}, after=new)

    @cached_property
    def cites(self) -> tuple[Path, ...]:
        """Every cite of the reply."""
        return tuple(_cites(self.tree, ()))

    @cached_property
    def lists(self) -> tuple[Path, ...]:
        """Every list of rows that holds one."""
        found = ((kind, n, name) for kind, names in ROWS.items() for n in range(len(self.tree[kind])) for name in names)
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
        return tuple((kind, n) for kind in ROWS for n in range(len(self.tree[kind])))

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


def brief(value: Json) -> str:
    """A part of a reply in one short line for people."""
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


def cite_of(figure: Figure) -> Tree:
    """The id and print of a figure, as a right cite gives them."""
    return {"id": figure.id, "printed": figure.printed}


def without(rows: Sequence[Json], number: int) -> list[Json]:
    """A list without one of its members."""
    return [*rows[:number], *rows[number + 1 :]]


def shaped(cell: Json, row: Json, kind: str) -> Tree:
    """A cell of any table as a cell of another kind of table."""
    legal = MEASURES[SHAPES[kind]]
    measure = cell["measure"] if cell["measure"] in legal else legal[0]
    placed = {name: cell.get(name, row.get(name)) for name in PLACED}
    kept = {"amount": PLACED, "progress": ("year",)}.get(SHAPES[kind], ())
    return {"measure": measure, **{name: placed[name] for name in kept}, **{name: cell[name] for name in CITE}}


def swapped(right: Right, paths: Sequence[Path]) -> Mutants:
    """Any two of some parts of the reply in each other's place."""
    for one, two in combinations(paths, 2):
        if right.at(one) != right.at(two):
            yield right.mutant((one, right.at(two)), (two, right.at(one)))


def exchanged(right: Right, pairs: Iterable[tuple[Path, Path]]) -> Mutants:
    """The cites of some pairs of cells exchanged, all at once."""
    edits: list[Edit] = []
    for one, two in pairs:
        for path, other in ((one, two), (two, one)):
            edits.append((path, right.at(path) | {key: right.at(other)[key] for key in CITE}))
    if any(right.at(path) != value for path, value in edits):
        yield right.mutant(*edits)


def column_of(cell: Json) -> tuple[str, ...]:
    """What tells a cell's column from the others of its row."""
    return tuple(str(cell.get(name)) for name in ("measure", *PLACED))


def row_as(row: Json, kind: str, name: str, number: int) -> Tree:
    """A row of any table as one of another kind."""
    cells = [shaped(cell, row, kind) for cell in row["cells"]]
    first = row["cells"][0] if row["cells"] else {}
    placed = {key: row.get(key, first.get(key)) for key in PLACED}
    bare = {"label": row["label"], "cells": cells}
    if kind in {"costs", "funding"}:
        return bare | placed
    if kind == "indicators":
        return bare | dict.fromkeys(("field", "unit", "achievement")) | {"number": str(number + 1), "trends": []}
    if name == "items":
        lists = {key: row.get(key, []) for key in ("tags", "parts", "activities")}
        return bare | lists | {key: row.get(key) for key in ("number", "instead", "remark", "subsidy")}
    return bare
