"""A record back to a draft: its source, its reading, the second witness if one was used, every check run again."""

from collections.abc import Iterable
from dataclasses import replace

from structurer.labels.word import Word
from structurer.pipeline import reading_of
from structurer.record.record import Record
from structurer.review.engine import Draft, begin
from structurer.text.source import Source


def draft_of(
    record: Record, source: Source | None = None, parent: int | None = None, words: Iterable[Word] = ()
) -> Draft:
    """A record as a draft; `source`, where given, must be the text it was read from. `words` are those confirmed by now."""
    draft = begin(reading_of(record, source, words), record.reading, record.review, parent)
    return replace(draft, given=record.given)
