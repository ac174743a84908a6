"""The record as tables: a row for each row of the sheet, a column for each measure, year and stage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from structurer.language import say
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import field_name, loose_name
from structurer.report.page.marks import State, states
from structurer.report.page.proofs import CellProof, table_proofs
from structurer.report.proof_view import PointView
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite, Table

_Column = tuple[str, ...]
_ROW_STEPS = 4
"""Steps of a path that name a row: `costs.0.rows.1`."""
_FAR = 10**9
"""The distance of a field that stands on no line: behind every other."""


@dataclass(frozen=True, slots=True)
class FieldCell:
    """One field: what it cites, and what became of it (`ungrounded` where it cites nothing and no person said so)."""

    path: str
    figure: str
    printed: str
    line: int | None
    state: str
    name: str
    proof: CellProof | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its label with the path it is corrected at, and for each column its cells."""

    path: str
    label: str
    label_path: str
    label_line: int | None
    note: str
    cells: tuple[tuple[FieldCell, ...], ...]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One table of the sheet; `shared` are the points by which most of its amounts are proved."""

    kind: str
    heading: str
    heading_path: str
    heading_line: int | None
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    shared: tuple[PointView, ...] = ()


def grids(indexed: IndexedRecord) -> tuple[RecordTable, ...]:
    """Every table, in the order of the sheet; fields outside the facts come last."""
    known = states(indexed)
    groups: dict[tuple[str, int, bool], list[Fact]] = {}
    for fact in indexed.facts.values():
        groups.setdefault(_table(fact), []).append(fact)
    made = [_grid(indexed, found, known) for found in groups.values()]
    loose = [path for path in indexed.cites if path not in indexed.facts]
    return (*made, *([_loose(indexed, loose, known)] if loose else []))


def _table(fact: Fact) -> tuple[str, int, bool]:
    return (str(fact.path[0]), int(fact.path[1]), fact.table is Table.SUBSIDY)


def _row_of(fact: Fact) -> tuple[str | int, ...]:
    """The path of the row: a part of an item and an activity are rows of their own."""
    for word in ("breakdown", "activities"):
        if word in fact.path:
            return fact.path[: fact.path.index(word) + 2]
    return fact.path[:_ROW_STEPS]


def _grid(indexed: IndexedRecord, found: list[Fact], known: Mapping[str, State]) -> RecordTable:
    rows = [list(cells) for _, cells in groupby(found, key=_row_of)]
    apart = all(len({(cell.year_offset, cell.stage) for cell in row}) == 1 for row in rows)
    fullest = sorted(rows, key=len, reverse=True)  # its order is the one the table prints
    columns = list(dict.fromkeys(_column(cell, apart=apart) for row in fullest for cell in row))
    first, proofs = found[0], table_proofs(indexed, found)
    kinds = dict.fromkeys(phrases.table(fact.table) for fact in found if fact.table is not Table.SUBSIDY)
    return RecordTable(
        kind="・".join(kinds) or phrases.table(first.table),
        heading=first.section,
        heading_path=f"{first.path[0]}.{first.path[1]}.heading",
        heading_line=None if first.heading is None else first.heading.line,
        columns=tuple(_column_name(column) for column in columns),
        rows=tuple(_row(_View(indexed, known, proofs.cells), row, columns, apart=apart) for row in rows),
        shared=proofs.shared,
    )


def _column(fact: Fact, *, apart: bool) -> _Column:
    return (fact.measure,) if apart else (fact.measure, str(fact.year_offset), fact.stage)


def _column_name(column: _Column) -> str:
    measure = phrases.measure(column[0]).replace("_", " ")  # so that a narrow column can break it
    if len(column) == 1:
        return measure
    year = "" if column[1] == "0" else phrases.year(int(column[1]))
    return " ".join(word for word in (measure, year, phrases.stage(column[2])) if word)


@dataclass(frozen=True, slots=True)
class _View:
    """The table that is being made: the state of each figure and the proof of each field."""

    indexed: IndexedRecord
    known: Mapping[str, State]
    proofs: Mapping[str, CellProof]

    def cell(self, fact: Fact) -> FieldCell:
        """A field with its proof."""
        path = ".".join(map(str, fact.path))
        return replace(_made(self.indexed, path, fact.cite, self.known, field_name(fact)), proof=self.proofs.get(path))


def _row(view: _View, row: list[Fact], columns: list[_Column], *, apart: bool) -> GridRow:
    first, way = row[0], _row_of(row[0])
    path = ".".join(map(str, way))
    year = "" if first.year_offset == 0 else phrases.year(first.year_offset)
    note = " ".join(word for word in (year, phrases.stage(first.stage)) if word) if apart else ""
    cells = tuple(tuple(view.cell(fact) for fact in row if _column(fact, apart=apart) == column) for column in columns)
    return GridRow(path, first.row, f"{path}.label", first.label.line, note, cells)


def _made(indexed: IndexedRecord, path: str, cite: Cite, known: Mapping[str, State], name: str) -> FieldCell:
    figure = cite.figure if cite.figure in indexed.source.by_id else None
    return FieldCell(path, figure or "", cite.printed, cite.line, _state(indexed, path, cite, known), name)


def _state(indexed: IndexedRecord, path: str, cite: Cite, known: Mapping[str, State]) -> str:
    if any(path in result.paths for result in indexed.open):
        return State.FINDING.value
    if cite.corrected:
        return "entered"
    return known.get(cite.figure or "", State.CITED).value


def _loose(indexed: IndexedRecord, paths: Iterable[str], known: Mapping[str, State]) -> RecordTable:
    rows = tuple(_loose_row(indexed, path, known) for path in paths)
    return RecordTable(say("その他の数字", "other figures"), "", "", None, (say("数字", "figure"),), rows)


def _loose_row(indexed: IndexedRecord, path: str, known: Mapping[str, State]) -> GridRow:
    cell = _made(indexed, path, indexed.cites[path], known, loose_name(path))
    return GridRow(path.removesuffix(".cite"), loose_name(path), "", None, "", ((cell,),))


def rows_to_add_to(indexed: IndexedRecord, line: int) -> list[tuple[str, str]]:
    """The lists of cells that an amount may be added to, by path, each with its words; those near a line first."""
    names: dict[str, str] = {}
    away: dict[str, int] = {}
    for fact in indexed.facts.values():
        if fact.path[-3] in {"cells", "staff"}:
            path = ".".join(map(str, fact.path[:-2]))
            words = (phrases.table(fact.table), fact.section, fact.row)
            names.setdefault(path, " / ".join(word for word in words if word))
            away[path] = min(away.get(path, _FAR), abs((fact.cite.line or _FAR) - line))
    return sorted(names.items(), key=lambda found: away[found[0]])
