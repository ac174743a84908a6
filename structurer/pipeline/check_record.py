"""Run every check again on a saved record."""

from collections.abc import Iterable

from structurer.checks.every import run
from structurer.checks.reading import Reading
from structurer.errors import (
    RecordSourceMismatch,
)
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Word
from structurer.pipeline.check_sheet import objection, own_vocabulary
from structurer.pipeline.outcome import Outcome
from structurer.reading import layout
from structurer.record.extraction import Extraction
from structurer.record.record import Record
from structurer.sheet.model import Sheet
from structurer.sheet.prior import Prior
from structurer.text.source import Source


def recheck(
    record: Record, source: Source | None = None, words: Iterable[Word] = (), priors: tuple[Prior, ...] | None = None
) -> Outcome:
    """Every check again on a saved record; `source`, where given, must be the text it was read from.

    The layout reader is the witness of a model's record, and of any record that is not what it reads itself. On a record
    that a person has reviewed, waivers hold whose finding is unchanged, and an approval where nothing is open. Of the words
    that the record rests on those hold that are among `words`: what was revoked since, or is confirmed nowhere here, does not.
    It is compared with the records of the year before that it was saved with, or with `priors`, where they are given.
    """
    reading = reading_of(record, source, words, priors)
    return Outcome(reading, run(reading), record.reading, review=record.review, given=record.given)


def reading_of(
    record: Record, source: Source | None = None, words: Iterable[Word] = (), priors: tuple[Prior, ...] | None = None
) -> Reading:
    """A record as the checks take it; `source`, where given, must be the text it was read from."""
    kept = record.source.rebuild()
    given = kept if source is None else Source(kept.name, source.text)
    if given.sha256 != record.source.sha256:
        raise RecordSourceMismatch(record.source.name, record.source.sha256, given.sha256)
    own = own_vocabulary(given, words, record.sheet)
    second = record.reading.second
    said = (record.prior or ()) if priors is None else priors
    witness = _witness(record, given, own)
    return Reading(given, record.sheet, witness, own, None if second is None else second.sheet, said)


def _witness(record: Record, source: Source, words: Vocabulary) -> Sheet | None:
    """The layout reader, beside a model's record and beside any that is not what it reads itself.

    It is no witness of its own reading that a person corrected, nor of one it made with proposed words, unless it reads
    the same figures otherwise: it would only repeat what was corrected. Whether it was compared is settled when a person
    first saves, so that no finding comes or goes with the mere opening of a record.
    """
    if record.reading.reader == "layout" and record.review is not None and not record.review.witnessed:
        return None
    if record.reading.is_unconfirmed and record.reading.reader == "layout" and record.review is None:
        return objection(source, Extraction(record.sheet, record.reading), words)
    witness = layout.read_sheet(source, words)
    return None if record.reading.reader == "layout" and witness == record.sheet else witness
