"""The schema that is sent: closed everywhere, and nothing in it that a strict endpoint refuses."""

from typing import Literal

import pytest
from pydantic import BaseModel, Field, JsonValue

from structurer.reading.strict import strict_schema
from structurer.reading.wire import Reply
from tests.support.strict_schema import faults


class Leaf(BaseModel):
    """A leaf."""

    title: str = "x"
    kind: Literal["a", "b"] | None = None


class Tree(BaseModel):
    """A tree."""

    leaf: Leaf = Field(description="beside a reference")
    leaves: list[Leaf] = Field(max_length=50)


def test_the_reply_schema_has_no_faults() -> None:
    """Ours passes its own lint, bounded by the source or not."""
    assert faults(strict_schema(Reply)) == []
    assert faults(strict_schema(Reply, 16)) == []


def test_a_schema_is_closed() -> None:
    """Objects closed, every property required, a field called title kept, titles and defaults gone."""
    assert strict_schema(Tree) == {
        "description": "A tree.",
        "type": "object",
        "properties": {
            "leaf": {"$ref": "#/$defs/Leaf"},
            "leaves": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}, "maxItems": 50},
        },
        "required": ["leaf", "leaves"],
        "additionalProperties": False,
        "$defs": {
            "Leaf": {
                "description": "A leaf.",
                "type": "object",
                "properties": {
                    "title": {"type": "string"},
                    "kind": {"anyOf": [{"enum": ["a", "b"], "type": "string"}, {"type": "null"}]},
                },
                "required": ["title", "kind"],
                "additionalProperties": False,
            }
        },
    }


@pytest.mark.parametrize(("most", "expected"), [(None, 200), (500, 200), (16, 16)])
def test_arrays_hold_no_more_than_the_source(most: int | None, expected: int) -> None:
    """The bound of an array is the smaller one of its own and the source's."""
    definitions = strict_schema(Reply, most)["$defs"]
    assert isinstance(definitions, dict)
    table: JsonValue = definitions["ReplyTable"]
    assert table["properties"]["rows"]["maxItems"] == expected  # type: ignore[index,call-overload]  # a JSON tree


@pytest.mark.parametrize(
    ("schema", "fault"),
    [
        ({"type": "object"}, "$: open object"),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "required": []}, "$: not closed"),
        ({"type": "string", "default": ""}, "$: default"),
        ({"oneOf": [{"type": "null"}]}, "$: oneOf"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "$: anyOf without null"),
        ({"$ref": "#/$defs/A", "description": "x", "$defs": {"A": {"type": "string"}}}, "$: beside $ref"),
        ({"type": "array", "items": {"type": "string"}}, "$: endless array"),
        ({"type": "array", "items": [{"type": "string", "maxLength": 3}], "maxItems": 1}, "$.items[0]: maxLength"),
        ({"enum": [str(number) for number in range(1001)]}, "1001 values, at most 1000"),
    ],
)
def test_faults_are_named(schema: JsonValue, fault: str) -> None:
    """Each thing a strict endpoint refuses is found, with its place."""
    assert fault in faults(schema)


def test_levels_are_counted_through_references() -> None:
    """Eleven objects within one another are one too many."""
    schema: JsonValue = {"type": "string"}
    for _ in range(11):
        schema = {"type": "object", "properties": {"a": schema}, "required": ["a"], "additionalProperties": False}
    assert faults(schema) == ["11 levels, at most 10"]
