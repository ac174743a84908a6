"""A person's changes to a reading, as they are stored: corrections, waivers, an approval. Shape only.

A correction says what is to be changed, a waiver which finding is accepted and why. `review` applies them; a record keeps
them. Paths are texts such as `costs.0.rows.1.cells.0.cite`, as in the results of a record.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from structurer.sheet.model import Measure, Model, Stage
from structurer.text.source import Unit

IdentityField = Literal[
    "publisher", "project", "code", "department", "division", "unit", "period", "fiscal_year", "stage", "accounts"
]
"""A field of the sheet's head; `fiscal_year` is worked out from its label."""


def _joined(path: object) -> object:
    return ".".join(map(str, path)) if isinstance(path, tuple | list) else path


FieldPath = Annotated[str, BeforeValidator(_joined)]
"""The way to a part of the sheet; a tuple of steps is taken too."""


class Trace(Model):
    """The effect of a correction, in the sheet's own words, so that a log can be read without the sheet."""

    row: str = ""
    measure: str = ""
    stage: str = ""
    before: str = ""
    after: str = ""


class Edit(Model):
    """The base of every correction: its reason, and, once it is applied, its effect."""

    reason: str = ""
    trace: Trace | None = None


class Repoint(Edit):
    """A field cites another figure of the source; code works out amount, unit and line.

    `printed`, where given, must be what the figure prints. `unit` only where the field's own is not right.
    """

    kind: Literal["repoint"] = "repoint"
    path: FieldPath
    figure: str
    printed: str = ""
    unit: Unit | None = None


class Enter(Edit):
    """A value that stands nowhere in the source: it cites no figure and is marked `corrected` for as long as it stands."""

    kind: Literal["enter"] = "enter"
    path: FieldPath
    amount: str
    unit: Unit | None = None
    printed: str = ""


class Relabel(Edit):
    """A heading or row label is another text."""

    kind: Literal["relabel"] = "relabel"
    path: FieldPath
    text: str
    line: int | None = None


class Place(Edit):
    """An amount measures something else, or belongs to another year or stage; what is None stays."""

    kind: Literal["place"] = "place"
    path: FieldPath
    measure: Measure | None = None
    year_offset: int | None = None
    stage: Stage | None = None


class NewCell(Model):
    """One amount to add: a figure of the source, or, where `figure` is None, a value that the source lacks."""

    measure: Measure
    year_offset: int = 0
    stage: Stage = Stage.NONE
    figure: str | None = None
    amount: str = ""
    unit: Unit | None = None
    printed: str = ""


class AddRow(Edit):
    """A row of a table: `costs.0.rows`, `funding.0.rows`, `sections.0.items` … ; at the end unless a position is given.

    The number of a table that is not there yet makes it: `funding.0.rows` where the sheet has no funding table.
    """

    kind: Literal["add_row"] = "add_row"
    path: FieldPath
    text: str = ""
    line: int | None = None
    cells: tuple[NewCell, ...] = ()
    position: int | None = None


class RemoveRow(Edit):
    """A row, item, part or any other member of a list goes, with all that is below it."""

    kind: Literal["remove_row"] = "remove_row"
    path: FieldPath


class AddCell(Edit):
    """An amount more in a row: `costs.0.rows.1.cells`, `costs.0.rows.1.staff`, `sections.0.items.2.subsidy`."""

    kind: Literal["add_cell"] = "add_cell"
    path: FieldPath
    cell: NewCell


class RemoveCell(Edit):
    """An amount goes: `costs.0.rows.1.cells.0`, `sections.0.items.2.subsidy.rate`."""

    kind: Literal["remove_cell"] = "remove_cell"
    path: FieldPath


class Identify(Edit):
    """A field of the head is another text; an empty text takes it away."""

    kind: Literal["identify"] = "identify"
    field: IdentityField
    text: str = ""
    line: int | None = None


Correction = Annotated[
    Repoint | Enter | Relabel | Place | AddRow | RemoveRow | AddCell | RemoveCell | Identify,
    Field(discriminator="kind"),
]
"""Any correction; `kind` tells which."""


class Waiver(Model):
    """A person accepts a finding, with a reason.

    `finding` is the finding's key: a finding that changes has another one, and is open again. Who, when and what was
    accepted is filled in when the waiver is applied.
    """

    finding: str
    reason: str
    author: str = ""
    at: str = ""
    code: str = ""
    lines: tuple[int, ...] = ()
    working: tuple[str, ...] = ()


class Approval(Model):
    """A person's word that a reading is right as it stands."""

    author: str
    at: str
    reason: str = ""


class Review(Model):
    """A person's changes between a revision and its parent, and what is in force since.

    Attributes:
        author, at, reason: who saved it, when, and why.
        parent: the revision it was made on.
        corrections: those that led from the parent to here, in order.
        waivers: all in force, older ones included.
        lapsed: waivers of the parent whose finding has changed or is gone, or that were withdrawn.
        approval: None where nobody has approved this very state.
        restores: the revision whose content an undo brought back.
        witnessed: whether the reading was compared with the second witness.
    """

    author: str
    at: str
    reason: str = ""
    parent: int | None = None
    corrections: tuple[Correction, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    lapsed: tuple[Waiver, ...] = ()
    approval: Approval | None = None
    restores: int | None = None
    witnessed: bool = False
