"""The reply of a model without mistakes: a sheet turned back into the shape of a reply."""

from collections.abc import Sequence
from itertools import groupby

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


def perfect(sheet: Sheet) -> wire.Reply:
    """The reply that `resolve` should turn into this sheet again."""
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
    return wire.Reply.model_validate(tree)


def _text(label: Label | None) -> str | None:
    return None if label is None else label.text


def _identity(sheet: Sheet) -> dict[str, str | None]:
    identity = sheet.identity
    names = [name for name in wire.ReplyIdentity.model_fields if name != "fiscal_year"]
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
        "tags": item.tags,
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
        "tags": activity.tags,
        "outputs": [{"label": output.label, **_cited(output.cite)} for output in activity.outputs],
        "subsidy": _terms(activity.subsidy),
    }
