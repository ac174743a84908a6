"""Presence: every number of a text is cited by the record, or is positively something else.

The numbers are found once more in the folded text, in digits, kanji, daiji and circles, whatever kind the scanner gave them.
A number that no rule explains is missing from the record.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from structurer.checks.proof.cited import CitedText, MeasureNames
from structurer.checks.proof.numbering import list_numbers
from structurer.checks.proof.numerals import NO_THING, NUMERAL, PLACES, harmless, is_code_below
from structurer.checks.proof.reckoning import is_known, reckoned
from structurer.checks.proof.told import tells
from structurer.checks.proof.worked_rows import worked_rows
from structurer.sheet.model import Sheet
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure, Line, Source
from structurer.text.words import squeeze


@dataclass(frozen=True, slots=True)
class Missing:
    """A number that no field cites and nothing explains; `start` and `end` are offsets of the source's text."""

    figure: str | None
    line: int
    start: int
    end: int
    printed: str


def unexplained(source: Source, sheet: Sheet, names: MeasureNames | None = None) -> tuple[Missing, ...]:
    """Return the numbers of a text that the record neither cites nor may leave out, in the order of the text.

    `names` are the printed names of measures: an amount beside one of them may be a cited amount printed once more.
    """
    text = CitedText(source, sheet, {} if names is None else names)
    lists = list_numbers(text)
    found = (missing for line in source.lines for missing in _of_line(text, line, lists.get(line.number, ())))
    return tuple(next(group) for _, group in groupby(found, key=lambda one: one.figure or one.start))


def worked_out(text: CitedText, wanted: Collection[Figure]) -> Iterator[str]:
    """The ids of those of some figures that number a list, or stand in a working whose result the record has."""
    lists = list_numbers(text)
    for number, figures in groupby(sorted(wanted, key=lambda one: one.start), key=lambda one: one.line):
        line = text.source.lines[number - 1]
        spans = list(reckoned(text, line, text.folded(line)))
        for figure in figures:
            start, end = figure.start - line.start, figure.end - line.start
            listed = start in lists.get(line.number, ()) or figure.id in text.rates
            if listed or any(a <= start and end <= b for a, b in spans):
                yield figure.id


_NOTES = re.compile(r"積算|説明|備考|摘要|内容")


def _has_notes(text: CitedText, line: Line) -> bool:
    """True where the last column of a drawn table is one of words about the amounts: 積算の基礎, 説明."""
    above = text.headings[line.number - 1]
    if above is None or text.parts(above) < text.parts(line):
        return False
    return _NOTES.search(squeeze(re.split(r"[\t|]", text.folded(above).rstrip(" |\t"))[-1])) is not None


def counts_in_notes(text: CitedText, figures: Collection[Figure]) -> Iterator[str]:
    """Yield the counts of things, not of persons, that stand under 備考 and its kin or behind what is done: 32基, 5回."""
    for figure in figures:
        line = text.source.lines[figure.line - 1]
        cited = text.cited_on(line)
        if figure.kind is not Kind.COUNT:
            continue
        noted = bool(cited) and figure.start > cited[-1].end and _has_notes(text, line)
        if noted or (not cited and _is_behind_doing(text, line, figure)):
            yield figure.id


_COUNTED_CELL = re.compile(
    rf"(?<=[\t|])\s*\d[\d,]{{0,6}} ?(?![百千万億割分厘倍]|{NO_THING})"
    r"(?:(?![円国県市町村都道府費額金料債計財源予算基職員率年月人名者])[一-龠ァ-ヶー]){1,6}\s*(?=[\t|]|$)"
)
"""A cell that is a count and the things counted: 8組合, 3商店街; money, rates, years, persons and other payers are none."""


def _is_behind_doing(text: CitedText, line: Line, figure: Figure) -> bool:
    """True for a count in the cell right behind one that tells what is done: 行事を行う。 and 5回."""
    cells = re.split(r"[\t|]", line.drawn[: figure.start - line.start])
    return (
        len(cells) > 1 and not cells[-1].strip() and "。" in cells[-2] and tells(squeeze(cells[-2]), text.fiscal_year)
    )


_TOTAL = re.compile(r"[\s|*・]*(?:合?計|総数)[\s|:]")


def _sums_staff(text: CitedText, line: Line, folded: str) -> bool:
    """True for a 計 right below numbers of staff that the record has: it is theirs, and no number of people in running text."""
    if _TOTAL.match(folded) is None:
        return False
    above = next((one for one in reversed(text.source.lines[: line.number - 1]) if one.drawn.strip()), None)
    return above is not None and any(figure.kind is Kind.HEADCOUNT for figure in text.cited_on(above))


def _of_line(text: CitedText, line: Line, listed: Collection[int]) -> Iterator[Missing]:
    folded = text.folded(line)
    if NUMERAL.search(folded) is None:
        return
    spans = [match.span() for match in PLACES.finditer(folded)]
    loose = [span for span in spans if span[0] not in listed and not text.is_cited(line.start + span[0])]
    if not loose or (line.number > 1 and is_code_below(text.folded(text.source.lines[line.number - 2]), folded)):
        return
    explained = bytearray(len(folded))
    cited = text.cited_on(line) if "\t" in folded or "|" in folded else []
    told = cited[-1].end - line.start if cited and _has_notes(text, line) else None
    safe = () if _sums_staff(text, line, folded) else harmless(folded, text.project, told)
    rated = [
        (one.start - line.start, one.end - line.start)
        for one in text.source.by_line.get(line.number, ())
        if one.id in text.rates
    ]
    counted = [
        (one.start - line.start, one.end - line.start)
        for one in text.source.by_line.get(line.number, ())
        if one.kind is Kind.COUNT and not text.cited_on(line) and _is_behind_doing(text, line, one)
    ]
    noted = () if told is None else (match.span() for match in _COUNTED_CELL.finditer(folded, told))
    for start, end in (
        *safe,
        *rated,
        *counted,
        *noted,
        *worked_rows(text, line, folded),
        *reckoned(text, line, folded),
    ):
        explained[start:end] = b"\x01" * (end - start)
    for start, end in loose:
        if not all(explained[start:end]) and not is_known(text, line, folded, start):
            figure = text.figure_at(line.start + start)
            span = (line.start + start, line.start + end) if figure is None else (figure.start, figure.end)
            yield Missing(None if figure is None else figure.id, line.number, *span, text.source.text[slice(*span)])
