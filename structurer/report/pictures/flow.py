"""The sources of a project's request as a flow: each source with its share on the left, the request on the right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from structurer.language import say
from structurer.record.tabular.summary import ProjectAmount, divisions, project_amount
from structurer.report import phrases
from structurer.report.page.bars import yen
from structurer.report.pictures.drawing import TENTH, Box, Picture, Ribbon, TableCell, Words, rounded
from structurer.sheet.facts import Fact, facts, path_text
from structurer.sheet.model import SOURCES, Sheet, Stage, Table
from structurer.text.source import Unit

_SLOT = 40
"""Pixels between two sources: two lines of words."""
_LEAST = 160
"""Pixels of the request: enough to tell its tenth part."""
_BETWEEN = 12
_LINES, _FIRST = 36, 14
"""Pixels from one source's words to the next, and from the upper edge to the first: two lines each."""
_LEFT, _RIGHT = 44, 62
"""The two ends of the bands in percent: what is left beside them holds an amount of nine digits on a telephone."""


def flow(sheet: Sheet, record: str = "") -> Picture | None:
    """The flow of the request, else of the decision; None where no sources of it are printed."""
    money = [fact for fact in facts(sheet) if fact.cite.unit is Unit.YEN]
    return next(filter(None, (_of(money, stage, record) for stage in (Stage.REQUEST, Stage.APPROVED))), None)


def _of(money: Sequence[Fact], stage: Stage, record: str) -> Picture | None:
    then = [fact for fact in money if (fact.year_offset, fact.stage) == (0, stage)]
    total = project_amount(money, 0, stage)
    sources = _sources(then, total)
    if not sources:
        return None
    whole = sum((fact.cite.value for fact in sources), Fraction(0)) if total.value is None else total.value
    gap = whole - sum((fact.cite.value for fact in sources), Fraction(0))
    title = say(f"{phrases.stage(stage)}の財源", f"Sources of the {phrases.stage(stage)}")
    said = say("、", ", ").join(f"{_named(fact)} {yen(fact.cite.value)}" for fact in sources)
    rows = tuple(_rows(sources, total, gap, whole, record))
    columns = (say("財源", "source"), say("金額", "amount"), say("割合", "share"))
    if whole <= 0 or gap < 0 or any(fact.cite.value < 0 for fact in sources):
        note = say(
            "負の額があるか、財源の合計が額を超えるため、図にしません。",
            "Not drawn: an amount is negative, or the sources add up to more than the amount.",
        )
        return Picture("flow", title, said, columns, rows, (note,))
    return _drawn(Picture("flow", title, said, columns, rows, tuple(_notes(sources, gap))), sources, total, whole, gap)


def _sources(then: Sequence[Fact], total: ProjectAmount) -> list[Fact]:
    """The sources that add up to the amount; where none do the first row of sources, so that what is not explained shows."""
    if total.value is not None and (found := next(divisions(then, total.value), None)) is not None:
        return found
    sources = [fact for fact in then if fact.table is Table.FUNDING and fact.measure in SOURCES]
    return next((list(own) for _, own in groupby(sources, key=lambda fact: fact.path[:4])), [])


def _rows(
    sources: Iterable[Fact], total: ProjectAmount, gap: Fraction, whole: Fraction, record: str
) -> Iterator[tuple[TableCell, ...]]:
    for fact in sources:
        amount = TableCell(yen(fact.cite.value), record, path_text(fact.path), is_number=True)
        yield TableCell(_named(fact)), amount, _share(fact.cite.value, whole)
    if gap:
        yield TableCell(_unexplained()), TableCell(yen(gap), is_number=True), _share(gap, whole)
    path = path_text(total.facts[0].path) if total.value is not None else ""
    yield TableCell(_total(total)), TableCell(yen(whole), record if path else "", path, is_number=True), TableCell("")


def _total(total: ProjectAmount) -> str:
    """The name of the whole: what is not printed, or printed in two ways, is the sum of the sources and nothing else."""
    if total.value is not None:
        return say("合計", "total")
    if total.is_disputed:
        return say("財源の和(額の印字が一致しない)", "sum of the sources (prints of the amount differ)")
    return say("財源の和(額の印字なし)", "sum of the sources (the amount is not printed)")


def _named(fact: Fact) -> str:
    return phrases.measure(fact.measure).replace("_", " ")


def _unexplained() -> str:
    return say("財源の印字がない差", "not explained by its sources")


def _share(value: Fraction, whole: Fraction) -> TableCell:
    return TableCell(_percent(value, whole), is_number=True)


def _percent(value: Fraction, whole: Fraction) -> str:
    return f"{rounded(value * 100 / whole, TENTH)}%" if whole > 0 else ""


def _notes(sources: Iterable[Fact], gap: Fraction) -> Iterator[str]:
    zero = [_named(fact) for fact in sources if fact.cite.value == 0]
    if zero:
        names = say("、", ", ").join(zero)
        yield say(f"0 と印字された財源は線になりません: {names}", f"Printed as 0, so without a band: {names}")
    if gap:
        yield say("点線は、財源の印字がない差です。", "The dashed band is what no source explains.")


@dataclass(frozen=True, slots=True)
class _Part:
    """One band: its source in words, how high it is, where it begins on the left and on the right, and where its words stand."""

    css: str
    name: str
    amount: str
    size: Fraction
    left: Fraction
    right: Fraction
    at: int

    @property
    def box(self) -> Box:
        """Its mark on the left edge."""
        return Box(f"{_LEFT}%", int(self.left), "1%", rounded(max(self.size, Fraction(1))), self.css)

    @property
    def ribbon(self) -> Ribbon:
        """The band itself."""
        ends = [(rounded(start), rounded(start + self.size)) for start in (self.left, self.right)]
        return Ribbon(ends[0], ends[1], self.css, f"{self.name} {self.amount}")

    @property
    def words(self) -> tuple[Words, Words]:
        """Its name, and its amount with its share below."""
        x = f"{_LEFT - 1}%"
        return Words(x, self.at, self.name, "name", "end"), Words(x, self.at + 16, self.amount, "", "end")


def _drawn(picture: Picture, sources: Sequence[Fact], total: ProjectAmount, whole: Fraction, gap: Fraction) -> Picture:
    values = [(f"m-{fact.measure.value}", _named(fact), fact.cite.value) for fact in sources]
    shown = [part for part in (*values, ("m-gap", _unexplained(), gap)) if part[2] > 0]
    height = max(_LEAST, _SLOT * len(shown))
    size = Fraction(height - _BETWEEN * (len(shown) - 1))
    parts = _parts(shown, whole, size, height)
    top = (height - size) / 2
    boxes = (*(part.box for part in parts), Box(f"{_RIGHT}%", int(top), "1%", rounded(size), "m-whole"))
    ends = (
        Words(f"{_RIGHT + 3}%", height // 2 - 4, _total(total), "name"),
        Words(f"{_RIGHT + 3}%", height // 2 + 14, yen(whole)),
    )
    words = (*(line for part in parts for line in part.words), *ends)
    ribbons, band = tuple(part.ribbon for part in parts), (f"{_LEFT + 1}%", f"{_RIGHT - _LEFT - 1}%")
    return replace(picture, height=height, boxes=boxes, words=words, ribbons=ribbons, band=band)


def _parts(shown: Sequence[tuple[str, str, Fraction]], whole: Fraction, size: Fraction, height: int) -> list[_Part]:
    made: list[_Part] = []
    left, right, at = Fraction(0), (height - size) / 2, 0
    for place, (css, name, value) in enumerate(shown):
        own = value * size / whole
        # each line of words beside its band, and none over another: pushed down by the one above, held up by those below
        at = min(
            max(int(left + own / 2), at + _LINES if place else _FIRST), height - (len(shown) - place) * _LINES + _FIRST
        )
        made.append(_Part(css, name, f"{yen(value)} {_percent(value, whole)}", own, left, right, at))
        left, right = left + own + _BETWEEN, right + own
    return made
