"""The reply's shape: closed, without defaults, and in step with the domain model."""

import json
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from structurer.reading import wire
from structurer.sheet.model import TABLE_MEASURES, Measure, Stage, Table
from tests.support.prompt_example import example, reply_tree

MODELS = [model for model in vars(wire).values() if isinstance(model, type) and issubclass(model, wire.Wire)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fields_have_no_default(model: type[BaseModel]) -> None:
    """A field with a default would be optional in the schema, and a strict endpoint refuses that."""
    assert [name for name, info in model.model_fields.items() if not info.is_required()] == []


def test_measures_are_those_of_the_tables() -> None:
    """What a model may say is what the tables of the facts hold."""
    assert get_args(wire.CostMeasure) == TABLE_MEASURES[Table.COST] + TABLE_MEASURES[Table.STAFF]
    assert get_args(wire.FundingMeasure) == TABLE_MEASURES[Table.FUNDING]
    assert (*get_args(wire.ItemMeasure), Measure.BREAKDOWN) == TABLE_MEASURES[Table.ITEM]
    assert get_args(wire.ProgressMeasure) == TABLE_MEASURES[Table.INDICATOR]


def test_stages_are_all_but_those_a_measure_implies() -> None:
    """An indicator's stage is its measure; no stage is null."""
    implied = {Stage.ACTUAL, Stage.FORECAST, Stage.TARGET, Stage.NONE}
    assert set(get_args(wire.BudgetStage)) == set(Stage) - implied


def test_the_prompt_shows_a_reply_that_fits() -> None:
    """The example of the prompt is a valid reply, and a whole one."""
    reply = wire.Reply.model_validate_json(example()[1], strict=True)
    assert reply.model_dump(mode="json") == reply_tree()


@pytest.mark.parametrize("change", [{"note": "x"}, {"decisions": None}])
def test_another_shape_is_refused(change: dict[str, object]) -> None:
    """An unknown field and a missing list."""
    with pytest.raises(ValidationError):
        wire.Reply.model_validate({**reply_tree(), **change})


def _long() -> dict[str, Any]:
    """A right reply with more decisions, mentions and rows than there is room for."""
    tree: dict[str, Any] = reply_tree()
    mention = {"text": "人数", "id": None, "printed": "3人"}
    rows = tree["funding"][0]["rows"]
    funding = [{"heading": None, "rows": [*rows, *rows * 199]}]
    return tree | {"decisions": ["x"] * 9, "mentions": [mention] * 25, "funding": funding}


def test_what_is_too_long_is_cut() -> None:
    """Nine decisions, 25 mentions and 200 rows lose no sheet: what stands first is kept."""
    made = wire.Reply.model_validate_json(json.dumps(_long()))
    assert (len(made.decisions), len(made.mentions), len(made.funding[0].rows)) == (8, 24, 120)
    assert made.costs == wire.Reply.model_validate(reply_tree()).costs


def test_an_amount_is_never_a_number() -> None:
    """A JSON number may lose digits: only a printed text is taken."""
    with pytest.raises(ValidationError):
        wire.ReplyCite.model_validate_json('{"id": null, "printed": 54826}')
