"""The claims over amounts: an equation, an upper bound, and a share rounded as the sheet rounds."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from structurer.checks.claim import ClaimOutcome, Judgement, shown, shown_value
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Cite
from structurer.text.money import print_number
from structurer.text.source import Figure, Source

_ROUNDS = re.compile(
    r"(?:端数|四捨五入|切り?捨て)[^。\n]{0,30}(?:合計|計)[^。\n]{0,12}(?:一致し|合わ)な"
    r"|(?:合計|計)[^。\n]{0,12}(?:一致し|合わ)な[^。\n]{0,30}(?:端数|四捨五入)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One addend: its fact and its sign, +1 or -1."""

    fact: Fact
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Equation:
    """stated = sum of the terms. `at_most` turns it into stated ≥ sum; `shortfall` says that a sum below it proves nothing."""

    name: str
    stated: Fact
    terms: tuple[Term, ...]
    at_most: bool = False
    shortfall: bool = False
    note: bool = False
    lines: tuple[int, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The stated fact first."""
        return (self.stated, *(term.fact for term in self.terms))

    def replaced(self, path: SheetPath, cite: Cite) -> "Equation":
        """The same equation with another cite at a path."""
        return replace(
            self,
            stated=swapped(self.stated, path, cite),
            terms=tuple(Term(swapped(term.fact, path, cite), term.sign) for term in self.terms),
        )

    def judge(self, source: Source) -> Judgement:
        """Holds where both sides agree to the yen, or within rounding where the sheet says that it rounds."""
        stated = self.stated.cite.value
        computed = sum((term.sign * term.fact.cite.value for term in self.terms), Fraction(0))
        outcome, reason = self._outcome(source, stated - computed)
        return Judgement(outcome, (*self._working(source, stated, computed, outcome), *reason), stated, computed)

    def _outcome(self, source: Source, difference: Fraction) -> tuple[ClaimOutcome, tuple[str, ...]]:
        if difference == 0 or (self.at_most and difference > 0):
            return ClaimOutcome.HOLDS, ()
        tolerance, declared = rounding(source, self.stated, tuple(term.fact for term in self.terms))
        if abs(difference) < tolerance:
            reason = f"|{print_number(difference)}円| < {print_number(tolerance)}円 = n·u/2"
            return (ClaimOutcome.HOLDS if declared else ClaimOutcome.UNVERIFIABLE), (reason,)
        if self.shortfall and difference > 0:
            return ClaimOutcome.UNVERIFIABLE, ()
        return ClaimOutcome.FAILS, ()

    def _working(self, source: Source, stated: Fraction, computed: Fraction, outcome: ClaimOutcome) -> tuple[str, ...]:
        pieces = [("− " if term.sign < 0 else "+ ") + shown(term.fact) for term in self.terms]
        total = shown_value(computed, self.facts, source)
        relation = "=" if stated == computed else "≦" if self.at_most and outcome is ClaimOutcome.HOLDS else "≠"
        sum_of = "" if len(pieces) == 1 and pieces[0].startswith("+") else f" = {total}"
        sides = f"{' '.join(pieces).removeprefix('+ ')}{sum_of} {relation} {shown(self.stated)}"
        if stated == computed or relation == "≦":
            return (sides,)
        gap = shown_value(stated - computed, self.facts, source)
        return sides, f"{shown(self.stated)} − {total} = {gap}"


@dataclass(frozen=True, slots=True)
class Share:
    """part = rate × base, rounded to the printed unit: down, to the nearest, or up. `stated_base` where the sheet names it."""

    name: str
    part: Fact
    base: Fact
    rate: Fact
    stated_base: bool
    note: bool = False
    lines: tuple[int, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The part first."""
        return (self.part, self.base, self.rate)

    def replaced(self, path: SheetPath, cite: Cite) -> "Share":
        """The same share with another cite at a path."""
        part, base, rate = (swapped(fact, path, cite) for fact in self.facts)
        return replace(self, part=part, base=base, rate=rate)

    def judge(self, source: Source) -> Judgement:
        """Holds where a usual rounding of rate × base gives the part; says which. Another share of an unnamed base proves nothing."""
        part, base, rate = self.part.cite.value, self.base.cite.value, self.rate.cite.value
        exact = rate * base
        product = f"{shown(self.base)} × {shown(self.rate)} = {shown_value(exact, (self.part, self.base), source)}"
        for unit in _units(source, self.part):
            for sign, rounded in rounded_forms(exact, unit):
                if rounded == part:
                    return Judgement(ClaimOutcome.HOLDS, (f"{product} {sign} {shown(self.part)}",), part, part)
        implied = "" if base == 0 else f"{shown(self.part)} ÷ {shown(self.base)} = {percentage(part / base)}"
        outcome = ClaimOutcome.FAILS if self.stated_base else ClaimOutcome.UNVERIFIABLE
        return Judgement(outcome, (f"{product} ≠ {shown(self.part)}", *([implied] if implied else [])), part, exact)


def rounded_forms(exact: Fraction, unit: int) -> tuple[tuple[str, Fraction], ...]:
    """The exact value rounded to a unit: `=` exact, `↓` down, `≈` nearest (half up), `↑` up."""
    steps = exact / unit
    down = steps.numerator // steps.denominator
    if steps == down:
        return (("=", exact),)
    nearest = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    up = Fraction((down + 1) * unit)
    forms = {Fraction(down * unit): "↓", up: "↑"}
    nearest_value = Fraction(nearest * unit)
    return tuple((sign + ("≈" if value == nearest_value else ""), value) for value, sign in forms.items())


def _units(source: Source, fact: Fact) -> tuple[int, ...]:
    """The printed unit; and 1,000 yen where a sheet in yen books a round amount of them."""
    figure = source.by_id.get(fact.cite.figure or "")
    unit = 1 if figure is None else figure.rounding
    return (unit, 1000) if unit == 1 and fact.cite.value % 1000 == 0 else (unit,)


def percentage(share: Fraction) -> str:
    """A share as a percentage with two decimals, rounded half up: `48.25 %`."""
    hundredths = (share * 10000 * 2 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


def rounding(source: Source, stated: Fact, terms: tuple[Fact, ...]) -> tuple[Fraction, bool]:
    """How far rounding may carry a sum, in yen, and whether the sheet says that it rounds.

    n addends printed in unit u may differ by less than n·u/2. Where all are in one unit and the sheet says nothing of
    rounding, nothing may differ; where units are mixed only the coarser prints can have been rounded.
    """
    declared = source.once(_says_that_it_rounds)
    figures = [source.by_id.get(fact.cite.figure or "") for fact in (*terms, stated)]
    units = [figure.rounding for figure in figures if isinstance(figure, Figure)]
    if not units or (not declared and len(set(units)) == 1):
        return Fraction(0), declared
    coarse = units[:-1] if declared else [unit for unit in units if unit > min(units)]
    return Fraction(sum(coarse), 2), declared


def _says_that_it_rounds(source: Source) -> bool:
    return _ROUNDS.search(source.text) is not None


def swapped(fact: Fact, path: SheetPath, cite: Cite) -> Fact:
    """A fact with another cite, if it is the one at the path."""
    return replace(fact, cite=cite) if fact.path == path else fact
