"""The result of a reader: the sheet and who read it."""

from dataclasses import dataclass

from structurer.record.record import Provenance
from structurer.sheet.model import Sheet


@dataclass(frozen=True, slots=True)
class Extraction:
    """A sheet read by a reader, its provenance, and the raw replies of a model (empty for the layout reader)."""

    sheet: Sheet
    provenance: Provenance
    replies: tuple[str, ...] = ()
