"""A source with what a record cites of it: what presence asks of both."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from structurer.checks.proof.parted_text import AFTER_UNIT, RATE_OF
from structurer.sheet.facts import facts, other_cites
from structurer.sheet.model import Measure, Sheet, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure, Line, Source, Unit
from structurer.text.words import squeeze

_PARTED = re.compile(r"[\t|]")
_RULE = re.compile(r"[\s|+\-=─━┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋┠┨┷┯┝┥]*[─━\-=][\s|+\-=─━┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋┠┨┷┯┝┥]*")
"""A line drawn between two rows."""
MeasureNames = Mapping[Measure, Collection[str]]
"""The printed names of a measure: 国費 and 国庫支出金 for `national`."""


class CitedText:
    """A source with the figures that tables, rates, eligible costs and differences cite; a mention or an output cites none.

    Attributes:
        cited: the value of each cited figure, by its id.
        yen: the values of all cited amounts of money.
        project: the project's name without spaces, empty where the record has none.
        fiscal_year: the sheet's own year, None where the record has none.
    """

    def __init__(self, source: Source, sheet: Sheet, names: MeasureNames) -> None:
        self.source, self._names = source, names
        self._facts = tuple(facts(sheet))
        others = [cite for path, cite in other_cites(sheet) if path[0] != "mentions" and "outputs" not in path]
        own = [*(fact.cite for fact in self._facts), *others]
        self.cited = {cite.figure: cite.value for cite in own if cite.figure is not None}
        self.yen = {cite.value for cite in own if cite.unit is Unit.YEN}
        self.fiscal_year = sheet.identity.fiscal_year
        self.project = squeeze("" if sheet.identity.project is None else sheet.identity.project.text)

    @cached_property
    def rates(self) -> frozenset[str]:
        """The rates in brackets right behind the national share itself, which need no field: `国庫支出金 900千円（補助率 1/2）`."""
        shares = {fact.cite.figure for fact in self._facts if fact.measure is Measure.NATIONAL}
        drawn, figures = self.source.drawn, self.source.figures
        return frozenset(
            rate.id
            for share, rate in pairwise(figures)
            if share.id in shares
            and rate.kind is Kind.RATIO
            and RATE_OF.fullmatch(AFTER_UNIT.sub("", drawn[share.end : rate.start])) is not None
            and drawn[rate.end : rate.end + 1] in {")", "）"}
        )

    @cached_property
    def words(self) -> dict[Fraction, set[str]]:
        """The labels that each cited amount of money stands beside."""
        found: dict[Fraction, set[str]] = defaultdict(set)
        for fact in self._facts:
            if fact.cite.unit is Unit.YEN:
                found[fact.cite.value] |= {squeeze(fact.row), *map(squeeze, self._names.get(fact.measure, ()))}
        return found

    @cached_property
    def items(self) -> dict[str, list[Fraction]]:
        """The amounts of each item in the sheet's own year, by its name."""
        found: dict[str, list[Fraction]] = defaultdict(list)
        for fact in self._facts:
            if fact.table is Table.ITEM and fact.measure is Measure.AMOUNT and fact.year_offset == 0:
                found[squeeze(fact.row)].append(fact.cite.value)
        return found

    @cached_property
    def costs(self) -> dict[str, Stage]:
        """The stages of the figures that are a project's cost, by their ids."""
        costs = (fact for fact in self._facts if fact.measure in {Measure.PROJECT_COST, Measure.TOTAL})
        return {fact.cite.figure: fact.stage for fact in costs if fact.cite.figure is not None}

    @cached_property
    def own_costs(self) -> Mapping[Stage, set[Fraction]]:
        """The amounts that are a project's cost in the sheet's own year, by their stages."""
        found: dict[Stage, set[Fraction]] = defaultdict(set)
        for fact in self._facts:
            if fact.year_offset == 0 and fact.cite.figure in self.costs:
                found[fact.stage].add(fact.cite.value)
        return found

    def folded(self, line: Line) -> str:
        """A line with full-width forms as plain ones; offsets stay."""
        return self.source.folded[line.start : line.start + len(line.text)]

    def parts(self, line: Line) -> int:
        """How many bars and tabs part a line."""
        return len(_PARTED.findall(self.folded(line)))

    @cached_property
    def headings(self) -> list[Line | None]:
        """For each line the widest drawn row above it, in its own table, that cites no amount: its headings."""
        found: list[Line | None] = []
        above: Line | None = None
        for line in self.source.lines:
            found.append(above)
            words = self.folded(line)
            if _PARTED.search(words) is None:
                above = above if _RULE.fullmatch(words) is not None else None
            elif not self.cited_on(line) and _RULE.fullmatch(words) is None:
                above = line if above is None or self.parts(line) >= self.parts(above) else above
        return found

    def figure_at(self, offset: int) -> Figure | None:
        """The figure whose span holds an offset of the text."""
        position = bisect_right(self.source.figure_starts, offset) - 1
        figure = self.source.figures[position] if position >= 0 else None
        return figure if figure is not None and offset < figure.end else None

    def is_cited(self, offset: int) -> bool:
        """Whether a cited figure holds an offset of the text."""
        figure = self.figure_at(offset)
        return figure is not None and figure.id in self.cited

    def cited_on(self, line: Line) -> list[Figure]:
        """The cited figures of a line that have a number."""
        return self._cited_lines.get(line.number, [])

    @cached_property
    def _cited_lines(self) -> dict[int, list[Figure]]:
        found: dict[int, list[Figure]] = defaultdict(list)
        for figure in self.source.figures:
            if figure.id in self.cited and figure.number is not None:
                found[figure.line].append(figure)
        return found

    def yen_at(self, offset: int) -> Fraction | None:
        """The yen of the number at an offset: what its cite says, else its own number times the unit it prints."""
        figure = self.figure_at(offset)
        if figure is None or figure.number is None:
            return None
        if figure.id in self.cited:
            return self.cited[figure.id]
        return None if figure.scale is None else Fraction(figure.number) * figure.scale
