"""The questions of a blind look: what a record says an amount is, without the amount; and whether an answer is the record's."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from structurer.errors import AnswerUnreadable
from structurer.evaluation.audit.draw import first
from structurer.language import say
from structurer.record.record import Record
from structurer.report import phrases
from structurer.sheet.facts import Fact, facts, path_text
from structurer.sheet.model import Cite
from structurer.text.scan import Kind
from structurer.text.source import Figure, Source, Unit

ABSENT, UNSURE = "-", "?"
"""The answers that are no number: the sheet has no such amount; it cannot be told from the sheet."""
_LONGEST = 60
"""Characters of an answer: more than any printed amount has."""


@dataclass(frozen=True, slots=True)
class AuditQuestion:
    """One question: an amount in the record's words. `place` tells amounts of the same words apart, in the order of the sheet."""

    field: str
    table: str
    section: str
    row: str
    what: str
    place: str
    cite: Cite

    @property
    def words(self) -> str:
        """The question on one line; a row that is called like what it measures is not said twice."""
        row = "" if self.what.startswith(f"{self.row} ") else self.row
        parts = (self.table, self.section, row, self.what, self.place)
        return " / ".join(part for part in parts if part)

    @property
    def is_money(self) -> bool:
        """True where the answer is an amount of yen, so that its unit matters."""
        return self.cite.unit is Unit.YEN


def chosen(record: Record, seed: str, count: int | None) -> tuple[str, ...]:
    """Return the fields of a record to ask about, all or so many of them, in the order of the sheet."""
    every = tuple(path_text(fact.path) for fact in facts(record.sheet))
    some = every if count is None else first(every, count, f"{seed}:{record.source.sha256}", str)
    return tuple(field for field in every if field in some)


def questions(record: Record) -> Iterator[AuditQuestion]:
    """Yield the questions about every figure of a record, in the order of the sheet."""
    found = [(fact, _what(fact, record.sheet.identity.fiscal_year)) for fact in facts(record.sheet)]
    alike = Counter(_key(fact) for fact, _ in found)
    seen: dict[object, int] = defaultdict(int)
    for fact, what in found:
        key = _key(fact)
        seen[key] += 1
        place = "" if alike[key] == 1 else say(f"上から{seen[key]}番目", f"number {seen[key]} from above")
        yield AuditQuestion(
            path_text(fact.path), phrases.table(fact.table), fact.section, fact.row, what, place, fact.cite
        )


def _key(fact: Fact) -> object:
    return (fact.table, fact.section, fact.row, fact.measure, fact.year_offset, fact.stage)


def _what(fact: Fact, fiscal_year: int | None) -> str:
    year = phrases.year_of(fact.year_offset, fiscal_year) or phrases.year(fact.year_offset)
    words = (phrases.measure(fact.measure), year, phrases.stage(fact.stage))
    return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """An answer as it was typed; `figure` is the number in it, None where there is none; `scale` its unit of money, if any."""

    text: str
    figure: Figure | None
    scale: int | None

    @classmethod
    def of(cls, text: str, question: AuditQuestion, scale: int | None) -> "TypedAnswer":
        """The answer in a text; `scale` is the unit that bare amounts are in. AnswerUnreadable where it says no one thing."""
        text = text.strip()
        if text in {ABSENT, "－", "ー", UNSURE, "？"}:
            return cls(UNSURE if text in {UNSURE, "？"} else ABSENT, None, scale)
        found = Source("", text).figures if len(text) <= _LONGEST else ()
        if len(found) != 1 or (found[0].number is None and found[0].ratio is None):
            raise AnswerUnreadable(text[:_LONGEST])
        own = found[0].scale if found[0].kind is Kind.MONEY else scale
        if question.is_money and own is None:
            raise AnswerUnreadable(text, unit=True)
        return cls(text, found[0], own)

    def says(self, cite: Cite) -> bool:
        """True where it is the record's value: an amount of money in its unit, anything else by its number."""
        if self.figure is None:
            return False
        if self.figure.ratio is not None:
            return Fraction(*self.figure.ratio) == cite.value and cite.unit is Unit.RATIO
        number = Fraction(self.figure.number or 0)
        if cite.unit is Unit.YEN:
            return number * (self.scale or 1) == cite.value
        return self.figure.kind is not Kind.MONEY and number == cite.value
