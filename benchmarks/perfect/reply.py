"""An answer in the shape that the tool asks a model for: the only module here that knows the wire."""

import json

from benchmarks.perfect.answers import Answer
from structurer.labels.label import fiscal_year_of
from structurer.sheet.grouping import grouped
from structurer.sheet.model import Identity, Indicator, Label
from structurer.text.source import Unit
from tests.support.perfect import perfect

_UNITS = {Unit.PERCENT: "%", Unit.PERSON: "人", Unit.YEN: "円"}


def _measured(row: Indicator) -> Indicator:
    """An indicator with the word of its unit."""
    return row.model_copy(update={"unit": _UNITS.get(row.cells[0].cite.unit)})


def content(answer: Answer) -> str:
    """The reply as JSON text."""
    year = answer.head.get("fiscal_year")
    head = {name: Label(text=text) for name, text in answer.head.items() if name != "fiscal_year"}
    label = None if year is None else Label(text=year)
    sheet = grouped(answer.facts).model_copy(
        update={"identity": Identity(fiscal_year=fiscal_year_of(year or ""), fiscal_year_label=label, **head)}
    )
    tables = [table.model_copy(update={"rows": tuple(map(_measured, table.rows))}) for table in sheet.indicators]
    sheet = sheet.model_copy(update={"indicators": tuple(tables)})
    return json.dumps(perfect(sheet).model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
