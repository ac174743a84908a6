"""Unexplained figures, set aside where no check looks: in every reading mode they stay findings."""

from copy import deepcopy

import pytest

from structurer.checks.outcome import Verdict
from structurer.reading.layout import read_sheet
from structurer.reading.options import Options
from structurer.text.source import Source
from tests.support.answering import (
    SMALL,
    TABBED,
    Tree,
    asked,
    empty_part,
    options,
    perfect_tree,
    said,
    told,
    truth,
    with_unknown_table,
)
from tests.support.builders import fixture
from tests.support.endpoint import Answer
from tests.support.perfect import TABLES

SHEETS = (SMALL, TABBED, "parks-plain", "museum-supplementary", "library-million")


def activity(source: Source, tail: int, label: str) -> Tree:
    """An activity with the last figures of a sheet as its outputs."""
    outputs = [{"label": label, "id": f.id, "printed": f.printed} for f in source.figures[-tail:]]
    return {"number": None, "label": label, "method": None, "tags": [], "outputs": outputs, "subsidy": None}


def as_outputs(source: Source, tail: int = 2, label: str = "森づくり基金") -> Tree:
    """The layout reader's reading with the last figures of the sheet as outputs of its first item."""
    tree = deepcopy(perfect_tree(source))
    tree["sections"][0]["items"][0]["activities"].append(activity(source, tail, label))
    return tree


def item(source: Source) -> Tree:
    """An answer that is nothing but an item without an amount, with the last figures of the sheet as its outputs."""
    made: Tree = {name: [] for name in ("tags", "cells", "parts")}
    made |= dict.fromkeys(("number", "instead", "remark", "subsidy"))
    made |= {"label": "森づくり基金", "activities": [activity(source, 2, "森づくり基金")]}
    return empty_part(sections=[{"heading": None, "items": [made], "totals": []}])


def script_of(way: str, source: Source) -> tuple[list[Answer], Options]:
    """The answers to the question about the whole sheet, about the rest, or once more after a right reading."""
    if way == "rest":
        return [said(item(source))], options("rest")
    if way == "whole":
        return [said(as_outputs(source))], options("whole")
    part = {name: as_outputs(source)[name] for name in TABLES}
    return [said(perfect_tree(source)), said(part)], options("whole", reread=True)


@pytest.mark.parametrize("way", ["whole", "rest", "reread"])
@pytest.mark.parametrize("name", SHEETS)
def test_an_unknown_table_is_not_set_aside_as_outputs(name: str, way: str) -> None:
    """Its amounts belong to no field of the facts, so a person must look."""
    source = with_unknown_table(name)
    script, chosen = script_of(way, source)
    with asked(source, script, chosen) as (outcome, _):
        assert outcome.verdict is Verdict.NEEDS_REVIEW


def test_a_lost_table_is_not_set_aside_as_outputs() -> None:
    """A funding table whose rows have strange names is lost to the layout reader; it must not be lost to the record."""
    whole = fixture(SMALL)
    source = Source(SMALL, whole.text.replace("| 前年度予算 |\n3,840 |", "| 参考 |\n3,840 |"))
    assert len(truth(whole)) - len(truth(source)) == 18
    with asked(source, [said(as_outputs(source, 18, "参考"))], options("whole")) as (outcome, _):
        assert (outcome.verdict, told(outcome)) != (Verdict.VERIFIED, truth(source))


def test_a_label_is_as_printed() -> None:
    """A blank within a name is none of the sheet's: the facts are as printed, or a person looks."""
    source = fixture(TABBED)
    tree = deepcopy(perfect_tree(source))
    row = next(row for row in tree["costs"][0]["rows"] if row["label"] == "R7年度 要求")
    row["label"] = "R 7年度 要求"
    with asked(source, [said(tree)], options("whole")) as (outcome, _):
        assert outcome.verdict is Verdict.NEEDS_REVIEW or told(outcome) == truth(source)


@pytest.mark.parametrize("place", ["mentions", "eligible_costs", "national_rates", "parts", "indicators"])
@pytest.mark.parametrize("name", [SMALL, TABBED])
def test_an_unknown_table_is_not_set_aside_elsewhere(name: str, place: str) -> None:
    """Mentioned, made eligible, a rate, a part or an indicator: nothing but the model says so."""
    source = with_unknown_table(name)
    assert read_sheet(source).mentions == read_sheet(fixture(name)).mentions
    with asked(source, [said(set_aside(source, place))], options("whole")) as (outcome, _):
        assert outcome.verdict is Verdict.NEEDS_REVIEW


def set_aside(source: Source, place: str) -> Tree:
    """The perfect reply with the last two figures in a place that no sum looks at."""
    tree = deepcopy(perfect_tree(source))
    found: list[Tree] = [{"id": f.id, "printed": f.printed} for f in source.figures[-2:]]
    placed = [{"label": "森づくり基金", "year": None, "stage": None, **cite} for cite in found]
    cells = [{"measure": "target", "year": None, **cite} for cite in found]
    row: Tree = dict.fromkeys(("number", "field", "unit", "achievement"))
    more: dict[str, list[Tree]] = {
        "mentions": [{"text": "森づくり基金", **cite} for cite in found],
        "eligible_costs": placed,
        "national_rates": found,
        "indicators": [
            {"heading": None, "plan": True, "rows": [row | {"label": "基金", "cells": cells, "trends": []}]}
        ],
    }
    if place == "parts":
        tree["sections"][0]["items"][0]["parts"] += placed
        return tree
    return tree | {place: [*tree[place], *more[place]]}
