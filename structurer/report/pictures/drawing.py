"""A picture as plain data: shapes in percent of its width and pixels of its height, so that its words are never scaled."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from rich.cells import cell_len

_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: place and width in percent, or the width in pixels where it is a mark; `words` are those of its tooltip."""

    x: str
    y: int
    width: str
    height: str
    css: str
    words: str = ""
    inside: tuple["Words", ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `anchor` is the side that stands at x."""

    x: str
    y: int
    text: str
    css: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band from a piece of the left edge to a piece of the right one, in pixels of the height."""

    left: tuple[str, str]
    right: tuple[str, str]
    css: str
    words: str

    @property
    def path(self) -> str:
        """The path, over a width of 100."""
        (a, b), (c, d) = self.left, self.right
        return f"M0 {a}C50 {a} 50 {c} 100 {c}L100 {d}C50 {d} 50 {b} 0 {b}Z"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of the table below a picture; `record` and `path` lead to the record and the field that print it, where there are such."""

    text: str
    record: str = ""
    path: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its table.

    Attributes:
        said: the picture in one sentence, for those who do not see it.
        notes: what is not drawn, and why.
        height: in pixels; 0 where nothing can be drawn, and only the table is shown.
        band: where the ribbons run, in percent: from, and how wide.
    """

    kind: str
    title: str
    said: str
    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    notes: tuple[str, ...] = ()
    height: int = 0
    boxes: tuple[Box, ...] = ()
    words: tuple[Words, ...] = ()
    ribbons: tuple[Ribbon, ...] = ()
    band: tuple[str, str] = ("0%", "100%")


def percent(share: Fraction) -> str:
    """A share as percent of the width, to a hundredth."""
    return f"{rounded(share * 100)}%"


def rounded(value: Fraction, step: Decimal = _STEP) -> str:
    """A length, or a share in words, as decimal text of one step's places."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(exact.quantize(step, rounding=ROUND_HALF_EVEN), "f")


TENTH = Decimal("0.1")
"""The step of a share in words."""


def shortened(text: str, columns: int) -> str:
    """A text that fits so many columns of a screen, with an ellipsis where something is left out."""
    if cell_len(text) <= columns:
        return text
    return "".join(_fitting(text, columns - 1)) + "…"


def _fitting(text: str, columns: int) -> Iterator[str]:
    for character in text:
        columns -= cell_len(character)
        if columns < 0:
            return
        yield character
