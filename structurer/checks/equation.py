"""The claims over amounts: an equation, an upper bound, and a share rounded as the sheet rounds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from structurer.checks.claim import Judgement, shown, shown_value
from structurer.checks.outcome import ClaimOutcome
from structurer.checks.working import Notation, notation
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.model import Cite
from structurer.text import lazy_re as re
from structurer.text.money import print_number
from structurer.text.source import Figure, Source

_ROUNDS = re.compile(
    r"(?:端数|四捨五入|切り?捨て)[^。\n]{0,30}(?:合計|計)[^。\n]{0,12}(?:一致し|合わ)な"
    r"|(?:合計|計)[^。\n]{0,12}(?:一致し|合わ)な[^。\n]{0,30}(?:端数|四捨五入)"
)
_FOLDED = 2
"""Zeros from this number on are written as one term, `+ 0 × 7`."""


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
        computed = self._computed
        outcome, reason = self._outcome(source, stated - computed)
        named = self._working(source, notation(self.facts, source), (outcome, computed), _folded)
        bare: tuple[str, ...] = ()
        if outcome is not ClaimOutcome.HOLDS:
            bare = (*self._working(source, shown, (outcome, computed), _unfolded), *reason)
        return Judgement(outcome, (*named, *reason), stated, computed, bare)

    def outcome(self, source: Source) -> ClaimOutcome:
        """The outcome without the working."""
        return self._outcome(source, self.stated.cite.value - self._computed)[0]

    @property
    def _computed(self) -> Fraction:
        values = ((term.sign, term.fact.cite.value) for term in self.terms)
        return sum((value if sign > 0 else -value for sign, value in values), Fraction(0))

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

    def _working(
        self,
        source: Source,
        write: Notation,
        found: tuple[ClaimOutcome, Fraction],
        pieces_of: Callable[[tuple[Term, ...], Notation], list[str]],
    ) -> tuple[str, ...]:
        stated, pieces, (outcome, computed) = self.stated.cite.value, pieces_of(self.terms, write), found
        total = shown_value(computed, self.facts, source)
        within = "≠" if outcome is not ClaimOutcome.HOLDS else "≦" if self.at_most else "≈"
        relation = "=" if stated == computed else within
        result = "" if len(pieces) == 1 and pieces[0].startswith("+") else f" = {total}"
        sides = f"{' '.join(pieces).removeprefix('+ ')}{result} {relation} {write(self.stated)}"
        if stated == computed or relation == "≦":
            return (sides,)
        gap = shown_value(stated - computed, self.facts, source)
        return sides, f"{write(self.stated)} − {total} = {gap}"


def _unfolded(terms: tuple[Term, ...], write: Notation) -> list[str]:
    """The terms with their signs."""
    return [("− " if term.sign < 0 else "+ ") + write(term.fact) for term in terms]


def _folded(terms: tuple[Term, ...], write: Notation) -> list[str]:
    """The terms with their signs, several zeros as one at the end; a single zero stays, there is nothing to fold."""
    rest = tuple(term for term in terms if term.sign < 0 or term.fact.cite.value != 0)
    zeros = len(terms) - len(rest)
    return _unfolded(terms, write) if zeros < _FOLDED else [*_unfolded(rest, write), f"+ 0 × {zeros}"]


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
        part, base, rate = (fact.cite.value for fact in self.facts)
        sign, named = self._sign(source), notation(self.facts, source)
        if sign is not None:
            working = (f"{self._product(source, named)} {sign} {named(self.part)}",)
            return Judgement(ClaimOutcome.HOLDS, working, part, part)
        return Judgement(
            self.outcome(source), self._failing(source, named), part, rate * base, self._failing(source, shown)
        )

    def outcome(self, source: Source) -> ClaimOutcome:
        """The outcome without the working."""
        if self._sign(source) is not None:
            return ClaimOutcome.HOLDS
        return ClaimOutcome.FAILS if self.stated_base else ClaimOutcome.UNVERIFIABLE

    def _sign(self, source: Source) -> str | None:
        """Return the sign of the rounding from the exact product to the part; None where no usual rounding gives it."""
        exact = self.rate.cite.value * self.base.cite.value
        forms = (form for unit in _units(source, self.part) for form in rounded_forms(exact, unit))
        return next((sign for sign, rounded in forms if rounded == self.part.cite.value), None)

    def _product(self, source: Source, write: Notation) -> str:
        exact = self.rate.cite.value * self.base.cite.value
        return f"{write(self.base)} × {write(self.rate)} = {shown_value(exact, (self.part, self.base), source)}"

    def _failing(self, source: Source, write: Notation) -> tuple[str, ...]:
        """The product beside the part, and the share that the part really is."""
        part, base = self.part.cite.value, self.base.cite.value
        sides = f"{self._product(source, write)} ≠ {write(self.part)}"
        return (
            (sides,) if base == 0 else (sides, f"{write(self.part)} ÷ {write(self.base)} = {percentage(part / base)}")
        )


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
    """Return how far rounding may carry a sum, in yen, and whether the sheet says that it rounds.

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
