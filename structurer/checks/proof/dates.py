"""The date of every cited amount: its year and stage, from the words around it and what stands beside it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from structurer.checks.proof.consume import BUDGET, FORMULA
from structurer.checks.proof.dated import UNSAID, dated
from structurer.checks.proof.owner import Heading, Outline
from structurer.checks.proof.place import Walker
from structurer.checks.proof.points import Point, Proof
from structurer.checks.proof.said import SpotSense
from structurer.checks.proof.spot import Spot
from structurer.checks.proof.words import KnownWords
from structurer.checks.reading import Reading
from structurer.checks.select import row_name
from structurer.sheet.facts import Fact
from structurer.sheet.model import Measure, Stage, Table
from structurer.text import lazy_re as re
from structurer.text.words import squeeze, tidy

_LAST, _OWN_YEAR = re.compile(r"前年度(?!比|との|増)"), re.compile(r"(?:令和|平成|[RH]|20)\d|令和元")
"""A column of the year before, and the label of a row that prints its year."""
_EARLIER = re.compile(r"前年|昨年|対前")
_AGAIN = re.compile(r"復活|追加|再(?:要求|要望|提出|見積)|修正(?:要求|要望)")
"""A request after the first one, which a row's own label may tell from that, and no column and no heading."""
_REPLACED = re.compile(r"当初の(?:予算)?(?:要求|要望|見積|査定|内示)")
"""In a sentence, what was asked for or granted at first."""
_INITIAL = re.compile(r"[(（〔\[]?当初分?[)）〕\]]?$")
"""Of the initial budget, beside a request for a supplementary one."""
_GRIDS = frozenset({"cell", "screen", "count"})
_ADDED = frozenset({Stage.SUPPLEMENTARY, Stage.CURRENT, Stage.NONE, Stage.CARRIED_OVER})


@dataclass(frozen=True)
class Dates:
    """Proves the years and stages of the facts of one reading."""

    reading: Reading
    walker: Walker
    words: KnownWords
    outline: Outline

    @cached_property
    def _title(self) -> Stage | None:
        """The stage that the title says: asked for, or in a sheet without any step towards it the budget itself."""
        said = self.outline.document.stages - {BUDGET}
        if said == {Stage.REQUEST}:
            return Stage.REQUEST
        return Stage.APPROVED if self.outline.is_plain_budget else None

    def prove(self, proof: Proof, spot: Spot, said: SpotSense) -> None:
        """Prove year and stage from the words around a figure."""
        fact, said = proof.fact, _shifted(spot, said)
        chain = self.outline.chain(spot.top)
        undated = self._is_staff_of_a_cost(fact, spot) or self._is_of_either_year(fact, said, chain)
        undated = undated or self._is_of_no_supplement(fact, said) or _says_otherwise(spot, said)
        undated = undated or self._is_asked_again(fact, spot, said, chain) or self._is_at_a_step(fact, spot)
        undated = undated or _is_replaced(spot)
        if undated or self._is_in_force_twice(fact, spot, said):
            proof.why["date"] = printed(fact, spot)
            return
        if fact.measure is Measure.CHANGE and not (self._is_of_formula(fact, spot) and self._is_of_both(fact, said)):
            proof.why["date"] = printed(fact, spot)
            return
        timeless = spot.is_part or fact.measure is Measure.CHANGE
        if self._is_of_two_stages(fact, spot, said):
            if fact.stage is Stage.NONE:
                proof.points["date"] = Point("none", spot.lines)
            else:
                proof.why["date"] = printed(fact, spot)
            return
        first = any("当初" in text for text in (*spot.columns, *spot.label)) and self._is_beside_supplement(fact)
        about = self._about(fact, spot, said, chain)
        by = UNSAID if timeless else dated(fact, said, about, self._title, is_first=first)
        if by is None:
            proof.why["date"] = printed(fact, spot)
        elif by != UNSAID:
            proof.points["date"] = Point(by, spot.lines)

    def _is_of_no_supplement(self, fact: Fact, said: SpotSense) -> bool:
        """True for the budget of the year, unsaid beside it, where the title says a supplement and no amount is one."""
        decided = fact.stage is Stage.APPROVED and not fact.year_offset and fact.stage.value not in said.whole.stages
        supplemented = {Stage.SUPPLEMENTARY, Stage.CURRENT}
        titled = decided and self.outline.is_of_supplement
        return titled and not any(one.stage in supplemented for one in self.reading.facts)

    def _is_beside_supplement(self, fact: Fact) -> bool:
        """True for an amount in a table that has the supplement to it, too: 当初予算額 | 補正額."""
        return any(one.stage is Stage.SUPPLEMENTARY for one in self.reading.under(*fact.path[:2]))

    def _is_at_a_step(self, fact: Fact, spot: Spot) -> bool:
        """True for 当初予算額（内示） and 計（内示） beside the supplement: the budget that it adds to has been decided."""
        said = ((text, self.words.said(text)) for text in (*spot.label, *spot.columns))
        whole = (one for text, one in said if one is not None and ("当初" in text or "total" in one.marks))
        return any(one.stages - {BUDGET, *_ADDED} for one in whole) and self._is_beside_supplement(fact)

    def _about(self, fact: Fact, spot: Spot, said: SpotSense, chain: Sequence[Heading]) -> Sequence[Heading]:
        """The headings that are about an amount: one of what is asked for is not about the year before, in a column or a sentence."""
        beside = self._stages_beside(fact, said)
        if beside:
            chain = tuple(found for found in chain if found.is_title or not _is_of_stages(found, beside))
        if _tells_past(spot, said) and not (spot.by == "word" and self.outline.is_of_supplement):
            chain = tuple(found for found in chain if found.is_title or not _is_of_this_year(found))
        return chain

    def _is_asked_again(self, fact: Fact, spot: Spot, said: SpotSense, chain: Sequence[Heading]) -> bool:
        """True for a request under a column or a heading of what is asked for once more, without a stage in its own row.

        Not in a table whose heading, which the record keeps, says so of all requests in it: 復活要求の内訳, and 復活要求額 its one column.
        """
        if fact.stage is not Stage.REQUEST or fact.year_offset:
            return False
        texts = tuple(map(squeeze, (*spot.label, *spot.columns, spot.own)))
        supplied = Stage.SUPPLEMENTARY in self.outline.document.stages or any("補正" in text for text in texts)
        again = _AGAIN.search(texts[-1]) is not None and _AGAIN.search(fact.row) is None
        if again or (supplied and any(_INITIAL.search(text) for text in texts)):
            return True
        if said.row.stages:
            return False
        over = (found.text for found in chain if not found.is_title)
        if _AGAIN.search(fact.section or "") and any(_AGAIN.search(squeeze(text)) for text in spot.columns):
            asked = [one for one in self.reading.under(*fact.path[:2]) if one.stage is Stage.REQUEST]
            asked = [one for one in asked if one.column == fact.column and row_name(one) == row_name(fact)]
            return len(asked) > 1
        return any(_AGAIN.search(squeeze(text)) for text in (*spot.columns, *over))

    def _is_of_either_year(self, fact: Fact, said: SpotSense, chain: Sequence[Heading]) -> bool:
        """True for 当初予算額 without a year as what was decided, where its table says what is asked for and no earlier year's.

        It may be the budget of the year before, which stands beside a request more often than what comes of it.
        """
        if fact.stage is not Stage.APPROVED or said.whole.stages != {BUDGET} or said.years:
            return False
        if any(found.sense is not None and found.sense.years and not found.is_title for found in chain):
            return False
        table = self.reading.under(*fact.path[:2])
        asked = [one for one in table if one.stage is Stage.REQUEST]
        named = any("当初予算" in squeeze(one.row) for one in asked)  # 当初予算要求額 over it: it is what came of that
        return bool(asked) and not named and all(one.year_offset >= 0 for one in table)

    def _stages_beside(self, fact: Fact, said: SpotSense) -> frozenset[str]:
        """The stages of the sheet's own year in columns beside an amount of an earlier year: 要求額 beside 前年度."""
        header = (
            self.walker.headers.over(self.walker.grid.row_of(fact.cite.line or 1))
            if max(said.columns.years, default=0) < 0
            else None
        )
        beside = () if header is None else (self.words.said(cell.text) for cell in header.rows[-1].texts)
        own = (one.stages - {BUDGET} for one in beside if one is not None and one.years <= {0})
        return frozenset().union(*own)

    def _is_of_formula(self, fact: Fact, spot: Spot) -> bool:
        """True where the formula in a change's heading, if there is one, takes last year's amount from that of its own stage."""
        texts = [squeeze(tidy(text)) for text in (*spot.columns, *spot.label)]
        found = [match for text in texts for match in FORMULA.finditer(text)]
        earlier = any(one.year_offset < 0 for one in self.reading.under(*fact.path[:2])) or fact.path[0] == "totals"
        if not earlier and any(_EARLIER.search(text) for text in texts):
            return False  # 前年度との増減 in a table without that year
        return all(self._is_taken(fact, match["now"], match["before"]) for match in found)

    @cached_property
    def _stages_of(self) -> dict[int, frozenset[str]]:
        """The stages of the amounts of each year."""
        found: dict[int, set[str]] = defaultdict(set)
        for one in self.reading.facts:
            found[one.year_offset].add(one.stage.value)
        return {year: frozenset(stages) for year, stages in found.items()}

    def _is_of_both(self, fact: Fact, said: SpotSense) -> bool:
        """True for the words of a change that name no other year and no other stage than those of the amounts it is between."""
        before, told = self._stages_of.get(fact.year_offset - 1, frozenset()), said.whole
        return told.years <= {fact.year_offset, fact.year_offset - 1} and told.stages - {BUDGET} <= {
            fact.stage.value,
            *before,
        }

    def _is_taken(self, fact: Fact, now: str, before: str) -> bool:
        first, second = self.words.said(now), self.words.said(before)
        if first is None or second is None or not first.years <= {fact.year_offset}:
            return False
        asked = {Stage.REQUEST.value, Stage.APPROVED.value}
        before_it = second.years == {fact.year_offset - 1} or (not second.years and second.stages == {BUDGET})
        return before_it and not second.stages & asked and first.stages - {BUDGET} <= {fact.stage.value}

    def _is_staff_of_a_cost(self, fact: Fact, spot: Spot) -> bool:
        """True for staff without a stage in a sentence or a list that gives their cost, which has one.

        `正職員0.1人分の人件費805千円`, and 要求に係る人件費 over both.
        """
        if fact.table is not Table.STAFF or fact.stage is not Stage.NONE or spot.by in {"cell", "screen", "count"}:
            return False
        costs = [one for one in self.reading.facts if one.table is Table.COST and one.stage is not Stage.NONE]
        return any(one.cite.line == fact.cite.line or self._is_under_one(one, fact) for one in costs)

    def _is_under_one(self, one: Fact, other: Fact) -> bool:
        """True for two amounts under the same heading, which says a stage."""
        own, others = (
            self.outline.chain(self.walker.grid.row_of(fact.cite.line or 1).position)[-1:] for fact in (one, other)
        )
        return own == others and any(found.sense is not None and bool(found.sense.stages) for found in own)

    def _is_in_force_twice(self, fact: Fact, spot: Spot, said: SpotSense) -> bool:
        """True for a 計 or 補正後の計 as the budget in force, where another column is that: 現計予算額 | 補正額 | 計."""
        words = squeeze("".join(spot.columns))
        after = "補正後" in words or ("total" in said.columns.marks and Stage.CURRENT not in said.columns.stages)
        if fact.stage is not Stage.CURRENT or fact.year_offset or not after:
            return False
        row = [one for one in self.reading.under(*fact.path[:2]) if row_name(one) == row_name(fact)]
        twice = any(one.path != fact.path and one.column == fact.column for one in row)
        header = self.walker.headers.over(self.walker.grid.row_of(fact.cite.line or 1))
        texts = () if header is None else (squeeze(cell.text) for above in header.rows for cell in above.texts)
        others = (self.words.said_squeezed(text) for text in texts if text != words and "補正後" not in text)
        return twice or any(one is not None and Stage.CURRENT in one.stages for one in others)

    def _is_of_two_stages(self, fact: Fact, spot: Spot, said: SpotSense) -> bool:
        """True for a 計 that is the sum of amounts of two stages of the sheet's own year, in its row or in its column: it has none."""
        told = said.row + said.columns
        told = told + said.own if spot.by == "word" else told  # `計：59,248千円`, the sum of the lines before it
        words = "".join(map(squeeze, (*spot.label, *spot.columns, spot.own if spot.by == "word" else "")))
        after = told.stages == {Stage.CURRENT.value} and "補正後" in words  # what was in force and what is asked for
        summed = after or ("total" in told.marks and told.stages <= {BUDGET})
        apart = said.own.years or (spot.by in _GRIDS and said.own.stages) or any("当初" in text for text in spot.label)
        if fact.stage is Stage.CURRENT or fact.year_offset or not summed or told.years or apart:
            return False
        table = [one for one in self.reading.under(*fact.path[:2]) if one.measure is fact.measure]
        column = [one for one in table if one.column == fact.column and one.path != fact.path]
        staged = [one for one in table if one.stage is not Stage.NONE and not one.year_offset]
        above = [one for one in staged if (one.cite.line or 0) < (fact.cite.line or 0)]
        below = [one for one in above if row_name(one) != row_name(fact)]
        beside = _beside(staged, fact)
        alone = len(beside) == 1 and beside[0].cite.value == fact.cite.value  # of a dash and the other stage
        summed = alone and any(_is_sum(_beside(staged, one), one) for one in column)
        in_line = [one for one in staged if spot.by == "word" and one.cite.line == fact.cite.line]
        return summed or any(_is_sum(group, fact) for group in (beside, below, in_line))


def _shifted(spot: Spot, said: SpotSense) -> SpotSense:
    """What is said of an amount under 前年度 in a row of a year of its own: 令和2年度 in the row of 令和3年度, and of no other."""
    relative = bool(spot.columns) and _LAST.match(squeeze(spot.columns[-1])) is not None
    own = any(_OWN_YEAR.match(squeeze(text)) is not None for text in spot.label)
    if not (relative and own and said.columns.years == {-1}):
        return said
    return replace(said, row=replace(said.row, years=frozenset(year - 1 for year in said.row.years)))


def _beside(staged: Sequence[Fact], fact: Fact) -> list[Fact]:
    """The amounts of stages in the row of a sum."""
    return [one for one in staged if one.path != fact.path and row_name(one) == row_name(fact)]


def _is_sum(group: Sequence[Fact], fact: Fact) -> bool:
    """True for the sum of amounts of several stages, one of each."""
    stages = {one.stage for one in group}
    return len(stages) == len(group) > 1 and sum((one.cite.value for one in group), Fraction(0)) == fact.cite.value


def _is_of_stages(heading: Heading, stages: frozenset[str]) -> bool:
    """True for a heading of no other year than the sheet's own that says some of these stages and no other."""
    said = heading.sense
    return said is not None and said.years <= {0} and bool(said.stages - {BUDGET}) and said.stages - {BUDGET} <= stages


def _is_replaced(spot: Spot) -> bool:
    """True for what was asked for or granted at first, in a sentence: 当初の要求額を."""
    told = "".join(map(squeeze, (*spot.label, *spot.columns, spot.own)))
    return spot.by not in _GRIDS and _REPLACED.search(told) is not None


def _says_otherwise(spot: Spot, said: SpotSense) -> bool:
    """True for an amount in a table whose own cell says the first budget, where its row or column says another stage: 2,910（当初）."""
    told = said.row.stages | said.columns.stages
    return spot.by in _GRIDS and BUDGET in said.own.stages and bool(told - {BUDGET})


def _tells_past(spot: Spot, said: SpotSense) -> bool:
    """True for an earlier year in a sentence, or in brackets with the amount behind another: 県債 900千円（前年度　800千円）."""
    if max(said.own.years, default=0) >= 0 or said.own.stages:
        return False
    return spot.by == "sentence" or (spot.by == "word" and _LAST_YEAR.fullmatch(squeeze(spot.own)) is not None)


_LAST_YEAR = re.compile(r"[(（]前年度?:?")


def _is_of_this_year(heading: Heading) -> bool:
    """True for a heading of a stage of the sheet's own year: 要求の内訳 is not about the 前年度 in its sentences."""
    said = heading.sense
    budget = said is not None and said.stages <= {BUDGET, Stage.REQUEST.value, Stage.APPROVED.value}
    return said is not None and budget and bool(said.stages) and said.years <= {0}


def printed(fact: Fact, spot: Spot) -> str:
    """The words around an amount as a person looks for them: its label, its headings, its own."""
    words = " / ".join(filter(None, map(tidy, (*spot.label, *spot.columns, spot.own))))
    return f"「{words or fact.row}」"
