"""The scope of a word: the sheets of one publisher, or where a sheet prints none those with the very same headings.

A sheet has one scope, which its print decides and no reader: a word of one publisher never serves another's sheet, and one
that was confirmed on sheets without a publisher serves no sheet that prints one.
"""

import hashlib
from collections.abc import Iterable, Iterator

from structurer.labels.label import without_year
from structurer.labels.vocabulary import Vocabulary
from structurer.labels.word import Word
from structurer.text.rows import rows
from structurer.text.scan import NAMES
from structurer.text.source import Source
from structurer.text.words import squeeze

PUBLISHER, LAYOUT = "publisher", "layout"
_DIGITS = 16  # hexadecimal: two layouts share them with a chance of 1 in 10^19
_FEWEST_HEADINGS = 3  # cells of a row of headings: two short texts side by side are a label and its value


def publisher_scope(publisher: str) -> str:
    """The scope of the sheets that print this publisher."""
    return f"{PUBLISHER}:{squeeze(publisher)}"


def scope_of(source: Source, publisher: str | None, vocabulary: Vocabulary) -> str:
    """The scope of a sheet; `publisher` is what its head prints."""
    if publisher is not None and squeeze(publisher):
        return publisher_scope(publisher)
    headings = "\n".join(sorted(set(_headings(source, vocabulary))))
    return f"{LAYOUT}:{hashlib.sha256(headings.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def _headings(source: Source, vocabulary: Vocabulary) -> Iterator[str]:
    """The rows of column headings, years left out."""
    for row in rows(source, vocabulary.heading_words):
        numbered = any(figure.kind not in NAMES for cell in row.cells for figure in cell.figures)
        texts = [without_year(cell.text) for cell in row.filled if not cell.is_blank and not cell.is_rule]
        if not numbered and len(texts) >= _FEWEST_HEADINGS:
            yield "|".join(texts)


def printed(source: Source, words: Iterable[Word], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Of some words those that a sheet prints and that may be words beside a vocabulary, in order."""
    given = tuple(words)
    text = squeeze(source.text) if given else ""
    return tuple(word for word in given if word.label in text and vocabulary.refusal(word.word, word.meaning) is None)
