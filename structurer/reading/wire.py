"""The shape a model answers in: names, tables of facts, passages. A figure is its id and its printed text, never a number.

Shape only: what a reply means is decided in `resolve`, and no value is judged here, because a validator's failure is
sent back to the model, which then bends a figure until it fits. What is not there is an empty text. Field order is the order a
model writes in. One shape answers every question about a sheet, so that rules and schema are the same bytes in each request.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from structurer.sheet.model import Measure, Stage
from structurer.text import lazy_re as re

TableKind = Literal[
    "cost", "funding", "item", "total", "indicator", "plan", "rate", "eligible", "difference", "none",
]  # fmt: skip
"""The tables of the facts; beside them rates of the national share, eligible costs, differences, and what is no figure of the record."""
BudgetStage = Literal[
    Stage.REQUEST, Stage.PROPOSAL, Stage.APPROVED, Stage.INITIAL, Stage.SUPPLEMENTARY, Stage.CARRIED_OVER,
    Stage.CURRENT, Stage.SETTLED, Stage.DEFERRED, Stage.SEPARATE, Stage.FORECAST, Stage.NONE,
]  # fmt: skip
NameKind = Literal[
    "publisher", "project", "code", "department", "division", "unit", "period", "fiscal_year", "stage", "accounts",
    "decision",
]  # fmt: skip
PassageKind = Literal["issues", "purpose", "measures", "results", "evaluation", "finance_comment", "other"]

# The limits end an answer that a small model would write on for ever. Beside each stands the largest count in 114 sheets.
# A longer answer is cut and not refused: nothing is lost by it without a trace, an amount cut off is asked about (CMP801).
_ROW = 24  # figures of one row, names, passages and tables of a sheet: at most 16
_TABLE = 200  # rows of one table: at most 24, but a list of items may go on over pages


_AT = re.compile(r"\s*⟦?(?P<id>F\d{1,9})(?:\s*⟧|\s+|$)\s*(?P<printed>.*)", re.DOTALL)
"""An id and the print behind it, with the mark of the sheet around the id or without."""


def _most(count: int) -> tuple[FieldInfo, BeforeValidator]:
    """A limit of a list, which its schema names and at which it is cut."""
    return Field(max_length=count), BeforeValidator(
        lambda given: tuple(given[:count]) if isinstance(given, list) else given
    )


class Wire(BaseModel):
    """Frozen and closed; no field has a default, so that the schema can require every one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ReplyFigure(Wire):
    """One figure: what it measures, and the id in its mark with the print behind it: `F7 54,826千円`."""

    of: Measure
    at: str

    @property
    def measure(self) -> Measure:
        """What the figure measures."""
        return self.of

    @property
    def id(self) -> str | None:
        """The id, where one is given."""
        found = _AT.match(self.at)
        return None if found is None else found["id"]

    @property
    def printed(self) -> str:
        """The print."""
        found = _AT.match(self.at)
        return self.at if found is None else found["printed"]


class ReplyRow(Wire):
    """The figures of one row, of one year and stage."""

    label: str
    year: str
    stage: BudgetStage
    cells: Annotated[tuple[ReplyFigure, ...], *_most(_ROW)]


class ReplyTable(Wire):
    """Rows under one heading."""

    kind: TableKind
    heading: str
    rows: Annotated[tuple[ReplyRow, ...], *_most(_TABLE)]


class ReplyName(Wire):
    """A name of the head as printed, or a decision in a few words."""

    kind: NameKind
    text: str


class ReplyPassage(Wire):
    """A heading of running text by number of its line, and the last line below it."""

    kind: PassageKind
    line: int
    last: int


class Reply(Wire):
    """What a sheet says, or some lines of it."""

    names: Annotated[tuple[ReplyName, ...], *_most(_ROW)]
    tables: Annotated[tuple[ReplyTable, ...], *_most(_ROW)]
    passages: Annotated[tuple[ReplyPassage, ...], *_most(_ROW)]
