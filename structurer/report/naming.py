"""Fields and the lines of the head in words, for every report."""

from structurer.language import say
from structurer.report import phrases
from structurer.sheet.facts import Fact

HEAD: dict[str, tuple[str, str]] = {
    "publisher": ("団体", "publisher"), "project": ("事業", "project"), "code": ("番号", "code"),
    "department": ("部局", "department"), "division": ("課室", "division"), "unit": ("担当", "unit"),
    "period": ("実施期間", "period"), "fiscal_year": ("年度", "fiscal year"), "stage": ("段階", "stage"),
    "accounts": ("会計", "accounts"),
}  # fmt: skip
"""The lines of a sheet's head by the name they are corrected by, in the order of the record."""

_LOOSE: dict[str, tuple[str, str]] = {
    "national_rates": ("国の補助率", "national share"), "eligible_costs": ("補助対象経費", "eligible cost"),
    "differences": ("増減", "difference"), "mentions": ("本文の数字", "in the text"), "sections": ("成果", "output"),
}  # fmt: skip


def field_name(fact: Fact) -> str:
    """A field in words: section, row, measure, year where it is not the sheet's own, stage."""
    year = "" if fact.year_offset == 0 else phrases.year(fact.year_offset)
    words = (fact.section, fact.row, phrases.measure(fact.measure), year, phrases.stage(fact.stage))
    return " ".join(word for word in words if word)


def loose_name(path: str) -> str:
    """A field outside the tables of the facts in words, by its path."""
    return say(*_LOOSE.get(path.partition(".")[0], ("その他", "other")))
