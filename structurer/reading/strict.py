"""A pydantic model's JSON schema in the closed form that strict structured outputs and grammar samplers take."""

from dataclasses import dataclass

from pydantic import BaseModel, JsonValue

_DROPPED = frozenset({"title", "default"})
_NAMED = frozenset({"properties", "$defs"})


def strict_schema(model: type[BaseModel], most: int | None = None, longest: int | None = None) -> dict[str, JsonValue]:
    """The model's schema: objects closed, every property required, no titles, arrays of at most `most` elements.

    `most` is what the source can hold: a small model writes on without end in an array that may always go on. `longest`
    does the same for texts; OpenAI refuses it, llama.cpp takes it.
    """
    schema: dict[str, JsonValue] = model.model_json_schema()
    closed = _closed(schema, _Limits(most, longest))
    if not isinstance(closed, dict):
        raise TypeError(model)
    return closed


@dataclass(frozen=True, slots=True)
class _Limits:
    most: int | None
    longest: int | None


def _closed(node: JsonValue, limits: _Limits) -> JsonValue:
    if isinstance(node, list):
        return [_closed(child, limits) for child in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        # a keyword beside $ref is refused
        return {"$ref": node["$ref"]}
    closed = {key: _child(key, value, limits) for key, value in node.items() if key not in _DROPPED}
    return closed | _bounds(closed, limits)


def _bounds(closed: dict[str, JsonValue], limits: _Limits) -> dict[str, JsonValue]:
    """Return the limits of an object, an array or a text as keywords of a schema."""
    properties, limit = closed.get("properties"), closed.get("maxItems")
    if isinstance(properties, dict):
        return {"required": list(properties), "additionalProperties": False}
    if limits.most is not None and isinstance(limit, int):
        return {"maxItems": min(limit, limits.most)}
    if limits.longest is not None and closed.get("type") == "string" and "enum" not in closed:
        return {"maxLength": limits.longest}
    return {}


def _child(key: str, value: JsonValue, limits: _Limits) -> JsonValue:
    if key in _NAMED and isinstance(value, dict):
        # here the keys are names of ours, and one of them may be called `title`
        return {name: _closed(child, limits) for name, child in value.items()}
    return _closed(value, limits)
