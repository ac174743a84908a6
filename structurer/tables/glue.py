"""Cells that touch, as converters of PDF print narrow columns: `要求額31,400千円2,409千円`, `その他一般財源`."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from structurer.tables.context import Context
from structurer.tables.sense import sense
from structurer.text import lazy_re as re
from structurer.text.money import fold
from structurer.text.rows import TableCell
from structurer.text.scan import NAMES, Kind
from structurer.text.source import Figure

_WORD = re.compile(r"[^\s\u3000]+")
_HALVES = 2  # words of one heading: a year and a stage, 前年度 当初予算額
_UNIT = re.compile(r"\s?(?:(?:百万|千|万|億)?円|千|人)?\s*")  # what may stand between two amounts that touch
_BEHIND = re.compile(
    r"(?<=\s)(?!(?:(?:百万|千|万|億)?円?|人)\s*$)[^\s\d。]{1,12}\s*$"
)  # a short remark after the last amount
_ENDS_LABEL = re.compile(r"[^\W\dA-Za-z_第約計全各](?:\([A-Za-z](?:[+-][A-Za-z])*\))?$|計$")
_start = attrgetter("start")
_LONGEST_LABEL = 40  # characters before the first amount; a longer text is a sentence


def amounts_apart(entry: TableCell) -> tuple[TableCell, ...]:
    """The label and the amounts of a cell that is a label and amounts and nothing else; the cell where it is something else."""
    spans = [(figure.start - entry.start, figure.end - entry.start) for figure in entry.figures]
    ends = {figure.start for figure in entry.figures} & {figure.end for figure in entry.figures}
    touching = (bool(ends & {figure.start, figure.end}) for figure in entry.figures)
    if not spans or not all(cut or _is_amount(figure) for cut, figure in zip(touching, entry.figures, strict=True)):
        return (entry,)
    label = entry.text[: spans[0][0]]
    behind = _BEHIND.search(entry.text, spans[-1][1])
    end = len(entry.text) if behind is None else behind.start()
    between = [*(entry.text[a[1] : b[0]] for a, b in pairwise(spans)), entry.text[spans[-1][1] : end]]
    named = not label or (len(label) <= _LONGEST_LABEL and _ENDS_LABEL.search(label) is not None)
    apart = len(spans) > 1 or label or behind is not None
    if not apart or not named or any(_UNIT.fullmatch(text) is None for text in between):
        return (entry,)
    starts = [*([0] if label else []), *(span[0] for span in spans), *([] if behind is None else [end])]
    return tuple(_parts(entry, [*zip(starts, [*starts[1:], len(entry.text)], strict=True)]))


def name_apart(entry: TableCell) -> tuple[TableCell, ...]:
    """The name of an item and its text, which a single space parts; the cell where it is not both."""
    name, space, text = entry.text.strip().partition(" ")
    if not space or entry.figures or not (text.startswith("【") or text.endswith("。")) or "。" in name:
        return (entry,)
    begin = entry.text.index(name) + len(name)
    return tuple(_parts(entry, [(0, begin), (begin + 1, len(entry.text))]))


def _is_amount(figure: Figure) -> bool:
    """True for what is an amount wherever it stands: with its unit, or with groups of three digits."""
    printed = figure.scale is not None or "," in fold(figure.printed) or figure.kind is Kind.HEADCOUNT
    return printed and figure.kind not in NAMES


def headings_apart(context: Context, entry: TableCell) -> list[TableCell]:
    """The headings of a cell, where every one of them is known and they are not one together."""
    if entry.is_blank:
        return [entry]
    whole = sense(context, entry.text)
    spans = _words(entry.text)
    apart = len(spans) > 1 and all(sense(context, entry.text[slice(*span)]).known for span in spans)
    if apart and not (whole.measured or whole.total or (whole.dated and len(spans) == _HALVES)):
        return list(_parts(entry, spans))
    if whole.known or entry.figures:
        return [entry]
    touching = context.vocabulary.heading_words(fold(entry.text)) or ()
    known = len(touching) > 1 and all(sense(context, entry.text[slice(*span)]).known for span in touching)
    return list(_parts(entry, touching)) if known else [entry]


def words_of(entry: TableCell) -> list[TableCell]:
    """The words of a cell, each as a cell."""
    return list(_parts(entry, _words(entry.text)))


def _words(text: str) -> list[tuple[int, int]]:
    """The words of a heading; single letters that spaces spread are one."""
    spans: list[tuple[int, int]] = []
    for found in _WORD.finditer(text):
        letter = len(found[0]) == 1 and spans and len(text[slice(*spans[-1])].rsplit(maxsplit=1)[-1]) == 1
        spans[-1:] = [(spans[-1][0], found.end())] if letter else [*spans[-1:], found.span()]
    return spans


def figures_in(entry: TableCell, begin: int, end: int) -> tuple[Figure, ...]:
    """The figures that begin in a part of a cell, given by its offsets in the cell."""
    first = bisect_left(entry.figures, entry.start + begin, key=_start)
    return entry.figures[first : bisect_left(entry.figures, entry.start + end, lo=first, key=_start)]


def _parts(entry: TableCell, spans: Sequence[tuple[int, int]]) -> Iterator[TableCell]:
    """Parts of a cell, each as a cell with the figures that begin in it."""
    for begin, end in spans:
        figures = figures_in(entry, begin, end)
        yield TableCell(entry.text[begin:end], entry.line, entry.index, figures, entry.start + begin)
