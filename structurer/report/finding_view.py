"""One view of a finding, as plain data that text, terminal and pages only draw.

Texts are in the reader's language or as the sheet prints them; nothing is escaped or cut, which is for who draws.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from structurer.checks.documented import documents
from structurer.checks.outcome import ClaimOutcome, Side
from structurer.record.correction import Waiver
from structurer.record.record import ResultRecord
from structurer.record.waivable import is_waivable
from structurer.report import catalogue, phrases, proof_words
from structurer.report.indexed import IndexedRecord
from structurer.report.naming import field_name, loose_name
from structurer.report.working_words import spoken as spoken_working
from structurer.sheet.facts import Fact
from structurer.sheet.model import Cite
from structurer.text import lazy_re as re
from structurer.text.origin import spoken

_COUNTED = ("GRD", "CMP", "AGR602", "AGR603")
"""Checks whose claims have no arithmetic to show: those that hold are counted."""

_YEARS = "YRS"
"""The family of checks about other years: their workings name lines of other records."""
_LINE_AT_END = re.compile(r"\(L(\d+)\)$")
_PROOFS = "PRF"
"""The family of checks about proofs, whose claims have codes for names."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field in words, with what it cites; `figure` is empty where it cites none of the source."""

    path: str
    name: str
    figure: str
    printed: str
    line: int | None

    @property
    def cited(self) -> str:
        """The field with its figure and line: `当初予算額 事業費 計上: 54,826千円 (L13)`."""
        return f"{self.name}: {self.print}"

    @property
    def print(self) -> str:
        """The figure with its line: `54,826千円 (L13)`."""
        return self.printed + ("" if self.line is None else f" (L{self.line})")


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """The figure that would make a claim hold, and the field it would be put to."""

    field: FieldView
    figure: str
    printed: str
    line: int


class LineElsewhere(NamedTuple):
    """A line of another record."""

    record: str
    line: int


@dataclass(frozen=True, slots=True)
class FindingView:
    """One judged claim in words.

    Attributes:
        key: names the finding; empty where it is none.
        title: the check in a sentence, `explanation` in several; the latter is empty where it is no finding.
        place: where its first line stands in the document of the sheet; empty for a text.
        figures: ids of the figures it is about, one that no field cites included.
        about: the lines of its figures and of the suggested one; `context` adds the lines of labels and those beside, the
            nearest first.
        blame: who erred; empty where nobody can tell. `blamed` is the field it names.
        unclaimed: id of the figure that no field cites, where it is about one.
        waiver: None while nobody has accepted it.
        elsewhere: the lines of other records that it is about.
    """

    key: str
    code: str
    defect: str
    title: str
    explanation: str
    name: str
    outcome: str
    place: str
    lines: tuple[int, ...]
    about: tuple[int, ...]
    context: tuple[int, ...]
    figures: tuple[str, ...]
    working: tuple[str, ...]
    fields: tuple[FieldView, ...]
    blame: str
    blamed: FieldView | None
    suggestion: SuggestionView | None
    unclaimed: str
    waivable: bool
    waiver: Waiver | None
    elsewhere: tuple[LineElsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingGroups:
    """Every claim of a record: findings open and waived, notes, arithmetic that holds; of the others code, number and what holds."""

    open: tuple[FindingView, ...]
    waived: tuple[FindingView, ...]
    notes: tuple[FindingView, ...]
    holding: tuple[FindingView, ...]
    counted: tuple[tuple[str, int, str], ...]


def finding_groups(indexed: IndexedRecord) -> FindingGroups:
    """The claims of a record, in the order of its results; of the open findings those that fail first."""
    results = indexed.record.results
    counted = Counter(result.code for result in results if _is_counted(result))
    made = [(result, finding_view(indexed, place)) for place, result in enumerate(results) if not _is_counted(result)]
    opened = [view for result, view in made if result.finding and view.waiver is None]
    return FindingGroups(
        open=tuple(sorted(opened, key=lambda view: view.outcome != ClaimOutcome.FAILS.value)),
        waived=tuple(view for result, view in made if result.finding and view.waiver is not None),
        notes=tuple(view for result, view in made if not result.finding and result.outcome is not ClaimOutcome.HOLDS),
        holding=tuple(view for result, view in made if result.outcome is ClaimOutcome.HOLDS),
        counted=tuple((code, count, _holds(indexed, code)) for code, count in sorted(counted.items())),
    )


def _holds(indexed: IndexedRecord, code: str) -> str:
    """The sentence of what holds; where a model was asked for the rest alone, the layout reader agrees with itself."""
    is_its_own = code == "AGR602" and indexed.record.reading.reading == "rest"
    return phrases.kept_as_read() if is_its_own else phrases.holds(code)


def _is_counted(result: ResultRecord) -> bool:
    return result.outcome is ClaimOutcome.HOLDS and result.code.startswith(_COUNTED)


def finding_view(indexed: IndexedRecord, place: int) -> FindingView:
    """The claim at a place of the results."""
    result = indexed.record.results[place]
    suggestion = _suggestion(indexed, result)
    about = _about(indexed, result, suggestion)
    fields = tuple(field_view(indexed, path) for path in dict.fromkeys(result.paths) if path in indexed.cites)
    name, working = _words(result, fields)
    return FindingView(
        key=result.key or "",
        code=result.code,
        defect=result.defect,
        title=_title(result),
        explanation=_explanation(result.code) if result.finding else "",
        name=name,
        outcome=result.outcome.value,
        place=_document_place(indexed, result.lines),
        lines=_there(indexed, result.lines),
        about=about,
        context=_context(indexed, result, about),
        figures=indexed.figures_of[place],
        working=working,
        fields=fields,
        blame=_blame(result),
        blamed=_blamed(indexed, result),
        suggestion=suggestion,
        unclaimed=indexed.about.get(place, ""),
        waivable=result.finding and _waivable(indexed, result),
        waiver=indexed.waivers.get(result.key or ""),
        elsewhere=tuple(_elsewhere(indexed, result)),
    )


def _elsewhere(indexed: IndexedRecord, result: ResultRecord) -> Iterator[LineElsewhere]:
    """The lines of the records of the year before that a working ends in."""
    for prior in indexed.record.prior or ():
        for text in result.working if result.code.startswith(_YEARS) else ():
            found = _LINE_AT_END.search(text) if f" {prior.record}: " in text else None
            if found is not None:
                yield LineElsewhere(prior.record, int(found[1]))


def by_key(indexed: IndexedRecord, key: str) -> FindingView:
    """The finding of a key; KeyError where the record has none."""
    return finding_view(indexed, indexed.places[key])


def with_field(indexed: IndexedRecord, path: str) -> Iterator[FindingView]:
    """The claims that a field is in, findings first."""
    own = [place for place, result in enumerate(indexed.record.results) if result in indexed.claims.get(path, ())]
    yield from sorted((finding_view(indexed, place) for place in own), key=lambda view: not view.key)


def field_view(indexed: IndexedRecord, path: str) -> FieldView:
    """The field at a path of the record."""
    return _field(path, path_name(indexed, path), indexed.cites[path])


def fact_view(fact: Fact) -> FieldView:
    """A fact as a field."""
    return _field(".".join(map(str, fact.path)), field_name(fact), fact.cite)


def path_name(indexed: IndexedRecord, path: str) -> str:
    """The field at a path in words."""
    fact = indexed.facts.get(path)
    return loose_name(path) if fact is None else field_name(fact)


def _field(path: str, name: str, cite: Cite) -> FieldView:
    return FieldView(path, name, cite.figure or "", cite.printed, cite.line)


def _there(indexed: IndexedRecord, lines: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(line for line in lines if 1 <= line <= len(indexed.source.lines))


def _document_place(indexed: IndexedRecord, lines: tuple[int, ...]) -> str:
    origin = indexed.source.origin
    return "" if origin is None or not lines else spoken(origin.place(lines[0]))


def _about(indexed: IndexedRecord, result: ResultRecord, suggestion: SuggestionView | None) -> tuple[int, ...]:
    wanted = [*result.figures, *([] if suggestion is None else [suggestion.figure])]
    printed = [indexed.source.by_id[figure].line for figure in wanted if figure in indexed.source.by_id]
    return tuple(sorted(_there(indexed, tuple({*printed, *result.lines}))))


def _context(indexed: IndexedRecord, result: ResultRecord, about: tuple[int, ...]) -> tuple[int, ...]:
    """The lines of a finding, those of its labels, then the lines beside: two above each, as headings stand there."""
    facts = [indexed.facts[path] for path in result.paths if path in indexed.facts]
    labels = [label.line for fact in facts for label in (fact.label, fact.heading) if label is not None]
    beside = [line + step for line in about for step in (-1, 1, -2)]
    wanted = dict.fromkeys([*about, *(line for line in labels if line is not None), *beside])
    return _there(indexed, tuple(wanted))


def _waivable(indexed: IndexedRecord, result: ResultRecord) -> bool:
    """True where the engine would take a waiver."""
    own = [path for path in result.paths if path in indexed.cites]
    return is_waivable(result.code, [(indexed.cites[path], indexed.facts.get(path)) for path in own])


def _words(result: ResultRecord, fields: tuple[FieldView, ...]) -> tuple[str, tuple[str, ...]]:
    """The name and the working; those of the checks of proofs are codes, which are put in words."""
    if not result.code.startswith(_PROOFS):
        return result.name, tuple(spoken_working(result.code, line) for line in result.working)
    if result.outcome is ClaimOutcome.HOLDS:
        return phrases.holds(result.code), result.working
    return proof_words.finding_words(result.code, result.name, result.working, [one.print for one in fields])


def _title(result: ResultRecord) -> str:
    """The check's sentence; for a claim that holds the sentence of what holds."""
    return (phrases.holds if result.outcome is ClaimOutcome.HOLDS else phrases.title)(result.code)


def _explanation(code: str) -> str:
    found = documents().get(code)
    return "" if found is None else catalogue.explanation(found)


def _blame(result: ResultRecord) -> str:
    if result.blame is None or not result.finding or result.blame.side is Side.UNKNOWN:
        return ""
    return phrases.blame(result.blame.side)


def _blamed(indexed: IndexedRecord, result: ResultRecord) -> FieldView | None:
    path = None if not _blame(result) or result.blame is None else result.blame.path
    return None if path is None or path not in indexed.cites else field_view(indexed, path)


def _suggestion(indexed: IndexedRecord, result: ResultRecord) -> SuggestionView | None:
    blamed = _blamed(indexed, result)
    if blamed is None or result.blame is None:
        return None
    figure = indexed.source.by_id.get(result.blame.suggestion or "")
    return None if figure is None else SuggestionView(blamed, figure.id, figure.printed, figure.line)
