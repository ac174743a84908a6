"""From a record back to a draft: its source, its reading, the witness that was heard, every check run again."""

from structurer.errors import RecordSourceMismatch
from structurer.reading import layout
from structurer.record.extraction import Extraction
from structurer.record.record import Record
from structurer.review.engine import Draft, begin
from structurer.sheet.entry import Reading
from structurer.sheet.model import Sheet
from structurer.text.source import Source


def draft_of(record: Record, source: Source | None = None, parent: int | None = None) -> Draft:
    """A record as a draft; `source`, where given, must be the text it was read from."""
    kept = record.source.rebuild()
    given = kept if source is None else Source(kept.name, source.text)
    if given.sha256 != record.source.sha256:
        raise RecordSourceMismatch(record.source.name, record.source.sha256, given.sha256)
    reading = Reading(given, record.sheet, _witness(record, given))
    return begin(reading, record.reading, record.review, parent)


def _witness(record: Record, source: Source) -> Sheet | None:
    """The layout reader, beside a model's record and beside any that is not what it reads itself.

    What a person made of its own reading, or it did with a person's lessons, it is no witness of, unless it says otherwise of
    the same figures: it would only repeat what was corrected. Whether it was heard
    is settled when a person first saves, so that no finding comes or goes with the mere opening of a record.
    """
    if record.reading.reader == "layout" and record.review is not None and not record.review.witnessed:
        return None
    if record.reading.lessons and record.reading.reader == "layout" and record.review is None:
        return layout.objection(source, Extraction(record.sheet, record.reading))
    witness = layout.read_sheet(source)
    return None if record.reading.reader == "layout" and witness == record.sheet else witness
