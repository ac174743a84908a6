"""A revision's changes in words."""

import pytest

from structurer.record.correction import (
    AddCell,
    AddRow,
    Approval,
    Correction,
    Enter,
    Identify,
    NewCell,
    Place,
    Relabel,
    RemoveCell,
    RemoveRow,
    Repoint,
    Review,
    Trace,
    Waiver,
)
from structurer.report.history import lines
from structurer.sheet.model import Measure

TRACE = Trace(row="花壇\x1b[2J", measure="amount", stage="request", before="5千円 (L3)", after="7千円 (L4)")
CELL = NewCell(measure=Measure.AMOUNT, figure="F1")
EVERY: tuple[Correction, ...] = (
    Repoint(path="a", figure="F1", trace=TRACE, reason="隣の行"),
    Enter(path="a", amount="1", trace=TRACE),
    Relabel(path="a", text="b", trace=TRACE),
    Place(path="a", trace=TRACE),
    AddRow(path="a", trace=TRACE),
    RemoveRow(path="a", trace=TRACE),
    AddCell(path="a", cell=CELL, trace=TRACE),
    RemoveCell(path="a", trace=TRACE),
    Identify(field="project", trace=TRACE),
)


def part(*corrections: Correction, **changes: object) -> Review:
    """A review part."""
    return Review.model_validate({"author": "佐藤", "at": "t", "corrections": corrections} | changes)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("correction", EVERY, ids=lambda correction: correction.kind)
def test_every_correction_has_words(correction: Correction, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log has the text before and after in both languages, with nothing that a terminal obeys; one without a trace, too."""
    monkeypatch.setenv("STRUCTURER_LANG", language)
    (line,) = lines(part(correction))
    assert "5千円 (L3) → 7千円 (L4)" in line
    assert "\x1b" not in line
    assert (language == "ja") is any("ぁ" <= letter <= "ん" for letter in line.split(":")[0])
    (bare,) = lines(part(correction.model_copy(update={"trace": None})))
    assert "- → -" in bare


def test_only_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waivers and approvals of earlier revisions are not said again; what ended and what was undone is."""
    monkeypatch.setenv("STRUCTURER_LANG", "en")
    old = Waiver(finding="k", reason="misprint", author="a", code="CST201", lines=(3,), working=("1 ≠ 2",))
    new = Waiver(finding="CMP801-1", reason="repeated", author="b")
    approval = Approval(author="a", at="t", reason="seen")
    before = part(waivers=(old,), approval=approval)
    assert list(lines(part(waivers=(old,), approval=approval), before)) == []
    assert list(lines(before)) == ["waived CST201 L3: 1 ≠ 2 — a, reason: misprint", "approved — a, reason: seen"]
    assert list(lines(part(waivers=(new,), lapsed=(old,), restores=1), before)) == [
        "undo: back to revision 1",
        "waived CMP801-1 — b, reason: repeated",
        "waiver ended CST201 L3: 1 ≠ 2",
    ]
