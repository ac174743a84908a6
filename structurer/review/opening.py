"""A record back to a draft: its source, its reading, the second witness if one was used, every check run again."""

from collections.abc import Iterable
from dataclasses import replace

from structurer.labels.word import Word
from structurer.pipeline import reading_of
from structurer.record.record import Record
from structurer.review.engine import Draft, begin
from structurer.sheet.prior import Prior
from structurer.text.source import Source


def draft_of(
    record: Record,
    source: Source | None = None,
    parent: int | None = None,
    words: Iterable[Word] = (),
    priors: tuple[Prior, ...] | None = None,
) -> Draft:
    """A record as a draft; `source`, where given, must be the text it was read from.

    `words` are those confirmed by now, `priors` what the records of the year before say now; None: what they said then.
    """
    draft = begin(reading_of(record, source, words, priors), record.reading, record.review, parent)
    return replace(draft, given=record.given)
