"""A pydantic model's JSON schema in the closed form that strict structured outputs and grammar samplers take."""

from pydantic import BaseModel, JsonValue

_DROPPED = frozenset({"title", "default"})
_NAMED = frozenset({"properties", "$defs"})


def strict_schema(model: type[BaseModel], most: int | None = None) -> dict[str, JsonValue]:
    """The model's schema: objects closed, every property required, no titles, arrays of at most `most` elements.

    `most` is what the source can hold: a small model writes on without end in an array that may always go on.
    """
    schema: dict[str, JsonValue] = model.model_json_schema()
    closed = _closed(schema, most)
    if not isinstance(closed, dict):
        raise TypeError(model)
    return closed


def _closed(node: JsonValue, most: int | None) -> JsonValue:
    if isinstance(node, list):
        return [_closed(child, most) for child in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        # a keyword beside $ref is refused
        return {"$ref": node["$ref"]}
    closed = {key: _child(key, value, most) for key, value in node.items() if key not in _DROPPED}
    properties = closed.get("properties")
    if isinstance(properties, dict):
        closed |= {"required": list(properties), "additionalProperties": False}
    limit = closed.get("maxItems")
    if most is not None and isinstance(limit, int):
        closed["maxItems"] = min(limit, most)
    return closed


def _child(key: str, value: JsonValue, most: int | None) -> JsonValue:
    if key in _NAMED and isinstance(value, dict):
        # here the keys are names of ours, and one of them may be called `title`
        return {name: _closed(child, most) for name, child in value.items()}
    return _closed(value, most)
