"""Verdicts against the truth. A false accept is the one thing that must not be: a wrong sheet that says `verified`."""

from structurer.checks.outcome import Verdict
from structurer.evaluation.document import Fate
from structurer.evaluation.gold import Gold
from structurer.evaluation.score import Match


def fate(gold: Gold, verdict: Verdict, match: Match) -> Fate:
    """Judge a verdict. Money decides what may not be verified; any figure decides what had to be reviewed."""
    consistent = gold.meta.consistent
    if verdict is not Verdict.NEEDS_REVIEW:
        money = any(fact.is_money for fact in (*match.missed, *match.wrong))
        return Fate.FALSE_ACCEPT if money or consistent is False else Fate.TRUE_ACCEPT
    if consistent is False:
        return Fate.REVIEW_SOURCE
    if not match.is_right:
        return Fate.REVIEW_READING
    return Fate.UNJUDGED if consistent is None else Fate.FALSE_ALARM
