"""A project's request, decision and settlement, year by year, as bars on one scale. What is not printed is said, never drawn as 0."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from structurer.language import say
from structurer.record.tabular.summary import project_amount
from structurer.report import phrases
from structurer.report.page.bars import yen
from structurer.report.pictures.drawing import Box, Picture, TableCell, Words, percent
from structurer.sheet.facts import facts, path_text
from structurer.sheet.model import Sheet, Stage
from structurer.text.source import Unit

_STEPS: tuple[tuple[tuple[str, str], tuple[Stage, ...]], ...] = (
    (("要求額", "request"), (Stage.REQUEST,)),
    (("計上額・当初予算額", "decision, initial budget"), (Stage.APPROVED, Stage.INITIAL)),
    (("予算現額", "current budget"), (Stage.CURRENT,)),
    (("決算額", "settled"), (Stage.SETTLED,)),
)
"""The steps of a budget in their order: the initial budget of an earlier year is what was decided for it."""
_CURRENT = 2
_ROW, _HEAD = 40, 24
_BAR = Fraction(98, 100)
"""The width of the longest bar: the rest is the indent of the steps below their year."""
_YEARS = range(-4, 2)
"""The years of a sheet that are looked for: no sheet prints more than four before its own."""


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A sheet with its fiscal year, None where neither the sheet nor a person says it, and the record it stands in."""

    sheet: Sheet
    fiscal_year: int | None
    record: str = ""


Printed = dict[Fraction, tuple[str, str]]
"""The amounts that are printed for one step, each with the record and the field of its first print."""


def steps(sheets: Sequence[YearSheet]) -> Picture | None:
    """The picture of some sheets of one project; None where fewer than two amounts are printed.

    A sheet without a year is drawn alone, by years before and after its own; beside others it has no place.
    """
    dated = [one for one in sheets if one.fiscal_year is not None] or list(sheets[:1])
    found = _printed(dated)
    amounts = [value for printed in found.values() for value in printed]
    if len(amounts) < 2:
        return None
    is_dated = dated[0].fiscal_year is not None
    rows = tuple(_rows(found, is_dated=is_dated))
    drawing = Drawing()
    for row in rows:
        drawing.add(row, max(amounts))
    note = say("印字のない額は 0 ではなく、棒もありません。", "What is not printed is not 0 and has no bar.")
    return Picture(
        "steps",
        say("要求から決算まで", "From request to settlement"),
        say("、", "; ").join(f"{row.year} {row.name} {row.text}" for row in rows),
        (say("年度", "year"), say("段階", "step"), say("金額", "amount")),
        tuple((TableCell(row.year), TableCell(row.name), row.cell) for row in rows),
        () if all(row.printed for row in rows) else (note,),
        drawing.height,
        tuple(drawing.boxes),
        tuple(drawing.words),
    )


def _printed(sheets: Iterable[YearSheet]) -> dict[tuple[int, int], Printed]:
    found: dict[tuple[int, int], Printed] = defaultdict(dict)
    for one in sheets:
        money = [fact for fact in facts(one.sheet) if fact.cite.unit is Unit.YEN]
        for offset in _YEARS:
            for place, (_, stages) in enumerate(_STEPS):
                for fact in (fact for stage in stages for fact in project_amount(money, offset, stage).facts):
                    key = ((one.fiscal_year or 0) + offset, place)
                    found[key].setdefault(fact.cite.value, (one.record, path_text(fact.path)))
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Row:
    """One step of one year in words, with the amounts that are printed for it."""

    year: str
    place: int
    printed: Printed

    @property
    def name(self) -> str:
        """The step."""
        return say(*_STEPS[self.place][0])

    @property
    def text(self) -> str:
        """Its amount; every one where prints do not agree."""
        if not self.printed:
            return say("印字なし", "not printed")
        differing = say("(印字が一致しない)", " (prints differ)") if len(self.printed) > 1 else ""
        return " / ".join(map(yen, self.printed)) + differing

    @property
    def cell(self) -> TableCell:
        """The same in the table, with a link to its first print."""
        record, path = next(iter(self.printed.values()), ("", ""))
        return TableCell(self.text, record, path, is_number=True)


def _rows(found: Mapping[tuple[int, int], Printed], *, is_dated: bool) -> Iterator[_Row]:
    """Yield the steps of every year; the current budget only where some year prints it, as few sheets do."""
    places = [place for place in range(len(_STEPS)) if place != _CURRENT or any(key[1] == place for key in found)]
    for year in sorted({year for year, _ in found}):
        name = phrases.year_of(0, year) if is_dated else phrases.year(year)
        yield from (_Row(name, place, found.get((year, place), {})) for place in places)


@dataclass
class Drawing:
    """The bars as they are added, each below its words; a year's name stands over its first step."""

    height: int = 0
    year: str = ""
    boxes: list[Box] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def add(self, row: _Row, full: Fraction) -> None:
        """Add one step; `full` is the amount that the whole width stands for."""
        if row.year != self.year:
            self.words.append(Words("0%", self.height + 16, row.year, "name"))
            self.year, self.height = row.year, self.height + _HEAD
        self.words.append(Words("2%", self.height + 13, f"{row.name} {row.text}", "" if row.printed else "quiet"))
        value = next(iter(row.printed), Fraction(0))
        if len(row.printed) == 1 and value > 0:
            width = percent(value / full * _BAR)
            said = f"{row.year} {row.name} {row.text}"
            self.boxes.append(Box("2%", self.height + 18, width, "14", f"step-{row.place}", said))
        self.height += _ROW if row.printed else _HEAD
