"""Year and stage of an amount: what the words around it and the headings over it say, and what may stay unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass

from structurer.checks.proof.consume import BUDGET, DATED, Consumed
from structurer.checks.proof.owner import Heading
from structurer.checks.proof.said import SpotSense
from structurer.sheet.facts import Fact
from structurer.sheet.model import Stage, Table

UNSAID = "?"
"""Nothing printed says the year and the stage: an equation must."""
_CONFLICT = "conflict"
_OF_NO_BUDGET = frozenset({Stage.SETTLED, Stage.ACTUAL, Stage.TARGET})
_SPENT = frozenset({Stage.SETTLED, Stage.CURRENT, Stage.ACTUAL, Stage.FORECAST})
_COLUMN_STAGES = frozenset({BUDGET, Stage.CARRIED_OVER, Stage.SUPPLEMENTARY, Stage.CURRENT, Stage.SETTLED})
"""Stages of columns that a row's own stage narrows: the request in the column of the budget is the request for it."""


def dated(
    fact: Fact, said: SpotSense, chain: Sequence[Heading], title: Stage | None = None, *, is_first: bool = False
) -> str | None:
    """By what year and stage are proved; None where they are said otherwise, `UNSAID` where nothing says them.

    `title` is the stage that the sheet's own title says, where it is not among the headings over the amount; `is_first` is true where the
    words around it say 当初.
    """
    years, stage = said.years, _stage(said.row, said.columns, said.own)
    if len(years) > 1 or stage == _CONFLICT or (DATED in said.whole.marks and not years):
        return None
    if fact.table is Table.STAFF and fact.stage is Stage.NONE and said.whole.stages - {BUDGET}:
        return None  # 要求 職員数 is of the request
    summed = stage in {None, BUDGET} and "total" in (said.row + said.columns).marks and not said.columns.stages
    year = next(iter(years), None)
    if summed and fact.stage is Stage.CURRENT:
        return UNSAID if year in {None, fact.year_offset} else None
    if stage is None:
        stage, year = _headed(chain, year)
        done = stage == Stage.ACTUAL and fact.stage is Stage.SETTLED and fact.table in {Table.ITEM, Table.TOTAL}
        stage = None if done else stage  # 主な取組の実績: an equation says that the money was spent
    if (year or 0) != fact.year_offset:
        return None
    return _Dating(fact, said, stage, year, title, is_first).by(chain)


def _headed(chain: Sequence[Heading], year: int | None) -> tuple[str | None, int | None]:
    """The stage of the nearest heading that says a year or a stage, with its year where the amount has none of its own."""
    heads = [found for found in reversed(chain) if found.sense is not None and not found.is_title]
    told = next(
        (found for found in heads if found.sense is not None and (found.sense.stages or found.sense.years)), None
    )
    heading = Consumed() if told is None or told.sense is None or _is_of_both(told) else told.sense
    stage = _one(heading.stages)
    if stage == _CONFLICT and heading.stages & _SPENT:
        return _CONFLICT, year  # 要求額と決算額 over 前年度: which of the two that is, nothing says
    if stage is None or stage == _CONFLICT:
        return None, year
    return stage, next(iter(heading.years)) if year is None and len(heading.years) == 1 else year


def _is_of_both(heading: Heading) -> bool:
    """True for 年度別の予算と決算: amounts of either stand below it."""
    return "予算" in heading.text and "決算" in heading.text


@dataclass(frozen=True)
class _Dating:
    """A fact whose year is the printed one, with the stage that words give it."""

    fact: Fact
    said: SpotSense
    stage: str | None
    year: int | None
    title: Stage | None
    is_first: bool

    def by(self, chain: Sequence[Heading]) -> str | None:
        """By what the stage is proved, too."""
        if self.fact.table is Table.STAFF and self.fact.stage is Stage.NONE:
            return self._where if not (self.said.row + self.said.columns).stages else None
        if Stage.PROPOSAL in {self.fact.stage, self.stage}:
            return self._where if self.fact.stage == self.stage == Stage.PROPOSAL else None
        if self.stage is None:
            return self._unstaged(chain)
        if self.stage == BUDGET:
            return self._budgeted(chain)
        return self._where if self.stage == self.fact.stage.value else None

    @property
    def _where(self) -> str:
        own, row = self.said.own, self.said.row
        return "cell" if own.years or own.stages else "label" if row.stages or row.years else "heading"

    def _unstaged(self, chain: Sequence[Heading]) -> str | None:
        """Where no words name a stage: an earlier year alone is its initial budget, and a title may name it."""
        fact = self.fact
        earlier = (
            self.year is not None
            and self.year < 0
            and fact.stage is Stage.INITIAL
            and fact.table is not Table.STAFF
            and not (fact.table is Table.COST and "total" in self.said.row.marks)
        )
        if earlier:
            return self._where
        if fact.table in {Table.INDICATOR, Table.PLAN}:
            return None
        titles = [found.sense for found in chain if found.is_title and found.sense is not None]
        titled = any(_one(title.stages) == fact.stage.value for title in titles)
        titled = titled or (self.year == 0 and fact.stage is self.title)
        return "title" if titled and fact.year_offset == 0 else UNSAID

    def _budgeted(self, chain: Sequence[Heading]) -> str | None:
        """Where they name a budget without a stage: the initial one of an earlier year, the approved one of the sheet's own.

        On a sheet about a supplementary budget, 本年度予算額 may be that one or the year's; 当初予算額 is the year's.
        """
        fact, said = self.fact, self.said
        titles = [found.sense.stages for found in chain if found.is_title and found.sense is not None]
        if fact.year_offset == 0 and not self.is_first and any(Stage.SUPPLEMENTARY in stages for stages in titles):
            return None
        wanted = Stage.INITIAL if fact.year_offset < 0 else Stage.APPROVED
        if wanted is Stage.APPROVED and not said.whole.stages:
            return "title" if self.year == 0 and self.title is fact.stage is wanted else UNSAID
        return self._where if fact.stage is wanted else None


def _stage(row: Consumed, columns: Consumed, own: Consumed) -> str | None:
    """The stage that the words around an amount name: its own cell's first, then its row's, then its column's."""
    found = [_one(sense.stages) for sense in (own, row, columns)]
    if _CONFLICT in found:
        return _CONFLICT
    own_stage, row_stage, column_stage = found
    if own_stage is not None and own_stage != BUDGET:
        return own_stage
    if row_stage == Stage.CURRENT and column_stage == Stage.REQUEST and "total" in row.marks:
        return column_stage  # 計（予算現額） in the column of what is asked for
    if row_stage is not None and row_stage != BUDGET:
        other = column_stage is not None and column_stage != row_stage and column_stage not in _COLUMN_STAGES
        other = other or (row_stage == Stage.REQUEST and column_stage == Stage.SETTLED)
        return _CONFLICT if other else row_stage
    if column_stage is not None and column_stage != BUDGET:
        return column_stage
    return own_stage or row_stage or column_stage


def _one(stages: frozenset[str]) -> str | None:
    """The one stage of several words: a request for a supplementary budget is a request, what is granted of it granted."""
    rest = set(stages) - {BUDGET}
    if len(rest) == 2 and Stage.SUPPLEMENTARY in rest and rest & {Stage.REQUEST, Stage.APPROVED}:
        rest -= {Stage.SUPPLEMENTARY}
    if len(rest) > 1 or (BUDGET in stages and rest & _OF_NO_BUDGET):
        return _CONFLICT
    return next(iter(rest), None) if rest else BUDGET if stages else None
