"""Sheets put together and taken apart: what one reader adds to another's."""

from typing import Any

from structurer.sheet import Sheet

TABLES = ("costs", "totals", "sections", "funding", "indicators")
_LISTS = (*TABLES, "national_rates", "eligible_costs", "mentions")


def without(sheet: Sheet, figures: frozenset[str]) -> Sheet:
    """The sheet without the fields that cite one of these figures, and without the rows that leaves empty."""
    tree: dict[str, Any] = sheet.model_dump(mode="json")
    kept = {name: _pruned(tree[name], figures) for name in _LISTS}
    return Sheet.model_validate(tree | kept)


def joined(first: Sheet, second: Sheet) -> Sheet:
    """The first sheet with the tables and cites of the second behind its own."""
    return first.model_copy(update={name: (*getattr(first, name), *getattr(second, name)) for name in _LISTS})


def _is_cite(node: object) -> bool:
    return isinstance(node, dict) and {"figure", "printed", "amount"} <= set(node)


def _cites(node: Any) -> int:  # noqa: ANN401 - a JSON tree
    if _is_cite(node):
        return 1
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return sum(_cites(child) for child in below)


def _pruned(node: Any, figures: frozenset[str]) -> Any:  # noqa: ANN401 - a JSON tree
    """The node without these figures; None for one that had cites and has none left, or lost one it cannot do without."""
    if _is_cite(node):
        return None if node["figure"] in figures else node
    if isinstance(node, list):
        kept = (_pruned(child, figures) for child in node)
        return [child for child, before in zip(kept, node, strict=True) if child is not None or before is None]
    if not isinstance(node, dict):
        return node
    made = {key: _pruned(value, figures) for key, value in node.items()}
    lost = any(made[key] is None and node[key] is not None for key in ("cite", "cell") if key in node)
    return None if lost or (_cites(node) and not _cites(made)) else made
