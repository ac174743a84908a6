"""A sheet as a tree of JSON: find, put, insert and take away by path. What comes back is a sheet again."""

from typing import Any

from structurer.errors import FieldUnknown
from structurer.sheet.model import Sheet

Node = Any
"""A part of a sheet's JSON: a dict, a list, a text, a number or nothing."""

Steps = tuple[str | int, ...]
_DIGITS = 6
"""A number in a path has fewer digits: no list of a sheet is so long, and int() of a hostile path stays cheap."""


def steps(path: str) -> Steps:
    """`costs.0.rows` as its steps."""
    return tuple(
        int(step) if step.isascii() and step.isdigit() and len(step) < _DIGITS else step for step in path.split(".")
    )


def dump(sheet: Sheet) -> Node:
    """A sheet as a tree of its own, free to be changed."""
    return sheet.model_dump(mode="json")


def get(tree: Node, way: Steps) -> Node:
    """The node at a path; KeyError where the path leads nowhere."""
    for step in way:
        tree = _child(tree, step)
    return tree


def _child(node: Node, step: str | int) -> Node:
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    if isinstance(node, dict) and step in node:
        return node[step]
    raise KeyError(step)


def put(tree: Node, way: Steps, value: Node) -> None:
    """Exchange what stands at a path."""
    get(tree, way[:-1])[way[-1]] = value


def take(tree: Node, way: Steps) -> Node:
    """Take a member of a list away, and hand it out."""
    return get(tree, way[:-1]).pop(way[-1])


def found(tree: Node, path: str, kind: str) -> Node:
    """The node at a path; FieldUnknown, which names the correction, where there is none."""
    try:
        return get(tree, steps(path))
    except KeyError:
        raise FieldUnknown(path, kind) from None


def is_cite(node: Node) -> bool:
    """True for a cite."""
    return isinstance(node, dict) and "printed" in node and "corrected" in node


def is_label(node: Node) -> bool:
    """True for a label."""
    return isinstance(node, dict) and set(node) == {"text", "line"}


def is_placed(node: Node) -> bool:
    """True for a cell, or an eligible cost: an amount with a year and a stage."""
    return isinstance(node, dict) and {"year_offset", "stage", "cite"} <= set(node)


def prints(node: Node) -> list[str]:
    """Every print at or below a node, with its line, in order."""
    if is_cite(node):
        return [printed(node)]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for child in children for text in prints(child)]


def printed(cite: Node) -> str:
    """A cite in words: `54,826千円 (L15)`, or the bare value where the source lacks it."""
    place = "" if cite["line"] is None else f" (L{cite['line']})"
    return f"{cite['printed']}{place}"


def words(node: Node) -> str:
    """A row or cell in words: its label, then its prints."""
    label = node.get("label") if isinstance(node, dict) else None
    name = label["text"] if label is not None and is_label(label) else label or ""
    return " ".join([part for part in (name, ", ".join(prints(node))) if part])
