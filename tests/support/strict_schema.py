"""The faults for which a strict endpoint refuses a schema."""

from pydantic import JsonValue

_FORBIDDEN = frozenset({
    "default", "oneOf", "allOf", "not", "if", "then", "else", "discriminator", "prefixItems", "patternProperties",
    "dependentRequired", "dependentSchemas", "unevaluatedProperties", "propertyNames", "minLength", "maxLength",
})  # fmt: skip
_NAMED = frozenset({"properties", "$defs"})
_DEEPEST, _MOST_PROPERTIES, _MOST_VALUES = 10, 5000, 1000


def faults(schema: JsonValue) -> list[str]:
    """Return what a strict endpoint would refuse in a schema, each with its place."""
    found = [fault for place, node in _nodes(schema) for fault in _node_faults(place, node)]
    nodes = [node for _, node in _nodes(schema)]
    properties = sum(len(p) for node in nodes if isinstance(p := node.get("properties"), dict))
    values = sum(len(v) for node in nodes if isinstance(v := node.get("enum"), list))
    depth = _depth(schema, schema)
    over = [("properties", properties, _MOST_PROPERTIES), ("values", values, _MOST_VALUES), ("levels", depth, _DEEPEST)]
    return found + [f"{count} {name}, at most {limit}" for name, count, limit in over if count > limit]


def _nodes(node: JsonValue, place: str = "$") -> list[tuple[str, dict[str, JsonValue]]]:
    if isinstance(node, list):
        return [found for number, child in enumerate(node) for found in _nodes(child, f"{place}[{number}]")]
    if not isinstance(node, dict):
        return []
    below: list[tuple[str, dict[str, JsonValue]]] = []
    for key, value in node.items():
        if key in _NAMED and isinstance(value, dict):
            below += [found for name, child in value.items() for found in _nodes(child, f"{place}.{name}")]
        else:
            below += _nodes(value, f"{place}.{key}")
    return [(place, node), *below]


def _node_faults(place: str, node: dict[str, JsonValue]) -> list[str]:
    found = [f"{place}: {key}" for key in node if key in _FORBIDDEN]
    properties, union = node.get("properties"), node.get("anyOf")
    if "$ref" in node and len(node) > 1:
        found.append(f"{place}: beside $ref")
    if node.get("type") == "object" and not isinstance(properties, dict):
        found.append(f"{place}: open object")
    if isinstance(properties, dict):
        closed = node.get("additionalProperties") is False and node.get("required") == list(properties)
        found += [] if closed else [f"{place}: not closed"]
    if isinstance(union, list) and {"type": "null"} not in union:
        found.append(f"{place}: anyOf without null")
    if node.get("type") == "array" and not isinstance(node.get("maxItems"), int):
        found.append(f"{place}: endless array")
    return found


def _depth(node: JsonValue, root: JsonValue) -> int:
    """Return the depth of nested objects; a reference counts as what it points to."""
    if isinstance(node, list):
        return max((_depth(child, root) for child in node), default=0)
    if not isinstance(node, dict):
        return 0
    reference = node.get("$ref")
    if isinstance(reference, str) and isinstance(root, dict):
        definitions = root["$defs"]
        return _depth(definitions[reference.rpartition("/")[2]], root) if isinstance(definitions, dict) else 0
    below = [_depth(child, root) for key, child in node.items() if key != "$defs"]
    return max(below, default=0) + (node.get("type") == "object")
