"""Headings over a table that say of which source, stage or budget its amounts are, where the amounts are of another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from structurer.checks.proof.consume import BUDGET, STAFF, Consumed
from structurer.checks.proof.owner import SUPPLEMENT_MONTH, Heading, Outline
from structurer.checks.proof.said import SpotSense
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact
from structurer.sheet.model import SOURCES, Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.words import squeeze

_SOURCES = frozenset(SOURCES)
"""Measures of the project's budget, which a heading of one source narrows."""
_COMPARED = re.compile(r"増減|比較|差(?!し)")
"""Of a heading: the staff below it may be how many more or fewer there are."""
_INCOME = re.compile(r"歳入|収入|効果")
"""Of a heading over estimates: they are of no cost."""
_STAFFED = frozenset({Measure.PERSONNEL_COST, Measure.TOTAL_COST})
"""Measures of amounts that may stand under a heading of staff."""
_QUALIFIER = re.compile(r"[(（](?P<words>[^()（）]+)[)）]$")
"""What a heading says of all that stands under it, in brackets at its end: 要求額の財源（決算）."""


_BUDGETS = frozenset({BUDGET, Stage.SUPPLEMENTARY.value, Stage.CARRIED_OVER.value})
"""Stages of headings by which a budget is named that has amounts of other stages, too."""

_STEPS = re.compile(r"経過|過程|経緯")


@dataclass(frozen=True)
class Headed:
    """The headings over the amounts of one reading."""

    reading: Reading
    outline: Outline
    words: KnownWords
    _heads: dict[int, Sequence[tuple[str, Consumed]]] = field(default_factory=dict)
    _of_none: dict[int, bool] = field(default_factory=dict)

    def is_otherwise(self, fact: Fact, spot: Spot, said: SpotSense) -> bool:
        """True for an amount under a heading that says of which source, or which other budget, it is, where it is said otherwise."""
        if fact.is_money and self._is_of_no_amount(spot.top):
            return True
        heads = self._heads_over(spot.top)
        if not heads:
            return False
        if (
            fact.table is Table.STAFF
            and fact.measure is not Measure.CHANGE
            and _COMPARED.search(heads[-1][0]) is not None
        ):
            return True
        nearest = [head for head in heads if head[1].measures or head[1].stages][-1:]
        if any(self._is_narrowed(text, sense, fact) for text, sense in nearest):
            return True
        sources = [sense.measures & _SOURCES for _, sense in heads]
        named = fact.table is Table.STAFF or (fact.measure is Measure.PROJECT_COST and bool(said.whole.measures))
        other = any(found and fact.measure not in found for found in sources) and not named
        own_month = self.outline.supplement_month
        texts = [*(text for text, _ in heads), *map(squeeze, (*spot.columns, *spot.label))]
        months = {found[1] for text in texts if "月" in text for found in SUPPLEMENT_MONTH.finditer(text)}
        if own_month is not None and not months <= {own_month}:
            return True
        others = self.outline.other_budgets - {fact.stage} - said.whole.stages
        requested = Stage.SUPPLEMENTARY in others  # 補正要求 is a request, and one for another budget
        if requested and any("補正" in text for text in (*spot.label, *spot.columns)):
            others, requested = others - {Stage.SUPPLEMENTARY}, False  # 補正前の額 and 補正後の額 beside 補正額
        return other or any(sense.stages & others or (requested and "補正" in text) for text, sense in heads)

    def _is_narrowed(self, text: str, sense: Consumed, fact: Fact) -> bool:
        """True for a heading of staff alone, and one that ends in brackets of staff or of a stage, over amounts that are of neither."""
        end = _QUALIFIER.search(squeeze(text))
        said = None if end is None else self.words.said(end["words"])
        narrowed = _sourced(said) or (_sourced(sense) and fact.table in {Table.ITEM, Table.TOTAL})
        expected = Stage.FORECAST.value in sense.stages and (_sourced(sense) or _INCOME.search(text) is not None)
        if (narrowed or expected) and fact.is_money and fact.measure not in _SOURCES:
            return True  # 国費の見込み over 事業費
        of_both = (
            re.search(r"決算額?及び|予算額?及び|事業費", squeeze(text)) is not None
        )  # 過去の決算額及び人件費の状況
        staffed = any(found is not None and found.measures and found.measures <= STAFF for found in (sense, said))
        staffed = staffed and not of_both and not self._is_beside_staff(fact)
        if staffed and fact.table is not Table.STAFF and fact.measure not in _STAFFED:
            return True
        stages = frozenset() if said is None else said.stages - {BUDGET}
        return bool(stages) and fact.year_offset == 0 and fact.stage.value not in {*stages, Stage.NONE.value}

    def _is_beside_staff(self, fact: Fact) -> bool:
        """True for what the project costs in a table that adds what its staff costs: 人件費(参考) over 事業費, 人件費, 総事業費."""
        own = {other.measure for other in self.reading.under(*fact.path[:2])}
        return fact.measure is Measure.PROJECT_COST and own >= {Measure.PERSONNEL_COST, Measure.TOTAL_COST}

    def _heads_over(self, position: int) -> Sequence[tuple[str, Consumed]]:
        """The headings over a row that are understood and no title, with what they say."""
        if position not in self._heads:
            chain = self.outline.chain(position)
            told = [(found.text, found.sense) for found in chain if not found.is_of_paper]
            self._heads[position] = [(text, sense) for text, sense in told if sense is not None]
        return self._heads[position]

    def _is_of_no_amount(self, position: int) -> bool:
        """True where a heading over a row names a year or a stage that no amount under it has: 保留額 over what is asked for."""
        if position not in self._of_none:
            told = (found for found in self.outline.chain(position) if not self._is_of_sheet(found))
            self._of_none[position] = any(
                found.sense is not None and not self._moments(found) <= _reached(self._under[found.row.position])
                for found in told
            )
        return self._of_none[position]

    def _is_of_sheet(self, heading: Heading) -> bool:
        """True for the title of the sheet, over its first amounts."""
        return heading.is_of_paper and heading.row.position < self._begin

    @cached_property
    def _begin(self) -> int:
        return next((row.position for row in self.outline.grid.rows if row.values), 0)

    @staticmethod
    def _moments(heading: Heading) -> set[str | int]:
        """The years and stages that a heading names; 査定の経過 is about steps, of which some have no amounts yet."""
        said = heading.sense or Consumed()
        return {*said.years, *(said.stages - _BUDGETS if _STEPS.search(heading.text) is None else ())}

    @cached_property
    def _under(self) -> Mapping[int, set[str | int]]:
        """The years and stages of the amounts under each heading, by its position.

        An amount is under the headings over its row, and over the heading of its table: names one a line may seem to be headings between.
        """
        found: dict[int, set[str | int]] = defaultdict(set)
        for fact in self.reading.facts:
            own = None if fact.heading is None else fact.heading.line
            for line in {fact.cite.line or 1, own or fact.cite.line or 1}:
                for heading in self.outline.chain(self.outline.grid.row_of(line).position):
                    found[heading.row.position] |= {fact.year_offset, fact.stage.value}
        return found


def _reached(moments: set[str | int]) -> set[str | int]:
    """The moments of amounts, with what was done where they were spent: 主な取組の実績 over 決算額."""
    return moments | {Stage.ACTUAL.value} if Stage.SETTLED.value in moments else moments


def _sourced(said: Consumed | None) -> bool:
    """True for words of sources and of nothing else."""
    return said is not None and bool(said.measures) and said.measures <= _SOURCES
