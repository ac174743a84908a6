"""A spot: what is printed around one figure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """What is printed around a figure.

    Attributes:
        by: how the place is proved (`cell`, `screen`, `count`, `word`, `sentence`); None where it is not.
        label: the texts of the row's label, the nearest last.
        columns: the headings over the figure, the topmost first.
        own: the words in the figure's own cell or clause.
        beside: other texts of the row that qualify it (a unit column).
        lines: where the evidence stands.
        top: the position of the row with which the table begins.
        why: the printed words at which the walk stopped, in 「」; empty where nothing is printed there.
        is_part: True for a part of an item's own text, which has the date and the owner of the item.
        is_right: True in the right one of two tables on the same lines.
    """

    by: str | None
    label: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    own: str = ""
    beside: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    top: int = 0
    why: str = ""
    is_part: bool = False
    is_right: bool = False
