"""An answer in the shape that the tool asks a model for: the only module here that knows the wire."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from benchmarks.perfect.answers import Answer
from structurer.sheet.facts import Fact
from structurer.sheet.model import Stage, Table

_KINDS = {"costs": "cost", "funding": "funding", "sections": "item", "totals": "total", "indicators": "indicator",
          "national_rates": "rate", "eligible_costs": "eligible", "differences": "difference"}  # fmt: skip


def content(answer: Answer) -> str:
    """The reply as JSON text."""
    names = [{"kind": kind, "text": text} for kind, text in answer.head.items()]
    made = {"names": names, "tables": list(_tables(answer.facts)), "passages": []}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _tables(facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    """The tables, each with its facts together."""
    ordered = sorted(facts, key=lambda fact: (str(fact.path[0]), int(fact.path[1])))
    for _, own in groupby(ordered, key=lambda fact: fact.path[:2]):
        tables: dict[tuple[str, str], list[Fact]] = {}
        for fact in own:
            tables.setdefault((_kind(fact), fact.section), []).append(fact)
        for (kind, heading), found in tables.items():
            yield {"kind": kind, "heading": heading, "rows": list(_rows(found))}


def _kind(fact: Fact) -> str:
    if fact.table is Table.TOTAL:
        return "total"
    return "plan" if fact.table is Table.PLAN else _KINDS[str(fact.path[0])]


def _rows(facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    """The rows, each with its figures of one year and stage."""
    for (label, offset, stage), own in groupby(facts, key=lambda fact: (fact.row, fact.year_offset, _stage(fact))):
        figures = [
            {"of": fact.measure.value, "at": f"{fact.cite.figure or ''} {fact.cite.printed}".strip()} for fact in own
        ]
        yield {
            "label": "" if facts[0].path[0] == "national_rates" else label,
            "year": f"{offset:+d}" if offset else "",
            "stage": stage,
            "cells": figures,
        }


def _stage(fact: Fact) -> str:
    """The stage as a reply gives it; an indicator's is its measure."""
    named = fact.table in {Table.INDICATOR, Table.PLAN} or fact.stage in {Stage.ACTUAL, Stage.TARGET}
    return "" if named else fact.stage.value
