"""Columns and tables of an export with their documentation; a row is a tuple of texts, as CSV prints them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from structurer.record.tabular.revision import Revision
from structurer.text.source import Source

TextRow = tuple[str, ...]
Value = str | int | Decimal | datetime | None


class ColumnKind(Enum):
    """The kind of a column's texts."""

    TEXT = auto()
    INTEGER = auto()
    AMOUNT = auto()  # an exact decimal, or `n/d`: stays text where a type would round it
    TIME = auto()
    THOUSANDS = auto()  # an exact decimal in 千円, a number in a typed table
    YEN = auto()  # whole yen in a typed table; no text column has it


@dataclass(frozen=True)
class ExportColumn:
    """One column.

    Attributes:
        name: in every format; never changes.
        title, title_en: its heading for people.
        description, description_en: one sentence about it.
        words: the codes it may hold, each with its Japanese word; empty where any text may stand.
        filled: whether every row has a value; elsewhere an empty text says that there is none.
        pattern: what a text of it looks like, as a regular expression.
        width: in characters, for a workbook.
    """

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    kind: ColumnKind = ColumnKind.TEXT
    words: Mapping[str, str] = field(default_factory=dict)
    filled: bool = False
    pattern: str = ""
    width: int = 10

    def value(self, text: str) -> Value:
        """A text as the type of the column: an empty number or time is None, an empty text stays a text."""
        if self.kind is ColumnKind.INTEGER:
            return int(text) if text else None
        if self.kind is ColumnKind.TIME:
            return datetime.fromisoformat(text) if text else None
        if self.kind is ColumnKind.THOUSANDS:
            return Decimal(text) if text else None
        return text


@dataclass(frozen=True)
class ExportTable:
    """One table of an export.

    Attributes:
        name: of its file.
        title, title_en: its heading for people.
        description, description_en: what a row of it is.
        columns: what a row holds.
        rows: the rows of one revision, given with its source.
        derived: a column that only typed tables have, the columns it rests on, and how it is worked out of their texts.
        key: the column that tells one row from another; empty where none does.
    """

    name: str
    title: str
    title_en: str
    description: str
    description_en: str
    columns: tuple[ExportColumn, ...]
    rows: Callable[[Revision, Source], Iterator[TextRow]]
    derived: tuple[tuple[ExportColumn, tuple[str, ...], Callable[..., Value]], ...] = ()
    key: str = ""

    @cached_property
    def header(self) -> TextRow:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def typed(self) -> tuple[ExportColumn, ...]:
        """The columns of a typed table: the derived ones come last."""
        return (*self.columns, *(column for column, _, _ in self.derived))

    def values(self, row: TextRow) -> tuple[Value, ...]:
        """A row as a typed table has it."""
        plain = (column.value(text) for column, text in zip(self.columns, row, strict=True))
        if not self.derived:
            return tuple(plain)
        texts = dict(zip(self.header, row, strict=True))
        return (*plain, *(work_out(*map(texts.__getitem__, names)) for _, names, work_out in self.derived))
