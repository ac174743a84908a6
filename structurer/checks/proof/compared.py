"""What a table reckons of its own amounts and has no field for: differences and sums of costs and sources, rates of two rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import permutations

from structurer.checks.proof.change_words import Moment, compares
from structurer.checks.proof.kind import is_sum_of_sources
from structurer.checks.proof.place import Walker
from structurer.checks.proof.reckoning import is_left
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.checks.select import row_name
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.scan import Kind
from structurer.text.source import Figure
from structurer.text.words import squeeze

_GRIDS = frozenset({"cell", "screen", "count"})
_TABLES = frozenset({Table.FUNDING, Table.COST})
"""Tables whose differences have no field; those of items and of lead lines are changes, which have one."""
_FARTHEST = 8
"""Lines from an amount of a row to its difference in a table drawn one cell a line."""

_RATE = re.compile(r"(?:目標|予算)?(?:達成|執行|進捗)(?:率|度)(?:\([%％]\))?")
"""A row whose every number is one of the two rows above it in parts of the other."""
_UNUSED = re.compile(r"不用額?(?:\([^()]*\))?")
_SPECIFIC = re.compile(r"特定財源(?:の?(?:小計|合計|計))?")
"""The row of all sources but the general one, in a table that prints each of them."""
_NOT_SPECIFIC = frozenset({Measure.GENERAL, Measure.TOTAL, Measure.CHANGE})
_COMPARED = _TABLES | {Table.INDICATOR}

Amounts = Mapping[Moment, Fraction]


@dataclass
class _Run:
    """The figures of one column or row of differences, each with the amounts that it may compare, by year and stage."""

    figures: list[Figure] = field(default_factory=list)
    values: list[Fraction] = field(default_factory=list)
    amounts: list[Amounts] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    def is_compared(self, known: KnownWords) -> bool:
        """True where one year and stage less another, as its words say, is every difference of the run; what is not printed is 0."""
        moments = {moment for amounts in self.amounts for moment in amounts}
        pairs = [(now, before) for now, before in permutations(moments, 2) if now[0] >= before[0]]
        pairs = [pair for pair in pairs if all(compares(known, text, *pair) for text in self.words)]
        found = list(zip(self.values, self.amounts, strict=True))
        return any(all(value == own.get(now, 0) - own.get(before, 0) for value, own in found) for now, before in pairs)


@dataclass(frozen=True)
class Differences:
    """The differences of one sheet: `facts` are what its record holds."""

    walker: Walker
    facts: Sequence[Fact]

    def among(self, uncited: Sequence[Figure]) -> Iterator[Figure]:
        """The uncited figures under or behind a word of change that compare two cited columns or rows, the whole run of them."""
        runs: dict[tuple[object, ...], _Run] = defaultdict(_Run)
        rates: dict[int, list[tuple[Figure, Sequence[Fraction]]]] = defaultdict(list)
        items = {row_name(fact) for fact in self.facts if fact.table in {Table.ITEM, Table.TOTAL}}
        for figure in uncited if any(fact.table in _COMPARED for fact in self.facts) else ():
            spot = self.walker.in_table(figure)
            if spot is None or spot.by not in _GRIDS or not spot.columns:
                continue
            if figure.kind is not Kind.MONEY and any(_RATE.match(squeeze(text)) is not None for text in spot.label):
                rates[figure.line].append((figure, self._above(figure, spot)))
                continue
            kinds = (self._is_rate, self._is_unused, self._is_specific, self._is_of_sources)
            if any(is_kind(figure, spot) for is_kind in kinds):
                yield figure
                continue
            own = self._compared(figure, spot)
            if own and row_name(own[0]) not in items:  # a change of items has a field
                run = runs[own[0].path[:2], *(spot.columns if self._says_change(spot.columns) else (figure.line,))]
                run.figures.append(figure)
                run.words.update(self._words(spot))
                run.values.append(Fraction(figure.number or 0) * (figure.scale or self._scale(own)))
                run.amounts.append({(fact.year_offset, fact.stage): fact.cite.value for fact in own})
        yield from (figure for run in runs.values() if run.is_compared(self._known) for figure in run.figures)
        for row in rates.values():
            if any(all(_is_share(figure, above[::step]) for figure, above in row) for step in _ORDERS):
                yield from (figure for figure, _ in row)

    def is_worded(self, figure: Figure, now: Moment, before: Moment) -> bool:
        """True for a difference whose heading or label, in a drawn table, names no other two amounts."""
        spot = self.walker.in_table(figure)
        if spot is None or spot.by not in _GRIDS:
            return True
        return all(compares(self._known, text, now, before) for text in self._words(spot))

    def _words(self, spot: Spot) -> Sequence[str]:
        """The words that say which amounts a difference compares: those over its column, else those of its row."""
        changed = (texts for texts in (spot.columns, spot.label) if self._says_change(texts))
        return next(changed, spot.columns)

    @property
    def _known(self) -> KnownWords:
        return self.walker.headers.words

    def _is_rate(self, figure: Figure, spot: Spot) -> bool:
        """True for 執行率 and 達成率 over a column: what its line has spent or reached in parts of the budget or the target."""
        if figure.kind is Kind.MONEY or _RATE.fullmatch(squeeze(spot.columns[-1])) is None:
            return False
        own = [fact for fact in self.facts if fact.cite.line == figure.line and fact.year_offset == 0]
        for stages in (_SPENT, (Stage.ACTUAL, Stage.TARGET)):
            values = [[fact.cite.value for fact in own if fact.stage is stage] for stage in stages]
            if all(len(found) == 1 for found in values) and _is_share(figure, [found[0] for found in values]):
                return True
        return False

    def _is_unused(self, figure: Figure, spot: Spot) -> bool:
        """True for 不用額 in its column or row: the budget in force less what was spent and what goes on to the next year."""
        if any(_UNUSED.fullmatch(squeeze(text)) is not None for text in spot.columns[-1:]):
            rows = (row for text in spot.label or ("",) for row in self._named.get(squeeze(text), ()))
            own = next((row for row in rows if _is_beside(figure, row)), ())
        elif any(_UNUSED.fullmatch(squeeze(text)) is not None for text in spot.label):
            own = self._under.get((spot.top, spot.columns), ())
        else:
            return False
        budget, spent, over = (
            [fact.cite.value for fact in own if fact.is_money and fact.stage is stage]
            for stage in (Stage.CURRENT, Stage.SETTLED, Stage.NONE)
        )
        return is_left(Fraction(figure.number or 0) * (figure.scale or self._scale(own)), budget, spent, over)

    def _is_specific(self, figure: Figure, spot: Spot) -> bool:
        """True for 特定財源計: what the sources above it that are not general come to in its column, or how that changed."""
        if not any(_SPECIFIC.fullmatch(squeeze(text)) is not None for text in spot.label):
            return False
        sums: dict[Moment, Fraction] = defaultdict(Fraction)
        columns: dict[Moment, set[tuple[str, ...]]] = defaultdict(set)
        for (top, heads), own in self._under.items():
            for fact in own if top == spot.top else ():
                if (
                    fact.table is Table.FUNDING
                    and fact.measure not in _NOT_SPECIFIC
                    and (fact.cite.line or 0) < figure.line
                ):
                    sums[fact.year_offset, fact.stage] += fact.cite.value
                    columns[fact.year_offset, fact.stage].add(heads)
        value = Fraction(figure.number or 0) * (figure.scale or self._scale(self._money))
        if self._says_change(spot.columns):
            pairs = ((now, before) for now, before in permutations(sums, 2) if now[0] >= before[0])
            return any(value == sums[now] - sums[before] for now, before in pairs)
        return any(columns[moment] == {spot.columns} and value == total for moment, total in sums.items())

    def _is_of_sources(self, figure: Figure, spot: Spot) -> bool:
        """True for 歳入計 below the sources of its column, every one of them cited, where it is what they come to."""
        if not is_sum_of_sources(spot.label):
            return False
        own = [fact for fact in self._under.get((spot.top, spot.columns), ()) if fact.table is Table.FUNDING]
        above = [fact for fact in own if fact.measure is not Measure.TOTAL and (fact.cite.line or 0) < figure.line]
        value = Fraction(figure.number or 0) * (figure.scale or self._scale(above))
        moments = {(fact.year_offset, fact.stage) for fact in above}
        return len(moments) == 1 < len(above) and value == sum((fact.cite.value for fact in above), Fraction(0))

    def _above(self, figure: Figure, spot: Spot) -> Sequence[Fraction]:
        """What was spent and the budget in force, of 執行率 in their column; else the two amounts right above a rate."""
        spent = [
            fact.cite.value
            for stage in _SPENT
            for fact in self._under.get((spot.top, spot.columns), ())
            if fact.stage is stage and fact.measure is Measure.PROJECT_COST
        ]
        if len(spent) == len(_SPENT) and any(squeeze(text).startswith("執行率") for text in spot.label):
            return spent
        above = [fact for fact in self._under.get((spot.top, spot.columns), ()) if (fact.cite.line or 0) < figure.line]
        return [fact.cite.value for fact in sorted(above, key=lambda fact: fact.cite.line or 0)[-2:]]

    def _compared(self, figure: Figure, spot: Spot) -> Sequence[Fact]:
        """The amounts that a figure may compare: those of its row in a column of changes, those of its column in such a row."""
        if self._says_change(spot.columns):
            rows = (row for text in spot.label or ("",) for row in self._named.get(squeeze(text), ()))
            return next((row for row in rows if _is_beside(figure, row)), ())
        if self._says_change(spot.label):
            under = [fact for fact in self._under.get((spot.top, spot.columns), ()) if fact.is_money]
            if any(fact.table is Table.FUNDING and fact.measure is Measure.TOTAL for fact in under):
                return ()  # 差 below the totals of the sources is the project's change, which has a field
            return [fact for fact in under if fact.measure is not Measure.CHANGE]
        return ()

    def _says_change(self, texts: Sequence[str]) -> bool:
        said = self.walker.headers.words.said(texts[-1]) if texts else None
        return said is not None and "change" in said.marks and not said.measures

    @cached_property
    def _money(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.table in _TABLES and fact.is_money]

    @cached_property
    def _named(self) -> Mapping[str, list[list[Fact]]]:
        """The rows of costs and sources by their names."""
        rows: dict[SheetPath, list[Fact]] = defaultdict(list)
        for fact in self._money:
            rows[fact.path[:4]].append(fact)
        named: dict[str, list[list[Fact]]] = defaultdict(list)
        for row in rows.values():
            named[squeeze(row[0].row)].append(row)
        return named

    @cached_property
    def _under(self) -> Mapping[tuple[int, tuple[str, ...]], list[Fact]]:
        """The amounts of costs and sources, and the values of indicators, under the same headings."""
        found: dict[tuple[int, tuple[str, ...]], list[Fact]] = defaultdict(list)
        for fact in (fact for fact in self.facts if fact.table in _COMPARED):
            figure = self.walker.grid.source.by_id.get(fact.cite.figure or "")
            spot = None if figure is None else self.walker.in_table(figure)
            if spot is not None and spot.by in _GRIDS:
                found[spot.top, spot.columns].append(fact)
        return found

    def _scale(self, facts: Sequence[Fact]) -> Fraction:
        """How many yen one of the numbers beside some amounts is; beside zeros it does not matter."""
        figures = ((self.walker.grid.source.by_id.get(fact.cite.figure or ""), fact.cite.value) for fact in facts)
        return next((value / Fraction(found.number) for found, value in figures if found and found.number), Fraction(1))


_SPENT = (Stage.SETTLED, Stage.CURRENT)
_ORDERS = (1, -1)
"""The upper of two in parts of the lower, and the other way round."""


def _is_share(figure: Figure, values: Sequence[Fraction]) -> bool:
    """True for a percentage, printed to any digit, that is the first of two values in parts of the second."""
    if len(values) != len(_ORDERS) or not values[1] or figure.number is None:
        return False
    step = Fraction(1, 10 ** max(0, -int(figure.number.as_tuple().exponent)))
    return abs(100 * values[0] / values[1] - Fraction(figure.number)) < step


def _is_beside(figure: Figure, row: Sequence[Fact]) -> bool:
    """True for amounts of one measure on the line of a figure, or right above it one a line."""
    lines = [fact.cite.line or 0 for fact in row]
    alike = len({fact.measure for fact in row}) == 1 and row[0].measure is not Measure.CHANGE and len(row) > 1
    return (
        alike and min(lines) <= figure.line and figure.line - min(lines) <= (0 if len(set(lines)) == 1 else _FARTHEST)
    )
