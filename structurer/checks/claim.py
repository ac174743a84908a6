"""Claims: what a check asserts about cited figures. A claim judges itself, so tolerance and working exist once."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from structurer.checks.outcome import ClaimOutcome, Side
from structurer.sheet.facts import Fact
from structurer.text.money import decimal_text, print_number
from structurer.text.source import Source, Unit


@dataclass(frozen=True, slots=True)
class Blame:
    """The blame for a finding; `path` and `suggestion` name the field and the figure that would make it hold."""

    side: Side
    path: tuple[str | int, ...] | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a claim: amounts in the base unit, the working as lines anyone can redo by hand.

    Attributes:
        keyed: what a finding's key is made of instead of the working, where the working was once written otherwise. A
            working may be put in other words at any time; what the key is made of stays, because waivers name the key.
    """

    outcome: ClaimOutcome
    working: tuple[str, ...]
    stated: Fraction | None = None
    computed: Fraction | None = None
    keyed: tuple[str, ...] = ()

    @property
    def difference(self) -> Fraction | None:
        """Stated − computed."""
        return None if self.stated is None or self.computed is None else self.stated - self.computed


class Claim(Protocol):
    """One equation or quotation over cited figures."""

    @property
    def name(self) -> str:
        """The claim's name, in the sheet's own words."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The cites it is about, the stated one first."""

    @property
    def note(self) -> bool:
        """True where an unverifiable outcome is information and asks nothing of a person."""

    @property
    def lines(self) -> tuple[int, ...]:
        """Lines it is about beside those of its cites."""

    def judge(self, source: Source) -> Judgement:
        """The outcome with its working."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A claim its check has worked out already, because that takes more than its cites: labels, places, other rows."""

    name: str
    facts: tuple[Fact, ...]
    judgement: Judgement
    lines: tuple[int, ...] = ()
    note: bool = False

    def judge(self, source: Source) -> Judgement:
        """The judgement of the check."""
        del source
        return self.judgement


def observed(
    name: str,
    facts: tuple[Fact, ...],
    outcome: ClaimOutcome,
    *working: str,
    lines: tuple[int, ...] = (),
    note: bool = False,
    keyed: tuple[str, ...] = (),
) -> Observation:
    """An observation of a check with its working; `keyed` as in a judgement."""
    return Observation(name, facts, Judgement(outcome, working, keyed=keyed), lines, note)


def holds_if(condition: bool) -> ClaimOutcome:  # noqa: FBT001  # the condition is what it is about
    """`holds` or `fails`."""
    return ClaimOutcome.HOLDS if condition else ClaimOutcome.FAILS


@dataclass(frozen=True, slots=True)
class Result:
    """A judged claim, kept with the record whether it holds or not."""

    code: str
    defect: str
    name: str
    judgement: Judgement
    facts: tuple[Fact, ...] = ()
    lines: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    note: bool = False
    blame: Blame | None = None

    @property
    def outcome(self) -> ClaimOutcome:
        """holds, fails or unverifiable."""
        return self.judgement.outcome

    @property
    def is_finding(self) -> bool:
        """True where a person must look: it fails, or cannot be verified and is more than information."""
        outcome = self.judgement.outcome
        return outcome is ClaimOutcome.FAILS or (outcome is ClaimOutcome.UNVERIFIABLE and not self.note)

    def blamed(self, blame: Blame) -> "Result":
        """The same result with its blame."""
        return replace(self, blame=blame)


def shown(fact: Fact, unit: str = "") -> str:
    """A figure in a working: its print, the unit where the print has none, and its line, `54,826千円 (L13)`."""
    place = "" if fact.cite.line is None else f" (L{fact.cite.line})"
    return f"{fact.cite.printed}{unit}{place}"


def shown_value(value: Fraction, facts: tuple[Fact, ...], source: Source) -> str:
    """A computed value in the unit of the figures it comes from: `58,038千円`."""
    units = {fact.cite.unit for fact in facts}
    if units != {Unit.YEN}:
        return decimal_text(value)
    scales = {figure.rounding for figure in (source.by_id.get(e.cite.figure or "") for e in facts) if figure}
    scale = min(scales, default=1)
    word = unit_word(scale)
    return print_number(value, scale=scale) + word if word is not None else print_number(value) + "円"


def unit_word(scale: int) -> str | None:
    """The unit of amounts that are printed in so many yen; None where sheets use none."""
    return {1: "円", 1000: "千円", 10**4: "万円", 10**6: "百万円", 10**8: "億円"}.get(scale)
