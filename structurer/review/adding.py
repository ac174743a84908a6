"""Rows and amounts that a person adds."""

from collections.abc import Callable

from structurer.errors import MeasureMisplaced
from structurer.record.correction import AddCell, AddRow, NewCell
from structurer.review import tree, value
from structurer.review.sheet_edit import PARTS, SheetEdit, label, refuse_twice
from structurer.review.tree import Node, Steps, steps
from structurer.sheet.model import Measure, Table
from structurer.sheet.names import MEASURES, UNIT_NAMES, both

_STAFF = {Measure.REGULAR, Measure.FISCAL_YEAR_APPOINTED, Measure.SPECIAL, Measure.HEADCOUNT}


def add_cell(edit: SheetEdit, wanted: AddCell) -> None:
    """An amount more in a row, or in the terms of a subsidy."""
    way = steps(wanted.path)
    table = _table(way)
    if way[-1] == "subsidy":
        _add_term(edit, way, wanted.cell)
    elif way[-1] in {"cells", "staff"} and isinstance(edit.found(), list):
        cell = _cell(edit, table, wanted.cell)
        edit.found().append(cell)
        refuse_twice(edit, edit.found(), cell)
        edit.after = tree.words(cell)
        edit.looked_at = (*way, len(edit.found()) - 1)
    else:
        raise edit.unknown()


def _add_term(edit: SheetEdit, way: Steps, cell: NewCell) -> None:
    terms = edit.found() or {"rate": None, "cap": None, "count": None, "eligible": None}
    if cell.measure.value not in PARTS:
        raise MeasureMisplaced(
            edit.path,
            both(MEASURES, cell.measure.value),
            both(UNIT_NAMES, "" if cell.unit is None else cell.unit.value),
        )
    if terms[cell.measure.value] is not None:
        raise edit.unknown()
    terms[cell.measure.value] = _cite(edit, Table.SUBSIDY, cell)
    tree.put(edit.tree, way, terms)
    edit.after = tree.printed(terms[cell.measure.value])
    edit.looked_at = (*way, cell.measure.value)


def _cite(edit: SheetEdit, table: Table | None, cell: NewCell) -> Node:
    if cell.figure is None:
        unit = cell.unit or value.natural_unit(table, cell.measure, None)
        return value.entered(cell.amount, unit, cell.printed).model_dump(mode="json")
    figure = value.figure_of(edit.reading.source, cell.figure, cell.printed)
    unit = cell.unit or value.natural_unit(table, cell.measure, figure)
    return value.cited(figure, unit).model_dump(mode="json")


def _cell(edit: SheetEdit, table: Table | None, cell: NewCell) -> Node:
    placed = {"measure": cell.measure.value, "year_offset": cell.year_offset, "stage": cell.stage.value}
    return placed | {"cite": _cite(edit, table, cell)}


def _table(way: Steps) -> Table | None:
    """The table of the facts that a path belongs to."""
    if "subsidy" in way:
        return Table.SUBSIDY
    if way[0] == "costs":
        return Table.STAFF if "staff" in way else Table.COST
    if way[0] == "sections":
        return Table.TOTAL if "totals" in way else Table.ITEM
    return {"totals": Table.TOTAL, "funding": Table.FUNDING, "indicators": Table.INDICATOR}.get(str(way[0]))


def add_row(edit: SheetEdit, wanted: AddRow) -> None:
    """A row more in a table; FieldUnknown where the path is none of `_ROWS`."""
    way = steps(wanted.path)
    shape = tuple("*" if isinstance(step, int) else step for step in way)
    build = _ROWS.get(shape)
    if build is None:
        raise edit.unknown()
    if len(way) == 3:
        _new_table(edit, way)
    rows = edit.found()
    position = len(rows) if wanted.position is None else wanted.position
    if not 0 <= position <= len(rows):
        raise edit.unknown()
    row = build(edit, wanted)
    for cells in ("cells", "staff"):
        for cell in row.get(cells, []) if isinstance(row, dict) else ():
            refuse_twice(edit, row[cells], cell)
    rows.insert(position, row)
    edit.after = tree.words(row)
    edit.looked_at = (*way, position)


def _new_table(edit: SheetEdit, way: Steps) -> None:
    """The next table of its kind, where the path asks for one that is not there."""
    tables = edit.found(str(way[0]))
    if way[1] == len(tables):
        tables.append({"heading": None, way[2]: []})


def _row(edit: SheetEdit, wanted: AddRow) -> Node:
    table = _table(steps(wanted.path))
    cells = [_cell(edit, table, cell) for cell in wanted.cells]
    return {"label": label(edit, wanted.text, wanted.line), "cells": cells}


def _cost_row(edit: SheetEdit, wanted: AddRow) -> Node:
    costs = [_cell(edit, Table.COST, cell) for cell in wanted.cells if cell.measure not in _STAFF]
    staff = [_cell(edit, Table.STAFF, cell) for cell in wanted.cells if cell.measure in _STAFF]
    return {"label": label(edit, wanted.text, wanted.line), "cells": costs, "staff": staff}


def _only(edit: SheetEdit, wanted: AddRow) -> NewCell:
    if len(wanted.cells) != 1:
        raise edit.unknown()
    return wanted.cells[0]


def _part(edit: SheetEdit, wanted: AddRow) -> Node:
    cell = _cell(edit, Table.ITEM, _only(edit, wanted))
    return {"label": label(edit, wanted.text, wanted.line) if wanted.text else None, "cell": cell}


def _eligible(edit: SheetEdit, wanted: AddRow) -> Node:
    cell = _cell(edit, Table.COST, _only(edit, wanted))
    del cell["measure"]
    return {"label": label(edit, wanted.text, wanted.line), **cell}


def _rate(edit: SheetEdit, wanted: AddRow) -> Node:
    return _cite(edit, Table.SUBSIDY, _only(edit, wanted).model_copy(update={"measure": Measure.RATE}))


_ROWS: dict[Steps, Callable[[SheetEdit, AddRow], Node]] = {
    ("costs", "*", "rows"): _cost_row,
    ("totals", "*", "rows"): _row,
    ("sections", "*", "items"): _row,
    ("sections", "*", "totals"): _row,
    ("sections", "*", "items", "*", "breakdown"): _part,
    ("funding", "*", "rows"): _row,
    ("indicators", "*", "rows"): _row,
    ("eligible_costs",): _eligible,
    ("national_rates",): _rate,
}
