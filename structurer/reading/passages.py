"""The running text of a sheet, copied from its lines: a model names the lines, it does not write them again."""

from collections.abc import Iterator, Sequence

from structurer.labels.label import TAGS
from structurer.reading.wire import ReplyPassage
from structurer.sheet.model import Label, Measures, Passage
from structurer.text import lazy_re as re
from structurer.text.source import Figure, Source
from structurer.text.words import heading, squeeze, tidy, untag

_BULLET = re.compile(r"^[\s\-・○●◇◆※*|]+")
_SEPARATOR = re.compile(r"[|\t]")
_NO_TEXT = re.compile(r"[\d\W_]*")
_SHORTEST_REASON = 8  # characters: a shorter text of a row is a unit or a name, no reason


def narrative(source: Source, named: Sequence[ReplyPassage]) -> tuple[Passage, ...]:
    """The passages a reply names, as far as such lines exist."""
    count = len(source.lines)
    return tuple(_passage(source, passage) for passage in named if 1 <= passage.line <= count)


def description(source: Source, label: Label, figures: Sequence[Figure | None], apart: Sequence[str | None]) -> str:
    """Return the words of a row: its cells without the label, the amounts and the other fields."""
    lines = [figure.line for figure in figures if figure is not None]
    if label.line is None:
        return ""
    cells: list[str] = []
    for number in range(label.line, max([label.line, *lines]) + 1):
        line = source.lines[number - 1]
        amounts = [f.start - line.start for f in figures if f is not None and f.line == number]
        cells += [text for start, text in _cells(line.drawn) if not _holds(start, text, amounts)]
    return "\n".join(_texts(cells, apart))


def around(source: Source, figure: Figure) -> str:
    """The cell a figure stands in."""
    line = source.lines[figure.line - 1]
    at = figure.start - line.start
    return next((tidy(text) for start, text in _cells(line.drawn) if start <= at <= start + len(text)), "")


def reason(source: Source, label: Label, apart: Sequence[str | None]) -> str | None:
    """Return the stated reason of an indicator's target: the last running text of its row."""
    if label.line is None:
        return None
    texts = _texts([text for _, text in _cells(source.lines[label.line - 1].drawn)], apart)
    return next((text for text in reversed(texts) if len(text) >= _SHORTEST_REASON), None)


def _passage(source: Source, named: ReplyPassage) -> Passage:
    title = Label(text=heading(source.lines[named.line - 1].drawn), line=named.line)
    numbers = range(named.line + 1, min(named.last, len(source.lines)) + 1)
    return Passage(heading=title, kind=named.kind, entries=tuple(_entries(source, numbers)))


def _entries(source: Source, numbers: range) -> Iterator[Measures]:
    for number in numbers:
        text = _BULLET.sub("", tidy(untag(source.lines[number - 1].drawn)))
        if text:
            tags = tuple(found[1] for found in TAGS.finditer(text))
            yield Measures(text=TAGS.sub("", text).strip(), line=number, tags=tags)


def _holds(start: int, text: str, amounts: Sequence[int]) -> bool:
    return any(start <= at < start + len(text) for at in amounts)


def _cells(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cell in _SEPARATOR.split(text):
        yield start, cell
        start += len(cell) + 1


def _texts(cells: Sequence[str], apart: Sequence[str | None]) -> list[str]:
    known = {squeeze(text) for text in apart if text is not None}
    texts = [tidy(untag(cell)) for cell in cells]
    return [text for text in texts if squeeze(text) not in known and _NO_TEXT.fullmatch(text) is None]
