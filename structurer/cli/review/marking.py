"""Lines of a source with some of their figures marked: by colour, or by brackets where there is none. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from rich.cells import cell_len
from rich.text import Text

from structurer.report.phrases import printable
from structurer.text.source import Source

_LEAST = 6
"""Columns that a piece between two figures keeps when its line is cut: two full-width characters and the dots."""
_DOTS = "…"


class Mark(StrEnum):
    """The reason why a figure is marked."""

    INVOLVED = "involved"
    SUGGESTED = "suggested"


_STYLES = {Mark.INVOLVED: "bold yellow underline", Mark.SUGGESTED: "bold green reverse"}
_BRACKETS = {Mark.INVOLVED: ("[", "]"), Mark.SUGGESTED: ("{", "}")}

StyledText = tuple[str, Mark | None]


def marked(source: Source, number: int, marks: Mapping[str, Mark], width: int, *, plain: bool) -> Text:
    """One line of the source in one line of the screen; what is too long is cut between the marked figures."""
    line = Text(no_wrap=True)
    for text, mark in _fitted(list(_pieces(source, number, marks, plain=plain)), width):
        line.append(text, style="" if mark is None or plain else _STYLES[mark])
    return line


def gutter(number: int, *, at: bool) -> str:
    """The gutter before a line: its number, and an arrow where the finding is about it."""
    return f"{'>' if at else ' '}{number:>5} | "


def legend(marks: Iterable[Mark], *, plain: bool) -> Iterator[tuple[str, Mark]]:
    """For each mark in use how it looks."""
    for mark in (mark for mark in Mark if mark in set(marks)):
        opening, closing = _BRACKETS[mark] if plain else ("", "")
        yield f"{opening}1,000{closing}", mark


def style(mark: Mark, *, plain: bool) -> str:
    """The style of a mark."""
    return "" if plain else _STYLES[mark]


def _pieces(source: Source, number: int, marks: Mapping[str, Mark], *, plain: bool) -> Iterator[StyledText]:
    line = source.lines[number - 1]
    done = 0
    for figure in source.by_line.get(number, ()):
        mark = marks.get(figure.id)
        if mark is None:
            continue
        opening, closing = _BRACKETS[mark] if plain else ("", "")
        start, end = figure.start - line.start, figure.end - line.start
        yield printable(line.text[done:start]), None
        yield f"{opening}{printable(line.text[start:end])}{closing}", mark
        done = end
    yield printable(line.text[done:]), None


def _fitted(pieces: list[StyledText], width: int) -> Iterator[StyledText]:
    fixed = sum(cell_len(text) for text, mark in pieces if mark is not None)
    loose = [text for text, mark in pieces if mark is None and text]
    if fixed + sum(map(cell_len, loose)) <= width:
        yield from pieces
        return
    room = max(_LEAST, (width - fixed) // max(1, len(loose)))
    last = len(pieces) - 1
    for place, (text, mark) in enumerate(pieces):
        if mark is not None or cell_len(text) <= room:
            yield text, mark
        else:
            yield _cut(text, room, head=place > 0 or last == 0, tail=place < last), None


def _cut(text: str, room: int, *, head: bool, tail: bool) -> str:
    """The parts of a text beside its neighbours, the rest as dots."""
    each = (room - 1) // 2 if head and tail else room - 1
    first = _first(text, each) if head else ""
    rest = "".join(reversed(_first(text[::-1], each))) if tail else ""
    return f"{first}{_DOTS}{rest}"


def _first(text: str, cells: int) -> str:
    taken = 0
    for place, character in enumerate(text):
        taken += cell_len(character)
        if taken > cells:
            return text[:place]
    return text
