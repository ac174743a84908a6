"""What the heading of a change says: which two amounts it compares, every word of it understood."""

from structurer.checks.proof.consume import BUDGET, FORMULA
from structurer.checks.proof.words import KnownWords
from structurer.sheet.model import Measure, Stage
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_WITH = re.compile(r"(?P<what>.+?)との(?:比較|差|対比)")
"""What a change is from, before its word: 前年度との比較; 国との比較 is of no two amounts of the sheet."""
Moment = tuple[int, Stage]
"""A year, as an offset from the sheet's own, and a stage."""


def compares(words: KnownWords, text: str, now: Moment, before: Moment) -> bool:
    """True for words of a change that name no other year and no other stage than those of its two amounts, in their order."""
    heading = squeeze(tidy(text))
    formulas = list(FORMULA.finditer(heading))
    if not all(_is_of(words, one["now"], now) and _is_of(words, one["before"], before) for one in formulas):
        return False
    with_what = _WITH.match(heading)
    if with_what is not None and not _is_of(words, with_what["what"], before):
        return False
    said = words.said_squeezed(heading)
    years, stages = {now[0], before[0]}, {now[1].value, before[1].value, BUDGET}
    return said is not None and said.years <= years and said.stages <= stages


def _is_of(words: KnownWords, term: str, moment: Moment) -> bool:
    """True for a term of a formula that says no other year and no other stage; a budget is an amount without another."""
    said = words.said_squeezed(term)
    if said is None or not said.years <= {moment[0]} or said.measures - {Measure.PROJECT_COST}:
        return False
    told = said.stages - {BUDGET}
    return told <= {moment[1].value} and bool(told or said.years or moment[1] in {Stage.INITIAL, Stage.APPROVED})
