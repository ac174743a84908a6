"""A made sheet as data: its head, tables and lines, and at each figure what a careful person reads there."""

import copy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple


class Meaning(NamedTuple):
    """What a figure says, without its amount: the columns of the contract's facts table.

    `row` is None where the label is not compared.
    """

    table: str
    row: str | None
    measure: str
    year: int
    stage: str
    unit: str = "yen"


class Want(NamedTuple):
    """A fact that a careful person reads: its meaning and its exact amount in the base unit."""

    meaning: Meaning
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MadeCell:
    """A cell: what is printed, and for an amount its meaning and number. `scale` is the cell's own, before the table's."""

    text: str
    meaning: Meaning | None = None
    number: Decimal = Decimal(0)
    scale: int | None = None

    def want(self, scale: int) -> Want | None:
        """The fact of the cell under the scale of its table; None where it prints no amount."""
        if self.meaning is None or not self.text:
            return None
        factor = self.scale if self.scale is not None else scale if self.meaning.unit == "yen" else 1
        return Want(self.meaning, self.number * factor)


@dataclass
class MadeTable:
    """A table: a heading line, a caption, one or two lines of headings, rows.

    In a second line of headings a text under a text is the first leaf of a group; a text under nothing goes on with the group.
    `scale` is what the caption in force says, in yen, `gap` the blanks between columns on the screen.
    """

    header: list[list[str]]
    rows: list[list[MadeCell]]
    heading: str | None = None
    caption: str | None = None
    scale: int = 1000
    gap: int = 3
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def leaves(self) -> list[str]:
        """The lowest heading of each column."""
        return [next((text for text in reversed(column) if text), "") for column in zip(*self.header, strict=True)]

    def columns(self) -> list[int]:
        """The columns that hold amounts."""
        return [j for j in range(len(self.header[0])) if any(row[j].meaning is not None for row in self.rows)]

    def head(self, column: int, text: str) -> None:
        """Put another text over a column."""
        line = next(line for line in reversed(self.header) if line[column])
        line[column] = text

    def remean(self, column: int, **changes: int | str) -> None:
        """Let the amounts of a column mean something else."""
        for row in self.rows:
            cell = row[column]
            if cell.meaning is not None:
                row[column] = replace(cell, meaning=Meaning(**(cell.meaning._asdict() | changes)))

    def relabel(self, number: int, text: str) -> None:
        """Give a row another label; its amounts are compared without it."""
        row = self.rows[number]
        self.rows[number] = [
            replace(row[0], text=text),
            *(replace(cell, meaning=cell.meaning and cell.meaning._replace(row=None)) for cell in row[1:]),
        ]

    def insert(self, at: int, heading: str, cells: list[MadeCell]) -> None:
        """Put a column into the table."""
        for number, line in enumerate(self.header):
            line.insert(at, heading if number == len(self.header) - 1 else "")
        for row, cell in zip(self.rows, cells, strict=True):
            row.insert(at, cell)

    def drop(self, column: int) -> None:
        """Take a column out."""
        for line in self.header:
            del line[column]
        for row in self.rows:
            del row[column]

    def move(self, column: int, to: int) -> None:
        """Let a column stand elsewhere."""
        for line in self.header:
            line.insert(to, line.pop(column))
        for row in self.rows:
            row.insert(to, row.pop(column))

    def exchange(self, first: int, second: int) -> None:
        """Let two columns change places."""
        for line in self.header:
            line[first], line[second] = line[second], line[first]
        for row in self.rows:
            row[first], row[second] = row[second], row[first]

    def wants(self) -> list[Want]:
        """The facts of its cells."""
        found = (cell.want(self.scale) for row in self.rows for cell in row)
        return [want for want in found if want is not None]


@dataclass
class MadeLines:
    """Lines of text with the facts that stand in them."""

    lines: list[str]
    facts: list[Want] = field(default_factory=list)

    def wants(self) -> list[Want]:
        """The facts of the lines."""
        return list(self.facts)


Block = MadeTable | MadeLines


@dataclass
class MadeSheet:
    """A sheet: head lines and blocks, how its tables are drawn, and what may be said of its head.

    `undecided`: the sheet does not decide, and nothing read from it may be verified. `projects`, `years`, `publishers` are
    the values that are right, `never` what no field of the head may hold, `optional` tables (empty: any) and amounts that are
    neither right nor wrong there. `airy`: a blank line between its blocks.
    """

    head: list[str]
    blocks: list[Block]
    style: str
    year: int
    projects: frozenset[str]
    years: frozenset[str]
    publishers: frozenset[str] = frozenset({""})
    undecided: bool = False
    never: tuple[str, ...] = ()
    optional: frozenset[tuple[str, Decimal]] = frozenset()
    airy: bool = False

    def copy(self) -> "MadeSheet":
        """The same sheet, to be changed."""
        return copy.deepcopy(self)

    @property
    def tables(self) -> list[MadeTable]:
        """Its tables."""
        return [block for block in self.blocks if isinstance(block, MadeTable)]

    def wants(self) -> list[Want] | None:
        """The gold: every fact, or None where the sheet does not decide."""
        return None if self.undecided else [want for block in self.blocks for want in block.wants()]
