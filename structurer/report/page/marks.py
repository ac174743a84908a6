"""The source in pieces: every figure marked by what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from structurer.language import say
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import field_name
from structurer.text.origin import page_of, spoken
from structurer.text.source import Figure, Line


class State(StrEnum):
    """The state of a figure, the gravest last; each has a colour and a shape of its own."""

    LOOSE = "loose"
    CITED = "cited"
    CORRECTED = "corrected"
    WAIVED = "waived"
    UNCLAIMED = "unclaimed"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of a line; `figure` is the id of the figure it prints, empty for plain text."""

    text: str
    figure: str = ""
    state: str = ""
    title: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the source in pieces.

    Attributes:
        number: 1-based.
        flagged: an open finding is about the line as a whole.
        place: where it stands in its document, in words; empty for a text.
        sheet: the page or worksheet that begins with it, in words; empty where none does.
    """

    number: int
    flagged: bool
    pieces: tuple[MarkedPiece, ...]
    place: str = ""
    sheet: str = ""


def state_name(state: State) -> str:
    """A state in words."""
    words = {
        State.FINDING: ("確認事項の数字", "in a finding"),
        State.UNCLAIMED: ("使われていない金額", "unclaimed amount"),
        State.WAIVED: ("了承済み", "waived"),
        State.CORRECTED: ("人が訂正", "corrected"),
        State.CITED: ("引用済み", "cited"),
        State.LOOSE: ("対象外", "not asked about"),
    }
    return say(*words[state])


def legend() -> tuple[tuple[str, str], ...]:
    """Every state with its words, the gravest first."""
    return tuple((state.value, state_name(state)) for state in reversed(State))


def lines(indexed: IndexedRecord) -> Iterator[MarkedLine]:
    """Every line of the source."""
    known = states(indexed)
    flagged = {line for result in indexed.open if not result.figures for line in result.lines}
    origin, before = indexed.source.origin, ""
    for line in indexed.source.lines:
        place = "" if origin is None else origin.place(line.number)
        begun = page_of(place)
        opened = begun if begun != before else ""
        before = begun or before
        pieces = tuple(_pieces(indexed, line, known))
        yield MarkedLine(line.number, line.number in flagged, pieces, spoken(place), spoken(opened))


def states(indexed: IndexedRecord) -> dict[str, State]:
    """The state of each figure that has a value."""
    found = {figure.id: State.LOOSE for figure in indexed.record.unclaimed}
    found |= dict.fromkeys(indexed.fields, State.CITED)
    found |= dict.fromkeys(indexed.corrected & set(indexed.fields), State.CORRECTED)
    for place, result in enumerate(indexed.record.results):
        if result.finding:
            waived = result.key in indexed.waivers
            graver = State.WAIVED if waived else State.UNCLAIMED if place in indexed.about else State.FINDING
            for figure in indexed.figures_of[place]:
                found[figure] = max(found.get(figure, State.LOOSE), graver, key=_WEIGHT.index)
    return found


_WEIGHT = tuple(State)


def _pieces(indexed: IndexedRecord, line: Line, known: dict[str, State]) -> Iterator[MarkedPiece]:
    at = 0
    for figure in indexed.source.by_line.get(line.number, ()):
        if figure.id in known:
            start, end = figure.start - line.start, figure.end - line.start
            yield MarkedPiece(line.text[at:start])
            yield _marked(indexed, figure, known[figure.id])
            at = end
    yield MarkedPiece(line.text[at:])


def _marked(indexed: IndexedRecord, figure: Figure, state: State) -> MarkedPiece:
    fields = indexed.fields.get(figure.id, ())
    names = [field_name(indexed.facts[path]) for path in fields if path in indexed.facts]
    title = ": ".join([state_name(state), *([" / ".join(names)] if names else [])])
    return MarkedPiece(figure.printed, figure.id, state.value, title, fields)
