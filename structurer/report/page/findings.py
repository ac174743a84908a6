"""Claims for people: what was found, its working, who is blamed, what would settle it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from structurer.checks import CHECKS
from structurer.checks.claim import ClaimOutcome, Side
from structurer.record.correction import Waiver
from structurer.record.record import ResultRecord
from structurer.report import catalogue, phrases
from structurer.report.page.look import Look
from structurer.report.page.words import field_name, loose_name
from structurer.report.phrases import printable

_COUNTED = ("GRD", "CMP")
_QUOTATION = "GRD701"


@dataclass(frozen=True, slots=True)
class Named:
    """A field that a claim is about."""

    path: str
    name: str
    figure: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The figure that would make a claim hold, and the field it belongs to."""

    path: str
    name: str
    figure: str
    printed: str
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim: `key` is empty where it is no finding, `waiver` None where nobody has accepted it."""

    key: str
    code: str
    title: str
    explanation: str
    name: str
    outcome: str
    lines: tuple[int, ...]
    figures: tuple[str, ...]
    working: tuple[str, ...]
    fields: tuple[Named, ...]
    blame: str
    suggestion: Suggestion | None
    unclaimed: str
    waivable: bool
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class Claims:
    """Every claim of a record, sorted: findings open and waived, notes, equations that hold, and the others counted."""

    open: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    holding: tuple[Finding, ...]
    counted: tuple[tuple[str, int, str], ...]


def claims(look: Look) -> Claims:
    """The claims of a record."""
    results = look.record.results
    counted = Counter(result.code for result in results if _is_counted(result))
    made = [(result, finding(look, place)) for place, result in enumerate(results) if not _is_counted(result)]
    return Claims(
        open=tuple(found for result, found in made if result.finding and found.waiver is None),
        waived=tuple(found for result, found in made if result.finding and found.waiver is not None),
        notes=tuple(found for result, found in made if not result.finding and result.outcome is not ClaimOutcome.HOLDS),
        holding=tuple(found for result, found in made if result.outcome is ClaimOutcome.HOLDS),
        counted=tuple((code, count, phrases.title(code)) for code, count in sorted(counted.items())),
    )


def _is_counted(result: ResultRecord) -> bool:
    """True for what holds and has no arithmetic to show."""
    return result.outcome is ClaimOutcome.HOLDS and result.code.startswith(_COUNTED)


def finding(look: Look, place: int) -> Finding:
    """The claim at a place of the results."""
    result = look.record.results[place]
    return Finding(
        key=result.key or "",
        code=result.code,
        title=phrases.title(result.code),
        explanation=_explanation(result.code) if result.finding else "",
        name=result.name,
        outcome=result.outcome.value,
        lines=tuple(line for line in result.lines if 1 <= line <= len(look.source.lines)),
        figures=look.figures_of[place],
        working=result.working,
        fields=tuple(_named(look, path) for path in dict.fromkeys(result.paths) if path in look.cites),
        blame=_blame(look, result),
        suggestion=_suggestion(look, result),
        unclaimed=look.about.get(place, ""),
        waivable=_waivable(look, result),
        waiver=look.waivers.get(result.key or ""),
    )


def _waivable(look: Look, result: ResultRecord) -> bool:
    """As the engine decides it, which has the last word when a waiver is given."""
    own = [look.cites[path] for path in result.paths if path in look.cites]
    return result.code != _QUOTATION or all(cite.corrected and cite.figure is None for cite in own)


def _explanation(code: str) -> str:
    found = next((check for check in CHECKS if check.code == code), None)
    return "" if found is None else catalogue.explanation(found)


def path_name(look: Look, path: str) -> str:
    """A field in words by its path."""
    fact = look.facts.get(path)
    return loose_name(path) if fact is None else field_name(fact)


def _named(look: Look, path: str) -> Named:
    return Named(path, path_name(look, path), look.cites[path].figure or "")


def _blame(look: Look, result: ResultRecord) -> str:
    if result.blame is None or not result.finding or result.blame.side is Side.UNKNOWN:
        return ""
    path = result.blame.path
    about = [] if path is None or path not in look.cites else [path_name(look, path)]
    return " — ".join([phrases.blame(result.blame.side), *map(printable, about)])


def _suggestion(look: Look, result: ResultRecord) -> Suggestion | None:
    blame = result.blame
    if not result.finding or blame is None or blame.path not in look.cites:
        return None
    figure = look.source.by_id.get(blame.suggestion or "")
    if figure is None or blame.path is None:
        return None
    return Suggestion(blame.path, path_name(look, blame.path), figure.id, figure.printed, figure.line)


def at(look: Look, path: str) -> Iterator[Finding]:
    """The claims that a field is in, findings first."""
    own = [place for place, result in enumerate(look.record.results) if result in look.claims.get(path, ())]
    yield from sorted((finding(look, place) for place in own), key=lambda one: not one.key)
