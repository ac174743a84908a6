"""The largest changes on last year of some projects, as bars to the right of an axis for more and to the left for less."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from structurer.language import say
from structurer.record.tabular.summary import ProjectSummary
from structurer.report.page.bars import yen
from structurer.report.pictures.drawing import TENTH, Box, Picture, TableCell, Words, percent, rounded, shortened
from structurer.sheet.facts import path_text

MOST = 10
"""Bars of a picture: what a person compares at one look; a table of all has its own page."""
_ROW = 44
_NAME = 40  # columns: a name of twenty kanji fits a telephone


@dataclass(frozen=True, slots=True)
class NamedSummary:
    """A project's summary with its record and the name that it goes by."""

    record: str
    name: str
    summary: ProjectSummary


def changes(projects: Iterable[NamedSummary], most: int = MOST) -> Picture | None:
    """The picture; None where no project prints both amounts, or nothing changes."""
    known = list(projects)
    having = [one for one in known if one.summary.difference.value is not None]
    ordered = sorted(having, key=lambda one: (-abs(_value(one)), one.name, one.record))
    shown = [one for one in ordered if _value(one) != 0][:most]
    if not shown:
        return None
    boxes, words = _shapes(shown)
    return Picture(
        "changes",
        say("前年度からの増減が大きい事業", "Largest changes on last year"),
        say("、", "; ").join(f"{one.name} {_signed(_value(one))}" for one in shown),
        (say("事業", "project"), say("前年度", "last year"), say("本年度", "own year"), say("増減", "change"), say("率", "rate")),
        tuple(map(_row, shown)),
        _notes(len(known), len(having), [one for one in having if _value(one) != 0], len(shown)),
        _ROW * len(shown),
        boxes,
        words,
    )  # fmt: skip


def _value(one: NamedSummary) -> Fraction:
    return Fraction(0) if one.summary.difference.value is None else one.summary.difference.value


def _notes(known: int, having: int, changed: Sequence[NamedSummary], shown: int) -> tuple[str, ...]:
    notes = []
    if len(changed) > shown:
        more = len(changed) - shown
        notes.append(say(f"ほかに増減のある事業が {more} 件あります。", f"{more} more project(s) change."))
    if known > having:
        out = known - having
        notes.append(
            say(
                f"要求額か前年度の額の印字がない(または一致しない) {out} 件は含みません。",
                f"{out} project(s) are left out: the request or last year's amount is not printed, or prints differ.",
            )
        )
    return tuple(notes)


def _signed(value: Fraction) -> str:
    return f"+{yen(value)}" if value > 0 else yen(value)


def _row(one: NamedSummary) -> tuple[TableCell, ...]:
    summary = one.summary
    own = summary.request if summary.request.facts else summary.decision
    before, now = (summary.last_year.value or Fraction(0)), (own.value or Fraction(0))
    share = rounded(abs(_value(one)) * 100 / before, TENTH) if before > 0 else ""
    rate = f"{'+' if _value(one) > 0 else '▲'}{share}%" if share else "—"
    return (
        TableCell(one.name, one.record),
        TableCell(yen(before), one.record, path_text(summary.last_year.facts[0].path), is_number=True),
        TableCell(yen(now), one.record, path_text(own.facts[0].path), is_number=True),
        TableCell(_signed(_value(one)), is_number=True),
        TableCell(rate, is_number=True),
    )


def _shapes(shown: Sequence[NamedSummary]) -> tuple[tuple[Box, ...], tuple[Words, ...]]:
    full = max(abs(_value(one)) for one in shown)
    boxes, words = [Box("50%", 0, "1", str(_ROW * len(shown)), "axis")], []
    for place, one in enumerate(shown):
        value, top = _value(one), place * _ROW
        width = abs(value) / full / 2
        start = Fraction(1, 2) if value > 0 else Fraction(1, 2) - width
        css = "more" if value > 0 else "less"
        boxes.append(Box(percent(start), top + 20, percent(width), "14", css, f"{one.name} {_signed(value)}"))
        words.append(Words("0%", top + 14, shortened(one.name, _NAME)))
        words.append(Words("100%", top + 14, _signed(value), "", "end"))
    return tuple(boxes), tuple(words)
