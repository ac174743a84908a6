"""Fields and amounts in words, for titles and headings."""

from collections.abc import Callable
from datetime import datetime

from structurer.language import say
from structurer.record.record import Provenance
from structurer.report import phrases
from structurer.report.phrases import printable
from structurer.sheet.facts import Fact

HEAD: dict[str, tuple[str, str]] = {
    "project": ("事業", "project"), "publisher": ("団体", "publisher"), "code": ("番号", "code"),
    "department": ("部局", "department"), "division": ("課室", "division"), "unit": ("担当", "unit"),
    "period": ("実施期間", "period"), "fiscal_year": ("年度", "fiscal year"), "stage": ("段階", "stage"),
    "accounts": ("会計", "accounts"),
}  # fmt: skip
"""What the head of a sheet says."""

_LOOSE: dict[str, tuple[str, str]] = {
    "national_rates": ("国の補助率", "national share"), "eligible_costs": ("補助対象経費", "eligible cost"),
    "differences": ("増減", "difference"), "mentions": ("本文の数字", "in the text"), "sections": ("成果", "output"),
}  # fmt: skip


def field_name(fact: Fact) -> str:
    """A field in words: section, row, measure, year, stage."""
    year = "" if fact.year_offset == 0 else phrases.year(fact.year_offset)
    words = (fact.section, fact.row, phrases.measure(fact.measure), year, phrases.stage(fact.stage))
    return " ".join(word for word in words if word)


def loose_name(path: str) -> str:
    """What a field outside the facts is."""
    return say(*_LOOSE.get(path.partition(".")[0], ("その他", "other")))


def when(moment: str) -> str:
    """A saved time for people: local, to the minute; as it is where it is none."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return printable(moment)


def reader(provenance: Provenance) -> str:
    """Who read a sheet."""
    names = {"layout": say("内蔵の書式リーダー", "the built-in layout reader"), "person": say("人", "a person")}
    return names.get(provenance.reader) or provenance.model


FILTERS: dict[str, Callable[[str], str]] = {"safe_text": printable, "when": when}
"""What the templates may do to a text."""
