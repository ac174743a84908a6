"""Estimates of later years: amounts of budgets to come, for which a record has no field."""

from structurer.checks.proof.cited import CitedText
from structurer.checks.proof.numerals import NUMBER, YEN
from structurer.text import lazy_re as re
from structurer.text.era import ERA_YEAR, western_year
from structurer.text.source import Line
from structurer.text.words import squeeze

LATER_YEARS = re.compile(
    r"(?:後年度|(?:翌|次)年度以降)(?:の|に要する)?(?:所要|負担)?(?:事業費|経費)?の?(?:見込)?額?(?:の?見込み?)?"
)
"""The words of a heading over what the years to come are expected to cost."""
_HEADING = re.compile(rf"(?:[■◆●○□◇#【〔]*|\(?\d{{1,2}}[).]?){LATER_YEARS.pattern}(?:\(単位:?(?:百万|千)?円\))?[】〕]?")
_ROW = re.compile(
    rf"[・*\-]?\s*(?P<year>{ERA_YEAR}|20\d\d)年度(?:以降)?(?:の?(?:所要)?見込(?:額|み)?)?[\s:]{{0,8}}(?:約\s?)?{NUMBER}\s?{YEN}"
)
_MOST_YEARS = 10
"""Years of a plan: 総合計画 have ten at most."""


def is_of_later_year(text: CitedText, line: Line) -> bool:
    """True for a year after the sheet's own and an amount, and nothing else, in a list of such under 後年度の所要見込額."""
    if not _is_row(text, line):
        return False
    for above in reversed(text.source.lines[max(0, line.number - 1 - _MOST_YEARS) : line.number - 1]):
        if not _is_row(text, above):
            return _HEADING.fullmatch(squeeze(text.folded(above))) is not None
    return False


def _is_row(text: CitedText, line: Line) -> bool:
    found = _ROW.fullmatch(text.folded(line).strip())
    return found is not None and text.fiscal_year is not None and (western_year(found["year"]) or 0) > text.fiscal_year
