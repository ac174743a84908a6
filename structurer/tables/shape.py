"""The columns of a block as one reading of its headings has them, and the rows below."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from structurer.tables.context import Context
from structurer.tables.sense import Sense, path_sense, sense
from structurer.text.rows import TableCell

MOST_SHAPES = 24  # ways to read one block's headings; more are chance
Heads = tuple[TableCell, ...]
"""The headings over a column, the topmost first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its headings from the top down, what they mean, and whether amounts stand in it."""

    heads: Heads
    sense: Sense
    values: bool

    @classmethod
    def of(cls, context: Context, heads: Heads, *, values: bool = False) -> "Column":
        """The column under some headings, with what they mean together."""
        return cls(heads, path_sense(context, (head.text for head in heads)), values)

    def over(self, values: bool) -> "Column":  # noqa: FBT001  # what it is over is all that it is asked for
        """The same column, over amounts or not."""
        return self if self.values is values else Column(self.heads, self.sense, values)

    @property
    def text(self) -> str:
        """The headings as one text."""
        return " ".join(head.label for head in self.heads)

    def consumed(self, context: Context) -> int:
        """The number of headings that the meaning rests on; -1 where one of them is not understood."""
        whole = sense(context, "".join(head.text.strip() for head in self.heads)).known
        senses = [sense(context, head.label) for head in self.heads]
        known = whole or all(found.known and not found.text for found in senses)
        return len(self.heads) if known else -1


NAMELESS = Column((), Sense(""), values=False)
"""The column of the labels, where no heading stands over it."""


@dataclass(frozen=True)
class Shape:
    """The columns of a block from left to right.

    `indexed` where rows share their places, `short` where rows lack some, `screened` where each heading stands over its amounts;
    `spans` are the columns of the screen that each heading takes, by its column, where rows leave cells blank; `sourced` where the first of
    two columns of words is said to hold sources.
    """

    columns: tuple[Column, ...]
    start: int
    indexed: bool = False
    short: bool = False
    screened: bool = False
    sourced: bool = False
    spans: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def values(self) -> tuple[Column, ...]:
        """The columns of amounts."""
        return tuple(column for column in self.columns if column.values)

    @cached_property
    def labels(self) -> frozenset[int]:
        """The columns before the amounts that hold the labels of rows: not their numbers, not texts beside a name."""
        lead = [n for n in range(self.lead) if not (self.columns[n].sense.number or self.columns[n].sense.unit)]
        if self.indicators:
            name = max(n for n in lead if self.columns[n].sense.indicator)
            return frozenset(
                n for n in lead if n >= name and not (self.columns[n].sense.unit or self.columns[n].sense.years)
            )
        texts = {self.columns[n].text for n in lead}
        if len(lead) > 1 and len(texts) == 1 and "" not in texts:
            return frozenset(lead)  # one heading over several columns, printed over each of them
        named = [n for n in lead if not self.columns[n].sense.text]
        headed = any(self.columns[n].heads for n in named)
        return frozenset(named if headed or len(named) == len(lead) else lead[:1])

    @cached_property
    def last(self) -> int:
        """The last column of amounts."""
        return max((n for n, column in enumerate(self.columns) if column.values), default=-1)

    @cached_property
    def indicators(self) -> bool:
        """True where a column before the amounts holds the names of indicators."""
        return any(column.sense.indicator for column in self.columns[: self.lead])

    @cached_property
    def lead(self) -> int:
        """The columns before the first amounts."""
        return next((n for n, column in enumerate(self.columns) if column.values), len(self.columns))


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its label's cells, the amount in each column by its number, the texts beside them.

    `bracketed` are the amounts in brackets on the line below, by their columns.
    """

    labels: tuple[TableCell, ...]
    values: dict[int, TableCell]
    texts: tuple[TableCell, ...]
    sense: Sense
    position: int
    following: int
    beside: dict[int, TableCell] = field(default_factory=dict)
    bracketed: dict[int, TableCell] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The label."""
        return " ".join(entry.label for entry in self.labels if entry.label)
