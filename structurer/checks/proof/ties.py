"""What equations say: dates and units that no words give, from amounts that a claim which holds ties to others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from structurer.checks.claim import Result
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.proof.parts import ItemParts, item_of
from structurer.checks.proof.points import Point, Proof
from structurer.checks.reading import Reading
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Measure, Stage, Table
from structurer.text.source import Unit
from structurer.text.words import squeeze

_APART = frozenset({Table.STAFF, Table.INDICATOR, Table.PLAN, Table.SUBSIDY})
"""Tables without money of the project's budget."""
_OF_WHICH = "うち"
_PASSES = 4
"""An item's part, the item, the total of its section and the project's cost: no chain of equations is longer."""


class Ties:
    """The equations of one sheet that hold, by the amounts they tie."""

    def __init__(self, reading: Reading, results: Sequence[Result], parts: ItemParts) -> None:
        self._reading, self._parts = reading, parts
        self._results = [result for result in results if _is_tie(result)]
        self._owned: dict[SheetPath, bool] = {}

    @cached_property
    def _by_path(self) -> Mapping[SheetPath, list[int]]:
        """The numbers of the equations of each amount."""
        found: dict[SheetPath, list[int]] = defaultdict(list)
        for number, result in enumerate(self._results):
            for fact in result.facts:
                found[fact.path].append(number)
        return found

    def codes(self, fact: Fact) -> tuple[str, ...]:
        """The codes of the checks whose equations tie an amount."""
        return tuple(dict.fromkeys(self._results[number].code for number in self._by_path.get(fact.path, ())))

    def is_owned(self, fact: Fact) -> bool:
        """True where claims that hold lead from the fact's table to one of another kind, at once or by the sum of several like it."""
        table = fact.path[:2]
        if table not in self._owned:
            tied = self._tied(table)
            summed = {other.path[:2] for other in tied if other.path[0] == fact.path[0]} - {table}
            tied = [*tied, *(other for one in summed for other in self._tied(one))]
            self._owned[table] = any(other.path[0] != fact.path[0] for other in tied)
        return self._owned[table]

    def _tied(self, table: SheetPath) -> list[Fact]:
        """The amounts in equations with those of a table."""
        group = self._reading.under(*table)
        numbers = {number for other in group for number in self._by_path.get(other.path, ())}
        return [other for number in numbers for other in self._results[number].facts]

    def has_stage(self, fact: Fact, stage: Stage) -> bool:
        """True where an equation ties an amount to one of a stage."""
        return any(stage in self._stages[number] for number in self._by_path.get(fact.path, ()))

    @cached_property
    def _stages(self) -> list[set[Stage]]:
        return [{fact.stage for fact in result.facts} for result in self._results]

    def of(self, fact: Fact) -> Sequence[int]:
        """The numbers of the equations that tie an amount."""
        return self._by_path.get(fact.path, ())

    def scale(self, fact: Fact) -> Fraction | None:
        """How much one of the printed number is; None for 0."""
        figure = self._reading.source.by_id.get(fact.cite.figure or "")
        return None if figure is None or not figure.number else fact.cite.value / Fraction(figure.number)

    def siblings(self, fact: Fact) -> Sequence[Fact]:
        """The amounts of the same line, for staff; the item, for a part of it."""
        if fact.table is Table.STAFF:  # `正職員2.0人分の人件費237万円`: the amounts of its line
            return [one for one in self._reading.under(*fact.path[:2]) if one.cite.line == fact.cite.line]
        if fact.measure is Measure.BREAKDOWN and "breakdown" in fact.path:
            return self._parts.of(item_of(fact), Measure.AMOUNT)
        return ()

    def is_of_its_stage(self, changes: Sequence[Fact], stage: Stage) -> bool:
        """True where a column of changes compares the amounts of this stage in each of its rows, and those of no other.

        One row may have the same request as decision; then the other rows tell which of them its column compares. A row
        that compares none has a finding of its own and tells nothing.
        """
        stages = {stage for fact in changes for stage in self._amounts(fact, 0)}
        earlier = any(self._amounts(fact, 1) for fact in changes)
        rows = [{one for one in stages if self._compares(fact, one, earlier=earlier)} for fact in changes]
        held = stages.intersection(*filter(None, rows))
        return held == {stage} or (stage in held and len(changes) == 1 and self._follows(changes[0], stage))

    def _follows(self, fact: Fact, stage: Stage) -> bool:
        """True where the last amount of the year that is printed before a change among lead lines is of this stage."""
        if fact.path[0] != "totals":
            return False
        now = [one for one in self.row(fact) if one.year_offset == fact.year_offset]
        before = [one for one in now if (start := self._start(one)) is not None and start < (self._start(fact) or 0)]
        return bool(before) and max(before, key=lambda one: self._start(one) or 0).stage is stage

    def _start(self, fact: Fact) -> int | None:
        """Where the figure of an amount begins in the text."""
        figure = self._reading.source.by_id.get(fact.cite.figure or "")
        return None if figure is None else figure.start

    def row(self, fact: Fact) -> Sequence[Fact]:
        """The amounts in the row of a change; those of all lead lines, for a change among them."""
        lead = fact.path[0] == "totals"
        own = self._reading.facts if lead else self._reading.under(*fact.path[:4])
        found = [one for one in own if one.measure is Measure.AMOUNT and one.path[0] == fact.path[0]]
        if found or not lead:
            return found
        return [one for one in own if one.table is Table.FUNDING and one.measure is Measure.TOTAL]

    def _amounts(self, fact: Fact, years_back: int) -> dict[Stage, Fraction]:
        """The amounts in the row of a change by their stages, of its own year or of one before."""
        offset, own = fact.year_offset - years_back, self.row(fact)
        return {one.stage: one.cite.value for one in own if one.year_offset == offset}

    def _compares(self, fact: Fact, stage: Stage, *, earlier: bool) -> bool:
        """True where a change is the amount of a stage less one of the year before; what is blank is none.

        In a table without an `earlier` year what was approved is compared with what was requested.
        """
        amounts = self._amounts(fact, 0)
        now, asked = amounts.get(stage, Fraction(0)), amounts.get(Stage.REQUEST)
        before = self._amounts(fact, 1).values() or (Fraction(0),)
        if not earlier and stage is Stage.APPROVED and asked is not None:
            before = (asked,)
        return any(now - one == fact.cite.value for one in before)


class TiedProofs:
    """Proofs completed by the equations that tie their amounts; `columns` are the headings over them."""

    def __init__(self, ties: Ties, proofs: Sequence[Proof], columns: Mapping[SheetPath, tuple[str, ...]]) -> None:
        self._ties, self._proofs, self._columns = ties, proofs, columns
        self._by_path = {proof.fact.path: proof for proof in proofs}
        self._dated: set[tuple[int, int, Stage]] = set()
        self._tables: dict[SheetPath, list[Proof]] = defaultdict(list)
        for proof in proofs:
            self._tables[proof.fact.path[:2]].append(proof)
        for proof in proofs:
            if proof.points.get("date") is not None and self._is_part_of_another(proof.fact):
                proof.points["date"], proof.why["date"] = None, f"「{proof.fact.row}」"
            if proof.points.get("date") is not None:
                self._tell_date(proof.fact)

    def _is_part_of_another(self, fact: Fact) -> bool:
        """True for うち一般財源 of another year or stage than the amount right above it, which it is a part of."""
        if fact.measure is not Measure.GENERAL_FUND or not fact.row.startswith(_OF_WHICH):
            return False
        above = self._above(fact)
        return above is not None and not _is_same_budget(above, fact)

    def _tell_date(self, fact: Fact) -> None:
        """Note a date that is proved with the equations of its amount."""
        self._dated.update((number, fact.year_offset, fact.stage) for number in self._ties.of(fact))

    def date(self) -> None:
        """Dates that no words give: another amount of the same year and stage that an equation ties to it."""
        for _ in range(_PASSES):
            changed = False
            for proof in self._proofs:
                if self._is_open(proof) and self._is_datable(proof):
                    proof.points["date"], changed = Point("only"), True
                    self._tell_date(proof.fact)
            if not changed:
                return

    def _is_open(self, proof: Proof) -> bool:
        """True where the place is proved and nothing printed says the date, or another one."""
        return proof.points.get("date") is None and "date" not in proof.why and proof.points.get("place") is not None

    def _is_datable(self, proof: Proof) -> bool:
        fact, place = proof.fact, proof.points["place"]
        if fact.measure is Measure.CHANGE:
            return self._ties.is_of_its_stage(self._column(fact), fact.stage) and self._is_of_dated(fact)
        if fact.table is Table.COST and fact.stage is Stage.INITIAL and squeeze(fact.row).endswith("計"):
            return False  # 計 of a year is what was in force, whatever it is equal to
        if self._is_of_the_only_stage(proof):
            return True
        alone = fact.table is Table.STAFF and place is not None and place.by in {"cell", "screen", "count"}
        siblings = () if alone else self._ties.siblings(fact)  # a column of staff has its own heading
        if fact.measure is Measure.GENERAL_FUND and fact.row.startswith(_OF_WHICH):
            above = self._above(fact)
            return above is not None and _is_same_budget(above, fact) and self._is_dated(above)
        if fact.stage is Stage.CURRENT and (
            self._is_current(fact) or any(one.stage is Stage.SUPPLEMENTARY for one in siblings)
        ):
            return True
        tied = any((number, fact.year_offset, fact.stage) in self._dated for number in self._ties.of(fact))
        return tied or any(self._is_dated(one) for one in siblings if _is_same_budget(one, fact))

    def _is_of_the_only_stage(self, proof: Proof) -> bool:
        """True for staff and their cost in words, of the one stage of the sheet's own year that any amount of money is proved to have."""
        fact, place = proof.fact, proof.points["place"]
        staffed = fact.table is Table.STAFF or fact.measure is Measure.PERSONNEL_COST
        if not staffed or fact.year_offset or fact.stage is Stage.NONE or place is None or place.by != "word":
            return False
        if proof.points.get("owner") is None:
            return False  # the headings over staff are understood as well as those over money
        money = (one for one in self._proofs if one.fact.table not in _APART and not one.fact.year_offset)
        return {one.fact.stage for one in money if one.points.get("date") is not None} == {fact.stage}

    def _above(self, fact: Fact) -> Fact | None:
        """The amount right above one in its column, which うち一般財源 is a part of."""
        line, columns = fact.cite.line or 0, self._columns.get(fact.path)
        table = (proof.fact for proof in self._tables[fact.path[:2]])
        over = (one for one in table if self._columns.get(one.path) == columns and (one.cite.line or 0) < line)
        return max(over, key=lambda one: one.cite.line or 0, default=None) if columns else None

    def _is_current(self, fact: Fact) -> bool:
        """True for the sum of a budget and what was added to it, or of the budget alone in a row of such sums."""
        if any(self._ties.has_stage(fact, stage) for stage in (Stage.SUPPLEMENTARY, Stage.CARRIED_OVER)):
            return True
        table = self._tables[fact.path[:2]]
        row = (proof for proof in table if proof.fact.path[:4] == fact.path[:4] and proof.fact is not fact)
        summed = any(proof.fact.stage is Stage.CURRENT and proof.points.get("date") is not None for proof in row)
        return summed and bool(self._ties.of(fact))

    def _column(self, fact: Fact) -> list[Fact]:
        """The changes of a table under the same headings; one outside a table alone."""
        same = (fact.measure, self._columns.get(fact.path))
        table = [proof.fact for proof in self._tables[fact.path[:2]]]
        return [one for one in table if (one.measure, self._columns.get(one.path)) == same]

    def _is_of_dated(self, fact: Fact) -> bool:
        """True where an amount of the change's year and stage, in its row or tied to it, is dated."""
        tied = any((number, fact.year_offset, fact.stage) in self._dated for number in self._ties.of(fact))
        return tied or any(self._is_dated(one) for one in self._ties.row(fact) if _is_same_budget(one, fact))

    def _is_dated(self, fact: Fact) -> bool:
        proof = self._by_path.get(fact.path)
        return proof is not None and proof.points.get("date") is not None

    def measure(self) -> None:
        """Units that no words give in a sheet without captions: from an amount with a unit, by equations and within a table.

        A table in which no unit is printed is in one unit, so that a row which no equation ties has that of the others.
        """
        known = {number for proof in self._proofs if _is_measured(proof) for number in self._ties.of(proof.fact)}
        tables: dict[SheetPath, set[Fraction]] = defaultdict(set)
        for proof in (*self._proofs, *reversed(self._proofs), *self._proofs):
            scale, table = self._ties.scale(proof.fact), proof.fact.path[:2]
            asked = proof.is_unitless and proof.fact.cite.unit is Unit.YEN
            if asked and (scale in tables[table] or not known.isdisjoint(self._ties.of(proof.fact))):
                proof.points["unit"] = Point("tie")
                known.update(self._ties.of(proof.fact))
                tables[table].update(() if scale is None else (scale,))


def _is_tie(result: Result) -> bool:
    """True for an equation that holds of two amounts or more; one of zeros holds of any."""
    some = len(result.facts) > 1 and any(fact.cite.value for fact in result.facts)
    return some and result.outcome is ClaimOutcome.HOLDS


def _is_same_budget(one: Fact, fact: Fact) -> bool:
    return one is not fact and (one.year_offset, one.stage) == (fact.year_offset, fact.stage)


def _is_measured(proof: Proof) -> bool:
    """True where the figure prints its unit; 0 needs none, and tells none."""
    point = proof.points.get("unit")
    return point is not None and point.by == "figure" and proof.fact.cite.value != 0
