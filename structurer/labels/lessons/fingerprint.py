"""The fingerprint of a layout: its headings and the shapes of its rows, never its figures, years or project.

A fingerprint is a set of short hashes, so nothing of a sheet can be read back from it. Two sheets are of one layout where
their sets share enough (`SAME`); `python -m benchmarks.lessons` measures it on any folder of sheets.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import pairwise

from structurer.labels.label import plain
from structurer.labels.vocabulary import Vocabulary
from structurer.text.rows import Row, rows
from structurer.text.scan import NAMES
from structurer.text.source import Source
from structurer.text.words import squeeze

SAME = 0.4
"""The share that makes two fingerprints one layout: made sheets share 0.9 within a layout, and less than this across layouts."""

_DIGITS = 5  # hexadecimal: a million values keep a few hundred features apart, and give none of them away
_YEAR = re.compile(r"(?:令和|平成|昭和|[RHS])?(?:元|\d{1,4})年度?|[RHS]\d{1,2}")
_NOT_LETTERS = re.compile(r"[\W\d_A-Za-z]+")
_OPENS = re.compile(r"#{1,4}|[(〈<【■◆○\[]?[\d①-⑳]{1,2}[)〉>】.、．]?|[〈<【■◆○]")
_LONGEST_HEADING = 24  # characters: what is longer is a sentence, which changes from sheet to sheet
_LONGEST_CELL = 14  # characters: a heading of a column fits a narrow cell


def fingerprint(source: Source, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The hashes of what the layout of a source is made of, in order."""
    return tuple(sorted({_hash(feature) for feature in features(source, vocabulary)}))


def similarity(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of two fingerprints that is common to both, from 0 to 1; 0 for two empty ones."""
    first, second = set(one), set(other)
    whole = first | second
    return len(first & second) / len(whole) if whole else 0.0


def features(source: Source, vocabulary: Vocabulary) -> Iterator[str]:
    """Known labels and their order, the shapes of rows with amounts, pairs of letters of headings."""
    before = ""
    for row in rows(source, vocabulary.heading_words):
        amounts = sum(cell.figure is not None for cell in row.cells)
        if amounts:
            yield f"shape {row.kind} {len(row.filled)}"
        words = [] if amounts > 1 else list(_labels(row, vocabulary))
        for word in words:
            yield f"word {word}"
            yield f"order {before} {word}"
            before = word
        if not amounts:
            for text in _headings(row):
                yield from (f"pair {a}{b}" for a, b in pairwise(text))


def _labels(row: Row, vocabulary: Vocabulary) -> Iterator[str]:
    """The labels of a row that the vocabulary knows."""
    for cell in row.filled:
        word = _YEAR.sub("", plain(cell.label)) if len(cell.text) <= _LONGEST_CELL * 2 else ""
        if word in vocabulary.known:
            yield word


def _headings(row: Row) -> Iterator[str]:
    """The texts of a row that are headings: of columns where it has several short ones, else of what follows below."""
    if any(figure.kind not in NAMES for cell in row.cells for figure in cell.figures):
        return
    texts = [squeeze(cell.text) for cell in row.filled if not cell.is_blank and not cell.is_rule]
    several = len(texts) > 2 and all(len(text) <= _LONGEST_CELL for text in texts)
    opened = len(texts) == 1 and len(texts[0]) <= _LONGEST_HEADING and _OPENS.match(texts[0]) is not None
    for text in texts if several or opened else ():
        yield _NOT_LETTERS.sub("", _YEAR.sub("", text))


def _hash(feature: str) -> str:
    return hashlib.sha256(feature.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
