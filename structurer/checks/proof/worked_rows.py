"""Workings that go on in the rows below an item's: a price and a count in each, which together come to the item's amount."""

from fractions import Fraction

from structurer.checks.proof.cited import CitedText
from structurer.checks.proof.heading_words import ELSEWHERE, RISK
from structurer.checks.proof.numerals import NUMBER, NumeralSpan
from structurer.text import lazy_re as re
from structurer.text.money import SCALES
from structurer.text.source import Line
from structurer.text.words import squeeze

_CELL = re.compile(
    rf"\s*(?P<price>{NUMBER})(?P<by>[千万]?)円\s?[×✕*]\s?(?P<count>\d[\d,]{{0,6}})[^\d\s×=,.円]{{1,4}}\s*"
)
_MOST_ROWS = 20


def worked_rows(text: CitedText, line: Line, folded: str) -> list[NumeralSpan]:
    """The span of the working of a row that is one of several, each in a cell, which come to the first amount of the uppermost."""
    own = _working(folded) if "\t" in folded else None
    if own is None:
        return []
    lines, first, last = text.source.lines, line.number - 1, line.number
    while _goes_on(text.folded(lines[first])) and first > 0 and line.number - first < _MOST_ROWS:
        first -= 1
    while last < len(lines) and _goes_on(text.folded(lines[last])) and last - first < _MOST_ROWS:
        last += 1
    workings = [_working(text.folded(one)) for one in lines[first:last]]
    amounts = [text.cited[figure.id] for figure in text.cited_on(lines[first])]
    total = sum((found[1] for found in workings if found is not None), Fraction(0))
    return [own[0]] if None not in workings and amounts[:1] == [total] else []


def _working(folded: str) -> tuple[NumeralSpan, Fraction] | None:
    """The one cell of a row that is a working, and what it comes to; None where what is bought may be another's or another year's."""
    start, found = 0, []
    for cell in folded.split("\t"):
        match = _CELL.fullmatch(cell)
        if match is not None:
            price, count = (Fraction(match[name].replace(",", "")) for name in ("price", "count"))
            found.append(((start, start + len(cell)), price * SCALES.get(match["by"], 1) * count))
        start += len(cell) + 1
    before = squeeze(folded[: found[0][0][0]]) if found else ""
    return found[0] if len(found) == 1 and not (RISK.search(before) or ELSEWHERE.search(before)) else None


def _goes_on(folded: str) -> bool:
    """True for a row with nothing but a name and a working, which stands below an item's."""
    cells = folded.split("\t")
    return (
        len(cells) > 2
        and not cells[0].strip()
        and sum(bool(cell.strip()) for cell in cells) == len(("name", "working"))
    )
