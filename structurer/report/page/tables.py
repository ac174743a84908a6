"""The record as tables: a row for each row of the sheet, a column for each measure and stage, what is 0 throughout apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from structurer.language import say
from structurer.report import phrases
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import field_name, loose_name
from structurer.report.page.columns import TableColumn, TableShape, columns, own_year_first
from structurer.report.page.marks import State, states
from structurer.report.page.proofs import CellProof, table_proofs
from structurer.report.proof_view import PointView
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite, Table
from structurer.text.era import western_year
from structurer.text.words import squeeze

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
    is_zero: bool = False
    proof: CellProof | None = None

    @property
    def is_settled(self) -> bool:
        """True where nothing is asked about it: no finding, no missing point, no value of a person's."""
        return self.state == State.CITED.value and (self.proof is None or not self.proof.missing)


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
class ZeroColumns:
    """The columns of a table in which every amount is 0, with the rows that have one."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]

    def holds(self, paths: Iterable[str]) -> bool:
        """True where one of some fields stands in them."""
        wanted = set(paths)
        return any(cell.path in wanted for row in self.rows for cells in row.cells for cell in cells)


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One table of the sheet.

    Attributes:
        zeros: its columns of nothing but 0; None where there are none, or nothing else.
        shared: the points by which most of its amounts are proved.
    """

    kind: str
    heading: str
    heading_path: str
    heading_line: int | None
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    zeros: ZeroColumns | None = None
    shared: tuple[PointView, ...] = ()

    @property
    def every_row(self) -> Iterator[GridRow]:
        """Every row, those of the zeros too."""
        yield from self.rows
        yield from () if self.zeros is None else self.zeros.rows


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
    printed = [list(cells) for _, cells in groupby(found, key=_row_of)]
    shape = TableShape.of(printed)
    rows = printed if shape.by_year else own_year_first(printed)
    first, proofs = found[0], table_proofs(indexed, found)
    own, year = columns(rows, shape), indexed.record.sheet.identity.fiscal_year
    view = _View(indexed, known, proofs.cells, shape, year)
    kinds = dict.fromkeys(phrases.table(fact.table) for fact in found if fact.table is not Table.SUBSIDY)
    whole = RecordTable(
        kind="・".join(kinds) or phrases.table(first.table),
        heading=first.section,
        heading_path=f"{first.path[0]}.{first.path[1]}.heading",
        heading_line=None if first.heading is None else first.heading.line,
        columns=tuple(column.name(year) for column in own),
        rows=tuple(_row(view, row, own) for row in rows),
        shared=proofs.shared,
    )
    return _folded(whole)


def _folded(table: RecordTable) -> RecordTable:
    """The table without the columns in which every amount is 0 and settled, and these apart; as it is where nothing else is."""
    places = range(len(table.columns))
    zero = [at for at in places if all(one.is_zero and one.is_settled for row in table.rows for one in row.cells[at])]
    kept = [at for at in places if at not in zero]
    if not zero or not kept:
        return table
    apart = ZeroColumns(tuple(table.columns[at] for at in zero), tuple(_of(table.rows, zero)))
    return replace(
        table, columns=tuple(table.columns[at] for at in kept), rows=tuple(_of(table.rows, kept)), zeros=apart
    )


def _of(rows: Iterable[GridRow], places: Sequence[int]) -> Iterator[GridRow]:
    """Some columns of those rows that have an amount in them."""
    for row in rows:
        cells = tuple(row.cells[at] for at in places)
        if any(cells):
            yield replace(row, cells=cells)


@dataclass(frozen=True, slots=True)
class _View:
    """The table that is being made: the state of each figure, the proof of each field, and what its rows settle."""

    indexed: IndexedRecord
    known: Mapping[str, State]
    proofs: Mapping[str, CellProof]
    shape: TableShape
    fiscal_year: int | None

    def cell(self, fact: Fact) -> FieldCell:
        """A field with its proof."""
        path = ".".join(map(str, fact.path))
        return replace(_made(self.indexed, path, fact.cite, self.known, field_name(fact)), proof=self.proofs.get(path))

    def note(self, fact: Fact) -> str:
        """The year and the stage that a row settles for its amounts, but for what its label says already."""
        year = "" if self.shape.by_year else phrases.year_of(fact.year_offset, self.fiscal_year)
        named = western_year(fact.row)
        if fact.year_offset == 0 or (named is not None and named - fact.year_offset == self.fiscal_year):
            year = ""
        stage = "" if self.shape.by_stage else phrases.stage(fact.stage)
        stage = "" if stage in squeeze(fact.row) else stage
        return " ".join(word for word in (year, stage) if word)


def _row(view: _View, row: Sequence[Fact], own: Iterable[TableColumn]) -> GridRow:
    first, path = row[0], ".".join(map(str, _row_of(row[0])))
    cells = tuple(
        tuple(view.cell(fact) for fact in row if TableColumn.of(fact, view.shape) == column) for column in own
    )
    return GridRow(path, first.row, f"{path}.label", first.label.line, view.note(first), cells)


def _made(indexed: IndexedRecord, path: str, cite: Cite, known: Mapping[str, State], name: str) -> FieldCell:
    figure = cite.figure if cite.figure in indexed.source.by_id else None
    state = _state(indexed, path, cite, known)
    return FieldCell(path, figure or "", cite.printed, cite.line, state, name, is_zero=cite.value == 0)


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
