"""One correction applied to a sheet: the same sheet with it, and the correction with its trace. Pure; nothing in place."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from structurer.checks.reading import Reading
from structurer.errors import FigureNotAllowed, MeasureMisplaced, YearUnreadable
from structurer.labels.label import fiscal_year_of
from structurer.record import wording
from structurer.record.correction import (
    AddCell,
    AddRow,
    Correction,
    Enter,
    Identify,
    Place,
    Relabel,
    RemoveCell,
    RemoveRow,
    Repoint,
    Trace,
)
from structurer.review import tree, value
from structurer.review.adding import add_cell, add_row
from structurer.review.sheet_edit import PARTS, SheetEdit, label, refuse_twice, where
from structurer.review.tree import Node, Steps, steps
from structurer.sheet.facts import Fact, difference_facts, eligible_facts, facts, rate_facts
from structurer.sheet.fitting import may_be
from structurer.sheet.model import Cite, Sheet
from structurer.sheet.names import LISTS, MEASURES, UNIT_NAMES, both
from structurer.text.source import Figure, Unit

_LOOSE = {"national_rates": Unit.RATIO, "eligible_costs": Unit.YEN, "differences": Unit.YEN}


def apply(reading: Reading, correction: Correction) -> tuple[Sheet, Correction]:
    """The sheet with one correction, and the correction with its trace.

    Raises:
        ReviewError: one class per case; the reading is as it was.
    """
    path = f"identity.{correction.field}" if isinstance(correction, Identify) else correction.path
    edit = SheetEdit(reading, tree.dump(reading.sheet), path, correction.kind)
    edit.looked_at = steps(path)
    _EDITS[type(correction)](edit, correction)
    sheet = Sheet.model_validate(edit.tree)
    removed = isinstance(correction, RemoveRow | RemoveCell)
    if not removed:  # else another row has moved to the place
        _refuse_misfits(sheet, edit)
    fact = _about(reading.sheet if removed else sheet, edit.looked_at)
    whole = isinstance(correction, AddRow | RemoveRow | Relabel)
    return sheet, correction.model_copy(update={"trace": _trace(edit, fact, whole=whole)})


def _trace(edit: SheetEdit, fact: Fact | None, *, whole: bool) -> Trace:
    """The trace of a correction; a label or a whole row has no measure of its own."""
    if fact is None:
        return Trace(before=edit.before, after=edit.after)
    row = " ".join(part for part in (fact.section, fact.row) if part)
    if whole:
        return Trace(row=row, before=edit.before, after=edit.after)
    return Trace(row=row, measure=fact.measure, stage=fact.stage, before=edit.before, after=edit.after)


def _about(sheet: Sheet, way: Steps) -> Fact | None:
    """The first amount at, below or beside a path."""
    known = list(facts(sheet))
    for length in (len(way), len(way) - 1):
        if length >= 3:
            found = next((fact for fact in known if fact.path[:length] == way[:length]), None)
            if found is not None:
                return found
    return None


def _amounts(sheet: Sheet) -> Iterator[Fact]:
    return chain(facts(sheet), rate_facts(sheet), eligible_facts(sheet), difference_facts(sheet))


def _refuse_misfits(sheet: Sheet, edit: SheetEdit) -> None:
    """Raise MeasureMisplaced where a table may not hold what a correction made, or not in that unit."""
    way = edit.looked_at
    for fact in _amounts(sheet):
        if fact.path[: len(way)] == way and not may_be(fact):
            raise MeasureMisplaced(
                edit.path, both(MEASURES, fact.measure.value), both(UNIT_NAMES, fact.cite.unit.value)
            )
        if fact.path[: len(way)] == way and fact.cite.unit is not _LOOSE.get(str(way[0]), fact.cite.unit):
            raise MeasureMisplaced(edit.path, both(LISTS, str(way[0])), both(UNIT_NAMES, fact.cite.unit.value))


def _repoint(edit: SheetEdit, wanted: Repoint) -> None:
    old = edit.found()
    if not tree.is_cite(old):
        raise edit.unknown()
    figure = value.figure_of(edit.reading.source, wanted.figure, wanted.printed)
    way = steps(wanted.path)
    if figure.is_money and (way[0] == "mentions" or "outputs" in way):
        raise FigureNotAllowed(wanted.path, figure.printed)
    new = value.cited(figure, wanted.unit or _unit_at(edit, way, old, figure))
    _exchange(edit, way, old, new)


def _enter(edit: SheetEdit, wanted: Enter) -> None:
    old = edit.found()
    if not tree.is_cite(old):
        raise edit.unknown()
    way = steps(wanted.path)
    _exchange(
        edit, way, old, value.entered(wanted.amount, wanted.unit or _unit_at(edit, way, old, None), wanted.printed)
    )


def _exchange(edit: SheetEdit, way: Steps, old: Node, new: Cite) -> None:
    made = new.model_dump(mode="json")
    tree.put(edit.tree, way, made)
    edit.before, edit.after = tree.printed(old), tree.printed(made)


def _unit_at(edit: SheetEdit, way: Steps, old: Node, figure: Figure | None) -> Unit:
    """The unit of the field as it is, unless its table cannot hold that."""
    fact = next((found for found in _amounts(edit.reading.sheet) if found.path == way), None)
    if fact is None or may_be(fact):
        return Unit(old["unit"])
    return value.natural_unit(fact.table, fact.measure, figure)


def _relabel(edit: SheetEdit, wanted: Relabel) -> None:
    old = edit.found()
    way = steps(wanted.path)
    if way[0] == "identity" or not (tree.is_label(old) or (old is None and way[-1] in {"heading", "label"})):
        raise edit.unknown()
    tree.put(edit.tree, way, label(edit, wanted.text, wanted.line))
    edit.before, edit.after = _text(old), wanted.text.strip()


def _text(label: Node) -> str:
    return "" if label is None else str(label["text"])


def _place(edit: SheetEdit, wanted: Place) -> None:
    node = edit.found()
    if not tree.is_placed(node) or (wanted.measure is not None and "measure" not in node):
        raise edit.unknown()
    asked = {"measure": wanted.measure, "year_offset": wanted.year_offset, "stage": wanted.stage}
    edit.before = where(node)
    node.update({name: given for name, given in asked.items() if given is not None})
    edit.after = where(node)
    way = steps(wanted.path)
    if _in_row(way):
        refuse_twice(edit, tree.get(edit.tree, way[:-1]), node)


def _in_row(way: Steps) -> bool:
    """True for a cell among the cells of a row."""
    return way[-2] in {"cells", "staff"}


def _remove_row(edit: SheetEdit, wanted: RemoveRow) -> None:
    way = steps(wanted.path)
    node = edit.found()
    if not isinstance(way[-1], int) or _in_row(way):
        raise edit.unknown()
    edit.before = tree.words(node)
    tree.take(edit.tree, way)
    if len(way) == 2 and not edit.tree[way[0]]:
        edit.tree["differences"] = [found for found in edit.tree["differences"] if found["table"] != way[0]]


def _remove_cell(edit: SheetEdit, wanted: RemoveCell) -> None:
    node = edit.found()
    way = steps(wanted.path)
    if way[-1] in PARTS and tree.is_cite(node):
        edit.before = tree.printed(node)
        tree.put(edit.tree, way, None)
    elif isinstance(way[-1], int) and _in_row(way):
        edit.before = tree.words(node)
        tree.take(edit.tree, way)
    else:
        raise edit.unknown()


def _identify(edit: SheetEdit, wanted: Identify) -> None:
    identity = edit.found("identity")
    name = "fiscal_year_label" if wanted.field == "fiscal_year" else wanted.field
    edit.before, edit.after = _text(identity[name]), wanted.text.strip()
    identity[name] = label(edit, wanted.text, wanted.line) if wanted.text.strip() else None
    if wanted.field == "fiscal_year":
        identity["fiscal_year"] = _year(wanted.text)


def _year(text: str) -> int | None:
    year = fiscal_year_of(text)
    if year is None and text.strip():
        raise YearUnreadable(text)
    return year


_EDITS: dict[type, Callable[[SheetEdit, Any], None]] = {
    Repoint: _repoint,
    Enter: _enter,
    Relabel: _relabel,
    Place: _place,
    AddRow: add_row,
    RemoveRow: _remove_row,
    AddCell: add_cell,
    RemoveCell: _remove_cell,
    Identify: _identify,
}


def with_reason(correction: Correction, suggested: frozenset[tuple[str, str]]) -> Correction:
    """The correction with its reason tidied; only a field put to the suggested figure needs none."""
    if isinstance(correction, Repoint) and (correction.path, correction.figure) in suggested:
        return correction.model_copy(update={"reason": wording.seen("reason", correction.reason)})
    what = correction.field if isinstance(correction, Identify) else correction.path
    return correction.model_copy(update={"reason": wording.reason(what, correction.reason)})


def corrected(reading: Reading, correction: Correction) -> tuple[Reading, Correction]:
    """The reading with one correction, and the correction with its trace."""
    sheet, traced = apply(reading, correction)
    return replace(reading, sheet=sheet), traced
