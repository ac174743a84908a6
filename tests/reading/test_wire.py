"""The reply's shape: closed, without defaults, small, and in step with the domain model."""

import json
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from structurer.reading import wire
from structurer.reading.strict import strict_schema
from structurer.sheet.model import Stage
from tests.support.prompt_example import examples, reply_tree

MODELS = [model for model in vars(wire).values() if isinstance(model, type) and issubclass(model, wire.Wire)]
MOST = 4000
"""Characters of the schema: it is sent with every request."""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fields_have_no_default(model: type[BaseModel]) -> None:
    """A field with a default would be optional in the schema, and a strict endpoint refuses that."""
    assert [name for name, info in model.model_fields.items() if not info.is_required()] == []


def test_the_schema_is_small_and_nothing_in_it_is_null() -> None:
    """What is not there is left out of a list or is an empty text."""
    text = json.dumps(strict_schema(wire.Reply, 64), separators=(",", ":"))
    assert len(text) <= MOST
    assert "null" not in text


def test_stages_are_all_but_those_a_measure_implies() -> None:
    """An indicator's stage is its measure; costs of later years are forecasts, too."""
    assert set(get_args(wire.BudgetStage)) == set(Stage) - {Stage.ACTUAL, Stage.TARGET}


@pytest.mark.parametrize("answer", [answer for _, answer in examples()])
def test_the_prompt_shows_replies_that_fit(answer: str) -> None:
    """The examples of the prompt are valid replies, and whole ones."""
    assert wire.Reply.model_validate_json(answer, strict=True).model_dump(mode="json") == json.loads(answer)


@pytest.mark.parametrize("change", [{"note": "x"}, {"tables": None}])
def test_another_shape_is_refused(change: dict[str, object]) -> None:
    """An unknown field and a missing list."""
    with pytest.raises(ValidationError):
        wire.Reply.model_validate({**reply_tree(), **change})


def _long() -> dict[str, Any]:
    """A right reply with more names, tables and rows than there is room for."""
    tree: dict[str, Any] = reply_tree()
    first = tree["tables"][0]
    long = first | {"rows": first["rows"] * 300}
    return tree | {"names": [{"kind": "decision", "text": "x"}] * 40, "tables": [long, *tree["tables"] * 30]}


def test_what_is_too_long_is_cut() -> None:
    """Forty decisions, 300 rows and 120 tables lose no sheet: what stands first is kept."""
    made = wire.Reply.model_validate_json(json.dumps(_long()))
    assert (len(made.names), len(made.tables), len(made.tables[0].rows)) == (24, 24, 200)
    assert made.tables[1] == wire.Reply.model_validate(reply_tree()).tables[0]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("F7 54,826千円", ("F7", "54,826千円")),
        ("⟦F7⟧54,826千円", ("F7", "54,826千円")),
        ("F7", ("F7", "")),
        ("54,826千円", (None, "54,826千円")),
        ("F7x 3", (None, "F7x 3")),
        ("", (None, "")),
    ],
)
def test_a_cite_is_an_id_and_a_print(at: str, found: tuple[str | None, str]) -> None:
    """With the mark around the id or without; what is no id belongs to the print."""
    figure = wire.ReplyFigure.model_validate({"of": "amount", "at": at})
    assert (figure.id, figure.printed) == found


def test_an_amount_is_never_a_number() -> None:
    """A JSON number may lose digits: only a printed text is taken."""
    with pytest.raises(ValidationError):
        wire.ReplyFigure.model_validate_json('{"of": "amount", "at": 54826}')
