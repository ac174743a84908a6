"""The evaluation as one page that needs nothing else: the misses of each sheet beside its source.

Everything of a sheet goes through the template's escaping and `printable`; the page itself forbids scripts and requests.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import jinja2

from structurer.evaluation import phrases
from structurer.evaluation.document import Blamed, Evaluation, Fate, Miss, SheetScore
from structurer.evaluation.gold import Gold
from structurer.language import language, say
from structurer.report import phrases as words
from structurer.report.phrases import printable
from structurer.sheet.facts import Fact
from structurer.text.source import Line, Source
from structurer.text.words import squeeze

_SHOWN = frozenset({Fate.FALSE_ACCEPT, Fate.FALSE_ALARM})
_WEIGHT = ("label", "missed", "wrong", "differs")
FigureSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A part of a line's text; `mark` is the kind of the miss that its figure is in, empty for plain text."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source, divided at its marked figures."""

    number: int
    pieces: tuple[MarkedText, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One sheet with its source; `lines` is empty where there is nothing to show of it."""

    number: int
    sheet: SheetScore
    lines: tuple[SourceLine, ...]


def render(made: Evaluation, golds: Sequence[Gold]) -> str:
    """The page as HTML; `golds` in the order of the evaluation's sheets."""
    details = [
        _detail(number, sheet, gold) for number, (sheet, gold) in enumerate(zip(made.sheets, golds, strict=False))
    ]
    details.sort(key=lambda one: (one.sheet.fate is not Fate.FALSE_ACCEPT, not one.lines, one.number))
    return _template().render(made=made, details=details, lang=language(), fates=phrases.fates(), blamed=list(Blamed))


def _detail(number: int, sheet: SheetScore, gold: Gold) -> Detail:
    shown = sheet.misses or sheet.fate in _SHOWN
    return Detail(number, sheet, tuple(_lines(gold.source, sheet.misses)) if shown else ())


def _lines(source: Source, misses: Iterable[Miss]) -> Iterator[SourceLine]:
    marks = _marks(source, misses)
    for line in source.lines:
        yield SourceLine(line.number, tuple(_pieces(line, marks)))


def _marks(source: Source, misses: Iterable[Miss]) -> dict[FigureSpan, str]:
    """The spans of the figures that misses are about, each with its kind, the gravest where there are several."""
    marks: dict[FigureSpan, str] = {}
    for miss in misses:
        for fact in (miss.gold, miss.read):
            for span in () if fact is None else _spans(source, fact):
                marks[span] = max(marks.get(span, _WEIGHT[0]), miss.kind, key=_WEIGHT.index)
    return marks


def _spans(source: Source, fact: Fact) -> Iterator[FigureSpan]:
    for figure in source.by_line.get(fact.cite.line or 0, ()):
        if squeeze(figure.printed) == squeeze(fact.cite.printed):
            yield figure.start, figure.end


def _pieces(line: Line, marks: dict[FigureSpan, str]) -> Iterator[MarkedText]:
    at, end = 0, len(line.text)
    inside = sorted((span, mark) for span, mark in marks.items() if line.start <= span[0] < line.start + end)
    for (start, stop), mark in inside:
        yield MarkedText(line.text[at : start - line.start])
        yield MarkedText(line.text[start - line.start : stop - line.start], mark)
        at = stop - line.start
    yield MarkedText(line.text[at:])


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("structurer", "evaluation/templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["safe_text"] = printable
    environment.globals.update(say=say, phrases=phrases, words=words)
    return environment.get_template("page.html.j2")
