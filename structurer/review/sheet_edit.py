"""A sheet's tree under one correction, and what the corrections share: labels, places, one amount of a kind in a row."""

from dataclasses import dataclass

from structurer.checks.reading import Reading
from structurer.errors import CellTaken, FieldUnknown
from structurer.record import wording
from structurer.review import tree
from structurer.review.tree import Node, Steps
from structurer.sheet.model import Label

PARTS = ("rate", "cap", "count")
"""The amounts of a subsidy's terms."""


@dataclass
class SheetEdit:
    """A sheet's tree under one correction: what it was read from, and what the correction did to it."""

    reading: Reading
    tree: Node
    path: str
    kind: str
    before: str = ""
    after: str = ""
    looked_at: Steps = ()

    def found(self, path: str | None = None) -> Node:
        """The node at the path, or at another."""
        return tree.found(self.tree, self.path if path is None else path, self.kind)

    def unknown(self) -> FieldUnknown:
        """The error that names the path."""
        return FieldUnknown(self.path, self.kind)


def label(edit: SheetEdit, text: str, line: int | None) -> Node:
    """A label made of what a person wrote."""
    made = Label(text=wording.required("text", text), line=wording.line(line, edit.reading.source))
    return made.model_dump(mode="json")


def where(cell: Node) -> str:
    """A cell in words: measure, year and stage."""
    return "/".join(
        str(part) for part in (cell.get("measure", ""), cell["year_offset"], cell["stage"] or "-") if part != ""
    )


def refuse_twice(edit: SheetEdit, cells: list[Node], cell: Node) -> None:
    """CellTaken where a row has another amount of a cell's measure, year and stage: no check would ask about the second."""
    if [where(other) for other in cells].count(where(cell)) > 1:
        raise CellTaken(edit.path, where(cell))
