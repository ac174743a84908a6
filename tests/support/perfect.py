"""The reply of a model without mistakes: a sheet told as tables, to be spoilt, and that told in the shape of the wire.

A telling is a tree of tables, rows and cells, as a person would write a sheet down: mistakes are made in it.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from structurer.reading import wire
from structurer.sheet.model import (
    Activity,
    Cell,
    Cite,
    CostRow,
    FundingRow,
    Indicator,
    Item,
    Label,
    Sheet,
    Stage,
    SubsidyTerms,
    TotalRow,
)

Told = dict[str, Any]
"""A sheet told as tables."""

HEAD = ("publisher", "project", "code", "department", "division", "unit", "period", "fiscal_year", "stage", "accounts")
TABLES = ("costs", "totals", "sections", "funding", "indicators", "national_rates", "eligible_costs")
"""What a telling of some lines of a sheet has."""


def perfect(sheet: Sheet) -> wire.Reply:
    """The reply that `resolve` should turn into this sheet again."""
    return reply_of(told(sheet))


def told(sheet: Sheet) -> Told:
    """A sheet told as tables."""
    tree = {
        "identity": _identity(sheet),
        "costs": [{"heading": _text(t.heading), "rows": _cost_rows(sheet, t.rows)} for t in sheet.costs],
        "totals": [{"heading": _text(t.heading), "rows": [_total(sheet, row) for row in t.rows]} for t in sheet.totals],
        "sections": [
            {
                "heading": _text(s.heading),
                "items": [_item(sheet, item) for item in s.items],
                "totals": [_total(sheet, row) for row in s.totals],
            }
            for s in sheet.sections
        ],
        "funding": [
            {"heading": _text(t.heading), "rows": [made for row in t.rows for made in _funding(sheet, row)]}
            for t in sheet.funding
        ],
        "indicators": [
            {"heading": _text(t.heading), "plan": t.plan, "rows": [_indicator(sheet, row) for row in t.rows]}
            for t in sheet.indicators
        ],
        "national_rates": [_cited(rate) for rate in sheet.national_rates],
        "eligible_costs": [
            {"label": e.label.text, "year": _year(sheet, e.year_offset), "stage": _stage(e.stage), **_cited(e.cite)}
            for e in sheet.eligible_costs
        ],
        "narrative": [],
        "decisions": [label.text for label in sheet.decisions],
        "mentions": [],
    }
    made: Told = json.loads(json.dumps(tree))
    return made


def _text(label: Label | None) -> str | None:
    return None if label is None else label.text


def _identity(sheet: Sheet) -> dict[str, str | None]:
    identity = sheet.identity
    names = [name for name in HEAD if name != "fiscal_year"]
    return {"fiscal_year": _text(identity.fiscal_year_label)} | {name: _text(getattr(identity, name)) for name in names}


def _cited(cite: Cite) -> dict[str, str | None]:
    return {"id": cite.figure, "printed": cite.printed}


def _year(sheet: Sheet, offset: int) -> str | None:
    if offset == 0:
        return None
    own = sheet.identity.fiscal_year
    if own is None:
        return {-1: "前年度", -2: "前々年度"}.get(offset, f"{offset:+d}")
    return f"{own + offset}年度"


def _stage(stage: Stage) -> str | None:
    return stage.value or None


def _cost_rows(sheet: Sheet, rows: Sequence[CostRow]) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for row in rows:
        cells = sorted((*row.cells, *row.staff), key=lambda cell: cell.stage)
        for (offset, stage), found in groupby(cells, key=lambda cell: (cell.year_offset, cell.stage)):
            measured = [{"measure": cell.measure.value, **_cited(cell.cite)} for cell in found]
            made.append(
                {"label": row.label.text, "year": _year(sheet, offset), "stage": _stage(stage), "cells": measured}
            )
    return made


def _cell(sheet: Sheet, cell: Cell) -> dict[str, object]:
    placed = {"year": _year(sheet, cell.year_offset), "stage": _stage(cell.stage)}
    return {"measure": cell.measure.value, **placed, **_cited(cell.cite)}


def _total(sheet: Sheet, row: TotalRow) -> dict[str, object]:
    return {"label": row.label.text, "cells": [_cell(sheet, cell) for cell in row.cells]}


def _funding(sheet: Sheet, row: FundingRow) -> list[dict[str, object]]:
    """Return a row of a source once for each of its years and stages."""
    return [
        {
            "label": row.label.text,
            "year": _year(sheet, offset),
            "stage": _stage(stage),
            "cells": [{"measure": cell.measure.value, **_cited(cell.cite)} for cell in cells],
        }
        for (offset, stage), cells in groupby(row.cells, key=lambda cell: (cell.year_offset, cell.stage))
    ]


def _indicator(sheet: Sheet, row: Indicator) -> dict[str, object]:
    kept = {name: getattr(row, name) for name in ("number", "field", "unit", "achievement")}
    cells = [{"measure": c.measure.value, "year": _year(sheet, c.year_offset), **_cited(c.cite)} for c in row.cells]
    return {"label": row.label.text, "cells": cells, "trends": [], **kept}


def _item(sheet: Sheet, item: Item) -> dict[str, object]:
    parts = [{"label": _text(part.label), **_part(sheet, part.cell)} for part in item.breakdown]
    return {
        "number": item.number,
        "label": item.label.text,
        "tags": list(item.tags),
        "cells": [_cell(sheet, cell) for cell in item.cells],
        "instead": item.instead,
        "remark": item.remark,
        "parts": parts,
        "subsidy": _terms(item.subsidy),
        "activities": [_activity(activity) for activity in item.activities],
    }


def _part(sheet: Sheet, cell: Cell) -> dict[str, str | None]:
    return {"year": _year(sheet, cell.year_offset), "stage": _stage(cell.stage), **_cited(cell.cite)}


def _terms(terms: SubsidyTerms | None) -> dict[str, object] | None:
    if terms is None:
        return None
    cites = {name: getattr(terms, name) for name in ("rate", "cap", "count")}
    return {"eligible": terms.eligible} | {n: None if c is None else _cited(c) for n, c in cites.items()}


def _activity(activity: Activity) -> dict[str, object]:
    return {
        "number": activity.number,
        "label": activity.label.text,
        "method": activity.method,
        "tags": list(activity.tags),
        "outputs": [{"label": output.label, **_cited(output.cite)} for output in activity.outputs],
        "subsidy": _terms(activity.subsidy),
    }


def reply_of(tree: Told) -> wire.Reply:
    """A telling in the shape of the wire; one of some lines of a sheet has no head."""
    return wire.Reply.model_validate(wired(tree))


def wired(tree: Told) -> dict[str, Any]:
    """The same as JSON, to be sent."""
    head = {**(tree.get("identity") or {})}
    names = [{"kind": kind, "text": text} for kind, text in head.items() if text]
    names += [{"kind": "decision", "text": text} for text in tree.get("decisions", ())]
    return {"names": names, "tables": list(_tables(tree)), "passages": list(tree.get("narrative", ()))}


def _tables(tree: Told) -> Iterator[dict[str, Any]]:
    for table in tree.get("costs", ()):
        yield _wired("cost", table, _rows(table["rows"]))
    for table in tree.get("totals", ()):
        yield _wired("total", table, _rows(table["rows"]))
    for section in tree.get("sections", ()):
        yield from _sectioned(section)
    for table in tree.get("funding", ()):
        yield _wired("funding", table, _rows(table["rows"]))
    for table in tree.get("indicators", ()):
        yield _wired("plan" if table["plan"] else "indicator", table, _rows(table["rows"]))
    for kind, name in (("rate", "national_rates"), ("eligible", "eligible_costs"), ("none", "mentions")):
        rows = [_row(_label(kind, cite), cite, [{"measure": _LOOSE[kind]} | cite]) for cite in tree.get(name, ())]
        if rows:
            yield {"kind": kind, "heading": "", "rows": rows}


_LOOSE = {"rate": "rate", "eligible": "total", "none": "count"}


def _label(kind: str, cite: Told) -> str:
    return str(cite["text"] if kind == "none" else cite.get("label", ""))


def _sectioned(section: Told) -> Iterator[dict[str, Any]]:
    """The items of a section, its totals, and the measures of its sub-projects each under the sub-project's name."""
    rows = [row for item in section["items"] for row in _item_rows(item)]
    if rows:
        yield _wired("item", section, rows)
    if section["totals"]:
        yield _wired("total", section, _rows(section["totals"]))
    for item in section["items"]:
        terms = [_termed(activity) for activity in item["activities"] if activity["subsidy"]]
        if terms:
            yield {"kind": "item", "heading": item["label"], "rows": [row for row in terms if row["cells"]]}


def _item_rows(item: Told) -> Iterator[dict[str, Any]]:
    yield from _rows([item])
    for part in item["parts"]:
        yield _row(part["label"] or item["label"], part, [{"measure": "breakdown"} | part])
    terms = _termed(item)
    if terms["cells"]:
        yield terms


def _termed(named: Told) -> dict[str, Any]:
    subsidy = named["subsidy"] or {}
    cites = [(name, subsidy.get(name)) for name in ("rate", "cap", "count")]
    return _row(named["label"], {}, [{"measure": name} | cite for name, cite in cites if cite])


def _rows(rows: Sequence[Told]) -> list[dict[str, Any]]:
    """Rows, each given once for each of the years and stages of its cells."""
    made: list[dict[str, Any]] = []
    for row in rows:
        cells = [(_moment(row, cell), cell) for cell in row["cells"]]
        for moment, found in groupby(cells, key=lambda cell: cell[0]):
            made.append(_row(row["label"], moment, [cell for _, cell in found]))
    return made


def _moment(row: Told, cell: Told) -> dict[str, str | None]:
    return {name: cell.get(name, row.get(name)) for name in ("year", "stage")}


def _row(label: str, moment: Told, cells: Sequence[Told]) -> dict[str, Any]:
    figures = [{"of": c["measure"], "at": f"{c.get('id') or ''} {c['printed']}".strip()} for c in cells]
    return {
        "label": label,
        "year": moment.get("year") or "",
        "stage": moment.get("stage") or "",
        "cells": figures,
    }


def _wired(kind: str, table: Told, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"kind": kind, "heading": table["heading"] or "", "rows": list(rows)}
