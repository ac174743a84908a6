"""The blame for a finding: the reader took the wrong figure, or the sheet prints a wrong one. A failed claim alone leaves it open.

A cite that disagrees with its figure, or stands off its row or column, is the reader's. Else one looks for the one
figure near by, used by no other field, whose value makes every claim of a field hold: then the reader took its neighbour.
Where every figure of the claim stands under its own label and there is no such figure, or both readers agree, the
printed sheet itself is inconsistent; but not while a figure of the claim's tables was not read at all, and not where the
claim only cannot be verified.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from itertools import islice

from structurer.checks.claim import Blame, Claim, Result
from structurer.checks.equation import Equation, Share, rounding
from structurer.checks.outcome import ClaimOutcome, Side
from structurer.checks.reading import Reading
from structurer.checks.unread import Unread
from structurer.sheet.facts import Fact, SheetPath
from structurer.sheet.fitting import may_be
from structurer.sheet.model import Cite
from structurer.text.money import decimal_text
from structurer.text.scan import NAMES
from structurer.text.source import Figure

_READER = ("GRD701", "GRD703", "CMP802", "AGR602")
_PLACE = ("GRD701", "GRD703")
_MISREAD = frozenset({"CMP803", "GRD706"})
"""A row left out, a year that the print does not bear out: nothing that a sheet could print wrongly."""
_PRINT = "SAN"
"""The family of checks that ask whether a print stands in the sheet by mistake; their doubt is of the sheet."""
_NEAR_LINES = 12  # lines: a row printed one cell a line; a figure further off is seldom the one meant
_MOST_CANDIDATES = 40  # figures tried for one fact: each is judged in every claim of the fact
_MOST_SUSPECTS = 200  # facts of one claim: bounds the sum of a very long list, where none stands out anyway

Judged = tuple[Claim, Result]


def blame(reading: Reading, judged: list[Judged]) -> list[Result]:
    """Every result, findings with their blame."""
    findings = [result for _, result in judged if result.is_finding]
    if not findings:
        return [result for _, result in judged]
    court = _Court(reading, judged, findings)
    return [court.blamed(claim, result) if result.is_finding else result for claim, result in judged]


class _Court:
    """The results seen together: which fields are astray, and the equations each field is in."""

    def __init__(self, reading: Reading, judged: list[Judged], findings: list[Result]) -> None:
        self.reading = reading
        self.astray = {fact.path for found in findings if found.code in _READER for fact in found.facts}
        self.misplaced = {fact.path for found in findings if found.code in _PLACE for fact in found.facts}
        self.seen = frozenset(map(_stated, reading.witnessed))
        self.witnessed = _by_field(reading.witnessed)
        self.equations: dict[SheetPath, list[Equation | Share]] = defaultdict(list)
        self._worked: dict[int, tuple[Fraction, Fraction, bool]] = {}
        self.failing: dict[SheetPath, int] = defaultdict(int)
        self.holding: dict[SheetPath, int] = defaultdict(int)
        for claim, result in judged:
            if isinstance(claim, Equation | Share):
                self._count(claim, result)
        self.unread = Unread(reading)
        self.cited = {cite.figure for _, cite in reading.cites}
        cited = {cite.figure for path, cite in reading.cites if path not in self.astray}
        self.free: dict[int, list[Figure]] = defaultdict(list)
        for figure in reading.source.figures:
            if figure.is_money and figure.id not in cited and not self.unread.is_number(figure):
                self.free[figure.line].append(figure)

    def _count(self, claim: Equation | Share, result: Result) -> None:
        if isinstance(claim, Equation) and claim.at_most and not result.is_finding:
            return  # a bound that holds says little of a figure
        tally = self.failing if result.is_finding else self.holding
        for fact in claim.facts:
            self.equations[fact.path].append(claim)
            tally[fact.path] += result.outcome is not ClaimOutcome.UNVERIFIABLE or result.is_finding

    def blamed(self, claim: Claim, result: Result) -> Result:
        """A finding with its blame, and with the figure that was not read where it makes up for the difference."""
        missing = self._missing(claim, result)
        if missing is None:
            return result.blamed(self.verdict(claim, result))
        judged = result.judgement
        working = (*judged.working, f"L{missing.line} の {missing.printed} が読み取られていない")
        named = replace(result, judgement=replace(judged, working=working, keyed=judged.keyed or judged.working))
        return named.blamed(Blame(Side.EXTRACTION))

    def _missing(self, claim: Claim, result: Result) -> Figure | None:
        """The unread figure of the claim's tables that is the difference of a sum: its row is missing."""
        difference = result.judgement.difference
        if not isinstance(claim, Equation) or claim.at_most or not difference or self._astray(result) is not None:
            return None
        return self.unread.worth(difference, claim.facts)

    def _astray(self, result: Result) -> Fact | None:
        return next((fact for fact in result.facts if fact.path in self.astray), None)

    def verdict(self, claim: Claim, result: Result) -> Blame:
        """The blame of one finding."""
        if result.code in _READER:
            return self._reader(result)
        if result.code.startswith(("CMP", "PRF", "YRS")) or result.code in {"GRD702", "GRD706", "AGR603"}:
            return Blame(Side.EXTRACTION if result.code in _MISREAD else Side.UNKNOWN)
        wrong = self._astray(result)
        if wrong is not None:
            return Blame(Side.EXTRACTION, wrong.path, self._offered(wrong))
        agreed = self._agreed(result.facts)
        unread = self.unread.near(result.facts, beside=not agreed)
        if isinstance(claim, Equation | Share) and not agreed and len(unread) <= 1:
            for fact in self._suspects(claim):
                suggestion = self._suggestion(fact)
                if suggestion is not None and unread <= {suggestion}:
                    return Blame(Side.EXTRACTION, fact.path, suggestion)
        if unread or _is_open(claim, result):
            return Blame(Side.UNKNOWN)
        suspects = self._suspects(claim) if isinstance(claim, Equation | Share) else list(result.facts)
        return Blame(Side.SOURCE, suspects[0].path if suspects else None)

    def _agreed(self, facts: tuple[Fact, ...]) -> bool:
        """True where a second witness read every figure alike: two that err in different ways seldom err together."""
        return bool(self.seen) and all(_stated(fact) in self.seen for fact in facts)

    def _reader(self, result: Result) -> Blame:
        swapped = self._swapped(result.facts) if result.code == "CMP802" else None
        if swapped is not None and self._may_offer(*swapped):
            return Blame(Side.EXTRACTION, swapped[0].path, swapped[1])
        fact = self._likeliest(result.facts)
        if fact is None:
            return Blame(Side.UNKNOWN)
        figure = self.reading.source.by_id.get(fact.cite.figure or "")
        if (
            result.code == "GRD701" and figure is not None
        ):  # what cites a figure as it is printed is not mended by that figure
            own = None if not may_be(fact) or figure.printed == fact.cite.printed else figure.id
            return Blame(Side.EXTRACTION, fact.path, own)
        return Blame(Side.EXTRACTION, fact.path, self._offered(fact))

    def _offered(self, fact: Fact) -> str | None:
        """The figure to suggest for a field that is astray: by its place, by its equations, or as the second witness has it."""
        other = self.witnessed.get((fact.table, fact.row, *fact.column))
        found = (self._by_place(fact), self._suggestion(fact), other)
        return next((figure for figure in found if figure is not None and self._may_offer(fact, figure)), None)

    def _may_offer(self, fact: Fact, figure: str) -> bool:
        """True where a figure that is no other field's makes every equation of one hold, and its table has no other unread one."""
        offered, claims = self.reading.source.by_id[figure], self.equations[fact.path]
        if figure in self.cited or not claims or not self._holds_with(fact, offered, claims):
            return False
        return self.unread.near((fact,), beside=True) <= {figure}

    def _swapped(self, users: tuple[Fact, ...]) -> tuple[Fact, str] | None:
        """Two fields of one row cite one figure, and one figure of the row is free: the field on its side is meant by it."""
        if len(users) != 2 or users[0].path[:4] != users[1].path[:4] or any(e.path in self.misplaced for e in users):
            return None
        free, figure = self._by_place(users[0]), self.reading.source.by_id.get(users[0].cite.figure or "")
        if free is None or figure is None:
            return None
        earlier, later = sorted(users, key=lambda fact: [str(step).zfill(4) for step in fact.path])
        return (earlier if self.reading.source.by_id[free].start < figure.start else later), free

    def _likeliest(self, facts: tuple[Fact, ...]) -> Fact | None:
        """The likeliest to be wrong of several users of one figure: the one off its place, or in more equations that fail."""
        return max(facts, key=lambda e: (e.path in self.misplaced, self.failing[e.path]), default=None)

    def _suspects(self, claim: Equation | Share) -> list[Fact]:
        """The claim's facts, the most suspect first: in failing claims only, the stated one before its terms."""
        found = sorted(claim.facts, key=lambda e: (self.holding[e.path] > 0, -self.failing[e.path]))
        return found[:_MOST_SUSPECTS]

    def _suggestion(self, fact: Fact) -> str | None:
        """The one free figure near a fact under whose value all its claims hold; its own row's before others."""
        claims = self.equations[fact.path]
        if not claims:
            return None
        needed = self._needed(fact, claims)
        near = (f for f in self._candidates(fact) if needed is None or f.amount(fact.cite.unit) in needed)
        return next((figure.id for figure in near if self._settles(fact, figure, claims)), None)

    def _needed(self, fact: Fact, claims: list[Equation | Share]) -> frozenset[str] | None:
        """The one amount that would make an equation of the fact hold; None where only trying tells: a share, a rounded sum."""
        for claim in claims:
            if isinstance(claim, Equation) and not claim.at_most and self._sides(claim)[2]:
                stated, computed, _ = self._sides(claim)
                if claim.stated.path == fact.path:
                    return frozenset({decimal_text(computed)})
                sign = next((term.sign for term in claim.terms if term.fact.path == fact.path), 1)
                return frozenset({decimal_text(fact.cite.value + sign * (stated - computed))})
        return None

    def _sides(self, claim: Equation) -> tuple[Fraction, Fraction, bool]:
        """The two sides of an equation and whether they must agree to the yen; worked out once."""
        if id(claim) not in self._worked:
            total = sum((term.sign * term.fact.cite.value for term in claim.terms), Fraction(0))
            terms = tuple(term.fact for term in claim.terms)
            exact = rounding(self.reading.source, claim.stated, terms)[0] == 0
            self._worked[id(claim)] = claim.stated.cite.value, total, exact
        return self._worked[id(claim)]

    def _candidates(self, fact: Fact) -> Iterator[Figure]:
        line = fact.cite.line or fact.label.line
        if line is None:
            return
        left = _MOST_CANDIDATES
        for step in sorted(range(-_NEAR_LINES, _NEAR_LINES + 1), key=abs):
            for figure in self.free.get(line + step, ())[: left + 1]:
                if left > 0 and figure.id != fact.cite.figure:
                    left -= 1
                    yield figure

    def _by_place(self, fact: Fact) -> str | None:
        """The one free figure of the fact's unit between its own row label and the next one."""
        own = self.reading.geometry.place(fact.label)
        if own is None:
            return None
        following = bisect_right(self._places, own)
        end = self._places[following] if following < len(self._places) else len(self.reading.source.text)
        first = bisect_right(self._unused, own, key=lambda figure: figure.start)
        inside: list[Figure] = []
        for figure in islice(self._unused, first, None):
            if figure.start >= end or len(inside) > 1:
                break
            if figure.amount(fact.cite.unit) is not None:
                inside.append(figure)
        return inside[0].id if len(inside) == 1 else None

    @cached_property
    def _places(self) -> list[int]:
        """The places of the row labels of the sheet, in order."""
        where = self.reading.geometry
        places = (where.place(label) for label in dict.fromkeys(fact.label for fact in self.reading.facts))
        return sorted(place for place in places if place is not None)

    @cached_property
    def _unused(self) -> list[Figure]:
        """The figures that no field cites, of any unit."""
        figures = self.reading.source.figures
        return [figure for figure in figures if figure.id not in self.cited and figure.kind not in NAMES]

    def _settles(self, fact: Fact, figure: Figure, claims: list[Equation | Share]) -> bool:
        return figure.amount(fact.cite.unit) != fact.cite.amount and self._holds_with(fact, figure, claims)

    def _holds_with(self, fact: Fact, figure: Figure, claims: list[Equation | Share]) -> bool:
        amount = figure.amount(fact.cite.unit)
        if amount is None:
            return False
        cite = Cite(figure=figure.id, printed=figure.printed, amount=amount, unit=fact.cite.unit, line=figure.line)
        source = self.reading.source
        return all(claim.replaced(fact.path, cite).outcome(source) is ClaimOutcome.HOLDS for claim in claims)


def _is_open(claim: Claim, result: Result) -> bool:
    """True where a claim only cannot be verified: within rounding, a shortfall, a point that is not proved."""
    doubted = isinstance(claim, Share) or result.code.startswith(_PRINT)
    return result.outcome is ClaimOutcome.UNVERIFIABLE and not doubted


def _stated(fact: Fact) -> tuple[object, ...]:
    return (fact.cite.figure, fact.row, *fact.column)


def _by_field(witnessed: Iterable[Fact]) -> dict[tuple[object, ...], str]:
    """The figure the second witness has for each field, where it is but one."""
    named: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for fact in witnessed:
        if fact.cite.figure is not None:
            named[(fact.table, fact.row, *fact.column)].add(fact.cite.figure)
    return {field: min(figures) for field, figures in named.items() if len(figures) == 1}
